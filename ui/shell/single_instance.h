// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include <QObject>
#include <QStringList>

#include "engine/platform/paths.h"

class QLocalServer;

namespace fettle::ui {

/// One window for each workspace: a second start hands its files to the first and leaves.
class SingleInstance : public QObject {
    Q_OBJECT
public:
    explicit SingleInstance(const platform::Path& workspace, QObject* parent = nullptr);
    ~SingleInstance() override;

    /// True where another window has the workspace and took the files (absolute paths; may be none).
    [[nodiscard]] bool handOver(const QStringList& files);
    /// Takes the place; later starts announce themselves by started().
    void listen();

Q_SIGNALS:
    void started(const QStringList& files);

private:
    QString m_name;
    std::unique_ptr<QLocalServer> m_server;
};

} // namespace fettle::ui
