// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/use/try_form.h"

#include <algorithm>
#include <cmath>

#include <QComboBox>
#include <QCompleter>
#include <QEvent>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QScopedValueRollback>
#include <QVBoxLayout>

#include "ui/forms/number_box.h"
#include "ui/theme/theme.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/link.h"

namespace fettle::ui {
namespace {

constexpr int kPauseMs = 200;
constexpr int kColumnMinimum = 180;
/// More choices than that are searched by typing.
constexpr std::size_t kFewChoices = 12;
/// That a text is seen of, and where the text is all there is.
constexpr int kLines = 4;
constexpr int kLinesOfOne = 8;

QString plainNumber(double value)
{
    return NumberBox::display(value, value == std::floor(value) && std::abs(value) < 1e15);
}

} // namespace

TryForm::TryForm(QWidget* parent)
    : QWidget(parent), m_textPlace(new QWidget(this)), m_texts(new QVBoxLayout(m_textPlace)), m_place(new QWidget(this)), m_flow(new FlowLayout(m_place)), m_more(new Link(TextStyle::Body, this))
{
    m_flow->setContentsMargins(0, 0, 0, 0);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    m_texts->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_textPlace);
    column->addWidget(m_place);
    column->addWidget(m_more, 0, Qt::AlignLeft);
    m_more->hide();
    connect(m_more, &QAbstractButton::clicked, this, &TryForm::showMore);
    m_pause.setSingleShot(true);
    m_pause.setInterval(kPauseMs);
    connect(&m_pause, &QTimer::timeout, this, &TryForm::edited);
    applySizes();
}

void TryForm::setFields(const std::vector<FieldInfo>& fields)
{
    if (fields == m_fields)
        return;
    for (const auto& entry : m_entries)
        delete entry.box;
    m_entries.clear();
    m_row.clear();
    m_fields = fields;
    showMore();
}

void TryForm::showMore()
{
    const QScopedValueRollback filling(m_filling, true);
    const auto until = std::min(m_fields.size(), m_entries.size() + kAtOnce);
    while (m_entries.size() < until) {
        const auto index = m_entries.size();
        m_entries.push_back(makeEntry(m_fields[index]));
        if (m_entries.back().text)
            m_texts->addWidget(m_entries.back().box);
        else
            m_flow->addWidget(m_entries.back().box);
        const auto found = m_row.find(m_fields[index].name);
        fill(index, found == m_row.end() ? Value() : found->second);
    }
    m_more->setVisible(m_entries.size() < m_fields.size());
    const auto texts = std::ranges::count_if(m_entries, [](const Entry& entry) { return entry.text != nullptr; });
    m_textPlace->setVisible(texts > 0);
    m_place->setVisible(static_cast<std::size_t>(texts) < m_entries.size());
    applySizes();
    retranslate();
}

TryForm::Entry TryForm::makeEntry(const FieldInfo& field)
{
    Entry entry;
    QWidget* editor = nullptr;
    const auto listen = [this] { changedByUser(); };
    if (field.kind == FieldKind::Number) {
        entry.number = new NumberBox(this);
        connect(entry.number, &NumberBox::edited, this, listen);
        editor = entry.number;
    } else if ((field.kind == FieldKind::Category || field.kind == FieldKind::Boolean) && !field.classes.empty()) {
        entry.choice = new QComboBox(this);
        entry.choice->addItem(QString(), QVariant());
        for (const auto& name : field.classes)
            entry.choice->addItem(QString::fromStdString(name), QString::fromStdString(name));
        if (field.classes.size() > kFewChoices) {
            entry.choice->setEditable(true);
            entry.choice->setInsertPolicy(QComboBox::NoInsert);
            entry.choice->completer()->setFilterMode(Qt::MatchContains);
            entry.choice->completer()->setCompletionMode(QCompleter::PopupCompletion);
            connect(entry.choice, &QComboBox::editTextChanged, this, listen);
        }
        entry.choice->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        entry.choice->setMinimumContentsLength(8);
        connect(entry.choice, &QComboBox::currentIndexChanged, this, listen);
        editor = entry.choice;
    } else if (field.kind == FieldKind::Text) {
        entry.text = new QPlainTextEdit(this);
        entry.text->setTabChangesFocus(true);
        connect(entry.text, &QPlainTextEdit::textChanged, this, listen);
        editor = entry.text;
    } else {
        entry.line = new QLineEdit(this);
        connect(entry.line, &QLineEdit::textEdited, this, listen);
        editor = entry.line;
    }
    entry.box = new FormField(editor, entry.text ? m_textPlace : m_place);
    entry.box->setFullWidth(entry.text != nullptr);
    return entry;
}

