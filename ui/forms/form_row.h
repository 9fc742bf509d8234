// SPDX-License-Identifier: GPL-3.0-or-later
// For .cpp files of this room: one option of a ParameterForm.
#pragma once

#include "ui/forms/parameter_editor.h"
#include "ui/widgets/form_field.h"

namespace fettle::ui {

class ChangedMark;
class TextLabel;

class FormRow final : public FormField {
    Q_OBJECT
public:
    FormRow(const ParameterInfo& info, const FormContext& context, QWidget* parent);

    [[nodiscard]] const ParameterInfo& info() const { return m_info; }
    [[nodiscard]] ParameterEditor& editor() { return *m_editor; }
    /// A null value means the default.
    void showValue(const Value& value);
    /// What is wrong, by the editor or from outside.
    [[nodiscard]] QString problem() const;
    void setOutsideError(const QString& sentence);
    void setReadOnly(bool readOnly);
    [[nodiscard]] bool isChanged() const { return m_changed; }
    [[nodiscard]] QString title() const;
    void retranslate();

Q_SIGNALS:
    void edited();
    void resetPressed();

private:
    void showState();

    const ParameterInfo m_info;
    const FormContext& m_context;
    ParameterEditor* m_editor = nullptr;
    ChangedMark* m_mark = nullptr;
    TextLabel* m_unit = nullptr;
    QString m_outsideError;
    bool m_changed = false;
    bool m_readOnly = false;
};

} // namespace fettle::ui
