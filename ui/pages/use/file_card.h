// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include "engine/contract/run.h"
#include "ui/pages/use/model_facts.h"
#include "ui/widgets/card.h"

namespace fettle::ui {

class Button;
class IconButton;
class Notice;
class ProgressBar;
class TextLabel;

/// A whole file, or a folder of pictures, to a file with the answers.
class FileCard : public Card {
    Q_OBJECT
public:
    FileCard(Session& session, const ModelFacts& model, QWidget* parent = nullptr);

    void modelChanged();
    /// Asks for what is missing: the file, then where the answers go.
    void chooseFile();
    void predict(const QStringList& paths);
    [[nodiscard]] bool isRunning() const { return m_request >= 0; }
    [[nodiscard]] Notice* notice() const { return m_notice; }

Q_SIGNALS:
    void stateChanged();

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    void showState();
    void chooseFolder();
    void cancel();
    void finished(Result<Value> answer);
    void showDone(const PredictResult& result);
    [[nodiscard]] QString doneText(const PredictResult& result) const;
    [[nodiscard]] QString suggestedName(const QStringList& paths) const;

    Session& m_session;
    const ModelFacts& m_model;
    QStringList m_paths;
    QString m_output;
    std::int64_t m_request = -1;
    std::optional<PredictResult> m_result;
    std::optional<Error> m_error;
    TextLabel* m_sentence = nullptr;
    Button* m_choose = nullptr;
    Button* m_folder = nullptr;
    ProgressBar* m_progress = nullptr;
    Button* m_cancel = nullptr;
    Notice* m_notice = nullptr;
    TextLabel* m_columns = nullptr;
    IconButton* m_copy = nullptr;
};

} // namespace fettle::ui
