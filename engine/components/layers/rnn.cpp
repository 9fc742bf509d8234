// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/components/recurrent_layer.h"

namespace fettle::components {
namespace {

class RnnLayer final : public RecurrentLayer {
public:
    ComponentInfo describe() const override
    {
        auto info = describeRecurrent();
        info.id = "rnn";
        info.title = FETTLE_TEXT("Simple recurrent layer");
        info.help = FETTLE_TEXT("Reads a sequence step by step and mixes each step into one state. Forgets quickly; LSTM and GRU remember longer.");
        info.parameters.push_back(
            choiceParameter("nonlinearity", "tanh").choice("tanh", FETTLE_TEXT("Tanh")).choice("relu", FETTLE_TEXT("ReLU"))
                .title(FETTLE_TEXT("Activation"))
                .help(FETTLE_TEXT("What each new state goes through."))
                .when(FETTLE_TEXT("ReLU learns from longer ago but may blow up; lower the learning rate with it."))
                .advanced());
        info.keywords = {"elman", "recurrent", "sequence"};
        return info;
    }
    std::vector<ValueMap> exampleParameters() const override
    {
        auto all = RecurrentLayer::exampleParameters();
        all.push_back({{"hidden_size", 4}, {"nonlinearity", "relu"}, {"bidirectional", true}});
        return all;
    }

protected:
    RecurrentCell cell(const Parameters& parameters) const override
    {
        return parameters.text("nonlinearity") == "relu" ? RecurrentCell::Relu : RecurrentCell::Tanh;
    }
    std::string pytorchName() const override { return "nn.RNN"; }
    std::string pytorchOptions(const Parameters& parameters) const override
    {
        return parameters.text("nonlinearity") == "relu" ? ", nonlinearity=\"relu\"" : "";
    }
};

} // namespace
} // namespace fettle::components

FETTLE_COMPONENT(layers, rnn, components::RnnLayer)
