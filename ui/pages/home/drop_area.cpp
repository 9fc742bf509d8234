// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/home/drop_area.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QMimeData>
#include <QPainter>
#include <QUrl>
#include <QVBoxLayout>

#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/text_label.h"

namespace fettle::ui {

QStringList droppedPaths(const QMimeData* data)
{
    QStringList paths;
    if (data)
        for (const auto& url : data->urls())
            if (url.isLocalFile())
                paths << url.toLocalFile();
    return paths;
}

DropArea::DropArea(QWidget* parent)
    : QWidget(parent), m_title(new TextLabel(TextStyle::Strong, this)),
      m_sentence(new TextLabel(TextStyle::Body, "text.secondary", this)), m_files(new Button(ButtonKind::Normal, this)),
      m_folder(new Button(ButtonKind::Quiet, this))
{
    m_title->setWrap(true);
    m_sentence->setWrap(true);
    auto* row = new QHBoxLayout(this);
    auto* words = new QVBoxLayout;
    words->setSpacing(0);
    words->addWidget(m_title);
    words->addWidget(m_sentence);
    row->addLayout(words, 1);
    row->addWidget(m_files, 0, Qt::AlignVCenter);
    row->addWidget(m_folder, 0, Qt::AlignVCenter);
    m_files->setIconName("file-import");
    connect(m_files, &QAbstractButton::clicked, this, &DropArea::filesWanted);
    connect(m_folder, &QAbstractButton::clicked, this, &DropArea::folderWanted);
    applySpaces();
    retranslate();
}

void DropArea::setHighlighted(bool highlighted)
{
    m_highlighted = highlighted;
    update();
}

void DropArea::retranslate()
{
    m_title->setText(tr("Drop a table, or a folder of pictures or texts here"));
    m_sentence->setText(tr("It becomes a project of its own. Your files stay where they are and are not changed."));
    m_files->setText(tr("Choose files…"));
    m_folder->setText(tr("Choose a folder…"));
    setAccessibleName(tr("Place to drop files"));
}

void DropArea::applySpaces()
{
    const auto& theme = themeOf(this);
    layout()->setContentsMargins(theme.space(4), theme.space(3), theme.space(4), theme.space(3));
    layout()->setSpacing(theme.space(2));
}

void DropArea::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::StyleChange)
        applySpaces();
}

void DropArea::paintEvent(QPaintEvent*)
{
    const auto& theme = themeOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QPen pen(theme.color(m_highlighted ? "line.focus" : "line.control"));
    pen.setWidthF(m_highlighted ? 2.0 : 1.0);
    if (!m_highlighted)
        pen.setDashPattern({4.0, 4.0});
    painter.setPen(pen);
    if (m_highlighted)
        painter.setBrush(theme.color("bg.selected"));
    const int radius = theme.radius("card");
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), radius, radius);
}

} // namespace fettle::ui
