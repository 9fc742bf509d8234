// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "engine/component_api/importer.h"
#include "engine/contract/dataset.h"
#include "engine/contract/result.h"
#include "engine/platform/paths.h"

namespace fettle::data {

/// A part that lies complete in a working folder and waits to be published under its hash.
struct WrittenPart {
    DatasetPart part;
    platform::Path path;
};

/// A column as fragments store it: float64, large_utf8 or large_binary. Behind the columns follows, for each column of
/// bytes, a large_utf8 one with the SHA-256 of media that were too large to lie inline.
struct StoredColumn {
    std::string name;
    CellStorage storage = CellStorage::Texts;
};

/// Writes row batches into Arrow IPC files of at most 256 MB each, hashing as it goes.
class FragmentWriter {
public:
    static constexpr std::int64_t kMaxFragmentBytes = 240ll << 20;
    static constexpr std::size_t kMaxInlineMediaBytes = 1u << 20;

    FragmentWriter(platform::Path folder, std::vector<StoredColumn> columns);
    ~FragmentWriter();
    FragmentWriter(const FragmentWriter&) = delete;
    FragmentWriter& operator=(const FragmentWriter&) = delete;

    /// Errors: platform.*, data.fragment_failed.
    [[nodiscard]] Result<void> append(const RowBatch& batch);
    /// Closes the last fragment. The parts in order of their rows, then the large media.
    [[nodiscard]] Result<std::vector<WrittenPart>> finish();
    /// Rows and bytes that later fragments have at most; small in tests.
    void setMaxFragmentBytes(std::int64_t bytes) { m_maxFragmentBytes = bytes; }

private:
    struct OpenFragment;
    Result<void> openFragment();
    Result<void> closeFragment();
    Result<std::string> writeLargeMedia(std::string_view bytes);

    platform::Path m_folder;
    std::vector<StoredColumn> m_columns;
    std::int64_t m_maxFragmentBytes = kMaxFragmentBytes;
    std::unique_ptr<OpenFragment> m_open;
    std::vector<WrittenPart> m_fragments;
    std::vector<WrittenPart> m_media;
};

/// One fragment with the column "split" (uint8: 0 train, 1 validation, 2 test).
[[nodiscard]] Result<WrittenPart> writeSplitFragment(const platform::Path& folder, std::span<const std::uint8_t> splits);

/// Writes encoded thumbnails one after the other and, behind them, where each begins.
class ThumbnailPackWriter {
public:
    explicit ThumbnailPackWriter(platform::Path path);
    ~ThumbnailPackWriter();
    ThumbnailPackWriter(const ThumbnailPackWriter&) = delete;
    ThumbnailPackWriter& operator=(const ThumbnailPackWriter&) = delete;
    [[nodiscard]] Result<void> append(std::string_view picture);
    [[nodiscard]] Result<WrittenPart> finish();

private:
    struct State;
    std::unique_ptr<State> m_state;
    platform::Path m_path;
};

/// The positions at which thumbnails begin (one more than there are), from the pack's own bytes.
/// Errors: data.part_damaged.
[[nodiscard]] Result<std::vector<std::int64_t>> thumbnailOffsets(std::string_view pack, const std::string& fileForErrors);

} // namespace fettle::data
