// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QWidget>

#include "engine/client/sentences.h"
#include "engine/contract/catalog.h"

namespace fettle::ui {

/// What the editors of a form look things up in; outlives them.
struct FormContext {
    const client::Sentences* sentences = nullptr;
    const Catalog* catalog = nullptr;
    QStringList fields; ///< of the data, for parameters of the type Fields
};

/// The field of one parameter, of whatever type.
class ParameterEditor : public QWidget {
    Q_OBJECT
public:
    using QWidget::QWidget;

    /// Does not signal. A value of another type shows as it can, with a problem().
    virtual void setValue(const Value& value) = 0;
    /// Null where what is shown does not fit.
    [[nodiscard]] virtual Value value() const = 0;
    /// A sentence; empty where it fits.
    [[nodiscard]] virtual QString problem() const { return {}; }
    /// What the label names and what gets the focus.
    [[nodiscard]] virtual QWidget* control() = 0;
    virtual void setReadOnly(bool readOnly) { control()->setEnabled(!readOnly); }
    /// Texts to choose from where there are some (columns, blocks).
    virtual void setSuggestions(const QStringList&) {}
    /// The data has other fields now.
    virtual void fieldsChanged() {}
    /// Whether the editor writes the title itself, as a switch does.
    [[nodiscard]] virtual bool writesTitle() const { return false; }
    virtual void setTitle(const QString&) {}
    virtual void retranslate() {}

    [[nodiscard]] static ParameterEditor* make(const ParameterInfo& info, const FormContext& context, QWidget* parent);

Q_SIGNALS:
    /// By the user; look at problem().
    void edited();
};

/// Equal in meaning: 3 and [3], 1 and 1.0.
[[nodiscard]] bool sameValue(const Value& a, const Value& b);
/// A value as a person reads it in a sentence ("3 × 5", "on").
[[nodiscard]] QString displayValue(const ParameterInfo& info, const Value& value, const client::Sentences& sentences);

} // namespace fettle::ui
