// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string_view>

namespace fettle {

/// One declared error code with its English sentence; {name} marks an argument. The translations use the code as
/// context and the sentence as source text.
struct ErrorCode {
    std::string_view code;
    std::string_view sentence;
};

/// Every declared code, from engine/contract/errors/*.h.
[[nodiscard]] std::span<const ErrorCode> errorCodes();
/// Null where the code is not declared.
[[nodiscard]] const ErrorCode* findErrorCode(std::string_view code);

} // namespace fettle
