// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/components/time_convolution.h"

#include <algorithm>
#include <numeric>
#include <optional>
#include <vector>

#include <ATen/Parallel.h>
#include <torch/torch.h>

#include "engine/components/vector_math.h"
#include "engine/model/sequence.h"
#include "engine/model/torch_compat.h"

namespace fettle::components {
namespace {

using torch::Tensor;
using torch::autograd::AutogradContext;
using torch::autograd::tensor_list;

/// Rows of the batch that a thread sums up before it goes on: they stay in its cache.
constexpr std::int64_t kDepthBlock = 256;
/// Weights that one task sums up.
constexpr std::int64_t kWeightRows = 64;
/// Where no more than one of so many gradients is anything but 0, each is followed by itself: behind a maximum over time
/// one of all the steps has one.
constexpr std::int64_t kFewGradients = 8;
/// Filters that one task sums up.
constexpr std::int64_t kFilterPart = 16;

/// Where each row of the batch lies among the others when nothing but its data and the empty steps around them is kept.
/// Row by row a window that is C numbers further sees the next step, so a convolution is one product of matrices whose
/// rows overlap.
struct ConvolutionLines {
    TimeWindow window; ///< with a stride of 1
    std::int64_t steps = 0;
    std::int64_t channels = 0;
    std::int64_t filters = 0;
    std::vector<std::int64_t> lengths;
    std::vector<std::int64_t> first; ///< the line of each row's first empty step; last: the number of lines

