// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/data_view.h"

#include <algorithm>

#include <QEvent>
#include <QHBoxLayout>
#include <QLocale>
#include <QScrollArea>
#include <QStackedWidget>
#include <QStyle>
#include <QVBoxLayout>

#include "ui/pages/data/class_level_card.h"
#include "ui/pages/data/column_popover.h"
#include "ui/pages/data/columns.h"
#include "ui/pages/data/finding_cards.h"
#include "ui/pages/data/format_card.h"
#include "ui/pages/data/issue_list.h"
#include "ui/pages/data/picture_view.h"
#include "ui/pages/data/prediction_sentence.h"
#include "ui/pages/data/rows_view.h"
#include "ui/pages/data/sheet_card.h"
#include "ui/pages/data/split_card.h"
#include "ui/pages/data/text_card.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/section.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/switch.h"

namespace fettle::ui {
namespace {

enum ViewKind { Pictures, Table };

/// Nobody said what is to be predicted, and no column looks like it.
constexpr const char* kNoTarget = "data.no_target";

std::string imageFieldOf(const DatasetManifest& manifest)
{
    const auto found = std::ranges::find(manifest.fields, FieldKind::Image, &FieldInfo::kind);
    return found == manifest.fields.end() ? std::string() : found->name;
}

} // namespace

DataView::DataView(Session& session, QWidget* parent)
    : QWidget(parent), m_session(session), m_pages(session.engine()), m_encoded(session.engine()),
      m_rows(m_pages, m_thumbnails, m_encoded), m_pictures(m_pages, m_thumbnails), m_issues(session),
      m_sentence(new PredictionSentence(session, this)), m_problem(new Notice(NoticeKind::Warning, this)),
      m_gridCard(new Card(this)), m_grids(new QStackedWidget(m_gridCard)), m_rowsView(new RowsView(session, m_rows, m_grids)),
      m_pictureView(new PictureView(m_pictures, m_grids)), m_popover(new ColumnPopover(session, this))
{
    m_grids->addWidget(m_pictureView);
    m_grids->addWidget(m_rowsView);
    m_gridCard->setFlush(true);
    m_gridCard->content()->addWidget(m_grids, 1);
    auto* left = new QVBoxLayout;
    left->addWidget(makeToolBar());
    left->addWidget(m_problem);
    left->addWidget(m_gridCard, 1);
    auto* halves = new QHBoxLayout;
    halves->addLayout(left, 1);
    halves->addWidget(makeSide());
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_sentence);
    column->addLayout(halves, 1);
    connectAll();
    applySpaces();
    retranslate();
}

QWidget* DataView::makeToolBar()
{
    auto* bar = new QWidget(this);
    auto* row = new FlowLayout(bar);
    m_viewChoice = new SegmentedControl(bar);
    m_viewChoice->addSegment(QString(), "view-grid");
    m_viewChoice->addSegment(QString(), "table");
    m_splitChoice = new SegmentedControl(bar);
    for (int i = 0; i < 4; ++i)
        m_splitChoice->addSegment(QString());
    m_splitChoice->setEqualWidths(false);
    m_asTaskSees = new Switch(bar);
    row->addWidget(m_viewChoice);
    row->addWidget(m_splitChoice);
    row->addWidget(m_asTaskSees);
    return bar;
}

QWidget* DataView::makeSide()
{
    m_side = new QScrollArea(this);
    m_side->setObjectName(QStringLiteral("side"));
    m_sideColumn = new QWidget;
    auto* column = new QVBoxLayout(m_sideColumn);
    column->setContentsMargins(0, 0, 0, 0);
    m_levels = new ClassLevelCard(m_session, m_sideColumn);
    m_sheet = new SheetCard(m_session, m_sideColumn);
    m_findings = new FindingCards(m_session, m_sideColumn);
    m_texts = new TextCard(m_session, m_sideColumn);
    m_split = new SplitCard(m_session, m_sideColumn);
    m_format = new FormatCard(m_session, m_sideColumn);
    m_skippedCard = new Card(m_sideColumn);
    m_skipped = new Section(QString(), m_skippedCard);
    m_issueList = new IssueList(m_issues, m_skipped);
    m_skipped->content()->addWidget(m_issueList);
    m_skippedCard->content()->addWidget(m_skipped);
    for (QWidget* part : std::initializer_list<QWidget*>{m_levels, m_sheet, m_findings, m_texts, m_split, m_format, m_skippedCard})
        column->addWidget(part);
    column->addStretch(1);
    m_side->setWidget(m_sideColumn);
    m_sideColumn->installEventFilter(this);
    m_side->setWidgetResizable(true);
    m_side->setFrameShape(QFrame::NoFrame);
    m_side->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_side->viewport()->setAutoFillBackground(false);
    m_sideColumn->setAutoFillBackground(false);
    return m_side;
}

