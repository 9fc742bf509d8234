// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QWidget>

#include "engine/contract/dataset.h"

namespace fettle::ui {

/// How often each value occurs, as bars with their counts.
class ValueBars : public QWidget {
    Q_OBJECT
public:
    explicit ValueBars(QWidget* parent = nullptr);

    /// Most frequent first; of more than `most` the rest is one bar. `total`: all present values.
    void setValues(const std::vector<ValueCount>& values, std::int64_t total, std::size_t most);
    [[nodiscard]] int barCount() const { return static_cast<int>(m_bars.size()); }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    bool event(QEvent* event) override;
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void describe();
    [[nodiscard]] int lineHeight() const;

    struct Bar {
        QString name;
        std::int64_t count = 0;
        bool isRest = false;
    };
    std::vector<Bar> m_bars;
    std::int64_t m_total = 0;
    std::int64_t m_restValues = 0;
};

/// How numbers, dates or the lengths of texts are spread.
class Histogram : public QWidget {
    Q_OBJECT
public:
    explicit Histogram(QWidget* parent = nullptr);

    /// Of numbers; of dates, whose edges are seconds since 1970; of texts, whose lengths in characters they are.
    void setStatistics(const FieldStatistics& statistics, FieldKind kind);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    bool event(QEvent* event) override;
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void describe();
    [[nodiscard]] QString edgeText(double value) const;
    [[nodiscard]] QRect plotRect() const;

    FieldStatistics m_statistics;
    FieldKind m_kind = FieldKind::Number;
};

} // namespace fettle::ui
