// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/hub/file_download.h"

#include <algorithm>

#include <QCryptographicHash>
#include <nlohmann/json.hpp>

#include "engine/contract/json.h"
#include "engine/platform/file_writer.h"
#include "engine/platform/files.h"
#include "engine/platform/hash.h"
#include "engine/platform/regular_file.h"

namespace fettle::hub {
namespace {

using platform::Path;

constexpr std::size_t kHashBlockBytes = 256 * 1024;
/// A connection that brought so much before it broke is worth going on with; less, and it counts as another failure.
constexpr std::int64_t kWorthwhileBytes = std::int64_t{64} << 10;
constexpr std::uint64_t kMaxPartNoteBytes = 8192;

Path partOf(const WantedFile& file) { return Path(file.path.native() + ".part"); }
Path partNoteOf(const WantedFile& file) { return Path(file.path.native() + ".part.json"); }

std::int64_t sizeOnDisk(const Path& path)
{
    std::error_code failed;
    if (!std::filesystem::is_regular_file(std::filesystem::symlink_status(path, failed)))
        return -1;
    const auto size = std::filesystem::file_size(path, failed);
    return failed ? -1 : static_cast<std::int64_t>(size);
}

std::string announced(const WantedFile& file)
{
    return file.sha256.empty() ? "git:" + file.gitSha1 : "sha256:" + file.sha256;
}

/// What PATH.part.json says: of what the part is one, and what the server called it.
struct PartNote {
    std::string content;
    std::string entityTag;
};

PartNote readPartNote(const WantedFile& file)
{
    PartNote note;
    const auto text = platform::readWholeFile(partNoteOf(file), kMaxPartNoteBytes);
    if (!text)
        return note;
    const auto json = parseJson(*text);
    if (!json || !json->is_object())
        return note;
    const auto value = valueFromJson(*json);
    note.content = value.at("content").asText();
    note.entityTag = value.at("etag").asText();
    return note;
}

/// The running hashes of what has arrived.
class ArrivedHash {
public:
    explicit ArrivedHash(const WantedFile& file) : m_file(file), m_git(QCryptographicHash::Sha1) { reset(); }

    void reset()
    {
        m_sha256 = platform::Sha256();
        m_git.reset();
        m_git.addData(QByteArray("blob ") + QByteArray::number(static_cast<qlonglong>(m_file.sizeBytes)) +
                      QByteArray(1, '\0'));
    }
    void add(std::string_view bytes)
    {
        m_sha256.update(bytes);
        if (m_file.sha256.empty())
            m_git.addData(QByteArrayView(bytes.data(), static_cast<qsizetype>(bytes.size())));
    }
    /// The SHA-256, where the bytes are the announced ones.
    [[nodiscard]] std::optional<std::string> finish()
    {
        auto sha256 = m_sha256.finishHex();
        const bool right = m_file.sha256.empty() ? m_git.result().toHex() == QByteArray::fromStdString(m_file.gitSha1)
                                                 : sha256 == m_file.sha256;
        return right ? std::optional(std::move(sha256)) : std::nullopt;
    }

private:
    const WantedFile& m_file;
    platform::Sha256 m_sha256;
    QCryptographicHash m_git;
};

Result<void> hashFile(const Path& path, ArrivedHash& hash)
{
    FETTLE_TRY_ASSIGN(auto in, platform::RegularFile::open(path));
    std::string block(kHashBlockBytes, '\0');
    for (;;) {
        FETTLE_TRY_ASSIGN(const auto got, in.read(block.data(), block.size()));
        if (got == 0)
            return {};
        hash.add(std::string_view(block.data(), got));
    }
}

class FileDownload {
public:
    FileDownload(HttpClient& client, const WantedFile& file, const DownloadProgress& progress)
        : m_client(client), m_file(file), m_progress(progress), m_hash(file), m_retries(client.surroundings())
    {
    }

