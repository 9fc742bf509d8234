// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/components/classification_task.h"

namespace fettle::components {
namespace {

class TabularRegressionTask final : public Task {
public:
    ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Task;
        info.id = "tabular_regression";
        info.title = FETTLE_TEXT("Predict a number from columns");
        info.help = FETTLE_TEXT("Learns from the rows of a table which number a column has, given the other columns.");
        info.suits = {"input:table", "target:number"};
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

FETTLE_COMPONENT(tasks, tabular_regression, components::TabularRegressionTask)
