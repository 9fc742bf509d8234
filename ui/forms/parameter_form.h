// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <vector>

#include <QTimer>
#include <QWidget>

#include "engine/contract/catalog.h"
#include "ui/forms/parameter_editor.h"

class QVBoxLayout;

namespace fettle::ui {

class FormRow;
class RowStack;
class Section;

/// What a page asks a form before its button may be pressed.
struct FormState {
    QString reason;        ///< of the first option that does not fit: "Stride: it must be between 1 and 255."
    std::string parameter; ///< its name
    int changedCount = 0;  ///< options that differ from their defaults
    [[nodiscard]] bool isReady() const { return reason.isEmpty(); }
    friend bool operator==(const FormState&, const FormState&) = default;
};

/// The options of a component as a form, made from its description. Label above, help below; when to change it and the
/// technical name in the tooltip; advanced ones in a fold; a dot beside what differs from the default. Rows are made in
/// slices of a few milliseconds, so that a page of a thousand options does not stall.
class ParameterForm : public QWidget {
    Q_OBJECT
public:
    /// Both outlive the form; their contents may change (language, catalog).
    ParameterForm(const client::Sentences& sentences, const Catalog& catalog, QWidget* parent = nullptr);
    ~ParameterForm() override;

    /// Shows the component; what `values` lacks has its default. The same component again changes the values only, and
    /// leaves alone what is being typed as long as it means the same.
    void setComponent(const ComponentInfo& component, const ValueMap& values);
    void clear();
    [[nodiscard]] const ComponentInfo& component() const { return m_component; }

    /// Columns of the data, for options that name some.
    void setFields(const QStringList& fields);
    /// Texts that a Text option offers.
    void setSuggestions(const std::string& parameter, const QStringList& texts);
    /// A sentence of the engine at one option, until the next setComponent() or empty sentence.
    void setError(const std::string& parameter, const QString& sentence);
    void setReadOnly(bool readOnly);
    /// Where the fold of advanced options remembers itself ("train.advanced"); empty: closed each time.
    void setFoldKey(const QString& key) { m_foldKey = key; }

    [[nodiscard]] const FormState& state() const { return m_state; }
    /// Whether every row is made.
    [[nodiscard]] bool isComplete() const { return m_made == m_order.size(); }
    /// The row's editor, made now if it was not yet; null: no such option.
    [[nodiscard]] ParameterEditor* editor(const std::string& parameter);
    /// Why a value is recommended, for the tooltip of its option.
    static void addReason(ComponentInfo& component, const std::string& parameter, const Note& reason, const client::Sentences& sentences);
    /// Opens the fold where needed and gives the option the focus.
    void focusParameter(const std::string& parameter);
    void focusFirst();

Q_SIGNALS:
    /// By the user, and it fits. A null value takes the option out: it has its default again.
    void valueEdited(const std::string& name, const fettle::Value& value);
    void stateChanged();
    void completed();

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    void applySpaces();
    void makeSlice();
    FormRow* makeRow(std::size_t index);
    [[nodiscard]] RowStack& stackFor(const ParameterInfo& info);
    void rowEdited(FormRow& row);
    void updateState();

    FormContext m_context;
    ComponentInfo m_component;
    ValueMap m_values;
    std::map<std::string, QStringList> m_suggestions;
    std::vector<std::size_t> m_order; ///< parameters as they are shown: plain ones, then advanced ones
    std::vector<FormRow*> m_rows;     ///< by parameter; null: not made yet
    std::size_t m_made = 0;           ///< how many of m_order
    QVBoxLayout* m_layout = nullptr;
    RowStack* m_plainRows = nullptr;
    RowStack* m_advancedRows = nullptr;
    Section* m_advanced = nullptr;
    QString m_foldKey;
    QTimer m_sliceTimer;
    FormState m_state;
    bool m_readOnly = false;
    bool m_filling = false;
};

} // namespace fettle::ui
