// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/train/advanced_setup.h"

#include <algorithm>

#include <QEvent>
#include <QVBoxLayout>

#include "ui/forms/parameter_form.h"
#include "ui/pages/train/augmentation_preview.h"
#include "ui/pages/train/schedule_preview.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/section.h"
#include "ui/widgets/switch.h"

namespace fettle::ui {
namespace {

using Group = TrainingOptionForms::Group;

} // namespace

AdvancedSetup::AdvancedSetup(Session& session, TrainPlan& plan, QWidget* parent)
    : QWidget(parent), m_session(session), m_fold(new Section(QStringLiteral("train.advanced"), this)),
      m_schedule(new SchedulePreview(session, plan)), m_augmentation(new Card),
      m_transformColumn(new QVBoxLayout), m_tiles(new AugmentationPreview(session)), m_reset(new Button(ButtonKind::Quiet))
{
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_fold);
    makeGroups(*m_fold->content());
    m_augmentation->content()->addLayout(m_transformColumn);
    m_augmentation->content()->addWidget(m_tiles);
    m_fold->content()->addWidget(m_augmentation);
    m_fold->content()->addWidget(m_reset, 0, Qt::AlignLeft);
    connect(m_reset, &QAbstractButton::clicked, this, [this] {
        m_session.draft().edit(tr("Take the recommended options"), [this](Recipe& recipe) {
            const auto& wanted = recommended();
            recipe.objectives = wanted.objectives;
            recipe.sampler = wanted.sampler;
            recipe.augmentation = wanted.augmentation;
            recipe.training = wanted.training;
        });
    });
    connect(m_fold, &Section::toggled, this, &AdvancedSetup::refresh);
    connect(&session, &Session::catalogChanged, this, &AdvancedSetup::catalogChanged);
    connect(&session, &Session::recommendationChanged, this, &AdvancedSetup::refresh);
    connect(&session.draft(), &RecipeDraft::changed, this, &AdvancedSetup::refresh);
    applySizes();
    retranslate();
    catalogChanged();
}

void AdvancedSetup::makeGroups(QVBoxLayout& column)
{
    for (const auto group : TrainingOptionForms::kGroups) {
        GroupForm made{new Card, new ParameterForm(m_session.sentences(), m_catalog)};
        made.card->content()->addWidget(made.form);
        column.addWidget(made.card);
        if (group == Group::Learning)
            made.card->content()->addWidget(m_schedule);
        connect(made.form, &ParameterForm::valueEdited, this, &AdvancedSetup::edited);
        connect(made.form, &ParameterForm::stateChanged, this, &AdvancedSetup::problemChanged);
        m_groups.push_back(made);
    }
}

const Recipe& AdvancedSetup::recommended() const
{
    const auto* advice = m_session.adviceForDraft();
    return advice ? advice->recipe : m_session.draft().recipe();
}

void AdvancedSetup::catalogChanged()
{
    m_task = m_session.draft().recipe().task.component;
    m_catalog = catalogForTask(m_session.catalog(), m_task);
    // Forms keep what they read of the old one.
    for (const auto& group : m_groups)
        group.form->clear();
    makeTransforms();
    refresh();
}

bool AdvancedSetup::suitsTask(const ComponentInfo& transform) const
{
    const auto* task = m_catalog.find(ComponentKind::Task, m_session.draft().recipe().task.component);
    return task && std::ranges::any_of(transform.suits, [task](const std::string& form) {
        return std::ranges::find(task->suits, "input:" + form) != task->suits.end();
    });
}

void AdvancedSetup::makeTransforms()
{
    for (const auto& transform : m_transforms) {
        delete transform.on;
        delete transform.form;
    }
    m_transforms.clear();
    for (const auto& info : m_catalog.components) {
        if (info.kind != ComponentKind::Transform || !suitsTask(info))
            continue;
        Transform made{info.id, new Switch, new ParameterForm(m_session.sentences(), m_catalog)};
        made.on->setText(QString::fromStdString(m_session.sentences().catalog(info.title)));
        m_transformColumn->addWidget(made.on);
        m_transformColumn->addWidget(made.form);
        connect(made.on, &QAbstractButton::clicked, this, [this, id = info.id](bool on) { setTransform(id, on); });
        connect(made.form, &ParameterForm::valueEdited, this, [this, id = info.id](const std::string& name, const Value& value) {
            transformEdited(id, name, value);
        });
        connect(made.form, &ParameterForm::stateChanged, this, &AdvancedSetup::problemChanged);
        m_transforms.push_back(std::move(made));
    }
}

Switch* AdvancedSetup::transformSwitch(const std::string& id) const
{
    const auto found = std::ranges::find(m_transforms, id, &Transform::id);
    return found == m_transforms.end() ? nullptr : found->on;
}

QString AdvancedSetup::problem() const
{
    for (const auto& group : m_groups)
        if (!group.form->state().isReady())
            return group.form->state().reason;
    for (const auto& transform : m_transforms)
        if (transform.on->isChecked() && !transform.form->state().isReady())
            return transform.form->state().reason;
    return {};
}

