// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/pretrained/torch_archive.h"

#include <algorithm>
#include <charconv>

#include "engine/pretrained/hostile_bytes.h"
#include "engine/pretrained/pickle_machine.h"
#include "engine/pretrained/torch_storage.h"
#include "engine/pretrained/torch_tensors.h"
#include "engine/pretrained/zip_directory.h"

namespace fettle::pretrained {
namespace {

// What torch/serialization.py begins the older form with: MAGIC_NUMBER, by protocol 2 and by protocol 1.
constexpr std::string_view kMagicBytes("\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19", 10);
constexpr std::string_view kMagicDigits = "119547037146038801333356";
constexpr std::int64_t kLegacyVersion = 1001;
/// torch's kMinSupportedFileFormatVersion and kMaxSupportedFileFormatVersion (caffe2/serialize/versions.h).
constexpr std::int64_t kMinZipVersion = 1;
constexpr std::int64_t kMaxZipVersion = 10;
constexpr std::uint64_t kMaxSniffedBytes = 100;

class ArchiveReader {
public:
    ArchiveReader(std::string_view bytes, const std::string& file, NumberCheck check)
        : m_bytes(bytes), m_file(file), m_check(check), m_storages(file)
    {
    }

    Result<TorchArchive> read()
    {
        if (m_bytes.starts_with("PK\x03\x04"))
            FETTLE_TRY(readZip());
        else if (m_bytes.starts_with("version https://git-lfs"))
            return makeError("pretrained.archive_pointer", {{"file", m_file}});
        else if (isLegacy())
            FETTLE_TRY(readLegacy());
        else
            return makeError("pretrained.archive_unknown", {{"file", m_file}});
        return std::move(m_archive);
    }

private:
    Error damaged(const char* reason) const
    {
        return makeError("pretrained.archive_damaged", {{"file", m_file}, {"reason", reason}});
    }

    Error incomplete(const std::string& name) const
    {
        return makeError("pretrained.archive_incomplete", {{"file", m_file}, {"name", shownName(name)}});
    }

    // ---- The zip form: ROOT/data.pkl, ROOT/data/KEY for each storage, ROOT/version, ROOT/byteorder.
    Result<void> readZip()
    {
        auto opened = ZipDirectory::read(m_bytes, m_file);
        if (!opened.ok())
            return asTorchScript(std::move(opened).error());
        const auto& directory = *opened;
        FETTLE_TRY_ASSIGN(const auto root, rootOf(directory));
        if (directory.find(root + "constants.pkl") != nullptr)
            return makeError("pretrained.archive_torchscript", {{"file", m_file}});
        FETTLE_TRY(checkNotes(directory, root));
        const auto* pickle = directory.find(root + "data.pkl");
        if (pickle == nullptr)
            return incomplete(root + "data.pkl");
        FETTLE_TRY(directory.checkBytes(*pickle, m_file));
        const auto text = directory.bytesOf(*pickle);
        FETTLE_TRY_ASSIGN(const auto read, readPickle(text, m_file, pickle->offset));
        if (read.sizeBytes != text.size())
            return damaged(FETTLE_PHRASE("something stands behind its end"));
        FETTLE_TRY(m_storages.announce(read.objects));
        for (auto& storage : m_storages.all())
            FETTLE_TRY(fillFromZip(directory, root, storage));
        return collectTensors(read.objects, m_storages, m_bytes.size(), m_file, m_archive);
    }

    /// TorchScript compresses the programs that it keeps, and only those.
    Error asTorchScript(Error error) const
    {
        const bool isProgram = error.code == "pretrained.zip_compressed"
            && error.arguments.at("name").asText().find("/code/") != std::string::npos;
        return isProgram ? makeError("pretrained.archive_torchscript", {{"file", m_file}}) : error;
    }

    /// The one folder that all entries stand in, with its slash.
    Result<std::string> rootOf(const ZipDirectory& directory) const
    {
        if (directory.entries().empty())
            return makeError("pretrained.archive_unknown", {{"file", m_file}});
        const auto first = directory.entries().front().name;
        const auto root = std::string(first.substr(0, first.find('/'))) + "/";
        for (const auto& entry : directory.entries())
            if (!entry.name.starts_with(root))
                return makeError("pretrained.archive_unknown", {{"file", m_file}}, "more than one folder at the top");
        return root;
    }

    Result<void> checkNotes(const ZipDirectory& directory, const std::string& root) const
    {
        const auto* order = directory.find(root + "byteorder");
        if (order != nullptr && directory.bytesOf(*order) != "little")
            return makeError("pretrained.archive_byte_order", {{"file", m_file}});
        const auto* version = directory.find(root + "version");
        if (version == nullptr)
            return {};
        const auto text = directory.bytesOf(*version).substr(0, kMaxSniffedBytes);
        std::int64_t number = 0;
        const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
        const bool isWhole = end == text.data() + text.size() || *end == '\n';
        if (problem != std::errc() || !isWhole || number < kMinZipVersion || number > kMaxZipVersion)
            return makeError("pretrained.archive_version",
                             {{"file", m_file}, {"got", shownName(text)}, {"limit", kMaxZipVersion}});
        return {};
    }

