// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

#include <QString>
#include <QStringList>

class QWidget;

namespace fettle::ui {

/// What has to be asked in a dialog of its own; tests answer from a list.
class Dialogs {
public:
    struct Question {
        QString title;
        QString text;
        QStringList answers; ///< the first is what Enter takes
        int cancel = -1;     ///< what Escape takes; −1: the last
        bool dangerous = false;
    };

    virtual ~Dialogs() = default;
    /// Empty: nothing was chosen. `filter` as QFileDialog takes it.
    [[nodiscard]] virtual QStringList openFiles(QWidget* parent, const QString& title, const QString& filter) = 0;
    [[nodiscard]] virtual QString openFolder(QWidget* parent, const QString& title) = 0;
    [[nodiscard]] virtual QString saveFile(QWidget* parent, const QString& title, const QString& name,
                                           const QString& filter) = 0;
    /// The index of the answer.
    [[nodiscard]] virtual int ask(QWidget* parent, const Question& question) = 0;
};

} // namespace fettle::ui
