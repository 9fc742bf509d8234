// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/field_inference.h"

#include <algorithm>
#include <array>

#include "engine/contract/marks.h"
#include "engine/data/pair_columns.h"

namespace fettle::data {
namespace {

constexpr std::int64_t kMaxClasses = 1000;
/// A number with at most so many different whole values is taken for classes when it is the target.
constexpr std::int64_t kMaxNumberClasses = 20;

/// "Customer_ID" → "customerid".
std::string bareWord(std::string_view text)
{
    std::string result;
    for (const char c : text)
        if (c != ' ' && c != '_' && c != '-' && c != '.')
            result.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c);
    return result;
}

bool hasIdName(const std::string& name)
{
    const std::string lower = bareWord(name);
    constexpr std::array<std::string_view, 12> kNames = {"id",  "index", "idx", "rowid", "rownumber", "uid",
                                                         "udi", "uuid",  "key", "no",    "rownum",    "unnamed:0"};
    return std::ranges::find(kNames, lower) != kNames.end() || (lower.size() > 2 && lower.ends_with("id"))
        || lower.starts_with("id_");
}

/// Cells as this program writes marked parts of texts: its own predictions, imported again.
bool areSpans(const ColumnStatistics& s)
{
    constexpr std::size_t kLookedAt = 200;
    bool any = false;
    std::size_t looked = 0;
    for (const ValueCount& value : s.values(false)) {
        if (looked++ == kLookedAt)
            break;
        const auto marks = value.value.starts_with('[') ? parseMarks(value.value) : std::nullopt;
        if (!marks || !std::ranges::all_of(*marks, &Mark::isSpan))
            return false;
        any = any || !marks->empty();
    }
    return any;
}

void decideTextKind(FieldInfo& field, const ColumnStatistics& s)
{
    const std::int64_t distinct = s.distinct();
    const std::int64_t present = s.present();
    const auto say = [&](FieldKind kind, const char* code) {
        field.kind = kind;
        field.reasons.push_back(makeError(code, {{"distinct", distinct}, {"count", present}}));
    };
    if (present == 0)
        return say(FieldKind::Category, "data.kind_empty");
    if (areSpans(s))
        return say(FieldKind::Spans, "data.kind_spans");
    if (s.allBooleans() && distinct <= 2)
        return say(FieldKind::Boolean, "data.kind_boolean");
    const bool wordy = s.meanWordBreaks() >= 3.0 || s.meanLength() > 40.0;
    if (distinct == present && present >= 20)
        return wordy || (s.meanWordBreaks() >= 1.0 && !hasIdName(field.name))
            ? say(FieldKind::Text, "data.kind_text") : say(FieldKind::Id, "data.kind_id");
    const bool repeats = distinct * 2 <= present || (distinct <= 10 && (present < 20 || distinct * 3 <= present * 2));
    if (distinct <= kMaxClasses && s.isExact() && repeats && !(wordy && distinct * 10 > present && present >= 20))
        return say(FieldKind::Category, "data.kind_category");
    say(FieldKind::Text, wordy ? "data.kind_text" : "data.kind_many_values");
}

void decideNumberKind(FieldInfo& field, const ColumnStatistics& s)
{
    const bool allDifferent = s.present() >= 20 && s.missing() == 0 && s.distinct() == s.present() && s.allIntegers();
    if (allDifferent && (s.countsUp() || hasIdName(field.name))) {
        field.kind = FieldKind::Id;
        field.reasons.push_back(makeError("data.kind_id", {{"distinct", s.distinct()}, {"count", s.present()}}));
    }
}

void decideRole(FieldInfo& field, const ColumnStatistics& s)
{
    const auto ignore = [&](const char* code) {
        field.role = FieldRole::Ignore;
        field.reasons.push_back(makeError(code, {{"missing", s.missing()}, {"count", s.present()}}));
    };
    const std::int64_t rows = s.present() + s.missing();
    const bool isMedia = field.kind == FieldKind::Image || field.kind == FieldKind::Audio;
    if (s.present() == 0)
        return ignore("data.role_empty");
    if (!isMedia && s.distinct() <= 1)
        return ignore("data.role_constant");
    if (field.kind == FieldKind::Id)
        return ignore("data.role_id");
    if (s.missing() * 100 > rows * 95 && rows >= 100)
        return ignore("data.role_mostly_missing");
    field.role = FieldRole::Input;
}

const FieldOverride* overrideOf(const std::vector<FieldOverride>& overrides, const std::string& name)
{
    const auto found = std::ranges::find(overrides, name, &FieldOverride::field);
    return found == overrides.end() ? nullptr : &*found;
}

/// Texts are what is learnt from where they are what the data is about: sentences with few columns beside them. Names,
/// tickets and remarks beside the columns of a table are left out.
void settleTexts(std::vector<FieldInfo>& fields, const std::vector<ColumnFacts>& columns,
                 const std::vector<FieldOverride>& overrides)
{
    constexpr std::int64_t kFewColumns = 3;
    constexpr double kLongTextBytes = 60.0;
    const auto isInput = [](const FieldInfo& field, bool text) {
        return field.role == FieldRole::Input && (field.kind == FieldKind::Text) == text;
    };
    const bool hasSpans = std::ranges::any_of(fields, [](const FieldInfo& field) { return field.kind == FieldKind::Spans; });
    const auto others = std::ranges::count_if(fields, [&](const FieldInfo& field) { return isInput(field, false); });
    for (std::size_t i = 0; i < fields.size(); ++i) {
        const FieldOverride* const given = overrideOf(overrides, fields[i].name);
        if (!isInput(fields[i], true) || columns[i].plan.roleDecided || (given && given->role))
            continue;
        const ColumnStatistics& s = *columns[i].statistics;
        const bool isSentence = s.meanWordBreaks() >= 3.0 || s.meanLength() >= kLongTextBytes;
        // The text is what marks belong to, however many columns stand beside it.
        if (others == 0 || hasSpans || (isSentence && others <= kFewColumns) || s.meanLength() >= 2.0 * kLongTextBytes)
            continue;
        fields[i].role = FieldRole::Ignore;
        fields[i].reasons.push_back(makeError("data.role_text_beside", {{"columns", others}}));
    }
}

/// Texts of their own that belong to those of another column, and no names of classes: several words each, seldom the same
/// twice.
bool isMatchingText(const FieldInfo& field, const ColumnStatistics& s, const std::vector<ColumnFacts>& columns)
{
    const bool besideText = std::ranges::any_of(columns, [&](const ColumnFacts& other) {
        const ColumnStatistics& o = *other.statistics;
        return other.plan.field.name != field.name && other.plan.storage == CellStorage::Texts && o.distinct() * 2 > o.present()
            && o.meanWordBreaks() >= 1.0;
    });
    return field.kind == FieldKind::Text && besideText && s.distinct() * 2 > s.present()
        && (s.meanWordBreaks() >= 1.0 || s.meanLength() > 40.0);
}

/// What a target needs of its kind: classes, a number, or texts that belong to others.
void settleTarget(FieldInfo& field, const ColumnFacts& facts, bool kindGiven, const std::vector<ColumnFacts>& columns)
{
    const ColumnStatistics& s = *facts.statistics;
    field.role = FieldRole::Target;
    if (kindGiven || field.kind == FieldKind::Tags || field.kind == FieldKind::Spans)
        return;
    if (facts.plan.storage == CellStorage::Numbers) {
        if (s.allIntegers() && s.isExact() && s.distinct() <= kMaxNumberClasses
            && (s.distinct() == 2 || s.distinct() * 5 <= s.present())) {
            field.kind = FieldKind::Category;
            field.reasons.push_back(makeError("data.target_classes", {{"distinct", s.distinct()}}));
        } else if (field.kind == FieldKind::Id) {
            field.kind = FieldKind::Number;
        }
    } else if (facts.plan.storage == CellStorage::Texts && s.isExact() && s.distinct() <= kMaxClasses
               && !isMatchingText(field, s, columns)) {
        field.kind = FieldKind::Category;
    }
}

void fillClasses(FieldInfo& field, const ColumnFacts& facts)
{
    // Labels and spans are counted over all rows once these are written (countMarks).
    if ((field.kind != FieldKind::Category && field.kind != FieldKind::Boolean) || !field.classes.empty())
        return;
    for (const ValueCount& value : facts.statistics->values(false)) {
        if (static_cast<std::int64_t>(field.classes.size()) == kMaxClasses)
            break;
        field.classes.push_back(value.value);
    }
}

Result<void> checkNames(const std::vector<ColumnFacts>& columns, const std::string& target,
                        const std::vector<FieldOverride>& overrides)
{
    std::vector<std::string> names;
    for (const ColumnFacts& facts : columns)
        names.push_back(facts.plan.field.name);
    std::vector<std::string> wanted;
    if (!target.empty())
        wanted.push_back(target);
    for (const FieldOverride& override : overrides)
        wanted.push_back(override.field);
    for (const std::string& name : wanted)
        if (std::ranges::find(names, name) == names.end())
            return makeError("data.unknown_column", {{"column", name}, {"nearest", nearestName(name, names)}});
    return {};
}

} // namespace

