// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/component_api/transform.h"

namespace fettle::components {

class TokenDropoutTransform final : public Transform {
public:
    [[nodiscard]] ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Transform;
        info.id = "token_dropout";
        info.title = FETTLE_TEXT("Hide words");
        info.help = FETTLE_TEXT("Replaces some words of the training texts by the sign for an unknown word, others each "
                                "time, so that the network does not lean on single words.");
        info.suits = {"text"};
        info.keywords = {"token dropout", "word dropout", "mask"};
        info.parameters = {
            realParameter("p", 0.1)
                .range(0, 0.9)
                .title(FETTLE_TEXT("Share"))
                .help(FETTLE_TEXT("Share of the words that are hidden."))
                .when(FETTLE_TEXT("Raise it where training texts are learned by heart and new ones are not understood.")),
        };
        return info;
    }

    void applyTokens(TokenRow row, const Parameters& parameters, RandomStream& random) const override
    {
        const double share = parameters.real("p");
        for (auto& token : row.tokens)
            if (random.uniform() < share)
                token = row.unknown;
    }
};

} // namespace fettle::components

FETTLE_COMPONENT(transforms, token_dropout, components::TokenDropoutTransform)
