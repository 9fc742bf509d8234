// SPDX-License-Identifier: GPL-3.0-or-later
// What can be taken out of the view of a network: pictures, the graph as a file, the table.
#include <QApplication>
#include <QClipboard>
#include <QMenu>

#include "engine/documents/graph_document.h"
#include "engine/platform/files.h"
#include "ui/graph/graph_canvas.h"
#include "ui/pages/model/analyze_model.h"
#include "ui/pages/model/network_picture.h"
#include "ui/pages/model/network_view.h"

namespace fettle::ui {

QMenu* NetworkView::makeExportMenu()
{
    auto* menu = new QMenu(this);
    const bool some = !m_network.editor().root().nodes.empty();
    const auto add = [&](const QString& text, auto&& act) { menu->addAction(text, this, act)->setEnabled(some); };
    add(tr("Save as picture (PNG)…"), [this] { exportPicture(false); });
    add(tr("Save as drawing (SVG)…"), [this] { exportPicture(true); });
    add(tr("Save as graph file (JSON)…"), [this] { exportGraph(); });
    add(tr("Save the table of layers (CSV)…"), [this] { exportTable(); });
    menu->addSeparator();
    add(tr("Copy the whole network"), [this] {
        QApplication::clipboard()->setText(QString::fromStdString(clipboardText(m_network.editor().root())));
    });
    add(tr("Copy the table of layers"), [this] { QApplication::clipboard()->setText(m_analysis->text()); });
    auto* paste = menu->addAction(tr("Paste"), this, [this] { m_network.editor().pasteClipboard(); });
    paste->setEnabled(m_network.editor().canPaste());
    return menu;
}

void NetworkView::saveAs(const QString& title, const QString& suffix, const QString& filter, const std::function<std::string()>& make)
{
    const auto* project = m_network.session().project();
    const QString name = (project ? QString::fromStdString(project->name) : tr("network")) + QLatin1Char('.') + suffix;
    auto path = m_network.session().dialogs().saveFile(this, title, name, filter);
    if (path.isEmpty())
        return;
    if (!path.endsWith(QLatin1Char('.') + suffix, Qt::CaseInsensitive))
        path += QLatin1Char('.') + suffix;
    const auto bytes = make();
    if (const auto written = platform::writeFileAtomically(platform::fromUtf8(path.toStdString()), bytes); !written)
        m_network.session().report(written.error());
}

void NetworkView::exportPicture(bool svg)
{
    saveAs(svg ? tr("Save as drawing") : tr("Save as picture"), svg ? QStringLiteral("svg") : QStringLiteral("png"),
           svg ? tr("Drawings (*.svg)") : tr("Pictures (*.png)"),
           [this, svg] { return (svg ? networkSvg(*m_canvas) : networkPng(*m_canvas)).toStdString(); });
}

void NetworkView::exportGraph()
{
    saveAs(tr("Save as graph file"), QStringLiteral("json"), tr("Graph files (*.json)"),
           [this] { return documents::writeGraph(m_network.editor().root()); });
}

void NetworkView::exportTable()
{
    saveAs(tr("Save the table of layers"), QStringLiteral("csv"), tr("Tables (*.csv)"), [this] {
        // A byte order mark: spreadsheets take the file for UTF-8 then.
        QString csv(QChar(0xFEFF));
        for (const auto& line : m_analysis->text().split(QLatin1Char('\n'), Qt::SkipEmptyParts)) {
            QStringList cells;
            for (auto cell : line.split(QLatin1Char('\t')))
                cells << QLatin1Char('"') + cell.replace(QLatin1Char('"'), QStringLiteral("\"\"")) + QLatin1Char('"');
            csv += cells.join(QLatin1Char(',')) + QStringLiteral("\r\n");
        }
        return csv.toStdString();
    });
}

} // namespace fettle::ui
