// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "engine/data/dataset_reader.h"
#include "engine/data/recommend.h"

namespace fettle::data {

/// Null where the version has none of the field.
[[nodiscard]] const FieldStatistics* statisticsOf(const DatasetManifest& manifest, const std::string& field);

/// Gathers the recommendation step by step; each step writes its choices with their reasons.
class Recommender {
public:
    Recommender(const RecommendRequest& request, const Registry& registry, const MachineFacts& machine)
        : m_request(request), m_registry(registry), m_machine(machine)
    {
    }

    [[nodiscard]] Result<Recommendation> make();

private:
    [[nodiscard]] const DatasetManifest& manifest() const { return m_dataset->manifest(); }
    void choose(std::string path, Value value, Note reason)
    {
        m_result.options.push_back({std::move(path), std::move(value), std::move(reason)});
    }
    Result<void> chooseTarget();
    Result<void> chooseTask();
    Result<void> chooseInputs();
    void lookAtClasses();
    void measureInputs();
    Result<void> chooseModel();
    [[nodiscard]] RecommendedModel& used() { return m_result.models[m_used]; }
    [[nodiscard]] const RecommendedModel& used() const { return m_result.models[m_used]; }
    void choosePictureModels();
    void chooseTableModels();
    void chooseTextModels();
    void addTextBag(double words, double outputs);
    void chooseTextPair();
    [[nodiscard]] bool wantsMatching() const;
    Result<void> chooseMatchingTask();
    void chooseMatchingInputs();
    void chooseMatchingModels();
    void chooseMatchingEpochs();
    Result<void> chooseSpansTask();
    void chooseSpansModels();
    void chooseSpansInput();
    [[nodiscard]] bool isWithoutSpaces() const;
    [[nodiscard]] std::int64_t pretrainedBatchSize() const;
    [[nodiscard]] std::int64_t pretrainedPositions() const; ///< tokens that the pretrained model in use takes
    void choosePretrainedModels();
    void choosePretrainedEpochs();
    void chooseTuning(TuningMethod usual, const Note& why);
    [[nodiscard]] bool isHandful() const; ///< of examples of each class
    void choosePretrainedObjective(Objective& objective);
    [[nodiscard]] bool isPretrained(const RecommendedModel& model) const;
    [[nodiscard]] std::vector<std::string_view> sampledTexts() const;
    void addModel(const std::string& id, ValueMap parameters, double parameterCount, double multiplyAdds, Note reason);
    void chooseOptions();
    void chooseEpochs();
    void chooseAugmentation();
    void warn();
    void warnOfRareClasses();
    void estimateMinutes();
    [[nodiscard]] double usualEpochs(const RecommendedModel& model) const; ///< of texts, where all of the model learns
    [[nodiscard]] double minutesFor(double multiplyAdds, double epochs, TuningMethod method = TuningMethod::Full) const;

    const RecommendRequest& m_request;
    const Registry& m_registry;
    MachineFacts m_machine;
    Recommendation m_result;
    std::shared_ptr<const Dataset> m_dataset;
    std::int64_t m_trainingRows = 0;
    const FieldInfo* m_target = nullptr;
    const FieldInfo* m_picture = nullptr;
    const FieldInfo* m_text = nullptr; ///< the first of the texts that are learnt from
    bool m_classification = true;
    bool m_spans = false;  ///< parts of each text are marked
    bool m_matching = false; ///< the target is a text that belongs to another one
    bool m_labels = false; ///< any number of classes in each row
    std::int64_t m_classes = 0;
    std::vector<const FieldInfo*> m_inputs;
    std::vector<ValueCount> m_classCounts; ///< of the training rows
    double m_inputWidth = 0.0;             ///< encoded columns of a table
    std::int64_t m_height = 32;            ///< encoded pictures
    std::int64_t m_width = 32;
    std::int64_t m_channels = 3;
    double m_tokens = 0.0;                 ///< words and Chinese characters of a text
    double m_epochs = 10.0;
    std::int64_t m_batchSize = 64;
    std::vector<double> m_multiplyAdds;    ///< by model
    std::size_t m_used = 0;                ///< the model that the rest is recommended for, whichever is recommended itself
};

} // namespace fettle::data
