// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QTimer>
#include <QWidget>

#include "engine/client/sentences.h"
#include "engine/contract/dataset.h"

class QComboBox;
class QLineEdit;
class QPlainTextEdit;

namespace fettle::ui {

class FlowLayout;
class FormField;
class NumberBox;

/// A form for one row of a table: a field for each column that the model looks at. An empty field is a missing value,
/// which the model takes too.
class TryForm : public QWidget {
    Q_OBJECT
public:
    explicit TryForm(QWidget* parent = nullptr);

    void setFields(const std::vector<FieldInfo>& fields);
    [[nodiscard]] const std::vector<FieldInfo>& fields() const { return m_fields; }
    /// Columns that are not named become empty. Does not signal.
    void setRow(const ValueMap& row);
    /// What stands in the form; empty fields are not in it.
    [[nodiscard]] ValueMap row() const;
    /// Whether every field can be read.
    [[nodiscard]] bool isReady() const;
    [[nodiscard]] QWidget* editor(const std::string& field) const;

Q_SIGNALS:
    /// By the user, a moment after the last key.
    void edited();

protected:
    void changeEvent(QEvent* event) override;

private:
    struct Entry {
        FormField* box = nullptr;
        NumberBox* number = nullptr;
        QComboBox* choice = nullptr;
        QLineEdit* line = nullptr;
        QPlainTextEdit* text = nullptr;
    };
    void retranslate();
    void applySizes();
    [[nodiscard]] Entry makeEntry(const FieldInfo& field);
    [[nodiscard]] Value valueOf(std::size_t index) const;
    void fill(std::size_t index, const Value& value);
    void changedByUser();

    std::vector<FieldInfo> m_fields;
    std::vector<Entry> m_entries;
    FlowLayout* m_flow = nullptr;
    QTimer m_pause;
    bool m_filling = false;
};

} // namespace fettle::ui
