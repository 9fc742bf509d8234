// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QApplication>
#include <doctest/doctest.h>

#include "tests/ui/pages/model/model_stage.h"
#include "ui/pages/model/model_choice.h"
#include "ui/pages/model/model_page.h"
#include "ui/pages/model/pretrained_dialog.h"
#include "ui/pages/model/starter_card.h"
#include "ui/session/pretrained_library.h"
#include "ui/theme/fettle_style.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"

namespace fettle::test {

using namespace fettle::ui;

constexpr const char* kMiniLm = "all-MiniLM-L6-v2";

inline PretrainedOffer starterOffer()
{
    PretrainedOffer offer;
    offer.id = kMiniLm;
    offer.title = kMiniLm;
    offer.origin = PretrainedOrigin::Starter;
    offer.name = "starter";
    offer.address = "https://packages.example.org/starter.whl";
    offer.revision = "0.1.0";
    offer.license = "apache-2.0";
    offer.languages = {"en"};
    offer.downloadBytes = 83'506'384;
    offer.sizeBytes = 91'650'000;
    return offer;
}

/// The Choose view of a project with texts.
struct TextPage {
    explicit TextPage(ModelStage& theStage, bool texts = true) : stage(theStage)
    {
        applyTheme(*qApp, Theme());
        if (texts)
            stage.useTexts();
        stage.engine->answer("pretrained.look", toValue(starterOffer()));
        stage.open();
        page = std::make_unique<ModelPage>(stage.session);
        page->resize(1088, 720);
        page->show();
        page->entered();
        REQUIRE(waitUntil([&] { return stage.session.pretrained().isKnown(); }));
    }
    [[nodiscard]] ModelChoice& choice() { return page->choice(); }
    [[nodiscard]] StarterCard& card() { return choice().starter(); }
    PretrainedDialog& open()
    {
        card().get().click();
        REQUIRE(card().dialog());
        return *card().dialog();
    }
    bool comesTo(PretrainedDialog::State state)
    {
        return waitUntil([&] { return card().dialog()->state() == state; });
    }

    ModelStage& stage;
    std::unique_ptr<ModelPage> page;
};

inline FetchProgress progressOf(FetchPhase phase, std::int64_t done)
{
    FetchProgress progress;
    progress.id = kMiniLm;
    progress.phase = phase;
    progress.doneBytes = done;
    progress.totalBytes = 80'000'000;
    return progress;
}

} // namespace fettle::test
