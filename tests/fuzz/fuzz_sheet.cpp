// SPDX-License-Identifier: GPL-3.0-or-later
// Sheets of workbooks, their shared texts, and what number formats say: any bytes.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "engine/data/xlsx_sheet.h"

namespace {

using namespace fettle::data;

/// Rows and columns have to ascend within a sheet's bounds, whatever the sheet says.
class CheckedCells final : public SheetCells {
public:
    void beginRow(std::uint32_t row) override
    {
        if (row <= m_row || row > kMaxSheetRows)
            std::abort();
        m_row = row;
        m_column = -1;
    }
    void cell(std::uint32_t column, std::string_view text) override
    {
        if (static_cast<std::int64_t>(column) <= m_column || column >= kMaxSheetColumns || text.empty()
            || text.size() > kMaxSheetTextBytes)
            std::abort();
        m_column = column;
    }
    void endRow() override {}

private:
    std::uint32_t m_row = 0;
    std::int64_t m_column = -1;
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size < 1)
        return 0;
    const std::string bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
    if (data[0] % 4 == 0) {
        static_cast<void>(sheetFormatOf(bytes));
        static_cast<void>(unescapedSheetText(bytes));
        if (const auto place = cellPlace(bytes); place && (place->column >= kMaxSheetColumns || place->row > kMaxSheetRows))
            std::abort();
        return 0;
    }
    // Texts and sheet are one input, cut in two.
    const auto cut = bytes.find("|||");
    const auto texts = cut == std::string::npos ? std::string("<sst><si><t>a</t></si></sst>") : bytes.substr(0, cut);
    Workbook workbook;
    workbook.from1904 = data[0] % 4 == 1;
    workbook.formats = {SheetFormat::Number, SheetFormat::Date, SheetFormat::Time};
    SharedStrings strings(XlsxPart::ofBytes(texts), "sharedStrings.xml");
    CheckedCells cells;
    SheetReader reader(XlsxPart::ofBytes(cut == std::string::npos ? bytes : bytes.substr(cut + 3)), "sheet1.xml", workbook,
                       data[0] % 4 == 2 ? nullptr : &strings, cells);
    for (bool more = true; more;) {
        const auto read = reader.more();
        if (!read.ok())
            break;
        more = *read;
    }
    static_cast<void>(reader.remarks().notes());
    return 0;
}
