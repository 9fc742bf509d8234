// SPDX-License-Identifier: GPL-3.0-or-later
// What an evaluation leaves behind: each example's output and the confusion matrix.
#include <charconv>

#include <nlohmann/json.hpp>
#include <torch/torch.h>

#include "engine/contract/json.h"
#include "engine/contract/marks.h"
#include "engine/model/safetensors.h"
#include "engine/platform/file_writer.h"
#include "engine/platform/files.h"
#include "engine/platform/hash.h"
#include "engine/training/evaluation.h"
#include "engine/training/mark_figures.h"

namespace fettle::training {
namespace {

using platform::Path;

std::string csvText(const std::string& text)
{
    if (text.find_first_of(",\"\n\r") == std::string::npos)
        return text;
    std::string quoted = "\"";
    for (const char c : text)
        quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    return quoted + '"';
}

void appendNumber(std::string& line, double number)
{
    if (!std::isfinite(number))
        return; // an empty cell: spreadsheets have no other word for it
    char text[32];
    const auto [end, code] = std::to_chars(text, text + sizeof text, number);
    line.append(text, code == std::errc{} ? end : text);
}

std::string className(const std::vector<std::string>& classes, std::int64_t index)
{
    return index >= 0 && index < static_cast<std::int64_t>(classes.size()) ? classes[static_cast<std::size_t>(index)] : "";
}

void addMarks(std::vector<NamedTensor>& tensors, const std::string& name, const MarkRows& rows)
{
    std::vector<std::int64_t> numbers;
    for (const auto& mark : rows.marks)
        numbers.insert(numbers.end(), {mark.label, mark.start, mark.end});
    tensors.push_back({name + "_marks", torch::tensor(numbers, torch::kInt64).reshape({-1, 3})});
    tensors.push_back({name + "_offsets", torch::tensor(rows.offsets, torch::kInt64)});
    if (rows.scores.size() == rows.marks.size() && !rows.scores.empty())
        tensors.push_back({name + "_scores", torch::tensor(rows.scores, torch::kFloat64)});
}

std::vector<NamedTensor> tensorsOf(const SplitEvaluation& evaluation)
{
    std::vector<NamedTensor> tensors;
    tensors.push_back({"id", torch::tensor(evaluation.ids, torch::kInt64)});
    for (const auto& [head, data] : evaluation.heads) {
        const std::string prefix = evaluation.heads.size() > 1 ? head + "/" : "";
        if (data.form == AnswerForm::Labels || data.form == AnswerForm::Spans) {
            if (data.targets.defined())
                tensors.push_back({prefix + "target", data.targets.contiguous()});
            addMarks(tensors, prefix + "target", data.targetMarks);
            addMarks(tensors, prefix + "predicted", data.predictedMarks);
            if (const auto baseline = evaluation.baselineMarks.find(head); baseline != evaluation.baselineMarks.end())
                addMarks(tensors, prefix + "baseline", baseline->second);
        } else if (data.form == AnswerForm::Ranking) {
            tensors.push_back({prefix + "candidates", torch::full({1}, data.candidates, torch::kInt64)});
            if (const auto baseline = evaluation.baselinePlaces.find(head); baseline != evaluation.baselinePlaces.end())
                tensors.push_back({prefix + "baseline", baseline->second.contiguous()});
        } else {
            tensors.push_back({prefix + "target", data.targets.contiguous()});
        }
        tensors.push_back({prefix + "scores", data.scores.to(torch::kFloat64).contiguous()});
        if (data.predicted.defined())
            tensors.push_back({prefix + "predicted", data.predicted.contiguous()});
        if (data.loss.defined())
            tensors.push_back({prefix + "loss", data.loss.contiguous()});
    }
    return tensors;
}

/// "target,predicted,score" of an example with labels or spans.
std::string marksCsv(const EvaluationData& data, std::int64_t i)
{
    std::string line = csvText(writeMarks(namedMarks(data.targetMarks.row(i), data.classes))) + ',' +
                       csvText(writeMarks(namedMarks(data.predictedMarks.row(i), data.classes))) + ',';
    if (data.form == AnswerForm::Spans)
        appendNumber(line, data.scores[i].item<double>());
    return line;
}

/// The same of every example of a head.
class CsvCells {
public:
    explicit CsvCells(const EvaluationData& data) : m_data(data), m_scores(data.scores.to(torch::kFloat64).contiguous())
    {
        if (data.predicted.defined())
            m_predicted = data.predicted.contiguous();
        if (data.form == AnswerForm::Class)
            m_scores = std::get<0>(m_scores.max(1)).contiguous();
        if (data.targets.defined())
            m_targets = data.targets.to(torch::kFloat64).contiguous();
    }

