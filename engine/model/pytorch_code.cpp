// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/pytorch_code.h"

#include <algorithm>
#include <set>

#include <nlohmann/json.hpp>
#include <torch/torch.h>

#include "engine/model/graph_checker.h"
#include "engine/model/layer_checks.h"

namespace fettle::model {
namespace {

bool isPythonName(const std::string& name)
{
    const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
    return !name.empty() && letter(name[0]) &&
           std::ranges::all_of(name, [&](char c) { return letter(c) || (c >= '0' && c <= '9'); });
}

const std::set<std::string>& pythonKeywords()
{
    static const std::set<std::string> words{
        "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del", "elif",
        "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal", "not", "or",
        "pass", "raise", "return", "try", "while", "with", "yield", "self", "torch", "nn"};
    return words;
}

/// Names that torch.nn.Module uses itself.
const std::set<std::string>& moduleNames()
{
    static const std::set<std::string> names{
        "add_module", "apply", "bfloat16", "buffers", "call_super_init", "children", "compile", "cpu", "cuda", "double",
        "dump_patches", "eval", "extra_repr", "float", "forward", "get_buffer", "get_extra_state", "get_parameter",
        "get_submodule", "half", "ipu", "load_state_dict", "modules", "mtia", "named_buffers", "named_children",
        "named_modules", "named_parameters", "parameters", "register_backward_hook", "register_buffer",
        "register_forward_hook", "register_forward_pre_hook", "register_full_backward_hook", "register_module",
        "register_parameter", "requires_grad_", "set_extra_state", "set_submodule", "share_memory", "state_dict", "to",
        "to_empty", "train", "training", "type", "xpu", "zero_grad"};
    return names;
}

std::string quoted(const std::string& text)
{
    return nlohmann::json(text).dump(-1, ' ', true, nlohmann::json::error_handler_t::replace);
}

void replaceAll(std::string& text, const std::string& what, const std::string& with)
{
    for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size()))
        text.replace(at, what.size(), with);
}

class CodeWriter {
public:
    CodeWriter(const NamedSpecs& inputs) : m_inputs(inputs) {}

    Result<std::string> write(const GraphPlan& plan)
    {
        m_variables.resize(plan.nodes.size());
        m_specs.resize(plan.nodes.size());
        std::string arguments;
        m_fieldVariables.resize(m_inputs.size());
        for (std::size_t i = 0; i < m_inputs.size(); ++i)
            if (std::ranges::any_of(plan.nodes, [&](const PlanNode& node) {
                    return node.reachesOutput && std::ranges::find(node.fields, static_cast<int>(i)) != node.fields.end();
                })) {
                m_fieldVariables[i] = newVariable(m_inputs[i].first);
                arguments += ", " + m_fieldVariables[i];
            }
        for (std::size_t i = 0; i < plan.nodes.size(); ++i) {
            if (!plan.nodes[i].reachesOutput)
                continue;
            if (plan.nodes[i].error)
                return *plan.nodes[i].error;
            FETTLE_TRY(writeNode(plan, i));
        }
        std::string code = "import torch\nfrom torch import nn\n\n\n" + m_classes + "class Network(nn.Module):\n    def __init__(self):\n        super().__init__()\n";
        code += m_members + "\n    def forward(self" + arguments + "):\n" + m_body + "        return ";
        if (m_heads.size() == 1)
            return code + m_heads[0].second + "\n";
        std::string heads;
        for (const auto& [name, variable] : m_heads)
            heads += (heads.empty() ? "{" : ", ") + quoted(name) + ": " + variable;
        return code + heads + "}\n";
    }

private:
    std::string newVariable(const std::string& wanted)
    {
        std::string name;
        for (const char c : wanted)
            name += isPythonName(std::string("a") + c) ? c : '_';
        if (name.empty() || !isPythonName(name))
            name.insert(0, "x_");
        if (pythonKeywords().contains(name))
            name += "_";
        const auto base = name;
        for (int number = 2; !m_taken.insert(name).second; ++number)
            name = base + "_" + std::to_string(number);
        return name;
    }

    /// "self.stage1.conv1" for "stage1/conv1"; makes the containers on the way.
    std::string accessor(const std::string& path, std::string& parent, std::string& id)
    {
        parent = "self";
        std::size_t from = 0;
        for (auto slash = path.find('/'); slash != std::string::npos; from = slash + 1, slash = path.find('/', from)) {
            const auto part = path.substr(from, slash - from);
            const auto container = memberOf(parent, part);
            if (m_containers.insert(path.substr(0, slash)).second)
                addMember(parent, part, "nn.Module()");
            parent = container;
        }
        id = path.substr(from);
        return memberOf(parent, id);
    }

    static std::string memberName(const std::string& id) { return moduleNames().contains(id) ? id + "_" : id; }

    static std::string memberOf(const std::string& parent, const std::string& id)
    {
        const auto name = memberName(id);
        return isPythonName(name) && !pythonKeywords().contains(name) ? parent + "." + name : "getattr(" + parent + ", " + quoted(name) + ")";
    }

    void addMember(const std::string& parent, const std::string& id, const std::string& value)
    {
        const auto name = memberName(id);
        if (isPythonName(name) && !pythonKeywords().contains(name))
            m_members += "        " + parent + "." + name + " = " + value + "\n";
        else
            m_members += "        " + parent + ".add_module(" + quoted(name) + ", " + value + ")\n";
    }

