// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "ui/pages/use/text_search.h"

class QComboBox;

namespace fettle::ui {

class Button;
class FlowLayout;
class FormField;
class Notice;
class ProgressBar;
class TextLabel;

/// Which column is compared by which model, and what stands between that and an answer: a model to get, a preparation to
/// start, its progress, what went wrong.
class SearchSetup : public QWidget {
    Q_OBJECT
public:
    SearchSetup(Session& session, TextSearch& search, QWidget* parent = nullptr);

    /// Beside the column and the model, shown as long as its owner shows it.
    void addChoice(FormField* choice);
    [[nodiscard]] QComboBox* models() const { return m_models; }
    [[nodiscard]] QComboBox* columns() const { return m_columns; }
    /// Why this model compares, where nobody chose it.
    [[nodiscard]] TextLabel* reason() const { return m_reason; }
    [[nodiscard]] Button* prepare() const { return m_prepare; }
    [[nodiscard]] Button* cancel() const { return m_cancel; }
    [[nodiscard]] ProgressBar* progress() const { return m_progress; }

protected:
    void changeEvent(QEvent* event) override;

private:
    void showState();
    void fillChoices();
    void applySpaces();
    [[nodiscard]] QString sentence() const;

    Session& m_session;
    TextSearch& m_search;
    QWidget* m_choices = nullptr;
    FlowLayout* m_flow = nullptr;
    QComboBox* m_columns = nullptr;
    QComboBox* m_models = nullptr;
    FormField* m_columnField = nullptr;
    FormField* m_modelField = nullptr;
    TextLabel* m_reason = nullptr;
    TextLabel* m_sentence = nullptr;
    Button* m_prepare = nullptr;
    Button* m_cancel = nullptr;
    ProgressBar* m_progress = nullptr;
    Notice* m_problem = nullptr;
};

} // namespace fettle::ui
