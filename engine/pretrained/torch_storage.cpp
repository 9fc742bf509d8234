// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/pretrained/torch_storage.h"

#include "engine/pretrained/hostile_bytes.h"

namespace fettle::pretrained {
namespace {

Error storageError(const std::string& file, std::string_view key, const char* reason)
{
    return makeError("pretrained.archive_storage", {{"file", file}, {"name", shownName(key)}, {"reason", reason}});
}

} // namespace

std::optional<std::uint64_t> naturalNumber(const PickleObjects& objects, PickleRef ref)
{
    const auto value = objects.kind(ref) == PickleKind::Integer ? objects.integer(ref) : std::nullopt;
    return value && *value >= 0 ? std::optional<std::uint64_t>(*value) : std::nullopt;
}

Result<StorageId> StorageId::read(const PickleObjects& objects, PickleRef persistent, const std::string& file)
{
    const auto unclear = [&file](std::string_view key) {
        return storageError(file, key, FETTLE_PHRASE("its description is not one that PyTorch writes"));
    };
    const auto id = objects.inner(persistent);
    const auto parts = objects.itemCount(id);
    if (parts != 5 && parts != 6)
        return unclear({});
    const auto items = objects.items(id);
    StorageId storage;
    storage.key = objects.text(items[2]);
    const auto* format = objects.kind(items[1]) == PickleKind::Global ? objects.global(items[1]) : nullptr;
    const auto count = naturalNumber(objects, items[4]);
    if (objects.text(items[0]) != "storage" || format == nullptr || format->role != GlobalRole::Storage
        || objects.kind(items[2]) != PickleKind::Text || storage.key.empty() || !count)
        return unclear(storage.key);
    if (!format->type)
        return makeError("pretrained.archive_dtype", {{"file", file}, {"got", format->name}});
    storage.type = *format->type;
    storage.count = *count;
    if (!checkedProduct(storage.count, static_cast<std::uint64_t>(storedBytes(storage.type))))
        return storageError(file, storage.key, FETTLE_PHRASE("it would be larger than any file"));
    if (parts == 6 && objects.kind(items[5]) != PickleKind::None) {
        if (objects.kind(items[5]) != PickleKind::Tuple || objects.itemCount(items[5]) != 3)
            return unclear(storage.key);
        const auto view = objects.items(items[5]);
        const auto offset = naturalNumber(objects, view[1]);
        const auto viewCount = naturalNumber(objects, view[2]);
        if (objects.kind(view[0]) != PickleKind::Text || !offset || !viewCount)
            return unclear(storage.key);
        if (*offset > storage.count || storage.count - *offset < *viewCount)
            return storageError(file, storage.key, FETTLE_PHRASE("a part of it lies outside of it"));
        storage.view = StorageView{objects.text(view[0]), *offset, *viewCount};
    }
    return storage;
}

std::uint64_t StorageTable::Storage::sizeBytes() const { return count * static_cast<std::uint64_t>(storedBytes(type)); }

Result<void> StorageTable::announce(const PickleObjects& objects)
{
    for (const auto ref : objects.persistents()) {
        FETTLE_TRY_ASSIGN(const auto id, StorageId::read(objects, ref, m_file));
        const auto [place, isNew] = m_byKey.try_emplace(id.key, m_storages.size());
        if (isNew) {
            m_storages.push_back({id.key, id.type, id.count, std::nullopt});
            continue;
        }
        const auto& known = m_storages[place->second];
        if (known.type != id.type || known.count != id.count)
            return storageError(m_file, id.key, FETTLE_PHRASE("the file says two different things about it"));
    }
    return {};
}

StorageTable::Storage* StorageTable::find(std::string_view key)
{
    const auto found = m_byKey.find(key);
    return found == m_byKey.end() ? nullptr : &m_storages[found->second];
}

Result<StorageTable::Bytes> StorageTable::bytesOf(const PickleObjects& objects, PickleRef persistent) const
{
    FETTLE_TRY_ASSIGN(const auto id, StorageId::read(objects, persistent, m_file));
    const auto found = m_byKey.find(id.key);
    if (found == m_byKey.end() || !m_storages[found->second].bytes)
        return storageError(m_file, id.key, FETTLE_PHRASE("the file does not hold it"));
    auto bytes = *m_storages[found->second].bytes;
    // The view was held against the count, and the count against the bytes.
    if (id.view) {
        const auto size = static_cast<std::uint64_t>(storedBytes(id.type));
        bytes = bytes.substr(id.view->offset * size, id.view->count * size);
    }
    return Bytes{bytes, id.type};
}

} // namespace fettle::pretrained
