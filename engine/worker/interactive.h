// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <list>
#include <map>
#include <memory>
#include <string>

#include "engine/component_api/registry.h"
#include "engine/contract/worker_protocol.h"
#include "engine/data/dataset_reader.h"
#include "engine/data/recommend.h"
#include "engine/model/graph_checker.h"

namespace fettle::training {
class Predictor;
}

namespace fettle::worker {

class SemanticSearch;

/// Answers questions while people look at a page; kept warm, so that datasets stay mapped and shapes stay known.
///
///   catalog         {}                                        → Catalog
///   samples         {}                                        → {samples: [{id, title, target}]}
///   write_sample    {sample, folder, seed?}                   → {paths, target}
///   preview_import  {paths, options?}                         → ImportPreview
///   rows            {manifest_path, first, count, split?}     → RowPage
///   encoded         {manifest_path, field, rows, encoder?, summary?}
///                   → {rows: [{id, before, after, …}], train, validation, test}: FittedEncoder::preview, and where `summary`
///                   is true its summary of the parts (of texts: lengths, what is cut off, what is unknown)
///   images          {manifest_path, rows}                     → {rows: [{id, file, offset, size_bytes}]}
///   recommend       RecommendRequest                          → Recommendation
///   check           {graph, inputs: {field: TensorSpec}, heads} → GraphReport
///   check_recipe    {recipe, manifest_path}                   → {networks: {name: {graph, report, pytorch}}, recipe, time}
///   predict         PredictRequest                            → PredictResult
///   training_fits   {models: [PretrainedModel]}               → {models: [[{method, memory_bytes, fit, seconds}]]}:
///                                                               data::trainingFits of each on this machine
///   merge_model     {model_folder}                            → {merged}: a model of LoRA gets the weights of its base
///   evaluation_summary EvaluationSummaryRequest               → EvaluationSummary
///   evaluation_rows EvaluationRowsRequest                     → EvaluationPage
///   picture_preview {path, side, output}                      → {width, height}: a JPEG at `output`, for clients that
///                                                               open no user's file themselves
///   schedule_curve  {schedule, optimizer, steps, steps_per_epoch} → {steps, values}: the learning rate over a training
///   augmented       {manifest_path, field, row, encoder?, augmentation, seed, count, folder} → {pictures, height, width}:
///                                                               PNG files in `folder`; the first as it is, then as the
///                                                               first epochs will see it
///   search_state    SearchRequest                             → SearchIndex
///   search_query    SearchRequest                             → SearchResult
///   search_labels   LabelRequest                              → LabelResult
///   doctor          {}                                        → facts of this machine as training sees it
class Interactive {
public:
    using IsCancelled = std::function<bool()>;

    Interactive(const Registry& registry, std::string buildTag);
    ~Interactive();

    [[nodiscard]] Result<Value> answer(const std::string& method, const Value& params, const IsCancelled& cancelled);

private:
    using Method = Result<Value> (Interactive::*)(const Value&, const IsCancelled&);

    Result<Value> catalog(const Value& params, const IsCancelled& cancelled);
    Result<Value> samples(const Value& params, const IsCancelled& cancelled);
    Result<Value> writeSample(const Value& params, const IsCancelled& cancelled);
    Result<Value> previewImport(const Value& params, const IsCancelled& cancelled);
    Result<Value> rows(const Value& params, const IsCancelled& cancelled);
    Result<Value> encoded(const Value& params, const IsCancelled& cancelled);
    Result<Value> images(const Value& params, const IsCancelled& cancelled);
    Result<Value> recommend(const Value& params, const IsCancelled& cancelled);
    Result<Value> check(const Value& params, const IsCancelled& cancelled);
    Result<Value> checkRecipe(const Value& params, const IsCancelled& cancelled);
    Result<Value> predict(const Value& params, const IsCancelled& cancelled);
    Result<Value> trainingFits(const Value& params, const IsCancelled& cancelled);
    Result<Value> mergeModel(const Value& params, const IsCancelled& cancelled);
    Result<Value> evaluationSummary(const Value& params, const IsCancelled& cancelled);
    Result<Value> evaluationRows(const Value& params, const IsCancelled& cancelled);
    Result<Value> picturePreview(const Value& params, const IsCancelled& cancelled);
    Result<Value> scheduleCurve(const Value& params, const IsCancelled& cancelled);
    Result<Value> augmented(const Value& params, const IsCancelled& cancelled);
    Result<Value> searchState(const Value& params, const IsCancelled& cancelled);
    Result<Value> searchQuery(const Value& params, const IsCancelled& cancelled);
    Result<Value> searchLabels(const Value& params, const IsCancelled& cancelled);
    Result<Value> doctor(const Value& params, const IsCancelled& cancelled);

    /// The newest few stay open: mapping them again would cost a page its 100 ms.
    Result<std::shared_ptr<const data::Dataset>> dataset(const std::string& manifestPath);
    /// Likewise for models: an answer while somebody types does not wait for weights.
    Result<std::shared_ptr<const training::Predictor>> predictor(const std::string& modelFolder);

    static const std::map<std::string, Method>& methods();

    const Registry& m_registry;
    std::string m_buildTag;
    std::list<std::pair<std::string, std::shared_ptr<const data::Dataset>>> m_datasets; ///< newest first
    std::list<std::pair<std::string, std::shared_ptr<const training::Predictor>>> m_predictors; ///< newest first
    model::GraphChecker m_checker;
    std::unique_ptr<SemanticSearch> m_search;
};

/// What training would use of this machine: threads, memory, GPU.
[[nodiscard]] data::MachineFacts machineFacts();

} // namespace fettle::worker
