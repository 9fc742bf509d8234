// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/canvas_style.h"

#include <cmath>

#include <QPainter>

#include "ui/theme/icons.h"

namespace fettle::ui {
namespace {

constexpr int kMaxIcons = 400;

Theme atFullSize(const Theme& theme)
{
    auto options = theme.options();
    options.textScale = 1.0;
    return Theme(options);
}

QColor mixed(const QColor& base, const QColor& over, double share)
{
    const auto mix = [share](int a, int b) { return static_cast<int>(std::lround(a + (b - a) * share)); };
    return {mix(base.red(), over.red()), mix(base.green(), over.green()), mix(base.blue(), over.blue())};
}

} // namespace

std::string_view colorTokenOf(NodeCategory category)
{
    switch (category) {
    case NodeCategory::Io: return "node.io";
    case NodeCategory::Dense: return "node.dense";
    case NodeCategory::Convolution: return "node.convolution";
    case NodeCategory::Embedding: return "node.embedding";
    case NodeCategory::Recurrent: return "node.recurrent";
    case NodeCategory::Attention: return "node.attention";
    case NodeCategory::Block: return "node.block";
    case NodeCategory::Norm: return "node.norm";
    case NodeCategory::Activation: return "node.activation";
    case NodeCategory::Pooling: return "node.pooling";
    case NodeCategory::Shape:
    case NodeCategory::None: break;
    }
    return "node.shape";
}

std::string_view iconOf(NodeCategory category, std::string_view component)
{
    switch (category) {
    case NodeCategory::Io: return component == "output" ? "ray-end-arrow" : "ray-start-arrow";
    case NodeCategory::Dense: return "sigma";
    case NodeCategory::Convolution: return "grid";
    case NodeCategory::Embedding: return "alphabetical";
    case NodeCategory::Recurrent: return "autorenew";
    case NodeCategory::Attention: return "eye";
    case NodeCategory::Block: return component == "group" ? "layers" : "package-variant";
    case NodeCategory::Norm: return "tune-vertical";
    case NodeCategory::Activation: return "vector-curve";
    case NodeCategory::Pooling: return "arrow-compress-all";
    case NodeCategory::Shape:
    case NodeCategory::None: break;
    }
    return "call-merge";
}

bool tintsHeader(NodeCategory category)
{
    switch (category) {
    case NodeCategory::Dense:
    case NodeCategory::Convolution:
    case NodeCategory::Embedding:
    case NodeCategory::Recurrent:
    case NodeCategory::Attention:
    case NodeCategory::Block:
        return true;
    default:
        return false;
    }
}

CanvasStyle::CanvasStyle(const Theme& screen)
    : titleMetrics(QFont()), bodyMetrics(QFont()), codeMetrics(QFont()), smallMetrics(QFont()), textScale(screen.options().textScale)
{
    const auto theme = atFullSize(screen);
    canvas = theme.color("bg.canvas");
    grid = theme.color("line.subtle");
    surface = theme.color("bg.surface");
    border = theme.color("line.button");
    hover = theme.color("line.control");
    text = theme.color("text.primary");
    secondary = theme.color("text.secondary");
    focus = theme.color("line.focus");
    selected = theme.color("bg.selected");
    danger = theme.color("danger");
    dangerFill = theme.color("danger.bg");
    edge = theme.color("line.control");
    added = theme.color("success");
    addedFill = theme.color("success.bg");
    changed = theme.color("warning");
    changedFill = theme.color("warning.bg");
    note = theme.color("bg.raised");
    onAccent = theme.color("text.onAccent");
    titleFont = theme.font(TextStyle::Strong);
    bodyFont = theme.font(TextStyle::Body);
    codeFont = theme.font(TextStyle::Code);
    codeFont.setPixelSize(theme.font(TextStyle::Small).pixelSize());
    smallFont = theme.font(TextStyle::Small);
    titleMetrics = QFontMetricsF(titleFont);
    bodyMetrics = QFontMetricsF(bodyFont);
    codeMetrics = QFontMetricsF(codeFont);
    smallMetrics = QFontMetricsF(smallFont);
    nodeWidth = theme.number("node.width");
    headerHeight = theme.number("node.header");
    bodyHeight = theme.number("node.body");
    stripe = theme.number("node.stripe");
    costBar = theme.number("node.costBar");
    gridStep = theme.number("node.grid");
    portRadius = theme.number("node.portRadius");
    portHit = theme.number("node.portHit");
    radius = theme.number("radius.card");
    focusWidth = theme.number("focus.width");
    focusGap = theme.number("focus.gap");
    const double tint = theme.number("node.headerTint");
    for (std::size_t i = 0; i < m_categories.size(); ++i) {
        const auto each = static_cast<NodeCategory>(i);
        const auto color = theme.color(colorTokenOf(each));
        m_categories[i] = {color, tintsHeader(each) ? mixed(surface, color, tint) : surface};
    }
    card = cardPath({nodeWidth, headerHeight + bodyHeight});
    header = headerPath(nodeWidth);
    stripePath = stripeOf(headerHeight + bodyHeight);
}

const CanvasStyle::Category& CanvasStyle::category(NodeCategory category) const
{
    return m_categories[static_cast<std::size_t>(category)];
}

QPainterPath CanvasStyle::cardPath(const QSizeF& size) const
{
    QPainterPath path;
    path.addRoundedRect(QRectF(QPointF(), size), radius, radius);
    return path;
}

QPainterPath CanvasStyle::headerPath(double width) const
{
    QPainterPath path(QPointF(0, headerHeight));
    path.lineTo(0, radius);
    path.arcTo(QRectF(0, 0, 2 * radius, 2 * radius), 180, -90);
    path.lineTo(width - radius, 0);
    path.arcTo(QRectF(width - 2 * radius, 0, 2 * radius, 2 * radius), 90, -90);
    path.lineTo(width, headerHeight);
    path.closeSubpath();
    return path;
}

QPainterPath CanvasStyle::stripeOf(double height) const
{
    QPainterPath band;
    band.addRect(0, 0, stripe, height);
    return band.intersected(cardPath({4 * radius, height}));
}

const QPixmap& CanvasStyle::icon(std::string_view name, const QColor& color, int pixels) const
{
    const auto key = QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size())) + QString::number(color.rgba(), 16) +
                     QLatin1Char('@') + QString::number(pixels);
    auto found = m_icons.find(key);
    if (found == m_icons.end()) {
        if (m_icons.size() >= kMaxIcons)
            m_icons.clear();
        QPixmap pixmap(pixels, pixels);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        ui::drawIcon(painter, QRectF(0, 0, pixels, pixels), name, color);
        painter.end();
        found = m_icons.insert(key, pixmap);
    }
    return *found;
}

void CanvasStyle::drawIcon(QPainter& painter, const QRectF& rect, std::string_view name, const QColor& color, double detail) const
{
    const auto pixels = static_cast<int>(std::ceil(rect.width() * detail));
    if (pixels <= 0)
        return;
    if (pixels > 256) { // a picture for print: as an outline
        ui::drawIcon(painter, rect, name, color);
        return;
    }
    painter.drawPixmap(rect, icon(name, color, pixels), QRectF(0, 0, pixels, pixels));
}

} // namespace fettle::ui
