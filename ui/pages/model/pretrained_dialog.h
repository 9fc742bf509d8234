// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>

#include <QDialog>

#include "engine/contract/pretrained.h"

class QLineEdit;

namespace fettle::ui {

class Button;
class FormField;
class KeyValueList;
class Notice;
class ProgressBar;
class Session;
class TextLabel;

/// Getting a pretrained model: what would come, from where, how large and under which license; then, when told so, it
/// comes. Closed while it comes, it goes on.
class PretrainedDialog : public QDialog {
    Q_OBJECT
public:
    explicit PretrainedDialog(Session& session, QWidget* parent = nullptr);

    /// Looks for the starter model, or shows how far it is; opens itself.
    void begin();
    enum class State { Looking, Offered, Refused, Fetching };
    [[nodiscard]] State state() const { return m_state; }

    /// How far a model is, as text and bar.
    static void show(ProgressBar& bar, const Session& session, const FetchProgress& progress);
    using QDialog::show;

    [[nodiscard]] KeyValueList& facts() { return *m_facts; }
    [[nodiscard]] Notice& notice() { return *m_notice; }
    [[nodiscard]] QLineEdit& index() { return *m_index; }
    [[nodiscard]] FormField& indexField() { return *m_indexField; }
    [[nodiscard]] ProgressBar& progress() { return *m_progress; }
    [[nodiscard]] Button& ask() { return *m_ask; }
    [[nodiscard]] Button& fetchButton() { return *m_fetch; }
    [[nodiscard]] Button& cancelButton() { return *m_cancel; }
    [[nodiscard]] Button& folderButton() { return *m_folder; }
    [[nodiscard]] Button& fileButton() { return *m_file; }

protected:
    void changeEvent(QEvent* event) override;

private:
    void build();
    void look(const std::string& name);
    void fetch();
    void stop();
    void setState(State state);
    void refresh();
    void showFacts();
    void showProblem();
    void fit();

    Session& m_session;
    State m_state = State::Looking;
    PretrainedRequest m_request;
    PretrainedOffer m_offer;
    std::optional<Error> m_problem;
    int m_round = 0;

    TextLabel* m_title = nullptr;
    TextLabel* m_sentence = nullptr;
    KeyValueList* m_facts = nullptr;
    TextLabel* m_replaces = nullptr;
    Notice* m_notice = nullptr;
    QLineEdit* m_index = nullptr;
    FormField* m_indexField = nullptr;
    Button* m_ask = nullptr;
    ProgressBar* m_progress = nullptr;
    Button* m_folder = nullptr;
    Button* m_file = nullptr;
    Button* m_cancel = nullptr;
    Button* m_fetch = nullptr;
};

} // namespace fettle::ui
