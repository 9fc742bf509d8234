// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <torch/types.h>

#include "engine/component_api/column.h"
#include "engine/component_api/component.h"
#include "engine/component_api/parameters.h"
#include "engine/component_api/registry.h"
#include "engine/component_api/signal.h"
#include "engine/contract/result.h"
#include "engine/contract/tensor_spec.h"

namespace fettle {

class Transform;

/// An augmentation with its parameters, in order of application.
struct TransformUse {
    const Transform* transform = nullptr;
    Parameters parameters;
};

struct EncodeContext {
    bool training = false; ///< augmentations act
    std::uint64_t seed = 0;
    std::int64_t epoch = 0;
    std::span<const TransformUse> augmentation;
};

struct UnseenValues {
    std::int64_t count = 0;            ///< values that training did not have
    std::int64_t missing = 0;
    std::vector<std::string> examples; ///< at most 5
};

/// Where a token stands in its text, in bytes; begin == end for one that was put around it.
struct TokenPlace {
    std::int32_t begin = 0;
    std::int32_t end = 0;
    friend bool operator==(const TokenPlace&, const TokenPlace&) = default;
};

class FittedEncoder;

/// The input that a target is aligned to: spans belong to a text, and their tags to its tokens.
struct AlignedField {
    const Column* column = nullptr;
    const FittedEncoder* encoder = nullptr;
};

/// Rows of different length, one after the other: row i is values[offsets[i]] to before values[offsets[i + 1]].
struct SequenceRows {
    std::vector<std::int32_t> values;
    std::vector<std::int64_t> offsets{0};

    [[nodiscard]] std::int64_t size() const { return static_cast<std::int64_t>(offsets.size()) - 1; }
    [[nodiscard]] std::span<const std::int32_t> row(std::int64_t index) const
    {
        const auto at = static_cast<std::size_t>(index);
        return std::span(values).subspan(static_cast<std::size_t>(offsets[at]),
                                         static_cast<std::size_t>(offsets[at + 1] - offsets[at]));
    }
};

/// How many tokens stand around every text.
struct TokensAround {
    std::size_t before = 0;
    std::size_t behind = 0;
};

/// Thrown by encode where a row's media cannot be read any more (a large file that was changed or removed).
class EncodeError : public std::runtime_error {
public:
    explicit EncodeError(Error error) : std::runtime_error(toLogLine(error)), m_error(std::move(error)) {}
    [[nodiscard]] const Error& error() const { return m_error; }

private:
    Error m_error;
};

/// An encoder fitted on the training split. Const and thread-safe: the pipeline's threads share it.
class FittedEncoder {
public:
    virtual ~FittedEncoder() = default;

