// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/components/encoding_parameter.h"
#include "engine/data/text_encoding.h"
#include "engine/component_api/importer.h"
#include "engine/data/text_folder.h"
#include "engine/data/text_lines.h"

namespace fettle {

/// Files of lines that are texts: one file per class, or one file of texts without labels.
class TextLinesImporter final : public Importer {
public:
    [[nodiscard]] ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Importer;
        info.id = "text_lines";
        info.title = FETTLE_TEXT("Text files, one text per line");
        info.help = FETTLE_TEXT("One file per class with a text in each line, named after its class: positive.txt and "
                                "negative.txt, or reviews.pos and reviews.neg. A single file gives texts without labels.");
        info.keywords = {"text", "txt", "line", "sentence", "polarity", "gzip"};
        info.suits = {"text"};
        info.parameters = {
            components::encodingParameter().advanced(),
        };
        return info;
    }

    [[nodiscard]] Result<ImportProbe> probe(const ImportSource& source) const override
    {
        ImportProbe probe;
        const auto files = data::findLineFiles(source.paths);
        if (!files.ok() || files->files.empty())
            return probe; // somebody else's
        const data::LinesLook look = data::lookAtLines(*files, data::givenEncoding(source.options));
        if (!look.isText || look.lines == 0)
            return probe;
        for (const auto& plan : data::textColumns(files->hasLabels(), false))
            probe.fields.push_back(plan.field);
        for (const auto& [text, label] : look.first) {
            auto& row = probe.rows.emplace_back();
            row.emplace_back(text);
            if (label)
                row.emplace_back(*label);
        }
        probe.notes = files->notes;
        probe.score = score(*files, look);
        return probe;
    }

    [[nodiscard]] Result<void> read(const ImportSource& source, RowSink& sink, ImportMonitor& monitor) const override
    {
        FETTLE_TRY_ASSIGN(const data::LineFiles files, data::findLineFiles(source.paths));
        if (files.files.empty())
            return makeError("data.no_texts", {{"path", source.paths.empty() ? "" : source.paths.front()}});
        return data::readLines(files, data::givenEncoding(source.options), sink, monitor);
    }

private:
    /// A table says 0.5 of a text file with several columns, 0.1 of one column, 0.9 where its name says so.
    static double score(const data::LineFiles& files, const data::LinesLook& look)
    {
        constexpr double kLast = 0.05;
        if (look.isTable)
            return kLast;
        const auto count = static_cast<std::int64_t>(files.files.size());
        // Many files of a line or two are rather a text each.
        if (count > 3 && look.lines < 3 * std::min<std::int64_t>(count, 8))
            return kLast;
        if (files.hasLabels())
            return look.isProse ? 0.75 : 0.55;
        return look.isProse ? 0.6 : 0.3;
    }
};

} // namespace fettle

FETTLE_COMPONENT(importers, text_lines, TextLinesImporter)
