// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/documents/recipe_draft.h"

#include <memory>
#include <utility>

#include <QElapsedTimer>
#include <QUndoCommand>

#include "engine/documents/recipe_document.h"
#include "engine/platform/files.h"

namespace fettle::ui {
namespace {

constexpr int kSaveDelayMs = 300;
constexpr int kMergeMs = 1000;
constexpr int kMergeableStep = 1;

} // namespace

class RecipeDraft::Step : public QUndoCommand {
public:
    Step(RecipeDraft& draft, const QString& name, Recipe after, QString mergeKey)
        : QUndoCommand(name), m_draft(draft), m_before(draft.m_recipe), m_after(std::move(after)),
          m_mergeKey(std::move(mergeKey))
    {
        m_age.start();
    }

    void redo() override { m_draft.apply(m_after); }
    void undo() override { m_draft.apply(m_before); }
    [[nodiscard]] int id() const override { return m_mergeKey.isEmpty() ? -1 : kMergeableStep; }

    bool mergeWith(const QUndoCommand* next) override
    {
        const auto* other = static_cast<const Step*>(next); // QUndoStack asks steps of the same id() only
        if (other->m_mergeKey != m_mergeKey || m_age.elapsed() > kMergeMs)
            return false;
        m_after = other->m_after;
        m_age.restart();
        setObsolete(m_after == m_before);
        return true;
    }

private:
    RecipeDraft& m_draft;
    Recipe m_before;
    Recipe m_after;
    QString m_mergeKey;
    QElapsedTimer m_age;
};

RecipeDraft::RecipeDraft(QObject* parent) : QObject(parent)
{
    m_undo.setUndoLimit(1000);
    m_saveTimer.setSingleShot(true);
    m_saveTimer.setInterval(kSaveDelayMs);
    connect(&m_saveTimer, &QTimer::timeout, this, [this] {
        if (const auto saved = save(); !saved)
            Q_EMIT saveFailed(saved.error());
    });
}

RecipeDraft::~RecipeDraft()
{
    if (m_unsaved)
        static_cast<void>(save());
}

void RecipeDraft::edit(const QString& name, const std::function<void(Recipe&)>& change, const QString& mergeKey)
{
    Recipe after = m_recipe;
    change(after);
    if (after == m_recipe)
        return;
    m_undo.push(new Step(*this, name, std::move(after), mergeKey));
}

void RecipeDraft::reset(Recipe recipe)
{
    m_undo.clear();
    apply(recipe);
}

void RecipeDraft::apply(const Recipe& recipe)
{
    if (recipe == m_recipe)
        return;
    m_recipe = recipe;
    saveLater();
    Q_EMIT changed();
}

void RecipeDraft::saveLater()
{
    if (m_file.empty())
        return;
    m_saveTimer.start();
    if (!std::exchange(m_unsaved, true))
        Q_EMIT savedChanged();
}

void RecipeDraft::setFile(const platform::Path& file)
{
    if (m_unsaved)
        if (const auto saved = save(); !saved)
            Q_EMIT saveFailed(saved.error());
    m_saveTimer.stop();
    m_file = file;
}

Result<bool> RecipeDraft::load()
{
    std::error_code ignored;
    if (m_file.empty() || !std::filesystem::exists(m_file, ignored))
        return false;
    FETTLE_TRY_ASSIGN(auto recipe, documents::readRecipeFile(m_file));
    m_undo.clear();
    m_recipe = std::move(recipe);
    m_unsaved = false;
    Q_EMIT savedChanged();
    Q_EMIT changed();
    return true;
}

Result<void> RecipeDraft::save()
{
    m_saveTimer.stop();
    if (m_file.empty())
        return {};
    FETTLE_TRY(platform::makeFolders(m_file.parent_path()));
    FETTLE_TRY(platform::writeFileAtomically(m_file, documents::writeRecipe(m_recipe)));
    m_unsaved = false;
    Q_EMIT savedChanged();
    return {};
}

} // namespace fettle::ui
