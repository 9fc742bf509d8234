// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <QWidget>

class QVariantAnimation;

namespace fettle::ui {

/// A thin bar with a line of text above: what is being done on the left, how far or how long on the right.
class ProgressBar : public QWidget {
    Q_OBJECT
public:
    explicit ProgressBar(QWidget* parent = nullptr);

    /// 0 to 1; without a value it runs to and fro.
    void setShare(std::optional<double> share);
    [[nodiscard]] std::optional<double> share() const { return m_share; }
    void setText(const QString& text);
    /// In the face of numbers, so that it does not tremble.
    void setRemaining(const QString& text);
    /// "accent.fill" (the start), "success", "warning", "danger".
    void setColorRole(std::string_view token);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void animate();

    std::optional<double> m_share = 0.0;
    QString m_text;
    QString m_remaining;
    std::string m_colorRole = "accent.fill";
    QVariantAnimation* m_run = nullptr;
};

} // namespace fettle::ui
