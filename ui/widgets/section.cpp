// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/section.h"

#include <QEvent>
#include <QPainter>
#include <QPushButton>
#include <QSettings>
#include <QVBoxLayout>

#include "ui/theme/painting.h"
#include "ui/theme/theme.h"

namespace fettle::ui {

/// The line that opens and closes a Section.
class FoldButton : public QPushButton {
public:
    explicit FoldButton(QWidget* parent) : QPushButton(parent)
    {
        setCheckable(true);
        setAutoDefault(false);
        setAttribute(Qt::WA_Hover);
        setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    }

    void setNote(const QString& note)
    {
        m_note = note;
        setAccessibleDescription(note);
        updateGeometry();
        update();
    }

    QSize sizeHint() const override
    {
        const Theme& theme = themeOf(this);
        int width = arrowWidth(theme) + textWidth(text(), theme.font(TextStyle::Body));
        if (!m_note.isEmpty())
            width += theme.space(2) + textWidth(m_note, theme.font(TextStyle::Small));
        return {width + theme.space(0), std::max(theme.iconSize(2), theme.lineHeight(TextStyle::Body))};
    }
    QSize minimumSizeHint() const override
    {
        return {std::min(sizeHint().width(), themeOf(this).space(6)), sizeHint().height()};
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        const Theme& theme = themeOf(this);
        QPainter painter(this);
        const bool lively = isEnabled() && (underMouse() || isDown());
        const QColor color = theme.color(!isEnabled() ? "text.disabled" : lively ? "text.primary" : "text.secondary");
        // At the left edge, where the texts above and below begin.
        drawArrow(painter, QRectF(0, 0, theme.space(1), height()), isChecked() ? Arrow::Down : Arrow::Right, color,
                  theme.space(1) - 1);
        const QFont font = theme.font(TextStyle::Body);
        const double left = arrowWidth(theme);
        drawTextLine(painter, QRectF(left, 0, width() - left, height()), text(), font, color);
        const double note = left + textWidth(text(), font) + theme.space(2);
        drawTextLine(painter, QRectF(note, 0, width() - note, height()), m_note, theme.font(TextStyle::Small),
                     theme.color("text.secondary"));
    }

private:
    static int arrowWidth(const Theme& theme) { return theme.space(3); }

    QString m_note;
};

namespace {

/// fettle/window.ini in the user's config folder: what the window remembers of itself, beside the user's settings.
class FoldMemory {
public:
    explicit FoldMemory(const QString& key) : m_name(QStringLiteral("folds/") + key) {}

    [[nodiscard]] QVariant open() const { return m_file.value(m_name); }
    void setOpen(bool open) { m_file.setValue(m_name, open); }

private:
    QSettings m_file{QSettings::IniFormat, QSettings::UserScope, QStringLiteral("fettle"), QStringLiteral("window")};
    QString m_name;
};

} // namespace

Section::Section(const QString& key, QWidget* parent) : QWidget(parent), m_key(key)
{
    m_layout = new QVBoxLayout(this);
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_button = new FoldButton(this);
    m_layout->addWidget(m_button, 0, Qt::AlignLeft);
    m_body = new QWidget(this);
    m_content = new QVBoxLayout(m_body);
    m_content->setContentsMargins(0, 0, 0, 0);
    m_layout->addWidget(m_body);
    connect(m_button, &QPushButton::clicked, this, [this](bool open) { setOpen(open); });
    if (!m_key.isEmpty()) {
        const QVariant kept = FoldMemory(m_key).open();
        m_remembered = kept.isValid();
        m_open = kept.toBool();
    }
    applySpaces();
    apply(m_open);
    retranslate();
}

void Section::setTitle(const QString& title)
{
    m_title = title;
    retranslate();
}

void Section::setNote(const QString& note) { m_button->setNote(note); }

void Section::setOpen(bool open)
{
    if (open == m_open)
        return;
    m_open = open;
    apply(open);
    retranslate();
    if (!m_key.isEmpty()) {
        FoldMemory(m_key).setOpen(open);
        m_remembered = true;
    }
    Q_EMIT toggled(open);
}

void Section::setOpenAtFirst(bool open)
{
    if (m_remembered || open == m_open)
        return;
    m_open = open;
    apply(open);
    retranslate();
    Q_EMIT toggled(open);
}

void Section::apply(bool open)
{
    m_button->setChecked(open);
    m_body->setVisible(open);
}

void Section::retranslate()
{
    m_button->setText(!m_title.isEmpty() ? m_title : m_open ? tr("Less") : tr("More"));
    m_button->updateGeometry();
}

void Section::applySpaces()
{
    const Theme& theme = themeOf(this);
    m_layout->setSpacing(theme.space(1));
    m_content->setSpacing(theme.space(1));
}

void Section::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        applySpaces();
    else if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace fettle::ui
