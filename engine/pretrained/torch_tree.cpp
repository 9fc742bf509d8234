// SPDX-License-Identifier: GPL-3.0-or-later
// From what a file describes to a flat list of named tensors.
#include <algorithm>

#include "engine/platform/paths.h"
#include "engine/pretrained/hostile_bytes.h"
#include "engine/pretrained/torch_tensors.h"

namespace fettle::pretrained {
namespace {

constexpr std::size_t kMaxTreeDepth = 200;
/// Shown for keys that are no text.
constexpr auto kNoName = "…";
constexpr std::size_t kMaxTreeVisits = kMaxPickleItems;
/// Memory for the list of tensors: what each takes with its name, shape and strides.
constexpr std::size_t kMaxTensorListBytes = 64 * 1024 * 1024;

bool isContainer(PickleKind kind)
{
    return kind == PickleKind::Dict || kind == PickleKind::List || kind == PickleKind::Tuple;
}

class TensorTree {
public:
    TensorTree(const PickleObjects& objects, const StorageTable& storages, std::uint64_t fileSizeBytes,
               const std::string& file, TorchArchive& archive)
        : m_objects(objects), m_storages(storages), m_file(file), m_archive(archive),
          m_looks(objects.size(), Look::Unseen), m_holdsTensors(objects.size(), false),
          m_maxResultBytes(fileSizeBytes * kMaxArchiveGrowth + kArchiveGrowthAllowance)
    {
    }

    Result<void> collect()
    {
        FETTLE_TRY(markAll());
        if (!holdsTensors(m_objects.root()) || !isContainer(m_objects.kind(m_objects.root())))
            return makeError("pretrained.archive_empty", {{"file", m_file}});
        FETTLE_TRY(walk(unwrap(m_objects.root())));
        return checkNames();
    }

private:
    enum class Look : std::uint8_t { Unseen, Open, Done };

    /// A container on the way, with its children in turn.
    struct Place {
        PickleRef ref = 0;
        std::vector<PickleRef> items;
        std::size_t next = 0;
        std::string name;
    };

    Error tooLarge() const { return makeError("pretrained.archive_too_large", {{"file", m_file}}); }

    bool holdsTensors(PickleRef ref) const { return m_holdsTensors[ref]; }

    /// Finds what is or holds a tensor. Each container is looked through once, however often it is used.
    Result<void> markAll()
    {
        std::vector<Place> way;
        FETTLE_TRY(look(m_objects.root(), way));
        while (!way.empty()) {
            auto& place = way.back();
            const auto parent = place.ref;
            if (place.next == place.items.size()) {
                m_looks[parent] = Look::Done;
                way.pop_back();
                if (!way.empty() && holdsTensors(parent))
                    m_holdsTensors[way.back().ref] = true;
                continue;
            }
            const bool isDict = m_objects.kind(parent) == PickleKind::Dict;
            const auto child = place.items[place.next + (isDict ? 1 : 0)];
            place.next += isDict ? 2 : 1;
            if (m_looks[child] == Look::Unseen)
                FETTLE_TRY(look(child, way));
            else if (m_looks[child] == Look::Open)
                return makeError("pretrained.archive_damaged",
                                 {{"file", m_file}, {"reason", FETTLE_PHRASE("a part of it holds itself")}});
            if (m_looks[child] == Look::Done && holdsTensors(child))
                m_holdsTensors[parent] = true;
        }
        return {};
    }

    /// Puts a container on the way; anything else is done at once.
    Result<void> look(PickleRef ref, std::vector<Place>& way)
    {
        if (!isContainer(m_objects.kind(ref))) {
            m_holdsTensors[ref] = isTensorCall(m_objects, ref);
            m_looks[ref] = Look::Done;
            return {};
        }
        if (way.size() == kMaxTreeDepth)
            return tooLarge();
        m_looks[ref] = Look::Open;
        way.push_back({ref, m_objects.items(ref), 0, {}});
        return {};
    }

    /// Steps into dicts that hold one dict with all tensors and none themselves, as {"state_dict": {…}, "epoch": 3}.
    Place unwrap(PickleRef root)
    {
        Place place{root, m_objects.items(root), 0, {}};
        for (std::size_t depth = 0; depth < kMaxTreeDepth && m_objects.kind(place.ref) == PickleKind::Dict; ++depth) {
            std::size_t found = 0;
            std::size_t count = 0;
            for (std::size_t i = 0; i + 1 < place.items.size(); i += 2)
                if (holdsTensors(place.items[i + 1])) {
                    found = i;
                    ++count;
                }
            const auto inner = place.items[found + 1];
            if (count != 1 || m_objects.kind(inner) != PickleKind::Dict || !keyText(place.items[found]))
                break;
            const auto name = joined(m_archive.wrapper, *keyText(place.items[found]));
            if (name.size() > kMaxTensorNameBytes)
                break;
            for (std::size_t i = 0; i + 1 < place.items.size(); i += 2)
                if (i != found)
                    ignore(keyText(place.items[i]).value_or(kNoName), place.items[i + 1]);
            m_archive.wrapper = name;
            place = {inner, m_objects.items(inner), 0, {}};
        }
        return place;
    }

