// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/graph_checker.h"

#include <algorithm>
#include <functional>
#include <limits>
#include <set>

#include <nlohmann/json.hpp>
#include <torch/torch.h>

#include "engine/model/graph_plan.h"
#include "engine/model/layer_checks.h"

namespace fettle::model {
namespace {

constexpr std::int64_t kBatch = 2;
/// Sizes that stand for a dimension that differs from batch to batch (the length of texts): what differs between a run
/// with the one and a run with the other differs from batch to batch too. Odd, and large enough for wide kernels.
constexpr std::int64_t kVaryingSize = 29;
constexpr std::int64_t kOtherVaryingSize = 31;
constexpr std::int64_t kMaxRunBytes = 200'000'000;
constexpr std::int64_t kMaxRunOperations = 2'000'000'000;
/// Above this, a layer that can say its shape is asked instead of run: the contract tests hold the two together.
constexpr std::int64_t kQuickRunBytes = 2'000'000;
constexpr std::int64_t kQuickRunOperations = 4'000'000;
constexpr std::size_t kMaxFindings = 8192;

std::string findingKey(const ComponentInfo& info, const Parameters& parameters, const std::vector<TensorSpec>& inputs)
{
    std::string key = info.plugin + "/" + info.id + "@" + std::to_string(info.version) + toJson(parameters.values()).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    for (const auto& input : inputs) {
        key += '|';
        key += toText(input.dtype);
        for (const auto& dimension : input.dimensions)
            key += ',' + dimension.name + std::to_string(dimension.size);
        if (input.indexCount > 0)
            key += '<' + std::to_string(input.indexCount);
    }
    return key;
}

bool variesBeyondBatch(const std::vector<TensorSpec>& specs)
{
    return std::ranges::any_of(specs, [](const TensorSpec& spec) {
        for (std::size_t i = 1; i < spec.dimensions.size(); ++i)
            if (spec.dimensions[i].size < 0)
                return true;
        return false;
    });
}

/// Bytes of one example; varying dimensions count as kVaryingSize.
std::int64_t exampleBytes(const TensorSpec& spec)
{
    std::vector<std::int64_t> sizes{elementBytes(spec.dtype)};
    for (std::size_t i = 1; i < spec.dimensions.size(); ++i)
        sizes.push_back(spec.dimensions[i].size < 0 ? kVaryingSize : spec.dimensions[i].size);
    return checkedProduct(sizes);
}

std::int64_t totalBytes(const std::vector<TensorSpec>& specs)
{
    std::int64_t total = 0;
    for (const auto& spec : specs)
        if (__builtin_add_overflow(total, exampleBytes(spec), &total))
            throw LayerError(makeError("model.too_large", {{"got", toDisplay(spec)}}));
    return total;
}

Signal sampleSignal(const TensorSpec& spec, std::int64_t varyingSize)
{
    std::vector<std::int64_t> sizes;
    for (std::size_t i = 0; i < spec.dimensions.size(); ++i)
        sizes.push_back(i == 0 ? kBatch : spec.dimensions[i].size < 0 ? varyingSize : spec.dimensions[i].size);
    return {torch::zeros(sizes, toScalarType(spec.dtype)), nullptr};
}

/// Number of weights, from weights without memory.
std::int64_t countParameters(const Layer& layer, const Parameters& parameters, const std::vector<TensorSpec>& inputs)
{
    BuildContext context;
    context.options = torch::TensorOptions(torch::kFloat32).device(torch::kMeta);
    context.initialize = false;
    const auto instance = layer.build(parameters, inputs, context);
    std::int64_t count = 0;
    for (const auto& entry : instance->parameters())
        if (__builtin_add_overflow(count, entry.tensor.numel(), &count))
            throw LayerError(makeError("model.too_large", {{"got", entry.name}}));
    return count;
}

std::vector<TensorSpec> runOnce(const Layer& layer, const Parameters& parameters, const std::vector<TensorSpec>& inputs)
{
    BuildContext context;
    context.initialize = false;
    const auto instance = layer.build(parameters, inputs, context);
    const auto resultsFor = [&](std::int64_t varyingSize) {
        std::vector<Signal> signals;
        for (const auto& input : inputs)
            signals.push_back(sampleSignal(input, varyingSize));
        return instance->forward(signals, {});
    };
    const auto results = resultsFor(kVaryingSize);
    const auto others = variesBeyondBatch(inputs) ? resultsFor(kOtherVaryingSize) : results;
    std::vector<TensorSpec> outputs;
    for (std::size_t output = 0; output < results.size(); ++output) {
        const auto& values = results[output].values;
        TensorSpec spec;
        spec.dtype = fromScalarType(values.scalar_type());
        const auto names = layer.dimensionNames(parameters, inputs, static_cast<std::size_t>(values.dim()));
        for (std::int64_t i = 0; i < values.dim(); ++i) {
            const bool varies = i == 0 || others[output].values.size(i) != values.size(i);
            spec.dimensions.push_back({names[static_cast<std::size_t>(i)], varies ? -1 : values.size(i)});
        }
        outputs.push_back(std::move(spec));
    }
    return outputs;
}

void examineInto(GraphChecker::Finding& finding, const Layer& layer, const Parameters& parameters,
                 const std::vector<TensorSpec>& inputs)
{
    auto asked = layer.shape(parameters, inputs);
    finding.parameterCount = countParameters(layer, parameters, inputs);
    std::int64_t bytes = totalBytes(inputs) * kBatch;
    std::int64_t operations = 0;
    LayerCost cost;
    if (asked) {
        bytes += totalBytes(*asked) * kBatch;
        cost = layer.cost(parameters, inputs, *asked);
        operations = cost.multiplyAdds > kMaxRunOperations ? kMaxRunOperations : cost.multiplyAdds * 2 * kBatch;
    }
    const auto weightBytes = finding.parameterCount > kMaxRunBytes ? kMaxRunBytes : finding.parameterCount * 4;
    const bool quick = bytes + weightBytes <= kQuickRunBytes && operations <= kQuickRunOperations;
    const bool possible = bytes + weightBytes < kMaxRunBytes && operations < kMaxRunOperations;
    if (quick || (!asked && possible)) {
        c10::InferenceMode guard;
        finding.outputs = runOnce(layer, parameters, inputs);
        // A run shows numbers, not how many different ones there may be.
        for (std::size_t i = 0; asked && i < std::min(asked->size(), finding.outputs.size()); ++i)
            finding.outputs[i].indexCount = (*asked)[i].indexCount;
    } else if (asked) {
        finding.outputs = std::move(*asked);
    } else {
        throw LayerError(makeError("model.dry_run_too_large", {{"got", bytes + weightBytes}}));
    }
    if (!asked)
        cost = layer.cost(parameters, inputs, finding.outputs);
    finding.multiplyAdds = cost.multiplyAdds;
    finding.activationBytes = cost.activationBytes >= 0 ? cost.activationBytes : totalBytes(finding.outputs);
}

/// One check of one graph.
class CheckRun {
public:
    using Remember = std::function<const GraphChecker::Finding&(const PlanNode&, const std::vector<TensorSpec>&)>;
    CheckRun(const NamedSpecs& inputs, const Remember& remember) : m_inputs(inputs), m_remember(remember) {}

