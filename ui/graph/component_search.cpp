// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/component_search.h"

#include <algorithm>

#include "ui/graph/pinyin.h"

namespace fettle::ui {
namespace {

enum Score { None = 0, Scattered = 1, Inside = 3, WeakStart = 4, Initials = 5, Pinyin = 6, WordStart = 7, Start = 8, Whole = 10 };

QString plain(const QString& text)
{
    QString result;
    for (const auto character : text.toCaseFolded())
        result += character == QLatin1Char('_') || character == QLatin1Char('-') ? QLatin1Char(' ') : character;
    return result.simplified();
}

int scoreAgainst(const QString& text, const QString& word)
{
    if (text == word)
        return Whole;
    if (text.startsWith(word))
        return Start;
    const auto place = text.indexOf(word);
    if (place > 0)
        return text[place - 1] == QLatin1Char(' ') ? WordStart : Inside;
    // "batchnorm" finds "batch norm".
    return QString(text).remove(QLatin1Char(' ')).startsWith(word) ? WordStart : None;
}

bool isScattered(const QString& text, const QString& word)
{
    qsizetype from = 0;
    for (const auto character : word) {
        from = text.indexOf(character, from) + 1;
        if (from == 0)
            return false;
    }
    return true;
}

} // namespace

SearchKeys::SearchKeys(const QString& title, const QStringList& words) : m_strong{plain(title)}
{
    for (const auto& word : words)
        m_weak << plain(word);
    if (!m_weak.isEmpty()) // the id is as good as the title
        m_strong << m_weak.takeFirst();
    for (const auto& reading : pinyinReadings(title)) {
        m_pinyin << reading.full;
        m_initials << reading.initials;
    }
}

int SearchKeys::scoreWord(const QString& word) const
{
    int best = None;
    for (const auto& text : m_strong)
        best = std::max(best, scoreAgainst(text, word));
    for (const auto& text : m_pinyin)
        if (text.startsWith(word))
            best = std::max<int>(best, text == word ? WordStart : Pinyin);
        else if (word.size() > 2 && text.contains(word))
            best = std::max<int>(best, Inside);
    for (const auto& text : m_initials)
        if (text.startsWith(word))
            best = std::max<int>(best, Initials);
    for (const auto& text : m_weak)
        if (const int score = scoreAgainst(text, word); score != None)
            best = std::max<int>(best, score == Whole ? WordStart : score >= WordStart ? WeakStart : Inside - 1);
    if (best == None && word.size() > 2)
        for (const auto& text : m_strong)
            if (isScattered(text, word))
                best = Scattered;
    return best;
}

int SearchKeys::score(const QString& query) const
{
    const auto words = plain(query);
    if (words.isEmpty())
        return Scattered;
    if (const int whole = scoreWord(words); whole > Scattered)
        return whole * 10;
    int worst = Whole;
    for (const auto& word : words.split(QLatin1Char(' '), Qt::SkipEmptyParts))
        worst = std::min(worst, scoreWord(word));
    return worst;
}

ComponentSearch::ComponentSearch(const Catalog& catalog, const client::Sentences& sentences)
{
    for (const auto& info : catalog.components) {
        if (info.kind != ComponentKind::Layer || info.id == "group")
            continue;
        QStringList words{QString::fromStdString(info.id), QString::fromStdString(info.title)};
        for (const auto& keyword : info.keywords)
            words << QString::fromStdString(keyword);
        const auto title = QString::fromStdString(sentences.catalog(info.title));
        m_entries.push_back({&info, title, SearchKeys(title, words)});
    }
    std::ranges::stable_sort(m_entries, {}, [](const Entry& entry) { return entry.info->category; });
}

std::vector<const ComponentSearch::Entry*> ComponentSearch::find(const QString& query) const
{
    std::vector<std::pair<int, const Entry*>> found;
    for (const auto& entry : m_entries)
        if (const int score = entry.keys.score(query); score > 0)
            found.emplace_back(score, &entry);
    std::ranges::stable_sort(found, std::ranges::greater(), &std::pair<int, const Entry*>::first);
    std::vector<const Entry*> result;
    for (const auto& [score, entry] : found)
        result.push_back(entry);
    return result;
}

} // namespace fettle::ui
