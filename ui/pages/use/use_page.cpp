// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/use/use_page.h"

#include <QClipboard>
#include <QFileInfo>
#include <QGuiApplication>
#include <QLineEdit>
#include <QScrollArea>
#include <QVBoxLayout>
#include <nlohmann/json.hpp>

#include "ui/pages/results/run_names.h"
#include "ui/pages/results/run_picker.h"
#include "ui/pages/results/side_by_side.h"
#include "ui/pages/help_button.h"
#include "ui/pages/model/starter_card.h"
#include "ui/pages/use/adapter_card.h"
#include "ui/pages/use/answer_card.h"
#include "ui/pages/use/command_text.h"
#include "ui/pages/use/file_card.h"
#include "ui/pages/use/labels_card.h"
#include "ui/pages/use/picture_field.h"
#include "ui/pages/use/search_card.h"
#include "ui/pages/use/text_search.h"
#include "ui/pages/use/try_form.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/icon_button.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/page_header.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/text_label.h"
#include "ui/widgets/toast.h"

namespace fettle::ui {
namespace {

constexpr int kTwoColumns = 780;
constexpr int kPreviewSide = 640;

bool hasModel(const Session& session, const store::RunRecord& run) { return session.modelOfRun(run.id) != nullptr; }

} // namespace

UsePage::UsePage(Session& session, QWidget* parent) : Page(session, parent)
{
    build();
    buildTexts();
    connectParts();
    applySpaces();
    followRuns();
    followData();
}

UsePage::~UsePage() = default;

void UsePage::build()
{
    m_first.facts = new ModelFacts(session(), this);
    m_second.facts = new ModelFacts(session(), this);
    m_examples = new ExampleSource(session(), this);
    m_picker = new RunPicker(session(), hasModel, this);
    m_beside = new RunPicker(session(), [this](const Session& all, const store::RunRecord& run) {
        return hasModel(all, run) && run.id != m_first.facts->run();
    }, this);
    m_parts = new SegmentedControl(this);
    for (int part = 0; part < 3; ++part)
        m_parts->addSegment({});
    m_parts->setEqualWidths(false);
    body().addWidget(m_parts, 0, Qt::AlignLeft);
    m_bar = new QWidget(this);
    auto* bar = new QHBoxLayout(m_bar);
    bar->setContentsMargins(0, 0, 0, 0);
    bar->addWidget(m_picker);
    bar->addStretch(1);
    bar->addWidget(m_beside);
    body().addWidget(m_bar);

    m_column = new QWidget;
    m_empty = new EmptyState("send", m_column);
    m_problem = new Notice(NoticeKind::Danger, m_column);
    m_tried = new SideBySide(kTwoColumns, m_column);
    m_input = new Card(m_tried);
    m_copy = new IconButton("content-copy", m_input);
    m_another = new Button(ButtonKind::Normal, m_input);
    m_input->addToHeader(m_another);
    m_input->addToHeader(m_copy);
    m_input->addToHeader(new HelpButton(session(), QStringLiteral("use#try"), m_input));
    m_form = new TryForm(m_input);
    m_picture = new PictureField(m_input);
    m_input->content()->addWidget(m_form);
    m_input->content()->addWidget(m_picture);
    m_input->content()->addStretch(1);
    m_answers = new QWidget(m_tried);
    auto* answers = new QVBoxLayout(m_answers);
    answers->setContentsMargins(0, 0, 0, 0);
    m_first.card = new AnswerCard(session().sentences(), m_answers);
    m_second.card = new AnswerCard(session().sentences(), m_answers);
    answers->addWidget(m_first.card, 1);
    answers->addWidget(m_second.card, 1);
    m_tried->add(m_input, 3);
    m_tried->add(m_answers, 2);
    m_file = new FileCard(session(), *m_first.facts, m_column);
    m_file->addToHeader(new HelpButton(session(), QStringLiteral("use#file"), m_file));

    m_adapter = new AdapterCard(session(), *m_first.facts, m_column);
    m_adapter->addToHeader(new HelpButton(session(), QStringLiteral("models#lora"), m_adapter));

    auto* column = new QVBoxLayout(m_column);
    column->setContentsMargins(0, 0, 0, 0);
    for (QWidget* part : std::initializer_list<QWidget*>{m_empty, m_problem, m_tried, m_file, m_adapter})
        column->addWidget(part);
    column->addStretch(1);
    m_scroll = new QScrollArea(this);
    m_scroll->setWidget(m_column);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->viewport()->setAutoFillBackground(false);
    m_column->setAutoFillBackground(false);
    body().addWidget(m_scroll, 1);
}

void UsePage::buildTexts()
{
    m_search = new TextSearch(session(), this);
    m_starter = new QWidget(m_column);
    auto* starter = new QVBoxLayout(m_starter);
    starter->setContentsMargins(0, 0, 0, 0);
    starter->addWidget(new StarterCard(session(), m_starter));
    m_searchCard = new SearchCard(session(), *m_search, m_column);
    m_labelsCard = new LabelsCard(session(), *m_search, m_column);
    auto* column = qobject_cast<QVBoxLayout*>(m_column->layout());
    // Before the stretch that keeps everything at the top.
    for (QWidget* part : std::initializer_list<QWidget*>{m_starter, m_searchCard, m_labelsCard})
        column->insertWidget(column->count() - 1, part);
}

void UsePage::choosePart(Part part)
{
    m_part = part;
    m_parts->setCurrentIndex(static_cast<int>(part));
    showState();
    if (part == Part::Search)
        m_searchCard->line()->setFocus();
}

void UsePage::openTopic(const QString& topic)
{
    if (m_search->phase() == TextSearch::Phase::NoTexts)
        return;
    m_partChosen = true;
    choosePart(topic == QStringLiteral("names") ? Part::Names : topic == QStringLiteral("search") ? Part::Search : Part::Model);
}

void UsePage::followData()
{
    const bool texts = m_search->phase() != TextSearch::Phase::NoTexts;
    m_parts->setVisible(texts);
    if (!texts)
        choosePart(Part::Model);
    else if (!m_partChosen)
        choosePart(m_first.facts->record() ? Part::Model : Part::Search);
}

void UsePage::connectParts()
{
    connect(m_parts, &SegmentedControl::currentChanged, this, [this](int index) {
        m_partChosen = true;
        choosePart(static_cast<Part>(index));
    });
    connect(m_search, &TextSearch::changed, this, [this] {
        if (m_parts->isHidden() == (m_search->phase() != TextSearch::Phase::NoTexts))
            followData();
        if (m_part != Part::Model)
            showState();
    });
    connect(&session(), &Session::projectChanged, this, [this] {
        m_partChosen = false;
        followData();
    });
    connect(&session(), &Session::runsChanged, this, &UsePage::followRuns);
    connect(&session(), &Session::currentRunChanged, this, &UsePage::followRuns);
    connect(m_first.facts, &ModelFacts::changed, this, &UsePage::factsChanged);
    connect(m_second.facts, &ModelFacts::changed, this, &UsePage::secondChanged);
    connect(m_picker, &RunPicker::runChosen, this, [this](const std::string& run) { session().selectRun(run); });
    connect(m_beside, &RunPicker::runChosen, this, [this](const std::string& run) { m_second.facts->setRun(run); });
    connect(m_examples, &ExampleSource::came, this, &UsePage::showExample);
    connect(m_examples, &ExampleSource::failed, this, &UsePage::showState);
    connect(m_another, &QAbstractButton::clicked, m_examples, &ExampleSource::next);
    connect(m_copy, &QAbstractButton::clicked, this, &UsePage::copyCommand);
    connect(m_form, &TryForm::edited, this, [this] {
        // No longer what the data says.
        m_truth = {};
        ask();
    });
    connect(m_picture, &PictureField::fileDropped, this, &UsePage::tryPicture);
    connect(m_picture, &PictureField::chooseWanted, this, &UsePage::choosePicture);
    connect(m_file, &FileCard::stateChanged, this, &UsePage::showState);
    connect(m_adapter, &AdapterCard::merged, this, [this] { m_first.facts->setRun(m_first.facts->run(), true); });
    connect(&m_thumbnails, &ThumbnailLoader::loaded, this, [this](const QList<qint64>& ids) {
        if (m_example && m_pictureFile.isEmpty() && ids.contains(m_example->id))
            m_picture->setImage(m_thumbnails.find(m_example->id), tr("Row %1 of the data").arg(m_example->id + 1));
    });
}

void UsePage::entered()
{
    followRuns();
    m_search->refresh();
    // The threshold may have been moved on the Results page.
    m_first.facts->setRun(m_first.facts->run(), true);
}

QWidget* UsePage::presentable() { return m_part == Part::Model ? m_tried : static_cast<QWidget*>(nullptr); }

std::string UsePage::firstWithModel() const
{
    if (const auto* current = session().currentRun(); current && session().modelOfRun(current->id))
        return current->id;
    for (const auto& run : session().runs())
        if (session().modelOfRun(run.id))
            return run.id;
    return {};
}

void UsePage::followRuns()
{
    chooseRun(firstWithModel());
    if (!m_partChosen)
        followData();
}

void UsePage::chooseRun(const std::string& run)
{
    m_picker->setRun(run);
    if (run != m_first.facts->run()) {
        m_example.reset();
        m_pictureFile.clear();
        m_picture->setImage({}, {});
        m_first.card->setWaiting();
        if (m_second.facts->run() == run)
            m_second.facts->setRun({});
    }
    m_first.facts->setRun(run);
    m_beside->setRun(m_second.facts->run());
    m_examples->setRun(session().run(run));
    showState();
}

void UsePage::factsChanged()
{
    std::vector<FieldInfo> fields;
    if (m_first.facts->isKnown() && !m_first.facts->takesPictures())
        for (const auto& use : m_first.facts->manifest().inputs)
            if (const auto* info = m_first.facts->field(use.field))
                fields.push_back(*info);
    m_form->setFields(fields);
    if (m_example && !m_first.facts->takesPictures())
        m_form->setRow(m_example->row);
    m_file->modelChanged();
    m_adapter->modelChanged();
    showState();
    ask();
}

void UsePage::secondChanged()
{
    m_second.card->setWaiting();
    showState();
    if (m_second.facts->isKnown())
        askSeat(m_second, "try_second");
}

void UsePage::showState()
{
    const bool model = m_part == Part::Model;
    m_starter->setVisible(!model && m_search->phase() == TextSearch::Phase::NoModel);
    m_searchCard->setVisible(m_part == Part::Search);
    m_labelsCard->setVisible(m_part == Part::Names);
    if (model)
        return showModelPart();
    for (QWidget* part : std::initializer_list<QWidget*>{m_empty, m_bar, m_problem, m_tried, m_file, m_adapter})
        part->hide();
    header().setSentence(m_part == Part::Search ? tr("Find what your texts say, in other words than theirs.")
                                                : tr("Give texts a first order before there is a single example."));
    const bool unprepared = m_search->phase() == TextSearch::Phase::Unprepared;
    header().primary()->setText(tr("Prepare the search"));
    header().primary()->setBusy(false);
    header().primary()->setVisible(unprepared);
}

void UsePage::showModelPart()
{
    header().setSentence(tr("Try the model on one example, or let it answer a whole file."));
    header().primary()->show();
    const bool any = m_first.facts->record() != nullptr;
    const bool known = m_first.facts->isKnown();
    const bool pictures = known && m_first.facts->takesPictures();
    m_empty->setVisible(!any);
    m_bar->setVisible(any);
    m_problem->setVisible(m_first.facts->error().has_value());
    if (const auto& error = m_first.facts->error()) {
        m_problem->setText(QString::fromStdString(session().sentences().sentence(*error)));
        m_problem->setDetails(QString::fromStdString(error->detail));
    }
    m_tried->setVisible(known);
    m_file->setVisible(known);
    m_adapter->setVisible(m_adapter->isForThisModel());
    m_form->setVisible(known && !pictures);
    m_picture->setVisible(pictures);
    m_another->setVisible(m_examples->isAvailable());
    m_copy->setVisible(!pictures || !m_pictureFile.isEmpty());
    const bool two = m_second.facts->record() != nullptr;
    m_second.card->setVisible(two);
    const auto nameOf = [this](const std::string& run) {
        const auto* record = session().run(run);
        return record ? runName(*record) : QString();
    };
    m_first.card->setModelName(two ? nameOf(m_first.facts->run()) : QString());
    m_second.card->setModelName(nameOf(m_second.facts->run()));
    m_beside->setVisible(session().models().size() > 1);
    header().primary()->setText(any ? tr("Predict a file…") : tr("Train"));
    header().primary()->setBusy(m_file->isRunning());
}

void UsePage::showExample(const DataExample& example)
{
    m_example = example;
    m_pictureFile.clear();
    m_truth = example.truth;
    m_form->setRow(example.row);
    if (example.picture) {
        m_picture->setImage(m_thumbnails.find(example.id), tr("Row %1 of the data").arg(example.id + 1));
        m_thumbnails.want({{example.id, *example.picture}});
    }
    showState();
    ask();
}

void UsePage::choosePicture()
{
    tryPicture(session().dialogs().openFiles(this, tr("Choose a picture"),
                                             tr("Pictures (*.jpg *.jpeg *.png *.bmp *.gif *.webp *.heic *.avif);;All files (*)")).value(0));
}

void UsePage::tryPicture(const QString& path)
{
    if (path.isEmpty())
        return;
    m_pictureFile = path;
    m_truth = {};
    m_picture->setImage({}, QFileInfo(path).fileName());
    const auto output = platform::toUtf8(session().engine().workspace() / "cache" / "tried-picture.jpg");
    ValueMap params{{"path", path.toStdString()}, {"side", kPreviewSide}, {"output", output}, {"supersedes", "try_picture"}};
    session().engine().request("worker.picture_preview", std::move(params), this, [this, path, output](Result<Value> answer) {
        // What cannot be shown cannot be predicted either; that answer says why.
        if (path == m_pictureFile && answer)
            m_picture->setImage(QImage(QString::fromStdString(output)), QFileInfo(path).fileName());
    });
    showState();
    ask();
}

PredictRequest UsePage::question() const
{
    PredictRequest request;
    if (!m_first.facts->takesPictures()) {
        request.rows.push_back(m_form->row());
    } else if (!m_pictureFile.isEmpty()) {
        request.paths.push_back(m_pictureFile.toStdString());
    } else if (m_example) {
        request.manifestPath = m_example->manifestPath;
        request.ids.push_back(m_example->id);
    }
    return request;
}

void UsePage::ask()
{
    askSeat(m_first, "try_first");
    if (m_second.facts->isKnown())
        askSeat(m_second, "try_second");
}

void UsePage::askSeat(Seat& seat, const std::string& key)
{
    auto request = question();
    const int round = ++seat.round;
    const bool nothing = request.paths.empty() && request.ids.empty() && (request.rows.empty() || request.rows.front().empty());
    if (!seat.facts->isKnown() || !seat.facts->record() || nothing || !m_form->isReady()) {
        seat.card->setWaiting();
        return;
    }
    const bool isLikeness = seat.facts->comparesTexts();
    request.modelFolder = seat.facts->record()->folder;
    auto params = toValue(request).asMap();
    params["supersedes"] = key;
    QString text;
    if (const auto* marked = seat.facts->markedText(); marked && !request.rows.empty())
        if (const auto cell = request.rows.front().find(marked->name); cell != request.rows.front().end())
            text = QString::fromStdString(cell->second.asText());
    session().engine().request("worker.predict", std::move(params), this, [&seat, round, text, isLikeness, truth = m_truth](Result<Value> answer) {
        if (round != seat.round)
            return;
        auto result = answer ? fromValue<PredictResult>(*answer) : Result<PredictResult>(answer.error());
        if (result && isLikeness)
            seat.card->setLikeness(*result);
        else if (result)
            seat.card->setAnswer(*result, seat.facts->threshold(), truth, text, seat.facts->labels());
        else if (result.error().code != "service.superseded")
            seat.card->setError(result.error());
    });
}

void UsePage::copyCommand()
{
    const auto* model = m_first.facts->record();
    if (!model)
        return;
    QGuiApplication::clipboard()->setText(m_first.facts->takesPictures() ? predictFilesCommand(model->id, {m_pictureFile}, {})
                                                                         : predictRowCommand(model->id, m_form->row()));
    Toast::show(this, tr("The command is copied."));
}

void UsePage::primary()
{
    if (m_part != Part::Model)
        m_search->prepare();
    else if (m_first.facts->record())
        m_file->chooseFile();
    else
        session().goTo(Place::Train);
}

void UsePage::retranslate()
{
    header().setTitle(tr("Use"));
    m_scroll->setAccessibleName(tr("Use"));
    m_picker->setLabel(tr("Run"));
    m_beside->setLabel(tr("Beside it"));
    m_beside->setNoneText(tr("no other run"));
    m_input->setTitle(tr("Try it"));
    m_another->setText(tr("Another example"));
    m_copy->setLabel(tr("Copy as a command"));
    m_parts->setSegmentText(0, tr("Your model"));
    m_parts->setSegmentText(1, tr("Search texts"));
    m_parts->setSegmentText(2, tr("Without examples"));
    m_empty->setTitle(tr("No model yet"));
    m_empty->setSentence(tr("As soon as a training has ended, its model can be tried here."));
    showState();
}

void UsePage::applySpaces()
{
    const auto& theme = themeOf(this);
    m_column->layout()->setSpacing(theme.space(3));
    m_answers->layout()->setSpacing(theme.space(3));
    m_bar->layout()->setSpacing(theme.space(2));
}

void UsePage::changeEvent(QEvent* event)
{
    Page::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        applySpaces();
}

} // namespace fettle::ui
