// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/dialogs.h"

namespace fettle::ui {

/// The desktop's own dialogs.
class SystemDialogs : public Dialogs {
public:
    QStringList openFiles(QWidget* parent, const QString& title, const QString& filter) override;
    QString openFolder(QWidget* parent, const QString& title) override;
    QString saveFile(QWidget* parent, const QString& title, const QString& name, const QString& filter) override;
    int ask(QWidget* parent, const Question& question) override;
};

} // namespace fettle::ui
