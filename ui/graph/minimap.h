// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPixmap>
#include <QWidget>

namespace fettle::ui {

class GraphCanvas;

/// The whole network small, with a frame around what the canvas shows; dragged to go elsewhere. Hidden while everything
/// is in sight.
class Minimap : public QWidget {
    Q_OBJECT
public:
    explicit Minimap(GraphCanvas& canvas);

    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void retranslate();
    void place();
    void follow();
    void forget();
    [[nodiscard]] QTransform mapping() const;
    void drawNetwork();

    GraphCanvas& m_canvas;
    QPixmap m_network; ///< drawn once for each change
};

} // namespace fettle::ui
