// SPDX-License-Identifier: GPL-3.0-or-later
// The places that a search by words gives, and what columns of texts are taken for a pair.
#include <doctest/doctest.h>

#include "engine/data/pair_columns.h"
#include "engine/data/word_ranking.h"

using namespace fettle;

TEST_CASE("a search by words puts what shares rare words first, and what shares none in the middle")
{
    const std::vector<std::string_view> texts{"where is the parcel", "the refund of the shoes", "nothing in common"};
    const std::vector<std::string_view> candidates{"the parcel is on its way", "the refund is paid", "the shoes are sold", "the bill",
                                                   "opening hours"};
    const std::vector<std::int64_t> own{0, 1, 4};
    const auto places = data::placesByWords(texts, candidates, own);
    REQUIRE_MESSAGE(places.ok(), (places.ok() ? "" : toLogLine(places.error())));
    CHECK((*places)[0] == 1);
    CHECK((*places)[1] <= 2);
    CHECK((*places)[2] == 3); // of five, all as good: the middle
    // Equal candidates share the place in their middle, rounded up.
    const std::vector<std::string_view> twins{"the parcel", "the parcel", "a bill"};
    const std::vector<std::int64_t> second{1};
    const auto shared = data::placesByWords(std::span(texts).first(1), twins, second);
    REQUIRE(shared.ok());
    CHECK((*shared)[0] == 2);
}

TEST_CASE("columns around a text that is to be found: by their names, and the first of several")
{
    DatasetManifest manifest;
    const auto add = [&](const char* name, FieldKind kind = FieldKind::Text, FieldRole role = FieldRole::Input) {
        FieldInfo field;
        field.name = name;
        field.kind = kind;
        field.role = role;
        manifest.fields.push_back(field);
    };
    add("price", FieldKind::Number);
    add("remark", FieldKind::Text, FieldRole::Ignore);
    add("title");
    add("Query");
    add("Hard-Negative");
    add("answer");
    auto found = data::pairColumns(manifest, "answer");
    CHECK(found.text == "Query");
    CHECK(found.negative == "Hard-Negative");
    found = data::pairColumns(manifest, "Query");
    CHECK(found.text == "title");
    manifest.fields.resize(3);
    add("answer");
    found = data::pairColumns(manifest, "answer");
    CHECK(found.text == "title");
    CHECK(found.negative.empty());
    // The only other column is what is looked from, whatever it is called.
    manifest.fields.clear();
    add("wrong");
    add("right");
    found = data::pairColumns(manifest, "right");
    CHECK(found.text == "wrong");
    CHECK(found.negative.empty());
    manifest.fields.erase(manifest.fields.begin());
    CHECK(data::pairColumns(manifest, "right").text.empty());
}

TEST_CASE("what to find is proposed where two columns of texts are named as a pair, and nowhere else")
{
    const auto proposed = [](std::vector<std::string> names, FieldKind kind = FieldKind::Text) {
        std::vector<FieldInfo> fields;
        for (auto& name : names) {
            FieldInfo field;
            field.name = std::move(name);
            field.kind = kind;
            field.role = FieldRole::Input;
            fields.push_back(std::move(field));
        }
        return data::matchColumn(fields);
    };
    CHECK(proposed({"question", "answer"}) == "answer");
    CHECK(proposed({"Reply", "Text"}) == "Reply");
    CHECK(proposed({"anchor", "positive"}) == "positive");
    CHECK(proposed({"sentence1", "sentence2"}) == "sentence2");
    CHECK(proposed({"问题", "答案"}) == "答案");
    // Nothing is looked up from a text that does not belong.
    CHECK(proposed({"positive", "negative"}).empty());
    CHECK(proposed({"negative", "positive"}).empty());
    CHECK(proposed({"question", "wrong answer"}).empty());
    // Names that say nothing of the kind, of which one, or of more than a pair.
    CHECK(proposed({"title", "body"}).empty());
    CHECK(proposed({"text", "comment"}).empty());
    CHECK(proposed({"question", "query"}).empty());
    CHECK(proposed({"answer", "reply"}).empty());
    CHECK(proposed({"answer"}).empty());
    CHECK(proposed({"question", "answer", "remark"}).empty());
    CHECK(proposed({"question", "answer"}, FieldKind::Category).empty());
}
