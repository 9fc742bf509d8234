// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/components/fitted_match.h"

#include <torch/torch.h>

#include "engine/component_api/layer.h"
#include "engine/platform/hash.h"
#include "engine/tokenizers/normal_forms.h"

namespace fettle::components {
namespace {

/// The text without space, tabs and line ends around it.
std::string_view trimmedMatch(std::string_view text)
{
    constexpr std::string_view kSpace = " \t\r\n";
    const auto first = text.find_first_not_of(kSpace);
    return first == std::string_view::npos ? std::string_view() : text.substr(first, text.find_last_not_of(kSpace) - first + 1);
}

} // namespace

std::int64_t matchKey(std::string_view text)
{
    const auto kept = trimmedMatch(text);
    if (kept.empty())
        return FittedEncoder::kMissingTarget;
    tokenizers::AlignedText composed;
    composed.assign(kept, 0, false);
    tokenizers::normalizeForm(composed, tokenizers::NormalForm::Nfc);
    return static_cast<std::int64_t>(platform::xxh64(composed.text()) >> 1U);
}

TensorSpec FittedMatch::spec() const { return tensorSpec({{"N", -1}}, DType::Int64); }

void FittedMatch::encode(const Column& column, std::span<const std::int64_t> rows, torch::Tensor out, const EncodeContext&) const
{
    std::vector<std::string_view> texts(rows.size());
    column.readTexts(rows, texts);
    std::vector<std::int64_t> keys;
    keys.reserve(texts.size());
    for (const auto text : texts)
        keys.push_back(matchKey(text));
    out.copy_(torch::tensor(keys, torch::kInt64));
}

Value FittedMatch::preview(const Column& column, std::int64_t row) const
{
    std::string_view text[1];
    column.readTexts({&row, 1}, text);
    const auto kept = trimmedMatch(text[0]);
    return ValueMap{{"before", std::string(text[0])}, {"after", std::string(kept)}};
}

} // namespace fettle::components
