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

constexpr const char* kWhole = "tokenizer.json";
constexpr const char* kLines = "vocab.txt";
constexpr std::string_view kPiecesEnding = ".model";

// How the others are read, and those of its keys that matter.
constexpr const char* kSettings = "tokenizer_config.json";
constexpr const char* kLowersCase = "do_lower_case";
constexpr const char* kStripsAccents = "strip_accents";
constexpr const char* kSplitsIdeographs = "tokenize_chinese_chars";
constexpr std::uint64_t kMaxSettingsBytes = 16u << 20;

constexpr const char* kXlmRoberta = "XLMRobertaTokenizer";
constexpr const char* kCamembert = "CamembertTokenizer";

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

/// What a file says, where it is there and says something.
nlohmann::json objectIn(const Path& file)
{
    const auto bytes = platform::readWholeFile(file, kMaxSettingsBytes);
    auto json = parseJson(bytes.ok() ? std::string_view(*bytes) : std::string_view());
    return json.ok() && json->is_object() ? std::move(json).value() : nlohmann::json::object();
}

std::string textIn(const nlohmann::json& object, const char* key)
{
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

/// Whose tokenizer it is: as it is named, else as models of this family have it.
std::string kindOf(const nlohmann::json& tokenizer, const nlohmann::json& model)
{
    for (const auto* object : {&tokenizer, &model}) {
        auto kind = textIn(*object, "tokenizer_class");
        if (kind.ends_with("Fast"))
            kind.resize(kind.size() - 4);
        if (!kind.empty() && kind != "PreTrainedTokenizer") // any at all
            return kind;
    }
    const auto family = textIn(model, "model_type");
    return family == "xlm-roberta" ? kXlmRoberta : family == "camembert" ? kCamembert : "";
}

/// What of a folder's settings matters, as a tokenizer_config.json of its own: small, and nothing else of the folder.
std::string settingsOf(const Path& folder)
{
    const auto all = objectIn(folder / kSettings);
    auto kept = nlohmann::json::object();
    for (const char* key : {kLowersCase, kStripsAccents, kSplitsIdeographs})
        if (const auto found = all.find(key); found != all.end() && found->is_boolean())
            kept[key] = *found;
    if (const auto kind = kindOf(all, objectIn(folder / "config.json")); !kind.empty())
        kept["tokenizer_class"] = kind;
    return toLine(kept);
}

VocabularyOptions vocabularyOptions(const nlohmann::json& settings)
{
    const auto flag = [&](const char* key) {
        const auto found = settings.find(key);
        return found != settings.end() && found->is_boolean() ? std::optional(found->get<bool>()) : std::nullopt;
    };
    return {flag(kLowersCase), flag(kStripsAccents), flag(kSplitsIdeographs).value_or(true)};
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
    return Tokenizer::fromVocabulary(bytes, vocabularyOptions(objectIn(path.parent_path() / kSettings)));
}

/// The files of the tokenizer that a folder has.
Result<std::vector<std::string>> formIn(const Path& folder)
{
    using Names = std::vector<std::string>;
    // A tokenizer.json says most; the others need guesses about what stands around the model.
    if (isFile(folder / kWhole))
        return Names{kWhole};
    for (const auto& [vocabulary, merges] : kHalves)
        if (isFile(folder / vocabulary) && isFile(folder / merges))
            return Names{std::string(vocabulary), std::string(merges)};
    FETTLE_TRY_ASSIGN(const auto entries, platform::listFolder(folder));
    for (const auto& entry : entries)
        if (entry.name.extension() == kPiecesEnding && isFile(folder / entry.name))
            return Names{platform::toUtf8(entry.name)};
    if (isFile(folder / kLines))
        return Names{kLines};
    return makeError("tokenizers.none_found", {{"folder", platform::toUtf8(folder)}});
}

Result<PieceNumbers> numbersOf(const std::string& kind, const std::string& file)
{
    if (kind == kXlmRoberta)
        return PieceNumbers::XlmRoberta;
    if (kind == kCamembert)
        return PieceNumbers::Camembert;
    return makeError("tokenizers.numbers_unknown", {{"file", file}, {"kind", kind}});
}

} // namespace

