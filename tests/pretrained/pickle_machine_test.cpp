// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/pretrained/archive_builder.h"

#include "engine/pretrained/pickle_machine.h"

using namespace fettle;
using namespace fettle::pretrained;
using namespace fettle::test;

namespace {

std::string pickleCode(const std::string& bytes)
{
    return codeOf(readPickle(bytes, "model.pt"));
}

/// The name that a refusal gives.
std::string refusedName(const std::string& bytes)
{
    const auto read = readPickle(bytes, "model.pt");
    REQUIRE_FALSE(read.ok());
    CHECK_FALSE(codeOf(read).empty());
    return read.error().arguments.at("name").asText();
}

std::string repeatedText(std::string_view text, std::size_t count)
{
    std::string all;
    all.reserve(text.size() * count);
    for (std::size_t i = 0; i < count; ++i)
        all += text;
    return all;
}

constexpr auto kPickleForbidden = "pretrained.pickle_forbidden";
constexpr auto kPickleInstruction = "pretrained.pickle_instruction";
constexpr auto kPickleDamaged = "pretrained.pickle_damaged";
constexpr auto kPickleTooLarge = "pretrained.pickle_too_large";

} // namespace

TEST_CASE("plain values of every protocol are read")
{
    const auto bytes = pickle("](NK\x05" "\x88\x89J\xff\xff\xff\xff" "M\x01\x02" + std::string("\x8a\x00\x8a\x01\xff\x8a\x03\x00\x00\x01", 10) + "I00\nI01\nI-7\nL9223372036854775807L\n"
                              + "G12345678" + pText("text") + "U\x03str" + std::string("T\x02\x00\x00\x00ts", 7) + std::string("B\x01\x00\x00\x00" "b", 6)
                              + "C\x01" "c" + "\x8c\x02sh" + std::string("\x8d\x01\0\0\0\0\0\0\0u", 10) + ")e");
    const auto read = readPickle(bytes + "more", "model.pt");
    REQUIRE(read.ok());
    CHECK(read->sizeBytes == bytes.size());
    const auto& objects = read->objects;
    REQUIRE(objects.kind(objects.root()) == PickleKind::List);
    const auto items = objects.items(objects.root());
    REQUIRE(items.size() == 22);
    CHECK(objects.kind(items[0]) == PickleKind::None);
    const std::vector<std::int64_t> numbers{5, 1, 0, -1, 513, 0, -1, 65536, 0, 1, -7, 9223372036854775807};
    for (std::size_t i = 0; i < numbers.size(); ++i)
        CHECK(objects.integer(items[1 + i]) == numbers[i]);
    CHECK(objects.kind(items[13]) == PickleKind::Real);
    CHECK_FALSE(objects.integer(items[13]).has_value());
    const std::vector<std::string> texts{"text", "str", "ts", "b", "c", "sh", "u"};
    for (std::size_t i = 0; i < texts.size(); ++i)
        CHECK(objects.text(items[14 + i]) == texts[i]);
    CHECK(objects.kind(items[17]) == PickleKind::Bytes);
    CHECK(objects.kind(items[21]) == PickleKind::Tuple);
}

TEST_CASE("containers are filled in steps, shared by the memo, and may hold themselves")
{
    // (a, b, a) while a and b grow in turns, then a by two more.
    const auto grown = readPickle(pickle("(]q\x01K\x01" "a]q\x02K\x02" "ah\x01K\x03" "ah\x02K\x04" "ah\x01(K\x05K\x06" "et"), "m");
    REQUIRE(grown.ok());
    const auto& objects = grown->objects;
    const auto items = objects.items(objects.root());
    REQUIRE(items.size() == 5);
    CHECK(items[0] == items[2]);
    std::vector<std::int64_t> values;
    for (const auto item : objects.items(items[0]))
        values.push_back(*objects.integer(item));
    CHECK(values == std::vector<std::int64_t>{1, 3, 5, 6});
    CHECK(objects.itemCount(items[1]) == 2);
    CHECK(pickleCode(pickle("]q\x01h\x01" "a")) == ""); // a = [a]
    CHECK(pickleCode(pickle("}q\x01" + pText("self") + "h\x01s")) == "");
}

