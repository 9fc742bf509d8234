// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/results/examples_card.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QStackedLayout>
#include <QTableView>
#include <QVBoxLayout>

#include "ui/pages/results/example_texts.h"
#include "ui/pages/results/example_tiles.h"
#include "ui/pages/results/figure_delegate.h"
#include "ui/theme/style_hints.h"
#include "ui/theme/theme.h"
#include "ui/widgets/link.h"
#include "ui/widgets/marked_text.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/text_label.h"

namespace fettle::ui {
namespace {

constexpr int kRandomSegment = 2;
constexpr int kHeight = 380;

/// The columns that help to tell an example: what the model learned from, then the rest; never the target again.
std::vector<FieldInfo> shownFields(const RunResults& results)
{
    std::vector<FieldInfo> inputs;
    std::vector<FieldInfo> others;
    const auto target = results.target();
    const auto learnedFrom = results.inputs();
    const bool isRead = results.phase() == RunResults::Phase::Ready && results.summary().form == AnswerForm::Ranking;
    for (const auto& field : results.manifest().fields) {
        if (field.name == target && !isRead) // a match is one of the texts
            continue;
        const bool isInput = std::ranges::find(learnedFrom, field.name, &FieldUse::field) != learnedFrom.end();
        (isInput ? inputs : others).push_back(field);
    }
    inputs.insert(inputs.end(), others.begin(), others.end());
    return inputs;
}

} // namespace

ExamplesCard::ExamplesCard(Session& session, const RunResults& results, QWidget* parent)
    : Card(parent), m_session(session), m_results(results), m_model(std::make_unique<ExamplesModel>(session, m_thumbnails)),
      m_order(new SegmentedControl(this)), m_count(new TextLabel(TextStyle::Body, "text.secondary", this)), m_all(new Link(TextStyle::Body, this)),
      m_problem(new Notice(NoticeKind::Danger, this)), m_views(new QWidget(this)), m_stack(new QStackedLayout(m_views)), m_table(new QTableView(this)),
      m_tiles(new ExampleTiles(*m_model, this)), m_texts(new ExampleTexts(*m_model, this))
{
    for (int i = 0; i < 3; ++i)
        m_order->addSegment(QString());
    addToHeader(m_order);
    auto* line = new QHBoxLayout;
    m_count->setWrap(true);
    line->addWidget(m_count, 1);
    line->addWidget(m_all);
    content()->addLayout(line);
    content()->addWidget(m_problem);
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_tiles);
    m_stack->addWidget(m_texts);
    content()->addWidget(m_views, 1);
    m_problem->hide();
    m_all->hide();

    setFrameless(*m_table, true);
    setDensity(*m_table, Density::Compact);
    m_table->setModel(m_model.get());
    m_table->setItemDelegate(new FigureDelegate(m_table));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->setTabKeyNavigation(false);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->horizontalHeader()->setHighlightSections(false);

    connect(m_order, &SegmentedControl::currentChanged, this, &ExamplesCard::chooseOrder);
    connect(m_all, &QAbstractButton::clicked, this, [this] {
        showCell(-1, -1);
        Q_EMIT cellCleared();
    });
    connect(m_model.get(), &ExamplesModel::arrived, this, &ExamplesCard::refresh);
    applySizes();
    retranslate();
}

void ExamplesCard::showResults()
{
    m_cell = {-1, -1};
    EvaluationRowsRequest source;
    if (m_results.phase() == RunResults::Phase::Ready) {
        source.runFolder = m_results.record().folder;
        source.split = m_results.split();
        source.head = m_results.summary().head;
        source.manifestPath = m_results.manifestPath();
    }
    const auto form = m_results.phase() == RunResults::Phase::Ready ? m_results.summary().form : AnswerForm::Class;
    const bool numbers = form == AnswerForm::Number;
    auto fields = shownFields(m_results);
    const int marked = form == AnswerForm::Spans ? textOfMarks(fields, m_results.manifest().statistics) : -1;
    m_model->setSource(std::move(source), std::move(fields), form, m_results.summary().classes, marked);
    const auto noun = numbers ? ExampleNoun::Row : m_results.noun();
    m_stack->setCurrentWidget(noun == ExampleNoun::Picture ? static_cast<QWidget*>(m_tiles)
                                  : noun == ExampleNoun::Text ? static_cast<QWidget*>(m_texts)
                                                              : m_table);
    retranslate();
    applySizes();
}

