// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/component_api/transform.h"

namespace fettle::components {

/// Lists of patterns, written as text: `== name` opens a list and every line below it is one of its patterns. In a
/// pattern `[a|b|]` stands for one of the alternatives (they nest, and may be empty), `{name}` for a line of the list
/// of that name, `{name=list}` for a line of another list, and `#` for a digit. The text has to outlive the grammar.
class MessageGrammar {
public:
    explicit MessageGrammar(std::string_view source);
    /// Never empty: a list that is not there is a slip in the text, which the tests walk (std::logic_error).
    [[nodiscard]] const std::vector<std::string_view>& list(std::string_view name) const;

private:
    std::map<std::string, std::vector<std::string_view>, std::less<>> m_lists;
};

/// Writes one message. What it has once said for `{name}` it says again: a message is about one order and one product,
/// and where that is a lamp, `{product=device}` was said before `{product}`.
class MessageWriter {
public:
    MessageWriter(const MessageGrammar& grammar, RandomStream& random) : m_grammar(grammar), m_random(random) {}
    /// One line of the list, written out.
    [[nodiscard]] std::string say(std::string_view list);

private:
    [[nodiscard]] std::string writeOut(std::string_view pattern);
    const MessageGrammar& m_grammar;
    RandomStream& m_random;
    std::map<std::string, std::string, std::less<>> m_said;
};

/// What customers of a small online shop write. Both have the same lists: `wish <intent>`, `situation <intent>`,
/// `feeling <sentiment>`, `face <sentiment>`, `greeting`, `closing`, `vague`, and `short` with lines `usual = shorter`.
[[nodiscard]] std::string_view englishMessagePatterns();
[[nodiscard]] std::string_view chineseMessagePatterns();

} // namespace fettle::components
