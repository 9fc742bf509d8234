// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tokenizers/token_decoder.h"

#include <functional>
#include <map>
#include <optional>

#include "engine/platform/paths.h"
#include "engine/tokenizers/code_points.h"
#include "engine/tokenizers/normalizer.h"
#include "engine/tokenizers/pre_tokenizer.h"
#include "engine/tokenizers/text_pattern.h"

namespace fettle::tokenizers {
namespace {

using TokenTexts = std::vector<std::string>;

void replaceEach(std::string& text, std::string_view from, std::string_view to)
{
    if (from.empty())
        return;
    std::string out;
    std::size_t copied = 0;
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, copied)) {
        out.append(text, copied, at - copied);
        out.append(to);
        copied = at + from.size();
    }
    out.append(text, copied);
    text = std::move(out);
}

/// How English is written around its punctuation.
void cleanUp(std::string& text)
{
    static constexpr std::pair<std::string_view, std::string_view> kSteps[] = {
        {" .", "."}, {" ?", "?"}, {" !", "!"}, {" ,", ","}, {" ' ", "'"}, {" n't", "n't"}, {" 'm", "'m"},
        {" do not", " don't"}, {" 's", "'s"}, {" 've", "'ve"}, {" 're", "'re"}};
    for (const auto& [from, to] : kSteps)
        replaceEach(text, from, to);
}

/// Bytes as text: what is no UTF-8 becomes U+FFFD, one for each longest start of a character.
std::string lossyText(std::string_view bytes)
{
    if (platform::isValidUtf8(bytes))
        return std::string(bytes);
    std::string out;
    for (std::size_t at = 0; at < bytes.size();) {
        std::size_t best = 0;
        for (std::size_t size = 1; size <= 4 && at + size <= bytes.size() && best == 0; ++size)
            if (platform::isValidUtf8(bytes.substr(at, size)))
                best = size;
        if (best > 0) {
            out.append(bytes.substr(at, best));
            at += best;
            continue;
        }
        // The longest part that some character could start with.
        std::size_t part = 1;
        for (std::size_t size = 2; size <= 3 && at + size <= bytes.size(); ++size) {
            bool canGoOn = false;
            for (const std::string_view rest : {"\x80", "\x80\x80"})
                canGoOn |= platform::isValidUtf8(std::string(bytes.substr(at, size)).append(rest));
            if (!canGoOn)
                break;
            part = size;
        }
        out += "\xEF\xBF\xBD";
        at += part;
    }
    return out;
}

class FunctionDecoder final : public TokenDecoder {
public:
    explicit FunctionDecoder(std::function<TokenTexts(TokenTexts)> function) : m_function(std::move(function)) {}
    TokenTexts apply(TokenTexts tokens) const override { return m_function(std::move(tokens)); }

private:
    std::function<TokenTexts(TokenTexts)> m_function;
};

class DecoderSequence final : public TokenDecoder {
public:
    explicit DecoderSequence(std::vector<std::unique_ptr<TokenDecoder>> parts) : m_parts(std::move(parts)) {}
    TokenTexts apply(TokenTexts tokens) const override
    {
        for (const auto& part : m_parts)
            tokens = part->apply(std::move(tokens));
        return tokens;
    }

private:
    std::vector<std::unique_ptr<TokenDecoder>> m_parts;
};

std::unique_ptr<TokenDecoder> decoderOf(std::function<TokenTexts(TokenTexts)> function)
{
    return std::make_unique<FunctionDecoder>(std::move(function));
}

TokenTexts joined(TokenTexts tokens)
{
    std::string all;
    for (const auto& token : tokens)
        all += token;
    return {std::move(all)};
}

TokenTexts fromByteLevel(TokenTexts tokens)
{
    std::string bytes;
    for (const auto& token : tokens) {
        std::string own;
        bool isBytes = true;
        for (std::size_t at = 0; at < token.size() && isBytes;) {
            const auto [c, size] = codePointAt(token, at);
            at += size;
            const int byte = byteOfCharacter(c);
            isBytes = byte >= 0;
            own += static_cast<char>(byte);
        }
        bytes += isBytes ? own : token; // an added token stands for itself
    }
    return {lossyText(bytes)};
}

