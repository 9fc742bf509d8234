// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/model/pretrained_dialog.h"

#include <algorithm>
#include <array>
#include <string_view>

#include <QEvent>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QVBoxLayout>

#include "ui/pages/model/pretrained_words.h"
#include "ui/plots/run_words.h"
#include "ui/session/pretrained_library.h"
#include "ui/session/session.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/key_value_list.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/progress_bar.h"
#include "ui/widgets/text_label.h"

namespace fettle::ui {
namespace {

constexpr const char* kStarter = "starter";
/// Where another address of the index may help.
constexpr std::array<std::string_view, 6> kAddressProblems{"hub.no_index",    "hub.starter_not_in_index", "hub.bad_address",
                                                           "hub.not_reached", "hub.bad_answer",           "hub.tls_failed"};

enum FactRow { kModelRow, kAddressRow, kDownloadRow, kDiskRow, kLicenseRow, kLanguagesRow };

QString shownText(const std::string& text) { return QString::fromStdString(text); }

} // namespace

PretrainedDialog::PretrainedDialog(Session& session, QWidget* parent)
    : QDialog(parent), m_session(session), m_title(new TextLabel(TextStyle::Title)), m_sentence(new TextLabel(TextStyle::Body)),
      m_facts(new KeyValueList), m_replaces(new TextLabel(TextStyle::Body)), m_notice(new Notice(NoticeKind::Danger)),
      m_index(new QLineEdit), m_indexField(new FormField(m_index)), m_ask(new Button), m_progress(new ProgressBar),
      m_folder(new Button), m_file(new Button), m_cancel(new Button), m_fetch(new Button(ButtonKind::Primary))
{
    build();
    connect(m_ask, &QAbstractButton::clicked, this, [this] { look(kStarter); });
    connect(m_index, &QLineEdit::returnPressed, m_ask, &QAbstractButton::click);
    connect(m_fetch, &QAbstractButton::clicked, this, &PretrainedDialog::fetch);
    connect(m_cancel, &QAbstractButton::clicked, this, [this] {
        if (m_state == State::Fetching)
            stop();
        else
            reject();
    });
    connect(m_folder, &QAbstractButton::clicked, this, [this] {
        if (const auto folder = m_session.dialogs().openFolder(this, tr("Choose the folder of a pretrained model")); !folder.isEmpty())
            look(folder.toStdString());
    });
    connect(m_file, &QAbstractButton::clicked, this, [this] {
        const auto files = m_session.dialogs().openFiles(this, tr("Choose the file of a pretrained model"), {});
        if (!files.isEmpty())
            look(files.front().toStdString());
    });
    connect(&m_session.pretrained(), &PretrainedLibrary::changed, this, &PretrainedDialog::refresh);
    refresh();
}

void PretrainedDialog::build()
{
    const auto& theme = themeOf(this);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(theme.space(4), theme.space(4), theme.space(4), theme.space(4));
    column->setSpacing(theme.space(3));
    m_sentence->setWrap(true);
    m_replaces->setWrap(true);
    m_indexField->setFullWidth(true);
    m_indexField->addBesideField(m_ask);
    for (QWidget* part : {static_cast<QWidget*>(m_title), static_cast<QWidget*>(m_sentence), static_cast<QWidget*>(m_facts),
                          static_cast<QWidget*>(m_replaces), static_cast<QWidget*>(m_notice), static_cast<QWidget*>(m_indexField),
                          static_cast<QWidget*>(m_progress)})
        column->addWidget(part);
    column->addStretch(1);
    auto* row = new QHBoxLayout;
    row->setSpacing(theme.space(1));
    for (Button* button : {m_folder, m_file})
        row->addWidget(button);
    row->addStretch(1);
    for (Button* button : {m_cancel, m_fetch})
        row->addWidget(button);
    column->addLayout(row);
    // Return is for what the offer stands for, or for the field's own button.
    for (Button* button : {m_folder, m_file, m_cancel, m_ask})
        button->setAutoDefault(false);
    m_fetch->setDefault(true);
}

void PretrainedDialog::begin()
{
    if (m_state != State::Fetching)
        look(kStarter);
    open();
    fit();
}

void PretrainedDialog::look(const std::string& name)
{
    m_request = {};
    m_request.name = name;
    if (name == kStarter)
        m_request.index = m_index->text().trimmed().toStdString();
    m_problem.reset();
    setState(State::Looking);
    m_session.pretrained().look(m_request, this, [this, round = ++m_round](Result<PretrainedOffer> answer) {
        if (round != m_round)
            return; // something else is looked at meanwhile
        if (answer) {
            m_offer = std::move(answer).value();
            setState(State::Offered);
        } else {
            m_problem = answer.error();
            setState(State::Refused);
        }
    });
}

void PretrainedDialog::fetch()
{
    // What was shown is what is fetched, also if somebody changes it meanwhile.
    m_request.revision = m_offer.revision;
    m_problem.reset();
    setState(State::Fetching);
    m_session.pretrained().fetch(m_request, this, [this](Result<PretrainedModel> answer) {
        if (answer) {
            setState(State::Offered);
            accept();
            return;
        }
        m_problem = answer.error();
        // What was offered still is, so that one more try is one press away.
        setState(State::Offered);
        if (m_problem->code != "hub.stopped" && !isVisible())
            m_session.report(*m_problem);
    });
}

void PretrainedDialog::stop()
{
    m_cancel->setBusy(true);
    m_session.pretrained().cancel(m_offer.id);
}

void PretrainedDialog::setState(State state)
{
    m_state = state;
    m_cancel->setBusy(false);
    refresh();
    if (state == State::Offered)
        m_fetch->setFocus();
    else if (state == State::Refused && !m_indexField->isHidden())
        m_index->setFocus();
}

void PretrainedDialog::refresh()
{
    const bool offered = m_state == State::Offered || m_state == State::Fetching;
    setWindowTitle(tr("Get a pretrained model"));
    m_title->setText(tr("Get a pretrained model"));
    m_sentence->setText(m_state == State::Fetching
                            ? tr("It goes on when this window is closed; the model appears among the others when it has come.")
                        : m_request.name == kStarter || m_request.name.empty()
                            ? tr("The starter model turns English texts into numbers that say what they mean. It stays on this computer, for all your projects.")
                            : tr("The model is copied into Fettle and stays on this computer, for all your projects."));
    m_facts->setVisible(offered);
    m_replaces->setVisible(offered && m_offer.inLibrary);
    m_replaces->setText(tr("It is here already and would be replaced."));
    showFacts();
    showProblem();
    m_progress->setVisible(m_state == State::Looking || m_state == State::Fetching);
    const auto& fetching = m_session.pretrained().fetching();
    const auto found = m_state == State::Fetching ? fetching.find(m_offer.id) : fetching.end();
    FetchProgress start;
    show(*m_progress, m_session, found == fetching.end() ? start : found->second);
    m_folder->setText(tr("From a folder…"));
    m_file->setText(tr("From a file…"));
    m_ask->setText(tr("Look there"));
    m_cancel->setText(m_state == State::Fetching ? tr("Stop") : tr("Cancel"));
    m_fetch->setText(m_offer.origin == PretrainedOrigin::Path && offered ? tr("Copy it here") : tr("Fetch"));
    m_folder->setVisible(m_state != State::Fetching);
    m_file->setVisible(m_state != State::Fetching);
    m_fetch->setVisible(m_state == State::Offered || m_state == State::Looking);
    m_fetch->setEnabled(m_state == State::Offered);
    fit();
}

void PretrainedDialog::showFacts()
{
    const auto names = {tr("Model"), tr("From"), tr("Download"), tr("On the disk"), tr("License"), tr("Languages")};
    if (m_facts->count() == 0)
        for (const auto& name : names)
            m_facts->addRow(name);
    int row = 0;
    for (const auto& name : names)
        m_facts->setName(row++, name);
    const auto& sentences = m_session.sentences();
    const auto bytes = [&](std::int64_t count) { return shownText(sentences.bytes(static_cast<double>(count))); };
    m_facts->setValue(kModelRow, shownText(m_offer.title));
    m_facts->setValue(kAddressRow, shownText(m_offer.address));
    m_facts->setValue(kDownloadRow, m_offer.downloadBytes > 0 ? bytes(m_offer.downloadBytes) : tr("nothing, it is on this computer"));
    m_facts->setValue(kDiskRow, bytes(m_offer.sizeBytes));
    const auto license = PretrainedWords::license(m_offer.license);
    m_facts->setValue(kLicenseRow, m_offer.licenseLink.empty() ? license : license + QLatin1Char('\n') + shownText(m_offer.licenseLink));
    const auto languages = PretrainedWords::languages(m_offer.languages);
    m_facts->setValue(kLanguagesRow, languages);
    m_facts->setRowVisible(kLanguagesRow, !languages.isEmpty());
}

void PretrainedDialog::showProblem()
{
    m_notice->setVisible(m_problem.has_value());
    // The field stays where the address that it holds was the one looked at: it may want correcting.
    const bool fromIndex = m_request.name == kStarter &&
                           ((m_problem && std::ranges::count(kAddressProblems, m_problem->code) > 0) ||
                            (m_state == State::Looking && !m_request.index.empty()));
    m_indexField->setVisible(fromIndex);
    m_indexField->setLabel(tr("Address of the package index"));
    m_indexField->setHelp(tr("The address that pip uses, such as https://packages.example.org/simple"));
    if (!m_problem)
        return;
    const bool stopped = m_problem->code == "hub.stopped";
    // Not knowing an address is a question, not a mistake of somebody's.
    const bool asks = stopped || m_problem->code == "hub.no_index";
    m_notice->setKind(asks ? NoticeKind::Info : NoticeKind::Danger);
    m_notice->setText(shownText(m_session.sentences().sentence(*m_problem)));
    m_notice->setDetails(shownText(m_problem->detail));
}

void PretrainedDialog::show(ProgressBar& bar, const Session& session, const FetchProgress& progress)
{
    QString text;
    switch (progress.phase) {
    case FetchPhase::Downloading: text = tr("The model is being fetched"); break;
    case FetchPhase::Copying: text = tr("The model is being copied"); break;
    case FetchPhase::Publishing: text = tr("The model is being put in its place"); break;
    default: text = tr("Asking what there is"); break;
    }
    const bool counted = progress.totalBytes > 0 && progress.phase != FetchPhase::Looking;
    const auto bytes = [&](std::int64_t count) { return shownText(session.sentences().bytes(static_cast<double>(count))); };
    bar.setText(counted ? tr("%1, %2 of %3").arg(text, bytes(progress.doneBytes), bytes(progress.totalBytes)) : text);
    bar.setShare(counted ? std::optional(static_cast<double>(progress.doneBytes) / static_cast<double>(progress.totalBytes)) : std::nullopt);
    bar.setRemaining(progress.secondsLeft >= 0.0 ? RunWords::estimate(session, progress.secondsLeft) : QString());
}

void PretrainedDialog::fit()
{
    const auto& theme = themeOf(this);
    const int width = theme.size("frame.formWidthMax") + 2 * theme.space(4);
    setFixedWidth(width);
    layout()->activate();
    const int height = layout()->hasHeightForWidth() ? layout()->totalHeightForWidth(width) : layout()->totalSizeHint().height();
    setFixedHeight(height);
}

void PretrainedDialog::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::StyleChange)
        refresh();
    QDialog::changeEvent(event);
}

} // namespace fettle::ui
