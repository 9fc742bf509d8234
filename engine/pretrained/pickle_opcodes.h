// SPDX-License-Identifier: GPL-3.0-or-later
// The instructions of pickle that a weights file may use, by the names of CPython's Lib/pickletools.py.
#pragma once

#include <array>

namespace fettle::pretrained {

enum class PickleOp : unsigned char {
    Mark = '(', Stop = '.', Proto = 0x80, Frame = 0x95,
    None = 'N', NewTrue = 0x88, NewFalse = 0x89, EmptyTuple = ')', EmptyList = ']', EmptyDict = '}', EmptySet = 0x8F,
    BinInt = 'J', BinInt1 = 'K', BinInt2 = 'M', Int = 'I', Long = 'L', Long1 = 0x8A, Long4 = 0x8B, BinFloat = 'G',
    BinString = 'T', ShortBinString = 'U', BinUnicode = 'X', ShortBinUnicode = 0x8C, BinUnicode8 = 0x8D,
    BinBytes = 'B', ShortBinBytes = 'C', BinBytes8 = 0x8E, ByteArray8 = 0x96,
    Tuple = 't', Tuple1 = 0x85, Tuple2 = 0x86, Tuple3 = 0x87,
    Append = 'a', Appends = 'e', SetItem = 's', SetItems = 'u', AddItems = 0x90,
    BinPut = 'q', LongBinPut = 'r', Memoize = 0x94, BinGet = 'h', LongBinGet = 'j',
    Global = 'c', StackGlobal = 0x93, Reduce = 'R', Build = 'b', BinPersId = 'Q',
};

enum class PickleOpGroup : unsigned char { Refused, Frame, Constant, Number, Text, Tuple, Fill, Memo, Global, Call };

constexpr std::array<PickleOpGroup, 256> makePickleOpGroups()
{
    using enum PickleOp;
    std::array<PickleOpGroup, 256> groups{};
    const auto set = [&groups](PickleOpGroup group, auto... ops) {
        ((groups[static_cast<unsigned char>(ops)] = group), ...);
    };
    set(PickleOpGroup::Frame, Mark, Stop, Proto, Frame);
    set(PickleOpGroup::Constant, None, NewTrue, NewFalse, EmptyTuple, EmptyList, EmptyDict, EmptySet);
    set(PickleOpGroup::Number, BinInt, BinInt1, BinInt2, Int, Long, Long1, Long4, BinFloat);
    set(PickleOpGroup::Text, BinString, ShortBinString, BinUnicode, ShortBinUnicode, BinUnicode8);
    set(PickleOpGroup::Text, BinBytes, ShortBinBytes, BinBytes8, ByteArray8);
    set(PickleOpGroup::Tuple, Tuple, Tuple1, Tuple2, Tuple3);
    set(PickleOpGroup::Fill, Append, Appends, SetItem, SetItems, AddItems);
    set(PickleOpGroup::Memo, BinPut, LongBinPut, Memoize, BinGet, LongBinGet);
    set(PickleOpGroup::Global, Global, StackGlobal);
    set(PickleOpGroup::Call, Reduce, Build, BinPersId);
    return groups;
}

/// All that is not set here is Refused.
inline constexpr auto kPickleOpGroups = makePickleOpGroups();

struct RefusedPickleOp {
    unsigned char code;
    const char* name;
};

/// Instructions that exist and are never needed for weights, for the message.
inline constexpr std::array<RefusedPickleOp, 21> kRefusedPickleOps{{
    {'i', "INST"}, {'o', "OBJ"}, {0x81, "NEWOBJ"}, {0x92, "NEWOBJ_EX"}, {0x82, "EXT1"}, {0x83, "EXT2"}, {0x84, "EXT4"},
    {'P', "PERSID"}, {0x97, "NEXT_BUFFER"}, {0x98, "READONLY_BUFFER"}, {'0', "POP"}, {'1', "POP_MARK"}, {'2', "DUP"},
    {'F', "FLOAT"}, {'S', "STRING"}, {'V', "UNICODE"}, {'d', "DICT"}, {'l', "LIST"}, {'g', "GET"}, {'p', "PUT"},
    {0x91, "FROZENSET"},
}};

} // namespace fettle::pretrained
