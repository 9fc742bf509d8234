// SPDX-License-Identifier: GPL-3.0-or-later
#include <doctest/doctest.h>

#include <memory>
#include <sstream>

#include <torch/torch.h>

#include "engine/component_api/layer.h"
#include "engine/component_api/registry.h"
#include "engine/contract/error_codes.h"
#include "engine/model/elementwise_layer.h"
#include "engine/model/selftest.h"

using namespace fettle;

TEST_CASE("every registered component keeps the contract")
{
    Registry registry;
    registerBuiltInComponents(registry);
    std::ostringstream out;
    const int failures = model::runComponentContractTests(registry, out);
    INFO(out.str());
    CHECK(failures == 0);
    CHECK(registry.list(ComponentKind::Layer).size() >= 36);
    CHECK(registry.list(ComponentKind::Initializer).size() >= 10);
    CHECK(registry.list(ComponentKind::Template).size() >= 6);
}

namespace {

/// x² with a wrong gradient, a wrong shape() or a forgotten training mode, to see that the contract tests see it.
class WrongSquare : public torch::autograd::Function<WrongSquare> {
public:
    static torch::Tensor forward(torch::autograd::AutogradContext* context, const torch::Tensor& input)
    {
        context->save_for_backward({input});
        return input * input;
    }
    static torch::autograd::tensor_list backward(torch::autograd::AutogradContext* context, torch::autograd::tensor_list gradients)
    {
        return {gradients[0] * context->get_saved_variables()[0]}; // the 2 is missing
    }
};

class WrongInstance final : public UnaryLayer {
public:
    explicit WrongInstance(std::string fault) : m_fault(std::move(fault)) {}
    torch::Tensor apply(const torch::Tensor& input, const ForwardContext& context) override
    {
        if (m_fault == "gradient")
            return WrongSquare::apply(input);
        if (m_fault == "shape")
            return input.unsqueeze(-1);
        return m_fault == "training" && context.training ? input + 1 : input * 1;
    }

private:
    std::string m_fault;
};

/// A mean over all steps, padding included.
class ForgetfulMeanInstance final : public LayerInstance {
public:
    std::vector<Signal> forward(std::span<const Signal> inputs, const ForwardContext&) override
    {
        return {{inputs[0].values.mean(1), nullptr}};
    }
};

class ForgetfulMeanLayer final : public Layer {
public:
    ComponentInfo describe() const override
    {
        auto info = model::activationInfo("forgetful", "Forgetful", "A sentence.");
        return info;
    }
    std::unique_ptr<LayerInstance> build(const Parameters&, std::span<const TensorSpec>, const BuildContext&) const override
    {
        return std::make_unique<ForgetfulMeanInstance>();
    }
    std::string pytorchCode(const Parameters&, std::span<const TensorSpec>) const override { return "{0}.mean(1)"; }
    std::vector<std::vector<TensorSpec>> exampleInputs() const override
    {
        return {{tensorSpec({{"N", -1}, {"T", 4}, {"D", 2}})}};
    }
};

class WrongLayer final : public model::ElementwiseLayer {
public:
    explicit WrongLayer(std::string fault) : m_fault(std::move(fault)) {}
    ComponentInfo describe() const override
    {
        auto info = model::activationInfo("wrong", "Wrong", m_fault == "text" ? "no full stop" : "A sentence.");
        return info;
    }
    std::string pytorchCode(const Parameters&, std::span<const TensorSpec>) const override { return "{0}"; }

protected:
    std::unique_ptr<LayerInstance> instance(const Parameters&) const override { return std::make_unique<WrongInstance>(m_fault); }

private:
    std::string m_fault;
};

} // namespace

TEST_CASE("the contract tests find a layer that lets padding count")
{
    Registry registry;
    registry.add(std::make_unique<ForgetfulMeanLayer>());
    std::ostringstream out;
    CHECK(model::runComponentContractTests(registry, out) == 1);
    CHECK(out.str().find("a row of a padded batch gives other numbers than alone") != std::string::npos);
}

TEST_CASE("the contract tests find what is wrong")
{
    for (const std::string fault : {"gradient", "shape", "training", "text"}) {
        CAPTURE(fault);
        Registry registry;
        registry.add(std::make_unique<WrongLayer>(fault));
        std::ostringstream out;
        CHECK(model::runComponentContractTests(registry, out) > 0);
    }
    Registry registry;
    registry.add(std::make_unique<WrongLayer>("none"));
    std::ostringstream out;
    CHECK(model::runComponentContractTests(registry, out) == 0);
}
