// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forms/form_editors.h"

#include <cmath>

#include <QComboBox>
#include <QLineEdit>
#include <QListWidget>
#include <QRegularExpression>
#include <QSignalBlocker>
#include <QVBoxLayout>
#include <QWheelEvent>

#include "ui/forms/number_box.h"
#include "ui/theme/theme.h"
#include "ui/widgets/switch.h"

namespace fettle::ui {
namespace {

QString text(const std::string& value) { return QString::fromStdString(value); }

/// A list that the wheel scrolls past, unless it has the focus.
class FormComboBox final : public QComboBox {
public:
    explicit FormComboBox(QWidget* parent) : QComboBox(parent)
    {
        setFocusPolicy(Qt::StrongFocus);
        setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        setMinimumContentsLength(8);
    }

protected:
    void wheelEvent(QWheelEvent* event) override
    {
        if (hasFocus())
            QComboBox::wheelEvent(event);
        else
            event->ignore();
    }
};

QVBoxLayout* bareLayout(QWidget* parent)
{
    auto* layout = new QVBoxLayout(parent);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    return layout;
}

} // namespace

QComboBox* makeFormComboBox(QWidget* parent) { return new FormComboBox(parent); }

// --- Switch -----------------------------------------------------------------------------------------------------------

SwitchEditor::SwitchEditor(QWidget* parent) : ParameterEditor(parent), m_switch(new Switch(this))
{
    bareLayout(this)->addWidget(m_switch, 0, Qt::AlignLeft);
    setFocusProxy(m_switch);
    connect(m_switch, &QAbstractButton::clicked, this, &ParameterEditor::edited);
}

void SwitchEditor::setValue(const Value& value) { m_switch->setChecked(value.asBoolean()); }
Value SwitchEditor::value() const { return m_switch->isChecked(); }
QWidget* SwitchEditor::control() { return m_switch; }
void SwitchEditor::setTitle(const QString& title) { m_switch->setText(title); }

// --- Number -----------------------------------------------------------------------------------------------------------

NumberEditor::NumberEditor(const ParameterInfo& info, QWidget* parent)
    : ParameterEditor(parent), m_whole(info.type == ParameterType::Integer), m_box(new NumberBox(this))
{
    bareLayout(this)->addWidget(m_box);
    setFocusProxy(m_box);
    m_box->setRule({m_whole, info.logarithmic, info.minimum, info.maximum});
    connect(m_box, &NumberBox::edited, this, &ParameterEditor::edited);
}

void NumberEditor::setValue(const Value& value) { m_box->setValue(value.asReal()); }

Value NumberEditor::value() const
{
    const auto number = m_box->value();
    if (!number)
        return {};
    return m_whole ? Value(static_cast<std::int64_t>(*number)) : Value(*number);
}

QString NumberEditor::problem() const { return m_box->problem(); }
QWidget* NumberEditor::control() { return m_box; }
void NumberEditor::setReadOnly(bool readOnly) { m_box->setReadOnly(readOnly); }

// --- Text -------------------------------------------------------------------------------------------------------------

TextEditor::TextEditor(QWidget* parent) : ParameterEditor(parent), m_layout(bareLayout(this)), m_line(new QLineEdit(this))
{
    m_layout->addWidget(m_line);
    setFocusProxy(m_line);
    connect(m_line, &QLineEdit::textEdited, this, &ParameterEditor::edited);
}

void TextEditor::setValue(const Value& value)
{
    const auto shown = value.isText() ? text(value.asText()) : text(value.isNull() ? "" : value.toDisplay());
    if (m_choice) {
        const QSignalBlocker blocker(m_choice);
        m_choice->setCurrentText(shown);
    } else if (m_line->text() != shown) {
        m_line->setText(shown);
    }
}

Value TextEditor::value() const { return (m_choice ? m_choice->currentText() : m_line->text()).toStdString(); }
QWidget* TextEditor::control() { return m_choice ? static_cast<QWidget*>(m_choice) : m_line; }

void TextEditor::setSuggestions(const QStringList& texts)
{
    const auto now = value();
    if (!m_choice && !texts.isEmpty()) {
        m_choice = makeFormComboBox(this);
        m_choice->setEditable(true);
        m_choice->setInsertPolicy(QComboBox::NoInsert);
        m_choice->setAccessibleName(m_line->accessibleName());
        m_choice->setAccessibleDescription(m_line->accessibleDescription());
        delete m_layout->replaceWidget(m_line, m_choice);
        m_line->hide();
        setFocusProxy(m_choice);
        connect(m_choice, &QComboBox::currentTextChanged, this, &ParameterEditor::edited);
    }
    if (m_choice) {
        const QSignalBlocker blocker(m_choice);
        m_choice->clear();
        m_choice->addItems(texts);
        setValue(now);
    }
}

// --- Choice -----------------------------------------------------------------------------------------------------------

ChoiceEditor::ChoiceEditor(const ParameterInfo& info, const FormContext& context, QWidget* parent)
    : ParameterEditor(parent), m_context(context), m_choices(info.choices), m_box(makeFormComboBox(this))
{
    bareLayout(this)->addWidget(m_box);
    setFocusProxy(m_box);
    for (const auto& choice : m_choices)
        m_box->addItem(QString(), QVariant(text(choice.value)));
    retranslate();
    connect(m_box, &QComboBox::activated, this, &ParameterEditor::edited);
}

void ChoiceEditor::setValue(const Value& value)
{
    // A name that this version does not know stays in the list, so that nothing is lost by looking at it.
    const auto name = text(value.isText() ? value.asText() : value.toDisplay());
    auto index = m_box->findData(name);
    if (index < 0 && !value.isNull()) {
        m_box->addItem(name, QVariant(name));
        index = m_box->count() - 1;
    }
    m_box->setCurrentIndex(index);
}

Value ChoiceEditor::value() const
{
    const auto index = m_box->currentIndex();
    return index < 0 || index >= static_cast<int>(m_choices.size()) ? Value() : Value(m_choices[static_cast<std::size_t>(index)].value);
}

QString ChoiceEditor::problem() const
{
    if (m_box->currentIndex() < 0)
        return tr("Choose one.");
    return value().isNull() ? tr("“%1” is not one of the choices.").arg(m_box->currentText()) : QString();
}

QWidget* ChoiceEditor::control() { return m_box; }

void ChoiceEditor::retranslate()
{
    for (int i = 0; i < static_cast<int>(m_choices.size()); ++i)
        m_box->setItemText(i, text(m_context.sentences->catalog(m_choices[static_cast<std::size_t>(i)].title)));
}

// --- Whole numbers ----------------------------------------------------------------------------------------------------

IntegerListEditor::IntegerListEditor(const ParameterInfo& info, QWidget* parent)
    : ParameterEditor(parent), m_minimum(info.minimum), m_maximum(info.maximum),
      m_mayBeEmpty(info.defaultValue.isList() && info.defaultValue.asList().empty()), m_line(new QLineEdit(this))
{
    bareLayout(this)->addWidget(m_line);
    setFocusProxy(m_line);
    m_line->setFont(themeOf(this).font(TextStyle::Code));
    connect(m_line, &QLineEdit::textEdited, this, &ParameterEditor::edited);
    retranslate();
}

std::optional<std::vector<std::int64_t>> IntegerListEditor::typed() const
{
    static const QRegularExpression kBetween(QStringLiteral("[\\s,;x×*\\[\\]()]+"));
    std::vector<std::int64_t> numbers;
    auto written = m_line->text();
    written.replace(QChar(0x2212), QLatin1Char('-'));
    for (const auto& part : written.split(kBetween, Qt::SkipEmptyParts)) {
        bool fits = false;
        numbers.push_back(part.toLongLong(&fits));
        if (!fits)
            return std::nullopt;
    }
    if (numbers.empty() && !m_mayBeEmpty)
        return std::nullopt;
    return numbers;
}

void IntegerListEditor::setValue(const Value& value)
{
    QStringList parts;
    if (value.isList())
        for (const auto& item : value.asList())
            parts << QString::number(item.asInteger());
    else if (value.isNumber())
        parts << QString::number(value.asInteger());
    if (typed() && sameValue(this->value(), value))
        return;
    m_line->setText(parts.join(QStringLiteral(", ")));
}

Value IntegerListEditor::value() const
{
    const auto numbers = typed();
    if (!numbers || !problem().isEmpty())
        return {};
    if (numbers->size() == 1 && !m_mayBeEmpty)
        return numbers->front();
    return ValueList(numbers->begin(), numbers->end());
}

QString IntegerListEditor::problem() const
{
    const auto numbers = typed();
    if (!numbers)
        return tr("Type one whole number, or several: 3 or 3, 5.");
    for (const auto number : *numbers) {
        const auto real = static_cast<double>(number);
        if ((m_minimum && real < *m_minimum) || (m_maximum && real > *m_maximum)) {
            if (m_minimum && m_maximum)
                return tr("It must be between %1 and %2.").arg(NumberBox::display(*m_minimum, true), NumberBox::display(*m_maximum, true));
            return m_minimum ? tr("It must be at least %1.").arg(NumberBox::display(*m_minimum, true))
                             : tr("It must be at most %1.").arg(NumberBox::display(*m_maximum, true));
        }
    }
    return {};
}

QWidget* IntegerListEditor::control() { return m_line; }
void IntegerListEditor::retranslate() { m_line->setPlaceholderText(tr("3 or 3, 5")); }

} // namespace fettle::ui
