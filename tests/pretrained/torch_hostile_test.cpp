// SPDX-License-Identifier: GPL-3.0-or-later
// Archives from somebody who means harm, and damaged ones.
#include "engine/pretrained/torch_archive.h"
#include "engine/pretrained/zip_directory.h"
#include "tests/pretrained/archive_builder.h"
#include "tests/support/environment.h"
#include "tests/support/temporary_folder.h"

#include <limits>

using namespace fettle;
using namespace fettle::pretrained;
using namespace fettle::test;

namespace {

std::string archiveCode(const std::string& bytes) { return codeOf(readTorchArchive(bytes, "model.pt")); }

/// One tensor "w" on a storage of four floats.
std::string tensorCode(const std::string& offset, const std::string& shape, const std::string& strides)
{
    return archiveCode(archiveOf(pickle(pDict({{"w", pTensor(pStorage("FloatStorage", "0", 4), offset, shape, strides)}}))));
}
std::string valueCode(const std::string& value) { return archiveCode(archiveOf(pickle(pDict({{"w", value}})))); }

constexpr auto kArchiveTensor = "pretrained.archive_tensor";
constexpr auto kArchiveStorage = "pretrained.archive_storage";
constexpr auto kArchiveDamaged = "pretrained.archive_damaged";
constexpr auto kArchiveUnknown = "pretrained.archive_unknown";
constexpr std::int64_t kLargest = std::numeric_limits<std::int64_t>::max();

const std::string kSixteen(16, 'n');

} // namespace

TEST_CASE("the builder's own archive is right")
{
    const auto archive = readTorchArchive(archiveOf(pickle(pDict({{"w", pVector()}, {"n", pInt(3)}}))), "m");
    REQUIRE(codeOf(archive) == "");
    REQUIRE(archive->tensors.size() == 1);
    CHECK(archive->tensors[0].storage == kSixteen);
    const auto legacy = legacyStart() + pickle(pDict({{"w", pTensor(legacyStorage("FloatStorage", "7", 4), pInt(0), pInts({4}), pInts({1}))}}))
        + legacyKeys({"7"}) + legacyNumbers(4, kSixteen);
    CHECK(archiveCode(legacy) == "");
}

TEST_CASE("every program hidden in a weights file is refused, wherever it hides")
{
    const auto attack = [](const std::string& module, const std::string& name) { return pCall(pGlobal(module, name), {pText("echo")}); };
    CHECK(valueCode(attack("os", "system")) == "pretrained.pickle_forbidden");
    CHECK(valueCode(pVector() + "}" + pText("x") + attack("os", "system") + "sb") == "pretrained.pickle_forbidden");
    // As an argument, a key, a storage's key, a hook, an attribute.
    CHECK(valueCode(pTensor(pStorage("FloatStorage", "0", 4), attack("builtins", "eval"), pInts({4}), pInts({1})))
          == "pretrained.pickle_forbidden");
    CHECK(archiveCode(archiveOf(pickle("}" + attack("posix", "system") + pVector() + "s")))
          == "pretrained.pickle_forbidden");
    CHECK(valueCode(pTuple({pText("storage"), pGlobal("torch", "FloatStorage"), attack("os", "popen"), pText("cpu"), pInt(4)}) + "Q") == "pretrained.pickle_forbidden");
    CHECK(valueCode(pGlobal("collections", "OrderedDict") + ")R}" + pText("_metadata") + attack("os", "system") + "sb")
          == "pretrained.pickle_forbidden");
    // In each pickle of the older form.
    const auto bad = pickle(attack("os", "system"));
    const auto start = legacyStart();
    CHECK(archiveCode(start.substr(0, 15) + bad) == "pretrained.pickle_forbidden");
    CHECK(archiveCode(legacyStart(attack("os", "system"))) == "pretrained.pickle_forbidden");
    CHECK(archiveCode(start + bad) == "pretrained.pickle_forbidden");
    CHECK(archiveCode(start + pickle("}") + bad) == "pretrained.pickle_forbidden");
    // A class as a "module" mark of the older form, and marks that are no storage.
    CHECK(archiveCode(start + pickle(pTuple({pText("module"), pGlobal("__main__", "Net"), "N", "N"}) + "Q"))
          == "pretrained.pickle_forbidden");
    CHECK(valueCode(pTuple({pText("module"), pGlobal("torch", "FloatStorage"), pText("0"), pText("cpu"), pInt(4)}) + "Q") == kArchiveStorage);
    CHECK(valueCode(pInt(7) + "Q") == "pretrained.pickle_damaged");
}

