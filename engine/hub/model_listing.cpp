// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/hub/model_listing.h"

#include <algorithm>
#include <cctype>
#include <map>

#include <nlohmann/json.hpp>

#include "engine/contract/json.h"
#include "engine/platform/hash.h"
#include "engine/pretrained/model_library.h"

namespace fettle::hub {
namespace {

constexpr std::size_t kMaxListingBytes = std::size_t{16} << 20;
constexpr std::size_t kMostListedFiles = 100'000;
/// No single file is larger; sums of many stay far from overflow.
constexpr std::int64_t kMostFileBytes = std::int64_t{1} << 45;

bool isWordCharacter(unsigned char c) { return std::isalnum(c) || c == '-' || c == '_' || c == '.'; }

bool isHexOf(std::string_view text, std::size_t length)
{
    return text.size() == length &&
           std::ranges::all_of(text, [](unsigned char c) { return std::isdigit(c) || (c >= 'a' && c <= 'f'); });
}

std::string textIn(const nlohmann::json& json, const char* key)
{
    const auto found = json.is_object() ? json.find(key) : json.end();
    return found != json.end() && found->is_string() ? std::string(platform::utf8Start(found->get_ref<const std::string&>(), 1000)) : std::string();
}

/// A text, or the texts of a list.
std::vector<std::string> textsIn(const nlohmann::json& json, const char* key)
{
    std::vector<std::string> texts;
    const auto found = json.is_object() ? json.find(key) : json.end();
    if (found == json.end())
        return texts;
    const auto take = [&](const nlohmann::json& text) {
        texts.emplace_back(platform::utf8Start(text.get_ref<const std::string&>(), 300));
    };
    if (found->is_string())
        take(*found);
    else if (found->is_array())
        for (const auto& item : *found)
            if (item.is_string() && texts.size() < 200)
                take(item);
    return texts;
}

/// License and languages, as the head of the model's README.md says them to the hub.
void readCard(const nlohmann::json& json, ModelListing& card)
{
    const auto data = json.find("cardData");
    if (data != json.end() && data->is_object()) {
        if (const auto licenses = textsIn(*data, "license"); !licenses.empty())
            card.license = licenses.front();
        if (card.license == "other")
            if (const auto name = textIn(*data, "license_name"); !name.empty())
                card.license = name;
        card.licenseLink = textIn(*data, "license_link");
        card.languages = textsIn(*data, "language");
    }
    if (card.license.empty())
        for (const auto& tag : textsIn(json, "tags"))
            if (tag.starts_with("license:"))
                card.license = tag.substr(8);
}

std::int64_t sizeIn(const nlohmann::json& json, const char* key)
{
    const auto found = json.find(key);
    if (found == json.end() || !found->is_number_integer())
        return -1;
    const auto size =
        found->is_number_unsigned() && found->get<std::uint64_t>() > static_cast<std::uint64_t>(kMostFileBytes)
            ? std::int64_t{-1}
            : found->get<std::int64_t>();
    return size > kMostFileBytes ? -1 : size;
}

ListedFile listedFile(const nlohmann::json& sibling)
{
    ListedFile file;
    file.name = textIn(sibling, "rfilename");
    file.sizeBytes = sizeIn(sibling, "size");
    if (const auto blob = textIn(sibling, "blobId"); isHexOf(blob, 40))
        file.gitSha1 = blob;
    if (const auto lfs = sibling.find("lfs"); lfs != sibling.end() && lfs->is_object()) {
        for (const char* key : {"sha256", "oid"})
            if (const auto hash = textIn(*lfs, key); isHexOf(hash, 64))
                file.sha256 = hash;
        if (const auto size = sizeIn(*lfs, "size"); size >= 0)
            file.sizeBytes = size;
        file.gitSha1.clear(); // of the pointer, not of the content
    }
    return file;
}

} // namespace

std::int64_t ModelListing::totalBytes() const
{
    std::int64_t total = 0;
    for (const auto& file : files)
        total += file.sizeBytes;
    return total;
}

Result<void> checkModelName(std::string_view name)
{
    const auto slash = name.find('/');
    const auto isPart = [](std::string_view part) {
        return !part.empty() && part.size() <= 96 && std::isalnum(static_cast<unsigned char>(part.front())) &&
               std::ranges::all_of(part, isWordCharacter) && part.find("--") == std::string_view::npos &&
               part.find("..") == std::string_view::npos;
    };
    const bool good = slash == std::string_view::npos ? isPart(name)
                                                      : isPart(name.substr(0, slash)) && isPart(name.substr(slash + 1));
    return good ? Result<void>() : makeError("hub.bad_name", {{"name", platform::bytesToUtf8(name.substr(0, 300))}});
}

Result<void> checkRevision(std::string_view revision)
{
    const bool good = !revision.empty() && revision.size() <= 200 && revision.front() != '/' &&
                      revision.front() != '-' && revision.find("..") == std::string_view::npos &&
                      std::ranges::all_of(revision, [](unsigned char c) { return isWordCharacter(c) || c == '/'; });
    return good ? Result<void>()
                : makeError("hub.bad_revision", {{"revision", platform::bytesToUtf8(revision.substr(0, 300))}});
}

bool isPlainFileName(std::string_view name)
{
    if (name.empty() || name.size() > 1000 || !platform::isValidUtf8(name))
        return false;
    if (std::ranges::any_of(name, [](unsigned char c) { return c < 0x20 || c == 0x7f || c == '\\' || c == ':'; }))
        return false;
    while (true) {
        const auto slash = std::min(name.find('/'), name.size());
        const auto part = name.substr(0, slash);
        if (part.empty() || part == "." || part == ".." || part.size() > 200)
            return false;
        if (slash == name.size())
            return true;
        name.remove_prefix(slash + 1);
    }
}

Result<ModelListing> readListing(std::string_view text, const std::string& name, const std::string& address)
{
    const auto bad = [&](const char* problem) {
        return makeError("hub.bad_answer", {{"address", address}, {"problem", problem}});
    };
    const auto json = parseJson(text);
    if (!json || !json->is_object())
        return bad(FETTLE_PHRASE("it is not JSON"));
    ModelListing listing;
    listing.name = name;
    listing.revision = textIn(*json, "sha");
    if (!isHexOf(listing.revision, 40) && !isHexOf(listing.revision, 64))
        return bad(FETTLE_PHRASE("it names no commit"));
    readCard(*json, listing);
    const auto gated = json->find("gated");
    listing.gated = gated != json->end() && (gated->is_string() || (gated->is_boolean() && gated->get<bool>()));
    const auto siblings = json->find("siblings");
    if (siblings == json->end() || !siblings->is_array() || siblings->size() > kMostListedFiles)
        return bad(FETTLE_PHRASE("it lists no files"));
    std::map<std::string, ListedFile> files;
    std::vector<std::string> names;
    for (const auto& sibling : *siblings) {
        if (!sibling.is_object())
            return bad(FETTLE_PHRASE("it lists no files"));
        auto file = listedFile(sibling);
        if (!isPlainFileName(file.name))
            return makeError("hub.bad_file_name",
                             {{"name", name}, {"file", platform::bytesToUtf8(file.name.substr(0, 200))}});
        names.push_back(file.name);
        files[file.name] = std::move(file);
    }
    const auto wanted = pretrained::wantedFiles(names);
    const bool hasWeights = std::ranges::any_of(wanted, [](const std::string& file) {
        return file.ends_with(".safetensors") || file.ends_with(".bin");
    });
    if (std::ranges::find(wanted, "config.json") == wanted.end() || !hasWeights)
        return makeError("hub.no_model_files", {{"name", name}});
    for (const auto& file : wanted) {
        auto& listed = files[file];
        if (listed.sizeBytes < 0 || (listed.sha256.empty() && listed.gitSha1.empty()))
            return bad(FETTLE_PHRASE("it gives no sizes and checksums"));
        listing.files.push_back(std::move(listed));
    }
    return listing;
}

Error hubStatusError(const HttpHead& head, const HubServer& server, const std::string& name,
                     const std::string& revision)
{
    const auto address = shownAddress(server.address.url);
    const auto code = head.header("x-error-code").toLower();
    if (head.status == 404 && (code == "revisionnotfound" || code == "entrynotfound"))
        return makeError("hub.unknown_revision", {{"name", name}, {"revision", revision}});
    const bool gated = code == "gatedrepo";
    const bool refused = head.status == 401 || head.status == 403;
    if (head.status == 404 || (refused && code == "reponotfound"))
        return makeError("hub.unknown_model", {{"name", name}, {"address", address}});
    if (refused && server.address.authorization && !server.isMirror)
        return makeError("hub.token_refused", {{"name", name}, {"address", address}});
    if (refused && gated)
        return makeError("hub.needs_token", {{"name", name}, {"address", address + "/" + name}});
    // Hubs tell strangers the same of what is private and of what is not there.
    if (refused)
        return makeError("hub.unknown_model", {{"name", name}, {"address", address}});
    return makeError("hub.server_error", {{"address", address}, {"status", head.status}});
}

namespace {

Result<ModelListing> listAt(HttpClient& client, const HubServer& server, const std::string& name,
                            const std::string& revision)
{
    const auto path = "api/models/" + QByteArray::fromStdString(name) + "/revision/" +
                      QUrl::toPercentEncoding(QString::fromStdString(revision)) + "?blobs=true";
    const HttpRequest request{
        below(server.address.url, path), {{"Accept", "application/json"}}, server.address.authorization};
    FETTLE_TRY_ASSIGN(const auto answer, client.text(request, kMaxListingBytes));
    if (answer.head.status != 200)
        return hubStatusError(answer.head, server, name, revision);
    return readListing(answer.body, name, shownAddress(server.address.url));
}

} // namespace

Result<ListingAnswer> listModel(HttpClient& client, const std::string& name, const std::string& revision)
{
    FETTLE_TRY(checkModelName(name));
    const auto wanted = revision.empty() ? std::string("main") : revision;
    FETTLE_TRY(checkRevision(wanted));
    if (client.choice().servers.empty())
        return makeError("hub.no_endpoint", {{"name", name}});
    std::optional<Error> last;
    for (const auto& server : client.choice().servers) {
        auto listing = listAt(client, server, name, wanted);
        if (listing)
            return ListingAnswer{std::move(listing).value(), server};
        if (listing.error().code == "hub.stopped" || listing.error().code == "hub.offline")
            return listing.error();
        last = listing.error();
    }
    return *last;
}

} // namespace fettle::hub
