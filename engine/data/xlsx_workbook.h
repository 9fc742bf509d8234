// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "engine/data/xlsx_package.h"
#include "engine/data/xlsx_values.h"

namespace fettle::data {

struct WorkbookSheet {
    std::string name;
    std::string part; ///< within the package; empty: it is no table (a chart)
    bool hidden = false;
};

/// What a workbook says of itself: its sheets, how its dates count, what its styles show.
struct Workbook {
    std::vector<WorkbookSheet> sheets;
    bool from1904 = false;
    std::vector<SheetFormat> formats; ///< by a cell's style number
    std::string stringsPart;          ///< empty: it has none
};

/// Errors: data.not_a_workbook (a ZIP file without the parts of one), data.xml_damaged, those of XlsxPackage.
[[nodiscard]] Result<Workbook> readWorkbook(const XlsxPackage& package);

} // namespace fettle::data
