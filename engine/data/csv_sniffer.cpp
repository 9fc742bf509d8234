// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/csv_sniffer.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>

#include "engine/data/cell_values.h"
#include "engine/data/csv_quotes.h"
#include "engine/data/text_encoding.h"

namespace fettle::data {
namespace {

constexpr std::size_t kSniffedRecords = 400;

using Record = std::vector<std::string>;

struct Scan {
    std::vector<Record> records;
    std::vector<bool> anyQuoted;
    std::vector<std::size_t> commentWidths; ///< cells of lines that begin with '#'
    std::int64_t quotedCells = 0;
};

Scan scanSample(std::string_view sample, bool isWhole, const CsvDialect& dialect, bool setCommentsAside)
{
    Scan scan;
    CsvScanner scanner(dialect, sample, isWhole);
    std::vector<CsvCell> cells;
    std::string scratch;
    while (scan.records.size() < kSniffedRecords && scanner.next(cells) == CsvScanner::Outcome::Record) {
        if (cells.size() == 1 && cells[0].raw.empty() && !cells[0].quoted)
            continue;
        if (setCommentsAside && !cells[0].quoted && cells[0].raw.starts_with('#')) {
            scan.commentWidths.push_back(cells.size());
            continue;
        }
        Record record;
        bool quoted = false;
        for (const CsvCell& cell : cells) {
            record.emplace_back(csvCellText(cell, dialect, scratch));
            scan.quotedCells += cell.quoted;
            quoted |= cell.quoted;
        }
        scan.anyQuoted.push_back(quoted);
        scan.records.push_back(std::move(record));
    }
    return scan;
}

char recogniseLineEnd(std::string_view sample)
{
    std::int64_t feeds = 0;
    std::int64_t loneReturns = 0;
    for (std::size_t i = 0; i < sample.size(); ++i) {
        feeds += sample[i] == '\n';
        loneReturns += sample[i] == '\r' && (i + 1 >= sample.size() || sample[i + 1] != '\n');
    }
    return loneReturns > feeds ? '\r' : '\n';
}

bool looksTyped(std::string_view cell)
{
    double value = 0.0;
    return isMissingMark(cell, true) || parsePlainNumber(trimmed(cell), value) || parseNumber(cell, NumberStyle::DecimalComma)
        || parseNumber(cell, NumberStyle::Thousands) || parseDate(cell, NumberStyle::DateYmd)
        || parseDate(cell, NumberStyle::DateDmy) || parseDate(cell, NumberStyle::DateMdy) || parseBoolean(cell);
}

/// The width that most records have; of equals the first record's, else the smaller.
std::size_t commonWidth(const std::vector<Record>& records, double& share)
{
    std::map<std::size_t, std::size_t> counts;
    for (const Record& record : records)
        ++counts[record.size()];
    std::size_t best = 0;
    for (const auto& [width, count] : counts)
        if (best == 0 || count > counts[best] || (count == counts[best] && width == records.front().size()))
            best = width;
    share = records.empty() ? 0.0 : static_cast<double>(counts[best]) / static_cast<double>(records.size());
    return best;
}

struct Candidate {
    char delimiter;
    double prior;
};
constexpr std::array<Candidate, 10> kCandidates = {{{',', 1.0}, {'\t', 1.0}, {';', 0.99}, {'|', 0.98}, {'\x1F', 0.9},
                                                    {'\x01', 0.9}, {'^', 0.6}, {'~', 0.6}, {':', 0.5}, {' ', 0.4}}};
/// Separators less usual than this need records that agree, and lines that are no values by themselves.
constexpr double kUsualPrior = 0.8;
/// Stands for "no separator": a character that no text file holds.
constexpr char kNoDelimiter = '\x1E';

/// How well a delimiter explains the sample: records of one width, cells that look like values.
double scoreDelimiter(const Scan& scan, char delimiter, double prior)
{
    double share = 0.0;
    const std::size_t width = commonWidth(scan.records, share);
    if (width < 2)
        return 0.0;
    if (scan.records.size() >= 10 && share < 0.4)
        return 0.0;
    if (prior < kUsualPrior && (share < 0.95 || scan.records.size() < 3))
        return 0.0;
    double cells = 0.0;
    double good = 0.0;
    for (const Record& record : scan.records) {
        if (record.size() != width)
            continue;
        for (const std::string& cell : record) {
            cells += 1.0;
            const bool foreign = cell.find_first_of(delimiter == ',' ? ";\t|" : ",;\t|") != std::string::npos;
            good += looksTyped(cell) ? 1.0 : foreign ? 0.4 : 0.9;
        }
    }
    return share * (good / cells) * prior;
}

CsvDialect recogniseDialect(std::string_view sample, bool isWhole, const CsvChoices& choices)
{
    CsvDialect dialect;
    dialect.lineEnd = choices.lineEnd.value_or(recogniseLineEnd(sample));
    dialect.quote = choices.quote.value_or(recogniseQuote(sample));
    dialect.backslash = dialect.quote != '\0' && usesBackslash(sample, dialect.quote);
    dialect.comment = choices.comment.value_or('\0');
    if (choices.delimiter) {
        dialect.delimiter = *choices.delimiter;
        dialect.mergeDelimiters = dialect.delimiter == ' ';
        return dialect;
    }
    // Whole lines that are dates or numbers ("2024-03-01 12:30:00") are not to be taken apart.
    CsvDialect wholeLines = dialect;
    wholeLines.delimiter = kNoDelimiter;
    std::int64_t typedLines = 0;
    for (const Record& line : scanSample(sample, isWhole, wholeLines, true).records)
        typedLines += looksTyped(line.front());
    double best = 0.0;
    dialect.delimiter = kNoDelimiter;
    for (const auto& [delimiter, prior] : kCandidates) {
        if (sample.find(delimiter) == std::string_view::npos || (prior < kUsualPrior && typedLines > 0))
            continue;
        CsvDialect trial = dialect;
        trial.delimiter = delimiter;
        trial.mergeDelimiters = delimiter == ' ';
        const double score = scoreDelimiter(scanSample(sample, isWhole, trial, true), delimiter, prior);
        if (score > best) {
            best = score;
            dialect.delimiter = delimiter;
            dialect.mergeDelimiters = trial.mergeDelimiters;
        }
    }
    return dialect;
}

/// ", " between all cells: the space is layout.
bool hasSpaceAfterDelimiter(const Scan& scan, char delimiter)
{
    if (delimiter == ' ' || delimiter == '\t' || delimiter == '\x1F')
        return false;
    std::int64_t spaced = 0;
    std::int64_t others = 0;
    for (const Record& record : scan.records)
        for (std::size_t i = 1; i < record.size(); ++i)
            if (!record[i].empty())
                (record[i].front() == ' ' ? spaced : others) += 1;
    return spaced >= 2 && spaced >= 20 * others && scan.records.size() >= 2;
}

bool isYear(std::string_view text)
{
    double value = 0.0;
    return parsePlainNumber(trimmed(text), value) && value >= 1900 && value <= 2100 && value == std::floor(value);
}

struct BodyColumn {
    std::int64_t present = 0;
    std::int64_t numbers = 0;
    std::int64_t dates = 0;
    std::int64_t booleans = 0;
    std::int64_t years = 0;
    std::set<std::string, std::less<>> values;
    std::int64_t words = 0;
    std::set<std::size_t> lengths;
};

std::int64_t countWords(std::string_view text)
{
    text = trimmed(text);
    return text.empty() ? 0 : 1 + std::ranges::count(text, ' ');
}

bool isNumberOfAnyStyle(std::string_view cell)
{
    double value = 0.0;
    return parsePlainNumber(trimmed(cell), value) || parseNumber(cell, NumberStyle::Thousands)
        || parseNumber(cell, NumberStyle::DecimalComma);
}

bool isDateOfAnyStyle(std::string_view cell)
{
    return parseDate(cell, NumberStyle::DateYmd) || parseDate(cell, NumberStyle::DateDmy)
        || parseDate(cell, NumberStyle::DateMdy);
}

BodyColumn studyBody(const std::vector<Record>& records, std::size_t first, std::size_t column)
{
    BodyColumn body;
    for (std::size_t i = first; i < records.size() && i < first + 200; ++i) {
        if (column >= records[i].size() || isMissingMark(records[i][column], true))
            continue;
        const std::string& cell = records[i][column];
        ++body.present;
        body.numbers += isNumberOfAnyStyle(cell);
        body.dates += isDateOfAnyStyle(cell);
        body.booleans += parseBoolean(cell).has_value();
        body.years += isYear(cell);
        body.words += countWords(cell);
        body.values.insert(cell);
        body.lengths.insert(cell.size());
    }
    return body;
}

/// Above 0: this cell looks like a name for what stands below it; below 0: like one of them.
double headerVote(const std::string& head, const BodyColumn& body)
{
    if (body.present == 0)
        return 0.0;
    const auto most = [&](std::int64_t count) { return count * 10 >= body.present * 9; };
    const std::string_view name = trimmed(head);
    if (most(body.numbers)) {
        if (name.empty())
            return 0.0;
        if (isMissingMark(name, true))
            return -0.5;
        if (!isNumberOfAnyStyle(name))
            return isDateOfAnyStyle(name) ? 0.0 : 2.0;
        return isYear(name) && !most(body.years) ? 0.0 : -2.0;
    }
    if (most(body.dates))
        return isDateOfAnyStyle(name) ? -1.0 : 1.0;
    if (most(body.booleans))
        return parseBoolean(name) ? -1.0 : 1.0;
    if (name.empty() || isMissingMark(name, false))
        return -0.3;
    if (isNumberOfAnyStyle(name))
        return isYear(name) ? 0.0 : -0.5;
    if (body.numbers * 2 >= body.present)
        return 0.7;
    if (body.values.contains(head))
        return body.present < 5 ? -0.35 : -0.7; // among few values it may be chance
    if (name.size() > 60)
        return -0.5;
    if (body.present >= 10 && static_cast<std::int64_t>(body.values.size()) * 2 <= body.present)
        return 0.7;
    if (body.present >= 3 && body.lengths.size() == 1 && !body.lengths.contains(head.size()))
        return 0.3;
    // Three words and more among texts of as many are one more text.
    if (countWords(name) >= 3 && body.words * 2 >= body.present * 5)
        return -0.2;
    const char c = name.front();
    const bool isWord = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || static_cast<unsigned char>(c) >= 0x80;
    return isWord && name.size() <= 40 ? 0.1 : 0.0;
}

bool recogniseHeader(const std::vector<Record>& records, std::size_t first, std::size_t width)
{
    const Record& head = records[first];
    if (records.size() - first == 1)
        return std::ranges::none_of(head, [](const std::string& cell) { return isNumberOfAnyStyle(cell); });
    double vote = 0.0;
    // With row names in front, the names stand one column to the left of what they name.
    const std::size_t shift = head.size() + 1 == width ? 1 : 0;
    for (std::size_t column = 0; column < head.size(); ++column)
        vote += headerVote(head[column], studyBody(records, first + 1, column + shift));
    return vote > 0.0 || (vote == 0.0 && width > 1);
}

/// Title lines above the table: records of one cell, or of which (in a spreadsheet or its export) at most one is filled,
/// before a record with most of its cells filled and several more.
std::size_t countTitles(const std::vector<Record>& records, std::size_t width, bool isSheet)
{
    const auto filled = [](const Record& record) {
        return std::ranges::count_if(record, [](const std::string& cell) { return !trimmed(cell).empty(); });
    };
    std::size_t titles = 0;
    while (width >= 2 && titles < 20 && titles < records.size()
           && (records[titles].size() == 1 || ((width >= 3 || isSheet) && filled(records[titles]) <= 1)))
        ++titles;
    if (titles == 20 || titles + 3 >= records.size())
        return 0;
    return static_cast<std::size_t>(filled(records[titles])) * 2 >= width ? titles : 0;
}

void dropControlCharacters(std::string& name)
{
    std::erase(name, '\0');
    std::ranges::replace_if(name, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }, ' ');
    std::string result(trimmed(name));
    if (!isUtf8(result)) {
        std::string repaired;
        appendRepairedUtf8(result, repaired);
        result = std::move(repaired);
    }
    if (result.size() > 1000) {
        std::size_t cut = 1000;
        while (cut > 0 && (static_cast<unsigned char>(result[cut]) & 0xC0) == 0x80)
            --cut;
        result.resize(cut);
    }
    name = std::move(result);
}

std::string shown(char c)
{
    switch (c) {
    case '\t': return "tab";
    case ' ': return "space";
    case '\0': return "none";
    case kNoDelimiter: return "none";
    case '\x1F': return "unit separator";
    case '\x01': return "control-A";
    default: return std::string(1, c);
    }
}

} // namespace

