// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <limits>
#include <thread>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>
#include <torch/torch.h>

#include "engine/component_api/encoder.h"
#include "engine/component_api/layer.h"
#include "engine/component_api/transform.h"
#include "engine/data/dataset_reader.h"
#include "engine/data/picture_batch.h"
#include "engine/data/picture_format.h"
#include "engine/data/picture_writer.h"

namespace fettle {
void registerComponent_encoders_number(Registry& registry);
void registerComponent_encoders_category(Registry& registry);
void registerComponent_encoders_date(Registry& registry);
void registerComponent_encoders_image(Registry& registry);
void registerComponent_transforms_flip(Registry& registry);
void registerComponent_transforms_crop(Registry& registry);
} // namespace fettle

namespace {

using namespace fettle;

const double kNan = std::numeric_limits<double>::quiet_NaN();

/// A column in memory, independent of how the data room keeps its own.
class TestColumn final : public Column {
public:
    explicit TestColumn(std::vector<double> numbers) : m_numbers(std::move(numbers)) { m_field.name = "x"; }
    explicit TestColumn(std::vector<std::optional<std::string>> texts) : m_texts(std::move(texts)) { m_field.name = "x"; }
    explicit TestColumn(std::vector<std::string> media) : m_media(std::move(media)) { m_field.name = "x"; }

    const FieldInfo& field() const override { return m_field; }
    std::int64_t size() const override
    {
        return static_cast<std::int64_t>(std::max({m_numbers.size(), m_texts.size(), m_media.size()}));
    }
    void readNumbers(std::span<const std::int64_t> rows, std::span<double> out) const override
    {
        for (std::size_t i = 0; i < rows.size(); ++i)
            out[i] = m_numbers.at(static_cast<std::size_t>(rows[i]));
    }
    void readTexts(std::span<const std::int64_t> rows, std::span<std::string_view> out) const override
    {
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const auto row = static_cast<std::size_t>(rows[i]);
            out[i] = row < m_texts.size() && m_texts[row] ? std::string_view(*m_texts[row]) : std::string_view();
        }
    }
    std::span<const std::byte> media(std::int64_t row) const override
    {
        return std::as_bytes(std::span(m_media.at(static_cast<std::size_t>(row))));
    }

private:
    FieldInfo m_field;
    std::vector<double> m_numbers;
    std::vector<std::optional<std::string>> m_texts;
    std::vector<std::string> m_media;
};

Registry encoderRegistry()
{
    Registry registry;
    registerComponent_encoders_number(registry);
    registerComponent_encoders_category(registry);
    registerComponent_encoders_date(registry);
    registerComponent_encoders_image(registry);
    registerComponent_transforms_flip(registry);
    registerComponent_transforms_crop(registry);
    return registry;
}

std::vector<std::int64_t> firstRows(std::int64_t count)
{
    std::vector<std::int64_t> rows(static_cast<std::size_t>(count));
    for (std::size_t i = 0; i < rows.size(); ++i)
        rows[i] = static_cast<std::int64_t>(i);
    return rows;
}

/// An encoder fitted on the first `training` rows.
struct Fitted {
    Registry registry = encoderRegistry();
    Result<std::unique_ptr<FittedEncoder>> encoder;

    Fitted(const char* id, const Column& column, std::int64_t training, ValueMap given = {}, bool asTarget = false)
        : encoder(fit(id, column, training, given, asTarget))
    {
    }
    Result<std::unique_ptr<FittedEncoder>> fit(const char* id, const Column& column, std::int64_t training,
                                               const ValueMap& given, bool asTarget)
    {
        FETTLE_TRY_ASSIGN(const auto resolved, registry.resolve<Encoder>(ComponentKind::Encoder, {id, given}));
        const auto rows = firstRows(training);
        return resolved.first->fit(resolved.second, column, rows, asTarget);
    }
    const FittedEncoder& operator*() const
    {
        REQUIRE_MESSAGE(encoder.ok(), toLogLine(encoder.error()));
        return **encoder;
    }
    /// Written as JSON and read again: what a model's folder does to it.
    std::unique_ptr<FittedEncoder> restored(const char* id) const
    {
        const auto resolved = registry.resolve<Encoder>(ComponentKind::Encoder, {id, {}});
        const auto state = valueFromJson(nlohmann::json::parse(toJson((**this).state()).dump()));
        auto result = resolved->first->restore(resolved->second, state);
        REQUIRE_MESSAGE(result.ok(), toLogLine(result.error()));
        CHECK((*result)->state() == (**this).state());
        CHECK((*result)->spec() == (**this).spec());
        CHECK((*result)->classes() == (**this).classes());
        CHECK((*result)->outputNames() == (**this).outputNames());
        return std::move(result).value();
    }
    std::string restoreError(const char* id, const Value& state) const
    {
        const auto resolved = registry.resolve<Encoder>(ComponentKind::Encoder, {id, {}});
        const auto result = resolved->first->restore(resolved->second, state);
        return result.ok() ? "" : result.error().code;
    }
};

