// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace fettle::tokenizers {

/// Bytes as letters, digits, "+", "/" and "=" (RFC 4648), for where only text may stand.
[[nodiscard]] std::string encodeBase64(std::string_view bytes);
/// Nothing where another character stands in it. A missing "=" at the end is no fault.
[[nodiscard]] std::optional<std::string> decodeBase64(std::string_view text);

} // namespace fettle::tokenizers
