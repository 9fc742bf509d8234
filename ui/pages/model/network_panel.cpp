// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/model/network_panel.h"

#include <QEvent>
#include <QVBoxLayout>

#include "ui/graph/graph_editor.h"
#include "ui/pages/model/problem_notice.h"
#include "ui/theme/theme.h"
#include "ui/widgets/key_value_list.h"
#include "ui/widgets/text_label.h"

namespace fettle::ui {
namespace {

/// Those that compute something: the Inputs and Outputs are not counted, of blocks what is inside.
std::int64_t layerCount(const GraphEditor& editor)
{
    std::int64_t count = 0;
    for (const auto& each : editor.facts().report().nodes) {
        const auto [scope, id] = splitPath(each.node);
        const auto* graph = findScope(editor.root(), scope);
        const auto* node = graph ? graph->findNode(id) : nullptr;
        count += node && node->component != "input" && node->component != "output";
    }
    return count;
}

} // namespace

QString stepTimeText(const client::Sentences& sentences, double milliseconds)
{
    if (milliseconds >= 10'000.0)
        return QString::fromStdString(sentences.duration(milliseconds / 1000.0));
    return milliseconds >= 1000.0 ? NetworkPanel::tr("%1 s").arg(milliseconds / 1000.0, 0, 'f', 1)
                                  : NetworkPanel::tr("%1 ms").arg(milliseconds, 0, 'f', milliseconds < 10.0 ? 1 : 0);
}

NetworkPanel::NetworkPanel(GraphEditor& editor, const NetworkCheck* check, QWidget* parent)
    : QWidget(parent), m_editor(editor), m_check(check), m_title(new TextLabel(TextStyle::Strong)), m_notice(new ProblemNotice(editor)),
      m_totals(new KeyValueList), m_hint(new TextLabel(TextStyle::Small, "text.secondary"))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_title);
    column->addWidget(m_notice);
    column->addWidget(m_totals);
    column->addWidget(m_hint);
    column->addStretch(1);
    m_hint->setWrap(true);
    for (int row = 0; row < RowCount; ++row)
        m_totals->addRow({}, {}, true);
    connect(m_notice, &ProblemNotice::nodeAsked, this, &NetworkPanel::nodeAsked);
    applySpaces();
    retranslate();
}

void NetworkPanel::refresh()
{
    const auto& sentences = m_editor.sentences();
    const auto number = [&](std::int64_t value) { return QString::fromStdString(sentences.number(value)); };
    const auto& report = m_editor.facts().report();
    const auto cost = m_check ? m_check->cost() : std::nullopt;
    m_totals->setValue(Layers, number(layerCount(m_editor)));
    m_totals->setValue(Parameters, number(report.parameterCount));
    m_totals->setValue(MultiplyAdds, number(report.multiplyAdds));
    m_totals->setRowVisible(Layers, !report.nodes.empty());
    m_totals->setRowVisible(Parameters, !report.nodes.empty());
    m_totals->setRowVisible(MultiplyAdds, !report.nodes.empty());
    const bool costs = cost && report.ok();
    m_totals->setRowVisible(Memory, costs);
    m_totals->setRowVisible(Time, costs);
    if (costs) {
        m_totals->setName(Time, tr("A step of %n example(s)", nullptr, static_cast<int>(cost->batchSize)));
        m_totals->setValue(Memory, tr("about %1").arg(QString::fromStdString(sentences.bytes(static_cast<double>(cost->memoryBytes)))));
        m_totals->setValue(Time, tr("about %1").arg(stepTimeText(sentences, cost->stepMs)));
    }
    m_hint->setText(m_editor.isReadOnly() ? QString()
                                          : tr("Select a node to change its options. Double-click the canvas to add a layer, or drag one from the "
                                               "list; onto a connection, it is put in between."));
    if (m_check && m_check->problem())
        m_notice->showError(*m_check->problem());
    else
        m_notice->showNetwork();
}

void NetworkPanel::retranslate()
{
    m_title->setText(tr("Network"));
    m_totals->setName(Layers, tr("Layers"));
    m_totals->setName(Parameters, tr("Parameters"));
    m_totals->setName(MultiplyAdds, tr("Multiply-adds"));
    m_totals->setName(Memory, tr("Memory while it trains"));
    refresh();
}

void NetworkPanel::applySpaces()
{
    const auto& theme = themeOf(this);
    layout()->setSpacing(theme.space(2));
}

void NetworkPanel::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::StyleChange)
        applySpaces();
    QWidget::changeEvent(event);
}

} // namespace fettle::ui