torch::Tensor encoded(const FittedEncoder& encoder, const Column& column, const EncodeContext& context = {})
{
    const auto rows = firstRows(column.size());
    const auto spec = encoder.spec();
    std::vector<std::int64_t> sizes{column.size()};
    for (std::size_t i = 1; i < spec.dimensions.size(); ++i)
        sizes.push_back(spec.dimensions[i].size);
    auto out = torch::full(sizes, 99, spec.dtype == DType::Int64 ? torch::kInt64 : torch::kFloat32);
    encoder.encode(column, rows, out, context);
    return out;
}

std::vector<double> listed(const torch::Tensor& tensor)
{
    const auto flat = tensor.to(torch::kFloat64).flatten().contiguous();
    return {flat.data_ptr<double>(), flat.data_ptr<double>() + flat.numel()};
}

std::string rawMedia(std::int64_t height, std::int64_t width, std::int64_t channels, int start)
{
    std::string media;
    data::appendRawPictureHeader(media, height, width, channels);
    for (std::int64_t i = 0; i < height * width * channels; ++i)
        media.push_back(static_cast<char>((start + i * 7) % 256));
    return media;
}

Picture rampPicture(std::int64_t height, std::int64_t width, std::int64_t channels)
{
    Picture picture{height, width, channels, {}};
    for (std::int64_t i = 0; i < height * width * channels; ++i)
        picture.pixels.push_back(static_cast<std::uint8_t>(i * 3 % 256));
    return picture;
}

} // namespace

TEST_CASE("number: fitted on training rows alone, missing becomes the mean, and back into its unit")
{
    const TestColumn column(std::vector<double>{1, 2, 3, 4, kNan, 1000, std::numeric_limits<double>::infinity()});
    const Fitted fitted("number", column, 5);
    const auto values = listed(encoded(*fitted, column));
    const double deviation = std::sqrt(1.25); // scikit-learn's StandardScaler of 1, 2, 3, 4
    CHECK(values[0] == doctest::Approx((1 - 2.5) / deviation));
    CHECK(values[4] == 0.0);
    CHECK(values[5] == doctest::Approx((1000 - 2.5) / deviation));
    CHECK(values[6] == 0.0);
    const auto restored = fitted.restored("number");
    CHECK(torch::equal(encoded(*restored, column), encoded(*fitted, column)));
    CHECK(restored->decode(torch::tensor(values[5], torch::kFloat32)).asReal() == doctest::Approx(1000));
    CHECK((*fitted).unseen(column, firstRows(7)).missing == 2);
    CHECK((*fitted).preview(column, 0).at("before") == Value(1.0));
    CHECK((*fitted).isCacheable());
    CHECK((*fitted).cacheDType() == DType::Float32);
}

TEST_CASE("number: every scaling, the indicator, constants, and a view with strides")
{
    const TestColumn column(std::vector<double>{1, 2, 3, 4, 10, kNan});
    CHECK(listed(encoded(*Fitted("number", column, 5, {{"normalize", "min_max"}}), column))[4] == doctest::Approx(1.0));
    const auto robust = listed(encoded(*Fitted("number", column, 5, {{"normalize", "robust"}}), column));
    CHECK(robust[2] == doctest::Approx(0.0)); // median 3, quartiles 2 and 4
    CHECK(robust[4] == doctest::Approx(3.5));
    CHECK(robust[5] == doctest::Approx(0.5)); // the mean, 4
    CHECK(listed(encoded(*Fitted("number", column, 5, {{"normalize", "none"}}), column))[4] == 10.0);
    const Fitted marked("number", column, 6, {{"missing_indicator", true}});
    CHECK((*marked).spec().dimensions[1].size == 2);
    CHECK(marked.restored("number")->outputNames().size() == 2);
    const auto both = listed(encoded(*marked, column));
    CHECK(both[1] == 0.0);
    CHECK(both[11] == 1.0);

    // Into columns 1 and 2 of a wider matrix.
    auto matrix = torch::full({6, 4}, 7.0F);
    (*marked).encode(column, firstRows(6), matrix.narrow(1, 1, 2), {});
    CHECK(listed(matrix.narrow(1, 1, 2)) == both);
    CHECK(matrix.select(1, 0).eq(7).all().item<bool>());
    CHECK(matrix.select(1, 3).eq(7).all().item<bool>());

    const TestColumn constant(std::vector<double>{0.1, 0.1, 0.1});
    CHECK(encoded(*Fitted("number", constant, 3), constant).abs().max().item<double>() < 1e-6);
    const TestColumn nothing(std::vector<double>{kNan, kNan});
    CHECK(listed(encoded(*Fitted("number", nothing, 2), nothing)) == std::vector<double>{0, 0});
}

