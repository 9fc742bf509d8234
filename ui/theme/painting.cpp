// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/painting.h"

#include <cmath>

#include <QCache>
#include <QFontMetricsF>
#include <QPaintDevice>
#include <QPaintEngine>
#include <QPixmap>

namespace fettle::ui {

namespace {

/// Restores the painter's pen, brush and hints at the end of a block.
class KeepPainter {
public:
    explicit KeepPainter(QPainter& painter) : m_painter(painter) { m_painter.save(); }
    ~KeepPainter() { m_painter.restore(); }
    KeepPainter(const KeepPainter&) = delete;
    KeepPainter& operator=(const KeepPainter&) = delete;

private:
    QPainter& m_painter;
};

double devicePixelRatio(const QPainter& painter)
{
    return painter.device() ? painter.device()->devicePixelRatioF() : 1.0;
}

/// Capitals of the Latin faces are 0.73 em high, Han characters reach from -0.12 to 0.88 em: 0.75 centers both.
constexpr double kCapitalHeight = 0.75;

} // namespace

double lineWidth(const QPainter& painter, double pixels)
{
    const double ratio = devicePixelRatio(painter);
    return std::max(1.0, std::round(pixels * ratio)) / ratio;
}

namespace {

struct BoxLook {
    double radius = 0;
    QColor fill;
    QColor border;
    double borderWidth = 0; ///< of the line as it is drawn; 0: none
};

void drawOutline(QPainter& painter, const QRectF& rect, const BoxLook& look)
{
    const KeepPainter keep(painter);
    painter.setRenderHint(QPainter::Antialiasing);
    const double width = look.borderWidth;
    const QRectF inner = rect.adjusted(width / 2, width / 2, -width / 2, -width / 2);
    painter.setBrush(look.fill.isValid() ? QBrush(look.fill) : QBrush(Qt::NoBrush));
    painter.setPen(look.border.isValid() ? QPen(look.border, width) : QPen(Qt::NoPen));
    const double innerRadius = std::max(0.0, std::min(look.radius, inner.height() / 2) - width / 2);
    painter.drawRoundedRect(inner, innerRadius, innerRadius);
}

/// The corners of a look, once: a page has a thousand boxes and a dozen looks.
struct CornerKey {
    quint64 fill = 0;
    quint64 border = 0;
    int radius = 0;
    int width = 0;
    int ratio = 0;

