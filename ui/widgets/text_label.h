// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include <QLabel>

#include "ui/theme/theme.h"

namespace fettle::ui {

/// Plain text in one of the theme's styles, at the theme's line height whatever the face. Never rich text.
class TextLabel : public QLabel {
    Q_OBJECT
public:
    explicit TextLabel(TextStyle style = TextStyle::Body, QWidget* parent = nullptr);
    TextLabel(TextStyle style, std::string_view colorRole, QWidget* parent = nullptr);
    TextLabel(const QString& text, TextStyle style, QWidget* parent = nullptr);

    /// A token: "text.primary" (the start), "text.secondary", "danger" …
    void setColorRole(std::string_view token);
    [[nodiscard]] const std::string& colorRole() const { return m_colorRole; }
    void setTextStyle(TextStyle style);
    [[nodiscard]] TextStyle textStyle() const { return m_style; }
    /// Several lines, as wide as there is room. Off: one line (or the text's own line breaks).
    void setWrap(bool wrap);
    /// What does not fit ends in …, and the whole text is the tooltip. Qt::ElideNone: it is cut.
    void setElide(Qt::TextElideMode mode);
    /// By mouse and keyboard, with copy in the menu.
    void setSelectable(bool selectable);
    [[nodiscard]] QString selectedText() const;
    /// At most so many lines; the last one ends in … 0: all.
    void setMaximumLines(int lines);
    /// Whether the whole text is seen at the present size.
    [[nodiscard]] bool isElided() const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] bool hasHeightForWidth() const override;
    [[nodiscard]] int heightForWidth(int width) const override;

protected:
    void changeEvent(QEvent* event) override;
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    /// Lays the text out for a width and calls `each` for every line that is shown.
    template <class Each>
    int lay(int width, Each&& each) const;
    [[nodiscard]] int lineCount(int width) const;
    [[nodiscard]] double top(int lines) const;
    [[nodiscard]] int positionAt(const QPoint& point) const;
    void select(int anchor, int cursor);
    void applyFont();
    void copySelection() const;

    TextStyle m_style;
    std::string m_colorRole = "text.primary";
    Qt::TextElideMode m_elide = Qt::ElideNone;
    int m_maximumLines = 0;
    int m_anchor = 0;
    int m_cursor = 0;
    bool m_selectable = false;
    bool m_appliesFont = false;

    /// Layouts ask for the same height many times over.
    struct Measured {
        QString text;
        QFont font;
        int width = -1;
        int lines = 0;
    };
    mutable Measured m_measured;
};

} // namespace fettle::ui
