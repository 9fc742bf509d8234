// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/use/labels_card.h"

#include <algorithm>

#include <QEvent>
#include <QFileInfo>
#include <QFontMetrics>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QLocale>
#include <QPlainTextEdit>
#include <nlohmann/json.hpp>

#include "engine/client/name_list.h"
#include "ui/pages/help_button.h"
#include "ui/pages/results/result_words.h"
#include "ui/pages/use/score_bars.h"
#include "ui/pages/use/search_setup.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/link.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/text_label.h"

namespace fettle::ui {
namespace {

constexpr int kLabelsPauseMs = 200;
constexpr int kLinesOfText = 3;
/// As high as its names need, between these.
constexpr int kFewestLines = 3;
constexpr int kMostLines = 8;
/// More classes than that are no beginning to edit.
constexpr std::size_t kMostSuggestedNames = 40;

/// Names of classes are often written for machines: card_arrival.
QString readable(QString name) { return name.replace(QLatin1Char('_'), QLatin1Char(' ')).simplified(); }

std::vector<ScoreBars::Score> sorted(std::vector<ScoreBars::Score> scores)
{
    std::ranges::stable_sort(scores, std::ranges::greater{}, &ScoreBars::Score::share);
    return scores;
}

} // namespace

LabelsCard::LabelsCard(Session& session, TextSearch& search, QWidget* parent)
    : Card(parent), m_session(session), m_search(search), m_intro(new TextLabel(TextStyle::Body, "text.secondary", this)),
      m_labels(new QPlainTextEdit(this)), m_sentence(new QLineEdit(this)), m_text(new QPlainTextEdit(this)),
      m_labelsField(new FormField(m_labels, this)), m_divide(new Link(TextStyle::Body, this)), m_sentenceField(new FormField(m_sentence, this)),
      m_textField(new FormField(m_text, this)), m_barsTitle(new TextLabel(TextStyle::Small, "text.secondary", this)), m_bars(new ScoreBars(this)),
      m_rowsTitle(new TextLabel(TextStyle::Strong, this)), m_setup(new SearchSetup(session, search, this)),
      m_suggest(new Button(ButtonKind::Normal, this)), m_save(new Button(ButtonKind::Normal, this)), m_counts(new ScoreBars(this)),
      m_outcome(new TextLabel(TextStyle::Body, this)), m_problem(new Notice(NoticeKind::Danger, this))
{
    addToHeader(new HelpButton(session, QStringLiteral("use#names"), this));
    m_intro->setWrap(true);
    m_outcome->setWrap(true);
    m_labels->setTabChangesFocus(true);
    m_text->setTabChangesFocus(true);
    for (auto* field : {m_labelsField, m_sentenceField, m_textField})
        field->setFullWidth(true);
    content()->addWidget(m_intro);
    content()->addWidget(m_labelsField);
    content()->addWidget(m_divide, 0, Qt::AlignLeft);
    for (QWidget* part : std::initializer_list<QWidget*>{m_sentenceField, m_textField, m_problem, m_barsTitle, m_bars, m_rowsTitle, m_setup})
        content()->addWidget(part);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_suggest);
    buttons->addWidget(m_save);
    buttons->addStretch(1);
    content()->addLayout(buttons);
    content()->addWidget(m_counts);
    content()->addWidget(m_outcome);
    m_pause.setSingleShot(true);
    m_pause.setInterval(kLabelsPauseMs);
    connect(&m_pause, &QTimer::timeout, this, &LabelsCard::askText);
    connect(m_labels, &QPlainTextEdit::textChanged, this, &LabelsCard::namesEdited);
    connect(m_divide, &QAbstractButton::clicked, this, &LabelsCard::divideNames);
    connect(m_sentence, &QLineEdit::textEdited, this, &LabelsCard::namesEdited);
    connect(m_text, &QPlainTextEdit::textChanged, this, &LabelsCard::textEdited);
    connect(m_suggest, &QAbstractButton::clicked, this, &LabelsCard::askRows);
    connect(m_save, &QAbstractButton::clicked, this, &LabelsCard::chooseFile);
    connect(&search, &TextSearch::changed, this, &LabelsCard::showState);
    connect(&search, &TextSearch::replaced, this, [this] {
        m_saved.reset();
        takeData();
        namesEdited();
    });
    takeData();
    showState();
}

void LabelsCard::takeData()
{
    const auto& data = m_session.data();
    const auto manifest = data.phase == DataState::Phase::Ready ? data.manifestPath : std::string();
    if (manifest == m_manifest)
        return;
    m_manifest = manifest;
    QStringList names;
    for (const auto& field : data.manifest.fields)
        if (field.role == FieldRole::Target && field.classes.size() <= kMostSuggestedNames)
            for (const auto& name : field.classes)
                names << QString::fromStdString(name);
    m_labels->setPlainText(names.join(QLatin1Char('\n')));
}

