// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

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
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void applySpaces();

    QVBoxLayout* m_content = nullptr;
};

} // namespace fettle::ui
