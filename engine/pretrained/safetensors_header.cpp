// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/pretrained/safetensors_header.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <limits>
#include <unordered_set>

#include <nlohmann/json.hpp>

namespace fettle::pretrained {
namespace {

struct TypeRow {
    StoredType type;
    std::string_view name;
    std::int64_t bytes;
};

constexpr std::array<TypeRow, 13> kTypes{{{StoredType::F64, "F64", 8}, {StoredType::F32, "F32", 4},
                                          {StoredType::F16, "F16", 2}, {StoredType::BF16, "BF16", 2},
                                          {StoredType::I64, "I64", 8}, {StoredType::I32, "I32", 4},
                                          {StoredType::I16, "I16", 2}, {StoredType::I8, "I8", 1},
                                          {StoredType::U64, "U64", 8}, {StoredType::U32, "U32", 4},
                                          {StoredType::U16, "U16", 2}, {StoredType::U8, "U8", 1},
                                          {StoredType::Bool, "BOOL", 1}}};

constexpr std::size_t kMaxRank = 64;

/// Takes the header's JSON as events, so that double keys are seen and nothing nests deeper than the format does:
/// { name: { "dtype": text, "shape": [whole numbers], "data_offsets": [begin, end] }, "__metadata__": { text: text } }.
class HeaderReader : public nlohmann::json_sax<nlohmann::json> {
public:
    explicit HeaderReader(const std::string& file) : m_file(file) {}

    [[nodiscard]] const std::optional<Error>& error() const { return m_error; }
    SafetensorsHeader take() { return std::move(m_header); }

    bool null() override { return wrong("null"); }
    bool boolean(bool) override { return wrong("true or false"); }
    bool number_float(double, const std::string&) override { return wrong("a number with a fraction or out of range"); }
    bool binary(binary_t&) override { return wrong("binary"); }
    bool number_integer(std::int64_t value) override
    {
        return value < 0 ? wrong("a negative number") : number_unsigned(static_cast<std::uint64_t>(value));
    }

    bool number_unsigned(std::uint64_t value) override
    {
        if (m_place == Place::Shape) {
            if (value > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))
                return fail(makeError("model.safetensors_overflow", {{"file", m_file}, {"name", m_entry.name}}));
            if (m_entry.shape.size() == kMaxRank)
                return invalid(FETTLE_PHRASE("it has more than 64 dimensions"));
            m_entry.shape.push_back(static_cast<std::int64_t>(value));
            return true;
        }
        if (m_place == Place::Offsets) {
            if (m_offsets == 2)
                return invalid(FETTLE_PHRASE("it has more than two offsets"));
            (m_offsets++ == 0 ? m_entry.begin : m_entry.end) = value;
            return true;
        }
        return wrong("a number");
    }

    bool string(std::string& value) override
    {
        if (m_place == Place::Metadata) {
            m_header.metadata.emplace(m_key, value);
            return true;
        }
        if (m_place == Place::Entry && m_key == "dtype") {
            const auto row = std::ranges::find(kTypes, std::string_view(value), &TypeRow::name);
            if (row == kTypes.end())
                return fail(makeError("model.safetensors_dtype", {{"file", m_file}, {"name", m_entry.name}, {"got", value.substr(0, 40)}}));
            m_entry.type = row->type;
            return true;
        }
        return wrong("a text");
    }

    bool start_object(std::size_t) override
    {
        switch (m_place) {
        case Place::Outside: m_place = Place::Top; return true;
        case Place::Top:
            m_seenFields = 0;
            m_offsets = 0;
            m_entry = {};
            m_entry.name = m_key;
            m_place = m_key == "__metadata__" ? Place::Metadata : Place::Entry;
            m_metadataKeys.clear();
            return true;
        default: return wrong("an object");
        }
    }

