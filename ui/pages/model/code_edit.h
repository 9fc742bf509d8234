// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

#include <QPlainTextEdit>

namespace fettle::ui {

/// Text in lines with their numbers, in the face of code. One line can be marked as wrong.
class CodeEdit : public QPlainTextEdit {
    Q_OBJECT
public:
    explicit CodeEdit(QWidget* parent = nullptr);

    /// Shows another text and keeps the reader's place. Not by the user: does not signal textEdited().
    void showText(const QString& text);
    /// From 1; 0: none.
    void setWrongLine(int line);
    [[nodiscard]] int wrongLine() const { return m_wrongLine; }
    /// Whether undo and redo are about this text alone; else they are the window's.
    void setOwnUndo(std::function<bool()> own) { m_ownUndo = std::move(own); }

Q_SIGNALS:
    void textEdited();

protected:
    bool event(QEvent* event) override;
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    class Numbers;
    void applyTheme();
    void placeNumbers();
    void markLine();
    void paintNumbers(QPaintEvent& event);
    [[nodiscard]] int numbersWidth() const;

    QWidget* m_numbers = nullptr;
    std::function<bool()> m_ownUndo;
    int m_wrongLine = 0;
    bool m_showing = false;
};

} // namespace fettle::ui
