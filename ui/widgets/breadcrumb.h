// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace fettle::ui {

class FlowLayout;

/// A line of descent: "Data version 3 › Network › Run 7 › Exports", each step a link; wraps where it is narrow.
class Breadcrumb : public QWidget {
    Q_OBJECT
public:
    struct Step {
        /// What activated() says.
        QString id;
        QString text;
        QString tip;
        /// The place where one is: text, not a link.
        bool current = false;
    };

    explicit Breadcrumb(QWidget* parent = nullptr);
    void setSteps(const QList<Step>& steps);
    [[nodiscard]] const QList<Step>& steps() const { return m_steps; }

Q_SIGNALS:
    void activated(const QString& id);

protected:
    void changeEvent(QEvent* event) override;

private:
    void build();

    QList<Step> m_steps;
    FlowLayout* m_flow = nullptr;
};

} // namespace fettle::ui
