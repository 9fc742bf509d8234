// SPDX-License-Identifier: GPL-3.0-or-later
// Groups of neighboring words as numbers, and bags of them.
#include <doctest/doctest.h>

#include <cmath>
#include <set>

#include <torch/torch.h>

#include "engine/model/sequence.h"
#include "tests/model/graphs.h"

using namespace fettle;
using namespace fettle::test;

namespace {

std::unique_ptr<LayerInstance> tokenLayer(const std::string& id, ValueMap options, std::int64_t entries)
{
    auto resolved = builtInRegistry().resolve<Layer>(ComponentKind::Layer, {id, std::move(options)});
    REQUIRE(resolved.ok());
    auto tokens = tensorSpec({{"N", -1}, {"T", -1}}, DType::Int64);
    tokens.indexCount = entries;
    return resolved->first->build(resolved->second, std::vector{tokens}, {});
}

std::vector<std::int64_t> numbersOf(const torch::Tensor& tensor)
{
    const auto flat = tensor.contiguous();
    return {flat.const_data_ptr<std::int64_t>(), flat.const_data_ptr<std::int64_t>() + flat.numel()};
}

} // namespace

TEST_CASE("groups of words have the same numbers for ever, whatever fills up the batch")
{
    // Worked out with Python's whole numbers.
    const std::vector<std::int64_t> longRow{4, 2, 7, 3, 3, 39755, 49122, 8833, 45658, 25274, 46951, 44474};
    const std::vector<std::int64_t> shortRow{9, 1, 30674};
    const auto layer = tokenLayer("ngrams", {{"n", 3}, {"buckets", 50'000}}, 10);
    const auto tokens = torch::tensor({4, 2, 7, 3, 3, 9, 1, 8, 8, 8}, torch::kInt64).reshape({2, 5});
    const auto output = layer->forward(std::vector<Signal>{{tokens, model::layoutOf({5, 2}, 5, torch::kCPU)}}, {}).front();
    CHECK(model::sequenceLengths(output) == std::vector<std::int64_t>{12, 3});
    CHECK(numbersOf(output.values[0]) == longRow);
    CHECK(numbersOf(output.values[1].slice(0, 0, 3)) == shortRow);
}

TEST_CASE("pairs of frequent words are spread over the places")
{
    // The numbers of frequent words are small and close together.
    constexpr std::int64_t kWords = 200;
    const auto first = torch::arange(kWords).repeat_interleave(kWords);
    const auto second = torch::arange(kWords).repeat({kWords});
    const auto tokens = torch::stack({first, second}, 1);
    for (const std::int64_t buckets : {20'000, 50'000, 65'536, 100'000, 200'000}) {
        CAPTURE(buckets);
        const auto layer = tokenLayer("ngrams", {{"n", 2}, {"buckets", buckets}}, kWords);
        const auto groups = numbersOf(layer->forward(std::vector<Signal>{{tokens, nullptr}}, {}).front().values.select(1, 2));
        const std::set<std::int64_t> places(groups.begin(), groups.end());
        CHECK(*places.begin() >= kWords);
        CHECK(*places.rbegin() < kWords + buckets);
        // As many as by chance, or nearly.
        const double byChance = static_cast<double>(buckets) * (1.0 - std::exp(-static_cast<double>(kWords * kWords) / static_cast<double>(buckets)));
        CHECK(static_cast<double>(places.size()) > 0.9 * byChance);
    }
}

TEST_CASE("a bag divided by the root does not count what fills up, nor the entry that is padding; an empty text gives zeros")
{
    for (const std::int64_t padding : {-1, 2}) {
        CAPTURE(padding);
        const auto layer = tokenLayer("embedding_bag", {{"embedding_dim", 3}, {"mode", "root"}, {"padding_idx", padding}}, 6);
        const auto tokens = torch::tensor({4, 2, 5, 1, 3, 0, 0, 0, 1, 1, 1, 1}, torch::kInt64).reshape({3, 4});
        const auto output = layer->forward(std::vector<Signal>{{tokens, model::layoutOf({4, 1, 0}, 4, torch::kCPU)}}, {}).front().values;
        const auto weight = layer->parameters().front().tensor;
        const auto expected = padding < 0 ? (weight[4] + weight[2] + weight[5] + weight[1]) / 2.0
                                          : (weight[4] + weight[5] + weight[1]) / std::sqrt(3.0);
        CHECK(torch::allclose(output[0], expected));
        CHECK(torch::allclose(output[1], weight[3]));
        CHECK(output[2].abs().max().item<float>() == 0.0F);
    }
}
