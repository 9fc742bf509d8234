// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/pair_columns.h"

#include <algorithm>
#include <array>

namespace fettle::data {
namespace {

constexpr std::array<std::string_view, 9> kNegativeNames{"negative", "wrong", "distractor", "unrelated", "irrelevant",
                                                         "does_not_belong", "负例", "错误", "无关"};
constexpr std::array<std::string_view, 9> kAnchorNames{"anchor", "query", "question", "sentence1", "sentence_1", "premise",
                                                       "问题", "查询", "提问"};
constexpr std::array<std::string_view, 9> kMatchNames{"answer", "reply", "positive", "sentence2", "sentence_2", "hypothesis",
                                                      "答案", "回答", "答复"};

template <std::size_t count>
bool nameHas(const std::string& name, const std::array<std::string_view, count>& parts)
{
    std::string small = name;
    for (auto& c : small)
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c == ' ' || c == '-' ? '_' : c;
    return std::ranges::any_of(parts, [&](std::string_view part) { return small.find(part) != std::string::npos; });
}

} // namespace

PairColumns pairColumns(const DatasetManifest& manifest, const std::string& target)
{
    PairColumns found;
    bool isNamed = false;
    for (const auto& field : manifest.fields) {
        if (field.kind != FieldKind::Text || field.name == target || field.role == FieldRole::Ignore || field.role == FieldRole::Split)
            continue;
        if (nameHas(field.name, kNegativeNames)) {
            if (found.negative.empty())
                found.negative = field.name;
        } else if (const bool named = nameHas(field.name, kAnchorNames); found.text.empty() || (named && !isNamed)) {
            found.text = field.name;
            isNamed = named;
        }
    }
    // Of two columns the other one is what is looked from, whatever its name.
    if (found.text.empty())
        std::swap(found.text, found.negative);
    return found;
}

std::string matchColumn(const std::vector<FieldInfo>& fields)
{
    const auto isText = [](const FieldInfo& field) { return field.kind == FieldKind::Text && field.role == FieldRole::Input; };
    if (fields.size() != 2 || !std::ranges::all_of(fields, isText))
        return {};
    for (const bool second : {true, false}) {
        const auto& match = fields[second ? 1 : 0].name;
        const auto& other = fields[second ? 0 : 1].name;
        if (!nameHas(match, kAnchorNames) && (nameHas(match, kMatchNames) || nameHas(other, kAnchorNames)) && !nameHas(other, kMatchNames)
            && !nameHas(match, kNegativeNames) && !nameHas(other, kNegativeNames))
            return match;
    }
    return {};
}

} // namespace fettle::data
