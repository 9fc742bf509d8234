// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/train/train_page.h"

#include <QApplication>
#include <doctest/doctest.h>

#include "tests/ui/pages/train/train_stage.h"
#include "ui/pages/train/ready_card.h"
#include "ui/pages/train/run_status.h"
#include "ui/pages/train/run_view.h"
#include "ui/theme/fettle_style.h"
#include "ui/widgets/button.h"
#include "ui/widgets/page_header.h"
#include "ui/widgets/pill.h"

namespace fettle::test {

using namespace fettle::ui;

struct Shown {
    explicit Shown(TrainStage& theStage) : stage(theStage), page(theStage.session)
    {
        applyTheme(*qApp, Theme());
        page.resize(1088, 720);
        page.show();
        page.entered();
    }
    [[nodiscard]] Button& primary() { return *page.findChild<PageHeader*>()->primary(); }
    [[nodiscard]] Recipe& draft() { return copy = stage.session.draft().recipe(); }
    [[nodiscard]] RunStatus& status() { return page.run().status(); }

    TrainStage& stage;
    TrainPage page;
    Recipe copy;
};

inline bool isReady(Shown& shown)
{
    return waitUntil([&] { return shown.page.ready().pill().text() == QStringLiteral("Ready"); });
}

} // namespace fettle::test
