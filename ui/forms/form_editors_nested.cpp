// SPDX-License-Identifier: GPL-3.0-or-later
#include <QComboBox>
#include <QListWidget>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include "ui/forms/form_editors.h"
#include "ui/forms/parameter_form.h"
#include "ui/theme/theme.h"

namespace fettle::ui {
namespace {

constexpr int kRowsShown = 6;

} // namespace

// --- Fields -----------------------------------------------------------------------------------------------------------

FieldsEditor::FieldsEditor(const FormContext& context, QWidget* parent)
    : ParameterEditor(parent), m_context(context), m_list(new QListWidget(this))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_list);
    setFocusProxy(m_list);
    m_list->setUniformItemSizes(true);
    connect(m_list, &QListWidget::itemChanged, this, &ParameterEditor::edited);
    fill({});
}

void FieldsEditor::fill(const QStringList& ticked)
{
    const QSignalBlocker blocker(m_list);
    m_list->clear();
    QStringList names = m_context.fields;
    for (const auto& name : ticked) // a column that the data no longer has stays visible, to be unticked
        if (!names.contains(name))
            names << name;
    for (const auto& name : names) {
        auto* item = new QListWidgetItem(name, m_list);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        item->setCheckState(ticked.contains(name) ? Qt::Checked : Qt::Unchecked);
    }
    const auto rows = std::clamp(static_cast<int>(names.size()), 1, kRowsShown);
    m_list->setFixedHeight(rows * themeOf(this).rowHeight() + 2 * m_list->frameWidth() + 2);
}

void FieldsEditor::setValue(const Value& value)
{
    QStringList ticked;
    for (const auto& item : value.asList())
        ticked << QString::fromStdString(item.asText());
    if (!sameValue(this->value(), value) || m_list->count() == 0)
        fill(ticked);
}

Value FieldsEditor::value() const
{
    ValueList names;
    for (int i = 0; i < m_list->count(); ++i)
        if (m_list->item(i)->checkState() == Qt::Checked)
            names.push_back(m_list->item(i)->text().toStdString());
    return names;
}

QWidget* FieldsEditor::control() { return m_list; }

void FieldsEditor::fieldsChanged()
{
    QStringList ticked;
    const auto now = value();
    for (const auto& name : now.asList())
        ticked << QString::fromStdString(name.asText());
    fill(ticked);
}

// --- Component --------------------------------------------------------------------------------------------------------

ComponentEditor::ComponentEditor(const ParameterInfo& info, const FormContext& context, QWidget* parent)
    : ParameterEditor(parent), m_context(context), m_kind(info.componentKind.value_or(ComponentKind::Layer)),
      m_box(makeFormComboBox(this)), m_form(new ParameterForm(*context.sentences, *context.catalog, this))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(themeOf(this).space(2));
    layout->addWidget(m_box);
    layout->addWidget(m_form);
    setFocusProxy(m_box);
    if (!info.required && info.defaultValue.isNull())
        m_box->addItem(QString(), QVariant(QString()));
    for (const auto& component : context.catalog->components)
        if (component.kind == m_kind)
            m_box->addItem(QString(), QVariant(QString::fromStdString(component.id)));
    retranslate();
    connect(m_box, &QComboBox::activated, this, [this] {
        m_component = m_box->currentData().toString().toStdString();
        m_values.clear();
        showForm();
        Q_EMIT edited();
    });
    connect(m_form, &ParameterForm::valueEdited, this, [this](const std::string& name, const Value& value) {
        if (value.isNull())
            m_values.erase(name);
        else
            m_values.insert_or_assign(name, value);
        Q_EMIT edited();
    });
    connect(m_form, &ParameterForm::stateChanged, this, &ParameterEditor::edited);
}

void ComponentEditor::showForm()
{
    const auto* info = m_context.catalog->find(m_kind, m_component);
    m_form->setVisible(info && !info->parameters.empty());
    if (info)
        m_form->setComponent(*info, m_values);
    else
        m_form->clear();
}

void ComponentEditor::setValue(const Value& value)
{
    if (sameValue(this->value(), value) && !m_component.empty())
        return;
    m_values = value.asMap();
    m_component = value.isText() ? value.asText() : value.at("component").asText();
    m_values.erase("component");
    const auto name = QString::fromStdString(m_component);
    if (m_box->findData(name) < 0 && !name.isEmpty())
        m_box->addItem(name, QVariant(name));
    m_box->setCurrentIndex(m_box->findData(name));
    showForm();
}

Value ComponentEditor::value() const
{
    if (m_component.empty())
        return {};
    ValueMap map = m_values;
    map.insert_or_assign("component", m_component);
    return map;
}

QString ComponentEditor::problem() const
{
    if (m_box->currentIndex() < 0)
        return tr("Choose one.");
    return m_form->isVisibleTo(this) && !m_form->state().isReady() ? m_form->state().reason : QString();
}

QWidget* ComponentEditor::control() { return m_box; }

void ComponentEditor::setReadOnly(bool readOnly)
{
    m_box->setEnabled(!readOnly);
    m_form->setReadOnly(readOnly);
}

void ComponentEditor::fieldsChanged() { m_form->setFields(m_context.fields); }

void ComponentEditor::retranslate()
{
    for (int i = 0; i < m_box->count(); ++i) {
        const auto id = m_box->itemData(i).toString();
        const auto* info = m_context.catalog->find(m_kind, id.toStdString());
        m_box->setItemText(i, id.isEmpty() ? tr("As the layer does by itself")
                              : info       ? QString::fromStdString(m_context.sentences->catalog(info->title))
                                           : id);
    }
}

} // namespace fettle::ui
