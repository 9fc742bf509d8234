// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "engine/component_api/encoder.h"

namespace fettle::components {

/// Which text a row's match is, as a number: equal where the texts are the same but for space at their ends and for how their
/// letters are composed (NFC). Below 0: there is none.
[[nodiscard]] std::int64_t matchKey(std::string_view text);

/// A text that belongs to another one of its row. It knows nothing of the data.
class FittedMatch final : public FittedEncoder {
public:
    explicit FittedMatch(std::string field) : m_field(std::move(field)) {}

    [[nodiscard]] TensorSpec spec() const override;
    [[nodiscard]] Value state() const override { return ValueMap{{"field", m_field}}; }
    void encode(const Column& column, std::span<const std::int64_t> rows, torch::Tensor out, const EncodeContext&) const override;
    [[nodiscard]] Value decode(const torch::Tensor&) const override { return {}; } // a number of this kind has no way back
    [[nodiscard]] Value preview(const Column& column, std::int64_t row) const override;

private:
    std::string m_field;
};

} // namespace fettle::components
