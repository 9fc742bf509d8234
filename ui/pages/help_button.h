// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/icon_button.h"

namespace fettle::ui {

class Session;

/// The "?" beside a part of a page: opens the handbook where it speaks of that part.
class HelpButton : public IconButton {
    Q_OBJECT
public:
    /// `topic`: "data#splits", "results#confusion" …
    HelpButton(Session& session, const QString& topic, QWidget* parent = nullptr);

    [[nodiscard]] const QString& topic() const { return m_topic; }
    /// No higher than the title it stands beside, and still large enough to be hit.
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();

    QString m_topic;
};

} // namespace fettle::ui
