// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QTimer>
#include <QWidget>

#include "ui/pages/model/draft_network.h"

class QSplitter;

namespace fettle::ui {

class Card;
class CodeEdit;
class IconButton;
class Notice;
class TextLabel;

/// The recipe as text, which can be edited, and the network as PyTorch code; both follow every change made elsewhere.
/// What is typed is read a moment later and taken as one step that can be undone; what cannot be read is said in its line
/// and changes nothing.
class CodeView : public QWidget {
    Q_OBJECT
public:
    explicit CodeView(DraftNetwork& network, QWidget* parent = nullptr);

    [[nodiscard]] CodeEdit& recipe() { return *m_recipe; }
    [[nodiscard]] CodeEdit& pytorch() { return *m_pytorch; }
    [[nodiscard]] Notice& notice() { return *m_notice; }
    /// Reads what was typed now; false: it has a mistake.
    bool take();
    /// What was typed and not taken yet.
    [[nodiscard]] bool isPending() const { return m_pending; }

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void retranslate();
    void applySpaces();
    void draftChanged();
    void showRecipe();
    void showCode();
    void showNotice();
    void showSubtitles();
    [[nodiscard]] bool hasRoom() const;

    DraftNetwork& m_network;
    QSplitter* m_columns = nullptr;
    Card* m_recipeCard = nullptr;
    CodeEdit* m_recipe = nullptr;
    Notice* m_notice = nullptr;
    IconButton* m_copyRecipe = nullptr;
    Card* m_codeCard = nullptr;
    CodeEdit* m_pytorch = nullptr;
    TextLabel* m_noCode = nullptr;
    IconButton* m_copyCode = nullptr;
    QTimer m_timer;
    std::optional<Recipe> m_shown; ///< what the text says; none: not shown yet
    std::optional<Error> m_mistake; ///< of what was typed
    bool m_pending = false;
    bool m_taking = false;
    bool m_keptData = false; ///< the text named other data
};

} // namespace fettle::ui
