// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/encoded_split.h"

#include <algorithm>
#include <cstring>
#include <exception>
#include <limits>
#include <mutex>
#include <stdexcept>
#include <thread>

#include <torch/torch.h>

#include "engine/component_api/layer.h"
#include "engine/component_api/transform.h"

namespace fettle::training {
namespace {

// A chunk is small enough to spread over threads and large enough that an encoder's set-up doesn't show.
constexpr std::int64_t kChunkRows = 2048;
// Rows of a batch that are worth preparing ahead in another thread; below it, waking that thread costs more.
constexpr std::int64_t kThreadedBatchBytes = std::int64_t{4} << 20;

/// Calls work(first, count) over [0, total) in chunks on `threads` threads; rethrows what a chunk threw.
template <class Work>
void forChunks(std::int64_t total, std::int64_t threads, Work&& work)
{
    std::atomic<std::int64_t> next = 0;
    std::exception_ptr failure;
    std::mutex failureMutex;
    const auto run = [&] {
        try {
            for (auto first = next.fetch_add(kChunkRows); first < total; first = next.fetch_add(kChunkRows))
                work(first, std::min(kChunkRows, total - first));
        } catch (...) {
            next.store(total);
            const std::lock_guard lock(failureMutex);
            failure = std::current_exception();
        }
    };
    std::vector<std::thread> others;
    const auto chunks = (total + kChunkRows - 1) / kChunkRows;
    for (std::int64_t i = 1; i < std::min(threads, chunks); ++i)
        others.emplace_back(run);
    run();
    for (auto& thread : others)
        thread.join();
    if (failure)
        std::rethrow_exception(failure);
}

torch::Tensor emptyRows(const TensorSpec& spec, DType dtype, std::int64_t count, bool channelsLast)
{
    const auto shape = batchShape(spec, count);
    const auto options = torch::TensorOptions(toScalarType(dtype));
    if (channelsLast && shape.size() == 4)
        return torch::empty(shape, options, torch::MemoryFormat::ChannelsLast);
    return torch::empty(shape, options);
}

std::int64_t rowBytes(const TensorSpec& spec, DType dtype)
{
    std::int64_t elements = 1;
    for (const auto size : batchShape(spec, 1))
        elements *= size;
    return elements * static_cast<std::int64_t>(c10::elementSize(toScalarType(dtype)));
}

bool isSequence(const TensorSpec& spec) { return spec.dimensions.size() == 2 && spec.dimensions[1].size < 0; }

bool isTable(const TensorSpec& spec) { return spec.dtype == DType::Float32 && spec.dimensions.size() == 2; }

} // namespace

std::vector<std::int64_t> batchShape(const TensorSpec& spec, std::int64_t count)
{
    std::vector<std::int64_t> shape;
    for (const auto& dimension : spec.dimensions)
        shape.push_back(dimension.size);
    if (shape.empty())
        shape.push_back(count);
    shape[0] = count;
    return shape;
}

EncodedSplit::EncodedSplit(std::vector<EncodedField> inputs, std::vector<EncodedField> targets, const Column* weights,
                           std::vector<std::int64_t> rows, const EncodeOptions& options)
    : m_rows(std::move(rows)), m_channelsLast(options.channelsLast), m_augment(options.augment),
      m_augmentation(options.augmentation.begin(), options.augmentation.end()), m_seed(options.seed)
{
    EncodeOptions left = options;
    for (const auto& field : targets)
        addField(field, true, left);
    for (const auto& field : inputs)
        addField(field, false, left);
    encodeMatrix(options);
    for (auto& field : m_fields)
        if (field.storage == Storage::Cache)
            encodeCache(field, options);
        else if (field.storage == Storage::Sequence)
            encodeSequences(field, options);
    if (weights) {
        std::vector<double> numbers(m_rows.size());
        weights->readNumbers(m_rows, numbers);
        m_weights = torch::empty({size()}, torch::kFloat32);
        // A missing weight means an ordinary example.
        std::transform(numbers.begin(), numbers.end(), m_weights.data_ptr<float>(),
                       [](double weight) { return std::isfinite(weight) ? static_cast<float>(weight) : 1.0f; });
    }
}

void EncodedSplit::addField(const EncodedField& source, bool isTarget, EncodeOptions& options)
{
    Field field;
    field.field = source;
    field.isTarget = isTarget;
    field.spec = source.encoder->spec();
    const auto cacheType = source.encoder->cacheDType();
    field.isPlainCopy = cacheType == field.spec.dtype;
    if (isSequence(field.spec)) {
        // A few bytes a token: texts fit into memory wherever their dataset does.
        field.storage = Storage::Sequence;
        m_fields.push_back(std::move(field));
        return;
    }
    const bool isPicture = field.spec.dimensions.size() == 4;
    const auto bytes = rowBytes(field.spec, cacheType) * size();
    const bool fits = isTarget || bytes <= options.memoryBytes;
    m_exceedsMemory |= !fits && source.encoder->isCacheable();
    if (!fits || !source.encoder->isCacheable() || (isPicture && m_augment)) {
        field.storage = Storage::OnTheFly;
    } else {
        options.memoryBytes -= bytes;
        if (!isTarget && isTable(field.spec)) {
            field.storage = Storage::Matrix;
            field.width = field.spec.dimensions[1].size;
            field.offset = m_matrixWidth;
            m_matrixWidth += field.width;
        }
    }
    m_fields.push_back(std::move(field));
}

void EncodedSplit::encodeMatrix(const EncodeOptions& options)
{
    if (m_matrixWidth == 0)
        return;
    m_matrix = torch::empty({size(), m_matrixWidth}, torch::kFloat32);
    forChunks(size(), options.threads, [&](std::int64_t first, std::int64_t count) {
        const torch::NoGradGuard guard;
        const std::span rows(m_rows.data() + first, static_cast<std::size_t>(count));
        for (const auto& field : m_fields)
            if (field.storage == Storage::Matrix)
                field.field.encoder->encode(*field.field.column, rows,
                                            m_matrix.narrow(0, first, count).narrow(1, field.offset, field.width), {});
    });
}

void EncodedSplit::encodeCache(Field& field, const EncodeOptions& options)
{
    field.cache = emptyRows(field.spec, field.field.encoder->cacheDType(), size(), m_channelsLast);
    forChunks(size(), options.threads, [&](std::int64_t first, std::int64_t count) {
        const torch::NoGradGuard guard;
        field.field.encoder->encode(*field.field.column,
                                    std::span(m_rows.data() + first, static_cast<std::size_t>(count)),
                                    field.cache.narrow(0, first, count), {});
    });
}

void EncodedSplit::encodeSequences(Field& field, const EncodeOptions& options)
{
    // Chunks end up in the order of the rows, whichever thread encoded them.
    std::vector<SequenceRows> chunks(static_cast<std::size_t>((size() + kChunkRows - 1) / kChunkRows));
    forChunks(size(), options.threads, [&](std::int64_t first, std::int64_t count) {
        const std::span rows(m_rows.data() + first, static_cast<std::size_t>(count));
        auto& chunk = chunks[static_cast<std::size_t>(first / kChunkRows)];
        if (field.field.input.encoder)
            field.field.encoder->encodeAligned(*field.field.column, field.field.input, rows, chunk);
        else
            field.field.encoder->encodeSequences(*field.field.column, rows, chunk);
    });
    auto& all = field.sequences;
    for (auto& chunk : chunks) {
        const auto before = static_cast<std::int64_t>(all.values.size());
        all.values.insert(all.values.end(), chunk.values.begin(), chunk.values.end());
        for (std::size_t i = 1; i < chunk.offsets.size(); ++i) {
            all.offsets.push_back(before + chunk.offsets[i]);
            field.longest = std::max(field.longest, chunk.offsets[i] - chunk.offsets[i - 1]);
        }
        chunk = {};
    }
    TORCH_CHECK(all.size() == size(), "encoder of ", field.field.name, " gave ", all.size(), " rows for ", size());
    keepFlat(field);
}

void EncodedSplit::keepFlat(Field& field)
{
    if (field.isTarget)
        field.cache = torch::tensor(at::ArrayRef<std::int32_t>(field.sequences.values), torch::kInt64);
}

std::vector<std::int64_t> EncodedSplit::lengths() const
{
    std::vector<std::int64_t> lengths;
    for (const auto& field : m_fields) {
        // A target over tokens is as long as its input.
        if (field.storage != Storage::Sequence || field.isTarget)
            continue;
        lengths.resize(m_rows.size(), 0);
        for (std::size_t i = 0; i < m_rows.size(); ++i)
            lengths[i] = std::max(lengths[i], field.sequences.offsets[i + 1] - field.sequences.offsets[i]);
    }
    return lengths;
}

EncodedSplit::BatchTokens EncodedSplit::batchTokens(std::span<const std::int64_t> positions) const
{
    BatchTokens tokens;
    for (const auto& field : m_fields) {
        if (field.storage != Storage::Sequence || field.isTarget)
            continue;
        std::int64_t longest = 0;
        for (const auto position : positions) {
            const auto at = static_cast<std::size_t>(position);
            const auto length = field.sequences.offsets[at + 1] - field.sequences.offsets[at];
            tokens.real += length;
            longest = std::max(longest, length);
        }
        tokens.places += longest * static_cast<std::int64_t>(positions.size());
    }
    return tokens;
}

const EncodedSplit::Field& EncodedSplit::targetField(const std::string& name) const
{
    for (const auto& field : m_fields)
        if (field.isTarget && field.field.name == name)
            return field;
    throw std::logic_error("no target " + name);
}

const torch::Tensor& EncodedSplit::target(const std::string& name) const { return targetField(name).cache; }

std::span<const std::int64_t> EncodedSplit::targetOffsets(const std::string& name) const
{
    const auto& field = targetField(name);
    return field.storage == Storage::Sequence ? std::span<const std::int64_t>(field.sequences.offsets)
                                              : std::span<const std::int64_t>();
}

std::vector<bool> EncodedSplit::knownTargets(const std::string& name) const
{
    const auto& field = targetField(name);
    std::vector<bool> known(m_rows.size());
    if (field.storage == Storage::Sequence) {
        for (std::size_t i = 0; i < known.size(); ++i)
            known[i] = field.sequences.row(static_cast<std::int64_t>(i)).front() != FittedEncoder::kMissingTarget;
        return known;
    }
    const auto flags = (field.cache.is_floating_point()
                            ? field.cache.isfinite().reshape({field.cache.size(0), -1}).all(1)
                            : field.cache.ge(0)).contiguous();
    for (std::size_t i = 0; i < known.size(); ++i)
        known[i] = flags.const_data_ptr<bool>()[i];
    return known;
}

TargetRows EncodedSplit::targetRows(const std::string& name) const
{
    const auto& field = targetField(name).field;
    return {m_rows, field.column, field.encoder, field.input};
}

void EncodedSplit::keepRows(const std::vector<bool>& keep)
{
    std::vector<std::int64_t> kept;
    for (std::size_t i = 0; i < keep.size(); ++i)
        if (keep[i])
            kept.push_back(static_cast<std::int64_t>(i));
    if (kept.size() == m_rows.size())
        return;
    const auto index = torch::tensor(kept, torch::kInt64);
    const auto select = [&](torch::Tensor& tensor) {
        if (!tensor.defined())
            return;
        const auto format = tensor.dim() == 4 && m_channelsLast ? torch::MemoryFormat::ChannelsLast
                                                                : torch::MemoryFormat::Contiguous;
        tensor = tensor.index_select(0, index).contiguous(format);
    };
    select(m_matrix);
    select(m_weights);
    for (auto& field : m_fields) {
        if (field.storage != Storage::Sequence) {
            select(field.cache);
            continue;
        }
        SequenceRows sequences;
        for (const auto position : kept) {
            const auto row = field.sequences.row(position);
            sequences.values.insert(sequences.values.end(), row.begin(), row.end());
            sequences.offsets.push_back(static_cast<std::int64_t>(sequences.values.size()));
        }
        field.sequences = std::move(sequences);
        keepFlat(field);
    }
    std::vector<std::int64_t> rows;
    for (const auto position : kept)
        rows.push_back(m_rows[static_cast<std::size_t>(position)]);
    m_rows = std::move(rows);
}

bool EncodedSplit::preparesOnTheFly() const
{
    std::int64_t gatherBytes = 0;
    for (const auto& field : m_fields) {
        if (field.storage == Storage::OnTheFly)
            return true;
        if (!field.isPlainCopy && field.storage != Storage::Sequence)
            gatherBytes += rowBytes(field.spec, field.spec.dtype);
    }
    constexpr std::int64_t kUsualBatch = 64;
    return gatherBytes * kUsualBatch > kThreadedBatchBytes;
}

BatchSlot EncodedSplit::makeSlot(std::int64_t batchSize) const
{
    BatchSlot slot;
    slot.batch.size = batchSize;
    slot.batch.ids.resize(static_cast<std::size_t>(batchSize));
    slot.positions.resize(static_cast<std::size_t>(batchSize));
    if (m_matrixWidth > 0)
        slot.matrix = torch::empty({batchSize, m_matrixWidth}, torch::kFloat32);
    for (const auto& field : m_fields) {
        Signal signal;
        if (field.storage == Storage::Sequence) {
            auto& sequence = slot.sequences[field.field.name];
            sequence.values = torch::empty({batchSize * field.longest}, torch::kInt64);
            sequence.mask = torch::empty({batchSize * field.longest}, torch::kBool);
            sequence.layout = std::make_shared<SequenceLayout>();
            sequence.layout->lengths = torch::empty({batchSize}, torch::kInt64);
            signal.layout = sequence.layout;
            (field.isTarget ? slot.batch.targets : slot.batch.inputs)[field.field.name] = std::move(signal);
            continue;
        }
        signal.values = field.storage == Storage::Matrix
            ? slot.matrix.narrow(1, field.offset, field.width)
            : emptyRows(field.spec, field.spec.dtype, batchSize, m_channelsLast);
        (field.isTarget ? slot.batch.targets : slot.batch.inputs)[field.field.name] = std::move(signal);
    }
    if (m_weights.defined())
        slot.batch.weights = torch::empty({batchSize}, torch::kFloat32);
    return slot;
}

void EncodedSplit::fillCache(const Field& field, torch::Tensor& out, std::span<const std::int64_t> positions) const
{
    if (!field.isPlainCopy) {
        field.field.encoder->gather(field.cache, positions, out);
        return;
    }
    // Rows are dense in every layout that we allocate, so a row is a run of bytes.
    const auto bytes = static_cast<std::size_t>(rowBytes(field.spec, field.spec.dtype));
    const auto* from = static_cast<const char*>(field.cache.const_data_ptr());
    auto* to = static_cast<char*>(out.mutable_data_ptr());
    for (const auto position : positions) {
        std::memcpy(to, from + static_cast<std::size_t>(position) * bytes, bytes);
        to += bytes;
    }
}

void EncodedSplit::fill(BatchSlot& slot, std::span<const std::int64_t> positions, std::int64_t epoch) const
{
    for (std::size_t i = 0; i < positions.size(); ++i)
        slot.batch.ids[i] = m_rows[static_cast<std::size_t>(positions[i])];
    if (m_matrixWidth > 0) {
        const auto width = static_cast<std::size_t>(m_matrixWidth);
        const auto* from = m_matrix.const_data_ptr<float>();
        auto* to = slot.matrix.mutable_data_ptr<float>();
        for (const auto position : positions) {
            std::memcpy(to, from + static_cast<std::size_t>(position) * width, width * sizeof(float));
            to += width;
        }
    }
    if (m_weights.defined()) {
        auto* to = slot.batch.weights.mutable_data_ptr<float>();
        const auto* from = m_weights.const_data_ptr<float>();
        for (std::size_t i = 0; i < positions.size(); ++i)
            to[i] = from[positions[i]];
    }
    for (const auto& field : m_fields) {
        if (field.storage == Storage::Matrix)
            continue;
        if (field.storage == Storage::Sequence) {
            fillSequences(field, slot, positions, epoch);
            continue;
        }
        auto& out = (field.isTarget ? slot.batch.targets : slot.batch.inputs).find(field.field.name)->second.values;
        if (field.storage == Storage::Cache) {
            fillCache(field, out, positions);
            continue;
        }
        EncodeContext context;
        context.training = m_augment;
        context.seed = m_seed;
        context.epoch = epoch;
        context.augmentation = m_augmentation;
        field.field.encoder->encode(*field.field.column, slot.batch.ids, out, context);
    }
}

void EncodedSplit::fillSequences(const Field& field, BatchSlot& slot, std::span<const std::int64_t> positions,
                                 std::int64_t epoch) const
{
    auto& sequence = slot.sequences.find(field.field.name)->second;
    auto& layout = *sequence.layout;
    auto* lengths = layout.lengths.mutable_data_ptr<std::int64_t>();
    std::int64_t longest = 1;
    std::int64_t shortest = field.longest;
    for (std::size_t i = 0; i < positions.size(); ++i) {
        lengths[i] = static_cast<std::int64_t>(field.sequences.row(positions[i]).size());
        longest = std::max(longest, lengths[i]);
        shortest = std::min(shortest, lengths[i]);
    }
    const auto count = static_cast<std::int64_t>(positions.size());
    const auto values = sequence.values.narrow(0, 0, count * longest).view({count, longest});
    layout.mask = sequence.mask.narrow(0, 0, count * longest).view({count, longest});
    layout.maximumLength = longest;
    layout.isFull = shortest == longest;
    auto* tokens = values.mutable_data_ptr<std::int64_t>();
    auto* mask = layout.mask.mutable_data_ptr<bool>();
    for (std::size_t i = 0; i < positions.size(); ++i, tokens += longest, mask += longest) {
        const auto row = field.sequences.row(positions[i]);
        std::copy(row.begin(), row.end(), tokens);
        std::fill(tokens + row.size(), tokens + longest, field.field.encoder->paddingIndex());
        std::fill(mask, mask + row.size(), true);
        std::fill(mask + row.size(), mask + longest, false);
        if (m_augment && !field.isTarget)
            augment(field, std::span(tokens, row.size()), slot.batch.ids[i], epoch);
    }
    (field.isTarget ? slot.batch.targets : slot.batch.inputs).find(field.field.name)->second.values = values;
}

void EncodedSplit::augment(const Field& field, std::span<std::int64_t> row, std::int64_t id, std::int64_t epoch) const
{
    const auto around = field.field.encoder->tokensAround();
    row = row.subspan(around.before, row.size() - around.before - around.behind);
    for (std::size_t stage = 0; stage < m_augmentation.size(); ++stage) {
        RandomStream random(m_seed, static_cast<std::uint64_t>(epoch), static_cast<std::uint64_t>(id), stage);
        m_augmentation[stage].transform->applyTokens({row, field.field.encoder->unknownIndex()},
                                                     m_augmentation[stage].parameters, random);
    }
}

} // namespace fettle::training
