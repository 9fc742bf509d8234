// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/components/classification_task.h"

#include <algorithm>
#include <numeric>

#include <torch/torch.h>

namespace fettle::components {
namespace {

constexpr std::size_t kShownScores = 20;

struct ClassTarget {
    std::string head;
    std::string field;
    std::vector<std::string> classes;
    std::vector<std::int64_t> counts; ///< in the training split
};

class ClassificationInstance final : public TaskInstance {
public:
    explicit ClassificationInstance(std::vector<ClassTarget> targets) : m_targets(std::move(targets)) {}

    std::vector<TaskHead> heads() const override
    {
        std::vector<TaskHead> heads;
        for (const auto& target : m_targets)
            heads.push_back({{target.head, {{"C", static_cast<std::int64_t>(target.classes.size())}}}, target.field});
        return heads;
    }

    AnswerForm form(const std::string&) const override { return AnswerForm::Class; }
    torch::Tensor scores(const std::string&, const torch::Tensor& output) const override
    {
        return torch::softmax(output.to(torch::kFloat64), 1);
    }
    torch::Tensor truth(const std::string&, const torch::Tensor& encoded) const override
    {
        return encoded.to(torch::kInt64).reshape({-1});
    }
    std::vector<std::string> metrics() const override
    {
        return {"accuracy", "balanced_accuracy", "precision", "recall", "f1", "roc_auc", "log_loss"};
    }

    torch::Tensor baselineScores(const std::string& head, std::int64_t count) const override
    {
        const auto& target = of(head);
        auto shares = torch::tensor(target.counts, torch::kFloat64);
        return (shares / std::max(1.0, shares.sum().item<double>())).unsqueeze(0).expand({count, -1}).contiguous();
    }

    Value prediction(const std::string& head, const torch::Tensor& scores) const override
    {
        const auto& target = of(head);
        const auto row = scores.to(torch::kFloat64).contiguous();
        const auto* values = row.data_ptr<double>();
        std::vector<std::size_t> order(target.classes.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::ranges::stable_sort(order, [values](std::size_t a, std::size_t b) { return values[a] > values[b]; });
        ValueMap shown;
        for (std::size_t i = 0; i < order.size() && i < kShownScores; ++i)
            shown[target.classes[order[i]]] = values[order[i]];
        return ValueMap{{"value", target.classes[order.front()]}, {"score", values[order.front()]}, {"scores", shown}};
    }

    Value state() const override
    {
        ValueList targets;
        for (const auto& target : m_targets)
            targets.push_back(ValueMap{{"head", target.head}, {"field", target.field},
                                       {"classes", ValueList(target.classes.begin(), target.classes.end())},
                                       {"counts", ValueList(target.counts.begin(), target.counts.end())}});
        return ValueMap{{"targets", targets}};
    }

private:
    const ClassTarget& of(const std::string& head) const
    {
        const auto found = std::ranges::find(m_targets, head, &ClassTarget::head);
        if (found == m_targets.end())
            throw std::logic_error("no head '" + head + "'");
        return *found;
    }
    std::vector<ClassTarget> m_targets;
};

} // namespace

std::string headName(std::size_t index) { return index == 0 ? "output" : "output_" + std::to_string(index + 1); }

Objective objectiveWith(const std::string& loss)
{
    Objective objective;
    objective.loss.component = loss;
    objective.optimizer.component = "adamw";
    objective.schedule.component = "constant";
    return objective;
}

Result<std::unique_ptr<TaskInstance>> createClassification(const TaskContext& context)
{
    std::vector<ClassTarget> targets;
    for (const auto& field : context.targetFields) {
        const auto encoder = context.targetEncoders.find(field);
        auto classes = encoder == context.targetEncoders.end() ? std::vector<std::string>() : encoder->second->classes();
        if (classes.empty())
            return makeError("components.task_target", {{"field", field}, {"expected", "category"}});
        if (classes.size() < 2)
            return makeError("components.task_one_class", {{"field", field}, {"class", classes.front()}});
        ClassTarget target{headName(targets.size()), field, std::move(classes), {}};
        if (const auto counts = context.classCounts.find(field); counts != context.classCounts.end())
            target.counts = counts->second;
        target.counts.resize(target.classes.size());
        targets.push_back(std::move(target));
    }
    if (targets.empty())
        return makeError("components.task_no_target");
    return std::unique_ptr<TaskInstance>(std::make_unique<ClassificationInstance>(std::move(targets)));
}

Result<std::unique_ptr<TaskInstance>> restoreClassification(const Value& state)
{
    std::vector<ClassTarget> targets;
    for (const auto& item : state.at("targets").asList()) {
        ClassTarget target{item.at("head").asText(), item.at("field").asText(), {}, {}};
        for (const auto& name : item.at("classes").asList())
            target.classes.push_back(name.asText());
        for (const auto& count : item.at("counts").asList())
            target.counts.push_back(count.asInteger());
        if (target.head.empty() || target.classes.size() < 2)
            return makeError("components.task_state");
        target.counts.resize(target.classes.size());
        targets.push_back(std::move(target));
    }
    if (targets.empty())
        return makeError("components.task_state");
    return std::unique_ptr<TaskInstance>(std::make_unique<ClassificationInstance>(std::move(targets)));
}

} // namespace fettle::components
