// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/train/simple_setup.h"

#include <array>
#include <cmath>

#include <QAbstractButton>
#include <QButtonGroup>
#include <QComboBox>
#include <QEvent>
#include <QSpinBox>
#include <QVBoxLayout>

#include "ui/pages/train/training_options.h"
#include "ui/pages/train/training_options.h"
#include "ui/plots/plot_curve.h"
#include "ui/plots/run_words.h"
#include "ui/session/thoroughness.h"
#include "ui/theme/theme.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/key_value_list.h"
#include "ui/widgets/section.h"
#include "ui/widgets/segmented_control.h"

namespace fettle::ui {
namespace {

constexpr std::array kAllLengths{Thoroughness::Quick, Thoroughness::Balanced, Thoroughness::Thorough};
constexpr int kMostMinutes = 100'000;

/// None for −1: a group of buttons that exclude each other does not let go of its last one by itself.
void chooseSegment(SegmentedControl& control, int index)
{
    if (index >= 0) {
        control.setCurrentIndex(index);
        return;
    }
    for (auto* button : control.findChildren<QAbstractButton*>()) {
        auto* group = button->group();
        if (!button->isChecked() || !group)
            continue;
        const QSignalBlocker quiet(group);
        group->setExclusive(false);
        button->setChecked(false);
        group->setExclusive(true);
    }
}

} // namespace

SimpleSetup::SimpleSetup(Session& session, TrainPlan& plan, QWidget* parent)
    : Card(parent), m_session(session), m_plan(plan), m_thorough(new SegmentedControl), m_limit(new QSpinBox),
      m_device(new QComboBox), m_thoroughField(new FormField(m_thorough)), m_limitField(new FormField(m_limit)),
      m_deviceField(new FormField(m_device)), m_why(new Section(QStringLiteral("train.why"))), m_reasons(new KeyValueList)
{
    for (std::size_t i = 0; i < kAllLengths.size(); ++i)
        m_thorough->addSegment(QString());
    m_thorough->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_limit->setRange(0, kMostMinutes);
    for (const char* id : {"auto", "cpu", "cuda"})
        m_device->addItem(QString(), QLatin1String(id));
    for (auto* field : {m_thoroughField, m_limitField, m_deviceField}) {
        field->setFullWidth(false);
        content()->addWidget(field);
    }
    m_why->content()->addWidget(m_reasons);
    content()->addWidget(m_why);
    connect(m_thorough, &SegmentedControl::currentChanged, this, [this](int index) {
        const auto* recommendation = m_session.adviceForDraft();
        if (!recommendation)
            return;
        m_session.draft().edit(tr("Change how thorough the training is"), [&](Recipe& recipe) {
            setThoroughness(recipe, recommendation->recipe, kAllLengths[static_cast<std::size_t>(index)]);
        });
    });
    connect(m_limit, &QSpinBox::valueChanged, this, [this](int minutes) {
        m_session.draft().edit(tr("Change the time limit"), [minutes](Recipe& recipe) { recipe.training.maxMinutes = minutes; },
                               QStringLiteral("train.max_minutes"));
    });
    connect(m_device, &QComboBox::activated, this, [this](int index) {
        const auto device = m_device->itemData(index).toString().toStdString();
        m_session.draft().edit(tr("Change the device"), [&](Recipe& recipe) { recipe.training.device = device; });
    });
    connect(&plan, &TrainPlan::changed, this, &SimpleSetup::refresh);
    connect(&session, &Session::recommendationChanged, this, &SimpleSetup::refresh);
    connect(&session.draft(), &RecipeDraft::changed, this, &SimpleSetup::refresh);
    retranslate();
}

void SimpleSetup::refresh()
{
    const auto& recipe = m_session.draft().recipe();
    const auto* recommendation = m_session.adviceForDraft();
    const std::array names{tr("Quick"), tr("Balanced"), tr("Thorough")};
    const auto chosen = recommendation ? thoroughnessOf(recipe, recommendation->recipe) : std::nullopt;
    // The plan knows the minutes of the present length; the others are in proportion to it.
    const double present = recipe.training.epochs;
    for (std::size_t i = 0; i < kAllLengths.size(); ++i) {
        QString time;
        if (recommendation && present > 0.0) {
            Recipe other = recipe;
            setThoroughness(other, recommendation->recipe, kAllLengths[i]);
            if (const auto minutes = m_plan.minutes(other.training.epochs / present))
                time = RunWords::estimate(m_session, *minutes * 60.0);
        }
        m_thorough->setSegmentText(static_cast<int>(i), names[i]);
        m_thorough->setSegmentDetail(static_cast<int>(i), time);
        m_thorough->setSegmentEnabled(static_cast<int>(i), recommendation != nullptr);
    }
    chooseSegment(*m_thorough, chosen ? static_cast<int>(*chosen) : -1);
    const QString epochs = formatValue(recipe.training.epochs, ValueForm::Number);
    m_thoroughField->setHelp(recipe.training.steps > 0 ? tr("Your own: %1 steps.").arg(formatStep(static_cast<double>(recipe.training.steps)))
                             : recipe.training.earlyStopping.enabled
                                 ? tr("Every example is seen %1 times at most; it stops earlier when it gets no better.").arg(epochs)
                                 : tr("Every example is seen %1 times.").arg(epochs));
    {
        const QSignalBlocker quiet(m_limit);
        const int minutes = static_cast<int>(std::lround(recipe.training.maxMinutes));
        if (m_limit->value() != minutes)
            m_limit->setValue(minutes);
    }
    const auto device = QString::fromStdString(recipe.training.device.starts_with("cuda") ? "cuda" : recipe.training.device);
    m_device->setCurrentIndex(std::max(0, m_device->findData(device)));
    m_deviceField->setHelp(deviceSentence());
    showReasons();
}

void SimpleSetup::showReasons()
{
    QStringList told;
    if (const auto* advice = m_session.adviceForDraft()) {
        const auto& recipe = m_session.draft().recipe();
        const auto values = trainingOptionValues(recipe);
        const auto forms = TrainingOptionForms::describeAll(recipe, m_session.catalog());
        for (const auto& reason : optionReasons(advice->options))
            // What somebody set otherwise has no reason but that.
            if (holds(reason, recipe, values))
                told << titleOf(reason, forms, m_session.catalog(), m_session.sentences())
                     << QString::fromStdString(m_session.sentences().sentence(reason.reason));
    }
    m_why->setVisible(!told.isEmpty());
    if (told == m_told)
        return;
    m_told = told;
    m_reasons->clear();
    for (qsizetype i = 0; i < told.size(); i += 2)
        m_reasons->addRow(told[i], told[i + 1]);
}

QString SimpleSetup::deviceSentence() const
{
    const auto& machine = m_plan.machine();
    if (machine.gpuReason.empty())
        return {};
    const auto wanted = m_session.draft().recipe().training.threads;
    const int threads = static_cast<int>(wanted > 0 ? wanted : machine.threads);
    if (machine.gpuReason == "usable")
        return tr("GPU: %1.").arg(QString::fromStdString(machine.gpuName));
    const QString cpu = tr("CPU, %n threads.", nullptr, threads);
    const QString why = machine.gpuReason == "no_gpu"        ? tr("This computer has no NVIDIA GPU.")
                        : machine.gpuReason == "no_driver"     ? tr("The GPU has no driver.")
                        : machine.gpuReason == "no_permission" ? tr("The GPU cannot be used by this user.")
                                                               : tr("This version of Fettle computes on the CPU.");
    return tr("%1 %2", "sentence, sentence").arg(cpu, why);
}

void SimpleSetup::retranslate()
{
    setTitle(tr("Training"));
    m_why->setTitle(tr("Why these settings"));
    m_thoroughField->setLabel(tr("How thorough"));
    m_limitField->setLabel(tr("Stop after"));
    m_limitField->setHelp(tr("What it has learned by then is kept."));
    m_limit->setSpecialValueText(tr("No limit"));
    m_limit->setSuffix(tr(" min", "minutes, after a number"));
    m_deviceField->setLabel(tr("Device"));
    m_device->setItemText(0, tr("The best there is"));
    m_device->setItemText(1, tr("CPU"));
    m_device->setItemText(2, tr("GPU"));
    refresh();
}

void SimpleSetup::changeEvent(QEvent* event)
{
    Card::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace fettle::ui
