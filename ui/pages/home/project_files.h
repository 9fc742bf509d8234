// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

#include <QWidget>

#include "ui/session/session.h"

namespace fettle::ui {

class Link;
class ProgressBar;

/// Projects that go into a file and come out of one: the line that says how far that is, with a way to stop it.
class ProjectFiles : public QWidget {
    Q_OBJECT
public:
    explicit ProjectFiles(Session& session, QWidget* parent = nullptr);

    /// Asks where to, and writes. One at a time: while one is being written nothing happens.
    void exportProject(const store::ProjectRecord& project);
    /// Asks which, and opens it as a project.
    void chooseAndOpen();
    [[nodiscard]] bool isExporting() const { return m_request != 0; }
    [[nodiscard]] Link& stopLink() { return *m_stop; }

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    void showShare(std::optional<double> share);
    void exported(const QString& name, const Result<Value>& answer);

    Session& m_session;
    ProgressBar* m_bar = nullptr;
    Link* m_stop = nullptr;
    QString m_name; ///< of the project or file that is on its way
    std::int64_t m_request = 0;
};

} // namespace fettle::ui
