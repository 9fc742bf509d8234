// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/model/node_panel.h"

#include <algorithm>

#include <QEvent>
#include <QLineEdit>
#include <QVBoxLayout>

#include "ui/forms/parameter_form.h"
#include "ui/graph/node_faces.h"
#include "ui/pages/model/problem_notice.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/key_value_list.h"
#include "ui/widgets/section.h"
#include "ui/widgets/text_label.h"

namespace fettle::ui {
namespace {

QString fromUtf8(const std::string& text) { return QString::fromStdString(text); }

} // namespace

NodePanel::NodePanel(GraphEditor& editor, QWidget* parent)
    : QWidget(parent), m_editor(editor), m_title(new TextLabel(TextStyle::Strong)), m_kind(new TextLabel(TextStyle::Small, "text.secondary")),
      m_help(new TextLabel(TextStyle::Small, "text.secondary")), m_notice(new ProblemNotice(editor)),
      m_form(new ParameterForm(editor.sentences(), editor.catalog())), m_facts(new KeyValueList)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    m_title->setWrap(true);
    m_help->setWrap(true);
    for (QWidget* part : {static_cast<QWidget*>(m_title), static_cast<QWidget*>(m_kind), static_cast<QWidget*>(m_help), static_cast<QWidget*>(m_notice)})
        column->addWidget(part);
    makeButtons();
    column->addWidget(m_buttons);
    column->addWidget(m_form);
    column->addWidget(m_facts);
    makeNaming();
    column->addWidget(m_naming);
    column->addStretch(1);
    for (int row = 0; row < RowCount; ++row)
        m_facts->addRow({}, {}, row != Block);
    m_form->setFoldKey(QStringLiteral("model.node.advanced"));
    connect(m_form, &ParameterForm::valueEdited, this, [this](const std::string& name, const Value& value) {
        if (!m_shown.empty())
            m_editor.setParameter(m_shown, name, value);
    });
    connect(m_notice, &ProblemNotice::nodeAsked, this, &NodePanel::nodeAsked);
    applySpaces();
    retranslate();
}

void NodePanel::makeButtons()
{
    m_buttons = new QWidget;
    m_buttonFlow = new FlowLayout(m_buttons);
    m_open = new Button;
    m_own = new Button;
    m_group = new Button;
    m_ungroup = new Button;
    for (auto* button : {m_open, m_group, m_own, m_ungroup})
        m_buttonFlow->addWidget(button);
    connect(m_open, &QAbstractButton::clicked, this, [this] { Q_EMIT groupEntered(m_editor.pathOf(m_shown)); });
    connect(m_own, &QAbstractButton::clicked, this, [this] {
        m_editor.change(tr("Make %1 its own block").arg(m_title->text()),
                        [id = m_shown](Graph& root, const EditPlace& place) { static_cast<void>(makeOwnBlock(root, place, id)); });
    });
    connect(m_group, &QAbstractButton::clicked, &m_editor, &GraphEditor::groupSelected);
    connect(m_ungroup, &QAbstractButton::clicked, &m_editor, &GraphEditor::ungroupSelected);
}

void NodePanel::makeNaming()
{
    m_naming = new Section(QStringLiteral("model.node.naming"));
    m_titleEdit = new QLineEdit;
    m_nameEdit = new QLineEdit;
    m_titleField = new FormField(m_titleEdit);
    m_nameField = new FormField(m_nameEdit);
    m_naming->content()->addWidget(m_titleField);
    m_naming->content()->addWidget(m_nameField);
    connect(m_titleEdit, &QLineEdit::editingFinished, this, &NodePanel::retitle);
    connect(m_nameEdit, &QLineEdit::editingFinished, this, &NodePanel::rename);
}

void NodePanel::setInputFields(const QStringList& fields)
{
    m_form->setFields(fields);
    m_form->setSuggestions("field", fields);
}

void NodePanel::focusForm()
{
    if (m_form->isVisible())
        m_form->focusFirst();
    else
        m_title->setFocus();
}

void NodePanel::retitle()
{
    const auto* node = m_editor.graph().findNode(m_shown);
    if (node && m_titleEdit->text().trimmed().toStdString() != node->title)
        m_editor.setTitle(m_shown, m_titleEdit->text());
}

void NodePanel::rename()
{
    const QString wanted = m_nameEdit->text().trimmed();
    if (m_shown.empty() || wanted.toStdString() == m_shown) {
        m_nameField->setError({});
        return;
    }
    if (!isNodeId(wanted.toStdString()))
        m_nameField->setError(tr("Letters, digits, _ and - only."));
    else if (!m_editor.rename(m_shown, wanted))
        m_nameField->setError(tr("Another node has this name."));
}

void NodePanel::refresh()
{
    const auto* node = m_editor.current();
    const auto count = static_cast<int>(m_editor.selection().nodes.size());
    const std::string shown = node ? node->id : std::string();
    const bool another = shown != m_shown;
    if (another) {
        m_shown = shown;
        m_nameField->setError({});
    }
    const auto* info = node ? m_editor.infoOf(*node) : nullptr;
    m_title->setText(node ? m_editor.titleOf(*node) : tr("%n node(s) selected", nullptr, count));
    // In English the title is the component's; what tells two apart is the name.
    m_kind->setText(node ? tr("%1, %2", "component's id, node's name").arg(fromUtf8(node->component), fromUtf8(node->id)) : QString());
    m_kind->setVisible(node != nullptr);
    m_help->setText(info ? fromUtf8(m_editor.sentences().catalog(info->help)) : QString());
    m_help->setVisible(info != nullptr);
    m_naming->setVisible(node != nullptr);
    showButtons(node);
    if (!node) {
        m_notice->hide();
        m_form->hide();
        m_facts->hide();
        return;
    }
    m_notice->showNode(m_editor.pathOf(node->id));
    showForm(*node, info);
    showFacts(*node);
    const bool isFixed = m_editor.areNamesFixed();
    m_titleEdit->setReadOnly(m_editor.isReadOnly());
    m_nameEdit->setReadOnly(m_editor.isReadOnly() || isFixed);
    m_nameField->setHelp(isFixed ? tr("The pretrained weights find their layers by the names, so these stay. A title can be anything.")
                                 : tr("Its weights are saved under this name."));
    if (another || !m_titleEdit->hasFocus())
        m_titleEdit->setText(fromUtf8(node->title));
    m_titleEdit->setPlaceholderText(info ? m_editor.titleOf(*info) : QString());
    if (another || (m_nameField->error().isEmpty() && !m_nameEdit->hasFocus()))
        m_nameEdit->setText(fromUtf8(node->id));
}

