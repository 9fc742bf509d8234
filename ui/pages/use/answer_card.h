// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "engine/client/sentences.h"
#include "engine/contract/run.h"
#include "ui/widgets/card.h"

namespace fettle::ui {

class MarkedTextLabel;
class Notice;
class ScoreBars;
class TextLabel;

/// What a model answers to one example, and how sure it is of it.
class AnswerCard : public Card {
    Q_OBJECT
public:
    explicit AnswerCard(const client::Sentences& sentences, QWidget* parent = nullptr);

    /// Which model answers ("Run 7"); empty where there is only one.
    void setModelName(const QString& name);
    /// What stands there while nothing was asked.
    void setWaiting();
    void setError(const Error& error);
    /// `threshold`: of the model; `truth`: what the data says, where the example comes from it.
    /// `text`: what was asked, where the answer marks parts of it; `labels`: all there are, in the order of their colors.
    void setAnswer(const PredictResult& result, double threshold, const Value& truth, const QString& text = {},
                   const std::vector<std::string>& labels = {});
    /// How alike two texts are.
    void setLikeness(const PredictResult& result);
    [[nodiscard]] MarkedTextLabel* marked() const { return m_marked; }
    [[nodiscard]] QString answerText() const;
    [[nodiscard]] bool isUnsure() const { return m_unsure; }
    [[nodiscard]] ScoreBars* bars() const { return m_bars; }

protected:
    void changeEvent(QEvent* event) override;

private:
    enum class State { Waiting, Answered, Failed };
    void retranslate();
    void showAnswer();
    [[nodiscard]] QString textOf(const Value& value) const;
    /// A list of marked parts of `text`.
    void showMarks(const ValueList& spans);
    [[nodiscard]] QString notesText() const;

    const client::Sentences& m_sentences;
    State m_state = State::Waiting;
    PredictResult m_result;
    std::optional<Error> m_error;
    double m_threshold = 0.0;
    Value m_truth;
    QString m_modelName;
    bool m_unsure = false;
    bool m_isLikeness = false;
    QString m_text;
    std::vector<std::string> m_labels;
    TextLabel* m_answer = nullptr;
    MarkedTextLabel* m_marked = nullptr;
    TextLabel* m_sureness = nullptr;
    Notice* m_doubt = nullptr;
    ScoreBars* m_bars = nullptr;
    TextLabel* m_truthLine = nullptr;
    TextLabel* m_notes = nullptr;
    Notice* m_problem = nullptr;
};

} // namespace fettle::ui