void DataView::connectAll()
{
    connect(&m_session, &Session::dataChanged, this, &DataView::showData);
    connect(&m_session, &Session::recommendationChanged, this, &DataView::showProblem);
    connect(&m_session.draft(), &RecipeDraft::changed, this, [this] {
        if (m_session.data().phase == DataState::Phase::Ready) {
            m_rows.setRecipe(m_session.draft().recipe());
            m_encoded.open(m_session.data().manifestPath, m_session.draft().recipe(), m_session.data().manifest);
            showEncoded();
        }
    });
    connect(&m_pages, &RowPages::problemChanged, this, &DataView::showProblem);
    connect(&m_encoded, &EncodedCells::arrived, this, &DataView::showEncoded);
    connect(m_viewChoice, &SegmentedControl::currentChanged, this, &DataView::chooseView);
    connect(m_splitChoice, &SegmentedControl::currentChanged, this, &DataView::openPages);
    connect(m_asTaskSees, &QAbstractButton::toggled, this, [this](bool on) {
        m_rows.setEncoded(on);
        if (!on) {
            m_thumbnails.setLook({});
            chooseView(); // pictures as they are have to be read again
        }
        showEncoded();
    });
    connect(m_rowsView, &RowsView::columnMenuWanted, this, [this](int column) {
        const auto* field = m_rows.field(column);
        const auto head = m_rowsView->headRect(column);
        if (!field)
            return;
        const auto examples = field->kind == FieldKind::Text ? m_rows.examplesOf(field->name, ColumnPopover::kExamples) : QStringList();
        m_popover->show(field->name, QRect(m_rowsView->mapToGlobal(head.topLeft()), head.size()), examples);
    });
}

bool DataView::hasPictures() const { return !imageFieldOf(m_session.data().manifest).empty(); }

QWidget* DataView::grid() const { return m_gridCard; }

void DataView::showData()
{
    const auto& data = m_session.data();
    if (data.phase != DataState::Phase::Ready) {
        if (data.phase == DataState::Phase::None) {
            m_pages.close();
            m_thumbnails.clear();
            m_shown.clear();
        }
        return;
    }
    if (m_shown == data.manifest.id)
        return;
    m_shown = data.manifest.id;
    const auto& recipe = m_session.draft().recipe();
    m_thumbnails.clear();
    m_encoded.open(data.manifestPath, recipe, data.manifest);
    m_rows.setFields(data.manifest, recipe);
    m_pictures.setFields(data.manifest, imageFieldOf(data.manifest), targetNow(recipe, data.manifest));
    m_viewChoice->setVisible(hasPictures());
    m_viewChoice->setCurrentIndex(hasPictures() ? Pictures : Table);
    m_splitChoice->setCurrentIndex(0);
    chooseView();
    openPages();
    showSkipped();
    showProblem();
}

void DataView::openPages()
{
    const int choice = m_splitChoice->currentIndex();
    m_pages.open(m_session.data(), choice <= 0 ? std::nullopt : std::optional(static_cast<Split>(choice - 1)));
}

void DataView::chooseView()
{
    const bool pictures = m_viewChoice->currentIndex() == Pictures && hasPictures();
    m_rows.setActive(!pictures);
    m_pictures.setActive(pictures);
    m_grids->setCurrentIndex(pictures ? Pictures : Table);
    showEncoded();
}

/// The engine says in which size and colors a picture reaches the network; the thumbnails are brought to that.
void DataView::showEncoded()
{
    const auto field = imageFieldOf(m_session.data().manifest);
    const bool asSeen = m_asTaskSees->isChecked() && !field.empty();
    if (!asSeen) {
        m_pictures.setLookText(QString());
        return;
    }
    if (m_encoded.isUsed(field) && !m_thumbnails.look()) {
        if (const auto* value = m_encoded.find(field, 0)) {
            m_thumbnails.setLook(PictureLook{static_cast<int>(value->at("width").asInteger()),
                                             static_cast<int>(value->at("height").asInteger()),
                                             static_cast<int>(value->at("channels").asInteger(3)),
                                             QString::fromStdString(value->at("fit").asText())});
            m_pictures.setLookText(value->at("channels").asInteger(3) == 1 ? tr("%1, gray").arg(encodedText(*value))
                                                                           : tr("%1, color").arg(encodedText(*value)));
            m_pictures.setActive(m_grids->currentIndex() == Pictures);
        } else {
            m_encoded.want({field}, {0});
        }
    }
}

