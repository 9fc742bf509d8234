// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/components/classification_task.h"

namespace fettle::components {
namespace {

class TextClassificationTask final : public Task {
public:
    ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Task;
        info.id = "text_classification";
        info.title = FETTLE_TEXT("Sort texts");
        info.help = FETTLE_TEXT("Learns from texts with one class each, such as messages with their topic, which class a new "
                                "text belongs to.");
        info.suits = {"input:text", "input:table", "target:category", "target:boolean"};
        return info;
    }

    Result<std::unique_ptr<TaskInstance>> create(const Parameters&, const TaskContext& context) const override
    {
        return createClassification(context);
    }
    Result<std::unique_ptr<TaskInstance>> restore(const Parameters&, const Value& state,
                                                  const TaskContext&) const override
    {
        return restoreClassification(state);
    }
    Objective defaultObjective() const override { return objectiveWith("cross_entropy"); }
};

} // namespace
} // namespace fettle::components

FETTLE_COMPONENT(tasks, text_classification, components::TextClassificationTask)
