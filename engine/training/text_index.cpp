// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/text_index.h"

#include <algorithm>
#include <limits>
#include <numeric>

#include <torch/torch.h>

#include "engine/model/safetensors.h"
#include "engine/platform/cache_folder.h"
#include "engine/platform/files.h"
#include "engine/platform/hash.h"
#include "engine/training/text_embedder.h"

namespace fettle::training {
namespace {

/// Beyond so many numbers they are kept in half the bytes; the cosine then differs in its third digit.
constexpr std::int64_t kMostFullNumbers = std::int64_t{1} << 28;
/// Rows that are turned into vectors between two looks at the clock and at a stop.
constexpr std::size_t kPieceRows = 1024;
/// What all indexes of a workspace may take; those not used for longest go first.
constexpr std::uint64_t kMostIndexBytes = std::uint64_t{4} << 30;
/// Changes where the file's content would be another for the same request.
constexpr const char* kIndexVersion = "1";

struct TextRows {
    std::vector<std::int64_t> rows;   ///< that have a text, ascending
    std::vector<std::size_t> lengths; ///< bytes
};

bool isBlank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == std::string_view::npos; }

TextRows rowsWithText(const data::Dataset& dataset, const Column& column)
{
    std::vector<std::int64_t> all(static_cast<std::size_t>(dataset.rowCount()));
    std::iota(all.begin(), all.end(), 0);
    std::vector<std::string_view> texts(all.size());
    column.readTexts(all, texts);
    TextRows found;
    for (std::size_t i = 0; i < all.size(); ++i)
        if (texts[i].data() != nullptr && !isBlank(texts[i])) {
            found.rows.push_back(all[i]);
            found.lengths.push_back(texts[i].size());
        }
    return found;
}

/// Nothing where it was cancelled.
std::optional<torch::Tensor> embedAll(const TextEmbedder& embedder, const Column& column, const TextRows& texts, data::Observer& observer)
{
    std::vector<std::size_t> order(texts.rows.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, std::ranges::greater{}, [&](std::size_t at) { return texts.lengths[at]; });
    const auto count = static_cast<std::int64_t>(order.size());
    const auto dtype = count * embedder.dimensions() > kMostFullNumbers ? torch::kBFloat16 : torch::kFloat32;
    auto vectors = torch::empty({count, embedder.dimensions()}, dtype);
    Progress progress;
    progress.phase = "embedding";
    // A text costs about as much as it is long, whatever it says.
    for (const auto length : texts.lengths)
        progress.total += static_cast<double>(length) + 16.0;
    for (std::size_t first = 0; first < order.size(); first += kPieceRows) {
        observer.progress(progress);
        const auto end = std::min(order.size(), first + kPieceRows);
        std::vector<std::int64_t> rows;
        std::vector<std::int64_t> places;
        for (auto at = first; at < end; ++at) {
            rows.push_back(texts.rows[order[at]]);
            places.push_back(static_cast<std::int64_t>(order[at]));
            progress.done += static_cast<double>(texts.lengths[order[at]]) + 16.0;
        }
        const auto piece = embedder.embed(column, rows, [&observer] { return observer.cancelled(); });
        if (!piece)
            return std::nullopt;
        vectors.index_copy_(0, torch::tensor(places, torch::kInt64), piece->to(dtype));
    }
    observer.progress(progress);
    return vectors;
}

} // namespace

std::vector<std::string> searchableFields(const DatasetManifest& manifest)
{
    for (const auto& kinds : {std::vector{FieldKind::Text}, std::vector{FieldKind::Category, FieldKind::Id}}) {
        std::vector<std::string> names;
        for (const auto& field : manifest.fields)
            if (std::ranges::find(kinds, field.kind) != kinds.end())
                names.push_back(field.name);
        if (!names.empty())
            return names;
    }
    return {};
}

Result<SearchIndex> locateTextIndex(const EmbedRequest& request, const data::Dataset& dataset, const std::string& identity)
{
    SearchIndex index;
    index.fields = searchableFields(dataset.manifest());
    index.field = request.field;
    if (index.field.empty()) {
        if (index.fields.empty())
            return makeError("training.no_text_column");
        index.field = index.fields.front();
    }
    if (!dataset.column(index.field))
        return makeError("training.unknown_field", {{"field", index.field}, {"nearest", nearestName(index.field, index.fields)}});
    index.pretrained = request.pretrained;
    index.modelFolder = request.modelFolder;
    const auto key = platform::sha256Hex(std::string(kIndexVersion) + '\n' + dataset.manifest().id + '\n' + index.field + '\n' + identity);
    index.file = platform::toUtf8(platform::fromUtf8(request.indexFolder) / (key + ".safetensors"));
    return index;
}

