// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/selftest.h"

#include <cmath>
#include <ostream>

#include <nlohmann/json.hpp>
#include <torch/torch.h>

#include "engine/component_api/graph_template.h"
#include "engine/component_api/initializer.h"
#include "engine/model/graph_checker.h"
#include "engine/model/selftest_layers.h"

namespace fettle::model {
namespace {

void testDescription(const ComponentInfo& info, const ReportFailure& fail)
{
    const auto sentence = [&](const std::string& text, const std::string& what) {
        if (text.empty())
            fail(what + " is missing");
        else if (!text.ends_with('.') && !text.ends_with("…"))
            fail(what + " is not a sentence: " + text);
    };
    const auto word = [&](const std::string& text, const std::string& what) {
        if (text.empty())
            fail(what + " is missing");
    };
    word(info.title, "the title");
    sentence(info.help, "the help");
    if (info.version < 1)
        fail("its version is below 1");
    if (info.kind == ComponentKind::Layer && info.category == NodeCategory::None)
        fail("it has no category");
    for (const auto& ports : {info.inputs, info.outputs})
        for (const auto& port : ports)
            word(port.help, "the help of the port " + port.name);
    for (const auto& parameter : info.parameters) {
        const auto name = "of the option " + parameter.name;
        word(parameter.title, "the title " + name);
        sentence(parameter.help, "the help " + name);
        sentence(parameter.whenToChange, "the sentence on when to change " + name);
        for (const auto& choice : parameter.choices)
            word(choice.title, "the title of the choice " + choice.value);
    }
    const auto back = fromJson<ComponentInfo>(toJson(info));
    if (!back || !(*back == info))
        fail("its description does not survive JSON");
    const auto defaults = Parameters::resolve(info, {});
    if (!defaults)
        return fail("its defaults are refused: " + toLogLine(defaults.error()));
    const auto again = Parameters::resolve(info, valueFromJson(toJson(defaults->values())).asMap());
    if (!again || again->values() != defaults->values())
        fail("its options do not survive JSON");
}

void testInitializer(const Initializer& initializer, const ComponentInfo& info, const ReportFailure& fail)
{
    const auto parameters = Parameters::resolve(info, {});
    if (!parameters)
        return;
    for (const auto& sizes : {std::vector<std::int64_t>{6, 5}, std::vector<std::int64_t>{4, 9}, std::vector<std::int64_t>{4, 3, 2, 2}}) {
        const auto fill = [&] {
            auto weight = torch::full(sizes, std::nan(""), torch::kFloat32);
            torch::manual_seed(5);
            initializer.initialize(weight, *parameters);
            return weight;
        };
        try {
            const auto weight = fill();
            if (!torch::isfinite(weight).all().item<bool>())
                fail("it leaves numbers that are not finite");
            if (weight.sizes() != torch::IntArrayRef(sizes))
                fail("it changes the shape");
            if (!torch::equal(weight, fill()))
                fail("equal seeds give different weights");
        } catch (const std::exception& error) {
            fail(error.what());
        }
    }
}

TensorSpec picture(std::int64_t channels, std::int64_t height, std::int64_t width)
{
    return tensorSpec({{"N", -1}, {"C", channels}, {"H", height}, {"W", width}});
}

TensorSpec tokens(std::int64_t count)
{
    auto spec = tensorSpec({{"N", -1}, {"T", -1}}, DType::Int64);
    spec.indexCount = count;
    return spec;
}

void testTemplate(const GraphTemplate& graphTemplate, const ComponentInfo& info, const Registry& registry, const ReportFailure& fail)
{
    const auto suits = [&info](const char* what) { return std::ranges::find(info.suits, what) != info.suits.end(); };
    const auto parameters = Parameters::resolve(info, {});
    if (!parameters)
        return;
    const TensorSpec row1 = tensorSpec({{"N", -1}, {"D", 1}});
    const TensorSpec row7 = tensorSpec({{"N", -1}, {"D", 7}});
    const HeadSpec classes{"label", {{"C", 10}}};
    const HeadSpec number{"price", {{"D", 1}}};
    struct Case {
        TemplateContext context;
        bool fits;
    };
    const std::vector<Case> cases{
        {{{{"image", picture(1, 28, 28)}}, {classes}, 1000}, suits("image")},
        {{{{"image", picture(3, 32, 32)}}, {classes}, 1000}, suits("image")},
        {{{{"image", picture(3, 17, 5)}}, {number}, 1000}, suits("image")},
        {{{{"image", picture(3, 224, 224)}}, {classes}, 1000}, suits("image")},
        {{{{"image", picture(1, 1, 1)}}, {classes}, 10}, suits("image")},
        {{{{"image", picture(3, 32, 32)}, {"age", row1}}, {classes, number}, 1000}, suits("image")},
        {{{{"age", row1}, {"city", row7}}, {classes}, 1000}, suits("table")},
        {{{{"age", row1}}, {number}, 5}, suits("table")},
        {{{{"message", tokens(500)}}, {classes}, 1000}, suits("text")},
        {{{{"title", tokens(500)}, {"body", tokens(500)}, {"age", row1}}, {number}, 1000}, suits("text")}};
    GraphChecker checker(registry);
    for (std::size_t i = 0; i < cases.size(); ++i) {
        const auto name = "case " + std::to_string(i) + ": ";
        const auto graph = graphTemplate.generate(*parameters, cases[i].context);
        if (!graph) {
            if (cases[i].fits)
                fail(name + toLogLine(graph.error()));
            else if (graph.error().code != "components.template_inputs")
                fail(name + "it refuses the inputs with " + toLogLine(graph.error()));
            continue;
        }
        const auto report = checker.check(*graph, cases[i].context.inputs, cases[i].context.heads);
        for (const auto& problem : report.problems)
            fail(name + toLogLine(problem));
        for (const auto& node : report.nodes)
            if (node.error)
                fail(name + node.node + ": " + toLogLine(*node.error));
        for (const auto& node : graph->nodes)
            if (std::fmod(node.x, 24) != 0 || std::fmod(node.y, 24) != 0)
                fail(name + node.id + " does not stand on the grid");
        if (const auto back = fromJson<Graph>(toJson(*graph)); !back || !(*back == *graph))
            fail(name + "the graph does not survive JSON");
    }
}

} // namespace

int runComponentContractTests(const Registry& registry, std::ostream& out)
{
    int failures = 0;
    int components = 0;
    constexpr ComponentKind kKinds[] = {
        ComponentKind::Importer, ComponentKind::Sample, ComponentKind::Encoder, ComponentKind::Tokenizer, ComponentKind::Sampler,
        ComponentKind::Collator, ComponentKind::Transform, ComponentKind::Layer, ComponentKind::Initializer, ComponentKind::Template,
        ComponentKind::Task, ComponentKind::Loss, ComponentKind::Optimizer, ComponentKind::Schedule, ComponentKind::Metric,
        ComponentKind::Decoder, ComponentKind::Exporter};
    for (const auto kind : kKinds) {
        for (const auto* info : registry.list(kind)) {
            const int before = failures;
            const std::string name = std::string(toText(kind)) + " " + info->id;
            const ReportFailure fail = [&](const std::string& what) {
                ++failures;
                out << "FAILED " << name << ": " << what << "\n";
            };
            testDescription(*info, fail);
            if (const auto* layer = registry.get<Layer>(kind, info->id))
                testLayerContract(*layer, *info, fail);
            if (const auto* initializer = registry.get<Initializer>(kind, info->id))
                testInitializer(*initializer, *info, fail);
            if (const auto* graphTemplate = registry.get<GraphTemplate>(kind, info->id))
                testTemplate(*graphTemplate, *info, registry, fail);
            ++components;
            if (failures == before)
                out << "ok " << name << "\n";
        }
    }
    out << components << " components, " << failures << " failures\n";
    return failures;
}

} // namespace fettle::model
