// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/rail.h"

#include <algorithm>

#include <QEvent>
#include <QPainter>
#include <QVBoxLayout>

#include "ui/plots/run_words.h"
#include "ui/session/pretrained_library.h"
#include "ui/session/recipe_inputs.h"
#include "ui/shell/place_names.h"
#include "ui/theme/hover_fade.h"
#include "ui/theme/icons.h"
#include "ui/theme/painting.h"
#include "ui/theme/style_hints.h"
#include "ui/theme/theme.h"

namespace fettle::ui {
namespace {

constexpr double kLeastShare = 0.8;

} // namespace

RailButton::RailButton(std::string_view iconName, QWidget* parent) : QAbstractButton(parent), m_iconName(iconName)
{
    setCheckable(true);
    setAutoExclusive(true);
    setFocusPolicy(Qt::StrongFocus);
    setPaintsOwnFocus(*this, true); // the window's edge would cut a ring around it
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void RailButton::setStatus(const QString& status, bool done)
{
    if (status == m_status && done == m_done)
        return;
    m_status = status;
    m_done = done;
    setAccessibleDescription(status);
    update();
}

void RailButton::setNarrow(bool narrow, bool labels)
{
    if (narrow == m_narrow && labels == m_labels)
        return;
    m_narrow = narrow;
    m_labels = labels;
    updateGeometry();
    update();
}

QSize RailButton::sizeHint() const
{
    const auto& theme = themeOf(this);
    const int text = theme.lineHeight(TextStyle::Body) + theme.lineHeight(TextStyle::Small);
    if (m_narrow && !m_labels)
        return {theme.size("frame.railNarrow"), theme.iconSize(1) + theme.space(2)};
    return m_narrow ? QSize(theme.size("frame.railNarrow"), theme.iconSize(2) + theme.lineHeight(TextStyle::Small) + theme.space(2))
                    : QSize(theme.size("frame.rail"), text + theme.space(2));
}

void RailButton::enterEvent(QEnterEvent* event)
{
    QAbstractButton::enterEvent(event);
    update();
}

void RailButton::leaveEvent(QEvent* event)
{
    QAbstractButton::leaveEvent(event);
    update();
}

void RailButton::paintEvent(QPaintEvent*)
{
    const auto& theme = themeOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF area = QRectF(rect()).adjusted(theme.space(1), 1, -theme.space(1), -1);
    const double hover = hoverShare(this, underMouse() && isEnabled());
    const QColor background = isDown() ? theme.color("bg.pressed") : isChecked() ? theme.color("bg.selected")
                              : hover > 0.0 ? blended({}, theme.color("bg.hover"), hover) : QColor();
    if (background.isValid()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(background);
        painter.drawRoundedRect(area, theme.radius("control"), theme.radius("control"));
    }
    if (showsOwnFocus(*this)) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(theme.color("line.focus"), theme.size("focus.width")));
        painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), theme.radius("control"), theme.radius("control"));
    }
    const QColor main = theme.color(!isEnabled() ? "text.disabled" : "text.primary");
    const QColor iconColor = !isEnabled() ? main : theme.color(isChecked() ? "text.link" : "text.secondary");
    const int icon = theme.iconSize(1);
    painter.setPen(main);
    painter.setFont(theme.font(isChecked() ? TextStyle::Strong : TextStyle::Body));
    if (m_narrow && !m_labels) {
        drawIcon(painter, QRectF(area.left(), area.center().y() - icon / 2.0, area.width(), icon), m_iconName, iconColor);
        return;
    }
    if (m_narrow) {
        drawIcon(painter, QRectF(area.left(), area.top() + theme.space(0), area.width(), icon), m_iconName, iconColor);
        const QRectF line(1, area.top() + theme.space(1) + icon, width() - 2, theme.lineHeight(TextStyle::Small));
        QFont small = theme.font(TextStyle::Small);
        // A long name is a little smaller rather than cut.
        while (textWidth(text(), small) > line.width() && small.pixelSize() > kLeastShare * theme.font(TextStyle::Small).pixelSize())
            small.setPixelSize(small.pixelSize() - 1);
        painter.setFont(small);
        painter.drawText(line, Qt::AlignCenter,
                         painter.fontMetrics().elidedText(text(), Qt::ElideRight, static_cast<int>(line.width())));
        return;
    }
    const double left = area.left() + theme.space(1);
    drawIcon(painter, QRectF(left, area.center().y() - icon / 2.0, icon, icon), m_iconName, iconColor);
    const double textLeft = left + icon + theme.space(2);
    const double width = area.right() - theme.space(1) - textLeft;
    const int bodyLine = theme.lineHeight(TextStyle::Body);
    const int smallLine = m_status.isEmpty() ? 0 : theme.lineHeight(TextStyle::Small);
    double top = area.center().y() - (bodyLine + smallLine) / 2.0;
    painter.drawText(QRectF(textLeft, top, width, bodyLine), Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(text(), Qt::ElideRight, static_cast<int>(width)));
    if (m_status.isEmpty())
        return;
    top += bodyLine;
    double statusWidth = width;
    painter.setFont(theme.font(TextStyle::Small));
    painter.setPen(isEnabled() ? theme.color("text.secondary") : main);
    const int mark = m_done ? theme.iconSize(0) : 0;
    statusWidth -= mark;
    const QString shown = painter.fontMetrics().elidedText(m_status, Qt::ElideRight, static_cast<int>(statusWidth));
    painter.drawText(QRectF(textLeft, top, statusWidth, smallLine), Qt::AlignLeft | Qt::AlignVCenter, shown);
    if (m_done) {
        const double x = textLeft + painter.fontMetrics().horizontalAdvance(shown) + theme.space(0);
        drawIcon(painter, QRectF(x, top, mark * 0.8, smallLine), "check", theme.color("success"));
    }
}