Result<CsvChoices> csvChoices(const ValueMap& options)
{
    CsvChoices choices;
    const auto character = [&](const char* option) -> Result<std::optional<char>> {
        const auto found = options.find(option);
        if (found == options.end() || found->second.isNull() || found->second.asText().empty()
            || found->second.asText() == "auto")
            return std::optional<char>();
        const std::string& text = found->second.asText();
        static const std::map<std::string, char, std::less<>> kNames = {
            {"tab", '\t'}, {"\\t", '\t'}, {"space", ' '}, {"none", '\0'}, {"comma", ','}, {"semicolon", ';'}, {"pipe", '|'}};
        if (const auto name = kNames.find(text); name != kNames.end())
            return std::optional<char>(name->second);
        if (text.size() != 1 || text[0] == '\n' || text[0] == '\r')
            return makeError("data.option_value", {{"option", option}, {"value", text}});
        return std::optional<char>(text[0]);
    };
    FETTLE_TRY_ASSIGN(choices.delimiter, character("delimiter"));
    FETTLE_TRY_ASSIGN(choices.quote, character("quote"));
    FETTLE_TRY_ASSIGN(choices.comment, character("comment"));
    if (choices.delimiter == '\0')
        return makeError("data.option_value", {{"option", "delimiter"}, {"value", "none"}});
    if (const auto header = options.find("header"); header != options.end()) {
        const Value& value = header->second;
        if (value.type() == Value::Type::Boolean)
            choices.header = value.asBoolean();
        else if (const auto given = parseBoolean(value.asText()))
            choices.header = *given;
        else if (!value.isNull() && !value.asText().empty() && value.asText() != "auto")
            return makeError("data.option_value", {{"option", "header"}, {"value", value.toDisplay()}});
    }
    return choices;
}

