// SPDX-License-Identifier: GPL-3.0-or-later
// A column of texts is prepared by a job, searched by meaning and sorted by names of labels.
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "engine/contract/semantic_search.h"
#include "engine/data/dataset_reader.h"
#include "engine/pretrained/model_library.h"
#include "engine/worker/interactive.h"
#include "engine/worker/job_runner.h"
#include "tests/support/environment.h"
#include "tests/support/pretrained_models.h"
#include "tests/training/training_fixture.h"

using namespace fettle;
using namespace fettle::test;

namespace {

const auto kNeverStop = [] { return false; };

/// What a job says to nobody; asks to stop after so many reports of progress.
class QuietSink final : public worker::JobSink {
public:
    explicit QuietSink(std::optional<StopMode> stop = {}) : m_stop(stop) {}
    void metrics(const MetricBatch&) override {}
    void progress(const Progress& progress) override { reported.push_back(progress); }
    void checkpoint(const CheckpointInfo&) override {}
    void artifact(const ArtifactInfo&) override {}
    void note(const Note&) override {}
    void resolvedRecipe(const Recipe&) override {}
    std::optional<StopMode> stopRequested() override { return m_stop; }
    [[nodiscard]] bool cancelled() const override { return m_stop.has_value(); }

    std::vector<Progress> reported;

private:
    std::optional<StopMode> m_stop;
};

/// Messages with topics, the golden tests' small BERT as the library, and a folder for indexes.
struct SearchFixture : SmallBert {
    SearchFixture()
    {
        request.pretrained = "small";
        request.manifestPath = importMessages(folder, 120);
        request.indexFolder = (folder.path() / "search").string();
        const auto opened = data::Dataset::open(request.manifestPath);
        REQUIRE(opened.ok());
        dataset = *opened;
    }

    JobOutcome build(std::optional<StopMode> stop = {})
    {
        QuietSink sink(stop);
        JobAssignment job;
        job.job = "prepare";
        job.kind = JobKind::Embed;
        job.request = toValue(request);
        auto outcome = worker::runJob(job, builtInComponents(), sink);
        reported = sink.reported;
        return outcome;
    }

    SearchIndex state()
    {
        SearchRequest asked;
        asked.index = request;
        const auto answer = interactive.answer("search_state", toValue(asked), kNeverStop);
        REQUIRE_MESSAGE(answer.ok(), (answer.ok() ? "" : toLogLine(answer.error())));
        return *fromValue<SearchIndex>(*answer);
    }

    Result<SearchResult> find(SearchRequest asked)
    {
        asked.index = request;
        const auto answer = interactive.answer("search_query", toValue(asked), kNeverStop);
        if (!answer)
            return answer.error();
        return fromValue<SearchResult>(*answer);
    }

    Result<LabelResult> label(LabelRequest asked)
    {
        asked.index = request;
        const auto answer = interactive.answer("search_labels", toValue(asked), kNeverStop);
        if (!answer)
            return answer.error();
        return fromValue<LabelResult>(*answer);
    }

    std::string cell(const std::string& field, std::int64_t row) const
    {
        std::string_view text;
        dataset->column(field)->readTexts({&row, 1}, {&text, 1});
        return std::string(text);
    }

    EmbedRequest request;
    std::shared_ptr<const data::Dataset> dataset;
    worker::Interactive interactive{builtInComponents(), "test"};
    std::vector<Progress> reported;
};

} // namespace

TEST_CASE("a column of texts is prepared once, and again only where something else is asked for")
{
    SearchFixture fixture;
    auto before = fixture.state();
    CHECK_FALSE(before.ready);
    CHECK(before.field == "message");
    CHECK(before.fields == std::vector<std::string>{"message"});
    SearchRequest parcel;
    parcel.text = "parcel";
    const auto unprepared = fixture.find(parcel);
    REQUIRE_FALSE(unprepared.ok());
    CHECK(unprepared.error().code == "training.index_missing");

    const auto outcome = fixture.build();
    REQUIRE_MESSAGE(outcome.state == JobState::Completed, (outcome.error ? toLogLine(*outcome.error) : ""));
    REQUIRE_FALSE(fixture.reported.empty());
    CHECK(fixture.reported.front().phase == "embedding");
    CHECK(fixture.reported.back().done == doctest::Approx(fixture.reported.back().total));
    const auto index = fixture.state();
    CHECK(index.ready);
    CHECK(index.count == 120);
    CHECK(index.dimensions > 0);
    CHECK(index == *fromValue<SearchIndex>(outcome.result));

    // Found again: nothing is read a second time.
    const auto written = std::filesystem::last_write_time(index.file);
    CHECK(fixture.build().state == JobState::Completed);
    CHECK(fixture.reported.empty());
    CHECK(std::filesystem::last_write_time(index.file) == written);

    // A file that was cut off is none.
    std::filesystem::resize_file(index.file, 200);
    CHECK_FALSE(fixture.state().ready);
    CHECK(fixture.build().state == JobState::Completed);
    CHECK(fixture.state().ready);
}

