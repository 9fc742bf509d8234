// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/use/command_text.h"

#include <QRegularExpression>
#include <QStringList>

namespace fettle::ui {

QString shellWord(const QString& text)
{
    static const QRegularExpression plain(QStringLiteral("^[\\w@%+=:,./-]+$"));
    if (plain.match(text).hasMatch())
        return text;
    QString quoted = text;
    quoted.replace(QLatin1Char('\''), QStringLiteral("'\\''"));
    return QLatin1Char('\'') + quoted + QLatin1Char('\'');
}

QString predictRowCommand(const std::string& model, const ValueMap& row)
{
    QString command = QStringLiteral("fettle-cli predict ") + shellWord(QString::fromStdString(model));
    for (const auto& [column, value] : row) {
        if (value.isNull())
            continue;
        const auto text = value.isText() ? value.asText() : value.toDisplay();
        command += QStringLiteral(" --value ") + shellWord(QString::fromStdString(column + "=" + text));
    }
    return command;
}

QString predictFilesCommand(const std::string& model, const QStringList& files, const QString& output)
{
    QString command = QStringLiteral("fettle-cli predict ") + shellWord(QString::fromStdString(model));
    for (const auto& file : files)
        command += QLatin1Char(' ') + shellWord(file);
    if (!output.isEmpty())
        command += QStringLiteral(" --output ") + shellWord(output);
    return command;
}

QString mergeCommand(const std::string& model) { return QStringLiteral("fettle-cli models merge ") + shellWord(QString::fromStdString(model)); }

} // namespace fettle::ui
