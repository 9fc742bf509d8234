// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include <QToolButton>

namespace fettle::ui {

/// An icon without a label beside it: its label is the tooltip and the accessible name. Flat until the mouse is on it.
class IconButton : public QToolButton {
    Q_OBJECT
public:
    explicit IconButton(std::string_view iconName, QWidget* parent = nullptr);

    void setIconName(std::string_view name);
    /// Set in the owner's retranslate(). `shortcut` is shown after the label in the tooltip.
    void setLabel(const QString& label, const QKeySequence& shortcut = {});

protected:
    void changeEvent(QEvent* event) override;

private:
    void applySizes();
    std::string m_iconName;
};

} // namespace fettle::ui
