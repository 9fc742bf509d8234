// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/settings/workspace_section.h"

#include <QVBoxLayout>

#include "engine/platform/workspace_folder.h"
#include "engine/platform/workspace_socket.h"
#include "ui/widgets/button.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/text_label.h"

namespace fettle::ui {
namespace {

QString shown(const platform::Path& path) { return QString::fromStdString(platform::toUtf8(path)); }

/// Two ways of naming one folder are the same workspace.
bool isSame(const platform::Path& one, const platform::Path& other)
{
    return platform::workspaceSocketPath(one) == platform::workspaceSocketPath(other);
}

} // namespace

WorkspaceSection::WorkspaceSection(Session& session, Settings& settings, QWidget* parent)
    : SettingsSection(parent), m_session(session), m_settings(settings), m_folder(new TextLabel(TextStyle::Code)),
      m_field(new FormField(m_folder)), m_change(new Button), m_usual(new Button),
      m_pending(new Notice(NoticeKind::Info))
{
    m_folder->setElide(Qt::ElideMiddle);
    m_folder->setSelectable(true);
    m_field->setFullWidth(true);
    auto* buttons = new QWidget;
    auto* flow = new FlowLayout(buttons);
    flow->addWidget(m_change);
    flow->addWidget(m_usual);
    m_back = m_pending->addAction({});
    column().addWidget(m_field);
    column().addWidget(m_pending);
    column().addWidget(buttons);
    connect(m_change, &QAbstractButton::clicked, this, [this] {
        const auto folder = m_session.dialogs().openFolder(this, tr("Choose a folder for the workspace"));
        if (!folder.isEmpty())
            choose(folder);
    });
    connect(m_usual, &QAbstractButton::clicked, this, [this] { choose({}); });
    connect(m_back, &QAbstractButton::clicked, this, [this] { choose(shown(m_session.engine().workspace())); });
    connect(&m_settings, &Settings::changed, this, &WorkspaceSection::refresh);
    connect(&m_session, &Session::engineChanged, this, &WorkspaceSection::refresh);
}

QString WorkspaceSection::heading() const { return tr("Workspace"); }

platform::Path WorkspaceSection::next() const
{
    const auto chosen = m_settings.workspace();
    return chosen.isEmpty() ? platform::defaultWorkspace() : platform::fromUtf8(chosen.toStdString());
}

void WorkspaceSection::choose(const QString& folder)
{
    const auto path = platform::fromUtf8(folder.toStdString());
    if (!folder.isEmpty())
        if (const auto fits = platform::checkWorkspaceFolder(path); !fits) {
            m_field->setError(QString::fromStdString(m_session.sentences().sentence(fits.error())));
            return;
        }
    m_field->setError({});
    m_settings.setWorkspace(folder.isEmpty() || isSame(path, platform::defaultWorkspace()) ? QString() : folder);
    refresh();
}

void WorkspaceSection::retranslate()
{
    m_field->setLabel(tr("In use now"));
    m_field->setHelp(tr("Datasets, projects, runs and models are kept in this folder, and nowhere else."));
    m_change->setText(tr("Choose another folder…"));
    m_usual->setText(tr("Back to the usual folder"));
    m_back->setText(tr("Stay with the present one"));
    refresh();
}

void WorkspaceSection::refresh()
{
    const auto now = m_session.engine().workspace();
    m_folder->setText(shown(now));
    m_usual->setVisible(!m_settings.workspace().isEmpty());
    const bool differs = !now.empty() && !isSame(now, next());
    m_pending->setVisible(differs);
    if (!differs)
        return;
    m_pending->setText(tr("From the next start on, Fettle works in “%1”.").arg(shown(next())));
    m_pending->setAssurance(tr("Nothing is moved: what is in “%1” stays there, and is there again when you choose that "
                               "folder.").arg(shown(now)));
}

} // namespace fettle::ui
