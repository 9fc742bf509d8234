// SPDX-License-Identifier: GPL-3.0-or-later
// Writes what tests/peers/pytorch_code_check.py compares: for each layer with its examples and for each template a
// folder with the generated PyTorch code, the weights, inputs and what the engine gives.
//     pytorch_code_dump FOLDER
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>

#include <torch/torch.h>

#include "engine/component_api/graph_template.h"
#include "engine/model/layer_checks.h"
#include "engine/model/network.h"
#include "engine/model/pytorch_code.h"
#include "engine/model/safetensors.h"

using namespace fettle;

namespace {

int failures = 0;

torch::Tensor sample(const TensorSpec& spec)
{
    std::vector<std::int64_t> sizes;
    for (std::size_t i = 0; i < spec.dimensions.size(); ++i)
        sizes.push_back(i == 0 ? 3 : spec.dimensions[i].size);
    return model::isReal(spec.dtype) ? torch::randn(sizes) : torch::randint(0, 2, sizes, toScalarType(spec.dtype));
}

void dump(const std::filesystem::path& folder, const Graph& graph, const model::NamedSpecs& inputs, const Registry& registry)
{
    auto network = model::buildNetwork(graph, inputs, registry, {}, 5);
    const auto code = model::pytorchModule(graph, inputs, registry);
    if (!network || !code) {
        std::cerr << folder.filename() << ": " << toLogLine(network ? code.error() : network.error()) << "\n";
        ++failures;
        return;
    }
    std::filesystem::create_directories(folder);
    std::ofstream(folder / "network.py") << *code;
    torch::manual_seed(1);
    std::vector<NamedTensor> values;
    std::map<std::string, Signal> signals;
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        signals[inputs[i].first].values = sample(inputs[i].second);
        values.push_back({"input." + std::to_string(i), signals[inputs[i].first].values});
    }
    // One step of training moves the running statistics, so that a wrong momentum shows too.
    torch::NoGradGuard guard;
    for (auto& entry : (*network)->state())
        values.push_back({"before." + entry.name, entry.tensor.clone()});
    static_cast<void>((*network)->forward(signals, {true}));
    for (auto& entry : (*network)->state())
        values.push_back({"after." + entry.name, entry.tensor});
    std::size_t number = 0;
    const auto outputs = (*network)->forward(signals, {});
    for (const auto& name : (*network)->headNames())
        values.push_back({"output." + std::to_string(number++), outputs.at(name)});
    if (const auto written = model::writeSafetensors(folder / "values.safetensors", values, {}); !written) {
        std::cerr << toLogLine(written.error()) << "\n";
        ++failures;
    }
}

void dumpLayers(const std::filesystem::path& folder, const Registry& registry)
{
    for (const auto* info : registry.list(ComponentKind::Layer)) {
        if (info->id == "group" || info->id == "input" || info->id == "output")
            continue;
        const auto* layer = registry.get<Layer>(ComponentKind::Layer, info->id);
        auto options = layer->exampleParameters();
        options.insert(options.begin(), ValueMap{});
        const auto examples = layer->exampleInputs();
        for (std::size_t o = 0; o < options.size(); ++o)
            for (std::size_t e = 0; e < examples.size(); ++e) {
                Graph graph;
                model::NamedSpecs inputs;
                GraphNode node;
                node.id = "layer";
                node.component = info->id;
                node.parameters = options[o];
                for (std::size_t i = 0; i < examples[e].size(); ++i) {
                    const auto name = "x" + std::to_string(i);
                    inputs.emplace_back(name, examples[e][i]);
                    if (info->inputs.empty())
                        continue;
                    GraphNode input;
                    input.id = name;
                    input.component = "input";
                    input.parameters = {{"field", name}};
                    graph.nodes.push_back(input);
                    const auto& port = info->inputs[std::min(i, info->inputs.size() - 1)];
                    graph.edges.push_back({name, "output", "layer", port.name + (port.variadic ? ":" + std::to_string(i) : "")});
                }
                GraphNode output;
                output.id = "out";
                output.component = "output";
                graph.nodes.push_back(node);
                graph.nodes.push_back(output);
                graph.edges.push_back({"layer", "output", "out", "input"});
                const auto resolved = Parameters::resolve(*info, options[o]);
                try {
                    if (o > 0)
                        static_cast<void>(layer->shape(*resolved, examples[e]));
                } catch (const LayerError&) {
                    continue; // options made for another example
                }
                dump(folder / (info->id + "_" + std::to_string(o) + "_" + std::to_string(e)), graph, inputs, registry);
            }
    }
}

void dumpTemplates(const std::filesystem::path& folder, const Registry& registry)
{
    const auto picture = tensorSpec({{"N", -1}, {"C", 3}, {"H", 20}, {"W", 16}});
    const auto row = tensorSpec({{"N", -1}, {"D", 7}});
    for (const auto* info : registry.list(ComponentKind::Template)) {
        const auto* graphTemplate = registry.get<GraphTemplate>(ComponentKind::Template, info->id);
        const auto parameters = Parameters::resolve(*info, {});
        const std::vector<model::NamedSpecs> cases{{{"image", picture}}, {{"age", row}, {"city", row}}, {{"image", picture}, {"age", row}}};
        for (std::size_t i = 0; i < cases.size(); ++i) {
            const auto graph = graphTemplate->generate(*parameters, {cases[i], {{"label", {{"C", 5}}}, {"price", {{"D", 1}}}}, 100});
            if (graph)
                dump(folder / (info->id + "_template_" + std::to_string(i)), *graph, cases[i], registry);
        }
    }
}

} // namespace

int main(int count, char** arguments)
{
    if (count != 2) {
        std::cerr << "pytorch_code_dump FOLDER\n";
        return 2;
    }
    Registry registry;
    registerBuiltInComponents(registry);
    dumpLayers(arguments[1], registry);
    dumpTemplates(arguments[1], registry);
    return failures == 0 ? 0 : 1;
}
