// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <QWidget>

namespace fettle::ui {

/// A curve as small as a word, without axes; the last value is marked. Its accessible name is the owner's to set.
class Sparkline : public QWidget {
    Q_OBJECT
public:
    explicit Sparkline(QWidget* parent = nullptr);

    /// Values that are not finite leave a gap.
    void setValues(std::vector<double> values);
    [[nodiscard]] const std::vector<double>& values() const { return m_values; }
    /// The plot color by its place (the start: 0), or a token.
    void setPlotColor(int index);
    void setColorRole(std::string_view token);
    void setFilled(bool filled);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    std::vector<double> m_values;
    std::string m_colorRole;
    int m_plotColor = 0;
    bool m_filled = false;
};

} // namespace fettle::ui
