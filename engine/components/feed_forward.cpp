// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/components/feed_forward.h"

#include <torch/torch.h>

#include "engine/components/random_zeros.h"
#include "engine/model/initialization.h"

namespace fettle::components {

FeedForward::FeedForward(const Options& options, const BuildContext& context)
    : m_options(options), m_weight1(context.empty({options.inner, options.features})),
      m_bias1(context.empty({options.inner})),
      m_weight2(context.empty({options.features, options.inner})), m_bias2(context.empty({options.features}))
{
    if (!context.initialize)
        return;
    model::initializeDefaultWeight(m_weight1);
    model::initializeDefaultBias(m_bias1, m_weight1);
    model::initializeDefaultWeight(m_weight2);
    model::initializeDefaultBias(m_bias2, m_weight2);
}

torch::Tensor FeedForward::apply(const torch::Tensor& input, bool training) const
{
    auto inner = at::linear(input, m_weight1, m_bias1);
    const auto& activation = m_options.activation;
    inner = activation == "relu" ? at::relu(inner) : at::gelu(inner, activation == "gelu_tanh" ? "tanh" : "none");
    return at::linear(randomZeros(inner, m_options.dropout, training), m_weight2, m_bias2);
}

std::vector<NamedTensor> FeedForward::weights() const
{
    return {{"linear1.weight", m_weight1}, {"linear1.bias", m_bias1}, {"linear2.weight", m_weight2},
            {"linear2.bias", m_bias2}};
}

std::vector<ParameterInfo> feedForwardParameters()
{
    return {integerParameter("dim_feedforward", 256).range(1, 1 << 18).title(FETTLE_TEXT("Inner size"))
                .help(FETTLE_TEXT("How many numbers each step has between the two linear layers."))
                .when(FETTLE_TEXT("Two to four times the number of features is usual."))
                .logarithmic(),
            choiceParameter("activation", "gelu").choice("gelu", FETTLE_TEXT("GELU")).choice("relu", FETTLE_TEXT("ReLU"))
                .choice("gelu_tanh", FETTLE_TEXT("GELU by tanh"))
                .title(FETTLE_TEXT("Activation"))
                .help(FETTLE_TEXT("What stands between the two linear layers."))
                .when(FETTLE_TEXT("Choose ReLU to save time, or to match the weights of a model that was trained with it."))
                .advanced()};
}

std::string activationCode(const std::string& activation)
{
    return activation == "relu" ? "nn.ReLU()" : activation == "gelu" ? "nn.GELU()" : "nn.GELU(approximate=\"tanh\")";
}

} // namespace fettle::components