    [[nodiscard]] std::string of(std::size_t i) const
    {
        std::string line;
        const double score = m_data.form == AnswerForm::Labels ? 0.0 : m_scores.const_data_ptr<double>()[i];
        switch (m_data.form) {
        case AnswerForm::Labels:
        case AnswerForm::Spans:
            return marksCsv(m_data, static_cast<std::int64_t>(i));
        case AnswerForm::Class:
            line = csvText(className(m_data.classes, static_cast<std::int64_t>(m_targets.const_data_ptr<double>()[i]))) + ',' +
                   csvText(className(m_data.classes, m_predicted.const_data_ptr<std::int64_t>()[i])) + ',';
            break;
        case AnswerForm::Ranking:
            line = "1," + std::to_string(m_predicted.const_data_ptr<std::int64_t>()[i]) + ',';
            break;
        case AnswerForm::Number:
            appendNumber(line, m_targets.const_data_ptr<double>()[i]);
            line += ',';
            appendNumber(line, score);
            return line + ','; // a number has no score of its own
        }
        appendNumber(line, score);
        return line;
    }

private:
    const EvaluationData& m_data;
    torch::Tensor m_scores;
    torch::Tensor m_predicted;
    torch::Tensor m_targets;
};

Result<void> writeCsv(const Path& path, const SplitEvaluation& evaluation)
{
    FETTLE_TRY_ASSIGN(auto file, platform::AtomicFile::create(path));
    const bool several = evaluation.heads.size() > 1;
    FETTLE_TRY(file.writer().write(std::string_view(several ? "head,id,target,predicted,score,loss\n"
                                                            : "id,target,predicted,score,loss\n")));
    std::string line;
    for (const auto& [head, data] : evaluation.heads) {
        const CsvCells cells(data);
        for (std::size_t i = 0; i < evaluation.ids.size(); ++i) {
            line.clear();
            if (several)
                line += csvText(head) + ',';
            line += std::to_string(evaluation.ids[i]) + ',' + cells.of(i) + ',';
            if (data.loss.defined())
                appendNumber(line, data.loss.const_data_ptr<double>()[i]);
            line += '\n';
            FETTLE_TRY(file.writer().write(std::string_view(line)));
        }
    }
    return file.commit(platform::AtomicFile::Durability::SurvivesCrash);
}

Result<void> writeConfusion(const Path& path, const EvaluationData& data)
{
    const auto classes = data.classes.size();
    std::vector<std::vector<std::int64_t>> counts(classes, std::vector<std::int64_t>(classes, 0));
    for (std::int64_t i = 0; i < data.targets.size(0); ++i) {
        const auto target = data.targets.const_data_ptr<std::int64_t>()[i];
        const auto predicted = data.predicted.const_data_ptr<std::int64_t>()[i];
        if (target >= 0 && predicted >= 0)
            ++counts[static_cast<std::size_t>(target)][static_cast<std::size_t>(predicted)];
    }
    ValueList rows;
    for (const auto& row : counts)
        rows.emplace_back(ValueList(row.begin(), row.end()));
    const ValueMap matrix{{"classes", ValueList(data.classes.begin(), data.classes.end())}, {"counts", rows}};
    return platform::writeFileAtomically(path, toLine(toJson(Value(matrix))) + "\n");
}

Result<void> announce(const std::string& kind, const std::string& split, const std::string& name, const std::string& run,
                      const Path& runFolder, TrainObserver& observer)
{
    ArtifactInfo info;
    info.run = run;
    info.kind = kind;
    info.split = split;
    info.path = "artifacts/" + name;
    FETTLE_TRY_ASSIGN(info.sha256, platform::sha256OfFile(runFolder / info.path));
    FETTLE_TRY_ASSIGN(const auto stamp, platform::fileStamp(runFolder / info.path));
    info.sizeBytes = static_cast<std::int64_t>(stamp.sizeBytes);
    observer.artifact(info);
    return {};
}

} // namespace

Result<void> writeSplitArtifacts(const SplitEvaluation& evaluation, const std::string& split, const std::string& run,
                                 const std::string& runFolder, TrainObserver& observer)
{
    const auto root = platform::fromUtf8(runFolder);
    const auto folder = root / "artifacts";
    FETTLE_TRY(platform::makeFolders(folder));
    const std::string name = "predictions-" + split;
    ValueList classes;
    ValueList forms;
    for (const auto& [head, data] : evaluation.heads) {
        classes.emplace_back(ValueList(data.classes.begin(), data.classes.end()));
        forms.emplace_back(toText(data.form));
    }
    FETTLE_TRY(model::writeSafetensors(folder / (name + ".safetensors"), tensorsOf(evaluation),
                                       {{"run", run}, {"split", split},
                                        {"classes", toLine(toJson(evaluation.heads.size() == 1 ? classes.front() : Value(classes)))},
                                        {"forms", toLine(toJson(Value(forms)))}}));
    FETTLE_TRY(announce("predictions", split, name + ".safetensors", run, root, observer));
    FETTLE_TRY(writeCsv(folder / (name + ".csv"), evaluation));
    FETTLE_TRY(announce("predictions", split, name + ".csv", run, root, observer));
    for (const auto& [head, data] : evaluation.heads) {
        if (!data.predicted.defined() || data.classes.empty())
            continue;
        const std::string file = "confusion-" + split +
                                 (evaluation.heads.size() > 1 ? "-" + platform::fileNameFromLabel(head) : "") + ".json";
        FETTLE_TRY(writeConfusion(folder / file, data));
        FETTLE_TRY(announce("confusion_matrix", split, file, run, root, observer));
    }
    return {};
}

} // namespace fettle::training
