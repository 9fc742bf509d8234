// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tokenizers/normalizer.h"

#include <array>
#include <functional>
#include <map>

#include "engine/tokenizers/code_points.h"
#include "engine/tokenizers/normal_forms.h"
#include "engine/tokenizers/text_pattern.h"

namespace fettle::tokenizers {
namespace {

class FormNormalizer final : public Normalizer {
public:
    explicit FormNormalizer(NormalForm form) : m_form(form) {}
    Result<void> apply(AlignedText& text) const override
    {
        normalizeForm(text, m_form);
        return {};
    }

private:
    NormalForm m_form;
};

void lowerCase(AlignedText& text)
{
    if (!text.isAligned() && isAsciiText(text.text())) {
        for (char& c : text.plainText())
            if (c >= 'A' && c <= 'Z')
                c = static_cast<char>(c + 32);
        return;
    }
    std::vector<CharacterChange> changes;
    changes.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const auto [c, size] = codePointAt(text.text(), at);
        at += size;
        const auto lower = lowerCaseOf(c);
        changes.push_back({lower.first, 0});
        if (lower.second != 0)
            changes.push_back({lower.second, 1});
    }
    text.transform(changes);
}

class LowercaseNormalizer final : public Normalizer {
public:
    Result<void> apply(AlignedText& text) const override
    {
        lowerCase(text);
        return {};
    }
};

class StripAccentsNormalizer final : public Normalizer {
public:
    Result<void> apply(AlignedText& text) const override
    {
        text.filter([](std::string_view all, std::size_t at) { return !isCombiningMark(codePointAt(all, at).value); });
        return {};
    }
};

class BertNormalizer final : public Normalizer {
public:
    explicit BertNormalizer(const BertNormalizing& options) : m_options(options) {}

    Result<void> apply(AlignedText& text) const override
    {
        if (!text.isAligned() && isAsciiText(text.text())) {
            applyToAscii(text.plainText());
            return {};
        }
        if (m_options.cleans)
            clean(text);
        if (m_options.splitsIdeographs)
            spaceIdeographs(text);
        if (m_options.stripsAccents) {
            normalizeForm(text, NormalForm::Nfd);
            text.filter([](std::string_view all, std::size_t at) { return !isBertAccent(codePointAt(all, at).value); });
        }
        if (m_options.lowersCase)
            lowerCase(text);
        return {};
    }

private:
    void applyToAscii(std::string& text) const
    {
        std::size_t kept = 0;
        for (char c : text) {
            const auto byte = static_cast<unsigned char>(c);
            if (m_options.cleans) {
                if (byte == '\t' || byte == '\n' || byte == '\r')
                    c = ' ';
                else if (byte < 0x20 || byte == 0x7F)
                    continue;
            }
            if (m_options.lowersCase && c >= 'A' && c <= 'Z')
                c = static_cast<char>(c + 32);
            text[kept++] = c;
        }
        text.resize(kept);
    }

    static void clean(AlignedText& text)
    {
        text.filter([](std::string_view all, std::size_t at) {
            const auto c = codePointAt(all, at).value;
            return c != 0 && !isBertControl(c);
        });
        AlignedText spaced;
        spaced.startFrom(text);
        std::size_t copied = 0;
        for (std::size_t at = 0; at < text.size();) {
            const auto [c, size] = codePointAt(text.text(), at);
            if (c != ' ' && isWhitespace(c)) {
                spaced.append(text, copied, at);
                spaced.appendInPlaceOf(text, at, " ");
                copied = at + size;
            }
            at += size;
        }
        spaced.append(text, copied, text.size());
        text = std::move(spaced);
    }

    static void spaceIdeographs(AlignedText& text)
    {
        AlignedText spaced;
        spaced.startFrom(text);
        std::size_t copied = 0;
        for (std::size_t at = 0; at < text.size();) {
            const auto [c, size] = codePointAt(text.text(), at);
            if (isBertIdeograph(c)) {
                spaced.append(text, copied, at);
                spaced.appendInPlaceOf(text, at, " ");
                spaced.append(text, at, at + size);
                spaced.appendInPlaceOf(text, at, " ");
                copied = at + size;
            }
            at += size;
        }
        spaced.append(text, copied, text.size());
        text = std::move(spaced);
    }

