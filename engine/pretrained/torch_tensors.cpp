// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/pretrained/torch_tensors.h"

#include <limits>

#include "engine/pretrained/hostile_bytes.h"

namespace fettle::pretrained {
namespace {

/// How many arguments PyTorch's function takes; 0 for what makes no tensor. The last one may be missing in two of them.
struct RebuildArguments {
    std::size_t least = 0;
    std::size_t most = 0;
    std::size_t metadata = 0; ///< where they stand; 0: there are none
};

RebuildArguments rebuildArguments(GlobalRole role)
{
    switch (role) {
    case GlobalRole::RebuildTensor: return {4, 4, 0};
    case GlobalRole::RebuildTensorV2: return {6, 7, 6};
    case GlobalRole::RebuildTensorV3: return {7, 8, 7};
    case GlobalRole::RebuildParameter: return {3, 3, 0};
    case GlobalRole::RebuildParameterState: return {4, 4, 0};
    default: return {};
    }
}

bool isParameter(GlobalRole role)
{
    return role == GlobalRole::RebuildParameter || role == GlobalRole::RebuildParameterState;
}

class TensorReader {
public:
    TensorReader(const PickleObjects& objects, const StorageTable& storages, std::string name, const std::string& file)
        : m_objects(objects), m_storages(storages), m_file(file)
    {
        m_tensor.name = std::move(name);
    }

    Result<ArchiveTensor> read(PickleRef call)
    {
        FETTLE_TRY_ASSIGN(auto arguments, argumentsOf(call));
        auto role = m_objects.global(call)->role;
        if (isParameter(role)) {
            // A parameter wraps a tensor, and never another parameter.
            const auto wrapped = arguments.front();
            if (!isTensorCall(m_objects, wrapped) || isParameter(m_objects.global(wrapped)->role))
                return unclear();
            role = m_objects.global(wrapped)->role;
            FETTLE_TRY_ASSIGN(arguments, argumentsOf(wrapped));
        }
        if (m_objects.kind(arguments[0]) != PickleKind::Persistent)
            return unclear();
        FETTLE_TRY_ASSIGN(const auto storage, m_storages.bytesOf(m_objects, arguments[0]));
        m_tensor.storage = storage.bytes;
        m_tensor.type = storage.type;
        if (role == GlobalRole::RebuildTensorV3)
            FETTLE_TRY(readFormat(arguments[6]));
        const auto offset = naturalNumber(m_objects, arguments[1]);
        if (!offset)
            return fail(FETTLE_PHRASE("its place among the numbers is not a possible one"));
        m_tensor.offset = *offset;
        if (!readSizes(arguments[2], m_tensor.shape) || !readSizes(arguments[3], m_tensor.strides)
            || m_tensor.shape.size() != m_tensor.strides.size())
            return fail(FETTLE_PHRASE("its shape is not one that a tensor can have"));
        FETTLE_TRY(checkExtent());
        return std::move(m_tensor);
    }

private:
    Error fail(const char* reason) const
    {
        return makeError("pretrained.archive_tensor",
                         {{"file", m_file}, {"name", shownName(m_tensor.name)}, {"reason", reason}});
    }
    Error unclear() const { return fail(FETTLE_PHRASE("its description is not one that PyTorch writes")); }

    Result<std::vector<PickleRef>> argumentsOf(PickleRef call) const
    {
        const auto expected = rebuildArguments(m_objects.global(call)->role);
        const auto inner = m_objects.inner(call);
        const auto count = m_objects.itemCount(inner);
        if (count < expected.least || count > expected.most)
            return unclear();
        auto arguments = m_objects.items(inner);
        // Metadata say that the numbers mean something else than what is stored: conjugated or negated.
        if (expected.metadata != 0 && count > expected.metadata) {
            const auto metadata = arguments[expected.metadata];
            const bool isPlain = m_objects.kind(metadata) == PickleKind::None
                || (m_objects.kind(metadata) == PickleKind::Dict && m_objects.itemCount(metadata) == 0);
            if (!isPlain)
                return fail(FETTLE_PHRASE("its numbers are stored in a form that is not read"));
        }
        return arguments;
    }

    Result<void> readFormat(PickleRef ref)
    {
        const auto* format = m_objects.kind(ref) == PickleKind::Global ? m_objects.global(ref) : nullptr;
        if (format == nullptr || format->role != GlobalRole::NumberFormat)
            return unclear();
        if (!format->type)
            return makeError("pretrained.archive_dtype",
                             {{"file", m_file}, {"name", shownName(m_tensor.name)}, {"got", format->name}});
        m_tensor.type = *format->type;
        return {};
    }

    bool readSizes(PickleRef ref, std::vector<std::int64_t>& sizes) const
    {
        const auto kind = m_objects.kind(ref);
        if ((kind != PickleKind::Tuple && kind != PickleKind::List) || m_objects.itemCount(ref) > kMaxTensorRank)
            return false;
        for (const auto item : m_objects.items(ref)) {
            const auto size = naturalNumber(m_objects, item);
            if (!size)
                return false;
            sizes.push_back(static_cast<std::int64_t>(*size));
        }
        return true;
    }

    /// Every number that shape and strides reach lies in the storage; what would overflow is refused, also where a 0
    /// among the sizes would hide it.
    Result<void> checkExtent() const
    {
        const auto tooLarge = [this] { return fail(FETTLE_PHRASE("it would be larger than any file")); };
        const auto bytes = static_cast<std::uint64_t>(storedBytes(m_tensor.type));
        std::optional<std::uint64_t> nonZero = bytes;
        std::optional<std::uint64_t> last = m_tensor.offset;
        bool isEmpty = false;
        for (std::size_t i = 0; i < m_tensor.shape.size(); ++i) {
            const auto size = static_cast<std::uint64_t>(m_tensor.shape[i]);
            isEmpty = isEmpty || size == 0;
            if (size == 0)
                continue;
            nonZero = checkedProduct(*nonZero, size);
            const auto reach = checkedProduct(size - 1, static_cast<std::uint64_t>(m_tensor.strides[i]));
            last = reach ? checkedSum(*last, *reach) : std::nullopt;
            if (!nonZero || !last)
                return tooLarge();
        }
        const auto end = checkedSum(*last, 1);
        const auto endBytes = end ? checkedProduct(*end, bytes) : std::nullopt;
        if (!endBytes)
            return tooLarge();
        if (!isEmpty && *endBytes > m_tensor.storage.size())
            return fail(FETTLE_PHRASE("its numbers lie outside of its storage"));
        return {};
    }

    const PickleObjects& m_objects;
    const StorageTable& m_storages;
    const std::string& m_file;
    ArchiveTensor m_tensor;
};

} // namespace

bool isTensorCall(const PickleObjects& objects, PickleRef ref)
{
    return objects.kind(ref) == PickleKind::Call && rebuildArguments(objects.global(ref)->role).least != 0;
}

Result<ArchiveTensor> tensorOfCall(const PickleObjects& objects, PickleRef call, const StorageTable& storages,
                                   std::string name, const std::string& file)
{
    return TensorReader(objects, storages, std::move(name), file).read(call);
}

} // namespace fettle::pretrained
