// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/tokenizers/aligned_text.h"

namespace fettle::tokenizers {

enum class NormalForm { Nfc, Nfd, Nfkc, Nfkd };

/// Unicode normalization (UAX #15) that keeps track of where every character came from. Its tables are those of
/// Unicode 9 whatever ICU is installed, because the vocabularies were made with them.
void normalizeForm(AlignedText& text, NormalForm form);

} // namespace fettle::tokenizers
