// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <map>
#include <string>

#include "engine/contract/result.h"
#include "engine/service/queue_runner.h"
#include "engine/service/service_context.h"

namespace fettle::service {

/// What a method works with.
struct MethodContext {
    const ServiceContext& service;
    QueueRunner& runner;
    /// A job's row, a dataset, a run or a model changed: clients are told.
    std::function<void(const std::string& topic, const std::string& job, const std::string& run, Value payload)> publish;
};

/// A method that answers at once from the database. Those that wait for a worker stand in supervisor.cpp.
using Method = std::function<Result<Value>(MethodContext&, const Value& params)>;
using MethodTable = std::map<std::string, Method, std::less<>>;

void addProjectMethods(MethodTable& table);
void addDatasetMethods(MethodTable& table);
void addJobMethods(MethodTable& table);
void addRunMethods(MethodTable& table);
void addModelMethods(MethodTable& table);
void addTrainMethod(MethodTable& table);

/// Tells clients the job's row as it stands.
void publishJob(MethodContext& context, const std::string& job);

// Parameters
[[nodiscard]] Result<std::string> needText(const Value& params, std::string_view method, std::string_view name);
/// store.not_found as the service's own error for what was asked for.
[[nodiscard]] Error notFoundAs(const Error& error, std::string_view code, std::string_view name, const std::string& value);
/// A name for people: trimmed, not empty, at most 200 bytes of valid UTF-8 without control characters.
[[nodiscard]] Result<std::string> cleanName(std::string_view name);
/// The project named by `params.project` by id or name; empty for the default one. Errors: service.unknown_project.
[[nodiscard]] Result<std::string> projectOf(const MethodContext& context, const Value& params);

/// The project named by `params.project` by id or name, the trash included. Errors: service.unknown_project.
[[nodiscard]] Result<store::ProjectRecord> namedProject(const MethodContext& context, const Value& params,
                                                        std::string_view method);

/// Submits jobs for methods and tells about them.
[[nodiscard]] Result<Job> submitJob(MethodContext& context, const store::NewJob& job);

} // namespace fettle::service
