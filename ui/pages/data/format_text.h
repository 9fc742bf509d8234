// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <utility>
#include <vector>

#include <QCoreApplication>
#include <QString>

#include "ui/session/session.h"

namespace fettle::ui {

/// How files were understood, in words.
struct FormatText {
    Q_DECLARE_TR_FUNCTIONS(fettle::ui::FormatText)
public:
    /// "Table (CSV, TSV)"; the id where the catalog has none of it.
    [[nodiscard]] static QString importer(const Session& session);
    /// Names and values, the most telling first; what this page does not know stands as the engine calls it.
    [[nodiscard]] static std::vector<std::pair<QString, QString>> rows(const ValueMap& format, const client::Sentences& sentences);
    /// "891 rows, 12 columns" or "670 pictures, 5 classes".
    [[nodiscard]] static QString size(const DatasetManifest& manifest);
    /// Sentences one after the other, as the language sets them.
    [[nodiscard]] static QString paragraph(const QStringList& sentences);
    /// A remark of the import; of pictures it says pictures where the engine says examples.
    [[nodiscard]] static QString remark(const Note& note, const DatasetManifest& manifest, const client::Sentences& sentences);

private:
    [[nodiscard]] static QString name(const std::string& key);
    [[nodiscard]] static QString value(const std::string& key, const Value& value, const client::Sentences& sentences);
};

} // namespace fettle::ui
