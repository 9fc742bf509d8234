// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tokenizers/tokenizer.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <thread>

#include "engine/tokenizers/code_points.h"
#include "engine/tokenizers/sequence_encoder.h"
#include "engine/tokenizers/sequence_limits.h"
#include "engine/tokenizers/tokenizer_parts.h"

namespace fettle::tokenizers {

/// The parts, and the scratch memory that no thread uses at the moment.
struct Tokenizer::State {
    TokenizerParts parts;
    std::mutex mutex;
    std::vector<std::unique_ptr<EncodeScratch>> idle;

    std::unique_ptr<EncodeScratch> take()
    {
        {
            const std::lock_guard lock(mutex);
            if (!idle.empty()) {
                auto scratch = std::move(idle.back());
                idle.pop_back();
                return scratch;
            }
        }
        return std::make_unique<EncodeScratch>();
    }
    void giveBack(std::unique_ptr<EncodeScratch> scratch)
    {
        // Words stay cached; what one huge text needed does not stay.
        if (scratch->cut.text.size() > (1u << 20)) {
            auto fresh = std::make_unique<EncodeScratch>();
            fresh->cache = std::move(scratch->cache);
            scratch = std::move(fresh);
        }
        const std::lock_guard lock(mutex);
        idle.push_back(std::move(scratch));
    }
};

namespace {

Result<void> checkText(std::string_view text)
{
    if (text.size() > Tokenizer::kMaxTextBytes)
        return makeError("tokenizers.text_too_long", {{"size_bytes", static_cast<std::int64_t>(text.size())},
                                                      {"limit_bytes",
                                                          static_cast<std::int64_t>(Tokenizer::kMaxTextBytes)}});
    if (!isAsciiText(text) && !platform::isValidUtf8(text))
        return makeError("tokenizers.not_utf8");
    return {};
}

void append(Encoding& encoding, RawTokens& tokens, std::uint32_t typeId)
{
    if (encoding.ids.empty())
        encoding.ids = std::move(tokens.ids);
    else
        encoding.ids.insert(encoding.ids.end(), tokens.ids.begin(), tokens.ids.end());
    encoding.typeIds.resize(encoding.ids.size(), typeId);
    encoding.specialMask.resize(encoding.ids.size(), 0);
    encoding.offsets.insert(encoding.offsets.end(), tokens.spans.begin(), tokens.spans.end());
}

/// The texts' tokens and what stands around them.
Encoding assembled(const PostProcessor& post, RawTokens& first, RawTokens* second, const EncodeOptions& options)
{
    using Kind = PostProcessor::Item::Kind;
    Encoding encoding;
    if (!options.addsSpecialTokens) {
        const auto& items = second ? post.pair : post.single;
        for (const auto& item : items) {
            if (item.kind == Kind::First)
                append(encoding, first, item.typeId);
            else if (item.kind == Kind::Second)
                append(encoding, *second, post.plainSecondType);
        }
    } else {
        for (const auto& item : second ? post.pair : post.single) {
            if (item.kind != Kind::Special) {
                append(encoding, item.kind == Kind::First ? first : *second, item.typeId);
                continue;
            }
            encoding.ids.insert(encoding.ids.end(), item.ids.begin(), item.ids.end());
            encoding.typeIds.resize(encoding.ids.size(), item.typeId);
            encoding.specialMask.resize(encoding.ids.size(), 1);
            if (options.offsets)
                encoding.offsets.resize(encoding.ids.size());
        }
    }
    encoding.attention.assign(encoding.ids.size(), 1);
    return encoding;
}

} // namespace

Tokenizer::Tokenizer(TokenizerParts parts) : m_state(std::make_unique<State>()) { m_state->parts = std::move(parts); }
Tokenizer::Tokenizer(Tokenizer&&) noexcept = default;
Tokenizer& Tokenizer::operator=(Tokenizer&&) noexcept = default;
Tokenizer::~Tokenizer() = default;

Result<Encoding> Tokenizer::encode(std::string_view text, const EncodeOptions& options) const
{
    return encode(TextPair{text, {}}, options);
}

Result<Encoding> Tokenizer::encode(const TextPair& texts, const EncodeOptions& options) const
{
    FETTLE_TRY(checkText(texts.first));
    if (texts.second)
        FETTLE_TRY(checkText(*texts.second));
    const auto& parts = m_state->parts;
    RawTokens first;
    RawTokens second;
    auto scratch = m_state->take();
    SequenceEncoder encoder(parts, *scratch, options.offsets);
    auto done = encoder.encode(texts.first, first);
    if (done.ok() && texts.second)
        done = encoder.encode(*texts.second, second);
    m_state->giveBack(std::move(scratch));
    FETTLE_TRY(std::move(done));

    const bool isPair = texts.second.has_value();
    auto truncation = options.truncation;
    if (!truncation && !options.ignoresOwnLimits)
        truncation = parts.truncation;
    if (truncation)
        FETTLE_TRY(truncate(*truncation, options.addsSpecialTokens ? parts.post.addedCount(isPair) : 0, first, isPair
                            ? &second : nullptr));
    if (options.offsets && parts.post.trimsOffsets) {
        trimOffsets(texts.first, parts.post.hasPrefixSpace, first);
        if (isPair)
            trimOffsets(*texts.second, parts.post.hasPrefixSpace, second);
    }
    auto encoding = assembled(parts.post, first, isPair ? &second : nullptr, options);
    auto padding = options.padding;
    if (!padding && !options.ignoresOwnLimits)
        padding = parts.padding;
    if (padding)
        pad(*padding, paddedSize(*padding, encoding.ids.size()), options.offsets, encoding);
    return encoding;
}

Result<std::vector<Encoding>> Tokenizer::encodeBatch(std::span<const TextPair> texts, const EncodeOptions& options,
                                                     unsigned threads) const
{
    auto padding = options.padding;
    if (!padding && !options.ignoresOwnLimits)
        padding = m_state->parts.padding;
    auto each = options;
    each.padding.reset();
    if (!each.truncation && !options.ignoresOwnLimits)
        each.truncation = m_state->parts.truncation;
    each.ignoresOwnLimits = true;

    std::vector<Encoding> encodings(texts.size());
    std::atomic<std::size_t> next{0};
    std::mutex mutex;
    std::optional<Error> error;
    std::size_t errorAt = texts.size();
    const auto work = [&] {
        for (std::size_t i = next++; i < texts.size(); i = next++) {
            auto encoded = encode(texts[i], each);
            if (encoded.ok()) {
                encodings[i] = std::move(encoded).value();
                continue;
            }
            // Of several errors the first text's, whichever thread was quicker.
            const std::lock_guard lock(mutex);
            if (i < errorAt) {
                errorAt = i;
                error = std::move(encoded).error();
            }
            next = texts.size();
        }
    };
    {
        std::vector<std::jthread> helpers;
        for (unsigned i = 1; i < std::min<std::size_t>(threads, texts.size()); ++i)
            helpers.emplace_back(work);
        work();
    }
    if (error)
        return *std::move(error);
    if (padding) {
        std::size_t longest = 0;
        for (const auto& encoding : encodings)
            longest = std::max(longest, encoding.ids.size());
        for (auto& encoding : encodings)
            pad(*padding, paddedSize(*padding, longest), options.offsets, encoding);
    }
    return encodings;
}

Result<std::string> Tokenizer::decode(std::span<const std::uint32_t> ids, bool skipsSpecialTokens) const
{
    std::vector<std::string> texts;
    texts.reserve(ids.size());
    for (const auto id : ids) {
        const auto* text = token(id);
        if (!text)
            return makeError("tokenizers.unknown_id",
                             {{"id", static_cast<std::int64_t>(id)}, {"count", static_cast<std::int64_t>(size())}});
        const auto* added = m_state->parts.added.find(id);
        const auto& control = m_state->parts.isControl;
        const bool isSpecial = (added && added->isSpecial) || (id < control.size() && control[id]);
        if (!(skipsSpecialTokens && isSpecial))
            texts.push_back(*text);
    }
    std::string all;
    if (m_state->parts.decoder) {
        for (const auto& text : m_state->parts.decoder->apply(std::move(texts)))
            all += text;
        return all;
    }
    for (std::size_t i = 0; i < texts.size(); ++i) {
        if (i > 0)
            all += ' ';
        all += texts[i];
    }
    return all;
}

const std::string* Tokenizer::token(std::uint32_t id) const
{
    if (const auto* added = m_state->parts.added.find(id))
        return &added->content;
    return m_state->parts.model->vocabulary().token(id);
}

std::optional<std::uint32_t> Tokenizer::idOf(std::string_view token) const
{
    if (const auto* added = m_state->parts.added.find(token))
        return added->id;
    return m_state->parts.model->vocabulary().idOf(token);
}

std::size_t Tokenizer::size() const
{
    const auto& vocabulary = m_state->parts.model->vocabulary();
    const auto& added = m_state->parts.added.tokens();
    return vocabulary.size()
        + static_cast<std::size_t>(std::ranges::count_if(added,
                                                         [&](const AddedToken& token) { return !vocabulary.idOf(token.content); }));
}

std::size_t Tokenizer::idEnd() const
{
    auto end = m_state->parts.model->vocabulary().idEnd();
    for (const auto& token : m_state->parts.added.tokens())
        end = std::max(end, static_cast<std::size_t>(token.id) + 1);
    // What is put around a text names numbers of its own.
    for (const auto* items : {&m_state->parts.post.single, &m_state->parts.post.pair})
        for (const auto& item : *items)
            for (const auto id : item.ids)
                end = std::max(end, static_cast<std::size_t>(id) + 1);
    return end;
}

std::optional<std::uint32_t> Tokenizer::unknownToken() const
{
    const auto id = idOf("[UNK]");
    return id ? id : idOf("<unk>");
}

std::vector<std::size_t> Tokenizer::unknownTokens(const Encoding& encoding) const
{
    const auto unknown = unknownToken();
    const auto& spans = encoding.offsets;
    // A space before the text and what one sign was written out as share their place, too, but are characters.
    const auto isPiece = [&](std::size_t i) {
        const bool sharesPlace = (i > 0 && spans[i] == spans[i - 1]) || (i + 1 < spans.size() && spans[i] == spans[i + 1]);
        if (!sharesPlace)
            return false;
        const auto text = decode({&encoding.ids[i], 1});
        return text.ok() && text->find("\xEF\xBF\xBD") != std::string::npos;
    };
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < encoding.ids.size(); ++i)
        if (encoding.ids[i] == unknown || isPiece(i))
            places.push_back(i);
    return places;
}

std::vector<TextSpan> characterOffsets(std::string_view text, std::span<const TextSpan> offsets)
{
    std::vector<std::uint32_t> characterAt(text.size() + 1);
    std::uint32_t count = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (at > 0 && startsCharacter(text[at]))
            ++count;
        characterAt[at] = count;
    }
    characterAt[text.size()] = text.empty() ? 0 : count + 1;
    std::vector<TextSpan> out;
    out.reserve(offsets.size());
    for (const auto& [begin, end] : offsets)
        out.push_back({characterAt[std::min<std::size_t>(begin, text.size())],
            characterAt[std::min<std::size_t>(end, text.size())]});
    return out;
}

} // namespace fettle::tokenizers
