// SPDX-License-Identifier: GPL-3.0-or-later
// Searching own texts and sorting them by names, on an engine from memory. With FETTLE_SEARCH_PICTURES=FOLDER the states
// are drawn there, for people to look at.
#include <cstdlib>

#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTest>
#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "engine/contract/pretrained.h"
#include "engine/contract/semantic_search.h"
#include "tests/ui/pages/results/evaluated_project.h"
#include "ui/pages/use/answer_card.h"
#include "ui/pages/use/labels_card.h"
#include "ui/pages/use/score_bars.h"
#include "ui/pages/use/search_card.h"
#include "ui/pages/use/search_hits.h"
#include "ui/pages/use/search_setup.h"
#include "ui/pages/use/use_page.h"
#include "ui/session/pretrained_library.h"
#include "ui/session/translators.h"
#include "ui/theme/fettle_style.h"
#include "ui/widgets/button.h"
#include "ui/widgets/link.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/page_header.h"
#include "ui/widgets/progress_bar.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/text_label.h"

using namespace fettle;
using namespace fettle::ui;
using namespace fettle::test;

namespace {

constexpr const char* kWhere = "My new card has still not come, where is it?";

struct SearchStage {
    EvaluatedProject project{Story::Texts};
    std::unique_ptr<UsePage> page;
    bool hasModel = true;
    bool prepared = true;
    std::vector<std::string> fields{"text"};

    explicit SearchStage(const std::function<void(SearchStage&)>& change = {}, const ThemeOptions& options = {})
    {
        applyTheme(*qApp, Theme(options));
        if (change)
            change(*this);
        answerAll();
        project.open();
        REQUIRE(waitUntil([&] { return project.session().pretrained().isKnown(); }));
        page = std::make_unique<UsePage>(project.session());
        page->resize(1088, 720);
        page->show();
        page->entered();
    }

    void answerAll()
    {
        auto& engine = project.engine();
        engine.answer("pretrained.list", [this](const Value&) -> Result<Value> {
            PretrainedModel model;
            model.id = "all-minilm-l6-v2";
            model.title = "all-MiniLM-L6-v2";
            return Value(ValueMap{{"models", hasModel ? ValueList{toValue(model)} : ValueList{}}, {"problems", ValueList{}}, {"fetching", ValueList{}}});
        });
        engine.answer("search.state", [this](const Value& params) -> Result<Value> {
            SearchIndex index;
            index.ready = prepared;
            index.fields = fields;
            const auto& asked = params.at("index").at("field").asText();
            index.field = asked.empty() ? fields.front() : asked;
            index.pretrained = params.at("model").asText();
            index.count = 891;
            index.dimensions = 384;
            return toValue(index);
        });
        engine.answer("search.build", Value(ValueMap{{"job", "j9"}}));
        engine.answer("search.query", [](const Value& params) -> Result<Value> {
            SearchResult result;
            result.field = "text";
            result.fields = {"category", "text", "language"};
            result.searched = params.at("filter_field").isNull() ? 891 : 40;
            const std::vector<std::string> texts{kWhere, "The card you sent has not arrived after two weeks.",
                                                 "How long does the delivery of a card take?",
                                                 "I ordered a card and it should be here by now. I have asked twice already and nobody could say "
                                                 "where the letter is, although the app says that it was sent on the third of May and that it takes "
                                                 "five working days at most. Please look into this and tell me what I can do in the meantime.",
                                                 "我的卡什么时候到？"};
            const bool like = !params.at("row").isNull();
            for (std::size_t i = like ? 1 : 0; i < texts.size(); ++i)
                result.hits.push_back({static_cast<std::int64_t>(700 + i), 0.91 - 0.13 * static_cast<double>(i),
                                       {Value("card_arrival"), Value(texts[i]), Value(i == 4 ? "zh" : "en")}});
            return toValue(result);
        });
        engine.answer("search.labels", [](const Value& params) -> Result<Value> {
            LabelResult result;
            LabelAnswer answer;
            double score = 0.62;
            for (const auto& label : params.at("labels").asList()) {
                answer.scores[label.asText()] = score;
                result.counts[label.asText()] = static_cast<std::int64_t>(score * 1000.0);
                if (answer.label.empty())
                    answer.label = label.asText();
                score -= 0.21;
            }
            if (!params.at("texts").asList().empty())
                result.answers = {answer};
            result.count = 891;
            result.outputPath = params.at("output_path").asText();
            result.target = "category";
            result.known = 200;
            result.agreed = 142;
            return toValue(result);
        });
    }

