// SPDX-License-Identifier: GPL-3.0-or-later
#include <QLineEdit>
#include <QTest>
#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "tests/ui/pages/model/pretrained_stage.h"
#include "ui/pages/model/pretrained_dialog.h"
#include "ui/session/pretrained_library.h"
#include "ui/widgets/button.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/key_value_list.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/segmented_control.h"

using namespace fettle;
using namespace fettle::ui;
using namespace fettle::test;

TEST_CASE("a model by its name on a hub: address and token are asked for where they are missing, and the address is remembered")
{
    ModelStage stage;
    TextPage text(stage);
    stage.engine->answer("pretrained.settings", Value(ValueMap{{"endpoint", "https://models.example.org"}}));
    auto offer = starterOffer();
    offer.origin = PretrainedOrigin::Hub;
    offer.revision = "c0ffee";
    stage.engine->answer("pretrained.look", [offer](const Value& params) -> Result<Value> {
        if (params.at("name").asText() == "starter")
            return toValue(starterOffer());
        if (params.at("endpoint").asText().empty())
            return makeError("hub.no_endpoint", {{"name", params.at("name")}});
        if (params.at("token").asText().empty())
            return makeError("hub.needs_token", {{"name", params.at("name")}, {"address", "https://models.example.org"}});
        return toValue(offer);
    });
    text.card().another().click();
    REQUIRE(text.card().dialog());
    auto& dialog = *text.card().dialog();
    CHECK(dialog.state() == PretrainedDialog::State::Asking);
    CHECK(dialog.source().currentIndex() == 1);
    CHECK(stage.engine->count("pretrained.look") == 0);
    CHECK_FALSE(dialog.fetchButton().isVisible());
    REQUIRE(dialog.nameField().isVisible());
    CHECK_FALSE(dialog.addressField().isVisible());

    QTest::keyClicks(&dialog.name(), QStringLiteral("makers/their-bert"));
    QTest::keyClick(&dialog.name(), Qt::Key_Return);
    REQUIRE(text.comesTo(PretrainedDialog::State::Refused));
    CHECK(dialog.notice().kind() == NoticeKind::Info);
    REQUIRE(dialog.addressField().isVisible());
    CHECK_FALSE(dialog.tokenField().isVisible());
    CHECK(stage.engine->count("pretrained.settings") == 0);

    QTest::keyClicks(&dialog.address(), QStringLiteral("https://models.example.org"));
    QTest::keyClick(&dialog.address(), Qt::Key_Return);
    REQUIRE(waitUntil([&] { return dialog.tokenField().isVisible() && dialog.state() == PretrainedDialog::State::Refused; }));
    QTest::keyClicks(&dialog.token(), QStringLiteral("secret"));
    CHECK(dialog.token().echoMode() == QLineEdit::Password);
    QTest::keyClick(&dialog.token(), Qt::Key_Return);
    REQUIRE(text.comesTo(PretrainedDialog::State::Offered));
    const auto change = stage.engine->last("pretrained.settings").at("change");
    CHECK(change.at("endpoint").asText() == "https://models.example.org");
    CHECK(change.at("token").isNull());

    stage.engine->hold("pretrained.fetch");
    dialog.fetchButton().click();
    const auto asked = stage.engine->last("pretrained.fetch");
    CHECK(asked.at("name").asText() == "makers/their-bert");
    CHECK(asked.at("revision").asText() == "c0ffee");
    CHECK(asked.at("token").asText() == "secret");
}

TEST_CASE("a model whose makers ask for an agreement says so, and the token that is typed goes along at the press of Fetch")
{
    ModelStage stage;
    TextPage text(stage);
    auto offer = starterOffer();
    offer.origin = PretrainedOrigin::Hub;
    offer.gated = true;
    stage.engine->answer("pretrained.look", toValue(offer));
    // Its listing is public: only the files are refused.
    stage.engine->answer("pretrained.fetch", [](const Value& params) -> Result<Value> {
        if (params.at("token").asText().empty())
            return makeError("hub.needs_token", {{"name", "makers/their-bert"}, {"address", "https://models.example.org/makers/their-bert"}});
        return makeError("hub.stopped");
    });
    text.card().another().click();
    auto& dialog = *text.card().dialog();
    QTest::keyClicks(&dialog.name(), QStringLiteral("makers/their-bert"));
    QTest::keyClick(&dialog.name(), Qt::Key_Return);
    REQUIRE(text.comesTo(PretrainedDialog::State::Offered));
    QStringList shown;
    for (int i = 0; i < dialog.facts().count(); ++i)
        shown << dialog.facts().value(i);
    CHECK(shown.join(' ').contains(QStringLiteral("agreement")));
    REQUIRE(dialog.tokenField().isVisible());
    dialog.fetchButton().click();
    REQUIRE(waitUntil([&] { return dialog.state() == PretrainedDialog::State::Offered && dialog.notice().isVisible(); }));
    CHECK(dialog.notice().kind() == NoticeKind::Info);
    REQUIRE(dialog.tokenField().isVisible());
    QTest::keyClicks(&dialog.token(), QStringLiteral("secret"));
    dialog.fetchButton().click();
    CHECK(stage.engine->count("pretrained.fetch") == 2);
    CHECK(stage.engine->last("pretrained.fetch").at("token").asText() == "secret");
    CHECK(stage.engine->last("pretrained.fetch").at("revision").asText() == "0.1.0");
    REQUIRE(text.comesTo(PretrainedDialog::State::Offered));
}

TEST_CASE("a name that the hub does not know may be a private model's: a token can be given")
{
    ModelStage stage;
    TextPage text(stage);
    auto offer = starterOffer();
    offer.origin = PretrainedOrigin::Hub;
    stage.engine->answer("pretrained.look", [offer](const Value& params) -> Result<Value> {
        if (params.at("token").asText().empty())
            return makeError("hub.unknown_model", {{"name", params.at("name")}, {"address", "https://models.example.org"}});
        return toValue(offer);
    });
    text.card().another().click();
    auto& dialog = *text.card().dialog();
    QTest::keyClicks(&dialog.name(), QStringLiteral("makers/secret-bert"));
    QTest::keyClick(&dialog.name(), Qt::Key_Return);
    REQUIRE(text.comesTo(PretrainedDialog::State::Refused));
    REQUIRE(dialog.tokenField().isVisible());
    QTest::keyClicks(&dialog.token(), QStringLiteral("secret"));
    QTest::keyClick(&dialog.token(), Qt::Key_Return);
    REQUIRE(text.comesTo(PretrainedDialog::State::Offered));
    CHECK(stage.engine->last("pretrained.look").at("token").asText() == "secret");
}

TEST_CASE("the other source asks anew, and an answer for the first one no longer counts")
{
    ModelStage stage;
    TextPage text(stage);
    stage.engine->hold("pretrained.look");
    auto& dialog = text.open();
    CHECK(dialog.state() == PretrainedDialog::State::Looking);
    dialog.source().setCurrentIndex(1);
    Q_EMIT dialog.source().currentChanged(1);
    CHECK(dialog.state() == PretrainedDialog::State::Asking);
    stage.engine->release("pretrained.look");
    QCoreApplication::processEvents();
    CHECK(dialog.state() == PretrainedDialog::State::Asking);
}
