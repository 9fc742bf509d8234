// SPDX-License-Identifier: GPL-3.0-or-later
// Weights files of PyTorch, zip and the older form: any bytes are refused, or give tensors whose every number lies in
// the file.
#include <cstdint>
#include <cstdlib>
#include <set>
#include <string_view>

#include "engine/pretrained/torch_archive.h"

namespace {

__extension__ using Wide = unsigned __int128;
constexpr std::uint64_t kLargestCopied = 1024 * 1024;

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace fettle::pretrained;
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    // Checksums would stop nearly every change.
    const auto archive = readTorchArchive(bytes, "fuzz.pt", NumberCheck::Skip);
    if (!archive.ok())
        return 0;
    std::set<std::string_view> names;
    std::uint64_t total = 0;
    for (const auto& tensor : archive->tensors) {
        if (!names.insert(tensor.name).second || tensor.shape.size() != tensor.strides.size())
            std::abort();
        if (!tensor.storage.empty()
            && (tensor.storage.data() < bytes.data() || tensor.storage.end() > bytes.end()))
            std::abort();
        total += tensor.sizeBytes();
        if (tensor.sizeBytes() == 0)
            continue;
        // 128 bits, so that the sum here cannot wrap where the reader's might.
        Wide last = tensor.offset;
        for (std::size_t i = 0; i < tensor.shape.size(); ++i) {
            if (tensor.shape[i] <= 0 || tensor.strides[i] < 0)
                std::abort();
            last += static_cast<Wide>(tensor.shape[i] - 1) * static_cast<Wide>(tensor.strides[i]);
        }
        if ((last + 1) * static_cast<Wide>(storedBytes(tensor.type)) > tensor.storage.size())
            std::abort();
        if (tensor.sizeBytes() > kLargestCopied)
            continue;
        std::uint64_t copied = 0;
        const auto whole = readNumbers(tensor, [&copied](std::string_view piece) -> fettle::Result<void> {
            copied += piece.size();
            return {};
        });
        if (!whole.ok() || copied != tensor.sizeBytes())
            std::abort();
    }
    const auto checked = readTorchArchive(bytes, "fuzz.pt", NumberCheck::Checksums);
    if (checked.ok() && (checked->tensors != archive->tensors || checked->ignored != archive->ignored))
        std::abort();
    if (archive->tensors.empty() || total > bytes.size() * kMaxArchiveGrowth + kArchiveGrowthAllowance)
        std::abort();
    return 0;
}
