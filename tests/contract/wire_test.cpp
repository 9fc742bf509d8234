// SPDX-License-Identifier: GPL-3.0-or-later
#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <map>
#include <set>

#include <nlohmann/json.hpp>

#include "engine/contract/job.h"
#include "engine/contract/json.h"
#include "engine/contract/metric.h"
#include "engine/contract/worker_protocol.h"

using namespace fettle;

TEST_CASE("NaN and infinities travel as texts")
{
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const double infinity = std::numeric_limits<double>::infinity();
    const MetricPoints points{"loss", {1, 2, 3, 4}, {nan, infinity, -infinity, 0.1}};
    CHECK(toLine(toJson(points)) == R"({"series":"loss","steps":[1,2,3,4],"values":["NaN","Infinity","-Infinity",0.1]})");
    const auto again = fromJson<MetricPoints>(toJson(points));
    REQUIRE(again.ok());
    CHECK(std::isnan(again->values[0]));
    CHECK(again->values[1] == infinity);
    CHECK(again->values[2] == -infinity);
    CHECK(toLine(toJson(Value(nan))) == "\"NaN\"");
    CHECK(std::isnan(valueFromJson("NaN").asReal()));
    CHECK(!fromJson<MetricPoints>(*parseJson(R"({"series":"s","steps":[1],"values":["nan"]})")).ok());
    CHECK(!fromJson<MetricPoints>(*parseJson(R"({"series":"s","steps":[1],"values":[null]})")).ok());
}

TEST_CASE("doubles cross bit for bit")
{
    for (const double real : {0.1, 1.0 / 3.0, 5e-324, 1.7976931348623157e308, -0.0, 123456789.123456789, 1e22}) {
        const auto json = parseJson(toLine(toJson(Value(real))));
        REQUIRE(json.ok());
        CHECK(valueFromJson(*json).asReal() == real);
        CHECK(std::signbit(valueFromJson(*json).asReal()) == std::signbit(real));
    }
}

TEST_CASE("bytes that are not UTF-8 become a replacement, and a line is always valid")
{
    Error error = makeError("contract.not_json", {{"field", std::string("a\xff\xfe" "b")}}, "\xc3");
    const std::string line = toLine(toJson(error));
    CHECK(line.find("\xef\xbf\xbd") != std::string::npos);
    REQUIRE(parseJson(line).ok());
    CHECK(parseJson("{\"a\": \"\xff\"}").error().code == "contract.not_json");
    CHECK(parseJson("{\"a\": \"\xed\xa0\x80\"}").error().code == "contract.not_json");
}

TEST_CASE("text that is no JSON, or too deep, is an error and never a crash")
{
    for (const char* text : {"", " ", "{", "[1,", "nul", "{\"a\" 1}", "\"\\u12\"", "{} {}", "NaN", "[1]]"})
        CHECK(parseJson(text).error().code == "contract.not_json");
    const auto nested = [](int depth) {
        return std::string(static_cast<std::size_t>(depth), '[') + std::string(static_cast<std::size_t>(depth), ']');
    };
    CHECK(parseJson(nested(kMaxJsonDepth)).ok());
    CHECK(parseJson(nested(kMaxJsonDepth + 2)).error().code == "contract.too_deep");
    CHECK(parseJson(nested(1'000'000)).error().code == "contract.too_deep");
    CHECK(parseJson(std::string(1'000'000, '[')).error().code == "contract.too_deep");
    std::string maps;
    for (int i = 0; i < 100'000; ++i)
        maps += "{\"a\":";
    CHECK(parseJson(maps).error().code == "contract.too_deep");
}

TEST_CASE("whole numbers keep their 64 bits, larger ones become reals")
{
    CHECK(valueFromJson(*parseJson("9223372036854775807")).asInteger() == INT64_MAX);
    CHECK(valueFromJson(*parseJson("-9223372036854775808")).asInteger() == INT64_MIN);
    CHECK(valueFromJson(*parseJson("18446744073709551615")).type() == Value::Type::Real);
    CHECK(Value(2.0).asInteger() == 2);
    CHECK(Value(2.5).asInteger(-1) == -1);
    CHECK(Value(3).asReal() == 3.0);
    CHECK(Value("x").asReal(7.0) == 7.0);
    CHECK(Value(1e300).asInteger(-1) == -1);
}

TEST_CASE("a value's readers fall back and never throw")
{
    const Value map(ValueMap{{"a", ValueList{1, "two", true}}});
    CHECK(map.at("a").asList().size() == 3);
    CHECK(map.at("b").isNull());
    CHECK(map.at("a").at("b").isNull());
    CHECK(map.asText().empty());
    CHECK(Value("text").asList().empty());
    CHECK(map.toDisplay() == R"({"a":[1,"two",true]})");
    CHECK(Value("text").toDisplay() == "text");
    CHECK(Value(std::nan("")) == Value(std::nan("")));
    CHECK(Value(1) != Value(1.0));
}

TEST_CASE("a message is one line with its type")
{
    const std::string line = encodeMessage("progress", toJson(Progress{.phase = "a\nb", .done = 1.0, .details = {}}));
    CHECK(line.find('\n') == std::string::npos);
    const auto json = parseJson(line);
    REQUIRE(json.ok());
    CHECK((*json)["type"] == "progress");
    CHECK(fromJson<Progress>(*json)->phase == "a\nb");
}

TEST_CASE("the transitions of a job are exactly these")
{
    using enum JobState;
    const std::vector<JobState> all = {Queued, Running, Pausing, Paused, Stopping, Stopped, Completed, Failed, Interrupted};
    const std::map<JobState, std::set<JobState>> legal = {
        {Queued, {Running, Paused, Stopped, Failed}},
        {Running, {Pausing, Paused, Stopping, Completed, Failed, Interrupted}},
        {Pausing, {Paused, Stopping, Completed, Failed, Interrupted}},
        {Paused, {Queued, Stopped}},
        {Stopping, {Stopped, Completed, Failed, Interrupted}},
        {Interrupted, {Queued, Running, Paused, Stopped, Failed}},
        {Failed, {Queued}},
        {Stopped, {}},
        {Completed, {}}};
    for (const JobState from : all)
        for (const JobState to : all) {
            CAPTURE(toText(from));
            CAPTURE(toText(to));
            CHECK(isLegalTransition(from, to) == legal.at(from).contains(to));
        }
    for (const JobState state : all) {
        CHECK(isFinal(state) == (state == Stopped || state == Completed || state == Failed));
        CHECK(isHeld(state) == (state == Running || state == Pausing || state == Stopping));
        // Whoever holds a job can be interrupted; nothing that is held may be queued behind a worker's back.
        CHECK((!isHeld(state) || (isLegalTransition(state, Interrupted) && !isLegalTransition(state, Queued))));
        CHECK(fromText<JobState>(toText(state)) == state);
    }
    CHECK(!fromText<JobState>("sleeping"));
}
