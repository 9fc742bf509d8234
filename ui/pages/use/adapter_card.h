// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/use/model_facts.h"
#include "ui/widgets/card.h"

namespace fettle::ui {

class Button;
class IconButton;
class Notice;
class ProgressBar;
class TextLabel;

/// What a model that LoRA trained consists of: only what was learned, or everything; and the ways from one to the other,
/// and to programs that know adapters. Hidden where the model is another.
class AdapterCard : public Card {
    Q_OBJECT
public:
    AdapterCard(Session& session, const ModelFacts& model, QWidget* parent = nullptr);

    void modelChanged();
    [[nodiscard]] bool isForThisModel() const;
    [[nodiscard]] bool isRunning() const { return m_request >= 0; }

Q_SIGNALS:
    /// The model's files are others now.
    void merged();

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    void showState();
    void merge();
    void finished(const Result<Value>& answer);
    void showAdapter();
    [[nodiscard]] QString sentence() const;

    Session& m_session;
    const ModelFacts& m_model;
    std::string m_shown;  ///< the model that m_merged and m_error are about
    std::int64_t m_request = -1;
    bool m_merged = false;
    std::optional<Error> m_error;
    TextLabel* m_sentence = nullptr;
    Button* m_merge = nullptr;
    Button* m_show = nullptr;
    IconButton* m_copy = nullptr;
    ProgressBar* m_progress = nullptr;
    Notice* m_notice = nullptr;
};

} // namespace fettle::ui
