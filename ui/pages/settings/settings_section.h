// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/contract/value.h"
#include "ui/widgets/card.h"

class QComboBox;
class QVBoxLayout;

namespace fettle::ui {

class Switch;
class TextLabel;

/// A card of the settings page, found by its heading in the list at the left.
class SettingsSection : public Card {
    Q_OBJECT
public:
    explicit SettingsSection(QWidget* parent = nullptr);

    [[nodiscard]] virtual QString heading() const = 0;
    /// The page came to the front.
    virtual void entered() {}
    /// engine.doctor's answer, whenever it was asked anew.
    virtual void setMachine(const Value& facts);
    /// Heading and all texts; the page calls it once after construction.
    void translateNow();

protected:
    virtual void retranslate() = 0;
    void changeEvent(QEvent* event) override;
    /// The column of fields, with a form's spaces; a card's own are narrower.
    [[nodiscard]] QVBoxLayout& column() const { return *m_column; }
    /// A switch with its sentence right below it.
    TextLabel* addSwitch(Switch* widget);

private:
    void applySpaces();

    QVBoxLayout* m_column = nullptr;
    QList<QVBoxLayout*> m_switches;
};

/// Fills or refills a combo box without a signal; the item whose data is `current` is chosen.
void setItems(QComboBox& box, const QList<std::pair<QString, QVariant>>& items, const QVariant& current);

/// Boxes that stand in a page that scrolls take the wheel only while they have the focus.
void guardWheel(QWidget& field);

} // namespace fettle::ui
