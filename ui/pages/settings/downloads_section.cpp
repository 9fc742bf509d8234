// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/settings/downloads_section.h"

#include <algorithm>

#include <QGridLayout>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include "ui/session/pretrained_library.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/switch.h"
#include "ui/widgets/text_label.h"

namespace fettle::ui {

DownloadsSection::DownloadsSection(Session& session, QWidget* parent)
    : SettingsSection(parent), m_session(session), m_forget(new Button), m_offline(new Switch),
      m_problem(new Notice(NoticeKind::Warning)), m_modelsTitle(new TextLabel(TextStyle::Strong)),
      m_unreadable(new Notice(NoticeKind::Warning))
{
    for (auto& each : m_entries)
        addLine(each);
    entry("token").line->setEchoMode(QLineEdit::Password);
    entry("token").field->addBesideField(m_forget);
    m_offlineHelp = addSwitch(m_offline);
    m_problem->hide();
    column().addWidget(m_problem);
    column().addWidget(m_modelsTitle);
    column().addWidget(m_unreadable);
    m_models = new QGridLayout;
    m_models->setColumnStretch(0, 1);
    column().addLayout(m_models);
    connect(m_forget, &QAbstractButton::clicked, this, [this] { change("token", Value(), entry("token").field); });
    connect(m_offline, &QAbstractButton::toggled, this, [this](bool on) { change("offline", Value(on), nullptr); });
    connect(&session.pretrained(), &PretrainedLibrary::changed, this, [this] {
        if (m_shown != m_session.pretrained().models())
            showModels();
    });
}

QString DownloadsSection::heading() const { return tr("Pretrained models"); }

DownloadsSection::Entry& DownloadsSection::entry(const std::string& name)
{
    return *std::ranges::find_if(m_entries, [&](const Entry& each) { return each.name == name; });
}

void DownloadsSection::addLine(Entry& each)
{
    each.line = new QLineEdit;
    each.field = new FormField(each.line);
    column().addWidget(each.field);
    connect(each.line, &QLineEdit::editingFinished, this, [this, &each] { finish(each); });
}

void DownloadsSection::entered()
{
    m_session.engine().request("pretrained.settings", {}, this, [this](const Result<Value>& answer) {
        m_problem->setVisible(!answer.ok());
        if (answer)
            take(*answer);
        else
            m_problem->setText(QString::fromStdString(m_session.sentences().sentence(answer.error())));
    });
    showModels();
}

void DownloadsSection::finish(Entry& each)
{
    const auto text = each.line->text().trimmed().toStdString();
    if (text != each.kept)
        change(each.name, Value(text), each.field);
}

void DownloadsSection::change(const std::string& name, const Value& value, FormField* field)
{
    const ValueMap params{{"change", ValueMap{{name, value}}}};
    m_session.engine().request("pretrained.settings", params, this, [this, field](const Result<Value>& answer) {
        if (answer)
            take(*answer);
        else if (field)
            field->setError(QString::fromStdString(m_session.sentences().sentence(answer.error())));
        else
            m_session.report(answer.error());
    });
}

void DownloadsSection::take(const Value& settings)
{
    for (auto& each : m_entries) {
        // The token itself is not told to anybody.
        each.kept = settings.at(each.name).asText();
        each.field->setError({});
        if (!each.line->hasFocus() || each.line->text().trimmed().toStdString() == each.kept || each.line == entry("token").line)
            each.line->setText(QString::fromStdString(each.kept));
    }
    m_hasToken = settings.at("has_token").asBoolean();
    m_forget->setVisible(m_hasToken);
    entry("token").line->setPlaceholderText(m_hasToken ? tr("A token is kept") : QString());
    const QSignalBlocker quiet(m_offline);
    m_offline->setChecked(settings.at("offline").asBoolean());
}

void DownloadsSection::showModels()
{
    while (auto* item = m_models->takeAt(0)) {
        if (auto* widget = item->widget()) {
            widget->hide();
            widget->deleteLater(); // a press of its own button may have led here
        }
        delete item;
    }
    m_removals.clear();
    m_models->setSpacing(themeOf(this).space(1));
    QStringList problems;
    for (const auto& problem : m_session.pretrained().problems())
        problems << QString::fromStdString(m_session.sentences().sentence(problem));
    m_unreadable->setText(problems.join(QLatin1Char('\n')));
    m_unreadable->setVisible(!problems.isEmpty());
    m_shown = m_session.pretrained().models();
    const auto& models = m_shown;
    m_modelsTitle->setText(models.empty() ? tr("None is on this computer yet.") : tr("On this computer"));
    for (const auto& model : models) {
        const auto title = QString::fromStdString(model.title);
        const auto size = QString::fromStdString(m_session.sentences().bytes(static_cast<double>(model.sizeBytes)));
        auto* name = new TextLabel(TextStyle::Body);
        name->setText(title);
        name->setElide(Qt::ElideMiddle);
        auto* bytes = new TextLabel(TextStyle::Small, "text.secondary");
        bytes->setText(size);
        auto* remove = new Button;
        remove->setText(tr("Remove"));
        remove->setAccessibleName(tr("Remove %1").arg(title));
        connect(remove, &QAbstractButton::clicked, this, [this, title, size, id = model.id] {
            const Dialogs::Question question{tr("Remove “%1” from this computer?").arg(title),
                                             tr("%1 become free. Models that you trained from it stay; those trained by LoRA need it again before you can use them.").arg(size),
                                             {tr("Remove"), tr("Cancel")}, -1, true};
            if (m_session.dialogs().ask(window(), question) == 0)
                m_session.pretrained().remove(id);
        });
        const int row = m_models->rowCount();
        m_models->addWidget(name, row, 0);
        m_models->addWidget(bytes, row, 1);
        m_models->addWidget(remove, row, 2);
        m_removals.push_back(remove);
    }
}

void DownloadsSection::retranslate()
{
    const auto say = [this](const char* name, const QString& label, const QString& help) {
        entry(name).field->setLabel(label);
        entry(name).field->setHelp(help);
    };
    say("endpoint", tr("Model hub"), tr("The address of a hub from which models are fetched by name. It has to speak Hugging Face's protocol."));
    say("mirror", tr("Mirror of the hub"), tr("Is asked before the hub, and never gets your access token."));
    say("token", tr("Access token"), tr("For models whose makers ask for one. Only the hub gets it, and only you can read the file in which it is kept."));
    say("index", tr("Package index"), tr("Where the starter model comes from: the address that pip uses."));
    say("proxy", tr("Proxy"), tr("Such as http://proxy.example.org:3128. Empty: as the system says; “none”: without one."));
    m_forget->setText(tr("Forget it"));
    m_forget->setVisible(m_hasToken);
    m_offline->setText(tr("Stay offline"));
    m_offlineHelp->setText(tr("Nothing is asked of any network. What is on this computer works all the same."));
    m_offline->setAccessibleDescription(m_offlineHelp->text());
    showModels();
}

} // namespace fettle::ui
