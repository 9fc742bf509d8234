// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>

#include "engine/contract/json.h"
#include "engine/platform/files.h"
#include "engine/tokenizers/code_points.h"
#include "engine/tokenizers/tokenizer.h"
#include "engine/tokenizers/tokenizer_parts.h"

namespace fettle::tokenizers {
namespace {

using platform::Path;

/// Both halves of a byte-level BPE, as they are called: vocabulary, merges.
constexpr std::array<std::pair<std::string_view, std::string_view>, 2> kHalves{
    {{"vocab.json", "merges.txt"}, {"encoder.json", "vocab.bpe"}}};

std::vector<std::string_view> linesOf(std::string_view text)
{
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const auto end = text.find('\n');
        auto line = text.substr(0, end);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        if (line.ends_with('\r'))
            line.remove_suffix(1);
        lines.push_back(line);
    }
    return lines;
}

/// "IQ== 0": base64 and a rank on every line.
bool isTiktoken(std::string_view text)
{
    const auto lines = linesOf(text.substr(0, 4096));
    if (lines.size() < 2)
        return false;
    for (std::size_t i = 0; i < std::min<std::size_t>(lines.size() - 1, 8); ++i) {
        const auto space = lines[i].find(' ');
        if (space == std::string_view::npos || space % 4 != 0 || space == 0
            || lines[i].substr(space + 1) != std::to_string(i))
            return false;
    }
    return true;
}

/// The file that has the other ending in the same folder: gpt2-vocab.bpe for gpt2-encoder.json.
std::optional<Path> partnerOf(const Path& file, bool isVocabulary)
{
    const auto name = file.filename().string();
    for (const auto& [vocabulary, merges] : kHalves) {
        const auto from = isVocabulary ? vocabulary : merges;
        const auto to = isVocabulary ? merges : vocabulary;
        if (name.ends_with(from))
            return file.parent_path() / (name.substr(0, name.size() - from.size()) + std::string(to));
    }
    return std::nullopt;
}

bool isFile(const Path& path)
{
    std::error_code error;
    return std::filesystem::is_regular_file(path, error);
}

Result<Tokenizer> loadHalves(const Path& vocabulary, const Path& merges)
{
    FETTLE_TRY_ASSIGN(const auto vocabularyBytes, platform::readWholeFile(vocabulary, Tokenizer::kMaxFileBytes));
    FETTLE_TRY_ASSIGN(const auto mergeBytes, platform::readWholeFile(merges, Tokenizer::kMaxFileBytes));
    return Tokenizer::fromVocabularyAndMerges(vocabularyBytes, mergeBytes, platform::toUtf8(vocabulary.filename()));
}

Result<Tokenizer> loadHalf(const Path& file, bool isVocabulary)
{
    const auto partner = partnerOf(file, isVocabulary);
    if (!partner || !isFile(*partner)) {
        const auto expected = partner ? partner->filename() : Path(isVocabulary ? kHalves[0].second : kHalves[0].first);
        return makeError("tokenizers.partner_missing",
                         {{"file", platform::toUtf8(file.filename())}, {"partner", platform::toUtf8(expected)}});
    }
    return isVocabulary ? loadHalves(file, *partner) : loadHalves(*partner, file);
}

/// What a folder's tokenizer_config.json says about case, where there is one.
std::optional<bool> configuredLowerCase(const Path& folder)
{
    const auto bytes = platform::readWholeFile(folder / "tokenizer_config.json", 16u << 20);
    if (!bytes.ok())
        return std::nullopt;
    const auto json = parseJson(*bytes);
    if (!json.ok() || !json->is_object() || !json->contains("do_lower_case") || !json->at("do_lower_case").is_boolean())
        return std::nullopt;
    return json->at("do_lower_case").get<bool>();
}

Result<Tokenizer> loadFile(const Path& path)
{
    FETTLE_TRY_ASSIGN(const auto bytes, platform::readWholeFile(path, Tokenizer::kMaxFileBytes));
    const auto name = platform::toUtf8(path.filename());
    const auto first = bytes.find_first_not_of(" \t\r\n");
    if (bytes.starts_with("\x1F\x8B"))
        return makeError("tokenizers.clip", {{"file", name}});
    if (first != std::string::npos && bytes[first] == '{') {
        // {"model": …} is a tokenizer.json; {"token": 0, …} is half of a byte-level BPE.
        const auto json = parseJson(bytes);
        if (!json.ok())
            return makeError("tokenizers.not_json", {{"file", name}}, toLogLine(json.error()));
        const auto model = json->find("model");
        return model != json->end() && model->is_object() ? Tokenizer::fromJson(bytes, name) : loadHalf(path, true);
    }
    if (bytes.starts_with('\n') && bytes.size() > 2 && static_cast<unsigned char>(bytes[1]) < 0x80 && bytes[2] == '\n')
        return Tokenizer::fromSentencePiece(bytes); // field 1, a piece; in it field 1, its text
    if (!platform::isValidUtf8(bytes) || bytes.empty() || bytes.find('\0') != std::string::npos)
        return makeError("tokenizers.format_unknown", {{"file", name}});
    if (bytes.starts_with("#version"))
        return loadHalf(path, false);
    if (isTiktoken(bytes))
        return makeError("tokenizers.tiktoken", {{"file", name}});
    if (bytes.starts_with("\"bpe_simple_vocab"))
        return makeError("tokenizers.clip", {{"file", name}});
    const auto lines = linesOf(bytes);
    if (std::ranges::find(lines, "[UNK]") == lines.end())
        return makeError("tokenizers.format_unknown", {{"file", name}});
    return Tokenizer::fromVocabulary(bytes, configuredLowerCase(path.parent_path()));
}

Result<Tokenizer> loadFolder(const Path& folder)
{
    // A tokenizer.json says most; the others need guesses about what stands around the model.
    if (isFile(folder / "tokenizer.json"))
        return loadFile(folder / "tokenizer.json");
    for (const auto& [vocabulary, merges] : kHalves)
        if (isFile(folder / vocabulary) && isFile(folder / merges))
            return loadHalves(folder / vocabulary, folder / merges);
    FETTLE_TRY_ASSIGN(const auto entries, platform::listFolder(folder));
    for (const auto& entry : entries)
        if (entry.kind == platform::EntryKind::File && entry.name.extension() == ".model")
            return loadFile(folder / entry.name);
    if (isFile(folder / "vocab.txt"))
        return loadFile(folder / "vocab.txt");
    return makeError("tokenizers.none_found", {{"folder", platform::toUtf8(folder)}});
}

AddedToken specialToken(std::string content)
{
    AddedToken token;
    token.content = std::move(content);
    token.isSpecial = true;
    return token;
}

} // namespace

