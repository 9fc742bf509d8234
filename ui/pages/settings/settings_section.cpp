// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/settings/settings_section.h"

#include <QComboBox>
#include <QEvent>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include "ui/theme/theme.h"
#include "ui/widgets/switch.h"
#include "ui/widgets/text_label.h"

namespace fettle::ui {
namespace {

class WheelGuard : public QObject {
public:
    using QObject::QObject;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override
    {
        const auto* field = qobject_cast<QWidget*>(watched);
        if (event->type() != QEvent::Wheel || !field || field->hasFocus())
            return false;
        // Not accepted and not delivered: what scrolls gets it.
        event->ignore();
        return true;
    }
};

} // namespace

SettingsSection::SettingsSection(QWidget* parent) : Card(parent), m_column(new QVBoxLayout)
{
    content()->addLayout(m_column);
    applySpaces();
}

void SettingsSection::setMachine(const Value&) {}

void SettingsSection::translateNow()
{
    setTitle(heading());
    retranslate();
}

void SettingsSection::changeEvent(QEvent* event)
{
    Card::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        translateNow();
    else if (event->type() == QEvent::StyleChange)
        applySpaces();
}

TextLabel* SettingsSection::addSwitch(Switch* widget)
{
    auto* lines = new QVBoxLayout;
    auto* sentence = new TextLabel(TextStyle::Small, "text.secondary");
    sentence->setWrap(true);
    lines->addWidget(widget);
    lines->addWidget(sentence);
    m_column->addLayout(lines);
    m_switches << lines;
    applySpaces();
    return sentence;
}

void SettingsSection::applySpaces()
{
    m_column->setSpacing(themeOf(this).space(3));
    for (auto* lines : m_switches)
        lines->setSpacing(themeOf(this).space(0));
}

void setItems(QComboBox& box, const QList<std::pair<QString, QVariant>>& items, const QVariant& current)
{
    const QSignalBlocker quiet(box);
    box.clear();
    for (const auto& [text, data] : items)
        box.addItem(text, data);
    box.setCurrentIndex(box.findData(current));
}

void guardWheel(QWidget& field)
{
    field.setFocusPolicy(Qt::StrongFocus);
    field.installEventFilter(new WheelGuard(&field));
}

} // namespace fettle::ui
