// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/pretrained/pickle_globals.h"

#include <array>

namespace fettle::pretrained {
namespace {

struct FormatName {
    std::string_view name;
    std::optional<StoredType> type;
};

constexpr std::array<KnownGlobal, 15> kCallables{{
    {"collections", "OrderedDict", GlobalRole::OrderedDict, {}},
    {"torch", "Size", GlobalRole::Size, {}},
    {"torch._utils", "_rebuild_tensor", GlobalRole::RebuildTensor, {}},
    {"torch._utils", "_rebuild_tensor_v2", GlobalRole::RebuildTensorV2, {}},
    {"torch._utils", "_rebuild_tensor_v3", GlobalRole::RebuildTensorV3, {}},
    {"torch._utils", "_rebuild_parameter", GlobalRole::RebuildParameter, {}},
    {"torch._utils", "_rebuild_parameter_with_state", GlobalRole::RebuildParameterState, {}},
    {"torch", "device", GlobalRole::Data, {}},
    // Values beside the weights, as protocol 2 spells them.
    {"collections", "Counter", GlobalRole::Data, {}},
    {"_codecs", "encode", GlobalRole::Data, {}},
    {"__builtin__", "set", GlobalRole::Data, {}},
    {"builtins", "set", GlobalRole::Data, {}},
    {"__builtin__", "bytearray", GlobalRole::Data, {}},
    {"builtins", "bytearray", GlobalRole::Data, {}},
    {"torch.serialization", "_get_layout", GlobalRole::Data, {}},
}};

constexpr std::array<FormatName, 19> kStorages{{
    {"DoubleStorage", StoredType::F64}, {"FloatStorage", StoredType::F32}, {"HalfStorage", StoredType::F16},
    {"BFloat16Storage", StoredType::BF16}, {"LongStorage", StoredType::I64}, {"IntStorage", StoredType::I32},
    {"ShortStorage", StoredType::I16}, {"CharStorage", StoredType::I8}, {"ByteStorage", StoredType::U8},
    {"BoolStorage", StoredType::Bool}, {"UntypedStorage", StoredType::U8},
    {"ComplexFloatStorage", {}}, {"ComplexDoubleStorage", {}}, {"QInt8Storage", {}}, {"QUInt8Storage", {}},
    {"QInt32Storage", {}}, {"QUInt4x2Storage", {}}, {"QUInt2x4Storage", {}}, {"ComplexHalfStorage", {}},
}};

constexpr std::array<FormatName, 25> kFormats{{
    {"float64", StoredType::F64}, {"float32", StoredType::F32}, {"float16", StoredType::F16},
    {"bfloat16", StoredType::BF16}, {"int64", StoredType::I64}, {"int32", StoredType::I32},
    {"int16", StoredType::I16}, {"int8", StoredType::I8}, {"uint64", StoredType::U64}, {"uint32", StoredType::U32},
    {"uint16", StoredType::U16}, {"uint8", StoredType::U8}, {"bool", StoredType::Bool},
    {"complex32", {}}, {"complex64", {}}, {"complex128", {}}, {"qint8", {}}, {"quint8", {}}, {"qint32", {}},
    {"float8_e4m3fn", {}}, {"float8_e4m3fnuz", {}}, {"float8_e5m2", {}}, {"float8_e5m2fnuz", {}},
    {"float8_e8m0fnu", {}}, {"float4_e2m1fn_x2", {}},
}};

constexpr std::size_t kGlobalCount = kCallables.size() + 3 * kStorages.size() + kFormats.size();

/// All of them in one list: storages stand in "torch", those of a GPU in "torch.cuda", untyped ones in "torch.storage".
constexpr std::array<KnownGlobal, kGlobalCount> makeGlobals()
{
    std::array<KnownGlobal, kGlobalCount> all{};
    std::size_t count = 0;
    for (const auto& each : kCallables)
        all[count++] = each;
    for (const std::string_view module : {"torch", "torch.cuda", "torch.storage"})
        for (const auto& each : kStorages)
            all[count++] = {module, each.name, GlobalRole::Storage, each.type};
    for (const auto& each : kFormats)
        all[count++] = {"torch", each.name, GlobalRole::NumberFormat, each.type};
    return all;
}

constexpr auto kGlobals = makeGlobals();

} // namespace

const KnownGlobal* findGlobal(std::string_view module, std::string_view name)
{
    for (const auto& each : kGlobals)
        if (each.name == name && each.module == module)
            return &each;
    return nullptr;
}

} // namespace fettle::pretrained
