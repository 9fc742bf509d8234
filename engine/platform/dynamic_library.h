// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "engine/contract/result.h"
#include "engine/platform/paths.h"

namespace fettle::platform {

/// A shared library loaded at run time, all symbols resolved at once and kept local. Unloaded with the object unless
/// keepLoaded() was called (code that registered something must stay).
class DynamicLibrary {
public:
    /// `path` must hold a slash or be absolute (no search path). Errors: platform.library_not_loaded {path}.
    [[nodiscard]] static Result<DynamicLibrary> open(const Path& path);
    DynamicLibrary(DynamicLibrary&& other) noexcept;
    DynamicLibrary& operator=(DynamicLibrary&& other) noexcept;
    ~DynamicLibrary();

    /// Errors: platform.symbol_missing {path, symbol}.
    [[nodiscard]] Result<void*> symbol(const std::string& name) const;
    template <class Function>
    [[nodiscard]] Result<Function*> function(const std::string& name) const
    {
        auto address = symbol(name);
        if (!address.ok())
            return std::move(address).error();
        return reinterpret_cast<Function*>(*address);
    }
    void keepLoaded() noexcept { m_unload = false; }

private:
    DynamicLibrary(void* handle, Path path) : m_handle(handle), m_path(std::move(path)) {}
    void* m_handle = nullptr;
    Path m_path;
    bool m_unload = true;
};

} // namespace fettle::platform
