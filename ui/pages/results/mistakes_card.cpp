// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/results/mistakes_card.h"

#include <QEvent>
#include <QLocale>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

#include "ui/theme/theme.h"
#include "ui/widgets/link.h"
#include "ui/widgets/text_label.h"

namespace fettle::ui {
namespace {

constexpr int kMostHeight = 460;

} // namespace

MistakesCard::MistakesCard(QWidget* parent)
    : Card(parent), m_matrix(new ConfusionMatrix), m_scroll(new QScrollArea(this)), m_pairs(new QWidget(this)),
      m_pairLines(new QVBoxLayout(m_pairs)), m_none(new TextLabel(TextStyle::Body, this)),
      m_axes(new TextLabel(TextStyle::Small, "text.secondary", this)), m_other(new Link(TextStyle::Body, this))
{
    m_scroll->setWidget(m_matrix);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->viewport()->setAutoFillBackground(false);
    m_matrix->setAutoFillBackground(false);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_pairLines->setContentsMargins(0, 0, 0, 0);
    m_axes->setWrap(true);
    m_none->setWrap(true);
    content()->addWidget(m_none);
    content()->addWidget(m_pairs);
    content()->addWidget(m_scroll, 1);
    content()->addWidget(m_axes);
    content()->addWidget(m_other, 0, Qt::AlignLeft);
    content()->addStretch(0);
    connect(m_matrix, &ConfusionMatrix::cellPressed, this, &MistakesCard::press);
    connect(m_matrix, &ConfusionMatrix::currentMoved, this, [this](const QRect& rect) {
        // Not under the names, which stay at the edges.
        const auto names = m_matrix->namesSize();
        m_scroll->ensureVisible(rect.center().x(), rect.center().y(), rect.width() + names.width(), rect.height() + names.height());
    });
    connect(m_other, &QAbstractButton::clicked, this, [this] { showMatrix(m_showsPairs); });
    retranslate();
    showMatrix(true);
}

void MistakesCard::setCounts(ConfusionCounts counts)
{
    m_matrix->setCounts(std::move(counts));
    makePairs();
    showMatrix(m_matrix->counts().columnCount() <= kMostReadable);
}

void MistakesCard::clearChosen() { m_matrix->setChosen(-1, -1); }

void MistakesCard::makePairs()
{
    qDeleteAll(m_links);
    m_links.clear();
    const auto& counts = m_matrix->counts();
    for (const auto& pair : counts.mixedUp(kPairs)) {
        auto* link = new Link(TextStyle::Body, m_pairs);
        namePair(*link, pair);
        link->setElided(true);
        m_pairLines->addWidget(link, 0, Qt::AlignLeft);
        connect(link, &QAbstractButton::clicked, this, [this, pair] { press(pair.row, pair.column); });
        m_links << link;
    }
}

void MistakesCard::press(int row, int column)
{
    m_matrix->setChosen(row, column);
    Q_EMIT cellPressed(row, column);
}

void MistakesCard::showMatrix(bool matrix)
{
    const bool readable = m_matrix->counts().columnCount() <= kMostReadable;
    const bool perfect = m_links.isEmpty();
    m_showsPairs = !matrix;
    m_none->setVisible(m_showsPairs && perfect);
    m_pairs->setVisible(m_showsPairs && !perfect);
    m_scroll->setVisible(!m_showsPairs);
    m_axes->setVisible(!m_showsPairs);
    m_other->setVisible(!readable);
    retranslate();
    fitMatrix();
}

void MistakesCard::fitMatrix()
{
    m_matrix->setRoom(std::max(200, m_scroll->viewport()->width()));
    const int most = static_cast<int>(kMostHeight * themeOf(this).options().textScale);
    const auto size = m_matrix->sizeHint();
    // A bar below takes its height from the cells.
    const int bar = size.width() > m_scroll->viewport()->width() ? m_scroll->horizontalScrollBar()->sizeHint().height() : 0;
    const bool readable = m_matrix->counts().columnCount() <= kMostReadable;
    m_scroll->setFixedHeight((readable ? size.height() + bar : std::min(size.height() + bar, most)) + 2);
}

void MistakesCard::retranslate()
{
    setTitle(m_showsPairs ? tr("Mixed up most") : tr("What is taken for what"));
    m_none->setText(tr("Nothing was mixed up."));
    m_axes->setText(tr("Rows are what is true, columns what was answered. Press a cell to see its examples."));
    m_other->setText(m_showsPairs ? tr("Show the whole matrix") : tr("Show what is mixed up most"));
    m_pairs->setAccessibleName(tr("Classes that are mixed up most"));
    const auto pairs = m_matrix->counts().mixedUp(kPairs);
    for (qsizetype i = 0; i < m_links.size() && i < static_cast<qsizetype>(pairs.size()); ++i)
        namePair(*m_links[i], pairs[static_cast<std::size_t>(i)]);
}

void MistakesCard::namePair(Link& link, const ConfusionCounts::Pair& pair) const
{
    const auto whole = m_matrix->cellText(pair.row, pair.column);
    link.setText(m_matrix->shortCellText(pair.row, pair.column));
    link.setToolTip(whole == link.text() ? QString() : whole);
    link.setAccessibleName(whole);
}

void MistakesCard::resizeEvent(QResizeEvent* event)
{
    Card::resizeEvent(event);
    fitMatrix();
}

void MistakesCard::changeEvent(QEvent* event)
{
    Card::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::StyleChange)
        fitMatrix();
}

} // namespace fettle::ui
