// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include <QPair>

#include "ui/pages/results/confusion_matrix.h"
#include "ui/pages/results/examples_model.h"
#include "ui/pages/results/result_words.h"
#include "ui/pages/results/run_results.h"
#include "ui/widgets/card.h"

class QStackedLayout;
class QTableView;

namespace fettle::ui {

class ExampleTexts;
class ExampleTiles;
class Link;
class Notice;
class SegmentedControl;
class Spinner;
class TextLabel;

/// Examples of the evaluation: the worst, the best or any, of all or of one cell of the matrix; as rows, as
/// pictures or as texts.
class ExamplesCard : public Card {
    Q_OBJECT
public:
    ExamplesCard(Session& session, const RunResults& results, QWidget* parent = nullptr);

    /// The evaluation changed.
    void showResults();
    /// −1, −1: all examples. Row beyond the classes: of a class that is not known.
    void showCell(int row, int column);
    [[nodiscard]] ExamplesModel& model() { return *m_model; }

Q_SIGNALS:
    /// By the user: all examples again.
    void cellCleared();

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    void applySizes();
    void refresh();
    void chooseOrder(int segment);
    [[nodiscard]] QString countSentence() const;

    Session& m_session;
    const RunResults& m_results;
    ThumbnailLoader m_thumbnails;
    std::unique_ptr<ExamplesModel> m_model;
    SegmentedControl* m_order = nullptr;
    TextLabel* m_count = nullptr;
    Link* m_all = nullptr;
    Notice* m_problem = nullptr;
    QWidget* m_views = nullptr;
    QStackedLayout* m_stack = nullptr;
    QTableView* m_table = nullptr;
    ExampleTiles* m_tiles = nullptr;
    ExampleTexts* m_texts = nullptr;
    QPair<int, int> m_cell{-1, -1};
    std::int64_t m_seed = 1;
};

} // namespace fettle::ui