std::string guessTarget(const std::vector<FieldInfo>& fields, Note& reason)
{
    // Names that say it, the surest first.
    constexpr std::array<std::string_view, 38> kNames = {
        "target", "label", "labels", "tags", "topics", "genres", "y", "outcome", "response", "churn", "churned",
        "survived", "income", "species", "diagnosis", "medianhousevalue", "medv", "saleprice", "creditrisk",
        "risk", "fraud", "isfraud", "machinefailure", "failure", "failed", "sentiment", "deposit", "exited",
        "attrition", "approved", "loanstatus", "price", "charges", "quality", "class", "category", "result",
        "score"};
    // Nobody marks parts of texts for another reason.
    for (const FieldInfo& field : fields)
        if (field.kind == FieldKind::Spans && field.role == FieldRole::Input) {
            reason = makeError("data.target_spans", {{"column", field.name}});
            return field.name;
        }
    const auto suits = [](const FieldInfo& field) {
        return field.role == FieldRole::Input
            && (field.kind == FieldKind::Category || field.kind == FieldKind::Boolean || field.kind == FieldKind::Number
                || field.kind == FieldKind::Tags);
    };
    for (const std::string_view name : kNames)
        for (const FieldInfo& field : fields)
            if (bareWord(field.name) == name && suits(field)) {
                reason = makeError("data.target_by_name", {{"column", field.name}});
                return field.name;
            }
    if (auto match = matchColumn(fields); !match.empty()) {
        reason = makeError("data.target_by_name", {{"column", match}});
        return match;
    }
    // How sure a model was stands behind what it said, in a file of predictions.
    const auto isScore = [&](const FieldInfo& field) {
        constexpr std::string_view kScore = "_score";
        return field.name.ends_with(kScore) && std::ranges::any_of(fields, [&](const FieldInfo& other) {
            return other.name == field.name.substr(0, field.name.size() - kScore.size()) + "_predicted";
        });
    };
    auto last = fields.rbegin();
    while (last != fields.rend() && isScore(*last))
        ++last;
    if (fields.size() >= 2 && last != fields.rend() && suits(*last)) {
        reason = makeError("data.target_last_column", {{"column", last->name}});
        return last->name;
    }
    return {};
}