TEST_CASE("number: as a target it is standardised, decodes, and stays unknown where it is missing")
{
    const TestColumn column(std::vector<double>{10, 20, 30, kNan});
    const Fitted fitted("number", column, 3, {{"missing_indicator", true}}, true);
    const auto values = encoded(*fitted, column);
    CHECK(values.size(1) == 1);
    CHECK(std::isnan(values[3][0].item<double>()));
    CHECK(fitted.restored("number")->decode(values[2]).asReal() == doctest::Approx(30));
}

TEST_CASE("category: one input per value, unknown and missing ones")
{
    const TestColumn column(std::vector<std::optional<std::string>>{"b", "a", "ä", std::nullopt, "a", "new", "a"});
    const Fitted fitted("category", column, 5);
    const auto values = encoded(*fitted, column);
    CHECK((*fitted).outputNames() == std::vector<std::string>{"x = a", "x = b", "x = ä", "x (missing)"});
    CHECK(listed(values[0]) == std::vector<double>{0, 1, 0, 0});
    CHECK(listed(values[3]) == std::vector<double>{0, 0, 0, 1});
    CHECK(listed(values[5]) == std::vector<double>{0, 0, 0, 0});
    const auto unseen = (*fitted).unseen(column, firstRows(7));
    CHECK(unseen.count == 1);
    CHECK(unseen.missing == 1);
    CHECK(unseen.examples == std::vector<std::string>{"new"});
    CHECK(torch::equal(encoded(*fitted.restored("category"), column), values));
    CHECK((*fitted).decode(values[1]) == Value("a"));

    // Rare ones share an input with unknown ones.
    const Fitted rare("category", column, 5, {{"min_count", 2}});
    CHECK((*rare).outputNames() == std::vector<std::string>{"x = a", "x (rare)", "x (missing)"});
    CHECK(listed(encoded(*rare, column)[5]) == std::vector<double>{0, 1, 0});
    const Fitted few("category", column, 5, {{"max_classes", 2}});
    CHECK((*few).outputNames().size() == 4); // a, b, rare, missing

    auto matrix = torch::full({7, 6}, 7.0F);
    (*fitted).encode(column, firstRows(7), matrix.narrow(1, 1, 4), {});
    CHECK(listed(matrix.narrow(1, 1, 4)) == listed(values));
    CHECK(matrix.select(1, 5).eq(7).all().item<bool>());
}

TEST_CASE("category: its number for an embedding; 0 is unknown")
{
    const TestColumn column(std::vector<std::optional<std::string>>{"b", "a", std::nullopt, "new"});
    const Fitted fitted("category", column, 3, {{"encoding", "index"}});
    CHECK((*fitted).spec().dtype == DType::Int64);
    CHECK(listed(encoded(*fitted, column)) == std::vector<double>{2, 1, 0, 0});
    CHECK((*fitted).classes() == std::vector<std::string>{"", "a", "b"});
    CHECK(fitted.restored("category")->decode(torch::tensor(2, torch::kInt64)) == Value("b"));
    CHECK((*fitted).decode(torch::tensor(0, torch::kInt64)).isNull());
}