    /// Names all tensors below, depth first. A part that is used twice is visited twice, under both names.
    Result<void> walk(Place start)
    {
        std::vector<Place> way;
        way.push_back(std::move(start));
        std::size_t visits = 0;
        while (!way.empty()) {
            auto& place = way.back();
            if (place.next == place.items.size()) {
                way.pop_back();
                continue;
            }
            if (++visits > kMaxTreeVisits)
                return tooLarge();
            const bool isDict = m_objects.kind(place.ref) == PickleKind::Dict;
            const auto key = isDict ? keyText(place.items[place.next]) : std::to_string(place.next);
            const auto child = place.items[place.next + (isDict ? 1 : 0)];
            place.next += isDict ? 2 : 1;
            const auto name = joined(place.name, key.value_or(kNoName));
            if (!holdsTensors(child)) {
                ignore(name, child);
                continue;
            }
            if (!key || key->empty() || name.size() > kMaxTensorNameBytes)
                return badName(name, FETTLE_PHRASE("its name cannot be used"));
            if (!isContainer(m_objects.kind(child))) {
                FETTLE_TRY(addTensor(child, name));
                continue;
            }
            if (way.size() == kMaxTreeDepth)
                return tooLarge();
            way.push_back({child, m_objects.items(child), 0, name});
            visits += way.back().items.size() / 2;
        }
        return {};
    }

    Result<void> addTensor(PickleRef call, const std::string& name)
    {
        FETTLE_TRY_ASSIGN(auto tensor, tensorOfCall(m_objects, call, m_storages, name, m_file));
        m_listBytes += sizeof(ArchiveTensor) + tensor.name.size() + 2 * tensor.shape.size() * sizeof(std::int64_t);
        if (m_listBytes > kMaxTensorListBytes)
            return tooLarge();
        const auto total = checkedSum(m_resultBytes, tensor.sizeBytes());
        m_resultBytes = total.value_or(kLargestCount);
        if (m_resultBytes > m_maxResultBytes)
            return makeError("pretrained.archive_expands",
                             {{"file", m_file}, {"size_bytes", m_resultBytes}, {"limit_bytes", m_maxResultBytes}});
        m_archive.tensors.push_back(std::move(tensor));
        return {};
    }

    Result<void> checkNames() const
    {
        std::vector<std::string_view> names;
        names.reserve(m_archive.tensors.size());
        for (const auto& tensor : m_archive.tensors)
            names.push_back(tensor.name);
        std::ranges::sort(names);
        const auto twice = std::ranges::adjacent_find(names);
        if (twice != names.end())
            return badName(*twice, FETTLE_PHRASE("there are two of this name"));
        return {};
    }

    Error badName(std::string_view name, const char* reason) const
    {
        return makeError("pretrained.archive_tensor",
                         {{"file", m_file}, {"name", shownName(name)}, {"reason", reason}});
    }

    /// Whole names, with the wrapper that is left out of those of tensors.
    void ignore(std::string_view name, PickleRef ref)
    {
        if (m_archive.ignored.size() < kMaxIgnoredEntries)
            m_archive.ignored.push_back({shownName(joined(m_archive.wrapper, name)), m_objects.kind(ref)});
    }

    /// A dict's key as a part of a name: text, or the number of an optimizer's parameter.
    std::optional<std::string> keyText(PickleRef key) const
    {
        if (m_objects.kind(key) == PickleKind::Integer)
            return std::to_string(*m_objects.integer(key));
        const auto text = m_objects.text(key);
        const auto isControl = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; };
        if (m_objects.kind(key) != PickleKind::Text || text.size() > kMaxTensorNameBytes || !platform::isValidUtf8(text)
            || std::ranges::any_of(text, isControl))
            return std::nullopt;
        return std::string(text);
    }

    static std::string joined(std::string_view before, std::string_view key)
    {
        return before.empty() ? std::string(key) : std::string(before) + "." + std::string(key);
    }

    const PickleObjects& m_objects;
    const StorageTable& m_storages;
    const std::string& m_file;
    TorchArchive& m_archive;
    std::vector<Look> m_looks;
    std::vector<bool> m_holdsTensors;
    std::uint64_t m_maxResultBytes;
    std::uint64_t m_resultBytes = 0;
    std::size_t m_listBytes = 0;
};

} // namespace

Result<void> collectTensors(const PickleObjects& objects, const StorageTable& storages, std::uint64_t fileSizeBytes,
                            const std::string& file, TorchArchive& archive)
{
    return TensorTree(objects, storages, fileSizeBytes, file, archive).collect();
}

} // namespace fettle::pretrained
