// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/settings/training_section.h"

#include <QSignalBlocker>
#include <QSpinBox>
#include <QVBoxLayout>

#include "ui/widgets/form_field.h"
#include "ui/widgets/switch.h"
#include "ui/widgets/text_label.h"

namespace fettle::ui {
namespace {

/// From so many cores on one is left free (engine/service/job_preparation.cpp decides).
constexpr int kCoresWithOneFree = 4;

} // namespace

TrainingSection::TrainingSection(Settings& settings, QWidget* parent)
    : SettingsSection(parent), m_settings(settings), m_threads(new QSpinBox), m_checkpoint(new QSpinBox),
      m_keepAwake(new Switch), m_notify(new Switch), m_threadsField(new FormField(m_threads)),
      m_checkpointField(new FormField(m_checkpoint))
{
    column().addWidget(m_threadsField);
    column().addWidget(m_checkpointField);
    m_keepAwakeHelp = addSwitch(m_keepAwake);
    m_notifyHelp = addSwitch(m_notify);
    m_threads->setRange(0, Settings::kMostThreads);
    m_checkpoint->setRange(1, Settings::kMostCheckpointMinutes);
    // Not for each digit typed.
    m_threads->setKeyboardTracking(false);
    m_checkpoint->setKeyboardTracking(false);
    guardWheel(*m_threads);
    guardWheel(*m_checkpoint);
    connect(m_threads, &QSpinBox::valueChanged, this, [this](int threads) { m_settings.setThreads(threads); });
    connect(m_checkpoint, &QSpinBox::valueChanged, this,
            [this](int minutes) { m_settings.setCheckpointMinutes(minutes); });
    connect(m_keepAwake, &QAbstractButton::toggled, this, [this](bool on) { m_settings.setKeepAwake(on); });
    connect(m_notify, &QAbstractButton::toggled, this, [this](bool on) { m_settings.setNotifications(on); });
    connect(&m_settings, &Settings::changed, this, &TrainingSection::refresh);
}

QString TrainingSection::heading() const { return tr("Training"); }

void TrainingSection::setMachine(const Value& facts)
{
    m_machine = facts;
    refresh();
}

void TrainingSection::retranslate()
{
    m_threadsField->setLabel(tr("CPU threads"));
    m_threads->setToolTip(tr("How many parts of the processor a training uses at a time. 0: Fettle decides."));
    m_checkpointField->setLabel(tr("Write a checkpoint every"));
    m_checkpointField->setHelp(tr("After a crash or a power cut a training goes on from its last checkpoint, so at "
                                  "most this much work is lost."));
    m_keepAwake->setText(tr("Keep the computer awake while something trains"));
    m_keepAwakeHelp->setText(tr("The screen may still go dark. Below 20% battery a training pauses by itself."));
    m_keepAwake->setAccessibleDescription(m_keepAwakeHelp->text());
    m_notify->setText(tr("Tell me when a training ends"));
    m_notifyHelp->setText(tr("A message of the desktop, while Fettle's window is not in front."));
    m_notify->setAccessibleDescription(m_notifyHelp->text());
    refresh();
}

QString TrainingSection::threadsReason() const
{
    const int cores = static_cast<int>(m_machine.at("cpu").at("usable_cores").asInteger());
    const int decided = static_cast<int>(m_machine.at("training_threads").asInteger());
    if (cores < 1 || decided < 1)
        return tr("For trainings whose recipe names no number.");
    if (m_settings.threads() > cores)
        return tr("More threads than the %n core(s) that Fettle may use make training slower.", nullptr, cores);
    if (m_settings.threads() > 0)
        return tr("For trainings whose recipe names no number. Fettle would take %1 of %2.").arg(decided).arg(cores);
    if (cores >= kCoresWithOneFree)
        return tr("Fettle takes %1 of %2 cores: one stays free, so that the computer stays usable.")
            .arg(decided).arg(cores);
    return tr("Fettle takes all %n core(s), and lets other programs go first, so that the computer stays usable.",
              nullptr, cores);
}

void TrainingSection::refresh()
{
    const QSignalBlocker quietThreads(m_threads);
    const QSignalBlocker quietCheckpoint(m_checkpoint);
    const QSignalBlocker quietAwake(m_keepAwake);
    const QSignalBlocker quietNotify(m_notify);
    const auto decided = m_machine.at("training_threads").asInteger();
    m_threads->setSpecialValueText(decided > 0 ? tr("Fettle decides: %1").arg(decided) : tr("Fettle decides"));
    // Twice the cores is already folly, but who sets it by the file sees it.
    const auto logical = static_cast<int>(m_machine.at("cpu").at("logical_cores").asInteger());
    m_threads->setMaximum(std::max(m_settings.threads(), logical > 0 ? 2 * logical : Settings::kMostThreads));
    m_threads->setValue(m_settings.threads());
    m_threadsField->setHelp(threadsReason());
    m_checkpoint->setSuffix(tr(" min"));
    m_checkpoint->setValue(m_settings.checkpointMinutes());
    m_keepAwake->setChecked(m_settings.keepAwake());
    m_notify->setChecked(m_settings.notifications());
}

} // namespace fettle::ui