TEST_CASE("an OrderedDict comes empty or, from Python 2, with its pairs; attributes are passed over")
{
    const auto ordered = pGlobal("collections", "OrderedDict");
    const auto pair = [](const char* key, int value) { return "](" + pText(key) + pInt(value) + "e"; };
    const auto read = readPickle(pickle(ordered + "(](" + pair("a", 1) + pair("b", 2) + "etR"), "m");
    REQUIRE(read.ok());
    CHECK(read->objects.kind(read->objects.root()) == PickleKind::Dict);
    const auto items = read->objects.items(read->objects.root());
    REQUIRE(items.size() == 4);
    CHECK(read->objects.text(items[2]) == "b");
    CHECK(pickleCode(pickle(ordered + ")R}" + pText("_metadata") + ordered + ")Rsb")) == "");
    CHECK(pickleCode(pickle(ordered + "(K\x01tR")) == kPickleDamaged);
    CHECK(pickleCode(pickle(ordered + "(](](K\x01" "eetR")) == kPickleDamaged);
    CHECK(pickleCode(pickle(pGlobal("torch", "Size") + "((K\x02K\x03ttR")) == "");
    CHECK(pickleCode(pickle(pGlobal("torch", "Size") + "(K\x02tR")) == kPickleDamaged);
}

// The lesson of CVE-2025-10155 to -10157: lists of what is forbidden have holes, so there is a list of what is allowed.
TEST_CASE("a name of a program is refused, however it is spelled, and named")
{
    CHECK(refusedName(pickle(pGlobal("posix", "system") + "(" + pText("echo") + "tR")) == "posix.system");
    CHECK(refusedName(pickle(pGlobal("os", "system"))) == "os.system");
    CHECK(refusedName(pickle(pGlobal("builtins", "eval"))) == "builtins.eval");
    CHECK(refusedName(pickle(pGlobal("builtins", "getattr") + "(" + pGlobal("collections", "OrderedDict") + pText("__class__") + "tR")) == "builtins.getattr");
    CHECK(refusedName(pickle(pGlobal("torch.storage", "_load_from_bytes"))) == "torch.storage._load_from_bytes");
    CHECK(refusedName(pickle(pGlobal("torch._tensor", "_rebuild_from_type_v2")))
          == "torch._tensor._rebuild_from_type_v2");
    CHECK(refusedName(pickle(pGlobal("torch.jit", "script"))) == "torch.jit.script");
    CHECK(refusedName(pickle(pGlobal("numpy.core.multiarray", "scalar"))) == "numpy.core.multiarray.scalar");
    CHECK(pickleCode(pickle(pGlobal("numpy", "dtype"))) == "pretrained.pickle_numpy");
    CHECK(pickleCode(pickle(pGlobal("numpyx", "dtype"))) == kPickleForbidden);
    // Near misses of allowed names: prefixes, attributes, other modules, other case, trailing spaces.
    for (const auto& [module, name] : std::vector<std::pair<std::string, std::string>>{
             {"collections", "OrderedDict.fromkeys"}, {"collections.OrderedDict", "fromkeys"}, {"collections", "OrderedDic"},
             {"collections", "ordereddict"}, {"collections ", "OrderedDict"}, {"collections", "OrderedDict\r"}, {"", "OrderedDict"},
             {"collections", ""}, {"torch", "_utils._rebuild_tensor_v2"}, {"torch._utils", "_rebuild_tensor_v2 "},
             {"torch._utils", "_import_dotted_name"}, {"torch", "FooStorage"}, {"evil", "FloatStorage"}, {"torch", "load"},
             {"torch.nn.modules.container", "Sequential"}, {"__main__", "Model"}, {"torch.hub", "load"}, {"pickle", "loads"}})
        CHECK_MESSAGE(pickleCode(pickle(pGlobal(module, name))) == kPickleForbidden, module << "." << name);
    // The place is that of the instruction in the file.
    const auto placed = readPickle(pickle("N" + pGlobal("os", "system")), "m", 1000);
    CHECK(placed.error().arguments.at("position").asInteger() == 1003);
    // What is shown is clean, however the name looks.
    const auto shown = refusedName(pickle(pGlobal("os\x1b[31m\xff", "system")));
    CHECK(shown == "os.[31m..system");
    CHECK(refusedName(pickle(pGlobal("o\xc3\xa9", std::string(300, 'x'))))
          == "o\xc3\xa9." + std::string(116, 'x') + "…");
    CHECK(refusedName(pickle(pGlobal("o", std::string(117, 'x') + "\xc3\xa9"))) == "o." + std::string(117, 'x') + "…");
}

