// SPDX-License-Identifier: GPL-3.0-or-later
// Pretrained models for tests: of the golden files, or of any folder in Hugging Face's layout.
#pragma once

#include <filesystem>
#include <string>

#include <doctest/doctest.h>

#include "engine/pretrained/model_library.h"
#include "tests/support/environment.h"

namespace fettle::test {

/// Takes the model in `from` into `library` as `id`.
inline PretrainedModel addPretrained(const std::filesystem::path& library, const std::filesystem::path& from, const std::string& id)
{
    const auto draft = pretrained::openDraft(library, id);
    REQUIRE_MESSAGE(draft.ok(), (draft.ok() ? "" : toLogLine(draft.error())));
    const auto copied = pretrained::copyIntoDraft(from, *draft, {});
    REQUIRE_MESSAGE(copied.ok(), (copied.ok() ? "" : toLogLine(copied.error())));
    PretrainedModel about;
    about.id = id;
    auto model = pretrained::publishDraft(library, *draft, about, {});
    REQUIRE_MESSAGE(model.ok(), (model.ok() ? "" : toLogLine(model.error())));
    return *model;
}

/// The small BERT of the golden tests, with drawn weights, as the library's "small".
inline PretrainedModel addSmallBert(const std::filesystem::path& library)
{
    return addPretrained(library, sourceFolder() / "tests/golden/pretrained/bert", "small");
}

} // namespace fettle::test
