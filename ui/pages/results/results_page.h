// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/page.h"
#include "ui/pages/results/run_results.h"

class QMenu;
class QScrollArea;
class QSortFilterProxyModel;
class QTableView;

namespace fettle::ui {

class Breadcrumb;
class ClassTableModel;
class CurvesCard;
class EmptyState;
class ExamplesCard;
class HeadlineCard;
class IconButton;
class MistakesCard;
class Notice;
class PlacesCard;
class RegressionCard;
class RunPicker;
class Section;
class SegmentedControl;
class SideBySide;
class SurenessCard;
class Card;

/// How good a run is and where it is wrong: the honest number first, then what it mixes up, examples, figures, curves.
class ResultsPage : public Page {
    Q_OBJECT
public:
    explicit ResultsPage(Session& session, QWidget* parent = nullptr);
    ~ResultsPage() override;

    void entered() override;
    [[nodiscard]] QWidget* presentable() override;
    [[nodiscard]] QString helpTopic() const override { return QStringLiteral("results"); }
    [[nodiscard]] const RunResults& results() const { return m_results; }

protected:
    void retranslate() override;
    void primary() override;
    void changeEvent(QEvent* event) override;

private:
    void build();
    void buildClassTable();
    void applySpaces();
    void followRun();
    void showState();
    void showEvaluation();
    void showNoResult();
    void showFailure(const store::RunRecord& run);
    void showPrimary();
    void showSplits();
    void showLineage();
    void followLineage(const QString& step);
    void copyText(const QString& text, const QString& said);
    void copyCommand();
    void copyRecipe();

    RunResults m_results;
    RunPicker* m_picker = nullptr;
    SegmentedControl* m_split = nullptr;
    Breadcrumb* m_lineage = nullptr;
    IconButton* m_copy = nullptr;
    QMenu* m_copyMenu = nullptr;
    QAction* m_copyCommand = nullptr;
    QAction* m_copyRecipe = nullptr;
    QWidget* m_bar = nullptr;
    QScrollArea* m_scroll = nullptr;
    QWidget* m_column = nullptr;
    EmptyState* m_empty = nullptr;
    Notice* m_problem = nullptr;
    Notice* m_noTest = nullptr;
    SideBySide* m_first = nullptr;
    SideBySide* m_second = nullptr;
    HeadlineCard* m_headline = nullptr;
    SurenessCard* m_sureness = nullptr;
    MistakesCard* m_mistakes = nullptr;
    RegressionCard* m_regression = nullptr;
    PlacesCard* m_places = nullptr;
    ExamplesCard* m_examples = nullptr;
    Card* m_classes = nullptr;
    QTableView* m_classTable = nullptr;
    ClassTableModel* m_classModel = nullptr;
    QSortFilterProxyModel* m_classOrder = nullptr;
    Section* m_more = nullptr;
    CurvesCard* m_curves = nullptr;
    JobState m_shownState = JobState::Queued;
};

} // namespace fettle::ui