TEST_CASE("STACK_GLOBAL goes through the same list, and takes texts alone")
{
    const auto stacked = [](const std::string& module, const std::string& name) { return "\x80\x04" + module + name + "\x93."; };
    CHECK(pickleCode(stacked(pText("collections"), pText("OrderedDict"))) == "");
    CHECK(refusedName(stacked(pText("os"), pText("system"))) == "os.system");
    CHECK(refusedName(stacked(pText("collections"), pText("OrderedDict.__class__.__base__")))
          == "collections.OrderedDict.__class__.__base__");
    CHECK(refusedName(stacked(pText(std::string("os\0", 3)), pText("system"))) == "os..system");
    CHECK(pickleCode(stacked("K\x01", pText("system"))) == kPickleDamaged);
    CHECK(pickleCode(stacked(pText("os"), "N")) == kPickleDamaged);
    CHECK(pickleCode(stacked(pText("os"), "(" + pText("system") + "t")) == kPickleDamaged);
    CHECK(pickleCode(stacked("C\x0b" "collections", pText("OrderedDict"))) == kPickleDamaged);
    CHECK(pickleCode("\x80\x04" + pText("os") + "\x93.") == kPickleDamaged);
    // From the memo, where a scanner of texts may not look.
    CHECK(refusedName("\x80\x04" + pText("os") + "\x94" + pText("system") + "\x94" + "h" + std::string(1, '\0') + "h\x01\x93.") == "os.system");
}

TEST_CASE("instructions that make objects are refused by name")
{
    const auto ordered = pGlobal("collections", "OrderedDict");
    CHECK(refusedName(pickle("(ios\nsystem\n")) == "INST");
    CHECK(refusedName(pickle("(" + ordered + "o")) == "OBJ");
    CHECK(refusedName(pickle(ordered + ")\x81")) == "NEWOBJ");
    CHECK(refusedName(pickle(ordered + ")}\x92")) == "NEWOBJ_EX");
    CHECK(refusedName(pickle("\x82\x01")) == "EXT1");
    CHECK(refusedName(pickle(std::string("\x83\x01\x00", 3))) == "EXT2");
    CHECK(refusedName(pickle(std::string("\x84\x01\x00\x00\x00", 5))) == "EXT4");
    CHECK(refusedName(pickle("Pstorage\n")) == "PERSID");
    CHECK(refusedName("\x80\x05\x97.") == "NEXT_BUFFER");
    CHECK(refusedName("\x80\x05N\x98.") == "READONLY_BUFFER");
    CHECK(refusedName(pickle("N2")) == "DUP");
    CHECK(pickleCode(pickle("N2")) == kPickleInstruction);
    CHECK(pickleCode(pickle("}}b")) == kPickleInstruction);
    // BUILD sets attributes: only those of an OrderedDict, which nobody reads.
    CHECK(refusedName(pickle("}}b")) == "BUILD");
    CHECK(refusedName(pickle("]}b")) == "BUILD");
    CHECK(refusedName(pickle(pGlobal("torch._utils", "_rebuild_tensor_v2") + "}b")) == "BUILD");
    CHECK(refusedName(pickle(pVector() + "}b")) == "BUILD");
    CHECK(refusedName(pickle(ordered + ")R(}}tb")) == "BUILD");
    // REDUCE needs a name of the list, not what a call gave, and not a number format.
    CHECK(pickleCode(pickle(pVector() + ")R")) == kPickleDamaged);
    CHECK(pickleCode(pickle(pText("eval") + "(" + pText("1") + "tR")) == kPickleDamaged);
    CHECK(pickleCode(pickle(pGlobal("torch", "FloatStorage") + ")R")) == kPickleDamaged);
    CHECK(pickleCode(pickle(ordered + "]R")) == kPickleDamaged);
    for (int code = 0; code < 256; ++code)
        if (const auto result = readPickle(pickle(std::string(1, static_cast<char>(code))), "m"); result.ok())
            CHECK(std::string("N\x88\x89)]}\x8f").find(static_cast<char>(code)) != std::string::npos);
}

TEST_CASE("instructions that do not fit together are refused")
{
    for (const auto& body : std::vector<std::string>{"", "NN", "(", "t", "(N", "e", "]e", "](N", "N(Ne", "}(Nu", "}Ns", "](NNu", "}(Ne", "s", "a", "]a", "Na", "u",
                                                     "\x90", "](N\x90", "R", ")R", "b", "Q", "NQ", "]Q", "q\1", "\x94", "h\5", "j\5\5\5\5", "\x85", "N\x86",
                                                     "NN\x87", "(NN\x87", "](\x85", "\x80\x02N", "Ix\n", "I\n", "L\n", "I1 \n", "I0x1\n", "I+1\n", "\xff", "\x9b"})
        CHECK_MESSAGE(pickleCode(pickle(body)) == kPickleDamaged, body);
    CHECK(pickleCode("") == kPickleDamaged);
    CHECK(pickleCode("\x80\x02") == kPickleDamaged);
    CHECK(pickleCode("\x80") == kPickleDamaged);
    CHECK(pickleCode("\x80\x06N.") == kPickleDamaged);
    CHECK(pickleCode("N\x80\x02.") == kPickleDamaged);
    CHECK(pickleCode("\x80\x02N") == kPickleDamaged);
    // Protocol 1 has no PROTO.
    CHECK(pickleCode("N.") == "");
}

