// SPDX-License-Identifier: GPL-3.0-or-later
// How fast pictures are decoded, encoded and imported. Prints figures; holds none, because machines differ.
#include <chrono>
#include <filesystem>
#include <functional>

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <torch/torch.h>

#include "engine/component_api/encoder.h"
#include "engine/data/dataset_reader.h"
#include "engine/data/import_dataset.h"
#include "engine/data/picture_decoder.h"
#include "tests/support/environment.h"
#include "tests/support/temporary_folder.h"

namespace {

using namespace fettle;

double secondsOf(const std::function<void()>& work)
{
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

} // namespace

TEST_CASE("bench: JPEG decoding, one thread")
{
    FETTLE_REQUIRE_DATA("img_flowers5");
    std::vector<std::string> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(test::sharedData("img_flowers5"))) {
        if (entry.is_regular_file())
            files.push_back(test::readBytes(entry.path()));
    }
    for (const std::int64_t side : {0, 128, 64}) {
        double megapixels = 0;
        const double seconds = secondsOf([&] {
            for (const auto& file : files) {
                const auto picture = data::decodePicture(std::as_bytes(std::span(file)), {3, side, 178'956'970});
                REQUIRE(picture.ok());
                megapixels += static_cast<double>(picture->width * picture->height) / 1e6;
            }
        });
        fmt::print("decode, shorter side at least {}: {:.0f} JPEG/s, {:.1f} megapixels/s\n", side,
                   static_cast<double>(files.size()) / seconds, megapixels / seconds);
    }
}

TEST_CASE("bench: import of Fashion-MNIST, and its encoding")
{
    FETTLE_REQUIRE_DATA("img_fashion_mnist");
    const test::TemporaryFolder folder;
    Registry registry;
    registerBuiltInComponents(registry);
    ImportRequest request;
    request.paths = {test::sharedData("img_fashion_mnist").string()};
    request.name = "fashion";
    request.datasetFolder = (folder.path() / "set").string();
    data::SilentObserver observer;
    std::string id;
    const double importing = secondsOf([&] {
        const auto manifest = data::importDataset(request, registry, observer);
        REQUIRE(manifest.ok());
        id = manifest->id;
    });
    std::shared_ptr<const data::Dataset> dataset;
    const double opening =
        secondsOf([&] { dataset = data::Dataset::open(data::versionManifestPath(request.datasetFolder, id)).value(); });
    const auto resolved = registry.resolve<Encoder>(ComponentKind::Encoder, {"image", {}});
    std::unique_ptr<FittedEncoder> encoder;
    const double fitting = secondsOf([&] {
        encoder = resolved->first->fit(resolved->second, *dataset->column("image"), dataset->rows(Split::Train), false).value();
    });
    const auto& rows = dataset->rows(Split::Train);
    auto cache = torch::empty({static_cast<std::int64_t>(rows.size()), 1, 28, 28}, torch::kUInt8);
    const double encoding = secondsOf([&] { encoder->encode(*dataset->column("image"), rows, cache, {}); });
    auto batch = torch::empty({64, 1, 28, 28});
    std::vector<std::int64_t> indices(64);
    for (std::size_t i = 0; i < indices.size(); ++i)
        indices[i] = static_cast<std::int64_t>(i * 97);
    constexpr int kBatches = 1000;
    const double gathering = secondsOf([&] {
        for (int i = 0; i < kBatches; ++i)
            encoder->gather(cache, indices, batch);
    });
    fmt::print("Fashion-MNIST: import {:.2f} s, open {:.4f} s, fit {:.3f} s, encode {:.0f} pictures/s, gather {:.1f} µs a batch of 64\n",
               importing, opening, fitting, static_cast<double>(rows.size()) / encoding, gathering / kBatches * 1e6);
}
