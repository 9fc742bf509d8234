// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/safetensors.h"

#include <algorithm>
#include <cstring>
#include <set>
#include <unordered_map>

#include <torch/torch.h>

namespace fettle::model {
namespace {

struct TypePair {
    StoredType stored;
    torch::ScalarType torch;
};

constexpr TypePair kPairs[] = {{StoredType::F64, torch::kFloat64}, {StoredType::F32, torch::kFloat32},
                               {StoredType::F16, torch::kFloat16}, {StoredType::BF16, torch::kBFloat16},
                               {StoredType::I64, torch::kInt64}, {StoredType::I32, torch::kInt32},
                               {StoredType::I16, torch::kInt16}, {StoredType::I8, torch::kInt8},
                               {StoredType::U64, torch::kUInt64}, {StoredType::U32, torch::kUInt32},
                               {StoredType::U16, torch::kUInt16}, {StoredType::U8, torch::kUInt8},
                               {StoredType::Bool, torch::kBool}};

std::optional<StoredType> storedType(torch::ScalarType type)
{
    for (const auto& pair : kPairs)
        if (pair.torch == type)
            return pair.stored;
    return std::nullopt;
}

torch::ScalarType torchType(StoredType type)
{
    return std::ranges::find(kPairs, type, &TypePair::stored)->torch;
}

} // namespace

torch::Tensor SafetensorsFile::view(const SafetensorsEntry& entry) const
{
    const auto type = torchType(entry.type);
    if (entry.begin == entry.end)
        return torch::empty(entry.shape, type);
    // The parser has checked that the span lies in the file.
    const auto* address = m_file->bytes().data() + m_header.dataOffset + entry.begin;
    const auto size = static_cast<std::size_t>(pretrained::storedBytes(entry.type));
    if (entry.type == StoredType::Bool) {
        // A bool that is neither 0 nor 1 would be undefined behaviour wherever it is read.
        const auto raw = torch::from_blob(const_cast<std::byte*>(address), entry.shape, torch::kUInt8);
        return raw.ne(0);
    }
    if (reinterpret_cast<std::uintptr_t>(address) % size != 0) {
        auto copy = torch::empty(entry.shape, type);
        std::memcpy(copy.mutable_data_ptr(), address, entry.end - entry.begin);
        return copy;
    }
    return torch::from_blob(const_cast<std::byte*>(address), entry.shape, [file = m_file](void*) {}, type);
}

torch::Tensor SafetensorsFile::find(const std::string& name) const
{
    const auto entry = std::ranges::find(m_header.entries, name, &SafetensorsEntry::name);
    return entry == m_header.entries.end() ? torch::Tensor() : view(*entry);
}

std::vector<NamedTensor> SafetensorsFile::tensors() const
{
    std::vector<NamedTensor> all;
    all.reserve(m_header.entries.size());
    for (const auto& entry : m_header.entries)
        all.push_back({entry.name, view(entry)});
    return all;
}

Result<SafetensorsFile> openSafetensors(const platform::Path& path)
{
    FETTLE_TRY_ASSIGN(auto mapped, platform::MappedFile::open(path));
    SafetensorsFile file;
    FETTLE_TRY_ASSIGN(file.m_header, pretrained::parseSafetensorsHeader(mapped.text(), mapped.sizeBytes(), path.filename().string()));
    file.m_file = std::make_shared<const platform::MappedFile>(std::move(mapped));
    return file;
}

Result<void> writeSafetensors(const platform::Path& path, const std::vector<NamedTensor>& tensors,
                              const std::map<std::string, std::string>& metadata, platform::AtomicFile::Durability durability)
{
    std::vector<SafetensorsEntry> entries;
    std::unordered_map<std::string, const torch::Tensor*> byName;
    for (const auto& named : tensors) {
        const auto fail = [&named](const char* reason) {
            return makeError("model.safetensors_write", {{"name", named.name}, {"reason", reason}});
        };
        if (!named.tensor.defined())
            return fail(FETTLE_PHRASE("there are no numbers"));
        const auto type = storedType(named.tensor.scalar_type());
        if (!type)
            return fail(FETTLE_PHRASE("the file format does not have their number format"));
        if (named.name == "__metadata__" || !byName.emplace(named.name, &named.tensor).second)
            return fail(FETTLE_PHRASE("the name is taken"));
        entries.push_back({named.name, *type, named.tensor.sizes().vec(), 0, 0});
    }
    const auto header = pretrained::writeSafetensorsHeader(entries, metadata);
    if (header.size() - 8 > pretrained::kMaxSafetensorsHeaderBytes)
        return makeError("model.safetensors_write", {{"name", path.filename().string()}, {"reason", FETTLE_PHRASE("their names are too long for one file")}});
    FETTLE_TRY_ASSIGN(auto file, platform::AtomicFile::create(path));
    FETTLE_TRY(file.writer().write(header));
    for (const auto& entry : entries) {
        if (entry.begin == entry.end)
            continue;
        const auto plain = byName.at(entry.name)->detach().cpu().contiguous();
        FETTLE_TRY(file.writer().write(std::string_view(static_cast<const char*>(plain.const_data_ptr()), entry.end - entry.begin)));
    }
    return file.commit(durability);
}

} // namespace fettle::model
