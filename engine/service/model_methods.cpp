// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <filesystem>

#include <nlohmann/json.hpp>

#include "engine/documents/manifest_document.h"
#include "engine/platform/files.h"
#include "engine/pretrained/adapter.h"
#include "engine/pretrained/base_reference.h"
#include "engine/service/methods.h"

namespace fettle::service {
namespace {

Result<store::ModelRecord> namedModel(const MethodContext& context, const Value& params, std::string_view method,
                                     bool deleted = false)
{
    FETTLE_TRY_ASSIGN(const auto name, needText(params, method, "model"));
    auto model = context.service.reader.model(name);
    if (model)
        return model;
    if (deleted) {
        FETTLE_TRY_ASSIGN(const auto trashed, context.service.reader.models({}, true));
        for (const auto& candidate : trashed)
            if (candidate.id == name || candidate.name == name)
                return candidate;
    }
    return notFoundAs(model.error(), "service.unknown_model", "model", name);
}

ValueMap describe(const MethodContext& context, const store::ModelRecord& model)
{
    ValueMap value = toValue(model).asMap();
    if (const auto folder = context.service.workspace.resolve(model.folder))
        value["folder"] = platform::toUtf8(*folder);
    return value;
}

Result<Value> listModels(MethodContext& context, const Value& params)
{
    FETTLE_TRY_ASSIGN(const auto project, projectOf(context, params));
    FETTLE_TRY_ASSIGN(const auto models, context.service.reader.models(project, params.at("deleted").asBoolean()));
    ValueList values;
    for (const auto& model : models)
        values.push_back(describe(context, model));
    return Value(ValueMap{{"models", values}});
}

std::int64_t bytesOfFolder(const platform::Path& folder)
{
    std::int64_t bytes = 0;
    std::error_code failed;
    for (std::filesystem::recursive_directory_iterator entry(folder, failed), end; !failed && entry != end; entry.increment(failed)) {
        std::error_code unreadable;
        if (entry->is_regular_file(unreadable) && !entry->is_symlink(unreadable))
            if (const auto size = entry->file_size(unreadable); !unreadable)
                bytes += static_cast<std::int64_t>(size);
    }
    return bytes;
}

/// What lies on the disk: {bytes, base: {title, name, revision, file, bundled}, adapter_folder}. `base` where most weights are
/// another model's, with the words of BaseReference::origin, and `bundled` its bytes where it lies in the model's folder;
/// `adapter_folder` where what was learned lies there for other programs too.
ValueMap describeFiles(const platform::Path& folder, const std::string& weightsFile)
{
    ValueMap files;
    std::error_code ignored;
    if (const auto weights = platform::resolveInside(folder, platform::fromUtf8(weightsFile)))
        if (const auto bytes = std::filesystem::file_size(*weights, ignored); !ignored)
            files["bytes"] = static_cast<std::int64_t>(bytes);
    if (pretrained::namesBase(folder))
        if (const auto base = pretrained::readBaseReference(folder); base && *base) {
            auto about = (*base)->origin();
            about["title"] = (*base)->title;
            about.erase("base");
            if (pretrained::bundlesBase(folder))
                about["bundled"] = bytesOfFolder(folder / pretrained::kBundledBase);
            files["base"] = std::move(about);
        }
    if (const auto adapter = folder / pretrained::kAdapterFolder; pretrained::isAdapter(adapter))
        files["adapter_folder"] = platform::toUtf8(adapter);
    return files;
}

Result<Value> showModel(MethodContext& context, const Value& params)
{
    FETTLE_TRY_ASSIGN(const auto model, namedModel(context, params, "models.show"));
    ValueMap value = describe(context, model);
    FETTLE_TRY_ASSIGN(const auto folder, context.service.workspace.resolve(model.folder));
    if (const auto manifest = documents::readModelManifestFile(folder / "model.yaml")) {
        ValueMap shown = toValue(*manifest).asMap();
        // A vocabulary of a million words is no answer; who predicts reads the file.
        shown.erase("encoders");
        shown.erase("target_encoders");
        value["manifest"] = std::move(shown);
        value["files"] = describeFiles(folder, manifest->weightsFile);
    }
    return Value(std::move(value));
}

/// Kept in the model's own folder, so that it goes where the model goes: a copy, a server, another machine.
Result<Value> setThreshold(MethodContext& context, const Value& params)
{
    FETTLE_TRY_ASSIGN(const auto model, namedModel(context, params, "models.threshold"));
    const auto& given = params.at("threshold");
    if (!given.isNumber() || !(given.asReal() >= 0.0 && given.asReal() <= 1.0))
        return makeError("service.threshold_range", {{"value", given}});
    FETTLE_TRY_ASSIGN(const auto folder, context.service.workspace.resolve(model.folder));
    FETTLE_TRY_ASSIGN(auto manifest, documents::readModelManifestFile(folder / "model.yaml"));
    ValueMap state = manifest.taskState.asMap();
    state.erase("threshold");
    if (given.asReal() > 0.0)
        state["threshold"] = given.asReal();
    manifest.taskState = state.empty() ? Value() : Value(std::move(state));
    FETTLE_TRY(platform::writeFileDurably(folder / "model.yaml", documents::writeModelManifest(manifest)));
    return showModel(context, params);
}

Result<Value> removeModel(MethodContext& context, const Value& params)
{
    FETTLE_TRY_ASSIGN(const auto model, namedModel(context, params, "models.delete"));
    FETTLE_TRY_ASSIGN(const auto entry, context.service.writer.library().remove(store::ItemKind::Model, model.id));
    return toValue(entry);
}

Result<Value> restoreModel(MethodContext& context, const Value& params)
{
    FETTLE_TRY_ASSIGN(const auto model, namedModel(context, params, "models.restore", true));
    FETTLE_TRY(context.service.writer.library().restore(store::ItemKind::Model, model.id));
    FETTLE_TRY_ASSIGN(const auto restored, context.service.reader.model(model.id));
    return Value(describe(context, restored));
}

} // namespace

void addModelMethods(MethodTable& table)
{
    table["models.list"] = listModels;
    table["models.show"] = showModel;
    table["models.threshold"] = setThreshold;
    table["models.delete"] = removeModel;
    table["models.restore"] = restoreModel;
}

} // namespace fettle::service
