// SPDX-License-Identifier: GPL-3.0-or-later
// What people see of a column of texts as a model reads it.
#include <doctest/doctest.h>

#include <numeric>

#include "engine/component_api/encoder.h"
#include "tests/data/table_import_support.h"
#include "tests/support/text_column.h"

namespace fettle::test {
namespace {

std::unique_ptr<FittedEncoder> fitText(const TextColumn& column, std::int64_t trainRows, ValueMap parameters)
{
    const auto found = builtInRegistry().resolve<Encoder>(ComponentKind::Encoder, {"text", std::move(parameters)});
    REQUIRE_MESSAGE(found.ok(), (found.ok() ? "" : toLogLine(found.error())));
    std::vector<std::int64_t> rows(static_cast<std::size_t>(trainRows));
    std::iota(rows.begin(), rows.end(), 0);
    auto fitted = found->first->fit(found->second, column, rows, false);
    REQUIRE_MESSAGE(fitted.ok(), (fitted.ok() ? "" : toLogLine(fitted.error())));
    return std::move(fitted).value();
}

} // namespace

TEST_CASE("a text's preview holds its tokens as they stand in it, what is unknown and what is cut off")
{
    const TextColumn column("message", std::vector<std::optional<std::string>>{"the parcel is late", "the parcel is here", "the Parcel vanished is late",
                                                                               "the parcel is late the parcel is late", std::nullopt, ""});
    const auto encoder = fitText(column, 2, {{"min_count", 1}, {"max_length", 5}});
    const auto plain = encoder->preview(column, 0);
    CHECK_EQ(plain.at("before"), Value("the parcel is late"));
    CHECK_EQ(plain.at("after"), Value(ValueList{"the", "parcel", "is", "late"}));
    CHECK(plain.at("unknown").asList().empty());
    CHECK_EQ(plain.at("cut"), Value(0));
    const auto unknown = encoder->preview(column, 2);
    CHECK_EQ(unknown.at("after"), Value(ValueList{"the", "Parcel", "vanished", "is", "late"}));
    CHECK_EQ(unknown.at("unknown"), Value(ValueList{2}));
    const auto cut = encoder->preview(column, 3);
    CHECK_EQ(cut.at("after"), Value(ValueList{"the", "parcel", "is", "late", "the"}));
    CHECK_EQ(cut.at("cut"), Value(3));
    CHECK(encoder->preview(column, 4).at("before").isNull());
    CHECK(encoder->preview(column, 4).at("after").asList().empty());
    CHECK_EQ(encoder->preview(column, 5).at("before"), Value(""));
}

TEST_CASE("Chinese characters are tokens that stand where they are")
{
    const TextColumn column("message", std::vector<std::string>{"包裹还没到 ok", "包裹到了 ok"});
    const auto encoder = fitText(column, 2, {{"min_count", 1}});
    CHECK_EQ(encoder->preview(column, 0).at("after"), Value(ValueList{"包", "裹", "还", "没", "到", "ok"}));
}

TEST_CASE("a summary counts lengths, what is unknown and what is cut off, over the rows that are asked for")
{
    // 1, 2, 3, … 20 words.
    std::vector<std::string> texts;
    for (int words = 1; words <= 20; ++words) {
        std::string text = "parcel";
        for (int i = 1; i < words; ++i)
            text += " parcel";
        texts.push_back(text);
    }
    texts.emplace_back("parcel vanished parcel vanished");
    const TextColumn column("message", texts);
    const auto encoder = fitText(column, 20, {{"min_count", 1}, {"max_length", 15}});
    std::vector<std::int64_t> rows(20);
    std::iota(rows.begin(), rows.end(), 0);
    const auto summary = encoder->summary(column, rows);
    CHECK_EQ(summary.at("rows"), Value(20));
    CHECK_EQ(summary.at("tokens"), Value(210));
    CHECK_EQ(summary.at("unknown_tokens"), Value(0));
    CHECK_EQ(summary.at("median_length"), Value(10));
    CHECK_EQ(summary.at("p95_length"), Value(19));
    CHECK_EQ(summary.at("longest"), Value(20));
    CHECK_EQ(summary.at("max_length"), Value(15));
    CHECK_EQ(summary.at("cut_rows"), Value(5));
    CHECK_EQ(summary.at("cut_tokens"), Value(1 + 2 + 3 + 4 + 5));
    const std::vector<std::int64_t> last{20};
    const auto unseen = encoder->summary(column, last);
    CHECK_EQ(unseen.at("tokens"), Value(4));
    CHECK_EQ(unseen.at("unknown_tokens"), Value(2));
    CHECK_EQ(encoder->summary(column, {}).at("longest"), Value(0));
}

} // namespace fettle::test
