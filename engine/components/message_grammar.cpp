// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/components/message_grammar.h"

#include <algorithm>
#include <stdexcept>

namespace fettle::components {
namespace {

/// Where the bracket that opens at `open` closes.
std::size_t closingBracket(std::string_view pattern, std::size_t open)
{
    int depth = 0;
    for (std::size_t i = open; i < pattern.size(); ++i) {
        depth += pattern[i] == '[' ? 1 : pattern[i] == ']' ? -1 : 0;
        if (depth == 0)
            return i;
    }
    throw std::logic_error("no ] in: " + std::string(pattern));
}

/// What stands between the bars of "a|[b|c]|": three.
std::vector<std::string_view> alternativesIn(std::string_view choice)
{
    std::vector<std::string_view> alternatives;
    std::size_t start = 0;
    for (std::size_t i = 0; i < choice.size(); ++i) {
        if (choice[i] == '[')
            i = closingBracket(choice, i);
        else if (choice[i] == '|') {
            alternatives.push_back(choice.substr(start, i - start));
            start = i + 1;
        }
    }
    alternatives.push_back(choice.substr(start));
    return alternatives;
}

} // namespace

MessageGrammar::MessageGrammar(std::string_view source)
{
    std::vector<std::string_view>* list = nullptr;
    while (!source.empty()) {
        const std::size_t end = std::min(source.find('\n'), source.size());
        const std::string_view line = source.substr(0, end);
        source.remove_prefix(std::min(end + 1, source.size()));
        if (line.starts_with("== "))
            list = &m_lists[std::string(line.substr(3))];
        else if (!line.empty() && list)
            list->push_back(line);
    }
}

const std::vector<std::string_view>& MessageGrammar::list(std::string_view name) const
{
    const auto found = m_lists.find(name);
    if (found == m_lists.end() || found->second.empty())
        throw std::logic_error("no list of patterns named " + std::string(name));
    return found->second;
}

std::string MessageWriter::say(std::string_view list)
{
    const auto& lines = m_grammar.list(list);
    return writeOut(lines[static_cast<std::size_t>(m_random.below(static_cast<std::int64_t>(lines.size())))]);
}

std::string MessageWriter::writeOut(std::string_view pattern)
{
    std::string text;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        if (pattern[i] == '[') {
            const std::size_t end = closingBracket(pattern, i);
            const auto alternatives = alternativesIn(pattern.substr(i + 1, end - i - 1));
            text += writeOut(alternatives[static_cast<std::size_t>(
                m_random.below(static_cast<std::int64_t>(alternatives.size())))]);
            i = end;
        } else if (pattern[i] == '{') {
            const std::size_t end = pattern.find('}', i);
            const std::string_view slot = pattern.substr(i + 1, end - i - 1);
            const std::size_t equals = slot.find('=');
            const std::string_view name = slot.substr(0, equals);
            auto said = m_said.find(name);
            if (said == m_said.end())
                said = m_said.emplace(name, say(equals == slot.npos ? name : slot.substr(equals + 1))).first;
            text += said->second;
            i = end;
        } else if (pattern[i] == '#') {
            text += static_cast<char>('0' + m_random.below(10));
        } else {
            text += pattern[i];
        }
    }
    return text;
}

} // namespace fettle::components