std::optional<unsigned char> byteOfToken(const std::string& token)
{
    if (token.size() != 6 || !token.starts_with("<0x") || token[5] != '>')
        return std::nullopt;
    int value = 0;
    for (const char c : {token[3], token[4]}) {
        const int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'A' && c <= 'F' ? c - 'A' + 10 : c >= 'a' && c <= 'f'
            ? c - 'a' + 10 : -1;
        if (digit < 0)
            return std::nullopt;
        value = value * 16 + digit;
    }
    return static_cast<unsigned char>(value);
}

TokenTexts fromByteTokens(TokenTexts tokens)
{
    TokenTexts out;
    std::string bytes;
    const auto flush = [&] {
        if (bytes.empty())
            return;
        if (platform::isValidUtf8(bytes))
            out.push_back(bytes);
        else
            out.insert(out.end(), bytes.size(), "\xEF\xBF\xBD");
        bytes.clear();
    };
    for (auto& token : tokens) {
        if (const auto byte = byteOfToken(token)) {
            bytes += static_cast<char>(*byte);
            continue;
        }
        flush();
        out.push_back(std::move(token));
    }
    flush();
    return out;
}

TokenTexts fromMetaspace(TokenTexts tokens, const std::string& replacement, bool hasPrefix)
{
    for (std::size_t i = 0; i < tokens.size(); ++i)
        replaceEach(tokens[i], replacement, i == 0 && hasPrefix ? "" : " ");
    return tokens;
}

using DecoderResult = Result<std::unique_ptr<TokenDecoder>>;

DecoderResult readMetaspaceDecoder(const JsonFields& fields)
{
    FETTLE_TRY_ASSIGN(const auto replacement, fields.character("replacement", U'\x2581'));
    FETTLE_TRY_ASSIGN(const auto prefix, readMetaspacePrefix(fields));
    std::string text;
    appendUtf8(text, replacement);
    return decoderOf([text, hasPrefix = prefix != MetaspacePrefix::Never](TokenTexts tokens) {
        return fromMetaspace(std::move(tokens), text, hasPrefix);
    });
}

DecoderResult readWordPieceDecoder(const JsonFields& fields)
{
    FETTLE_TRY_ASSIGN(const auto prefix, fields.text("prefix", "##"));
    FETTLE_TRY_ASSIGN(const bool cleans, fields.flag("cleanup", true));
    return wordPieceDecoder(prefix, cleans);
}

DecoderResult readSuffixDecoder(const JsonFields& fields)
{
    FETTLE_TRY_ASSIGN(const auto suffix, fields.text("suffix", "</w>"));
    return decoderOf([suffix](TokenTexts tokens) {
        for (std::size_t i = 0; i < tokens.size(); ++i)
            replaceEach(tokens[i], suffix, i + 1 == tokens.size() ? "" : " ");
        return tokens;
    });
}

DecoderResult readReplaceDecoder(const JsonFields& fields)
{
    FETTLE_TRY_ASSIGN(const auto pattern, TextPattern::read(fields, "pattern"));
    FETTLE_TRY_ASSIGN(const auto content, fields.text("content"));
    return decoderOf([pattern, content](TokenTexts tokens) {
        std::vector<TextSpan> matches;
        for (auto& token : tokens) {
            AlignedText text;
            text.assign(token, 0, false);
            if (pattern.find(token, 0, token.size(), matches).ok())
                text.replace(matches, content);
            token = text.text();
        }
        return tokens;
    });
}

DecoderResult readStripDecoder(const JsonFields& fields)
{
    FETTLE_TRY_ASSIGN(const auto content, fields.character("content", U' '));
    FETTLE_TRY_ASSIGN(const auto start, fields.number("start", 0));
    FETTLE_TRY_ASSIGN(const auto stop, fields.number("stop", 0));
    std::string text;
    appendUtf8(text, content);
    return decoderOf([text, start, stop](TokenTexts tokens) {
        for (auto& token : tokens) {
            std::string_view rest = token;
            for (std::uint32_t i = 0; i < start && rest.starts_with(text); ++i)
                rest.remove_prefix(text.size());
            for (std::uint32_t i = 0; i < stop && rest.ends_with(text); ++i)
                rest.remove_suffix(text.size());
            token = std::string(rest);
        }
        return tokens;
    });
}

