// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include <torch/torch.h>

#include "engine/components/classification_task.h"
#include "engine/components/fitted_spans.h"

namespace fettle::components {
namespace {

struct SpanTarget {
    std::string head;
    std::string field;
    std::int64_t tags = 0;
};

/// The encoder of a head's rows, which knows how tags and spans belong together.
const FittedSpans& spansOf(const TargetRows& rows)
{
    const auto* encoder = dynamic_cast<const FittedSpans*>(rows.encoder);
    if (!encoder || !rows.input.column || !rows.input.encoder)
        throw std::logic_error("marked parts of texts without their texts");
    return *encoder;
}

std::vector<std::string_view> textsOf(const TargetRows& rows)
{
    std::vector<std::string_view> texts(rows.rows.size());
    rows.input.column->readTexts(rows.rows, texts);
    return texts;
}

class NamedEntitiesInstance final : public TaskInstance {
public:
    explicit NamedEntitiesInstance(std::vector<SpanTarget> targets) : m_targets(std::move(targets)) {}

    std::vector<TaskHead> heads() const override
    {
        std::vector<TaskHead> heads;
        for (const auto& target : m_targets)
            heads.push_back({{target.head, {{"T", -1}, {"C", target.tags}}}, target.field});
        return heads;
    }
    AnswerForm form(const std::string&) const override { return AnswerForm::Spans; }
    std::vector<std::string> metrics() const override { return {"entity_f1", "entity_precision", "entity_recall"}; }

    EvaluationData answers(const std::string&, const HeadResult& result, const TargetRows& rows) const override
    {
        const auto& encoder = spansOf(rows);
        EvaluationData data;
        data.form = AnswerForm::Spans;
        const auto texts = textsOf(rows);
        TORCH_CHECK(result.offsets.size() == texts.size() + 1, "the network gives no tag for each token");
        const auto probabilities = torch::softmax(result.output.to(torch::kFloat64), 1).contiguous();
        const auto* values = probabilities.const_data_ptr<double>();
        std::vector<double> sureness;
        for (std::size_t i = 0; i < texts.size(); ++i) {
            const auto places = rows.input.encoder->tokenPlaces(texts[i]);
            TORCH_CHECK(static_cast<std::int64_t>(places.size()) == result.offsets[i + 1] - result.offsets[i],
                        "the network gives another number of tags than the text has tokens");
            sureness.push_back(encoder.decodeRow(texts[i], places, values + result.offsets[i] * encoder.tagCount(), data.predictedMarks));
        }
        data.scores = torch::tensor(sureness, torch::kFloat64);
        return data;
    }

    void addTruth(const std::string&, const torch::Tensor&, const TargetRows& rows, EvaluationData& data) const override
    {
        const auto& encoder = spansOf(rows);
        std::vector<std::string_view> cells(rows.rows.size());
        rows.column->readTexts(rows.rows, cells);
        MarkRows answered;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            const auto at = static_cast<std::int64_t>(i);
            if (const auto marks = encoder.marksOf(cells[i])) {
                const auto row = data.predictedMarks.row(at);
                const auto first = static_cast<std::size_t>(data.predictedMarks.offsets[i]);
                data.targetMarks.marks.insert(data.targetMarks.marks.end(), marks->begin(), marks->end());
                answered.marks.insert(answered.marks.end(), row.begin(), row.end());
                for (std::size_t k = 0; k < row.size(); ++k)
                    answered.scores.push_back(data.predictedMarks.scores[first + k]);
            }
            data.targetMarks.endRow();
            answered.endRow();
        }
        data.predictedMarks = std::move(answered);
    }

    EvaluationData baselineAnswers(const std::string&, const TargetRows& rows) const override
    {
        const auto& encoder = spansOf(rows);
        EvaluationData data;
        data.form = AnswerForm::Spans;
        for (const auto text : textsOf(rows))
            encoder.lookUp(text, rows.input.encoder->tokenPlaces(text), data.predictedMarks);
        data.scores = torch::ones({static_cast<std::int64_t>(rows.rows.size())}, torch::kFloat64);
        return data;
    }

