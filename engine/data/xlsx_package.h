// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "engine/contract/result.h"
#include "engine/platform/paths.h"

namespace fettle::data {

/// One part of a workbook's ZIP file, unpacked as it is read. What comes out is counted: a part that grows without
/// measure is refused, whatever its header says.
class XlsxPart {
public:
    /// Of bytes that are unpacked already; for tests.
    [[nodiscard]] static XlsxPart ofBytes(std::string bytes);
    XlsxPart(XlsxPart&&) noexcept;
    XlsxPart& operator=(XlsxPart&&) noexcept;
    ~XlsxPart();

    /// Appends some bytes to `out`; false: there are no more. Errors: data.archive_damaged, data.archive_ratio.
    [[nodiscard]] Result<bool> read(std::string& out);
    [[nodiscard]] std::uint64_t bytesRead() const;
    /// As the ZIP file says; 0: it does not.
    [[nodiscard]] std::uint64_t sizeBytes() const;

private:
    friend class XlsxPackage;
    struct State;
    explicit XlsxPart(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

/// A workbook's ZIP file. Parts are found by their names without regard to letter case, as the format wants it.
class XlsxPackage {
public:
    static constexpr std::uint64_t kSmallPartBytes = 32u << 20;

    /// Reads the list of parts. Errors: data.archive_damaged, data.archive_ratio, platform.*.
    [[nodiscard]] static Result<XlsxPackage> open(const platform::Path& path);

    [[nodiscard]] bool has(std::string_view part) const;
    /// Errors: data.workbook_part_missing, those of XlsxPart.
    [[nodiscard]] Result<XlsxPart> part(std::string_view name) const;
    /// The whole of a part that is never large (list of sheets, styles).
    [[nodiscard]] Result<std::string> readSmall(std::string_view name) const;
    [[nodiscard]] const platform::Path& path() const { return m_path; }
    [[nodiscard]] std::uint64_t sizeBytes() const { return m_sizeBytes; }
    /// As people know the file.
    [[nodiscard]] std::string fileName() const;

private:
    platform::Path m_path;
    std::uint64_t m_sizeBytes = 0;
    std::map<std::string, std::string, std::less<>> m_parts; ///< lowered name → name as it stands
};

} // namespace fettle::data
