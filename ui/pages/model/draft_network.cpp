// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/model/draft_network.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "ui/session/recipe_inputs.h"

namespace fettle::ui {
namespace {

constexpr const char* kFitInput = "x";

/// A graph in which every layer that takes something stands behind one input: one check tells which of them fit.
Graph graphOfCandidates(const Catalog& catalog, std::map<std::string, std::string>& componentOf)
{
    Graph graph;
    GraphNode input;
    input.id = "input";
    input.component = "input";
    input.parameters["field"] = kFitInput;
    graph.nodes.push_back(input);
    for (const auto& info : catalog.components) {
        if (info.kind != ComponentKind::Layer || info.inputs.empty() || info.outputs.empty() || info.id == "group")
            continue;
        GraphNode node;
        node.id = "candidate" + std::to_string(graph.nodes.size());
        node.component = info.id;
        for (const auto& port : info.inputs)
            if (!port.optional)
                graph.edges.push_back({"input", "output", node.id, port.variadic ? port.name + ":0" : port.name});
        componentOf[node.id] = info.id;
        graph.nodes.push_back(std::move(node));
    }
    return graph;
}

} // namespace

DraftNetwork::DraftNetwork(Session& session, NetworkCheck& check, QObject* parent)
    : QObject(parent), m_session(session), m_check(check), m_editor(session.sentences(), session.catalog())
{
    m_editor.setFitFunction([this](const TensorSpec& input, auto answer) { askFits(input, std::move(answer)); });
    connect(&session.draft(), &RecipeDraft::changed, this, &DraftNetwork::refresh);
    connect(&check, &NetworkCheck::changed, this, &DraftNetwork::refresh);
    refresh();
}

const NetworkSpec* DraftNetwork::spec() const
{
    const auto& networks = m_session.draft().recipe().networks;
    const auto found = networks.find(m_name);
    return found == networks.end() ? nullptr : &found->second;
}

std::vector<std::string> DraftNetwork::names() const
{
    std::vector<std::string> names;
    for (const auto& [name, network] : m_session.draft().recipe().networks)
        names.push_back(name);
    return names;
}

void DraftNetwork::setName(const std::string& name)
{
    if (name == m_name)
        return;
    m_name = name;
    m_editor.setScope({});
    m_editor.setSelection({});
    refresh();
    Q_EMIT changed();
}

bool DraftNetwork::isDrawn() const { return spec() && spec()->graph.has_value(); }

const Graph* DraftNetwork::base() const
{
    if (!spec())
        return nullptr;
    return spec()->graph ? &*spec()->graph : m_check.generated(m_session.draft().recipe(), m_name);
}

QStringList DraftNetwork::inputFields() const
{
    QStringList fields;
    for (const auto& use : inputsOf(m_session.draft().recipe(), m_session.data().manifest))
        fields << QString::fromStdString(use.field);
    return fields;
}

void DraftNetwork::refresh()
{
    const auto& networks = m_session.draft().recipe().networks;
    if (!networks.contains(m_name)) {
        m_name = networks.empty() ? std::string() : networks.contains("model") ? "model" : networks.begin()->first;
        m_editor.setScope({});
    }
    const auto* graph = base();
    const bool editable = graph != nullptr;
    // Pretrained weights find their nodes by the names.
    m_editor.setNamesFixed(spec() && !pretrainedOf(*spec()).empty());
    const bool other = editable != m_editable;
    if (other) {
        m_editable = editable;
        m_editor.setEditFunction(editable ? GraphEditor::EditFunction([this](const QString& step, const auto& change, const QString& key) { edit(step, change, key); })
                                          : GraphEditor::EditFunction());
    }
    if (graph)
        m_editor.setGraph(*graph);
    else if (!spec())
        m_editor.setGraph({});
    // else the layers from before stay in sight until those of the new template are known
    showFacts();
    if (other)
        Q_EMIT changed();
}

void DraftNetwork::showFacts()
{
    const auto* network = m_check.network(m_name);
    if (!network) {
        if (!m_editor.facts().isEmpty())
            m_editor.setFacts({});
        return;
    }
    // The same report again, as after each keystroke elsewhere, draws nothing anew.
    if (m_editor.facts().report() == network->report)
        return;
    m_editor.setFacts(GraphFacts(network->report, network->graph));
}

void DraftNetwork::edit(const QString& step, const GraphEditor::Change& change, const QString& mergeKey)
{
    const auto* before = base();
    if (!before)
        return;
    Graph graph = *before;
    change(graph);
    if (graph == *before)
        return;
    m_session.draft().edit(step, [&](Recipe& recipe) {
        auto& network = recipe.networks[m_name];
        // What the template said of weights stays said, and the tokenizer is that model's.
        if (auto pretrained = pretrainedOf(network); !pretrained.empty())
            network.weights = {{"pretrained", std::move(pretrained)}};
        network.graph = std::move(graph);
        network.fromTemplate = {};
    }, mergeKey);
}

void DraftNetwork::askFits(const TensorSpec& input, std::function<void(const FitAnswers&)> answer)
{
    if (m_session.engine().state() != EngineApi::State::Ready)
        return;
    std::map<std::string, std::string> componentOf;
    const auto graph = graphOfCandidates(m_session.catalog(), componentOf);
    ValueMap params{{"graph", toValue(graph)}, {"inputs", ValueMap{{kFitInput, toValue(input)}}}, {"heads", ValueList{}}, {"supersedes", "network_fits"}};
    m_session.engine().request("worker.check", std::move(params), this,
                               [componentOf = std::move(componentOf), answer = std::move(answer)](Result<Value> reply) {
        const auto report = reply ? fromValue<GraphReport>(*reply) : Result<GraphReport>(reply.error());
        if (!report)
            return;
        FitAnswers answers;
        for (const auto& node : report->nodes)
            if (const auto found = componentOf.find(node.node); found != componentOf.end())
                answers[found->second] = {!node.error && !node.blocked && !node.outputs.empty(), node.outputs.empty() ? TensorSpec() : node.outputs.front()};
        answer(answers);
    });
}

} // namespace fettle::ui
