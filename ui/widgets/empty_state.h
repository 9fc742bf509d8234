// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include <QWidget>

#include "ui/theme/style_hints.h"

class QSpacerItem;
class QVBoxLayout;

namespace fettle::ui {

class Button;
class FlowLayout;
class TextLabel;

/// What stands where nothing is yet: what will be here and the button that brings it.
class EmptyState : public QWidget {
    Q_OBJECT
public:
    explicit EmptyState(std::string_view iconName, QWidget* parent = nullptr);

    void setIconName(std::string_view name);
    void setTitle(const QString& title);
    void setSentence(const QString& sentence);
    Button* addButton(const QString& text, ButtonKind kind = ButtonKind::Normal, std::string_view iconName = {});

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void applySpaces();
    [[nodiscard]] QRect iconRect() const;

    std::string m_iconName;
    TextLabel* m_title = nullptr;
    TextLabel* m_sentence = nullptr;
    QVBoxLayout* m_layout = nullptr;
    QSpacerItem* m_iconRoom = nullptr;
    QWidget* m_buttons = nullptr;
    FlowLayout* m_buttonFlow = nullptr;
};

} // namespace fettle::ui
