// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>
#include <QImage>

#include "ui/widgets/pill.h"

namespace fettle::ui {

/// A picture with a line under it, to press or to choose. Without a picture yet it is a plain square; a picture that
/// cannot be shown has an icon.
class ImageTile : public QAbstractButton {
    Q_OBJECT
public:
    explicit ImageTile(QWidget* parent = nullptr);

    void setImage(const QImage& image);
    void setBroken(bool broken);
    void setCaption(const QString& caption);
    /// A mark in the corner ("wrong"); empty: none.
    void setMark(const QString& text, PillTone tone);
    /// The side of the square at 100 % text; the start is 112.
    void setSide(int side);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] int side() const;

    QImage m_image;
    QPixmap m_scaled;
    QString m_mark;
    PillTone m_markTone = PillTone::Neutral;
    int m_baseSide = 112;
    bool m_broken = false;
};

} // namespace fettle::ui
