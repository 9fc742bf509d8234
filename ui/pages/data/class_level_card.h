// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "ui/pages/data/thumbnail_loader.h"
#include "ui/session/session.h"
#include "ui/widgets/card.h"

namespace fettle::ui {

class Button;
class ImageTile;

/// Pictures lie in folders within folders: which of them is the class, each choice with some of its pictures.
class ClassLevelCard : public Card {
    Q_OBJECT
public:
    explicit ClassLevelCard(Session& session, QWidget* parent = nullptr);

    /// The choices' buttons, from the top folder down; the present choice's is disabled.
    [[nodiscard]] std::vector<Button*> buttons() const;

protected:
    void changeEvent(QEvent* event) override;

private:
    struct Example {
        qint64 index = 0;      ///< about where the row is: some before it may have been left out
        std::string file;
        ImageTile* tile = nullptr;
        qint64 row = -1;
    };
    void refresh(bool always);
    void addLevel(const Value& level, std::int64_t chosen, qint64 levelCount);
    void findRow(std::size_t example);
    void showPictures();

    Session& m_session;
    ThumbnailLoader m_thumbnails;
    QWidget* m_levels = nullptr;
    std::vector<Example> m_examples;
    std::vector<ThumbnailLoader::Request> m_requests;
    std::vector<Button*> m_buttons;
    std::string m_shown; ///< manifest id
    int m_round = 0;
};

} // namespace fettle::ui
