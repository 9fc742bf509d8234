// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/home/project_shelf.h"

#include <algorithm>

#include <QDateTime>
#include <QEvent>
#include <QHBoxLayout>
#include <QLocale>
#include <QVBoxLayout>

#include "ui/pages/home/project_files.h"
#include "ui/pages/home/project_row.h"
#include "ui/theme/theme.h"
#include "ui/widgets/link.h"
#include "ui/widgets/section.h"
#include "ui/widgets/text_label.h"
#include "ui/widgets/toast.h"

namespace fettle::ui {
namespace {

constexpr std::size_t kRecent = 6;
constexpr int kDaysInTrash = 30;

} // namespace

ProjectShelf::ProjectShelf(Session& session, QWidget* parent)
    : Card(parent), m_session(session), m_overview(session), m_list(new QWidget(this)),
      m_empty(new TextLabel(TextStyle::Body, "text.secondary", this)), m_showAll(new Link(TextStyle::Body, this)),
      m_openFile(new Link(TextStyle::Body, this)), m_files(new ProjectFiles(session, this)),
      m_deleted(new Section(QString(), this)), m_deletedList(new QWidget(m_deleted))
{
    auto* rows = new QVBoxLayout(m_list);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    auto* deleted = new QVBoxLayout(m_deletedList);
    deleted->setContentsMargins(0, 0, 0, 0);
    m_deleted->content()->addWidget(m_deletedList);
    m_empty->setWrap(true);
    content()->addWidget(m_empty);
    content()->addWidget(m_list);
    content()->addWidget(m_showAll, 0, Qt::AlignLeft);
    content()->addWidget(m_files);
    content()->addWidget(m_openFile, 0, Qt::AlignLeft);
    content()->addWidget(m_deleted);
    connect(m_showAll, &QAbstractButton::clicked, this, [this] {
        m_all = !m_all;
        showProjects();
    });
    connect(m_openFile, &QAbstractButton::clicked, m_files, &ProjectFiles::chooseAndOpen);
    connect(&m_overview, &ProjectOverview::changed, this, [this] {
        showProjects();
        showDeleted();
    });
    connect(&session, &Session::projectChanged, this, &ProjectShelf::showProjects);
    connect(&session, &Session::catalogChanged, this, &ProjectShelf::showProjects);
    retranslate();
}

ProjectRow* ProjectShelf::makeRow(const std::string& project)
{
    auto* row = new ProjectRow(m_session, project, m_list);
    connect(row, &ProjectRow::openWanted, this, [this, project] {
        m_session.openProject(project);
        m_session.goTo(m_overview.facts(project).runs > 0 ? Place::Train : Place::Data);
    });
    connect(row, &ProjectRow::renamed, this,
            [this, project](const QString& name) { m_session.renameProject(project, name); });
    connect(row, &ProjectRow::exportWanted, this, [this, project] {
        const auto found = std::ranges::find(m_session.projects(), project, &store::ProjectRecord::id);
        if (found != m_session.projects().end())
            m_files->exportProject(*found);
    });
    connect(row, &ProjectRow::deleteWanted, this, [this, project] { confirmDelete(project); });
    return row;
}

/// Rows of projects that are still there stay the same widgets, so that the focus and a half-typed name survive.
void ProjectShelf::showProjects()
{
    const auto projects = m_overview.projects();
    const auto shown = m_all ? projects.size() : std::min(projects.size(), kRecent);
    std::vector<ProjectRow*> rows;
    for (std::size_t i = 0; i < shown; ++i) {
        const auto& id = projects[i]->id;
        const auto found = std::ranges::find(m_rows, id, [](const ProjectRow* row) { return row->project(); });
        auto* row = found == m_rows.end() ? makeRow(id) : *found;
        row->show(*projects[i], m_overview.facts(id), m_session.project() && m_session.project()->id == id);
        rows.push_back(row);
    }
    auto* layout = static_cast<QVBoxLayout*>(m_list->layout());
    for (auto* row : m_rows)
        if (std::ranges::find(rows, row) == rows.end())
            row->deleteLater();
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (layout->indexOf(rows[i]) != static_cast<int>(i))
            layout->insertWidget(static_cast<int>(i), rows[i]);
        rows[i]->QWidget::show();
    }
    m_rows = std::move(rows);
    m_empty->setVisible(m_rows.empty());
    m_list->setVisible(!m_rows.empty());
    m_showAll->setVisible(projects.size() > kRecent);
    m_showAll->setText(m_all ? tr("Show fewer") : tr("Show all %1 projects").arg(projects.size()));
}