    void tellJob(JobState state, std::optional<Error> error = {})
    {
        Job job;
        job.id = "j9";
        job.kind = JobKind::Embed;
        job.project = "p1";
        job.state = state;
        job.error = std::move(error);
        project.jobs.assign(1, job);
        project.engine().publish("job", "j9", "", toValue(job));
    }
    template <class T> T* part() const { return page->findChild<T*>(); }
    SearchCard& card() const { return *part<SearchCard>(); }
    LabelsCard& names() const { return *part<LabelsCard>(); }
    void choose(int index) const
    {
        part<SegmentedControl>()->setCurrentIndex(index);
        Q_EMIT part<SegmentedControl>()->currentChanged(index);
    }
    void search(const QString& text) const
    {
        card().line()->clear();
        QTest::keyClicks(card().line(), text);
    }
    void picture(const char* name) const
    {
        QApplication::processEvents();
        if (const char* folder = std::getenv("FETTLE_SEARCH_PICTURES"))
            page->grab().save(QStringLiteral("%1/%2.png").arg(QString::fromLocal8Bit(folder), QLatin1String(name)));
    }
};

void noRuns(SearchStage& stage)
{
    stage.project.runs.clear();
    stage.project.models.clear();
}

} // namespace

TEST_CASE("a project with texts can be searched before anything is trained")
{
    SearchStage stage(noRuns);
    CHECK(stage.project.session().isOpen(Place::Use));
    CHECK(stage.part<SegmentedControl>()->isVisible());
    REQUIRE(waitUntil([&] { return stage.card().line()->isVisible(); }));
    CHECK(stage.card().message()->text().contains("891"));
    stage.search("where is my card");
    REQUIRE(waitUntil([&] { return stage.card().hits()->isVisible(); }));
    CHECK(stage.card().hits()->count() == 5);
    CHECK(stage.card().hits()->row(0)->text() == kWhere);
    CHECK(stage.card().hits()->row(0)->details().contains("category: card_arrival"));
    const auto asked = stage.project.engine().last("search.query");
    CHECK(asked.at("text").asText() == "where is my card");
    CHECK(asked.at("dataset").asText() == "d1");
    CHECK(asked.at("model").asText() == "all-minilm-l6-v2");
    CHECK(asked.at("supersedes").asText() == "search");
    // One question for the whole line, not one for every key.
    CHECK(stage.project.engine().count("search.query") < 5);
    stage.picture("search-found");
}

TEST_CASE("with a trained model its page stays in front, and data without texts has no search")
{
    SearchStage stage;
    CHECK(stage.part<SegmentedControl>()->currentIndex() == 0);
    REQUIRE(waitUntil([&] { return stage.part<AnswerCard>()->isVisible(); }));
    CHECK_FALSE(stage.card().isVisible());
    stage.choose(1);
    CHECK(stage.card().isVisible());
    CHECK_FALSE(stage.part<AnswerCard>()->isVisible());
    // The trained model compares texts too.
    REQUIRE(waitUntil([&] { return stage.card().setup()->models()->count() == 3; }));

    EvaluatedProject table(Story::Numbers);
    table.open();
    UsePage page(table.session());
    page.show();
    page.entered();
    CHECK_FALSE(page.findChild<SegmentedControl*>()->isVisible());
    CHECK_FALSE(page.findChild<SearchCard*>()->isVisible());
}

