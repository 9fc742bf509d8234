// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/help/handbook.h"
#include "ui/pages/page.h"

class QLineEdit;
class QListView;
class QStackedWidget;
class QTimer;
class QTreeWidget;
class QTreeWidgetItem;

namespace fettle::ui {

class HelpResultsModel;
class HelpView;
class IconButton;
class TextLabel;

/// The handbook: its contents and a search at the left, a page at the right, back and forward, links to the pages of
/// the window. The reference of components is made from the catalog.
class HelpPage : public Page {
    Q_OBJECT
public:
    explicit HelpPage(Session& session, QWidget* parent = nullptr);

    [[nodiscard]] QString helpTopic() const override { return QStringLiteral("help"); }
    [[nodiscard]] QWidget* presentable() override;
    /// "train", "train#loss", "ref/layer/conv2d". What is not known opens the first page.
    void openTopic(const QString& topic) override;
    [[nodiscard]] const QString& currentTopic() const { return m_place.topic; }
    void search(const QString& query);
    void back();
    void forward();
    [[nodiscard]] const Handbook& handbook() const { return m_handbook; }

protected:
    void retranslate() override;
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    struct Location {
        QString topic;
        int section = 0;
        int scroll = -1; ///< where it was left; -1: at its section
    };

    void buildColumns();
    void follow(const QUrl& link);
    void visit(Location place);
    void display(const Location& place);
    void rebuildReference();
    void fillContents();
    void addReference();
    void selectInContents();
    void findNow();
    void openResult(const QModelIndex& index);
    void refreshHistory();
    void applySizes();
    [[nodiscard]] const HelpTopic* topic(const QString& id) const;
    [[nodiscard]] QString firstTopic() const;

    Handbook m_handbook;
    std::string m_referenceLanguage; ///< in which it was made last
    Location m_place;
    QList<Location> m_past;
    QList<Location> m_future;
    QLineEdit* m_search = nullptr;
    QStackedWidget* m_left = nullptr;
    QTreeWidget* m_contents = nullptr;
    QListView* m_results = nullptr;
    HelpResultsModel* m_resultsModel = nullptr;
    TextLabel* m_nothing = nullptr;
    QWidget* m_resultsBox = nullptr;
    QWidget* m_leftColumn = nullptr;
    HelpView* m_view = nullptr;
    IconButton* m_back = nullptr;
    IconButton* m_forward = nullptr;
};

} // namespace fettle::ui
