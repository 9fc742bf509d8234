// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include <QString>
#include <QStringList>

#include "engine/client/sentences.h"
#include "engine/contract/catalog.h"

namespace fettle::ui {

/// What a thing is found by.
class SearchKeys {
public:
    /// `words`: the title in other languages, ids, keywords.
    SearchKeys(const QString& title, const QStringList& words);

    /// 0: not found; the higher the better. An empty query finds everything. Words of the query may come in any order.
    [[nodiscard]] int score(const QString& query) const;

private:
    [[nodiscard]] int scoreWord(const QString& word) const;
    QStringList m_strong; ///< title, id
    QStringList m_weak;
    QStringList m_pinyin;
    QStringList m_initials;
};

/// The layers of the catalog as people look for them: by 卷积, conv2d, juanji, jj, "filter".
class ComponentSearch {
public:
    struct Entry {
        const ComponentInfo* info = nullptr;
        QString title;
        SearchKeys keys;
    };

    /// Outlives neither.
    ComponentSearch(const Catalog& catalog, const client::Sentences& sentences);
    /// Best first, equal ones in the catalog's order by category. Groups come from the network's blocks, not from here.
    [[nodiscard]] std::vector<const Entry*> find(const QString& query) const;
    [[nodiscard]] const std::vector<Entry>& entries() const { return m_entries; }

private:
    std::vector<Entry> m_entries;
};

} // namespace fettle::ui
