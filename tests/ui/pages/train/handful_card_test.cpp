// SPDX-License-Identifier: GPL-3.0-or-later
// "You have only a handful": where it is shown and what it says of where one stands.
#include "ui/pages/train/handful_card.h"

#include <cstdlib>

#include <QApplication>
#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "engine/contract/pretrained.h"
#include "tests/ui/pages/train/train_stage.h"
#include "ui/session/pretrained_library.h"
#include "ui/theme/fettle_style.h"
#include "ui/widgets/link.h"
#include "ui/widgets/text_label.h"

using namespace fettle;
using namespace fettle::ui;
using namespace fettle::test;

namespace {

/// Texts of three classes with so many training rows.
DatasetManifest messagesOf(std::int64_t trainingRows)
{
    DatasetManifest manifest = TrainStage().manifest();
    manifest.fields[0].name = "message";
    manifest.fields[0].kind = FieldKind::Text;
    manifest.fields[1].classes = {"delivery", "payment", "account"};
    manifest.splitRows["train"] = trainingRows;
    return manifest;
}

struct ShownHandful {
    TrainStage stage;
    std::unique_ptr<HandfulCard> card;

    explicit ShownHandful(const DatasetManifest& manifest, bool withModel = true)
    {
        applyTheme(*qApp, Theme());
        PretrainedModel model;
        model.id = "small";
        stage.engine->answer("pretrained.list", Value(ValueMap{{"models", withModel ? ValueList{toValue(model)} : ValueList{}},
                                                               {"problems", ValueList{}}, {"fetching", ValueList{}}}));
        stage.setManifest(manifest);
        stage.recommendation.recipe.targets = {{manifest.fields[1].name, {}}};
        stage.open();
        REQUIRE(waitUntil([&] { return stage.session.pretrained().isKnown(); }));
        card = std::make_unique<HandfulCard>(stage.session);
    }
    int boldStage() const
    {
        for (int i = 0; i < 3; ++i)
            if (card->stage(i).textStyle() == TextStyle::Strong)
                return i;
        return -1;
    }
};

} // namespace

TEST_CASE("a handful of texts is told what can be done with it, and where it stands")
{
    const ShownHandful few(messagesOf(24));
    CHECK(few.card->examplesOfAClass() == 8);
    CHECK_FALSE(few.card->isHidden());
    // For people to look at.
    if (const char* folder = std::getenv("FETTLE_HANDFUL_PICTURES")) {
        few.card->resize(420, few.card->heightForWidth(420));
        few.card->grab().save(QString::fromLocal8Bit(folder) + QStringLiteral("/handful.png"));
    }
    CHECK(few.boldStage() == 1);
    CHECK(ShownHandful(messagesOf(3)).boldStage() == 0);
    CHECK(ShownHandful(messagesOf(180)).boldStage() == 2);
    // As the recommendation counts it: 164 of ten classes are more than a handful, 160 are not.
    auto ten = messagesOf(164);
    for (int i = 4; i <= 10; ++i)
        ten.fields[1].classes.push_back("class " + std::to_string(i));
    CHECK(ShownHandful(ten).boldStage() == 2);
    CHECK(ShownHandful(ten).card->examplesOfAClass() == 17);
    CHECK_FALSE(isHandful(164, 10));
    ten.splitRows["train"] = 160;
    CHECK(ShownHandful(ten).boldStage() == 1);
    CHECK(isHandful(160, 10));
    // With hundreds of each, or where nothing is sorted by texts, it would only be in the way.
    CHECK(ShownHandful(messagesOf(900)).card->isHidden());
    const ShownHandful table(TrainStage().manifest());
    CHECK(table.card->isHidden());
    CHECK(table.card->examplesOfAClass() == -1);
}

TEST_CASE("without a pretrained model it says so, and it leads to sorting by names")
{
    ShownHandful none(messagesOf(24), false);
    const ShownHandful some(messagesOf(24));
    CHECK(none.card->stage(1).text() != some.card->stage(1).text());
    CHECK(none.card->stage(1).text().contains("Model page"));
    Place place = Place::Home;
    QString topic;
    QObject::connect(&none.stage.session, &Session::topicWanted, none.card.get(), [&](Place to, const QString& part) {
        place = to;
        topic = part;
    });
    none.card->byNames().click();
    CHECK(place == Place::Use);
    CHECK(topic == "names");
}
