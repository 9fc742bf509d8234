// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include <QDialog>

#include "engine/contract/pretrained.h"

class QLineEdit;

namespace fettle::ui {

class Button;
class FormField;
class KeyValueList;
class Notice;
class ProgressBar;
class SegmentedControl;
class Session;
class TextLabel;

/// Getting a pretrained model: what would come, from where, how large and under which license; then, when told so, it
/// comes. Closed while it comes, it goes on.
class PretrainedDialog : public QDialog {
    Q_OBJECT
public:
    explicit PretrainedDialog(Session& session, QWidget* parent = nullptr);

    enum class Source { Starter, Hub };
    /// Looks for the starter model or asks for a name on a hub, or shows how far a download is; opens itself.
    void begin(Source source = Source::Starter);
    enum class State { Asking, Looking, Offered, Refused, Fetching };
    [[nodiscard]] State state() const { return m_state; }

    /// How far a model is, as text and bar.
    static void show(ProgressBar& bar, const Session& session, const FetchProgress& progress);
    using QDialog::show;

    [[nodiscard]] KeyValueList& facts() { return *m_facts; }
    [[nodiscard]] Notice& notice() { return *m_notice; }
    [[nodiscard]] SegmentedControl& source() { return *m_source; }
    [[nodiscard]] QLineEdit& name() { return *m_name; }
    [[nodiscard]] FormField& nameField() { return *m_nameField; }
    /// Of the package index or of the hub.
    [[nodiscard]] QLineEdit& address() { return *m_address; }
    [[nodiscard]] FormField& addressField() { return *m_addressField; }
    [[nodiscard]] QLineEdit& token() { return *m_token; }
    [[nodiscard]] FormField& tokenField() { return *m_tokenField; }
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
    void choose(Source source);
    /// What the source's own fields say.
    void lookAtSource();
    void look(const std::string& name);
    void lookAtPath(const QString& path);
    [[nodiscard]] bool isAboutHub() const { return m_origin == Source::Hub && !m_fromPath; }
    void keepAddress();
    void showFields();
    [[nodiscard]] bool isProblem(std::span<const std::string_view> codes) const;
    [[nodiscard]] QWidget& fieldToMend();
    void fetch();
    void stop();
    void setState(State state);
    void refresh();
    void showFacts();
    void showProblem();
    void fit();

    Session& m_session;
    State m_state = State::Looking;
    Source m_origin = Source::Starter;
    bool m_fromPath = false; ///< a folder or a file is being looked at, whatever the source
    PretrainedRequest m_request;
    PretrainedOffer m_offer;
    std::optional<Error> m_problem;
    int m_round = 0;

    TextLabel* m_title = nullptr;
    TextLabel* m_sentence = nullptr;
    KeyValueList* m_facts = nullptr;
    TextLabel* m_replaces = nullptr;
    Notice* m_notice = nullptr;
    SegmentedControl* m_source = nullptr;
    QLineEdit* m_name = nullptr;
    FormField* m_nameField = nullptr;
    QLineEdit* m_address = nullptr;
    FormField* m_addressField = nullptr;
    QLineEdit* m_token = nullptr;
    FormField* m_tokenField = nullptr;
    Button* m_askName = nullptr;
    Button* m_ask = nullptr;
    ProgressBar* m_progress = nullptr;
    Button* m_folder = nullptr;
    Button* m_file = nullptr;
    Button* m_cancel = nullptr;
    Button* m_fetch = nullptr;
};

} // namespace fettle::ui
