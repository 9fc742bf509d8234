// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <map>

#include <torch/torch.h>

#include "engine/component_api/encoder.h"
#include "engine/component_api/layer.h"
#include "engine/component_api/transform.h"
#include "engine/data/picture_batch.h"
#include "engine/data/picture_decoder.h"
#include "engine/data/picture_resize.h"

namespace fettle::components {
namespace {

struct ImageState {
    std::string field;
    std::int64_t height = 0;
    std::int64_t width = 0;
    std::int64_t channels = 0;
    data::PictureFit fit = data::PictureFit::Crop;
    data::PictureNormalizer normalizer;
};

std::string imageFitText(data::PictureFit fit)
{
    return fit == data::PictureFit::Crop ? "crop" : fit == data::PictureFit::Stretch ? "stretch" : "pad";
}

data::PictureFit imageFitOf(const std::string& text)
{
    return text == "stretch" ? data::PictureFit::Stretch : text == "pad" ? data::PictureFit::Pad : data::PictureFit::Crop;
}

/// Decodes a row and brings it to size. JPEG is decoded no larger than needed.
Result<Picture> loadImage(std::span<const std::byte> media, const ImageState& state)
{
    data::DecodeOptions options;
    options.channels = state.channels;
    options.wantedShorterSide = std::max(state.height, state.width);
    FETTLE_TRY_ASSIGN(Picture picture, data::decodePicture(media, options));
    data::fitPicture(picture, state.height, state.width, state.fit);
    return picture;
}

class FittedImage final : public FittedEncoder {
public:
    explicit FittedImage(ImageState state) : m_state(std::move(state))
    {
        const auto count = static_cast<std::size_t>(m_state.height * m_state.width);
        for (std::size_t i = 0; i < count; ++i) {
            for (const double mean : m_state.normalizer.mean())
                m_blank.push_back(static_cast<std::uint8_t>(std::lround(std::clamp(mean, 0.0, 1.0) * 255.0)));
        }
    }

    [[nodiscard]] TensorSpec spec() const override
    {
        return tensorSpec({{"N", -1}, {"C", m_state.channels}, {"H", m_state.height}, {"W", m_state.width}});
    }

    [[nodiscard]] Value state() const override
    {
        const auto& normalizer = m_state.normalizer;
        return ValueMap{{"field", m_state.field},
                        {"height", m_state.height},
                        {"width", m_state.width},
                        {"channels", m_state.channels},
                        {"fit", imageFitText(m_state.fit)},
                        {"mean", ValueList(normalizer.mean().begin(), normalizer.mean().end())},
                        {"std", ValueList(normalizer.deviation().begin(), normalizer.deviation().end())}};
    }

    void encode(const Column& column, std::span<const std::int64_t> rows, torch::Tensor out,
                const EncodeContext& context) const override
    {
        const bool isAugmented = context.training && !context.augmentation.empty();
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const auto media = column.media(rows[i]);
            const auto index = static_cast<std::int64_t>(i);
            const auto raw = data::readRawPicture(media);
            const bool isReady = raw && raw->height == m_state.height && raw->width == m_state.width &&
                                 raw->channels == m_state.channels;
            if (media.empty()) {
                m_state.normalizer.write(m_blank.data(), out, index);
            } else if (isReady && !isAugmented) {
                m_state.normalizer.write(raw->pixels, out, index);
            } else {
                auto picture = loadImage(media, m_state);
                if (!picture.ok())
                    throw EncodeError(picture.error());
                if (isAugmented)
                    augment(*picture, rows[i], context);
                m_state.normalizer.write(picture->pixels.data(), out, index);
            }
        }
    }

    [[nodiscard]] DType cacheDType() const override { return DType::UInt8; }

    [[nodiscard]] torch::Tensor finish(const torch::Tensor& batch) const override
    {
        if (batch.scalar_type() != torch::kUInt8)
            return batch;
        auto out = torch::empty_like(batch, batch.options().dtype(torch::kFloat32), torch::MemoryFormat::Preserve);
        std::vector<std::int64_t> all(static_cast<std::size_t>(batch.size(0)));
        for (std::size_t i = 0; i < all.size(); ++i)
            all[i] = static_cast<std::int64_t>(i);
        m_state.normalizer.gather(batch, all, out);
        return out;
    }

