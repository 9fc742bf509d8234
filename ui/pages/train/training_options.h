// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <string>
#include <vector>

#include <QCoreApplication>

#include "engine/client/sentences.h"
#include "engine/contract/catalog.h"
#include "engine/contract/recipe.h"

namespace fettle::ui {

/// The option by which a pretrained model's way to learn is chosen: more than itself may change with it.
inline constexpr const char* kTuningOption = "tuning_method";

/// The training part of a recipe as options of forms: optimizer, schedule and loss with their own options, and the
/// values of TrainingOptions, described like a component so that one form draws both.
class TrainingOptionForms {
    Q_DECLARE_TR_FUNCTIONS(fettle::ui::TrainingOptionForms)
public:
    enum class Group { Learning, Length, Machine };
    static constexpr std::array kGroups{Group::Learning, Group::Length, Group::Machine};

    /// The description of a group in the reader's language. Defaults are what `recommended` has, so that a form says
    /// what differs from the recommendation. `catalog` is the one of the task.
    [[nodiscard]] static ComponentInfo describe(Group group, const Recipe& recommended, const Catalog& catalog);
    /// The same of every group.
    [[nodiscard]] static std::vector<ComponentInfo> describeAll(const Recipe& recommended, const Catalog& catalog);
    [[nodiscard]] static QString title(Group group);
};

/// Every option's value by its name: "optimizer" → {"component": "adamw", "lr": 0.001}, "batch_size" → 64.
[[nodiscard]] ValueMap trainingOptionValues(const Recipe& recipe);
/// Sets one; a name that is no option changes nothing.
void setTrainingOption(Recipe& recipe, const std::string& name, const Value& value);
/// How many options of all groups differ from the recommendation, augmentation counted as one.
[[nodiscard]] int changedTrainingOptions(const Recipe& recipe, const Recipe& recommended);
/// Why an option of the forms is recommended as it is. `part`: of an option that is a component ("lr").
struct OptionReason {
    std::string option; ///< as trainingOptionValues has it; "augmentation"
    std::string part;
    Value value;
    Note reason;
};
[[nodiscard]] std::vector<OptionReason> optionReasons(const std::vector<RecommendedOption>& options);
/// What the reason is about, in the reader's language. `forms`: describeAll() of the recipe.
[[nodiscard]] QString titleOf(const OptionReason& reason, const std::vector<ComponentInfo>& forms, const Catalog& catalog,
                              const client::Sentences& sentences);
/// Whether a recipe has what the reason is for. `values`: its trainingOptionValues().
[[nodiscard]] bool holds(const OptionReason& reason, const Recipe& recipe, const ValueMap& values);
/// What a form may offer for this task: losses and metrics of other kinds of targets are left out.
[[nodiscard]] Catalog catalogForTask(const Catalog& catalog, const std::string& task);

} // namespace fettle::ui
