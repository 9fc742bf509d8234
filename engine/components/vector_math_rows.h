// SPDX-License-Identifier: GPL-3.0-or-later
// Exponentials and the loops over single rows: softmax, pooling, dropout. Included by vector_math_loops.h alone, which
// says how.
#pragma once

#include <cmath>
#include <cstdint>

namespace fettle::components::FETTLE_VECTOR_SPACE {
namespace {

#define FETTLE_INLINE inline __attribute__((always_inline))

// exp(x) = scale · (1 + rest): x = n·ln 2 + r, and the series of exp(r) − 1, so that nothing cancels around 0.
struct SplitExponential {
    float scale;
    float rest;
};

FETTLE_INLINE SplitExponential splitExponential(float x)
{
    constexpr float kShift = 12582912.0F; // 1.5·2^23: in the sum's last bits stands the rounded number
    const float shifted = x * 1.44269504F + kShift;
    const float n = shifted - kShift;
    const float r = (x - n * 0.693359375F) + n * 2.12194440e-4F; // ln 2 in two parts, the first with few bits
    float series = 1.0F / 5040.0F;
    series = series * r + 1.0F / 720.0F;
    series = series * r + 1.0F / 120.0F;
    series = series * r + 1.0F / 24.0F;
    series = series * r + 1.0F / 6.0F;
    series = series * r + 0.5F;
    const auto exponent = (__builtin_bit_cast(std::uint32_t, shifted) << 23) + 0x3F800000U;
    return {__builtin_bit_cast(float, exponent), r + r * r * series};
}

/// NaN stays NaN.
FETTLE_INLINE float within(float x, float limit)
{
    x = x < -limit ? -limit : x;
    return x > limit ? limit : x;
}

FETTLE_INLINE float sigmoid(float x)
{
    const auto e = splitExponential(within(-x, 87.0F));
    return 1.0F / (1.0F + (e.scale + e.scale * e.rest));
}
FETTLE_INLINE double sigmoid(double x) { return 1.0 / (1.0 + std::exp(-x)); }

/// Of numbers that are not above 0, as a softmax has them; nothing below e^−87.
FETTLE_INLINE float exponential(float x)
{
    const auto e = splitExponential(within(x, 87.0F));
    return e.scale + e.scale * e.rest;
}
FETTLE_INLINE double exponential(double x) { return std::exp(x); }

FETTLE_INLINE float hyperbolicTangent(float x)
{
    const auto e = splitExponential(2.0F * within(x, 10.0F));
    const float less1 = e.scale * e.rest + (e.scale - 1.0F);
    return less1 / (less1 + 2.0F);
}
FETTLE_INLINE double hyperbolicTangent(double x) { return std::tanh(x); }

template <class Real>
constexpr std::int64_t kLanes = FETTLE_VECTOR_BYTES / static_cast<std::int64_t>(sizeof(Real));
/// Two registers side by side: enough sums under way at once to hide how long one takes.
template <class Real>
constexpr std::int64_t kPanel = 2 * kLanes<Real>;
constexpr int kBlockRows = FETTLE_VECTOR_ROWS;

template <class Real>
void largestRow(const Real* __restrict values, std::int64_t step, std::int64_t columns, Real* __restrict result,
                std::int64_t* __restrict where)
{
    for (std::int64_t j = 0; j < columns; ++j) {
        const bool isLarger = values[j] > result[j] || (values[j] != values[j] && result[j] == result[j]);
        result[j] = isLarger ? values[j] : result[j];
        where[j] = isLarger ? step : where[j];
    }
}

template <class Real>
void largest(const Real* values, std::int64_t steps, std::int64_t columns, Real* result, std::int64_t* where)
{
    for (std::int64_t j = 0; j < columns; ++j) {
        result[j] = values[j];
        where[j] = 0;
    }
    for (std::int64_t step = 1; step < steps; ++step)
        largestRow(values + step * columns, step, columns, result, where);
}

/// One register's worth of sums or maxima at a time, then those: always in the same order.
template <class Real>
Real largestOf(const Real* values, std::int64_t count)
{
    typedef Real Wide __attribute__((vector_size(FETTLE_VECTOR_BYTES)));
    Real best = values[0];
    std::int64_t j = 0;
    if (count >= kLanes<Real>) {
        Wide most;
        __builtin_memcpy(&most, values, sizeof(Wide));
        for (j = kLanes<Real>; j + kLanes<Real> <= count; j += kLanes<Real>) {
            Wide next;
            __builtin_memcpy(&next, values + j, sizeof(Wide));
            most = next > most ? next : most;
        }
        for (std::int64_t lane = 0; lane < kLanes<Real>; ++lane)
            best = most[lane] > best ? most[lane] : best;
    }
    for (; j < count; ++j)
        best = values[j] > best ? values[j] : best;
    return best;
}

template <class Real>
Real dot(const Real* a, const Real* b, std::int64_t count)
{
    typedef Real Wide __attribute__((vector_size(FETTLE_VECTOR_BYTES)));
    Wide sums{};
    std::int64_t j = 0;
    for (; j + kLanes<Real> <= count; j += kLanes<Real>) {
        Wide left;
        Wide right;
        __builtin_memcpy(&left, a + j, sizeof(Wide));
        __builtin_memcpy(&right, b + j, sizeof(Wide));
        sums += left * right;
    }
    Real sum = 0;
    for (std::int64_t lane = 0; lane < kLanes<Real>; ++lane)
        sum += sums[lane];
    for (; j < count; ++j)
        sum += a[j] * b[j];
    return sum;
}

template <class Real>
void addScaled(const Real* __restrict values, Real factor, std::int64_t count, Real* __restrict sums)
{
    for (std::int64_t j = 0; j < count; ++j)
        sums[j] += factor * values[j];
}

template <class Real>
std::int64_t countNonzero(const Real* values, std::int64_t count)
{
    std::int64_t found = 0;
    for (std::int64_t j = 0; j < count; ++j)
        found += values[j] != 0 ? 1 : 0;
    return found;
}

template <class Real>
Real sumOf(const Real* values, std::int64_t count)
{
    typedef Real Wide __attribute__((vector_size(FETTLE_VECTOR_BYTES)));
    Wide sums{};
    std::int64_t j = 0;
    for (; j + kLanes<Real> <= count; j += kLanes<Real>) {
        Wide next;
        __builtin_memcpy(&next, values + j, sizeof(Wide));
        sums += next;
    }
    Real sum = 0;
    for (std::int64_t lane = 0; lane < kLanes<Real>; ++lane)
        sum += sums[lane];
    for (; j < count; ++j)
        sum += values[j];
    return sum;
}

template <class Real>
void softmaxAgain(Real* values, std::int64_t count, Real scale, Real logSum)
{
    for (std::int64_t j = 0; j < count; ++j)
        values[j] = exponential(scale * values[j] - logSum);
}

template <class Real>
Real softmax(Real* values, std::int64_t count, Real scale)
{
    const Real most = scale * largestOf(values, count);
    softmaxAgain(values, count, scale, most);
    const Real sum = sumOf(values, count);
    const Real share = 1 / sum;
    for (std::int64_t j = 0; j < count; ++j)
        values[j] *= share;
    return most + static_cast<Real>(std::log(static_cast<double>(sum)));
}

template <class Real>
void softmaxBackward(const Real* __restrict shares, Real* __restrict gradients, std::int64_t count, Real mean,
                     Real scale)
{
    for (std::int64_t j = 0; j < count; ++j)
        gradients[j] = shares[j] * (gradients[j] - mean) * scale;
}

/// Evenly spread over all numbers of 32 bits: MurmurHash3's last steps over a count that a seed has moved.
FETTLE_INLINE std::uint32_t hashed(std::uint32_t count, std::uint32_t low, std::uint32_t high)
{
    std::uint32_t h = (count * 0x9E3779B9U + low) ^ high;
    h = (h ^ (h >> 16)) * 0x85EBCA6BU;
    h = (h ^ (h >> 13)) * 0xC2B2AE35U;
    return h ^ (h >> 16);
}

template <class Real>
FETTLE_INLINE Real scaled(Real value, Real scale)
{
    return value * scale;
}

/// Rounded to the nearest, to the even one between two.
template <class Real>
FETTLE_INLINE BFloat16 scaled(BFloat16 value, Real scale)
{
    const auto whole = __builtin_bit_cast(float, static_cast<std::uint32_t>(value.bits) << 16);
    const auto product = static_cast<float>(static_cast<Real>(whole) * scale);
    const auto bits = __builtin_bit_cast(std::uint32_t, product);
    const auto rounded = (bits + 0x7FFFU + ((bits >> 16) & 1U)) >> 16;
    return {static_cast<std::uint16_t>(product == product ? rounded : 0x7FC0U)};
}

template <class Stored, class Real>
void randomZeros(const Stored* __restrict values, std::int64_t first, std::int64_t count, std::uint64_t seed,
                 std::uint32_t threshold, Real scale, Stored* __restrict result)
{
    const auto low = static_cast<std::uint32_t>(seed);
    const auto high = static_cast<std::uint32_t>(seed >> 32) + static_cast<std::uint32_t>(first >> 32);
    const auto start = static_cast<std::uint32_t>(first);
    const auto numbers = static_cast<std::uint32_t>(count);
    for (std::uint32_t i = 0; i < numbers; ++i)
        result[i] = hashed(start + i, low, high) < threshold ? Stored{} : scaled(values[i], scale);
}

template <class Real>
void addRow(const Real* __restrict values, std::int64_t columns, Real* __restrict sums)
{
    for (std::int64_t j = 0; j < columns; ++j)
        sums[j] += values[j];
}

template <class Real>
void mean(const Real* values, std::int64_t steps, std::int64_t columns, Real* result)
{
    for (std::int64_t j = 0; j < columns; ++j)
        result[j] = 0;
    for (std::int64_t step = 0; step < steps; ++step)
        addRow(values + step * columns, columns, result);
    for (std::int64_t j = 0; j < columns && steps > 0; ++j)
        result[j] /= static_cast<Real>(steps);
}

} // namespace
} // namespace fettle::components::FETTLE_VECTOR_SPACE