    BertNormalizing m_options;
};

class ReplaceNormalizer final : public Normalizer {
public:
    ReplaceNormalizer(TextPattern pattern, std::string content)
        : m_pattern(std::move(pattern)), m_content(std::move(content))
    {
    }
    Result<void> apply(AlignedText& text) const override
    {
        std::vector<TextSpan> matches;
        FETTLE_TRY(m_pattern.find(text.text(), 0, text.size(), matches));
        FETTLE_TRY(checkRoom(text, matches.size() * m_content.size()));
        text.replace(matches, m_content);
        return {};
    }

private:
    TextPattern m_pattern;
    std::string m_content;
};

class PrependNormalizer final : public Normalizer {
public:
    explicit PrependNormalizer(std::string prefix) : m_prefix(std::move(prefix)) {}
    Result<void> apply(AlignedText& text) const override
    {
        FETTLE_TRY(checkRoom(text, m_prefix.size()));
        text.prepend(m_prefix);
        return {};
    }

private:
    std::string m_prefix;
};

class StripNormalizer final : public Normalizer {
public:
    StripNormalizer(bool left, bool right) : m_left(left), m_right(right) {}
    Result<void> apply(AlignedText& text) const override
    {
        std::size_t begin = 0;
        std::size_t end = text.size();
        while (m_left && begin < end) {
            const auto [c, size] = codePointAt(text.text(), begin);
            if (!isWhitespace(c))
                break;
            begin += size;
        }
        while (m_right && end > begin) {
            const auto last = characterBefore(text.text(), end);
            if (!isWhitespace(codePointAt(text.text(), last).value))
                break;
            end = last;
        }
        text.keep(begin, end);
        return {};
    }

private:
    bool m_left;
    bool m_right;
};

/// The cleaning of the first translation models.
class NmtNormalizer final : public Normalizer {
public:
    Result<void> apply(AlignedText& text) const override
    {
        text.filter([](std::string_view all, std::size_t at) {
            const auto c = codePointAt(all, at).value;
            return !((c >= 1 && c <= 8) || c == 0x0B || (c >= 0x0E && c <= 0x1F) || c == 0x7F || c == 0x8F
                     || c == 0x9F);
        });
        std::vector<CharacterChange> changes;
        for (std::size_t at = 0; at < text.size();) {
            const auto [c, size] = codePointAt(text.text(), at);
            at += size;
            const bool isSpace = c == 9 || c == 10 || c == 12 || c == 13 || c == 0x1680 || (c >= 0x200B && c <= 0x200F)
                || c == 0x2028
                || c == 0x2029 || c == 0x2581 || c == 0xFEFF || c == 0xFFFD;
            changes.push_back({isSpace ? U' ' : c, 0});
        }
        text.transform(changes);
        return {};
    }
};

class ByteLevelNormalizer final : public Normalizer {
public:
    Result<void> apply(AlignedText& text) const override
    {
        AlignedText bytes;
        bytes.startFrom(text);
        for (std::size_t at = 0; at < text.size(); ++at)
            bytes.appendInPlaceOf(text, at, textOfByte(static_cast<unsigned char>(text.text()[at])));
        text = std::move(bytes);
        return {};
    }
};

class SequenceNormalizer final : public Normalizer {
public:
    explicit SequenceNormalizer(std::vector<std::unique_ptr<Normalizer>> parts) : m_parts(std::move(parts)) {}
    Result<void> apply(AlignedText& text) const override
    {
        for (const auto& part : m_parts) {
            FETTLE_TRY(part->apply(text));
            FETTLE_TRY(checkRoom(text));
        }
        return {};
    }

private:
    std::vector<std::unique_ptr<Normalizer>> m_parts;
};

using NormalizerResult = Result<std::unique_ptr<Normalizer>>;

template <class T, class... Arguments>
NormalizerResult madeNormalizer(Arguments&&... arguments)
{
    return std::unique_ptr<Normalizer>(std::make_unique<T>(std::forward<Arguments>(arguments)...));
}

NormalizerResult readBert(const JsonFields& fields)
{
    BertNormalizing options;
    FETTLE_TRY_ASSIGN(options.cleans, fields.flag("clean_text", true));
    FETTLE_TRY_ASSIGN(options.splitsIdeographs, fields.flag("handle_chinese_chars", true));
    FETTLE_TRY_ASSIGN(options.lowersCase, fields.flag("lowercase", true));
    // Left open, accents go where case goes.
    FETTLE_TRY_ASSIGN(options.stripsAccents, fields.flag("strip_accents", options.lowersCase));
    return bertNormalizer(options);
}

NormalizerResult readReplace(const JsonFields& fields)
{
    FETTLE_TRY_ASSIGN(auto pattern, TextPattern::read(fields, "pattern"));
    FETTLE_TRY_ASSIGN(auto content, fields.text("content"));
    return madeNormalizer<ReplaceNormalizer>(std::move(pattern), std::move(content));
}

NormalizerResult readStrip(const JsonFields& fields)
{
    FETTLE_TRY_ASSIGN(const bool left, fields.flag("strip_left", true));
    FETTLE_TRY_ASSIGN(const bool right, fields.flag("strip_right", true));
    return madeNormalizer<StripNormalizer>(left, right);
}

NormalizerResult readPrecompiled(const JsonFields& fields)
{
    FETTLE_TRY_ASSIGN(const auto encoded, fields.text("precompiled_charsmap", ""));
    FETTLE_TRY_ASSIGN(auto map, Charsmap::readBase64(encoded));
    return charsmapNormalizer(std::move(map));
}

NormalizerResult readSequence(const JsonFields& fields)
{
    FETTLE_TRY_ASSIGN(const auto* list, fields.list("normalizers"));
    if (list->size() > kMaxParts)
        return makeError("tokenizers.too_many",
                         {{"limit", static_cast<std::int64_t>(kMaxParts)}, {"place", fields.placeOf("normalizers")}});
    std::vector<std::unique_ptr<Normalizer>> parts;
    for (std::size_t i = 0; i < list->size(); ++i) {
        FETTLE_TRY_ASSIGN(auto part,
                          readNormalizer((*list)[i], fields.placeOf("normalizers[" + std::to_string(i) + "]")));
        parts.push_back(std::move(part));
    }
    return madeNormalizer<SequenceNormalizer>(std::move(parts));
}

NormalizerResult readPrepend(const JsonFields& fields)
{
    FETTLE_TRY_ASSIGN(auto prefix, fields.text("prepend"));
    return madeNormalizer<PrependNormalizer>(std::move(prefix));
}

} // namespace

