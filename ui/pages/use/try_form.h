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
class QVBoxLayout;

namespace fettle::ui {

class FlowLayout;
class FormField;
class Link;
class NumberBox;

/// A form for one row of a table: a field for each column that the model looks at. An empty field is a missing value,
/// which the model takes too. Texts stand above the other columns, as wide as the form. Of many columns the first are shown, the others come when they are asked for; until then
/// they keep the values of the example.
class TryForm : public QWidget {
    Q_OBJECT
public:
    static constexpr std::size_t kAtOnce = 24;

    explicit TryForm(QWidget* parent = nullptr);

    void setFields(const std::vector<FieldInfo>& fields);
    [[nodiscard]] const std::vector<FieldInfo>& fields() const { return m_fields; }
    /// Columns that are not named become empty. Does not signal.
    void setRow(const ValueMap& row);
    /// What stands in the form; empty fields are not in it.
    [[nodiscard]] ValueMap row() const;
    /// Whether every field can be read.
    [[nodiscard]] bool isReady() const;
    /// Null while the field is not shown.
    [[nodiscard]] QWidget* editor(const std::string& field) const;
    [[nodiscard]] Link* moreLink() const { return m_more; }

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
    void showMore();

    std::vector<FieldInfo> m_fields;
    std::vector<Entry> m_entries; ///< of the first fields
    ValueMap m_row;               ///< as it was set; values of fields that are not shown
    QWidget* m_textPlace = nullptr;
    QVBoxLayout* m_texts = nullptr;
    QWidget* m_place = nullptr;
    FlowLayout* m_flow = nullptr;
    Link* m_more = nullptr;
    QTimer m_pause;
    bool m_filling = false;
};

} // namespace fettle::ui
