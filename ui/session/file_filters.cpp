// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/file_filters.h"

#include <QStringList>

namespace fettle::ui {
namespace {

// As engine/data knows them: table_files, text_line_files, picture_folder.
constexpr const char* kTables = "*.csv *.tsv *.tab *.ssv *.psv *.csv2 *.data";
constexpr const char* kWorkbooks = "*.xlsx *.xlsm";
constexpr const char* kJson = "*.json *.jsonl *.ndjson *.jsonlines";
constexpr const char* kLines = "*.txt *.text";
constexpr const char* kTagged = "*.conll *.conll03 *.conll2003 *.bio *.bioes *.bmes *.iob *.iob2 *.ner *.tags";
constexpr const char* kPictures = "*.jpg *.jpeg *.png *.bmp *.gif *.webp *.heic *.heif *.avif";

QString entry(const QString& name, const QStringList& patterns) { return QStringLiteral("%1 (%2)").arg(name, patterns.join(QLatin1Char(' '))); }

} // namespace

QString FileFilters::data()
{
    const QStringList all{kTables, kWorkbooks, kJson, kLines, kTagged, "*.gz *.zip *-ubyte *.fettle"};
    return QStringList{entry(tr("Data that can be read"), all),
                       entry(tr("Tables"), {kTables, kWorkbooks, "*.txt *.gz"}),
                       entry(tr("JSON and JSON Lines"), {kJson, "*.gz"}),
                       entry(tr("Texts, one per line"), {kLines, "*.gz"}),
                       entry(tr("Tagged words (CoNLL)"), {kTagged}),
                       entry(tr("Archives of pictures or texts"), {"*.zip"}),
                       entry(tr("All files"), {"*"})}
        .join(QStringLiteral(";;"));
}

QString FileFilters::rows()
{
    return QStringList{entry(tr("Tables and texts"), {kTables, kWorkbooks, kJson, kLines, kTagged, "*.gz *.zip"}), entry(tr("All files"), {"*"})}
        .join(QStringLiteral(";;"));
}

QString FileFilters::pictures()
{
    return QStringList{entry(tr("Pictures and archives of them"), {kPictures, "*.zip"}), entry(tr("All files"), {"*"})}.join(QStringLiteral(";;"));
}

} // namespace fettle::ui