QStringList LabelsCard::names() const
{
    QStringList names;
    for (const auto& line : m_labels->toPlainText().split(QLatin1Char('\n'), Qt::SkipEmptyParts))
        if (const auto name = line.trimmed(); !name.isEmpty() && !names.contains(name))
            names << name;
    return names;
}

ValueList LabelsCard::labelList() const
{
    ValueList list;
    for (const auto& name : names())
        list.emplace_back(name.toStdString());
    return list;
}

void LabelsCard::divideNames()
{
    QStringList lines;
    for (const auto& name : client::splitNameList(m_labels->toPlainText().toStdString()))
        lines << QString::fromStdString(name);
    // As if it were typed, so that it can be undone.
    m_labels->selectAll();
    m_labels->insertPlainText(lines.join(QLatin1Char('\n')));
}

void LabelsCard::fitNames()
{
    const auto& theme = themeOf(this);
    const int lines = std::clamp(m_labels->document()->blockCount(), kFewestLines, kMostLines);
    m_labels->setFixedHeight(lines * theme.lineHeight(TextStyle::Body) + 2 * theme.space(1));
}

ValueMap LabelsCard::params() const
{
    auto params = m_search.params();
    params["labels"] = labelList();
    params["sentence"] = m_sentence->text().trimmed().toStdString();
    return params;
}

void LabelsCard::namesEdited()
{
    // What was suggested was suggested for other names. A file that is being written goes on as it was ordered.
    m_rows.reset();
    ++m_rowsRound;
    m_askingRows = false;
    // Nor is it the same file any more that could not be written.
    m_saveError.reset();
    textEdited();
}

void LabelsCard::textEdited()
{
    m_error.reset();
    m_pause.start();
    showState();
}

void LabelsCard::fail(const Error& error)
{
    if (error.code == "service.superseded")
        return;
    m_error = error;
    showState();
}

void LabelsCard::askText()
{
    const int round = ++m_textRound;
    const auto text = m_text->toPlainText().trimmed();
    if (text.isEmpty() || labelList().size() < 2 || m_search.models().empty()) {
        m_bars->setScores({}, 0.0);
        return showState();
    }
    auto asked = params();
    asked["texts"] = ValueList{text.toStdString()};
    asked["supersedes"] = "labels";
    m_session.engine().request("search.labels", std::move(asked), this, [this, round](const Result<Value>& answer) {
        if (round != m_textRound)
            return;
        const auto result = answer ? fromValue<LabelResult>(*answer) : Result<LabelResult>(answer.error());
        if (!result) {
            m_bars->setScores({}, 0.0);
            return fail(result.error());
        }
        std::vector<ScoreBars::Score> scores;
        if (!result->answers.empty())
            for (const auto& [label, score] : result->answers.front().scores)
                scores.push_back({readable(QString::fromStdString(label)), std::max(0.0, score)});
        m_bars->setScores(sorted(std::move(scores)), 0.0);
        showState();
    });
}

void LabelsCard::askRows()
{
    const int round = ++m_rowsRound;
    m_askingRows = true;
    m_error.reset();
    m_session.engine().request("search.labels", params(), this, [this, round](const Result<Value>& answer) {
        if (round != m_rowsRound)
            return;
        m_askingRows = false;
        auto result = answer ? fromValue<LabelResult>(*answer) : Result<LabelResult>(answer.error());
        if (!result)
            return fail(result.error());
        m_rows = std::move(result).value();
        std::vector<ScoreBars::Score> shares;
        for (const auto& [label, count] : m_rows->counts)
            shares.push_back({readable(QString::fromStdString(label)), static_cast<double>(count) / static_cast<double>(std::max<std::int64_t>(1, m_rows->count))});
        m_counts->setScores(sorted(std::move(shares)), 0.0);
        showState();
    });
    showState();
}

void LabelsCard::chooseFile()
{
    QString path = m_session.dialogs().saveFile(this, tr("Save the suggestions"), tr("%1 labels.xlsx").arg(QString::fromStdString(m_session.data().name)),
                                                tr("Excel workbook (*.xlsx);;CSV (*.csv)"));
    if (path.isEmpty())
        return;
    if (QFileInfo(path).suffix().isEmpty())
        path += QStringLiteral(".xlsx");
    saveRows(path);
}

