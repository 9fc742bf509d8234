// SPDX-License-Identifier: GPL-3.0-or-later
// The reason most users come: a table of messages and what each is about, and with a pretrained model a model of one's
// own in minutes. FETTLE_TEST_PICTURES keeps what the window showed.
#include <algorithm>
#include <cstdio>
#include <fstream>
#include <map>
#include <random>

#include <doctest/doctest.h>

#include <QElapsedTimer>
#include <QPlainTextEdit>
#include <QtTest/QTest>

#include "engine/platform/files.h"
#include "tests/support/environment.h"
#include "tests/ui/e2e/visit.h"
#include "ui/pages/use/answer_card.h"
#include "ui/pages/use/try_form.h"

using namespace fettle;
using namespace fettle::ui;
using test::Visit;
using test::waitUntil;

namespace {

constexpr int kMostSortClicks = 10;
constexpr std::size_t kRows = 1000;

/// The records of a CSV file whose fields are in quotes where they hold commas, quotes or line ends.
std::vector<std::string> csvRecords(const std::string& text)
{
    std::vector<std::string> records(1);
    bool quoted = false;
    for (const char c : text) {
        quoted = quoted != (c == '"');
        if (c == '\n' && !quoted)
            records.emplace_back();
        else if (c != '\r')
            records.back() += c;
    }
    if (records.back().empty())
        records.pop_back();
    return records;
}

/// `count` records with as nearly as many of each class (what follows the last comma) as there are, and the header.
std::string stratified(const std::string& text, std::size_t count, std::uint64_t seed)
{
    auto records = csvRecords(text);
    std::string chosen = records.front() + "\n";
    records.erase(records.begin());
    std::mt19937_64 random(seed);
    for (std::size_t i = records.size(); i > 1; --i)
        std::swap(records[i - 1], records[random() % i]);
    std::map<std::string, std::vector<std::string>> byClass;
    for (auto& record : records)
        byClass[record.substr(record.rfind(',') + 1)].push_back(record);
    std::size_t taken = 0;
    for (std::size_t round = 0; taken < count; ++round)
        for (const auto& [name, members] : byClass)
            if (round < members.size() && taken < count) {
                chosen += members[round] + "\n";
                ++taken;
            }
    return chosen;
}

} // namespace

TEST_CASE("sort texts: 1,000 bank customers' messages, from drop to a tried model with the starter model")
{
    FETTLE_REQUIRE_DATA("text_banking77/train.csv");
    FETTLE_REQUIRE_STARTER();
    const test::ScopedVariable library("FETTLE_PRETRAINED", test::starterLibrary().string());
    Visit visit;
    const auto all = platform::readWholeFile(platform::Path(test::sharedData("text_banking77/train.csv")), 16 << 20);
    REQUIRE(all.ok());
    const auto file = visit.folder().path() / "messages.csv";
    std::ofstream(file, std::ios::binary) << stratified(*all, kRows, 77);

    QElapsedTimer timer;
    timer.start();
    visit.drop(file);
    const double imported = 1e-3 * static_cast<double>(timer.elapsed());
    CHECK(visit.session().data().manifest.rowCount == static_cast<std::int64_t>(kRows));
    CHECK(visit.session().draft().recipe().task.component == "text_classification");
    const auto& network = visit.session().draft().recipe().networks.at("model");
    CHECK(network.fromTemplate.component == "bert");
    CHECK(network.fromTemplate.parameters.at("model").asText() == test::kStarterModel);

    double firstLoss = -1.0;
    QElapsedTimer training;
    QObject::connect(&visit.session(), &Session::metricsCame, &visit.window(), [&](const std::string&, const MetricBatch&) {
        if (firstLoss < 0.0)
            firstLoss = 1e-3 * static_cast<double>(training.elapsed());
    });
    visit.save("sort-1-data");
    visit.next();
    visit.save("sort-2-model");
    visit.next();
    REQUIRE(visit.session().place() == Place::Train);
    training.start();
    visit.next();
    REQUIRE(waitUntil([&] { return visit.trained(); }, Visit::kTrainMs));
    const double trained = 1e-3 * static_cast<double>(training.elapsed());
    visit.save("sort-3-trained");
    visit.next();
    REQUIRE(visit.session().place() == Place::Results);
    visit.save("sort-4-results");
    visit.next();
    REQUIRE(visit.session().place() == Place::Use);
    const auto* answer = visit.page().findChild<AnswerCard*>();
    auto* form = visit.page().findChild<TryForm*>();
    // An example of the data is answered first, then what somebody types.
    const auto answered = [answer] { return answer->answerText().size() > 1; };
    REQUIRE(waitUntil([&] { return answered() && form->editor("text"); }, Visit::kImportMs));
    auto* text = qobject_cast<QPlainTextEdit*>(form->editor("text"));
    REQUIRE(text);
    text->setPlainText(QStringLiteral("My card never arrived in the mail, when will I get it?"));
    const auto expected = QStringLiteral("card_arrival");
    static_cast<void>(waitUntil([&] { return answer->answerText().contains(expected); }, Visit::kImportMs));
    const double tried = 1e-3 * static_cast<double>(timer.elapsed());
    visit.save("sort-5-tried");
    CHECK(answer->answerText().contains(expected));
    CHECK(visit.clicks() <= kMostSortClicks);
    const auto* model = visit.session().modelOfRun(visit.session().currentRun()->id);
    REQUIRE(model);
    const double accuracy = model->metrics.at("test").at("accuracy");
    CHECK(accuracy > 0.65);
    std::printf("sort texts: %d clicks; there after %.1f s, first step %.1f s after the click, trained in %.0f s, tried after %.0f s; "
                "test accuracy %.3f\n",
                visit.clicks(), imported, firstLoss, trained, tried, accuracy);
}
