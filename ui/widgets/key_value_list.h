// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QGridLayout;

namespace fettle::ui {

class TextLabel;

/// Names on the left, values on the right, in one grid. Values can be selected.
class KeyValueList : public QWidget {
    Q_OBJECT
public:
    explicit KeyValueList(QWidget* parent = nullptr);

    /// Returns its index. `number`: in the face of numbers.
    int addRow(const QString& name, const QString& value = {}, bool number = false);
    void setName(int row, const QString& name);
    void setValue(int row, const QString& value);
    void setValueTip(int row, const QString& tip);
    void setRowVisible(int row, bool visible);
    [[nodiscard]] QString value(int row) const;
    [[nodiscard]] int count() const;
    void clear();

protected:
    void changeEvent(QEvent* event) override;

private:
    void applySpaces();

    struct Row {
        TextLabel* name = nullptr;
        TextLabel* value = nullptr;
    };
    QList<Row> m_rows;
    QGridLayout* m_grid = nullptr;
};

} // namespace fettle::ui
