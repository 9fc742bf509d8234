// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QPointer>
#include <QWidget>

namespace fettle::ui {

/// One panel of a page alone, at the largest text size: what stands beside it is hidden for a while, nothing is rebuilt.
class Presenter {
public:
    /// `panel` null: the whole page.
    void show(QWidget& page, QWidget* panel);
    /// Everything as it was.
    void leave();
    [[nodiscard]] bool isShowing() const { return m_page; }

private:
    QPointer<QWidget> m_page;
    QList<QPointer<QWidget>> m_hidden;
    double m_textScale = 1.0;
};

} // namespace fettle::ui
