// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QWidget>

namespace fettle::ui {

class Button;
class TextLabel;

/// The picture that is tried: dropped here, chosen with the button, or shown from an example. It shows only pictures
/// that the worker made or import wrote; a user's own file is never opened here.
class PictureField : public QWidget {
    Q_OBJECT
public:
    explicit PictureField(QWidget* parent = nullptr);

    void setImage(const QImage& image, const QString& caption);
    [[nodiscard]] const QImage& image() const { return m_image; }
    [[nodiscard]] Button* chooseButton() const { return m_choose; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void fileDropped(const QString& path);
    void chooseWanted();

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void retranslate();
    [[nodiscard]] QRect pictureRect() const;

    QImage m_image;
    QPixmap m_scaled;
    TextLabel* m_caption = nullptr;
    Button* m_choose = nullptr;
    QString m_hint;
    bool m_dragged = false;
};

} // namespace fettle::ui
