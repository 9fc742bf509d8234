// SPDX-License-Identifier: GPL-3.0-or-later
// Inner loops of recurrent layers, attention, pooling and dropout, compiled once for each instruction set
// (vector_math_*.cpp) and chosen when the program runs. Knows nothing of LibTorch: its headers compiled with other
// flags would leak into the program.
//
// Matrices lie row by row; "ld" is the distance between rows. Sums are taken in an order that depends on the sizes
// alone, so that the same machine always gives the same bits, whatever the number of threads.
#pragma once

#include <cstdint>

namespace fettle::components {

/// A number of 16 bits as it lies in memory: the upper half of a float.
struct BFloat16 {
    std::uint16_t bits = 0;
};

/// What one step of an LSTM needs of `rows` rows of `hidden` numbers. Rows from `rowsBefore` on begin here.
template <class Real>
struct LstmStep {
    std::int64_t rows = 0;
    std::int64_t rowsBefore = 0;
    std::int64_t hidden = 0;
    Real* gates = nullptr;             ///< rows×4·hidden: sums in, activated i, f, g, o out
    const Real* cellsBefore = nullptr; ///< rowsBefore×hidden
    Real* cells = nullptr;             ///< rows×hidden
    Real* tanhCells = nullptr;         ///< rows×hidden
    Real* output = nullptr;            ///< rows×outputStride
    std::int64_t outputStride = 0;
};

/// Its way back. outputGradient and hiddenGradient add up; cellGradient is taken and left for the step before.
template <class Real>
struct LstmStepBack {
    std::int64_t rows = 0;
    std::int64_t rowsBefore = 0;
    std::int64_t hidden = 0;
    const Real* gates = nullptr;
    const Real* cellsBefore = nullptr;
    const Real* tanhCells = nullptr;
    const Real* outputGradient = nullptr;
    std::int64_t outputStride = 0;
    const Real* hiddenGradient = nullptr; ///< rows×hidden
    Real* cellGradient = nullptr;         ///< rows×hidden
    Real* gateGradient = nullptr;         ///< rows×4·hidden, before activation
};

template <class Real>
struct GruStep {
    std::int64_t rows = 0;
    std::int64_t rowsBefore = 0;
    std::int64_t hidden = 0;
    Real* gates = nullptr;             ///< rows×3·hidden: sums of the input in, r, z, n out
    const Real* recurrent = nullptr;   ///< rows×3·hidden: sums of the state
    Real* recurrentNew = nullptr;      ///< rows×hidden: n's part of them, kept for the way back
    const Real* hiddenBefore = nullptr;
    std::int64_t hiddenStride = 0;
    Real* output = nullptr;
    std::int64_t outputStride = 0;
};

template <class Real>
struct GruStepBack {
    std::int64_t rows = 0;
    std::int64_t rowsBefore = 0;
    std::int64_t hidden = 0;
    const Real* gates = nullptr;
    const Real* recurrentNew = nullptr;
    const Real* hiddenBefore = nullptr;
    std::int64_t hiddenStride = 0;
    const Real* outputGradient = nullptr;
    std::int64_t outputStride = 0;
    Real* hiddenGradient = nullptr;    ///< in: of this step's state; out: what goes straight to the state before
    Real* gateGradient = nullptr;      ///< rows×3·hidden, of the input's sums
    Real* recurrentGradient = nullptr; ///< rows×3·hidden, of the state's sums
};

/// The loops for one number type, each for the machine's instructions.
template <class Real>
struct VectorMath {
    /// Columns of a panel of a packed matrix.
    std::int64_t panel = 0;
    /// Packs B (depth×columns, element (i, j) at source[i·rowStride + j·columnStride]) into panels; `packed` has room
    /// for depth × columns rounded up to whole panels.
    void (*pack)(const Real* source, std::int64_t rowStride, std::int64_t columnStride, std::int64_t depth,
                 std::int64_t columns, Real* packed) = nullptr;
    /// C (rows×columns) = A (rows×depth) · B, or += with `accumulates`. A's element (i, j) at a[i·rowStride +
    /// j·depthStride], so A may be a transposed matrix.
    void (*multiply)(const Real* a, std::int64_t rowStride, std::int64_t depthStride, std::int64_t rows,
                     const Real* packed,
                     std::int64_t depth, std::int64_t columns, Real* c, std::int64_t ldc, bool accumulates) = nullptr;

    void (*lstmForward)(const LstmStep<Real>& step) = nullptr;
    void (*lstmBackward)(const LstmStepBack<Real>& step) = nullptr;
    void (*gruForward)(const GruStep<Real>& step) = nullptr;
    void (*gruBackward)(const GruStepBack<Real>& step) = nullptr;
    /// values = tanh(values) or their positive part, a row at a time to `output`.
    void (*simpleForward)(const Real* sums, std::int64_t rows, std::int64_t hidden, bool rectifies, Real* output,
                          std::int64_t outputStride) = nullptr;
    void (*simpleBackward)(const Real* output, const Real* outputGradient, std::int64_t stride,
                           const Real* hiddenGradient,
                           std::int64_t rows, std::int64_t hidden, bool rectifies, Real* sumGradient) = nullptr;

    /// Largest number of each column of `steps` rows, and the row where it stands; NaN wins.
    void (*largest)(const Real* values, std::int64_t steps, std::int64_t columns, Real* result, std::int64_t* where) =
        nullptr;
    /// A row's softmax of scale · values, in place; gives the logarithm of the sum of exponentials of scale · values.
    Real (*softmax)(Real* values, std::int64_t count, Real scale) = nullptr;
    /// exp(scale · values − logSum), in place: the softmax again.
    void (*softmaxAgain)(Real* values, std::int64_t count, Real scale, Real logSum) = nullptr;
    /// gradients = shares · (gradients − mean) · scale, the way back through a softmax.
    void (*softmaxBackward)(const Real* shares, Real* gradients, std::int64_t count, Real mean, Real scale) = nullptr;
    /// Sum of the products, in an order that depends on the count alone.
    Real (*dot)(const Real* a, const Real* b, std::int64_t count) = nullptr;

    /// sums += factor · values.
    void (*addScaled)(const Real* values, Real factor, std::int64_t count, Real* sums) = nullptr;
    /// How many are not 0; NaN is not.
    std::int64_t (*countNonzero)(const Real* values, std::int64_t count) = nullptr;

    /// Dropout: each number, counted from `first`, becomes 0 where a hash of the seed and its count lies below the
    /// threshold, and is multiplied by `scale` elsewhere.
    void (*randomZeros)(const Real* values, std::int64_t first, std::int64_t count, std::uint64_t seed,
                        std::uint32_t threshold, Real scale, Real* result) = nullptr;
    void (*randomZerosHalf)(const BFloat16* values, std::int64_t first, std::int64_t count, std::uint64_t seed,
                            std::uint32_t threshold, Real scale, BFloat16* result) = nullptr;
    /// Mean of each column; 0 without rows.
    void (*mean)(const Real* values, std::int64_t steps, std::int64_t columns, Real* result) = nullptr;
};

/// Chosen once, by what the processor can do.
template <class Real>
[[nodiscard]] const VectorMath<Real>& vectorMath();

/// Room for a packed matrix.
[[nodiscard]] constexpr std::int64_t packedSize(std::int64_t depth, std::int64_t columns, std::int64_t panel)
{
    return depth * ((columns + panel - 1) / panel) * panel;
}

} // namespace fettle::components
