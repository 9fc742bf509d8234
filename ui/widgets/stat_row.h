// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

#include <QWidget>

namespace fettle::ui {

class FlowLayout;
class TextLabel;

/// A few numbers side by side, each with what it counts under it: 800 messages, 77 classes, 12 duplicates.
class StatRow : public QWidget {
    Q_OBJECT
public:
    explicit StatRow(QWidget* parent = nullptr);

    /// Returns its index.
    int addStat(const QString& value, const QString& caption);
    void setStat(int index, const QString& value, const QString& caption);
    /// A token for the value ("warning").
    void setColorRole(int index, std::string_view token);
    void setStatToolTip(int index, const QString& tip);
    [[nodiscard]] int count() const;
    void clear();

protected:
    void changeEvent(QEvent* event) override;

private:
    void applySpaces();

    struct Stat {
        QWidget* box = nullptr;
        TextLabel* value = nullptr;
        TextLabel* caption = nullptr;
    };
    QList<Stat> m_stats;
    FlowLayout* m_flow = nullptr;
};

} // namespace fettle::ui
