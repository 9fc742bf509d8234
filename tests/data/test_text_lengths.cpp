// SPDX-License-Identifier: GPL-3.0-or-later
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/data/text_lengths.h"
#include "engine/platform/files.h"
#include "tests/data/table_import_support.h"
#include "tests/support/temporary_folder.h"

namespace fettle::test {

TEST_CASE("lengths of texts are counted in characters, of any language, without missing ones")
{
    CellBatch cells;
    for (const char* text : {"four", "", "你好吗", "café 😡", "four"})
        cells.addText(text);
    cells.addMissing(CellStorage::Texts);
    data::TextLengths lengths;
    FieldStatistics statistics;
    lengths.write(statistics);
    CHECK(statistics.histogramCounts.empty());
    lengths.add(cells, 6);
    lengths.write(statistics);
    CHECK_EQ(statistics.minimum, 0.0);
    CHECK_EQ(statistics.maximum, 6.0);
    CHECK_EQ(statistics.mean, doctest::Approx(17.0 / 5.0));
    CHECK_EQ(statistics.standardDeviation, doctest::Approx(std::sqrt(19.2 / 4.0)));
    CHECK_EQ(std::accumulate(statistics.histogramCounts.begin(), statistics.histogramCounts.end(), std::int64_t{0}), 5);
    REQUIRE_EQ(statistics.histogramEdges.size(), statistics.histogramCounts.size() + 1);
    // The two texts of four characters are in one bin.
    const auto bin = std::ranges::upper_bound(statistics.histogramEdges, 4.0) - statistics.histogramEdges.begin() - 1;
    CHECK_EQ(statistics.histogramCounts[static_cast<std::size_t>(bin)], 2);
}

TEST_CASE("import gathers lengths of a column of texts, and none of a category")
{
    const TemporaryFolder folder;
    std::string table = "message,topic\n";
    for (int i = 0; i < 60; ++i)
        table += "where is parcel number " + std::to_string(100 + i) + std::string(static_cast<std::size_t>(i), '!')
            + (i % 2 == 0 ? ",parcel\n" : ",refund\n");
    REQUIRE(platform::writeFileAtomically(folder.path() / "texts.csv", table));
    const auto manifest = importWith(importRequest(folder.path() / "texts.csv", folder.path() / "set"));
    REQUIRE_MESSAGE(manifest.ok(), toLogLine(manifest.error()));
    REQUIRE_EQ(manifest->fields[0].kind, FieldKind::Text);
    const FieldStatistics& texts = manifest->statistics[0];
    CHECK_EQ(texts.minimum, 26.0);
    CHECK_EQ(texts.maximum, 85.0);
    CHECK_EQ(texts.mean, doctest::Approx(55.5));
    CHECK_EQ(std::accumulate(texts.histogramCounts.begin(), texts.histogramCounts.end(), std::int64_t{0}), 60);
    REQUIRE_EQ(manifest->fields[1].kind, FieldKind::Category);
    CHECK(manifest->statistics[1].histogramCounts.empty());
    CHECK_EQ(manifest->statistics[1].maximum, 0.0);
}

} // namespace fettle::test