    friend bool operator==(const CornerKey&, const CornerKey&) = default;
    friend size_t qHash(const CornerKey& key, size_t seed) noexcept
    {
        return qHashMulti(seed, key.fill, key.border, key.radius, key.width, key.ratio);
    }
};

/// `side` device pixels of each corner, and one between them.
QPixmap boxCorners(const BoxLook& look, int side, double ratio)
{
    constexpr int kMostKept = 512;
    constexpr int kKeyParts = 64;
    constexpr quint64 kNoColor = ~quint64{0};
    static QCache<CornerKey, QPixmap> kept(kMostKept);
    const auto number = [](const QColor& color) { return color.isValid() ? static_cast<quint64>(color.rgba()) : kNoColor; };
    const auto part = [](double value) { return qRound(value * kKeyParts); };
    const CornerKey key{number(look.fill), number(look.border), part(look.radius), part(look.borderWidth), part(ratio)};
    if (const QPixmap* found = kept.object(key))
        return *found;
    QPixmap pixmap(2 * side + 1, 2 * side + 1);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    drawOutline(painter, QRectF(QPointF(), pixmap.deviceIndependentSize()), look);
    painter.end();
    kept.insert(key, new QPixmap(pixmap));
    return pixmap;
}

bool isWhole(double pixels) { return std::abs(pixels - std::round(pixels)) < 1e-3; }

/// Only where the screen's pixels are whole: not zoomed, not on paper, not in a vector file.
bool liesOnPixels(const QPainter& painter, const QRectF& rect, double width, double ratio)
{
    if (!painter.paintEngine() || painter.paintEngine()->type() != QPaintEngine::Raster ||
        painter.transform().type() > QTransform::TxTranslate)
        return false;
    const double x = painter.transform().dx() + rect.x();
    const double y = painter.transform().dy() + rect.y();
    return isWhole(x * ratio) && isWhole(y * ratio) && isWhole(rect.width() * ratio) && isWhole(rect.height() * ratio) &&
           isWhole(width * ratio);
}

void fillBetweenCorners(QPainter& painter, const QRectF& rect, double corner, const BoxLook& look)
{
    const double width = look.borderWidth;
    const double across = rect.width() - 2 * corner;
    const double down = rect.height() - 2 * corner;
    if (look.fill.isValid()) {
        painter.fillRect(QRectF(rect.x() + width, rect.y() + corner, rect.width() - 2 * width, down), look.fill);
        painter.fillRect(QRectF(rect.x() + corner, rect.y() + width, across, corner - width), look.fill);
        painter.fillRect(QRectF(rect.x() + corner, rect.bottom() - corner, across, corner - width), look.fill);
    }
    if (width <= 0.0)
        return;
    painter.fillRect(QRectF(rect.x() + corner, rect.y(), across, width), look.border);
    painter.fillRect(QRectF(rect.x() + corner, rect.bottom() - width, across, width), look.border);
    painter.fillRect(QRectF(rect.x(), rect.y() + corner, width, down), look.border);
    painter.fillRect(QRectF(rect.right() - width, rect.y() + corner, width, down), look.border);
}

/// A box as its four corners and some rectangles, which costs a part of its outline. False: it has to be an outline.
bool drawInPieces(QPainter& painter, const QRectF& rect, const BoxLook& look)
{
    const double ratio = devicePixelRatio(painter);
    const int side = static_cast<int>(std::ceil((look.radius + look.borderWidth) * ratio)) + 1;
    const double corner = side / ratio;
    const double least = 2 * corner + 1 / ratio;
    if (!liesOnPixels(painter, rect, look.borderWidth, ratio) || rect.width() < least || rect.height() < least)
        return false;
    const QPixmap pixels = boxCorners(look, side, ratio);
    const double far = side + 1;
    const QRectF source(0, 0, side, side);
    const double right = rect.right() - corner;
    const double bottom = rect.bottom() - corner;
    painter.drawPixmap(QRectF(rect.x(), rect.y(), corner, corner), pixels, source);
    painter.drawPixmap(QRectF(right, rect.y(), corner, corner), pixels, source.translated(far, 0));
    painter.drawPixmap(QRectF(rect.x(), bottom, corner, corner), pixels, source.translated(0, far));
    painter.drawPixmap(QRectF(right, bottom, corner, corner), pixels, source.translated(far, far));
    fillBetweenCorners(painter, rect, corner, look);
    return true;
}

} // namespace

void drawBox(QPainter& painter, const QRectF& rect, double radius, const QColor& fill, const QColor& border,
             double borderWidth)
{
    if (!fill.isValid() && !border.isValid())
        return;
    const BoxLook look{radius, fill, border, border.isValid() ? lineWidth(painter, borderWidth) : 0.0};
    if (!drawInPieces(painter, rect, look))
        drawOutline(painter, rect, look);
}

void drawFocusRing(QPainter& painter, const QRectF& around, double radius, const Theme& theme)
{
    const double width = theme.number("focus.width");
    const double reach = theme.number("focus.gap") + width;
    drawBox(painter, around.adjusted(-reach, -reach, reach, reach), radius + reach, {}, theme.color("line.focus"),
            width);
}

void drawRule(QPainter& painter, const QPointF& from, const QPointF& to, const QColor& color)
{
    const double width = lineWidth(painter);
    if (qFuzzyCompare(from.y(), to.y()))
        painter.fillRect(QRectF(from.x(), from.y(), to.x() - from.x(), width), color);
    else
        painter.fillRect(QRectF(from.x(), from.y(), width, to.y() - from.y()), color);
}

double baselineIn(double lineHeight, const QFont& font)
{
    const double pixels = font.pixelSize() > 0 ? font.pixelSize() : QFontMetricsF(font).ascent();
    return std::round((lineHeight + kCapitalHeight * pixels) / 2);
}

int textWidth(const QString& text, const QFont& font)
{
    return static_cast<int>(std::ceil(QFontMetricsF(font).horizontalAdvance(text)));
}

void drawTextLine(QPainter& painter, const QRectF& rect, const QString& text, const QFont& font, const QColor& color,
                  Qt::Alignment alignment, Qt::TextElideMode elide)
{
    if (text.isEmpty() || rect.width() <= 0)
        return;
    const QFontMetricsF metrics(font);
    QString shown = text;
    double width = metrics.horizontalAdvance(shown);
    // Half a pixel is no reason to cut a word.
    if (width > rect.width() + 0.75 && elide != Qt::ElideNone) {
        shown = metrics.elidedText(text, elide, rect.width());
        width = metrics.horizontalAdvance(shown);
    }
    double x = rect.x();
    if (alignment & Qt::AlignRight)
        x = rect.right() - width;
    else if (alignment & Qt::AlignHCenter)
        x = rect.x() + (rect.width() - width) / 2;
    painter.setFont(font);
    painter.setPen(color);
    painter.drawText(QPointF(std::round(x), std::round(rect.y()) + baselineIn(rect.height(), font)), shown);
}

void drawArrow(QPainter& painter, const QRectF& rect, Arrow arrow, const QColor& color, double size)
{
    const KeepPainter keep(painter);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(rect.center());
    painter.rotate(arrow == Arrow::Down ? 0 : arrow == Arrow::Up ? 180 : arrow == Arrow::Left ? 90 : -90);
    QPen pen(color, std::max(1.5, size * 0.19), Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    const double half = size / 2;
    const QPointF points[] = {{-half, -half / 2}, {0, half / 2}, {half, -half / 2}};
    painter.drawPolyline(points, 3);
}

void drawCheck(QPainter& painter, const QRectF& rect, const QColor& color)
{
    const KeepPainter keep(painter);
    painter.setRenderHint(QPainter::Antialiasing);
    const double side = std::min(rect.width(), rect.height());
    painter.translate(rect.center());
    painter.setPen(QPen(color, side * 0.12, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    const QPointF points[] = {{-0.24 * side, 0.01 * side}, {-0.07 * side, 0.18 * side}, {0.25 * side, -0.17 * side}};
    painter.drawPolyline(points, 3);
}

void drawRing(QPainter& painter, const QRectF& rect, int degrees, const QColor& color, const QColor& track)
{
    const KeepPainter keep(painter);
    painter.setRenderHint(QPainter::Antialiasing);
    const double side = std::min(rect.width(), rect.height());
    const double width = std::max(1.5, side / 8);
    QRectF circle(0, 0, side - width, side - width);
    circle.moveCenter(rect.center());
    painter.setBrush(Qt::NoBrush);
    if (track.isValid()) {
        painter.setPen(QPen(track, width));
        painter.drawEllipse(circle);
    }
    painter.setPen(QPen(color, width, Qt::SolidLine, Qt::RoundCap));
    painter.drawArc(circle, (90 - degrees) * 16, -270 / 3 * 16);
}

int popupShadowMargin(const Theme& theme) { return theme.size("shadow.popup.blur") + theme.size("shadow.popup.y"); }

void drawPopupShadow(QPainter& painter, const QRectF& box, double radius, const Theme& theme)
{
    const KeepPainter keep(painter);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    const double alpha = theme.number(theme.isDark() ? "shadow.popup.alpha.dark" : "shadow.popup.alpha.light");
    const int blur = theme.size("shadow.popup.blur");
    // Shells of one pixel from the outside in add up to what a Gaussian blur of this radius gives at each distance; a
    // blurred picture would have to be kept per size and scale.
    const double deviation = blur / 2.0;
    painter.translate(0, theme.number("shadow.popup.y"));
    double below = 0;
    for (int reach = blur; reach >= 0; --reach) {
        const double wanted = alpha / 2 * std::erfc(reach / (deviation * std::sqrt(2.0)));
        const double share = (wanted - below) / (1 - below);
        below = wanted;
        QColor black(Qt::black);
        black.setAlphaF(static_cast<float>(std::clamp(share, 0.0, 1.0)));
        painter.setBrush(black);
        painter.drawRoundedRect(box.adjusted(-reach, -reach, reach, reach), radius + reach, radius + reach);
    }
}

QString withoutMnemonic(const QString& text)
{
    QString clean;
    clean.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        // "(&O)" is how accelerators are appended to Chinese texts.
        if (text[i] == u'(' && i + 3 < text.size() && text[i + 1] == u'&' && text[i + 3] == u')') {
            i += 3;
            continue;
        }
        if (text[i] == u'&' && i + 1 < text.size())
            ++i;
        clean += text[i];
    }
    return clean;
}

} // namespace fettle::ui
