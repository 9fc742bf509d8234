// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/format_text.h"

#include <algorithm>
#include <array>

#include <QLocale>

namespace fettle::ui {
namespace {

constexpr std::array<std::string_view, 17> kOrder = {
    "sheet",       "header_row", "pictures", "classes",    "class_level", "pairs",   "width", "height",     "delimiter",
    "header",      "encoding",   "quote",    "comment",    "compression", "files",   "dates", "line_end"};

} // namespace

QString FormatText::importer(const Session& session)
{
    const auto& id = session.data().manifest.report.importer;
    const auto* info = session.catalog().find(ComponentKind::Importer, id);
    return QString::fromStdString(info ? session.sentences().catalog(info->title) : id);
}

QString FormatText::name(const std::string& key)
{
    if (key == "sheet") return tr("Sheet");
    if (key == "header_row") return tr("Row of the column names");
    if (key == "pictures") return tr("Pictures");
    if (key == "classes") return tr("Classes");
    if (key == "class_level") return tr("Folder that is the class");
    if (key == "pairs") return tr("Pairs of files");
    if (key == "width") return tr("Width");
    if (key == "height") return tr("Height");
    if (key == "delimiter") return tr("Column separator");
    if (key == "header") return tr("Column names");
    if (key == "encoding") return tr("Character encoding");
    if (key == "quote") return tr("Quotation mark");
    if (key == "comment") return tr("Comment mark");
    if (key == "compression") return tr("Compressed by");
    if (key == "files") return tr("Files");
    if (key == "dates") return tr("Dates count from");
    if (key == "line_end") return tr("Line end");
    return QString::fromStdString(key);
}

QString FormatText::value(const std::string& key, const Value& value, const client::Sentences& sentences)
{
    if (key == "header")
        return value.asBoolean() ? tr("in the first line") : tr("none, numbered");
    if (value.isList()) {
        QStringList items;
        for (const auto& item : value.asList())
            items << QString::fromStdString(item.toDisplay());
        return items.join(tr(", "));
    }
    const auto text = value.isNumber() ? sentences.number(value) : value.toDisplay();
    if (key == "delimiter") {
        if (text == ",") return tr("comma");
        if (text == ";") return tr("semicolon");
        if (text == "tab") return tr("tab");
        if (text == "space") return tr("space");
        if (text == "|") return tr("vertical bar");
        if (text == "none") return tr("none");
    }
    if (key == "quote" && text == "none")
        return tr("none");
    if (key == "line_end")
        return QString::fromStdString(text).toUpper();
    return QString::fromStdString(text);
}

std::vector<std::pair<QString, QString>> FormatText::rows(const ValueMap& format, const client::Sentences& sentences)
{
    std::vector<std::pair<QString, QString>> rows;
    const auto add = [&](const std::string& key, const Value& item) { rows.emplace_back(name(key), value(key, item, sentences)); };
    for (const auto key : kOrder) {
        // Where the row of the names is known, "in the first line" says less.
        if (key == "header" && format.contains("header_row"))
            continue;
        if (const auto found = format.find(key); found != format.end() && !found->second.isNull())
            add(std::string(key), found->second);
    }
    for (const auto& [key, item] : format)
        if (std::ranges::find(kOrder, key) == kOrder.end() && !item.isNull() && !item.isMap()
            && key != "levels" && key != "other_sheets" && item.type() != Value::Type::Boolean)
            add(key, item);
    return rows;
}

QString FormatText::paragraph(const QStringList& sentences)
{
    QString text;
    for (const auto& sentence : sentences) {
        // A full-width stop brings its own space.
        if (!text.isEmpty() && !text.endsWith(QChar(0x3002)))
            text += QLatin1Char(' ');
        text += sentence;
    }
    return text;
}

QString FormatText::remark(const Note& note, const DatasetManifest& manifest, const client::Sentences& sentences)
{
    const bool pictures = std::ranges::find(manifest.fields, FieldKind::Image, &FieldInfo::kind) != manifest.fields.end();
    if (!pictures || note.code != "data.split_near_duplicates")
        return QString::fromStdString(sentences.sentence(note));
    const auto count = [&](const char* name) {
        const auto found = note.arguments.find(name);
        return QLocale().toString(static_cast<qlonglong>(found == note.arguments.end() ? 0 : found->second.asInteger()));
    };
    return tr("%1 pictures are the same as others or look nearly so. They were kept together in %2 groups: each group is in "
              "one part of the data, so that the model is not judged by what it has learned from.")
        .arg(count("rows"), count("groups"));
}

QString FormatText::size(const DatasetManifest& manifest)
{
    const auto count = [](std::int64_t number) { return QLocale().toString(static_cast<qlonglong>(number)); };
    const auto isOf = [&](FieldKind kind) {
        return std::ranges::find(manifest.fields, kind, &FieldInfo::kind) != manifest.fields.end();
    };
    if (!isOf(FieldKind::Image))
        return tr("%1 rows, %2 columns").arg(count(manifest.rowCount), count(static_cast<std::int64_t>(manifest.fields.size())));
    const auto target = std::ranges::find(manifest.fields, FieldRole::Target, &FieldInfo::role);
    if (target == manifest.fields.end() || target->classes.empty())
        return tr("%1 pictures").arg(count(manifest.rowCount));
    return tr("%1 pictures, %2 classes")
        .arg(count(manifest.rowCount), count(static_cast<std::int64_t>(target->classes.size())));
}

} // namespace fettle::ui
