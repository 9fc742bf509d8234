// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <charconv>
#include <cmath>
#include <unordered_map>

#include <torch/torch.h>

#include "engine/component_api/encoder.h"
#include "engine/component_api/layer.h"
#include "engine/components/frequent_classes.h"

namespace fettle::components {
namespace {

/// PyTorch's ignore_index: what an unknown target is, so that no loss counts it.
constexpr std::int64_t kCategoryUnknownTarget = -100;

struct CategoryTextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};

enum class CategoryForm { Target, OneHot, Index };

struct CategoryState {
    std::string field;
    CategoryForm form = CategoryForm::OneHot;
    std::vector<std::string> classes; ///< in order
    bool hasRare = false;             ///< a column for classes that training had too seldom, and for unknown ones
    bool hasMissing = false;          ///< a column for missing values, because training had them
};

std::string categoryFormText(CategoryForm form)
{
    return form == CategoryForm::Target ? "target" : form == CategoryForm::OneHot ? "one_hot" : "index";
}

class FittedCategory final : public FittedEncoder {
public:
    explicit FittedCategory(CategoryState state) : m_state(std::move(state))
    {
        for (std::size_t i = 0; i < m_state.classes.size(); ++i)
            m_indexOf.emplace(m_state.classes[i], static_cast<std::int64_t>(i));
    }

    [[nodiscard]] TensorSpec spec() const override
    {
        if (m_state.form == CategoryForm::OneHot)
            return tensorSpec({{"N", -1}, {"D", width()}});
        auto spec = tensorSpec({{"N", -1}}, DType::Int64);
        spec.indexCount = static_cast<std::int64_t>(m_state.classes.size()) + (m_state.form == CategoryForm::Index ? 1 : 0);
        return spec;
    }

    [[nodiscard]] Value state() const override
    {
        ValueList classes(m_state.classes.begin(), m_state.classes.end());
        return ValueMap{{"field", m_state.field},
                        {"form", categoryFormText(m_state.form)},
                        {"classes", std::move(classes)},
                        {"rare", m_state.hasRare},
                        {"missing", m_state.hasMissing}};
    }

    void encode(const Column& column, std::span<const std::int64_t> rows, torch::Tensor out,
                const EncodeContext&) const override
    {
        thread_local std::vector<std::string_view> texts;
        texts.resize(rows.size());
        column.readTexts(rows, texts);
        if (m_state.form == CategoryForm::OneHot)
            encodeOneHot(texts, out);
        else
            encodeIndex(texts, out);
    }

    [[nodiscard]] Value decode(const torch::Tensor& encoded) const override
    {
        auto index = encoded.dim() == 0 || encoded.numel() == 1 ? static_cast<std::int64_t>(encoded.item<double>())
                                                               : encoded.argmax().item<std::int64_t>();
        if (m_state.form == CategoryForm::Index)
            --index;
        if (index < 0 || index >= static_cast<std::int64_t>(m_state.classes.size()))
            return {};
        return m_state.classes[static_cast<std::size_t>(index)];
    }

    /// Of indices as inputs, 0 is unknown: its name is empty.
    [[nodiscard]] std::vector<std::string> classes() const override
    {
        auto names = m_state.classes;
        if (m_state.form == CategoryForm::Index)
            names.insert(names.begin(), std::string());
        return names;
    }

    [[nodiscard]] std::vector<std::string> outputNames() const override
    {
        if (m_state.form != CategoryForm::OneHot)
            return {m_state.field};
        std::vector<std::string> names;
        for (const auto& name : m_state.classes)
            names.push_back(m_state.field + " = " + name);
        if (m_state.hasRare)
            names.push_back(m_state.field + " (rare)");
        if (m_state.hasMissing)
            names.push_back(m_state.field + " (missing)");
        return names;
    }

    [[nodiscard]] UnseenValues unseen(const Column& column, std::span<const std::int64_t> rows) const override
    {
        constexpr std::size_t kMostExamples = 5;
        std::vector<std::string_view> texts(rows.size());
        column.readTexts(rows, texts);
        UnseenValues values;
        for (const auto text : texts) {
            if (!text.data()) {
                ++values.missing;
            } else if (!m_indexOf.contains(text)) {
                ++values.count;
                if (values.examples.size() < kMostExamples &&
                    std::find(values.examples.begin(), values.examples.end(), text) == values.examples.end())
                    values.examples.emplace_back(text);
            }
        }
        return values;
    }

