// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures from files to encoded batches, through a dataset version on disk.
#include <doctest/doctest.h>
#include <torch/torch.h>

#include "engine/component_api/encoder.h"
#include "engine/data/dataset_reader.h"
#include "engine/data/import_dataset.h"
#include "engine/data/picture_decoder.h"
#include "engine/platform/mapped_file.h"
#include "tests/support/environment.h"
#include "tests/support/temporary_folder.h"

namespace {

using namespace fettle;

struct ImportedPictures {
    test::TemporaryFolder folder;
    Registry registry;
    DatasetManifest manifest;
    std::shared_ptr<const data::Dataset> dataset;

    explicit ImportedPictures(const char* set)
    {
        registerBuiltInComponents(registry);
        ImportRequest request;
        request.paths = {test::sharedData(set).string()};
        request.name = set;
        request.datasetFolder = (folder.path() / "set").string();
        data::SilentObserver observer;
        auto result = data::importDataset(request, registry, observer);
        REQUIRE_MESSAGE(result.ok(), toLogLine(result.error()));
        manifest = std::move(result).value();
        auto opened = data::Dataset::open(data::versionManifestPath(request.datasetFolder, manifest.id));
        REQUIRE_MESSAGE(opened.ok(), toLogLine(opened.error()));
        dataset = std::move(opened).value();
    }

    [[nodiscard]] std::unique_ptr<FittedEncoder> fit(const char* id, const char* field, bool asTarget) const
    {
        const auto resolved = registry.resolve<Encoder>(ComponentKind::Encoder, {id, {}});
        auto fitted = resolved->first->fit(resolved->second, *dataset->column(field), dataset->rows(Split::Train), asTarget);
        REQUIRE_MESSAGE(fitted.ok(), toLogLine(fitted.error()));
        return std::move(fitted).value();
    }
};

} // namespace

TEST_CASE("pictures: Fashion-MNIST from IDX files to a batch")
{
    FETTLE_REQUIRE_DATA("img_fashion_mnist");
    const ImportedPictures imported("img_fashion_mnist");
    CHECK(imported.manifest.rowCount == 30'000);
    CHECK(imported.manifest.splitRows.at("test") == 10'000);
    CHECK(imported.manifest.splitRows.at("train") + imported.manifest.splitRows.at("validation") == 20'000);
    const auto image = imported.fit("image", "image", false);
    CHECK(toDisplay(image->spec()) == "N×1×28×28");
    const auto label = imported.fit("category", "label", true);
    CHECK(label->classes().size() == 10);
    CHECK(label->classes().front() == "Ankle boot");
    const auto& rows = imported.dataset->rows(Split::Test);
    auto pictures = torch::empty({10'000, 1, 28, 28});
    auto labels = torch::empty({10'000}, torch::kInt64);
    image->encode(*imported.dataset->column("image"), rows, pictures, {});
    label->encode(*imported.dataset->column("label"), rows, labels, {});
    CHECK(std::abs(pictures.mean().item<double>()) < 0.02);
    CHECK(std::abs(pictures.std().item<double>() - 1.0) < 0.02);
    CHECK(torch::bincount(labels).eq(1000).all().item<bool>());
}

TEST_CASE("pictures: class folders of PNG and JPEG to batches and thumbnails")
{
    FETTLE_REQUIRE_DATA("img_flowers5");
    const ImportedPictures flowers("img_flowers5");
    CHECK(flowers.manifest.rowCount == 200);
    CHECK(flowers.manifest.splitRows.at("validation") == 50);
    const auto image = flowers.fit("image", "image", false);
    CHECK(toDisplay(image->spec()) == "N×3×128×128");
    auto pictures = torch::empty({200, 3, 128, 128}, torch::TensorOptions(torch::kUInt8));
    std::vector<std::int64_t> all;
    for (std::int64_t row = 0; row < 200; ++row)
        all.push_back(row);
    image->encode(*flowers.dataset->column("image"), all, pictures, {});
    CHECK(image->finish(pictures).isfinite().all().item<bool>());
    for (const auto row : {0, 199}) {
        const auto place = flowers.dataset->thumbnail(row);
        REQUIRE(place.has_value());
        const auto file = platform::MappedFile::open(platform::fromUtf8(place->file));
        REQUIRE(file.ok());
        const auto thumbnail = data::decodePicture(file->bytes().subspan(static_cast<std::size_t>(place->offset),
                                                                         static_cast<std::size_t>(place->sizeBytes)));
        REQUIRE(thumbnail.ok());
        CHECK(std::max(thumbnail->width, thumbnail->height) == 96);
    }

    const ImportedPictures digits("img_mnist/png_folder");
    CHECK(digits.manifest.rowCount == 500);
    CHECK(digits.manifest.splitRows.at("test") == 100);
    CHECK(digits.fit("category", "label", true)->classes() ==
          std::vector<std::string>{"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"});
    CHECK(toDisplay(digits.fit("image", "image", false)->spec()) == "N×1×28×28");
}
