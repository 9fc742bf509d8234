// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/home/system_check.h"

#include <QEvent>
#include <QVBoxLayout>

#include "ui/widgets/key_value_list.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/pill.h"

namespace fettle::ui {
namespace {

constexpr double kLowDiskBytes = 2e9;
constexpr double kLowMemoryBytes = 1.5e9;
enum Row { Processor, Memory, Gpu, Disk, System, RowCount };

} // namespace

SystemCheck::SystemCheck(Session& session, QWidget* parent)
    : Card(parent), m_session(session), m_state(new Pill(PillTone::Neutral, this)), m_list(new KeyValueList(this)),
      m_notice(new Notice(NoticeKind::Warning, this))
{
    addToHeader(m_state);
    for (int row = 0; row < RowCount; ++row)
        m_list->addRow(QString());
    content()->addWidget(m_notice);
    content()->addWidget(m_list);
    m_notice->hide();
    connect(&session, &Session::engineChanged, this, &SystemCheck::refresh);
    retranslate();
}

void SystemCheck::refresh()
{
    if (m_session.engine().state() != EngineApi::State::Ready) {
        retranslate();
        return;
    }
    m_session.engine().request("engine.doctor", {{"supersedes", "home.doctor"}}, this, [this](Result<Value> answer) {
        m_problem = answer ? std::nullopt : std::optional(answer.error());
        if (answer)
            m_facts = std::move(answer).value();
        retranslate();
    });
}

QStringList SystemCheck::warnings() const
{
    const auto& sentences = m_session.sentences();
    QStringList texts;
    const double disk = m_facts.at("disk").at("free_bytes").asReal(-1.0);
    if (disk >= 0.0 && disk < kLowDiskBytes)
        texts << tr("Only %1 are free on the disk of the workspace. Free some space before you train.")
                     .arg(QString::fromStdString(sentences.bytes(disk)));
    const double memory = m_facts.at("memory").at("available_bytes").asReal(-1.0);
    if (memory >= 0.0 && memory < kLowMemoryBytes)
        texts << tr("Only %1 of memory are free. Close other programs before you train.")
                     .arg(QString::fromStdString(sentences.bytes(memory)));
    const auto& gpu = m_facts.at("gpu");
    if (gpu.at("pci_devices").asInteger() > 0 && !gpu.at("driver_loaded").asBoolean())
        texts << tr("There is an NVIDIA GPU, but its driver is not loaded, so the CPU is used.");
    else if (gpu.at("driver_loaded").asBoolean() && !gpu.at("devices_usable").asBoolean())
        texts << tr("There is an NVIDIA GPU, but you may not open it, so the CPU is used.");
    return texts;
}

QString SystemCheck::gpuText() const
{
    const auto& gpu = m_facts.at("gpu");
    if (gpu.at("devices_usable").asBoolean()) {
        QStringList names;
        for (const auto& name : gpu.at("names").asList())
            names << QString::fromStdString(name.asText());
        return names.isEmpty() ? tr("NVIDIA") : names.join(QStringLiteral(", "));
    }
    return gpu.at("pci_devices").asInteger() > 0 ? tr("Not usable") : tr("None found; training uses the CPU");
}

void SystemCheck::retranslate()
{
    setTitle(tr("This computer"));
    const auto& sentences = m_session.sentences();
    const bool ready = m_session.engine().state() == EngineApi::State::Ready;
    const auto problem = ready ? m_problem : m_session.engine().problem();
    const auto texts = m_facts.isNull() ? QStringList() : warnings();
    m_list->setVisible(!m_facts.isNull());
    m_notice->setVisible(problem || !texts.isEmpty());
    if (problem)
        m_notice->setText(QString::fromStdString(sentences.sentence(*problem)));
    else
        m_notice->setText(texts.join(QStringLiteral("\n")));
    m_notice->setKind(problem ? NoticeKind::Danger : NoticeKind::Warning);
    const auto state = [this](const QString& text, PillTone tone, const char* icon) {
        m_state->setText(text);
        m_state->setTone(tone);
        m_state->setIconName(icon);
    };
    if (problem)
        state(tr("Not ready"), PillTone::Danger, "close-circle");
    else if (m_facts.isNull())
        state(tr("Looking…"), PillTone::Neutral, "timer-sand");
    else if (!texts.isEmpty())
        state(tr("Ready, with a remark"), PillTone::Warning, "alert");
    else
        state(tr("Ready to train"), PillTone::Success, "check-circle");
    const QStringList names = {tr("Processor"), tr("Memory"), tr("GPU"), tr("Disk"), tr("System")};
    for (int row = 0; row < RowCount; ++row)
        m_list->setName(row, names[row]);
    if (m_facts.isNull())
        return;
    const auto text = [](const std::string& utf8) { return QString::fromStdString(utf8); };
    const auto& cpu = m_facts.at("cpu");
    m_list->setValue(Processor, tr("%1, %2 threads for training")
                                    .arg(text(cpu.at("name").asText()), QString::number(m_facts.at("training_threads").asInteger())));
    m_list->setValue(Memory, tr("%1 free of %2")
                                 .arg(text(sentences.bytes(m_facts.at("memory").at("available_bytes").asReal())),
                                      text(sentences.bytes(m_facts.at("memory").at("total_bytes").asReal()))));
    m_list->setValue(Gpu, gpuText());
    m_list->setValue(Disk, tr("%1 free").arg(text(sentences.bytes(m_facts.at("disk").at("free_bytes").asReal()))));
    m_list->setValueTip(Disk, text(m_facts.at("workspace").asText()));
    m_list->setValue(System, text(m_facts.at("operating_system").asText()));
}

void SystemCheck::changeEvent(QEvent* event)
{
    Card::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace fettle::ui
