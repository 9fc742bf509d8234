// SPDX-License-Identifier: GPL-3.0-or-later
// Python's pickle as data. Source: CPython's Lib/pickletools.py (what each opcode does to stack and memo) and
// Lib/pickle.py (what protocols 1 to 5 write). Nothing is imported, looked up or called: a name of the allow-list
// (pickle_globals.h) becomes a mark, and every other name ends the reading.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "engine/contract/result.h"
#include "engine/pretrained/pickle_objects.h"

namespace fettle::pretrained {

inline constexpr std::size_t kMaxPickleBytes = 64 * 1024 * 1024;
inline constexpr std::size_t kMaxPickleStack = 1'000'000;
inline constexpr std::size_t kMaxPickleMarks = 1'000;
inline constexpr std::size_t kMaxPickleMemo = 1'000'000;

struct PickleRead {
    PickleObjects objects;
    std::size_t sizeBytes = 0; ///< up to and with STOP; more may follow
};

/// Reads one pickle from the beginning of `bytes`, which must outlive the result. Time and memory grow with the bytes
/// read and end at the limits above, whatever the file claims; nothing recurses. `file` and `position` (where `bytes`
/// begins in it) are for the errors. Opcodes that a weights file never needs are refused by name: INST, OBJ, NEWOBJ,
/// NEWOBJ_EX and EXT1–4 (make objects), PERSID, buffers out of band, POP, DUP, and the text forms of protocol 0.
/// Errors: pretrained.pickle_damaged, pretrained.pickle_instruction, pretrained.pickle_forbidden,
/// pretrained.pickle_numpy, pretrained.pickle_too_large.
[[nodiscard]] Result<PickleRead> readPickle(std::string_view bytes, const std::string& file,
                                            std::uint64_t position = 0);

} // namespace fettle::pretrained
