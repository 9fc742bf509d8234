// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/platform/file_faults.h"

#include <array>
#include <atomic>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstdlib>
#include <mutex>
#include <utility>

#include <unistd.h>

namespace fettle::platform {
namespace {

struct CountedFault {
    FileFault fault;
    std::uint64_t seen = 0;
};

/// Process-wide by necessity: the environment variable reaches code that nobody can hand an object to.
struct FaultState {
    std::mutex mutex;
    std::vector<CountedFault> faults;
    std::uint64_t operationCount = 0;
    std::uint64_t injectedCount = 0;
};

FaultState& state()
{
    static FaultState s_state;
    return s_state;
}

/// False in every ordinary run, so that the seam costs one load.
std::atomic<bool>& active()
{
    static std::atomic<bool> s_active = [] {
        const char* text = std::getenv("FETTLE_FAULT_WRITE");
        if (!text || text[0] == '\0')
            return false;
        auto faults = parseFileFaults(text);
        if (!faults.ok()) {
            // A test that believes it injects must not pass by accident.
            constexpr std::string_view kMessage = "FETTLE_FAULT_WRITE is not understood\n";
            [[maybe_unused]] const auto written = ::write(STDERR_FILENO, kMessage.data(), kMessage.size());
            std::abort();
        }
        for (auto& fault : *faults)
            state().faults.push_back({std::move(fault), 0});
        return true;
    }();
    return s_active;
}

constexpr std::array<std::pair<std::string_view, FileOperation>, 9> kOperations = {{
    {"open", FileOperation::Open},
    {"write", FileOperation::Write},
    {"fsync", FileOperation::Fsync},
    {"rename", FileOperation::Rename},
    {"folder", FileOperation::Folder},
    {"remove", FileOperation::Remove},
    {"copy", FileOperation::Copy},
    {"lock", FileOperation::Lock},
    {"any", FileOperation::Any},
}};

constexpr std::array<std::pair<std::string_view, int>, 6> kErrors = {{
    {"ENOSPC", ENOSPC},
    {"EIO", EIO},
    {"EDQUOT", EDQUOT},
    {"EACCES", EACCES},
    {"EROFS", EROFS},
    {"EMFILE", EMFILE},
}};

bool setAction(FileFault& fault, std::string_view action)
{
    fault.errorNumber = ENOSPC;
    fault.shortWrite = action == "SHORT" || action == "KILLSHORT";
    fault.killProcess = action == "KILL" || action == "KILLSHORT";
    if (fault.shortWrite || fault.killProcess)
        return true;
    for (const auto& [name, number] : kErrors) {
        if (action == name) {
            fault.errorNumber = number;
            return true;
        }
    }
    return false;
}

bool parseRule(std::string_view rule, FileFault& fault)
{
    if (const auto at = rule.find('@'); at != std::string_view::npos) {
        fault.pathPart = rule.substr(at + 1);
        rule = rule.substr(0, at);
    }
    const auto colon = rule.find(':');
    if (colon == std::string_view::npos)
        return false;
    bool known = false;
    for (const auto& [name, operation] : kOperations) {
        if (rule.substr(0, colon) == name) {
            fault.operation = operation;
            known = true;
        }
    }
    rule = rule.substr(colon + 1);
    const auto [end, error] = std::from_chars(rule.data(), rule.data() + rule.size(), fault.nth);
    if (!known || error != std::errc() || fault.nth == 0)
        return false;
    rule = rule.substr(static_cast<std::size_t>(end - rule.data()));
    if (rule.starts_with('+')) {
        fault.onwards = true;
        rule = rule.substr(1);
    }
    if (rule.empty())
        return setAction(fault, "ENOSPC");
    return rule.starts_with(':') && setAction(fault, rule.substr(1));
}

bool matches(CountedFault& counted, FileOperation operation, const Path& path)
{
    const FileFault& fault = counted.fault;
    if (fault.operation != FileOperation::Any && fault.operation != operation)
        return false;
    if (!fault.pathPart.empty() && path.native().find(fault.pathPart) == std::string::npos)
        return false;
    ++counted.seen;
    return counted.seen == fault.nth || (fault.onwards && counted.seen > fault.nth);
}

} // namespace

Result<std::vector<FileFault>> parseFileFaults(std::string_view text)
{
    std::vector<FileFault> faults;
    std::string_view rest = text;
    while (!rest.empty()) {
        const auto end = rest.find(';');
        FileFault fault;
        if (!parseRule(rest.substr(0, end), fault))
            return makeError("platform.fault_not_understood", {{"text", bytesToUtf8(text)}});
        faults.push_back(std::move(fault));
        rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
    }
    return faults;
}

ScopedFileFaults::ScopedFileFaults() : ScopedFileFaults(std::vector<FileFault>()) {}

ScopedFileFaults::ScopedFileFaults(std::vector<FileFault> faults)
{
    active();
    const std::lock_guard lock(state().mutex);
    state().faults.clear();
    state().operationCount = 0;
    state().injectedCount = 0;
    for (auto& fault : faults)
        state().faults.push_back({std::move(fault), 0});
    active() = true;
}

ScopedFileFaults::ScopedFileFaults(std::string_view text) : ScopedFileFaults(parseFileFaults(text).value()) {}

ScopedFileFaults::~ScopedFileFaults()
{
    const std::lock_guard lock(state().mutex);
    state().faults.clear();
    active() = false;
}

std::uint64_t ScopedFileFaults::operationCount() const
{
    const std::lock_guard lock(state().mutex);
    return state().operationCount;
}

std::uint64_t ScopedFileFaults::injectedCount() const
{
    const std::lock_guard lock(state().mutex);
    return state().injectedCount;
}

FaultDecision consultFileFaults(FileOperation operation, const Path& path)
{
    FaultDecision decision;
    if (!active().load(std::memory_order_relaxed))
        return decision;
    const std::lock_guard lock(state().mutex);
    ++state().operationCount;
    for (auto& counted : state().faults) {
        // Every rule counts every operation, also where an earlier rule has decided.
        if (!matches(counted, operation, path) || decision.errorNumber != 0)
            continue;
        const FileFault& fault = counted.fault;
        const bool half = fault.shortWrite && operation == FileOperation::Write;
        if (fault.killProcess && !half)
            ::kill(::getpid(), SIGKILL);
        decision = {fault.errorNumber, half, fault.killProcess};
        ++state().injectedCount;
    }
    return decision;
}

} // namespace fettle::platform