    void gather(const torch::Tensor& cache, std::span<const std::int64_t> indices, torch::Tensor out) const override
    {
        m_state.normalizer.gather(cache, indices, out);
    }

    [[nodiscard]] Value decode(const torch::Tensor&) const override { return {}; }

    [[nodiscard]] std::vector<std::string> outputNames() const override
    {
        if (m_state.channels == 1)
            return {m_state.field};
        return {m_state.field + " red", m_state.field + " green", m_state.field + " blue"};
    }

    [[nodiscard]] UnseenValues unseen(const Column& column, std::span<const std::int64_t> rows) const override
    {
        UnseenValues values;
        values.missing = std::count_if(rows.begin(), rows.end(), [&](auto row) { return column.media(row).empty(); });
        return values;
    }

    [[nodiscard]] Value preview(const Column& column, std::int64_t row) const override
    {
        const auto media = column.media(row);
        const auto facts = data::readPictureFacts(media);
        ValueMap before{{"size_bytes", static_cast<std::int64_t>(media.size())}};
        if (facts.ok()) {
            before["format"] = std::string(facts->format.name);
            before["height"] = facts->height;
            before["width"] = facts->width;
            before["channels"] = facts->channels;
        }
        ValueMap after{{"height", m_state.height}, {"width", m_state.width}, {"channels", m_state.channels},
                       {"fit", imageFitText(m_state.fit)}};
        if (facts.ok()) {
            const auto encoded = torch::empty({1, m_state.channels, m_state.height, m_state.width});
            const std::int64_t rows[] = {row};
            encode(column, rows, encoded, {});
            after["mean"] = encoded.mean().item<double>();
            after["std"] = encoded.std(false).item<double>();
            after["minimum"] = encoded.min().item<double>();
            after["maximum"] = encoded.max().item<double>();
        }
        return ValueMap{{"before", std::move(before)}, {"after", std::move(after)}};
    }

private:
    void augment(Picture& picture, std::int64_t row, const EncodeContext& context) const
    {
        std::uint64_t stage = 0;
        for (const auto& use : context.augmentation) {
            RandomStream random(context.seed, static_cast<std::uint64_t>(context.epoch), static_cast<std::uint64_t>(row),
                                stage++);
            use.transform->apply(picture, use.parameters, random);
        }
        // A transform may have changed the size; the batch has one.
        data::fitPicture(picture, m_state.height, m_state.width, data::PictureFit::Crop);
    }

    ImageState m_state;
    std::vector<std::uint8_t> m_blank; ///< what a missing picture is: the mean colour
};

/// Rows spread evenly over the training rows.
std::vector<std::int64_t> spreadImageRows(std::span<const std::int64_t> rows, std::size_t count)
{
    std::vector<std::int64_t> chosen;
    count = std::min(count, rows.size());
    for (std::size_t i = 0; i < count; ++i)
        chosen.push_back(rows[i * rows.size() / count]);
    return chosen;
}

} // namespace

