// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/pretrained_models.h"
#include "tests/training/training_fixture.h"

namespace fettle::test {

/// The small BERT of the golden tests as this user's library, and a cache of its own.
struct SmallBert {
    SmallBert() { addSmallBert(folder.path() / "library"); }

    TemporaryFolder folder;
    ScopedVariable library{"FETTLE_PRETRAINED", (folder.path() / "library").string()};
    ScopedVariable cache{"XDG_CACHE_HOME", (folder.path() / "cache").string()};
};

} // namespace fettle::test