void ProjectShelf::showDeleted()
{
    qDeleteAll(m_deletedList->findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly));
    const QLocale locale(QString::fromStdString(m_session.sentences().language()));
    for (const auto& project : m_overview.deleted()) {
        auto* line = new QWidget(m_deletedList);
        auto* row = new QHBoxLayout(line);
        row->setContentsMargins(0, 0, 0, 0);
        const auto deleted = QDateTime::fromString(QString::fromStdString(project.deletedUtc), Qt::ISODateWithMs);
        const auto until = locale.toString(deleted.addDays(kDaysInTrash).toLocalTime().date(), QLocale::ShortFormat);
        const auto name = QString::fromStdString(project.name);
        auto* text = new TextLabel(tr("%1, kept until %2").arg(name, until), TextStyle::Body, line);
        auto* restore = new Link(tr("Restore"), TextStyle::Body, line);
        restore->setAccessibleName(tr("Restore %1").arg(name));
        row->addWidget(text);
        row->addWidget(restore);
        row->addStretch(1);
        m_deletedList->layout()->addWidget(line);
        connect(restore, &QAbstractButton::clicked, this, [this, id = project.id] { m_session.restoreProject(id); });
    }
    const auto count = m_overview.deleted().size();
    m_deleted->setVisible(count > 0);
    m_deleted->setTitle(tr("Recently deleted"));
    m_deleted->setNote(QString::number(count));
}

void ProjectShelf::confirmDelete(const std::string& project)
{
    m_session.engine().request("projects.contents", {{"project", project}}, this, [this, project](Result<Value> answer) {
        if (answer)
            askDelete(project, *answer);
        else
            m_session.report(answer.error());
    });
}

void ProjectShelf::askDelete(const std::string& project, const Value& contents)
{
    const auto found = std::ranges::find(m_session.projects(), project, &store::ProjectRecord::id);
    if (found == m_session.projects().end())
        return;
    const auto name = QString::fromStdString(found->name);
    const auto& facts = m_overview.facts(project);
    QStringList goes;
    for (const auto& folder : facts.datasetFolders)
        goes << tr("the copy of the data in %1").arg(QString::fromStdString(folder));
    const auto runs = contents.at("runs").asInteger();
    const auto models = contents.at("models").asInteger();
    if (runs > 0)
        goes << tr("training runs with their checkpoints: %1").arg(runs);
    if (models > 0)
        goes << tr("models: %1").arg(models);
    QString text = tr("The files that you imported stay where they are. The project can be restored for 30 days.");
    if (!goes.isEmpty())
        text = tr("After 30 days these files go (%1 in all):")
                   .arg(QString::fromStdString(m_session.sentences().bytes(contents.at("bytes").asReal()))) + QStringLiteral("\n• ") + goes.join(QStringLiteral("\n• "))
            + QStringLiteral("\n\n") + text;
    Dialogs::Question question;
    question.title = tr("Delete “%1”?").arg(name);
    question.text = text;
    question.answers = {tr("Delete the project"), tr("Keep it")};
    question.cancel = 1;
    question.dangerous = true;
    if (m_session.dialogs().ask(window(), question) != 0)
        return;
    m_session.deleteProject(project);
    auto* toast = Toast::show(window(), tr("“%1” was deleted. It can be restored for 30 days.").arg(name), tr("Undo"));
    connect(toast, &Toast::buttonPressed, this, [this, project] { m_session.restoreProject(project); });
}

void ProjectShelf::retranslate()
{
    setTitle(tr("Recent projects"));
    m_openFile->setText(tr("Open a project file…"));
    m_empty->setText(tr("Nothing here yet. What you drop or try becomes a project, and you find it here again."));
    showProjects();
    showDeleted();
}

void ProjectShelf::changeEvent(QEvent* event)
{
    Card::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace fettle::ui