// CVE-2025-32434: asked for weights alone, PyTorch still ran the program of a TorchScript archive and took old tar archives.
// CVE-2025-3000: its compiler of programs could be made to write past its memory.
TEST_CASE("programs that PyTorch ran from weights files are not run, nor tried another way")
{
    const auto data = pickle(pDict({{"w", pVector()}}));
    CHECK(archiveCode(zipOf({{"m/data.pkl", data}, {"m/data/0", kSixteen}, {"m/constants.pkl", pickle("}")}, {"m/code/__torch__.py", "op"}}))
          == "pretrained.archive_torchscript");
    CHECK(archiveCode(zipOf({{"m/data.pkl", pickle(pCall(pGlobal("__torch__", "Net"), {pVector()}))}, {"m/data/0", kSixteen}}))
          == "pretrained.pickle_forbidden");
    std::string tar(2'048, '\0');
    tar.replace(0, 8, "storages");
    tar.replace(257, 5, "ustar");
    tar.replace(512, data.size(), data);
    CHECK(archiveCode(tar) == kArchiveUnknown);
    for (const char* name : {"script", "load", "_script", "CompilationUnit"})
        CHECK_MESSAGE(valueCode(pCall(pGlobal("torch.jit", name), {pText("f")})) == "pretrained.pickle_forbidden", name);
}

// The lesson of CVE-2026-24747: sizes in the pickle against bytes in the archive.
TEST_CASE("a storage is as large as its record, and one thing to all")
{
    const auto sized = [](std::int64_t count, std::size_t bytes, const char* type = "FloatStorage") {
        return archiveCode(archiveOf(pickle(pDict({{"w", pTensor(pStorage(type, "0", count), pInt(0), pInts({1}), pInts({1}))}})), {{"0", std::string(bytes, 'n')}}));
    };
    CHECK(sized(4, 16) == "");
    CHECK(sized(4, 17) == ""); // a rest within a number
    CHECK(sized(5, 16) == kArchiveStorage);
    CHECK(sized(4, 20) == kArchiveStorage);
    CHECK(sized(4, 15) == kArchiveStorage);
    CHECK(sized(1'000'000'000, 16) == kArchiveStorage);
    CHECK(sized(kLargest, 16) == kArchiveStorage);
    CHECK(sized(kLargest / 8 + 1, 16, "DoubleStorage") == kArchiveStorage);
    CHECK(sized(-1, 16) == kArchiveStorage);
    CHECK(sized(0, 0) == kArchiveTensor);
    CHECK(sized(2, 16, "DoubleStorage") == "");
    CHECK(sized(2, 16, "ComplexFloatStorage") == "pretrained.archive_dtype");
    CHECK(sized(16, 16, "QInt8Storage") == "pretrained.archive_dtype");
    // Two formats or sizes for one key.
    const auto two = [](const std::string& second) { return archiveCode(archiveOf(pickle(pDict({{"a", pVector()}, {"b", second}})))); };
    CHECK(two(pVector()) == "");
    CHECK(two(pTensor(pStorage("IntStorage", "0", 4), pInt(0), pInts({4}), pInts({1}))) == kArchiveStorage);
    CHECK(two(pTensor(pStorage("FloatStorage", "0", 3), pInt(0), pInts({3}), pInts({1}))) == kArchiveStorage);
    // Keys are names in the archive.
    const auto keyed = [](const std::string& key) { return archiveCode(archiveOf(pickle(pDict({{"w", pVector(key)}})))); };
    CHECK(keyed("1") == "pretrained.archive_incomplete");
    CHECK(keyed("../data/0") == "pretrained.archive_incomplete");
    CHECK(keyed("/etc/passwd") == "pretrained.archive_incomplete");
    CHECK(keyed("") == kArchiveStorage);
    CHECK(keyed(std::string(5'000, '0')) == "pretrained.archive_incomplete");
    CHECK(keyed(std::string("0\0", 2)) == "pretrained.archive_incomplete");
    // Descriptions of another form.
    const auto described = [](const std::vector<std::string>& parts) { return valueCode(pTensor(pTuple(parts) + "Q", pInt(0), pInts({4}), pInts({1}))); };
    const auto format = pGlobal("torch", "FloatStorage");
    CHECK(described({pText("storage"), format, pText("0"), pText("cpu"), pInt(4)}) == "");
    CHECK(described({pText("storage"), format, pText("0"), pText("cpu"), pInt(4), "N"}) == "");
    CHECK(described({pText("storage"), format, pText("0"), pText("cpu")}) == kArchiveStorage);
    CHECK(described({pText("storage"), format, pText("0"), pText("cpu"), pInt(4), "N", "N"}) == kArchiveStorage);
    CHECK(described({pText("storage"), pText("FloatStorage"), pText("0"), pText("cpu"), pInt(4)}) == kArchiveStorage);
    CHECK(described({pText("storage"), pGlobal("torch", "float32"), pText("0"), pText("cpu"), pInt(4)})
          == kArchiveStorage);
    CHECK(described({pText("storage"), format, pInt(0), pText("cpu"), pInt(4)}) == kArchiveStorage);
    CHECK(described({pText("storage"), format, pText("0"), pText("cpu"), "\x88"}) == kArchiveStorage);
    CHECK(described({pText("storage"), format, pText("0"), pText("cpu"), "\x8a\x09" + std::string(9, '\x01')})
          == kArchiveStorage);
}

TEST_CASE("no number outside of the storage is ever reached")
{
    CHECK(tensorCode(pInt(0), pInts({2, 2}), pInts({2, 1})) == "");
    CHECK(tensorCode(pInt(3), pInts({1}), pInts({1})) == "");
    CHECK(tensorCode(pInt(3), ")", ")") == "");
    CHECK(tensorCode(pInt(0), pInts({2, 2}), pInts({1, 2})) == "");
    CHECK(tensorCode(pInt(4), ")", ")") == kArchiveTensor);
    CHECK(tensorCode(pInt(1), pInts({4}), pInts({1})) == kArchiveTensor);
    CHECK(tensorCode(pInt(0), pInts({5}), pInts({1})) == kArchiveTensor);
    CHECK(tensorCode(pInt(0), pInts({4}), pInts({2})) == kArchiveTensor);
    CHECK(tensorCode(pInt(0), pInts({2, 2}), pInts({2, 2})) == kArchiveTensor);
    // Below the beginning.
    CHECK(tensorCode(pInt(-1), pInts({1}), pInts({1})) == kArchiveTensor);
    CHECK(tensorCode(pInt(0), pInts({-1}), pInts({1})) == kArchiveTensor);
    CHECK(tensorCode(pInt(3), pInts({2}), pInts({-1})) == kArchiveTensor);
    CHECK(tensorCode(pInt(std::numeric_limits<std::int64_t>::min()), pInts({1}), pInts({1})) == kArchiveTensor);
    // Products and sums that wrap around.
    CHECK(tensorCode(pInt(kLargest), pInts({1}), pInts({1})) == kArchiveTensor);
    CHECK(tensorCode(pInt(kLargest), pInts({2}), pInts({kLargest})) == kArchiveTensor);
    CHECK(tensorCode(pInt(0), pInts({kLargest, kLargest}), pInts({1, 1})) == kArchiveTensor);
    CHECK(tensorCode(pInt(0), pInts({3}), pInts({kLargest})) == kArchiveTensor);
    CHECK(tensorCode(pInt(0), pInts({2, 2}), pInts({kLargest / 2 + 1, kLargest / 2 + 1})) == kArchiveTensor);
    CHECK(tensorCode(pInt(0), pInts({std::int64_t{1} << 62, 4}), pInts({0, 0})) == kArchiveTensor);
    CHECK(tensorCode(pInt(0), pInts({0, kLargest, kLargest}), pInts({1, 1, 1})) == kArchiveTensor);
    CHECK(tensorCode(pInt(std::int64_t{1} << 61), pInts({1}), pInts({1})) == kArchiveTensor);
    // Nothing at all needs no place.
    CHECK(tensorCode(pInt(0), pInts({0, 7}), pInts({7, 1})) == "");
    CHECK(tensorCode(pInt(100), pInts({0}), pInts({1})) == "");
    // Of another kind.
    CHECK(tensorCode("N", pInts({4}), pInts({1})) == kArchiveTensor);
    CHECK(tensorCode("\x88", pInts({1}), pInts({1})) == kArchiveTensor);
    CHECK(tensorCode(pText("0"), pInts({4}), pInts({1})) == kArchiveTensor);
    CHECK(tensorCode(pInt(0), pInt(4), pInt(1)) == kArchiveTensor);
    CHECK(tensorCode(pInt(0), pInts({2, 2}), pInts({1})) == kArchiveTensor);
    CHECK(tensorCode(pInt(0), pTuple({pText("4")}), pInts({1})) == kArchiveTensor);
    CHECK(tensorCode(pInt(0), pTuple({"\x8a\x09" + std::string(8, '\0') + "\x01"}), pInts({1})) == kArchiveTensor);
    const auto ones = pTuple(std::vector<std::string>(kMaxTensorRank, pInt(1)));
    CHECK(tensorCode(pInt(0), ones, ones) == "");
    const auto tooMany = pTuple(std::vector<std::string>(kMaxTensorRank + 1, pInt(1)));
    CHECK(tensorCode(pInt(0), tooMany, tooMany) == kArchiveTensor);
    // Repetition is allowed while it comes to something that one could want.
    CHECK(tensorCode(pInt(0), pInts({1'000, 1'000}), pInts({0, 0})) == "");
    CHECK(tensorCode(pInt(0), pInts({1'000'000, 1'000'000}), pInts({0, 0})) == "pretrained.archive_expands");
    CHECK(tensorCode(pInt(0), pInts({kLargest / 4}), pInts({0})) == "pretrained.archive_expands");
}

TEST_CASE("calls of another form make no tensor")
{
    const auto storage = pStorage("FloatStorage", "0", 4);
    const auto utils = [](const char* name) { return pGlobal("torch._utils", name); };
    CHECK(valueCode(pCall(utils("_rebuild_tensor"), {storage, pInt(0), pInts({4}), pInts({1})})) == "");
    CHECK(valueCode(pCall(utils("_rebuild_tensor"), {storage, pInt(0), pInts({4})})) == kArchiveTensor);
    CHECK(valueCode(pCall(utils("_rebuild_tensor"), {storage, pInt(0), pInts({4}), pInts({1}), "N"}))
          == kArchiveTensor);
    CHECK(valueCode(pCall(utils("_rebuild_tensor_v2"), {})) == kArchiveTensor);
    CHECK(valueCode(pCall(utils("_rebuild_tensor_v2"), {pInt(1), pInt(0), pInts({4}), pInts({1}), "\x89", pHooks()}))
          == kArchiveTensor);
    CHECK(valueCode(pCall(utils("_rebuild_tensor_v2"), {storage, pInt(0), pInts({4}), pInts({1}), "\x89", pHooks(), "}"})) == "");
    CHECK(valueCode(pCall(utils("_rebuild_tensor_v2"), {storage, pInt(0), pInts({4}), pInts({1}), "\x89", pHooks(), pDict({{"neg", "\x88"}})})) == kArchiveTensor);
    const auto v3 = [&](const std::string& format) {
        return valueCode(pCall(utils("_rebuild_tensor_v3"), {storage, pInt(0), pInts({2}), pInts({1}), "\x89", pHooks(), format}));
    };
    CHECK(v3(pGlobal("torch", "float64")) == "");
    CHECK(v3(pGlobal("torch", "uint16")) == "");
    CHECK(v3(pGlobal("torch", "complex64")) == "pretrained.archive_dtype");
    CHECK(v3(pGlobal("torch", "FloatStorage")) == kArchiveTensor);
    CHECK(v3(pText("float64")) == kArchiveTensor);
    // Three doubles do not lie in sixteen bytes.
    CHECK(valueCode(pCall(utils("_rebuild_tensor_v3"), {storage, pInt(0), pInts({3}), pInts({1}), "\x89", pHooks(), pGlobal("torch", "float64")})) == kArchiveTensor);
    CHECK(valueCode(pCall(utils("_rebuild_parameter"), {pVector(), "\x88", pHooks()})) == "");
    CHECK(valueCode(pCall(utils("_rebuild_parameter"), {"N", "\x88", pHooks()})) == kArchiveTensor);
    CHECK(valueCode(pCall(utils("_rebuild_parameter_with_state"), {pVector(), "\x88", pHooks(), "}"})) == "");
    const auto twice = pCall(utils("_rebuild_parameter"), {pCall(utils("_rebuild_parameter"), {pVector(), "\x88", pHooks()}), "\x88", pHooks()});
    CHECK(valueCode(twice) == kArchiveTensor);
}

TEST_CASE("names that collide, hide or grow without end are refused")
{
    const auto code = [](const std::string& body) { return archiveCode(archiveOf(pickle(body))); };
    CHECK(code(pDict({{"a", pVector()}, {"a", pVector()}})) == kArchiveTensor);
    CHECK(code(pDict({{"a.b", pVector()}, {"a", pDict({{"b", pVector()}})}})) == kArchiveTensor);
    CHECK(code(pDict({{"", pVector()}})) == kArchiveTensor);
    CHECK(code(pDict({{std::string("a\0b", 3), pVector()}})) == kArchiveTensor);
    CHECK(code(pDict({{"\xff", pVector()}})) == kArchiveTensor);
    CHECK(code(pDict({{std::string(kMaxTensorNameBytes + 1, 'n'), pVector()}})) == kArchiveTensor);
    CHECK(code("}N" + pVector() + "s") == kArchiveTensor);
    CHECK(code("}(" + pInts({1}) + "t" + pVector() + "s") == kArchiveTensor);
    CHECK(code("}K\x05" + pVector() + "s") == "");
    // A dict that holds itself; depth; a tree of few bytes with 2^60 leaves, with and without tensors.
    CHECK(code("}q\x01" + pText("a") + pVector() + "s" + pText("self") + "h\x01s") == kArchiveDamaged);
    std::string deep = pVector();
    for (int i = 0; i < 150; ++i)
        deep = "}" + pText("d") + deep + "s";
    CHECK(code("}(" + pText("x") + pVector() + pText("y") + deep + "u") == "");
    for (int i = 0; i < 100; ++i)
        deep = "}" + pText("d") + deep + "s";
    CHECK(code("}(" + pText("x") + pVector() + pText("y") + deep + "u") == "pretrained.archive_too_large");
    std::string tree = pDict({{"t", pVector()}, {"u", pVector()}});
    for (unsigned i = 1; i <= 60; ++i)
        tree = "(" + tree + "r" + littleEndian(i) + "j" + littleEndian(i) + "t";
    CHECK(code(tree) == "pretrained.archive_too_large");
    // Harmless: many lists without tensors, however often they are shared.
    std::string empty = "]";
    for (unsigned i = 1; i <= 60; ++i)
        empty = "(" + empty + "r" + littleEndian(i) + "j" + littleEndian(i) + "t";
    CHECK(code(pDict({{"w", pVector()}, {"bomb", empty}})) == "");
    CHECK(code(empty) == "pretrained.archive_empty");
    // One tensor under very many names.
    std::string many = "}(" + pText("first") + pVector() + "q\x07";
    for (int i = 0; i < 300'000; ++i)
        many += "M" + littleEndian(static_cast<std::uint16_t>(i % 65536)) + "h\x07";
    CHECK(code(many + "u") != "");
}

TEST_CASE("an archive has one root, one list, known notes and nothing behind its list")
{
    const auto data = pickle(pDict({{"w", pVector()}}));
    const auto with = [&](std::vector<ZipPart> more, const std::string& pickleBytes = {}) {
        std::vector<ZipPart> parts{{"m/data.pkl", pickleBytes.empty() ? data : pickleBytes}, {"m/data/0", kSixteen}};
        parts.insert(parts.end(), more.begin(), more.end());
        return archiveCode(zipOf(parts));
    };
    CHECK(with({}) == "");
    CHECK(with({{"m/byteorder", "little"}, {"m/version", "3\n"}, {"m/.data/serialization_id", "123"}}) == "");
    CHECK(with({{"m/byteorder", "big"}}) == "pretrained.archive_byte_order");
    CHECK(with({{"m/byteorder", ""}}) == "pretrained.archive_byte_order");
    CHECK(with({{"m/version", "10"}}) == "");
    for (const auto* version : {"11\n", "0\n", "-1", "", "x", "3x", "99999999999999999999"})
        CHECK_MESSAGE(with({{"m/version", version}}) == "pretrained.archive_version", version);
    CHECK(with({{"other/data.pkl", data}}) == kArchiveUnknown);
    CHECK(with({{"M/data.pkl", data}}) == "pretrained.zip_unsafe");
    CHECK(with({{"m/DATA.PKL", data}}) == "pretrained.zip_unsafe");
    CHECK(with({{"data.pkl", data}}) == kArchiveUnknown);
    CHECK(with({{"m/constants.pkl", data}}) == "pretrained.archive_torchscript");
    CHECK(with({}, data + "more") == kArchiveDamaged);
    CHECK(with({}, data + data) == kArchiveDamaged);
    CHECK(archiveCode(zipOf({{"data.pkl", data}})) == kArchiveUnknown);
    CHECK(archiveCode(zipOf({{"m/data/0", kSixteen}})) == "pretrained.archive_incomplete");
    CHECK(archiveCode(zipOf({{"word/document.xml", "x"}, {"[Content_Types].xml", "y"}})) == kArchiveUnknown);
    // Checksums: of the list always, of numbers unless they are skipped.
    std::vector<ZipPart> parts{{"m/data.pkl", data}, {"m/data/0", kSixteen}};
    parts[0].crc = 5;
    CHECK(archiveCode(zipOf(parts)) == "pretrained.zip_checksum");
    CHECK(codeOf(readTorchArchive(zipOf(parts), "m", NumberCheck::Skip)) == "pretrained.zip_checksum");
    parts[0].crc.reset();
    parts[1].crc = 5;
    CHECK(archiveCode(zipOf(parts)) == "pretrained.zip_checksum");
    CHECK(codeOf(readTorchArchive(zipOf(parts), "m", NumberCheck::Skip)) == "");
}

TEST_CASE("what is no archive of PyTorch is told apart")
{
    CHECK(archiveCode("") == kArchiveUnknown);
    CHECK(archiveCode("PK") == kArchiveUnknown);
    CHECK(archiveCode("hello") == kArchiveUnknown);
    CHECK(archiveCode("PK\x05\x06" + std::string(18, '\0')) == kArchiveUnknown);
    CHECK(archiveCode("version https://git-lfs.github.com/spec/v1\noid sha256:aa\nsize 5\n")
          == "pretrained.archive_pointer");
    CHECK(archiveCode(pickle(pDict({{"w", pInt(1)}}))) == kArchiveUnknown);
    CHECK(archiveCode(pickle("\x8a\x0a" + std::string(10, '\x11'))) == kArchiveUnknown);
    CHECK(archiveCode(std::string(3'000, '\0')) == kArchiveUnknown);
}

TEST_CASE("the older form: storages as announced, in full, nothing behind them")
{
    const auto vector = [](const std::string& view = "N", std::int64_t count = 4) {
        return pTensor(legacyStorage("FloatStorage", "7", 4, view), pInt(0), pInts({count}), pInts({1}));
    };
    const auto file = [&](const std::string& tensor, const std::string& tail) {
        return archiveCode(legacyStart() + pickle(pDict({{"w", tensor}})) + tail);
    };
    const auto whole = legacyKeys({"7"}) + legacyNumbers(4, kSixteen);
    CHECK(file(vector(), whole) == "");
    CHECK(file(vector(), whole + "x") == kArchiveDamaged);
    CHECK(file(vector(), whole.substr(0, whole.size() - 1)) == kArchiveDamaged);
    CHECK(file(vector(), legacyKeys({"7"})) == kArchiveDamaged);
    CHECK(file(vector(), legacyKeys({"7"}) + legacyNumbers(3, kSixteen)) == kArchiveStorage);
    CHECK(file(vector(), legacyKeys({"7"}) + legacyNumbers(-1, kSixteen)) == kArchiveStorage);
    CHECK(file(vector(), legacyKeys({"7", "7"}) + legacyNumbers(4, kSixteen) + legacyNumbers(4, kSixteen))
          == kArchiveDamaged);
    CHECK(file(vector(), legacyKeys({"8"}) + legacyNumbers(4, kSixteen)) == kArchiveDamaged);
    CHECK(file(vector(), legacyKeys({})) == kArchiveDamaged);
    CHECK(file(vector(), pickle("K\x07") + legacyNumbers(4, kSixteen)) == kArchiveDamaged);
    CHECK(file(vector(), pickle("](K\x07" "e") + legacyNumbers(4, kSixteen)) == kArchiveDamaged);
    CHECK(file(vector(), "") == "pretrained.pickle_damaged");
    CHECK(file(pTensor(legacyStorage("FloatStorage", "7", kLargest), pInt(0), pInts({1}), pInts({1})), whole)
          == kArchiveStorage);
    // Views: a part of a storage under another key.
    const auto view = [](std::int64_t offset, std::int64_t count) { return pTuple({pText("9"), pInt(offset), pInt(count)}); };
    CHECK(file(vector(view(1, 3), 3), whole) == "");
    CHECK(file(vector(view(1, 3), 4), whole) == kArchiveTensor);
    CHECK(file(vector(view(2, 3), 1), whole) == kArchiveStorage);
    CHECK(file(vector(view(5, 0), 0), whole) == kArchiveStorage);
    CHECK(file(vector(view(-1, 1), 1), whole) == kArchiveStorage);
    CHECK(file(vector(view(kLargest, kLargest), 1), whole) == kArchiveStorage);
    CHECK(file(vector(pText("view"), 1), whole) == kArchiveStorage);
    const auto viewed = readTorchArchive(legacyStart() + pickle(pDict({{"w", vector(view(1, 3), 3)}})) + legacyKeys({"7"}) + legacyNumbers(4, "aaaabbbbccccdddd"), "m");
    REQUIRE(codeOf(viewed) == "");
    CHECK(viewed->tensors[0].storage == "bbbbccccdddd");
    // Its beginning.
    const auto rest = pickle(pDict({{"w", vector()}})) + whole;
    CHECK(archiveCode(legacyStart(pDict({{"little_endian", "\x89"}})) + rest) == "pretrained.archive_byte_order");
    CHECK(archiveCode(legacyStart(pInt(5)) + rest) == kArchiveDamaged);
    const auto magic = legacyStart().substr(0, 15);
    CHECK(archiveCode(magic + pickle("M\xe8\x03") + pickle("}") + rest) == kArchiveDamaged);
    CHECK(archiveCode(magic + pickle("N") + pickle("}") + rest) == kArchiveDamaged);
    CHECK(archiveCode(magic) == "pretrained.pickle_damaged");
}

TEST_CASE("any cut of a real archive is refused, and any changed byte is read or refused")
{
    const auto folder = sourceFolder() / "tests/pretrained/archives";
    for (const auto* name : {"views.pt", "views_legacy.pt", "protocol4.pt", "protocol1_legacy.pt"}) {
        CAPTURE(name);
        const auto bytes = readBytes(folder / name);
        REQUIRE(archiveCode(bytes) == "");
        for (std::size_t length = 0; length < bytes.size(); ++length)
            CHECK_FALSE(readTorchArchive(std::string_view(bytes).substr(0, length), "m").ok());
        std::size_t refused = 0;
        for (std::size_t i = 0; i < bytes.size(); ++i)
            for (const int flip : {0x01, 0x04, 0x20, 0x80, 0xFF}) {
                auto changed = bytes;
                changed[i] = static_cast<char>(changed[i] ^ flip);
                // Without checksums: damage that nobody could notice must do no harm either.
                const auto archive = readTorchArchive(changed, "m", NumberCheck::Skip);
                refused += archive.ok() ? 0 : 1;
                if (!archive.ok())
                    continue;
                for (const auto& tensor : archive->tensors)
                    CHECK(tensor.storage.data() + tensor.storage.size() <= changed.data() + changed.size());
            }
        CHECK(refused > bytes.size());
    }
}
