// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/checkpoint.h"

#include <algorithm>
#include <cstdio>
#include <map>

#include <nlohmann/json.hpp>
#include <torch/torch.h>

#include "engine/contract/json.h"
#include "engine/model/safetensors.h"
#include "engine/platform/clock.h"
#include "engine/platform/files.h"
#include "engine/platform/folder_draft.h"
#include "engine/platform/hash.h"
#include "engine/platform/machine.h"
#include "engine/platform/regular_file.h"

namespace fettle::training {
namespace {

constexpr std::size_t kChecksumBlock = 1 << 20;
constexpr const char* kTensorsFile = "tensors.safetensors";
constexpr const char* kFixedFile = "fixed.safetensors";
constexpr const char* kStateFile = "state.json";
constexpr const char* kStateSumFile = "state.xxh64";
constexpr int kFormat = 1;
constexpr std::uint64_t kMaxStateBytes = std::uint64_t{256} << 20;
// Beside the tensors: the state and what the file system needs.
constexpr std::uint64_t kDiskReserveBytes = std::uint64_t{16} << 20;
// A supervisor commits what it was told within a fraction of this.
constexpr std::int64_t kKeepYoungMs = 5000;

std::string folderName(std::int64_t step)
{
    char text[32];
    std::snprintf(text, sizeof text, "%012lld", static_cast<long long>(step));
    return text;
}

/// Strides of the tensors that do not lie in row order: the file holds all in row order.
Value stridesOf(const std::vector<NamedTensor>& tensors)
{
    ValueMap strides;
    for (const auto& named : tensors)
        if (!named.tensor.is_contiguous()) {
            ValueList list;
            for (const auto stride : named.tensor.strides())
                list.emplace_back(stride);
            strides[named.name] = std::move(list);
        }
    return strides;
}

void restoreStrides(std::vector<NamedTensor>& tensors, const Value& strides)
{
    for (auto& named : tensors) {
        const auto& wanted = strides.at(named.name).asList();
        if (static_cast<std::int64_t>(wanted.size()) != named.tensor.dim() || wanted.empty())
            continue;
        std::vector<std::int64_t> list;
        for (const auto& stride : wanted)
            list.push_back(stride.asInteger());
        const auto laidOut = torch::empty_strided(named.tensor.sizes(), list, named.tensor.options());
        laidOut.copy_(named.tensor);
        named.tensor = laidOut;
    }
}

std::uint64_t bytesOf(const std::vector<NamedTensor>& tensors)
{
    std::uint64_t bytes = 0;
    for (const auto& named : tensors)
        bytes += named.tensor.nbytes();
    return bytes;
}

/// Block by block: a mapped file would count as memory of the training, which may be short of it.
Result<std::uint64_t> checksumOfFile(const platform::Path& path)
{
    FETTLE_TRY_ASSIGN(auto file, platform::RegularFile::open(path));
    platform::Xxh64 sum;
    std::string block(kChecksumBlock, '\0');
    for (;;) {
        FETTLE_TRY_ASSIGN(const std::size_t got, file.read(block.data(), block.size()));
        if (got == 0)
            return sum.digest();
        sum.update(std::string_view(block.data(), got));
    }
}

Error damagedCheckpoint(const platform::Path& path, const char* reason, std::string detail = {})
{
    return makeError("training.checkpoint_damaged", {{"path", platform::toUtf8(path)}, {"reason", reason}}, std::move(detail));
}

/// The tensors of a file that has this checksum; errors speak of `whole`.
Result<std::vector<NamedTensor>> readTensors(const platform::Path& path, const std::string& checksum, const platform::Path& whole)
{
    const auto sum = checksumOfFile(path);
    if (!sum || platform::toHex(*sum) != checksum)
        return damagedCheckpoint(whole, FETTLE_PHRASE("its checksum is wrong"), sum ? platform::toUtf8(path.filename()) : toLogLine(sum.error()));
    const auto file = model::openSafetensors(path);
    if (!file)
        return damagedCheckpoint(whole, "", toLogLine(file.error()));
    std::vector<NamedTensor> tensors;
    for (const auto& named : file->tensors())
        tensors.push_back({named.name, named.tensor.clone()}); // the file's pages go with the file object
    return tensors;
}

} // namespace

CheckpointStore::CheckpointStore(platform::Path runFolder, std::string run)
    : m_folder(std::move(runFolder) / "checkpoints"), m_run(std::move(run))
{
}

platform::Path CheckpointStore::folderOf(std::int64_t step) const { return m_folder / folderName(step); }

std::vector<std::int64_t> CheckpointStore::steps() const
{
    std::vector<std::int64_t> steps;
    const auto entries = platform::listFolder(m_folder);
    if (!entries)
        return steps;
    for (const auto& entry : *entries) {
        const auto name = entry.name.string();
        if (entry.kind == platform::EntryKind::Folder && name.size() >= 12 && name.size() < 19 &&
            name.find_first_not_of("0123456789") == std::string::npos)
            steps.push_back(std::stoll(name));
    }
    std::sort(steps.begin(), steps.end());
    return steps;
}

Result<CheckpointInfo> CheckpointStore::write(const Snapshot& snapshot, std::int64_t bestStep, const std::string& reason)
{
    FETTLE_TRY(platform::makeFolders(m_folder));
    FETTLE_TRY(platform::requireDiskSpace(m_folder, bytesOf(snapshot.tensors) + kDiskReserveBytes));
    FETTLE_TRY_ASSIGN(auto draft, platform::FolderDraft::create(folderOf(snapshot.step)));
    FETTLE_TRY(model::writeSafetensors(draft.path() / kTensorsFile, snapshot.tensors, {{"format", "fettle checkpoint"}},
                                       platform::AtomicFile::Durability::SurvivesCrash));
    FETTLE_TRY_ASSIGN(const auto sum, checksumOfFile(draft.path() / kTensorsFile));
    const auto state = toLine(toJson(Value(ValueMap{{"format", kFormat}, {"step", snapshot.step},
                                                    {"tensors_xxh64", platform::toHex(sum)},
                                                    {"strides", stridesOf(snapshot.tensors)},
                                                    {"state", snapshot.state}})));
    FETTLE_TRY(platform::writeFileAtomically(draft.path() / kStateFile, state));
    FETTLE_TRY(platform::writeFileAtomically(draft.path() / kStateSumFile, platform::toHex(platform::xxh64(state))));
    // Replace: the same step is written again at a pause right after it was written on time.
    FETTLE_TRY(draft.publish(platform::FolderDraft::IfExists::Replace));
    CheckpointInfo info;
    info.run = m_run;
    info.path = "checkpoints/" + folderName(snapshot.step);
    info.step = snapshot.step;
    info.best = snapshot.step == bestStep;
    info.sizeBytes = static_cast<std::int64_t>(bytesOf(snapshot.tensors) + state.size());
    info.reason = reason;
    removeOlder(snapshot.step, bestStep);
    return info;
}

void CheckpointStore::removeOlder(std::int64_t newest, std::int64_t best)
{
    const auto all = steps();
    const auto nowMs = platform::SystemClock().utcMs();
    std::int64_t newerOnes = 0;
    for (auto step = all.rbegin(); step != all.rend(); ++step) {
        if (*step > newest)
            continue;
        if (++newerOnes <= 2 || *step == best)
            continue;
        const auto stamp = platform::fileStamp(folderOf(*step) / kStateFile);
        if (stamp && nowMs - stamp->modifiedNs / 1'000'000 < kKeepYoungMs)
            continue;
        // What cannot be removed now is removed later: by the next checkpoint, a draft by the next attempt.
        static_cast<void>(platform::removePublished(folderOf(*step)));
    }
}

Result<Snapshot> CheckpointStore::read(std::int64_t step) const
{
    const auto folder = folderOf(step);
    const auto text = platform::readWholeFile(folder / kStateFile, kMaxStateBytes);
    if (!text)
        return damagedCheckpoint(folder, "", toLogLine(text.error()));
    const auto expected = platform::readWholeFile(folder / kStateSumFile, 64);
    if (!expected || *expected != platform::toHex(platform::xxh64(*text)))
        return damagedCheckpoint(folder, FETTLE_PHRASE("its checksum is wrong"), "state.json");
    const auto json = parseJson(*text);
    if (!json)
        return damagedCheckpoint(folder, "", toLogLine(json.error()));
    const auto state = valueFromJson(*json);
    if (state.at("format").asInteger() != kFormat || state.at("step").asInteger(-1) != step)
        return damagedCheckpoint(folder, FETTLE_PHRASE("it is of another version"));
    Snapshot snapshot;
    snapshot.step = step;
    snapshot.state = state.at("state");
    FETTLE_TRY_ASSIGN(snapshot.tensors, readTensors(folder / kTensorsFile, state.at("tensors_xxh64").asText(), folder));
    restoreStrides(snapshot.tensors, state.at("strides"));
    return snapshot;
}

Result<std::string> CheckpointStore::writeFixed(const std::vector<NamedTensor>& tensors)
{
    FETTLE_TRY(platform::makeFolders(m_folder));
    FETTLE_TRY(platform::requireDiskSpace(m_folder, bytesOf(tensors) + kDiskReserveBytes));
    const auto written = model::writeSafetensors(m_folder / kFixedFile, tensors, {{"format", "fettle checkpoint"}});
    // Where a disk cannot promise to keep it, the checksum tells later whether it did.
    if (!written.ok() && written.error().code != "platform.not_durable")
        return written.error();
    FETTLE_TRY_ASSIGN(const auto sum, checksumOfFile(m_folder / kFixedFile));
    return platform::toHex(sum);
}

Result<std::vector<NamedTensor>> CheckpointStore::readFixed(const std::string& checksum) const
{
    return readTensors(m_folder / kFixedFile, checksum, m_folder / kFixedFile);
}

std::optional<Snapshot> CheckpointStore::newest(std::int64_t lastStep, const std::function<void(const Note&)>& note)
{
    static_cast<void>(platform::removeStaleDrafts(m_folder));
    auto all = steps();
    for (auto step = all.rbegin(); step != all.rend(); ++step) {
        if (*step > lastStep) {
            static_cast<void>(platform::removePublished(folderOf(*step)));
            continue;
        }
        auto snapshot = read(*step);
        if (snapshot)
            return std::move(snapshot).value();
        if (note)
            note(snapshot.error());
    }
    return std::nullopt;
}

Note noteOfMissedCheckpoint(const Error& error)
{
    if (error.code != "platform.disk_space_low")
        return makeError("training.checkpoint_failed", {}, toLogLine(error));
    const auto needed = error.arguments.find("needed_bytes");
    return makeError("training.disk_low", {{"needed_bytes", needed == error.arguments.end() ? Value() : needed->second}});
}

void CheckpointStore::clear() { static_cast<void>(platform::removeTree(m_folder)); }

} // namespace fettle::training
