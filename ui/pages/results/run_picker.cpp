// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/results/run_picker.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QSignalBlocker>

#include "ui/pages/results/run_names.h"
#include "ui/theme/theme.h"
#include "ui/widgets/text_label.h"

namespace fettle::ui {

RunPicker::RunPicker(Session& session, Filter filter, QWidget* parent)
    : QWidget(parent), m_session(session), m_filter(std::move(filter)), m_label(new TextLabel(TextStyle::Body, "text.secondary", this)),
      m_box(new QComboBox(this))
{
    auto* line = new QHBoxLayout(this);
    line->setContentsMargins(0, 0, 0, 0);
    line->addWidget(m_label);
    line->addWidget(m_box);
    applySpaces();
    m_label->setBuddy(m_box);
    m_box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    connect(&session, &Session::runsChanged, this, &RunPicker::refill);
    connect(m_box, &QComboBox::activated, this, [this](int index) {
        const auto chosen = m_box->itemData(index).toString().toStdString();
        if (chosen == m_run)
            return;
        m_run = chosen;
        Q_EMIT runChosen(chosen);
    });
    refill();
}

void RunPicker::setLabel(const QString& label)
{
    m_label->setText(label);
    m_box->setAccessibleName(label);
}

void RunPicker::setNoneText(const QString& text)
{
    m_noneText = text;
    refill();
}

void RunPicker::setRun(const std::string& run)
{
    m_run = run;
    refill();
}

std::string RunPicker::run() const { return m_box->currentData().toString().toStdString(); }

void RunPicker::refill()
{
    const QSignalBlocker quiet(m_box);
    const auto best = bestRun(m_session.models());
    const auto now = QDateTime::currentDateTime();
    m_box->clear();
    if (!m_noneText.isEmpty())
        m_box->addItem(m_noneText, QString());
    for (const auto& run : m_session.runs())
        if (m_filter(m_session, run))
            m_box->addItem(runLine(run, run.id == best, now, QLocale()), QString::fromStdString(run.id));
    m_box->setCurrentIndex(std::max(0, m_box->findData(QString::fromStdString(m_run))));
    m_box->setEnabled(m_box->count() > 1);
}

void RunPicker::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        refill();
    else if (event->type() == QEvent::StyleChange)
        applySpaces();
}

void RunPicker::applySpaces()
{
    const Theme& theme = themeOf(this);
    layout()->setSpacing(theme.space(1));
    // In a narrow window a name is cut before what stands beside it is.
    m_box->setMinimumWidth(5 * theme.controlHeight());
}

} // namespace fettle::ui
