// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/contract/json.h"

#include <nlohmann/json.hpp>

namespace fettle {

Result<nlohmann::json> parseJson(std::string_view text)
{
    bool tooDeep = false;
    const auto watchDepth = [&tooDeep](int depth, nlohmann::json::parse_event_t, nlohmann::json&) {
        // Dropping the value keeps the parser's own stack shallow, whatever follows.
        tooDeep = tooDeep || depth > kMaxJsonDepth;
        return !tooDeep;
    };
    auto json = nlohmann::json::parse(text.begin(), text.end(), watchDepth, false);
    if (tooDeep)
        return makeError("contract.too_deep", {{"limit", kMaxJsonDepth}});
    if (json.is_discarded())
        return makeError("contract.not_json");
    return json;
}

std::string toLine(const nlohmann::json& json)
{
    return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

} // namespace fettle
