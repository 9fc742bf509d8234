// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/pasted_cells.h"

#include <QDateTime>
#include <QMimeData>
#include <QUrl>

#include "engine/platform/file_writer.h"
#include "ui/session/session.h"

namespace fettle::ui {

bool holdsCells(const QMimeData* clipboard)
{
    if (!clipboard || !clipboard->hasText() || clipboard->hasUrls())
        return false;
    const auto text = clipboard->text().trimmed();
    return text.contains(QLatin1Char('\n')) || text.contains(QLatin1Char('\t'));
}

Result<QString> writePastedCells(const QMimeData* clipboard, const platform::Path& workspace, const QString& name)
{
    const auto stamp = QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyyMMdd-HHmmss-zzz"));
    const auto folder = workspace / "cache" / "pasted" / stamp.toStdString();
    FETTLE_TRY(platform::makeFolders(folder));
    const auto path = folder / platform::fromUtf8(platform::fileNameFromLabel(name.toStdString()) + ".tsv");
    auto bytes = clipboard->text().toUtf8();
    if (!bytes.endsWith('\n'))
        bytes.append('\n');
    FETTLE_TRY_ASSIGN(auto file, platform::FileWriter::open(path, platform::FileWriter::Mode::Create));
    FETTLE_TRY(file.write(std::string_view(bytes.constData(), static_cast<std::size_t>(bytes.size()))));
    FETTLE_TRY(file.close());
    return QString::fromStdString(platform::toUtf8(path));
}

Result<bool> importCopied(Session& session, const QMimeData* clipboard, const QString& name)
{
    if (!clipboard)
        return false;
    QStringList files;
    for (const auto& url : clipboard->urls())
        if (url.isLocalFile())
            files << url.toLocalFile();
    if (files.isEmpty()) {
        if (!holdsCells(clipboard))
            return false;
        FETTLE_TRY_ASSIGN(const QString file, writePastedCells(clipboard, session.engine().workspace(), name));
        files << file;
    }
    session.importPaths(files);
    return true;
}

} // namespace fettle::ui
