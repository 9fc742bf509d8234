// SPDX-License-Identifier: GPL-3.0-or-later
// What a test may ask about its surroundings. The build sets the variables (cmake/FettleTest.cmake).
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace fettle::test {

/// Folder with the programs under test (`<build>/bin`), from FETTLE_BIN_DIR.
[[nodiscard]] std::filesystem::path binFolder();

/// A program under test, for example `program("fettle-cli")`. Throws std::runtime_error if it is not built.
[[nodiscard]] std::filesystem::path program(std::string_view name);

/// Folder with the example plug-ins that the build made, from FETTLE_PLUGIN_DIR.
[[nodiscard]] std::filesystem::path pluginFolder();

/// Root of the source tree, from FETTLE_SOURCE_DIR.
[[nodiscard]] std::filesystem::path sourceFolder();

/// A file or folder of the shared real data, from FETTLE_SHARED_DATA. It may be absent: see FETTLE_REQUIRE_DATA.
[[nodiscard]] std::filesystem::path sharedData(std::string_view relative);

/// A library of pretrained models that holds the starter model alone: FETTLE_STARTER_LIBRARY, else build/starter of the
/// source tree, where installer/test.sh fetches it. It may be absent: see FETTLE_REQUIRE_STARTER.
[[nodiscard]] std::filesystem::path starterLibrary();
/// The starter model's id, which is also its folder in the library.
inline constexpr std::string_view kStarterModel = "all-MiniLM-L6-v2";

/// Sets an environment variable while it lives; then it is as before.
class ScopedVariable {
public:
    ScopedVariable(const char* name, const std::string& value);
    ~ScopedVariable();
    ScopedVariable(const ScopedVariable&) = delete;
    ScopedVariable& operator=(const ScopedVariable&) = delete;

private:
    const char* m_name;
    std::optional<std::string> m_before;
};

/// Marks the running test case as skipped and prints `SKIPPED <test case>: <reason>`. Return from the test case
/// afterwards; the macros below do both. A skip is counted once per test case.
void reportSkip(std::string_view reason);

}  // namespace fettle::test

/// Skips the test case visibly when `condition` does not hold. For use in the test case's own body.
#define FETTLE_REQUIRE_OR_SKIP(condition, reason)  \
    do {                                           \
        if (!(condition)) {                        \
            ::fettle::test::reportSkip((reason));  \
            return;                                \
        }                                          \
    } while (false)

/// Skips the test case visibly when `relative` (below the shared data folder) is not on this machine.
#define FETTLE_REQUIRE_DATA(relative)                                          \
    FETTLE_REQUIRE_OR_SKIP(                                                    \
        std::filesystem::exists(::fettle::test::sharedData((relative))),       \
        std::string("no ") + ::fettle::test::sharedData((relative)).string())

/// Skips the test case visibly when the starter model was not fetched.
#define FETTLE_REQUIRE_STARTER()                                                                             \
    FETTLE_REQUIRE_OR_SKIP(                                                                                  \
        std::filesystem::exists(::fettle::test::starterLibrary() / ::fettle::test::kStarterModel),           \
        std::string("no starter model (fettle-cli models fetch starter) in ") +                              \
            ::fettle::test::starterLibrary().string())
