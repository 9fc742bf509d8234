// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>

#include <ATen/CPUGeneratorImpl.h>

namespace fettle::model {

/// Where torch's default generator of the CPU stands, so that what was drawn can be drawn once more. Holds the engine
/// itself (2.5 KB): at::Generator::get_state makes a tensor each time, which a step of a small network would feel.
class RandomState {
public:
    RandomState() { keep(); } ///< as it stands now
    void keep();              ///< as it stands now
    void restore() const;

private:
    at::mt19937 m_engine;
    std::optional<float> m_nextFloat; ///< normal numbers are drawn in pairs
    std::optional<double> m_nextDouble;
};

/// The generator is left as it was, whatever is drawn meanwhile.
class KeptRandomState {
public:
    KeptRandomState() = default;
    /// Meanwhile it draws what follows from `seed`.
    explicit KeptRandomState(std::uint64_t seed);
    KeptRandomState(const KeptRandomState&) = delete;
    KeptRandomState& operator=(const KeptRandomState&) = delete;
    ~KeptRandomState() { m_before.restore(); }

private:
    RandomState m_before;
};

} // namespace fettle::model
