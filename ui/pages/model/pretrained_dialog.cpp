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
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/text_label.h"

namespace fettle::ui {
namespace {

constexpr const char* kStarter = "starter";
constexpr std::string_view kUnknownModel = "hub.unknown_model";
/// Where another address of the index may help.
constexpr std::array<std::string_view, 8> kAddressProblems{"hub.no_index",    "hub.starter_not_in_index", "hub.bad_address",
                                                           "hub.not_reached", "hub.bad_answer",           "hub.tls_failed",
                                                           "hub.no_endpoint", kUnknownModel};
constexpr std::array<std::string_view, 2> kTokenProblems{"hub.needs_token", "hub.token_refused"};
/// What a hub says of a private model is that it does not know it.
constexpr std::array kNameProblems{kUnknownModel};

enum FactRow { kModelRow, kAddressRow, kDownloadRow, kDiskRow, kLicenseRow, kAccessRow, kLanguagesRow };

QString shownText(const std::string& text) { return QString::fromStdString(text); }

} // namespace

PretrainedDialog::PretrainedDialog(Session& session, QWidget* parent)
    : QDialog(parent), m_session(session), m_title(new TextLabel(TextStyle::Title)), m_sentence(new TextLabel(TextStyle::Body)),
      m_facts(new KeyValueList), m_replaces(new TextLabel(TextStyle::Body)), m_notice(new Notice(NoticeKind::Danger)),
      m_source(new SegmentedControl), m_name(new QLineEdit), m_nameField(new FormField(m_name)), m_address(new QLineEdit),
      m_addressField(new FormField(m_address)), m_token(new QLineEdit), m_tokenField(new FormField(m_token)),
      m_askName(new Button), m_ask(new Button), m_progress(new ProgressBar), m_folder(new Button), m_file(new Button), m_cancel(new Button), m_fetch(new Button(ButtonKind::Primary))
{
    build();
    connect(m_source, &SegmentedControl::currentChanged, this, [this](int index) { choose(static_cast<Source>(index)); });
    for (auto* button : {m_askName, m_ask})
        connect(button, &QAbstractButton::clicked, this, &PretrainedDialog::lookAtSource);
    for (auto* line : {m_name, m_address, m_token})
        connect(line, &QLineEdit::returnPressed, this, &PretrainedDialog::lookAtSource);
    connect(m_name, &QLineEdit::textChanged, this, [this](const QString& text) { m_askName->setEnabled(!text.trimmed().isEmpty()); });
    connect(m_fetch, &QAbstractButton::clicked, this, &PretrainedDialog::fetch);
    connect(m_cancel, &QAbstractButton::clicked, this, [this] {
        if (m_state == State::Fetching)
            stop();
        else
            reject();
    });
    connect(m_folder, &QAbstractButton::clicked, this, [this] {
        if (const auto folder = m_session.dialogs().openFolder(this, tr("Choose the folder of a pretrained model")); !folder.isEmpty())
            lookAtPath(folder);
    });
    connect(m_file, &QAbstractButton::clicked, this, [this] {
        const auto files = m_session.dialogs().openFiles(this, tr("Choose the file of a pretrained model"), {});
        if (!files.isEmpty())
            lookAtPath(files.front());
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
    m_source->addSegment({});
    m_source->addSegment({});
    m_nameField->setFullWidth(true);
    m_nameField->addBesideField(m_askName);
    m_askName->setEnabled(false);
    m_addressField->setFullWidth(true);
    m_addressField->addBesideField(m_ask);
    m_tokenField->setFullWidth(true);
    m_token->setEchoMode(QLineEdit::Password);
    for (QWidget* part : std::initializer_list<QWidget*>{m_title, m_source, m_sentence, m_nameField, m_facts, m_replaces, m_notice,
                                                         m_addressField, m_tokenField, m_progress})
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
    for (Button* button : {m_folder, m_file, m_cancel, m_ask, m_askName})
        button->setAutoDefault(false);
    m_fetch->setDefault(true);
}

void PretrainedDialog::begin(Source source)
{
    if (m_state != State::Fetching) {
        m_source->setCurrentIndex(static_cast<int>(source));
        choose(source);
    }
    open();
    fit();
}

void PretrainedDialog::choose(Source source)
{
    m_origin = source;
    m_fromPath = false;
    m_problem.reset();
    m_address->clear();
    if (source == Source::Starter)
        return lookAtSource();
    ++m_round; // an answer that is on its way is for another source
    setState(State::Asking);
    m_name->setFocus();
}

void PretrainedDialog::lookAtSource()
{
    m_fromPath = false;
    const auto name = m_name->text().trimmed().toStdString();
    if (m_origin == Source::Starter)
        look(kStarter);
    else if (!name.empty())
        look(name);
}

void PretrainedDialog::look(const std::string& name)
{
    m_request = {};
    m_request.name = name;
    const auto address = m_address->text().trimmed().toStdString();
    if (isAboutHub()) {
        m_request.endpoint = address;
        m_request.token = m_token->text().trimmed().toStdString();
    } else if (!m_fromPath) {
        m_request.index = address;
    }
    m_problem.reset();
    setState(State::Looking);
    m_session.pretrained().look(m_request, this, [this, round = ++m_round](Result<PretrainedOffer> answer) {
        if (round != m_round)
            return; // something else is looked at meanwhile
        if (answer) {
            m_offer = std::move(answer).value();
            keepAddress();
            setState(State::Offered);
        } else {
            m_problem = answer.error();
            setState(State::Refused);
        }
    });
}

void PretrainedDialog::lookAtPath(const QString& path)
{
    m_fromPath = true;
    look(path.toStdString());
}

void PretrainedDialog::keepAddress()
{
    // An address that answered is known from now on; the token is kept only where somebody says so in the settings.
    const auto& address = isAboutHub() ? m_request.endpoint : m_request.index;
    if (address.empty())
        return;
    const ValueMap params{{"change", ValueMap{{isAboutHub() ? "endpoint" : "index", address}}}};
    m_session.engine().request("pretrained.settings", params, this, [this](const Result<Value>& answer) {
        if (!answer)
            m_session.report(answer.error());
    });
}

void PretrainedDialog::fetch()
{
    // What was shown is what is fetched, also if somebody changes it meanwhile. The makers may ask for a token only now.
    m_request.revision = m_offer.revision;
    if (isAboutHub())
        m_request.token = m_token->text().trimmed().toStdString();
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
    const bool wantsToken = isProblem(kTokenProblems) && !m_tokenField->isHidden();
    if (state == State::Offered)
        (wantsToken ? static_cast<QWidget*>(m_token) : m_fetch)->setFocus();
    else if (state == State::Refused)
        fieldToMend().setFocus();
}

bool PretrainedDialog::isProblem(std::span<const std::string_view> codes) const
{
    return m_problem && std::ranges::count(codes, m_problem->code) > 0;
}

QWidget& PretrainedDialog::fieldToMend()
{
    const bool nameIsKnown = m_problem && !isProblem(kNameProblems);
    if (nameIsKnown && !m_tokenField->isHidden())
        return *m_token;
    return !isAboutHub() || (nameIsKnown && !m_addressField->isHidden()) ? *m_address : *m_name;
}

void PretrainedDialog::refresh()
{
    const bool offered = m_state == State::Offered || m_state == State::Fetching;
    setWindowTitle(tr("Get a pretrained model"));
    m_title->setText(tr("Get a pretrained model"));
    m_sentence->setText(m_state == State::Fetching
                            ? tr("It goes on when this window is closed; the model appears among the others when it has come.")
                        : !m_fromPath && m_origin == Source::Starter
                            ? tr("The starter model turns English texts into numbers that say what they mean. It stays on this computer, for all your projects.")
                            : tr("The model is copied into Fettle and stays on this computer, for all your projects."));
    m_facts->setVisible(offered);
    m_replaces->setVisible(offered && m_offer.inLibrary);
    m_replaces->setText(tr("It is here already and would be replaced."));
    m_source->setVisible(m_state != State::Fetching);
    m_source->setSegmentText(0, tr("Starter model"));
    m_source->setSegmentText(1, tr("From a hub"));
    showFacts();
    showProblem();
    showFields();
    m_progress->setVisible(m_state == State::Looking || m_state == State::Fetching);
    const auto& fetching = m_session.pretrained().fetching();
    const auto found = m_state == State::Fetching ? fetching.find(m_offer.id) : fetching.end();
    FetchProgress start;
    show(*m_progress, m_session, found == fetching.end() ? start : found->second);
    m_folder->setText(tr("From a folder…"));
    m_file->setText(tr("From a file…"));
    m_ask->setText(tr("Look there"));
    m_askName->setText(tr("Look"));
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
    const auto names = {tr("Model"), tr("From"), tr("Download"), tr("On the disk"), tr("License"), tr("Access"), tr("Languages")};
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
    m_facts->setValue(kAccessRow, m_offer.usesToken ? tr("Its makers ask for an agreement; your access token is sent along.")
                                                    : tr("Its makers ask for an agreement: accept it on the model's page at the hub, then give an access token here."));
    m_facts->setRowVisible(kAccessRow, m_offer.gated);
    const auto languages = PretrainedWords::languages(m_offer.languages);
    m_facts->setValue(kLanguagesRow, languages);
    m_facts->setRowVisible(kLanguagesRow, !languages.isEmpty());
}

void PretrainedDialog::showProblem()
{
    m_notice->setVisible(m_problem.has_value());
    if (!m_problem)
        return;
    const bool stopped = m_problem->code == "hub.stopped";
    // Not knowing an address is a question, not a mistake of somebody's.
    const bool asks = stopped || m_problem->code == "hub.no_index" || m_problem->code == "hub.no_endpoint" || m_problem->code == "hub.needs_token";
    m_notice->setKind(asks ? NoticeKind::Info : NoticeKind::Danger);
    m_notice->setText(shownText(m_session.sentences().sentence(*m_problem)));
    m_notice->setDetails(shownText(m_problem->detail));
}

void PretrainedDialog::showFields()
{
    const bool hub = isAboutHub();
    m_nameField->setVisible(hub && m_state != State::Fetching);
    m_nameField->setLabel(tr("Name of the model"));
    m_nameField->setHelp(tr("As the hub writes it, with its makers: owner/model. Models of the BERT, RoBERTa and DistilBERT families are read."));
    // The field stays where the address that it holds was the one looked at: it may want correcting.
    const bool used = m_state == State::Looking && !(hub ? m_request.endpoint : m_request.index).empty();
    m_addressField->setVisible(!m_fromPath && (isProblem(kAddressProblems) || used));
    m_addressField->setLabel(hub ? tr("Address of the hub") : tr("Address of the package index"));
    m_addressField->setHelp(hub ? tr("The address of a server that speaks Hugging Face's protocol, such as https://models.example.org")
                                : tr("The address that pip uses, such as https://packages.example.org/simple"));
    const bool mayBePrivate = isProblem(kNameProblems);
    const bool isAsked = m_state == State::Offered && m_offer.gated && !m_offer.usesToken;
    const bool isSent = (m_state == State::Looking || m_state == State::Offered) && !m_request.token.empty();
    m_tokenField->setVisible(hub && (isProblem(kTokenProblems) || mayBePrivate || isAsked || isSent));
    m_tokenField->setLabel(tr("Access token"));
    m_tokenField->setHelp(mayBePrivate ? tr("If the model is private, a token of your account at the hub opens it. It is used for this download; the settings can keep it.")
                                       : tr("From your account at the hub. It is used for this download; the settings can keep it."));
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
