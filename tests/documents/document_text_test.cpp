// SPDX-License-Identifier: GPL-3.0-or-later
#include <doctest/doctest.h>

#include <limits>

#include "engine/documents/document_text.h"
#include "tests/contract/random_values.h"

using namespace fettle;
using namespace fettle::documents;

namespace {

std::string codeOf(const Result<Node>& result) { return result.ok() ? "ok" : result.error().code; }
std::string yamlCode(std::string_view text) { return codeOf(parseYaml(text, "f.yaml")); }
std::string jsonCode(std::string_view text) { return codeOf(parseJsonDocument(text, "f.json")); }

std::string nested(int depth, char open, char close)
{
    return "a: " + std::string(static_cast<std::size_t>(depth), open) + std::string(static_cast<std::size_t>(depth), close);
}

} // namespace

TEST_CASE("YAML that a document never needs is refused by name")
{
    CHECK(yamlCode("a: 1\nb: [x, {c: d}]\n") == "ok");
    CHECK(yamlCode("a: &x 1\n") == "documents.anchor");
    CHECK(yamlCode("a: &x [1]\nb: *x\n") == "documents.anchor");
    CHECK(yamlCode("a: !!binary aGk=\n") == "documents.tag");
    CHECK(yamlCode("a: !evil {b: c}\n") == "documents.tag");
    CHECK(yamlCode("a: 1\n---\nb: 2\n") == "documents.several_documents");
    CHECK(yamlCode("a: 1\nb: 2\na: 3\n") == "documents.duplicate_key");
    CHECK(yamlCode("{a: {b: 1, b: 2}}") == "documents.duplicate_key");
    CHECK(yamlCode("[1, 2]") == "documents.not_a_map");
    CHECK(yamlCode("") == "documents.not_a_map");
    CHECK(yamlCode("just text") == "documents.not_a_map");
    CHECK(yamlCode("? [a, b]\n: 1\n") == "documents.syntax");
    CHECK(yamlCode("a: [1, 2\n") == "documents.syntax");
    CHECK(yamlCode("a: \"no \\q escape\"\n") == "documents.syntax");
    CHECK(yamlCode("a: \xff\xfe\n") == "documents.not_utf8");
    CHECK(yamlCode(std::string_view("a: \0b\n", 6)) == "documents.not_utf8");
    CHECK(yamlCode("a: \x04\n") == "documents.not_utf8");
    CHECK(yamlCode(nested(63, '[', ']')) == "ok");
    CHECK(yamlCode(nested(64, '[', ']')) == "documents.too_deep");
    CHECK(yamlCode(nested(1'000'000, '[', ']')) == "documents.too_deep");
    CHECK(yamlCode("a: " + std::string(kMaxDocumentBytes, 'x')) == "documents.too_large");
    std::string many = "a: [";
    for (std::size_t i = 0; i < kMaxDocumentNodes; ++i)
        many += "1,";
    CHECK(yamlCode(many + "]") == "documents.too_many_values");
}

TEST_CASE("a billion laughs are refused at the first one")
{
    std::string bomb = "a0: &a0 [lol, lol]\n";
    for (int i = 1; i < 30; ++i)
        bomb += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [*a" + std::to_string(i - 1) + ", *a" +
                std::to_string(i - 1) + "]\n";
    const auto result = parseYaml(bomb, "bomb.yaml");
    REQUIRE(!result.ok());
    CHECK(result.error().code == "documents.anchor");
    CHECK(result.error().arguments.at("line").asInteger() == 1);
}

TEST_CASE("JSON documents hold the same bounds and say where a mistake is")
{
    CHECK(jsonCode(R"({"a": [1, 2.5, "x", null, true]})") == "ok");
    CHECK(jsonCode(R"({"a": 1, "a": 2})") == "documents.duplicate_key");
    CHECK(jsonCode("[]") == "documents.not_a_map");
    CHECK(jsonCode("{\"a\": \xff}") == "documents.not_utf8");
    CHECK(jsonCode("{\"a\": " + std::string(63, '[') + std::string(63, ']') + "}") == "ok");
    CHECK(jsonCode("{\"a\": " + std::string(64, '[') + std::string(64, ']') + "}") == "documents.too_deep");
    CHECK(jsonCode("{\"a\": " + std::string(1'000'000, '[')) == "documents.too_deep");
    const auto result = parseJsonDocument("{\n  \"a\": 1,\n  oops\n}", "f.json");
    REQUIRE(!result.ok());
    CHECK(result.error().code == "documents.syntax");
    CHECK(result.error().arguments.at("line").asInteger() == 3);
}

TEST_CASE("plain scalars mean what YAML's core rules say, and nothing more")
{
    CHECK(plainScalar("12") == Value(12));
    CHECK(plainScalar("+12") == Value(12));
    CHECK(plainScalar("-0.5") == Value(-0.5));
    CHECK(plainScalar("1e3") == Value(1000.0));
    CHECK(plainScalar(".5") == Value(0.5));
    CHECK(plainScalar("true") == Value(true));
    CHECK(plainScalar("") == Value());
    CHECK(plainScalar("no") == Value("no"));
    CHECK(plainScalar("on") == Value("on"));
    CHECK(plainScalar("infinity") == Value("infinity"));
    CHECK(plainScalar("nan") == Value("nan"));
    CHECK(plainScalar("1.2.3") == Value("1.2.3"));
    CHECK(plainScalar("12a") == Value("12a"));
    CHECK(plainScalar("-") == Value("-"));
    CHECK(plainScalar("99999999999999999999") == Value(1e20));
    CHECK(plainScalar(".inf") == Value(std::numeric_limits<double>::infinity()));
}

TEST_CASE("any value comes back from YAML and from JSON as it was, and is written the same again")
{
    for (std::uint64_t seed = 0; seed < 400; ++seed) {
        test::RandomValues random(seed);
        Node document = Node::map();
        const Value value = random.value(5);
        document.add("value", Node::fromValue(value));
        const std::string yaml = formatYaml(document);
        const auto fromYaml = parseYaml(yaml, "f.yaml");
        CAPTURE(yaml);
        REQUIRE_MESSAGE(fromYaml.ok(), toLogLine(fromYaml.error()));
        REQUIRE(fromYaml->find("value")->toValue() == value);
        Node again = Node::map();
        again.add("value", Node::fromValue(fromYaml->find("value")->toValue()));
        CHECK(formatYaml(again) == yaml);
        const auto fromJsonText = parseJsonDocument(formatJson(document), "f.json");
        REQUIRE_MESSAGE(fromJsonText.ok(), toLogLine(fromJsonText.error()));
        CHECK(fromJsonText->find("value")->toValue() == value);
    }
}

TEST_CASE("a real number is written as short as it can be and stays a real")
{
    CHECK(realText(1.0) == "1.0");
    CHECK(realText(0.1) == "0.1");
    CHECK(realText(1e22) == "1e+22");
    CHECK(realText(-0.0) == "-0.0");
    CHECK(realText(std::numeric_limits<double>::quiet_NaN()) == ".nan");
    for (std::uint64_t seed = 0; seed < 1000; ++seed) {
        const double real = test::RandomValues(seed, true).real();
        CHECK(plainScalar(realText(real)) == Value(real));
    }
}