std::vector<std::string> columnNames(const std::vector<std::string>& header, std::vector<Note>& notes)
{
    std::vector<std::string> names;
    std::set<std::string, std::less<>> taken;
    for (std::string name : header) {
        dropControlCharacters(name);
        const std::string number = std::to_string(names.size());
        if (name.empty()) {
            notes.push_back(makeError("data.column_without_name", {{"column", number}}));
            name = number;
        }
        if (taken.contains(name)) {
            std::string unique;
            for (int i = 2; taken.contains(unique = name + "_" + std::to_string(i)); ++i) {
            }
            notes.push_back(makeError("data.column_name_repeated", {{"column", name}, {"renamed", unique}}));
            name = std::move(unique);
        }
        taken.insert(name);
        names.push_back(std::move(name));
    }
    return names;
}

CsvLayout sniffCsv(std::string_view sample, bool isWhole, const CsvChoices& choices)
{
    CsvLayout layout;
    layout.dialect = recogniseDialect(sample, isWhole, choices);
    CsvDialect& dialect = layout.dialect;
    if (!choices.quote && quotesAreText(sample, isWhole, dialect))
        dialect.quote = '\0';
    const bool watchComments = !choices.comment;
    Scan scan = scanSample(sample, isWhole, dialect, watchComments);
    if (hasSpaceAfterDelimiter(scan, dialect.delimiter)) {
        dialect.spaceAfterDelimiter = true;
        scan = scanSample(sample, isWhole, dialect, watchComments);
        layout.notes.push_back(makeError("data.space_after_delimiter", {{"delimiter", shown(dialect.delimiter)}}));
    }
    double share = 0.0;
    layout.width = scan.records.empty() ? 0 : commonWidth(scan.records, share);
    const auto isComment = [&](std::size_t width) { return width != layout.width || layout.width == 1; };
    if (watchComments && !scan.commentWidths.empty()) {
        if (!scan.records.empty() && std::ranges::any_of(scan.commentWidths, isComment)) {
            dialect.comment = '#';
            layout.notes.push_back(makeError("data.comment_lines", {{"character", "#"}}));
        } else {
            scan = scanSample(sample, isWhole, dialect, false);
            layout.width = commonWidth(scan.records, share);
        }
    }
    if (scan.records.empty())
        return layout;
    layout.skippedRecords = countTitles(scan.records, layout.width, choices.lineEnd.has_value());
    if (layout.skippedRecords > 0)
        layout.notes.push_back(makeError("data.title_lines", {{"count", static_cast<std::int64_t>(layout.skippedRecords)}}));
    const Record& head = scan.records[layout.skippedRecords];
    layout.header = choices.header.value_or(recogniseHeader(scan.records, layout.skippedRecords, layout.width));
    if (!choices.header)
        layout.notes.push_back(makeError(layout.header ? "data.header_found" : "data.header_none"));
    if (layout.header) {
        std::vector<std::string> header = head;
        if (header.size() + 1 == layout.width && scan.records.size() - layout.skippedRecords >= 3) {
            layout.nameless = true;
            header.insert(header.begin(), "");
        }
        layout.width = std::max(layout.width, header.size());
        header.resize(layout.width);
        layout.names = columnNames(header, layout.notes);
    } else {
        for (std::size_t i = 0; i < layout.width; ++i)
            layout.names.push_back(std::to_string(i));
    }
    return layout;
}

} // namespace fettle::data