DecoderResult readCtcDecoder(const JsonFields& fields)
{
    FETTLE_TRY_ASSIGN(const auto pad, fields.text("pad_token", "<pad>"));
    FETTLE_TRY_ASSIGN(const auto delimiter, fields.text("word_delimiter_token", "|"));
    FETTLE_TRY_ASSIGN(const bool cleans, fields.flag("cleanup", true));
    return decoderOf([pad, delimiter, cleans](TokenTexts tokens) {
        TokenTexts out;
        for (std::size_t i = 0; i < tokens.size(); ++i) {
            if (i > 0 && tokens[i] == tokens[i - 1])
                continue;
            auto text = tokens[i];
            replaceEach(text, pad, "");
            if (cleans) {
                cleanUp(text);
                replaceEach(text, delimiter, " ");
            }
            if (!text.empty())
                out.push_back(std::move(text));
        }
        return out;
    });
}

DecoderResult readDecoderSequence(const JsonFields& fields)
{
    FETTLE_TRY_ASSIGN(const auto* list, fields.list("decoders"));
    if (list->size() > kMaxParts)
        return makeError("tokenizers.too_many",
                         {{"limit", static_cast<std::int64_t>(kMaxParts)}, {"place", fields.placeOf("decoders")}});
    std::vector<std::unique_ptr<TokenDecoder>> parts;
    for (std::size_t i = 0; i < list->size(); ++i) {
        FETTLE_TRY_ASSIGN(auto part, readDecoder((*list)[i], fields.placeOf("decoders[" + std::to_string(i) + "]")));
        parts.push_back(std::move(part));
    }
    return std::unique_ptr<TokenDecoder>(std::make_unique<DecoderSequence>(std::move(parts)));
}

} // namespace

DecoderResult readDecoder(const nlohmann::json& object, const std::string& place)
{
    using Reader = std::function<DecoderResult(const JsonFields&)>;
    static const std::map<std::string, Reader, std::less<>> kReaders{
        {"ByteLevel", [](const JsonFields&) -> DecoderResult { return byteLevelDecoder(); }},
        {"ByteFallback", [](const JsonFields&) -> DecoderResult { return decoderOf(fromByteTokens); }},
        {"Fuse", [](const JsonFields&) -> DecoderResult { return decoderOf(joined); }},
        {"WordPiece", readWordPieceDecoder},
        {"Metaspace", readMetaspaceDecoder},
        {"BPEDecoder", readSuffixDecoder},
        {"Replace", readReplaceDecoder},
        {"Strip", readStripDecoder},
        {"CTC", readCtcDecoder},
        {"Sequence", readDecoderSequence},
    };
    const JsonFields fields(object, place);
    const auto reader = kReaders.find(fields.type());
    return reader == kReaders.end() ? DecoderResult(unknownPart(fields)) : reader->second(fields);
}

std::unique_ptr<TokenDecoder> wordPieceDecoder(std::string prefix, bool cleansUp)
{
    return decoderOf([prefix = std::move(prefix), cleansUp](TokenTexts tokens) {
        for (std::size_t i = 0; i < tokens.size(); ++i) {
            if (i > 0 && tokens[i].starts_with(prefix))
                tokens[i].erase(0, prefix.size());
            else if (i > 0)
                tokens[i].insert(0, 1, ' ');
            if (cleansUp)
                cleanUp(tokens[i]);
        }
        return tokens;
    });
}

std::unique_ptr<TokenDecoder> byteLevelDecoder() { return decoderOf(fromByteLevel); }

std::unique_ptr<TokenDecoder> sentencePieceDecoder(bool hasPrefixSpace)
{
    return decoderOf([hasPrefixSpace](TokenTexts tokens) {
        return fromMetaspace(fromByteTokens(std::move(tokens)), "\xE2\x96\x81", hasPrefixSpace);
    });
}

} // namespace fettle::tokenizers
