// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QTimer;

namespace fettle::ui {

/// "✓ Saved" in a line, shown for two seconds after each save. There is no Save button.
class SavedMark : public QWidget {
    Q_OBJECT
public:
    explicit SavedMark(QWidget* parent = nullptr);

    void flash();
    [[nodiscard]] bool isShown() const { return m_shown; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void retranslate();

    QString m_text;
    QTimer* m_timer = nullptr;
    bool m_shown = false;
};

} // namespace fettle::ui