TEST_CASE("the texts are prepared once, with progress, cancel and a way back from failure")
{
    SearchStage stage([](SearchStage& made) {
        noRuns(made);
        made.prepared = false;
    });
    auto& setup = *stage.card().setup();
    REQUIRE(waitUntil([&] { return setup.prepare()->isVisible(); }));
    CHECK_FALSE(stage.card().line()->isVisible());
    stage.picture("search-unprepared");
    setup.prepare()->click();
    REQUIRE(waitUntil([&] { return setup.progress()->isVisible(); }));
    CHECK(stage.project.engine().last("search.build").at("dataset").asText() == "d1");
    stage.tellJob(JobState::Running);
    // The job's number comes with the answer, and its progress again and again.
    REQUIRE(waitUntil([&] {
        stage.project.engine().publish("progress", "j9", "", ValueMap{{"phase", "embedding"}, {"done", 30.0}, {"total", 100.0}});
        return setup.progress()->share() == std::optional(0.3);
    }));
    stage.picture("search-preparing");
    stage.project.engine().answer("jobs.stop", Value(ValueMap{}));
    setup.cancel()->click();
    REQUIRE(waitUntil([&] { return stage.project.engine().count("jobs.stop") == 1; }));
    CHECK(stage.project.engine().last("jobs.stop").at("job").asText() == "j9");
    stage.tellJob(JobState::Stopped);
    REQUIRE(waitUntil([&] { return setup.prepare()->isVisible(); }));

    setup.prepare()->click();
    stage.tellJob(JobState::Failed, makeError("worker.out_of_memory"));
    REQUIRE(waitUntil([&] { return stage.card().setup()->findChild<Notice*>()->isVisible(); }));
    CHECK(setup.findChild<Notice*>()->text().contains("Memory ran short"));
    stage.picture("search-failed");
    stage.prepared = true;
    setup.prepare()->click();
    stage.tellJob(JobState::Completed);
    REQUIRE(waitUntil([&] { return stage.card().line()->isVisible(); }));
}

TEST_CASE("rows of one class, rows like a row, and the way back")
{
    SearchStage stage(noRuns);
    REQUIRE(waitUntil([&] { return stage.card().line()->isVisible(); }));
    stage.search("card");
    REQUIRE(waitUntil([&] { return stage.card().hits()->isVisible(); }));
    auto* classes = stage.card().classes();
    classes->setCurrentIndex(classes->findData("card_arrival"));
    Q_EMIT classes->activated(classes->currentIndex());
    REQUIRE(waitUntil([&] { return stage.project.engine().last("search.query").at("filter_value").asText() == "card_arrival"; }));
    CHECK(stage.project.engine().last("search.query").at("filter_field").asText() == "category");

    stage.card().hits()->row(2)->similar().click();
    REQUIRE(waitUntil([&] { return !stage.project.engine().last("search.query").at("row").isNull(); }));
    CHECK(stage.project.engine().last("search.query").at("row").asInteger() == 702);
    REQUIRE(waitUntil([&] { return stage.card().hits()->count() == 4; }));
    CHECK(stage.card().back()->isVisible());
    stage.picture("search-similar");
    stage.card().back()->click();
    REQUIRE(waitUntil([&] { return stage.card().hits()->count() == 5; }));
    CHECK_FALSE(stage.card().back()->isVisible());

    // An answer that comes late does not take the place of a newer question's.
    stage.project.engine().hold("search.query");
    stage.search("first");
    REQUIRE(waitUntil([&] { return stage.project.engine().last("search.query").at("text").asText() == "first"; }));
    stage.card().line()->clear();
    QTest::keyClick(stage.card().line(), Qt::Key_Return);
    stage.project.engine().release("search.query");
    QApplication::processEvents();
    CHECK_FALSE(stage.card().hits()->isVisible());
}

