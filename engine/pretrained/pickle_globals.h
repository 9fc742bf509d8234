// SPDX-License-Identifier: GPL-3.0-or-later
// The names that a weights file may use. Source: torch/_utils.py (_rebuild_*), torch/serialization.py and what
// torch/_weights_only_unpickler.py lets through, narrowed to what holds plain numbers.
#pragma once

#include <optional>
#include <string_view>

#include "engine/pretrained/safetensors_header.h"

namespace fettle::pretrained {

/// What a name stands for. None of them is ever looked up in a program or called: they are marks in a tree of data.
enum class GlobalRole {
    OrderedDict,             ///< collections.OrderedDict
    Size,                    ///< torch.Size: a tuple
    Storage,                 ///< torch.FloatStorage …: a number format
    NumberFormat,            ///< torch.float32 …
    RebuildTensor,           ///< (storage, offset, shape, strides): up to 2018
    RebuildTensorV2,         ///< … + requires_grad, hooks[, metadata]
    RebuildTensorV3,         ///< … + requires_grad, hooks, number format[, metadata]
    RebuildParameter,        ///< (tensor, requires_grad, hooks)
    RebuildParameterState,   ///< … + attributes, which are passed over
    Data,                    ///< a call that gives something without weights: a device, a set, bytes, a counter
};

struct KnownGlobal {
    std::string_view module;
    std::string_view name;
    GlobalRole role = GlobalRole::Data;
    std::optional<StoredType> type; ///< of Storage and NumberFormat; nothing where safetensors does not have it
};

/// Exact match or null: no prefix, no attribute of an attribute, no other spelling of a module.
[[nodiscard]] const KnownGlobal* findGlobal(std::string_view module, std::string_view name);

} // namespace fettle::pretrained