void AdvancedSetup::refresh()
{
    const auto& recipe = m_session.draft().recipe();
    const auto* advice = m_session.adviceForDraft();
    const int changed = advice ? changedTrainingOptions(recipe, advice->recipe) : 0;
    m_fold->setNote(changed > 0 ? tr("%n changed from default", nullptr, changed) : QString());
    m_reset->setVisible(changed > 0);
    if (!m_fold->isOpen() || m_session.catalog().components.empty())
        return;
    if (recipe.task.component != m_task) {
        catalogChanged();
        return;
    }
    const auto values = trainingOptionValues(recipe);
    const auto reasons = advice ? optionReasons(advice->options) : std::vector<OptionReason>();
    for (std::size_t i = 0; i < m_groups.size(); ++i) {
        auto form = TrainingOptionForms::describe(TrainingOptionForms::kGroups[i], recommended(), m_catalog);
        for (const auto& reason : reasons)
            ParameterForm::addReason(form, reason.option, reason.reason, m_session.sentences());
        m_groups[i].form->setComponent(form, values);
    }
    showTransforms();
}

void AdvancedSetup::showTransforms()
{
    const auto& recipe = m_session.draft().recipe();
    m_augmentation->setVisible(!m_transforms.empty());
    m_tiles->setVisible(recipe.task.component.starts_with("image"));
    for (const auto& transform : m_transforms) {
        const auto* info = m_catalog.find(ComponentKind::Transform, transform.id);
        const auto used = std::ranges::find(recipe.augmentation, transform.id, &ComponentRef::component);
        const bool on = used != recipe.augmentation.end();
        transform.on->setChecked(on);
        if (info)
            transform.on->setToolTip(QString::fromStdString(m_session.sentences().catalog(info->help)));
        transform.form->setVisible(on);
        if (info && on)
            transform.form->setComponent(*info, used->parameters);
    }
}

void AdvancedSetup::edited(const std::string& name, const Value& value)
{
    if (name == kTuningOption)
        return m_session.useTuning(fromText<TuningMethod>(value.asText()).value_or(TuningMethod::Auto));
    QString title = QString::fromStdString(name);
    for (const auto& group : m_groups)
        for (const auto& info : group.form->component().parameters)
            if (info.name == name)
                title = QString::fromStdString(info.title);
    // Taken out means the default again, which here is the recommendation.
    const Value wanted = value.isNull() ? trainingOptionValues(recommended())[name] : value;
    m_session.draft().edit(tr("Change “%1”").arg(title), [&](Recipe& recipe) { setTrainingOption(recipe, name, wanted); },
                           QStringLiteral("train.") + QString::fromStdString(name));
}

void AdvancedSetup::setTransform(const std::string& id, bool on)
{
    const auto* info = m_catalog.find(ComponentKind::Transform, id);
    const QString title = QString::fromStdString(info ? m_session.sentences().catalog(info->title) : id);
    m_session.draft().edit(on ? tr("Switch “%1” on").arg(title) : tr("Switch “%1” off").arg(title), [&](Recipe& recipe) {
        std::erase_if(recipe.augmentation, [&](const ComponentRef& ref) { return ref.component == id; });
        if (on)
            recipe.augmentation.push_back({id, {}});
    });
}

void AdvancedSetup::transformEdited(const std::string& id, const std::string& name, const Value& value)
{
    m_session.draft().edit(tr("Change the augmentation"), [&](Recipe& recipe) {
        for (auto& ref : recipe.augmentation)
            if (ref.component == id) {
                if (value.isNull())
                    ref.parameters.erase(name);
                else
                    ref.parameters.insert_or_assign(name, value);
            }
    }, QStringLiteral("train.augmentation.") + QString::fromStdString(id + "." + name));
}

void AdvancedSetup::retranslate()
{
    m_fold->setTitle(tr("Advanced"));
    for (std::size_t i = 0; i < m_groups.size(); ++i)
        m_groups[i].card->setTitle(TrainingOptionForms::title(TrainingOptionForms::kGroups[i]));
    m_augmentation->setTitle(tr("Augmentation"));
    m_augmentation->setSubtitle(tr("Pictures are changed a little in every epoch, so that the model learns what does not matter."));
    m_reset->setText(tr("Take the recommended options"));
    for (const auto& transform : m_transforms)
        if (const auto* info = m_catalog.find(ComponentKind::Transform, transform.id))
            transform.on->setText(QString::fromStdString(m_session.sentences().catalog(info->title)));
    refresh();
}

void AdvancedSetup::applySizes()
{
    const auto& theme = themeOf(this);
    m_fold->content()->setSpacing(theme.space(3));
    m_transformColumn->setSpacing(theme.space(2));
}

void AdvancedSetup::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::StyleChange)
        applySizes();
}

} // namespace fettle::ui
