// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "ui/pages/home/start_offers.h"
#include "ui/pages/page.h"

class QScrollArea;

namespace fettle::ui {

class DropArea;
class FlowLayout;
class Notice;
class ProjectShelf;
class StartCard;
class SystemCheck;
class TextLabel;

/// Where one starts: what one may want to do, a place to drop files, the projects so far, this computer.
class HomePage : public Page {
    Q_OBJECT
public:
    explicit HomePage(Session& session, QWidget* parent = nullptr);

    void entered() override;
    [[nodiscard]] QString helpTopic() const override { return QStringLiteral("home"); }
    [[nodiscard]] const std::vector<StartCard*>& startCards() const { return m_cards; }

protected:
    void retranslate() override;
    void primary() override;
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void showOffers();
    void showPrimary();
    void applySpaces();
    void fitCards();
    void chooseFiles();
    void chooseFolder();
    void openSample(StartCard* card, const QString& sample);

    QScrollArea* m_scroll = nullptr;
    QWidget* m_column = nullptr;
    TextLabel* m_startTitle = nullptr;
    QWidget* m_cardPlace = nullptr;
    FlowLayout* m_cardFlow = nullptr;
    std::vector<StartOffer> m_offers;
    std::vector<StartCard*> m_cards;
    DropArea* m_drop = nullptr;
    Notice* m_problem = nullptr;
    ProjectShelf* m_shelf = nullptr;
    SystemCheck* m_check = nullptr;
};

} // namespace fettle::ui
