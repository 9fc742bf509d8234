// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/components/recurrent_layer.h"

namespace fettle::components {
namespace {

class GruLayer final : public RecurrentLayer {
public:
    ComponentInfo describe() const override
    {
        auto info = describeRecurrent();
        info.id = "gru";
        info.title = FETTLE_TEXT("GRU");
        info.help = FETTLE_TEXT("Reads a sequence step by step like an LSTM, with a simpler memory: fewer weights, a little faster, often as good.");
        info.keywords = {"gated recurrent unit", "recurrent", "rnn", "sequence"};
        return info;
    }

protected:
    RecurrentCell cell(const Parameters&) const override { return RecurrentCell::Gru; }
    std::string pytorchName() const override { return "nn.GRU"; }
};

} // namespace
} // namespace fettle::components

FETTLE_COMPONENT(layers, gru, components::GruLayer)
