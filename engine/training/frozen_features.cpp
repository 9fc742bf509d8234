// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/frozen_features.h"

#include <algorithm>

#include <nlohmann/json.hpp>
#include <torch/torch.h>

#include "engine/contract/json.h"
#include "engine/model/safetensors.h"
#include "engine/platform/cache_folder.h"
#include "engine/platform/files.h"
#include "engine/platform/hash.h"

namespace fettle::training {
namespace {

/// What the cache of features may take on disk; those not used for longest go first.
constexpr std::uint64_t kMostCacheBytes = std::uint64_t{4} << 30;

platform::Path cacheFolder() { return platform::userCacheFolder() / "features"; }

/// One field of numbers that were worked out before, by the row of the dataset version.
class FeatureEncoder final : public FittedEncoder {
public:
    FeatureEncoder(torch::Tensor features, std::shared_ptr<const std::vector<std::int32_t>> places, TensorSpec spec)
        : m_features(std::move(features)), m_places(std::move(places)), m_spec(std::move(spec))
    {
    }
    [[nodiscard]] TensorSpec spec() const override { return m_spec; }
    [[nodiscard]] Value state() const override { return {}; }
    void encode(const Column&, std::span<const std::int64_t> rows, torch::Tensor out, const EncodeContext&) const override
    {
        std::vector<std::int64_t> places;
        places.reserve(rows.size());
        for (const auto row : rows)
            places.push_back((*m_places)[static_cast<std::size_t>(row)]);
        out.copy_(m_features.index_select(0, torch::tensor(places, torch::kInt64)));
    }
    [[nodiscard]] Value decode(const torch::Tensor&) const override { return {}; }
    [[nodiscard]] Value preview(const Column&, std::int64_t) const override { return {}; }

private:
    torch::Tensor m_features; ///< [rows used, D]
    std::shared_ptr<const std::vector<std::int32_t>> m_places;
    TensorSpec m_spec;
};

/// What the rows hold in the columns of texts that `inputs` are.
std::string contentOf(const std::vector<EncodedField>& inputs, const std::vector<std::int64_t>& rows)
{
    constexpr std::size_t kPiece = 4096;
    platform::Sha256 sum;
    std::vector<std::string_view> texts(std::min(kPiece, rows.size()));
    for (const auto& input : inputs) {
        for (std::size_t first = 0; first < rows.size(); first += kPiece) {
            const std::span piece(rows.data() + first, std::min(kPiece, rows.size() - first));
            const std::span read(texts.data(), piece.size());
            input.column->readTexts(piece, read);
            for (const auto& text : read) {
                const auto size = text.data() ? static_cast<std::int64_t>(text.size()) : -1;
                sum.update(std::as_bytes(std::span(&size, 1)));
                sum.update(text);
            }
        }
    }
    return sum.finishHex();
}

/// As it computes: neither titles nor places on the canvas.
Graph withoutLooks(Graph graph)
{
    for (auto& node : graph.nodes) {
        node.title.clear();
        node.x = node.y = 0.0;
    }
    graph.comments.clear();
    for (auto& [name, block] : graph.blocks)
        block = withoutLooks(block);
    return graph;
}

/// Everything that the features depend on: the frozen graph, its weights, how texts are cut, the texts, the numbers' form.
std::string keyOf(const std::vector<EncodedField>& inputs, const model::GraphCut& cut, const FrozenFeatures::Options& options,
                  const std::vector<std::int64_t>& rows)
{
    nlohmann::json key;
    key["graph"] = toJson(withoutLooks(cut.frozen));
    key["versions"] = options.versions;
    key["weights"] = options.weights;
    key["content"] = contentOf(inputs, rows);
    key["precision"] = std::string(toText(options.evaluate.pass.precision));
    for (const auto& input : inputs)
        key["encoders"][input.name] = toJson(input.encoder->state());
    return platform::sha256Hex(key.dump());
}

std::optional<std::vector<torch::Tensor>> readKept(const platform::Path& path, const model::GraphCut& cut, std::int64_t rows)
{
    if (!platform::fileStamp(path).ok())
        return std::nullopt;
    const auto file = model::openSafetensors(path);
    if (!file.ok())
        return std::nullopt; // damaged: worked out anew
    std::vector<torch::Tensor> features;
    for (const auto& [name, spec] : cut.features) {
        auto tensor = file->find(name);
        if (!tensor.defined() || tensor.dim() != 2 || tensor.size(0) != rows || tensor.size(1) != spec.dimensions[1].size
            || tensor.scalar_type() != torch::kFloat32)
            return std::nullopt;
        features.push_back(tensor.clone());
    }
    platform::touchFile(path);
    return features;
}

/// A cache that cannot be written costs only time.
void keep(const platform::Path& path, const model::GraphCut& cut, const std::vector<torch::Tensor>& features)
{
    if (!platform::makeFolders(path.parent_path()).ok())
        return;
    std::vector<NamedTensor> named;
    for (std::size_t i = 0; i < features.size(); ++i)
        named.push_back({cut.features[i].first, features[i]});
    static_cast<void>(model::writeSafetensors(path, named, {}, platform::AtomicFile::Durability::SurvivesCrash));
    platform::trimFolder(path.parent_path(), kMostCacheBytes, path);
}

} // namespace

FrozenFeatures::~FrozenFeatures() = default;

std::vector<std::int64_t> usedRows(const Experiment& experiment)
{
    std::vector<std::int64_t> rows;
    for (const auto split : {Split::Train, Split::Validation, Split::Test})
        rows.insert(rows.end(), experiment.dataset->rows(split).begin(), experiment.dataset->rows(split).end());
    std::ranges::sort(rows);
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    return rows;
}

std::unique_ptr<FrozenFeatures> FrozenFeatures::make(Experiment& experiment, const model::GraphCut& cut, model::Network& network,
                                                     const Options& options)
{
    auto made = std::unique_ptr<FrozenFeatures>(new FrozenFeatures);
    const auto rows = usedRows(experiment);
    // A column beside them may change as it likes.
    std::vector<EncodedField> read;
    std::ranges::copy_if(experiment.inputs, std::back_inserter(read), [&](const EncodedField& field) { return network.reads(field.name); });
    const auto path = cacheFolder() / (keyOf(read, cut, options, rows) + ".safetensors");
    std::vector<torch::Tensor> features;
    if (auto kept = options.keeps ? readKept(path, cut, static_cast<std::int64_t>(rows.size())) : std::nullopt) {
        features = std::move(*kept);
        made->m_wereKept = true;
    } else {
        // In pieces, so that progress is seen and a stop is heard.
        constexpr std::size_t kPiece = 4096;
        std::vector<std::vector<torch::Tensor>> pieces(cut.features.size());
        for (std::size_t first = 0; first < rows.size(); first += kPiece) {
            if (options.progress)
                options.progress(static_cast<double>(first), static_cast<double>(rows.size()));
            const auto count = std::min(kPiece, rows.size() - first);
            const auto begin = rows.begin() + static_cast<std::ptrdiff_t>(first);
            EncodeOptions encode;
            encode.threads = experiment.recipe.training.threads;
            encode.memoryBytes = experiment.evaluationCacheBytes;
            encode.channelsLast = experiment.recipe.training.channelsLast;
            const EncodedSplit part(experiment.inputs, {}, nullptr, {begin, begin + static_cast<std::ptrdiff_t>(count)}, encode);
            const auto outputs = runSplit(network, part, options.evaluate);
            if (!outputs)
                return nullptr;
            for (std::size_t i = 0; i < cut.features.size(); ++i)
                pieces[i].push_back(outputs->at(cut.features[i].first).output.to(torch::kFloat32));
        }
        for (auto& list : pieces)
            features.push_back(torch::cat(list));
        if (options.keeps)
            keep(path, cut, features);
    }

    auto places = std::make_shared<std::vector<std::int32_t>>(static_cast<std::size_t>(experiment.dataset->rowCount()), 0);
    for (std::size_t i = 0; i < rows.size(); ++i)
        (*places)[static_cast<std::size_t>(rows[i])] = static_cast<std::int32_t>(i);
    // Columns of a table stay beside the features; what only the frozen part read goes.
    const auto isRead = [&](const EncodedField& field) {
        if (field.encoder->spec().dimensions.size() == 2 && field.encoder->spec().dtype == DType::Float32)
            return true;
        return std::ranges::any_of(cut.trained.nodes, [&](const GraphNode& node) {
            const auto named = node.parameters.find("field");
            return node.component == "input" && named != node.parameters.end() && named->second == Value(field.name);
        });
    };
    std::vector<EncodedField> inputs;
    for (std::size_t i = 0; i < features.size(); ++i) {
        const auto& [name, spec] = cut.features[i];
        made->m_encoders.push_back(std::make_unique<FeatureEncoder>(features[i], places, spec));
        inputs.push_back({name, experiment.inputs.front().column, made->m_encoders.back().get()});
    }
    for (const auto& field : experiment.inputs)
        if (isRead(field))
            inputs.push_back(field);
    experiment.readInputs(std::move(inputs));
    return made;
}

} // namespace fettle::training