Result<SearchIndex> findTextIndex(const EmbedRequest& request, const data::Dataset& dataset)
{
    FETTLE_TRY_ASSIGN(const auto identity, TextEmbedder::identity(request));
    FETTLE_TRY_ASSIGN(auto index, locateTextIndex(request, dataset, identity));
    const auto stamp = platform::fileStamp(platform::fromUtf8(index.file));
    if (!stamp.ok())
        return index;
    if (const auto opened = TextIndex::open(index.file); opened.ok()) {
        index.ready = true;
        index.count = (*opened)->size();
        index.dimensions = (*opened)->dimensions();
        index.sizeBytes = static_cast<std::int64_t>(stamp->sizeBytes);
    }
    return index;
}

Result<SearchIndex> buildTextIndex(const EmbedRequest& request, const Registry& registry, data::Observer& observer)
{
    FETTLE_TRY_ASSIGN(const auto dataset, data::Dataset::open(request.manifestPath));
    FETTLE_TRY_ASSIGN(const auto found, findTextIndex(request, *dataset));
    if (found.ready)
        return found;
    FETTLE_TRY_ASSIGN(const auto embedder, TextEmbedder::open(request, registry));
    const auto& column = *dataset->column(found.field);
    const auto texts = rowsWithText(*dataset, column);
    const auto vectors = embedAll(*embedder, column, texts, observer);
    if (!vectors)
        return makeError("worker.cancelled");
    const auto path = platform::fromUtf8(found.file);
    FETTLE_TRY(platform::makeFolders(path.parent_path()));
    FETTLE_TRY(model::writeSafetensors(path, {{"vectors", *vectors}, {"rows", torch::tensor(texts.rows, torch::kInt64)}},
                                       {{"dataset", dataset->manifest().id}, {"field", found.field}},
                                       platform::AtomicFile::Durability::SurvivesCrash));
    platform::trimFolder(path.parent_path(), kMostIndexBytes, path);
    return findTextIndex(request, *dataset);
}

Result<std::unique_ptr<TextIndex>> TextIndex::open(const std::string& file)
{
    auto index = std::unique_ptr<TextIndex>(new TextIndex);
    const auto damaged = [&file](std::string details) {
        return makeError("training.index_damaged", {{"file", file}}, std::move(details));
    };
    const auto opened = model::openSafetensors(platform::fromUtf8(file));
    if (!opened.ok())
        return damaged(toLogLine(opened.error()));
    index->m_vectors = opened->find("vectors");
    const auto rows = opened->find("rows");
    if (!index->m_vectors.defined() || !rows.defined() || index->m_vectors.dim() != 2 || rows.dim() != 1
        || rows.size(0) != index->m_vectors.size(0) || rows.scalar_type() != torch::kInt64 || !index->m_vectors.is_floating_point())
        return damaged({});
    const auto* first = rows.const_data_ptr<std::int64_t>();
    index->m_rows.assign(first, first + rows.numel());
    if (!std::ranges::is_sorted(index->m_rows))
        return damaged({});
    return index;
}

torch::Tensor TextIndex::vectorOf(std::int64_t row) const
{
    const auto found = std::ranges::lower_bound(m_rows, row);
    if (found == m_rows.end() || *found != row)
        return {};
    return m_vectors[found - m_rows.begin()].to(torch::kFloat32);
}

torch::Tensor TextIndex::similarities(const torch::Tensor& vectors) const
{
    const torch::NoGradGuard noGrad;
    const auto right = vectors.to(torch::kFloat32).t().contiguous();
    if (m_vectors.scalar_type() == torch::kFloat32)
        return m_vectors.mm(right);
    // In pieces, so that no second copy of all vectors is made.
    constexpr std::int64_t kPiece = 1 << 16;
    auto scores = torch::empty({size(), right.size(1)});
    for (std::int64_t first = 0; first < size(); first += kPiece) {
        const auto count = std::min(kPiece, size() - first);
        auto part = scores.narrow(0, first, count);
        torch::mm_out(part, m_vectors.narrow(0, first, count).to(torch::kFloat32), right);
    }
    return scores;
}

std::vector<TextIndex::Hit> TextIndex::nearest(const torch::Tensor& vector, std::int64_t top,
                                               const std::optional<std::vector<bool>>& allowed) const
{
    auto scores = similarities(vector.reshape({1, -1})).reshape({-1});
    std::int64_t candidates = size();
    if (allowed) {
        auto* values = scores.mutable_data_ptr<float>();
        candidates = 0;
        for (std::size_t i = 0; i < allowed->size(); ++i)
            if ((*allowed)[i])
                ++candidates;
            else
                values[i] = -std::numeric_limits<float>::infinity();
    }
    const auto count = std::min(top, candidates);
    std::vector<Hit> hits;
    if (count < 1)
        return hits;
    const auto [best, places] = scores.topk(count);
    for (std::int64_t i = 0; i < count; ++i)
        hits.push_back({m_rows[static_cast<std::size_t>(places[i].item<std::int64_t>())], static_cast<double>(best[i].item<float>())});
    return hits;
}

} // namespace fettle::training
