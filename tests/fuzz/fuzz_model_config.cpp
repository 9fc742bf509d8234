// SPDX-License-Identifier: GPL-3.0-or-later
// config.json, adapter_config.json and an adapter's weights, with "|||" between them: any bytes are refused, or give a
// network whose sizes fit each other and changes that fit that network.
#include <array>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include <unistd.h>

#include "engine/pretrained/adapter.h"
#include "engine/pretrained/model_folder.h"

namespace {

constexpr std::array kFileNames{"config.json", "adapter_config.json", "adapter_model.safetensors"};

/// A folder of this process in memory, where there is such a place.
std::filesystem::path configFolder()
{
    std::error_code ignored;
    const std::filesystem::path memory = "/dev/shm";
    const auto parent = std::filesystem::is_directory(memory, ignored) ? memory : std::filesystem::temp_directory_path();
    const auto folder = parent / ("fettle_fuzz_config_" + std::to_string(getpid()));
    std::filesystem::create_directories(folder / "library");
    return folder;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace fettle::pretrained;
    // Taken away when the process ends.
    struct Folder {
        std::filesystem::path path = configFolder();
        ~Folder()
        {
            std::error_code ignored;
            std::filesystem::remove_all(path, ignored);
        }
    };
    static const Folder folder;
    std::string_view rest(reinterpret_cast<const char*>(data), size);
    for (const char* name : kFileNames) {
        const auto cut = rest.find("|||");
        std::ofstream(folder.path / name, std::ios::binary) << rest.substr(0, cut);
        rest.remove_prefix(cut == std::string_view::npos ? rest.size() : cut + 3);
    }
    static_cast<void>(adapterBase(folder.path / "library", folder.path));
    const auto network = readNetwork(folder.path);
    if (!network.ok())
        return 0;
    if (network->hiddenSize < 1 || network->heads < 1 || network->hiddenSize % network->heads != 0 || network->layers < 1
        || network->positions < 1 || network->vocabularySize < 1)
        std::abort();
    const auto adapter = readAdapter(folder.path, *network);
    if (!adapter.ok())
        return 0;
    for (const auto& [name, change] : adapter->changes)
        if (change.a.empty() || change.b.empty() || !std::isfinite(change.scale))
            std::abort();
    return 0;
}
