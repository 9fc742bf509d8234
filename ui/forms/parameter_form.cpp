// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forms/parameter_form.h"

#include <algorithm>

#include <QElapsedTimer>
#include <QEvent>
#include <QVBoxLayout>

#include "ui/forms/form_row.h"
#include "ui/forms/row_stack.h"
#include "ui/theme/theme.h"
#include "ui/widgets/section.h"

namespace fettle::ui {
namespace {

constexpr std::size_t kRowsAtOnce = 12; ///< made before the form is first shown: about a screen
constexpr int kSliceMs = 8;

} // namespace

ParameterForm::ParameterForm(const client::Sentences& sentences, const Catalog& catalog, QWidget* parent)
    : QWidget(parent), m_context{&sentences, &catalog, {}}, m_layout(new QVBoxLayout(this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->addStretch(); // more height than needed is left below
    m_sliceTimer.setSingleShot(true);
    m_sliceTimer.setInterval(0);
    connect(&m_sliceTimer, &QTimer::timeout, this, &ParameterForm::makeSlice);
    applySpaces();
}

ParameterForm::~ParameterForm() = default;

void ParameterForm::clear()
{
    m_sliceTimer.stop();
    delete m_plainRows;
    delete m_advanced; // with its rows
    m_plainRows = nullptr;
    m_advancedRows = nullptr;
    m_advanced = nullptr;
    m_rows.clear();
    m_order.clear();
    m_made = 0;
    m_component = {};
    m_values.clear();
    updateState();
}

void ParameterForm::setComponent(const ComponentInfo& component, const ValueMap& values)
{
    if (component == m_component) {
        m_values = values;
        for (auto* row : m_rows)
            if (row) {
                const auto found = values.find(row->info().name);
                row->showValue(found == values.end() ? Value() : found->second);
            }
        updateState();
        return;
    }
    clear();
    m_component = component;
    m_values = values;
    m_rows.assign(component.parameters.size(), nullptr);
    for (std::size_t i = 0; i < component.parameters.size(); ++i)
        m_order.push_back(i);
    std::ranges::stable_partition(m_order, [&](std::size_t i) { return !component.parameters[i].advanced; });
    m_filling = true;
    while (m_made < std::min(kRowsAtOnce, m_order.size()))
        makeRow(m_order[m_made++]);
    m_filling = false;
    for (auto* stack : {m_plainRows, m_advancedRows})
        if (stack)
            stack->placeSlice();
    updateState();
    if (isComplete())
        Q_EMIT completed();
    else
        m_sliceTimer.start();
}

void ParameterForm::makeSlice()
{
    QElapsedTimer time;
    time.start();
    m_filling = true;
    while (!isComplete() && time.elapsed() < kSliceMs)
        makeRow(m_order[m_made++]);
    m_filling = false;
    if (!isComplete())
        return m_sliceTimer.start();
    updateState();
    Q_EMIT completed();
}

RowStack& ParameterForm::stackFor(const ParameterInfo& info)
{
    auto*& stack = info.advanced ? m_advancedRows : m_plainRows;
    if (stack)
        return *stack;
    stack = new RowStack(this);
    stack->setSpacing(themeOf(this).space(3));
    if (info.advanced) {
        m_advanced = new Section(m_foldKey, this);
        m_layout->insertWidget(m_layout->count() - 1, m_advanced);
        m_advanced->content()->addWidget(stack);
        m_advanced->show();
        retranslate();
    } else {
        m_layout->insertWidget(0, stack);
    }
    stack->show();
    return *stack;
}

FormRow* ParameterForm::makeRow(std::size_t index)
{
    const auto& info = m_component.parameters[index];
    if (m_rows[index])
        return m_rows[index];
    auto& stack = stackFor(info);
    auto* row = new FormRow(info, m_context, &stack);
    m_rows[index] = row;
    if (const auto found = m_suggestions.find(info.name); found != m_suggestions.end())
        row->editor().setSuggestions(found->second);
    const auto value = m_values.find(info.name);
    row->showValue(value == m_values.end() ? Value() : value->second);
    if (m_readOnly)
        row->setReadOnly(true);
    // A row that was wanted early stands behind those that come; nearly always it is the last.
    int place = stack.count();
    while (place > 0 && std::ranges::find(m_rows, stack.row(place - 1)) - m_rows.begin() > static_cast<std::ptrdiff_t>(index))
        --place;
    stack.insertRow(place, row);
    connect(row, &FormRow::edited, this, [this, row] { rowEdited(*row); });
    connect(row, &FormRow::resetPressed, this, [this, row] {
        row->showValue({});
        m_values.erase(row->info().name);
        updateState();
        Q_EMIT valueEdited(row->info().name, {});
    });
    return row;
}

void ParameterForm::rowEdited(FormRow& row)
{
    if (m_filling)
        return;
    const auto value = row.editor().value();
    const bool fits = row.problem().isEmpty();
    const auto known = m_values.find(row.info().name);
    const bool same = known != m_values.end() && known->second == value;
    if (fits && !same) {
        if (value.isNull())
            m_values.erase(row.info().name);
        else
            m_values.insert_or_assign(row.info().name, value);
    }
    updateState();
    if (fits && !same)
        Q_EMIT valueEdited(row.info().name, value);
}

void ParameterForm::updateState()
{
    FormState state;
    for (const auto index : m_order) {
        auto* row = m_rows[index];
        const auto& info = m_component.parameters[index];
        if (!row) {
            const auto value = m_values.find(info.name);
            state.changedCount += value != m_values.end() && !sameValue(value->second, info.defaultValue);
            continue;
        }
        state.changedCount += row->isChanged();
        if (const auto problem = row->problem(); !problem.isEmpty() && state.reason.isEmpty()) {
            state.reason = tr("%1: %2", "an option and what is wrong with it").arg(row->title(), problem);
            state.parameter = info.name;
        }
    }
    if (m_advanced) {
        const auto changed = static_cast<int>(std::ranges::count_if(m_rows, [](const FormRow* row) {
            return row && row->info().advanced && row->isChanged();
        }));
        m_advanced->setNote(changed == 0 ? QString() : tr("%n changed from default", nullptr, changed));
    }
    if (state == m_state)
        return;
    m_state = state;
    Q_EMIT stateChanged();
}

ParameterEditor* ParameterForm::editor(const std::string& parameter)
{
    const auto found = std::ranges::find(m_component.parameters, parameter, &ParameterInfo::name);
    if (found == m_component.parameters.end())
        return nullptr;
    return &makeRow(static_cast<std::size_t>(found - m_component.parameters.begin()))->editor();
}

void ParameterForm::addReason(ComponentInfo& component, const std::string& parameter, const Note& reason, const client::Sentences& sentences)
{
    const auto why = tr("Why it is recommended: %1").arg(QString::fromStdString(sentences.sentence(reason))).toStdString();
    for (auto& info : component.parameters)
        if (info.name == parameter)
            info.whenToChange = info.whenToChange.empty() ? why : sentences.catalog(info.whenToChange) + "\n" + why;
}

void ParameterForm::focusParameter(const std::string& parameter)
{
    auto* wanted = editor(parameter);
    if (!wanted)
        return;
    if (m_advanced && m_advanced->isAncestorOf(wanted))
        m_advanced->setOpen(true);
    wanted->control()->setFocus(Qt::ShortcutFocusReason);
}

void ParameterForm::focusFirst()
{
    if (!m_order.empty() && !m_component.parameters[m_order.front()].advanced)
        focusParameter(m_component.parameters[m_order.front()].name);
}

void ParameterForm::setFields(const QStringList& fields)
{
    if (m_context.fields == fields)
        return;
    m_context.fields = fields;
    m_filling = true;
    for (auto* row : m_rows)
        if (row)
            row->editor().fieldsChanged();
    m_filling = false;
}

void ParameterForm::setSuggestions(const std::string& parameter, const QStringList& texts)
{
    m_suggestions[parameter] = texts;
    m_filling = true;
    for (auto* row : m_rows)
        if (row && row->info().name == parameter)
            row->editor().setSuggestions(texts);
    m_filling = false;
}

void ParameterForm::setError(const std::string& parameter, const QString& sentence)
{
    for (auto* row : m_rows)
        if (row && row->info().name == parameter)
            row->setOutsideError(sentence);
    updateState();
}

void ParameterForm::setReadOnly(bool readOnly)
{
    m_readOnly = readOnly;
    for (auto* row : m_rows)
        if (row)
            row->setReadOnly(readOnly);
}

void ParameterForm::retranslate()
{
    if (m_advanced)
        m_advanced->setTitle(tr("More options"));
}

void ParameterForm::applySpaces()
{
    m_layout->setSpacing(themeOf(this).space(3));
    for (auto* stack : {m_plainRows, m_advancedRows})
        if (stack)
            stack->setSpacing(themeOf(this).space(3));
}

void ParameterForm::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        for (auto* row : m_rows)
            if (row)
                row->retranslate();
        updateState();
    } else if (event->type() == QEvent::StyleChange) {
        applySpaces();
    }
    QWidget::changeEvent(event);
}

} // namespace fettle::ui
