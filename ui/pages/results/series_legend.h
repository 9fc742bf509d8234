// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QString>
#include <QWidget>

namespace fettle::ui {

/// Which color is which line, in as many lines of text as it takes.
class SeriesLegend : public QWidget {
    Q_OBJECT
public:
    struct Entry {
        QString text;
        int color = 0; ///< place among the theme's plot colors
        friend bool operator==(const Entry&, const Entry&) = default;
    };

    explicit SeriesLegend(QWidget* parent = nullptr);
    void setEntries(std::vector<Entry> entries);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    /// Where each entry stands; the last rectangle's bottom is the height.
    [[nodiscard]] std::vector<QRect> places(int width) const;

    std::vector<Entry> m_entries;
};

} // namespace fettle::ui
