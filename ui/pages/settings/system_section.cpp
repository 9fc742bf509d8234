// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/settings/system_section.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QVBoxLayout>

#include "engine/contract/client_protocol.h"
#include "ui/pages/settings/finding_row.h"
#include "ui/widgets/button.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/text_label.h"

namespace fettle::ui {

SystemSection::SystemSection(Session& session, QWidget* parent)
    : SettingsSection(parent), m_session(session), m_column(new QVBoxLayout),
      m_waiting(new TextLabel(TextStyle::Body, "text.secondary")), m_again(new Button),
      m_copy(new Button(ButtonKind::Quiet))
{
    auto* buttons = new QWidget;
    auto* flow = new FlowLayout(buttons);
    flow->addWidget(m_again);
    flow->addWidget(m_copy);
    m_waiting->setWrap(true);
    m_column->setSpacing(0); // each row brings its own
    column().addWidget(m_waiting);
    column().addLayout(m_column);
    column().addWidget(buttons);
    connect(m_again, &QAbstractButton::clicked, this, &SystemSection::checkWanted);
    connect(m_copy, &QAbstractButton::clicked, this, &SystemSection::copyAll);
}

QString SystemSection::heading() const { return tr("System check"); }

void SystemSection::setMachine(const Value& facts)
{
    m_machine = facts;
    askRuntime();
    refresh();
}

void SystemSection::askRuntime()
{
    // It loads LibTorch, so it is asked only where its answer changes something.
    if (!m_runtime.isNull() || !mayHaveGpu(m_machine))
        return;
    m_session.engine().request("worker.doctor", {}, this, [this](const Result<Value>& answer) {
        if (!answer)
            return;
        m_runtime = *answer;
        refresh();
    });
}

void SystemSection::retranslate()
{
    m_waiting->setText(tr("Fettle has not looked at this computer yet."));
    m_again->setText(tr("Check again"));
    m_copy->setText(tr("Copy as text"));
    m_copy->setToolTip(tr("For a question to others: what stands here, without names or paths of yours."));
    refresh();
}

void SystemSection::refresh()
{
    const bool known = m_machine.isMap();
    m_waiting->setVisible(!known);
    m_copy->setEnabled(known);
    m_findings = known ? machineFindings(m_machine, m_runtime, m_session.sentences()) : std::vector<MachineFinding>();
    while (m_rows.size() > static_cast<qsizetype>(m_findings.size()))
        delete m_rows.takeLast();
    for (std::size_t i = 0; i < m_findings.size(); ++i) {
        if (m_rows.size() <= static_cast<qsizetype>(i)) {
            m_rows << new FindingRow(this);
            m_column->addWidget(m_rows.last());
        }
        m_rows[static_cast<qsizetype>(i)]->setFinding(m_findings[i]);
    }
}

void SystemSection::copyAll() const
{
    QStringList lines{QStringLiteral("Fettle %1").arg(QLatin1String(kFettleVersion))};
    for (const auto& finding : m_findings)
        lines << finding.title + QStringLiteral(": ") + finding.sentence;
    QGuiApplication::clipboard()->setText(lines.join(QLatin1Char('\n')));
}

} // namespace fettle::ui
