// SPDX-License-Identifier: GPL-3.0-or-later
// The interactive worker's part about finished models: what their evaluation found, and trying them.
#include <algorithm>

#include <nlohmann/json.hpp>
#include <torch/torch.h>

#include "engine/contract/evaluation.h"
#include "engine/data/picture_decoder.h"
#include "engine/data/picture_resize.h"
#include "engine/data/picture_writer.h"
#include "engine/documents/manifest_document.h"
#include "engine/platform/files.h"
#include "engine/training/evaluation_rows.h"
#include "engine/training/evaluation_summary.h"
#include "engine/training/model_weights.h"
#include "engine/training/predictor.h"
#include "engine/training/stored_evaluation.h"
#include "engine/worker/interactive.h"

namespace fettle::worker {
namespace {

constexpr std::size_t kOpenModels = 2;
constexpr std::int64_t kMostPreviewSide = 2048;
constexpr std::uint64_t kMostPictureBytes = std::uint64_t{256} << 20;

class Watcher final : public data::Observer {
public:
    explicit Watcher(const Interactive::IsCancelled& cancelled) : m_cancelled(cancelled) {}
    void progress(const Progress&) override {}
    void note(const Note&) override {}
    [[nodiscard]] bool cancelled() const override { return m_cancelled(); }

private:
    const Interactive::IsCancelled& m_cancelled;
};

} // namespace

Result<std::shared_ptr<const training::Predictor>> Interactive::predictor(const std::string& modelFolder)
{
    // A model that was published again, or got another threshold, is another one.
    FETTLE_TRY_ASSIGN(const auto stamp, platform::fileStamp(platform::fromUtf8(modelFolder) / "model.yaml"));
    const auto key = modelFolder + '\n' + std::to_string(stamp.inode) + '\n' + std::to_string(stamp.modifiedNs);
    const auto found = std::ranges::find(m_predictors, key, &decltype(m_predictors)::value_type::first);
    if (found != m_predictors.end()) {
        m_predictors.splice(m_predictors.begin(), m_predictors, found);
        return m_predictors.front().second;
    }
    FETTLE_TRY_ASSIGN(auto opened, training::Predictor::open(modelFolder, m_registry));
    m_predictors.emplace_front(key, std::shared_ptr<const training::Predictor>(std::move(opened)));
    if (m_predictors.size() > kOpenModels)
        m_predictors.pop_back();
    return m_predictors.front().second;
}

Result<Value> Interactive::mergeModel(const Value& params, const IsCancelled&)
{
    FETTLE_TRY_ASSIGN(const bool merged, training::mergeModel(params.at("model_folder").asText(), m_registry));
    return Value(ValueMap{{"merged", merged}});
}

Result<Value> Interactive::predict(const Value& params, const IsCancelled& cancelled)
{
    FETTLE_TRY_ASSIGN(const auto request, fromValue<PredictRequest>(params));
    FETTLE_TRY_ASSIGN(const auto model, predictor(request.modelFolder));
    Watcher watcher(cancelled);
    FETTLE_TRY_ASSIGN(const auto result, training::predict(*model, request, m_registry, watcher));
    return toValue(result);
}

Result<Value> Interactive::evaluationSummary(const Value& params, const IsCancelled&)
{
    FETTLE_TRY_ASSIGN(const auto request, fromValue<EvaluationSummaryRequest>(params));
    FETTLE_TRY_ASSIGN(const auto stored, training::StoredEvaluation::open(platform::fromUtf8(request.runFolder),
                                                                          request.split, request.head));
    training::SummaryOptions options;
    // A run that failed may have left no model: then there is nothing to compare with, but there is still a result.
    if (!request.modelFolder.empty())
        if (const auto manifest =
                documents::readModelManifestFile(platform::fromUtf8(request.modelFolder) / "model.yaml"))
            options = training::summaryOptions(*manifest, stored.head());
    if (request.threshold)
        options.threshold = request.threshold;
    auto summary = training::summarizeEvaluation(stored.view(), options);
    summary.split = request.split;
    summary.head = stored.head();
    summary.heads = stored.heads();
    return toValue(summary);
}

Result<Value> Interactive::evaluationRows(const Value& params, const IsCancelled&)
{
    FETTLE_TRY_ASSIGN(const auto request, fromValue<EvaluationRowsRequest>(params));
    FETTLE_TRY_ASSIGN(const auto stored, training::StoredEvaluation::open(platform::fromUtf8(request.runFolder),
                                                                          request.split, request.head));
    std::shared_ptr<const data::Dataset> opened;
    if (!request.manifestPath.empty()) {
        FETTLE_TRY_ASSIGN(opened, dataset(request.manifestPath));
    }
    FETTLE_TRY_ASSIGN(const auto page, training::evaluationPage(stored.view(), request, opened.get()));
    return toValue(page);
}

Result<Value> Interactive::picturePreview(const Value& params, const IsCancelled&)
{
    const auto side = std::clamp<std::int64_t>(params.at("side").asInteger(512), 16, kMostPreviewSide);
    FETTLE_TRY_ASSIGN(const auto bytes,
                      platform::readWholeFile(platform::fromUtf8(params.at("path").asText()), kMostPictureBytes));
    data::DecodeOptions options;
    options.channels = 3;
    options.wantedShorterSide = side;
    FETTLE_TRY_ASSIGN(auto picture, data::decodePicture(std::as_bytes(std::span(bytes)), options));
    if (const auto longer = std::max(picture.height, picture.width); longer > side)
        picture = data::resizePicture(picture, std::max<std::int64_t>(1, picture.height * side / longer),
                                      std::max<std::int64_t>(1, picture.width * side / longer));
    FETTLE_TRY_ASSIGN(const auto jpeg, data::writeJpeg(picture, 90));
    FETTLE_TRY(platform::writeFileAtomically(platform::fromUtf8(params.at("output").asText()), jpeg));
    return Value(ValueMap{{"width", picture.width}, {"height", picture.height}});
}

} // namespace fettle::worker