    /// The lesson of CVE-2026-24747: what the list of tensors claims about a storage has to be what the archive holds.
    Result<void> fillFromZip(const ZipDirectory& directory, const std::string& root,
                             StorageTable::Storage& storage) const
    {
        const auto name = root + "data/" + std::string(storage.key.substr(0, kMaxZipNameBytes));
        const auto* entry = directory.find(name);
        if (entry == nullptr)
            return incomplete(name);
        const auto size = storage.sizeBytes();
        // A storage of bytes may end within a number; the writer's count of numbers leaves that rest out.
        if (size > entry->sizeBytes || entry->sizeBytes - size >= static_cast<std::uint64_t>(storedBytes(storage.type)))
            return sizeDiffers(storage);
        if (m_check == NumberCheck::Checksums)
            FETTLE_TRY(directory.checkBytes(*entry, m_file));
        storage.bytes = directory.bytesOf(*entry).substr(0, size);
        return {};
    }
    Error sizeDiffers(const StorageTable::Storage& storage) const
    {
        return makeError("pretrained.archive_storage",
                         {{"file", m_file},
                          {"name", shownName(storage.key)},
                          {"reason", FETTLE_PHRASE("its size is not the one that its tensors were told")}});
    }

    // ---- The older form: four pickles (a number to recognize it by, a version, the machine it was written on, the
    // object), a fifth with the storages' keys, then for each its count as eight bytes and its numbers.
    bool isLegacy() const
    {
        const auto magic = readPickle(m_bytes.substr(0, kMaxSniffedBytes), m_file);
        if (!magic.ok())
            return false;
        const auto text = magic->objects.text(magic->objects.root());
        return text == kMagicBytes || text == kMagicDigits;
    }

    Result<PickleRead> nextPickle(std::uint64_t& at) const
    {
        FETTLE_TRY_ASSIGN(auto read, readPickle(m_bytes.substr(at), m_file, at));
        at += read.sizeBytes;
        return read;
    }

    Result<void> readLegacy()
    {
        std::uint64_t at = 0;
        FETTLE_TRY(nextPickle(at));
        FETTLE_TRY_ASSIGN(const auto version, nextPickle(at));
        if (version.objects.integer(version.objects.root()) != kLegacyVersion)
            return damaged(FETTLE_PHRASE("its beginning is not one that PyTorch writes"));
        FETTLE_TRY_ASSIGN(const auto machine, nextPickle(at));
        FETTLE_TRY(checkMachine(machine.objects));
        FETTLE_TRY_ASSIGN(const auto object, nextPickle(at));
        FETTLE_TRY(m_storages.announce(object.objects));
        FETTLE_TRY_ASSIGN(const auto keys, nextPickle(at));
        FETTLE_TRY(fillFromLegacy(keys.objects, at));
        if (at != m_bytes.size())
            return damaged(FETTLE_PHRASE("something stands behind its end"));
        return collectTensors(object.objects, m_storages, m_bytes.size(), m_file, m_archive);
    }

    Result<void> checkMachine(const PickleObjects& objects) const
    {
        if (objects.kind(objects.root()) != PickleKind::Dict)
            return damaged(FETTLE_PHRASE("its beginning is not one that PyTorch writes"));
        const auto items = objects.items(objects.root());
        for (std::size_t i = 0; i + 1 < items.size(); i += 2)
            if (objects.text(items[i]) == "little_endian" && items[i + 1] != PickleObjects::kTrue)
                return makeError("pretrained.archive_byte_order", {{"file", m_file}});
        return {};
    }

    Result<void> fillFromLegacy(const PickleObjects& keys, std::uint64_t& at)
    {
        if (keys.kind(keys.root()) != PickleKind::List)
            return damaged(FETTLE_PHRASE("its list of storages is missing"));
        for (const auto item : keys.items(keys.root())) {
            auto* storage = m_storages.find(keys.text(item));
            if (storage == nullptr || storage->bytes)
                return damaged(FETTLE_PHRASE("its list of storages is not that of its tensors"));
            const auto count = numberAt<std::uint64_t>(m_bytes, at);
            if (!count || m_bytes.size() - at - 8 < storage->sizeBytes())
                return damaged(FETTLE_PHRASE("it ends too early"));
            if (*count != storage->count)
                return sizeDiffers(*storage);
            storage->bytes = m_bytes.substr(at + 8, storage->sizeBytes());
            at += 8 + storage->sizeBytes();
        }
        const auto isFilled = [](const StorageTable::Storage& storage) { return storage.bytes.has_value(); };
        if (!std::ranges::all_of(m_storages.all(), isFilled))
            return damaged(FETTLE_PHRASE("its list of storages is not that of its tensors"));
        return {};
    }

    std::string_view m_bytes;
    const std::string& m_file;
    NumberCheck m_check;
    StorageTable m_storages;
    TorchArchive m_archive;
};

} // namespace

Result<TorchArchive> readTorchArchive(std::string_view bytes, const std::string& file, NumberCheck check)
{
    return ArchiveReader(bytes, file, check).read();
}

Result<TorchArchive> openTorchArchive(const platform::Path& path, NumberCheck check)
{
    FETTLE_TRY_ASSIGN(auto opened, platform::MappedFile::open(path, platform::MappedFile::Access::Sequential));
    const auto mapped = std::make_shared<const platform::MappedFile>(std::move(opened));
    FETTLE_TRY_ASSIGN(auto archive, readTorchArchive(mapped->text(), platform::toUtf8(path.filename()), check));
    archive.file = mapped;
    return archive;
}

} // namespace fettle::pretrained
