// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include <torch/types.h>

namespace fettle {

/// How rows of different length lie in a tensor: padded on the right (mask) or packed one after the other (offsets).
struct SequenceLayout {
    torch::Tensor mask;    ///< N×T bool, true where there is data; undefined when packed
    torch::Tensor lengths; ///< N int64, when padded; undefined where nobody has counted
    torch::Tensor offsets; ///< N+1 int32 into the packed first dimension; undefined when padded
    std::int64_t maximumLength = 0;
    bool isFull = false;   ///< padded, and every row is of full length: the mask says nothing
};

/// What flows along an edge: the numbers and, for sequences, where they are. The layout travels with the numbers, so
/// that a user never draws masks.
struct Signal {
    torch::Tensor values;
    std::shared_ptr<const SequenceLayout> layout;
};

/// Named tensors of some examples; nothing in it is specific to a task.
struct Batch {
    std::map<std::string, Signal> inputs;  ///< field → N×…
    std::map<std::string, Signal> targets; ///< field → N or N×…
    torch::Tensor weights;                 ///< N float, or undefined
    std::vector<std::int64_t> ids;         ///< row numbers in the dataset version
    std::int64_t size = 0;
};

} // namespace fettle
