// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/use/search_card.h"

#include <algorithm>

#include <QClipboard>
#include <QComboBox>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QLocale>
#include <QSignalBlocker>
#include <nlohmann/json.hpp>

#include "ui/pages/help_button.h"
#include "ui/pages/results/result_words.h"
#include "ui/pages/use/command_text.h"
#include "ui/pages/use/search_hits.h"
#include "ui/pages/use/search_setup.h"
#include "ui/theme/theme.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/icon_button.h"
#include "ui/widgets/link.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/text_label.h"
#include "ui/widgets/toast.h"

namespace fettle::ui {
namespace {

constexpr int kSearchPauseMs = 150;
constexpr int kHits = 20;
/// More classes than that are no choice for a short list.
constexpr std::size_t kMostClasses = 200;

/// The column of classes by which rows can be chosen: what is predicted, else the first.
const FieldInfo* classField(const DatasetManifest& manifest)
{
    const FieldInfo* first = nullptr;
    for (const auto& field : manifest.fields) {
        if (field.kind != FieldKind::Category || field.classes.empty() || field.classes.size() > kMostClasses)
            continue;
        if (field.role == FieldRole::Target)
            return &field;
        if (!first)
            first = &field;
    }
    return first;
}

} // namespace

SearchCard::SearchCard(Session& session, TextSearch& search, QWidget* parent)
    : Card(parent), m_session(session), m_search(search), m_setup(new SearchSetup(session, search, this)), m_asking(new QWidget(this)),
      m_line(new QLineEdit(m_asking)), m_classes(new QComboBox), m_classField(new FormField(m_classes)),
      m_likeWords(new TextLabel(TextStyle::Body, m_asking)), m_back(new Link(TextStyle::Body, m_asking)),
      m_message(new TextLabel(TextStyle::Body, "text.secondary", this)), m_problem(new Notice(NoticeKind::Danger, this)),
      m_hits(new SearchHits(this)), m_copy(new IconButton("content-copy", this))
{
    addToHeader(m_copy);
    addToHeader(new HelpButton(session, QStringLiteral("use#search"), this));
    m_line->setClearButtonEnabled(true);
    m_message->setWrap(true);
    m_classes->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_classes->setMinimumContentsLength(10);
    auto* like = new QHBoxLayout;
    like->setContentsMargins(0, 0, 0, 0);
    like->addWidget(m_likeWords);
    like->addWidget(m_back);
    like->addStretch(1);
    auto* asking = new QVBoxLayout(m_asking);
    asking->setContentsMargins(0, 0, 0, 0);
    asking->addWidget(m_line);
    asking->addLayout(like);
    m_setup->addChoice(m_classField);
    for (QWidget* part : std::initializer_list<QWidget*>{m_asking, m_setup, m_problem, m_message, m_hits})
        content()->addWidget(part);
    m_pause.setSingleShot(true);
    m_pause.setInterval(kSearchPauseMs);
    connect(&m_pause, &QTimer::timeout, this, &SearchCard::ask);
    connect(m_line, &QLineEdit::textEdited, this, [this] {
        m_like.reset();
        m_pause.start();
        showState();
    });
    connect(m_line, &QLineEdit::returnPressed, this, [this] {
        m_pause.stop();
        m_like.reset();
        ask();
    });
    connect(m_classes, &QComboBox::activated, this, &SearchCard::ask);
    connect(m_back, &QAbstractButton::clicked, this, [this] {
        m_like.reset();
        ask();
        m_line->setFocus();
    });
    connect(m_hits, &SearchHits::similarWanted, this, &SearchCard::findLike);
    connect(m_copy, &QAbstractButton::clicked, this, &SearchCard::copyCommand);
    connect(&search, &TextSearch::changed, this, [this] {
        const bool wasHidden = m_asking->isHidden();
        if (m_askAgain && m_search.phase() == TextSearch::Phase::Ready)
            ask();
        else
            showState();
        // Whoever waited here for the preparation goes on by typing.
        const auto* focus = window()->focusWidget();
        if (wasHidden && !m_asking->isHidden() && isVisible() && focus && isAncestorOf(focus))
            m_line->setFocus();
    });
    connect(&search, &TextSearch::replaced, this, &SearchCard::takeOther);
    takeOther();
    applySpaces();
    showState();
}

bool SearchCard::isAsked() const { return m_like || !m_line->text().trimmed().isEmpty(); }

void SearchCard::takeOther()
{
    const auto* project = m_session.project();
    if (const auto id = project ? project->id : std::string(); id != m_project) {
        m_project = id;
        m_line->clear();
    }
    if (const auto& manifest = m_session.data().manifestPath; manifest != m_manifest) {
        m_manifest = manifest;
        m_like.reset();
    }
    ++m_round;
    m_searching = false;
    m_result.reset();
    m_error.reset();
    // What was asked is still wanted, of the other column or by the other model.
    m_askAgain = isAsked();
    showState();
}

void SearchCard::findLike(std::int64_t row)
{
    m_like = row;
    ask();
}

void SearchCard::ask()
{
    const int round = ++m_round;
    m_error.reset();
    m_askAgain = m_search.phase() != TextSearch::Phase::Ready && isAsked();
    if (m_askAgain || !isAsked()) {
        m_searching = false;
        m_result.reset();
        return showState();
    }
    auto params = m_search.params();
    params["top"] = kHits;
    params["supersedes"] = "search";
    if (m_like)
        params["row"] = *m_like;
    else
        params["text"] = m_line->text().trimmed().toStdString();
    if (m_classes->currentIndex() > 0) {
        params["filter_field"] = m_filterField;
        params["filter_value"] = m_classes->currentData().toString().toStdString();
    }
    m_searching = true;
    m_session.engine().request("search.query", std::move(params), this, [this, round](const Result<Value>& answer) {
        if (round == m_round)
            take(answer);
    });
    showState();
}

void SearchCard::take(const Result<Value>& answer)
{
    m_searching = false;
    auto result = answer ? fromValue<SearchResult>(*answer) : Result<SearchResult>(answer.error());
    if (result) {
        m_result = std::move(result).value();
        m_hits->setResult(*m_result);
    } else if (result.error().code == "training.index_missing") {
        m_askAgain = true;
        m_search.refresh(); // the cache was emptied meanwhile
    } else if (result.error().code != "service.superseded") {
        m_result.reset();
        m_error = result.error();
    }
    showState();
}

void SearchCard::fillClasses()
{
    const auto* field = m_session.data().phase == DataState::Phase::Ready ? classField(m_session.data().manifest) : nullptr;
    const QString chosen = m_classes->currentIndex() > 0 ? m_classes->currentData().toString() : QString();
    m_filterField = field ? field->name : std::string();
    m_classField->setVisible(field != nullptr);
    if (!field)
        return;
    const QSignalBlocker quiet(m_classes);
    m_classes->clear();
    m_classes->addItem(tr("all rows"), QString());
    for (const auto& name : field->classes)
        m_classes->addItem(QString::fromStdString(name), QString::fromStdString(name));
    m_classes->setCurrentIndex(std::max(0, m_classes->findData(chosen)));
    m_classField->setLabel(tr("Only where %1 is").arg(QString::fromStdString(field->name)));
    m_classes->setAccessibleName(tr("Only where %1 is").arg(QString::fromStdString(field->name)));
}

void SearchCard::showState()
{
    setTitle(tr("Search by meaning"));
    m_line->setPlaceholderText(tr("What are you looking for? A few words or a whole question"));
    m_line->setAccessibleName(tr("What to look for"));
    m_copy->setLabel(tr("Copy as a command"));
    m_back->setText(tr("Back to the search"));
    const bool ready = m_search.phase() == TextSearch::Phase::Ready;
    m_asking->setVisible(ready);
    m_copy->setVisible(ready && isAsked());
    m_classField->hide();
    if (ready)
        fillClasses();
    m_likeWords->setVisible(m_like.has_value());
    m_back->setVisible(m_like.has_value());
    if (m_like)
        m_likeWords->setText(tr("Rows like row %1").arg(QLocale().toString(static_cast<qlonglong>(*m_like + 1))));
    m_problem->setVisible(ready && m_error.has_value());
    if (m_error) {
        m_problem->setText(QString::fromStdString(m_session.sentences().sentence(*m_error)));
        m_problem->setDetails(QString::fromStdString(m_error->detail));
    }
    const bool any = ready && m_result && !m_result->hits.empty();
    m_hits->setVisible(any);
    QString message;
    if (ready && !m_error) {
        if (m_result && m_result->hits.empty())
            message = tr("No row is left to compare with. Choose all rows.");
        else if (any)
            message = tr("The nearest of %1").arg(counted(ExampleNoun::Row, m_result->searched));
        else if (m_searching)
            message = tr("Searching…");
        else
            message = tr("Other words for the same thing are found too. %1 are ready.").arg(counted(ExampleNoun::Row, m_search.index().count));
    }
    m_message->setText(message);
    m_message->setVisible(!message.isEmpty());
}

void SearchCard::copyCommand()
{
    QString command = QStringLiteral("fettle-cli search %1").arg(shellWord(QString::fromStdString(m_session.data().name)));
    command += m_like ? QStringLiteral(" --like %1").arg(*m_like + 1) : QStringLiteral(" ") + shellWord(m_line->text().trimmed());
    const auto params = m_search.params();
    if (const auto model = params.find("model"); model != params.end())
        command += QStringLiteral(" --model ") + shellWord(QString::fromStdString(model->second.asText()));
    if (m_search.index().fields.size() > 1)
        command += QStringLiteral(" --column ") + shellWord(QString::fromStdString(m_search.field()));
    if (m_classes->currentIndex() > 0)
        command += QStringLiteral(" --where ") + shellWord(QString::fromStdString(m_filterField) + QLatin1Char('=') + m_classes->currentData().toString());
    QGuiApplication::clipboard()->setText(command);
    Toast::show(this, tr("The command is copied."));
}

void SearchCard::applySpaces()
{
    const auto& theme = themeOf(this);
    content()->setSpacing(theme.space(2));
    m_asking->layout()->setSpacing(theme.space(1));
}

void SearchCard::changeEvent(QEvent* event)
{
    Card::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        showState();
    else if (event->type() == QEvent::StyleChange)
        applySpaces();
}

} // namespace fettle::ui
