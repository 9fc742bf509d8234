// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tokenizers/post_processor.h"

namespace fettle::tokenizers {
namespace {

using Item = PostProcessor::Item;

Item special(std::uint32_t id, std::uint32_t typeId = 0) { return {Item::Kind::Special, typeId, {id}}; }

/// {"Sequence": {"id": "A", "type_id": 0}} or {"SpecialToken": {"id": "[CLS]", "type_id": 0}}
Result<Item> readItem(const nlohmann::json& object, const nlohmann::json* specialTokens, const std::string& place)
{
    Item item;
    const JsonFields fields(object, place);
    if (fields.find("Sequence")) {
        FETTLE_TRY_ASSIGN(const auto* inner, fields.object("Sequence"));
        const JsonFields sequence(*inner, fields.placeOf("Sequence"));
        FETTLE_TRY_ASSIGN(const auto index, sequence.choice("id", {"a", "b"}));
        item.kind = index == 0 ? Item::Kind::First : Item::Kind::Second;
        FETTLE_TRY_ASSIGN(item.typeId, sequence.number("type_id", 0));
        return item;
    }
    FETTLE_TRY_ASSIGN(const auto* inner, fields.object("SpecialToken"));
    const JsonFields token(*inner, fields.placeOf("SpecialToken"));
    FETTLE_TRY_ASSIGN(const auto name, token.text("id"));
    FETTLE_TRY_ASSIGN(item.typeId, token.number("type_id", 0));
    item.kind = Item::Kind::Special;
    const auto* entry = specialTokens && specialTokens->contains(name) ? &specialTokens->at(name) : nullptr;
    const auto* ids = entry && entry->is_object() && entry->contains("ids") ? &entry->at("ids") : nullptr;
    if (!ids || !ids->is_array() || ids->size() > kMaxParts)
        return makeError("tokenizers.token_missing", {{"token", name.substr(0, 100)}});
    for (const auto& id : *ids) {
        if (!id.is_number_unsigned() || id.get<std::uint64_t>() > 0xFFFFFFFEu)
            return fieldError(place, FETTLE_PHRASE("the number of a token"));
        item.ids.push_back(id.get<std::uint32_t>());
    }
    return item;
}

Result<PostProcessor::Template> readTemplate(const JsonFields& fields, std::string_view key, bool isPair)
{
    FETTLE_TRY_ASSIGN(const auto* list, fields.list(key));
    if (list->size() > kMaxParts)
        return makeError("tokenizers.too_many",
                         {{"limit", static_cast<std::int64_t>(kMaxParts)}, {"place", fields.placeOf(key)}});
    PostProcessor::Template items;
    int firsts = 0;
    int seconds = 0;
    for (std::size_t i = 0; i < list->size(); ++i) {
        FETTLE_TRY_ASSIGN(auto item,
                          readItem((*list)[i], fields.find("special_tokens"),
                                   fields.placeOf(key) + "[" + std::to_string(i) + "]"));
        firsts += item.kind == Item::Kind::First;
        seconds += item.kind == Item::Kind::Second;
        items.push_back(std::move(item));
    }
    if (firsts != 1 || seconds != (isPair ? 1 : 0))
        return fieldError(fields.placeOf(key), FETTLE_PHRASE("a template that holds each text once"));
    return items;
}

Result<void> readInto(PostProcessor& made, const nlohmann::json& object, const std::string& place)
{
    const JsonFields fields(object, place);
    const auto type = fields.type();
    if (type == "Sequence") {
        FETTLE_TRY_ASSIGN(const auto* list, fields.list("processors"));
        if (list->size() > kMaxParts)
            return makeError("tokenizers.too_many",
                             {{"limit", static_cast<std::int64_t>(kMaxParts)},
                                 {"place", fields.placeOf("processors")}});
        for (std::size_t i = 0; i < list->size(); ++i)
            FETTLE_TRY(readInto(made, (*list)[i], fields.placeOf("processors[" + std::to_string(i) + "]")));
        return {};
    }
    if (type == "BertProcessing" || type == "RobertaProcessing") {
        FETTLE_TRY_ASSIGN(const auto separator, fields.namedId("sep"));
        FETTLE_TRY_ASSIGN(const auto first, fields.namedId("cls"));
        const bool isBert = type == "BertProcessing";
        auto around = isBert ? PostProcessor::bert(first.id, separator.id) : PostProcessor::roberta(first.id, separator.id);
        made.single = std::move(around.single);
        made.pair = std::move(around.pair);
        if (isBert)
            return {};
        made.plainSecondType = around.plainSecondType;
    } else if (type == "TemplateProcessing") {
        FETTLE_TRY_ASSIGN(made.single, readTemplate(fields, "single", false));
        FETTLE_TRY_ASSIGN(made.pair, readTemplate(fields, "pair", true));
        for (const auto& item : made.pair)
            if (item.kind == Item::Kind::Second)
                made.plainSecondType = item.typeId;
        return {};
    } else if (type != "ByteLevel") {
        return unknownPart(fields);
    }
    FETTLE_TRY_ASSIGN(made.trimsOffsets, fields.flag("trim_offsets", true));
    FETTLE_TRY_ASSIGN(made.hasPrefixSpace, fields.flag("add_prefix_space", true));
    return {};
}

} // namespace

PostProcessor PostProcessor::bert(std::uint32_t first, std::uint32_t separator)
{
    PostProcessor made;
    made.single = {special(first), {Item::Kind::First, 0, {}}, special(separator)};
    made.pair = {special(first), {Item::Kind::First, 0, {}}, special(separator), {Item::Kind::Second, 1, {}},
        special(separator, 1)};
    return made;
}

PostProcessor PostProcessor::roberta(std::uint32_t first, std::uint32_t separator)
{
    auto made = bert(first, separator);
    made.pair = {special(first), {Item::Kind::First, 0, {}}, special(separator),
                 special(separator), {Item::Kind::Second, 0, {}}, special(separator)};
    made.plainSecondType = 0;
    return made;
}

Result<PostProcessor> PostProcessor::read(const nlohmann::json& object, const std::string& place)
{
    PostProcessor made;
    FETTLE_TRY(readInto(made, object, place));
    return made;
}

std::size_t PostProcessor::addedCount(bool isPair) const
{
    std::size_t count = 0;
    for (const auto& item : isPair ? pair : single)
        count += item.ids.size();
    return count;
}

} // namespace fettle::tokenizers