void DataView::showProblem()
{
    const auto& sentences = m_session.sentences();
    const auto error = m_pages.problem() ? m_pages.problem() : m_session.recommendationProblem();
    m_problem->setVisible(error.has_value());
    if (!error)
        return;
    m_problem->setText(QString::fromStdString(sentences.sentence(*error)));
    m_problem->setDetails(QString::fromStdString(error->detail));
    m_problem->clearActions();
    // Without labels there is a way, too.
    const bool isUnlabeled = error->code == kNoTarget && m_session.readsTexts();
    m_problem->setAssurance(isUnlabeled ? tr("Texts without labels can be sorted by the names of classes alone. Nothing is trained for that.") : QString());
    if (isUnlabeled)
        connect(m_problem->addAction(tr("Sort by the names of the classes")), &QAbstractButton::clicked, this,
                [this] { m_session.goToTopic(Place::Use, QStringLiteral("names")); });
    if (m_pages.problem())
        connect(m_problem->addAction(tr("Try again")), &QAbstractButton::clicked, this, [this] { m_pages.retry(); });
}

void DataView::showSkipped()
{
    const auto& report = m_session.data().manifest.report;
    m_issues.setIssues(report.issues);
    m_skippedCard->setVisible(!report.issues.empty());
    m_skipped->setTitle(report.rowsSkipped > 0 ? tr("Skipped rows") : tr("Remarks of the import"));
    m_skipped->setNote(QLocale().toString(
        static_cast<qlonglong>(report.rowsSkipped > 0 ? report.rowsSkipped : static_cast<std::int64_t>(report.issues.size()))));
}

void DataView::retranslate()
{
    m_viewChoice->setSegmentText(Pictures, tr("Pictures"));
    m_viewChoice->setSegmentText(Table, tr("Table"));
    m_viewChoice->setAccessibleName(tr("How the data are shown"));
    const QString parts[] = {tr("All"), tr("Training"), tr("Validation"), tr("Test")};
    for (int i = 0; i < 4; ++i)
        m_splitChoice->setSegmentText(i, parts[i]);
    m_splitChoice->setAccessibleName(tr("Which rows are shown"));
    m_asTaskSees->setText(tr("As the task will see them"));
    m_asTaskSees->setToolTip(tr("What the model gets of each value: numbers scaled, classes counted, pictures in its size"));
    m_issueList->setAccessibleName(tr("Skipped rows with their reasons"));
    m_side->setAccessibleName(tr("About the data"));
    m_issues.retranslate();
    if (m_session.data().phase == DataState::Phase::Ready) {
        showSkipped();
        showProblem();
    }
    showData();
}

void DataView::applySpaces()
{
    const auto& theme = themeOf(this);
    layout()->setSpacing(theme.space(3));
    static_cast<QBoxLayout*>(layout())->itemAt(1)->layout()->setSpacing(theme.space(3));
    static_cast<QBoxLayout*>(layout())->itemAt(1)->layout()->itemAt(0)->layout()->setSpacing(theme.space(1));
    m_sideColumn->layout()->setSpacing(theme.space(3));
    fitSide();
}

void DataView::fitSide()
{
    const int bar = style()->pixelMetric(QStyle::PM_ScrollBarExtent, nullptr, m_side);
    const int wanted = std::max(themeOf(this).size("frame.inspector"), m_sideColumn->minimumSizeHint().width() + bar);
    // In a small window with large text not all of it has room beside the rows: there it scrolls sideways.
    const int room = width() - m_splitChoice->minimumSizeHint().width() - themeOf(this).space(3);
    const int taken = isVisible() ? std::clamp(wanted, std::min(wanted, width() / 3), std::max(width() / 3, room)) : wanted;
    m_side->setHorizontalScrollBarPolicy(taken < wanted ? Qt::ScrollBarAsNeeded : Qt::ScrollBarAlwaysOff);
    if (m_side->minimumWidth() != taken)
        m_side->setFixedWidth(taken);
}

void DataView::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fitSide();
}

bool DataView::eventFilter(QObject* watched, QEvent* event)
{
    // A card that came, or a longer word in one.
    if (watched == m_sideColumn && event->type() == QEvent::LayoutRequest)
        fitSide();
    return QWidget::eventFilter(watched, event);
}

void DataView::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::StyleChange)
        applySpaces();
}

} // namespace fettle::ui
