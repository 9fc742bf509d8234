// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/contract/result.h"
#include "engine/pretrained/pickle_objects.h"

namespace fettle::pretrained {

/// A count, an offset or a size: a whole number, 0 or more; nothing for anything else.
[[nodiscard]] std::optional<std::uint64_t> naturalNumber(const PickleObjects& objects, PickleRef ref);

/// A part of a storage under a name of its own; only files of before 2020 have them.
struct StorageView {
    std::string_view key;
    std::uint64_t offset = 0; ///< in numbers
    std::uint64_t count = 0;
};

/// What the pickle says about a storage: ("storage", torch.FloatStorage, key, device, count[, view]).
struct StorageId {
    StoredType type = StoredType::F32;
    std::string_view key;
    std::uint64_t count = 0;
    std::optional<StorageView> view;

    /// Errors: pretrained.archive_storage, pretrained.archive_dtype.
    [[nodiscard]] static Result<StorageId> read(const PickleObjects& objects, PickleRef persistent,
                                                const std::string& file);
};

/// The storages that a pickle speaks of, by key, and their bytes once they are found. A key means the same thing
/// wherever it stands: the same number format and count.
class StorageTable {
public:
    explicit StorageTable(const std::string& file) : m_file(file) {}

    struct Storage {
        std::string_view key;
        StoredType type = StoredType::F32;
        std::uint64_t count = 0;
        std::optional<std::string_view> bytes;

        /// Checked to fit into int64 when announced.
        [[nodiscard]] std::uint64_t sizeBytes() const;
    };

    /// All storages that the pickle names. Errors: pretrained.archive_storage, pretrained.archive_dtype.
    [[nodiscard]] Result<void> announce(const PickleObjects& objects);
    /// In the order in which they were first named.
    [[nodiscard]] std::vector<Storage>& all() noexcept { return m_storages; }
    /// Null where no object names it.
    [[nodiscard]] Storage* find(std::string_view key);

    struct Bytes {
        std::string_view bytes;
        StoredType type = StoredType::F32;
    };
    /// The bytes that a tensor with this mark may look at. Errors: pretrained.archive_storage.
    [[nodiscard]] Result<Bytes> bytesOf(const PickleObjects& objects, PickleRef persistent) const;

private:
    std::string m_file;
    std::vector<Storage> m_storages;
    std::unordered_map<std::string_view, std::size_t> m_byKey;
};

} // namespace fettle::pretrained
