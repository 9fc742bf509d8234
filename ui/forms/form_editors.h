// SPDX-License-Identifier: GPL-3.0-or-later
// The editors behind ParameterEditor::make; for .cpp files of this room.
#pragma once

#include "ui/forms/parameter_editor.h"

class QComboBox;
class QLineEdit;
class QListWidget;
class QVBoxLayout;

namespace fettle::ui {

class NumberBox;
class ParameterForm;
class Switch;

/// A list that the wheel scrolls past, unless it has the focus.
[[nodiscard]] QComboBox* makeFormComboBox(QWidget* parent);

class SwitchEditor final : public ParameterEditor {
    Q_OBJECT
public:
    explicit SwitchEditor(QWidget* parent);
    void setValue(const Value& value) override;
    [[nodiscard]] Value value() const override;
    [[nodiscard]] QWidget* control() override;
    [[nodiscard]] bool writesTitle() const override { return true; }
    void setTitle(const QString& title) override;

private:
    Switch* m_switch = nullptr;
};

class NumberEditor final : public ParameterEditor {
    Q_OBJECT
public:
    NumberEditor(const ParameterInfo& info, QWidget* parent);
    void setValue(const Value& value) override;
    [[nodiscard]] Value value() const override;
    [[nodiscard]] QString problem() const override;
    [[nodiscard]] QWidget* control() override;
    void setReadOnly(bool readOnly) override;

private:
    bool m_whole = false;
    NumberBox* m_box = nullptr;
};

/// Text, with a list to choose from where there are suggestions.
class TextEditor final : public ParameterEditor {
    Q_OBJECT
public:
    explicit TextEditor(QWidget* parent);
    void setValue(const Value& value) override;
    [[nodiscard]] Value value() const override;
    [[nodiscard]] QWidget* control() override;
    void setSuggestions(const QStringList& texts) override;

private:
    QVBoxLayout* m_layout = nullptr;
    QLineEdit* m_line = nullptr;
    QComboBox* m_choice = nullptr;
};

class ChoiceEditor final : public ParameterEditor {
    Q_OBJECT
public:
    ChoiceEditor(const ParameterInfo& info, const FormContext& context, QWidget* parent);
    void setValue(const Value& value) override;
    [[nodiscard]] Value value() const override;
    [[nodiscard]] QString problem() const override;
    [[nodiscard]] QWidget* control() override;
    void retranslate() override;

private:
    const FormContext& m_context;
    std::vector<ParameterChoice> m_choices;
    QComboBox* m_box = nullptr;
};

/// One or several whole numbers: 3 or 3, 5.
class IntegerListEditor final : public ParameterEditor {
    Q_OBJECT
public:
    IntegerListEditor(const ParameterInfo& info, QWidget* parent);
    void setValue(const Value& value) override;
    [[nodiscard]] Value value() const override;
    [[nodiscard]] QString problem() const override;
    [[nodiscard]] QWidget* control() override;
    void retranslate() override;

private:
    [[nodiscard]] std::optional<std::vector<std::int64_t>> typed() const;
    std::optional<double> m_minimum;
    std::optional<double> m_maximum;
    bool m_mayBeEmpty = false;
    QLineEdit* m_line = nullptr;
};

/// Columns of the data to tick; none ticked means all.
class FieldsEditor final : public ParameterEditor {
    Q_OBJECT
public:
    FieldsEditor(const FormContext& context, QWidget* parent);
    void setValue(const Value& value) override;
    [[nodiscard]] Value value() const override;
    [[nodiscard]] QWidget* control() override;
    void fieldsChanged() override;

private:
    void fill(const QStringList& ticked);
    const FormContext& m_context;
    QListWidget* m_list = nullptr;
};

/// A component of one kind with its own form below: {"component": id, …}.
class ComponentEditor final : public ParameterEditor {
    Q_OBJECT
public:
    ComponentEditor(const ParameterInfo& info, const FormContext& context, QWidget* parent);
    void setValue(const Value& value) override;
    [[nodiscard]] Value value() const override;
    [[nodiscard]] QString problem() const override;
    [[nodiscard]] QWidget* control() override;
    void setReadOnly(bool readOnly) override;
    void fieldsChanged() override;
    void retranslate() override;

private:
    void showForm();
    const FormContext& m_context;
    ComponentKind m_kind = ComponentKind::Layer;
    std::string m_component;
    ValueMap m_values;
    QComboBox* m_box = nullptr;
    ParameterForm* m_form = nullptr;
};

} // namespace fettle::ui
