// SPDX-License-Identifier: GPL-3.0-or-later
// Batches: their order, their contents and that threads do not change either.
#include <numeric>

#include <doctest/doctest.h>
#include <torch/torch.h>

#include "engine/component_api/transform.h"
#include "engine/training/batch_pipeline.h"
#include "engine/training/gradients.h"

using namespace fettle;
using namespace fettle::training;

namespace {

/// A column of row numbers.
class CountingColumn final : public Column {
public:
    explicit CountingColumn(std::int64_t size) : m_size(size) { m_field.name = "count"; }
    const FieldInfo& field() const override { return m_field; }
    std::int64_t size() const override { return m_size; }
    void readNumbers(std::span<const std::int64_t> rows, std::span<double> out) const override
    {
        std::copy(rows.begin(), rows.end(), out.begin());
    }
    void readTexts(std::span<const std::int64_t>, std::span<std::string_view>) const override {}
    std::span<const std::byte> media(std::int64_t) const override { return {}; }

private:
    FieldInfo m_field;
    std::int64_t m_size;
};

/// row → (row, −row, …); as a picture it adds noise that depends on (seed, epoch, row) when training.
class TestEncoder final : public FittedEncoder {
public:
    TestEncoder(TensorSpec spec) : m_spec(std::move(spec)) {}
    TensorSpec spec() const override { return m_spec; }
    Value state() const override { return {}; }
    void encode(const Column& column, std::span<const std::int64_t> rows, torch::Tensor out,
                const EncodeContext& context) const override
    {
        std::vector<double> numbers(rows.size());
        column.readNumbers(rows, numbers);
        for (std::size_t i = 0; i < rows.size(); ++i) {
            double noise = 0.0;
            if (context.training)
                noise = RandomStream(context.seed, static_cast<std::uint64_t>(context.epoch),
                                     static_cast<std::uint64_t>(rows[i]), 0).uniform();
            auto row = out[static_cast<std::int64_t>(i)];
            if (row.dim() == 0)
                row.fill_(numbers[i]);
            else
                row.copy_(torch::arange(row.numel()).reshape(row.sizes()) * 1000.0 + numbers[i] + noise);
        }
    }
    Value decode(const torch::Tensor&) const override { return {}; }
    Value preview(const Column&, std::int64_t) const override { return {}; }

private:
    TensorSpec m_spec;
};

struct Fixture {
    CountingColumn column{101};
    TestEncoder narrow{TensorSpec{DType::Float32, {{"N", -1}, {"D", 2}}}};
    TestEncoder wide{TensorSpec{DType::Float32, {{"N", -1}, {"D", 3}}}};
    TestEncoder picture{TensorSpec{DType::Float32, {{"N", -1}, {"C", 2}, {"H", 3}, {"W", 3}}}};
    TestEncoder label{TensorSpec{DType::Int64, {{"N", -1}}}};

    EncodedSplit split(bool augment, std::int64_t threads = 2, std::int64_t memory = 1 << 20) const
    {
        std::vector<std::int64_t> rows(101);
        std::iota(rows.begin(), rows.end(), 0);
        EncodeOptions options;
        options.threads = threads;
        options.memoryBytes = memory;
        options.channelsLast = true;
        options.augment = augment;
        options.seed = 5;
        return EncodedSplit({{"narrow", &column, &narrow}, {"picture", &column, &picture}, {"wide", &column, &wide}},
                            {{"label", &column, &label}}, nullptr, rows, options);
    }
};

std::vector<std::int64_t> rotated(std::int64_t epoch)
{
    std::vector<std::int64_t> order(101);
    for (std::int64_t i = 0; i < 101; ++i)
        order[static_cast<std::size_t>(i)] = (i * 7 + epoch) % 101;
    return order;
}

} // namespace

TEST_CASE("Table fields lie side by side in one matrix and batches follow the order")
{
    const Fixture fixture;
    const auto split = fixture.split(false);
    CHECK_FALSE(split.preparesOnTheFly());
    BatchPipeline pipeline(split, rotated, {.batchSize = 10}, {});
    CHECK(pipeline.batchesPerEpoch() == 11);
    for (std::int64_t batchNumber = 0; batchNumber < 25; ++batchNumber) {
        const auto& batch = pipeline.next();
        const auto epoch = batchNumber / 11;
        const auto first = batchNumber % 11 * 10;
        REQUIRE(batch.size == (first == 100 ? 1 : 10));
        const auto& narrow = batch.inputs.at("narrow").values;
        const auto& wide = batch.inputs.at("wide").values;
        CHECK(narrow.storage().is_alias_of(wide.storage()));
        CHECK(batch.inputs.at("picture").values.is_contiguous(torch::MemoryFormat::ChannelsLast));
        for (std::int64_t i = 0; i < batch.size; ++i) {
            const auto row = rotated(epoch)[static_cast<std::size_t>(first + i)];
            CHECK(batch.ids[static_cast<std::size_t>(i)] == row);
            CHECK(narrow[i][1].item<double>() == 1000.0 + static_cast<double>(row));
            CHECK(wide[i][2].item<double>() == 2000.0 + static_cast<double>(row));
            CHECK(batch.inputs.at("picture").values[i][1][2][2].item<double>() == 17000.0 + static_cast<double>(row));
            CHECK(batch.targets.at("label").values[i].item<std::int64_t>() == row);
        }
    }
}

