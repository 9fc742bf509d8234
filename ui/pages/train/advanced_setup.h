// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <memory>
#include <vector>

#include <QWidget>

#include "ui/pages/train/train_plan.h"
#include "ui/pages/train/training_options.h"

class QVBoxLayout;

namespace fettle::ui {

class AugmentationPreview;
class Button;
class Card;
class ParameterForm;
class SchedulePreview;
class Section;
class Switch;

/// Every option of a training, in a fold that says how many differ from the recommendation.
class AdvancedSetup : public QWidget {
    Q_OBJECT
public:
    AdvancedSetup(Session& session, TrainPlan& plan, QWidget* parent = nullptr);

    [[nodiscard]] Section& fold() { return *m_fold; }
    [[nodiscard]] ParameterForm& form(TrainingOptionForms::Group group) { return *m_groups[static_cast<std::size_t>(group)].form; }
    [[nodiscard]] SchedulePreview& schedule() { return *m_schedule; }
    [[nodiscard]] AugmentationPreview& augmentation() { return *m_tiles; }
    /// The switch of a transform; null before the catalog came, or for tables.
    [[nodiscard]] Switch* transformSwitch(const std::string& id) const;
    /// The first option that does not fit, for the Ready card; empty: all do.
    [[nodiscard]] QString problem() const;

Q_SIGNALS:
    void problemChanged();

protected:
    void changeEvent(QEvent* event) override;

private:
    struct GroupForm {
        Card* card = nullptr;
        ParameterForm* form = nullptr;
    };
    struct Transform {
        std::string id;
        Switch* on = nullptr;
        ParameterForm* form = nullptr;
    };
    void makeGroups(QVBoxLayout& column);
    [[nodiscard]] bool suitsTask(const ComponentInfo& transform) const;
    void makeTransforms();
    void retranslate();
    void applySizes();
    void catalogChanged();
    void refresh();
    void showTransforms();
    void edited(const std::string& name, const Value& value);
    void setTransform(const std::string& id, bool on);
    void transformEdited(const std::string& id, const std::string& name, const Value& value);
    [[nodiscard]] const Recipe& recommended() const;

    Session& m_session;
    Section* m_fold = nullptr;
    Catalog m_catalog; ///< what suits the task
    std::string m_task;
    std::vector<GroupForm> m_groups;
    SchedulePreview* m_schedule = nullptr;
    Card* m_augmentation = nullptr;
    QVBoxLayout* m_transformColumn = nullptr;
    std::vector<Transform> m_transforms;
    AugmentationPreview* m_tiles = nullptr;
    Button* m_reset = nullptr;
};

} // namespace fettle::ui
