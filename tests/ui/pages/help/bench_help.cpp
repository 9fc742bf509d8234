// SPDX-License-Identifier: GPL-3.0-or-later
// What the handbook costs the window: figures, printed and never asserted.
#include <cstdio>

#include <doctest/doctest.h>

#include <QElapsedTimer>

#include "tests/ui/pages/help/help_stage.h"

using namespace fettle;
using namespace fettle::ui;
using namespace fettle::test;

namespace {

/// As many components as Fettle has, with as many options.
Catalog largeCatalog()
{
    const auto few = helpCatalog();
    Catalog catalog{"large", {}};
    for (int i = 0; i < 100; ++i) {
        auto info = few.components[static_cast<std::size_t>(i) % few.components.size()];
        info.id += std::to_string(i);
        catalog.components.push_back(std::move(info));
    }
    return catalog;
}

void print(const char* what, const QElapsedTimer& since)
{
    std::printf("  %-44s %6.1f ms\n", what, static_cast<double>(since.nsecsElapsed()) / 1e6);
}

} // namespace

TEST_CASE("what opening, searching and turning a page cost")
{
    QElapsedTimer timer;
    HelpStage warm; // faces are loaded once, by whoever shows text first
    warm.page.show();
    timer.start();
    HelpStage stage(false);
    print("the page is made", timer);
    stage.engine->answer("catalog", toValue(largeCatalog()));
    timer.start();
    stage.page.resize(1088, 720);
    stage.page.show();
    QCoreApplication::processEvents();
    print("it is shown for the first time", timer);
    REQUIRE(waitUntil([&] { return !stage.session.catalog().components.empty(); }));
    timer.start();
    Q_EMIT stage.session.catalogChanged();
    print("the reference of 100 components is made", timer);
    timer.start();
    stage.page.openTopic("glossary");
    QCoreApplication::processEvents();
    print("a long page is opened", timer);
    timer.start();
    stage.page.search("learning");
    QCoreApplication::processEvents();
    print("the first search, with the index", timer);
    timer.start();
    stage.page.search("learning rate");
    QCoreApplication::processEvents();
    print("another search", timer);
}