TEST_CASE("lengths that lie are refused before anything is taken")
{
    for (const auto& body : std::vector<std::string>{
             "X\xff\xff\xff\xff" "ab", "T\xff\xff\xff\xff" "ab", "B\xff\xff\xff\x7f" "ab", "U\x05" "ab", "C\x05" "ab", "\x8c\x09" "ab",
             "\x8d\xff\xff\xff\xff\xff\xff\xff\xff" "ab", "\x8e\xff\xff\xff\xff\xff\xff\xff\x7f" "ab", std::string("\x96\x09\0\0\0\0\0\0\0ab", 11),
             "\x8a\x09\x01", "\x8b\xff\xff\xff\xff\x01", "\x8b\xff\xff\xff\x7f\x01", "\x8b\x01", "J\x01", "M\x01", "K", "G123",
             "\x95\xff\xff\xff\xff\xff\xff\xff\xffN", std::string("\x95\x50\0\0\0\0\0\0\0N", 10), "\x95\x01", "q", "r\x01", "h", "j", "cos\nsystem",
             "cos", "I1", "L" + std::string(1100, '1') + "L\n", "c" + std::string(1100, 'm') + "\nx\n"})
        CHECK_MESSAGE(pickleCode("\x80\x02" + body) == kPickleDamaged, body);
    // Numbers of any size are kept as bytes and never computed with.
    CHECK(pickleCode(pickle("\x8a\xff" + std::string(255, '\x7f'))) == "");
    CHECK(pickleCode(pickle("L" + std::string(200, '9') + "L\n")) == "");
}

TEST_CASE("bombs end at a limit, in time and memory that grow with the file alone")
{
    // Deep nesting without and with marks, millions of objects, of stack entries, of shared items, a far memo place.
    CHECK(pickleCode(pickle(repeatedText("]", 400'000) + repeatedText("a", 399'999))) == "");
    CHECK(pickleCode(pickle(repeatedText("]", 2'000'000))) == kPickleTooLarge);
    CHECK(pickleCode(pickle(repeatedText("(", 2'000))) == kPickleTooLarge);
    CHECK(pickleCode(pickle(repeatedText("N", 2'000'000))) == kPickleTooLarge);
    CHECK(pickleCode(pickle("(" + repeatedText("N", 900'000) + "t")) == "");
    CHECK(pickleCode(pickle(repeatedText("(" + repeatedText("N", 900'000) + "t", 3))) == kPickleTooLarge);
    CHECK(pickleCode(pickle("N\x94" + repeatedText("\x94", 2'000'000))) == kPickleTooLarge);
    CHECK(pickleCode(pickle("Nr\xff\xff\xff\xff")) == kPickleTooLarge);
    CHECK(pickleCode(pickle("Nr" + littleEndian(std::uint32_t{kMaxPickleMemo - 1}))) == "");
    // Two lists that grow in turns make a chunk a step.
    CHECK(pickleCode(pickle("]q\x01]q\x02" + repeatedText("h\x01Nah\x02Na", 600'000))) == kPickleTooLarge);
    // Doubling: each tuple holds the last one twice. Linear here, 2^60 for whoever writes it out.
    CHECK(pickleCode(pickle("N" + repeatedText("q\x01h\x01\x86", 60))) == "");
    // The same pairs for one OrderedDict after the other.
    const auto pairs = "](" + repeatedText("](K\x01K\x02" "e", 100'000) + "eq\x05";
    CHECK(pickleCode(pickle(pairs + repeatedText(pGlobal("collections", "OrderedDict") + "(h\x05tR", 40)))
          == kPickleTooLarge);
    const std::string large(kMaxPickleBytes + 10, 'N');
    CHECK(pickleCode("\x80\x02X" + littleEndian(static_cast<std::uint32_t>(kMaxPickleBytes)) + large)
          == kPickleTooLarge);
}

TEST_CASE("any cut of a pickle is refused and any changed byte is read or refused")
{
    const auto bytes = pickle(pDict({{"w", pVector()}, {"b", pInts({1, 2})}, {"n", "I12\n"}, {"l", "](K\x01K\x02" "e"}}));
    REQUIRE(pickleCode(bytes) == "");
    for (std::size_t length = 0; length < bytes.size(); ++length)
        CHECK(pickleCode(bytes.substr(0, length)) != "");
    for (std::size_t i = 0; i < bytes.size(); ++i)
        for (int value = 0; value < 256; ++value) {
            auto changed = bytes;
            changed[i] = static_cast<char>(value);
            static_cast<void>(readPickle(changed, "m"));
        }
}