    Value told(const std::string&, const EvaluationData& answers, std::int64_t place, const TargetRows& rows) const override
    {
        const auto& labels = spansOf(rows).classes();
        const std::int64_t row[] = {rows.rows[static_cast<std::size_t>(place)]};
        std::string_view text[1];
        rows.input.column->readTexts(row, text);
        const auto marks = answers.predictedMarks.row(place);
        const auto first = static_cast<std::size_t>(answers.predictedMarks.offsets[static_cast<std::size_t>(place)]);
        ValueList spans;
        for (std::size_t k = 0; k < marks.size(); ++k) {
            const auto& label = labels[static_cast<std::size_t>(marks[k].label)];
            spans.push_back(ValueMap{{"start", std::int64_t{marks[k].start}},
                                     {"end", std::int64_t{marks[k].end}},
                                     {"label", label},
                                     {"text", markedText(text[0], {label, marks[k].start, marks[k].end})},
                                     {"score", answers.predictedMarks.scores[first + k]}});
        }
        return ValueMap{{"value", std::move(spans)}, {"score", answers.scores[place].item<double>()}};
    }

    Value state() const override
    {
        ValueList targets;
        for (const auto& target : m_targets)
            targets.push_back(ValueMap{{"head", target.head}, {"field", target.field}, {"tags", target.tags}});
        return ValueMap{{"targets", targets}};
    }

private:
    std::vector<SpanTarget> m_targets;
};

class NamedEntitiesTask final : public Task {
public:
    ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Task;
        info.id = "named_entities";
        info.title = FETTLE_TEXT("Mark parts of texts");
        info.help = FETTLE_TEXT("Learns from texts in which names, places or other parts are marked, and marks them in new texts.");
        info.suits = {"input:text", "target:spans"};
        info.keywords = {"ner", "named entity recognition", "entities", "spans", "tagging", "extraction"};
        return info;
    }

    Result<std::unique_ptr<TaskInstance>> create(const Parameters&, const TaskContext& context) const override
    {
        std::vector<SpanTarget> targets;
        for (const auto& field : context.targetFields) {
            const auto found = context.targetEncoders.find(field);
            const auto* encoder = found == context.targetEncoders.end() ? nullptr : dynamic_cast<const FittedSpans*>(found->second);
            if (!encoder)
                return makeError("components.task_target", {{"field", field}, {"expected", "spans"}});
            targets.push_back({headName(targets.size()), field, encoder->tagCount()});
        }
        if (targets.empty())
            return makeError("components.task_no_target");
        return std::unique_ptr<TaskInstance>(std::make_unique<NamedEntitiesInstance>(std::move(targets)));
    }

    Result<std::unique_ptr<TaskInstance>> restore(const Parameters&, const Value& state, const TaskContext& context) const override
    {
        std::vector<SpanTarget> targets;
        for (const auto& item : state.at("targets").asList()) {
            SpanTarget target{item.at("head").asText(), item.at("field").asText(), item.at("tags").asInteger()};
            const auto found = context.targetEncoders.find(target.field);
            const auto* encoder = found == context.targetEncoders.end() ? nullptr : dynamic_cast<const FittedSpans*>(found->second);
            if (target.head.empty() || !encoder || encoder->tagCount() != target.tags)
                return makeError("components.task_state");
            targets.push_back(std::move(target));
        }
        if (targets.empty())
            return makeError("components.task_state");
        return std::unique_ptr<TaskInstance>(std::make_unique<NamedEntitiesInstance>(std::move(targets)));
    }

    Objective defaultObjective() const override { return objectiveWith("cross_entropy"); }
};

} // namespace
} // namespace fettle::components

FETTLE_COMPONENT(tasks, named_entities, components::NamedEntitiesTask)
