// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/text_folder.h"

#include <algorithm>
#include <array>
#include <map>
#include <unordered_map>

#include "engine/data/cell_values.h"
#include "engine/platform/files.h"

namespace fettle::data {
namespace {

constexpr std::uint64_t kMaxTextFileBytes = std::uint64_t{16} << 20;
constexpr std::size_t kTextBatchBytes = 4u << 20;
constexpr std::int64_t kTextBatchRows = 4096;

/// Folders of texts that nobody has labeled.
bool isUnlabeled(std::string_view className)
{
    constexpr std::array<std::string_view, 4> kNames = {"unsup", "unsupervised", "unlabeled", "unlabelled"};
    return std::ranges::find(kNames, lowered(className)) != kNames.end();
}

class TextAppender {
public:
    TextAppender(const ClassFolder& folder, const std::string& encoding, bool hasLabels, RowSink& sink, ImportMonitor& monitor)
        : m_folder(folder), m_encoding(encoding), m_hasLabels(hasLabels), m_sink(sink), m_monitor(monitor)
    {
        startBatch();
    }

    Result<void> addFile(const ClassFile& file)
    {
        if (file.sizeBytes > kMaxTextFileBytes)
            return skip(file, makeError("data.text_too_large", {{"size_bytes", file.sizeBytes}, {"limit_bytes", kMaxTextFileBytes}}));
        auto bytes = platform::readWholeFile(file.path, kMaxTextFileBytes);
        if (!bytes.ok())
            return skip(file, bytes.error());
        return add(file, *bytes);
    }

    Result<void> add(const ClassFile& file, std::string_view bytes)
    {
        if (bytes.size() > kMaxTextFileBytes)
            return skip(file, makeError("data.text_too_large", {{"size_bytes", bytes.size()}, {"limit_bytes", kMaxTextFileBytes}}));
        if (!hasTextFileName(file.name))
            return skip(file, makeError("data.file_no_text"));
        const auto decoded = textOfBytes(bytes, m_encoding);
        if (!decoded.ok())
            return skip(file, decoded.error());
        if (m_encoding.empty() && decoded->encoding.name != "utf-8")
            ++m_encodings[decoded->encoding.name];
        if (m_rows.rows > 0 && m_rows.split != file.split)
            FETTLE_TRY(flush());
        m_rows.split = file.split;
        m_rows.columns[0].addText(decoded->text);
        if (m_hasLabels) {
            const bool labeled = file.className && !isUnlabeled(*file.className);
            if (labeled)
                m_rows.columns[1].addText(*file.className);
            else
                m_rows.columns[1].addMissing(CellStorage::Texts);
            if (file.className && !labeled) {
                ++m_unlabeled;
                m_unlabeledFolder = *file.className;
            }
        }
        m_rows.columns.back().addText(file.name);
        ++m_rows.rows;
        m_batchBytes += decoded->text.size() + file.name.size();
        return goOn();
    }

    Result<void> finish()
    {
        FETTLE_TRY(flush());
        if (m_unlabeled > 0)
            m_sink.note(makeError("data.texts_unlabeled", {{"count", m_unlabeled}, {"folder", m_unlabeledFolder}}));
        for (const auto& [encoding, count] : m_encodings)
            m_sink.note(makeError("data.texts_encoding", {{"count", count}, {"encoding", encoding}}));
        return {};
    }

private:
    void startBatch()
    {
        m_rows = {};
        m_rows.columns.resize(m_hasLabels ? 3 : 2);
        m_batchBytes = 0;
    }

    Result<void> skip(const ClassFile& file, Error why)
    {
        m_sink.issue({file.name, 0, std::move(why), 1}, 1);
        return goOn();
    }

    Result<void> goOn()
    {
        ++m_done;
        if (m_done % 64 == 0) {
            if (m_monitor.cancelled())
                return makeError("data.cancelled");
            m_monitor.progress(static_cast<double>(m_done), static_cast<double>(m_folder.files.size()), m_total + m_rows.rows);
        }
        return m_batchBytes >= kTextBatchBytes || m_rows.rows >= kTextBatchRows ? flush() : Result<void>();
    }

    Result<void> flush()
    {
        if (m_monitor.cancelled())
            return makeError("data.cancelled");
        RowBatch full = std::move(m_rows);
        startBatch();
        m_total += full.rows;
        m_monitor.progress(static_cast<double>(m_done), static_cast<double>(m_folder.files.size()), m_total);
        return full.rows > 0 ? m_sink.append(std::move(full)) : Result<void>();
    }

