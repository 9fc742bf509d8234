// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRect>
#include <QWidget>

class QVBoxLayout;

namespace fettle::ui {

/// A raised surface under what opened it; goes with Esc or a press elsewhere.
class Popover : public QWidget {
    Q_OBJECT
public:
    explicit Popover(QWidget* parent);

    [[nodiscard]] QVBoxLayout* content() const { return m_content; }
    /// Below `anchor` (in global coordinates), inside the screen.
    void popUp(const QRect& anchor);

protected:
    bool event(QEvent* event) override;
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void applySpaces();
    void place();

    QVBoxLayout* m_content = nullptr;
    QRect m_anchor;
};

} // namespace fettle::ui