void ExamplesCard::showCell(int row, int column)
{
    m_cell = {row, column};
    const auto& classes = m_results.summary().classes;
    const auto nameOf = [&](int index) {
        return index < static_cast<int>(classes.size()) ? classes[static_cast<std::size_t>(index)] : std::string();
    };
    if (row < 0)
        m_model->setFilter({}, {});
    else
        m_model->setFilter(nameOf(row), nameOf(column));
    refresh();
}

void ExamplesCard::chooseOrder(int segment)
{
    if (segment == kRandomSegment)
        m_model->setOrder(EvaluationOrder::Random, ++m_seed);
    else
        m_model->setOrder(segment == 0 ? EvaluationOrder::Worst : EvaluationOrder::Best);
}

QString ExamplesCard::countSentence() const
{
    if (m_model->total() < 0)
        return {};
    const auto count = counted(m_results.noun(), m_model->total());
    if (m_cell.first < 0)
        return tr("%1 in all").arg(count);
    const auto& classes = m_results.summary().classes;
    const auto answer = QString::fromStdString(classes[static_cast<std::size_t>(m_cell.second)]);
    if (m_cell.first >= static_cast<int>(classes.size()))
        return tr("%1 of a class that the model does not know, answered “%2”").arg(count, answer);
    const auto truth = QString::fromStdString(classes[static_cast<std::size_t>(m_cell.first)]);
    return m_cell.first == m_cell.second ? tr("%1 of “%2” that were recognized").arg(count, truth)
                                         : tr("%1 of “%2” that were taken for “%3”").arg(count, truth, answer);
}

void ExamplesCard::refresh()
{
    m_count->setText(countSentence());
    m_all->setVisible(m_cell.first >= 0);
    m_problem->setVisible(m_model->error().has_value());
    if (m_model->error()) {
        m_problem->setText(QString::fromStdString(m_session.sentences().sentence(*m_model->error())));
        m_problem->setDetails(QString::fromStdString(m_model->error()->detail));
    }
}

void ExamplesCard::retranslate()
{
    setTitle(tr("Examples"));
    const auto form = m_results.phase() == RunResults::Phase::Ready ? m_results.summary().form : AnswerForm::Class;
    const bool numbers = form == AnswerForm::Number;
    const bool marks = form == AnswerForm::Labels || form == AnswerForm::Spans;
    m_order->setSegmentText(0, numbers ? tr("Furthest off") : tr("Most wrong"));
    m_order->setSegmentText(1, numbers ? tr("Nearest") : tr("Best"));
    m_order->setSegmentText(kRandomSegment, tr("At random"));
    m_order->setSegmentToolTip(0, numbers ? QString() : marks ? tr("Those with the most mistakes")
                              : form == AnswerForm::Ranking ? tr("Those whose right text stands furthest down") : tr("Those in which the model believed least in the right class"));
    m_order->setAccessibleName(tr("Which examples"));
    m_all->setText(tr("Show all"));
    m_table->setAccessibleName(tr("Examples as a table"));
    m_model->retranslate();
    refresh();
}

void ExamplesCard::applySizes()
{
    const auto& theme = themeOf(this);
    m_views->setMinimumHeight(static_cast<int>(kHeight * theme.options().textScale));
    m_table->verticalHeader()->setDefaultSectionSize(themeOf(m_table).rowHeight());
    const int wide = static_cast<int>(120 * theme.options().textScale);
    for (int column = 0; column < m_model->columnCount(); ++column)
        m_table->setColumnWidth(column, column == ExamplesModel::Sureness ? wide * 3 / 4 : wide);
}

void ExamplesCard::changeEvent(QEvent* event)
{
    Card::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::StyleChange)
        applySizes();
}

} // namespace fettle::ui