    [[nodiscard]] Value preview(const Column& column, std::int64_t row) const override
    {
        const std::int64_t rows[] = {row};
        std::string_view before[1];
        column.readTexts(rows, before);
        ValueList after;
        if (m_state.form == CategoryForm::OneHot) {
            const auto encoded = torch::empty({1, width()});
            encode(column, rows, encoded, {});
            for (std::int64_t i = 0; i < encoded.size(1); ++i)
                after.emplace_back(static_cast<double>(encoded[0][i].item<float>()));
        } else {
            const auto encoded = torch::empty({1}, torch::kInt64);
            encode(column, rows, encoded, {});
            after.emplace_back(encoded.item<std::int64_t>());
        }
        return ValueMap{{"before", before[0].data() ? Value(before[0]) : Value()}, {"after", std::move(after)}};
    }

private:
    [[nodiscard]] std::int64_t width() const
    {
        return static_cast<std::int64_t>(m_state.classes.size()) + (m_state.hasRare ? 1 : 0) + (m_state.hasMissing ? 1 : 0);
    }

    /// Class index, −1 for unknown, −2 for missing.
    [[nodiscard]] std::int64_t lookUp(std::string_view text) const
    {
        if (!text.data())
            return -2;
        const auto found = m_indexOf.find(text);
        return found == m_indexOf.end() ? -1 : found->second;
    }

    void encodeIndex(const std::vector<std::string_view>& texts, torch::Tensor& out) const
    {
        auto* to = out.mutable_data_ptr<std::int64_t>();
        const auto stride = out.stride(0);
        const bool isTarget = m_state.form == CategoryForm::Target;
        for (const auto text : texts) {
            const auto index = lookUp(text);
            *to = isTarget ? (index < 0 ? kCategoryUnknownTarget : index) : std::max<std::int64_t>(index, -1) + 1;
            to += stride;
        }
    }

    void encodeOneHot(const std::vector<std::string_view>& texts, torch::Tensor& out) const
    {
        auto* to = out.mutable_data_ptr<float>();
        const auto rowStride = out.stride(0);
        const auto columnStride = out.stride(1);
        const auto columns = width();
        const auto known = static_cast<std::int64_t>(m_state.classes.size());
        for (const auto text : texts) {
            for (std::int64_t i = 0; i < columns; ++i)
                to[i * columnStride] = 0.0F;
            auto index = lookUp(text);
            if (index == -1)
                index = m_state.hasRare ? known : -1;
            else if (index == -2)
                index = m_state.hasMissing ? known + (m_state.hasRare ? 1 : 0) : -1;
            if (index >= 0)
                to[index * columnStride] = 1.0F;
            to += rowStride;
        }
    }

    CategoryState m_state;
    std::unordered_map<std::string, std::int64_t, CategoryTextHash, std::equal_to<>> m_indexOf;
};

} // namespace

