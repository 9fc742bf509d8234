// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/use/picture_field.h"

#include <QDragEnterEvent>
#include <QMimeData>
#include <QPainter>
#include <QUrl>
#include <QVBoxLayout>

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/text_label.h"

namespace fettle::ui {
namespace {

constexpr int kSide = 260;

QString droppedFile(const QMimeData* data)
{
    for (const auto& url : data->urls())
        if (url.isLocalFile())
            return url.toLocalFile();
    return {};
}

} // namespace

PictureField::PictureField(QWidget* parent)
    : QWidget(parent), m_caption(new TextLabel(TextStyle::Small, "text.secondary", this)), m_choose(new Button(ButtonKind::Normal, this))
{
    setAcceptDrops(true);
    m_caption->setElide(Qt::ElideMiddle);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addStretch(1);
    column->addWidget(m_caption);
    column->addWidget(m_choose, 0, Qt::AlignLeft);
    connect(m_choose, &QAbstractButton::clicked, this, &PictureField::chooseWanted);
    retranslate();
}

void PictureField::setImage(const QImage& image, const QString& caption)
{
    m_image = image;
    m_scaled = {};
    m_caption->setText(caption);
    update();
}

QRect PictureField::pictureRect() const
{
    return {0, 0, width(), std::max(40, m_caption->y() - themeOf(this).space(1))};
}

QSize PictureField::sizeHint() const
{
    const auto& theme = themeOf(this);
    const int side = static_cast<int>(kSide * theme.options().textScale);
    return {side, side + theme.lineHeight(TextStyle::Small) + theme.controlHeight() + 2 * theme.space(1)};
}

QSize PictureField::minimumSizeHint() const { return sizeHint(); }

void PictureField::paintEvent(QPaintEvent*)
{
    const auto& theme = themeOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF place = QRectF(pictureRect()).adjusted(1, 1, -1, -1);
    painter.setBrush(theme.color("bg.window"));
    painter.setPen(m_dragged      ? QPen(theme.color("line.focus"), 2)
                       : m_image.isNull() ? QPen(theme.color("line.control"), 1, Qt::DashLine)
                                          : QPen(theme.color("line.subtle"), 1));
    painter.drawRoundedRect(place, theme.radius("card"), theme.radius("card"));
    if (m_image.isNull()) {
        const int side = theme.iconSize(2);
        QRect iconRect(0, 0, side, side);
        iconRect.moveCenter(place.center().toPoint() - QPoint(0, theme.lineHeight(TextStyle::Body)));
        drawIcon(painter, iconRect, "image", theme.color("text.secondary"));
        painter.setFont(theme.font(TextStyle::Body));
        painter.setPen(theme.color("text.secondary"));
        painter.drawText(QRectF(place.left() + theme.space(2), iconRect.bottom() + theme.space(1), place.width() - 2 * theme.space(2),
                                3 * theme.lineHeight(TextStyle::Body)),
                         Qt::AlignHCenter | Qt::AlignTop | Qt::TextWordWrap, m_hint);
        return;
    }
    const auto room = place.adjusted(4, 4, -4, -4).toRect();
    const QSize size = m_image.size().scaled(room.size(), Qt::KeepAspectRatio);
    const double ratio = devicePixelRatioF();
    if (m_scaled.isNull() || m_scaled.deviceIndependentSize().toSize() != size) {
        // Small pictures in whole pixels, so that digits stay sharp.
        const bool tiny = std::max(m_image.width(), m_image.height()) * 2 <= room.width();
        m_scaled = QPixmap::fromImage(m_image.scaled(size * ratio, Qt::KeepAspectRatio, tiny ? Qt::FastTransformation : Qt::SmoothTransformation));
        m_scaled.setDevicePixelRatio(ratio);
    }
    QRect target(QPoint(), size);
    target.moveCenter(room.center());
    painter.drawPixmap(target.topLeft(), m_scaled);
}

void PictureField::dragEnterEvent(QDragEnterEvent* event)
{
    if (droppedFile(event->mimeData()).isEmpty())
        return;
    event->acceptProposedAction();
    m_dragged = true;
    update();
}

void PictureField::dragLeaveEvent(QDragLeaveEvent*)
{
    m_dragged = false;
    update();
}

void PictureField::dropEvent(QDropEvent* event)
{
    m_dragged = false;
    event->acceptProposedAction();
    update();
    Q_EMIT fileDropped(droppedFile(event->mimeData()));
}

void PictureField::retranslate()
{
    setAccessibleName(tr("The picture to try"));
    m_hint = tr("Drop a picture here");
    m_choose->setText(tr("Choose a picture…"));
    update();
}

void PictureField::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::StyleChange)
        updateGeometry();
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange)
        update();
}

} // namespace fettle::ui
