// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/components/time_convolution.h"

#include <torch/torch.h>

#include "engine/model/torch_compat.h"

namespace fettle::components {
namespace {

using torch::Tensor;
using torch::autograd::AutogradContext;
using torch::autograd::tensor_list;

/// With a stride of 1 a convolution over steps is a sum of matrix products, one for each place of the window: the rows
/// of all examples lie one after the other with room between them, and the k-th product takes them k steps later. What
/// it gives across the edge of two examples is left out. No other order of the numbers is needed, and no copies.
class TimeConvolutionFunction : public torch::autograd::Function<TimeConvolutionFunction> {
public:
    static Tensor forward(AutogradContext* context, const Tensor& values, const Tensor& weight,
                          const std::optional<Tensor>& bias, std::int64_t left, std::int64_t right,
                          std::int64_t dilation)
    {
        const auto rows = values.size(0);
        const auto channels = values.size(2);
        const bool isPadded = left > 0 || right > 0;
        const auto padded = (isPadded ? at::constant_pad_nd(values, {0, 0, left, right}, 0) : values).contiguous();
        const auto steps = padded.size(1);
        const auto flat = padded.view({rows * steps, channels});
        const auto places = weight.permute({2, 1, 0}).contiguous(); // K×C×F
        const auto span = dilation * (places.size(0) - 1);
        const auto count = rows * steps - span;
        auto result = torch::empty({rows * steps, weight.size(0)}, values.options());
        auto target = result.narrow(0, 0, count);
        if (bias)
            at::addmm_out(target, *bias, flat.narrow(0, 0, count), places[0]);
        else
            at::mm_out(target, flat.narrow(0, 0, count), places[0]);
        for (std::int64_t k = 1; k < places.size(0); ++k)
            target.addmm_(flat.narrow(0, k * dilation, count), places[k]);
        context->save_for_backward({flat, places});
        context->saved_data["bias"] = bias.has_value();
        context->saved_data["rows"] = rows;
        context->saved_data["left"] = left;
        context->saved_data["right"] = right;
        context->saved_data["dilation"] = dilation;
        // Not a view: a layer that follows may write over it.
        const auto shaped = at::_unsafe_view(result, {rows, steps, weight.size(0)});
        return span > 0 ? shaped.narrow(1, 0, steps - span).contiguous() : shaped;
    }

    static tensor_list backward(AutogradContext* context, tensor_list gradients)
    {
        const model::NoAutocast noAutocast(gradients[0].device().type());
        const auto saved = context->get_saved_variables();
        const auto& flat = saved[0];
        const auto& places = saved[1];
        const auto rows = context->saved_data["rows"].toInt();
        const auto left = context->saved_data["left"].toInt();
        const auto right = context->saved_data["right"].toInt();
        const auto dilation = context->saved_data["dilation"].toInt();
        const auto steps = flat.size(0) / rows;
        const auto span = dilation * (places.size(0) - 1);
        const auto count = rows * steps - span;
        const auto filters = places.size(2);
        const auto spread = at::constant_pad_nd(gradients[0], {0, 0, 0, span}, 0).contiguous();
        const auto gradient = spread.view({rows * steps, filters}).narrow(0, 0, count);
        tensor_list result(6);
        if (context->needs_input_grad(0)) {
            auto made = torch::empty_like(flat);
            made.narrow(0, count, span).zero_();
            auto first = made.narrow(0, 0, count);
            at::mm_out(first, gradient, places[0].t());
            for (std::int64_t k = 1; k < places.size(0); ++k)
                made.narrow(0, k * dilation, count).addmm_(gradient, places[k].t());
            result[0] = made.view({rows, steps, flat.size(1)}).narrow(1, left, steps - left - right);
        }
        auto weight = torch::empty({places.size(0), filters, flat.size(1)}, places.options());
        for (std::int64_t k = 0; k < places.size(0); ++k) {
            auto place = weight[k];
            at::mm_out(place, gradient.t(), flat.narrow(0, k * dilation, count));
        }
        result[1] = weight.permute({1, 2, 0}).contiguous();
        if (context->saved_data["bias"].toBool())
            result[2] = gradients[0].sum({0, 1});
        return result;
    }
};

} // namespace

Tensor convolveOverTime(const Tensor& values, const Tensor& weight, const Tensor& bias, const TimeWindow& window)
{
    const auto optionalBias = bias.defined() ? std::optional<Tensor>(bias) : std::nullopt;
    if (window.stride != 1 || window.groups != 1) {
        auto channelsFirst = values.transpose(1, 2);
        if (window.left != window.right)
            channelsFirst = at::constant_pad_nd(channelsFirst, {window.left, window.right}, 0);
        const auto padding = window.left == window.right ? window.left : 0;
        return at::conv1d(channelsFirst, weight, optionalBias, {window.stride}, {padding}, {window.dilation}, window.groups)
            .transpose(1, 2);
    }
    // The products are written into one another's results, so mixed precision is settled before.
    const auto dtype = model::autocastTypeOr(values.device().type(), values.scalar_type());
    const model::NoAutocast noAutocast(values.device().type());
    return TimeConvolutionFunction::apply(values.to(dtype), weight.to(dtype),
                                          optionalBias ? std::optional<Tensor>(bias.to(dtype)) : std::nullopt,
                                          window.left, window.right, window.dilation);
}

} // namespace fettle::components