    Result<std::string> run()
    {
        if (sizeOnDisk(m_file.path) >= 0) {
            if (auto done = alreadyHere(); done || done.error().code != "hub.wrong_hash")
                return done;
            FETTLE_TRY(platform::removeFile(m_file.path));
        }
        FETTLE_TRY(takeUpPart());
        for (;;) {
            while (m_have < m_file.sizeBytes || !m_out) {
                FETTLE_TRY(openPart());
                if (m_have == m_file.sizeBytes)
                    break;
                FETTLE_TRY(attempt());
            }
            if (auto sha256 = m_hash.finish())
                return finish(std::move(*sha256));
            // What was put together of parts may have been of several things; what came in one piece was not.
            const bool again = m_continued && !m_begunAgain;
            FETTLE_TRY(dropPart());
            m_begunAgain = true;
            if (!again)
                return makeError("hub.wrong_hash", {{"file", m_file.name}, {"address", shownServer(m_file.url)}});
        }
    }

private:
    Result<std::string> alreadyHere()
    {
        const auto wrong = makeError("hub.wrong_hash", {{"file", m_file.name}, {"address", shownServer(m_file.url)}});
        if (sizeOnDisk(m_file.path) != m_file.sizeBytes)
            return wrong;
        ArrivedHash hash(m_file);
        FETTLE_TRY(hashFile(m_file.path, hash));
        auto sha256 = hash.finish();
        if (!sha256)
            return wrong;
        if (!m_progress(m_file.sizeBytes))
            return makeError("hub.stopped");
        return std::move(*sha256);
    }

    Result<void> takeUpPart()
    {
        const auto size = sizeOnDisk(partOf(m_file));
        const auto note = readPartNote(m_file);
        if (size <= 0 || size > m_file.sizeBytes || note.content != announced(m_file))
            return dropPart();
        FETTLE_TRY(hashFile(partOf(m_file), m_hash));
        m_have = size;
        m_continued = true;
        m_entityTag = note.entityTag;
        return m_progress(m_have) ? Result<void>() : makeError("hub.stopped");
    }

    Result<void> dropPart()
    {
        if (m_out)
            m_out->abandon();
        m_out.reset();
        m_hash.reset();
        m_have = 0;
        m_continued = false;
        m_entityTag.clear();
        FETTLE_TRY(platform::removeFile(partOf(m_file)));
        return platform::removeFile(partNoteOf(m_file));
    }

    Result<void> openPart()
    {
        if (m_out)
            return {};
        FETTLE_TRY_ASSIGN(auto out, platform::FileWriter::open(partOf(m_file), platform::FileWriter::Mode::Append));
        m_out.emplace(std::move(out));
        return {};
    }

