// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/finding_cards.h"

#include <algorithm>

#include <QEvent>
#include <QVBoxLayout>

#include "ui/pages/data/format_text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/notice.h"

namespace fettle::ui {

FindingCards::FindingCards(Session& session, QWidget* parent) : QWidget(parent), m_session(session)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(themeOf(this).space(1));
    const auto again = [this] { refresh(false); };
    connect(&session, &Session::dataChanged, this, again);
    connect(&session, &Session::recommendationChanged, this, again);
    connect(&session.draft(), &RecipeDraft::changed, this, again);
    refresh(true);
}

void FindingCards::refresh(bool always)
{
    const auto* advice = m_session.recommendation() ? &*m_session.recommendation() : nullptr;
    std::vector<Finding> findings;
    if (m_session.data().phase == DataState::Phase::Ready)
        findings = Finding::of(m_session.data().manifest, advice, m_session.draft().recipe(), m_session.sentences());
    const auto same = [](const Finding& a, const Finding& b) {
        return a.kind == b.kind && a.title == b.title && a.sentences == b.sentences && a.column == b.column
            && a.isWarning == b.isWarning;
    };
    if (!always && std::ranges::equal(findings, m_findings, same))
        return;
    m_findings = std::move(findings);
    for (auto* old : findChildren<Notice*>(QString(), Qt::FindDirectChildrenOnly))
        old->deleteLater();
    for (const auto& finding : m_findings) {
        auto* card = new Notice(finding.isWarning ? NoticeKind::Warning : NoticeKind::Info, this);
        card->setWord(finding.title);
        card->setText(FormatText::paragraph(finding.sentences));
        if (!finding.column.empty()) {
            auto* leave = card->addAction(tr("Leave it out"));
            leave->setAccessibleName(tr("Leave out the column %1").arg(QString::fromStdString(finding.column)));
            card->setAssurance(tr("Your file is not touched, and this can be undone."));
            connect(leave, &QAbstractButton::clicked, this, [this, column = finding.column] { m_session.setInput(column, false); });
        }
        layout()->addWidget(card);
    }
    setVisible(!m_findings.empty());
}

void FindingCards::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        refresh(true);
    else if (event->type() == QEvent::StyleChange)
        layout()->setSpacing(themeOf(this).space(1));
}

} // namespace fettle::ui
