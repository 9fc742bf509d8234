// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/tokenizers/aligned_text.h"
#include "engine/tokenizers/json_fields.h"

namespace fettle::tokenizers {

/// {"String": "x"} or {"Regex": "x+"}: what Replace looks for and Split cuts at. A regular expression has a bound on
/// its time, for a hostile one may need forever.
class TextPattern {
public:
    /// Errors: tokenizers.field, tokenizers.pattern.
    [[nodiscard]] static Result<TextPattern> read(const JsonFields& fields, std::string_view key);
    [[nodiscard]] static Result<TextPattern> regex(std::string expression);
    [[nodiscard]] static TextPattern literal(std::string text);

    /// The matches in [begin, end) of `text`, ascending and not overlapping. Errors: tokenizers.pattern_slow.
    [[nodiscard]] Result<void> find(std::string_view text, std::size_t begin, std::size_t end,
                                    std::vector<TextSpan>& matches) const;
    /// The expression as it was given; empty for a literal.
    [[nodiscard]] const std::string& expression() const noexcept { return m_expression; }

private:
    struct Compiled;
    std::string m_literal;
    std::string m_expression;
    std::shared_ptr<const Compiled> m_compiled;
};

} // namespace fettle::tokenizers