    GraphReport check(const GraphPlan& plan, const std::vector<HeadSpec>& heads)
    {
        m_report.problems = plan.problems;
        for (const auto& node : plan.nodes)
            m_report.nodes.push_back(checkNode(node));
        sum();
        checkHeads(plan, heads);
        return std::move(m_report);
    }

private:
    NodeReport checkNode(const PlanNode& node)
    {
        NodeReport report;
        report.node = node.path;
        if (node.error) {
            report.error = node.error;
            report.repairs = node.repairs;
            setRepairNode(report);
            return report;
        }
        std::vector<TensorSpec> specs;
        for (const int field : node.fields)
            specs.push_back(m_inputs[static_cast<std::size_t>(field)].second);
        for (const auto& input : node.inputs) {
            const auto* source = input.node >= 0 ? &m_report.nodes[static_cast<std::size_t>(input.node)] : nullptr;
            if (!source || source->error || source->blocked || static_cast<std::size_t>(input.output) >= source->outputs.size()) {
                report.blocked = true;
                return report;
            }
            specs.push_back(source->outputs[static_cast<std::size_t>(input.output)]);
        }
        if (node.role == PlanRole::Input || node.role == PlanRole::Output) {
            report.outputs = {specs[0]};
            return report;
        }
        const auto& finding = m_remember(node, specs);
        report.outputs = finding.outputs;
        // Shared weights count once.
        report.parameterCount = m_counted.insert(node.weightsPath).second ? finding.parameterCount : 0;
        report.multiplyAdds = finding.multiplyAdds;
        report.activationBytes = finding.activationBytes;
        report.error = finding.error;
        report.repairs = finding.repairs;
        if (report.error)
            report.error->arguments.insert_or_assign("node", node.path);
        setRepairNode(report);
        return report;
    }

    static void setRepairNode(NodeReport& report)
    {
        for (auto& repair : report.repairs)
            if (repair.node.empty())
                repair.node = report.node;
    }

    static void addTo(std::int64_t& total, std::int64_t value)
    {
        if (__builtin_add_overflow(total, value, &total))
            total = std::numeric_limits<std::int64_t>::max();
    }

    void sum()
    {
        for (const auto& node : m_report.nodes) {
            addTo(m_report.parameterCount, node.parameterCount);
            addTo(m_report.multiplyAdds, node.multiplyAdds);
            addTo(m_report.activationBytes, node.activationBytes);
        }
        m_report.trainableCount = m_report.parameterCount;
    }

