// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/system_dialogs.h"

#include <QDialog>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QVBoxLayout>

#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/text_label.h"

namespace fettle::ui {

QStringList SystemDialogs::openFiles(QWidget* parent, const QString& title, const QString& filter)
{
    return QFileDialog::getOpenFileNames(parent, title, {}, filter);
}

QString SystemDialogs::openFolder(QWidget* parent, const QString& title)
{
    return QFileDialog::getExistingDirectory(parent, title);
}

QString SystemDialogs::saveFile(QWidget* parent, const QString& title, const QString& name, const QString& filter)
{
    return QFileDialog::getSaveFileName(parent, title, name, filter);
}

int SystemDialogs::ask(QWidget* parent, const Question& question)
{
    QDialog dialog(parent);
    dialog.setWindowTitle(question.title);
    const auto& theme = themeOf(&dialog);
    auto* column = new QVBoxLayout(&dialog);
    column->setContentsMargins(theme.space(4), theme.space(4), theme.space(4), theme.space(4));
    column->setSpacing(theme.space(3));
    column->addWidget(new TextLabel(question.title, TextStyle::Title, &dialog));
    auto* text = new TextLabel(question.text, TextStyle::Body, &dialog);
    text->setWrap(true);
    text->setMinimumWidth(theme.size("frame.formWidthMax"));
    column->addWidget(text);
    auto* row = new QHBoxLayout;
    row->setSpacing(theme.space(1));
    row->addStretch(1);
    const int last = static_cast<int>(question.answers.size()) - 1;
    const int cancel = question.cancel >= 0 ? question.cancel : last;
    int chosen = cancel;
    // The first answer stands at the right, where the hand is.
    for (int i = last; i >= 0; --i) {
        const auto kind = i > 0 ? ButtonKind::Normal : question.dangerous ? ButtonKind::DangerConfirm : ButtonKind::Primary;
        auto* button = new Button(question.answers[i], kind, {}, &dialog);
        button->setDefault(i == 0 && !question.dangerous);
        QObject::connect(button, &QAbstractButton::clicked, &dialog, [&dialog, &chosen, i] {
            chosen = i;
            dialog.accept();
        });
        row->addWidget(button);
    }
    column->addLayout(row);
    dialog.exec();
    return chosen;
}

} // namespace fettle::ui