TEST_CASE("category: as a target, classes in scikit-learn's order")
{
    const TestColumn texts(std::vector<std::optional<std::string>>{"dog", "cat", "Zebra", std::nullopt, "fish"});
    const Fitted fitted("category", texts, 4, {}, true);
    CHECK((*fitted).classes() == std::vector<std::string>{"Zebra", "cat", "dog"});
    CHECK(listed(encoded(*fitted, texts)) == std::vector<double>{2, 1, 0, -100, -100});
    CHECK(fitted.restored("category")->decode(torch::tensor(1, torch::kInt64)) == Value("cat"));
    const TestColumn numbers(std::vector<std::optional<std::string>>{"10", "9", "-1.5"});
    CHECK((*Fitted("category", numbers, 3, {}, true)).classes() == std::vector<std::string>{"-1.5", "9", "10"});

    const TestColumn empty(std::vector<std::optional<std::string>>{std::nullopt});
    CHECK(Fitted("category", empty, 1, {}, true).encoder.error().code == "data.target_empty");
    CHECK(Fitted("category", texts, 4, {{"max_classes", 2}}, true).encoder.error().code == "data.too_many_classes");
    CHECK(listed(encoded(*Fitted("category", empty, 1), empty)) == std::vector<double>{1});
}

TEST_CASE("encoders: a damaged state is refused")
{
    const TestColumn column(std::vector<double>{1, 2});
    const Fitted fitted("number", column, 2);
    for (const char* id : {"number", "category", "date", "image"}) {
        CHECK(fitted.restoreError(id, {}) == "components.encoder_state");
        CHECK(fitted.restoreError(id, ValueMap{{"shift", 1}, {"scale", 0}, {"fill", 1}}) == "components.encoder_state");
    }
    CHECK(fitted.restoreError("image", ValueMap{{"height", 1'000'000}, {"width", 4}, {"channels", 1},
                                                {"mean", ValueList{0.5}}, {"std", ValueList{0.5}}}) ==
          "components.encoder_state");
}