    void checkHeads(const GraphPlan& plan, const std::vector<HeadSpec>& heads)
    {
        std::set<std::string> names;
        for (std::size_t i = 0; i < plan.nodes.size(); ++i) {
            if (plan.nodes[i].role != PlanRole::Output)
                continue;
            names.insert(plan.nodes[i].head);
            auto& report = m_report.nodes[i];
            if (report.outputs.empty())
                continue;
            m_report.outputs.emplace(plan.nodes[i].head, report.outputs[0]);
            const auto wanted = std::ranges::find(heads, plan.nodes[i].head, &HeadSpec::name);
            if (wanted != heads.end())
                checkHead(plan, plan.nodes[i], report, *wanted);
            else if (!heads.empty())
                m_report.problems.push_back(makeError("model.head_unknown", {{"head", plan.nodes[i].head}, {"known", headNames(heads)}}));
        }
        for (const auto& head : heads)
            if (!names.contains(head.name) && !names.empty())
                m_report.problems.push_back(makeError("model.head_missing", {{"head", head.name}}));
    }

    static ValueList headNames(const std::vector<HeadSpec>& heads)
    {
        ValueList names;
        for (const auto& head : heads)
            names.push_back(head.name);
        return names;
    }

    static void checkHead(const GraphPlan& plan, const PlanNode& node, NodeReport& report, const HeadSpec& wanted)
    {
        const auto& got = report.outputs[0];
        TensorSpec expected{got.dtype, {{"N", -1}}};
        expected.dimensions.insert(expected.dimensions.end(), wanted.dimensions.begin(), wanted.dimensions.end());
        // How many texts there are and how many numbers each has, the network decides.
        const bool fits = isReal(got.dtype)
            && (wanted.isEmbedding ? got.dimensions.size() == expected.dimensions.size()
                                   : std::ranges::equal(got.dimensions, expected.dimensions, {}, &Dimension::size, &Dimension::size));
        if (fits)
            return;
        report.error = makeError("model.head_shape", {{"node", node.path}, {"head", wanted.name},
                                                      {"expected", toDisplay(expected)}, {"got", toDisplay(got)}});
        const auto source = node.inputs.empty() ? PlanSource{} : node.inputs[0];
        if (source.node < 0 || wanted.dimensions.empty())
            return;
        const auto& before = plan.nodes[static_cast<std::size_t>(source.node)];
        GraphRepair repair = setParameter("out_features", wanted.dimensions.back().size);
        if (got.dimensions.size() == expected.dimensions.size() && before.info && before.info->id == "linear") {
            repair.node = before.path;
        } else if (wanted.dimensions.size() == 1) {
            repair = insertBefore(got.dimensions.size() > 2 ? "flatten" : "linear");
            repair.node = node.path;
        } else {
            return;
        }
        report.repairs.push_back(std::move(repair));
    }

    const NamedSpecs& m_inputs;
    const Remember& m_remember;
    std::set<std::string> m_counted; ///< weights' paths
    GraphReport m_report;
};

} // namespace

GraphChecker::GraphChecker(const Registry& registry) : m_registry(registry) {}
GraphChecker::~GraphChecker() = default;

GraphChecker::Finding GraphChecker::examine(const Layer& layer, const Parameters& parameters,
                                            const std::vector<TensorSpec>& inputs)
{
    Finding finding;
    try {
        examineInto(finding, layer, parameters, inputs);
    } catch (const LayerError& error) {
        finding = {};
        finding.error = error.error();
        finding.repairs = error.repairs();
    } catch (const std::exception& error) {
        finding = {};
        std::string got;
        for (const auto& input : inputs)
            got += (got.empty() ? "" : ", ") + toDisplay(input);
        finding.error = makeError("model.layer_failed", {{"got", got}}, error.what());
    }
    return finding;
}

const GraphChecker::Finding& GraphChecker::remembered(const Layer& layer, const ComponentInfo& info,
                                                      const Parameters& parameters, const std::vector<TensorSpec>& inputs)
{
    auto key = findingKey(info, parameters, inputs);
    if (const auto found = m_findings.find(key); found != m_findings.end())
        return found->second;
    ++m_examinedCount;
    return m_findings.insert_or_assign(std::move(key), examine(layer, parameters, inputs)).first->second;
}

GraphReport GraphChecker::check(const Graph& graph, const NamedSpecs& inputs, const std::vector<HeadSpec>& heads)
{
    // Forgetting everything now and then bounds memory; the graph at hand is back after one check.
    if (m_findings.size() > kMaxFindings)
        m_findings.clear();
    const CheckRun::Remember remember = [this](const PlanNode& node, const std::vector<TensorSpec>& specs) -> const Finding& {
        return remembered(*node.layer, *node.info, node.parameters, specs);
    };
    try {
        return CheckRun(inputs, remember).check(planGraph(graph, inputs, m_registry), heads);
    } catch (const std::exception& error) {
        GraphReport report;
        report.problems.push_back(makeError("model.layer_failed", {{"node", graph.name}, {"got", ""}}, error.what()));
        return report;
    }
}

} // namespace fettle::model