TEST_CASE("a preparation that is stopped leaves nothing behind, and one that is paused begins again")
{
    SearchFixture fixture;
    CHECK(fixture.build(StopMode::Pause).state == JobState::Paused);
    CHECK(fixture.build(StopMode::Discard).state == JobState::Stopped);
    CHECK_FALSE(fixture.state().ready);
    const bool anyFile = std::filesystem::exists(fixture.request.indexFolder)
        && !std::filesystem::is_empty(fixture.request.indexFolder);
    CHECK_FALSE(anyFile);
}

TEST_CASE("a search finds a text by itself first, only the rows of a class, and rows like a row")
{
    SearchFixture fixture;
    REQUIRE(fixture.build().state == JobState::Completed);
    SearchRequest asked;
    asked.text = fixture.cell("message", 17);
    asked.top = 5;
    auto found = fixture.find(asked);
    REQUIRE_MESSAGE(found.ok(), (found.ok() ? "" : toLogLine(found.error())));
    REQUIRE(found->hits.size() == 5);
    CHECK(found->searched == 120);
    CHECK(found->field == "message");
    CHECK(fixture.cell("message", found->hits.front().id) == asked.text);
    CHECK(found->hits.front().score == doctest::Approx(1.0).epsilon(1e-5));
    for (std::size_t i = 1; i < found->hits.size(); ++i)
        CHECK(found->hits[i].score <= found->hits[i - 1].score);
    REQUIRE(found->fields.size() == found->hits.front().values.size());

    const auto topic = fixture.cell("topic", 17);
    asked.filterField = "topic";
    asked.filterValue = topic;
    asked.top = 256;
    found = fixture.find(asked);
    REQUIRE(found.ok());
    CHECK(found->searched < 120);
    CHECK(static_cast<std::int64_t>(found->hits.size()) == found->searched);
    for (const auto& hit : found->hits)
        CHECK(fixture.cell("topic", hit.id) == topic);
    // Another value of the same column, then a column that is not there.
    const auto ofTopic = found->searched;
    asked.filterValue = "nothing like it";
    found = fixture.find(asked);
    REQUIRE(found.ok());
    CHECK(found->searched == 0);
    asked.filterValue = topic;
    CHECK(fixture.find(asked)->searched == ofTopic);
    asked.filterField = "topics";
    CHECK(fixture.find(asked).error().code == "training.unknown_field");

    // What is searched counts as used: where space is short, others go first.
    const std::filesystem::path file = fixture.state().file;
    const auto longAgo = std::filesystem::file_time_type::clock::now() - std::chrono::hours(1000);
    std::filesystem::last_write_time(file, longAgo);
    SearchRequest like;
    like.row = 17;
    like.top = 119;
    found = fixture.find(like);
    REQUIRE(found.ok());
    CHECK(found->hits.size() == 119);
    CHECK(std::filesystem::last_write_time(file) > longAgo + std::chrono::hours(900));
    for (const auto& hit : found->hits)
        CHECK(hit.id != 17);
    like.row = 5000;
    const auto nowhere = fixture.find(like);
    REQUIRE_FALSE(nowhere.ok());
    CHECK(nowhere.error().code == "training.search_row");
    CHECK(nowhere.error().arguments.at("row") == Value(5001)); // people count from 1
}