TEST_CASE("date: a few finite numbers, circles close")
{
    const double day = 86'400;
    const TestColumn column(std::vector<double>{0, 7 * day, 20'000 * day, kNan});
    const Fitted fitted("date", column, 3);
    const auto values = encoded(*fitted, column);
    CHECK(values.size(1) == 5);
    CHECK(values.isfinite().all().item<bool>());
    CHECK(torch::allclose(values[0].narrow(0, 3, 2), values[1].narrow(0, 3, 2))); // both Thursdays
    CHECK(fitted.restored("date")->decode(values[2]).asReal() == doctest::Approx(20'000 * day));
    const TestColumn times(std::vector<double>{0, 0.5 * day});
    CHECK((*Fitted("date", times, 2)).outputNames().size() == 7);
    CHECK(Fitted("date", times, 2, {}, true).encoder.error().code == "data.date_target");
}

TEST_CASE("image: raw grey pictures keep their size; mean 0 and deviation 1 over training")
{
    std::vector<std::string> media;
    for (int i = 0; i < 20; ++i)
        media.push_back(rawMedia(8, 6, 1, i * 11));
    media.push_back(rawMedia(8, 6, 1, 3));
    media.emplace_back(); // missing
    const TestColumn column(media);
    const Fitted fitted("image", column, 20);
    CHECK(toDisplay((*fitted).spec()) == toDisplay(tensorSpec({{"N", -1}, {"C", 1}, {"H", 8}, {"W", 6}})));
    const auto values = encoded(*fitted, column);
    const auto training = values.narrow(0, 0, 20);
    CHECK(std::abs(training.mean().item<double>()) < 1e-5);
    CHECK(training.std(false).item<double>() == doctest::Approx(1.0).epsilon(1e-5));
    CHECK(values[21].abs().max().item<double>() < 0.02); // the mean colour
    CHECK(torch::equal(encoded(*fitted.restored("image"), column), values));
    const auto preview = (*fitted).preview(column, 0);
    CHECK(preview.at("before").at("width") == Value(6));
    CHECK(preview.at("after").at("height") == Value(8));
    CHECK((*fitted).unseen(column, firstRows(22)).missing == 1);
}

TEST_CASE("image: a cache of bytes, in either memory format, gives the same bits")
{
    std::vector<std::string> media;
    for (int i = 0; i < 9; ++i)
        media.push_back(data::writeStoredPng(rampPicture(10 + i, 14, 3)));
    const TestColumn column(media);
    const Fitted fitted("image", column, 9, {{"size", ValueList{6, 5}}});
    const auto& encoder = *fitted;
    const auto direct = encoded(encoder, column);
    CHECK(direct.sizes() == torch::IntArrayRef({9, 3, 6, 5}));
    CHECK(encoder.cacheDType() == DType::UInt8);
    const auto rows = firstRows(9);
    for (const auto format : {torch::MemoryFormat::Contiguous, torch::MemoryFormat::ChannelsLast}) {
        const auto cache = torch::empty({9, 3, 6, 5}, torch::TensorOptions(torch::kUInt8).memory_format(format));
        encoder.encode(column, rows, cache, {});
        const auto finished = encoder.finish(cache);
        CHECK(finished.is_contiguous(format));
        CHECK(torch::equal(finished, direct));
        for (const auto outFormat : {torch::MemoryFormat::Contiguous, torch::MemoryFormat::ChannelsLast}) {
            auto out = torch::full({4, 3, 6, 5}, 5.0F).contiguous(outFormat);
            const std::vector<std::int64_t> chosen{7, 0, 3};
            encoder.gather(cache, chosen, out);
            CHECK(torch::equal(out[0], direct[7]));
            CHECK(torch::equal(out[2], direct[3]));
            CHECK(out[3].eq(5).all().item<bool>());
        }
        auto floats = torch::empty({9, 3, 6, 5}).contiguous(format);
        encoder.encode(column, rows, floats, {});
        CHECK(torch::equal(floats, direct));
    }
    CHECK(torch::equal(encoder.finish(direct), direct));
}

TEST_CASE("image: automatic size and colours, and what cannot be read")
{
    std::vector<std::string> photos;
    for (int i = 0; i < 4; ++i)
        photos.push_back(data::writeJpeg(rampPicture(300 + i, 400, 3)).value());
    const TestColumn column(photos);
    const Fitted automatic("image", column, 4);
    CHECK((*automatic).spec().dimensions[2].size == 128);
    CHECK((*automatic).spec().dimensions[1].size == 3);
    const Fitted grey("image", column, 4, {{"channels", "grey"}, {"size", ValueList{32}}, {"normalize", "none"}});
    CHECK((*grey).spec().dimensions[1].size == 1);
    const auto values = encoded(*grey, column);
    CHECK(values.min().item<double>() >= 0.0);
    CHECK(values.max().item<double>() <= 1.0);
    CHECK((*Fitted("image", column, 4, {{"fit", "stretch"}, {"size", ValueList{16, 24}}})).spec().dimensions[3].size == 24);

    const TestColumn none(std::vector<std::string>{"no picture"});
    CHECK(Fitted("image", none, 1).encoder.error().code == "data.no_training_pictures");
    CHECK(Fitted("image", column, 4, {}, true).encoder.error().code == "data.image_target");
    std::string code;
    try {
        static_cast<void>(encoded(*automatic, none));
    } catch (const EncodeError& error) {
        code = error.error().code;
    }
    CHECK(code == "data.picture_format");
}

TEST_CASE("image: augmentation is a function of seed, epoch and row, whatever the order and the thread")
{
    std::vector<std::string> media;
    for (int i = 0; i < 16; ++i)
        media.push_back(rawMedia(12, 12, 1, i * 5));
    const TestColumn column(media);
    const Fitted fitted("image", column, 16);
    const auto& encoder = *fitted;
    std::vector<TransformUse> uses;
    for (const char* id : {"crop", "flip"}) {
        const auto resolved = fitted.registry.resolve<Transform>(ComponentKind::Transform, {id, {}});
        REQUIRE(resolved.ok());
        uses.push_back({resolved->first, resolved->second});
    }
    EncodeContext context{true, 5, 2, uses};
    const auto all = encoded(encoder, column, context);
    CHECK_FALSE(torch::equal(all, encoded(encoder, column)));
    CHECK(torch::equal(all, encoded(encoder, column, context)));
    for (const auto& other : {EncodeContext{true, 6, 2, uses}, EncodeContext{true, 5, 3, uses}})
        CHECK_FALSE(torch::equal(all, encoded(encoder, column, other)));
    CHECK(torch::equal(encoded(encoder, column), encoded(encoder, column, {false, 5, 2, uses})));
    // Backwards, one by one, in another thread.
    torch::Tensor alone = torch::empty_like(all);
    std::jthread([&] {
        for (std::int64_t row = 15; row >= 0; --row) {
            const std::int64_t rows[] = {row};
            encoder.encode(column, rows, alone.narrow(0, row, 1), context);
        }
    }).join();
    CHECK(torch::equal(alone, all));
}

TEST_CASE("image: an encoded picture can be shown again")
{
    const auto picture = rampPicture(9, 7, 3);
    const data::PictureNormalizer normalizer({0.4, 0.5, 0.6}, {0.2, 0.25, 0.3});
    auto out = torch::empty({1, 3, 9, 7});
    normalizer.write(picture.pixels.data(), out, 0);
    CHECK(normalizer.toPicture(out[0]).pixels == picture.pixels);
}
