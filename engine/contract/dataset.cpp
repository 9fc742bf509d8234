// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "engine/contract/dataset_fields.h"

namespace fettle {

FETTLE_JSON(FieldInfo)
FETTLE_JSON(SplitPolicy)
FETTLE_JSON(ValueCount)
FETTLE_JSON(FieldStatistics)
FETTLE_JSON(DatasetPart)
FETTLE_JSON(ImportIssue)
FETTLE_JSON(ImportReport)
FETTLE_JSON(DatasetManifest)
FETTLE_JSON(FieldOverride)
FETTLE_JSON(ImportRequest)
FETTLE_JSON(ImportPreview)
FETTLE_JSON(RowPage)

const FieldInfo* DatasetManifest::findField(std::string_view field) const
{
    const auto found = std::ranges::find(fields, field, &FieldInfo::name);
    return found == fields.end() ? nullptr : &*found;
}
} // namespace fettle