    [[nodiscard]] std::int64_t rows() const { return static_cast<std::int64_t>(lengths.size()); }
    [[nodiscard]] std::int64_t places() const { return window.places(steps); }
    [[nodiscard]] std::int64_t total() const { return first.back(); }
};

ConvolutionLines convolutionLines(const TimeWindow& window, std::vector<std::int64_t> lengths, const Tensor& values,
                                  std::int64_t filters)
{
    ConvolutionLines lines{window, values.size(1), values.size(2), filters, std::move(lengths), {0}};
    for (const auto length : lines.lengths)
        lines.first.push_back(lines.first.back() + length + window.left + window.right);
    return lines;
}

/// A product over the whole window: one, or with dilation one for each of its places.
template <class Real>
void windowProduct(const TimeWindow& window, const Real* lines, std::int64_t width, std::int64_t count,
                   const Real* packed,
                   std::int64_t columns, Real* result, bool accumulates)
{
    const auto& math = vectorMath<Real>();
    if (window.dilation == 1)
        return math.multiply(lines, width, 1, count, packed, window.kernelSize * width, columns, result, columns,
                             accumulates);
    const auto size = packedSize(width, columns, math.panel);
    for (std::int64_t k = 0; k < window.kernelSize; ++k)
        math.multiply(lines + k * window.dilation * width, width, 1, count, packed + k * size, width, columns, result,
                      columns,
                      accumulates || k > 0);
}

/// K matrices of depth×columns, one under the other, packed as windowProduct takes them.
template <class Real>
Tensor packedWindow(const TimeWindow& window, const Tensor& matrices)
{
    const auto& math = vectorMath<Real>();
    const auto depth = matrices.size(1);
    const auto columns = matrices.size(2);
    const auto* source = matrices.const_data_ptr<Real>();
    if (window.dilation == 1) {
        Tensor packed = torch::empty({packedSize(window.kernelSize * depth, columns, math.panel)}, matrices.options());
        math.pack(source, columns, 1, window.kernelSize * depth, columns, packed.template data_ptr<Real>());
        return packed;
    }
    const auto size = packedSize(depth, columns, math.panel);
    Tensor packed = torch::empty({window.kernelSize * size}, matrices.options());
    for (std::int64_t k = 0; k < window.kernelSize; ++k)
        math.pack(source + k * depth * columns, columns, 1, depth, columns,
                  packed.template data_ptr<Real>() + k * size);
    return packed;
}

template <class Work>
void forEachRowOf(const ConvolutionLines& lines, const Work& work)
{
    at::parallel_for(0, lines.rows(), 1, [&](std::int64_t begin, std::int64_t end) {
        for (auto row = begin; row < end; ++row)
            work(row, lines.lengths[static_cast<std::size_t>(row)], lines.first[static_cast<std::size_t>(row)]);
    });
}

template <class Real>
void convolveLines(const ConvolutionLines& lines, const Tensor& values, const Tensor& weight,
                   const std::optional<Tensor>& bias,
                   Tensor& flat, Tensor& result)
{
    const auto& window = lines.window;
    const auto channels = lines.channels;
    const auto filters = lines.filters;
    const auto places = lines.places();
    const auto packed = packedWindow<Real>(window, weight.permute({2, 1, 0}).contiguous());
    const auto* from = values.const_data_ptr<Real>();
    const auto* matrix = packed.template const_data_ptr<Real>();
    const auto constants = bias ? bias->contiguous() : Tensor();
    const auto* constant = bias ? constants.template const_data_ptr<Real>() : nullptr;
    auto* line = flat.data_ptr<Real>();
    auto* to = result.data_ptr<Real>();
    forEachRowOf(lines, [&](std::int64_t row, std::int64_t length, std::int64_t first) {
        Real* mine = line + first * channels;
        std::fill_n(mine, window.left * channels, Real(0));
        std::copy_n(from + row * lines.steps * channels, length * channels, mine + window.left * channels);
        std::fill_n(mine + (window.left + length) * channels, window.right * channels, Real(0));
        const auto count = window.places(length);
        Real* target = to + row * places * filters;
        for (std::int64_t place = 0; place < count && constant; ++place)
            std::copy_n(constant, filters, target + place * filters);
        windowProduct(window, mine, channels, count, matrix, filters, target, constant != nullptr);
        std::fill_n(target + count * filters, (places - count) * filters, Real(0));
    });
}

/// The gradients of the results in line with the numbers they came from; 0 where no window begins, and for a whole
/// window before the first.
template <class Real>
Tensor gradientLines(const ConvolutionLines& lines, const Tensor& gradient)
{
    const auto filters = lines.filters;
    const auto span = lines.window.span();
    auto result = torch::empty({span + lines.total(), filters}, gradient.options());
    const auto* from = gradient.const_data_ptr<Real>();
    auto* to = result.template data_ptr<Real>();
    std::fill_n(to, span * filters, Real(0));
    forEachRowOf(lines, [&](std::int64_t row, std::int64_t length, std::int64_t first) {
        const auto count = lines.window.places(length);
        const auto all = length + lines.window.left + lines.window.right;
        Real* mine = to + (span + first) * filters;
        std::copy_n(from + row * lines.places() * filters, count * filters, mine);
        std::fill_n(mine + count * filters, (all - count) * filters, Real(0));
    });
    return result;
}

/// The window the other way round over the gradients.
template <class Real>
Tensor valueGradient(const ConvolutionLines& lines, const Tensor& gradients, const Tensor& weight)
{
    const auto channels = lines.channels;
    const auto packed = packedWindow<Real>(lines.window, weight.flip(2).permute({2, 0, 1}).contiguous());
    auto result = torch::empty({lines.rows(), lines.steps, channels}, gradients.options());
    const auto* from = gradients.const_data_ptr<Real>();
    const auto* matrix = packed.template const_data_ptr<Real>();
    auto* to = result.template data_ptr<Real>();
    forEachRowOf(lines, [&](std::int64_t row, std::int64_t length, std::int64_t first) {
        Real* target = to + row * lines.steps * channels;
        windowProduct(lines.window, from + (first + lines.window.left) * lines.filters, lines.filters, length, matrix,
                      channels,
                      target, false);
        std::fill_n(target + length * channels, (lines.steps - length) * channels, Real(0));
    });
    return result;
}

/// All numbers that a weight met times the gradients of what came out.
template <class Real>
Tensor weightGradient(const ConvolutionLines& lines, const Tensor& flat, const Tensor& gradients)
{
    const auto& math = vectorMath<Real>();
    const auto& window = lines.window;
    const auto channels = lines.channels;
    const auto filters = lines.filters;
    const auto depth = std::max<std::int64_t>(0, lines.total() - window.span());
    auto result = torch::zeros({window.kernelSize, channels, filters}, flat.options());
    const auto* numbers = flat.const_data_ptr<Real>();
    const auto* from = gradients.const_data_ptr<Real>() + window.span() * filters;
    auto* to = result.template data_ptr<Real>();
    const auto parts = (channels + kWeightRows - 1) / kWeightRows;
    at::parallel_for(0, window.kernelSize * parts, 1, [&](std::int64_t begin, std::int64_t end) {
        std::vector<Real> packed(static_cast<std::size_t>(packedSize(kDepthBlock, filters, math.panel)));
        for (std::int64_t line = 0; line < depth; line += kDepthBlock) {
            const auto count = std::min(kDepthBlock, depth - line);
            math.pack(from + line * filters, filters, 1, count, filters, packed.data());
            for (auto task = begin; task < end; ++task) {
                const auto k = task / parts;
                const auto channel = task % parts * kWeightRows;
                const Real* seen = numbers + (line + k * window.dilation) * channels + channel;
                math.multiply(seen, 1, channels, std::min(kWeightRows, channels - channel), packed.data(), count,
                              filters,
                              to + (k * channels + channel) * filters, filters, true);
            }
        }
    });
    return result.permute({2, 1, 0}).contiguous();
}

/// A gradient that is not 0.
template <class Real>
struct SingleGradient {
    std::int64_t line = 0; ///< where its window begins
    std::int64_t filter = 0;
    Real value = 0;
};

/// Those of each row of the batch, in the order of their steps; nothing where there are too many to follow them one by one.
template <class Real>
std::optional<std::vector<std::vector<SingleGradient<Real>>>> fewGradients(const ConvolutionLines& lines, const Tensor& gradient)
{
    const auto filters = lines.filters;
    const auto* from = gradient.const_data_ptr<Real>();
    std::vector<std::int64_t> counts(lines.lengths.size());
    std::int64_t all = 0;
    forEachRowOf(lines, [&](std::int64_t row, std::int64_t length, std::int64_t) {
        counts[static_cast<std::size_t>(row)] =
            vectorMath<Real>().countNonzero(from + row * lines.places() * filters, lines.window.places(length) * filters);
    });
    for (const auto length : lines.lengths)
        all += lines.window.places(length) * filters;
    if (std::accumulate(counts.begin(), counts.end(), std::int64_t{0}) * kFewGradients > all)
        return std::nullopt;
    std::vector<std::vector<SingleGradient<Real>>> found(counts.size());
    forEachRowOf(lines, [&](std::int64_t row, std::int64_t length, std::int64_t first) {
        auto& mine = found[static_cast<std::size_t>(row)];
        mine.reserve(static_cast<std::size_t>(counts[static_cast<std::size_t>(row)]));
        const auto* values = from + row * lines.places() * filters;
        for (std::int64_t place = 0; place < lines.window.places(length); ++place, values += filters)
            for (std::int64_t filter = 0; filter < filters; ++filter)
                if (values[filter] != 0)
                    mine.push_back({first + place, filter, values[filter]});
    });
    return found;
}

/// sums += factor · values over the places of a window, which lie so many numbers apart on either side.
template <class Real>
void addWindow(const TimeWindow& window, std::int64_t channels, const Real* values, std::int64_t valueStep, Real factor, Real* sums,
               std::int64_t sumStep)
{
    const auto& math = vectorMath<Real>();
    if (window.dilation == 1)
        return math.addScaled(values, factor, window.kernelSize * channels, sums);
    for (std::int64_t k = 0; k < window.kernelSize; ++k)
        math.addScaled(values + k * valueStep, factor, channels, sums + k * sumStep);
}

/// The gradients of the values, the weights and the bias from those that are not 0. Each sum has the order of the rows and
/// their steps, however many threads there are.
template <class Real>
tensor_list followFew(const ConvolutionLines& lines, const std::vector<std::vector<SingleGradient<Real>>>& few, const Tensor& flat,
                      const Tensor& weight, bool forValues, bool forBias)
{
    const auto& window = lines.window;
    const auto channels = lines.channels;
    const auto depth = window.kernelSize * channels;
    const auto apart = window.dilation * channels; // places of a window among the lines
    const auto matrix = weight.permute({0, 2, 1}).contiguous(); // a filter's window as it lies over the lines
    auto weights = torch::zeros({lines.filters, window.kernelSize, channels}, flat.options());
    auto bias = torch::zeros({lines.filters}, flat.options());
    tensor_list result(3);
    if (forValues) {
        result[0] = torch::empty({lines.rows(), lines.steps, channels}, flat.options());
        auto* to = result[0].template data_ptr<Real>();
        const auto* each = matrix.template const_data_ptr<Real>();
        forEachRowOf(lines, [&](std::int64_t row, std::int64_t length, std::int64_t first) {
            std::vector<Real> sums(static_cast<std::size_t>((length + window.left + window.right) * channels));
            for (const auto& single : few[static_cast<std::size_t>(row)])
                addWindow(window, channels, each + single.filter * depth, channels, single.value,
                          sums.data() + (single.line - first) * channels, apart);
            auto* target = to + row * lines.steps * channels;
            std::copy_n(sums.data() + window.left * channels, length * channels, target);
            std::fill_n(target + length * channels, (lines.steps - length) * channels, Real(0));
        });
    }
    const auto* numbers = flat.const_data_ptr<Real>();
    auto* sums = weights.template data_ptr<Real>();
    auto* constants = bias.template data_ptr<Real>();
    at::parallel_for(0, (lines.filters + kFilterPart - 1) / kFilterPart, 1, [&](std::int64_t begin, std::int64_t end) {
        for (const auto& row : few)
            for (const auto& single : row) {
                if (single.filter < begin * kFilterPart || single.filter >= end * kFilterPart)
                    continue;
                addWindow(window, channels, numbers + single.line * channels, apart, single.value, sums + single.filter * depth, channels);
                constants[single.filter] += single.value;
            }
    });
    result[1] = weights.permute({0, 2, 1}).contiguous();
    if (forBias)
        result[2] = bias;
    return result;
}

class TimeConvolutionFunction : public torch::autograd::Function<TimeConvolutionFunction> {
public:
    static Tensor forward(AutogradContext* context, const Tensor& given, const Tensor& weight,
                          const std::optional<Tensor>& bias,
                          const std::vector<std::int64_t>& lengths, const TimeWindow& window)
    {
        const auto values = given.contiguous();
        const auto lines = convolutionLines(window, lengths, values, weight.size(0));
        auto flat = torch::empty({lines.total(), lines.channels}, values.options());
        auto result = torch::empty({lines.rows(), lines.places(), lines.filters}, values.options());
        if (values.scalar_type() == torch::kFloat64)
            convolveLines<double>(lines, values, weight, bias, flat, result);
        else
            convolveLines<float>(lines, values, weight, bias, flat, result);
        context->save_for_backward({flat, weight});
        context->saved_data["bias"] = bias.has_value();
        context->saved_data["lengths"] = lengths;
        context->saved_data["steps"] = values.size(1);
        context->saved_data["window"] = std::vector<std::int64_t>{window.kernelSize, window.left, window.right,
                                                                  window.dilation};
        return result;
    }

