// SPDX-License-Identifier: GPL-3.0-or-later
// Marks and optional parts of sentences, and the declared words.
#include <doctest/doctest.h>

#include <set>

#include "engine/contract/catalog.h"
#include "engine/contract/dataset.h"
#include "engine/contract/job.h"
#include "engine/contract/sentence.h"
#include "engine/contract/words.h"

using namespace fettle;

namespace {

std::string filled(std::string_view sentence, const ValueMap& arguments)
{
    return fillSentence(sentence, arguments, plainEnglish);
}

template <TextEnum E>
void checkWords(std::string_view list)
{
    for (const auto& [value, name] : EnumText<E>::kNames)
        CHECK_MESSAGE(findWord(list, name) != nullptr, list << ": " << name);
}

} // namespace

TEST_CASE("marks are filled, with their forms handed on")
{
    CHECK(filled("{a} and {b}.", {{"a", "x"}, {"b", 2}}) == "x and 2.");
    CHECK(filled("{a}", {}) == "?");
    CHECK(filled("an open { mark", {}) == "an open { mark");
    CHECK(filled("", {}).empty());
    std::string seen;
    static_cast<void>(fillSentence("{size:bytes}{name}", {{"size", 1}, {"name", 2}},
                                   [&seen](std::string_view name, std::string_view form, const Value&) {
                                       seen += std::string(name) + "/" + std::string(form) + ";";
                                       return std::string();
                                   }));
    CHECK(seen == "size/bytes;name/;");
}

TEST_CASE("an optional part stands only where all of its arguments are there")
{
    const std::string_view sentence = "There is none.[[ The nearest is \"{near}\".]] Go on.";
    CHECK(filled(sentence, {{"near", "b"}}) == "There is none. The nearest is \"b\". Go on.");
    CHECK(filled(sentence, {}) == "There is none. Go on.");
    CHECK(filled(sentence, {{"near", ""}}) == "There is none. Go on.");
    CHECK(filled(sentence, {{"near", Value()}}) == "There is none. Go on.");
    CHECK(filled(sentence, {{"near", ValueList{}}}) == "There is none. Go on.");
    CHECK(filled("[[a {x}]][[b {y}]]", {{"x", 1}, {"y", ""}}) == "a 1");
    CHECK(filled("[[{x} of {y}]]", {{"x", 1}}).empty());
    CHECK(filled("[[{x}]]", {{"x", 0}}) == "0");
    CHECK(filled("not [[ closed {x}", {{"x", 1}}) == "not [[ closed 1");
    // What an argument brings is text, whatever it looks like.
    CHECK(filled("{x}", {{"x", "[[{y}]]"}}) == "[[{y}]]");
}

TEST_CASE("words read as they are declared, others as they came")
{
    CHECK(filled("{s:state}", {{"s", "completed"}}) == "completed");
    CHECK(filled("{s:split}", {{"s", "train"}}) == "training set");
    CHECK(filled("{s:job}", {{"s", "train"}}) == "training");
    CHECK(filled("{s:split}", {{"s", "of tomorrow"}}) == "of tomorrow");
    CHECK(filled("{s:split}", {{"s", ValueList{"train", "x", "test"}}}) == "training set, x, test set");
    CHECK(filled("{s:phrase}", {{"s", "a whole number"}}) == "a whole number");
    CHECK(filled("{s:bytes}", {{"s", 12}}) == "12 bytes");
}

TEST_CASE("every enumeration that a person reads has its words")
{
    checkWords<JobState>("state");
    checkWords<JobKind>("job");
    checkWords<StopMode>("action");
    checkWords<FieldKind>("kind");
    checkWords<FieldRole>("role");
    checkWords<Split>("split");
    checkWords<SplitMethod>("method");
    checkWords<ComponentKind>("component");
    std::set<std::pair<std::string_view, std::string_view>> seen;
    for (const auto& word : kWords) {
        CHECK_MESSAGE(seen.emplace(word.list, word.id).second, word.list << ": " << word.id);
        CHECK_FALSE(word.english.empty());
    }
}

TEST_CASE("braces around nothing are what a person is to type, not a mark")
{
    CHECK(filled("A sentence with {} in its place: \"This is about {}.\" {name}", {{"name", "x"}})
          == "A sentence with {} in its place: \"This is about {}.\" x");
}
