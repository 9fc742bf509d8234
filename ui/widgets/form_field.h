// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QHBoxLayout;
class QSpacerItem;
class QVBoxLayout;

namespace fettle::ui {

class TextLabel;

/// Label above, the field, a sentence of help, a sentence of error. The label names the field for screen readers too.
class FormField : public QWidget {
    Q_OBJECT
public:
    explicit FormField(QWidget* field, QWidget* parent = nullptr);

    void setLabel(const QString& label);
    [[nodiscard]] QString label() const;
    void setHelp(const QString& sentence);
    /// Takes the help's place and colors the field's border; empty: no error.
    void setError(const QString& sentence);
    [[nodiscard]] QString error() const;
    /// Right of the label: a unit, "changed from 32", a reset link.
    void addToLabel(QWidget* widget);
    /// Right of the field: a button, a unit.
    void addBesideField(QWidget* widget);
    /// As wide as there is room, instead of the form's greatest width.
    void setFullWidth(bool full);
    [[nodiscard]] QWidget* field() const { return m_field; }

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void applySpaces();
    void describe();

    QWidget* m_field = nullptr;
    TextLabel* m_label = nullptr;
    TextLabel* m_help = nullptr;
    TextLabel* m_error = nullptr;
    QHBoxLayout* m_labelRow = nullptr;
    QHBoxLayout* m_fieldRow = nullptr;
    QVBoxLayout* m_layout = nullptr;
    QSpacerItem* m_signRoom = nullptr;
    bool m_fullWidth = false;
};

} // namespace fettle::ui
