// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include <QGraphicsItem>

namespace fettle::ui {

class CanvasStyle;

/// A free text on the canvas.
class NoteItem final : public QGraphicsItem {
public:
    enum { Type = UserType + 3 };
    NoteItem(std::string id, const CanvasStyle& style);

    [[nodiscard]] const std::string& id() const { return m_id; }
    [[nodiscard]] const QString& text() const { return m_text; }
    void setText(const QString& text);
    void setChosen(bool chosen);
    [[nodiscard]] QRectF cardRect() const { return {pos(), m_size}; }

    [[nodiscard]] int type() const override { return Type; }
    [[nodiscard]] QRectF boundingRect() const override;
    void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;
    /// How large a note of this text is.
    [[nodiscard]] static QSizeF sizeOf(const QString& text, const CanvasStyle& style);
    static constexpr double kPad = 12;

private:
    std::string m_id;
    const CanvasStyle& m_style;
    QString m_text;
    QSizeF m_size;
    bool m_chosen = false;
};

} // namespace fettle::ui
