// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/icons.h"

#include <algorithm>
#include <cmath>
#include <iterator>

#include <QApplication>
#include <QCache>
#include <QFile>
#include <QHash>
#include <QIconEngine>
#include <QPaintEngine>
#include <QPainter>
#include <QPainterPath>
#include <QPalette>
#include <QRawFont>

#include "ui/theme/theme.h"

namespace fettle::ui {

namespace {

struct IconCode {
    std::string_view name;
    char16_t code;
};

constexpr IconCode kIconCodes[] = {
#include "icon_codes.inc"
};

/// Glyphs are read at this size: every icon of the font is drawn on a square of 24 units.
constexpr double kGlyphPixels = 240;

/// The outline in a square of 1 × 1. Read from the font that was compiled in with the table, never from the system's.
QPainterPath outline(char32_t code)
{
    static QHash<char32_t, QPainterPath> outlines;
    if (const auto found = outlines.constFind(code); found != outlines.constEnd())
        return *found;
    // builtIn() registers the resource.
    static_cast<void>(ThemeTokens::builtIn());
    static const QByteArray data = [] {
        QFile file(QStringLiteral(":/fettle/icons/icons.ttf"));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }();
    const QRawFont font(data, kGlyphPixels, QFont::PreferNoHinting);
    const auto glyphs = font.glyphIndexesForString(QString::fromUcs4(&code, 1));
    QPainterPath path;
    if (!glyphs.isEmpty() && glyphs.first() != 0)
        path = font.pathForGlyph(glyphs.first());
    // The em square's foot lies below the baseline by the descent.
    const double descent = font.descent();
    path = QTransform::fromScale(1 / kGlyphPixels, 1 / kGlyphPixels).map(path.translated(0, kGlyphPixels - descent));
    outlines.insert(code, path);
    return path;
}

/// The same few icons are drawn on every repaint; as pixels they cost a tenth of an outline.
struct DrawnIcon {
    char32_t code = 0;
    QRgb color = 0;
    int side = 0;

    friend bool operator==(const DrawnIcon&, const DrawnIcon&) = default;
    friend size_t qHash(const DrawnIcon& icon, size_t seed) noexcept
    {
        return qHashMulti(seed, static_cast<quint32>(icon.code), icon.color, icon.side);
    }
};

void fillOutline(QPainter& painter, double side, char32_t code, const QColor& color)
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.scale(side, side);
    painter.fillPath(outline(code), color);
}

/// Only where the screen's pixels are whole: not zoomed, not on paper, not in a vector file.
bool drawsPixels(const QPainter& painter)
{
    return painter.paintEngine() && painter.paintEngine()->type() == QPaintEngine::Raster &&
           painter.transform().type() <= QTransform::TxTranslate;
}

QPixmap iconPixels(char32_t code, const QColor& color, double side, double ratio)
{
    constexpr int kMostKept = 512;
    static QCache<DrawnIcon, QPixmap> kept(kMostKept);
    const DrawnIcon key{code, color.rgba(), qRound(side * ratio)};
    QPixmap pixmap;
    if (const QPixmap* found = kept.object(key)) {
        pixmap = *found;
    } else {
        pixmap = QPixmap(key.side, key.side);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        fillOutline(painter, key.side, code, color);
        painter.end();
        kept.insert(key, new QPixmap(pixmap));
    }
    pixmap.setDevicePixelRatio(ratio);
    return pixmap;
}

class GlyphEngine : public QIconEngine {
public:
    GlyphEngine(std::string name, std::string colorToken) : m_name(std::move(name)), m_colorToken(std::move(colorToken))
    {
    }

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override
    {
        drawIcon(*painter, rect, m_name, colorFor(mode));
    }

    QPixmap scaledPixmap(const QSize& size, QIcon::Mode mode, QIcon::State, qreal) override
    {
        // Qt asks for the size in the screen's pixels.
        const QColor color = colorFor(mode);
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        drawIcon(painter, QRectF(QPointF(), size), m_name, color);
        return pixmap;
    }

    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override
    {
        return scaledPixmap(size, mode, state, 1.0);
    }

    QString key() const override { return QStringLiteral("fettle-glyph"); }
    QString iconName() override { return QString::fromStdString(m_name); }
    bool isNull() override { return false; }
    QIconEngine* clone() const override { return new GlyphEngine(m_name, m_colorToken); }

private:
    QColor colorFor(QIcon::Mode mode) const
    {
        if (mode == QIcon::Disabled)
            return QApplication::palette().color(QPalette::Disabled, QPalette::ButtonText);
        if (!m_colorToken.empty())
            return themeOf(nullptr).color(m_colorToken);
        return QApplication::palette().color(QPalette::Active, QPalette::ButtonText);
    }

    std::string m_name;
    std::string m_colorToken;
};

} // namespace

char32_t iconCode(std::string_view name)
{
    const auto found = std::lower_bound(std::begin(kIconCodes), std::end(kIconCodes), name,
                                        [](const IconCode& entry, std::string_view key) { return entry.name < key; });
    return found != std::end(kIconCodes) && found->name == name ? found->code : 0;
}

bool hasIcon(std::string_view name) { return iconCode(name) != 0; }

void drawIcon(QPainter& painter, const QRectF& rect, std::string_view name, const QColor& color)
{
    const double side = std::min(rect.width(), rect.height());
    if (side <= 0 || !color.isValid())
        return;
    const QPointF corner(rect.x() + (rect.width() - side) / 2, rect.y() + (rect.height() - side) / 2);
    const char32_t code = iconCode(name);
    // On whole pixels, so that the same icon looks the same everywhere.
    const QPointF whole(std::round(corner.x()), std::round(corner.y()));
    if (code != 0 && drawsPixels(painter)) {
        painter.drawPixmap(whole, iconPixels(code, color, side, painter.device()->devicePixelRatioF()));
        return;
    }
    painter.save();
    painter.translate(whole);
    if (code == 0) {
        painter.setPen(color);
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(QRectF(0.5, 0.5, side - 1, side - 1));
    } else {
        fillOutline(painter, side, code, color);
    }
    painter.restore();
}

void drawIcon(QPainter& painter, const QRectF& rect, const QIcon& icon, const QColor& color)
{
    const std::string name = icon.name().toStdString();
    if (hasIcon(name))
        drawIcon(painter, rect, name, color);
    else
        icon.paint(&painter, rect.toRect());
}

QIcon icon(std::string_view name, std::string_view colorToken)
{
    Q_ASSERT_X(hasIcon(name), "icon", std::string(name).c_str());
    return QIcon(new GlyphEngine(std::string(name), std::string(colorToken)));
}

} // namespace fettle::ui
