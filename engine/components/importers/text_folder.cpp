// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "engine/components/encoding_parameter.h"
#include "engine/data/text_encoding.h"
#include "engine/component_api/importer.h"
#include "engine/data/text_folder.h"
#include "engine/platform/files.h"

namespace fettle {

/// Text files in folders named after their class, with or without train, val and test above.
class TextFolderImporter final : public Importer {
public:
    [[nodiscard]] ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Importer;
        info.id = "text_folder";
        info.title = FETTLE_TEXT("Texts in folders");
        info.help = FETTLE_TEXT("One text per file and one folder per class, with or without train, val and test above them, "
                                "from folders or from a ZIP archive of them.");
        info.keywords = {"text", "txt", "document", "review", "zip", "class folder"};
        info.suits = {"text"};
        info.parameters = {
            integerParameter("class_level", 0).range(0, 32).title(FETTLE_TEXT("Folder that is the class"))
                .help(FETTLE_TEXT("Which folder on the way to a text is its class, counted from the top or below train, val "
                                  "and test. 0: the folder that it lies in."))
                .when(FETTLE_TEXT("When folders are nested and the classes are not the innermost ones.")),
            components::encodingParameter().advanced(),
        };
        return info;
    }

    [[nodiscard]] Result<ImportProbe> probe(const ImportSource& source) const override
    {
        constexpr std::size_t kLookedAt = 3000;
        FETTLE_TRY_ASSIGN(const data::ClassFolder folder, data::findTexts(source.paths, kLookedAt, classLevel(source)));
        ImportProbe probe;
        std::int64_t texts = 0;
        std::vector<std::string> classes;
        for (const auto& file : folder.files) {
            if (!data::hasTextFileName(file.name))
                continue;
            ++texts;
            if (file.className && classes.size() < 1000 && std::ranges::find(classes, *file.className) == classes.end())
                classes.push_back(*file.className);
        }
        // A single file is no folder of texts: its lines may be texts, or a table's rows.
        if (texts == 0 || (texts == 1 && classes.empty()) || !data::looksLikeTexts(folder)) {
            const auto asked = source.options.find("importer");
            const bool isMine = texts == 0 && asked != source.options.end() && asked->second.asText() == "text_folder";
            return isMine ? Result<ImportProbe>(makeError("data.no_texts", {{"path", source.paths.front()}})) : probe;
        }
        for (const auto& plan : data::textColumns(!classes.empty(), true))
            probe.fields.push_back(plan.field);
        const double share = static_cast<double>(texts) / static_cast<double>(folder.files.size());
        probe.score = classes.empty() ? 0.2 : 0.85 * std::max(0.3, share);
        probe.format = {{"texts", texts}, {"classes", static_cast<std::int64_t>(classes.size())}, {"is_complete", folder.isComplete}};
        probe.format.merge(data::classLevelFormat(folder));
        probe.notes = folder.notes;
        addRows(folder, data::givenEncoding(source.options), probe);
        if (!classes.empty())
            probe.fields[1].classes = std::move(classes);
        return probe;
    }

    [[nodiscard]] Result<void> read(const ImportSource& source, RowSink& sink, ImportMonitor& monitor) const override
    {
        constexpr std::size_t kMostFiles = 20'000'000;
        FETTLE_TRY_ASSIGN(const data::ClassFolder folder, data::findTexts(source.paths, kMostFiles, classLevel(source)));
        if (std::ranges::none_of(folder.files, [](const auto& file) { return data::hasTextFileName(file.name); }))
            return makeError("data.no_texts", {{"path", source.paths.empty() ? "" : source.paths.front()}});
        return data::readTexts(folder, data::givenEncoding(source.options), sink, monitor);
    }

private:
    static std::int64_t classLevel(const ImportSource& source)
    {
        const auto given = source.options.find("class_level");
        return given == source.options.end() ? 0 : std::max<std::int64_t>(0, given->second.asInteger());
    }

    /// The beginnings of the first texts; of archives there is only the list.
    static void addRows(const data::ClassFolder& folder, const std::string& encoding, ImportProbe& probe)
    {
        constexpr std::size_t kShown = 50;
        constexpr std::size_t kShownBytes = 4096;
        for (const auto& file : folder.files) {
            if (probe.rows.size() == kShown)
                return;
            if (!data::hasTextFileName(file.name))
                continue;
            Value text;
            if (!file.path.empty())
                if (const auto start = platform::readFileStart(file.path, kShownBytes); start.ok())
                    if (auto content = data::textOfBytes(*start, encoding, start->size() < kShownBytes); content.ok())
                        text = Value(std::move(content->text));
            auto& row = probe.rows.emplace_back(probe.fields.size());
            row.front() = std::move(text);
            if (file.className && probe.fields.size() == 3)
                row[1] = Value(*file.className);
            row.back() = Value(file.name);
        }
    }
};

} // namespace fettle

FETTLE_COMPONENT(importers, text_folder, TextFolderImporter)
