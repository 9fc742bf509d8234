// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/results/confusion_matrix.h"
#include "ui/widgets/card.h"

class QScrollArea;
class QVBoxLayout;

namespace fettle::ui {

class Link;
class TextLabel;

/// Which classes are taken for which: the matrix, or, where it would be too large to read, first the pairs that are
/// mixed up most.
class MistakesCard : public Card {
    Q_OBJECT
public:
    /// Above so many classes the pairs come first.
    static constexpr int kMostReadable = 20;
    static constexpr std::size_t kPairs = 10;

    explicit MistakesCard(QWidget* parent = nullptr);

    void setCounts(ConfusionCounts counts);
    void clearChosen();
    [[nodiscard]] ConfusionMatrix* matrix() const { return m_matrix; }
    [[nodiscard]] bool showsPairs() const { return m_showsPairs; }
    [[nodiscard]] const QList<Link*>& pairLinks() const { return m_links; }
    void showMatrix(bool matrix);

Q_SIGNALS:
    void cellPressed(int row, int column);

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void retranslate();
    void makePairs();
    void namePair(Link& link, const ConfusionCounts::Pair& pair) const;
    void fitMatrix();
    void press(int row, int column);

    ConfusionMatrix* m_matrix = nullptr;
    QScrollArea* m_scroll = nullptr;
    QWidget* m_pairs = nullptr;
    QVBoxLayout* m_pairLines = nullptr;
    QList<Link*> m_links;
    TextLabel* m_none = nullptr;
    TextLabel* m_axes = nullptr;
    Link* m_other = nullptr;
    bool m_showsPairs = false;
};

} // namespace fettle::ui