QWidget* TryForm::editor(const std::string& field) const
{
    for (std::size_t i = 0; i < m_entries.size(); ++i)
        if (m_fields[i].name == field)
            return m_entries[i].box->field();
    return nullptr;
}

void TryForm::changedByUser()
{
    if (m_filling)
        return;
    for (const auto& entry : m_entries)
        if (entry.number)
            entry.box->setError(entry.number->text().trimmed().isEmpty() ? QString() : entry.number->problem());
    m_pause.start();
}

void TryForm::setRow(const ValueMap& row)
{
    const QScopedValueRollback filling(m_filling, true);
    m_pause.stop();
    m_row = row;
    for (std::size_t i = 0; i < m_entries.size(); ++i) {
        const auto found = row.find(m_fields[i].name);
        fill(i, found == row.end() ? Value() : found->second);
        m_entries[i].box->setError({});
    }
}

void TryForm::fill(std::size_t index, const Value& value)
{
    const auto& entry = m_entries[index];
    const QString text = value.isNull() ? QString()
        : value.isText()                ? QString::fromStdString(value.asText())
        : value.isNumber()              ? plainNumber(value.asReal())
                                        : QString::fromStdString(value.toDisplay());
    if (entry.number) {
        if (value.isNumber())
            entry.number->setValue(value.asReal());
        else
            entry.number->clear();
    } else if (entry.choice) {
        const int known = text.isEmpty() ? 0 : entry.choice->findData(text);
        entry.choice->setCurrentIndex(std::max(0, known));
        // What training did not have can be tried too, where there is room to type it.
        if (known < 0 && entry.choice->isEditable())
            entry.choice->setEditText(text);
    } else if (entry.text) {
        entry.text->setPlainText(text);
    } else {
        entry.line->setText(text);
    }
}

Value TryForm::valueOf(std::size_t index) const
{
    const auto& entry = m_entries[index];
    if (entry.number) {
        const auto number = entry.number->value();
        return number && !entry.number->text().trimmed().isEmpty() ? Value(*number) : Value();
    }
    const QString text = entry.choice ? (entry.choice->isEditable() ? entry.choice->currentText() : entry.choice->currentData().toString())
        : entry.text                  ? entry.text->toPlainText()
                                      : entry.line->text();
    return text.isEmpty() ? Value() : Value(text.toStdString());
}

ValueMap TryForm::row() const
{
    ValueMap row;
    for (std::size_t i = 0; i < m_fields.size(); ++i) {
        const auto& name = m_fields[i].name;
        const auto kept = m_row.find(name);
        auto value = i < m_entries.size() ? valueOf(i) : kept == m_row.end() ? Value() : kept->second;
        if (!value.isNull())
            row[name] = std::move(value);
    }
    return row;
}

bool TryForm::isReady() const
{
    return std::ranges::all_of(m_entries, [](const Entry& entry) {
        return !entry.number || entry.number->text().trimmed().isEmpty() || entry.number->value().has_value();
    });
}

void TryForm::retranslate()
{
    setAccessibleName(tr("Values to try"));
    m_more->setText(tr("Show %n more column(s)", nullptr, static_cast<int>(m_fields.size() - m_entries.size())));
    for (std::size_t i = 0; i < m_entries.size(); ++i) {
        const auto& entry = m_entries[i];
        entry.box->setLabel(QString::fromStdString(m_fields[i].name));
        if (entry.choice) {
            entry.choice->setItemText(0, entry.choice->isEditable() ? QString() : tr("(not known)"));
            if (entry.choice->lineEdit())
                entry.choice->lineEdit()->setPlaceholderText(tr("(not known)"));
        } else if (entry.text) {
            entry.text->setPlaceholderText(tr("Type or paste a text"));
        } else if (entry.line) {
            entry.line->setPlaceholderText(m_fields[i].kind == FieldKind::Date ? tr("2026-05-31") : tr("(not known)"));
        }
    }
}

void TryForm::applySizes()
{
    const auto& theme = themeOf(this);
    layout()->setSpacing(theme.space(3));
    m_texts->setSpacing(theme.space(3));
    m_flow->setSpacings(theme.space(3), theme.space(3));
    for (const auto& entry : m_entries)
        if (entry.text)
            entry.text->setFixedHeight((m_fields.size() == 1 ? kLinesOfOne : kLines) * theme.lineHeight(TextStyle::Body) + theme.space(2));
    m_flow->setColumnMinimum(static_cast<int>(kColumnMinimum * theme.options().textScale));
}

void TryForm::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::StyleChange)
        applySizes();
}

} // namespace fettle::ui
