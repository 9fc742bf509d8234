// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/use/model_facts.h"

#include <algorithm>

#include <nlohmann/json.hpp>

namespace fettle::ui {
namespace {

ModelFiles filesOf(const Value& shown)
{
    const auto& files = shown.at("files");
    ModelFiles found;
    found.bytes = files.at("bytes").asReal();
    if (const auto& base = files.at("base"); !base.isNull()) {
        found.base = QString::fromStdString(base.at("title").asText());
        found.bundledBytes = base.at("bundled").asReal();
    }
    found.adapterFolder = QString::fromStdString(files.at("adapter_folder").asText());
    return found;
}

} // namespace

ModelFacts::ModelFacts(Session& session, QObject* parent) : QObject(parent), m_session(session) {}

const store::ModelRecord* ModelFacts::record() const { return m_run.empty() ? nullptr : m_session.modelOfRun(m_run); }

const ModelManifest& ModelFacts::manifest() const
{
    static const ModelManifest none;
    return m_manifest ? *m_manifest : none;
}

void ModelFacts::setRun(const std::string& run, bool again)
{
    m_run = run;
    const auto* model = record();
    const std::string id = model ? model->id : std::string();
    if (id == m_model && !again)
        return;
    if (id != m_model) {
        m_manifest.reset();
        m_files = {};
    }
    m_model = id;
    m_error.reset();
    const int round = ++m_round;
    Q_EMIT changed();
    if (id.empty())
        return;
    m_session.engine().request("models.show", {{"model", id}}, this, [this, round](Result<Value> answer) {
        if (round != m_round)
            return;
        auto manifest = answer ? fromValue<ModelManifest>(answer->at("manifest")) : Result<ModelManifest>(answer.error());
        if (manifest) {
            m_manifest = std::move(manifest).value();
            m_files = filesOf(*answer);
        } else {
            m_error = manifest.error();
        }
        Q_EMIT changed();
    });
}

const FieldInfo* ModelFacts::field(const std::string& name) const
{
    const auto found = std::ranges::find(manifest().fields, name, &FieldInfo::name);
    return found == manifest().fields.end() ? nullptr : &*found;
}

bool ModelFacts::takesPictures() const
{
    return std::ranges::any_of(manifest().inputs, [this](const FieldUse& use) {
        const auto* info = field(use.field);
        return info && info->kind == FieldKind::Image;
    });
}

const FieldInfo* ModelFacts::markedText() const
{
    for (const auto& target : m_manifest ? m_manifest->targets : std::vector<FieldUse>())
        if (const auto text = target.encoder.parameters.find("text"); target.encoder.component == "spans" && text != target.encoder.parameters.end())
            return field(text->second.asText());
    return nullptr;
}

std::vector<std::string> ModelFacts::labels() const
{
    const auto* info = m_manifest && !m_manifest->targets.empty() ? field(m_manifest->targets.front().field) : nullptr;
    return info ? info->classes : std::vector<std::string>();
}

double ModelFacts::threshold() const { return manifest().taskState.at("threshold").asReal(); }

} // namespace fettle::ui