TEST_CASE("texts are sorted by the names of labels, with a sentence around them or without")
{
    SearchFixture fixture;
    LabelRequest asked;
    asked.labels = {"parcels", "money", "praise"};
    asked.texts = {"money", "This is about parcels."};
    asked.sentence = "This is about {}.";
    auto result = fixture.label(asked);
    REQUIRE_MESSAGE(result.ok(), (result.ok() ? "" : toLogLine(result.error())));
    REQUIRE(result->answers.size() == 2);
    CHECK(result->answers[1].label == "parcels");
    CHECK(result->answers[1].score == doctest::Approx(1.0).epsilon(1e-5));
    CHECK(result->answers[1].scores.size() == 3);
    asked.sentence.clear();
    result = fixture.label(asked);
    REQUIRE(result.ok());
    CHECK(result->answers[0].label == "money");
    CHECK(result->counts.at("money") >= 1);

    asked.sentence = "no place for it";
    CHECK(fixture.label(asked).error().code == "training.label_sentence");
    asked.sentence.clear();
    for (const auto& labels : {std::vector<std::string>{"one"}, {"same", "same"}, {"", "other"}}) {
        asked.labels = labels;
        CHECK(fixture.label(asked).error().code == "training.labels_few");
    }
}

TEST_CASE("all rows get a first suggestion, written beside their values, and are compared where the answer is known")
{
    SearchFixture fixture;
    LabelRequest asked;
    std::map<std::string, std::int64_t> topics;
    for (std::int64_t row = 0; row < 120; ++row)
        ++topics[fixture.cell("topic", row)];
    for (const auto& [topic, count] : topics)
        asked.labels.push_back(topic);
    CHECK(fixture.label(asked).error().code == "training.index_missing");
    REQUIRE(fixture.build().state == JobState::Completed);
    asked.outputPath = (fixture.folder.path() / "labels.csv").string();
    const auto result = fixture.label(asked);
    REQUIRE_MESSAGE(result.ok(), (result.ok() ? "" : toLogLine(result.error())));
    CHECK(result->count == 120);
    CHECK(result->target == "topic");
    CHECK(result->known == 120);
    std::int64_t all = 0;
    for (const auto& [label, count] : result->counts)
        all += count;
    CHECK(all == 120);

    std::ifstream file(asked.outputPath);
    const std::string written{std::istreambuf_iterator<char>(file), {}};
    CHECK(written.find("label_predicted") != std::string::npos);
    CHECK(written.find(fixture.cell("message", 3)) != std::string::npos);
    CHECK(std::ranges::count(written, '\n') >= 121);
    // What the file says is what was counted.
    std::int64_t agreed = 0;
    for (std::int64_t row = 0; row < 120; ++row) {
        LabelRequest one;
        one.labels = asked.labels;
        one.texts = {fixture.cell("message", row)};
        const auto answer = fixture.label(one);
        REQUIRE(answer.ok());
        agreed += answer->answers.front().label == fixture.cell("topic", row) ? 1 : 0;
    }
    CHECK(result->agreed == agreed);
}

TEST_CASE("a trained model of texts compares by what its last layer read")
{
    SearchFixture fixture;
    auto training = trainRequest(fixture.folder, fixture.request.manifestPath);
    training.recipe.networks["model"].fromTemplate = {"text_cnn", {}};
    training.recipe.training.epochs = 1;
    RecordingObserver observer;
    static_cast<void>(trainOrFail(training, observer));
    fixture.request.pretrained.clear();
    fixture.request.modelFolder = training.modelFolder;
    const auto outcome = fixture.build();
    REQUIRE_MESSAGE(outcome.state == JobState::Completed, (outcome.error ? toLogLine(*outcome.error) : ""));
    SearchRequest asked;
    asked.text = fixture.cell("message", 40);
    const auto found = fixture.find(asked);
    REQUIRE(found.ok());
    CHECK(fixture.cell("message", found->hits.front().id) == asked.text);
}

TEST_CASE("a model that reads a table cannot compare texts")
{
    SearchFixture fixture;
    const TemporaryFolder other;
    auto training = trainRequest(other, importTable(other, 60));
    training.recipe.training.epochs = 1;
    RecordingObserver observer;
    static_cast<void>(trainOrFail(training, observer));
    fixture.request.pretrained.clear();
    fixture.request.modelFolder = training.modelFolder;
    const auto outcome = fixture.build();
    REQUIRE(outcome.state == JobState::Failed);
    CHECK(outcome.error->code == "training.embedding_inputs");
}
