// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/notice.h"

#include <QAccessible>
#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

#include "ui/theme/icons.h"
#include "ui/theme/painting.h"
#include "ui/widgets/button.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/icon_button.h"
#include "ui/widgets/section.h"
#include "ui/widgets/text_label.h"

namespace fettle::ui {

namespace {

struct NoticeLook {
    const char* icon;
    const char* color;
    const char* background;
};

NoticeLook lookOf(NoticeKind kind)
{
    switch (kind) {
    case NoticeKind::Info: return {"information-outline", "text.link", "bg.hover"};
    case NoticeKind::Success: return {"check-circle", "success", "success.bg"};
    case NoticeKind::Warning: return {"alert", "warning", "warning.bg"};
    case NoticeKind::Danger: return {"close-circle", "danger", "danger.bg"};
    }
    return {"information-outline", "text.link", "bg.hover"};
}

} // namespace

Notice::Notice(NoticeKind kind, QWidget* parent) : QWidget(parent), m_kind(kind)
{
    m_outer = new QHBoxLayout(this);
    m_column = new QVBoxLayout;
    m_outer->addLayout(m_column, 1);
    m_word = new TextLabel(TextStyle::Strong, this);
    m_text = new TextLabel(TextStyle::Body, this);
    m_text->setWrap(true);
    m_text->setSelectable(true);
    m_assurance = new TextLabel(TextStyle::Small, this);
    m_assurance->setWrap(true);
    m_assurance->hide();
    m_actions = new QWidget(this);
    m_actionFlow = new FlowLayout(m_actions);
    m_actions->hide();
    for (QWidget* line : {static_cast<QWidget*>(m_word), static_cast<QWidget*>(m_text),
                          static_cast<QWidget*>(m_assurance), m_actions})
        m_column->addWidget(line);
    applyTheme();
    retranslate();
}

void Notice::setKind(NoticeKind kind)
{
    m_kind = kind;
    applyTheme();
    retranslate();
    update();
}

void Notice::setWord(const QString& word)
{
    m_ownWord = word;
    retranslate();
}

void Notice::setText(const QString& sentence)
{
    if (m_text->text() == sentence)
        return;
    m_text->setText(sentence);
    retranslate();
    if (isVisible()) {
        QAccessibleEvent event(this, QAccessible::Alert);
        QAccessible::updateAccessibility(&event);
    }
}

QString Notice::text() const { return m_text->text(); }

void Notice::setAssurance(const QString& sentence)
{
    m_assurance->setText(sentence);
    m_assurance->setVisible(!sentence.isEmpty());
}

void Notice::setDetails(const QString& details)
{
    if (details.isEmpty()) {
        if (m_details)
            m_details->hide();
        return;
    }
    if (!m_details) {
        m_details = new Section({}, this);
        m_detailsText = new TextLabel(TextStyle::Code, this);
        m_detailsText->setWrap(true);
        m_detailsText->setSelectable(true);
        m_details->content()->addWidget(m_detailsText);
        m_column->addWidget(m_details);
        retranslate();
    }
    m_detailsText->setText(details);
    m_details->show();
}

Button* Notice::addAction(const QString& text, ButtonKind kind)
{
    auto* button = new Button(text, kind, {}, m_actions);
    m_actionFlow->addWidget(button);
    m_buttons.append(button);
    m_actions->show();
    return button;
}

void Notice::clearActions()
{
    for (Button* button : std::exchange(m_buttons, {})) {
        m_actionFlow->removeWidget(button);
        // It may be the one whose press has led here.
        button->hide();
        button->deleteLater();
    }
    m_actions->hide();
}

void Notice::setClosable(bool closable)
{
    if (closable && !m_close) {
        m_close = new IconButton("close", this);
        m_outer->addWidget(m_close, 0, Qt::AlignTop);
        connect(m_close, &IconButton::clicked, this, [this] {
            hide();
            Q_EMIT closed();
        });
        applyTheme();
        retranslate();
    }
    if (m_close)
        m_close->setVisible(closable);
}

QString Notice::wholeText() const { return m_word->text() + QStringLiteral(": ") + m_text->text(); }

void Notice::retranslate()
{
    QString word = m_ownWord;
    if (word.isEmpty())
        word = m_kind == NoticeKind::Info      ? tr("Note")
               : m_kind == NoticeKind::Success ? tr("Done")
               : m_kind == NoticeKind::Warning ? tr("Warning")
                                               : tr("Error");
    m_word->setText(word);
    setAccessibleName(wholeText());
    if (m_details)
        m_details->setTitle(tr("Details"));
    if (m_close)
        m_close->setLabel(tr("Close"));
}

void Notice::applyTheme()
{
    const Theme& theme = themeOf(this);
    const int pad = theme.space(2);
    const int icon = theme.iconSize(0);
    // The cross is higher than the first line, whose middle it stands at.
    const int higher = std::clamp((theme.controlHeight() - theme.lineHeight(TextStyle::Strong)) / 2, 0, pad);
    m_outer->setContentsMargins(pad + icon + theme.space(1), pad - higher, m_close ? pad - higher : pad, pad - higher);
    m_column->setContentsMargins(0, higher, 0, higher);
    m_outer->setSpacing(theme.space(1));
    m_column->setSpacing(theme.space(0));
    m_actionFlow->setSpacings(theme.space(1), theme.space(1));
    m_actionFlow->setContentsMargins(0, theme.space(1), 0, 0);
    m_word->setColorRole(lookOf(m_kind).color);
}

void Notice::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        applyTheme();
    else if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::PaletteChange)
        update();
}

void Notice::paintEvent(QPaintEvent*)
{
    const Theme& theme = themeOf(this);
    const NoticeLook look = lookOf(m_kind);
    QPainter painter(this);
    drawBox(painter, rect(), theme.radius("card"), theme.color(look.background));
    const int icon = theme.iconSize(0);
    const QRectF place(theme.space(2), theme.space(2), icon, theme.lineHeight(TextStyle::Strong));
    drawIcon(painter, place, look.icon, theme.color(look.color));
}

} // namespace fettle::ui
