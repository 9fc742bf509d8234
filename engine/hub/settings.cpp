// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/hub/settings.h"

#include <algorithm>
#include <cctype>

#include <nlohmann/json.hpp>

#include "engine/contract/json.h"
#include "engine/platform/files.h"

namespace fettle::hub {
namespace {

constexpr std::uint64_t kMaxSettingsBytes = 256 * 1024;
constexpr std::uint64_t kMaxTokenBytes = 4096;

std::string trimmedText(std::string_view text)
{
    constexpr std::string_view kSpace = " \t\r\n";
    const auto first = text.find_first_not_of(kSpace);
    return first == std::string_view::npos ? std::string()
                                           : std::string(text.substr(first, text.find_last_not_of(kSpace) - first + 1));
}

std::vector<std::string> wordsOf(const std::string& text)
{
    std::vector<std::string> words;
    std::size_t at = 0;
    while ((at = text.find_first_not_of(" \t\r\n,", at)) != std::string::npos) {
        const auto end = std::min(text.find_first_of(" \t\r\n,", at), text.size());
        words.push_back(text.substr(at, end - at));
        at = end;
    }
    return words;
}

/// The first of the variables that is set to something.
std::string variable(const Environment& environment, std::initializer_list<const char*> names)
{
    for (const char* name : names)
        if (const auto value = environment(name); value && !trimmedText(*value).empty())
            return trimmedText(*value);
    return {};
}

bool saysYes(std::string text)
{
    std::ranges::transform(text, text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text == "1" || text == "true" || text == "yes" || text == "on";
}

Result<std::string> tokenOfFile(const std::string& file)
{
    const auto notRead = makeError("hub.token_not_read", {{"path", file}});
    const auto text = platform::readWholeFile(platform::fromUtf8(file), kMaxTokenBytes);
    if (!text)
        return notRead;
    const auto token = trimmedText(*text);
    // What breaks a header would let the file say more than a token.
    const bool plain = std::ranges::all_of(token, [](unsigned char c) { return c > 0x20 && c < 0x7f; });
    if (token.empty() || !plain)
        return notRead;
    return token;
}

/// A token with the endpoint that it was given for; an empty one: any.
struct TokenSource {
    std::string token;
    std::string tokenFile;
    std::string endpoint;
};

Result<std::string> tokenFor(const QUrl& endpoint, const std::vector<TokenSource>& sources)
{
    for (const auto& source : sources) {
        if (source.token.empty() && source.tokenFile.empty())
            continue;
        if (!source.endpoint.empty()) {
            const auto home = parseAddress(source.endpoint);
            if (!home || !sameServer(home->url, endpoint))
                continue;
        }
        if (source.token.empty())
            return tokenOfFile(source.tokenFile);
        return trimmedText(source.token);
    }
    return std::string();
}

std::string firstOf(std::initializer_list<std::string> texts)
{
    for (const auto& text : texts)
        if (!text.empty())
            return text;
    return {};
}

Result<void> checkAddresses(const DownloadSettings& settings)
{
    for (const auto& text : {settings.endpoint, settings.mirror})
        if (!text.empty())
            if (const auto address = parseAddress(text); !address)
                return address.error();
    for (const auto& text : wordsOf(settings.index))
        if (const auto address = parseAddress(text, FileAddress::Allowed); !address)
            return address.error();
    return {};
}

} // namespace

platform::Path settingsFile() { return platform::userConfigFolder() / "downloads.json"; }

Result<DownloadSettings> readSettings(const platform::Path& file)
{
    std::error_code ignored;
    if (!std::filesystem::exists(file, ignored))
        return DownloadSettings();
    FETTLE_TRY_ASSIGN(const auto text, platform::readWholeFile(file, kMaxSettingsBytes));
    const auto json = parseJson(text);
    auto settings = json ? fromJson<DownloadSettings>(*json) : Result<DownloadSettings>(json.error());
    if (!settings)
        return makeError("hub.settings_damaged", {{"path", platform::toUtf8(file)}}, settings.error().code);
    return settings;
}

Result<void> writeSettings(const platform::Path& file, const DownloadSettings& settings)
{
    nlohmann::json kept = nlohmann::json::object();
    const auto all = toJson(settings);
    for (const auto& [name, value] : all.items())
        if (!value.is_null() && value != "")
            kept[name] = value;
    // The folder is its user's alone, so nobody can look in between.
    FETTLE_TRY(platform::makePrivateFolder(file.parent_path()));
    FETTLE_TRY(
        platform::writeFileDurably(file, kept.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n"));
    std::error_code ignored;
    using std::filesystem::perms;
    std::filesystem::permissions(file, perms::owner_read | perms::owner_write, ignored);
    return {};
}

Result<DownloadSettings> withChanges(const DownloadSettings& settings, const ValueMap& changes)
{
    auto json = toJson(settings);
    for (const auto& [name, value] : changes) {
        if (!json.contains(name))
            return makeError("hub.setting_unknown", {{"setting", name}});
        if (!value.isNull())
            json[name] = toJson(value);
        else if (name == "offline")
            json[name] = nullptr;
        else
            json[name] = "";
    }
    auto changed = fromJson<DownloadSettings>(json);
    if (!changed) {
        const auto field = changed.error().arguments.find("field");
        return makeError("hub.setting_unknown",
                         {{"setting", field == changed.error().arguments.end() ? Value() : field->second}});
    }
    FETTLE_TRY(checkAddresses(*changed));
    return changed;
}

Result<NetworkChoice> networkChoice(const PretrainedRequest& request, const Environment& environment,
                                    const DownloadSettings& settings)
{
    NetworkChoice choice;
    const auto fromEnvironment = variable(environment, {"FETTLE_HUB_ENDPOINT", "HF_ENDPOINT"});
    const auto endpoint = firstOf({request.endpoint, fromEnvironment, settings.endpoint});
    // Who names an endpoint means that one.
    if (request.endpoint.empty() && !settings.mirror.empty()) {
        FETTLE_TRY_ASSIGN(auto mirror, parseAddress(settings.mirror));
        choice.servers.push_back({std::move(mirror), true});
    }
    if (!endpoint.empty()) {
        FETTLE_TRY_ASSIGN(auto address, parseAddress(endpoint));
        FETTLE_TRY_ASSIGN(const auto token,
                          tokenFor(address.url, {{request.token, request.tokenFile, request.endpoint},
                                                 {variable(environment, {"HF_TOKEN"}), {}, fromEnvironment},
                                                 {settings.token, settings.tokenFile, settings.endpoint}}));
        if (!token.empty())
            address.authorization = Authorization{address.url, "Bearer " + QByteArray::fromStdString(token)};
        choice.servers.push_back({std::move(address), false});
    }
    for (const auto& word : wordsOf(firstOf({request.index, settings.index}))) {
        FETTLE_TRY_ASSIGN(auto index, parseAddress(word, FileAddress::Allowed));
        choice.indexes.push_back(std::move(index));
    }
    choice.proxies.everywhere = request.proxy;
    choice.proxies.http = variable(environment, {"http_proxy", "HTTP_PROXY"});
    choice.proxies.https = variable(environment, {"https_proxy", "HTTPS_PROXY"});
    choice.proxies.other = variable(environment, {"all_proxy", "ALL_PROXY"});
    choice.proxies.except = variable(environment, {"no_proxy", "NO_PROXY"});
    if (request.proxy.empty() && choice.proxies.http.empty() && choice.proxies.https.empty() &&
        choice.proxies.other.empty())
        choice.proxies.everywhere = settings.proxy;
    const auto offline = variable(environment, {"HF_HUB_OFFLINE"});
    choice.offline = request.offline.value_or(offline.empty() ? settings.offline.value_or(false) : saysYes(offline));
    return choice;
}

} // namespace fettle::hub
