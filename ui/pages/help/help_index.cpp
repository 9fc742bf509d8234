// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/help/help_index.h"

#include <algorithm>
#include <cmath>

namespace fettle::ui {
namespace {

/// What a question is made of, and every page too. Chinese has no need of it: its pairs are rare enough.
constexpr const char* kCommonWords[] = {"a",  "an", "and", "are", "be",  "can", "do",   "does", "for",  "how", "i",
                                        "in", "is", "it",  "mean", "my", "of",  "on",   "or",   "should", "the", "this",
                                        "to", "what", "when", "where", "which", "why", "with", "you"};

bool isCommon(const QString& term)
{
    return std::ranges::any_of(kCommonWords, [&](const char* word) { return term == QLatin1String(word); });
}

bool isHan(QChar character) { return character.script() == QChar::Script_Han; }

bool isWord(QChar character)
{
    return (character.isLetterOrNumber() && !isHan(character)) || character == QLatin1Char('_');
}

/// Calls `word` for each run of letters and digits, `han` for each run of Chinese characters.
template <class Word, class Han>
void forEachRun(const QString& text, const Word& word, const Han& han)
{
    qsizetype at = 0;
    while (at < text.size()) {
        const bool chinese = isHan(text[at]);
        if (!chinese && !isWord(text[at])) {
            ++at;
            continue;
        }
        qsizetype end = at + 1;
        while (end < text.size() && (chinese ? isHan(text[end]) : isWord(text[end])))
            ++end;
        const auto run = text.mid(at, end - at);
        if (chinese)
            han(run);
        else
            word(run);
        at = end;
    }
}

} // namespace

QStringList HelpIndex::terms(const QString& text)
{
    QStringList terms;
    forEachRun(
        text.toLower(),
        [&](const QString& word) {
            terms << word;
            // kernel_size is also found by size.
            if (word.contains(QLatin1Char('_')))
                terms << word.split(QLatin1Char('_'), Qt::SkipEmptyParts);
        },
        [&](const QString& han) {
            if (han.size() == 1)
                terms << han;
            for (qsizetype i = 0; i + 1 < han.size(); ++i)
                terms << han.mid(i, 2);
        });
    return terms;
}

QStringList HelpIndex::runs(const QString& query)
{
    QStringList runs;
    const auto take = [&](const QString& run) { runs << run; };
    forEachRun(query.toLower(), take, take);
    runs.removeDuplicates();
    if (!std::ranges::all_of(runs, isCommon))
        runs.removeIf(isCommon);
    return runs;
}

void HelpIndex::add(int document, const QString& text, double weight)
{
    m_documents = std::max(m_documents, document + 1);
    for (const auto& term : terms(text))
        m_terms[term][document] += weight;
    // The last character of a run begins no pair; by itself it is found as the others are.
    forEachRun(text, [](const QString&) {}, [&](const QString& han) { m_terms[han.right(1)][document] += weight; });
}

void HelpIndex::clear()
{
    m_terms.clear();
    m_documents = 0;
}

HelpIndex::Places HelpIndex::placesOf(const QString& term) const
{
    Places places;
    // A word by its beginning; a pair of characters as it is; a single character in any pair.
    const bool single = term.size() == 1 && isHan(term[0]);
    for (auto it = m_terms.lower_bound(term); it != m_terms.end() && it->first.startsWith(term); ++it) {
        if (isHan(term[0]) && !single && it->first != term)
            break;
        const double closeness = it->first == term ? 1.0 : 0.5;
        for (auto place = it->second.begin(); place != it->second.end(); ++place)
            places[place.key()] = std::max(places.value(place.key()), closeness * place.value());
    }
    return places;
}

std::vector<HelpIndex::Hit> HelpIndex::find(const QString& query) const
{
    auto wanted = terms(query);
    wanted.removeDuplicates();
    if (!std::ranges::all_of(wanted, isCommon))
        wanted.removeIf(isCommon);
    struct Found {
        int terms = 0;
        double score = 0;
    };
    QHash<int, Found> found;
    for (const auto& term : wanted) {
        const auto places = placesOf(term);
        if (places.isEmpty())
            continue;
        const double rarity = std::log(1.0 + static_cast<double>(m_documents) / static_cast<double>(places.size()));
        for (auto place = places.begin(); place != places.end(); ++place) {
            auto& entry = found[place.key()];
            ++entry.terms;
            // The tenth mention says little more than the third.
            entry.score += rarity * std::log(1.0 + place.value());
        }
    }
    int most = 0;
    for (const auto& entry : found)
        most = std::max(most, entry.terms);
    std::vector<Hit> hits;
    for (auto entry = found.begin(); entry != found.end(); ++entry)
        // All terms where a document has all; of long Chinese questions the closest ones.
        if (entry->terms == most || (most < wanted.size() && 2 * entry->terms > most))
            hits.push_back({entry.key(), entry->score * entry->terms});
    std::ranges::sort(hits, [](const Hit& a, const Hit& b) {
        return a.score != b.score ? a.score > b.score : a.document < b.document;
    });
    return hits;
}

QStringList marksFor(const QString& text, const QString& query)
{
    QStringList marks;
    for (const auto& run : HelpIndex::runs(query)) {
        if (!isHan(run[0]) || text.contains(run))
            marks << run;
        else
            for (qsizetype i = 0; i + 1 < run.size(); ++i)
                marks << run.mid(i, 2);
    }
    return marks;
}

QList<HelpExcerpt::Range> rangesOf(const QString& text, const QStringList& marks)
{
    QList<HelpExcerpt::Range> ranges;
    for (const auto& mark : marks)
        for (auto at = text.indexOf(mark, 0, Qt::CaseInsensitive); at >= 0;
             at = text.indexOf(mark, at + mark.size(), Qt::CaseInsensitive)) {
            // A word from its beginning: "rate" not in "separate".
            const bool inside = !isHan(mark[0]) && at > 0 && isWord(text[at - 1]) && text[at - 1] != QLatin1Char('_');
            if (!inside)
                ranges.push_back({static_cast<int>(at), static_cast<int>(mark.size())});
        }
    std::ranges::sort(ranges, {}, &HelpExcerpt::Range::start);
    QList<HelpExcerpt::Range> merged;
    for (const auto& range : ranges) {
        if (!merged.isEmpty() && range.start < merged.last().start + merged.last().length) {
            auto& last = merged.last();
            last.length = std::max(last.length, range.start + range.length - last.start);
        } else {
            merged.push_back(range);
        }
    }
    return merged;
}

HelpExcerpt excerptOf(const QString& text, const QString& query, int length)
{
    const auto ranges = rangesOf(text, marksFor(text, query));
    qsizetype start = ranges.isEmpty() ? 0 : std::max(0, ranges.first().start - length / 4);
    // Not in the middle of a word.
    while (start > 0 && isWord(text[start - 1]) && isWord(text[start]))
        --start;
    HelpExcerpt excerpt;
    const bool cut = start > 0;
    excerpt.text = (cut ? QStringLiteral("… ") : QString()) + text.mid(start, length);
    if (start + length < text.size())
        excerpt.text += QStringLiteral(" …");
    const int shift = static_cast<int>(start) - (cut ? 2 : 0);
    for (const auto& range : ranges)
        if (range.start >= start && range.start + range.length <= start + length)
            excerpt.marked.push_back({range.start - shift, range.length});
    return excerpt;
}

} // namespace fettle::ui