NormalizerResult readNormalizer(const nlohmann::json& object, const std::string& place)
{
    using Reader = std::function<NormalizerResult(const JsonFields&)>;
    static const std::map<std::string, Reader, std::less<>> kReaders{
        {"NFC", [](const JsonFields&) { return madeNormalizer<FormNormalizer>(NormalForm::Nfc); }},
        {"NFD", [](const JsonFields&) { return madeNormalizer<FormNormalizer>(NormalForm::Nfd); }},
        {"NFKC", [](const JsonFields&) { return madeNormalizer<FormNormalizer>(NormalForm::Nfkc); }},
        {"NFKD", [](const JsonFields&) { return madeNormalizer<FormNormalizer>(NormalForm::Nfkd); }},
        {"Lowercase", [](const JsonFields&) { return madeNormalizer<LowercaseNormalizer>(); }},
        {"StripAccents", [](const JsonFields&) { return madeNormalizer<StripAccentsNormalizer>(); }},
        {"Nmt", [](const JsonFields&) { return madeNormalizer<NmtNormalizer>(); }},
        {"ByteLevel", [](const JsonFields&) { return madeNormalizer<ByteLevelNormalizer>(); }},
        {"BertNormalizer", readBert},
        {"Replace", readReplace},
        {"Prepend", readPrepend},
        {"Strip", readStrip},
        {"Precompiled", readPrecompiled},
        {"Sequence", readSequence},
    };
    const JsonFields fields(object, place);
    const auto reader = kReaders.find(fields.type());
    return reader == kReaders.end() ? NormalizerResult(unknownPart(fields)) : reader->second(fields);
}

std::unique_ptr<Normalizer> bertNormalizer(const BertNormalizing& options)
{
    return std::make_unique<BertNormalizer>(options);
}

} // namespace fettle::tokenizers
