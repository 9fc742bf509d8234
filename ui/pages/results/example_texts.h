// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QListView>

#include "ui/pages/results/examples_model.h"

namespace fettle::ui {

class TextPopover;

/// Examples that are texts: two lines of each, under them what was answered, how surely and what is true. A press or
/// Enter opens the whole text.
class ExampleTexts : public QListView {
    Q_OBJECT
public:
    explicit ExampleTexts(ExamplesModel& model, QWidget* parent = nullptr);

    [[nodiscard]] TextPopover* wholeText() const { return m_whole; }

protected:
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void retranslate();
    void open(const QModelIndex& index);

    TextPopover* m_whole = nullptr;
};

} // namespace fettle::ui
