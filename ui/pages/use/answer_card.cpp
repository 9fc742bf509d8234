// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/use/answer_card.h"

#include <algorithm>

#include <QEvent>
#include <QVBoxLayout>

#include "ui/pages/use/score_bars.h"
#include "ui/widgets/marked_text.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/text_label.h"

namespace fettle::ui {

AnswerCard::AnswerCard(const client::Sentences& sentences, QWidget* parent)
    : Card(parent), m_sentences(sentences), m_answer(new TextLabel(TextStyle::Title, this)), m_marked(new MarkedTextLabel(this)),
      m_sureness(new TextLabel(TextStyle::Body, "text.secondary", this)), m_doubt(new Notice(NoticeKind::Warning, this)),
      m_bars(new ScoreBars(this)), m_truthLine(new TextLabel(TextStyle::Body, "text.secondary", this)),
      m_notes(new TextLabel(TextStyle::Small, "text.secondary", this)), m_problem(new Notice(NoticeKind::Danger, this))
{
    for (auto* label : {m_answer, m_sureness, m_truthLine, m_notes})
        label->setWrap(true);
    m_answer->setSelectable(true);
    for (QWidget* part : std::initializer_list<QWidget*>{m_answer, m_marked, m_sureness, m_doubt, m_bars, m_truthLine, m_notes, m_problem})
        content()->addWidget(part);
    content()->addStretch(1);
    retranslate();
}

void AnswerCard::setModelName(const QString& name)
{
    m_modelName = name;
    retranslate();
}

void AnswerCard::setWaiting()
{
    m_state = State::Waiting;
    showAnswer();
}

void AnswerCard::setError(const Error& error)
{
    m_state = State::Failed;
    m_error = error;
    showAnswer();
}

void AnswerCard::setAnswer(const PredictResult& result, double threshold, const Value& truth, const QString& text,
                           const std::vector<std::string>& labels)
{
    m_isLikeness = false;
    m_text = text;
    m_labels = labels;
    m_state = result.predictions.empty() ? State::Waiting : State::Answered;
    m_result = result;
    m_threshold = threshold;
    m_truth = truth;
    showAnswer();
}

void AnswerCard::setLikeness(const PredictResult& result)
{
    setAnswer(result, 0.0, {}, {}, {});
    m_isLikeness = true;
    showAnswer();
}

QString AnswerCard::textOf(const Value& value) const
{
    if (value.isList()) {
        QStringList labels;
        for (const auto& label : value.asList())
            labels << textOf(label);
        return labels.isEmpty() ? tr("No label") : labels.join(tr(", "));
    }
    return QString::fromStdString(value.isText() ? value.asText() : value.isNumber() ? m_sentences.number(value) : value.toDisplay());
}

QString AnswerCard::answerText() const { return m_answer->text(); }

QString AnswerCard::notesText() const
{
    QStringList lines;
    for (const auto& note : m_result.columns)
        // The form holds the columns of one model; another one beside it may want fewer.
        if (note.code != "data.column_extra")
            lines << QString::fromStdString(m_sentences.sentence(note));
    return lines.join(QLatin1Char('\n'));
}

void AnswerCard::showMarks(const ValueList& spans)
{
    std::vector<Mark> marks;
    for (const auto& span : spans)
        marks.push_back({span.at("label").asText(), span.at("start").asInteger(), span.at("end").asInteger()});
    m_answer->setText(spans.empty() ? tr("Nothing is marked") : tr("%Ln marked part(s)", nullptr, static_cast<int>(spans.size())));
    m_marked->setMarkedText(MarkedText(m_text, marks, m_labels));
}

void AnswerCard::showAnswer()
{
    const bool answered = m_state == State::Answered;
    const Value answer = answered && !m_result.predictions.front().targets.empty() ? m_result.predictions.front().targets.begin()->second : Value();
    const bool scored = answer.at("score").isNumber();
    m_unsure = answered && answer.at("unsure").asBoolean();
    m_problem->setVisible(m_state == State::Failed);
    if (m_state == State::Failed) {
        m_problem->setText(QString::fromStdString(m_sentences.sentence(*m_error)));
        m_problem->setDetails(QString::fromStdString(m_error->detail));
    }
    m_answer->setVisible(m_state != State::Failed);
    m_answer->setColorRole(answered ? "text.primary" : "text.secondary");
    const auto& value = answer.at("value");
    const bool spans = answered && value.isList() && !m_text.isEmpty() && (value.asList().empty() ? answer.at("scores").asMap().empty() : value.asList().front().isMap());
    m_marked->setVisible(spans);
    if (spans)
        showMarks(value.asList());
    else if (answered && m_isLikeness && value.isNumber())
        m_answer->setText(tr("%1 alike").arg(QString::fromStdString(m_sentences.percent(std::max(0.0, value.asReal())))));
    else
        m_answer->setText(answered ? textOf(value) : tr("…"));
    m_sureness->setVisible(answered && scored && !m_unsure);
    m_doubt->setVisible(m_unsure);
    m_bars->setVisible(answered && scored && !spans);
    if (scored) {
        const QString percent = QString::fromStdString(m_sentences.percent(answer.at("score").asReal()));
        m_sureness->setText(tr("%1 sure").arg(percent));
        m_doubt->setText(tr("Not sure enough, ask a person: %1, and %2 are needed.")
                             .arg(percent, QString::fromStdString(m_sentences.percent(m_threshold))));
        std::vector<ScoreBars::Score> scores;
        for (const auto& [name, share] : answer.at("scores").asMap())
            scores.push_back({QString::fromStdString(name), share.asReal()});
        std::ranges::stable_sort(scores, std::greater<>(), &ScoreBars::Score::share);
        m_bars->setScores(std::move(scores), m_threshold);
    }
    m_truthLine->setVisible(answered && !m_truth.isNull());
    const auto marks = value.isList() && m_truth.isText() ? parseMarks(m_truth.asText()) : std::nullopt;
    m_truthLine->setText(tr("In the data it is “%1”.").arg(marks ? marksInWords(m_text, *marks) : textOf(m_truth)));
    const auto notes = answered ? notesText() : QString();
    m_notes->setVisible(!notes.isEmpty());
    m_notes->setText(notes);
}

void AnswerCard::retranslate()
{
    setTitle(m_modelName.isEmpty() ? tr("Answer") : tr("Answer of %1").arg(m_modelName));
    m_doubt->setWord(tr("Unsure"));
    showAnswer();
}

void AnswerCard::changeEvent(QEvent* event)
{
    Card::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace fettle::ui
