// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/column_popover.h"

#include <algorithm>
#include <cmath>

#include <QComboBox>
#include <QEvent>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include "ui/pages/data/columns.h"
#include "ui/pages/data/text_popover.h"
#include "ui/pages/data/value_charts.h"
#include "ui/theme/theme.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/stat_row.h"
#include "ui/widgets/text_label.h"

namespace fettle::ui {
namespace {

constexpr int kPopoverWidth = 320;
constexpr std::size_t kMostValues = 8;

QString standingAlone(QString word)
{
    // Words stand inside sentences in small letters; alone in a list they begin with a capital.
    if (!word.isEmpty())
        word[0] = word[0].toUpper();
    return word;
}

} // namespace

ColumnPopover::ColumnPopover(Session& session, QWidget* parent)
    : Popover(parent), m_session(session), m_title(new TextLabel(TextStyle::Strong, this)), m_kind(new QComboBox(this)),
      m_role(new QComboBox(this)), m_kindField(new FormField(m_kind, this)), m_roleField(new FormField(m_role, this)),
      m_reasons(new TextLabel(TextStyle::Small, "text.secondary", this)), m_counts(new StatRow(this)),
      m_figures(new StatRow(this)), m_histogram(new Histogram(this)), m_values(new ValueBars(this)), m_examplesTitle(new TextLabel(TextStyle::Small, "text.secondary", this))
{
    m_title->setElide(Qt::ElideRight);
    m_reasons->setWrap(true);
    for (QWidget* part : {static_cast<QWidget*>(m_title), static_cast<QWidget*>(m_kindField),
                          static_cast<QWidget*>(m_roleField), static_cast<QWidget*>(m_reasons),
                          static_cast<QWidget*>(m_counts), static_cast<QWidget*>(m_figures),
                          static_cast<QWidget*>(m_histogram), static_cast<QWidget*>(m_values)})
        content()->addWidget(part);
    content()->addWidget(m_examplesTitle);
    for (auto*& example : m_examples) {
        example = new TextLabel(TextStyle::Small, this);
        example->setWrap(true);
        example->setMaximumLines(2);
        content()->addWidget(example);
    }
    m_kindField->setFullWidth(true);
    m_roleField->setFullWidth(true);
    connect(m_kind, qOverload<int>(&QComboBox::activated), this, [this](int index) {
        const auto kind = static_cast<FieldKind>(m_kind->itemData(index).toInt());
        const auto* field = m_session.data().manifest.findField(m_field);
        close();
        if (field && field->kind != kind)
            Rereading(m_session).kind(m_field, kind).start();
    });
    connect(m_role, qOverload<int>(&QComboBox::activated), this, [this](int index) {
        const auto role = static_cast<FieldRole>(m_role->itemData(index).toInt());
        close();
        useColumn(m_session, m_field, role);
    });
}

void ColumnPopover::show(const std::string& field, const QRect& anchor, const QStringList& examples)
{
    m_field = field;
    m_examplesTitle->setVisible(!examples.isEmpty());
    for (int i = 0; i < kExamples; ++i) {
        auto* label = m_examples[static_cast<std::size_t>(i)];
        label->setVisible(i < examples.size());
        label->setText(oneLine(examples.value(i)));
    }
    setFixedWidth(static_cast<int>(kPopoverWidth * themeOf(this).options().textScale));
    retranslate();
    popUp(anchor);
}

void ColumnPopover::fillChoices(const FieldInfo& field)
{
    const auto& sentences = m_session.sentences();
    const QSignalBlocker kindBlocker(m_kind);
    const QSignalBlocker roleBlocker(m_role);
    m_kind->clear();
    m_role->clear();
    for (const auto kind : kindsFor(field))
        m_kind->addItem(standingAlone(QString::fromStdString(sentences.word("kind", toText(kind)))), static_cast<int>(kind));
    m_kind->setCurrentIndex(m_kind->findData(static_cast<int>(field.kind)));
    m_kind->setEnabled(m_kind->count() > 1);
    const auto now = roleNow(field, m_session.draft().recipe(), m_session.data().manifest);
    auto roles = now == FieldRole::Target ? std::vector{now} : rolesFor(field, m_session.data().manifest);
    if (std::ranges::find(roles, now) == roles.end())
        roles.push_back(now);
    for (const auto role : roles)
        m_role->addItem(standingAlone(QString::fromStdString(sentences.word("role", toText(role)))), static_cast<int>(role));
    m_role->setCurrentIndex(m_role->findData(static_cast<int>(now)));
    m_role->setEnabled(m_role->count() > 1);
    m_roleField->setHelp(now == FieldRole::Target
                             ? tr("To free this column, choose another one to predict in the sentence above the table.")
                             : QString());
}

void ColumnPopover::fillStatistics(const FieldInfo& field)
{
    const auto& all = m_session.data().manifest.statistics;
    const auto found = std::ranges::find(all, field.name, &FieldStatistics::field);
    const bool known = found != all.end() && found->count + found->missing > 0;
    for (QWidget* part : {static_cast<QWidget*>(m_counts), static_cast<QWidget*>(m_figures),
                          static_cast<QWidget*>(m_histogram), static_cast<QWidget*>(m_values)})
        part->setVisible(false);
    if (!known || field.kind == FieldKind::Image)
        return;
    const auto& sentences = m_session.sentences();
    const auto text = [&](const Value& value) { return QString::fromStdString(sentences.number(value)); };
    m_counts->clear();
    m_counts->addStat(text(found->count), tr("present"));
    const int missing = m_counts->addStat(text(found->missing), tr("missing"));
    if (found->missing > 0)
        m_counts->setColorRole(missing, "warning");
    m_counts->addStat(text(found->distinct), tr("different"));
    m_counts->show();
    const bool spread = !found->histogramCounts.empty()
        && (field.kind == FieldKind::Number || field.kind == FieldKind::Date || field.kind == FieldKind::Text);
    if (spread) {
        m_histogram->setStatistics(*found, field.kind);
        m_histogram->show();
        if (field.kind == FieldKind::Text) {
            m_figures->clear();
            m_figures->addStat(text(std::round(found->mean)), tr("characters on average"));
            m_figures->addStat(text(std::round(found->maximum)), tr("the longest"));
            m_figures->show();
        }
        if (field.kind == FieldKind::Number) {
            m_figures->clear();
            m_figures->addStat(text(found->mean), tr("mean"));
            m_figures->addStat(text(found->standardDeviation), tr("spread"));
            m_figures->setStatToolTip(1, tr("Standard deviation"));
            m_figures->show();
        }
    } else if (!found->topValues.empty() && field.kind != FieldKind::Id) {
        m_values->setValues(found->topValues, found->count, kMostValues);
        m_values->show();
    }
}

void ColumnPopover::fill()
{
    const auto* field = m_session.data().manifest.findField(m_field);
    if (!field)
        return;
    m_title->setText(QString::fromStdString(field->name));
    fillChoices(*field);
    QStringList reasons;
    for (const auto& reason : field->reasons)
        reasons << QString::fromStdString(m_session.sentences().sentence(reason));
    m_reasons->setText(reasons.join(QLatin1Char('\n')));
    m_reasons->setVisible(!reasons.isEmpty());
    fillStatistics(*field);
}

void ColumnPopover::retranslate()
{
    fill();
    setAccessibleName(tr("Column %1").arg(QString::fromStdString(m_field)));
    m_kindField->setLabel(tr("Kind"));
    m_kindField->setHelp(m_kind->isEnabled() ? tr("Another kind reads the data again, as a new data version.") : QString());
    m_roleField->setLabel(tr("Used as"));
    m_examplesTitle->setText(tr("Examples"));
}

void ColumnPopover::changeEvent(QEvent* event)
{
    Popover::changeEvent(event);
    if (event->type() == QEvent::LanguageChange && isVisible())
        retranslate();
}

} // namespace fettle::ui
