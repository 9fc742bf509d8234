// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace fettle::client {

/// Names that somebody typed on one line or several, divided as cells of a CSV file are: by commas, semicolons (those of
/// Chinese too) and line ends; a name that has one of them itself stands in quotes, with "" for a quote. A quote inside a
/// name is a part of it. Spaces around a name and empty names are left out; without a closing quote the name goes on to
/// the end. `parcel, "late, lost",refund` → parcel | late, lost | refund.
[[nodiscard]] std::vector<std::string> splitNameList(std::string_view text);

} // namespace fettle::client