TEST_CASE("Threads, prefetching and where it began change nothing")
{
    const Fixture fixture;
    const auto split = fixture.split(true);
    CHECK(split.preparesOnTheFly());
    std::vector<torch::Tensor> expected;
    BatchPipeline alone(split, rotated, {.batchSize = 8, .threads = 0}, {});
    for (int i = 0; i < 40; ++i)
        expected.push_back(alone.next().inputs.at("picture").values.clone());
    CHECK_FALSE(torch::equal(expected[0], expected[13])); // another epoch, another noise
    for (const std::int64_t threads : {1, 2, 3}) {
        CAPTURE(threads);
        BatchPipeline pipeline(split, rotated, {.batchSize = 8, .threads = threads, .prefetch = 3}, {});
        for (int i = 0; i < 40; ++i)
            CHECK(torch::equal(pipeline.next().inputs.at("picture").values, expected[static_cast<std::size_t>(i)]));
        pipeline.restartAt({1, 4});
        for (int i = 17; i < 40; ++i)
            CHECK(torch::equal(pipeline.next().inputs.at("picture").values, expected[static_cast<std::size_t>(i)]));
    }
}

TEST_CASE("What does not fit into memory is encoded batch by batch, to the same numbers")
{
    const Fixture fixture;
    const auto cached = fixture.split(false);
    const auto small = fixture.split(false, 1, 100);
    CHECK(small.exceedsMemory());
    CHECK(small.preparesOnTheFly());
    BatchPipeline one(cached, rotated, {.batchSize = 16}, {});
    BatchPipeline other(small, rotated, {.batchSize = 16, .threads = 1}, {});
    for (int i = 0; i < 20; ++i) {
        const auto& a = one.next();
        const auto& b = other.next();
        for (const auto& [name, signal] : a.inputs)
            CHECK(torch::equal(signal.values, b.inputs.at(name).values));
    }
}

TEST_CASE("A single last example is left out where batch-norm could not take it")
{
    CHECK(BatchPipeline::batchesPerEpoch(101, {.batchSize = 10, .dropSingle = true}) == 10);
    CHECK(BatchPipeline::batchesPerEpoch(101, {.batchSize = 10}) == 11);
    CHECK(BatchPipeline::batchesPerEpoch(102, {.batchSize = 10, .dropSingle = true}) == 11);
    CHECK(BatchPipeline::batchesPerEpoch(1, {.batchSize = 10, .dropSingle = true}) == 1);
}

TEST_CASE("Gradients: norm, clipping and L1 as PyTorch has them")
{
    torch::manual_seed(3);
    std::vector<NamedTensor> parameters;
    for (const std::int64_t size : {1, 7, 33, 100'000, 400'000}) {
        auto tensor = torch::randn({size}).set_requires_grad(true);
        tensor.mutable_grad() = torch::randn({size});
        parameters.push_back({"p", tensor});
    }
    auto lying = torch::randn({8, 4, 3, 3}).contiguous(torch::MemoryFormat::ChannelsLast).set_requires_grad(true);
    lying.mutable_grad() = torch::randn({8, 4, 3, 3}).contiguous(torch::MemoryFormat::ChannelsLast);
    parameters.push_back({"p", lying});
    parameters.push_back({"none", torch::randn({3}).set_requires_grad(true)});
    double squares = 0.0;
    for (const auto& parameter : parameters)
        if (parameter.tensor.grad().defined())
            squares += parameter.tensor.grad().to(torch::kFloat64).square().sum().item<double>();
    const auto norm = gradientNorm(parameters);
    CHECK(norm == doctest::Approx(std::sqrt(squares)).epsilon(1e-7));
    at::set_num_threads(1);
    const auto one = gradientNorm(parameters);
    at::set_num_threads(2);
    CHECK(gradientNorm(parameters) == one);
    clipGradients(parameters, norm, 1.0);
    CHECK(gradientNorm(parameters) == doctest::Approx(1.0).epsilon(1e-4));
    clipGradients(parameters, gradientNorm(parameters), 5.0);
    CHECK(gradientNorm(parameters) == doctest::Approx(1.0).epsilon(1e-4));
    const auto before = parameters[2].tensor.grad().clone();
    addL1(parameters, 0.5);
    CHECK(torch::allclose(parameters[2].tensor.grad(), before + 0.5 * parameters[2].tensor.sign()));
    clearGradients(parameters);
    for (const auto& parameter : parameters)
        CHECK_FALSE(parameter.tensor.grad().defined());
}