    Result<void> notePart()
    {
        const nlohmann::json note{{"content", announced(m_file)}, {"etag", m_entityTag}};
        return platform::writeFileAtomically(partNoteOf(m_file),
                                             note.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
    }

    /// One request. Returns with what it brought; an error where there is no use in another.
    Result<void> attempt()
    {
        m_head = HttpHead();
        auto answer = m_client.get(request(), {.head = [this](const HttpHead& head) { return takeHead(head); },
                                               .body = [this](std::string_view bytes) { return takeBytes(bytes); }});
        if (m_out)
            FETTLE_TRY(m_out->flush());
        if (m_have >= m_most + kWorthwhileBytes) {
            m_most = m_have;
            m_retries.gotSomething();
        }
        if (!answer) {
            if (answer.error().code == "hub.wrong_size")
                FETTLE_TRY(dropPart());
            return answer.error().code == "hub.not_reached" ? m_retries.next(answer.error()) : answer.error();
        }
        if (m_beginAnew) {
            m_beginAnew = false;
            FETTLE_TRY(dropPart());
            return m_retries.next(interrupted("the server would not go on"));
        }
        if (isBusyStatus(answer->head.status))
            return m_retries.nextWhenBusy(answer->head);
        if (answer->head.status != 200 && answer->head.status != 206)
            return statusError(answer->head);
        if (m_have < m_file.sizeBytes)
            return m_retries.next(interrupted(answer->problem));
        return {};
    }

    [[nodiscard]] HttpRequest request() const
    {
        HttpRequest request{m_file.url, {}, m_file.authorization};
        if (m_have > 0) {
            request.headers.emplace_back("Range", "bytes=" + QByteArray::number(static_cast<qlonglong>(m_have)) + "-");
            // A weak tag says "about the same", which is not enough for bytes.
            if (m_entityTag.starts_with('"'))
                request.headers.emplace_back("If-Range", QByteArray::fromStdString(m_entityTag));
        }
        return request;
    }

    Result<bool> takeHead(const HttpHead& head)
    {
        m_head = head;
        if (head.status == 416) {
            m_beginAnew = true;
            return false;
        }
        if (head.status != 200 && head.status != 206)
            return false;
        if (head.status == 206 && !goesOnFrom(head.header("content-range"))) {
            m_beginAnew = true;
            return false;
        }
        if (head.status == 200 && m_have > 0)
            FETTLE_TRY(dropPart()); // all of it comes again
        m_continued = m_continued || head.status == 206;
        FETTLE_TRY(openPart());
        if (const auto coming = head.contentBytes(); coming >= 0 && coming != m_file.sizeBytes - m_have)
            return wrongSize();
        if (const auto tag = head.header("etag").toStdString(); m_have == 0 || tag != m_entityTag) {
            m_entityTag = tag;
            FETTLE_TRY(notePart());
        }
        return true;
    }

    [[nodiscard]] bool goesOnFrom(const QByteArray& contentRange) const
    {
        const auto expected = "bytes " + QByteArray::number(static_cast<qlonglong>(m_have)) + "-";
        return contentRange.trimmed().toLower().startsWith(expected);
    }

    Result<void> takeBytes(std::string_view bytes)
    {
        if (static_cast<std::int64_t>(bytes.size()) > m_file.sizeBytes - m_have)
            return wrongSize();
        FETTLE_TRY(m_out->write(bytes));
        m_hash.add(bytes);
        m_have += static_cast<std::int64_t>(bytes.size());
        return m_progress(m_have) ? Result<void>() : makeError("hub.stopped");
    }

    Result<std::string> finish(std::string sha256)
    {
        FETTLE_TRY(m_out->sync());
        FETTLE_TRY(m_out->close());
        FETTLE_TRY(platform::renameDurably(partOf(m_file), m_file.path));
        FETTLE_TRY(platform::removeFile(partNoteOf(m_file)));
        return sha256;
    }

    [[nodiscard]] Error wrongSize() const
    {
        return makeError("hub.wrong_size", {{"file", m_file.name}, {"expected_bytes", m_file.sizeBytes},
                                            {"address", shownServer(m_head.url.isEmpty() ? m_file.url : m_head.url)}});
    }
    [[nodiscard]] Error interrupted(const std::string& detail) const
    {
        return makeError("hub.interrupted", {{"address", shownServer(m_file.url)}, {"count", Retries::kMost}}, detail);
    }
    [[nodiscard]] Error statusError(const HttpHead& head) const
    {
        const auto address = shownServer(head.url);
        if (head.status == 404 || head.status == 410)
            return makeError("hub.file_missing", {{"file", m_file.name}, {"address", address}});
        if (head.status == 401 || head.status == 403) {
            if (m_file.authorization)
                return makeError("hub.token_refused", {{"name", m_file.model}, {"address", address}});
            return makeError("hub.needs_token", {{"name", m_file.model}, {"address", address}});
        }
        return makeError("hub.server_error", {{"address", address}, {"status", head.status}});
    }

    HttpClient& m_client;
    const WantedFile& m_file;
    const DownloadProgress& m_progress;
    ArrivedHash m_hash;
    Retries m_retries;
    std::optional<platform::FileWriter> m_out;
    HttpHead m_head;
    std::string m_entityTag;
    std::int64_t m_have = 0;
    std::int64_t m_most = 0;   ///< of m_have, for whether it gets any further
    bool m_continued = false;  ///< did not come in one piece
    bool m_beginAnew = false;  ///< the server cannot go on from m_have
    bool m_begunAgain = false; ///< after a wrong hash; once
};

} // namespace

Result<std::string> downloadFile(HttpClient& client, const WantedFile& file, const DownloadProgress& progress)
{
    return FileDownload(client, file, progress).run();
}

std::int64_t partBytes(const WantedFile& file)
{
    if (const auto whole = sizeOnDisk(file.path); whole == file.sizeBytes)
        return whole;
    const auto size = sizeOnDisk(partOf(file));
    return size > 0 && size <= file.sizeBytes && readPartNote(file).content == announced(file) ? size : 0;
}

} // namespace fettle::hub
