// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFocusFrame>
#include <QObject>
#include <QPointer>

class QApplication;

namespace fettle::ui {

/// The ring around the control that has the focus, outside of its border. One stands above the window's other widgets
/// and follows the focus.
class FocusRing : public QFocusFrame {
    Q_OBJECT
public:
    explicit FocusRing(QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;
};

/// Shows the ring while the focus is moved by the keyboard, and hides it when the mouse does.
class FocusWatch : public QObject {
    Q_OBJECT
public:
    FocusWatch(QApplication& application, QObject* parent);
    ~FocusWatch() override;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void follow();
    void showToolTip(QWidget& widget, const QPoint& globalPosition, const QString& text) const;

    QPointer<FocusRing> m_ring;
    bool m_byKeyboard = false;
};

} // namespace fettle::ui
