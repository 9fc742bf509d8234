// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include <QApplication>
#include <QLineEdit>
#include <QScrollBar>
#include <QTest>
#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "tests/ui/pages/model/pretrained_stage.h"
#include "ui/forms/parameter_form.h"
#include "ui/pages/model/model_choice.h"
#include "ui/pages/model/model_page.h"
#include "ui/pages/model/pretrained_dialog.h"
#include "ui/pages/model/pretrained_words.h"
#include "ui/pages/model/starter_card.h"
#include "ui/session/pretrained_library.h"
#include "ui/session/recipe_inputs.h"
#include "ui/session/translators.h"
#include "ui/theme/fettle_style.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/key_value_list.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/progress_bar.h"
#include "ui/widgets/text_label.h"

using namespace fettle;
using namespace fettle::ui;
using namespace fettle::test;

TEST_CASE("a pretrained model stands under its own name with license, language and memory; two of them are two cards")
{
    ModelStage stage;
    stage.addPretrained("bert-large", "BERT large", 900'000'000);
    stage.addPretrained(kMiniLm, "MiniLM", 22'700'000);
    const auto pretrained = stage.recommendation.models;
    TextPage text(stage);
    stage.recommendation.models.insert(stage.recommendation.models.begin(), pretrained.begin(), pretrained.begin() + 2);
    stage.library.back().title = "MiniLM L6";
    stage.session.pretrained().refresh();
    REQUIRE(waitUntil([&] { return text.choice().options().size() == 3; }));
    const auto& mini = text.choice().options()[0];
    CHECK(waitUntil([&] { return mini.memory->text().contains(QStringLiteral("fits")); }));
    CHECK(std::ranges::count(mini.card->findChildren<TextLabel*>(), QStringLiteral("MiniLM L6"), &TextLabel::text) == 1);
    CHECK(mini.figures->text().contains(QStringLiteral("22,700,000")));
    CHECK(mini.facts->text().contains(QStringLiteral("apache-2.0")));
    CHECK(mini.facts->text().contains(QStringLiteral("English")));
    CHECK_FALSE(mini.memory->text().contains(QStringLiteral("too large")));
    const auto& large = text.choice().options()[1];
    CHECK(large.pretrained == "bert-large");
    // Of the 6.4 GB that are free, 14.8 in full are too much, 4.9 with LoRA are tight.
    CHECK(large.memory->text().contains(QStringLiteral("too large")));
    CHECK(large.memory->text().contains(QStringLiteral("tight")));
    CHECK(large.memory->text().contains(QStringLiteral("fits")));
    CHECK(text.choice().options()[2].memory->isHidden());
    CHECK_FALSE(text.card().isVisible());

    text.choice().options()[1].use->setFocus();
    text.choice().options()[1].use->click();
    REQUIRE(waitUntil([&] { return text.choice().options()[1].card->isChosen(); }));
    CHECK(QApplication::focusWidget() == text.choice().options()[1].layers);
    CHECK(pretrainedOf(stage.draft().recipe().networks.at("model").fromTemplate) == "bert-large");
    CHECK_FALSE(text.choice().options()[0].card->isChosen());
    // Its name is the card's matter and its sizes are its own: neither is an option.
    const auto& parameters = text.choice().options()[1].form->component().parameters;
    REQUIRE(parameters.size() == 1);
    CHECK(parameters.front().name == "pooling");
}

TEST_CASE("the offer of a pretrained model stands below the first card, and the model that came of it is brought into view")
{
    ModelStage stage;
    TextPage text(stage);
    REQUIRE_FALSE(text.choice().options().empty());
    REQUIRE(waitUntil([&] { return text.card().isVisible(); }));
    CHECK(text.card().y() > text.choice().options()[0].card->y());
    if (text.choice().options().size() > 1)
        CHECK(text.card().y() < text.choice().options()[1].card->y());
    auto* bar = text.choice().verticalScrollBar();
    text.choice().setMaximumHeight(120);
    REQUIRE(waitUntil([&] { return bar->maximum() > 100; }));
    bar->setValue(bar->maximum());
    stage.addPretrained(kMiniLm, "MiniLM", 22'700'000);
    stage.session.pretrained().refresh();
    const auto isInView = [&] {
        const auto& options = text.choice().options();
        const auto found = std::ranges::find(options, kMiniLm, &ModelChoice::Option::pretrained);
        return found != options.end() && !found->card->visibleRegion().isEmpty();
    };
    CHECK(waitUntil(isInView));
}