Result<Tokenizer> Tokenizer::load(const platform::Path& path)
{
    std::error_code error;
    if (!std::filesystem::is_directory(path, error))
        return loadFile(path);
    FETTLE_TRY_ASSIGN(const auto files, filesOf(path));
    return fromFiles(files);
}

Result<Tokenizer::Files> Tokenizer::filesOf(const platform::Path& folder)
{
    FETTLE_TRY_ASSIGN(const auto names, formIn(folder));
    Files files;
    for (const auto& name : names) {
        FETTLE_TRY_ASSIGN(files[name], platform::readWholeFile(folder / platform::fromUtf8(name), kMaxFileBytes));
    }
    if (names.front() != kWhole)
        files[kSettings] = settingsOf(folder);
    return files;
}

Result<Tokenizer> Tokenizer::fromFiles(const Files& files)
{
    const auto find = [&](std::string_view name) {
        const auto found = files.find(name);
        return found == files.end() ? nullptr : &found->second;
    };
    if (const auto* whole = find(kWhole))
        return fromJson(*whole, kWhole);
    const auto* said = find(kSettings);
    const auto settings = said ? parseJson(*said) : Result<nlohmann::json>(nlohmann::json::object());
    const auto known = settings.ok() && settings->is_object() ? *settings : nlohmann::json::object();
    for (const auto& [vocabulary, merges] : kHalves)
        if (find(vocabulary) && find(merges))
            return fromVocabularyAndMerges(*find(vocabulary), *find(merges), std::string(vocabulary));
    for (const auto& [name, bytes] : files)
        if (name.ends_with(kPiecesEnding)) {
            FETTLE_TRY_ASSIGN(const auto numbers, numbersOf(textIn(known, "tokenizer_class"), name));
            return fromSentencePiece(bytes, numbers);
        }
    if (const auto* lines = find(kLines))
        return fromVocabulary(*lines, vocabularyOptions(known));
    return makeError("tokenizers.format_unknown", {{"file", files.empty() ? std::string() : files.begin()->first}});
}

Result<Tokenizer> Tokenizer::fromVocabulary(std::string_view text, const VocabularyOptions& options)
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
    const bool lowers = options.lowersCase.value_or(!hasCapitals);
    TokenizerParts parts;
    const auto first = vocabulary.idOf("[CLS]");
    const auto separator = vocabulary.idOf("[SEP]");
    if (first && separator)
        parts.post = PostProcessor::bert(*first, *separator);
    FETTLE_TRY_ASSIGN(parts.model, wordPieceModel(std::move(vocabulary), {}));
    parts.normalizer = bertNormalizer({true, options.splitsIdeographs, options.stripsAccents.value_or(lowers), lowers});
    parts.preTokenizer = bertPreTokenizer();
    parts.decoder = wordPieceDecoder("##", true);
    FETTLE_TRY_ASSIGN(parts.added, AddedTokens::special({"[UNK]", "[SEP]", "[CLS]", "[PAD]", "[MASK]"}, parts.model->vocabulary()));
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
    TokenizerParts parts;
    if (const auto start = vocabulary.idOf("<s>"), end = vocabulary.idOf("</s>"); start && end && vocabulary.idOf("<mask>"))
        parts.post = PostProcessor::roberta(*start, *end);
    parts.post.trimsOffsets = true;
    parts.post.hasPrefixSpace = false;
    FETTLE_TRY_ASSIGN(parts.model, bytePairModel(std::move(vocabulary), merges, {}));
    parts.preTokenizer = byteLevelPreTokenizer(false, true);
    parts.decoder = byteLevelDecoder();
    FETTLE_TRY_ASSIGN(parts.added, AddedTokens::special({"<|endoftext|>", "<s>", "<pad>", "</s>", "<unk>", "<mask>"},
                                                        parts.model->vocabulary()));
    return Tokenizer(std::move(parts));
}

} // namespace fettle::tokenizers
