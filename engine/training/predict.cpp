// SPDX-License-Identifier: GPL-3.0-or-later
// The predict job: from files, rows of a dataset version or rows given by hand to predictions for people.
#include <algorithm>
#include <iterator>
#include <numeric>

#include <torch/torch.h>

#include "engine/data/prediction_data.h"
#include "engine/training/prediction_writer.h"
#include "engine/training/predictor.h"

namespace fettle::training {
namespace {

constexpr std::size_t kMostInReply = 1000;
// Rows that are predicted and written before the next ones are read: bounds memory, asks for cancel in between.
constexpr std::size_t kBlockRows = 16384;

std::vector<std::int64_t> rowsOf(const data::Dataset& dataset, const PredictRequest& request)
{
    if (!request.manifestPath.empty() && !request.ids.empty()) {
        auto rows = request.ids;
        std::erase_if(rows, [&](std::int64_t row) { return row < 0 || row >= dataset.rowCount(); });
        return rows;
    }
    const auto split = fromText<Split>(request.split);
    if (!request.manifestPath.empty() && split)
        return dataset.rows(*split);
    std::vector<std::int64_t> rows(static_cast<std::size_t>(dataset.rowCount()));
    std::iota(rows.begin(), rows.end(), 0);
    return rows;
}

/// Figures over all examples whose target is known, where the data has the targets at all.
SplitMetrics metricsOf(const Predictor& predictor, const data::Dataset& dataset, std::span<const std::int64_t> rows,
                       const Registry& registry)
{
    SplitMetrics metrics;
    std::vector<std::int64_t> known;
    for (const auto& use : predictor.manifest().targets) {
        const auto* column = dataset.column(use.field);
        if (!column)
            return metrics;
        std::vector<std::string_view> texts(rows.size());
        column->readTexts(rows, texts);
        for (std::size_t i = 0; i < rows.size(); ++i)
            if (texts[i].data() != nullptr && !texts[i].empty())
                known.push_back(rows[i]);
        break; // with several targets, examples that lack a later one count as wrong there
    }
    if (known.empty())
        return metrics;
    const auto split = predictor.encode(dataset, known, true);
    if (!split)
        return metrics;
    std::map<std::string, std::vector<std::string>> classes;
    for (const auto& use : predictor.manifest().targets)
        classes[use.field] = predictor.targetEncoder(use.field)->classes();
    metrics["given"] = evaluateSplit(predictor.network(), **split, predictor.task(), classes, nullptr, registry,
                                     predictor.evaluateOptions()).metrics;
    return metrics;
}

} // namespace

Result<PredictResult> predict(const PredictRequest& request, const Registry& registry, data::Observer& observer)
{
    FETTLE_TRY_ASSIGN(const auto predictor, Predictor::open(request.modelFolder, registry));
    return predict(*predictor, request, registry, observer);
}

Result<PredictResult> predict(const Predictor& predictor, const PredictRequest& request, const Registry& registry,
                              data::Observer& observer)
{
    PredictResult result;
    FETTLE_TRY_ASSIGN(const auto dataset,
                      data::openForPrediction(predictor.manifest(), request, registry, result.columns));
    const auto rows = rowsOf(*dataset, request);
    result.count = static_cast<std::int64_t>(rows.size());
    std::unique_ptr<PredictionWriter> writer;
    if (!request.outputPath.empty()) {
        FETTLE_TRY_ASSIGN(writer, PredictionWriter::create(platform::fromUtf8(request.outputPath), predictor.manifest(),
                                                           *dataset, result.count));
    }
    // In blocks of whole evaluation batches, so that the batches are those of one long pass.
    const auto batch = static_cast<std::size_t>(predictor.evaluateOptions().batchSize);
    const auto block = kBlockRows / batch * batch;
    const auto wanted = writer ? rows.size() : std::min(rows.size(), kMostInReply);
    for (std::size_t first = 0; first < wanted; first += block) {
        if (observer.cancelled())
            return makeError("worker.cancelled");
        // The last batch of a reply is passed whole and cut afterwards: a shorter batch has other bits.
        const auto count = std::min(block, rows.size() - first);
        FETTLE_TRY_ASSIGN(auto predictions, predictor.predict(*dataset, std::span(rows).subspan(first, count)));
        if (!writer)
            predictions.resize(std::min(predictions.size(), wanted - first));
        if (writer)
            FETTLE_TRY(writer->write(predictions));
        else
            std::ranges::move(predictions, std::back_inserter(result.predictions));
        Progress progress;
        progress.phase = "predicting";
        progress.done = static_cast<double>(first + count);
        progress.total = static_cast<double>(wanted);
        observer.progress(progress);
    }
    if (writer) {
        FETTLE_TRY(writer->commit());
        result.outputPath = request.outputPath;
    }
    result.metrics = metricsOf(predictor, *dataset, rows, registry);
    return result;
}

} // namespace fettle::training
