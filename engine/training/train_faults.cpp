// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/train_faults.h"

#include <charconv>
#include <cstdlib>
#include <string>

#include <c10/util/Exception.h>

namespace fettle::training {
namespace {

std::vector<std::string_view> split(std::string_view text, char separator)
{
    std::vector<std::string_view> parts;
    while (true) {
        const auto end = text.find(separator);
        parts.push_back(text.substr(0, end));
        if (end == std::string_view::npos)
            return parts;
        text.remove_prefix(end + 1);
    }
}

bool readNumber(std::string_view text, std::int64_t& number)
{
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), number);
    return code == std::errc{} && end == text.data() + text.size() && number > 0;
}

} // namespace

Result<TrainFaults> TrainFaults::parse(std::string_view text)
{
    TrainFaults faults;
    for (const auto ruleText : split(text, ';')) {
        if (ruleText.empty())
            continue;
        const auto parts = split(ruleText, ':');
        Rule rule;
        rule.kind = parts[0] == "oom" ? Kind::Memory : parts[0] == "oom_late" ? Kind::LateMemory : Kind::Loss;
        const bool known = rule.kind != Kind::Loss || parts[0] == "nan";
        if (!known || parts.size() < 2 || parts.size() > (rule.kind != Kind::Loss ? 3u : 2u) || !readNumber(parts[1], rule.step) ||
            (parts.size() == 3 && !readNumber(parts[2], rule.timesLeft)))
            return makeError("training.fault_not_understood", {{"text", std::string(ruleText)}});
        faults.m_rules.push_back(rule);
    }
    return faults;
}

Result<TrainFaults> TrainFaults::fromEnvironment()
{
    const char* text = std::getenv("FETTLE_FAULT_TRAIN");
    return parse(text ? text : "");
}

void TrainFaults::maybeRunOutOfMemory(Kind kind, std::int64_t step)
{
    for (auto& rule : m_rules)
        if (rule.kind == kind && rule.step == step && rule.timesLeft > 0) {
            --rule.timesLeft;
            TORCH_CHECK_WITH(OutOfMemoryError, false, "injected at step ", step);
        }
}

bool TrainFaults::spoilsLoss(std::int64_t step) const
{
    for (const auto& rule : m_rules)
        if (rule.kind == Kind::Loss && rule.step == step)
            return true;
    return false;
}

} // namespace fettle::training
