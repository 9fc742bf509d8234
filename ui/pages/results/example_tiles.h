// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QListView>

#include "ui/pages/results/examples_model.h"

namespace fettle::ui {

/// Examples that are pictures: thumbnails with what is true and what was answered under them.
class ExampleTiles : public QListView {
    Q_OBJECT
public:
    explicit ExampleTiles(ExamplesModel& model, QWidget* parent = nullptr);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    void applySizes();
    void tellSight();

    ExamplesModel& m_examples;
};

} // namespace fettle::ui
