// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/model/network_picture.h"

#include <algorithm>
#include <cmath>

#include <QBuffer>
#include <QImage>
#include <QPainter>
#include <QSvgGenerator>

#include "ui/graph/graph_canvas.h"
#include "ui/graph/graph_scene.h"

namespace fettle::ui {
namespace {

constexpr double kEdgeOfPicture = 24;
constexpr double kMostPixels = 64e6;

/// A scene of its own: what is selected on the canvas is nobody's business in a report.
class PictureScene {
public:
    explicit PictureScene(const GraphCanvas& canvas) : m_editor(canvas.editor().sentences(), canvas.editor().catalog()), m_scene(m_editor, themeOf(&canvas))
    {
        const auto& shown = canvas.graphScene();
        m_editor.setGraph(canvas.editor().root());
        m_editor.setFacts(GraphFacts(canvas.editor().facts().report(), canvas.editor().root()));
        m_scene.setGridShown(false);
        m_scene.setShown(shown.shown());
        for (const auto& placed : shown.arrangement().nodes)
            if (placed.expanded)
                m_scene.setExpanded(placed.path, true);
    }

    [[nodiscard]] QRectF rect() const
    {
        const auto content = m_scene.contentRect();
        return content.isEmpty() ? QRectF() : content.adjusted(-kEdgeOfPicture, -kEdgeOfPicture, kEdgeOfPicture, kEdgeOfPicture);
    }

    void draw(QPainter& painter, QSizeF size) { m_scene.render(&painter, QRectF({}, size), rect()); }

private:
    GraphEditor m_editor;
    GraphScene m_scene;
};

} // namespace

QByteArray networkSvg(const GraphCanvas& canvas)
{
    PictureScene scene(canvas);
    const auto rect = scene.rect();
    if (rect.isEmpty())
        return {};
    QByteArray bytes;
    QBuffer buffer(&bytes);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setSize(rect.size().toSize());
    generator.setViewBox(QRectF({}, rect.size()));
    generator.setTitle(GraphCanvas::tr("Network"));
    QPainter painter(&generator);
    scene.draw(painter, rect.size());
    painter.end();
    return bytes;
}

QByteArray networkPng(const GraphCanvas& canvas)
{
    PictureScene scene(canvas);
    const auto rect = scene.rect();
    if (rect.isEmpty())
        return {};
    const double scale = std::min(2.0, std::sqrt(kMostPixels / (rect.width() * rect.height())));
    QImage image((rect.size() * scale).toSize().expandedTo({1, 1}), QImage::Format_RGB32);
    QPainter painter(&image);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing | QPainter::SmoothPixmapTransform);
    scene.draw(painter, image.size());
    painter.end();
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    return image.save(&buffer, "PNG") ? bytes : QByteArray();
}

} // namespace fettle::ui
