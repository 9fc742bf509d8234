// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QScrollArea>

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
class TextLabel;

/// The models to choose from: the network drawn by hand where there is one, the recommended model, its alternatives;
/// each with its reason, size and time. The chosen one's options and the way to its layers stand in its card.
class ModelChoice : public QScrollArea {
    Q_OBJECT
public:
    explicit ModelChoice(DraftNetwork& network, QWidget* parent = nullptr);

    struct Option {
        Card* card = nullptr;
        std::string component; ///< the template; empty: the drawn network
        Pill* pill = nullptr;
        TextLabel* reason = nullptr;
        TextLabel* figures = nullptr;
        Button* use = nullptr;
        Button* layers = nullptr;
        Section* options = nullptr;
        ParameterForm* form = nullptr;
    };
    [[nodiscard]] const std::vector<Option>& options() const { return m_options; }
    [[nodiscard]] ProblemNotice& notice() { return *m_notice; }

Q_SIGNALS:
    /// "Change its layers".
    void layersAsked();

protected:
    void changeEvent(QEvent* event) override;

private:
    void refresh();
    void takeRecommendation();
    void makeCards();
    Option makeCard(const std::string& component);
    void fill(Option& option, const RecommendedModel* model, bool recommended);
    void fillDrawn(Option& option);
    void showOptions(Option& option, bool chosen);
    void use(const std::string& component);
    void applySpaces();
    [[nodiscard]] std::vector<std::string> wanted() const;
    [[nodiscard]] std::string chosen() const;

    DraftNetwork& m_network;
    QVBoxLayout* m_column = nullptr;
    ProblemNotice* m_notice = nullptr;
    std::vector<Option> m_options;
    std::vector<RecommendedModel> m_models; ///< in an order that stays when another one is chosen
    std::string m_recommended;
};

} // namespace fettle::ui
