// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include <QWidget>

class QPainter;

namespace fettle::ui {

enum class PillTone { Neutral, Accent, Success, Warning, Danger };

class Theme;

/// For what paints pills by itself: rows of tables, tiles.
[[nodiscard]] QSize pillSize(const Theme& theme, const QString& text, std::string_view iconName = {});
void drawPill(QPainter& painter, const QRectF& rect, const Theme& theme, const QString& text, PillTone tone,
              std::string_view iconName = {}, bool enabled = true);

/// A small label: a state, a version, "recommended".
class Pill : public QWidget {
    Q_OBJECT
public:
    explicit Pill(PillTone tone = PillTone::Neutral, QWidget* parent = nullptr);
    Pill(const QString& text, PillTone tone, std::string_view iconName = {}, QWidget* parent = nullptr);

    void setText(const QString& text);
    [[nodiscard]] const QString& text() const { return m_text; }
    void setTone(PillTone tone);
    [[nodiscard]] PillTone tone() const { return m_tone; }
    void setIconName(std::string_view name);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    PillTone m_tone;
    QString m_text;
    std::string m_iconName;
};

} // namespace fettle::ui
