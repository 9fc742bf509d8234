// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures for the eye: FETTLE_PICTURES=folder test_ui_forms --no-skip -tc="pictures of forms"
#include <doctest/doctest.h>

#include "tests/ui/forms/form_fixture.h"
#include "ui/theme/fettle_style.h"

using namespace fettle;
using namespace fettle::ui;

TEST_CASE("pictures of forms" * doctest::skip())
{
    const auto folder = qEnvironmentVariable("FETTLE_PICTURES");
    REQUIRE_FALSE(folder.isEmpty());
    for (const auto appearance : {Appearance::Light, Appearance::Dark})
        for (const double scale : {1.0, 1.5}) {
            ThemeOptions options;
            options.appearance = appearance;
            options.textScale = scale;
            applyTheme(*qApp, Theme(options));
            test::FormFixture fixture;
            fixture.form.setComponent(fixture.layer(), {{"out_channels", 64}, {"kernel_size", 300}, {"bias", false}});
            fixture.form.setFields({"age", "city"});
            fixture.form.focusParameter("bias");
            fixture.form.setContentsMargins(16, 16, 16, 16);
            fixture.window.resize(static_cast<int>(360 * scale), static_cast<int>(900 * scale));
            for (int i = 0; i < 20; ++i)
                QCoreApplication::processEvents();
            const auto name = QStringLiteral("%1/form_%2_%3.png").arg(folder, appearance == Appearance::Dark ? "dark" : "light").arg(scale * 100);
            CHECK(fixture.window.grab().save(name));
        }
}
