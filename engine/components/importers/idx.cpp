// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "engine/component_api/importer.h"
#include "engine/data/picture_folder.h"
#include "engine/data/picture_format.h"
#include "engine/data/picture_idx.h"
#include "engine/data/thumbnail.h"

namespace fettle {

/// The MNIST family's IDX files, plain or gzip.
class IdxImporter final : public Importer {
public:
    [[nodiscard]] ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Importer;
        info.id = "idx";
        info.title = FETTLE_TEXT("IDX pictures (MNIST)");
        info.help = FETTLE_TEXT("Pairs of picture and label files as MNIST and Fashion-MNIST come: "
                                "train-images-idx3-ubyte.gz and train-labels-idx1-ubyte.gz. A file classes.txt beside "
                                "them names the classes, one a line.");
        info.keywords = {"mnist", "fashion", "idx", "ubyte", "emnist"};
        info.suits = {"image"};
        return info;
    }

    [[nodiscard]] Result<ImportProbe> probe(const ImportSource& source) const override
    {
        ImportProbe probe;
        const auto files = data::findIdxFiles(source.paths);
        if (!files.ok() || files->pairs.empty())
            return probe;
        for (const auto& plan : data::pictureColumns(false))
            probe.fields.push_back(plan.field);
        probe.fields[1].classes = files->classNames;
        probe.score = 1.0;
        const auto images = data::IdxReader::open(files->pairs.front().images);
        if (!images.ok())
            return probe; // importing says what is wrong
        const auto& sizes = images->header().dimensions;
        probe.format = {{"pictures", sizes[0]}, {"pairs", static_cast<std::int64_t>(files->pairs.size())}};
        if (sizes.size() >= 3)
            probe.format.insert({{"height", sizes[1]}, {"width", sizes[2]}});
        FETTLE_TRY(addFirstLabels(*files, probe));
        return probe;
    }

    [[nodiscard]] Result<void> read(const ImportSource& source, RowSink& sink, ImportMonitor& monitor) const override
    {
        FETTLE_TRY_ASSIGN(const data::IdxFiles files, data::findIdxFiles(source.paths));
        if (files.pairs.empty())
            return makeError("data.no_pictures", {{"path", source.paths.empty() ? "" : source.paths.front()}});
        FETTLE_TRY(sink.begin(data::pictureColumns(false)));
        for (const auto& issue : files.issues)
            sink.issue(issue, 0);
        double total = 0;
        for (const auto& pair : files.pairs) {
            FETTLE_TRY_ASSIGN(const data::IdxReader reader, data::IdxReader::open(pair.images));
            total += reader.bytesTotal();
        }
        Progressed progressed{0.0, total, 0};
        for (const auto& pair : files.pairs)
            FETTLE_TRY(readPair(pair, files.classNames, sink, monitor, progressed));
        return {};
    }

private:
    struct Progressed {
        double done;
        double total;
        std::int64_t rows;
    };

    static std::string labelText(std::uint8_t label, const std::vector<std::string>& names)
    {
        return label < names.size() ? names[label] : std::to_string(label);
    }

    static Result<void> addFirstLabels(const data::IdxFiles& files, ImportProbe& probe)
    {
        constexpr std::int64_t kShown = 100;
        const auto& pair = files.pairs.front();
        if (!pair.labels)
            return {};
        auto labels = data::IdxReader::open(*pair.labels);
        if (!labels.ok())
            return {};
        std::vector<std::uint8_t> values;
        static_cast<void>(labels->read(std::min(kShown, labels->header().count()), values));
        for (const auto value : values)
            probe.rows.push_back({Value(platform::toUtf8(pair.images.filename())), Value(labelText(value, files.classNames))});
        return {};
    }

