// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <map>
#include <mutex>
#include <unordered_map>

#include <torch/torch.h>

#include "engine/components/classification_task.h"
#include "engine/components/fitted_match.h"
#include "engine/components/ranking.h"
#include "engine/data/word_ranking.h"
#include "engine/platform/hash.h"

namespace fettle::components {
namespace {

/// Of very many matches an even choice, and the rows that they belong to.
void keepChosen(std::vector<std::string_view>& candidates, std::vector<std::int64_t>& own, std::vector<std::int64_t>& asking,
                std::vector<std::size_t>& askingPlaces)
{
    const auto places = chosenCandidates(static_cast<std::int64_t>(candidates.size()));
    std::size_t kept = 0;
    for (std::size_t k = 0; k < own.size(); ++k)
        if (const auto place = places[static_cast<std::size_t>(own[k])]; place >= 0) {
            own[kept] = place;
            asking[kept] = asking[k];
            askingPlaces[kept++] = askingPlaces[k];
        }
    own.resize(kept);
    asking.resize(kept);
    askingPlaces.resize(kept);
    std::vector<std::string_view> chosen;
    for (std::size_t i = 0; i < candidates.size(); ++i)
        if (places[i] >= 0)
            chosen.push_back(candidates[i]);
    candidates = std::move(chosen);
}

/// What a search by words finds for the rows; where it cannot search, the middle of the list, which is chance.
EvaluationData placesOfWords(const TargetRows& rows)
{
    EvaluationData data;
    data.form = AnswerForm::Ranking;
    std::vector<std::string_view> matches(rows.rows.size());
    rows.column->readTexts(rows.rows, matches);
    std::unordered_map<std::int64_t, std::int64_t> candidateOf;
    std::vector<std::string_view> candidates;
    std::vector<std::int64_t> own;
    std::vector<std::int64_t> asking;
    std::vector<std::size_t> askingPlaces;
    for (std::size_t i = 0; i < matches.size(); ++i) {
        const auto key = matchKey(matches[i]);
        if (key < 0)
            continue;
        const auto [found, isNew] = candidateOf.try_emplace(key, static_cast<std::int64_t>(candidates.size()));
        if (isNew)
            candidates.push_back(matches[i]);
        own.push_back(found->second);
        asking.push_back(rows.rows[i]);
        askingPlaces.push_back(i);
    }
    keepChosen(candidates, own, asking, askingPlaces);
    std::vector<std::int64_t> found(asking.size(), (static_cast<std::int64_t>(candidates.size()) + 1) / 2);
    if (rows.input.column) {
        std::vector<std::string_view> texts(asking.size());
        rows.input.column->readTexts(asking, texts);
        if (auto byWords = data::placesByWords(texts, candidates, own))
            found = std::move(*byWords);
    }
    std::vector<std::int64_t> places(matches.size(), 0);
    for (std::size_t k = 0; k < askingPlaces.size(); ++k)
        places[askingPlaces[k]] = found[k];
    data.predicted = torch::tensor(places, torch::kInt64);
    data.scores = torch::zeros({static_cast<std::int64_t>(places.size())}, torch::kFloat64);
    data.candidates = static_cast<std::int64_t>(candidates.size());
    return data;
}

class SentenceEmbeddingsInstance final : public TaskInstance {
public:
    explicit SentenceEmbeddingsInstance(std::string field) : m_field(std::move(field)) {}

    std::vector<TaskHead> heads() const override
    {
        HeadSpec head{headName(0), {{"K", -1}, {"D", -1}}, true};
        return {{std::move(head), m_field}};
    }
    AnswerForm form(const std::string&) const override { return AnswerForm::Ranking; }
    std::vector<std::string> metrics() const override { return {"mrr", "recall_at_1", "recall_at_5", "recall_at_10"}; }

    EvaluationData answers(const std::string&, const HeadResult& result, const TargetRows& rows) const override
    {
        EvaluationData data;
        data.form = AnswerForm::Ranking;
        if (!rows.column || !rows.encoder) {
            data.scores = pairLikeness(result.output);
            return data;
        }
        auto keys = torch::empty({static_cast<std::int64_t>(rows.rows.size())}, torch::kInt64);
        rows.encoder->encode(*rows.column, rows.rows, keys, {});
        auto ranking = rankMatches(result.output, keys);
        data.scores = std::move(ranking.likeness);
        data.predicted = std::move(ranking.places);
        data.candidates = ranking.candidates;
        return data;
    }

    /// The place that is right is always the first.
    void addTruth(const std::string&, const torch::Tensor&, const TargetRows&, EvaluationData&) const override {}

    EvaluationData baselineAnswers(const std::string&, const TargetRows& rows) const override
    {
        platform::Xxh64 hash;
        hash.update(std::as_bytes(rows.rows));
        const auto key = std::pair(static_cast<const void*>(rows.column), hash.digest());
        const std::lock_guard lock(m_mutex);
        // The same parts are asked for at every evaluation, and words stay what they are.
        auto& kept = m_baselines[key];
        if (!kept.predicted.defined())
            kept = placesOfWords(rows);
        return kept;
    }

    Value told(const std::string&, const EvaluationData& answers, std::int64_t place, const TargetRows&) const override
    {
        return ValueMap{{"value", answers.scores[place].item<double>()}};
    }

    Value state() const override { return ValueMap{{"field", m_field}}; }

private:
    std::string m_field;
    mutable std::mutex m_mutex;
    mutable std::map<std::pair<const void*, std::uint64_t>, EvaluationData> m_baselines; ///< of words, by column and rows
};

class SentenceEmbeddingsTask final : public Task {
public:
    ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Task;
        info.id = "sentence_embeddings";
        info.title = FETTLE_TEXT("Find the matching text");
        info.help = FETTLE_TEXT("Learns from texts that belong together, such as questions with their answers, to find the matching "
                                "text for a new one by its meaning.");
        info.suits = {"input:text", "target:text"};
        info.keywords = {"sentence embeddings", "semantic search", "retrieval", "contrastive", "triplet", "similarity", "pairs"};
        return info;
    }
    bool readsTarget() const override { return true; }

    Result<std::unique_ptr<TaskInstance>> create(const Parameters&, const TaskContext& context) const override
    {
        if (context.targetFields.empty())
            return makeError("components.task_no_target");
        const auto& field = context.targetFields.front();
        const auto found = context.targetEncoders.find(field);
        if (context.targetFields.size() != 1 || found == context.targetEncoders.end() || !dynamic_cast<const FittedMatch*>(found->second))
            return makeError("components.task_target", {{"field", context.targetFields.back()}, {"expected", "text"}});
        return std::unique_ptr<TaskInstance>(std::make_unique<SentenceEmbeddingsInstance>(field));
    }

    Result<std::unique_ptr<TaskInstance>> restore(const Parameters& parameters, const Value& state, const TaskContext& context) const override
    {
        if (context.targetFields.size() != 1 || state.at("field").asText() != context.targetFields.front())
            return makeError("components.task_state");
        return create(parameters, context);
    }

    Objective defaultObjective() const override { return objectiveWith("multiple_negatives"); }
};

} // namespace
} // namespace fettle::components

FETTLE_COMPONENT(tasks, sentence_embeddings, components::SentenceEmbeddingsTask)