Result<Tokenizer> Tokenizer::load(const platform::Path& path)
{
    std::error_code error;
    return std::filesystem::is_directory(path, error) ? loadFolder(path) : loadFile(path);
}

Result<Tokenizer> Tokenizer::fromVocabulary(std::string_view text, std::optional<bool> lowersCase)
{
    if (!platform::isValidUtf8(text))
        return makeError("tokenizers.not_utf8_file", {{"file", "vocab.txt"}});
    std::vector<std::string> tokens;
    bool hasCapitals = false;
    for (const auto line : linesOf(text)) {
        tokens.emplace_back(line);
        hasCapitals |= !line.starts_with('[') && std::ranges::any_of(line, [](char c) { return c >= 'A' && c <= 'Z'; });
    }
    FETTLE_TRY_ASSIGN(auto vocabulary, Vocabulary::ofList(std::move(tokens)));
    const bool lowers = lowersCase.value_or(!hasCapitals);
    TokenizerParts parts;
    const auto first = vocabulary.idOf("[CLS]");
    const auto separator = vocabulary.idOf("[SEP]");
    if (first && separator)
        parts.post = PostProcessor::bert(*first, *separator);
    FETTLE_TRY_ASSIGN(parts.model, wordPieceModel(std::move(vocabulary), {}));
    parts.normalizer = bertNormalizer({true, true, lowers, lowers});
    parts.preTokenizer = bertPreTokenizer();
    parts.decoder = wordPieceDecoder("##", true);
    std::vector<AddedToken> special;
    for (const char* content : {"[UNK]", "[SEP]", "[CLS]", "[PAD]", "[MASK]"})
        if (parts.model->vocabulary().idOf(content))
            special.push_back(specialToken(content));
    FETTLE_TRY_ASSIGN(parts.added, AddedTokens::of(std::move(special), parts.model->vocabulary(), nullptr));
    return Tokenizer(std::move(parts));
}

Result<Tokenizer> Tokenizer::fromVocabularyAndMerges(std::string_view vocabularyJson, std::string_view mergeText,
                                                     const std::string& name)
{
    const auto json = parseJson(vocabularyJson);
    if (!json.ok())
        return makeError("tokenizers.not_json", {{"file", name}}, toLogLine(json.error()));
    FETTLE_TRY_ASSIGN(auto vocabulary, Vocabulary::read(*json, "vocab"));
    if (!platform::isValidUtf8(mergeText))
        return makeError("tokenizers.not_utf8_file", {{"file", name}});
    std::vector<std::pair<std::string, std::string>> merges;
    for (const auto line : linesOf(mergeText)) {
        if (line.empty() || line.starts_with("#version"))
            continue;
        const auto space = line.find(' ');
        if (space == std::string_view::npos)
            return makeError("tokenizers.merge", {{"index", static_cast<std::int64_t>(merges.size())}});
        merges.emplace_back(line.substr(0, space), line.substr(space + 1));
    }
    const bool isRoberta = vocabulary.idOf("<s>") && vocabulary.idOf("</s>") && vocabulary.idOf("<mask>");
    TokenizerParts parts;
    if (isRoberta) {
        const auto start = *vocabulary.idOf("<s>");
        const auto end = *vocabulary.idOf("</s>");
        using Item = PostProcessor::Item;
        const auto special = [](std::uint32_t id) { return Item{Item::Kind::Special, 0, {id}}; };
        parts.post.single = {special(start), {}, special(end)};
        parts.post.pair = {special(start), {}, special(end), special(end), {Item::Kind::Second, 0, {}}, special(end)};
        parts.post.plainSecondType = 0;
    }
    parts.post.trimsOffsets = true;
    parts.post.hasPrefixSpace = false;
    FETTLE_TRY_ASSIGN(parts.model, bytePairModel(std::move(vocabulary), merges, {}));
    parts.preTokenizer = byteLevelPreTokenizer(false, true);
    parts.decoder = byteLevelDecoder();
    std::vector<AddedToken> special;
    for (const char* content : {"<|endoftext|>", "<s>", "<pad>", "</s>", "<unk>", "<mask>"})
        if (parts.model->vocabulary().idOf(content))
            special.push_back(specialToken(content));
    FETTLE_TRY_ASSIGN(parts.added, AddedTokens::of(std::move(special), parts.model->vocabulary(), nullptr));
    return Tokenizer(std::move(parts));
}

} // namespace fettle::tokenizers