    /// Of a batch, N = −1: float32 N×D for numbers and one-hot categories, int64 N for class indices, float32 or
    /// uint8 N×C×H×W for pictures, int64 N×T with T = −1 for sequences of tokens.
    [[nodiscard]] virtual TensorSpec spec() const = 0;
    /// What to store with the model: mean and scale, classes, image size. restore(state()) encodes alike.
    [[nodiscard]] virtual Value state() const = 0;
    /// Encodes `rows` into `out`, [rows.size(), …] of spec()'s dtype, which the caller has allocated (any strides on
    /// the outer dimension; channels-last for pictures where the caller wants it). Ids are the row numbers.
    virtual void encode(const Column& column, std::span<const std::int64_t> rows, torch::Tensor out,
                        const EncodeContext& context) const = 0;
    /// Sequences, instead of encode: appends one row per row to `out`, none of them empty.
    virtual void encodeSequences(const Column& column, std::span<const std::int64_t> rows, SequenceRows& out) const;
    /// The same of a target that is aligned to an input: one value for each of the tokens that its encoder makes of the row.
    /// A row without a target is kMissingTarget from end to end.
    virtual void encodeAligned(const Column& column, const AlignedField& input, std::span<const std::int64_t> rows,
                               SequenceRows& out) const;
    static constexpr std::int32_t kIgnoredToken = -100; ///< the value of a token about which nothing is learnt
    static constexpr std::int32_t kMissingTarget = -1;
    /// Texts: where the tokens that encodeSequences makes of one stand in it, in the same number and order. Empty elsewhere.
    [[nodiscard]] virtual std::vector<TokenPlace> tokenPlaces(std::string_view) const { return {}; }
    /// Sequences: what fills up shorter rows, and what stands for a token that is not known.
    [[nodiscard]] virtual std::int64_t paddingIndex() const { return 0; }
    [[nodiscard]] virtual std::int64_t unknownIndex() const { return 0; }
    /// Texts: tokens before and behind each of them, whatever it says. Augmentation leaves them alone.
    [[nodiscard]] virtual TokensAround tokensAround() const { return {}; }
    /// Whether encode is the same at every call (no augmentation) and cheap to hold: such fields are encoded once.
    [[nodiscard]] virtual bool isCacheable() const { return true; }
    /// In what form a cache holds what encode wrote: encode takes tensors of this dtype as well as of spec()'s.
    /// Pictures: uint8, a quarter of the memory; elsewhere the same as spec()'s.
    [[nodiscard]] virtual DType cacheDType() const { return spec().dtype; }
    /// A batch of a cache → what the network sees, in the batch's memory format; nothing to do where it is of spec()'s
    /// dtype already.
    [[nodiscard]] virtual torch::Tensor finish(const torch::Tensor& batch) const { return batch; }
    /// The same in one pass, straight from the cache ([rows, …], of cacheDType, dense) into a preallocated batch of
    /// spec()'s dtype (contiguous or channels-last): out[i] = finish(cache[indices[i]]), the rest of `out` is left as
    /// it is. Thread-safe.
    virtual void gather(const torch::Tensor& cache, std::span<const std::int64_t> indices, torch::Tensor out) const;
    /// The way back for one example's encoded target or prediction: a class index → its name, a standardised number →
    /// its unit. `encoded` is what encode wrote for the row (0-d or 1-d).
    [[nodiscard]] virtual Value decode(const torch::Tensor& encoded) const = 0;
    /// Class names in index order, empty where there are none.
    [[nodiscard]] virtual std::vector<std::string> classes() const { return {}; }
    /// Names of the D columns it makes, for the Analyze table and explanations.
    [[nodiscard]] virtual std::vector<std::string> outputNames() const { return {}; }
    /// Values of `rows` that training did not have.
    [[nodiscard]] virtual UnseenValues unseen(const Column&, std::span<const std::int64_t>) const { return {}; }
    /// What a person sees of one encoded row, before and after: {"before": …, "after": …}.
    [[nodiscard]] virtual Value preview(const Column& column, std::int64_t row) const = 0;
    /// What encoding does to `rows` as a whole, for people who decide about its parameters. Of texts: "tokens",
    /// "unknown_tokens", "rows", "cut_rows", "cut_tokens", "longest", "median_length", "p95_length". Empty elsewhere.
    [[nodiscard]] virtual ValueMap summary(const Column&, std::span<const std::int64_t>) const { return {}; }
    /// What a person should know of the fit (spans that lie where their text is cut off); not kept in the state.
    [[nodiscard]] virtual std::vector<Note> notes() const { return {}; }
};

/// Turns one field into tensors. ComponentInfo::suits lists the field kinds it takes; the first built-in encoder of
/// a kind is its default (encoderForKind in engine/data).
class Encoder : public Component {
public:
    /// `asTarget`: class indices instead of one-hot, and so on. Fitted on `trainRows` only.
    /// Errors: data.* that name the field.
    [[nodiscard]] virtual Result<std::unique_ptr<FittedEncoder>> fit(const Parameters& parameters, const Column& column,
                                                                     std::span<const std::int64_t> trainRows,
                                                                     bool asTarget) const = 0;
    /// The kind of input that a target is aligned to token by token; nothing for most. Which field it is says the parameter
    /// kAlignedParameter; left empty it is the only one of its kind.
    [[nodiscard]] virtual std::optional<FieldKind> alignedKind() const { return std::nullopt; }
    static constexpr const char* kAlignedParameter = "text";
    /// Instead of fit, as a target, where there is an alignedKind. Errors: data.* that name the field.
    [[nodiscard]] virtual Result<std::unique_ptr<FittedEncoder>> fitAligned(const Parameters& parameters, const Column& column,
                                                                            const AlignedField& input,
                                                                            std::span<const std::int64_t> trainRows) const;
    /// Errors: components.encoder_state where the state is not one of its own.
    [[nodiscard]] virtual Result<std::unique_ptr<FittedEncoder>> restore(const Parameters& parameters,
                                                                         const Value& state) const = 0;
};

} // namespace fettle
