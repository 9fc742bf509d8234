// SPDX-License-Identifier: GPL-3.0-or-later
// A workbook with a cover sheet and a title above the table, dropped on the window.
#include <doctest/doctest.h>

#include <QComboBox>

#include "tests/data/workbook_writer.h"
#include "tests/ui/e2e/visit.h"
#include "ui/pages/data/data_page.h"
#include "ui/pages/data/data_view.h"
#include "ui/pages/data/sheet_card.h"
#include "ui/forms/number_box.h"
#include "ui/widgets/button.h"

using namespace fettle;
using namespace fettle::ui;
using test::Visit;
using test::waitUntil;

namespace {

constexpr int kCustomers = 160;

/// "Cover" first, then the table from row 3 on, then a smaller one.
platform::Path writeCustomers(const platform::Path& folder)
{
    std::string rows = test::sheetRow(1, {"=Customers of the year"});
    rows += test::sheetRow(3, {"=age", "=plan", "=visits", "=left"});
    for (int i = 0; i < kCustomers; ++i) {
        const int age = 20 + i % 45;
        const int visits = (i * 7) % 12;
        rows += test::sheetRow(4 + i, {std::to_string(age), i % 3 == 0 ? "=basic" : "=full", std::to_string(visits),
                                       visits < 5 ? "=yes" : "=no"});
    }
    std::string few = test::sheetRow(1, {"=shop", "=open"});
    for (int i = 0; i < 8; ++i)
        few += test::sheetRow(2 + i, {std::to_string(i), i % 2 == 0 ? "=yes" : "=no"});
    test::TestWorkbook book;
    book.sheets = {{"Cover", test::sheetRow(1, {"=Report"}), {}, {}}, {"Customers", rows, {}, {}}, {"Shops", few, {}, {}}};
    const auto path = folder / "customers.xlsx";
    book.write(path);
    return path;
}

} // namespace

TEST_CASE("a dropped workbook: its sheet and row of names are found, said why, and can be chosen otherwise")
{
    Visit visit;
    visit.drop(writeCustomers(visit.folder().path()));
    CHECK(visit.session().data().manifest.rowCount == kCustomers);
    CHECK(visit.session().data().manifest.findField("visits"));
    auto* card = static_cast<DataPage&>(visit.page()).view()->sheetCard();
    REQUIRE(card->isVisible());
    CHECK(card->sheetBox()->currentText() == QStringLiteral("Customers"));
    CHECK_FALSE(card->sheetBox()->accessibleDescription().isEmpty());
    CHECK(card->rowBox()->value() == 3.0);
    visit.save("workbook");

    const int shops = card->sheetBox()->findText(QStringLiteral("Shops"));
    REQUIRE(shops >= 0);
    card->sheetBox()->setCurrentIndex(shops);
    Q_EMIT card->sheetBox()->activated(shops);
    REQUIRE(card->applyButton()->isEnabled());
    card->applyButton()->click();
    REQUIRE(waitUntil([&] { return visit.session().data().manifest.rowCount == 8; }, Visit::kImportMs));
    CHECK(visit.session().data().number == 2);
}

TEST_CASE("a reading that is refused leads back to the version before it")
{
    Visit visit;
    visit.drop(writeCustomers(visit.folder().path()));
    visit.session().importAgain({}, {{"sheet", "No such sheet"}});
    REQUIRE(waitUntil([&] { return visit.session().data().phase == DataState::Phase::Failed; }, Visit::kImportMs));
    CHECK(visit.session().data().error->code == "data.unknown_sheet");
    visit.session().showNewestVersion();
    REQUIRE(waitUntil([&] { return visit.session().data().phase == DataState::Phase::Ready; }, Visit::kImportMs));
    CHECK(visit.session().data().manifest.rowCount == kCustomers);
}
