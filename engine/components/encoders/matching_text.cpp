// SPDX-License-Identifier: GPL-3.0-or-later
#include <unordered_set>

#include "engine/components/fitted_match.h"

namespace fettle::components {
namespace {

class MatchingTextEncoder final : public Encoder {
public:
    ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Encoder;
        info.id = "matching_text";
        info.title = FETTLE_TEXT("Text that belongs to another");
        info.help = FETTLE_TEXT("Tells which rows have the same text here, so that it counts as right for all of them.");
        info.parameters = {textParameter(kAlignedParameter, "")
                               .title(FETTLE_TEXT("Text"))
                               .help(FETTLE_TEXT("The column of texts to which these belong."))
                               .when(FETTLE_TEXT("Choose it where the data has several."))};
        info.keywords = {"pair", "match", "positive", "sentence embeddings"};
        return info;
    }

    [[nodiscard]] std::optional<FieldKind> alignedKind() const override { return FieldKind::Text; }

    [[nodiscard]] Result<std::unique_ptr<FittedEncoder>> fit(const Parameters&, const Column& column,
                                                             std::span<const std::int64_t> trainRows, bool) const override
    {
        std::vector<std::string_view> texts(trainRows.size());
        column.readTexts(trainRows, texts);
        std::unordered_set<std::int64_t> different;
        for (const auto text : texts)
            if (const auto key = matchKey(text); key != FittedEncoder::kMissingTarget)
                different.insert(key);
        // What is learned is to tell the right one from others.
        if (different.size() < 2)
            return makeError("data.matches_alike", {{"field", column.field().name}, {"count", static_cast<std::int64_t>(different.size())}});
        return std::unique_ptr<FittedEncoder>(std::make_unique<FittedMatch>(column.field().name));
    }

    [[nodiscard]] Result<std::unique_ptr<FittedEncoder>> fitAligned(const Parameters& parameters, const Column& column,
                                                                    const AlignedField&,
                                                                    std::span<const std::int64_t> trainRows) const override
    {
        return fit(parameters, column, trainRows, true);
    }

    [[nodiscard]] Result<std::unique_ptr<FittedEncoder>> restore(const Parameters&, const Value& value) const override
    {
        const auto& field = value.at("field").asText();
        if (field.empty())
            return makeError("components.encoder_state",
                             {{"component", "matching_text"}, {"reason", FETTLE_PHRASE("its field is missing")}});
        return std::unique_ptr<FittedEncoder>(std::make_unique<FittedMatch>(field));
    }
};

} // namespace
} // namespace fettle::components

FETTLE_COMPONENT(encoders, matching_text, components::MatchingTextEncoder)
