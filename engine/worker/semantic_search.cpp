// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/worker/semantic_search.h"

#include <algorithm>
#include <set>

#include <torch/torch.h>

#include "engine/platform/cache_folder.h"
#include "engine/platform/files.h"
#include "engine/training/prediction_writer.h"

namespace fettle::worker {
namespace {

constexpr std::size_t kOpenEach = 2;
constexpr const char* kHole = "{}";
/// The column of suggestions in a file of labelled rows.
constexpr const char* kSuggestion = "label";

/// Of a list that keeps what was used last in front; null where it is not there.
template <class T>
std::shared_ptr<const T> recall(std::list<std::pair<std::string, std::shared_ptr<const T>>>& list, const std::string& key)
{
    const auto found = std::ranges::find(list, key, [](const auto& entry) { return entry.first; });
    if (found == list.end())
        return nullptr;
    list.splice(list.begin(), list, found);
    return list.front().second;
}

template <class T>
std::shared_ptr<const T> remember(std::list<std::pair<std::string, std::shared_ptr<const T>>>& list, const std::string& key,
                                  std::shared_ptr<const T> value)
{
    list.emplace_front(key, value);
    if (list.size() > kOpenEach)
        list.pop_back();
    return value;
}

std::string withLabel(const std::string& sentence, const std::string& label)
{
    if (sentence.empty())
        return label;
    auto text = sentence;
    for (auto at = text.find(kHole); at != std::string::npos; at = text.find(kHole, at + label.size()))
        text.replace(at, std::string_view(kHole).size(), label);
    return text;
}

Result<void> checkLabels(const LabelRequest& request)
{
    const std::set<std::string> names(request.labels.begin(), request.labels.end());
    if (names.size() < 2 || names.size() != request.labels.size() || names.contains(""))
        return makeError("training.labels_few");
    if (!request.sentence.empty() && request.sentence.find(kHole) == std::string::npos)
        return makeError("training.label_sentence", {{"sentence", request.sentence}});
    return {};
}

/// The column that tells the right answer of some rows, other than the one that is read.
const FieldInfo* targetOf(const DatasetManifest& manifest, const std::string& read)
{
    for (const auto& field : manifest.fields)
        if (field.role == FieldRole::Target && field.name != read)
            return &field;
    return nullptr;
}

} // namespace

Result<std::shared_ptr<const training::TextEmbedder>> SemanticSearch::embedder(const EmbedRequest& request, const std::string& identity)
{
    if (auto kept = recall(m_embedders, identity))
        return kept;
    FETTLE_TRY_ASSIGN(auto opened, training::TextEmbedder::open(request, m_registry));
    return remember(m_embedders, identity, std::shared_ptr<const training::TextEmbedder>(std::move(opened)));
}

Result<std::shared_ptr<const training::TextIndex>> SemanticSearch::index(const EmbedRequest& request, const data::Dataset& dataset,
                                                                         const std::string& identity, std::string& field)
{
    FETTLE_TRY_ASSIGN(const auto found, training::locateTextIndex(request, dataset, identity));
    field = found.field;
    const auto missing = makeError("training.index_missing", {{"field", found.field}});
    const auto stamp = platform::fileStamp(platform::fromUtf8(found.file));
    if (!stamp.ok())
        return missing;
    // Marked as used, so that others go first where space is short; its time says nothing of what it holds.
    platform::touchFile(platform::fromUtf8(found.file));
    const auto key = found.file + '\n' + std::to_string(stamp->inode) + '\n' + std::to_string(stamp->sizeBytes);
    if (auto kept = recall(m_indexes, key))
        return kept;
    auto opened = training::TextIndex::open(found.file);
    if (!opened.ok())
        return missing; // what is damaged is made anew, as what is not there
    return remember(m_indexes, key, std::shared_ptr<const training::TextIndex>(std::move(*opened)));
}

Result<std::vector<bool>> SemanticSearch::placesWith(const data::Dataset& dataset, const training::TextIndex& index,
                                                     const std::string& searchedField, const SearchRequest& request)
{
    const auto* column = dataset.column(request.filterField);
    if (!column)
        return makeError("training.unknown_field", {{"field", request.filterField}});
    // Which rows the index has follows from the dataset version and the column that is searched.
    const auto key = dataset.manifest().id + '\n' + searchedField + '\n' + request.filterField;
    auto values = recall(m_filters, key);
    if (!values)
        values = remember(m_filters, key, std::make_shared<const ColumnValues>(*column, index.rows()));
    if (values->areKept())
        return values->placesWith(request.filterValue);
    std::vector<std::string_view> texts(index.rows().size());
    column->readTexts(index.rows(), texts);
    std::vector<bool> allowed(texts.size());
    for (std::size_t i = 0; i < texts.size(); ++i)
        allowed[i] = texts[i] == request.filterValue;
    return allowed;
}

Result<SearchResult> SemanticSearch::query(const SearchRequest& request, const data::Dataset& dataset)
{
    SearchResult result;
    // The description of a model may be large: it is read once for a query.
    FETTLE_TRY_ASSIGN(const auto identity, training::TextEmbedder::identity(request.index));
    FETTLE_TRY_ASSIGN(const auto searched, index(request.index, dataset, identity, result.field));
    std::optional<std::vector<bool>> allowed;
    if (!request.filterField.empty()) {
        FETTLE_TRY_ASSIGN(allowed, placesWith(dataset, *searched, result.field, request));
    }
    torch::Tensor wanted;
    if (request.row) {
        wanted = searched->vectorOf(*request.row);
        if (!wanted.defined())
            return makeError("training.search_row", {{"row", *request.row + 1}, {"field", result.field}});
    } else {
        FETTLE_TRY_ASSIGN(const auto model, embedder(request.index, identity));
        wanted = model->embed({request.text})[0];
    }
    const auto top = std::clamp<std::int64_t>(request.top, 1, SearchRequest::kMostHits);
    result.searched = allowed ? std::ranges::count(*allowed, true) : searched->size();
    for (const auto& hit : searched->nearest(wanted, top + (request.row ? 1 : 0), allowed)) {
        if ((request.row && hit.row == *request.row) || static_cast<std::int64_t>(result.hits.size()) == top)
            continue;
        FETTLE_TRY_ASSIGN(auto page, dataset.page(hit.row, 1));
        result.fields = page.fields;
        result.hits.push_back({hit.row, hit.score, page.rows.empty() ? std::vector<Value>() : std::move(page.rows.front())});
    }
    return result;
}

Result<LabelResult> SemanticSearch::labels(const LabelRequest& request, const data::Dataset* dataset, const IsCancelled& cancelled)
{
    FETTLE_TRY(checkLabels(request));
    FETTLE_TRY_ASSIGN(const auto identity, training::TextEmbedder::identity(request.index));
    FETTLE_TRY_ASSIGN(const auto model, embedder(request.index, identity));
    std::vector<std::string> sentences;
    for (const auto& label : request.labels)
        sentences.push_back(withLabel(request.sentence, label));
    const auto labels = model->embed(sentences);
    LabelResult result;
    for (const auto& label : request.labels)
        result.counts[label] = 0;
    if (request.texts.empty() && dataset) {
        FETTLE_TRY(labelRows(request, *dataset, identity, labels, cancelled, result));
        return result;
    }
    auto texts = request.texts;
    texts.resize(std::min(texts.size(), LabelRequest::kMostTexts));
    const auto scores = model->embed(texts).mm(labels.t()).to(torch::kFloat64).contiguous();
    for (std::int64_t i = 0; i < scores.size(0); ++i) {
        LabelAnswer answer;
        const auto* row = scores.const_data_ptr<double>() + i * scores.size(1);
        const auto best = std::max_element(row, row + scores.size(1)) - row;
        answer.label = request.labels[static_cast<std::size_t>(best)];
        answer.score = row[best];
        for (std::size_t k = 0; k < request.labels.size(); ++k)
            answer.scores[request.labels[k]] = row[k];
        ++result.counts[answer.label];
        result.answers.push_back(std::move(answer));
    }
    result.count = scores.size(0);
    return result;
}

Result<void> SemanticSearch::labelRows(const LabelRequest& request, const data::Dataset& dataset, const std::string& identity,
                                       const torch::Tensor& labels, const IsCancelled& cancelled, LabelResult& result)
{
    std::string field;
    FETTLE_TRY_ASSIGN(const auto texts, index(request.index, dataset, identity, field));
    const auto [best, chosen] = texts->similarities(labels).max(1);
    result.count = texts->size();
    const auto& rows = texts->rows();
    const auto labelAt = [&, places = chosen.contiguous()](std::size_t i) -> const std::string& {
        return request.labels[static_cast<std::size_t>(places.const_data_ptr<std::int64_t>()[i])];
    };
    std::vector<std::string_view> known(rows.size());
    if (const auto* target = targetOf(dataset.manifest(), field)) {
        dataset.column(target->name)->readTexts(rows, known);
        result.target = target->name;
    }
    for (std::size_t i = 0; i < rows.size(); ++i) {
        ++result.counts[labelAt(i)];
        if (std::ranges::find(request.labels, known[i]) == request.labels.end())
            continue;
        ++result.known;
        result.agreed += known[i] == labelAt(i) ? 1 : 0;
    }
    if (result.known == 0)
        result.target.clear();
    if (request.outputPath.empty())
        return {};
    ModelManifest columns;
    columns.targets.push_back({kSuggestion, {}});
    FETTLE_TRY_ASSIGN(const auto writer, training::PredictionWriter::create(platform::fromUtf8(request.outputPath), columns, dataset, result.count));
    constexpr std::size_t kPiece = 4096;
    const auto scores = best.contiguous();
    for (std::size_t first = 0; first < rows.size(); first += kPiece) {
        if (cancelled && cancelled())
            return makeError("worker.cancelled");
        std::vector<Prediction> part;
        for (auto i = first; i < std::min(rows.size(), first + kPiece); ++i)
            part.push_back({rows[i], {{kSuggestion, ValueMap{{"value", labelAt(i)},
                                                             {"score", static_cast<double>(scores.const_data_ptr<float>()[i])}}}}});
        FETTLE_TRY(writer->write(part));
    }
    FETTLE_TRY(writer->commit());
    result.outputPath = request.outputPath;
    return {};
}

} // namespace fettle::worker
