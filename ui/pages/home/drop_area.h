// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QWidget>

class QMimeData;

namespace fettle::ui {

class Button;
class TextLabel;

/// Local files and folders among what is dragged; empty: nothing that could be imported.
[[nodiscard]] QStringList droppedPaths(const QMimeData* data);

/// Where files may be dropped, with buttons for those who do not drag.
class DropArea : public QWidget {
    Q_OBJECT
public:
    explicit DropArea(QWidget* parent = nullptr);

    /// Something is being dragged over the page around it.
    void setHighlighted(bool highlighted);
    [[nodiscard]] Button* filesButton() const { return m_files; }
    [[nodiscard]] Button* folderButton() const { return m_folder; }

Q_SIGNALS:
    void filesWanted();
    void folderWanted();

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void retranslate();
    void applySpaces();

    TextLabel* m_title = nullptr;
    TextLabel* m_sentence = nullptr;
    Button* m_files = nullptr;
    Button* m_folder = nullptr;
    bool m_highlighted = false;
};

} // namespace fettle::ui
