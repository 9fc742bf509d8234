// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>

#include "ui/pages/help/help_index.h"
#include "ui/pages/help/help_topic.h"

namespace fettle::ui {

/// The order of the handbook, resources/help/contents.json.
struct HelpChapter {
    /// By language.
    std::map<std::string, QString> titles;
    QStringList topics;

    [[nodiscard]] QString title(const std::string& language) const;
};

/// The handbook in all its languages, with the reference that is made from the catalog, and the index over both. The
/// languages have the same topics and the same sections, so that a hit in one leads to the same place in the other.
class Handbook {
public:
    struct Hit {
        QString topic;
        int section = 0;
        double score = 0;
    };

    /// From :/fettle/help.
    [[nodiscard]] static Handbook builtIn();

    [[nodiscard]] const QList<HelpChapter>& chapters() const { return m_chapters; }
    /// "en", "zh_CN".
    [[nodiscard]] std::vector<std::string> languages() const;
    /// In that language, else in English; null where there is no such topic.
    [[nodiscard]] const HelpTopic* topic(const std::string& language, const QString& id) const;
    /// Replaces all topics of the reference ("ref/…") in one language. `make` is called when the first of them is wanted:
    /// by its name, or by a search.
    void setReference(const std::string& language, std::function<QList<HelpTopic>()> make);
    /// Best first; one hit a section, at most `most`.
    [[nodiscard]] std::vector<Hit> find(const QString& query, int most = 50) const;

private:
    void index() const;
    void makeReference(const std::string& language) const;

    QList<HelpChapter> m_chapters;
    mutable std::map<std::string, std::map<QString, HelpTopic>> m_topics;
    mutable std::map<std::string, std::function<QList<HelpTopic>()>> m_unmade; ///< reference by language
    /// Made at the first search: a window that opens has better things to do.
    mutable HelpIndex m_index;
    mutable std::vector<std::pair<QString, int>> m_documents;
};

} // namespace fettle::ui
