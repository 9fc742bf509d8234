// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/contract/error_codes.h"

#include <algorithm>
#include <array>

namespace fettle {
namespace {

constexpr auto kErrorCodes = std::to_array<ErrorCode>({
#define FETTLE_ERROR(code, sentence) ErrorCode{code, sentence},
#include "engine/contract/errors/client.h"
#include "engine/contract/errors/components.h"
#include "engine/contract/errors/contract.h"
#include "engine/contract/errors/data.h"
#include "engine/contract/errors/documents.h"
#include "engine/contract/errors/hub.h"
#include "engine/contract/errors/model.h"
#include "engine/contract/errors/platform.h"
#include "engine/contract/errors/pretrained.h"
#include "engine/contract/errors/service.h"
#include "engine/contract/errors/store.h"
#include "engine/contract/errors/tokenizers.h"
#include "engine/contract/errors/training.h"
#include "engine/contract/errors/worker.h"
#undef FETTLE_ERROR
});

} // namespace

std::span<const ErrorCode> errorCodes() { return kErrorCodes; }

const ErrorCode* findErrorCode(std::string_view code)
{
    const auto found = std::ranges::find(kErrorCodes, code, &ErrorCode::code);
    return found == kErrorCodes.end() ? nullptr : &*found;
}

} // namespace fettle
