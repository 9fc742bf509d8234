// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "ui/pages/model/draft_network.h"

class QMenu;
class QSplitter;
class QTableView;

namespace fettle::ui {

class Button;
class Card;
class DifferenceList;
class GraphCanvas;
class Notice;
class TextLabel;

/// The draft's network beside another one, both only to look at: what was added, changed and removed is colored and
/// listed.
class NetworkCompare : public QWidget {
    Q_OBJECT
public:
    explicit NetworkCompare(DraftNetwork& network, QWidget* parent = nullptr);
    ~NetworkCompare() override;

    /// What there is to compare with: the recommended network, those of earlier runs; the caller owns it.
    [[nodiscard]] QMenu* makeMenu(QWidget* parent);
    void compareWithRecommended();
    void compareWithRun(const std::string& run);

    [[nodiscard]] DifferenceList& list() { return *m_list; }
    [[nodiscard]] GraphCanvas& before() { return *m_before; }
    [[nodiscard]] GraphCanvas& after() { return *m_after; }
    [[nodiscard]] QTableView& table() { return *m_table; }
    [[nodiscard]] TextLabel& summary() { return *m_summary; }
    [[nodiscard]] Notice& notice() { return *m_notice; }

Q_SIGNALS:
    /// There is something to show.
    void opened();
    void closed();

protected:
    void changeEvent(QEvent* event) override;

private:
    void start(const QString& title);
    void took(Result<NetworkCheck::Networks> networks);
    void takeRecipe(const Recipe& recipe);
    void refuse(const Error& error);
    void refresh();
    void showSummary();
    void showNode(const std::string& path);
    void retranslate();
    void applySpaces();

    DraftNetwork& m_network;
    GraphEditor m_beforeEditor;
    GraphEditor m_afterEditor;
    QString m_otherTitle;
    bool m_recommended = false;
    bool m_loaded = false;
    int m_round = 0;
    Button* m_back = nullptr;
    TextLabel* m_title = nullptr;
    TextLabel* m_summary = nullptr;
    Notice* m_notice = nullptr;
    QSplitter* m_canvases = nullptr;
    QSplitter* m_rows = nullptr;
    Card* m_beforeCard = nullptr;
    Card* m_afterCard = nullptr;
    GraphCanvas* m_before = nullptr;
    GraphCanvas* m_after = nullptr;
    Card* m_tableCard = nullptr;
    QTableView* m_table = nullptr;
    DifferenceList* m_list = nullptr;
};

} // namespace fettle::ui
