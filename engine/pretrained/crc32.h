// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace fettle::pretrained {

/// The checksum of zip archives (APPNOTE.TXT 4.4.7, polynomial 0xEDB88320). It finds damage, no intent. `before` is the
/// checksum of the bytes that came earlier.
[[nodiscard]] std::uint32_t crc32Of(std::span<const std::byte> bytes, std::uint32_t before = 0);

} // namespace fettle::pretrained
