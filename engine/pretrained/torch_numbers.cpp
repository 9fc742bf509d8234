// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "engine/pretrained/torch_archive.h"

namespace fettle::pretrained {
namespace {

constexpr std::size_t kNumbersPieceBytes = 4 * 1024 * 1024;

/// Collects the numbers of a tensor that lie apart, or the other way round, or repeat.
class NumberGatherer {
public:
    NumberGatherer(const ArchiveTensor& tensor, const NumberSink& sink)
        : m_tensor(tensor), m_sink(sink), m_bytes(static_cast<std::size_t>(storedBytes(tensor.type)))
    {
    }

    /// Counts through the rows like a mileage counter; the last dimension is the innermost loop.
    Result<void> gather()
    {
        const auto& shape = m_tensor.shape;
        const auto& strides = m_tensor.strides;
        std::vector<std::int64_t> index(shape.size(), 0);
        // Steps may be huge along sizes of 1, and are taken back before anything is read there; unsigned, so they wrap.
        std::uint64_t place = m_tensor.offset;
        while (true) {
            FETTLE_TRY(row(place));
            bool carried = false;
            for (auto dimension = shape.size() < 2 ? 0 : shape.size() - 1; dimension-- > 0 && !carried;) {
                const auto step = static_cast<std::uint64_t>(strides[dimension]);
                place += step;
                carried = ++index[dimension] < shape[dimension];
                if (!carried) {
                    place -= step * static_cast<std::uint64_t>(shape[dimension]);
                    index[dimension] = 0;
                }
            }
            if (!carried)
                break;
        }
        return m_piece.empty() ? Result<void>() : m_sink(m_piece);
    }

private:
    Result<void> row(std::uint64_t place)
    {
        const auto count = m_tensor.shape.empty() ? std::int64_t{1} : m_tensor.shape.back();
        const auto stride = m_tensor.strides.empty() ? std::int64_t{0} : m_tensor.strides.back();
        for (std::int64_t i = 0; i < count; ++i) {
            if (m_piece.size() + m_bytes > kNumbersPieceBytes) {
                FETTLE_TRY(m_sink(m_piece));
                m_piece.clear();
            }
            const auto* from = m_tensor.storage.data() + (place + static_cast<std::uint64_t>(i * stride)) * m_bytes;
            // A truth value that is neither 0 nor 1 would be undefined wherever it is read.
            if (m_tensor.type == StoredType::Bool)
                m_piece.push_back(*from == 0 ? '\0' : '\1');
            else
                m_piece.append(from, m_bytes);
        }
        return {};
    }

    const ArchiveTensor& m_tensor;
    const NumberSink& m_sink;
    std::size_t m_bytes;
    std::string m_piece;
};

} // namespace

std::uint64_t ArchiveTensor::sizeBytes() const
{
    auto bytes = static_cast<std::uint64_t>(storedBytes(type));
    for (const auto size : shape)
        bytes *= static_cast<std::uint64_t>(size);
    return bytes;
}

bool ArchiveTensor::isContiguous() const
{
    std::int64_t expected = 1;
    for (std::size_t i = shape.size(); i-- > 0;) {
        if (shape[i] != 1 && strides[i] != expected)
            return false;
        expected *= shape[i];
    }
    return true;
}

Result<void> readNumbers(const ArchiveTensor& tensor, const NumberSink& sink)
{
    if (tensor.sizeBytes() == 0)
        return {};
    if (!tensor.isContiguous() || tensor.type == StoredType::Bool)
        return NumberGatherer(tensor, sink).gather();
    const auto bytes = static_cast<std::uint64_t>(storedBytes(tensor.type));
    auto rest = tensor.storage.substr(tensor.offset * bytes, tensor.sizeBytes());
    while (!rest.empty()) {
        FETTLE_TRY(sink(rest.substr(0, kNumbersPieceBytes)));
        rest.remove_prefix(std::min(rest.size(), kNumbersPieceBytes));
    }
    return {};
}

} // namespace fettle::pretrained
