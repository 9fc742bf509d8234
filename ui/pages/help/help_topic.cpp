// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/help/help_topic.h"

#include <algorithm>

#include <QRegularExpression>
#include <QStringList>

namespace fettle::ui {
namespace {

const QRegularExpression& headingLine()
{
    static const QRegularExpression pattern(QStringLiteral(R"(^(#{1,4})\s+(.*?)\s*(?:\{#([\w-]+)\})?\s*$)"));
    return pattern;
}

} // namespace

int HelpTopic::sectionOf(const QString& anchor) const
{
    const auto found = std::ranges::find(sections, anchor, &HelpSection::anchor);
    return anchor.isEmpty() || found == sections.end() ? -1 : static_cast<int>(found - sections.begin());
}

HelpTopic parseTopic(const QString& id, const QString& text)
{
    HelpTopic topic{.id = id, .title = {}, .markdown = {}, .sections = {}};
    QStringList shown;
    QStringList body;
    bool inCode = false;
    const auto close = [&] {
        if (!topic.sections.isEmpty()) {
            const auto whole = body.join(QLatin1Char('\n')).trimmed();
            topic.sections.last().text = plainText(whole);
            topic.sections.last().lead = plainText(whole.section(QStringLiteral("\n\n"), 0, 0));
        }
        body.clear();
    };
    for (const auto& line : text.split(QLatin1Char('\n'))) {
        if (line.startsWith(QLatin1String("```")))
            inCode = !inCode;
        const auto heading = inCode ? QRegularExpressionMatch() : headingLine().match(line);
        if (!heading.hasMatch()) {
            body << line;
            shown << line;
            continue;
        }
        close();
        const int level = static_cast<int>(heading.capturedLength(1));
        topic.sections.push_back({level, heading.captured(3), plainText(heading.captured(2)), {}, {}});
        shown << heading.captured(1) + QLatin1Char(' ') + heading.captured(2);
    }
    close();
    topic.title = topic.sections.isEmpty() ? id : topic.sections.first().heading;
    topic.markdown = shown.join(QLatin1Char('\n'));
    return topic;
}

QString plainText(const QString& markdown)
{
    static const QRegularExpression link(QStringLiteral(R"(\[([^\]]*)\]\([^)]*\))"));
    static const QRegularExpression tableRule(QStringLiteral(R"((?m)^\s*\|?[\s:|-]*-{3,}[\s:|-]*$)"));
    static const QRegularExpression lineStart(QStringLiteral(R"((?m)^\s*(?:[*+-]|\d+\.|>|#{1,4})\s+)"));
    static const QRegularExpression marks(QStringLiteral(R"((?<!\\)[*`|])"));
    static const QRegularExpression escape(QStringLiteral(R"(\\([!-/:-@\[-`{-~]))"));
    static const QRegularExpression spaces(QStringLiteral(R"(\s+)"));
    QString text = markdown;
    text.replace(tableRule, QString());
    text.replace(link, QStringLiteral("\\1"));
    text.replace(lineStart, QString());
    text.replace(marks, QString());
    text.replace(escape, QStringLiteral("\\1"));
    text.replace(spaces, QStringLiteral(" "));
    return text.trimmed();
}

QString escapeMarkdown(const QString& text)
{
    static const QRegularExpression special(QStringLiteral(R"(([\\`*_{}\[\]()<>#+\-!|~&]))"));
    QString escaped = text.simplified();
    return escaped.replace(special, QStringLiteral("\\\\1"));
}

HelpTarget targetOf(const QString& link, const QString& current)
{
    const auto hash = link.indexOf(QLatin1Char('#'));
    const auto anchor = hash < 0 ? QString() : link.mid(hash + 1);
    const auto path = hash < 0 ? link : link.left(hash);
    if (path.isEmpty())
        return anchor.isEmpty() ? HelpTarget() : HelpTarget{HelpTarget::Kind::Topic, current, anchor};
    if (path.startsWith(QLatin1String("place:")))
        return {HelpTarget::Kind::Place, path.mid(6), {}};
    if (path.startsWith(QLatin1String("ref:")))
        return {HelpTarget::Kind::Topic, QStringLiteral("ref/") + path.mid(4), anchor};
    if (path.endsWith(QLatin1String(".md")))
        return {HelpTarget::Kind::Topic, path.chopped(3), anchor};
    return {};
}

} // namespace fettle::ui
