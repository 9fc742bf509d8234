// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/pretrained/model_library.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <set>

#include <nlohmann/json.hpp>

#include "engine/contract/json.h"
#include "engine/platform/clock.h"
#include "engine/platform/files.h"
#include "engine/platform/folder_draft.h"
#include "engine/pretrained/adapter.h"
#include "engine/pretrained/model_folder.h"
#include "engine/pretrained/torch_archive.h"
#include "engine/pretrained/weight_plan.h"
#include "engine/tokenizers/tokenizer.h"

namespace fettle::pretrained {
namespace {

using platform::Path;

constexpr const char* kAboutFile = "fettle.json";
/// Beside the models; listings skip what begins with a dot.
constexpr const char* kDraftFolder = ".coming";
constexpr std::uint64_t kMaxAboutBytes = 4u << 20;

/// Links are followed: a cache of downloads is full of them.
bool isFile(const Path& path)
{
    std::error_code unreadable;
    return std::filesystem::is_regular_file(path, unreadable);
}

bool isModelId(std::string_view id) { return !id.empty() && id == platform::fileNameFromLabel(id); }

std::vector<std::string> fileNames(const Path& folder)
{
    std::vector<std::string> names;
    const auto entries = platform::listFolder(folder);
    if (!entries.ok())
        return names;
    for (const auto& entry : *entries) {
        const auto name = platform::toUtf8(entry.name);
        // A cache of downloads holds links to its files.
        if (entry.kind == platform::EntryKind::File || (entry.kind == platform::EntryKind::Link && isFile(folder / entry.name)))
            names.push_back(name);
    }
    for (const char* name : {"1_Pooling/config.json", "adapter/adapter_model.safetensors"})
        if (isFile(folder / name))
            names.emplace_back(name);
    return names;
}

Result<PretrainedModel> readAbout(const Path& folder)
{
    FETTLE_TRY_ASSIGN(const auto bytes, platform::readWholeFile(folder / kAboutFile, kMaxAboutBytes));
    FETTLE_TRY_ASSIGN(const auto json, parseJson(bytes));
    FETTLE_TRY_ASSIGN(auto model, fromJson<PretrainedModel>(json));
    // The folder's name decides: somebody may have renamed it.
    model.id = platform::toUtf8(folder.filename());
    return model;
}

/// Weights as pickles become safetensors; the pickles go.
Result<void> convertArchives(const Path& draft, const InstallProgress& progress)
{
    if (isFile(draft / "model.safetensors") || isFile(draft / "model.safetensors.index.json"))
        return {};
    std::vector<Path> archives;
    for (const auto& name : fileNames(draft))
        if (name.ends_with(".bin") || name.ends_with(".pt") || name.ends_with(".pth"))
            archives.push_back(draft / platform::fromUtf8(name));
    if (archives.empty())
        return makeError("pretrained.no_weights", {{"folder", platform::toUtf8(draft)}});
    std::vector<TorchArchive> opened;
    std::vector<ArchiveTensor> tensors;
    for (const auto& path : archives) {
        FETTLE_TRY_ASSIGN(auto archive, openTorchArchive(path));
        tensors.insert(tensors.end(), archive.tensors.begin(), archive.tensors.end());
        opened.push_back(std::move(archive)); // keeps the bytes that the tensors look at
    }
    FETTLE_TRY(writeAsSafetensors(tensors, draft / "model.safetensors", progress));
    for (const auto& path : archives)
        FETTLE_TRY(platform::removeFile(path));
    return platform::removeTree(draft / "pytorch_model.bin.index.json");
}

/// The tokenizer fits the network: no text may give a number that the table of words does not have.
Result<void> checkTokenizer(const Path& draft, const PretrainedNetwork& network, const std::string& title)
{
    FETTLE_TRY_ASSIGN(const auto tokenizer, tokenizers::Tokenizer::load(draft));
    if (static_cast<std::int64_t>(tokenizer.idEnd()) > network.vocabularySize)
        return makeError("pretrained.tokenizer_too_large",
                         {{"model", title}, {"got", static_cast<std::int64_t>(tokenizer.idEnd())}, {"expected", network.vocabularySize}});
    return {};
}

std::int64_t numbersOf(const PretrainedNetwork& network)
{
    std::int64_t count = 0;
    for (const auto& rule : weightRules(network)) {
        std::int64_t product = 1;
        for (const auto size : rule.shape)
            product *= size;
        count += product;
    }
    return count;
}

} // namespace

Path libraryFolder()
{
    if (const char* given = std::getenv("FETTLE_PRETRAINED"); given && *given)
        return Path(given);
    return platform::userDataFolder() / "pretrained";
}

Path modelFolder(const Path& library, std::string_view id) { return library / platform::fromUtf8(id); }

std::vector<PretrainedModel> listModels(const Path& library, std::vector<Error>& problems)
{
    std::vector<PretrainedModel> models;
    const auto entries = platform::listFolder(library);
    if (!entries.ok())
        return models; // none was ever fetched
    for (const auto& entry : *entries) {
        const auto name = platform::toUtf8(entry.name);
        if (entry.kind != platform::EntryKind::Folder || name.starts_with('.') || platform::isDraftName(entry.name)
            || !isFile(library / entry.name / kAboutFile))
            continue;
        auto model = readAbout(library / entry.name);
        if (model.ok())
            models.push_back(std::move(model).value());
        else
            problems.push_back(makeError("pretrained.entry_damaged", {{"model", name}}, toLogLine(model.error())));
    }
    std::ranges::sort(models, {}, [](const PretrainedModel& model) { return std::pair(model.title, model.id); });
    return models;
}

Result<PretrainedModel> findModel(const Path& library, std::string_view id)
{
    std::vector<Error> problems;
    const auto models = listModels(library, problems);
    const auto found = std::ranges::find(models, id, &PretrainedModel::id);
    if (found != models.end())
        return *found;
    if (const auto damaged = std::ranges::find_if(problems, [&](const Error& each) { return each.arguments.at("model") == Value(id); });
        damaged != problems.end())
        return *damaged;
    std::string known;
    for (const auto& model : models)
        known += (known.empty() ? "" : ", ") + model.id;
    return makeError("pretrained.not_in_library", {{"model", id}, {"known", known}});
}

Result<Path> openDraft(const Path& library, std::string_view id)
{
    if (!isModelId(id))
        return makeError("pretrained.bad_id", {{"model", id}});
    const auto draft = library / kDraftFolder / platform::fromUtf8(id);
    FETTLE_TRY(platform::makeFolders(draft));
    static_cast<void>(platform::removeStaleDrafts(library)); // of a program that was killed while it published
    return draft;
}

std::vector<std::string> wantedFiles(const std::vector<std::string>& names)
{
    const std::set<std::string, std::less<>> there(names.begin(), names.end());
    std::vector<std::string> wanted;
    for (const char* name : {"config.json", "tokenizer.json", "tokenizer_config.json", "vocab.txt", "vocab.json", "merges.txt",
                             "sentencepiece.bpe.model", "spiece.model", "tokenizer.model", "modules.json",
                             "sentence_bert_config.json", "1_Pooling/config.json", "README.md", "LICENSE", "LICENSE.txt", "LICENSE.md"})
        if (there.contains(name))
            wanted.emplace_back(name);
    const auto shards = [&](std::string_view before, std::string_view after) {
        bool any = false;
        for (const auto& name : there)
            if (name.starts_with(before) && name.ends_with(after) && name.find('/') == std::string::npos) {
                wanted.push_back(name);
                any = true;
            }
        return any;
    };
    if (there.contains("model.safetensors"))
        wanted.emplace_back("model.safetensors");
    else if (there.contains("model.safetensors.index.json")) {
        wanted.emplace_back("model.safetensors.index.json");
        shards("model-", ".safetensors");
    } else if (there.contains("pytorch_model.bin"))
        wanted.emplace_back("pytorch_model.bin");
    else if (there.contains("pytorch_model.bin.index.json")) {
        wanted.emplace_back("pytorch_model.bin.index.json");
        shards("pytorch_model-", ".bin");
    }
    return wanted;
}

Result<void> copyIntoDraft(const Path& from, const Path& draft, const InstallProgress& progress)
{
    auto folder = from;
    std::string weights; // given by name: the file that is meant
    if (isFile(from)) {
        folder = from.parent_path();
        weights = platform::toUtf8(from.filename());
    }
    auto wanted = wantedFiles(fileNames(folder));
    if (!weights.empty() && std::ranges::find(wanted, weights) == wanted.end()) {
        std::erase_if(wanted, [](const std::string& name) {
            return name.ends_with(".safetensors") || name.ends_with(".bin") || name.ends_with(".index.json");
        });
        wanted.push_back(weights);
    }
    if (std::ranges::find(wanted, "config.json") == wanted.end())
        return makeError("pretrained.no_config", {{"folder", platform::toUtf8(folder)}});
    std::int64_t total = 0;
    for (const auto& name : wanted) {
        FETTLE_TRY_ASSIGN(const auto stamp, platform::fileStamp(folder / platform::fromUtf8(name)));
        total += static_cast<std::int64_t>(stamp.sizeBytes);
    }
    FETTLE_TRY(platform::removeTree(draft));
    FETTLE_TRY(platform::makeFolders(draft));
    std::int64_t done = 0;
    for (const auto& name : wanted) {
        if (progress && !progress(done, total))
            return makeError("pretrained.stopped");
        const auto source = folder / platform::fromUtf8(name);
        const auto target = name == weights && name.ends_with(".safetensors") ? draft / "model.safetensors" : draft / platform::fromUtf8(name);
        FETTLE_TRY(platform::makeFolders(target.parent_path()));
        std::error_code broken;
        const auto real = std::filesystem::canonical(source, broken);
        FETTLE_TRY(platform::copyFile(broken ? source : real, target));
        FETTLE_TRY_ASSIGN(const auto stamp, platform::fileStamp(target));
        done += static_cast<std::int64_t>(stamp.sizeBytes);
    }
    return {};
}

Result<PretrainedModel> publishDraft(const Path& library, const Path& draft, PretrainedModel about, const InstallProgress& progress)
{
    if (!isModelId(about.id))
        return makeError("pretrained.bad_id", {{"model", about.id}});
    if (about.title.empty())
        about.title = about.id;
    FETTLE_TRY_ASSIGN(about.network, readNetwork(draft));
    FETTLE_TRY(checkTokenizer(draft, about.network, about.title));
    FETTLE_TRY(convertArchives(draft, progress));
    FETTLE_TRY_ASSIGN(const auto files, weightFiles(draft));
    FETTLE_TRY_ASSIGN(const auto shapes, weightShapes(files));
    FETTLE_TRY(matchWeights(about.network, shapes, about.title));
    if (isFile(draft / kAdapterFolder / "adapter_config.json"))
        FETTLE_TRY(readAdapter(draft / kAdapterFolder, about.network));
    if (const auto readme = platform::readFileStart(draft / "README.md", 64 << 10); readme.ok()) {
        const auto card = readModelCard(*readme);
        if (about.license.empty())
            about.license = card.license;
        if (about.languages.empty())
            about.languages = card.languages;
    }
    about.parameterCount = numbersOf(about.network);
    about.addedMs = platform::SystemClock().utcMs();
    about.sizeBytes = 0;
    for (const auto& name : fileNames(draft)) {
        FETTLE_TRY_ASSIGN(const auto stamp, platform::fileStamp(draft / platform::fromUtf8(name)));
        about.sizeBytes += static_cast<std::int64_t>(stamp.sizeBytes);
    }
    FETTLE_TRY(platform::writeFileAtomically(draft / kAboutFile, toJson(about).dump(1) + "\n"));
    FETTLE_TRY(platform::syncTree(draft));
    const auto target = modelFolder(library, about.id);
    FETTLE_TRY_ASSIGN(auto incoming, platform::FolderDraft::create(target));
    FETTLE_TRY(platform::renameDurably(draft, incoming.path()));
    FETTLE_TRY(incoming.publish(platform::FolderDraft::IfExists::Replace));
    return about;
}

Result<void> removeModel(const Path& library, std::string_view id)
{
    FETTLE_TRY(findModel(library, id));
    return platform::removePublished(modelFolder(library, id));
}

} // namespace fettle::pretrained
