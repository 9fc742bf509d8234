// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "engine/components/encoding_parameter.h"
#include "engine/data/text_encoding.h"
#include "engine/component_api/importer.h"
#include "engine/data/tagged_lines.h"

namespace fettle::components {

/// Texts with marked parts as lines of a token and its tag (CoNLL).
class ConllImporter final : public Importer {
public:
    [[nodiscard]] ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Importer;
        info.id = "conll";
        info.title = FETTLE_TEXT("Tagged words, one per line (CoNLL)");
        info.help = FETTLE_TEXT("A word and its tag in each line, such as \"Paris B-place\", and a blank line after each sentence. "
                                "Files named train, dev or test are parts of one set.");
        info.keywords = {"conll", "bio", "iob", "ner", "entities", "tags", "tokens"};
        info.suits = {"text"};
        info.parameters = {
            encodingParameter().advanced(),
        };
        return info;
    }

    [[nodiscard]] Result<ImportProbe> probe(const ImportSource& source) const override
    {
        ImportProbe probe;
        const auto files = data::findTableFiles(source.paths, data::TableKind::Tagged);
        if (!files.ok() || files->files.empty())
            return probe; // somebody else's
        const auto look = data::lookAtTaggedLines(files->files.front(), data::givenEncoding(source.options));
        if (!look.ok() || !look->isTagged())
            return probe;
        for (const auto& plan : data::taggedColumns())
            probe.fields.push_back(plan.field);
        for (const auto& row : look->first)
            probe.rows.push_back({Value(row.text), Value(writeMarks(row.marks))});
        probe.notes = files->notes;
        probe.format["layout"] = "conll";
        const bool named = std::ranges::all_of(files->files, [](const auto& file) { return data::hasTaggedName(file.name); });
        probe.score = named ? 0.98 : look->breaks > 0 ? 0.94 : 0.4;
        return probe;
    }

    [[nodiscard]] Result<void> read(const ImportSource& source, RowSink& sink, ImportMonitor& monitor) const override
    {
        FETTLE_TRY_ASSIGN(const auto files, data::findTableFiles(source.paths, data::TableKind::Tagged));
        if (files.files.empty())
            return makeError("data.no_texts", {{"path", source.paths.empty() ? "" : source.paths.front()}});
        FETTLE_TRY_ASSIGN(const auto look, data::lookAtTaggedLines(files.files.front(), data::givenEncoding(source.options)));
        return data::readTaggedLines(files, look.join, data::givenEncoding(source.options), sink, monitor);
    }
};

} // namespace fettle::components

FETTLE_COMPONENT(importers, conll, components::ConllImporter)
