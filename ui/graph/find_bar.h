// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QLineEdit;

namespace fettle::ui {

class GraphCanvas;
class IconButton;
class TextLabel;

/// Finds nodes by title, name or kind (Ctrl+F): all are outlined, Enter goes from one to the next.
class FindBar : public QFrame {
    Q_OBJECT
public:
    explicit FindBar(GraphCanvas& canvas);

    void open();
    [[nodiscard]] QLineEdit& search() const { return *m_search; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void retranslate();
    void place();
    void close();
    void find();

    GraphCanvas& m_canvas;
    QLineEdit* m_search = nullptr;
    TextLabel* m_count = nullptr;
    IconButton* m_previous = nullptr;
    IconButton* m_next = nullptr;
    IconButton* m_close = nullptr;
    int m_found = 0;
    bool m_stepped = false;
};

} // namespace fettle::ui