    static tensor_list backward(AutogradContext* context, tensor_list gradients)
    {
        const auto saved = context->get_saved_variables();
        const auto kept = context->saved_data["window"].toIntVector();
        const auto& weight = saved[1];
        ConvolutionLines lines{{kept[0], 1, kept[1], kept[2], kept[3], 1}, context->saved_data["steps"].toInt(),
                               weight.size(1),
                               weight.size(0), context->saved_data["lengths"].toIntVector(), {0}};
        for (const auto length : lines.lengths)
            lines.first.push_back(lines.first.back() + length + lines.window.left + lines.window.right);
        tensor_list result(5);
        const auto goes = [&]<class Real>(Real) {
            const auto gradient = gradients[0].contiguous();
            if (const auto few = fewGradients<Real>(lines, gradient)) {
                const auto followed = followFew<Real>(lines, *few, saved[0], weight, context->needs_input_grad(0),
                                                      context->saved_data["bias"].toBool());
                std::ranges::copy(followed, result.begin());
                return;
            }
            const auto spread = gradientLines<Real>(lines, gradient);
            if (context->needs_input_grad(0))
                result[0] = valueGradient<Real>(lines, spread, weight);
            result[1] = weightGradient<Real>(lines, saved[0], spread);
            if (context->saved_data["bias"].toBool())
                result[2] = spread.sum(0);
        };
        saved[0].scalar_type() == torch::kFloat64 ? goes(double{}) : goes(float{});
        return result;
    }
};

} // namespace

Tensor convolveOverTime(const Signal& input, const Tensor& weight, const Tensor& bias, const TimeWindow& window)
{
    const auto& values = input.values;
    const auto optionalBias = bias.defined() ? std::optional<Tensor>(bias) : std::nullopt;
    const auto dtype = model::autocastTypeOr(values.device().type(), values.scalar_type());
    const bool hasLoops = values.is_cpu() && (dtype == torch::kFloat32 || dtype == torch::kFloat64);
    if (hasLoops && window.stride == 1 && window.groups == 1)
        return TimeConvolutionFunction::apply(values, weight, optionalBias, model::sequenceLengths(input), window);
    auto channelsFirst = model::withoutPadding(input).transpose(1, 2);
    if (window.left != window.right)
        channelsFirst = at::constant_pad_nd(channelsFirst, {window.left, window.right}, 0);
    const auto padding = window.left == window.right ? window.left : 0;
    return at::conv1d(channelsFirst, weight, optionalBias, {window.stride}, {padding}, {window.dilation}, window.groups)
        .transpose(1, 2);
}

} // namespace fettle::components
