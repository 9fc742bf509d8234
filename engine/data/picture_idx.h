// SPDX-License-Identifier: GPL-3.0-or-later
// IDX, the MNIST family's format: two zero bytes, a type (0x08: unsigned bytes), the number of dimensions, each
// dimension as 4 bytes big-endian, then the values. Often gzipped.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/contract/dataset.h"
#include "engine/contract/result.h"
#include "engine/platform/paths.h"

namespace fettle::data {

struct IdxHeader {
    std::vector<std::int64_t> dimensions; ///< 1 to 4
    std::int64_t headerBytes = 0;
    std::int64_t itemBytes = 0; ///< of one picture or label
    [[nodiscard]] std::int64_t count() const { return dimensions.front(); }
};

/// Reads a header from the first bytes (20 are enough) and checks it for what it claims: unsigned bytes, sides of
/// 1 to 16,384, at most `maximumBytes` of values. Torch-free and file-free, so that it can be fuzzed.
/// Errors: data.idx_header {file, reason}, data.idx_type {file, type}.
[[nodiscard]] Result<IdxHeader> parseIdxHeader(std::span<const std::byte> bytes, std::uint64_t maximumBytes,
                                               const std::string& file);

/// An IDX file, plain or gzip, read from front to back: memory holds what was asked for and no more.
class IdxReader {
public:
    /// Errors: platform.file_not_opened, platform.not_a_file, data.idx_header (also where the file is too small for
    /// what the header promises), data.idx_type.
    [[nodiscard]] static Result<IdxReader> open(const platform::Path& path);
    IdxReader(IdxReader&&) noexcept;
    IdxReader& operator=(IdxReader&&) noexcept;
    ~IdxReader();

    [[nodiscard]] const IdxHeader& header() const;
    /// Exactly `count` items into `out`. Errors: data.idx_truncated {file, expected, found}; what came before the end
    /// is in `out` then, cut to whole items.
    [[nodiscard]] Result<void> read(std::int64_t count, std::vector<std::uint8_t>& out);
    /// Compressed bytes read so far and in all, for progress.
    [[nodiscard]] double bytesDone() const;
    [[nodiscard]] double bytesTotal() const;

private:
    struct State;
    explicit IdxReader(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

/// Pictures and their labels that belong together.
struct IdxPair {
    platform::Path images;
    std::optional<platform::Path> labels;
    std::optional<Split> split;
};

struct IdxFiles {
    std::vector<IdxPair> pairs; ///< training first
    std::vector<std::string> classNames; ///< of classes.txt beside the files; empty: labels are the numbers
    std::vector<ImportIssue> issues;
};

/// The IDX files among paths (files or folders, one level), in pairs by their names: train-images-idx3-ubyte(.gz) and
/// train-labels-idx1-ubyte(.gz). Empty where there are none.
[[nodiscard]] Result<IdxFiles> findIdxFiles(const std::vector<std::string>& paths);

} // namespace fettle::data
