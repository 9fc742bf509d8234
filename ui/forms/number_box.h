// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QAbstractSpinBox>
#include <QString>

namespace fettle::ui {

/// What a number may be.
struct NumberRule {
    bool whole = false;
    bool logarithmic = false; ///< steps by factors: whole numbers double, reals go 1, 2, 5, 10
    std::optional<double> minimum;
    std::optional<double> maximum;
};

/// A field for one number. What is typed is never changed behind the writer's back: a number that does not fit stays
/// and problem() says why. The wheel scrolls the form, unless the field has the focus.
class NumberBox : public QAbstractSpinBox {
    Q_OBJECT
public:
    explicit NumberBox(QWidget* parent = nullptr);

    void setRule(const NumberRule& rule);
    void setValue(double value);
    /// None where the text is not a number that fits.
    [[nodiscard]] std::optional<double> value() const;
    /// A sentence; empty where the number fits.
    [[nodiscard]] QString problem() const;

    void stepBy(int steps) override;
    [[nodiscard]] QValidator::State validate(QString& text, int& position) const override;
    void fixup(QString&) const override {}
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

    /// "0.0003", "65536", "1e-08": what a person would write.
    [[nodiscard]] static QString display(double value, bool whole);
    /// The next number up (steps > 0) or down by the rule's steps, within its bounds.
    [[nodiscard]] static double stepped(const NumberRule& rule, double from, int steps);

Q_SIGNALS:
    /// By the user; value() may be none.
    void edited();

protected:
    [[nodiscard]] StepEnabled stepEnabled() const override;
    void wheelEvent(QWheelEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    [[nodiscard]] std::optional<double> typed() const;
    NumberRule m_rule;
};

} // namespace fettle::ui
