// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include <QAbstractTableModel>

#include "engine/contract/dataset.h"
#include "engine/contract/evaluation.h"
#include "ui/pages/data/thumbnail_loader.h"
#include "ui/session/session.h"

namespace fettle::ui {

/// Examples of an evaluation in some order, asked for page by page as the view comes to them: what is true, what was
/// answered, how sure, and the columns of the data. For pictures the first column carries the thumbnail.
class ExamplesModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Target, Predicted, Sureness, FirstField };
    enum Role { ImageRole = Qt::UserRole + 1, RightRole, NumberRole, TargetTextRole, PredictedTextRole, SurenessTextRole, BrokenRole,
                /// The texts of an example; what was answered, how surely, and what is true where that is something else.
                TextRole, VerdictRole,
                /// Where parts of texts are marked: the text with what was answered and what was missed.
                MarkedRole };

    ExamplesModel(Session& session, ThumbnailLoader& thumbnails, QObject* parent = nullptr);

    /// Whose examples; `fields` are the columns to show, in order.
    void setSource(EvaluationRowsRequest source, std::vector<FieldInfo> fields, AnswerForm form, std::vector<std::string> labels = {},
                   int markedField = -1);
    /// A new question about the same source.
    void setOrder(EvaluationOrder order, std::int64_t seed = 1);
    void setFilter(std::optional<std::string> target, std::optional<std::string> predicted);
    [[nodiscard]] const EvaluationRowsRequest& request() const { return m_request; }
    /// −1: not known yet.
    [[nodiscard]] std::int64_t total() const { return m_total; }
    [[nodiscard]] const std::optional<Error>& error() const { return m_error; }
    [[nodiscard]] const EvaluationRow* example(int row) const;
    /// The pictures in sight, to be decoded.
    void wantPictures(int first, int last);
    void retranslate();

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    [[nodiscard]] bool canFetchMore(const QModelIndex& parent) const override;
    void fetchMore(const QModelIndex& parent) override;

Q_SIGNALS:
    /// total() or error() changed.
    void arrived();

private:
    void restart();
    void ask();
    void take(EvaluationPage page);
    [[nodiscard]] bool isRight(const EvaluationRow& row) const;
    [[nodiscard]] bool hasMarks() const { return m_form == AnswerForm::Labels || m_form == AnswerForm::Spans; }
    [[nodiscard]] QString valueText(const Value& value) const;
    [[nodiscard]] QString targetText(const EvaluationRow& row) const;
    [[nodiscard]] QString answerText(const EvaluationRow& row) const;
    [[nodiscard]] QString marksText(const EvaluationRow& row, const std::vector<JudgedMark>& marks) const;
    [[nodiscard]] QString marksVerdict(const EvaluationRow& row) const;
    [[nodiscard]] QVariant markedText(const EvaluationRow& row) const;
    [[nodiscard]] std::optional<ThumbnailPlace> pictureOf(const EvaluationRow& row) const;
    /// The likeliest answers, a line each.
    [[nodiscard]] QString scoresText(const EvaluationRow& row) const;
    [[nodiscard]] QString texts(const EvaluationRow& row) const;
    [[nodiscard]] QString verdict(const EvaluationRow& row) const;
    [[nodiscard]] QString surenessText(const EvaluationRow& row) const;
    [[nodiscard]] QString fieldText(const EvaluationRow& row, int column) const;

    Session& m_session;
    ThumbnailLoader& m_thumbnails;
    EvaluationRowsRequest m_request;
    std::vector<FieldInfo> m_fields;
    std::vector<int> m_places; ///< of m_fields in the rows' values
    int m_picturePlace = -1;
    AnswerForm m_form = AnswerForm::Class;
    bool m_numbers = false;
    std::vector<std::string> m_labels; ///< of marks, in the order of their colors
    int m_markedField = -1;            ///< of m_fields: the text that is marked
    std::vector<EvaluationRow> m_rows;
    std::int64_t m_total = -1;
    std::optional<Error> m_error;
    int m_round = 0;
    bool m_asking = false;
};

} // namespace fettle::ui
