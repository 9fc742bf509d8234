// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/platform/hash.h"

#include <doctest/doctest.h>

#include "engine/platform/files.h"

using namespace fettle;
using namespace fettle::platform;

namespace {

std::string hashBy(Sha256::Implementation implementation, std::string_view bytes, std::size_t step)
{
    Sha256 hash(implementation);
    for (std::size_t at = 0; at < bytes.size(); at += step)
        hash.update(bytes.substr(at, step));
    return hash.finishHex();
}

std::string pattern(std::size_t sizeBytes)
{
    std::string bytes(sizeBytes, '\0');
    for (std::size_t i = 0; i < sizeBytes; ++i)
        bytes[i] = static_cast<char>((i * 131U) ^ (i >> 7U));
    return bytes;
}

} // namespace

TEST_CASE("SHA-256 gives the figures of NIST's examples")
{
    // FIPS 180-2, appendix B, and the byte-oriented vectors of the SHA validation suite.
    const std::vector<std::pair<std::string, std::string>> vectors = {
        {"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
        {"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
        {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
         "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
        {"abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
         "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"},
        {std::string(1'000'000, 'a'), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"},
        {"\xbd", "68325720aabd7c82f30f554b313d0570c95accbb7dc4b5aae11204c08ffe732b"},
        {std::string(55, '\0'), "02779466cdec163811d078815c633f21901413081449002f24aa3e80f0b88ef7"},
        {std::string(56, '\0'), "d4817aa5497628e7c77e6b606107042bbba3130888c5f47a375e6179be789fbb"},
        {std::string(64, '\0'), "f5a5fd42d16a20302798ef6ed309979b43003d2320d9f0e8ea9831a92759fb4b"},
    };
    for (const auto& [bytes, expected] : vectors) {
        CHECK(hashBy(Sha256::Implementation::Best, bytes, 1000) == expected);
        CHECK(hashBy(Sha256::Implementation::Portable, bytes, 1000) == expected);
    }
}

TEST_CASE("SHA-256 by instructions and without agree, in any pieces")
{
    for (const std::size_t sizeBytes : {1U, 63U, 64U, 65U, 119U, 120U, 127U, 128U, 129U, 1000U, 4096U, 10007U}) {
        const std::string bytes = pattern(sizeBytes);
        const std::string expected = hashBy(Sha256::Implementation::Portable, bytes, bytes.size());
        for (const std::size_t step : {1U, 7U, 63U, 64U, 65U, 200U, 20000U}) {
            CHECK(hashBy(Sha256::Implementation::Best, bytes, step) == expected);
            CHECK(hashBy(Sha256::Implementation::Portable, bytes, step) == expected);
        }
    }
    Sha256 again;
    again.update("x");
    static_cast<void>(again.finish());
    again.update("abc");
    CHECK(again.finishHex() == sha256Hex("abc"));
}

TEST_CASE("the hash of a file is the hash of its bytes")
{
    const auto folder = TemporaryFolder::create();
    REQUIRE(folder.ok());
    const std::string bytes = pattern(700'001);
    REQUIRE(writeFileAtomically(folder->path() / "f", bytes).ok());
    CHECK(sha256OfFile(folder->path() / "f").value() == sha256Hex(bytes));
    CHECK(sha256OfFile(folder->path() / "none").error().code == "platform.file_not_opened");
    CHECK(sha256OfFile(folder->path()).error().code == "platform.not_a_file");
    CHECK(isSha256Hex(sha256Hex("x")));
    CHECK_FALSE(isSha256Hex("../" + sha256Hex("x").substr(3)));
    CHECK_FALSE(isSha256Hex("ab"));
}

TEST_CASE("XXH64 gives the specification's figures")
{
    CHECK(xxh64("") == 0xEF46DB3751D8E999ULL);
    CHECK(xxh64("a") == 0xD24EC4F1A98C6E5BULL);
    CHECK(xxh64("abc") == 0x44BC2CF5AD770999ULL);
    CHECK(xxh64("Nobody inspects the spammish repetition") == 0xFBCEA83C8A378BF1ULL);
    CHECK(xxh64("", 1) == 0xD5AFBA1336A3BE4BULL);
    CHECK(toHex(xxh64("")) == "ef46db3751d8e999");
    CHECK(toHex(1) == "0000000000000001");
}

TEST_CASE("XXH64 does not depend on the pieces")
{
    for (const std::size_t sizeBytes : {0U, 3U, 4U, 8U, 31U, 32U, 33U, 64U, 1000U}) {
        const std::string bytes = pattern(sizeBytes);
        for (const std::size_t step : {1U, 5U, 32U, 33U}) {
            Xxh64 hash(42);
            for (std::size_t at = 0; at < bytes.size(); at += step)
                hash.update(std::string_view(bytes).substr(at, step));
            CHECK(hash.digest() == xxh64(bytes, 42));
        }
        CHECK(xxh64(bytes, 42) != xxh64(bytes, 43));
    }
}
