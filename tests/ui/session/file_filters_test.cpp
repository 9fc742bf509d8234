// SPDX-License-Identifier: GPL-3.0-or-later
// What a dialog for data offers at first is what import reads.
#include "ui/session/file_filters.h"

#include <algorithm>

#include <QDir>
#include <QRegularExpression>
#include <QStringList>
#include <doctest/doctest.h>

using namespace fettle::ui;

namespace {

/// The patterns of the first entry, which is what is shown.
QStringList shownAtFirst(const QString& filter)
{
    static const QRegularExpression patterns(QStringLiteral("\\(([^)]*)\\)"));
    return patterns.match(filter.split(QStringLiteral(";;")).front()).captured(1).split(QLatin1Char(' '));
}

} // namespace

TEST_CASE("every kind of file that import reads is shown, and others are not")
{
    const auto data = shownAtFirst(FileFilters::data());
    for (const char* name : {"a.csv", "a.tsv", "adult.data", "a.csv.gz", "Umsatz.XLSX", "a.xlsm", "a.json", "a.jsonl", "a.ndjson", "positive.txt",
                             "weibo.conll", "a.bio", "a.iob2", "reviews.zip", "train-images-idx3-ubyte", "shop.fettle"}) {
        CAPTURE(name);
        CHECK(QDir::match(data, QLatin1String(name)));
    }
    CHECK_FALSE(QDir::match(data, QStringLiteral("program.exe")));
    const auto rows = shownAtFirst(FileFilters::rows());
    for (const char* name : {"a.csv", "a.jsonl", "a.txt", "a.conll", "a.xlsx"})
        CHECK(QDir::match(rows, QLatin1String(name)));
    const auto pictures = shownAtFirst(FileFilters::pictures());
    CHECK(QDir::match(pictures, QStringLiteral("holiday.heic")));
    CHECK(QDir::match(pictures, QStringLiteral("holiday.avif")));
    CHECK_FALSE(QDir::match(pictures, QStringLiteral("a.csv")));
    for (const auto& filter : {FileFilters::data(), FileFilters::rows(), FileFilters::pictures()})
        CHECK(filter.endsWith(QStringLiteral("(*)")));
}
