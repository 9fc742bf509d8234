// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QWidget>

namespace fettle::ui {

/// Names with a bar and a size each, the bars to one scale.
class StorageBars : public QWidget {
    Q_OBJECT
public:
    struct Row {
        QString name;
        QString size;
        double bytes = 0;
    };

    explicit StorageBars(QWidget* parent = nullptr);
    void setRows(std::vector<Row> rows);
    [[nodiscard]] const std::vector<Row>& rows() const { return m_rows; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] int rowHeight() const;

    std::vector<Row> m_rows;
};

} // namespace fettle::ui
