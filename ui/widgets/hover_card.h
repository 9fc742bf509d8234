// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QTimer;
class QVBoxLayout;

namespace fettle::ui {

/// More about something than a tooltip holds: text, a small plot. Comes when the mouse rests on its owner or the owner
/// has the focus and F1 or Shift+F1 is pressed; goes with Esc, or when the mouse has left both.
class HoverCard : public QWidget {
    Q_OBJECT
public:
    /// Belongs to `owner`.
    explicit HoverCard(QWidget* owner);

    [[nodiscard]] QVBoxLayout* content() const { return m_content; }
    void popUp();

Q_SIGNALS:
    /// Fill it now.
    void aboutToShow();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void applySpaces();

    QWidget* m_owner = nullptr;
    QVBoxLayout* m_content = nullptr;
    QTimer* m_open = nullptr;
    QTimer* m_close = nullptr;
};

} // namespace fettle::ui
