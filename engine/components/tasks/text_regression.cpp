// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/components/classification_task.h"

namespace fettle::components {
namespace {

class TextRegressionTask final : public Task {
public:
    ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Task;
        info.id = "text_regression";
        info.title = FETTLE_TEXT("Estimate a number from texts");
        info.help = FETTLE_TEXT("Learns from texts with a number each, such as reviews with their stars, to estimate the "
                                "number of a new text.");
        info.suits = {"input:text", "input:table", "target:number"};
        return info;
    }

    Result<std::unique_ptr<TaskInstance>> create(const Parameters&, const TaskContext& context) const override
    {
        return createRegression(context);
    }
    Result<std::unique_ptr<TaskInstance>> restore(const Parameters&, const Value& state,
                                                  const TaskContext& context) const override
    {
        return restoreRegression(state, context);
    }
    Objective defaultObjective() const override { return objectiveWith("mse"); }
};

} // namespace
} // namespace fettle::components

FETTLE_COMPONENT(tasks, text_regression, components::TextRegressionTask)
