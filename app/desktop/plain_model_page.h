// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/page.h"

namespace fettle::ui {
class Card;
}

namespace fettle::desktop {

/// The models to choose from, without a canvas: the recommended one and its alternatives, each with size, time and reason.
class PlainModelPage : public ui::Page {
    Q_OBJECT
public:
    explicit PlainModelPage(ui::Session& session, QWidget* parent = nullptr);
    [[nodiscard]] QString helpTopic() const override { return QStringLiteral("model"); }

protected:
    void retranslate() override;
    void primary() override;

private:
    void refresh();

    QWidget* m_list = nullptr;
};

} // namespace fettle::desktop
