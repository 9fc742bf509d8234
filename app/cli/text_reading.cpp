// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/text_reading.h"

#include <algorithm>
#include <set>

#include <nlohmann/json.hpp>

#include "engine/client/text_figures.h"
#include "engine/contract/recipe.h"

namespace fettle::cli {
namespace {

double unknownShare(const Value& reading)
{
    return client::shareOf(reading.at(client::countedSplit(reading)), "unknown_tokens", "tokens");
}

double cutShare(const Value& reading) { return client::shareOf(reading.at("train"), "cut_rows", "rows"); }

} // namespace

Result<Value> readTexts(CliContext& context, const std::string& manifestPath, const std::string& field, const ComponentRef& encoder,
                        ValueList rows)
{
    return context.call("worker.encoded", {{"manifest_path", manifestPath}, {"field", field}, {"rows", std::move(rows)},
                                           {"encoder", toValue(encoder)}, {"summary", true}});
}

std::vector<std::string> textWarnings(const CliContext& context, const std::string& field, const Value& reading)
{
    std::vector<std::string> warnings;
    if (const auto share = unknownShare(reading); share > kMuchUnknown)
        warnings.push_back(context.say(FETTLE_CLI("{share:percent} of the texts in \"{column}\" is unknown to the model. Choose another "
                                                  "model: one for this language, or one that learns from the characters."),
                                       {{"share", share}, {"column", field}}));
    if (const auto share = cutShare(reading); share > client::kManyCut)
        warnings.push_back(context.say(FETTLE_CLI("{share:percent} of the texts in \"{column}\" lose their end. A greater max_length "
                                                  "reads more and takes longer."),
                                       {{"share", share}, {"column", field}}));
    return warnings;
}

std::vector<std::string> textFigures(const CliContext& context, const Value& reading)
{
    const auto& train = reading.at("train");
    const ValueMap figures{{"median", train.at("median_length")}, {"most", train.at("p95_length")},
                           {"longest", train.at("longest")},      {"cut", train.at("cut_rows")},
                           {"share", cutShare(reading)},          {"length", train.at("max_length")},
                           {"unknown", unknownShare(reading)}};
    const bool isCut = train.at("cut_rows").asInteger() > 0;
    return {context.say(FETTLE_CLI("Length: typically {median} tokens, 95 of 100 texts at most {most}, the longest {longest}"), figures),
            isCut ? context.say(FETTLE_CLI("Cut off: the end of {cut} texts ({share:percent}); {length} tokens are read"), figures)
                  : context.say(FETTLE_CLI("Cut off: no text; {length} tokens are read"), figures),
            context.say(FETTLE_CLI("Unknown: {unknown:percent} of the tokens"), figures)};
}

std::string tokenLine(const Value& row)
{
    std::set<std::int64_t> unknown;
    for (const auto& place : row.at("unknown").asList())
        unknown.insert(place.asInteger());
    std::string line;
    std::int64_t place = 0;
    for (const auto& token : row.at("after").asList()) {
        auto text = token.asText();
        // A token may be a line break; a line stays one.
        std::ranges::replace_if(text, [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
        line += (line.empty() ? "" : " ") + (unknown.contains(place++) ? "[" + text + "]" : text);
    }
    if (const auto cut = row.at("cut").asInteger(); cut > 0)
        line += " … +" + std::to_string(cut);
    return line;
}

} // namespace fettle::cli
