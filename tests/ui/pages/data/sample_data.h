// SPDX-License-Identifier: GPL-3.0-or-later
// Data versions from memory and an engine that shows them, for tests and pictures of the first pages.
#pragma once

#include <memory>

#include "engine/contract/catalog.h"
#include "engine/contract/dataset.h"
#include "engine/contract/recipe.h"
#include "tests/ui/support/fake_engine.h"
#include "ui/session/session.h"

namespace fettle::test {

/// Passengers: numbers with missing values, categories, a text, an id; 9 rows were skipped.
[[nodiscard]] DatasetManifest passengers(std::int64_t rows = 891);
/// Pictures of five classes.
[[nodiscard]] DatasetManifest flowers(std::int64_t rows = 670);
/// What the engine would advise for them; `withWarnings`: with a column that gives the answer away.
/// Messages in two languages, some of them longer than a cell, with an intent to predict.
[[nodiscard]] DatasetManifest messages(std::int64_t rows = 1200);
/// The text of a row of messages().
[[nodiscard]] std::string messageText(std::int64_t row);
[[nodiscard]] Recommendation adviceFor(const DatasetManifest& manifest, bool withWarnings = false);
/// Importers, tasks, samples and metrics as they are named today.
[[nodiscard]] Catalog startCatalog();

/// Writes `count` small pictures behind each other and answers where each lies.
class PicturePack {
public:
    PicturePack(const std::filesystem::path& file, int count, int side = 96);
    [[nodiscard]] Value place(std::int64_t row) const;

private:
    std::string m_file;
    std::vector<std::pair<std::int64_t, std::int64_t>> m_places;
};

/// A session with one project whose data are the given version.
class DataFixture {
public:
    explicit DataFixture(DatasetManifest manifest, bool withWarnings = false);

    /// Connects, opens the project and waits until the data are there.
    void open();
    /// What datasets.show answers from now on.
    void setManifest(DatasetManifest manifest);

    [[nodiscard]] FakeEngine& engine() { return *m_engine; }
    [[nodiscard]] FakeDialogs& dialogs() { return *m_dialogs; }
    [[nodiscard]] ui::Session& session() { return *m_session; }
    [[nodiscard]] const TemporaryFolder& folder() const { return m_folder; }

private:
    [[nodiscard]] Result<Value> rows(const Value& params) const;
    [[nodiscard]] Result<Value> encoded(const Value& params) const;

    TemporaryFolder m_folder;
    DatasetManifest m_manifest;
    Recommendation m_advice;
    std::unique_ptr<PicturePack> m_pack;
    FakeEngine* m_engine = nullptr;
    FakeDialogs* m_dialogs = nullptr;
    std::unique_ptr<ui::Session> m_session;
};

} // namespace fettle::test
