// SPDX-License-Identifier: GPL-3.0-or-later
// The loops themselves, compiled several times: included by vector_math_*.cpp alone, each with the name of its own
// namespace, the bytes of a register and the rows of a block. Nothing of the standard library that could be shared with
// files compiled otherwise.
#include <cmath>
#include <cstdint>

#include "engine/components/vector_math.h"
#include "engine/components/vector_math_rows.h"

namespace fettle::components::FETTLE_VECTOR_SPACE {
namespace {

template <class Real>
void pack(const Real* source, std::int64_t rowStride, std::int64_t columnStride, std::int64_t depth,
          std::int64_t columns, Real* packed)
{
    for (std::int64_t first = 0; first < columns; first += kPanel<Real>) {
        const auto width = columns - first < kPanel<Real> ? columns - first : kPanel<Real>;
        for (std::int64_t i = 0; i < depth; ++i, packed += kPanel<Real>) {
            const Real* row = source + i * rowStride + first * columnStride;
            for (std::int64_t j = 0; j < width; ++j)
                packed[j] = row[j * columnStride];
            for (std::int64_t j = width; j < kPanel<Real>; ++j)
                packed[j] = 0;
        }
    }
}

/// Rows×(one or two registers) of C: sums stay in registers over the whole depth.
template <class Real, int Rows, int Registers>
void multiplyBlock(const Real* __restrict a, std::int64_t rowStride, std::int64_t depthStride,
                   const Real* __restrict panel, std::int64_t depth, std::int64_t width, Real* __restrict c,
                   std::int64_t ldc, bool accumulates)
{
    typedef Real Wide __attribute__((vector_size(FETTLE_VECTOR_BYTES)));
    Wide sums[Rows][Registers];
#pragma GCC unroll 8
    for (int row = 0; row < Rows; ++row)
        for (int part = 0; part < Registers; ++part)
            sums[row][part] = Wide{};
    for (std::int64_t i = 0; i < depth; ++i, panel += kPanel<Real>, a += depthStride) {
        Wide columns[Registers];
        __builtin_memcpy(columns, panel, sizeof(columns));
#pragma GCC unroll 8
        for (int row = 0; row < Rows; ++row) {
            const Real factor = a[row * rowStride];
            for (int part = 0; part < Registers; ++part)
                sums[row][part] += factor * columns[part];
        }
    }
#pragma GCC unroll 8
    for (int row = 0; row < Rows; ++row) {
        Real* target = c + row * ldc;
        if (width == Registers * kLanes<Real>) {
            Wide before[Registers] = {};
            if (accumulates)
                __builtin_memcpy(before, target, sizeof(before));
            for (int part = 0; part < Registers; ++part)
                before[part] += sums[row][part];
            __builtin_memcpy(target, before, sizeof(before));
            continue;
        }
        Real edge[Registers * kLanes<Real>];
        __builtin_memcpy(edge, sums[row], sizeof(edge));
        for (std::int64_t j = 0; j < width; ++j)
            target[j] = (accumulates ? target[j] : Real(0)) + edge[j];
    }
}

/// The rows that are left over after whole blocks.
template <class Real, int Rows, int Registers>
void multiplyRest(std::int64_t rows, const Real* a, std::int64_t rowStride, std::int64_t depthStride, const Real* panel,
                  std::int64_t depth, std::int64_t width, Real* c, std::int64_t ldc, bool accumulates)
{
    if (rows == Rows)
        multiplyBlock<Real, Rows, Registers>(a, rowStride, depthStride, panel, depth, width, c, ldc, accumulates);
    else if constexpr (Rows > 1)
        multiplyRest<Real, Rows - 1, Registers>(rows, a, rowStride, depthStride, panel, depth, width, c, ldc,
                                                accumulates);
}

/// One panel's columns of C.
template <class Real, int Registers>
void multiplyPanel(const Real* a, std::int64_t rowStride, std::int64_t depthStride, std::int64_t rows, const Real* panel,
                   std::int64_t depth, std::int64_t width, Real* c, std::int64_t ldc, bool accumulates)
{
    std::int64_t row = 0;
    for (; row + kBlockRows <= rows; row += kBlockRows)
        multiplyBlock<Real, kBlockRows, Registers>(a + row * rowStride, rowStride, depthStride, panel, depth, width,
                                                   c + row * ldc, ldc, accumulates);
    multiplyRest<Real, kBlockRows - 1, Registers>(rows - row, a + row * rowStride, rowStride, depthStride, panel, depth,
                                                  width, c + row * ldc, ldc, accumulates);
}

template <class Real>
void multiply(const Real* a, std::int64_t rowStride, std::int64_t depthStride, std::int64_t rows, const Real* packed,
              std::int64_t depth, std::int64_t columns, Real* c, std::int64_t ldc, bool accumulates)
{
    for (std::int64_t first = 0; first < columns; first += kPanel<Real>, packed += depth * kPanel<Real>) {
        const auto width = columns - first < kPanel<Real> ? columns - first : kPanel<Real>;
        // A narrow last panel, such as the 4 columns that 100 leave over, needs half the work.
        const auto part = width > kLanes<Real> ? multiplyPanel<Real, 2> : multiplyPanel<Real, 1>;
        part(a, rowStride, depthStride, rows, packed, depth, width, c + first, ldc, accumulates);
    }
}

/// kGoesOn: the row has a state before this step.
template <bool kGoesOn, class Real>
void lstmRow(std::int64_t hidden, Real* __restrict gates, const Real* __restrict before, Real* __restrict cells,
             Real* __restrict tanhCells, Real* __restrict output)
{
    for (std::int64_t j = 0; j < hidden; ++j) {
        const Real i = sigmoid(gates[j]);
        const Real f = sigmoid(gates[hidden + j]);
        const Real g = hyperbolicTangent(gates[2 * hidden + j]);
        const Real o = sigmoid(gates[3 * hidden + j]);
        const Real cell = kGoesOn ? f * before[j] + i * g : i * g;
        const Real shown = hyperbolicTangent(cell);
        gates[j] = i;
        gates[hidden + j] = f;
        gates[2 * hidden + j] = g;
        gates[3 * hidden + j] = o;
        cells[j] = cell;
        tanhCells[j] = shown;
        output[j] = o * shown;
    }
}

template <class Real>
void lstmForward(const LstmStep<Real>& step)
{
    const auto hidden = step.hidden;
    for (std::int64_t row = 0; row < step.rows; ++row) {
        const Real* before = row < step.rowsBefore ? step.cellsBefore + row * hidden : nullptr;
        const auto run = before ? lstmRow<true, Real> : lstmRow<false, Real>;
        run(hidden, step.gates + row * 4 * hidden, before, step.cells + row * hidden, step.tanhCells + row * hidden,
            step.output + row * step.outputStride);
    }
}

template <bool kGoesOn, class Real>
void lstmRowBack(std::int64_t hidden, const Real* __restrict gates, const Real* __restrict before,
                 const Real* __restrict tanhCells, const Real* __restrict outputGradient,
                 const Real* __restrict hiddenGradient, Real* __restrict cellGradient, Real* __restrict gateGradient)
{
    for (std::int64_t j = 0; j < hidden; ++j) {
        const Real i = gates[j];
        const Real f = gates[hidden + j];
        const Real g = gates[2 * hidden + j];
        const Real o = gates[3 * hidden + j];
        const Real shown = tanhCells[j];
        const Real dHidden = outputGradient[j] + hiddenGradient[j];
        const Real dCell = cellGradient[j] + dHidden * o * (1 - shown * shown);
        gateGradient[j] = dCell * g * i * (1 - i);
        gateGradient[hidden + j] = kGoesOn ? dCell * before[j] * f * (1 - f) : Real(0);
        gateGradient[2 * hidden + j] = dCell * i * (1 - g * g);
        gateGradient[3 * hidden + j] = dHidden * shown * o * (1 - o);
        cellGradient[j] = dCell * f;
    }
}

template <class Real>
void lstmBackward(const LstmStepBack<Real>& step)
{
    const auto hidden = step.hidden;
    for (std::int64_t row = 0; row < step.rows; ++row) {
        const Real* before = row < step.rowsBefore ? step.cellsBefore + row * hidden : nullptr;
        const auto run = before ? lstmRowBack<true, Real> : lstmRowBack<false, Real>;
        run(hidden, step.gates + row * 4 * hidden, before, step.tanhCells + row * hidden,
            step.outputGradient + row * step.outputStride, step.hiddenGradient + row * hidden,
                step.cellGradient + row * hidden,
            step.gateGradient + row * 4 * hidden);
    }
}

template <bool kGoesOn, class Real>
void gruRow(std::int64_t hidden, Real* __restrict gates, const Real* __restrict recurrent,
            Real* __restrict recurrentNew, const Real* __restrict before, Real* __restrict output)
{
    for (std::int64_t j = 0; j < hidden; ++j) {
        const Real r = sigmoid(gates[j] + recurrent[j]);
        const Real z = sigmoid(gates[hidden + j] + recurrent[hidden + j]);
        const Real kept = recurrent[2 * hidden + j];
        const Real n = hyperbolicTangent(gates[2 * hidden + j] + r * kept);
        gates[j] = r;
        gates[hidden + j] = z;
        gates[2 * hidden + j] = n;
        recurrentNew[j] = kept;
        output[j] = kGoesOn ? n + z * (before[j] - n) : n - z * n;
    }
}

template <class Real>
void gruForward(const GruStep<Real>& step)
{
    const auto hidden = step.hidden;
    for (std::int64_t row = 0; row < step.rows; ++row) {
        const Real* before = row < step.rowsBefore ? step.hiddenBefore + row * step.hiddenStride : nullptr;
        const auto run = before ? gruRow<true, Real> : gruRow<false, Real>;
        run(hidden, step.gates + row * 3 * hidden, step.recurrent + row * 3 * hidden, step.recurrentNew + row * hidden,
            before, step.output + row * step.outputStride);
    }
}

template <bool kGoesOn, class Real>
void gruRowBack(std::int64_t hidden, const Real* __restrict gates, const Real* __restrict recurrentNew,
                const Real* __restrict before, const Real* __restrict outputGradient, Real* __restrict hiddenGradient,
                Real* __restrict gateGradient, Real* __restrict recurrentGradient)
{
    for (std::int64_t j = 0; j < hidden; ++j) {
        const Real r = gates[j];
        const Real z = gates[hidden + j];
        const Real n = gates[2 * hidden + j];
        const Real dHidden = outputGradient[j] + hiddenGradient[j];
        const Real dZ = dHidden * ((kGoesOn ? before[j] : Real(0)) - n) * z * (1 - z);
        const Real dN = dHidden * (1 - z) * (1 - n * n);
        const Real dR = dN * recurrentNew[j] * r * (1 - r);
        gateGradient[j] = dR;
        gateGradient[hidden + j] = dZ;
        gateGradient[2 * hidden + j] = dN;
        recurrentGradient[j] = dR;
        recurrentGradient[hidden + j] = dZ;
        recurrentGradient[2 * hidden + j] = dN * r;
        hiddenGradient[j] = dHidden * z;
    }
}

template <class Real>
void gruBackward(const GruStepBack<Real>& step)
{
    const auto hidden = step.hidden;
    for (std::int64_t row = 0; row < step.rows; ++row) {
        const Real* before = row < step.rowsBefore ? step.hiddenBefore + row * step.hiddenStride : nullptr;
        const auto run = before ? gruRowBack<true, Real> : gruRowBack<false, Real>;
        run(hidden, step.gates + row * 3 * hidden, step.recurrentNew + row * hidden, before,
            step.outputGradient + row * step.outputStride, step.hiddenGradient + row * hidden,
                step.gateGradient + row * 3 * hidden,
            step.recurrentGradient + row * 3 * hidden);
    }
}

template <class Real>
void simpleRow(const Real* __restrict sums, std::int64_t hidden, bool rectifies, Real* __restrict output)
{
    if (rectifies)
        for (std::int64_t j = 0; j < hidden; ++j)
            output[j] = sums[j] < 0 ? Real(0) : sums[j]; // NaN stays NaN
    else
        for (std::int64_t j = 0; j < hidden; ++j)
            output[j] = hyperbolicTangent(sums[j]);
}

template <class Real>
void simpleForward(const Real* sums, std::int64_t rows, std::int64_t hidden, bool rectifies, Real* output,
                   std::int64_t outputStride)
{
    for (std::int64_t row = 0; row < rows; ++row)
        simpleRow(sums + row * hidden, hidden, rectifies, output + row * outputStride);
}

template <class Real>
void simpleRowBack(const Real* __restrict output, const Real* __restrict outputGradient,
                   const Real* __restrict hiddenGradient,
                   std::int64_t hidden, bool rectifies, Real* __restrict sumGradient)
{
    if (rectifies)
        for (std::int64_t j = 0; j < hidden; ++j)
            sumGradient[j] = output[j] > 0 ? outputGradient[j] + hiddenGradient[j] : Real(0);
    else
        for (std::int64_t j = 0; j < hidden; ++j)
            sumGradient[j] = (outputGradient[j] + hiddenGradient[j]) * (1 - output[j] * output[j]);
}

template <class Real>
void simpleBackward(const Real* output, const Real* outputGradient, std::int64_t stride, const Real* hiddenGradient,
                    std::int64_t rows, std::int64_t hidden, bool rectifies, Real* sumGradient)
{
    for (std::int64_t row = 0; row < rows; ++row)
        simpleRowBack(output + row * stride, outputGradient + row * stride, hiddenGradient + row * hidden, hidden,
                      rectifies, sumGradient + row * hidden);
}

template <class Real>
constexpr VectorMath<Real> kMath{
    .panel = kPanel<Real>,
    .pack = pack<Real>,
    .multiply = multiply<Real>,
    .lstmForward = lstmForward<Real>,
    .lstmBackward = lstmBackward<Real>,
    .gruForward = gruForward<Real>,
    .gruBackward = gruBackward<Real>,
    .simpleForward = simpleForward<Real>,
    .simpleBackward = simpleBackward<Real>,
    .largest = largest<Real>,
    .softmax = softmax<Real>,
    .softmaxAgain = softmaxAgain<Real>,
    .softmaxBackward = softmaxBackward<Real>,
    .dot = dot<Real>,
    .addScaled = addScaled<Real>,
    .countNonzero = countNonzero<Real>,
    .randomZeros = randomZeros<Real, Real>,
    .randomZerosHalf = randomZeros<BFloat16, Real>,
    .mean = mean<Real>};

} // namespace

const VectorMath<float>& floats();
const VectorMath<float>& floats() { return kMath<float>; }
const VectorMath<double>& doubles();
const VectorMath<double>& doubles() { return kMath<double>; }

} // namespace fettle::components::FETTLE_VECTOR_SPACE
