// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/hub/index_page.h"

#include <QRegularExpression>
#include <nlohmann/json.hpp>

#include "engine/contract/json.h"
#include "engine/platform/hash.h"

namespace fettle::hub {
namespace {

IndexEntry indexEntry(const QUrl& page, const QString& link)
{
    IndexEntry entry;
    entry.url = page.resolved(QUrl(link));
    if (const auto fragment = entry.url.fragment(); fragment.startsWith(u"sha256="))
        entry.sha256 = fragment.sliced(7).toLower().toStdString();
    entry.url.setFragment({});
    entry.url.setUserInfo({});
    entry.fileName = entry.url.fileName(QUrl::FullyDecoded).toStdString();
    return entry;
}

std::vector<IndexEntry> entriesOfHtml(const QString& html, const QUrl& page)
{
    static const QRegularExpression kLink(
        QStringLiteral(R"link(<a\s[^>]*?\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+)))link"),
        QRegularExpression::CaseInsensitiveOption);
    std::vector<IndexEntry> entries;
    for (auto links = kLink.globalMatch(html); links.hasNext();) {
        const auto match = links.next();
        auto link = match.captured(1) + match.captured(2) + match.captured(3);
        link.replace(QLatin1String("&amp;"), QLatin1String("&")).replace(QLatin1String("&#38;"), QLatin1String("&"));
        entries.push_back(indexEntry(page, link.trimmed()));
    }
    return entries;
}

std::vector<IndexEntry> entriesOfJson(std::string_view body, const QUrl& page)
{
    std::vector<IndexEntry> entries;
    const auto json = parseJson(body);
    if (!json || !json->is_object())
        return entries;
    const auto answer = valueFromJson(*json);
    for (const auto& file : answer.at("files").asList()) {
        auto entry = indexEntry(page, QString::fromStdString(file.at("url").asText()));
        if (!file.at("filename").asText().empty())
            entry.fileName = file.at("filename").asText();
        if (const auto& hash = file.at("hashes").at("sha256").asText(); !hash.empty())
            entry.sha256 = hash;
        entries.push_back(std::move(entry));
    }
    return entries;
}

} // namespace

std::vector<IndexEntry> readIndexPage(std::string_view body, const QByteArray& contentType, const QUrl& page)
{
    if (contentType.toLower().contains("json"))
        return entriesOfJson(body, page);
    return entriesOfHtml(QString::fromUtf8(body.data(), static_cast<qsizetype>(body.size())), page);
}

} // namespace fettle::hub
