// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include <torch/torch.h>

#include "engine/components/classification_task.h"

namespace fettle::components {
namespace {

struct NumberTarget {
    std::string head;
    std::string field;
    double offset = 0.0; ///< encoded 0 in the column's unit
    double scale = 1.0;
    double mean = 0.0;   ///< of the training split, in the unit
};

class RegressionInstance final : public TaskInstance {
public:
    explicit RegressionInstance(std::vector<NumberTarget> targets) : m_targets(std::move(targets)) {}

    std::vector<TaskHead> heads() const override
    {
        std::vector<TaskHead> heads;
        for (const auto& target : m_targets)
            heads.push_back({{target.head, {{"D", 1}}}, target.field});
        return heads;
    }
    AnswerForm form(const std::string&) const override { return AnswerForm::Number; }
    torch::Tensor scores(const std::string& head, const torch::Tensor& output) const override
    {
        const auto& target = of(head);
        return output.to(torch::kFloat64).reshape({-1}) * target.scale + target.offset;
    }
    torch::Tensor truth(const std::string& head, const torch::Tensor& encoded) const override { return scores(head, encoded); }
    std::vector<std::string> metrics() const override { return {"rmse", "mae", "r2"}; }
    torch::Tensor baselineScores(const std::string& head, std::int64_t count) const override
    {
        return torch::full({count}, of(head).mean, torch::kFloat64);
    }
    Value prediction(const std::string&, const torch::Tensor& scores) const override
    {
        return ValueMap{{"value", scores.item<double>()}};
    }
    Value state() const override
    {
        ValueList targets;
        for (const auto& target : m_targets)
            targets.push_back(ValueMap{{"head", target.head}, {"field", target.field}, {"offset", target.offset},
                                       {"scale", target.scale}, {"mean", target.mean}});
        return ValueMap{{"targets", targets}};
    }

private:
    const NumberTarget& of(const std::string& head) const
    {
        const auto found = std::ranges::find(m_targets, head, &NumberTarget::head);
        if (found == m_targets.end())
            throw std::logic_error("no head '" + head + "'");
        return *found;
    }
    std::vector<NumberTarget> m_targets;
};

double decoded(const FittedEncoder& encoder, double encoded)
{
    return encoder.decode(torch::full({1}, encoded, torch::kFloat64)).asReal(std::nan(""));
}

} // namespace

Result<std::unique_ptr<TaskInstance>> createRegression(const TaskContext& context)
{
    std::vector<NumberTarget> targets;
    for (const auto& field : context.targetFields) {
        const auto encoder = context.targetEncoders.find(field);
        const auto wrong = [&field] { return makeError("components.task_target", {{"field", field}, {"expected", "number"}}); };
        if (encoder == context.targetEncoders.end() || !encoder->second->classes().empty())
            return wrong();
        // Number encoders are affine for targets: two points give the way back.
        NumberTarget target{headName(targets.size()), field, decoded(*encoder->second, 0.0), 1.0, 0.0};
        target.scale = decoded(*encoder->second, 1.0) - target.offset;
        if (!std::isfinite(target.offset) || !std::isfinite(target.scale))
            return wrong();
        const auto mean = context.targetMeans.find(field);
        target.mean = target.offset + target.scale * (mean == context.targetMeans.end() ? 0.0 : mean->second);
        targets.push_back(target);
    }
    if (targets.empty())
        return makeError("components.task_no_target");
    return std::unique_ptr<TaskInstance>(std::make_unique<RegressionInstance>(std::move(targets)));
}

Result<std::unique_ptr<TaskInstance>> restoreRegression(const Value& state, const TaskContext&)
{
    std::vector<NumberTarget> targets;
    for (const auto& item : state.at("targets").asList()) {
        NumberTarget target{item.at("head").asText(), item.at("field").asText(), item.at("offset").asReal(std::nan("")),
                            item.at("scale").asReal(std::nan("")), item.at("mean").asReal()};
        if (target.head.empty() || !std::isfinite(target.offset) || !std::isfinite(target.scale))
            return makeError("components.task_state");
        targets.push_back(std::move(target));
    }
    if (targets.empty())
        return makeError("components.task_state");
    return std::unique_ptr<TaskInstance>(std::make_unique<RegressionInstance>(std::move(targets)));
}

} // namespace fettle::components