    bool key(std::string& value) override
    {
        m_key = value;
        if (m_place == Place::Top && !m_names.insert(value).second)
            return fail(makeError("model.safetensors_duplicate", {{"file", m_file}, {"name", value.substr(0, 200)}}));
        if (m_place == Place::Metadata && !m_metadataKeys.insert(value).second)
            return fail(makeError("model.safetensors_duplicate", {{"file", m_file}, {"name", value.substr(0, 200)}}));
        if (m_place != Place::Entry)
            return true;
        const int field = value == "dtype" ? 1 : value == "shape" ? 2 : value == "data_offsets" ? 4 : 0;
        if (field == 0)
            return invalid(FETTLE_PHRASE("it has a field that is not known"), value.substr(0, 60));
        if ((m_seenFields & field) != 0)
            return fail(makeError("model.safetensors_duplicate", {{"file", m_file}, {"name", m_entry.name + "." + value}}));
        m_seenFields |= field;
        return true;
    }

    bool end_object() override
    {
        if (m_place == Place::Entry) {
            if (m_seenFields != 7 || m_offsets != 2)
                return invalid(FETTLE_PHRASE("dtype, shape or data_offsets is missing"));
            m_header.entries.push_back(std::move(m_entry));
        }
        m_place = m_place == Place::Top ? Place::Outside : Place::Top;
        return true;
    }

    bool start_array(std::size_t) override
    {
        if (m_place == Place::Entry && m_key == "shape")
            m_place = Place::Shape;
        else if (m_place == Place::Entry && m_key == "data_offsets")
            m_place = Place::Offsets;
        else
            return wrong("a list");
        return true;
    }
    bool end_array() override
    {
        m_place = Place::Entry;
        return true;
    }

    bool parse_error(std::size_t position, const std::string&, const nlohmann::json::exception&) override
    {
        return fail(makeError("model.safetensors_not_json", {{"file", m_file}, {"reason", FETTLE_PHRASE("it is not valid JSON")}},
                              "at byte " + std::to_string(position)));
    }

private:
    enum class Place { Outside, Top, Metadata, Entry, Shape, Offsets };

    bool fail(Error error)
    {
        if (!m_error)
            m_error = std::move(error);
        return false;
    }
    bool invalid(const char* reason, std::string detail = {})
    {
        return fail(makeError("model.safetensors_entry", {{"file", m_file}, {"name", m_entry.name.substr(0, 200)}, {"reason", reason}},
                              std::move(detail)));
    }
    bool wrong(const char* what)
    {
        if (m_place == Place::Metadata || (m_place == Place::Top && m_key == "__metadata__"))
            return fail(makeError("model.safetensors_metadata", {{"file", m_file}}));
        if (m_place == Place::Outside)
            return fail(makeError("model.safetensors_not_json", {{"file", m_file}, {"reason", FETTLE_PHRASE("it is not an object")}}));
        if (m_place == Place::Top)
            m_entry.name = m_key;
        return invalid(FETTLE_PHRASE("something of the wrong kind stands in it"), what);
    }

    const std::string& m_file;
    SafetensorsHeader m_header;
    std::optional<Error> m_error;
    Place m_place = Place::Outside;
    std::string m_key;
    SafetensorsEntry m_entry;
    int m_seenFields = 0;
    int m_offsets = 0;
    std::unordered_set<std::string> m_names;
    std::unordered_set<std::string> m_metadataKeys;
};

/// Spans follow each other, each as large as its shape says, and end with the file.
Result<void> checkSpans(SafetensorsHeader& header, std::uint64_t dataBytes, const std::string& file)
{
    std::ranges::sort(header.entries, [](const SafetensorsEntry& a, const SafetensorsEntry& b) {
        return std::pair(a.begin, a.end) < std::pair(b.begin, b.end);
    });
    std::uint64_t expected = 0;
    for (const auto& entry : header.entries) {
        if (entry.begin != expected || entry.end < entry.begin)
            return makeError("model.safetensors_offsets", {{"file", file}, {"name", entry.name}, {"expected", expected}, {"got", entry.begin}});
        // A size of 0 makes the product 0, but not the sizes beside it valid.
        std::uint64_t bytes = static_cast<std::uint64_t>(storedBytes(entry.type));
        std::uint64_t nonZero = bytes;
        for (const auto size : entry.shape) {
            const auto factor = static_cast<std::uint64_t>(size);
            if (__builtin_mul_overflow(bytes, factor, &bytes) ||
                __builtin_mul_overflow(nonZero, std::max<std::uint64_t>(factor, 1), &nonZero) ||
                nonZero > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))
                return makeError("model.safetensors_overflow", {{"file", file}, {"name", entry.name}});
        }
        if (entry.end - entry.begin != bytes)
            return makeError("model.safetensors_size", {{"file", file}, {"name", entry.name}, {"expected", bytes},
                                                        {"got", entry.end - entry.begin}});
        expected = entry.end;
    }
    if (expected != dataBytes)
        return makeError("model.safetensors_coverage", {{"file", file}, {"expected", expected}, {"got", dataBytes}});
    return {};
}

} // namespace

