// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/shared_vocabulary.h"

#include "engine/component_api/encoder.h"

namespace fettle::training {
namespace {

/// Several columns of one dataset, one below the other: row r of the column c is the row c · rows + r.
class StackedColumns final : public Column {
public:
    explicit StackedColumns(std::vector<const Column*> columns) : m_columns(std::move(columns)) {}
    const FieldInfo& field() const override { return m_columns.front()->field(); }
    std::int64_t size() const override { return m_columns.front()->size() * static_cast<std::int64_t>(m_columns.size()); }
    void readNumbers(std::span<const std::int64_t> rows, std::span<double> out) const override
    {
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const auto [column, row] = placeOf(rows[i]);
            column->readNumbers({&row, 1}, out.subspan(i, 1));
        }
    }
    void readTexts(std::span<const std::int64_t> rows, std::span<std::string_view> out) const override
    {
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const auto [column, row] = placeOf(rows[i]);
            column->readTexts({&row, 1}, out.subspan(i, 1));
        }
    }
    std::span<const std::byte> media(std::int64_t row) const override
    {
        const auto place = placeOf(row);
        return place.first->media(place.second);
    }

private:
    [[nodiscard]] std::pair<const Column*, std::int64_t> placeOf(std::int64_t row) const
    {
        const auto rows = m_columns.front()->size();
        return {m_columns[static_cast<std::size_t>(row / rows)], row % rows};
    }

    std::vector<const Column*> m_columns;
};

} // namespace

Result<std::map<std::string, Value>> fitSharedVocabularies(const std::vector<FieldUse>& inputs, const data::Dataset& dataset,
                                                           const Registry& registry)
{
    std::map<std::string, Value> states;
    std::vector<bool> done(inputs.size(), false);
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        if (done[i] || inputs[i].encoder.component != kTextEncoder)
            continue;
        FETTLE_TRY_ASSIGN(const auto found, registry.resolve<Encoder>(ComponentKind::Encoder, inputs[i].encoder));
        // A pretrained model's vocabulary is the same for all columns as it is.
        if (!found.second.boolean("shared_vocabulary") || !found.second.text("model").empty())
            continue;
        std::vector<const Column*> columns;
        std::vector<std::string> fields;
        for (std::size_t k = i; k < inputs.size(); ++k) {
            if (inputs[k].encoder.component != kTextEncoder)
                continue;
            FETTLE_TRY_ASSIGN(const auto other, registry.resolve<Encoder>(ComponentKind::Encoder, inputs[k].encoder));
            if (other.second.values() != found.second.values())
                continue;
            done[k] = true;
            columns.push_back(dataset.column(inputs[k].field));
            fields.push_back(inputs[k].field);
        }
        if (columns.size() < 2)
            continue;
        std::vector<std::int64_t> rows;
        for (std::size_t k = 0; k < columns.size(); ++k)
            for (const auto row : dataset.rows(Split::Train))
                rows.push_back(static_cast<std::int64_t>(k) * columns[k]->size() + row);
        FETTLE_TRY_ASSIGN(const auto fitted, found.first->fit(found.second, StackedColumns(columns), rows, false));
        for (const auto& field : fields) {
            auto state = fitted->state().asMap();
            state["field"] = field;
            states[field] = std::move(state);
        }
    }
    return states;
}

} // namespace fettle::training
