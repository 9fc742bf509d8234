// SPDX-License-Identifier: GPL-3.0-or-later
// A name of a color, size or icon that does not exist is seen as magenta, or as an empty square, by whoever opens that
// page. Here it is found in the sources of the whole desktop.
#include <doctest/doctest.h>

#include <filesystem>
#include <regex>

#include "tests/support/environment.h"
#include "tests/support/temporary_folder.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

using namespace fettle;
using namespace fettle::ui;

namespace {

struct NamesInSources {
    std::vector<std::pair<std::string, std::string>> found; ///< name, file
};

/// The first capture of `pattern` wherever it occurs under ui/ and app/desktop.
NamesInSources namesBy(const std::regex& pattern)
{
    NamesInSources names;
    for (const char* folder : {"ui", "app/desktop"}) {
        const auto root = test::sourceFolder() / folder;
        if (!std::filesystem::exists(root))
            continue;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
            if (entry.path().extension() != ".cpp" && entry.path().extension() != ".h")
                continue;
            const std::string text = test::readBytes(entry.path());
            const std::string file = entry.path().lexically_relative(test::sourceFolder()).string();
            for (std::sregex_iterator match(text.begin(), text.end(), pattern), end; match != end; ++match)
                names.found.emplace_back((*match)[1].str(), file);
        }
    }
    return names;
}

bool isColor(const std::string& name) { return ThemeTokens::builtIn()->colors.contains(name); }

} // namespace

TEST_CASE("every quoted name that looks like a color token is one")
{
    // "bg.hover", "text.link", "node.dense": the prefixes are those of the token file alone.
    const auto names = namesBy(std::regex(R"rx("((?:bg|text|line|accent|success|warning|danger)\.[A-Za-z]+)")rx"));
    CHECK(names.found.size() > 100);
    for (const auto& [name, file] : names.found) {
        CAPTURE(file);
        CAPTURE(name);
        CHECK(isColor(name));
    }
}

TEST_CASE("every color, state and size that is asked for by name is in the theme")
{
    const ThemeTokens& tokens = *ThemeTokens::builtIn();
    const auto colors = namesBy(std::regex(R"rx(\b(?:color|setColorRole)\("([^"]+)"\))rx"));
    for (const auto& [name, file] : colors.found) {
        CAPTURE(file);
        CAPTURE(name);
        CHECK(isColor(name));
    }
    for (const auto& [name, file] : namesBy(std::regex(R"rx(\.state\("([^"]+\.[^"]+)"\))rx")).found) {
        CAPTURE(file);
        CAPTURE(name);
        CHECK((tokens.states.contains(name) || name.ends_with('.')));
    }
    const auto sizes = namesBy(std::regex(R"rx(\b(?:size|number)\("([a-z][A-Za-z]*\.[A-Za-z.]+)"\))rx"));
    for (const auto& [name, file] : sizes.found) {
        CAPTURE(file);
        CAPTURE(name);
        CHECK(tokens.sizes.contains(name));
    }
    for (const auto& [name, file] : namesBy(std::regex(R"rx(\bradius\("([^"]+)"\))rx")).found) {
        CAPTURE(file);
        CAPTURE(name);
        CHECK(tokens.sizes.contains("radius." + name));
    }
}

TEST_CASE("every icon that is asked for by name is in the font")
{
    const auto direct = namesBy(std::regex(R"rx(\bicon\("([^"]+)")rx"));
    const auto drawn = namesBy(std::regex(R"rx(\bdrawIcon\([^;"]*"([a-z0-9-]+)")rx"));
    const auto buttons = namesBy(std::regex(R"rx(\b(?:new IconButton|setIconName|new EmptyState)\("([^"]+)")rx"));
    CHECK(direct.found.size() > 5);
    for (const auto* names : {&direct, &drawn, &buttons})
        for (const auto& [name, file] : names->found) {
            CAPTURE(file);
            CAPTURE(name);
            CHECK(hasIcon(name));
        }
}

TEST_CASE("nobody in the desktop sets a style sheet or a color of his own")
{
    for (const auto& [name, file] : namesBy(std::regex(R"rx((setStyleSheet\())rx")).found) {
        CAPTURE(file);
        CHECK(name.empty());
    }
    // #RRGGBB belongs into the token file.
    for (const auto& [name, file] : namesBy(std::regex(R"rx("(#[0-9A-Fa-f]{6})")rx")).found) {
        CAPTURE(file);
        CHECK(name.empty());
    }
}
