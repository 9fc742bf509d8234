// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QTimer;

namespace fettle::ui {

class Button;
class TextLabel;

/// A sentence at the foot of a page that goes by itself, with at most one button ("Undo"). Never for errors: those
/// stay where they belong, as a Notice. It waits while the mouse or the focus is on it.
class Toast : public QWidget {
    Q_OBJECT
public:
    /// Shown over the foot of `over`, which keeps at most one.
    static Toast* show(QWidget* over, const QString& sentence, const QString& buttonText = {});

    [[nodiscard]] QString text() const;

Q_SIGNALS:
    void buttonPressed();

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    Toast(QWidget* over, const QString& sentence, const QString& buttonText);
    void place();

    TextLabel* m_text = nullptr;
    Button* m_button = nullptr;
    QTimer* m_timer = nullptr;
};

} // namespace fettle::ui