    const ClassFolder& m_folder;
    const std::string& m_encoding;
    bool m_hasLabels;
    RowSink& m_sink;
    ImportMonitor& m_monitor;
    RowBatch m_rows;
    std::size_t m_batchBytes = 0;
    std::int64_t m_done = 0;
    std::int64_t m_total = 0;
    std::int64_t m_unlabeled = 0;
    std::string m_unlabeledFolder;
    std::map<std::string, std::int64_t> m_encodings; ///< texts by recognised encoding, where it is not UTF-8
};

/// The texts of an archive, in its order.
Result<void> addArchiveTexts(const ClassFolder& folder, std::size_t archive, TextAppender& appender)
{
    std::unordered_map<std::string, const ClassFile*> wanted;
    for (const auto& file : folder.files)
        if (file.path.empty() && file.archive == archive)
            wanted.emplace(file.name, &file);
    return readArchive(
        folder.archives[archive], [&](const ArchiveEntry& entry) { return wanted.contains(entry.name); },
        [&](const ArchiveEntry& entry, std::string bytes) -> Result<void> {
            const auto* file = wanted.at(entry.name);
            wanted.erase(entry.name); // a second entry of the same name is not another text
            return appender.add(*file, bytes);
        });
}

} // namespace

bool hasTextFileName(std::string_view name)
{
    name = name.substr(name.rfind('/') == std::string_view::npos ? 0 : name.rfind('/') + 1);
    const std::string lower = lowered(name);
    constexpr std::array<std::string_view, 7> kAbout = {"readme", "license", "licence", "copying", "notice", "makefile", "changelog"};
    if (std::ranges::any_of(kAbout, [&](std::string_view about) { return lower.starts_with(about); }))
        return false;
    const std::size_t dot = lower.rfind('.');
    if (dot == std::string::npos || dot == 0)
        return true;
    const std::string ending = lower.substr(dot + 1);
    if (ending == "txt" || ending == "text" || ending == "eml")
        return true;
    const bool hasDigit = std::ranges::any_of(ending, [](char c) { return c >= '0' && c <= '9'; });
    const bool isHash = ending.size() >= 8 && std::ranges::all_of(ending, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
    const bool isNumber = std::ranges::all_of(ending, [](char c) { return c >= '0' && c <= '9'; });
    return ending.empty() || (hasDigit && (isHash || isNumber));
}

Result<ClassFolder> findTexts(const std::vector<std::string>& paths, std::size_t maximumFiles, std::int64_t classLevel)
{
    static constexpr ClassFolderRules kRules{hasTextFileName,               "data.texts_nested",       "data.text_class_level_given",
                                             "data.texts_no_class_folders", "data.text_without_class", "data.file_no_text"};
    return findClassFiles(paths, maximumFiles, classLevel, kRules);
}

bool looksLikeTexts(const ClassFolder& folder)
{
    constexpr int kFilesTried = 6;
    int tried = 0;
    for (const auto& file : folder.files) {
        if (!hasTextFileName(file.name))
            continue;
        if (file.path.empty())
            return true;
        const auto start = platform::readFileStart(file.path, 4096);
        if (start.ok() && !start->empty() && guessEncoding(*start, false).isText)
            return true;
        if (++tried == kFilesTried)
            break;
    }
    return false;
}

namespace {

/// The last character of a text that was cut may be a part of one.
void dropLastCharacter(std::string& text)
{
    while (!text.empty() && (static_cast<unsigned char>(text.back()) & 0xC0) == 0x80)
        text.pop_back();
    if (!text.empty())
        text.pop_back();
}

} // namespace

std::vector<ColumnPlan> textColumns(bool withLabels, bool withFiles)
{
    const auto plan = [](const char* name, FieldKind kind, FieldRole role) {
        ColumnPlan column;
        column.field.name = name;
        column.field.kind = kind;
        column.field.role = role;
        column.storage = CellStorage::Texts;
        column.kindDecided = column.roleDecided = true;
        return column;
    };
    std::vector<ColumnPlan> columns{plan("text", FieldKind::Text, FieldRole::Input)};
    if (withLabels)
        columns.push_back(plan("label", FieldKind::Category, FieldRole::Target));
    if (withFiles)
        columns.push_back(plan("file", FieldKind::Id, FieldRole::Ignore));
    return columns;
}

Result<DecodedText> textOfBytes(std::string_view bytes, const std::string& encoding, bool isWhole)
{
    if (trimmed(bytes).empty())
        return makeError("data.text_empty");
    EncodingGuess guess = guessEncoding(bytes, isWhole);
    if (!encoding.empty() && guess.name != encoding)
        guess = {encoding, 0, true, {}, {}};
    if (!guess.isText)
        return makeError("data.text_binary", {}, guess.binaryFormat);
    FETTLE_TRY_ASSIGN(TextDecoder decoder, TextDecoder::open(guess.name));
    std::string text;
    decoder.decode(bytes.substr(guess.markBytes), isWhole, text);
    if (!isWhole)
        dropLastCharacter(text);
    if (text.starts_with("\xEF\xBB\xBF"))
        text.erase(0, 3);
    std::erase(text, '\0');
    if (!isUtf8(text)) {
        std::string mended;
        appendRepairedUtf8(text, mended);
        text = std::move(mended);
    }
    std::string plain;
    plain.reserve(text.size());
    const std::string_view content = trimmed(text);
    for (std::size_t i = 0; i < content.size(); ++i) {
        const bool isReturn = content[i] == '\r';
        if (isReturn && i + 1 < content.size() && content[i + 1] == '\n')
            continue;
        plain.push_back(isReturn ? '\n' : content[i]);
    }
    if (plain.empty())
        return makeError("data.text_empty");
    return DecodedText{std::move(plain), std::move(guess)};
}

Result<void> readTexts(const ClassFolder& folder, const std::string& encoding, RowSink& sink, ImportMonitor& monitor)
{
    const bool hasLabels = std::ranges::any_of(folder.files, [](const ClassFile& file) { return file.className.has_value(); });
    FETTLE_TRY(sink.begin(textColumns(hasLabels, true)));
    for (const auto& issue : folder.issues)
        sink.issue(issue, 0);
    for (const auto& note : folder.notes)
        sink.note(note);
    if (auto format = classLevelFormat(folder); !format.empty())
        sink.format(std::move(format));
    TextAppender appender(folder, encoding, hasLabels, sink, monitor);
    for (const auto& file : folder.files)
        if (!file.path.empty())
            FETTLE_TRY(appender.addFile(file));
    for (std::size_t i = 0; i < folder.archives.size(); ++i)
        FETTLE_TRY(addArchiveTexts(folder, i, appender));
    return appender.finish();
}

} // namespace fettle::data