class ImageEncoder final : public Encoder {
public:
    [[nodiscard]] ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Encoder;
        info.id = "image";
        info.title = FETTLE_TEXT("Picture");
        info.help = FETTLE_TEXT("A picture as numbers: brought to one size, with each color at mean 0 and deviation 1 "
                                "over the training rows.");
        info.suits = {"image"};
        info.keywords = {"photo", "resize", "crop", "normalize", "normalise", "gray", "grey"};
        info.parameters = {
            integersParameter("size", {})
                .range(1, 4096)
                .unit("px")
                .title(FETTLE_TEXT("Size"))
                .help(FETTLE_TEXT("Height and width that every picture is brought to. Empty: the size that the pictures "
                                  "have in common, or 32, 64 or 128 by their size."))
                .when(FETTLE_TEXT("Raise it where small details decide; time grows with the square.")),
            choiceParameter("channels", "auto")
                .choice("auto", FETTLE_TEXT("As the pictures are"))
                .choice("grey", FETTLE_TEXT("Gray"))
                .choice("rgb", FETTLE_TEXT("Color"))
                .title(FETTLE_TEXT("Colors"))
                .help(FETTLE_TEXT("Whether the network sees one gray value or three colors per pixel."))
                .when(FETTLE_TEXT("Choose gray where color says nothing.")),
            choiceParameter("fit", "crop")
                .choice("crop", FETTLE_TEXT("Cut out the middle"))
                .choice("stretch", FETTLE_TEXT("Stretch"))
                .choice("pad", FETTLE_TEXT("Whole, with black beside it"))
                .title(FETTLE_TEXT("Other proportions"))
                .help(FETTLE_TEXT("What happens to pictures that are wider or higher."))
                .when(FETTLE_TEXT("Choose the whole picture where things at its edge matter.")),
            choiceParameter("normalize", "standard")
                .choice("standard", FETTLE_TEXT("Mean 0, deviation 1"))
                .choice("imagenet", FETTLE_TEXT("ImageNet's mean and deviation"))
                .choice("none", FETTLE_TEXT("0 to 1"))
                .title(FETTLE_TEXT("Scaling"))
                .help(FETTLE_TEXT("How pixel values are brought to a range in which networks learn well."))
                .when(FETTLE_TEXT("Choose ImageNet's for a model that was trained on it."))
                .advanced(),
        };
        return info;
    }

    [[nodiscard]] Result<std::unique_ptr<FittedEncoder>> fit(const Parameters& parameters, const Column& column,
                                                             std::span<const std::int64_t> trainRows,
                                                             bool asTarget) const override
    {
        ImageState state;
        state.field = column.field().name;
        if (asTarget)
            return makeError("data.image_target", {{"field", state.field}});
        FETTLE_TRY_ASSIGN(const Sizes sizes, lookAtSizes(column, trainRows));
        const auto wanted = parameters.integerList("size");
        const auto automatic = automaticSize(sizes);
        state.height = wanted.empty() ? automatic.first : wanted.front();
        state.width = wanted.empty() ? automatic.second : wanted.back();
        const auto& channels = parameters.text("channels");
        state.channels = channels == "grey" ? 1 : channels == "rgb" ? 3 : sizes.isGrey ? 1 : 3;
        state.fit = imageFitOf(parameters.text("fit"));
        state.normalizer = measure(parameters.text("normalize"), column, trainRows, state);
        return std::unique_ptr<FittedEncoder>(std::make_unique<FittedImage>(std::move(state)));
    }

    [[nodiscard]] Result<std::unique_ptr<FittedEncoder>> restore(const Parameters&, const Value& value) const override
    {
        constexpr std::int64_t kMostPixels = 4096;
        ImageState state;
        state.field = value.at("field").asText();
        state.height = value.at("height").asInteger();
        state.width = value.at("width").asInteger();
        state.channels = value.at("channels").asInteger();
        state.fit = imageFitOf(value.at("fit").asText());
        std::vector<double> mean;
        std::vector<double> deviation;
        for (const auto& number : value.at("mean").asList())
            mean.push_back(number.asReal());
        for (const auto& number : value.at("std").asList())
            deviation.push_back(number.asReal());
        const bool isUsable = state.height >= 1 && state.height <= kMostPixels && state.width >= 1 &&
                              state.width <= kMostPixels && (state.channels == 1 || state.channels == 3) &&
                              mean.size() == static_cast<std::size_t>(state.channels) && deviation.size() == mean.size() &&
                              std::all_of(mean.begin(), mean.end(), [](double x) { return std::isfinite(x); }) &&
                              std::all_of(deviation.begin(), deviation.end(),
                                          [](double x) { return std::isfinite(x) && x > 0.0; });
        if (!isUsable)
            return makeError("components.encoder_state",
                             {{"component", "image"}, {"reason", FETTLE_PHRASE("its size or its colors are not usable")}});
        state.normalizer = {std::move(mean), std::move(deviation)};
        return std::unique_ptr<FittedEncoder>(std::make_unique<FittedImage>(std::move(state)));
    }

