// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/data/xlsx_package.h"

namespace fettle::data {

/// The texts that a workbook's cells share, by their numbers. Read as far as somebody asks: the first rows of a sheet
/// need the first texts.
class SharedStrings {
public:
    /// All texts of a workbook together.
    static constexpr std::uint64_t kMaxBytes = std::uint64_t{1} << 30;

    /// Without a part there are no texts.
    SharedStrings();
    explicit SharedStrings(XlsxPart part, std::string name);
    SharedStrings(SharedStrings&&) noexcept;
    SharedStrings& operator=(SharedStrings&&) noexcept;
    ~SharedStrings();

    /// Valid until the next call; empty and `known` false where there is no such number.
    /// Errors: data.xml_damaged, data.workbook_too_large, those of XlsxPart.
    [[nodiscard]] Result<std::string_view> at(std::size_t index, bool& known);
    [[nodiscard]] std::size_t loadedCount() const;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace fettle::data
