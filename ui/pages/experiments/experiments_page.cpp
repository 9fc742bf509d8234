// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/experiments/experiments_page.h"

#include <algorithm>

#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QSettings>
#include <QSortFilterProxyModel>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

#include "engine/documents/recipe_document.h"
#include "ui/pages/experiments/compare_view.h"
#include "ui/pages/experiments/runs_model.h"
#include "ui/theme/style_hints.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/page_header.h"
#include "ui/widgets/switch.h"
#include "ui/widgets/text_label.h"
#include "ui/widgets/toast.h"

namespace fettle::ui {
namespace {

/// Widths fit the size of the text that they were chosen at.
QString columnsKey(const Theme& theme)
{
    return QStringLiteral("experiments/columns/%1").arg(static_cast<int>(100.0 * theme.options().textScale));
}

/// Text in any column, and stars.
class RunFilter : public QSortFilterProxyModel {
public:
    using QSortFilterProxyModel::QSortFilterProxyModel;
    bool starredOnly = false;
    void again() { invalidateFilter(); }

protected:
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override
    {
        const auto* model = static_cast<const RunsModel*>(sourceModel());
        return (!starredOnly || model->isStarred(row)) && QSortFilterProxyModel::filterAcceptsRow(row, parent);
    }
};

} // namespace

ExperimentsPage::ExperimentsPage(Session& session, QWidget* parent)
    : Page(session, parent), m_model(new RunsModel(session, this)), m_proxy(new RunFilter(this)), m_stack(new QStackedWidget),
      m_empty(new EmptyState("flask-outline")), m_problem(new Notice(NoticeKind::Danger)), m_content(new QWidget), m_filter(new QLineEdit), m_starredOnly(new Switch),
      m_count(new TextLabel(TextStyle::Small, "text.secondary")), m_columns(new Button(ButtonKind::Quiet)), m_clone(new Button),
      m_delete(new Button(ButtonKind::Danger)), m_splitter(new QSplitter(Qt::Vertical)), m_table(new QTableView),
      m_compare(new CompareView(session))
{
    auto* column = new QVBoxLayout(m_content);
    column->setContentsMargins(0, 0, 0, 0);
    makeBar();
    makeTable();
    m_splitter->addWidget(m_table);
    m_splitter->addWidget(m_compare);
    m_splitter->setChildrenCollapsible(false);
    m_compare->hide();
    column->addWidget(m_splitter, 1);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_content);
    body().addWidget(m_problem);
    body().addWidget(m_stack, 1);
    m_problem->hide();
    m_again = m_problem->addAction(QString());
    connect(m_again, &QAbstractButton::clicked, m_model, &RunsModel::reload);
    m_toTrain = m_empty->addButton(QString());
    connect(m_toTrain, &QAbstractButton::clicked, this, [this] { this->session().goTo(this->session().isOpen(Place::Train) ? Place::Train : Place::Home); });
    connect(m_model, &RunsModel::loaded, this, &ExperimentsPage::refresh);
    connect(m_model, &RunsModel::loaded, m_problem, &QWidget::hide);
    connect(m_model, &RunsModel::failed, this, [this](const Error& error) {
        m_problem->setText(QString::fromStdString(this->session().sentences().sentence(error)));
        m_problem->setDetails(QString::fromStdString(error.detail));
        m_problem->show();
    });
    connect(m_model, &RunsModel::edited, this, &ExperimentsPage::toast);
    connect(&session, &Session::projectChanged, this, &ExperimentsPage::refresh);
    connect(m_proxy, &QAbstractItemModel::rowsInserted, this, &ExperimentsPage::refresh);
    connect(m_proxy, &QAbstractItemModel::rowsRemoved, this, &ExperimentsPage::refresh);
    refresh();
}

