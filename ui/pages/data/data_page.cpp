// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/data_page.h"

#include <QApplication>
#include <QClipboard>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QKeyEvent>
#include <QMimeData>
#include <QStackedWidget>
#include <QUrl>
#include <QVBoxLayout>

#include "ui/pages/data/data_view.h"
#include "ui/pages/data/format_text.h"
#include "ui/pages/data/import_panes.h"
#include "ui/session/file_filters.h"
#include "ui/session/pasted_cells.h"
#include "ui/widgets/button.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/page_header.h"

namespace fettle::ui {
namespace {

QStringList localPaths(const QMimeData* data)
{
    QStringList paths;
    if (data)
        for (const auto& url : data->urls())
            if (url.isLocalFile())
                paths << url.toLocalFile();
    return paths;
}

} // namespace

DataPage::DataPage(Session& session, QWidget* parent)
    : Page(session, parent), m_states(new QStackedWidget(this)), m_empty(new EmptyState("database-plus", m_states)),
      m_other(new Button(ButtonKind::Quiet, this)), m_pasteProblem(new Notice(NoticeKind::Danger, this)),
      m_importing(new ImportingPane(session, m_states)), m_failed(new FailedPane(session, m_states)),
      m_view(new DataView(session, m_states))
{
    m_emptyFiles = m_empty->addButton(QString(), ButtonKind::Normal, "file-import");
    m_emptyFolder = m_empty->addButton(QString(), ButtonKind::Quiet);
    for (QWidget* state : {static_cast<QWidget*>(m_empty), static_cast<QWidget*>(m_importing),
                           static_cast<QWidget*>(m_failed), static_cast<QWidget*>(m_view)})
        m_states->addWidget(state);
    m_pasteProblem->hide();
    m_pasteProblem->setClosable(true);
    header().addSecondary(m_other);
    body().addWidget(m_pasteProblem);
    body().addWidget(m_states, 1);
    setAcceptDrops(true);
    connect(m_pasteProblem, &Notice::closed, m_pasteProblem, &QWidget::hide);
    connect(m_emptyFiles, &QAbstractButton::clicked, this, &DataPage::chooseFiles);
    connect(m_emptyFolder, &QAbstractButton::clicked, this, &DataPage::chooseFolder);
    connect(m_other, &QAbstractButton::clicked, this, &DataPage::chooseFiles);
    connect(m_failed, &FailedPane::otherFileWanted, this, &DataPage::chooseFiles);
    connect(m_failed, &FailedPane::backWanted, &session, &Session::showNewestVersion);
    connect(&session, &Session::dataChanged, this, &DataPage::showState);
    connect(&session, &Session::projectChanged, this, &DataPage::showState);
    connect(&session, &Session::recommendationChanged, this, &DataPage::showHeader);
    connect(&session, &Session::engineChanged, this, &DataPage::showHeader);
    connect(&session, &Session::catalogChanged, this, &DataPage::showHeader);
    showState();
}

QWidget* DataPage::presentable()
{
    return session().data().phase == DataState::Phase::Ready ? m_view->grid() : nullptr;
}

void DataPage::showState()
{
    switch (session().data().phase) {
    case DataState::Phase::None: m_states->setCurrentWidget(m_empty); break;
    case DataState::Phase::Importing: m_states->setCurrentWidget(m_importing); break;
    case DataState::Phase::Failed: m_states->setCurrentWidget(m_failed); break;
    case DataState::Phase::Ready: m_states->setCurrentWidget(m_view); break;
    }
    showHeader();
}

void DataPage::showHeader()
{
    const auto& data = session().data();
    const bool ready = data.phase == DataState::Phase::Ready;
    header().setTitle(data.name.empty() ? tr("Data") : QString::fromStdString(data.name));
    QString sentence;
    if (ready)
        sentence = tr("%1, data version %2, read as %3")
                       .arg(FormatText::size(data.manifest), QString::number(data.number),
                            FormatText::importer(session()));
    header().setSentence(sentence);
    m_other->setVisible(ready);
    auto* next = header().primary();
    next->setVisible(ready);
    if (!ready)
        return;
    const auto problem = session().whyNotReady();
    next->setDisabledReason(problem ? QString::fromStdString(session().sentences().sentence(*problem)) : QString());
}

void DataPage::retranslate()
{
    m_empty->setTitle(tr("No data yet"));
    m_empty->setSentence(tr("Drop a table, or a folder of pictures or texts here, choose files, or paste cells that you copied from a spreadsheet."));
    m_emptyFiles->setText(tr("Choose files…"));
    m_emptyFolder->setText(tr("Choose a folder…"));
    m_other->setText(tr("Other data…"));
    m_other->setToolTip(tr("Other files become a project of their own; this one stays as it is."));
    header().primary()->setText(tr("Choose a model"));
    showHeader();
}

void DataPage::primary()
{
    if (session().data().phase == DataState::Phase::Ready)
        session().goTo(Place::Model);
}

void DataPage::chooseFiles()
{
    session().importPaths(session().dialogs().openFiles(this, tr("Choose the data"), FileFilters::data()));
}

void DataPage::chooseFolder()
{
    if (const auto folder = session().dialogs().openFolder(this, tr("Choose a folder of pictures or texts")); !folder.isEmpty())
        session().importPaths({folder});
}

void DataPage::paste()
{
    const auto pasted = importCopied(session(), QApplication::clipboard()->mimeData(), tr("Pasted cells"));
    m_pasteProblem->setVisible(!pasted);
    if (!pasted)
        m_pasteProblem->setText(QString::fromStdString(session().sentences().sentence(pasted.error())));
}

void DataPage::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Paste))
        paste();
    else
        Page::keyPressEvent(event);
}

void DataPage::dragEnterEvent(QDragEnterEvent* event)
{
    if (!localPaths(event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void DataPage::dropEvent(QDropEvent* event)
{
    event->acceptProposedAction();
    session().importPaths(localPaths(event->mimeData()));
}

} // namespace fettle::ui