private:
    struct Sizes {
        std::map<std::pair<std::int64_t, std::int64_t>, std::int64_t> counts; ///< (height, width) → pictures
        std::vector<std::int64_t> shorterSides;
        bool isGrey = true;
    };

    static Result<Sizes> lookAtSizes(const Column& column, std::span<const std::int64_t> rows)
    {
        constexpr std::size_t kLookedAt = 500;
        Sizes sizes;
        for (const auto row : spreadImageRows(rows, kLookedAt)) {
            const auto facts = data::readPictureFacts(column.media(row));
            if (!facts.ok())
                continue;
            ++sizes.counts[{facts->height, facts->width}];
            sizes.shorterSides.push_back(std::min(facts->height, facts->width));
            sizes.isGrey = sizes.isGrey && facts->channels == 1;
        }
        if (sizes.shorterSides.empty())
            return makeError("data.no_training_pictures", {{"field", column.field().name}});
        return sizes;
    }

    /// Small pictures of one size stay as they are; photos become squares that a laptop can learn from.
    static std::pair<std::int64_t, std::int64_t> automaticSize(const Sizes& sizes)
    {
        constexpr std::int64_t kKeptSide = 96;
        const auto common = *std::max_element(sizes.counts.begin(), sizes.counts.end(),
                                              [](const auto& a, const auto& b) { return a.second < b.second; });
        const auto [height, width] = common.first;
        const auto total = static_cast<std::int64_t>(sizes.shorterSides.size());
        if (common.second * 10 >= total * 9 && height <= kKeptSide && width <= kKeptSide)
            return {height, width};
        auto sides = sizes.shorterSides;
        const auto middle = sides.begin() + static_cast<std::ptrdiff_t>(sides.size() / 2);
        std::nth_element(sides.begin(), middle, sides.end());
        const std::int64_t side = *middle >= 192 ? 128 : *middle >= 48 ? 64 : 32;
        return {side, side};
    }

    static data::PictureNormalizer measure(const std::string& method, const Column& column,
                                           std::span<const std::int64_t> rows, const ImageState& state)
    {
        const auto channels = static_cast<std::size_t>(state.channels);
        if (method == "none")
            return {std::vector<double>(channels, 0.0), std::vector<double>(channels, 1.0)};
        if (method == "imagenet")
            return channels == 3 ? data::PictureNormalizer({0.485, 0.456, 0.406}, {0.229, 0.224, 0.225})
                                 : data::PictureNormalizer({0.449}, {0.226});
        // Whole numbers: the sums are exact and do not depend on the order.
        constexpr std::size_t kMeasured = 1000;
        std::vector<std::int64_t> sums(channels, 0);
        std::vector<std::int64_t> squares(channels, 0);
        std::int64_t pixels = 0;
        for (const auto row : spreadImageRows(rows, kMeasured)) {
            const auto picture = loadImage(column.media(row), state);
            if (!picture.ok())
                continue;
            pixels += picture->height * picture->width;
            for (std::size_t i = 0; i < picture->pixels.size(); ++i) {
                const std::int64_t value = picture->pixels[i];
                sums[i % channels] += value;
                squares[i % channels] += value * value;
            }
        }
        std::vector<double> mean(channels, 0.5);
        std::vector<double> deviation(channels, 0.25);
        for (std::size_t c = 0; c < channels && pixels > 0; ++c) {
            const double count = static_cast<double>(pixels);
            const double average = static_cast<double>(sums[c]) / count;
            const double variance = static_cast<double>(squares[c]) / count - average * average;
            mean[c] = average / 255.0;
            // Pictures of one plain colour have no deviation to divide by.
            deviation[c] = variance > 1e-6 ? std::sqrt(variance) / 255.0 : 1.0;
        }
        return {std::move(mean), std::move(deviation)};
    }
};

} // namespace fettle::components

FETTLE_COMPONENT(encoders, image, components::ImageEncoder)
