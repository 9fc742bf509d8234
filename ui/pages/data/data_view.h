// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "ui/pages/data/encoded_cells.h"
#include "ui/pages/data/issues_model.h"
#include "ui/pages/data/picture_model.h"
#include "ui/pages/data/row_pages.h"
#include "ui/pages/data/rows_model.h"
#include "ui/pages/data/thumbnail_loader.h"
#include "ui/session/session.h"

class QScrollArea;
class QStackedWidget;
class QVBoxLayout;

namespace fettle::ui {

class Card;
class ClassLevelCard;
class ColumnPopover;
class FindingCards;
class FormatCard;
class IssueList;
class Notice;
class PictureView;
class PredictionSentence;
class RowsView;
class Section;
class SheetCard;
class SegmentedControl;
class SplitCard;
class TextCard;
class Switch;

/// The data when it is there: the sentence, the rows or pictures, and beside them what is known about them.
class DataView : public QWidget {
    Q_OBJECT
public:
    explicit DataView(Session& session, QWidget* parent = nullptr);

    [[nodiscard]] PredictionSentence* sentence() const { return m_sentence; }
    [[nodiscard]] RowsView* rowsView() const { return m_rowsView; }
    [[nodiscard]] PictureView* pictureView() const { return m_pictureView; }
    [[nodiscard]] SegmentedControl* splitChoice() const { return m_splitChoice; }
    [[nodiscard]] SegmentedControl* viewChoice() const { return m_viewChoice; }
    [[nodiscard]] Switch* asTaskSees() const { return m_asTaskSees; }
    [[nodiscard]] SplitCard* splitCard() const { return m_split; }
    [[nodiscard]] FormatCard* formatCard() const { return m_format; }
    [[nodiscard]] ClassLevelCard* classLevelCard() const { return m_levels; }
    [[nodiscard]] SheetCard* sheetCard() const { return m_sheet; }
    [[nodiscard]] FindingCards* findingCards() const { return m_findings; }
    [[nodiscard]] Section* skippedFold() const { return m_skipped; }
    [[nodiscard]] ColumnPopover* columnPopover() const { return m_popover; }
    /// The table or the pictures.
    [[nodiscard]] QWidget* grid() const;

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* makeToolBar();
    QWidget* makeSide();
    void connectAll();
    void retranslate();
    void applySpaces();
    void fitSide();
    void showData();
    void showProblem();
    void showSkipped();
    void showEncoded();
    void openPages();
    void chooseView();
    [[nodiscard]] bool hasPictures() const;

    Session& m_session;
    RowPages m_pages;
    ThumbnailLoader m_thumbnails;
    EncodedCells m_encoded;
    RowsModel m_rows;
    PictureModel m_pictures;
    IssuesModel m_issues;
    std::string m_shown; ///< manifest id

    PredictionSentence* m_sentence = nullptr;
    Notice* m_problem = nullptr;
    SegmentedControl* m_viewChoice = nullptr;
    SegmentedControl* m_splitChoice = nullptr;
    Switch* m_asTaskSees = nullptr;
    Card* m_gridCard = nullptr;
    QStackedWidget* m_grids = nullptr;
    RowsView* m_rowsView = nullptr;
    PictureView* m_pictureView = nullptr;
    Section* m_skipped = nullptr;
    IssueList* m_issueList = nullptr;
    Card* m_skippedCard = nullptr;
    QScrollArea* m_side = nullptr;
    QWidget* m_sideColumn = nullptr;
    ClassLevelCard* m_levels = nullptr;
    SheetCard* m_sheet = nullptr;
    FindingCards* m_findings = nullptr;
    TextCard* m_texts = nullptr;
    SplitCard* m_split = nullptr;
    FormatCard* m_format = nullptr;
    ColumnPopover* m_popover = nullptr;
};

} // namespace fettle::ui
