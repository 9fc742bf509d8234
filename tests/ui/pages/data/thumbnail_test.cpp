// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/thumbnail_loader.h"

#include <doctest/doctest.h>

#include "tests/ui/pages/data/sample_data.h"

using namespace fettle;
using namespace fettle::ui;
using namespace fettle::test;

TEST_CASE("What is no longer in sight is not decoded; memory is bounded")
{
    const TemporaryFolder folder;
    const PicturePack pack(folder.path() / "pack.bin", 40);
    ThumbnailLoader loader;
    loader.setBudget(1 << 20); // room for about 28 pictures of 96 × 96
    const auto request = [&](qint64 id) { return ThumbnailLoader::Request{id, *ThumbnailPlace::from(pack.place(id))}; };
    std::vector<ThumbnailLoader::Request> all;
    for (int id = 0; id < 20'000; ++id)
        all.push_back(request(id));
    loader.want(all);
    loader.want({request(7), request(8)});
    REQUIRE(waitUntil([&] { return loader.state(7) == ThumbnailLoader::State::Loaded && loader.state(8) == ThumbnailLoader::State::Loaded; }));
    int kept = 0;
    for (int id = 0; id < 20'000; ++id)
        kept += loader.state(id) == ThumbnailLoader::State::Loaded;
    CHECK(kept < 200);
    for (int first = 0; first < 400; first += 20) {
        loader.want({all.begin() + first, all.begin() + first + 20});
        REQUIRE(waitUntil([&] { return loader.state(first + 19) != ThumbnailLoader::State::Unknown; }));
    }
    kept = 0;
    for (int id = 0; id < 400; ++id)
        kept += loader.state(id) == ThumbnailLoader::State::Loaded;
    CHECK(kept <= 40);
    CHECK(kept >= 10);
}

TEST_CASE("A pack that is cut short, or says nonsense, gives broken pictures and nothing worse")
{
    const TemporaryFolder folder;
    const auto file = folder.write("pack.bin", "no picture at all");
    ThumbnailLoader loader;
    const QString name = QString::fromStdString(file.string());
    loader.want({{1, {name, 0, 17}}, {2, {name, 5, 1000}}, {3, {name, -4, 10}}, {4, {name + QStringLiteral("x"), 0, 4}},
                 {5, {name, 0, Q_INT64_C(1) << 40}}});
    for (const qint64 id : {1, 2, 3, 4, 5}) {
        CAPTURE(id);
        CHECK(waitUntil([&] { return loader.state(id) == ThumbnailLoader::State::Broken; }));
    }
    CHECK_FALSE(ThumbnailPlace::from(Value()).has_value());
}

TEST_CASE("A picture as the task will see it has the task's size, channels and fit")
{
    QImage wide(80, 40, QImage::Format_RGB32);
    wide.fill(Qt::red);
    for (int y = 0; y < 40; ++y)
        for (int x = 0; x < 20; ++x)
            wide.setPixelColor(x, y, Qt::blue);
    const auto stretched = seenByTask(wide, {20, 20, 3, QStringLiteral("stretch")});
    CHECK(stretched.size() == QSize(20, 20));
    CHECK(stretched.pixelColor(2, 10).blue() > 200); // the left quarter is still there
    const auto cropped = seenByTask(wide, {20, 20, 3, QStringLiteral("crop")});
    CHECK(cropped.pixelColor(2, 10).red() > 200); // it is cut away
    const auto padded = seenByTask(wide, {20, 20, 3, QStringLiteral("pad")});
    CHECK(padded.pixelColor(10, 1) == QColor(Qt::black));
    CHECK(padded.pixelColor(15, 10).red() > 200);
    const auto gray = seenByTask(wide, {20, 20, 1, QStringLiteral("crop")});
    CHECK(gray.isGrayscale());
}
