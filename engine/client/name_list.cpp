// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/client/name_list.h"

#include <algorithm>
#include <array>

namespace fettle::client {
namespace {

constexpr std::string_view kBlanks = " \t\r";
/// Of the full width too, as a Chinese keyboard writes them.
constexpr std::array<std::string_view, 6> kDividers{",", ";", "\n", "，", "、", "；"};

/// Bytes of the divider at the beginning of `rest`; 0 where there is none.
std::size_t dividerAt(std::string_view rest)
{
    const auto found = std::ranges::find_if(kDividers, [rest](std::string_view divider) { return rest.starts_with(divider); });
    return found == kDividers.end() ? 0 : found->size();
}

std::string_view trimmed(std::string_view text)
{
    const auto first = text.find_first_not_of(kBlanks);
    return first == std::string_view::npos ? std::string_view() : text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

/// What stands in quotes from the second character of `text` on; `at` becomes the place behind the closing quote.
std::string quotedName(std::string_view text, std::size_t& at)
{
    std::string name;
    for (++at; at < text.size(); ++at) {
        if (text[at] != '"') {
            name += text[at];
        } else if (at + 1 < text.size() && text[at + 1] == '"') {
            name += text[at++];
        } else {
            ++at;
            break;
        }
    }
    return name;
}

} // namespace

std::vector<std::string> splitNameList(std::string_view text)
{
    std::vector<std::string> names;
    std::size_t at = 0;
    while (at < text.size()) {
        const auto first = text.find_first_not_of(kBlanks, at);
        if (first == std::string_view::npos)
            break;
        at = first;
        std::string name;
        if (text[at] == '"')
            name = quotedName(text, at);
        // Of a quoted name nothing should be left; what is there all the same belongs to it.
        const auto rest = at;
        while (at < text.size() && dividerAt(text.substr(at)) == 0)
            ++at;
        name += text.substr(rest, at - rest);
        if (const auto whole = trimmed(name); !whole.empty())
            names.emplace_back(whole);
        if (at < text.size())
            at += dividerAt(text.substr(at));
    }
    return names;
}

} // namespace fettle::client
