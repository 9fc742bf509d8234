// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/home/project_files.h"

#include <QEvent>
#include <QFileInfo>
#include <QHBoxLayout>

#include "ui/theme/theme.h"
#include "ui/widgets/link.h"
#include "ui/widgets/progress_bar.h"
#include "ui/widgets/toast.h"

namespace fettle::ui {
namespace {

const auto kSuffix = QStringLiteral(".fettle");

/// A name that every file system takes.
QString fileNameFor(const std::string& project)
{
    return QString::fromStdString(platform::fileNameFromLabel(project)) + kSuffix;
}

} // namespace

ProjectFiles::ProjectFiles(Session& session, QWidget* parent)
    : QWidget(parent), m_session(session), m_bar(new ProgressBar(this)), m_stop(new Link(TextStyle::Body, this))
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(themeOf(this).space(3));
    row->addWidget(m_bar, 1);
    row->addWidget(m_stop, 0, Qt::AlignBottom);
    hide();
    connect(m_stop, &QAbstractButton::clicked, this, [this] {
        if (m_request != 0)
            m_session.engine().cancel(m_request);
    });
    connect(&session.engine(), &EngineApi::eventCame, this, [this](const ClientEvent& event) {
        if (event.topic != "project")
            return;
        const auto& state = event.payload.at("state").asText();
        if (state == "importing" && !isExporting()) {
            m_name = QFileInfo(QString::fromStdString(event.payload.at("path").asText())).completeBaseName();
            showShare(event.payload.at("progress").asReal());
        } else if (state == "exporting" && isExporting()) {
            showShare(event.payload.at("progress").asReal());
        } else if (state == "imported" && !isExporting()) {
            hide();
        }
    });
    // An import that failed is told by the session.
    connect(&session, &Session::problemCame, this, [this] {
        if (!isExporting())
            hide();
    });
    retranslate();
}

void ProjectFiles::exportProject(const store::ProjectRecord& project)
{
    if (isExporting())
        return;
    const auto name = QString::fromStdString(project.name);
    QString file = m_session.dialogs().saveFile(window(), tr("Export “%1” to a file").arg(name), fileNameFor(project.name),
                                                tr("Fettle projects (*%1)").arg(kSuffix));
    if (file.isEmpty())
        return;
    if (QFileInfo(file).suffix().isEmpty())
        file += kSuffix;
    m_name = name;
    m_request = m_session.engine().request(
        "projects.export", {{"project", project.id}, {"path", file.toStdString()}}, this,
        [this, name](Result<Value> answer) {
            m_request = 0;
            hide();
            exported(name, answer);
        });
    showShare(std::nullopt);
}

void ProjectFiles::exported(const QString& name, const Result<Value>& answer)
{
    if (!answer) {
        if (answer.error().code != "service.cancelled")
            m_session.report(answer.error());
        return;
    }
    const auto file = QFileInfo(QString::fromStdString(answer->at("path").asText())).fileName();
    const auto size = QString::fromStdString(m_session.sentences().bytes(answer->at("size_bytes").asReal()));
    const auto left = static_cast<int>(answer->at("runs_left_out").asInteger());
    auto said = left > 0 ? tr("“%1” is in %2 now (%3). %n trainings that have not ended were left out.", nullptr, left).arg(name, file, size)
                         : tr("“%1” is in %2 now (%3).").arg(name, file, size);
    if (const auto& bases = answer->at("bases_left_out").asText(); !bases.empty())
        said += QLatin1Char(' ') + tr("“%1” is not on this computer, so it is not in the file; models that LoRA trained from it need it "
                                      "on the computer that uses them.").arg(QString::fromStdString(bases));
    Toast::show(window(), said);
}

void ProjectFiles::chooseAndOpen()
{
    const auto files = m_session.dialogs().openFiles(window(), tr("Open a project file"), tr("Fettle projects (*%1)").arg(kSuffix));
    if (!files.isEmpty())
        m_session.importProject(files.front());
}

void ProjectFiles::showShare(std::optional<double> share)
{
    m_bar->setShare(share);
    retranslate();
    show();
}

void ProjectFiles::retranslate()
{
    m_bar->setText(isExporting() ? tr("Exporting “%1”").arg(m_name) : tr("Opening “%1”").arg(m_name));
    m_bar->setRemaining(m_bar->share() ? QStringLiteral("%1%").arg(static_cast<int>(100.0 * *m_bar->share())) : QString());
    m_stop->setText(tr("Stop"));
    m_stop->setAccessibleName(tr("Stop exporting"));
    m_stop->setVisible(isExporting());
}

void ProjectFiles::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace fettle::ui
