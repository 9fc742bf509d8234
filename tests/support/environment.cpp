// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/environment.h"

#include <cstdlib>
#include <stdexcept>

namespace fettle::test {

namespace {

std::filesystem::path folderFromEnvironment(const char* variable) {
    const char* value = std::getenv(variable);
    if (value == nullptr || *value == '\0') {
        throw std::runtime_error(std::string(variable) +
                                 " is not set: run the tests by ctest, or set it by hand");
    }
    return std::filesystem::path(value).lexically_normal();
}

}  // namespace

std::filesystem::path binFolder() { return folderFromEnvironment("FETTLE_BIN_DIR"); }

std::filesystem::path program(std::string_view name) {
    std::filesystem::path path = binFolder() / name;
    if (!std::filesystem::exists(path)) {
        throw std::runtime_error(path.string() + " is not built");
    }
    return path;
}

std::filesystem::path pluginFolder() { return folderFromEnvironment("FETTLE_PLUGIN_DIR"); }

std::filesystem::path sourceFolder() { return folderFromEnvironment("FETTLE_SOURCE_DIR"); }

std::filesystem::path sharedData(std::string_view relative) {
    return folderFromEnvironment("FETTLE_SHARED_DATA") / relative;
}

std::filesystem::path starterLibrary() {
    const char* given = std::getenv("FETTLE_STARTER_LIBRARY");
    return given != nullptr && *given != '\0' ? std::filesystem::path(given) : sourceFolder() / "build" / "starter";
}

ScopedVariable::ScopedVariable(const char* name, const std::string& value) : m_name(name) {
    if (const char* before = std::getenv(name))
        m_before = before;
    setenv(name, value.c_str(), 1);
}
ScopedVariable::~ScopedVariable() { m_before ? setenv(m_name, m_before->c_str(), 1) : unsetenv(m_name); }

}  // namespace fettle::test
