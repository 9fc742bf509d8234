// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/stored_evaluation.h"

#include <algorithm>
#include <limits>
#include <optional>

#include <nlohmann/json.hpp>
#include <torch/torch.h>

#include "engine/contract/dataset.h"
#include "engine/contract/json.h"
#include "engine/model/safetensors.h"

namespace fettle::training {
namespace {

template <class T>
std::span<const T> spanOf(const torch::Tensor& tensor)
{
    return {tensor.const_data_ptr<T>(), static_cast<std::size_t>(tensor.numel())};
}

/// Heads in the order in which they were written; one without a prefix is "".
std::vector<std::string> headsOf(const model::SafetensorsFile& file)
{
    std::vector<std::string> heads;
    for (const auto& tensor : file.tensors()) {
        if (tensor.name == "scores")
            heads.emplace_back();
        else if (tensor.name.ends_with("/scores"))
            heads.push_back(tensor.name.substr(0, tensor.name.size() - std::string_view("/scores").size()));
    }
    std::ranges::sort(heads);
    return heads;
}

/// A list of names, or with several heads a list of such lists in the order of the heads' names.
std::vector<std::string> classNames(const model::SafetensorsFile& file, std::size_t head, bool several)
{
    const auto found = file.metadata().find("classes");
    if (found == file.metadata().end())
        return {};
    const auto json = parseJson(found->second);
    if (!json)
        return {};
    const Value value = valueFromJson(*json);
    const Value& list = several && head < value.asList().size() ? value.asList()[head] : value;
    std::vector<std::string> names;
    for (const auto& name : list.asList())
        names.push_back(name.asText());
    return names;
}

/// The form that a head's answers were stored with; nothing in files that were written before there were several.
std::optional<AnswerForm> formOf(const model::SafetensorsFile& file, std::size_t head)
{
    const auto found = file.metadata().find("forms");
    if (found == file.metadata().end())
        return std::nullopt;
    const auto json = parseJson(found->second);
    if (!json)
        return std::nullopt;
    const Value value = valueFromJson(*json);
    return head < value.asList().size() ? fromText<AnswerForm>(value.asList()[head].asText()) : std::nullopt;
}

/// Indices that a matrix of C classes can be asked for.
bool areIndices(std::span<const std::int64_t> values, std::size_t classes)
{
    return std::ranges::all_of(values, [classes](std::int64_t value) { return value < static_cast<std::int64_t>(classes); });
}

torch::Tensor dense(const model::SafetensorsFile& file, const std::string& name)
{
    const auto tensor = file.find(name);
    return tensor.defined() ? tensor.contiguous() : tensor;
}

bool isVector(const torch::Tensor& tensor, torch::ScalarType type, std::int64_t length)
{
    return tensor.defined() && tensor.dim() == 1 && tensor.scalar_type() == type && tensor.size(0) == length;
}

/// Offsets that rise from 0 to the number of marks, labels that there are, places that are places.
bool areMarks(const torch::Tensor& marks, const torch::Tensor& offsets, std::int64_t rows, std::size_t classes)
{
    if (!isVector(offsets, torch::kInt64, rows + 1) || !marks.defined() || marks.dim() != 2 || marks.size(1) != 3 ||
        marks.scalar_type() != torch::kInt64)
        return false;
    const auto places = spanOf<std::int64_t>(offsets);
    if (places.front() != 0 || places.back() != marks.size(0) || !std::ranges::is_sorted(places))
        return false;
    const auto numbers = spanOf<std::int64_t>(marks);
    constexpr std::int64_t kMost = std::numeric_limits<std::int32_t>::max();
    for (std::size_t i = 0; i < numbers.size(); i += 3)
        if (numbers[i] < -1 || numbers[i] >= static_cast<std::int64_t>(classes) || numbers[i + 1] < 0 ||
            numbers[i + 2] < numbers[i + 1] || numbers[i + 2] > kMost)
            return false;
    return true;
}

} // namespace

std::vector<RowMark> MarkView::row(std::size_t i) const
{
    std::vector<RowMark> row;
    if (offsets.empty())
        return row;
    for (auto m = static_cast<std::size_t>(offsets[i]); m < static_cast<std::size_t>(offsets[i + 1]); ++m)
        row.push_back({static_cast<std::int32_t>(marks[3 * m]), static_cast<std::int32_t>(marks[3 * m + 1]),
                       static_cast<std::int32_t>(marks[3 * m + 2])});
    return row;
}

bool StoredEvaluation::readMarks(const model::SafetensorsFile& file, const std::string& name, MarkView& out)
{
    const auto marks = dense(file, name + "_marks");
    const auto offsets = dense(file, name + "_offsets");
    const auto scores = dense(file, name + "_scores");
    if (!areMarks(marks, offsets, static_cast<std::int64_t>(m_view.size()), m_view.classes.size()))
        return false;
    out.marks = spanOf<std::int64_t>(marks);
    out.offsets = spanOf<std::int64_t>(offsets);
    if (isVector(scores, torch::kFloat64, marks.size(0)))
        out.scores = spanOf<double>(scores);
    m_kept.insert(m_kept.end(), {marks, offsets, scores});
    return true;
}

bool StoredEvaluation::readPlaces(const model::SafetensorsFile& file, const std::string& prefix)
{
    const auto candidates = dense(file, prefix + "candidates");
    const auto places = dense(file, prefix + "predicted");
    const auto baseline = dense(file, prefix + "baseline");
    const auto count = static_cast<std::int64_t>(m_view.size());
    if (!isVector(candidates, torch::kInt64, 1) || !isVector(places, torch::kInt64, count))
        return false;
    m_view.candidates = candidates.const_data_ptr<std::int64_t>()[0];
    const auto arePlaces = [this](std::span<const std::int64_t> values) {
        return std::ranges::all_of(values, [this](std::int64_t value) { return value >= 0 && value <= m_view.candidates; });
    };
    if (!arePlaces(spanOf<std::int64_t>(places)))
        return false;
    m_view.predicted = spanOf<std::int64_t>(places);
    if (isVector(baseline, torch::kInt64, count) && arePlaces(spanOf<std::int64_t>(baseline)))
        m_view.baselinePlaces = spanOf<std::int64_t>(baseline);
    m_kept.insert(m_kept.end(), {places, baseline});
    return true;
}

Result<StoredEvaluation> StoredEvaluation::open(const platform::Path& runFolder, const std::string& split,
                                                const std::string& head)
{
    // Of the name, too, nothing but the three parts leads to a file.
    if (!fromText<Split>(split))
        return makeError("training.evaluation_missing", {{"split", split}});
    const auto path = runFolder / "artifacts" / ("predictions-" + split + ".safetensors");
    std::error_code ignored;
    if (!std::filesystem::is_regular_file(path, ignored))
        return makeError("training.evaluation_missing", {{"split", split}});
    FETTLE_TRY_ASSIGN(const auto file, model::openSafetensors(path));
    const auto damaged = [&path] { return makeError("training.evaluation_damaged", {{"file", platform::toUtf8(path)}}); };
    StoredEvaluation stored;
    stored.m_heads = headsOf(file);
    const auto found = head.empty() ? stored.m_heads.begin() : std::ranges::find(stored.m_heads, head);
    if (found == stored.m_heads.end())
        return damaged();
    stored.m_head = *found;
    const std::string prefix = found->empty() ? "" : *found + "/";
    const auto ids = dense(file, "id");
    const auto targets = dense(file, prefix + "target");
    const auto scores = dense(file, prefix + "scores");
    const auto predicted = dense(file, prefix + "predicted");
    const auto losses = dense(file, prefix + "loss");
    if (!ids.defined() || ids.dim() != 1 || !isVector(ids, torch::kInt64, ids.size(0)) || !scores.defined() ||
        scores.scalar_type() != torch::kFloat64 || scores.dim() < 1 || scores.size(0) != ids.size(0))
        return damaged();
    const auto count = ids.size(0);
    auto& view = stored.m_view;
    view.ids = spanOf<std::int64_t>(ids);
    view.scores = spanOf<double>(scores);
    const auto place = static_cast<std::size_t>(found - stored.m_heads.begin());
    const auto form = formOf(file, place);
    view.form = form.value_or(scores.dim() == 2 ? AnswerForm::Class : AnswerForm::Number);
    if (view.hasMarks()) {
        view.classes = classNames(file, place, stored.m_heads.size() > 1);
        const auto width = static_cast<std::int64_t>(view.classes.size());
        const bool fits = view.form == AnswerForm::Spans ? scores.dim() == 1 : scores.dim() == 2 && scores.size(1) == width;
        if (!fits || !stored.readMarks(file, prefix + "target", view.targetMarks) ||
            !stored.readMarks(file, prefix + "predicted", view.predictedMarks))
            return damaged();
        static_cast<void>(stored.readMarks(file, prefix + "baseline", view.baselineMarks));
        if (isVector(targets, torch::kInt64, count))
            view.targets = spanOf<std::int64_t>(targets);
    } else if (view.hasPlaces()) {
        if (scores.dim() != 1 || !stored.readPlaces(file, prefix))
            return damaged();
    } else if (scores.dim() == 2) {
        view.classes = classNames(file, place, stored.m_heads.size() > 1);
        if (view.classes.size() != static_cast<std::size_t>(scores.size(1)) || view.classes.empty() ||
            !isVector(targets, torch::kInt64, count) || !isVector(predicted, torch::kInt64, count))
            return damaged();
        view.targets = spanOf<std::int64_t>(targets);
        view.predicted = spanOf<std::int64_t>(predicted);
        if (!areIndices(view.targets, view.classes.size()) || !areIndices(view.predicted, view.classes.size()))
            return damaged();
    } else {
        if (scores.dim() != 1 || !isVector(targets, torch::kFloat64, count))
            return damaged();
        view.numbers = spanOf<double>(targets);
    }
    if (isVector(losses, torch::kFloat64, count))
        view.losses = spanOf<double>(losses);
    stored.m_kept.insert(stored.m_kept.end(), {ids, targets, scores, predicted, losses});
    return stored;
}

} // namespace fettle::training