void NodePanel::showForm(const GraphNode& node, const ComponentInfo* info)
{
    m_form->setVisible(info && !info->parameters.empty());
    if (!info) {
        m_form->clear();
        return;
    }
    if (info->id == "group") {
        QStringList blocks;
        for (const auto& block : blocksFor(m_editor.root(), m_editor.scope()))
            blocks << fromUtf8(block);
        m_form->setSuggestions("block", blocks);
    }
    m_form->setComponent(*info, node.parameters);
    m_form->setReadOnly(m_editor.isReadOnly());
    // An error that a repair of one option would mend stands at the option too.
    const auto* facts = m_editor.facts().find(m_editor.pathOf(node.id));
    std::string wrong;
    if (facts && facts->report && facts->report->error) {
        const auto& repairs = facts->report->repairs;
        const auto found = std::ranges::find_if(repairs, [&](const GraphRepair& repair) { return repair.kind == "set_parameter" && repair.node == facts->report->node; });
        wrong = facts->report->error->arguments.contains("parameter") ? facts->report->error->arguments.at("parameter").asText()
                : found != repairs.end()                               ? found->parameter
                                                                       : std::string();
    }
    for (const auto& parameter : info->parameters)
        m_form->setError(parameter.name, parameter.name == wrong ? tr("See the message above.") : QString());
}

void NodePanel::showFacts(const GraphNode& node)
{
    const auto& sentences = m_editor.sentences();
    const auto* facts = m_editor.facts().find(m_editor.pathOf(node.id));
    const auto number = [&](std::int64_t value) { return fromUtf8(sentences.number(value)); };
    const auto set = [&](Row row, bool visible, const QString& value) {
        m_facts->setRowVisible(row, visible);
        m_facts->setValue(row, value);
    };
    m_facts->setVisible(facts != nullptr || node.component == "group");
    QStringList outputs;
    if (facts)
        for (const auto& spec : facts->outputs)
            if (!spec.dimensions.empty())
                outputs << shownSpec(spec);
    set(Output, !outputs.isEmpty(), outputs.join(QLatin1Char('\n')));
    set(Parameters, facts && facts->parameterCount > 0, facts ? number(facts->parameterCount) : QString());
    set(MultiplyAdds, facts && facts->multiplyAdds > 0, facts ? number(facts->multiplyAdds) : QString());
    set(Share, facts && facts->costShare >= 0.0005, facts ? fromUtf8(sentences.percent(facts->costShare)) : QString());
    set(Activations, facts && facts->activationBytes > 0, facts ? fromUtf8(sentences.bytes(static_cast<double>(facts->activationBytes))) : QString());
    const auto block = node.parameters.find("block");
    const bool group = node.component == "group" && block != node.parameters.end();
    set(Block, group, group ? fromUtf8(block->second.asText()) : QString());
    set(Uses, group, group ? number(usesOf(m_editor.root(), block->second.asText())) : QString());
}

void NodePanel::showButtons(const GraphNode* node)
{
    const bool group = node && blockOf(m_editor.root(), m_editor.scope(), *node);
    m_open->setVisible(group);
    const auto block = group ? node->parameters.at("block").asText() : std::string();
    m_own->setVisible(group && !m_editor.isReadOnly() && usesOf(m_editor.root(), block) > 1);
    m_group->setVisible(!node && m_editor.canGroupSelected());
    m_ungroup->setVisible(m_editor.canUngroupSelected());
    m_buttons->setVisible(group || m_editor.canUngroupSelected() || (!node && m_editor.canGroupSelected()));
}

void NodePanel::retranslate()
{
    m_open->setText(tr("Open the block"));
    m_own->setText(tr("Make a copy of its own"));
    m_own->setToolTip(tr("Changes inside then leave the other uses of the block alone."));
    m_group->setText(tr("Group into a block"));
    m_ungroup->setText(tr("Ungroup"));
    m_naming->setTitle(tr("Title and name"));
    m_titleField->setLabel(tr("Title"));
    m_titleField->setHelp(tr("What the canvas shows; empty: the layer's own."));
    m_nameField->setLabel(tr("Name"));
    m_facts->setName(Output, tr("Output"));
    m_facts->setName(Parameters, tr("Parameters"));
    m_facts->setName(MultiplyAdds, tr("Multiply-adds"));
    m_facts->setName(Share, tr("Share of the cost"));
    m_facts->setName(Activations, tr("Kept for learning"));
    m_facts->setName(Block, tr("Block"));
    m_facts->setName(Uses, tr("Uses of the block"));
    refresh();
}

void NodePanel::applySpaces()
{
    const auto& theme = themeOf(this);
    layout()->setSpacing(theme.space(2));
    m_naming->content()->setSpacing(theme.space(2));
}

void NodePanel::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::StyleChange)
        applySpaces();
    QWidget::changeEvent(event);
}

} // namespace fettle::ui
