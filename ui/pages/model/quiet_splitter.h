// SPDX-License-Identifier: GPL-3.0-or-later
// For .cpp files of this room: a splitter between cards, whose borders are lines enough.
#pragma once

#include <QSplitter>

namespace fettle::ui {

class QuietHandle final : public QSplitterHandle {
    Q_OBJECT
public:
    using QSplitterHandle::QSplitterHandle;

protected:
    void paintEvent(QPaintEvent* event) override;
};

class QuietSplitter final : public QSplitter {
    Q_OBJECT
public:
    using QSplitter::QSplitter;

protected:
    [[nodiscard]] QSplitterHandle* createHandle() override { return new QuietHandle(orientation(), this); }
};

} // namespace fettle::ui
