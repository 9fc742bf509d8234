// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/help/handbook.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

// In the global namespace, where the resource compiler's functions live.
static void initializeHelp()
{
    Q_INIT_RESOURCE(fettle_help);
}

namespace fettle::ui {
namespace {

constexpr const char* kFolder = ":/fettle/help";
const QLatin1String kReference("ref/");
constexpr double kTitleWeight = 12;
constexpr double kHeadingWeight = 6;

QByteArray readAll(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

QString HelpChapter::title(const std::string& language) const
{
    const auto found = titles.find(language);
    if (found != titles.end())
        return found->second;
    const auto english = titles.find("en");
    return english == titles.end() ? QString() : english->second;
}

Handbook Handbook::builtIn()
{
    initializeHelp();
    Handbook book;
    const QString folder = QLatin1String(kFolder);
    const auto chapters = QJsonDocument::fromJson(readAll(folder + QStringLiteral("/contents.json"))).object();
    for (const auto& value : chapters.value(QStringLiteral("chapters")).toArray()) {
        HelpChapter chapter;
        const auto titles = value.toObject().value(QStringLiteral("title")).toObject();
        for (auto title = titles.begin(); title != titles.end(); ++title)
            chapter.titles[title.key().toStdString()] = title.value().toString();
        for (const auto& topic : value.toObject().value(QStringLiteral("topics")).toArray())
            chapter.topics << topic.toString();
        book.m_chapters << chapter;
    }
    for (const auto& language : QDir(folder).entryList(QDir::Dirs, QDir::Name))
        for (const auto& file : QDir(folder + QLatin1Char('/') + language).entryList({QStringLiteral("*.md")},
                                                                                     QDir::Files)) {
            const auto text =
                QString::fromUtf8(readAll(folder + QLatin1Char('/') + language + QLatin1Char('/') + file));
            const auto id = file.chopped(3);
            book.m_topics[language.toStdString()][id] = parseTopic(id, text);
        }
    return book;
}

std::vector<std::string> Handbook::languages() const
{
    std::vector<std::string> languages;
    for (const auto& [language, topics] : m_topics)
        languages.push_back(language);
    return languages;
}

const HelpTopic* Handbook::topic(const std::string& language, const QString& id) const
{
    for (const auto& each : {language, std::string("en")}) {
        if (id.startsWith(kReference))
            makeReference(each);
        if (const auto book = m_topics.find(each); book != m_topics.end())
            if (const auto found = book->second.find(id); found != book->second.end())
                return &found->second;
    }
    return nullptr;
}

void Handbook::setReference(const std::string& language, std::function<QList<HelpTopic>()> make)
{
    std::erase_if(m_topics[language], [](const auto& entry) { return entry.first.startsWith(kReference); });
    m_unmade[language] = std::move(make);
    m_index.clear();
    m_documents.clear();
}

void Handbook::makeReference(const std::string& language) const
{
    // Taken out first: what makes the pages looks up others.
    auto unmade = m_unmade.extract(language);
    if (unmade.empty())
        return;
    auto& book = m_topics[language];
    for (const auto& topic : unmade.mapped()())
        book[topic.id] = topic;
}

void Handbook::index() const
{
    for (const auto& language : languages())
        makeReference(language);
    QHash<QPair<QString, int>, int> numbers;
    for (const auto& [language, book] : m_topics)
        for (const auto& [id, topic] : book)
            for (int i = 0; i < topic.sections.size(); ++i) {
                const auto place = qMakePair(id, i);
                if (!numbers.contains(place)) {
                    numbers[place] = static_cast<int>(m_documents.size());
                    m_documents.emplace_back(id, i);
                }
                const auto& section = topic.sections[i];
                m_index.add(numbers[place], section.heading, i == 0 ? kTitleWeight : kHeadingWeight);
                m_index.add(numbers[place], section.text, 1);
                // An option's page says the component's name only at its top.
                if (i > 0)
                    m_index.add(numbers[place], topic.title, 1);
            }
}

std::vector<Handbook::Hit> Handbook::find(const QString& query, int most) const
{
    if (m_index.isEmpty())
        index();
    std::vector<Hit> hits;
    for (const auto& hit : m_index.find(query)) {
        if (static_cast<int>(hits.size()) == most)
            break;
        const auto& [topic, section] = m_documents[static_cast<std::size_t>(hit.document)];
        hits.push_back({topic, section, hit.score});
    }
    return hits;
}

} // namespace fettle::ui
