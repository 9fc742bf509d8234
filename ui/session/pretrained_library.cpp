// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/pretrained_library.h"

#include <algorithm>
#include <utility>

#include <QPointer>

#include <nlohmann/json.hpp>

#include "engine/platform/paths.h"
#include "engine/platform/process.h"

namespace fettle::ui {
namespace {

bool isOver(FetchPhase phase)
{
    return phase == FetchPhase::Completed || phase == FetchPhase::Failed || phase == FetchPhase::Stopped ||
           phase == FetchPhase::Removed;
}

/// With this window's variables for downloads: the background program may have been started from another place.
ValueMap paramsOf(PretrainedRequest request)
{
    for (const char* name : kDownloadVariables)
        request.environment[name] = platform::bytesToUtf8(platform::environmentVariable(name).value_or(std::string()));
    return toValue(request).asMap();
}

} // namespace

PretrainedLibrary::PretrainedLibrary(EngineApi& engine, QObject* parent) : QObject(parent), m_engine(engine) {}

const PretrainedModel* PretrainedLibrary::find(std::string_view id) const
{
    const auto found = std::ranges::find(m_models, id, &PretrainedModel::id);
    return found == m_models.end() ? nullptr : &*found;
}

std::string PretrainedLibrary::title(const std::string& id) const
{
    const auto* model = find(id);
    return model && !model->title.empty() ? model->title : id;
}

void PretrainedLibrary::refresh()
{
    m_engine.request("pretrained.list", {}, this, [this](Result<Value> answer) {
        if (answer)
            take(*answer);
        else
            Q_EMIT problemCame(answer.error());
    });
}

void PretrainedLibrary::take(const Value& answer)
{
    std::vector<PretrainedModel> models;
    for (const auto& value : answer.at("models").asList())
        if (auto model = fromValue<PretrainedModel>(value))
            models.push_back(std::move(model).value());
    m_problems.clear();
    for (const auto& value : answer.at("problems").asList())
        m_problems.push_back(errorFromJson(toJson(value)));
    m_fetching.clear();
    for (const auto& value : answer.at("fetching").asList())
        if (const auto progress = fromValue<FetchProgress>(value))
            m_fetching[progress->id] = *progress;
    const bool others = std::exchange(m_known, true) && models != m_models;
    m_models = std::move(models);
    Q_EMIT changed();
    if (others)
        Q_EMIT modelsChanged();
}

std::int64_t PretrainedLibrary::look(PretrainedRequest request, QObject* context,
                                     std::function<void(Result<PretrainedOffer>)> done)
{
    return m_engine.request("pretrained.look", paramsOf(std::move(request)), context,
                            [done = std::move(done)](Result<Value> answer) {
                                done(answer ? fromValue<PretrainedOffer>(*answer)
                                            : Result<PretrainedOffer>(answer.error()));
                            });
}

void PretrainedLibrary::fetch(PretrainedRequest request, QObject* context,
                              std::function<void(Result<PretrainedModel>)> done)
{
    // For the library itself, so that the model is seen even where nobody waits for it any more.
    m_engine.request("pretrained.fetch", paramsOf(std::move(request)), this,
                     [this, context = QPointer<QObject>(context), done = std::move(done)](Result<Value> answer) {
                         refresh();
                         if (!context && !answer && answer.error().code != "hub.stopped")
                             Q_EMIT problemCame(answer.error());
                         if (context && done)
                             done(answer ? fromValue<PretrainedModel>(*answer)
                                         : Result<PretrainedModel>(answer.error()));
                     });
}

void PretrainedLibrary::cancel(const std::string& id)
{
    m_engine.request("pretrained.cancel", {{"id", id}}, this, [this](Result<Value> answer) {
        // Where it has come in the same moment, there is nothing to stop any more.
        if (!answer && answer.error().code != "hub.not_fetching")
            Q_EMIT problemCame(answer.error());
    });
}

void PretrainedLibrary::remove(const std::string& id)
{
    m_engine.request("pretrained.remove", {{"id", id}}, this, [this](Result<Value> answer) {
        if (!answer)
            Q_EMIT problemCame(answer.error());
        refresh();
    });
}

void PretrainedLibrary::handleEvent(const ClientEvent& event)
{
    const auto progress = fromValue<FetchProgress>(event.payload);
    if (!progress)
        return;
    if (!isOver(progress->phase)) {
        m_fetching[progress->id] = *progress;
        Q_EMIT changed();
        return;
    }
    m_fetching.erase(progress->id);
    Q_EMIT changed();
    if (progress->phase == FetchPhase::Completed || progress->phase == FetchPhase::Removed)
        refresh();
}

} // namespace fettle::ui
