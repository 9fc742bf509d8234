// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include <torch/torch.h>

#include "engine/component_api/initializer.h"

namespace fettle::components {
namespace {

class OrthogonalInitializer final : public Initializer {
public:
    ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Initializer;
        info.id = "orthogonal";
        info.title = FETTLE_TEXT("Orthogonal");
        info.help = FETTLE_TEXT("Random directions at right angles to each other. Helps deep and recurrent networks.");
        info.parameters = {
            realParameter("gain", 1.0).range(0, 1000).title(FETTLE_TEXT("Gain"))
                .help(FETTLE_TEXT("Multiplies the spread."))
                .when(FETTLE_TEXT("1.41 before ReLU, 1.67 before Tanh, else 1."))};
        return info;
    }
    void initialize(torch::Tensor& weight, const Parameters& parameters) const override
    {
        torch::NoGradGuard guard;
        // The QR decomposition of a normal matrix; the signs make it uniform among the rotations (Saxe et al. 2013).
        const auto rows = weight.size(0);
        const auto columns = weight.numel() / std::max<std::int64_t>(rows, 1);
        auto flat = torch::empty({rows, columns}, weight.options()).normal_();
        if (rows < columns)
            flat = flat.t();
        auto [q, r] = at::linalg_qr(flat);
        q = q * r.diag().sign();
        if (rows < columns)
            q = q.t();
        weight.copy_(q.reshape(weight.sizes()).mul(parameters.real("gain")));
    }
};

} // namespace
} // namespace fettle::components

FETTLE_COMPONENT(initializers, orthogonal, components::OrthogonalInitializer)
