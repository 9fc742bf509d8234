// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <torch/types.h>

#include "engine/component_api/encoder.h"
#include "engine/component_api/signal.h"
#include "engine/component_api/task.h"
#include "engine/data/dataset_reader.h"

namespace fettle::training {

/// A field with its fitted encoder, for as long as the experiment lives.
struct EncodedField {
    std::string name;
    const Column* column = nullptr;
    const FittedEncoder* encoder = nullptr;
    AlignedField input{}; ///< of a target that has a value for each token of an input: that input
};

struct EncodeOptions {
    std::int64_t threads = 1;
    std::int64_t memoryBytes = 0;  ///< what caches may take together; fields that don't fit are encoded batch by batch
    bool channelsLast = false;     ///< layout of pictures
    bool augment = false;          ///< pictures change with every epoch: they are never cached
    std::span<const TransformUse> augmentation;
    std::uint64_t seed = 0;
};

/// Memory for a batch of sequences: each batch takes the beginning of it, as wide as its longest row.
struct SequenceSlot {
    torch::Tensor values; ///< int64, room for batchSize × the split's longest row
    torch::Tensor mask;   ///< bool, alike
    std::shared_ptr<SequenceLayout> layout;
};

/// Preallocated tensors for one batch, with a ready-made Batch over them: preparing a batch allocates nothing.
struct BatchSlot {
    Batch batch;
    torch::Tensor matrix; ///< [batchSize, D] of the table fields; batch.inputs holds its column ranges
    std::map<std::string, SequenceSlot> sequences;
    std::vector<std::int64_t> positions;
};

/// One split, encoded once into contiguous memory as far as that is possible: all float N×D fields lie side by side in
/// ONE row-major matrix, so that taking a batch is one copy of rows; class indices, numbers and pictures have a cache
/// each (pictures in the encoder's compact form); sequences, inputs and targets, lie one after the other and are padded batch by batch, to
/// the longest of the batch. Const and thread-safe once made.
class EncodedSplit {
public:
    /// Encodes `rows` of the dataset. Throws what encoders throw.
    EncodedSplit(std::vector<EncodedField> inputs, std::vector<EncodedField> targets, const Column* weights,
                 std::vector<std::int64_t> rows, const EncodeOptions& options);

    [[nodiscard]] const std::vector<std::int64_t>& rows() const { return m_rows; }
    [[nodiscard]] std::int64_t size() const { return static_cast<std::int64_t>(m_rows.size()); }
    /// Encoded targets of all rows, in their order: [n], [n, 1] or [n, C]; over tokens [ΣT].
    [[nodiscard]] const torch::Tensor& target(const std::string& field) const;
    /// Over tokens: where each row's values lie in `target`, n + 1 places; empty otherwise.
    [[nodiscard]] std::span<const std::int64_t> targetOffsets(const std::string& field) const;
    /// Which rows have the target at all.
    [[nodiscard]] std::vector<bool> knownTargets(const std::string& field) const;
    /// The rows as a task sees them.
    [[nodiscard]] TargetRows targetRows(const std::string& field) const;
    /// Length of each row, in their order: that of the longest sequence where there are several; empty where no field
    /// is a sequence.
    [[nodiscard]] std::vector<std::int64_t> lengths() const;
    /// Tokens of the rows at `positions`, and the places that they take in a batch: each input is as wide as its longest row.
    struct BatchTokens {
        std::int64_t real = 0;
        std::int64_t places = 0;
    };
    [[nodiscard]] BatchTokens batchTokens(std::span<const std::int64_t> positions) const;
    /// Leaves out the rows where `keep` is false (rows without a target in training).
    void keepRows(const std::vector<bool>& keep);

    /// Whether a batch needs work that is worth a thread of its own.
    [[nodiscard]] bool preparesOnTheFly() const;
    /// Whether some field did not fit into memory.
    [[nodiscard]] bool exceedsMemory() const { return m_exceedsMemory; }

    [[nodiscard]] BatchSlot makeSlot(std::int64_t batchSize) const;
    /// Fills `slot` (made for positions.size() rows) with the rows at `positions`, each below size().
    void fill(BatchSlot& slot, std::span<const std::int64_t> positions, std::int64_t epoch) const;

private:
    enum class Storage { Matrix, Cache, Sequence, OnTheFly };
    struct Field {
        EncodedField field;
        TensorSpec spec;
        bool isTarget = false;
        Storage storage = Storage::Cache;
        std::int64_t offset = 0;   ///< Matrix: first column
        std::int64_t width = 0;    ///< Matrix: columns
        torch::Tensor cache;       ///< Cache: [n, …] of the encoder's cache dtype; a target that is a Sequence: [ΣT] int64
        SequenceRows sequences;    ///< Sequence: [n]
        std::int64_t longest = 1;  ///< Sequence
        bool isPlainCopy = true;   ///< Cache: of spec's dtype, so that a row is copied as it stands
    };

    [[nodiscard]] const Field& targetField(const std::string& name) const;
    void addField(const EncodedField& field, bool isTarget, EncodeOptions& options);
    void encodeMatrix(const EncodeOptions& options);
    void encodeCache(Field& field, const EncodeOptions& options);
    void encodeSequences(Field& field, const EncodeOptions& options);
    static void keepFlat(Field& field);
    void fillSequences(const Field& field, BatchSlot& slot, std::span<const std::int64_t> positions, std::int64_t epoch) const;
    void augment(const Field& field, std::span<std::int64_t> row, std::int64_t id, std::int64_t epoch) const;
    void fillCache(const Field& field, torch::Tensor& out, std::span<const std::int64_t> positions) const;

    std::vector<Field> m_fields;
    std::vector<std::int64_t> m_rows;
    torch::Tensor m_matrix;  ///< [n, D] float32
    torch::Tensor m_weights; ///< [n] float32, or undefined
    std::int64_t m_matrixWidth = 0;
    bool m_channelsLast = false;
    bool m_augment = false;
    bool m_exceedsMemory = false;
    std::vector<TransformUse> m_augmentation;
    std::uint64_t m_seed = 0;
};

/// Shape of a batch of `count` rows of a spec.
[[nodiscard]] std::vector<std::int64_t> batchShape(const TensorSpec& spec, std::int64_t count);

} // namespace fettle::training
