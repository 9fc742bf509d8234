// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/components/recurrent_layer.h"

namespace fettle::components {
namespace {

class LstmLayer final : public RecurrentLayer {
public:
    ComponentInfo describe() const override
    {
        auto info = describeRecurrent();
        info.id = "lstm";
        info.title = FETTLE_TEXT("LSTM");
        info.help = FETTLE_TEXT("Reads a sequence step by step with a memory that learns what to keep and what to forget.");
        info.keywords = {"long short-term memory", "recurrent", "rnn", "bilstm", "sequence"};
        return info;
    }

protected:
    RecurrentCell cell(const Parameters&) const override { return RecurrentCell::Lstm; }
    std::string pytorchName() const override { return "nn.LSTM"; }
};

} // namespace
} // namespace fettle::components

FETTLE_COMPONENT(layers, lstm, components::LstmLayer)
