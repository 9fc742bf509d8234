// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "ui/pages/settings/machine_findings.h"

class QHBoxLayout;
class QVBoxLayout;

namespace fettle::ui {

class TextLabel;

/// A mark, a title and a sentence.
class FindingRow : public QWidget {
    Q_OBJECT
public:
    explicit FindingRow(QWidget* parent = nullptr);
    void setFinding(const MachineFinding& finding);

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void applySpaces();

    TextLabel* m_title = nullptr;
    TextLabel* m_sentence = nullptr;
    QVBoxLayout* m_column = nullptr;
    bool m_isFine = true;
};

} // namespace fettle::ui
