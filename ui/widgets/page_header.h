// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QBoxLayout;
class QHBoxLayout;

namespace fettle::ui {

class Button;
class TextLabel;

/// The head of every page: title, a sentence under it, and on the right the secondary actions and the page's one
/// primary button, always in the same place.
class PageHeader : public QWidget {
    Q_OBJECT
public:
    explicit PageHeader(QWidget* parent = nullptr);

    void setTitle(const QString& title);
    void setSentence(const QString& sentence);
    /// Left of the primary button, in the order of adding.
    void addSecondary(QWidget* widget);
    /// The page's next step; made on the first call, hidden while it has no text.
    [[nodiscard]] Button* primary();
    /// Under the sentence: a Breadcrumb, Pills.
    void addBelow(QWidget* widget);

protected:
    void changeEvent(QEvent* event) override;

private:
    void applySpaces();

    TextLabel* m_title = nullptr;
    TextLabel* m_sentence = nullptr;
    Button* m_primary = nullptr;
    QHBoxLayout* m_row = nullptr;
    QBoxLayout* m_lines = nullptr;
    QHBoxLayout* m_actions = nullptr;
};

} // namespace fettle::ui
