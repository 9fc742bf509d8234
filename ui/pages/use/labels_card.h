// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QTimer>

#include "ui/pages/use/text_search.h"
#include "ui/widgets/card.h"

class QLineEdit;
class QPlainTextEdit;

namespace fettle::ui {

class Button;
class FormField;
class Link;
class Notice;
class ScoreBars;
class SearchSetup;
class TextLabel;

/// Sorting without a single example: the names of the classes are compared with a text, or with all rows of the data for
/// first suggestions that a person looks through.
class LabelsCard : public Card {
    Q_OBJECT
public:
    LabelsCard(Session& session, TextSearch& search, QWidget* parent = nullptr);

    /// A name in each line.
    [[nodiscard]] QPlainTextEdit* labels() const { return m_labels; }
    /// Makes lines of a single one with commas.
    [[nodiscard]] Link* divide() const { return m_divide; }
    [[nodiscard]] QLineEdit* sentence() const { return m_sentence; }
    [[nodiscard]] QPlainTextEdit* text() const { return m_text; }
    [[nodiscard]] ScoreBars* bars() const { return m_bars; }
    [[nodiscard]] ScoreBars* counts() const { return m_counts; }
    [[nodiscard]] Button* suggest() const { return m_suggest; }
    [[nodiscard]] Button* save() const { return m_save; }
    [[nodiscard]] TextLabel* outcome() const { return m_outcome; }
    [[nodiscard]] Notice* problem() const { return m_problem; }

protected:
    void changeEvent(QEvent* event) override;

private:
    void showState();
    void showFields();
    void showRows();
    void namesEdited();
    void textEdited();
    void divideNames();
    void askText();
    void askRows();
    void chooseFile();
    void saveRows(const QString& path);
    void takeData();
    void fail(const Error& error);
    void fitNames();
    [[nodiscard]] QStringList names() const;
    [[nodiscard]] ValueList labelList() const;
    [[nodiscard]] ValueMap params() const;
    [[nodiscard]] QString outcomeText() const;

    Session& m_session;
    TextSearch& m_search;
    TextLabel* m_intro = nullptr;
    QPlainTextEdit* m_labels = nullptr;
    QLineEdit* m_sentence = nullptr;
    QPlainTextEdit* m_text = nullptr;
    FormField* m_labelsField = nullptr;
    Link* m_divide = nullptr;
    FormField* m_sentenceField = nullptr;
    FormField* m_textField = nullptr;
    TextLabel* m_barsTitle = nullptr;
    ScoreBars* m_bars = nullptr;
    TextLabel* m_rowsTitle = nullptr;
    SearchSetup* m_setup = nullptr;
    Button* m_suggest = nullptr;
    Button* m_save = nullptr;
    ScoreBars* m_counts = nullptr;
    TextLabel* m_outcome = nullptr;
    Notice* m_problem = nullptr;
    QTimer m_pause;
    std::string m_manifest;
    std::optional<Error> m_error;
    std::optional<Error> m_saveError;
    std::optional<LabelResult> m_rows;
    std::optional<LabelResult> m_saved;
    QString m_saving; ///< the file that is being written; what is typed meanwhile changes nothing about it
    bool m_askingRows = false;
    int m_textRound = 0;
    int m_rowsRound = 0;
};

} // namespace fettle::ui
