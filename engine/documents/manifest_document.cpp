// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/documents/manifest_document.h"

#include <algorithm>
#include <memory>

#include "engine/contract/run_fields.h"
#include "engine/documents/component_nodes.h"
#include "engine/documents/document_format.h"
#include "engine/documents/document_text.h"
#include "engine/documents/graph_nodes.h"
#include "engine/platform/files.h"

namespace fettle::documents {
namespace {

constexpr DocumentFormat kDatasetFormat{.name = "dataset"};
constexpr DocumentFormat kModelFormat{.name = "model"};

/// A relative path that stays in the folder it is joined to, on every system.
bool staysInside(std::string_view path)
{
    if (path.empty() || path.find_first_of("\\:") != std::string_view::npos)
        return false;
    for (std::size_t start = 0; start <= path.size();) {
        const auto end = std::min(path.find('/', start), path.size());
        const auto name = path.substr(start, end - start);
        if (name.empty() || name == "." || name == "..")
            return false;
        start = end + 1;
    }
    return true;
}

template <class T> Result<T> readYaml(std::string_view text, const DocumentFormat& format, std::string_view file)
{
    FETTLE_TRY_ASSIGN(Node document, parseYaml(text, file));
    FETTLE_TRY(openDocument(document, format, file));
    ReadContext context(file);
    T value;
    readStruct(context, "", document, value);
    if (context.failed())
        return *context.error();
    return value;
}

template <class T> std::string writeYaml(const T& value, const DocumentFormat& format)
{
    Node document = newDocument(format);
    writeStructInto(WriteContext{}, value, document);
    return formatYaml(document);
}

} // namespace

Result<DatasetManifest> readManifest(std::string_view text, std::string_view fileForErrors)
{
    FETTLE_TRY_ASSIGN(DatasetManifest manifest, readYaml<DatasetManifest>(text, kDatasetFormat, fileForErrors));
    for (const auto& part : manifest.parts)
        if (!staysInside(part.path))
            return makeError("documents.unsafe_file_name", {{"file", fileForErrors}, {"name", part.path}});
    return manifest;
}

Result<DatasetManifest> readManifestFile(const platform::Path& path)
{
    FETTLE_TRY_ASSIGN(const std::string text, platform::readWholeFile(path, kMaxDocumentBytes));
    return readManifest(text, platform::toUtf8(path));
}

std::string writeManifest(const DatasetManifest& manifest) { return writeYaml(manifest, kDatasetFormat); }

Result<ModelManifest> readModelManifest(std::string_view text, std::string_view fileForErrors)
{
    FETTLE_TRY_ASSIGN(ModelManifest manifest, readYaml<ModelManifest>(text, kModelFormat, fileForErrors));
    if (!staysInside(manifest.weightsFile))
        return makeError("documents.unsafe_file_name", {{"file", fileForErrors}, {"name", manifest.weightsFile}});
    // Until a field could be both, those of targets stood among those of inputs.
    if (manifest.targetEncoders.empty())
        for (const auto& use : manifest.targets)
            if (auto state = manifest.encoders.extract(use.field))
                manifest.targetEncoders.insert(std::move(state));
    return manifest;
}

Result<ModelManifest> readModelManifestFile(const platform::Path& path)
{
    FETTLE_TRY_ASSIGN(const std::string text, platform::readWholeFile(path, kMaxDocumentBytes));
    return readModelManifest(text, platform::toUtf8(path));
}

std::string writeModelManifest(const ModelManifest& manifest) { return writeYaml(manifest, kModelFormat); }

} // namespace fettle::documents
