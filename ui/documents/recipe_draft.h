// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

#include <QObject>
#include <QString>
#include <QTimer>
#include <QUndoStack>

#include "engine/contract/recipe.h"
#include "engine/contract/result.h"
#include "engine/platform/paths.h"

namespace fettle::ui {

/// The experiment that is being put together: one recipe value, a drawn network included. Every change is a step that
/// has a name and can be undone; a step keeps the value before and after, so that undoing all of them gives the same
/// bytes as before the first. Written to its file a moment after the last change and when it is closed, whole or not at
/// all, so that a crash loses at most that moment.
class RecipeDraft : public QObject {
    Q_OBJECT
public:
    explicit RecipeDraft(QObject* parent = nullptr);
    ~RecipeDraft() override;

    [[nodiscard]] const Recipe& recipe() const { return m_recipe; }
    [[nodiscard]] bool isEmpty() const { return !m_recipe.task.isSet(); }
    [[nodiscard]] QUndoStack& undoStack() { return m_undo; }

    /// One undoable step; nothing happens where `change` leaves the recipe as it is. Steps that follow each other with
    /// the same `mergeKey` within a second become one (typing in a field, dragging a node).
    void edit(const QString& name, const std::function<void(Recipe&)>& change, const QString& mergeKey = {});
    /// Replaces everything and forgets the steps: another project, a new recommendation for new data.
    void reset(Recipe recipe);

    /// Where it is kept from now on; empty: nowhere. Writes what is still unwritten to the file it had.
    void setFile(const platform::Path& file);
    /// Reads the file where there is one; false: there was none. Errors: documents.*, platform.*.
    [[nodiscard]] Result<bool> load();
    /// Writes now.
    [[nodiscard]] Result<void> save();
    [[nodiscard]] bool isSaved() const { return !m_unsaved; }

Q_SIGNALS:
    void changed();
    /// isSaved() changed, or writing failed.
    void savedChanged();
    void saveFailed(const fettle::Error& error);

private:
    class Step;
    void apply(const Recipe& recipe);
    void saveLater();

    Recipe m_recipe;
    QUndoStack m_undo;
    QTimer m_saveTimer;
    platform::Path m_file;
    bool m_unsaved = false;
};

} // namespace fettle::ui
