// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QHBoxLayout;

namespace fettle::ui {

class Breadcrumb;
class GraphCanvas;
class IconButton;
class TextLabel;

/// The line above a canvas: where in the network one is, and buttons for what keys do on it.
class CanvasBar : public QWidget {
    Q_OBJECT
public:
    explicit CanvasBar(GraphCanvas& canvas, QWidget* parent = nullptr);

    /// Left of the path; right of everything else.
    void addLeading(QWidget* widget);
    void addTrailing(QWidget* widget);
    /// What the network is called in the path.
    void setNetworkName(const QString& name);
    [[nodiscard]] Breadcrumb& path() { return *m_path; }
    [[nodiscard]] IconButton& arrangeButton() { return *m_arrange; }
    [[nodiscard]] IconButton& fitButton() { return *m_fit; }

Q_SIGNALS:
    void findAsked();

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    void applySpaces();
    void showPath();
    void showZoom();
    void goTo(const QString& depth);

    GraphCanvas& m_canvas;
    QString m_networkName;
    QHBoxLayout* m_row = nullptr;
    QHBoxLayout* m_leading = nullptr;
    QHBoxLayout* m_trailing = nullptr;
    Breadcrumb* m_path = nullptr;
    IconButton* m_add = nullptr;
    IconButton* m_note = nullptr;
    IconButton* m_arrange = nullptr;
    IconButton* m_find = nullptr;
    IconButton* m_out = nullptr;
    TextLabel* m_zoom = nullptr;
    IconButton* m_in = nullptr;
    IconButton* m_fit = nullptr;
};

} // namespace fettle::ui