    /// All labels of a pair: a byte a picture. Errors: data.idx_label_count.
    static Result<std::vector<std::uint8_t>> readLabels(const data::IdxPair& pair, std::int64_t pictures)
    {
        std::vector<std::uint8_t> labels;
        if (!pair.labels)
            return labels;
        FETTLE_TRY_ASSIGN(data::IdxReader reader, data::IdxReader::open(*pair.labels));
        if (reader.header().itemBytes != 1 || reader.header().count() != pictures)
            return makeError("data.idx_label_count", {{"images", platform::toUtf8(pair.images.filename())},
                                                      {"labels", platform::toUtf8(pair.labels->filename())},
                                                      {"picture_count", pictures},
                                                      {"label_count", reader.header().count() * reader.header().itemBytes}});
        FETTLE_TRY(reader.read(pictures, labels));
        return labels;
    }

    static Result<void> readPair(const data::IdxPair& pair, const std::vector<std::string>& names, RowSink& sink,
                                 ImportMonitor& monitor, Progressed& progressed)
    {
        constexpr std::int64_t kBatchPictureBytes = 4 << 20;
        FETTLE_TRY_ASSIGN(data::IdxReader reader, data::IdxReader::open(pair.images));
        const auto& header = reader.header();
        const auto file = platform::toUtf8(pair.images.filename());
        if (header.dimensions.size() < 3)
            return makeError("data.idx_header",
                             {{"file", file}, {"reason", FETTLE_PHRASE("it holds no pictures, having fewer than three dimensions")}});
        FETTLE_TRY_ASSIGN(const auto labels, readLabels(pair, header.count()));
        const auto batchRows = std::clamp<std::int64_t>(kBatchPictureBytes / header.itemBytes, 1, 8192);
        std::vector<std::uint8_t> pixels;
        for (std::int64_t first = 0; first < header.count(); first += batchRows) {
            if (monitor.cancelled())
                return makeError("data.cancelled");
            const auto wanted = std::min(batchRows, header.count() - first);
            const auto result = reader.read(wanted, pixels);
            const auto found = static_cast<std::int64_t>(pixels.size()) / header.itemBytes;
            if (found > 0)
                FETTLE_TRY(sink.append(makeRows(header, pixels, found, first, labels, names, pair.split)));
            progressed.rows += found;
            monitor.progress(progressed.done + reader.bytesDone(), progressed.total, progressed.rows);
            if (!result.ok()) {
                // What came before the end is good.
                sink.issue({file, 0, result.error(), 1}, header.count() - first - found);
                break;
            }
        }
        progressed.done += reader.bytesTotal();
        return {};
    }

    static RowBatch makeRows(const data::IdxHeader& header, const std::vector<std::uint8_t>& pixels, std::int64_t count,
                             std::int64_t first, const std::vector<std::uint8_t>& labels,
                             const std::vector<std::string>& names, std::optional<Split> split)
    {
        RowBatch rows;
        rows.rows = count;
        rows.split = split;
        rows.columns.resize(2);
        const auto channels = header.dimensions.size() == 4 ? header.dimensions[3] : 1;
        Picture picture{header.dimensions[1], header.dimensions[2], channels, {}};
        const auto itemBytes = static_cast<std::size_t>(header.itemBytes);
        rows.columns[0].reserve(CellStorage::Bytes, count,
                                static_cast<std::size_t>(count) * (itemBytes + data::kRawPictureHeaderBytes));
        std::string media;
        data::appendRawPictureHeader(media, picture.height, picture.width, channels);
        media.resize(data::kRawPictureHeaderBytes + itemBytes);
        for (std::int64_t i = 0; i < count; ++i) {
            const auto* from = pixels.data() + static_cast<std::size_t>(i) * itemBytes;
            std::copy_n(from, itemBytes, media.begin() + data::kRawPictureHeaderBytes);
            rows.columns[0].addBytes(std::as_bytes(std::span(media)));
            if (labels.empty())
                rows.columns[1].addMissing(CellStorage::Texts);
            else
                rows.columns[1].addText(labelText(labels[static_cast<std::size_t>(first + i)], names));
            picture.pixels.assign(from, from + itemBytes);
            rows.thumbnails.push_back(data::makeThumbnail(picture));
        }
        return rows;
    }
};

} // namespace fettle

FETTLE_COMPONENT(importers, idx, IdxImporter)
