// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/recomputed_forward.h"

#include <algorithm>
#include <array>

#include <torch/torch.h>

#include "engine/model/random_state.h"
#include "engine/model/torch_compat.h"

namespace fettle::model {
namespace {

using torch::Tensor;

/// Everything the second run needs beside the input. The layer outlives the step, as the network does.
struct RecomputedCall : torch::CustomClassHolder {
    LayerInstance* layer = nullptr;
    ForwardContext context;
    std::shared_ptr<const SequenceLayout> inputLayout;
    std::shared_ptr<const SequenceLayout> outputLayout;
    RandomState random; ///< before the first run
    torch::DeviceType device = torch::kCPU;
    bool autocast = false;
    torch::ScalarType autocastType = torch::kFloat32;

    [[nodiscard]] Signal run(const Tensor& input) const
    {
        const std::array inputs{Signal{input, inputLayout}};
        return layer->forward(inputs, context).at(0);
    }
};

/// First the input, then the layer's parameters: all that a gradient may be asked of.
class RecomputedFunction : public torch::autograd::Function<RecomputedFunction> {
public:
    static Tensor forward(torch::autograd::AutogradContext* context, const c10::intrusive_ptr<RecomputedCall>& call,
                          at::TensorList tensors)
    {
        context->saved_data["call"] = c10::IValue::make_capsule(call);
        context->save_for_backward({tensors[0]});
        auto output = call->run(tensors[0]);
        call->outputLayout = output.layout;
        return output.values;
    }

    static torch::autograd::tensor_list backward(torch::autograd::AutogradContext* context, torch::autograd::tensor_list gradients)
    {
        const auto capsule = context->saved_data["call"].toCapsule();
        const auto& call = static_cast<const RecomputedCall&>(*capsule);
        const auto saved = context->get_saved_variables()[0];
        const torch::AutoGradMode enabled(true);
        const auto input = saved.detach().set_requires_grad(saved.requires_grad());
        Tensor output;
        {
            const KeptRandomState now;
            call.random.restore();
            const AutocastScope autocast(call.autocast, call.device, call.autocastType);
            output = call.run(input).values;
        }
        return gradientsOf(call, input, output, gradients[0]);
    }

private:
    /// In the places of forward's arguments: nothing for the call, then of the input and of each parameter.
    static torch::autograd::tensor_list gradientsOf(const RecomputedCall& call, const Tensor& input, const Tensor& output,
                                                    const Tensor& gradient)
    {
        std::vector<Tensor> all{input};
        for (const auto& parameter : call.layer->parameters())
            all.push_back(parameter.tensor);
        std::vector<Tensor> wanted;
        std::ranges::copy_if(all, std::back_inserter(wanted), [](const Tensor& tensor) { return tensor.requires_grad(); });
        const auto found = torch::autograd::grad({output}, wanted, {gradient}, false, false, true);
        torch::autograd::tensor_list result{Tensor()};
        std::size_t next = 0;
        for (const auto& tensor : all)
            result.push_back(tensor.requires_grad() ? found[next++] : Tensor());
        return result;
    }
};

} // namespace

Signal recomputedForward(LayerInstance& layer, const Signal& input, const ForwardContext& context)
{
    std::vector<Tensor> tensors{input.values};
    for (const auto& parameter : layer.parameters())
        tensors.push_back(parameter.tensor);
    auto call = c10::make_intrusive<RecomputedCall>();
    call->layer = &layer;
    call->context = context;
    call->inputLayout = input.layout;
    if (!torch::GradMode::is_enabled() || std::ranges::none_of(tensors, [](const Tensor& tensor) { return tensor.requires_grad(); }))
        return call->run(input.values);
    call->random.keep();
    call->device = input.values.device().type();
    call->autocast = at::autocast::is_autocast_enabled(call->device);
    call->autocastType = at::autocast::get_autocast_dtype(call->device);
    auto output = RecomputedFunction::apply(call, at::TensorList(tensors));
    return {std::move(output), call->outputLayout};
}

} // namespace fettle::model
