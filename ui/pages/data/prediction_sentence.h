// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QComboBox>

#include "ui/pages/data/column_chooser.h"

namespace fettle::ui {

class FlowLayout;
class TextLabel;

/// Looks like a drop-down; what drops down is the owner's.
class DropDown : public QComboBox {
    Q_OBJECT
public:
    explicit DropDown(QWidget* parent = nullptr);
    void setText(const QString& text);
    void showPopup() override { Q_EMIT opened(); }

Q_SIGNALS:
    void opened();
};

/// "Predict [Survived] from [7 columns]": what is to be learnt, as a sentence with two drop-downs, and under it why.
class PredictionSentence : public QWidget {
    Q_OBJECT
public:
    explicit PredictionSentence(Session& session, QWidget* parent = nullptr);

    [[nodiscard]] QComboBox* targetBox() const { return m_target; }
    [[nodiscard]] DropDown* inputsButton() const { return m_inputs; }
    [[nodiscard]] InputColumns& inputColumns() { return m_columns; }
    /// The sentence as one reads it.
    [[nodiscard]] QString text() const;

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    void refresh();
    void fillTargets();
    void placeWords();
    [[nodiscard]] QString pattern() const;

    Session& m_session;
    InputColumns m_columns;
    QComboBox* m_target = nullptr;
    DropDown* m_inputs = nullptr;
    TextLabel* m_words[3] = {};
    TextLabel* m_reason = nullptr;
    QWidget* m_line = nullptr;
    FlowLayout* m_flow = nullptr;
    ColumnChooser* m_chooser = nullptr;
    QString m_placed; ///< the sentence whose words stand there
};

} // namespace fettle::ui
