// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QHBoxLayout;
class QVBoxLayout;

namespace fettle::ui {

class TextLabel;

/// A surface with a line around it, padding and, where they are set, a title and a sentence under it.
class Card : public QWidget {
    Q_OBJECT
public:
    explicit Card(QWidget* parent = nullptr);

    void setTitle(const QString& title);
    void setSubtitle(const QString& sentence);
    /// Right of the title: quiet buttons, a Pill.
    void addToHeader(QWidget* widget);
    /// What the card holds.
    [[nodiscard]] QVBoxLayout* content() const { return m_content; }
    /// No padding around the content, for a table that reaches the card's edge.
    void setFlush(bool flush);
    /// Outlined as the one chosen among several cards.
    void setChosen(bool chosen);
    [[nodiscard]] bool isChosen() const { return m_chosen; }

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void applySpaces();

    TextLabel* m_title = nullptr;
    TextLabel* m_subtitle = nullptr;
    QWidget* m_header = nullptr;
    QHBoxLayout* m_titleRow = nullptr;
    QVBoxLayout* m_headerLines = nullptr;
    QVBoxLayout* m_layout = nullptr;
    QVBoxLayout* m_content = nullptr;
    bool m_flush = false;
    bool m_chosen = false;
};

} // namespace fettle::ui