Result<std::vector<FieldInfo>> inferFields(const std::vector<ColumnFacts>& columns, const std::string& target,
                                           const std::vector<FieldOverride>& overrides)
{
    FETTLE_TRY(checkNames(columns, target, overrides));
    std::vector<FieldInfo> fields;
    bool hasTarget = !target.empty();
    for (const ColumnFacts& facts : columns) {
        FieldInfo field = facts.plan.field;
        const FieldOverride* const given = overrideOf(overrides, field.name);
        if (given && given->kind) {
            field.kind = *given->kind;
            if (!facts.plan.kindDecided)
                field.reasons = {makeError("data.kind_given")};
        } else if (!facts.plan.kindDecided) {
            if (facts.plan.storage == CellStorage::Texts)
                decideTextKind(field, *facts.statistics);
            else if (facts.plan.storage == CellStorage::Numbers)
                decideNumberKind(field, *facts.statistics);
        }
        if (given && given->role) {
            field.role = *given->role;
            field.reasons.push_back(makeError("data.role_given"));
        } else if (!facts.plan.roleDecided) {
            decideRole(field, *facts.statistics);
        }
        hasTarget = hasTarget || field.role == FieldRole::Target;
        fields.push_back(std::move(field));
    }
    std::string chosen = target;
    Note reason = makeError("data.target_given", {{"column", target}});
    if (!hasTarget)
        chosen = guessTarget(fields, reason);
    for (std::size_t i = 0; i < fields.size(); ++i) {
        const FieldOverride* const given = overrideOf(overrides, fields[i].name);
        if (fields[i].name == chosen || (chosen.empty() && fields[i].role == FieldRole::Target)) {
            settleTarget(fields[i], columns[i], given && given->kind, columns);
            if (fields[i].name == chosen)
                fields[i].reasons.push_back(reason);
        } else if (!target.empty() && fields[i].role == FieldRole::Target && !(given && given->role)) {
            fields[i].role = FieldRole::Input; // the user's target takes the importer's place
        }
        fillClasses(fields[i], columns[i]);
    }
    settleTexts(fields, columns, overrides);
    return fields;
}

} // namespace fettle::data
