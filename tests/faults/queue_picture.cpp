// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/faults/queue_picture.h"

#include <algorithm>
#include <tuple>

#include <fmt/format.h>

namespace fettle::test {
namespace {

using Kind = QueueChange::Kind;

constexpr std::size_t kFewestWaiting = 4;
constexpr std::size_t kMostWaiting = 9;

bool isWaiting(const JobPicture& job) { return job.state == JobState::Queued || job.state == JobState::Paused; }

/// Numbers the waiting jobs of one priority anew, `job` beside `other` or last.
void place(QueuePicture& picture, const std::string& job, std::int64_t priority, const std::string& other, bool behind)
{
    auto order = waitingOrder(picture);
    std::erase_if(order, [&](const auto& id) { return id == job || picture.at(id).priority != priority; });
    auto at = other.empty() ? order.end() : std::ranges::find(order, other);
    if (behind && at != order.end())
        ++at;
    order.insert(at, job);
    picture.at(job).priority = priority;
    double position = 0.0;
    for (const auto& id : order)
        picture.at(id).position = ++position;
}

void failDependents(QueuePicture& picture, const std::string& job)
{
    for (auto& [id, other] : picture)
        if (other.dependsOn == job && other.state == JobState::Queued) {
            other.state = JobState::Failed;
            other.failedBecause = job;
            failDependents(picture, id);
        }
}

void stop(QueuePicture& picture, const std::string& job, StopMode mode)
{
    auto& stopped = picture.at(job);
    // One that began has something to save: it is taken up once more.
    if (mode == StopMode::Save && stopped.started) {
        stopped.state = JobState::Queued;
        stopped.wish = StopMode::Save;
        return;
    }
    stopped.state = JobState::Stopped;
    failDependents(picture, job);
}

void retry(QueuePicture& picture, const std::string& job)
{
    auto& retried = picture.at(job);
    retried.state = JobState::Queued;
    retried.wish.reset();
    retried.failedBecause.clear();
    for (auto& [id, other] : picture)
        if (other.state == JobState::Failed && other.failedBecause == job)
            retry(picture, id);
}

void clone(QueuePicture& picture, const std::string& job)
{
    double last = 0.0;
    for (const auto& [id, other] : picture)
        last = std::max(last, other.position);
    JobPicture copy;
    copy.priority = picture.at(job).priority;
    copy.position = last + 1.0;
    copy.clonedFrom = job;
    picture[kUnknownJob] = copy;
}

std::string textOf(const JobPicture& job)
{
    return fmt::format("{} priority {} position {}{}{}{}{}", toText(job.state), job.priority, job.position,
                       job.wish ? " wish " + std::string(toText(*job.wish)) : "", job.started ? " started" : "",
                       job.clonedFrom.empty() ? "" : " clone of " + job.clonedFrom,
                       job.failedBecause.empty() ? "" : " failed with " + job.failedBecause);
}

/// The jobs that something can be done with.
struct Candidates {
    std::vector<std::string> waiting; ///< also those that depend on others: they can be moved
    std::vector<std::string> queued;  ///< free of others
    std::vector<std::string> paused;
    std::vector<std::string> failed;  ///< by themselves
};

Candidates candidatesIn(const QueuePicture& picture, const std::string& busy)
{
    Candidates found;
    for (const auto& [id, job] : picture) {
        if (id == busy)
            continue;
        if (isWaiting(job))
            found.waiting.push_back(id);
        if (!job.dependsOn.empty())
            continue;
        if (job.state == JobState::Queued)
            found.queued.push_back(id);
        else if (job.state == JobState::Paused)
            found.paused.push_back(id);
        else if (job.state == JobState::Failed)
            found.failed.push_back(id);
    }
    return found;
}

} // namespace

JobPicture pictureOf(const Job& job)
{
    JobPicture picture{job.state, job.priority, job.position, job.stopRequested, !job.startedUtc.empty(),
                       job.clonedFrom, job.dependsOn.empty() ? "" : job.dependsOn.front(), {}};
    if (job.error && job.error->code == "store.dependency_failed")
        picture.failedBecause = job.error->arguments.at("job").asText();
    return picture;
}

std::string describe(const QueuePicture& picture)
{
    std::string text;
    for (const auto& [id, job] : picture)
        text += id + ": " + textOf(job) + "\n";
    return text;
}

std::vector<std::string> waitingOrder(const QueuePicture& picture)
{
    std::vector<std::string> order;
    for (const auto& [id, job] : picture)
        if (isWaiting(job))
            order.push_back(id);
    std::ranges::sort(order, {}, [&](const auto& id) {
        const auto& job = picture.at(id);
        return std::tuple(-job.priority, job.position, id);
    });
    return order;
}

QueueChange anyChange(const QueuePicture& picture, const std::string& busy, std::mt19937& random)
{
    const auto candidates = candidatesIn(picture, busy);
    const auto one = [&random](const std::vector<std::string>& from) {
        return from[std::uniform_int_distribution<std::size_t>(0, from.size() - 1)(random)];
    };
    std::uniform_int_distribution dice(0, 99);
    for (;;) {
        const int thrown = dice(random);
        const bool both = random() % 2 == 0;
        if (thrown < 40 && candidates.waiting.size() >= 2) {
            const auto job = one(candidates.waiting);
            const auto other = one(candidates.waiting);
            if (job != other)
                return {both ? Kind::MoveBefore : Kind::MoveAfter, job, other, 0};
        } else if (thrown < 50 && !candidates.waiting.empty()) {
            return {Kind::Prioritise, one(candidates.waiting), {}, std::uniform_int_distribution(-1, 2)(random)};
        } else if (thrown < 62 && !candidates.queued.empty()) {
            return {Kind::Pause, one(candidates.queued), {}, 0};
        } else if (thrown < 74 && !candidates.paused.empty()) {
            return {Kind::Resume, one(candidates.paused), {}, 0};
        } else if (thrown < 80 && candidates.waiting.size() < kMostWaiting && !candidates.queued.empty()) {
            return {Kind::Clone, one(candidates.queued), {}, 0};
        } else if (thrown < 86 && candidates.waiting.size() > kFewestWaiting && !candidates.queued.empty()) {
            return {both ? Kind::StopSaving : Kind::Discard, one(candidates.queued), {}, 0};
        } else if (thrown < 95 && !candidates.failed.empty()) {
            return {Kind::Retry, one(candidates.failed), {}, 0};
        } else if (thrown >= 95 && !candidates.queued.empty()) {
            return {Kind::Refused, one(candidates.queued), {}, 0};
        }
    }
}

std::string describe(const QueueChange& change)
{
    const auto [method, params] = requestFor(change);
    std::string text = method;
    for (const auto& [name, value] : params)
        text += " " + name + "=" + value.toDisplay();
    return text;
}

std::pair<std::string, ValueMap> requestFor(const QueueChange& change)
{
    const auto& job = change.job;
    switch (change.kind) {
    case Kind::MoveBefore: return {"jobs.move", {{"job", job}, {"before", change.other}}};
    case Kind::MoveAfter: return {"jobs.move", {{"job", job}, {"after", change.other}}};
    case Kind::Prioritise: return {"jobs.move", {{"job", job}, {"priority", change.priority}}};
    case Kind::Pause: return {"jobs.pause", {{"job", job}}};
    case Kind::Resume: return {"jobs.resume", {{"job", job}}};
    case Kind::StopSaving: return {"jobs.stop", {{"job", job}, {"mode", "save"}}};
    case Kind::Discard: return {"jobs.stop", {{"job", job}, {"mode", "discard"}}};
    case Kind::Retry: return {"jobs.retry", {{"job", job}}};
    case Kind::Clone: return {"jobs.clone", {{"job", job}}};
    case Kind::Refused: break;
    }
    // A queued job is not paused.
    return {"jobs.resume", {{"job", job}}};
}

QueuePicture changed(QueuePicture picture, const QueueChange& change)
{
    auto& job = picture.at(change.job);
    switch (change.kind) {
    case Kind::MoveBefore:
    case Kind::MoveAfter:
        place(picture, change.job, picture.at(change.other).priority, change.other, change.kind == Kind::MoveAfter);
        break;
    case Kind::Prioritise: place(picture, change.job, change.priority, {}, true); break;
    case Kind::Pause:
        job.state = JobState::Paused;
        job.wish.reset();
        break;
    case Kind::Resume:
        job.state = JobState::Queued;
        job.wish.reset();
        break;
    case Kind::StopSaving: stop(picture, change.job, StopMode::Save); break;
    case Kind::Discard: stop(picture, change.job, StopMode::Discard); break;
    case Kind::Retry: retry(picture, change.job); break;
    case Kind::Clone: clone(picture, change.job); break;
    case Kind::Refused: break;
    }
    return picture;
}

} // namespace fettle::test