void ExperimentsPage::makeBar()
{
    auto* bar = new QHBoxLayout;
    static_cast<QVBoxLayout*>(m_content->layout())->addLayout(bar);
    m_filter->setClearButtonEnabled(true);
    m_filter->setMaximumWidth(themeOf(this).space(6) * 6);
    bar->addWidget(m_filter, 1);
    bar->addWidget(m_starredOnly);
    bar->addWidget(m_count, 1);
    for (auto* button : {m_columns, m_clone, m_delete})
        bar->addWidget(button);
    bar->setSpacing(themeOf(this).space(2));
    m_clone->setIconName("content-duplicate");
    m_delete->setIconName("delete");
    m_columns->setIconName("view-column");
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString& text) {
        if (!text.isEmpty())
            m_model->loadAllDetails(); // models are among what is looked for
        m_proxy->setFilterFixedString(text);
        refresh();
    });
    connect(m_starredOnly, &QAbstractButton::toggled, this, [this](bool on) {
        auto* filter = static_cast<RunFilter*>(m_proxy);
        filter->starredOnly = on;
        filter->again();
        refresh();
    });
    connect(m_columns, &QAbstractButton::clicked, this, [this] {
        auto* menu = makeColumnMenu();
        menu->setAttribute(Qt::WA_DeleteOnClose);
        menu->popup(m_columns->mapToGlobal(QPoint(0, m_columns->height())));
    });
    connect(m_clone, &QAbstractButton::clicked, this, &ExperimentsPage::cloneRun);
    connect(m_delete, &QAbstractButton::clicked, this, &ExperimentsPage::deleteRuns);
}

