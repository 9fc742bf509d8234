// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QListView>

#include "ui/pages/data/issues_model.h"

namespace fettle::ui {

/// What import left out, one under the other: why in at most two lines, below it file, line and how often.
class IssueList : public QListView {
    Q_OBJECT
public:
    explicit IssueList(IssuesModel& model, QWidget* parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return {0, sizeHint().height()}; }

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
};

} // namespace fettle::ui
