// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "ui/pages/model/draft_network.h"

class QComboBox;
class QMenu;
class QSortFilterProxyModel;
class QSplitter;
class QTableView;

namespace fettle::ui {

class AnalyzeModel;
class Button;
class CanvasBar;
class Card;
class FindBar;
class GraphCanvas;
class IconButton;
class Inspector;
class Link;
class NodePalette;
class Pill;
class TextLabel;

/// The network drawn: palette, canvas, inspector, and below what every layer costs.
class NetworkView : public QWidget {
    Q_OBJECT
public:
    explicit NetworkView(DraftNetwork& network, QWidget* parent = nullptr);

    [[nodiscard]] GraphCanvas& canvas() { return *m_canvas; }
    [[nodiscard]] CanvasBar& bar() { return *m_bar; }
    [[nodiscard]] NodePalette& layers() { return *m_palette; }
    [[nodiscard]] Inspector& inspector() { return *m_inspector; }
    [[nodiscard]] FindBar& findBar() { return *m_find; }
    [[nodiscard]] QTableView& table() { return *m_table; }
    [[nodiscard]] AnalyzeModel& analysis() { return *m_analysis; }
    [[nodiscard]] Pill& state() { return *m_state; }
    [[nodiscard]] TextLabel& totals() { return *m_totals; }
    void setTableShown(bool shown);
    void setPaletteShown(bool shown);
    /// What can be taken out of here; the caller owns it.
    [[nodiscard]] QMenu* makeExportMenu();
    /// Selects a node, wherever it lies, and brings it into sight.
    void showNode(const std::string& path);
    /// Less than what stands side by side would like: the palette gives way.
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    /// The button "Compare"; its menu belongs under the widget.
    void compareAsked(QWidget* anchor);

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void makeBar();
    void makeTable();
    void makeStatus();
    void retranslate();
    void applySpaces();
    void refresh();
    void showStatus();
    void showNames();
    void followSelection();
    void placePalette();
    /// Where one begins to read, once for each network.
    void start();
    void exportPicture(bool svg);
    void exportGraph();
    void exportTable();
    void saveAs(const QString& title, const QString& suffix, const QString& filter, const std::function<std::string()>& make);

    DraftNetwork& m_network;
    CanvasBar* m_bar = nullptr;
    QSplitter* m_columns = nullptr;
    QSplitter* m_rows = nullptr;
    Card* m_paletteCard = nullptr;
    NodePalette* m_palette = nullptr;
    GraphCanvas* m_canvas = nullptr;
    FindBar* m_find = nullptr;
    Inspector* m_inspector = nullptr;
    Card* m_inspectorCard = nullptr;
    Card* m_tableCard = nullptr;
    QTableView* m_table = nullptr;
    AnalyzeModel* m_analysis = nullptr;
    QSortFilterProxyModel* m_sorted = nullptr;
    QComboBox* m_names = nullptr;
    IconButton* m_paletteButton = nullptr;
    IconButton* m_compareButton = nullptr;
    IconButton* m_exportButton = nullptr;
    QWidget* m_status = nullptr;
    Pill* m_state = nullptr;
    TextLabel* m_totals = nullptr;
    Button* m_tableButton = nullptr;
    bool m_paletteWanted = true;
    bool m_following = false;
    bool m_started = false;
};

} // namespace fettle::ui
