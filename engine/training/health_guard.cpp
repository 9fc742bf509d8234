// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/health_guard.h"

#include <algorithm>
#include <cmath>

namespace fettle::training {
namespace {

// The usual norm is a mean over about this many steps; before as many, nothing is unusual.
constexpr double kNormMemory = 50.0;
constexpr double kExplodingTimes = 100.0;
constexpr std::int64_t kExplodingSteps = 5;
constexpr double kZeroLoss = 1e-7;
constexpr std::int64_t kZeroSteps = 50;
constexpr std::int64_t kMajorityEvaluations = 3;

} // namespace

std::optional<Error> HealthGuard::checkStep(std::int64_t step, double loss, double gradientNorm, bool clips,
                                            bool reducedPrecision) const
{
    if (std::isfinite(loss) && std::isfinite(gradientNorm))
        return std::nullopt;
    const bool isLoss = !std::isfinite(loss);
    ValueList fixes{FETTLE_PHRASE("a lower learning rate")};
    if (!clips)
        fixes.emplace_back(FETTLE_PHRASE("clipping the gradient"));
    if (reducedPrecision)
        fixes.emplace_back(FETTLE_PHRASE("float32 numbers"));
    fixes.emplace_back(FETTLE_PHRASE("inputs without extreme values"));
    return makeError("training.diverged", {{"step", step},
                                           {"what", isLoss ? FETTLE_PHRASE("the loss") : FETTLE_PHRASE("the gradient")},
                                           {"value", isLoss ? loss : gradientNorm}, {"fixes", fixes}});
}

std::optional<Note> HealthGuard::observeStep(std::int64_t step, double loss, double gradientNorm)
{
    std::optional<Note> note;
    ++m_observed;
    const bool exploding = m_observed > static_cast<std::int64_t>(kNormMemory) && gradientNorm > kExplodingTimes * m_usualNorm;
    m_explodingRun = exploding ? m_explodingRun + 1 : 0;
    if (m_explodingRun >= kExplodingSteps && !m_saidExploding) {
        m_saidExploding = true;
        note = makeError("training.gradient_exploding",
                         {{"step", step}, {"value", gradientNorm},
                          {"times", static_cast<std::int64_t>(gradientNorm / std::max(m_usualNorm, 1e-300))}});
    }
    // An exploding gradient is not taken into the mean, or it would soon look usual.
    if (!exploding)
        m_usualNorm += (gradientNorm - m_usualNorm) / std::min(static_cast<double>(m_observed), kNormMemory);
    m_zeroRun = std::abs(loss) < kZeroLoss ? m_zeroRun + 1 : 0;
    if (m_zeroRun >= kZeroSteps && !m_saidZero) {
        m_saidZero = true;
        note = makeError("training.loss_zero", {{"step", step - kZeroSteps + 1}});
    }
    return note;
}

std::optional<Note> HealthGuard::observePredictions(std::int64_t step, const std::vector<std::int64_t>& predicted,
                                                    const std::vector<std::int64_t>& actual,
                                                    const std::vector<std::string>& classes)
{
    const auto kinds = [](const std::vector<std::int64_t>& counts) {
        return std::count_if(counts.begin(), counts.end(), [](std::int64_t count) { return count > 0; });
    };
    const bool stuck = kinds(predicted) == 1 && kinds(actual) > 1;
    m_majorityRun = stuck ? m_majorityRun + 1 : 0;
    if (m_majorityRun < kMajorityEvaluations || m_saidMajority)
        return std::nullopt;
    m_saidMajority = true;
    const auto index = static_cast<std::size_t>(
        std::find_if(predicted.begin(), predicted.end(), [](std::int64_t count) { return count > 0; }) - predicted.begin());
    return makeError("training.majority_class",
                     {{"step", step}, {"class", index < classes.size() ? classes[index] : std::to_string(index)}});
}

Value HealthGuard::state() const
{
    return ValueMap{{"usual_norm", m_usualNorm}, {"observed", m_observed}, {"exploding_run", m_explodingRun},
                    {"zero_run", m_zeroRun}, {"majority_run", m_majorityRun}, {"said_exploding", m_saidExploding},
                    {"said_zero", m_saidZero}, {"said_majority", m_saidMajority}};
}

void HealthGuard::load(const Value& state)
{
    m_usualNorm = state.at("usual_norm").asReal();
    m_observed = state.at("observed").asInteger();
    m_explodingRun = state.at("exploding_run").asInteger();
    m_zeroRun = state.at("zero_run").asInteger();
    m_majorityRun = state.at("majority_run").asInteger();
    m_saidExploding = state.at("said_exploding").asBoolean();
    m_saidZero = state.at("said_zero").asBoolean();
    m_saidMajority = state.at("said_majority").asBoolean();
}

} // namespace fettle::training
