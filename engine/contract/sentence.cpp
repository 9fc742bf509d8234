// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/contract/sentence.h"

#include "engine/contract/words.h"

namespace fettle {
namespace {

bool isEmpty(const Value& value)
{
    return value.isNull() || (value.isText() && value.asText().empty()) || (value.isList() && value.asList().empty());
}

struct Filled {
    std::string text;
    bool complete = true; ///< every argument was there and not empty
};

Filled fillMarks(std::string_view part, const ValueMap& arguments, const ArgumentWriter& write)
{
    Filled filled;
    while (!part.empty()) {
        const auto open = part.find('{');
        const auto close = open == std::string_view::npos ? open : part.find('}', open);
        if (close == std::string_view::npos)
            break;
        filled.text += part.substr(0, open);
        const auto mark = part.substr(open + 1, close - open - 1);
        if (mark.empty()) { // names nothing: what a person is to type
            filled.text += "{}";
            part.remove_prefix(close + 1);
            continue;
        }
        const auto colon = mark.find(':');
        const auto name = mark.substr(0, colon);
        const auto form = colon == std::string_view::npos ? std::string_view() : mark.substr(colon + 1);
        const auto found = arguments.find(name);
        const bool missing = found == arguments.end();
        filled.complete = filled.complete && !missing && !isEmpty(found->second);
        filled.text += missing ? "?" : write(name, form, found->second);
        part.remove_prefix(close + 1);
    }
    filled.text += part;
    return filled;
}

} // namespace

std::string fillSentence(std::string_view sentence, const ValueMap& arguments, const ArgumentWriter& write)
{
    std::string text;
    for (;;) {
        const auto open = sentence.find("[[");
        const auto close = open == std::string_view::npos ? open : sentence.find("]]", open);
        if (close == std::string_view::npos)
            return text + fillMarks(sentence, arguments, write).text;
        text += fillMarks(sentence.substr(0, open), arguments, write).text;
        if (auto part = fillMarks(sentence.substr(open + 2, close - open - 2), arguments, write); part.complete)
            text += part.text;
        sentence.remove_prefix(close + 2);
    }
}

std::string plainEnglish(std::string_view name, std::string_view form, const Value& value)
{
    if (value.isList()) {
        std::string joined;
        for (const auto& item : value.asList())
            joined += (joined.empty() ? "" : ", ") + plainEnglish(name, form, item);
        return joined;
    }
    if (value.isNumber() && form == "bytes")
        return value.toDisplay() + " bytes";
    if (value.isNumber() && form == "duration")
        return value.toDisplay() + " s";
    const Word* word = value.isText() ? findWord(form, value.asText()) : nullptr;
    return word ? std::string(word->english) : value.toDisplay();
}

} // namespace fettle
