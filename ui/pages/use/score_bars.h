// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QString>
#include <QWidget>

namespace fettle::ui {

/// The likeliest answers with a bar each, in the order given; the first is the answer. Where there is a threshold, a
/// line shows how far the first one has to reach.
class ScoreBars : public QWidget {
    Q_OBJECT
public:
    struct Score {
        QString name;
        double share = 0.0;
        friend bool operator==(const Score&, const Score&) = default;
    };
    static constexpr std::size_t kMost = 6;

    explicit ScoreBars(QWidget* parent = nullptr);
    void setScores(std::vector<Score> scores, double threshold);
    [[nodiscard]] const std::vector<Score>& scores() const { return m_scores; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return {160, sizeHint().height()}; }

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    std::vector<Score> m_scores;
    double m_threshold = 0.0;
};

} // namespace fettle::ui