Rail::Rail(Session& session, QWidget* parent) : QWidget(parent), m_session(session)
{
    auto* column = new QVBoxLayout(this);
    column->setSpacing(2);
    const auto add = [&](Place place) {
        auto* button = new RailButton(placeIcon(place), this);
        connect(button, &QAbstractButton::clicked, this, [this, place] { m_session.goTo(place); });
        m_buttons[place] = button;
        column->addWidget(button);
    };
    for (const auto place : {Place::Home, Place::Data, Place::Model, Place::Train, Place::Results, Place::Use})
        add(place);
    column->addSpacing(16);
    add(Place::Experiments);
    column->addStretch(1);
    for (const auto place : {Place::Queue, Place::Settings, Place::Help})
        add(place);
    for (const auto signal : {&Session::dataChanged, &Session::projectChanged, &Session::recommendationChanged,
                              &Session::jobsChanged, &Session::runsChanged, &Session::catalogChanged, &Session::languageChanged})
        connect(&m_session, signal, this, &Rail::refresh);
    connect(&m_session.draft(), &RecipeDraft::changed, this, &Rail::refresh);
    connect(&m_session, &Session::placeChanged, this, &Rail::refresh);
    connect(&m_session, &Session::progressCame, this, [this](const std::string& job) {
        const auto* run = m_session.currentRun();
        if (!run || run->job != job)
            return;
        const auto [text, done] = status(Place::Train);
        m_buttons.at(Place::Train)->setStatus(text, done);
    });
    applySizes();
    retranslate();
}

void Rail::setNarrow(bool narrow)
{
    if (narrow == m_narrow)
        return;
    m_narrow = narrow;
    applySizes();
    refresh();
}

void Rail::fitLabels()
{
    if (!m_narrow) {
        for (const auto& [place, button] : m_buttons)
            button->setNarrow(false);
        return;
    }
    // In a low window with large text the names do not fit below the icons.
    for (const auto& [place, button] : m_buttons)
        button->setNarrow(true, true);
    layout()->invalidate();
    if (layout()->sizeHint().height() <= height())
        return;
    for (const auto& [place, button] : m_buttons)
        button->setNarrow(true, false);
}

void Rail::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fitLabels();
}

void Rail::applySizes()
{
    const auto& theme = themeOf(this);
    setFixedWidth(theme.size(m_narrow ? "frame.railNarrow" : "frame.rail"));
    layout()->setContentsMargins(0, theme.space(2), 0, theme.space(2));
    fitLabels();
}

void Rail::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::StyleChange)
        applySizes();
}

void Rail::paintEvent(QPaintEvent*)
{
    const auto& theme = themeOf(this);
    QPainter painter(this);
    painter.fillRect(rect(), theme.color("bg.rail"));
    painter.fillRect(width() - 1, 0, 1, height(), theme.color("line.subtle"));
}

void Rail::retranslate()
{
    setAccessibleName(tr("Steps"));
    for (const auto& [place, button] : m_buttons)
        button->setText(placeName(place));
    refresh();
}

QString Rail::missing(Place place) const
{
    switch (place) {
    case Place::Data:
        return tr("Drop a file, or start from a sample on Home.");
    case Place::Model:
    case Place::Train:
        return tr("This needs data first.");
    case Place::Results:
        return tr("There is nothing to show until something was trained.");
    case Place::Use:
        return tr("There is no trained model yet.");
    default:
        return {};
    }
}

std::pair<QString, bool> Rail::status(Place place) const
{
    const auto& data = m_session.data();
    const auto* run = m_session.currentRun();
    const auto* job = run ? m_session.job(run->job) : nullptr;
    switch (place) {
    case Place::Data:
        if (data.phase == DataState::Phase::Ready)
            return {tr("%Ln row(s)", nullptr, static_cast<int>(data.manifest.rowCount)), true};
        return {data.phase == DataState::Phase::Importing ? tr("reading") : data.phase == DataState::Phase::Failed ? tr("failed") : QString(), false};
    case Place::Model: {
        const auto& networks = m_session.draft().recipe().networks;
        if (networks.empty())
            return {};
        const auto& network = networks.begin()->second;
        if (network.graph)
            return {tr("drawn"), true};
        if (const auto model = pretrainedOf(network); !model.empty())
            return {QString::fromStdString(m_session.pretrained().title(model)), true};
        const auto* info = m_session.catalog().find(ComponentKind::Template, network.fromTemplate.component);
        return {info ? QString::fromStdString(m_session.sentences().catalog(info->title)) : QString(), true};
    }
    case Place::Train:
        if (!job)
            return {};
        if (isHeld(job->state))
            return {RunWords::progress(m_session, *job), false};
        return {stateName(job->state), job->state == JobState::Completed};
    case Place::Queue: {
        const auto waiting = std::ranges::count_if(m_session.jobs(), [](const Job& each) { return !isFinal(each.state); });
        return {waiting > 0 ? QString::number(waiting) : QString(), false};
    }
    default:
        return {};
    }
}

void Rail::refresh()
{
    for (const auto& [place, button] : m_buttons) {
        const bool open = m_session.isOpen(place);
        button->setEnabled(open);
        const auto [text, done] = status(place);
        button->setStatus(text, done);
        button->setToolTip(open ? (m_narrow ? placeName(place) + (text.isEmpty() ? QString() : "\n" + text) : QString()) : missing(place));
    }
    m_buttons.at(m_session.place())->setChecked(true);
}

} // namespace fettle::ui
