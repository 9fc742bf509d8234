// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/component_api/encoder.h"
#include "engine/component_api/mark_rows.h"
#include "engine/contract/marks.h"

namespace fettle::components {

/// What carries a tag: some tokens of a text that belong together.
struct TagUnit {
    std::size_t firstToken = 0;
    std::int32_t begin = 0; ///< bytes of the text
    std::int32_t end = 0;
};

/// How far a unit reaches: from one space to the next; letters and digits without what stands beside them; one token.
enum class UnitReach { Space, Word, Token };

/// The units of a text whose tokens stand at `places`; tokens that stand for nothing of it belong to none.
[[nodiscard]] std::vector<TagUnit> tagUnits(std::string_view text, const std::vector<TokenPlace>& places, UnitReach reach);

/// The best row of tags, and how sure each is. Tag 0 is outside of everything, 2k + 1 begins label k, 2k + 2 goes on with it.
struct TagPath {
    std::vector<std::int32_t> tags;
    std::vector<double> sureness;
};
/// `logProbabilities`: units × tags. No label goes on that has not begun. (Viterbi's algorithm.)
[[nodiscard]] TagPath bestTags(const double* logProbabilities, std::size_t units, std::size_t tags);

/// Spans as tags of the tokens of a text (BIO, Ramshaw and Marcus 1995): the first token of a unit carries its tag, the
/// others are not looked at.
class FittedSpans final : public FittedEncoder {
public:
    struct State {
        std::string field;
        std::vector<std::string> labels;
        UnitReach reach = UnitReach::Word;
        /// Stretches that training mostly marks where it has them, with their label: the honest baseline.
        std::unordered_map<std::string, std::int32_t> dictionary;
        std::size_t longestEntry = 1; ///< of the dictionary, in units
    };
    explicit FittedSpans(State state, std::vector<Note> notes = {});

    [[nodiscard]] TensorSpec spec() const override;
    [[nodiscard]] Value state() const override;
    void encode(const Column&, std::span<const std::int64_t>, torch::Tensor, const EncodeContext&) const override;
    void encodeAligned(const Column& column, const AlignedField& input, std::span<const std::int64_t> rows,
                       SequenceRows& out) const override;
    [[nodiscard]] std::int64_t paddingIndex() const override { return kIgnoredToken; }
    [[nodiscard]] Value decode(const torch::Tensor& encoded) const override;
    [[nodiscard]] std::vector<std::string> classes() const override { return m_state.labels; }
    [[nodiscard]] UnseenValues unseen(const Column& column, std::span<const std::int64_t> rows) const override;
    [[nodiscard]] Value preview(const Column& column, std::int64_t row) const override;
    [[nodiscard]] std::vector<Note> notes() const override { return m_notes; }

    [[nodiscard]] std::int64_t tagCount() const { return 1 + 2 * static_cast<std::int64_t>(m_state.labels.size()); }
    /// A cell's marks by index; nothing where it is empty or no list of spans.
    [[nodiscard]] std::optional<std::vector<RowMark>> marksOf(std::string_view cell) const;
    /// The spans of a text from its tokens' probabilities (tokens × tagCount), appended to `out` with how sure each is;
    /// gives how sure the least sure tag of all is.
    double decodeRow(std::string_view text, const std::vector<TokenPlace>& places, const double* probabilities, MarkRows& out) const;
    /// What the dictionary marks, longest stretches first.
    void lookUp(std::string_view text, const std::vector<TokenPlace>& places, MarkRows& out) const;

private:
    State m_state;
    std::unordered_map<std::string, std::int32_t> m_labelIndex;
    std::vector<Note> m_notes;
};

} // namespace fettle::components
