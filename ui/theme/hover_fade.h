// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QBasicTimer>
#include <QColor>
#include <QElapsedTimer>
#include <QHash>
#include <QObject>
#include <QPointer>
#include <QWidget>

namespace fettle::ui {

/// Controls do not jump to their color under the mouse: they fade to it and back, within the theme's "hoverMs". Asked
/// while a control is painted; repaints those that are on their way.
class HoverFades : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    /// 0: at rest, 1: under the mouse. `milliseconds` 0: at once.
    [[nodiscard]] double share(const QWidget& widget, bool hovered, int milliseconds);
    /// How many are on their way.
    [[nodiscard]] int running() const;

protected:
    void timerEvent(QTimerEvent* event) override;

private:
    struct Fade {
        QPointer<QWidget> widget;
        QElapsedTimer since;
        double from = 0.0;
        int milliseconds = 0;
        bool hovered = false;

        [[nodiscard]] double share() const;
        [[nodiscard]] bool isOver() const { return milliseconds <= 0 || since.elapsed() >= milliseconds; }
    };

    QHash<const QWidget*, Fade> m_fades;
    QBasicTimer m_timer;
};

/// For widgets that paint themselves: as above, with the style's fades and the theme's time.
[[nodiscard]] double hoverShare(const QWidget* widget, bool hovered);
/// `share` of the way from one color to the other; a color that is not valid is a transparent one.
[[nodiscard]] QColor blended(const QColor& from, const QColor& to, double share);

} // namespace fettle::ui
