// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace fettle::ui {

/// From one heading to the next.
struct HelpSection {
    int level = 1;
    /// "## Splits {#splits}"; the same in every language. Empty where the heading has none.
    QString anchor;
    QString heading;
    /// Without marks, for search and its excerpts.
    QString text;
    /// Its first paragraph, likewise.
    QString lead;
};

/// One page of the handbook, or of the reference that is made from the catalog.
struct HelpTopic {
    /// "data", "ref/layer", "ref/layer/conv2d"
    QString id;
    QString title;
    /// Without the anchors' marks.
    QString markdown;
    /// The first one begins with the title.
    QList<HelpSection> sections;

    /// The section with this anchor, or -1.
    [[nodiscard]] int sectionOf(const QString& anchor) const;
};

/// Takes a page apart. Every section begins with a heading; what stands before the first one belongs to nobody.
[[nodiscard]] HelpTopic parseTopic(const QString& id, const QString& text);

/// A text as it is read: no links, no emphasis, no table lines.
[[nodiscard]] QString plainText(const QString& markdown);

/// Any text as a piece of Markdown that shows it as it stands.
[[nodiscard]] QString escapeMarkdown(const QString& text);

/// Where a link leads: "data.md#splits" → a topic, "place:train" → a page of the window, "ref:layer/conv2d" → the
/// reference.
struct HelpTarget {
    enum class Kind { None, Topic, Place };
    Kind kind = Kind::None;
    /// A topic's id, or the place's word.
    QString id;
    QString anchor;
    friend bool operator==(const HelpTarget&, const HelpTarget&) = default;
};
/// `current`: the topic in which the link stands, for "#anchor" alone.
[[nodiscard]] HelpTarget targetOf(const QString& link, const QString& current);

} // namespace fettle::ui
