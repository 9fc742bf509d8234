// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <numeric>

#include <torch/torch.h>

#include "engine/components/classification_task.h"

namespace fettle::components {
namespace {

struct LabelTarget {
    std::string head;
    std::string field;
    std::vector<std::string> classes;
    std::vector<double> shares;     ///< of the training rows, by label
    std::vector<double> thresholds; ///< from which score on a row has the label
};

/// Each label a question of its own. The thresholds are 0.5 until training has chosen better ones on the validation part:
/// it writes them into the state, under "thresholds" by head.
class MultiLabelInstance final : public TaskInstance {
public:
    explicit MultiLabelInstance(std::vector<LabelTarget> targets) : m_targets(std::move(targets)) {}

    std::vector<TaskHead> heads() const override
    {
        std::vector<TaskHead> heads;
        for (const auto& target : m_targets)
            heads.push_back({{target.head, {{"C", static_cast<std::int64_t>(target.classes.size())}}}, target.field});
        return heads;
    }
    AnswerForm form(const std::string&) const override { return AnswerForm::Labels; }
    torch::Tensor scores(const std::string&, const torch::Tensor& output) const override
    {
        return torch::sigmoid(output.to(torch::kFloat64));
    }
    torch::Tensor truth(const std::string&, const torch::Tensor& encoded) const override { return encoded; }
    torch::Tensor thresholds(const std::string& head) const override { return torch::tensor(of(head).thresholds, torch::kFloat64); }
    /// The first needs no thresholds, so that it tells epochs apart before these are chosen.
    std::vector<std::string> metrics() const override { return {"average_precision", "f1_micro", "f1_macro", "subset_accuracy"}; }

    /// Somebody who gives every row the most frequent label, and others as their shares are.
    torch::Tensor baselineScores(const std::string& head, std::int64_t count) const override
    {
        auto shares = of(head).shares;
        *std::ranges::max_element(shares) = 1.0;
        return torch::tensor(shares, torch::kFloat64).unsqueeze(0).expand({count, -1}).contiguous();
    }

    Value prediction(const std::string& head, const torch::Tensor& scores) const override
    {
        const auto& target = of(head);
        const auto row = scores.to(torch::kFloat64).contiguous();
        const auto* values = row.const_data_ptr<double>();
        std::vector<std::size_t> order(target.classes.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::ranges::stable_sort(order, [values](std::size_t a, std::size_t b) { return values[a] > values[b]; });
        ValueList labels;
        ValueMap shown;
        double leastSure = 1.0;
        for (const auto i : order) {
            const bool given = values[i] >= target.thresholds[i];
            if (given)
                labels.emplace_back(target.classes[i]);
            leastSure = std::min(leastSure, given ? values[i] : 1.0 - values[i]);
            shown[target.classes[i]] = values[i];
        }
        return ValueMap{{"value", std::move(labels)}, {"score", leastSure}, {"scores", std::move(shown)}};
    }

    Value state() const override
    {
        ValueList targets;
        ValueMap thresholds;
        for (const auto& target : m_targets) {
            targets.push_back(ValueMap{{"head", target.head}, {"field", target.field},
                                       {"classes", ValueList(target.classes.begin(), target.classes.end())},
                                       {"shares", ValueList(target.shares.begin(), target.shares.end())}});
            thresholds[target.head] = ValueList(target.thresholds.begin(), target.thresholds.end());
        }
        return ValueMap{{"targets", targets}, {"thresholds", thresholds}};
    }

private:
    const LabelTarget& of(const std::string& head) const
    {
        const auto found = std::ranges::find(m_targets, head, &LabelTarget::head);
        if (found == m_targets.end())
            throw std::logic_error("no head '" + head + "'");
        return *found;
    }
    std::vector<LabelTarget> m_targets;
};

class MultiLabelClassificationTask final : public Task {
public:
    ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Task;
        info.id = "multi_label_classification";
        info.title = FETTLE_TEXT("Give several labels");
        info.help = FETTLE_TEXT("Learns from rows that have any number of labels, such as messages with all their topics, which labels "
                                "a new one has.");
        info.suits = {"input:text", "input:image", "input:table", "target:tags"};
        info.keywords = {"multi-label", "tags", "tagging"};
        return info;
    }

    Result<std::unique_ptr<TaskInstance>> create(const Parameters&, const TaskContext& context) const override
    {
        std::vector<LabelTarget> targets;
        for (const auto& field : context.targetFields) {
            const auto encoder = context.targetEncoders.find(field);
            auto classes = encoder == context.targetEncoders.end() ? std::vector<std::string>() : encoder->second->classes();
            const auto counts = context.classCounts.find(field);
            const auto mean = context.targetMeans.find(field);
            if (classes.empty() || mean == context.targetMeans.end())
                return makeError("components.task_target", {{"field", field}, {"expected", "tags"}});
            LabelTarget target{headName(targets.size()), field, std::move(classes), {}, {}};
            target.shares.assign(target.classes.size(), 0.0);
            target.thresholds.assign(target.classes.size(), 0.5);
            if (counts != context.classCounts.end() && counts->second.size() == target.classes.size() && mean->second > 0.0) {
                // The mean is over all labels of all rows.
                const auto all = static_cast<double>(std::accumulate(counts->second.begin(), counts->second.end(), std::int64_t{0}));
                const double rows = all / (mean->second * static_cast<double>(target.classes.size()));
                for (std::size_t i = 0; i < target.shares.size(); ++i)
                    target.shares[i] = static_cast<double>(counts->second[i]) / rows;
            }
            targets.push_back(std::move(target));
        }
        if (targets.empty())
            return makeError("components.task_no_target");
        return std::unique_ptr<TaskInstance>(std::make_unique<MultiLabelInstance>(std::move(targets)));
    }

    Result<std::unique_ptr<TaskInstance>> restore(const Parameters&, const Value& state, const TaskContext&) const override
    {
        std::vector<LabelTarget> targets;
        for (const auto& item : state.at("targets").asList()) {
            LabelTarget target{item.at("head").asText(), item.at("field").asText(), {}, {}, {}};
            for (const auto& name : item.at("classes").asList())
                target.classes.push_back(name.asText());
            for (const auto& share : item.at("shares").asList())
                target.shares.push_back(share.asReal());
            for (const auto& threshold : state.at("thresholds").at(target.head).asList())
                target.thresholds.push_back(threshold.asReal());
            if (target.head.empty() || target.classes.empty() || target.thresholds.size() != target.classes.size()
                || target.shares.size() != target.classes.size())
                return makeError("components.task_state");
            targets.push_back(std::move(target));
        }
        if (targets.empty())
            return makeError("components.task_state");
        return std::unique_ptr<TaskInstance>(std::make_unique<MultiLabelInstance>(std::move(targets)));
    }
    Objective defaultObjective() const override { return objectiveWith("binary_cross_entropy"); }
};

} // namespace
} // namespace fettle::components

FETTLE_COMPONENT(tasks, multi_label_classification, components::MultiLabelClassificationTask)
