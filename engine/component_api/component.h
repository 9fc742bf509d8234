// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/contract/catalog.h"

namespace fettle {

/// What every component is: something that describes itself as data. The subclasses (layer.h, encoder.h, loss.h …)
/// add the work. Components are stateless and shared between threads; what they build has the state.
class Component {
public:
    Component() = default;
    Component(const Component&) = delete;
    Component& operator=(const Component&) = delete;
    virtual ~Component() = default;

    /// Called once at registration.
    [[nodiscard]] virtual ComponentInfo describe() const = 0;
};

} // namespace fettle

/// English source text of the catalog, for the translators: FETTLE_TEXT("Fully connected").
#define FETTLE_TEXT(english) english

/// At the end of engine/components/<folder>/<id>.cpp: FETTLE_COMPONENT(layers, linear, LinearLayer)
#define FETTLE_COMPONENT(folder, id, type)                                                                           \
    namespace fettle {                                                                                                \
    void registerComponent_##folder##_##id(Registry& registry) { registry.add(std::make_unique<type>()); }           \
    }
