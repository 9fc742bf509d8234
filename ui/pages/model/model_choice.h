// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QScrollArea>

#include "engine/contract/training_memory.h"
#include "ui/pages/model/draft_network.h"

class QVBoxLayout;

namespace fettle::ui {

class Button;
class Card;
class KeyValueList;
class ParameterForm;
class Pill;
class ProblemNotice;
class Section;
class StarterCard;
class TextLabel;

/// The models to choose from: the network drawn by hand where there is one, the recommended model, its alternatives;
/// each with its reason, size and time. The chosen one's options and the way to its layers stand in its card.
class ModelChoice : public QScrollArea {
    Q_OBJECT
public:
    explicit ModelChoice(DraftNetwork& network, QWidget* parent = nullptr);

    struct Option {
        Card* card = nullptr;
        std::string component;  ///< the template; empty: the drawn network
        std::string pretrained; ///< the model of the library that it begins with; empty: none
        Pill* pill = nullptr;
        TextLabel* reason = nullptr;
        TextLabel* figures = nullptr;
        TextLabel* facts = nullptr;  ///< of a pretrained model: license, languages
        TextLabel* memory = nullptr; ///< of a pretrained model: what its training takes
        Button* use = nullptr;
        Button* layers = nullptr;
        Section* options = nullptr;
        ParameterForm* form = nullptr;
    };
    [[nodiscard]] const std::vector<Option>& options() const { return m_options; }
    [[nodiscard]] ProblemNotice& notice() { return *m_notice; }
    [[nodiscard]] StarterCard& starter() { return *m_starter; }
    /// "Get another pretrained model", where some are here already.
    [[nodiscard]] Button& another() { return *m_another; }

Q_SIGNALS:
    /// "Change its layers".
    void layersAsked();

protected:
    void changeEvent(QEvent* event) override;

private:
    void refresh();
    void makeCards();
    /// Which card a model has: several pretrained ones share a template.
    struct Key {
        std::string component;
        std::string pretrained;
        friend bool operator==(const Key&, const Key&) = default;
    };
    [[nodiscard]] static Key keyOf(const ComponentRef& model);
    [[nodiscard]] static Key keyOf(const Option& option) { return {option.component, option.pretrained}; }
    Option makeCard(const Key& key);
    /// A pretrained model that was fetched meanwhile is brought into view.
    void showNewcomer(const std::vector<Key>& before);
    void fill(Option& option, const RecommendedModel* model, bool recommended);
    void fillPretrained(Option& option, const RecommendedModel* model);
    [[nodiscard]] TrainingSize sizeOf(const Option& option, const RecommendedModel* model) const;
    void fillDrawn(Option& option);
    void showOptions(Option& option, bool chosen);
    void use(const Key& key);
    void editOption(const ParameterForm& form, const std::string& name, const Value& value);
    void applySpaces();
    [[nodiscard]] std::vector<Key> wanted() const;
    [[nodiscard]] Key chosen() const;

    DraftNetwork& m_network;
    QVBoxLayout* m_column = nullptr;
    ProblemNotice* m_notice = nullptr;
    StarterCard* m_starter = nullptr;
    Button* m_another = nullptr;
    std::vector<Option> m_options;
    std::vector<RecommendedModel> m_models; ///< recommended first, whichever is chosen
};

} // namespace fettle::ui
