// SPDX-License-Identifier: GPL-3.0-or-later
#include <doctest/doctest.h>

#include "tests/ui/graph/graph_data.h"
#include "ui/graph/component_search.h"
#include "ui/graph/pinyin.h"

using namespace fettle;
using namespace fettle::ui;

namespace {

std::string firstFound(const ComponentSearch& search, const char* query)
{
    const auto found = search.find(QString::fromUtf8(query));
    return found.empty() ? "" : found.front()->info->id;
}

} // namespace

TEST_CASE("a layer is found by what people type, in both languages")
{
    const client::Sentences chinese("zh_CN");
    REQUIRE(chinese.language() == "zh_CN");
    const ComponentSearch search(test::realCatalog(), chinese);
    for (const char* query : {"卷积", "conv2d", "juanji", "jj", "Convolution", "conv", "juan"}) {
        INFO(query);
        CHECK(firstFound(search, query) == "conv2d");
    }
    CHECK(firstFound(search, "filter") == "conv2d");
    CHECK(firstFound(search, "pguihua").empty());
    CHECK(firstFound(search, "piguiyihua") == "batch_norm");
    CHECK(firstFound(search, "bn") == "batch_norm");
    CHECK(firstFound(search, "xianxingceng") == "linear");

    const client::Sentences english("en");
    const ComponentSearch plain(test::realCatalog(), english);
    CHECK(firstFound(plain, "conv") == "conv2d");
    CHECK(firstFound(plain, "dense") == "linear");
    CHECK(firstFound(plain, "batchnorm") == "batch_norm");
    CHECK(firstFound(plain, "pool max") == "max_pool");
    CHECK(firstFound(plain, "global") == "global_pool");
    CHECK(firstFound(plain, "relu") == "relu");
    CHECK(firstFound(plain, "cat") == "concat");
    CHECK(firstFound(plain, "zzz").empty());
    CHECK(plain.find({}).size() == plain.entries().size());
    for (const auto* entry : plain.find(QStringLiteral("group")))
        CHECK(entry->info->id != "group"); // blocks come from the network
}

TEST_CASE("every character of the catalog's Chinese titles can be typed")
{
    const client::Sentences chinese("zh_CN");
    std::string missing;
    for (const auto& info : test::realCatalog().components) {
        auto titles = std::vector{info.title};
        for (const auto& parameter : info.parameters)
            titles.push_back(parameter.title);
        for (const auto& title : titles)
            for (const auto character : QString::fromStdString(chinese.catalog(title)))
                if (character.script() == QChar::Script_Han && !hasPinyin(character))
                    missing += QString(character).toStdString();
    }
    CHECK(missing == "");
}

TEST_CASE("characters with several readings have all of them")
{
    QStringList full;
    for (const auto& reading : pinyinReadings(QStringLiteral("权重")))
        full << reading.full;
    CHECK(full.contains("quanzhong"));
    CHECK(full.contains("quanchong"));
    CHECK(pinyinReadings(QStringLiteral("Conv 2d")).front().full == "conv2d");
    CHECK(pinyinReadings(QStringLiteral("学习率")).front().full == "xuexilv");
    CHECK(pinyinReadings(QString(40, QChar(0x91CD))).size() <= 8);
}
