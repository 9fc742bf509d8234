// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/import_panes.h"

#include <QEvent>
#include <QLocale>
#include <QVBoxLayout>

#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/progress_bar.h"
#include "ui/widgets/text_label.h"

namespace fettle::ui {

ImportingPane::ImportingPane(Session& session, QWidget* parent)
    : QWidget(parent), m_session(session), m_card(new Card(this)), m_progress(new ProgressBar(m_card)),
      m_rows(new TextLabel(TextStyle::Body, "text.secondary", m_card)), m_cancel(new Button(ButtonKind::Normal, m_card))
{
    m_card->content()->addWidget(m_progress);
    m_card->content()->addWidget(m_rows);
    m_card->content()->addWidget(m_cancel, 0, Qt::AlignLeft);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_card);
    column->addStretch(1);
    connect(m_cancel, &QAbstractButton::clicked, this, [this] {
        m_cancel->setBusy(true);
        m_session.cancelImport();
    });
    connect(&session, &Session::dataChanged, this, &ImportingPane::refresh);
    connect(&session, &Session::progressCame, this, [this](const std::string& job, const std::string&, const Value& progress) {
        if (job == m_session.data().job && !job.empty())
            takeProgress(progress);
    });
    retranslate();
}

void ImportingPane::takeProgress(const Value& progress)
{
    m_rowsRead = progress.at("details").at("rows").asInteger(m_rowsRead);
    m_secondsLeft = progress.at("seconds_left").asReal(-1.0);
    refresh();
}

void ImportingPane::refresh()
{
    const auto& data = m_session.data();
    if (data.phase != DataState::Phase::Importing) {
        m_rowsRead = 0;
        m_secondsLeft = -1.0;
        m_cancel->setBusy(false);
        return;
    }
    const auto& sentences = m_session.sentences();
    m_card->setTitle(tr("Reading %1").arg(QString::fromStdString(data.name)));
    m_progress->setShare(data.progress < 0.0 ? std::nullopt : std::optional(data.progress));
    const auto* job = m_session.job(data.job);
    QString doing = tr("Starting");
    if (job && job->state == JobState::Queued)
        doing = tr("Waiting for its turn");
    else if (data.importPhase == "reading")
        doing = tr("Reading the files");
    else if (data.importPhase == "writing")
        doing = tr("Working out columns, split and statistics");
    else if (data.importPhase == "saving")
        doing = tr("Saving the data version");
    m_progress->setText(doing);
    m_progress->setRemaining(m_secondsLeft > 0.0 ? tr("%1 left").arg(QString::fromStdString(sentences.duration(m_secondsLeft)))
                                                 : QString());
    m_rows->setText(m_rowsRead > 0 ? tr("%1 rows so far").arg(QLocale().toString(static_cast<qlonglong>(m_rowsRead)))
                                   : tr("Your files are read, never changed."));
    m_cancel->setDisabledReason(data.job.empty() ? tr("It is just being started.") : QString());
}

void ImportingPane::retranslate()
{
    m_cancel->setText(tr("Cancel"));
    refresh();
}

void ImportingPane::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

FailedPane::FailedPane(Session& session, QWidget* parent)
    : QWidget(parent), m_session(session), m_notice(new Notice(NoticeKind::Danger, this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_notice);
    column->addStretch(1);
    connect(&session, &Session::dataChanged, this, &FailedPane::retranslate);
    retranslate();
}

void FailedPane::retranslate()
{
    const auto& data = m_session.data();
    if (data.phase != DataState::Phase::Failed)
        return;
    const auto error = data.error.value_or(makeError("data.import_failed"));
    m_notice->setText(QString::fromStdString(m_session.sentences().sentence(error)));
    m_notice->setDetails(QString::fromStdString(error.detail));
    m_notice->clearActions();
    connect(m_notice->addAction(tr("Choose another file…")), &QAbstractButton::clicked, this, &FailedPane::otherFileWanted);
    // An attempt to read the same files in another way leaves the version before it.
    if (!m_session.draft().isEmpty()) {
        connect(m_notice->addAction(tr("Back to the data as it was"), ButtonKind::Quiet), &QAbstractButton::clicked, this,
                &FailedPane::backWanted);
        m_notice->setAssurance(tr("The data version before this attempt is still there."));
    } else {
        m_notice->setAssurance(QString());
    }
}

void FailedPane::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace fettle::ui