    Result<void> writeNode(const GraphPlan& plan, std::size_t index)
    {
        const auto& node = plan.nodes[index];
        std::vector<std::string> arguments;
        std::vector<TensorSpec> specs;
        for (const int field : node.fields) {
            arguments.push_back(m_fieldVariables[static_cast<std::size_t>(field)]);
            specs.push_back(m_inputs[static_cast<std::size_t>(field)].second);
        }
        for (const auto& input : node.inputs) {
            const auto& names = m_variables[static_cast<std::size_t>(input.node)];
            arguments.push_back(names[std::min(static_cast<std::size_t>(input.output), names.size() - 1)]);
            specs.push_back(m_specs[static_cast<std::size_t>(input.node)][static_cast<std::size_t>(input.output)]);
        }
        if (node.role == PlanRole::Input || node.role == PlanRole::Output) {
            m_variables[index] = {arguments[0]};
            m_specs[index] = {specs[0]};
            if (node.role == PlanRole::Output)
                m_heads.emplace_back(node.head, arguments[0]);
            return {};
        }
        auto finding = GraphChecker::examine(*node.layer, node.parameters, specs);
        if (finding.error) {
            finding.error->arguments.insert_or_assign("node", node.path);
            return *finding.error;
        }
        m_specs[index] = std::move(finding.outputs);
        auto path = node.path;
        std::ranges::replace(path, '/', '_');
        const auto variable = newVariable(path);
        m_variables[index] = {variable};
        m_body += "        " + variable + " = " + callOf(node, specs, arguments) + "\n";
        if (m_specs[index].size() > 1) {
            m_variables[index].clear();
            for (std::size_t i = 0; i < m_specs[index].size(); ++i)
                m_variables[index].push_back(variable + "[" + std::to_string(i) + "]");
        }
        return {};
    }

    std::string callOf(const PlanNode& node, const std::vector<TensorSpec>& specs, const std::vector<std::string>& arguments)
    {
        auto code = node.layer->pytorchCode(node.parameters, specs);
        std::string parent;
        std::string id;
        const bool isClass = code.starts_with("class ") || code.starts_with("def ");
        if (isClass) {
            const auto lastLine = code.rfind('\n') + 1;
            if (const auto source = code.substr(0, lastLine); m_classSources.insert(source).second)
                m_classes += source + "\n\n";
            code.erase(0, lastLine);
        }
        if (isClass || code.starts_with("nn.")) {
            constexpr std::string_view kArrow = " => ";
            const auto arrow = code.find(kArrow);
            const auto member = accessor(node.weightsPath, parent, id);
            if (m_written.insert(member).second)
                addMember(parent, id, code.substr(0, arrow));
            if (arrow == std::string::npos)
                return member + "(" + joined(arguments) + ")";
            code.erase(0, arrow + kArrow.size());
            replaceAll(code, "{self}", member);
            return withArguments(std::move(code), arguments);
        }
        if (code.find("{self}") != std::string::npos) {
            const auto member = accessor(node.weightsPath, parent, id);
            if (m_written.insert(member).second) {
                addMember(parent, id, "nn.Module()");
                addParameters(node, specs, member);
            }
            replaceAll(code, "{self}", member);
        }
        return withArguments(std::move(code), arguments);
    }

    static std::string withArguments(std::string code, const std::vector<std::string>& arguments)
    {
        replaceAll(code, "{inputs}", joined(arguments));
        for (std::size_t i = 0; i < arguments.size(); ++i)
            replaceAll(code, "{" + std::to_string(i) + "}", arguments[i]);
        return code;
    }

    void addParameters(const PlanNode& node, const std::vector<TensorSpec>& specs, const std::string& member)
    {
        BuildContext context;
        context.options = torch::TensorOptions(torch::kFloat32).device(torch::kMeta);
        context.initialize = false;
        const auto instance = node.layer->build(node.parameters, specs, context);
        const auto shape = [](const torch::Tensor& tensor) {
            std::string text;
            for (const auto size : tensor.sizes())
                text += (text.empty() ? "" : ", ") + std::to_string(size);
            return text;
        };
        for (const auto& entry : instance->parameters())
            m_members += "        " + member + ".register_parameter(" + quoted(entry.name) + ", nn.Parameter(torch.empty(" + shape(entry.tensor) + ")))\n";
        for (const auto& entry : instance->buffers())
            m_members += "        " + member + ".register_buffer(" + quoted(entry.name) + ", torch.empty(" + shape(entry.tensor) + "))\n";
    }

    const NamedSpecs& m_inputs;
    std::vector<std::string> m_fieldVariables;
    std::vector<std::vector<std::string>> m_variables;
    std::vector<std::vector<TensorSpec>> m_specs;
    std::vector<std::pair<std::string, std::string>> m_heads;
    std::set<std::string> m_taken;
    std::set<std::string> m_containers;
    std::set<std::string> m_written;      ///< members; shared ones are used more than once
    std::set<std::string> m_classSources; ///< the classes that stand before the network, by their source
    std::string m_classes;
    std::string m_members;
    std::string m_body;
};

} // namespace

Result<std::string> pytorchModule(const Graph& graph, const NamedSpecs& inputs, const Registry& registry)
{
    const auto plan = planGraph(graph, inputs, registry);
    if (!plan.problems.empty())
        return plan.problems.front();
    return CodeWriter(inputs).write(plan);
}

} // namespace fettle::model
