// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QBoxLayout;

namespace fettle::ui {

/// Two parts beside each other where there is room, below each other where there is not.
class SideBySide : public QWidget {
    Q_OBJECT
public:
    /// `narrowBelow`: in pixels at 100 % text.
    SideBySide(int narrowBelow, QWidget* parent = nullptr);

    void add(QWidget* part, int stretch = 1);
    [[nodiscard]] bool isWide() const;

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void arrange();

    QBoxLayout* m_layout = nullptr;
    int m_narrowBelow;
};

} // namespace fettle::ui
