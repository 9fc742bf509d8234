// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>

#include "ui/pages/data/popover.h"
#include "ui/session/session.h"

class QComboBox;

namespace fettle::ui {

class FormField;
class Histogram;
class StatRow;
class TextLabel;
class ValueBars;

/// The menu of a column: what kind it is and what it is used for, both to be changed, why, and how its values are
/// spread.
class ColumnPopover : public Popover {
    Q_OBJECT
public:
    ColumnPopover(Session& session, QWidget* parent);

    /// Of a field of the data on the page; `examples`: some of its values, where these are texts.
    void show(const std::string& field, const QRect& anchor, const QStringList& examples = {});
    /// How many texts are shown in the popover.
    static constexpr int kExamples = 3;
    [[nodiscard]] QComboBox* kindBox() const { return m_kind; }
    [[nodiscard]] QComboBox* roleBox() const { return m_role; }

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    void fill();
    void fillChoices(const FieldInfo& field);
    void fillStatistics(const FieldInfo& field);

    Session& m_session;
    std::string m_field;
    TextLabel* m_title = nullptr;
    QComboBox* m_kind = nullptr;
    QComboBox* m_role = nullptr;
    FormField* m_kindField = nullptr;
    FormField* m_roleField = nullptr;
    TextLabel* m_reasons = nullptr;
    StatRow* m_counts = nullptr;
    StatRow* m_figures = nullptr;
    Histogram* m_histogram = nullptr;
    ValueBars* m_values = nullptr;
    TextLabel* m_examplesTitle = nullptr;
    std::array<TextLabel*, kExamples> m_examples{};
};

} // namespace fettle::ui
