// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>

namespace fettle::ui {

/// The dot beside an option that differs from its default. Pressing it puts the default back: under the mouse and with
/// the focus the dot says so.
class ChangedMark : public QAbstractButton {
    Q_OBJECT
public:
    explicit ChangedMark(QWidget* parent = nullptr);

    /// The default as a person reads it, for the tooltip.
    void setDefaultText(const QString& text);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    void retranslate();
    QString m_default;
};

} // namespace fettle::ui