class CategoryEncoder final : public Encoder {
public:
    [[nodiscard]] ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Encoder;
        info.id = "category";
        info.title = FETTLE_TEXT("Category");
        info.help = FETTLE_TEXT("One of several values: an input per value (1 where it is this one), or the value's "
                                "number for an embedding. As a target: the classes in alphabetical or numeric order.");
        info.suits = {"category", "boolean"};
        info.keywords = {"one-hot", "class", "label", "index", "embedding"};
        info.parameters = {
            choiceParameter("encoding", "one_hot")
                .choice("one_hot", FETTLE_TEXT("One input per value"))
                .choice("index", FETTLE_TEXT("Its number, for an embedding"))
                .title(FETTLE_TEXT("Form"))
                .help(FETTLE_TEXT("How the value reaches the network. As a number, 0 stands for unknown values."))
                .when(FETTLE_TEXT("Choose the number, with an embedding layer, above a hundred or so values.")),
            integerParameter("min_count", 1)
                .atLeast(1)
                .title(FETTLE_TEXT("Rows per value"))
                .help(FETTLE_TEXT("Values that training has in fewer rows share one input, with unknown ones."))
                .when(FETTLE_TEXT("Raise it where many values occur only a few times."))
                .advanced(),
            integerParameter("max_classes", 1000)
                .range(2, 1'000'000)
                .title(FETTLE_TEXT("Most values"))
                .help(FETTLE_TEXT("Only so many values, the most frequent ones, are told apart. A target with more is refused."))
                .when(FETTLE_TEXT("Raise it for a target with more classes."))
                .advanced(),
        };
        return info;
    }

    [[nodiscard]] Result<std::unique_ptr<FittedEncoder>> fit(const Parameters& parameters, const Column& column,
                                                             std::span<const std::int64_t> trainRows,
                                                             bool asTarget) const override
    {
        std::vector<std::string_view> texts(trainRows.size());
        column.readTexts(trainRows, texts);
        std::unordered_map<std::string_view, std::int64_t> counts;
        CategoryState state;
        state.field = column.field().name;
        state.form = asTarget ? CategoryForm::Target
                              : parameters.text("encoding") == "index" ? CategoryForm::Index : CategoryForm::OneHot;
        for (const auto text : texts) {
            if (text.data())
                ++counts[text];
            else
                state.hasMissing = true;
        }
        const auto limit = static_cast<std::size_t>(parameters.integer("max_classes"));
        if (asTarget && counts.empty())
            return makeError("data.target_empty", {{"field", state.field}});
        if (asTarget && counts.size() > limit)
            return makeError("data.too_many_classes", {{"field", state.field},
                                                       {"count", static_cast<std::int64_t>(counts.size())},
                                                       {"limit", parameters.integer("max_classes")}});
        state.classes = chooseClasses(counts, asTarget ? 1 : parameters.integer("min_count"), limit);
        state.hasRare = state.form == CategoryForm::OneHot && state.classes.size() < counts.size();
        state.hasMissing = state.hasMissing && state.form == CategoryForm::OneHot;
        // A field without a value still has to be something: one input that stays 0.
        if (state.form == CategoryForm::OneHot && state.classes.empty())
            state.hasMissing = true;
        return std::unique_ptr<FittedEncoder>(std::make_unique<FittedCategory>(std::move(state)));
    }

    [[nodiscard]] Result<std::unique_ptr<FittedEncoder>> restore(const Parameters&, const Value& value) const override
    {
        const auto& form = value.at("form").asText();
        CategoryState state;
        state.field = value.at("field").asText();
        state.form = form == "target" ? CategoryForm::Target : form == "index" ? CategoryForm::Index : CategoryForm::OneHot;
        for (const auto& name : value.at("classes").asList()) {
            if (!name.isText())
                return damagedState(FETTLE_PHRASE("a class is not a text"));
            state.classes.push_back(name.asText());
        }
        state.hasRare = value.at("rare").asBoolean();
        state.hasMissing = value.at("missing").asBoolean();
        if (categoryFormText(state.form) != form || !value.at("classes").isList())
            return damagedState(FETTLE_PHRASE("its form or its classes are missing"));
        if (state.classes.empty() && (state.form == CategoryForm::Target || (!state.hasRare && !state.hasMissing)))
            return damagedState(FETTLE_PHRASE("it has no classes"));
        return std::unique_ptr<FittedEncoder>(std::make_unique<FittedCategory>(std::move(state)));
    }

private:
    static Error damagedState(std::string reason)
    {
        return makeError("components.encoder_state", {{"component", "category"}, {"reason", std::move(reason)}});
    }

    static std::optional<double> asNumber(std::string_view text)
    {
        double number = 0.0;
        const auto result = std::from_chars(text.data(), text.data() + text.size(), number);
        const bool isWhole = result.ec == std::errc() && result.ptr == text.data() + text.size();
        return isWhole && std::isfinite(number) ? std::optional(number) : std::nullopt;
    }

    /// The most frequent ones, in numeric order where all are numbers, else by code point, which is scikit-learn's.
    static std::vector<std::string> chooseClasses(const std::unordered_map<std::string_view, std::int64_t>& counts,
                                                  std::int64_t minimumCount, std::size_t limit)
    {
        auto classes = frequentClasses({counts.begin(), counts.end()}, minimumCount, limit);
        if (std::ranges::all_of(classes, [](const std::string& name) { return asNumber(name).has_value(); }))
            std::ranges::stable_sort(classes, {}, [](const std::string& name) { return *asNumber(name); });
        return classes;
    }
};

} // namespace fettle::components

FETTLE_COMPONENT(encoders, category, components::CategoryEncoder)
