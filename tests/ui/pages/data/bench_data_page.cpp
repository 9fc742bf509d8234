// SPDX-License-Identifier: GPL-3.0-or-later
// How soon the first rows of a million and the first of 100,000 pictures are seen, how long the longest pause is while
// one scrolls through all of them, and the memory that it takes. Printed, never asserted; the engine answers from
// memory, so that only the window is measured.
#include <cstdio>

#include <QElapsedTimer>
#include <QScrollBar>
#include <doctest/doctest.h>

#include "engine/platform/machine.h"
#include "tests/ui/pages/data/sample_data.h"
#include "ui/pages/data/data_page.h"
#include "ui/pages/data/data_view.h"
#include "ui/pages/data/picture_view.h"
#include "ui/pages/data/rows_view.h"
#include "ui/theme/fettle_style.h"

using namespace fettle;
using namespace fettle::ui;
using namespace fettle::test;

namespace {

double residentMegabytes() { return static_cast<double>(platform::ownMemory().residentBytes) / 1e6; }

/// The longest time between two turns of the event loop while the view goes from top to bottom.
double longestPauseMs(QAbstractScrollArea& view, int steps)
{
    qint64 longest = 0;
    auto* bar = view.verticalScrollBar();
    for (int step = 0; step <= steps; ++step) {
        QElapsedTimer turn;
        turn.start();
        bar->setValue(static_cast<int>(static_cast<qint64>(bar->maximum()) * step / steps));
        view.viewport()->repaint();
        QCoreApplication::processEvents();
        longest = std::max(longest, turn.nsecsElapsed());
        static_cast<void>(waitUntil([] { return false; }, 4));
    }
    return static_cast<double>(longest) / 1e6;
}

} // namespace

TEST_CASE("A million rows")
{
    applyTheme(*qApp, Theme());
    DataFixture fixture(passengers(1'000'000));
    QElapsedTimer timer;
    DataPage page(fixture.session());
    page.resize(1088, 720);
    page.show();
    timer.start();
    fixture.open();
    auto* view = page.view()->rowsView();
    REQUIRE(waitUntil([&] { return !view->model()->index(10, 5).data().toString().isEmpty(); }));
    view->viewport()->repaint();
    std::printf("rows: first page after %lld ms, ", timer.elapsed());
    std::printf("longest pause while scrolling %.1f ms, memory %.0f MB\n", longestPauseMs(*view, 500), residentMegabytes());
}

TEST_CASE("100,000 pictures")
{
    applyTheme(*qApp, Theme());
    DataFixture fixture(flowers(100'000));
    QElapsedTimer timer;
    DataPage page(fixture.session());
    page.resize(1088, 720);
    page.show();
    timer.start();
    fixture.open();
    auto* view = page.view()->pictureView();
    const auto seen = [&] {
        for (int column = 0; column < view->model()->columnCount(); ++column)
            if (view->model()->index(0, column).data(PictureModel::StateRole).toInt() == static_cast<int>(ThumbnailLoader::State::Unknown))
                return false;
        return true;
    };
    REQUIRE(waitUntil(seen));
    view->viewport()->repaint();
    std::printf("pictures: first line after %lld ms, ", timer.elapsed());
    std::printf("longest pause while scrolling %.1f ms, memory %.0f MB\n", longestPauseMs(*view, 500), residentMegabytes());
}