TEST_CASE("a model that the library no longer has is called by its id")
{
    ModelStage stage;
    TextPage text(stage);
    CHECK(PretrainedWords::title(stage.session, "gone") == "gone");
    CHECK(PretrainedWords::facts(stage.session, "gone").isEmpty());
}

TEST_CASE("memory in three ways, and whether it is there")
{
    const auto needed = pretrainedMemory({100'000'000, 1'000'000, 32});
    CHECK(needed.full == 2'032'000'000);
    CHECK(needed.lora == 932'000'000);
    CHECK(needed.frozen == 800'000'000);
    // Longer texts and larger batches take more, but of what is frozen nothing is kept.
    const auto more = pretrainedMemory({100'000'000, 4'000'000, 64});
    CHECK(more.full > needed.full);
    CHECK(more.frozen == needed.frozen);
    // Examples that are compared first adjust the whole model.
    CHECK(pretrainedMemory({100'000'000, 1'000'000, 32}, 200).frozen > needed.full);
    CHECK(memoryFit(needed.full, 16'000'000'000) == MemoryFit::Fits);
    CHECK(memoryFit(needed.full, 2'500'000'000) == MemoryFit::Tight);
    CHECK(memoryFit(needed.full, 2'000'000'000) == MemoryFit::TooLarge);
}

TEST_CASE("the starter model is offered to projects with texts only")
{
    ModelStage pictures;
    TextPage without(pictures, false);
    CHECK_FALSE(without.card().isVisible());
    ModelStage texts;
    TextPage with(texts);
    CHECK(waitUntil([&] { return with.card().isVisible(); }));
    CHECK(texts.engine->count("pretrained.look") == 0);
}

TEST_CASE("size, address and license come first; then it is fetched, and stands among the models")
{
    ModelStage stage;
    TextPage text(stage);
    auto& dialog = text.open();
    CHECK(dialog.state() == PretrainedDialog::State::Looking);
    CHECK_FALSE(dialog.fetchButton().isEnabled());
    REQUIRE(text.comesTo(PretrainedDialog::State::Offered));
    CHECK(stage.engine->last("pretrained.look").at("name").asText() == "starter");
    CHECK(stage.engine->last("pretrained.look").at("environment").asMap().contains("https_proxy"));
    QStringList shown;
    for (int i = 0; i < dialog.facts().count(); ++i)
        shown << dialog.facts().value(i);
    CHECK(shown.contains(QStringLiteral("https://packages.example.org/starter.whl")));
    CHECK(shown.contains(QStringLiteral("apache-2.0")));
    CHECK(shown.join(' ').contains(QStringLiteral("84 MB")));
    CHECK(stage.engine->count("pretrained.fetch") == 0);

    stage.engine->hold("pretrained.fetch");
    dialog.fetchButton().click();
    CHECK(dialog.state() == PretrainedDialog::State::Fetching);
    CHECK(stage.engine->last("pretrained.fetch").at("revision").asText() == "0.1.0");
    stage.engine->publish("pretrained", {}, {}, toValue(progressOf(FetchPhase::Downloading, 20'000'000)));
    CHECK(dialog.progress().share() == std::optional(0.25));
    CHECK(text.card().progress().share() == std::optional(0.25));

    const int asked = stage.engine->count("worker.recommend");
    stage.addPretrained(kMiniLm, "MiniLM", 22'700'000);
    stage.engine->answer("pretrained.fetch", toValue(stage.library.front()));
    stage.engine->release("pretrained.fetch");
    REQUIRE(waitUntil([&] { return text.choice().options().size() == 2; }));
    CHECK(stage.engine->count("worker.recommend") == asked + 1);
    CHECK_FALSE(dialog.isVisible());
    CHECK_FALSE(text.card().isVisible());
    CHECK(text.choice().options()[0].pretrained == kMiniLm);
    CHECK(text.choice().options()[0].pill->text() == "Recommended");
    // What was chosen before stays chosen.
    CHECK(text.choice().options()[1].card->isChosen());
}

TEST_CASE("where no index is known the dialog asks for its address, and looks there")
{
    ModelStage stage;
    TextPage text(stage);
    stage.engine->answer("pretrained.look", [](const Value& params) -> Result<Value> {
        if (params.at("index").asText().empty())
            return makeError("hub.no_index", {{"file", "starter.whl"}});
        return toValue(starterOffer());
    });
    auto& dialog = text.open();
    REQUIRE(text.comesTo(PretrainedDialog::State::Refused));
    CHECK(dialog.notice().text().contains(QStringLiteral("package index")));
    CHECK(dialog.notice().kind() == NoticeKind::Info);
    REQUIRE(dialog.addressField().isVisible());
    CHECK_FALSE(dialog.fetchButton().isVisible());
    QTest::keyClicks(&dialog.address(), QStringLiteral("https://packages.example.org/simple"));
    QTest::keyClick(&dialog.address(), Qt::Key_Return);
    REQUIRE(text.comesTo(PretrainedDialog::State::Offered));
    CHECK(stage.engine->last("pretrained.look").at("index").asText() == "https://packages.example.org/simple");
    stage.engine->hold("pretrained.fetch");
    dialog.fetchButton().click();
    CHECK(stage.engine->last("pretrained.fetch").at("index").asText() == "https://packages.example.org/simple");
}

TEST_CASE("stopping keeps the offer, a failure is a sentence in place")
{
    ModelStage stage;
    TextPage text(stage);
    auto& dialog = text.open();
    REQUIRE(text.comesTo(PretrainedDialog::State::Offered));
    stage.engine->answer("pretrained.cancel", Value(ValueMap{{"id", kMiniLm}}));
    stage.engine->answer("pretrained.fetch", [](const Value&) -> Result<Value> { return makeError("hub.stopped"); });
    stage.engine->hold("pretrained.fetch");
    dialog.fetchButton().click();
    dialog.cancelButton().click();
    CHECK(stage.engine->last("pretrained.cancel").at("id").asText() == kMiniLm);
    stage.engine->release("pretrained.fetch");
    REQUIRE(text.comesTo(PretrainedDialog::State::Offered));
    CHECK(dialog.notice().text().contains(QStringLiteral("stopped")));
    CHECK(dialog.fetchButton().isEnabled());
    CHECK(dialog.notice().kind() == NoticeKind::Info);

    stage.engine->answer("pretrained.fetch", [](const Value&) -> Result<Value> {
        return makeError("hub.interrupted", {{"address", "packages.example.org"}, {"count", 5}});
    });
    dialog.fetchButton().click();
    REQUIRE(text.comesTo(PretrainedDialog::State::Offered));
    CHECK(dialog.notice().kind() == NoticeKind::Danger);
    CHECK(dialog.notice().text().contains(QStringLiteral("packages.example.org")));
    CHECK_FALSE(dialog.addressField().isVisible());
    CHECK(dialog.cancelButton().isVisible());
    dialog.cancelButton().click();
    CHECK_FALSE(dialog.isVisible());
}

TEST_CASE("a folder of this computer goes the same way")
{
    ModelStage stage;
    TextPage text(stage);
    auto& dialog = text.open();
    REQUIRE(text.comesTo(PretrainedDialog::State::Offered));
    auto offer = starterOffer();
    offer.origin = PretrainedOrigin::Path;
    offer.downloadBytes = 0;
    stage.engine->answer("pretrained.look", toValue(offer));
    stage.dialogs->folder = QStringLiteral("/models/mine");
    dialog.folderButton().click();
    CHECK(stage.engine->last("pretrained.look").at("name").asText() == "/models/mine");
    REQUIRE(text.comesTo(PretrainedDialog::State::Offered));
    CHECK(dialog.fetchButton().text() == "Copy it here");
    stage.dialogs->folder.clear();
    const int asked = stage.engine->count("pretrained.look");
    dialog.folderButton().click();
    CHECK(stage.engine->count("pretrained.look") == asked);
}

TEST_CASE("closed while a model comes, it goes on; opened again, it is shown")
{
    ModelStage stage;
    TextPage text(stage);
    auto& dialog = text.open();
    REQUIRE(text.comesTo(PretrainedDialog::State::Offered));
    stage.engine->hold("pretrained.fetch");
    dialog.fetchButton().click();
    QTest::keyClick(&dialog, Qt::Key_Escape);
    CHECK_FALSE(dialog.isVisible());
    CHECK(stage.engine->count("pretrained.cancel") == 0);
    const int asked = stage.engine->count("pretrained.look");
    text.open();
    CHECK(dialog.isVisible());
    CHECK(dialog.state() == PretrainedDialog::State::Fetching);
    CHECK(stage.engine->count("pretrained.look") == asked);
}

TEST_CASE("the card and the dialog speak Chinese, while they are shown")
{
    ModelStage stage;
    TextPage text(stage);
    auto& dialog = text.open();
    REQUIRE(text.comesTo(PretrainedDialog::State::Offered));
    Translators translators;
    stage.session.setLanguage("zh_CN");
    translators.install(QStringLiteral("zh_CN"));
    REQUIRE(waitUntil([&] { return dialog.fetchButton().text() != "Fetch"; }));
    for (auto* button : dialog.findChildren<Button*>())
        if (button->isVisible())
            CHECK_MESSAGE(button->text().at(0).unicode() >= 0x4e00, button->text().toStdString());
    CHECK(text.card().get().text().at(0).unicode() >= 0x4e00);
    translators.install(QStringLiteral("en"));
}

TEST_CASE("a first change of a pretrained model's layers keeps its weights and their names, and the advice stays for it")
{
    ModelStage stage;
    TextPage text(stage);
    stage.addPretrained(kMiniLm, "MiniLM", 22'700'000);
    stage.session.pretrained().refresh();
    REQUIRE(waitUntil([&] { return text.choice().options().size() == 2; }));
    // It came and was not taken: what is advised is for the model that the draft has.
    CHECK(stage.engine->last("worker.recommend").at("model").at("component").asText() == "text_cnn");
    REQUIRE(stage.session.adviceForDraft());
    CHECK(stage.session.adviceForDraft()->recipe.networks.at("model").fromTemplate.component == "text_cnn");
    text.choice().options()[0].use->click();
    REQUIRE(waitUntil([&] { return pretrainedOf(stage.draft().recipe()) == kMiniLm; }));
    REQUIRE(waitUntil([&] { return text.page->check().isCurrent("model") && !text.page->check().isChecking(); }));
    text.page->showView(ModelPage::View::Layers);
    auto& editor = text.page->network().editor();
    REQUIRE(waitUntil([&] { return editor.root().findNode("conv1") != nullptr && !editor.isReadOnly(); }));
    const auto asked = stage.engine->count("worker.recommend");
    const auto network = [&] { return stage.draft().recipe().networks.at("model"); };
    CHECK_FALSE(editor.rename("conv1", QStringLiteral("other")));
    CHECK_FALSE(network().graph);
    editor.selectPath("conv1");
    editor.moveSelected(24, 0);
    REQUIRE(network().graph);
    CHECK_FALSE(network().fromTemplate.isSet());
    CHECK(network().weights.at("pretrained").asText() == kMiniLm);
    editor.setParameter("conv1", "out_channels", 48);
    CHECK(network().weights.at("pretrained").asText() == kMiniLm);
    CHECK(pretrainedOf(stage.draft().recipe()) == kMiniLm);
    QCoreApplication::processEvents();
    CHECK(stage.engine->count("worker.recommend") == asked);
    CHECK(stage.session.adviceForDraft());
    CHECK(text.choice().options()[0].component.empty());
    CHECK(text.choice().options()[0].reason->text().contains(QStringLiteral("MiniLM")));
}

TEST_CASE("with models here already another one is a button away")
{
    ModelStage stage;
    stage.addPretrained(kMiniLm, "MiniLM", 22'700'000);
    TextPage text(stage);
    REQUIRE(waitUntil([&] { return text.choice().another().isVisible(); }));
    CHECK_FALSE(text.card().isVisible());
    text.choice().another().click();
    CHECK(text.card().dialog()->isVisible());
    CHECK(text.card().dialog()->state() == PretrainedDialog::State::Asking);
}
