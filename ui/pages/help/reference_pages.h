// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "engine/client/sentences.h"
#include "engine/contract/catalog.h"
#include "ui/pages/help/handbook.h"

namespace fettle::ui {

/// The handbook's reference, made from what the components say of themselves: a page for each kind that the catalog
/// has ("ref/layer") and one for each component ("ref/layer/conv2d"). The components' own words are in the sentences'
/// language, the words around them in the window's. A kind's page begins with what components.md says of it.
class ReferencePages {
public:
    ReferencePages(const Catalog& catalog, const client::Sentences& sentences, const Handbook& handbook);

    [[nodiscard]] QList<HelpTopic> topics() const;
    /// In the order of the contract's enumeration.
    [[nodiscard]] std::vector<ComponentKind> kinds() const;
    /// By title in the sentences' language; layers in the order of their families.
    [[nodiscard]] std::vector<const ComponentInfo*> of(ComponentKind kind) const;

    [[nodiscard]] static QString kindId(ComponentKind kind);
    [[nodiscard]] static QString componentId(const ComponentInfo& info);
    /// "Layers", "Losses"
    [[nodiscard]] static QString kindTitle(ComponentKind kind);
    /// "Dense", "Convolution"
    [[nodiscard]] static QString familyTitle(NodeCategory category);

private:
    [[nodiscard]] QString kindPage(ComponentKind kind) const;
    [[nodiscard]] QString componentPage(const ComponentInfo& info) const;
    [[nodiscard]] QString ports(const ComponentInfo& info) const;
    [[nodiscard]] QString option(const ParameterInfo& parameter) const;
    [[nodiscard]] QString range(const ParameterInfo& parameter) const;
    [[nodiscard]] QString valueText(const ParameterInfo& parameter, const Value& value) const;
    /// A catalog text in the sentences' language, as Markdown.
    [[nodiscard]] QString say(const std::string& source) const;

    const Catalog& m_catalog;
    const client::Sentences& m_sentences;
    const Handbook& m_handbook;
};

} // namespace fettle::ui
