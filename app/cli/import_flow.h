// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "app/cli/cli_context.h"
#include "engine/contract/dataset.h"
#include "engine/contract/job.h"

namespace fettle::cli {

/// What `import` and `train FILE` share.
struct ImportArguments {
    std::vector<std::string> paths;
    std::string name;
    std::string target;
    std::vector<std::string> kinds; ///< "column=kind"
    std::vector<std::string> roles; ///< "column=role"
    std::string delimiter;
    std::string encoding;
    std::string header; ///< yes, no
    std::string importer;
    std::vector<std::string> options; ///< "name=value", of the importer
    std::string splitMethod;
    std::string splitColumn;
    double validation = -1.0;
    double test = -1.0;
    std::int64_t seed = 1;
};

/// client.bad_argument; `expected` is a FETTLE_PHRASE or a list of names.
[[nodiscard]] Error badArgument(const std::string& option, const std::string& value, Value expected);

/// The texts of an enumeration, for badArgument.
template <class E>
[[nodiscard]] ValueList allNames()
{
    ValueList names;
    for (const auto& [value, name] : EnumText<E>::kNames)
        names.emplace_back(name);
    return names;
}

/// The request as the supervisor takes it. Errors: client.bad_argument.
[[nodiscard]] Result<ImportRequest> importRequest(const ImportArguments& arguments);

struct Imported {
    Job job;
    std::string dataset;
    DatasetManifest manifest;
    std::string manifestPath;
};

/// Queues the import, shows it and waits.
[[nodiscard]] Result<Imported> importAndWait(CliContext& context, const ImportRequest& request);

} // namespace fettle::cli
