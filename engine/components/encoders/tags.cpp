// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <map>
#include <unordered_map>

#include <torch/torch.h>

#include "engine/component_api/encoder.h"
#include "engine/component_api/layer.h"
#include "engine/components/frequent_classes.h"
#include "engine/data/tag_cells.h"

namespace fettle::components {
namespace {

/// A row of 0 and 1 for each cell, a 1 for each of its labels.
class FittedTags final : public FittedEncoder {
public:
    FittedTags(std::string field, std::vector<std::string> classes, bool isTarget)
        : m_field(std::move(field)), m_classes(std::move(classes)), m_isTarget(isTarget)
    {
        for (std::size_t i = 0; i < m_classes.size(); ++i)
            m_indexOf.emplace(m_classes[i], static_cast<std::int64_t>(i));
    }

    [[nodiscard]] TensorSpec spec() const override
    {
        return tensorSpec({{"N", -1}, {"D", static_cast<std::int64_t>(m_classes.size())}});
    }
    [[nodiscard]] Value state() const override
    {
        return ValueMap{{"field", m_field}, {"classes", ValueList(m_classes.begin(), m_classes.end())}, {"target", m_isTarget}};
    }

    void encode(const Column& column, std::span<const std::int64_t> rows, torch::Tensor out, const EncodeContext&) const override
    {
        std::vector<std::string_view> texts(rows.size());
        column.readTexts(rows, texts);
        out.zero_();
        auto* to = out.mutable_data_ptr<float>();
        const auto rowStride = out.stride(0);
        const auto columnStride = out.stride(1);
        for (const auto text : texts) {
            // As a target, what is missing is not known; as an input, there is nothing.
            if (!text.data() && m_isTarget)
                for (std::size_t i = 0; i < m_classes.size(); ++i)
                    to[static_cast<std::int64_t>(i) * columnStride] = std::nanf("");
            for (const auto& label : data::labelsOfCell(text))
                if (const auto found = m_indexOf.find(label); found != m_indexOf.end())
                    to[found->second * columnStride] = 1.0F;
            to += rowStride;
        }
    }

    [[nodiscard]] Value decode(const torch::Tensor& encoded) const override
    {
        ValueList labels;
        const auto row = encoded.reshape({-1}).to(torch::kFloat64).contiguous();
        for (std::int64_t i = 0; i < std::min<std::int64_t>(row.numel(), static_cast<std::int64_t>(m_classes.size())); ++i)
            if (row.const_data_ptr<double>()[i] > 0.5)
                labels.emplace_back(m_classes[static_cast<std::size_t>(i)]);
        return labels;
    }
    [[nodiscard]] std::vector<std::string> classes() const override { return m_classes; }
    [[nodiscard]] std::vector<std::string> outputNames() const override
    {
        std::vector<std::string> names;
        for (const auto& name : m_classes)
            names.push_back(m_field + " = " + name);
        return names;
    }
    [[nodiscard]] UnseenValues unseen(const Column& column, std::span<const std::int64_t> rows) const override
    {
        constexpr std::size_t kMostExamples = 5;
        std::vector<std::string_view> texts(rows.size());
        column.readTexts(rows, texts);
        UnseenValues values;
        for (const auto text : texts) {
            values.missing += text.data() ? 0 : 1;
            for (const auto& label : data::labelsOfCell(text)) {
                if (m_indexOf.contains(label))
                    continue;
                ++values.count;
                if (values.examples.size() < kMostExamples && std::ranges::find(values.examples, label) == values.examples.end())
                    values.examples.push_back(label);
            }
        }
        return values;
    }
    [[nodiscard]] Value preview(const Column& column, std::int64_t row) const override
    {
        const std::int64_t rows[] = {row};
        std::string_view before[1];
        column.readTexts(rows, before);
        const auto encoded = torch::empty({1, static_cast<std::int64_t>(m_classes.size())});
        encode(column, rows, encoded, {});
        ValueList after;
        for (std::int64_t i = 0; i < encoded.size(1); ++i)
            after.emplace_back(static_cast<double>(encoded[0][i].item<float>()));
        return ValueMap{{"before", before[0].data() ? Value(before[0]) : Value()}, {"after", std::move(after)}};
    }

private:
    std::string m_field;
    std::vector<std::string> m_classes; ///< in alphabetical order
    bool m_isTarget;
    std::unordered_map<std::string, std::int64_t> m_indexOf;
};

class TagsEncoder final : public Encoder {
public:
    [[nodiscard]] ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Encoder;
        info.id = "tags";
        info.title = FETTLE_TEXT("Several labels");
        info.help = FETTLE_TEXT("Any number of labels in each row: one number per label, 1 where the row has it and 0 where it has not.");
        info.suits = {"tags"};
        info.keywords = {"multi-label", "multi-hot", "labels", "keywords"};
        info.parameters = {
            integerParameter("min_count", 1)
                .atLeast(1)
                .title(FETTLE_TEXT("Rows per label"))
                .help(FETTLE_TEXT("Labels that training has in fewer rows are left out."))
                .when(FETTLE_TEXT("Raise it where many labels occur only a few times."))
                .advanced(),
            integerParameter("max_classes", 1000)
                .range(1, 100'000)
                .title(FETTLE_TEXT("Most labels"))
                .help(FETTLE_TEXT("Only so many labels, the most frequent ones, are told apart."))
                .when(FETTLE_TEXT("Raise it for very many labels; the network grows with it."))
                .advanced(),
        };
        return info;
    }

    [[nodiscard]] Result<std::unique_ptr<FittedEncoder>> fit(const Parameters& parameters, const Column& column,
                                                             std::span<const std::int64_t> trainRows, bool asTarget) const override
    {
        std::vector<std::string_view> texts(trainRows.size());
        column.readTexts(trainRows, texts);
        std::map<std::string, std::int64_t> counts;
        for (const auto text : texts)
            for (auto& label : data::labelsOfCell(text))
                ++counts[std::move(label)];
        auto classes = frequentClasses({counts.begin(), counts.end()}, parameters.integer("min_count"),
                                       static_cast<std::size_t>(parameters.integer("max_classes")));
        if (classes.empty())
            return makeError("data.target_empty", {{"field", column.field().name}});
        return std::unique_ptr<FittedEncoder>(std::make_unique<FittedTags>(column.field().name, std::move(classes), asTarget));
    }

    [[nodiscard]] Result<std::unique_ptr<FittedEncoder>> restore(const Parameters&, const Value& value) const override
    {
        std::vector<std::string> classes;
        for (const auto& name : value.at("classes").asList())
            classes.push_back(name.asText());
        if (classes.empty())
            return makeError("components.encoder_state", {{"component", "tags"}, {"reason", FETTLE_PHRASE("it has no classes")}});
        return std::unique_ptr<FittedEncoder>(
            std::make_unique<FittedTags>(value.at("field").asText(), std::move(classes), value.at("target").asBoolean()));
    }
};

} // namespace
} // namespace fettle::components

FETTLE_COMPONENT(encoders, tags, components::TagsEncoder)