TEST_CASE("what a search refuses is said, and an emptied cache leads back to preparing")
{
    SearchStage stage(noRuns);
    REQUIRE(waitUntil([&] { return stage.card().line()->isVisible(); }));
    stage.project.engine().answer("search.query", [](const Value&) -> Result<Value> { return makeError("worker.out_of_memory"); });
    stage.search("card");
    REQUIRE(waitUntil([&] { return stage.card().findChild<Notice*>(QString(), Qt::FindDirectChildrenOnly) != nullptr; }));
    REQUIRE(waitUntil([&] {
        for (auto* notice : stage.card().findChildren<Notice*>())
            if (notice->isVisible() && notice->text().contains("Memory ran short"))
                return true;
        return false;
    }));
    stage.prepared = false;
    stage.project.engine().answer("search.query", [](const Value&) -> Result<Value> {
        return makeError("training.index_missing", {{"field", "text"}});
    });
    stage.search("card again");
    REQUIRE(waitUntil([&] { return stage.card().setup()->prepare()->isVisible(); }));
}

TEST_CASE("without a pretrained model the offer to get one stands above")
{
    SearchStage stage([](SearchStage& made) {
        noRuns(made);
        made.hasModel = false;
    });
    REQUIRE(waitUntil([&] { return stage.card().isVisible(); }));
    CHECK_FALSE(stage.card().setup()->prepare()->isVisible());
    CHECK_FALSE(stage.card().line()->isVisible());
    CHECK(stage.project.engine().count("search.state") == 0);
    stage.picture("search-no-model");
    stage.hasModel = true;
    stage.project.session().pretrained().refresh();
    REQUIRE(waitUntil([&] { return stage.card().line()->isVisible(); }));
}

TEST_CASE("names of classes alone: a text, all rows, and a file of suggestions")
{
    SearchStage stage(noRuns);
    stage.choose(2);
    auto& names = stage.names();
    REQUIRE(names.isVisible());
    names.labels()->setPlainText("delivery\n payment \n\naccount\ndelivery");
    QTest::keyClicks(names.sentence(), "This is about {}.");
    names.text()->setPlainText("Where is my parcel?");
    REQUIRE(waitUntil([&] { return names.bars()->scores().size() == 3; }));
    CHECK(names.bars()->scores().front().name == "delivery");
    CHECK(stage.project.engine().last("search.labels").at("sentence").asText() == "This is about {}.");
    REQUIRE(waitUntil([&] { return names.suggest()->isVisible(); }));
    names.suggest()->click();
    REQUIRE(waitUntil([&] { return names.outcome()->isVisible(); }));
    CHECK(names.outcome()->text().contains("71"));
    CHECK(names.counts()->scores().size() == 3);
    stage.picture("names");
    stage.project.dialogs().saved = QStringLiteral("/home/me/labels.csv");
    names.save()->click();
    REQUIRE(waitUntil([&] { return names.outcome()->text().contains("labels.csv"); }));
    CHECK(stage.project.engine().last("search.labels").at("output_path").asText() == "/home/me/labels.csv");

    // One name is no choice.
    names.labels()->clear();
    QTest::keyClicks(names.labels(), "delivery");
    CHECK_FALSE(names.suggest()->isEnabled());
    CHECK_FALSE(names.suggest()->toolTip().isEmpty());
}

