// SPDX-License-Identifier: GPL-3.0-or-later
// The Use page of a project with texts, on an engine from memory. With FETTLE_SEARCH_PICTURES=FOLDER its states are drawn
// there, for people to look at.
#pragma once

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

namespace fettle::test {

using namespace ui;

inline constexpr const char* kWhere = "My new card has still not come, where is it?";

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

inline void noRuns(SearchStage& stage)
{
    stage.project.runs.clear();
    stage.project.models.clear();
}

} // namespace fettle::test
