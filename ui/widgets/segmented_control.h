// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

#include <QWidget>

class QButtonGroup;
class QHBoxLayout;

namespace fettle::ui {

/// One of a few, all seen: Quick / Balanced / Thorough. Arrow keys move, as in radio buttons.
class SegmentedControl : public QWidget {
    Q_OBJECT
public:
    explicit SegmentedControl(QWidget* parent = nullptr);

    /// Returns its index.
    int addSegment(const QString& text, std::string_view iconName = {});
    void setSegmentText(int index, const QString& text);
    /// A small second line; the control is higher as soon as one of its segments has one.
    void setSegmentDetail(int index, const QString& text);
    void setSegmentToolTip(int index, const QString& text);
    void setSegmentEnabled(int index, bool enabled);
    [[nodiscard]] int count() const;
    [[nodiscard]] int currentIndex() const;
    /// Does not signal.
    void setCurrentIndex(int index);
    /// All segments as wide as the widest (the start), or each as wide as its text.
    void setEqualWidths(bool equal);

Q_SIGNALS:
    /// By the user.
    void currentChanged(int index);

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void equalize();

    QButtonGroup* m_group = nullptr;
    QHBoxLayout* m_layout = nullptr;
    /// What currentChanged() last said, or setCurrentIndex() set.
    int m_current = -1;
    bool m_equal = true;
};

} // namespace fettle::ui