TEST_CASE("a comma belongs to a name; names typed in one line become lines on request")
{
    SearchStage stage(noRuns);
    stage.choose(2);
    auto& names = stage.names();
    names.labels()->setPlainText("Cards, lost or stolen\nBills; refunds");
    CHECK_FALSE(names.divide()->isVisible());
    REQUIRE(waitUntil([&] { return names.suggest()->isVisible(); }));
    names.suggest()->click();
    REQUIRE(waitUntil([&] { return names.outcome()->isVisible(); }));
    CHECK(stage.project.engine().last("search.labels").at("labels").asList() == ValueList{"Cards, lost or stolen", "Bills; refunds"});

    names.labels()->setPlainText(QStringLiteral("delivery, payment、account，")); // as a Chinese keyboard types it
    CHECK(names.divide()->isVisible());
    names.divide()->click();
    CHECK(names.labels()->toPlainText() == "delivery\npayment\naccount");
    CHECK_FALSE(names.divide()->isVisible());
    names.labels()->undo();
    CHECK(names.labels()->toPlainText() == QStringLiteral("delivery, payment、account，"));
}

TEST_CASE("whatever is typed while a file of suggestions is written, its end is told")
{
    SearchStage stage(noRuns);
    stage.choose(2);
    auto& names = stage.names();
    names.labels()->setPlainText("delivery\npayment");
    REQUIRE(waitUntil([&] { return names.save()->isVisible(); }));
    auto& engine = stage.project.engine();
    const auto write = [&](const char* path) {
        stage.project.dialogs().saved = QLatin1String(path);
        engine.hold("search.labels");
        names.save()->click();
        CHECK(engine.last("search.labels").at("output_path").asText() == path);
        CHECK(engine.last("search.labels").at("supersedes").isNull());
        CHECK(names.save()->isBusy());
    };
    const auto typeAll = [&](const QString& more) {
        const int before = engine.count("search.labels");
        QTest::keyClicks(names.text(), more);
        QTest::keyClicks(names.labels(), more);
        QTest::keyClicks(names.sentence(), "{} " + more);
        REQUIRE(waitUntil([&] { return engine.count("search.labels") > before; })); // the text's own question
        CHECK(names.save()->isBusy());
        CHECK(names.outcome()->text().contains("being written"));
    };
    write("/home/me/one.csv");
    typeAll("parcel");
    engine.release("search.labels");
    REQUIRE(waitUntil([&] { return !names.save()->isBusy(); }));
    CHECK(names.outcome()->text().contains("one.csv"));
    stage.picture("names-saved");
    // It stays told while one goes on.
    QTest::keyClicks(names.text(), " again");
    CHECK(names.outcome()->text().contains("one.csv"));

    // So does what went wrong.
    write("/home/me/two.csv");
    typeAll("money");
    engine.answer("search.labels", [](const Value& params) -> Result<Value> {
        if (params.at("output_path").isNull())
            return toValue(LabelResult());
        return makeError("worker.out_of_memory");
    });
    engine.release("search.labels");
    REQUIRE(waitUntil([&] { return names.problem()->isVisible(); }));
    CHECK_FALSE(names.save()->isBusy());
    QTest::keyClicks(names.text(), " more");
    CHECK(names.problem()->isVisible());
}

TEST_CASE("another column or model is asked what was typed")
{
    SearchStage stage([](SearchStage& made) {
        noRuns(made);
        made.fields = {"text", "answer"};
    });
    auto& engine = stage.project.engine();
    REQUIRE(waitUntil([&] { return stage.card().line()->isVisible(); }));
    stage.search("where is my card");
    REQUIRE(waitUntil([&] { return stage.card().hits()->isVisible(); }));
    auto* columns = stage.card().setup()->columns();
    const auto column = [&](int index) {
        columns->setCurrentIndex(index);
        Q_EMIT columns->activated(index);
    };
    column(1);
    REQUIRE(waitUntil([&] { return engine.last("search.query").at("index").at("field").asText() == "answer"; }));
    CHECK(engine.last("search.query").at("text").asText() == "where is my card");
    REQUIRE(waitUntil([&] { return stage.card().hits()->isVisible(); }));

    // Where it has to be prepared first, it is asked then.
    stage.prepared = false;
    column(0);
    REQUIRE(waitUntil([&] { return stage.card().setup()->prepare()->isVisible(); }));
    const int before = engine.count("search.query");
    stage.card().setup()->prepare()->click();
    stage.prepared = true;
    stage.tellJob(JobState::Completed);
    REQUIRE(waitUntil([&] { return engine.count("search.query") == before + 1; }));
    CHECK(engine.last("search.query").at("text").asText() == "where is my card");
    REQUIRE(waitUntil([&] { return stage.card().hits()->isVisible(); }));

    // Rows like one stay wanted, too.
    stage.card().hits()->row(2)->similar().click();
    column(1);
    REQUIRE(waitUntil([&] { return engine.last("search.query").at("index").at("field").asText() == "answer"; }));
    CHECK(engine.last("search.query").at("row").asInteger() == 702);
}

