// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/component_api/layer.h"
#include "engine/model/window.h"

namespace fettle::components {

/// What layers that shrink pictures by a moving window have in common: inputs, the window's parameters, shapes, code.
class WindowPooling : public Layer {
public:
    std::optional<std::vector<TensorSpec>> shape(const Parameters& parameters,
                                                 std::span<const TensorSpec> inputs) const override;
    std::vector<std::vector<TensorSpec>> exampleInputs() const override;

protected:
    explicit WindowPooling(bool dilates) : m_dilates(dilates) {}
    /// All but id, title, help, keywords and parameters of its own.
    [[nodiscard]] ComponentInfo describeWindow() const;
    [[nodiscard]] model::Window window(const Parameters& parameters) const;
    /// "nn.Name(2, stride=1", with what is not the usual; the caller adds its own and the ")".
    [[nodiscard]] std::string openPytorchCall(const std::string& name, const Parameters& parameters) const;

private:
    bool m_dilates;
};

} // namespace fettle::components
