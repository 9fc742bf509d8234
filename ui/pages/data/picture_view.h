// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableView>

#include "ui/pages/data/picture_model.h"

namespace fettle::ui {

/// The pictures of a data version as tiles. Only what is in sight is read, decoded and painted.
class PictureView : public QTableView {
    Q_OBJECT
public:
    explicit PictureView(PictureModel& model, QWidget* parent = nullptr);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;
    void showEvent(QShowEvent* event) override;
    void changeEvent(QEvent* event) override;
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;

private:
    void retranslate();
    void fitColumns();
    void tellSight();

    PictureModel& m_pictures;
};

} // namespace fettle::ui
