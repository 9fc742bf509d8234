// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "ui/theme/style_hints.h"

class QHBoxLayout;
class QVBoxLayout;

namespace fettle::ui {

class Button;
class FlowLayout;
class IconButton;
class Section;
class TextLabel;

enum class NoticeKind { Info, Success, Warning, Danger };

/// A message where it belongs: icon, word ("Error"), a sentence that says what happened and what to do, buttons that
/// do it, and details for those who ask. Color is never alone. A screen reader is told when the text changes.
class Notice : public QWidget {
    Q_OBJECT
public:
    explicit Notice(NoticeKind kind = NoticeKind::Info, QWidget* parent = nullptr);

    void setKind(NoticeKind kind);
    [[nodiscard]] NoticeKind kind() const { return m_kind; }
    /// Instead of the kind's own word ("Note", "Done", "Warning", "Error").
    void setWord(const QString& word);
    void setText(const QString& sentence);
    [[nodiscard]] QString text() const;
    /// A second, quieter sentence ("Your file is not touched; this can be undone.").
    void setAssurance(const QString& sentence);
    /// English, technical; folded. Empty: none.
    void setDetails(const QString& details);
    /// A button under the sentence; the notice owns it.
    Button* addAction(const QString& text, ButtonKind kind = ButtonKind::Normal);
    void clearActions();
    /// With a cross at the right.
    void setClosable(bool closable);
    /// The word and the sentence, for tests and logs.
    [[nodiscard]] QString wholeText() const;

Q_SIGNALS:
    void closed();

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void retranslate();
    void applyTheme();

    NoticeKind m_kind;
    QString m_ownWord;
    TextLabel* m_word = nullptr;
    TextLabel* m_text = nullptr;
    TextLabel* m_assurance = nullptr;
    Section* m_details = nullptr;
    TextLabel* m_detailsText = nullptr;
    IconButton* m_close = nullptr;
    QHBoxLayout* m_outer = nullptr;
    QVBoxLayout* m_column = nullptr;
    QWidget* m_actions = nullptr;
    FlowLayout* m_actionFlow = nullptr;
    QList<Button*> m_buttons;
};

} // namespace fettle::ui
