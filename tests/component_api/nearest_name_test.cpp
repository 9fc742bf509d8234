// SPDX-License-Identifier: GPL-3.0-or-later
#include <doctest/doctest.h>

#include "engine/component_api/registry.h"

using namespace fettle;

TEST_CASE("the nearest name is the one that was meant, or none")
{
    const std::vector<std::string> options = {"activation", "batch_norm", "dropout", "hidden_sizes", "learning_rate"};
    CHECK(nearestName("lerning_rate", options) == "learning_rate");
    CHECK(nearestName("droput", options) == "dropout");
    // What was begun, and what stands in the middle.
    CHECK(nearestName("hidden", options) == "hidden_sizes");
    CHECK(nearestName("drop", options) == "dropout");
    CHECK(nearestName("sizes", options) == "hidden_sizes");
    CHECK(nearestName("dropout_rate_of_all", options) == "dropout");
    CHECK(nearestName("x", options).empty());
    CHECK(nearestName("ba", options).empty());
    CHECK(nearestName("banana", options).empty());
    CHECK(nearestName("", options).empty());
    CHECK(nearestName("hidden", {}).empty());
    // Few letters changed come before parts, a begin before a middle, and the shorter rest before the longer one.
    CHECK(nearestName("loss", {"total_loss", "losses"}) == "losses");
    CHECK(nearestName("conv", {"preconv", "conv2d_block", "convolution_x"}) == "conv2d_block");
    CHECK(nearestName("size", {"kernel_size_x", "size_of_everything_there_is"}) == "size_of_everything_there_is");
}
