// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPushButton>

#include "ui/theme/theme.h"

namespace fettle::ui {

/// A link in the text's own line: no frame, underlined under the mouse. Does something here, or opens an address.
class Link : public QPushButton {
    Q_OBJECT
public:
    explicit Link(TextStyle style = TextStyle::Body, QWidget* parent = nullptr);
    Link(const QString& text, TextStyle style, QWidget* parent = nullptr);

    /// What does not fit in the width ends in ….
    void setElided(bool elided);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    TextStyle m_style;
    bool m_elided = false;
};

} // namespace fettle::ui
