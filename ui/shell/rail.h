// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>

#include <QAbstractButton>
#include <QWidget>

#include "ui/session/session.h"

namespace fettle::ui {

/// One step of the rail: icon, name, and a second line that says how it stands.
class RailButton : public QAbstractButton {
    Q_OBJECT
public:
    explicit RailButton(std::string_view iconName, QWidget* parent = nullptr);

    void setStatus(const QString& status, bool done);
    /// `labels`: whether the name stands under the icon; without, the tooltip tells it.
    void setNarrow(bool narrow, bool labels = true);
    [[nodiscard]] QString status() const { return m_status; }
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    std::string m_iconName;
    QString m_status;
    bool m_done = false;
    bool m_narrow = false;
    bool m_labels = true;
};

/// The steps in the order of the work, then the rest. A step that means nothing yet is disabled and says why on hover.
class Rail : public QWidget {
    Q_OBJECT
public:
    explicit Rail(Session& session, QWidget* parent = nullptr);

    void setNarrow(bool narrow);
    /// A place without a page is not offered.
    void setOffered(Place place, bool offered) { m_buttons.at(place)->setVisible(offered); }
    [[nodiscard]] RailButton* button(Place place) const { return m_buttons.at(place); }

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void retranslate();
    void refresh();
    void applySizes();
    void fitLabels();
    [[nodiscard]] QString missing(Place place) const;
    [[nodiscard]] std::pair<QString, bool> status(Place place) const;

    Session& m_session;
    std::map<Place, RailButton*> m_buttons;
    bool m_narrow = false;
};

} // namespace fettle::ui
