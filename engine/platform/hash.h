// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "engine/contract/result.h"
#include "engine/platform/paths.h"

namespace fettle::platform {

/// SHA-256 (FIPS 180-4), streaming; uses the processor's SHA instructions where it has them. Content addresses.
class Sha256 {
public:
    using Digest = std::array<std::uint8_t, 32>;
    enum class Implementation { Best, Portable };

    explicit Sha256(Implementation implementation = Implementation::Best);
    void update(std::string_view bytes);
    void update(std::span<const std::byte> bytes);
    /// The object starts afresh afterwards.
    [[nodiscard]] Digest finish();
    /// 64 lower-case digits.
    [[nodiscard]] std::string finishHex();

private:
    void reset();
    using Compress = void (*)(std::uint32_t* state, const std::uint8_t* blocks, std::size_t blockCount);
    Compress m_compress;
    std::array<std::uint32_t, 8> m_state{};
    std::array<std::uint8_t, 64> m_block{};
    std::size_t m_blockBytes = 0;
    std::uint64_t m_totalBytes = 0;
};

[[nodiscard]] std::string sha256Hex(std::string_view bytes);
/// Errors: platform.file_not_opened, platform.not_a_file, platform.read_failed.
[[nodiscard]] Result<std::string> sha256OfFile(const Path& path);
/// 64 lower-case hexadecimal digits: what comes from outside is checked before it becomes a path.
[[nodiscard]] bool isSha256Hex(std::string_view text) noexcept;

/// XXH64, streaming: fast, the same on every machine, no protection against somebody who seeks collisions. For caches,
/// seeded per-sample randomness and change detection.
class Xxh64 {
public:
    explicit Xxh64(std::uint64_t seed = 0);
    void update(std::string_view bytes);
    void update(std::span<const std::byte> bytes);
    /// The hash of what came so far; more may follow.
    [[nodiscard]] std::uint64_t digest() const;

private:
    std::uint64_t m_seed;
    std::array<std::uint64_t, 4> m_lanes{};
    std::array<std::uint8_t, 32> m_block{};
    std::size_t m_blockBytes = 0;
    std::uint64_t m_totalBytes = 0;
};

[[nodiscard]] std::uint64_t xxh64(std::string_view bytes, std::uint64_t seed = 0);
/// 16 lower-case digits.
[[nodiscard]] std::string toHex(std::uint64_t number);

} // namespace fettle::platform
