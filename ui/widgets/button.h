// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include <QPushButton>

#include "ui/theme/style_hints.h"

class QVariantAnimation;

namespace fettle::ui {

/// A button of one of the theme's kinds. Set its text in the owner's retranslate().
class Button : public QPushButton {
    Q_OBJECT
public:
    explicit Button(ButtonKind kind = ButtonKind::Normal, QWidget* parent = nullptr);
    Button(const QString& text, ButtonKind kind = ButtonKind::Normal, std::string_view iconName = {},
           QWidget* parent = nullptr);

    void setKind(ButtonKind kind);
    [[nodiscard]] ButtonKind kind() const { return buttonKind(this); }
    void setIconName(std::string_view name);
    /// Pressing does nothing while it is busy; the label stays, a ring stands in the icon's place, the width is kept.
    void setBusy(bool busy);
    [[nodiscard]] bool isBusy() const { return hasBusyMark(this); }
    /// Disabled, and the reason is the tooltip and the accessible description; an empty reason enables.
    void setDisabledReason(const QString& reason);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    bool event(QEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void turn();

    std::string m_iconName;
    QString m_tipBeforeReason;
    bool m_hasReason = false;
    QVariantAnimation* m_turn = nullptr;
};

} // namespace fettle::ui
