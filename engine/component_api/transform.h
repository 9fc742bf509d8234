// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/component_api/component.h"
#include "engine/component_api/parameters.h"
#include "engine/component_api/registry.h"

namespace fettle {

/// A decoded picture: interleaved rows, H×W×C, 8 bits.
struct Picture {
    std::int64_t height = 0;
    std::int64_t width = 0;
    std::int64_t channels = 0; ///< 1 or 3
    std::vector<std::uint8_t> pixels;
};

/// Random numbers that are a pure function of (seed, epoch, sample id, position in the list of augmentations), so
/// that a resumed run draws the same. SplitMix64.
class RandomStream {
public:
    RandomStream(std::uint64_t seed, std::uint64_t epoch, std::uint64_t sample, std::uint64_t stage);
    [[nodiscard]] std::uint64_t next();
    [[nodiscard]] double uniform();                             ///< [0, 1)
    [[nodiscard]] double uniform(double low, double high);
    [[nodiscard]] std::int64_t below(std::int64_t bound);       ///< [0, bound)

private:
    std::uint64_t m_state;
};

/// The tokens of one text in a batch, without its padding.
struct TokenRow {
    std::span<std::int64_t> tokens;
    std::int64_t unknown = 0; ///< what stands for a token that is not known
};

/// An augmentation on the training split: of pictures between reading and encoding (crop, flip, rotation, color), of
/// texts on their tokens. ComponentInfo::suits says which: "image", "text".
class Transform : public Component {
public:
    /// Changes the picture in place; its size may change only where the parameters say so.
    virtual void apply(Picture&, const Parameters&, RandomStream&) const {}
    /// Changes tokens in place, never their number.
    virtual void applyTokens(TokenRow, const Parameters&, RandomStream&) const {}
};

} // namespace fettle
