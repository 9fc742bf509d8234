// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tokenizers/text_pattern.h"

#include <unicode/regex.h>
#include <unicode/unistr.h>

#include "engine/tokenizers/code_points.h"

namespace fettle::tokenizers {
namespace {

constexpr std::size_t kMaxExpressionBytes = 16384;
constexpr std::int32_t kStackLimitBytes = 8 << 20;

/// ICU's \s, \w and \d are not those of the patterns' own library; properties mean the same in both.
std::string portableExpression(std::string_view expression)
{
    std::string out;
    for (std::size_t i = 0; i < expression.size(); ++i) {
        if (expression[i] != '\\' || i + 1 == expression.size()) {
            out += expression[i];
            continue;
        }
        switch (const char next = expression[++i]; next) {
        case 's': out += "\\p{White_Space}"; break;
        case 'S': out += "\\P{White_Space}"; break;
        case 'd': out += "\\p{Nd}"; break;
        case 'D': out += "\\P{Nd}"; break;
        case 'w': out += "[\\p{Alphabetic}\\p{M}\\p{Nd}\\p{Pc}]"; break;
        case 'W': out += "[^\\p{Alphabetic}\\p{M}\\p{Nd}\\p{Pc}]"; break;
        default:
            out += '\\';
            out += next;
        }
    }
    return out;
}

} // namespace

struct TextPattern::Compiled {
    std::unique_ptr<icu::RegexPattern> pattern;
};

TextPattern TextPattern::literal(std::string text)
{
    TextPattern pattern;
    pattern.m_literal = std::move(text);
    return pattern;
}

Result<TextPattern> TextPattern::regex(std::string expression)
{
    const auto refused = [&] { return makeError("tokenizers.pattern", {{"pattern", expression.substr(0, 200)}}); };
    if (expression.size() > kMaxExpressionBytes)
        return refused();
    UErrorCode status = U_ZERO_ERROR;
    UParseError where;
    auto compiled = std::make_shared<Compiled>();
    compiled->pattern.reset(icu::RegexPattern::compile(icu::UnicodeString::fromUTF8(portableExpression(expression)),
                                                       where, status));
    if (U_FAILURE(status) || !compiled->pattern)
        return refused();
    TextPattern pattern;
    pattern.m_expression = std::move(expression);
    pattern.m_compiled = std::move(compiled);
    return pattern;
}

Result<TextPattern> TextPattern::read(const JsonFields& fields, std::string_view key)
{
    const auto* value = fields.find(key);
    if (value && value->is_string())
        return literal(value->get<std::string>());
    if (value && value->is_object() && value->size() == 1 && value->front().is_string()) {
        if (value->contains("String"))
            return literal(value->front().get<std::string>());
        if (value->contains("Regex"))
            return regex(value->front().get<std::string>());
    }
    return fieldError(fields.placeOf(key), FETTLE_PHRASE("a text or a regular expression"));
}

Result<void> TextPattern::find(std::string_view text, std::size_t begin, std::size_t end,
                               std::vector<TextSpan>& matches) const
{
    matches.clear();
    const auto part = text.substr(begin, end - begin);
    if (!m_compiled) {
        if (m_literal.empty())
            return {};
        for (auto at = part.find(m_literal); at != std::string_view::npos; at = part.find(m_literal,
            at + m_literal.size()))
            matches.push_back({static_cast<std::uint32_t>(begin + at),
                static_cast<std::uint32_t>(begin + at + m_literal.size())});
        return {};
    }
    UErrorCode status = U_ZERO_ERROR;
    const auto wide = icu::UnicodeString::fromUTF8(icu::StringPiece(part.data(),
                                                                    static_cast<std::int32_t>(part.size())));
    const std::unique_ptr<icu::RegexMatcher> matcher(m_compiled->pattern->matcher(wide, status));
    if (U_SUCCESS(status)) {
        matcher->setTimeLimit(2000 + static_cast<std::int32_t>(part.size() / 256), status);
        matcher->setStackLimit(kStackLimitBytes, status);
    }
    // Matches ascend, so that one walk turns all their UTF-16 places into bytes.
    std::size_t byteAt = 0;
    std::int32_t wideAt = 0;
    const auto byteOf = [&](std::int32_t place) {
        while (wideAt < place) {
            const auto size = codePointAt(part, byteAt).sizeBytes;
            byteAt += size;
            wideAt += size == 4 ? 2 : 1;
        }
        return static_cast<std::uint32_t>(begin + byteAt);
    };
    while (U_SUCCESS(status) && matcher->find(status)) {
        const auto first = byteOf(matcher->start(status));
        const auto last = byteOf(matcher->end(status));
        matches.push_back({first, last});
    }
    if (U_FAILURE(status))
        return makeError("tokenizers.pattern_slow", {{"pattern", m_expression.substr(0, 200)}});
    return {};
}

} // namespace fettle::tokenizers
