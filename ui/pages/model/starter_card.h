// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/card.h"

namespace fettle::ui {

class Button;
class PretrainedDialog;
class ProgressBar;
class Session;
class TextLabel;

/// The offer to get a pretrained model, for projects with texts while there is none on this computer.
class StarterCard : public Card {
    Q_OBJECT
public:
    explicit StarterCard(Session& session, QWidget* parent = nullptr);

    /// Opens the dialog: at the starter model, or at the name of a model on a hub.
    void ask(bool forStarter);

    [[nodiscard]] Button& get() { return *m_get; }
    [[nodiscard]] Button& another() { return *m_another; }
    [[nodiscard]] ProgressBar& progress() { return *m_progress; }
    /// Null until it was opened.
    [[nodiscard]] PretrainedDialog* dialog() { return m_dialog; }

protected:
    void changeEvent(QEvent* event) override;

private:
    void refresh();

    Session& m_session;
    TextLabel* m_sentence = nullptr;
    ProgressBar* m_progress = nullptr;
    Button* m_get = nullptr;
    Button* m_another = nullptr;
    PretrainedDialog* m_dialog = nullptr;
};

} // namespace fettle::ui
