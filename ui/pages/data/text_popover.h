// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/data/popover.h"

class QPlainTextEdit;

namespace fettle::ui {

class TextLabel;

/// The whole of a text of which a table or a list shows the beginning: to be read, selected and copied.
class TextPopover : public Popover {
    Q_OBJECT
public:
    explicit TextPopover(QWidget* parent);

    /// `title`: what text it is; `anchor`: what it belongs to, in global coordinates.
    void show(const QString& title, const QString& text, const QRect& anchor);
    [[nodiscard]] QString text() const;

protected:
    void changeEvent(QEvent* event) override;

private:
    void applyFaces();

    TextLabel* m_title = nullptr;
    QPlainTextEdit* m_text = nullptr;
};

/// A tooltip of a text of any length: broken into lines, and not more than one reads in a tooltip.
[[nodiscard]] QString textToolTip(const QString& text);

/// The beginning of a text as one line, which is all that a cell has room for: measuring the whole of a long one takes time.
[[nodiscard]] QString oneLine(const QString& text);

} // namespace fettle::ui
