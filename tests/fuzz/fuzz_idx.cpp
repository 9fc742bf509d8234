// SPDX-License-Identifier: GPL-3.0-or-later
// IDX headers and files, plain and gzip: what a header claims must never be believed beyond the file.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <span>
#include <string>
#include <vector>

#include "engine/data/picture_idx.h"
#include "engine/platform/files.h"

namespace {

const fettle::platform::Path& scratchFile()
{
    static const auto folder = fettle::platform::TemporaryFolder::create();
    static const fettle::platform::Path file = folder->path() / "fuzzed-idx3-ubyte";
    return file;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace fettle::data;
    static_cast<void>(parseIdxHeader({reinterpret_cast<const std::byte*>(data), size}, 1 << 20, "fuzzed").ok());
    std::FILE* file = std::fopen(scratchFile().c_str(), "wb");
    if (file == nullptr)
        std::abort();
    std::fwrite(data, 1, size, file);
    std::fclose(file);
    auto reader = IdxReader::open(scratchFile());
    if (!reader.ok())
        return 0;
    std::vector<std::uint8_t> items;
    for (std::int64_t left = reader->header().count(); left > 0;) {
        const std::int64_t count = std::min<std::int64_t>(left, 64);
        if (!reader->read(count, items).ok())
            break;
        left -= count;
    }
    return 0;
}
