// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/use/search_hits.h"

#include <algorithm>

#include <QEvent>
#include <QHBoxLayout>
#include <QLocale>
#include <QPainter>

#include "ui/theme/theme.h"
#include "ui/widgets/link.h"
#include "ui/widgets/text_label.h"

namespace fettle::ui {
namespace {

constexpr int kGrooveHeight = 4;
constexpr int kLinesOfText = 3;
constexpr int kMostDetail = 80;

QString shortValue(const Value& value)
{
    const QString text = QString::fromStdString(value.isText() ? value.asText() : value.toDisplay()).simplified();
    return text.size() > kMostDetail ? text.left(kMostDetail) + QStringLiteral("…") : text;
}

} // namespace

SimilarityBar::SimilarityBar(QWidget* parent) : QWidget(parent) { setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed); }

void SimilarityBar::setScore(double score)
{
    m_score = score;
    setAccessibleName(tr("Similarity"));
    setAccessibleDescription(QLocale().toString(score, 'f', 2));
    setToolTip(tr("Similarity: 1 means the same, 0 nothing in common"));
    update();
}

QSize SimilarityBar::sizeHint() const
{
    const auto& theme = themeOf(this);
    return {QFontMetrics(theme.font(TextStyle::Code)).horizontalAdvance(QStringLiteral("-0.00")) + theme.space(2),
            theme.lineHeight(TextStyle::Body) + kGrooveHeight};
}

void SimilarityBar::paintEvent(QPaintEvent*)
{
    const auto& theme = themeOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const int line = theme.lineHeight(TextStyle::Body);
    painter.setFont(theme.font(TextStyle::Code));
    painter.setPen(theme.color("text.primary"));
    painter.drawText(QRect(0, 0, width(), line), Qt::AlignLeft | Qt::AlignVCenter, QLocale().toString(m_score, 'f', 2));
    QRectF groove(0, line, width(), kGrooveHeight);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.color("bg.hover"));
    painter.drawRoundedRect(groove, kGrooveHeight / 2.0, kGrooveHeight / 2.0);
    groove.setWidth(groove.width() * std::clamp(m_score, 0.0, 1.0));
    painter.setBrush(theme.color("accent.fill"));
    if (groove.width() >= 1.0)
        painter.drawRoundedRect(groove, std::min(kGrooveHeight / 2.0, groove.width() / 2.0), kGrooveHeight / 2.0);
}

void SimilarityBar::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        updateGeometry();
    if (event->type() == QEvent::StyleChange || event->type() == QEvent::PaletteChange)
        update();
    if (event->type() == QEvent::LanguageChange)
        setScore(m_score);
}

SearchHitRow::SearchHitRow(QWidget* parent)
    : QWidget(parent), m_bar(new SimilarityBar(this)), m_text(new TextLabel(TextStyle::Body, this)),
      m_details(new TextLabel(TextStyle::Small, "text.secondary", this)), m_similar(new Link(TextStyle::Small, this)), m_words(new QWidget(this))
{
    m_text->setWrap(true);
    m_text->setMaximumLines(kLinesOfText);
    m_text->setSelectable(true);
    m_details->setElide(Qt::ElideRight);
    auto* under = new QHBoxLayout;
    under->setContentsMargins(0, 0, 0, 0);
    under->addWidget(m_details, 1);
    under->addWidget(m_similar);
    auto* words = new QVBoxLayout(m_words);
    words->setContentsMargins(0, 0, 0, 0);
    words->setSpacing(0);
    words->addWidget(m_text);
    words->addLayout(under);
    auto* line = new QHBoxLayout(this);
    line->addWidget(m_bar, 0, Qt::AlignTop);
    line->addWidget(m_words, 1);
    connect(m_similar, &QAbstractButton::clicked, this, [this] { Q_EMIT similarWanted(m_id); });
    applySpaces();
    retranslate();
}

void SearchHitRow::setHit(const SearchHit& hit, const std::string& field, const std::vector<std::string>& fields)
{
    m_id = hit.id;
    m_bar->setScore(hit.score);
    QStringList values;
    m_text->setText({});
    for (std::size_t i = 0; i < fields.size() && i < hit.values.size(); ++i) {
        if (fields[i] == field)
            m_text->setText(QString::fromStdString(hit.values[i].asText()));
        else if (!hit.values[i].isNull() && hit.values[i].asMap().empty())
            values << QStringLiteral("%1: %2").arg(QString::fromStdString(fields[i]), shortValue(hit.values[i]));
    }
    m_values = values.join(QStringLiteral(", "));
    retranslate();
}

QString SearchHitRow::text() const { return m_text->text(); }
QString SearchHitRow::details() const { return m_details->text(); }

void SearchHitRow::retranslate()
{
    const QString row = tr("Row %1").arg(QLocale().toString(static_cast<qlonglong>(m_id + 1)));
    m_details->setText(m_values.isEmpty() ? row : tr("%1, %2", "row, its other values").arg(row, m_values));
    m_similar->setText(tr("More like this"));
    m_similar->setAccessibleDescription(m_text->text());
}

void SearchHitRow::applySpaces()
{
    const auto& theme = themeOf(this);
    layout()->setContentsMargins(0, theme.space(1), 0, theme.space(1));
    layout()->setSpacing(theme.space(2));
}

void SearchHitRow::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setPen(themeOf(this).color("line.subtle"));
    painter.drawLine(0, height() - 1, width(), height() - 1);
}

void SearchHitRow::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::StyleChange)
        applySpaces();
}

SearchHits::SearchHits(QWidget* parent) : QWidget(parent), m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(0);
}

void SearchHits::setResult(const SearchResult& result)
{
    while (m_rows.size() < result.hits.size()) {
        auto* row = new SearchHitRow(this);
        connect(row, &SearchHitRow::similarWanted, this, &SearchHits::similarWanted);
        m_column->addWidget(row);
        m_rows.push_back(row);
    }
    m_count = static_cast<int>(result.hits.size());
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        if (i < result.hits.size())
            m_rows[i]->setHit(result.hits[i], result.field, result.fields);
        m_rows[i]->setVisible(i < result.hits.size());
    }
}

} // namespace fettle::ui