std::int64_t storedBytes(StoredType type) { return std::ranges::find(kTypes, type, &TypeRow::type)->bytes; }
std::string_view storedName(StoredType type) { return std::ranges::find(kTypes, type, &TypeRow::type)->name; }

Result<SafetensorsHeader> parseSafetensorsHeader(std::string_view start, std::uint64_t fileSizeBytes, const std::string& file)
{
    static_assert(std::endian::native == std::endian::little, "the length and the numbers are little-endian");
    if (fileSizeBytes < 8 || start.size() < 8)
        return makeError("model.safetensors_too_short", {{"file", file}, {"expected", 8}, {"got", std::min<std::uint64_t>(fileSizeBytes, start.size())}});
    std::uint64_t length = 0;
    std::memcpy(&length, start.data(), 8);
    if (length > kMaxSafetensorsHeaderBytes)
        return makeError("model.safetensors_header_too_large", {{"file", file}, {"got", std::to_string(length)}, {"limit", kMaxSafetensorsHeaderBytes}});
    if (length > fileSizeBytes - 8 || length > start.size() - 8)
        return makeError("model.safetensors_header_cut", {{"file", file}, {"expected", length},
                                                          {"got", std::min<std::uint64_t>(fileSizeBytes, start.size()) - 8}});
    const auto text = start.substr(8, length);
    if (text.empty() || text.front() != '{')
        return makeError("model.safetensors_not_json", {{"file", file}, {"reason", FETTLE_PHRASE("it is not an object")}});
    HeaderReader reader(file);
    const bool read = nlohmann::json::sax_parse(text.begin(), text.end(), &reader);
    if (reader.error())
        return *reader.error();
    if (!read)
        return makeError("model.safetensors_not_json", {{"file", file}, {"reason", FETTLE_PHRASE("it ends too early")}});
    auto header = reader.take();
    header.dataOffset = 8 + length;
    FETTLE_TRY(checkSpans(header, fileSizeBytes - header.dataOffset, file));
    return header;
}

std::string writeSafetensorsHeader(std::vector<SafetensorsEntry>& entries, const std::map<std::string, std::string>& metadata)
{
    std::ranges::sort(entries, [](const SafetensorsEntry& a, const SafetensorsEntry& b) {
        return std::pair(-storedBytes(a.type), std::string_view(a.name)) < std::pair(-storedBytes(b.type), std::string_view(b.name));
    });
    nlohmann::ordered_json json = nlohmann::ordered_json::object();
    if (!metadata.empty())
        json["__metadata__"] = metadata;
    std::uint64_t offset = 0;
    for (auto& entry : entries) {
        std::uint64_t bytes = static_cast<std::uint64_t>(storedBytes(entry.type));
        for (const auto size : entry.shape)
            bytes *= static_cast<std::uint64_t>(size);
        entry.begin = offset;
        entry.end = offset += bytes;
        json[entry.name] = {{"dtype", storedName(entry.type)}, {"shape", entry.shape}, {"data_offsets", {entry.begin, entry.end}}};
    }
    auto text = json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    text.append((8 - text.size() % 8) % 8, ' ');
    std::string result(8, '\0');
    const std::uint64_t length = text.size();
    std::memcpy(result.data(), &length, 8);
    return result + text;
}

} // namespace fettle::pretrained
