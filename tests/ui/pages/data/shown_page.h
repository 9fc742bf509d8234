// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/data/data_page.h"

#include <QApplication>
#include <doctest/doctest.h>

#include "tests/ui/pages/data/sample_data.h"
#include "ui/pages/data/data_view.h"
#include "ui/pages/data/rows_view.h"
#include "ui/theme/fettle_style.h"
#include "ui/widgets/button.h"
#include "ui/widgets/page_header.h"

namespace fettle::test {

using namespace fettle::ui;

struct ShownPage {
    DataFixture fixture;
    std::unique_ptr<DataPage> page;

    explicit ShownPage(DatasetManifest manifest, bool withWarnings = false) : fixture(std::move(manifest), withWarnings)
    {
        applyTheme(*qApp, Theme());
        fixture.engine().answer("datasets.import", Value(ValueMap{{"job", "j2"}, {"dataset", "d1"}, {"name", "titanic"}}));
        fixture.open();
        page = std::make_unique<DataPage>(fixture.session());
        page->resize(1088, 720);
        page->show();
    }
    Session& session() { return fixture.session(); }
    DataView& view() { return *page->view(); }
    Button* primaryButton() { return page->findChild<PageHeader*>()->primary(); }
    QString cell(int row, int column) { return view().rowsView()->model()->index(row, column).data().toString(); }
};

} // namespace fettle::test
