// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/components/fitted_text.h"

#include <algorithm>
#include <cmath>

#include <torch/torch.h>

#include "engine/component_api/layer.h"

namespace fettle::components {
namespace {

/// Longer than 99 of 100 training texts, within reason.
constexpr double kTextUsualShare = 0.99;
constexpr std::int64_t kTextShortestByItself = 8;

std::int64_t textQuantile(std::vector<std::int64_t> lengths, double share)
{
    if (lengths.empty())
        return 0;
    const auto at = static_cast<std::size_t>(std::ceil(share * static_cast<double>(lengths.size()))) - 1;
    const auto place = lengths.begin() + static_cast<std::ptrdiff_t>(std::min(at, lengths.size() - 1));
    std::nth_element(lengths.begin(), place, lengths.end());
    return *place;
}

tokenizers::EncodeOptions plainOptions(bool offsets)
{
    tokenizers::EncodeOptions options;
    options.addsSpecialTokens = false;
    options.offsets = offsets;
    // A file may say to cut or to fill up: lengths are this encoder's.
    options.ignoresOwnLimits = true;
    return options;
}

} // namespace

FittedText::FittedText(TextTokens tokens, ValueMap state, tokenizers::Tokenizer tokenizer)
    : m_tokens(std::move(tokens)), m_state(std::move(state)), m_tokenizer(std::move(tokenizer))
{
}

TensorSpec FittedText::spec() const
{
    auto spec = tensorSpec({{"N", -1}, {"T", -1}}, DType::Int64);
    spec.indexCount = static_cast<std::int64_t>(m_tokenizer.idEnd());
    return spec;
}

Value FittedText::state() const
{
    auto state = m_state;
    state["max_length"] = m_tokens.maxLength;
    return state;
}

void FittedText::encode(const Column&, std::span<const std::int64_t>, torch::Tensor, const EncodeContext&) const
{
    throw std::logic_error("texts are sequences");
}

void FittedText::encodeSequences(const Column& column, std::span<const std::int64_t> rows, SequenceRows& out) const
{
    std::vector<std::string_view> texts(rows.size());
    column.readTexts(rows, texts);
    for (const auto text : texts) {
        const auto ids = tokensOf(text);
        const auto count = std::min(ids.size(), static_cast<std::size_t>(room()));
        out.values.insert(out.values.end(), m_tokens.begin.begin(), m_tokens.begin.end());
        for (std::size_t i = 0; i < count; ++i)
            out.values.push_back(static_cast<std::int32_t>(ids[i]));
        // A text without a token is an unknown one.
        if (count == 0 && m_tokens.begin.empty() && m_tokens.end.empty())
            out.values.push_back(static_cast<std::int32_t>(m_tokens.unknown));
        out.values.insert(out.values.end(), m_tokens.end.begin(), m_tokens.end.end());
        out.offsets.push_back(static_cast<std::int64_t>(out.values.size()));
    }
}

std::vector<TokenPlace> FittedText::tokenPlaces(std::string_view text) const
{
    std::vector<TokenPlace> places(m_tokens.begin.size());
    const auto offsets = encodingOf(text, true).offsets;
    const auto count = std::min(offsets.size(), static_cast<std::size_t>(room()));
    for (std::size_t i = 0; i < count; ++i)
        places.push_back({static_cast<std::int32_t>(offsets[i].begin), static_cast<std::int32_t>(offsets[i].end)});
    if (count == 0 && m_tokens.begin.empty() && m_tokens.end.empty())
        places.emplace_back();
    places.resize(places.size() + m_tokens.end.size());
    return places;
}

Value FittedText::decode(const torch::Tensor& encoded) const
{
    std::vector<std::uint32_t> ids;
    const auto list = encoded.reshape({-1}).to(torch::kInt64).contiguous();
    for (std::int64_t i = 0; i < list.numel(); ++i)
        if (const auto id = list.const_data_ptr<std::int64_t>()[i]; id != paddingIndex())
            ids.push_back(static_cast<std::uint32_t>(id));
    const auto text = m_tokenizer.decode(ids);
    return text.ok() ? Value(*text) : Value();
}

UnseenValues FittedText::unseen(const Column& column, std::span<const std::int64_t> rows) const
{
    std::vector<std::string_view> texts(rows.size());
    column.readTexts(rows, texts);
    UnseenValues values;
    values.missing = std::ranges::count_if(texts, [](std::string_view text) { return !text.data(); });
    return values;
}

Value FittedText::preview(const Column& column, std::int64_t row) const
{
    const std::int64_t rows[] = {row};
    std::string_view text[1];
    column.readTexts(rows, text);
    ValueList tokens;
    ValueList unknown;
    std::int64_t cut = 0;
    if (const auto encoding = m_tokenizer.encode(text[0], plainOptions(true))) {
        const auto count = std::min(encoding->ids.size(), static_cast<std::size_t>(room()));
        cut = static_cast<std::int64_t>(encoding->ids.size() - count);
        for (const auto place : m_tokenizer.unknownTokens(*encoding))
            if (place < count)
                unknown.emplace_back(static_cast<std::int64_t>(place));
        for (std::size_t i = 0; i < count; ++i) {
            const auto [begin, end] = encoding->offsets[i];
            tokens.emplace_back(text[0].substr(begin, end - begin));
        }
    }
    return ValueMap{{"before", text[0].data() ? Value(text[0]) : Value()},
                    {"after", std::move(tokens)},
                    {"unknown", std::move(unknown)},
                    {"cut", cut}};
}

ValueMap FittedText::summary(const Column& column, std::span<const std::int64_t> rows) const
{
    std::vector<std::string_view> texts(rows.size());
    column.readTexts(rows, texts);
    std::vector<std::int64_t> lengths;
    std::int64_t tokens = 0;
    std::int64_t unknown = 0;
    std::int64_t cutRows = 0;
    std::int64_t cutTokens = 0;
    for (const auto text : texts) {
        const auto encoding = encodingOf(text, true);
        const auto length = static_cast<std::int64_t>(encoding.ids.size());
        lengths.push_back(length);
        tokens += length;
        unknown += static_cast<std::int64_t>(m_tokenizer.unknownTokens(encoding).size());
        cutRows += length > room() ? 1 : 0;
        cutTokens += std::max<std::int64_t>(0, length - room());
    }
    const auto longest = lengths.empty() ? 0 : *std::ranges::max_element(lengths);
    return {{"rows", static_cast<std::int64_t>(rows.size())},
            {"tokens", tokens},
            {"unknown_tokens", unknown},
            {"cut_rows", cutRows},
            {"cut_tokens", cutTokens},
            {"longest", longest},
            {"median_length", textQuantile(lengths, 0.5)},
            {"p95_length", textQuantile(lengths, 0.95)},
            {"max_length", room()},
            {"vocabulary", static_cast<std::int64_t>(m_tokenizer.idEnd())}};
}

tokenizers::Encoding FittedText::encodingOf(std::string_view text, bool offsets) const
{
    auto encoding = m_tokenizer.encode(text, plainOptions(offsets));
    if (!encoding.ok())
        throw EncodeError(encoding.error());
    return std::move(encoding).value();
}

std::vector<std::uint32_t> FittedText::tokensOf(std::string_view text) const { return encodingOf(text, false).ids; }

std::int64_t FittedText::room() const
{
    return std::max<std::int64_t>(m_tokens.maxLength - static_cast<std::int64_t>(m_tokens.begin.size() + m_tokens.end.size()), 0);
}

void FittedText::chooseMaxLength(std::span<const std::string_view> texts, std::int64_t most)
{
    std::vector<std::int64_t> lengths;
    const auto around = static_cast<std::int64_t>(m_tokens.begin.size() + m_tokens.end.size());
    for (const auto text : texts)
        if (text.data())
            lengths.push_back(static_cast<std::int64_t>(tokensOf(text).size()) + around);
    m_tokens.maxLength = std::clamp(textQuantile(std::move(lengths), kTextUsualShare), std::min(kTextShortestByItself, most), most);
}

} // namespace fettle::components
