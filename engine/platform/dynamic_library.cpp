// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/platform/dynamic_library.h"

#include <utility>

#include <dlfcn.h>

namespace fettle::platform {
namespace {

std::string lastLoaderError()
{
    const char* text = ::dlerror();
    return text ? text : "unknown";
}

} // namespace

Result<DynamicLibrary> DynamicLibrary::open(const Path& path)
{
    // A bare name would be searched for in the system's folders.
    const Path withFolder = path.has_parent_path() ? path : Path(".") / path;
    void* handle = ::dlopen(withFolder.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (!handle)
        return makeError("platform.library_not_loaded",
                         {{"path", toUtf8(path)}}, bytesToUtf8(lastLoaderError()));
    return DynamicLibrary(handle, path);
}

DynamicLibrary::DynamicLibrary(DynamicLibrary&& other) noexcept
    : m_handle(std::exchange(other.m_handle, nullptr)), m_path(std::move(other.m_path)),
      m_unload(other.m_unload)
{
}

DynamicLibrary& DynamicLibrary::operator=(DynamicLibrary&& other) noexcept
{
    std::swap(m_handle, other.m_handle);
    std::swap(m_path, other.m_path);
    std::swap(m_unload, other.m_unload);
    return *this;
}

DynamicLibrary::~DynamicLibrary()
{
    if (m_handle && m_unload)
        ::dlclose(m_handle);
}

Result<void*> DynamicLibrary::symbol(const std::string& name) const
{
    ::dlerror();
    void* address = m_handle ? ::dlsym(m_handle, name.c_str()) : nullptr;
    if (!address) {
        return makeError("platform.symbol_missing", {{"path", toUtf8(m_path)}, {"symbol", name}},
                         bytesToUtf8(lastLoaderError()));
    }
    return address;
}

} // namespace fettle::platform
