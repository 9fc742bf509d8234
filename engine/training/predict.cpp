// SPDX-License-Identifier: GPL-3.0-or-later
// The predict job: from files, rows of a dataset version or rows given by hand to predictions for people.
#include <charconv>
#include <cmath>
#include <numeric>

#include <nlohmann/json.hpp>
#include <torch/torch.h>

#include "engine/contract/json.h"
#include "engine/data/prediction_data.h"
#include "engine/platform/file_writer.h"
#include "engine/training/predictor.h"

namespace fettle::training {
namespace {

constexpr std::size_t kMostInReply = 1000;
// Rows that are predicted and written before the next ones are read: bounds memory, asks for cancel in between.
constexpr std::size_t kBlockRows = 16384;

std::vector<std::int64_t> rowsOf(const data::Dataset& dataset, const PredictRequest& request)
{
    const auto split = fromText<Split>(request.split);
    if (!request.manifestPath.empty() && split)
        return dataset.rows(*split);
    std::vector<std::int64_t> rows(static_cast<std::size_t>(dataset.rowCount()));
    std::iota(rows.begin(), rows.end(), 0);
    return rows;
}

std::string csvCell(const Value& value)
{
    const auto text = value.isText() ? value.asText() : value.toDisplay();
    if (text.find_first_of(",\"\n\r") == std::string::npos)
        return text;
    std::string quoted = "\"";
    for (const char c : text)
        quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    return quoted + '"';
}

/// Writes predictions as they come: CSV with a value and a score per target, or one JSON document a line.
class PredictionWriter {
public:
    PredictionWriter(platform::AtomicFile file, bool isCsv, std::vector<std::string> targets)
        : m_file(std::move(file)), m_isCsv(isCsv), m_targets(std::move(targets)) {}

    Result<void> writeHeader()
    {
        if (!m_isCsv)
            return {};
        std::string line = "id";
        for (const auto& target : m_targets)
            line += ',' + csvCell(target) + ',' + csvCell(target + "_score");
        return m_file.writer().write(std::string_view(line += '\n'));
    }
    Result<void> write(const Prediction& prediction)
    {
        if (!m_isCsv)
            return m_file.writer().write(std::string_view(toLine(toJson(prediction)) + "\n"));
        std::string line = std::to_string(prediction.id);
        for (const auto& target : m_targets) {
            const auto& value = prediction.targets.at(target);
            line += ',' + csvCell(value.at("value")) + ',' + (value.at("score").isNull() ? "" : csvCell(value.at("score")));
        }
        return m_file.writer().write(std::string_view(line += '\n'));
    }
    Result<void> commit() { return m_file.commit(platform::AtomicFile::Durability::SurvivesCrash); }

private:
    platform::AtomicFile m_file;
    bool m_isCsv;
    std::vector<std::string> m_targets;
};

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
        classes[use.field] = predictor.encoder(use.field)->classes();
    metrics["given"] = evaluateSplit(predictor.network(), **split, predictor.task(), classes, nullptr, registry,
                                     predictor.evaluateOptions()).metrics;
    return metrics;
}

} // namespace

Result<PredictResult> predict(const PredictRequest& request, const Registry& registry, data::Observer& observer)
{
    FETTLE_TRY_ASSIGN(const auto predictor, Predictor::open(request.modelFolder, registry));
    PredictResult result;
    FETTLE_TRY_ASSIGN(const auto dataset,
                      data::openForPrediction(predictor->manifest(), request, registry, result.columns));
    const auto rows = rowsOf(*dataset, request);
    result.count = static_cast<std::int64_t>(rows.size());
    std::optional<PredictionWriter> writer;
    if (!request.outputPath.empty()) {
        const auto path = platform::fromUtf8(request.outputPath);
        FETTLE_TRY_ASSIGN(auto file, platform::AtomicFile::create(path));
        std::vector<std::string> targets;
        for (const auto& use : predictor->manifest().targets)
            targets.push_back(use.field);
        writer.emplace(std::move(file), path.extension() == ".csv", std::move(targets));
        FETTLE_TRY(writer->writeHeader());
    }
    // In blocks of whole evaluation batches, so that the batches are those of one long pass.
    const auto batch = static_cast<std::size_t>(predictor->evaluateOptions().batchSize);
    const auto block = kBlockRows / batch * batch;
    const auto wanted = writer ? rows.size() : std::min(rows.size(), kMostInReply);
    for (std::size_t first = 0; first < wanted; first += block) {
        if (observer.cancelled())
            return makeError("worker.cancelled");
        // The last batch of a reply is passed whole and cut afterwards: a shorter batch has other bits.
        const auto count = std::min(block, rows.size() - first);
        FETTLE_TRY_ASSIGN(auto predictions, predictor->predict(*dataset, std::span(rows).subspan(first, count)));
        if (!writer)
            predictions.resize(std::min(predictions.size(), wanted - first));
        for (auto& prediction : predictions)
            if (writer)
                FETTLE_TRY(writer->write(prediction));
            else
                result.predictions.push_back(std::move(prediction));
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
    result.metrics = metricsOf(*predictor, *dataset, rows, registry);
    return result;
}

} // namespace fettle::training
