// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "engine/component_api/importer.h"
#include "engine/data/picture_folder.h"

namespace fettle {

/// Pictures in folders named after their class, with or without train, val and test above.
class ImageFolderImporter final : public Importer {
public:
    [[nodiscard]] ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Importer;
        info.id = "image_folder";
        info.title = FETTLE_TEXT("Pictures in folders");
        info.help = FETTLE_TEXT("One folder per class, with or without train, val and test above them. Reads JPEG, PNG, "
                                "BMP, GIF, WebP, HEIC and AVIF, from folders or from a ZIP archive of them.");
        info.keywords = {"image", "photo", "jpeg", "png", "zip", "class folder"};
        info.suits = {"image"};
        info.parameters = {
            integerParameter("class_level", 0).range(0, 32).title(FETTLE_TEXT("Folder that is the class"))
                .help(FETTLE_TEXT("Which folder on the way to a picture is its class, counted from the top or below train, val "
                                  "and test. 0: the folder that it lies in."))
                .when(FETTLE_TEXT("When folders are nested and the classes are not the innermost ones.")),
        };
        return info;
    }

    [[nodiscard]] Result<ImportProbe> probe(const ImportSource& source) const override
    {
        constexpr std::size_t kLookedAt = 3000;
        constexpr std::size_t kShown = 100;
        FETTLE_TRY_ASSIGN(const data::PictureFolder folder, data::findPictures(source.paths, kLookedAt, classLevel(source)));
        ImportProbe probe;
        for (const auto& plan : data::pictureColumns(true))
            probe.fields.push_back(plan.field);
        std::size_t pictures = 0;
        std::vector<std::string>& classes = probe.fields[1].classes;
        for (const auto& file : folder.files) {
            if (!data::hasPictureName(file.name))
                continue;
            ++pictures;
            if (file.className && classes.size() < 1000 &&
                std::find(classes.begin(), classes.end(), *file.className) == classes.end())
                classes.push_back(*file.className);
            if (probe.rows.size() < kShown)
                probe.rows.push_back({platformName(file), file.className ? Value(*file.className) : Value(), file.name});
        }
        if (pictures == 0)
            return probe;
        const double share = static_cast<double>(pictures) / static_cast<double>(folder.files.size());
        // Below 1: a folder that holds a table or IDX files as well is rather one of those.
        probe.score = (classes.empty() ? 0.5 : 0.9) * std::max(0.3, share);
        probe.format = {{"pictures", static_cast<std::int64_t>(pictures)},
                        {"classes", static_cast<std::int64_t>(classes.size())},
                        {"is_complete", folder.isComplete}};
        probe.format.merge(data::classLevelFormat(folder));
        probe.notes = folder.notes;
        return probe;
    }

    [[nodiscard]] Result<void> read(const ImportSource& source, RowSink& sink, ImportMonitor& monitor) const override
    {
        constexpr std::size_t kMostFiles = 20'000'000;
        FETTLE_TRY_ASSIGN(const data::PictureFolder folder, data::findPictures(source.paths, kMostFiles, classLevel(source)));
        if (folder.files.empty())
            return makeError("data.no_pictures", {{"path", source.paths.empty() ? "" : source.paths.front()}});
        return data::readPictures(folder, source.threads, sink, monitor);
    }

private:
    static std::int64_t classLevel(const ImportSource& source)
    {
        const auto given = source.options.find("class_level");
        return given == source.options.end() ? 0 : std::max<std::int64_t>(0, given->second.asInteger());
    }

    static Value platformName(const data::PictureFile& file)
    {
        return file.path.empty() ? Value(file.name) : Value(platform::toUtf8(file.path));
    }
};

} // namespace fettle

FETTLE_COMPONENT(importers, image_folder, ImageFolderImporter)