TEST_CASE("a model that was trained to match the texts of the column compares them, and says so")
{
    SearchStage stage([](SearchStage& made) {
        made.fields = {"text", "note"};
        made.project.models.front().task = "sentence_embeddings";
        made.project.model.task.component = "sentence_embeddings";
    });
    stage.choose(1);
    auto& engine = stage.project.engine();
    auto& setup = *stage.card().setup();
    REQUIRE(waitUntil([&] { return setup.models()->currentData().toString() == "m7" && stage.card().line()->isVisible(); }));
    CHECK(setup.reason()->isVisible());
    CHECK(setup.reason()->text().contains("Run 7"));
    stage.search("where is my card");
    REQUIRE(waitUntil([&] { return stage.card().hits()->isVisible(); }));
    CHECK(engine.last("search.query").at("model").asText() == "m7");
    stage.picture("search-matching");

    // It knows nothing of other columns.
    setup.columns()->setCurrentIndex(1);
    Q_EMIT setup.columns()->activated(1);
    REQUIRE(waitUntil([&] { return engine.last("search.query").at("model").asText() == "all-minilm-l6-v2"; }));
    CHECK_FALSE(setup.reason()->isVisible());
    setup.columns()->setCurrentIndex(0);
    Q_EMIT setup.columns()->activated(0);
    REQUIRE(waitUntil([&] { return engine.last("search.query").at("model").asText() == "m7"; }));

    // Who chooses another one gets it.
    const int other = setup.models()->findData("all-minilm-l6-v2");
    setup.models()->setCurrentIndex(other);
    Q_EMIT setup.models()->activated(other);
    REQUIRE(waitUntil([&] { return engine.last("search.query").at("model").asText() == "all-minilm-l6-v2"; }));
    CHECK_FALSE(setup.reason()->isVisible());

    // Deleted, it is no longer asked.
    setup.models()->setCurrentIndex(setup.models()->findData("m7"));
    Q_EMIT setup.models()->activated(setup.models()->findData("m7"));
    REQUIRE(waitUntil([&] { return engine.last("search.query").at("model").asText() == "m7"; }));
    stage.project.models.erase(stage.project.models.begin());
    stage.project.tellRuns();
    REQUIRE(waitUntil([&] { return engine.last("search.query").at("model").asText() == "all-minilm-l6-v2"; }));
}

TEST_CASE("in Chinese and dark nothing is left untranslated or unreadable")
{
    ThemeOptions dark;
    dark.appearance = Appearance::Dark;
    dark.language = "zh_CN";
    SearchStage stage(noRuns, dark);
    REQUIRE(waitUntil([&] { return stage.card().line()->isVisible(); }));
    stage.search("card");
    REQUIRE(waitUntil([&] { return stage.card().hits()->isVisible(); }));
    Translators translators;
    translators.install(QStringLiteral("zh_CN"));
    stage.project.session().setLanguage("zh_CN");
    QApplication::processEvents();
    CHECK(stage.card().hits()->row(0)->similar().text() != "More like this");
    CHECK_FALSE(stage.card().message()->text().contains("nearest"));
    stage.picture("search-found-dark-zh");
    stage.choose(2);
    stage.picture("names-dark-zh");
    translators.install(QStringLiteral("en"));
}
