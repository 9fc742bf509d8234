// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/worker/inbox.h"

#include <nlohmann/json.hpp>

#include "engine/platform/process.h"

namespace fettle::worker {
namespace {

constexpr int kPollMs = 100;

} // namespace

Inbox::Inbox(platform::LineReader reader, MessageWriter& writer, const platform::StopSignals* signals)
    : m_reader(std::move(reader)), m_writer(writer), m_signals(signals), m_thread([this] { readLoop(); })
{
}

Inbox::~Inbox()
{
    {
        const std::lock_guard lock(m_mutex);
        m_leaving = true;
    }
    m_thread.join();
}

void Inbox::readLoop()
{
    platform::nameThread("inbox");
    while (true) {
        {
            const std::lock_guard lock(m_mutex);
            if (m_leaving || m_ended)
                break;
        }
        if (mustEnd())
            break;
        auto event = m_reader.next(kPollMs);
        if (!event.ok() || event->kind == platform::LineEvent::Kind::EndOfStream)
            break;
        if (event->kind == platform::LineEvent::Kind::TooLong)
            reject(0, makeError("contract.message_too_long", {{"limitBytes", kMaxLineBytes}}));
        else if (event->kind == platform::LineEvent::Kind::Line && !event->line.empty())
            accept(event->line);
    }
    const std::lock_guard lock(m_mutex);
    m_ended = true;
    if (!m_stop)
        m_stop = StopMode::Pause;
    m_changed.notify_all();
}

bool Inbox::mustEnd() const { return m_signals != nullptr && m_signals->requested(); }

void Inbox::accept(const std::string& line)
{
    auto json = parseJson(line);
    if (!json)
        return reject(0, json.error());
    const auto found = json->is_object() ? json->find("type") : json->end();
    if (!json->is_object() || found == json->end() || !found->is_string())
        return reject(0, makeError("contract.missing_field", {{"field", "type"}}));
    const auto type = found->get<std::string>();
    const auto id = json->contains("id") ? valueFromJson((*json)["id"]).asInteger() : 0;
    if (type == "job") {
        auto job = fromJson<JobAssignment>(*json);
        if (!job)
            return reject(0, job.error());
        const std::lock_guard lock(m_mutex);
        m_items.emplace_back(std::move(job).value());
    } else if (type == "request") {
        auto request = fromJson<WorkerRequest>(*json);
        if (!request)
            return reject(id, request.error());
        acceptRequest(std::move(request).value());
    } else if (type == "cancel") {
        acceptCancel(*json);
    } else if (type == "stop") {
        const auto mode = fromText<StopMode>(valueFromJson(*json).at("mode").asText());
        if (!mode)
            return reject(0, makeError("contract.unknown_name", {{"field", "mode"}, {"value", valueFromJson(*json).at("mode").toDisplay()}}));
        const std::lock_guard lock(m_mutex);
        m_stop = *mode;
    } else if (type == "exit") {
        const std::lock_guard lock(m_mutex);
        m_ended = true;
        m_stop = m_stop.value_or(StopMode::Pause);
    } else {
        return reject(id, makeError("contract.unknown_name", {{"field", "type"}, {"value", type}}));
    }
    m_changed.notify_all();
}

void Inbox::acceptRequest(WorkerRequest request)
{
    const std::lock_guard lock(m_mutex);
    if (!request.supersedes.empty()) {
        auto& newest = m_newest[request.supersedes];
        if (m_open.contains(newest))
            m_cancelled.insert(newest);
        newest = request.id;
    }
    m_open.insert(request.id);
    m_items.emplace_back(std::move(request));
}

void Inbox::acceptCancel(const nlohmann::json& json)
{
    const auto id = valueFromJson(json).at("id").asInteger(-1);
    const std::lock_guard lock(m_mutex);
    if (m_open.contains(id))
        m_cancelled.insert(id);
}

void Inbox::reject(std::int64_t id, const Error& error)
{
    WorkerResponse response;
    response.id = id;
    response.error = error;
    m_writer.send("response", toJson(response));
}

std::optional<Inbox::Item> Inbox::next()
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return m_ended || !m_items.empty(); });
    // Jobs that were handed over and not begun when the supervisor went away are begun by the next one.
    if (m_items.empty() || (m_ended && std::holds_alternative<JobAssignment>(m_items.front())))
        return std::nullopt;
    Item item = std::move(m_items.front());
    m_items.pop_front();
    return item;
}

std::optional<StopMode> Inbox::stopRequested() const
{
    if (mustEnd())
        return StopMode::Pause;
    const std::lock_guard lock(m_mutex);
    return m_stop;
}

void Inbox::jobEnded()
{
    const std::lock_guard lock(m_mutex);
    if (!m_ended)
        m_stop.reset();
}

bool Inbox::isCancelled(std::int64_t request) const
{
    const std::lock_guard lock(m_mutex);
    return m_cancelled.contains(request);
}

void Inbox::answered(const WorkerRequest& request)
{
    const std::lock_guard lock(m_mutex);
    m_open.erase(request.id);
    m_cancelled.erase(request.id);
    if (const auto newest = m_newest.find(request.supersedes); newest != m_newest.end() && newest->second == request.id)
        m_newest.erase(newest);
}

} // namespace fettle::worker
