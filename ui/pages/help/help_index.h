// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <vector>

#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>

namespace fettle::ui {

/// A small full-text index. Words of letters and digits are found by their beginnings, Chinese by pairs of characters,
/// so that no dictionary is needed.
class HelpIndex {
public:
    struct Hit {
        int document = 0;
        double score = 0;
    };

    /// More text of a document; `weight` above 1 for titles and headings.
    void add(int document, const QString& text, double weight);
    void clear();
    [[nodiscard]] bool isEmpty() const { return m_terms.empty(); }
    /// Best first; documents that hold every term of the query, or, where there is none, those that hold most of them.
    [[nodiscard]] std::vector<Hit> find(const QString& query) const;

    /// The terms of a text: words in lower case, pairs of Chinese characters, and single ones where one stands alone.
    [[nodiscard]] static QStringList terms(const QString& text);
    /// What of the query is to be marked in a text: words, and runs of Chinese characters.
    [[nodiscard]] static QStringList runs(const QString& query);

private:
    using Places = QHash<int, double>;
    [[nodiscard]] Places placesOf(const QString& term) const;

    std::map<QString, Places> m_terms;
    int m_documents = 0;
};

/// A piece of a text around what was searched for, with the ranges to mark.
struct HelpExcerpt {
    QString text;
    struct Range {
        int start = 0;
        int length = 0;
        friend bool operator==(const Range&, const Range&) = default;
    };
    QList<Range> marked;
};
[[nodiscard]] HelpExcerpt excerptOf(const QString& text, const QString& query, int length);

/// What to mark of a query in this text: its words, and its runs of Chinese; where such a run stands nowhere in the
/// text as a whole, its pairs.
[[nodiscard]] QStringList marksFor(const QString& text, const QString& query);
/// Where they stand in a part of that text, in order, without overlaps.
[[nodiscard]] QList<HelpExcerpt::Range> rangesOf(const QString& text, const QStringList& marks);

} // namespace fettle::ui
