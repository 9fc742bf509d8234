// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/documents/document_format.h"

#include <algorithm>

namespace fettle::documents {

Result<void> openDocument(Node& document, const DocumentFormat& format, std::string_view file)
{
    const Node* name = document.find("fettle");
    const Node* version = document.find("version");
    const int current = format.currentVersion();
    if (!name || !name->isScalar() || !version || version->toValue().type() != Value::Type::Integer)
        return makeError("documents.no_format", {{"file", file}, {"expected", format.name}, {"version", current}});
    if (name->text != format.name)
        return makeError("documents.wrong_format", {{"file", file}, {"found", name->text}, {"expected", format.name}});
    const std::int64_t found = version->toValue().asInteger();
    if (found > current)
        return makeError("documents.newer_version", {{"file", file}, {"found", found}, {"version", current}});
    if (found < format.oldestVersion)
        return makeError("documents.older_version",
                         {{"file", file}, {"found", found}, {"version", format.oldestVersion}});
    document.remove("fettle");
    document.remove("version");
    for (std::int64_t from = found; from < current; ++from) {
        const auto step = format.migrations[static_cast<std::size_t>(from - format.oldestVersion)];
        if (auto result = step(document); !result.ok())
            return makeError("documents.migration_failed", {{"file", file}, {"from", from}, {"to", from + 1}},
                             toLogLine(result.error()));
    }
    return {};
}

Node newDocument(const DocumentFormat& format)
{
    Node document = Node::map();
    document.add("fettle", Node::scalar(std::string(format.name), false));
    document.add("version", Node::scalar(std::to_string(format.currentVersion()), true));
    return document;
}

} // namespace fettle::documents