void ExperimentsPage::makeTable()
{
    m_proxy->setSourceModel(m_model);
    m_proxy->setSortRole(RunsModel::kSortRole);
    m_proxy->setFilterRole(RunsModel::kFilterRole);
    m_proxy->setFilterKeyColumn(RunsModel::Name);
    m_proxy->setFilterCaseSensitivity(Qt::CaseInsensitive);
    setDensity(*m_table, Density::Compact);
    m_table->setModel(m_proxy);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setEditTriggers(QAbstractItemView::EditKeyPressed);
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    m_table->setTabKeyNavigation(false);
    m_table->setWordWrap(false);
    m_table->verticalHeader()->hide();
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(RunsModel::When, Qt::DescendingOrder);
    auto* header = m_table->horizontalHeader();
    header->setSectionsMovable(true);
    header->setStretchLastSection(true);
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    header->setHighlightSections(false);
    restoreColumns();
    m_table->installEventFilter(this);
    connect(header, &QWidget::customContextMenuRequested, this, [this, header](const QPoint& place) {
        auto* menu = makeColumnMenu();
        menu->setAttribute(Qt::WA_DeleteOnClose);
        menu->popup(header->mapToGlobal(place));
    });
    connect(header, &QHeaderView::sortIndicatorChanged, this, [this](int column) {
        if (RunsModel::isDetail(column))
            m_model->loadAllDetails();
    });
    connect(m_table, &QWidget::customContextMenuRequested, this, [this](const QPoint& place) {
        if (m_selected.empty())
            return;
        auto* menu = makeMenu();
        menu->setAttribute(Qt::WA_DeleteOnClose);
        menu->popup(m_table->viewport()->mapToGlobal(place));
    });
    connect(m_table, &QTableView::clicked, this, &ExperimentsPage::cellClicked);
    connect(m_table, &QTableView::doubleClicked, this, [this](const QModelIndex& index) {
        if (m_model->flags(m_proxy->mapToSource(index)).testFlag(Qt::ItemIsEditable) && index.column() != RunsModel::Name)
            m_table->edit(index);
        else if (index.column() != RunsModel::Star)
            seeResults();
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &ExperimentsPage::selectionChanged);
}

// --- columns -------------------------------------------------------------------------------------------------------

void ExperimentsPage::restoreColumns()
{
    auto* header = m_table->horizontalHeader();
    const auto saved = QSettings().value(columnsKey(themeOf(m_table))).toByteArray();
    if (!saved.isEmpty() && header->restoreState(saved) && header->count() == RunsModel::ColumnCount)
        return;
    for (int column = RunsModel::Epochs; column < RunsModel::ColumnCount; ++column)
        m_table->setColumnHidden(column, true);
    const auto& theme = themeOf(m_table);
    const double unit = theme.space(6);
    const std::pair<int, double> widths[] = {{RunsModel::Star, 0.7},  {RunsModel::Name, 4.0},     {RunsModel::State, 3.0},
                                             {RunsModel::Figure, 2.7}, {RunsModel::Model, 3.0},   {RunsModel::When, 2.8},
                                             {RunsModel::Duration, 1.4}, {RunsModel::Data, 1.7}, {RunsModel::Tags, 1.8}};
    for (const auto& [column, width] : widths)
        m_table->setColumnWidth(column, static_cast<int>(width * unit));
}

void ExperimentsPage::saveColumns() { QSettings().setValue(columnsKey(themeOf(m_table)), m_table->horizontalHeader()->saveState()); }

QMenu* ExperimentsPage::makeColumnMenu()
{
    auto* menu = new QMenu(this);
    for (int column = 0; column < RunsModel::ColumnCount; ++column) {
        if (column == RunsModel::Name)
            continue; // a row without its name says nothing
        auto* action = menu->addAction(RunsModel::columnTitle(column), this, [this, column] {
            m_table->setColumnHidden(column, !m_table->isColumnHidden(column));
            saveColumns();
        });
        action->setCheckable(true);
        action->setChecked(!m_table->isColumnHidden(column));
    }
    return menu;
}

// --- selection -----------------------------------------------------------------------------------------------------

void ExperimentsPage::selectRuns(const std::vector<std::string>& runs)
{
    m_table->clearSelection();
    for (const auto& run : runs)
        if (const int row = m_model->rowOf(run); row >= 0)
            m_table->selectionModel()->select(m_proxy->mapFromSource(m_model->index(row, 0)),
                                              QItemSelectionModel::Select | QItemSelectionModel::Rows);
}

void ExperimentsPage::selectionChanged()
{
    // The order of selection is the order of the colors.
    std::vector<std::string> now;
    for (const auto& index : m_table->selectionModel()->selectedRows())
        now.push_back(index.data(RunsModel::kIdRole).toString().toStdString());
    std::erase_if(m_selected, [&](const std::string& run) { return std::ranges::find(now, run) == now.end(); });
    for (const auto& run : now)
        if (std::ranges::find(m_selected, run) == m_selected.end())
            m_selected.push_back(run);
    const bool compares = m_selected.size() >= 2;
    const bool opens = compares && m_compare->isHidden();
    m_compare->setRuns(compares ? m_selected : std::vector<std::string>());
    m_compare->setVisible(compares);
    if (opens)
        m_splitter->setSizes({m_splitter->height() / 2, m_splitter->height() / 2});
    m_model->setCompared(compares ? std::vector<std::string>(m_selected.begin(), m_selected.begin() + static_cast<std::ptrdiff_t>(std::min(m_selected.size(), CompareView::kMostRuns)))
                                  : std::vector<std::string>());
    refresh();
}

void ExperimentsPage::cellClicked(const QModelIndex& index)
{
    if (index.column() != RunsModel::Star)
        return;
    const int row = m_proxy->mapToSource(index).row();
    m_model->setStarred(row, !m_model->isStarred(row));
}

QMenu* ExperimentsPage::makeMenu()
{
    auto* menu = new QMenu(this);
    const bool one = m_selected.size() == 1;
    menu->addAction(tr("See results"), this, &ExperimentsPage::seeResults)->setEnabled(one);
    menu->addAction(tr("Show the training"), this, &ExperimentsPage::watchRun)->setEnabled(one);
    menu->addAction(tr("Train again from these settings"), this, &ExperimentsPage::cloneRun)->setEnabled(one);
    menu->addSeparator();
    menu->addAction(tr("Rename"), QKeySequence(Qt::Key_F2), this, [this] { editCell(RunsModel::Name); })->setEnabled(one);
    menu->addAction(tr("Edit tags"), this, [this] { editCell(RunsModel::Tags); })->setEnabled(one);
    menu->addAction(tr("Edit note"), this, [this] { editCell(RunsModel::Note); })->setEnabled(one);
    menu->addSeparator();
    menu->addAction(tr("Delete"), QKeySequence(Qt::Key_Delete), this, &ExperimentsPage::deleteRuns);
    return menu;
}

// --- actions -------------------------------------------------------------------------------------------------------

void ExperimentsPage::seeResults()
{
    if (m_selected.size() != 1)
        return;
    session().selectRun(m_selected.front());
    session().goTo(session().isOpen(Place::Results) ? Place::Results : Place::Train);
}

void ExperimentsPage::watchRun()
{
    if (m_selected.size() != 1)
        return;
    session().selectRun(m_selected.front());
    session().goTo(Place::Train);
}

void ExperimentsPage::cloneRun()
{
    if (m_selected.size() != 1)
        return;
    const auto* record = m_model->record(m_model->rowOf(m_selected.front()));
    const QString title = record ? RunWords::title(*record) : QString();
    session().engine().request("runs.show", {{"run", m_selected.front()}}, this, [this, title](Result<Value> answer) {
        if (!answer) {
            session().report(answer.error());
            return;
        }
        const auto& resolved = answer->at("resolved_recipe").asText();
        auto recipe = documents::readRecipe(resolved.empty() ? answer->at("recipe").asText() : resolved);
        const auto given = documents::readRecipe(answer->at("recipe").asText());
        if (!recipe) {
            session().report(recipe.error());
            return;
        }
        session().draft().edit(tr("Take the settings of “%1”").arg(title), [&](Recipe& draft) {
            auto dataset = draft.dataset;
            draft = *recipe;
            // A template stays one, so that its options can still be changed; the data are the project's.
            if (given)
                draft.networks = given->networks;
            draft.dataset = std::move(dataset);
            draft.name.clear();
        });
        session().goTo(Place::Train);
    });
}

void ExperimentsPage::deleteRuns()
{
    const auto runs = m_selected;
    if (runs.empty())
        return;
    const bool active = std::ranges::any_of(runs, [this](const std::string& run) {
        const auto* job = session().jobOfRun(run);
        return job && !isFinal(job->state);
    });
    if (active) {
        Toast::show(this, tr("What is still training or queued is stopped first, on the Train page."));
        return;
    }
    const auto left = std::make_shared<int>(static_cast<int>(runs.size()));
    const auto deleted = std::make_shared<std::vector<std::string>>();
    for (const auto& run : runs)
        session().engine().request("runs.delete", {{"run", run}}, this, [this, run, left, deleted](Result<Value> answer) {
            if (answer)
                deleted->push_back(run);
            else
                session().report(answer.error());
            if (--*left > 0)
                return;
            m_model->reload();
            if (deleted->empty())
                return;
            auto* shown = Toast::show(this, tr("%n runs moved to the trash for 30 days.", nullptr, static_cast<int>(deleted->size())), tr("Undo"));
            connect(shown, &Toast::buttonPressed, this, [this, deleted] {
                for (const auto& id : *deleted)
                    session().engine().request("runs.restore", {{"run", id}}, this, [this](Result<Value> restored) {
                        if (!restored)
                            session().report(restored.error());
                        m_model->reload();
                    });
            });
        });
}

void ExperimentsPage::editCell(int column)
{
    if (m_selected.size() != 1)
        return;
    m_table->setColumnHidden(column, false);
    const auto index = m_proxy->mapFromSource(m_model->index(m_model->rowOf(m_selected.front()), column));
    m_table->setCurrentIndex(index);
    m_table->scrollTo(index);
    m_table->edit(index);
}

void ExperimentsPage::toast(const QString& sentence, const std::string& method, const ValueMap& undo)
{
    auto* shown = Toast::show(this, sentence, tr("Undo"));
    connect(shown, &Toast::buttonPressed, this, [this, method, undo] {
        session().engine().request(method, undo, this, [this](Result<Value> answer) {
            if (!answer)
                session().report(answer.error());
            m_model->reload();
        });
    });
}

// --- shown ---------------------------------------------------------------------------------------------------------

void ExperimentsPage::entered() { m_model->reload(); }

QWidget* ExperimentsPage::presentable() { return m_compare->isVisibleTo(this) ? static_cast<QWidget*>(m_compare) : m_table; }

void ExperimentsPage::refresh()
{
    // Before the first answer nothing is known, so nothing is said.
    const bool empty = m_model->rowCount() == 0 && (m_model->isLoaded() || !session().project());
    m_stack->setCurrentWidget(empty ? static_cast<QWidget*>(m_empty) : m_content);
    const int shown = m_proxy->rowCount();
    const int all = m_model->rowCount();
    m_count->setText(m_selected.size() >= 2 ? tr("%n selected", nullptr, static_cast<int>(m_selected.size()))
                     : shown < all          ? tr("%1 of %n runs", nullptr, all).arg(shown)
                                            : tr("%n runs", nullptr, all));
    const bool one = m_selected.size() == 1;
    m_clone->setDisabledReason(one ? QString() : tr("Select one run."));
    m_delete->setDisabledReason(!m_selected.empty() ? QString() : tr("Select the runs to delete."));
    auto* button = header().primary();
    button->setText(one ? tr("See results") : tr("New training"));
    button->setDisabledReason(one || session().isOpen(Place::Train) ? QString() : tr("A training needs data first."));
    header().setSentence(all > 0 ? tr("Select two or more to compare them.") : QString());
}

void ExperimentsPage::primary()
{
    if (m_selected.size() == 1)
        seeResults();
    else
        session().goTo(Place::Train);
}

void ExperimentsPage::retranslate()
{
    header().setTitle(tr("Experiments"));
    m_empty->setTitle(tr("No runs yet"));
    m_empty->setSentence(tr("Every training appears here with its settings and results, to be compared with the others."));
    m_toTrain->setText(tr("Go to training"));
    m_again->setText(tr("Try again"));
    m_filter->setPlaceholderText(tr("Find by name, tag, model …"));
    m_filter->setAccessibleName(tr("Find runs"));
    m_starredOnly->setText(tr("Starred only"));
    m_columns->setText(tr("Columns"));
    m_clone->setText(tr("Train again from these settings"));
    m_delete->setText(tr("Delete"));
    m_table->setAccessibleName(tr("Runs"));
    m_table->horizontalHeader()->viewport()->update();
    m_table->viewport()->update();
    refresh();
}

void ExperimentsPage::changeEvent(QEvent* event)
{
    Page::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        m_table->verticalHeader()->setDefaultSectionSize(themeOf(m_table).rowHeight());
}

bool ExperimentsPage::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_table && event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (key->key() == Qt::Key_Delete) {
            deleteRuns();
            return true;
        }
        if ((key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) && m_selected.size() == 1) {
            seeResults();
            return true;
        }
        if (key->key() == Qt::Key_Asterisk) {
            for (const auto& run : std::vector(m_selected))
                if (const int row = m_model->rowOf(run); row >= 0)
                    m_model->setStarred(row, !m_model->isStarred(row));
            return true;
        }
    }
    if (watched == m_table && event->type() == QEvent::Hide)
        saveColumns();
    return Page::eventFilter(watched, event);
}

} // namespace fettle::ui