void LabelsCard::saveRows(const QString& path)
{
    auto asked = params();
    asked["output_path"] = path.toStdString();
    m_saving = path;
    m_saved.reset();
    m_saveError.reset();
    // No round and no key that something newer could take: whatever is typed meanwhile, its end is told.
    m_session.engine().request("search.labels", std::move(asked), this, [this, manifest = m_manifest](const Result<Value>& answer) {
        m_saving.clear();
        auto result = answer ? fromValue<LabelResult>(*answer) : Result<LabelResult>(answer.error());
        // Where other data are shown by now, only that there is no file is worth a word.
        if (!result)
            m_saveError = result.error();
        else if (manifest == m_manifest)
            m_saved = std::move(result).value();
        showState();
    });
    showState();
}

QString LabelsCard::outcomeText() const
{
    QStringList sentences;
    if (!m_saving.isEmpty())
        sentences << tr("“%1” is being written. You can go on typing.").arg(QFileInfo(m_saving).fileName());
    if (m_saved && !m_saved->outputPath.empty())
        sentences << tr("The suggestions are in “%1”. Correct them there and import the file: with a handful of right ones a model can be trained.")
                         .arg(QFileInfo(QString::fromStdString(m_saved->outputPath)).fileName());
    const auto& counted = m_rows ? m_rows : m_saved;
    if (counted && counted->known > 0)
        sentences << tr("Where “%1” is known already, %2 of 100 suggestions agree with it.")
                         .arg(QString::fromStdString(counted->target), ofHundred(static_cast<double>(counted->agreed) / static_cast<double>(counted->known)));
    return sentences.join(QLatin1Char(' '));
}

void LabelsCard::showFields()
{
    m_labelsField->setLabel(tr("Names of the classes"));
    m_labelsField->setHelp(tr("One in each line, in plain words: “where is my parcel” says more than “WISMO”."));
    const auto listed = names();
    m_divide->setText(tr("These are several: a line for each"));
    m_divide->setVisible(listed.size() == 1 && client::splitNameList(listed.front().toStdString()).size() > 1);
    m_sentenceField->setLabel(tr("Sentence around a name"));
    m_sentence->setPlaceholderText(tr("This is about {}."));
    m_sentenceField->setHelp(tr("Optional; {} stands for the name. A sentence like the texts themselves often helps."));
    m_textField->setLabel(tr("Try a text"));
    m_text->setFixedHeight(kLinesOfText * themeOf(this).lineHeight(TextStyle::Body) + 2 * themeOf(this).space(1));
    fitNames();
}

void LabelsCard::showRows()
{
    m_rowsTitle->setText(tr("First suggestions for all rows"));
    const bool ready = m_search.phase() == TextSearch::Phase::Ready;
    m_suggest->setText(tr("Suggest labels"));
    m_save->setText(tr("Save with suggestions…"));
    m_suggest->setVisible(ready);
    m_save->setVisible(ready || !m_saving.isEmpty());
    const QString missing = names().size() >= 2 ? QString() : tr("Type at least two names first");
    m_suggest->setDisabledReason(missing);
    m_save->setDisabledReason(m_saving.isEmpty() ? missing : QString());
    m_suggest->setBusy(m_askingRows);
    m_save->setBusy(!m_saving.isEmpty());
    m_counts->setVisible(m_rows.has_value());
    m_outcome->setText(outcomeText());
    m_outcome->setVisible(!m_outcome->text().isEmpty());
}

void LabelsCard::showState()
{
    setTitle(tr("Sort by the names of the classes alone"));
    m_intro->setText(tr("Nothing is trained: the model compares each text with the names you type. Good for a first order; even 8 examples a class usually do better."));
    showFields();
    // A file that could not be written matters more than a text that could not be tried, but hides nothing.
    QStringList problems;
    QStringList details;
    for (const auto* error : {&m_saveError, &m_error})
        if (*error) {
            problems << QString::fromStdString(m_session.sentences().sentence(**error));
            details << QString::fromStdString((*error)->detail);
        }
    problems.removeDuplicates();
    details.removeAll(QString());
    details.removeDuplicates();
    m_problem->setVisible(!problems.isEmpty());
    m_problem->setText(problems.join(QLatin1Char('\n')));
    m_problem->setDetails(details.join(QLatin1Char('\n')));
    m_barsTitle->setText(tr("How near the text is to each name; not how likely it is."));
    m_barsTitle->setVisible(!m_bars->scores().empty());
    m_bars->setVisible(!m_bars->scores().empty());
    showRows();
}

void LabelsCard::changeEvent(QEvent* event)
{
    Card::changeEvent(event);
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::StyleChange)
        showState();
    if (event->type() == QEvent::StyleChange)
        content()->setSpacing(themeOf(this).space(2));
}

} // namespace fettle::ui
