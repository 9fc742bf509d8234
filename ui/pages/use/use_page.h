// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "ui/pages/page.h"
#include "ui/pages/use/example_source.h"
#include "ui/pages/use/model_facts.h"

class QScrollArea;

namespace fettle::ui {

class AdapterCard;
class AnswerCard;
class Button;
class Card;
class EmptyState;
class FileCard;
class IconButton;
class LabelsCard;
class Notice;
class PictureField;
class RunPicker;
class SearchCard;
class SegmentedControl;
class SideBySide;
class StarterCard;
class TextLabel;
class TextSearch;
class TryForm;

/// A trained model at work: one example at a time with the answer at once, beside another run if wanted, or a whole file.
/// Where the data has texts, they can be searched by meaning and sorted by names too; that needs no training.
class UsePage : public Page {
    Q_OBJECT
public:
    explicit UsePage(Session& session, QWidget* parent = nullptr);
    ~UsePage() override;

    void entered() override;
    [[nodiscard]] QWidget* presentable() override;
    [[nodiscard]] QString helpTopic() const override { return QStringLiteral("use"); }
    /// "search" and "names": the parts that need no training.
    void openTopic(const QString& topic) override;

protected:
    void retranslate() override;
    void primary() override;
    void changeEvent(QEvent* event) override;

private:
    enum class Part { Model, Search, Names };

    /// A model that answers: its facts, its card, and which of its questions counts.
    struct Seat {
        ModelFacts* facts = nullptr;
        AnswerCard* card = nullptr;
        int round = 0;
    };

    void build();
    void buildTexts();
    void choosePart(Part part);
    void followData();
    void showModelPart();
    void connectParts();
    void applySpaces();
    void followRuns();
    void chooseRun(const std::string& run);
    void factsChanged();
    void secondChanged();
    void showState();
    void showExample(const DataExample& example);
    void tryPicture(const QString& path);
    void choosePicture();
    void ask();
    void askSeat(Seat& seat, const std::string& key);
    [[nodiscard]] PredictRequest question() const;
    void copyCommand();
    [[nodiscard]] std::string firstWithModel() const;

    SegmentedControl* m_parts = nullptr;
    Part m_part = Part::Model;
    bool m_partChosen = false; ///< by the user
    TextSearch* m_search = nullptr;
    QWidget* m_starter = nullptr;
    SearchCard* m_searchCard = nullptr;
    LabelsCard* m_labelsCard = nullptr;
    RunPicker* m_picker = nullptr;
    RunPicker* m_beside = nullptr;
    QWidget* m_bar = nullptr;
    QScrollArea* m_scroll = nullptr;
    QWidget* m_column = nullptr;
    EmptyState* m_empty = nullptr;
    Notice* m_problem = nullptr;
    SideBySide* m_tried = nullptr;
    Card* m_input = nullptr;
    IconButton* m_copy = nullptr;
    TryForm* m_form = nullptr;
    PictureField* m_picture = nullptr;
    Button* m_another = nullptr;
    QWidget* m_answers = nullptr;
    FileCard* m_file = nullptr;
    AdapterCard* m_adapter = nullptr;
    Seat m_first;
    Seat m_second;
    ExampleSource* m_examples = nullptr;
    ThumbnailLoader m_thumbnails;
    /// What the picture field shows: an example of the data, or a user's file.
    std::optional<DataExample> m_example;
    QString m_pictureFile;
    Value m_truth; ///< of the example as long as nothing was changed
};

} // namespace fettle::ui
