// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/prediction_sentence.h"

#include <algorithm>

#include <QEvent>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include "ui/pages/data/columns.h"
#include "ui/theme/theme.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/text_label.h"

namespace fettle::ui {

DropDown::DropDown(QWidget* parent) : QComboBox(parent)
{
    setSizeAdjustPolicy(QComboBox::AdjustToContents);
    addItem(QString());
}

void DropDown::setText(const QString& text) { setItemText(0, text); }

PredictionSentence::PredictionSentence(Session& session, QWidget* parent)
    : QWidget(parent), m_session(session), m_columns(session), m_target(new QComboBox(this)),
      m_inputs(new DropDown(this)), m_reason(new TextLabel(TextStyle::Body, "text.secondary", this)),
      m_line(new QWidget(this)), m_flow(new FlowLayout(m_line)), m_chooser(new ColumnChooser(m_columns, this))
{
    for (auto& word : m_words)
        word = new TextLabel(TextStyle::Title, m_line);
    m_target->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_reason->setWrap(true);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_line);
    column->addWidget(m_reason);
    connect(m_target, qOverload<int>(&QComboBox::activated), this, [this](int index) {
        const auto field = m_target->itemData(index).toString().toStdString();
        if (field != targetNow(m_session.draft().recipe(), m_session.data().manifest))
            m_session.setTarget(field);
    });
    connect(m_inputs, &DropDown::opened, this, [this] {
        m_chooser->popUpUnder(QRect(m_inputs->mapToGlobal(QPoint(0, 0)), m_inputs->size()));
    });
    connect(&session, &Session::dataChanged, this, &PredictionSentence::refresh);
    connect(&session, &Session::recommendationChanged, this, &PredictionSentence::refresh);
    connect(&session.draft(), &RecipeDraft::changed, this, &PredictionSentence::refresh);
    retranslate();
}

void PredictionSentence::fillTargets()
{
    const auto& manifest = m_session.data().manifest;
    const auto now = targetNow(m_session.draft().recipe(), manifest);
    QStringList names;
    for (const auto& field : manifest.fields)
        if (canBeTarget(field, manifest) || field.name == now)
            names << QString::fromStdString(field.name);
    const QSignalBlocker blocker(m_target);
    QStringList before;
    for (int i = 0; i < m_target->count(); ++i)
        before << m_target->itemData(i).toString();
    if (names != before) {
        m_target->clear();
        for (const auto& name : names)
            m_target->addItem(name, name);
    }
    m_target->setCurrentIndex(m_target->findData(QString::fromStdString(now)));
}

/// Where the two drop-downs stand among the words is the translation's to say.
void PredictionSentence::placeWords()
{
    m_placed = pattern();
    const auto sentence = m_placed;
    const auto first = sentence.indexOf(QLatin1String("%1"));
    const auto second = sentence.indexOf(QLatin1String("%2"));
    const bool targetFirst = first < second;
    const auto left = std::min(first, second);
    const auto right = std::max(first, second);
    const QString words[3] = {sentence.left(left).trimmed(), sentence.mid(left + 2, right - left - 2).trimmed(),
                              sentence.mid(right + 2).trimmed()};
    while (auto* item = m_flow->takeAt(0))
        delete item;
    QWidget* order[5] = {m_words[0], targetFirst ? static_cast<QWidget*>(m_target) : m_inputs, m_words[1],
                         targetFirst ? static_cast<QWidget*>(m_inputs) : m_target, m_words[2]};
    for (int i = 0; i < 3; ++i) {
        m_words[i]->setText(words[i]);
        m_words[i]->setVisible(!words[i].isEmpty());
    }
    for (int i = 0; i < 5; ++i)
        if (i % 2 == 1 || !words[i / 2].isEmpty())
            m_flow->addWidget(order[i]);
    setTabOrder(targetFirst ? static_cast<QWidget*>(m_target) : m_inputs, targetFirst ? static_cast<QWidget*>(m_inputs) : m_target);
}

/// A text that belongs to another one is not predicted, but found.
QString PredictionSentence::pattern() const
{
    return m_session.draft().recipe().task.component == "sentence_embeddings" ? tr("Find the matching %1 for %2")
                                                                             : tr("Predict %1 from %2");
}

void PredictionSentence::refresh()
{
    fillTargets();
    if (m_placed != pattern())
        placeWords();
    const auto& manifest = m_session.data().manifest;
    const int used = m_columns.usedCount();
    QString inputs;
    if (used == 1) {
        for (const auto& field : manifest.fields)
            if (roleNow(field, m_session.draft().recipe(), manifest) == FieldRole::Input)
                inputs = QString::fromStdString(field.name);
    } else {
        inputs = tr("%1 columns").arg(used);
    }
    m_inputs->setText(inputs);
    const auto& advice = m_session.recommendation();
    m_reason->setText(advice ? QString::fromStdString(m_session.sentences().sentence(advice->task)) : QString());
    m_reason->setVisible(advice.has_value());
    setAccessibleName(text());
}

QString PredictionSentence::text() const
{
    return pattern().arg(m_target->currentText(), m_inputs->currentText());
}

void PredictionSentence::retranslate()
{
    m_target->setAccessibleName(tr("Column to predict"));
    m_inputs->setToolTip(tr("Which columns the model learns from"));
    refresh();
    placeWords();
    m_inputs->setAccessibleName(tr("Learn from %1").arg(m_inputs->currentText()));
}

void PredictionSentence::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace fettle::ui
