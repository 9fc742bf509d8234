// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QTimer>
#include <QWidget>

#include "ui/session/session.h"

class QGridLayout;

namespace fettle::ui {

class Button;
class ImageTile;
class TextLabel;

/// Nine tiles of one example: as it is, and as the first epochs will see it.
class AugmentationPreview : public QWidget {
    Q_OBJECT
public:
    explicit AugmentationPreview(Session& session, QWidget* parent = nullptr);
    [[nodiscard]] const QList<ImageTile*>& tiles() const { return m_tiles; }

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void retranslate();
    void applySizes();
    void askLater();
    void ask();
    void took(const Value& answer);
    [[nodiscard]] std::string pictureField() const;

    Session& m_session;
    QTimer m_timer;
    ValueMap m_asked;
    std::int64_t m_row = 0;
    QGridLayout* m_grid = nullptr;
    QList<ImageTile*> m_tiles;
    TextLabel* m_sentence = nullptr;
    Button* m_another = nullptr;
};

} // namespace fettle::ui
