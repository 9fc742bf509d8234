// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/documents/graph_document.h"

#include "engine/contract/graph_fields.h"
#include "engine/documents/document_format.h"
#include "engine/documents/document_text.h"
#include "engine/documents/graph_nodes.h"
#include "engine/platform/files.h"

namespace fettle::documents {
namespace {

constexpr DocumentFormat kGraphFormat{.name = "graph"};

} // namespace

Result<Graph> readGraph(std::string_view text, std::string_view fileForErrors)
{
    FETTLE_TRY_ASSIGN(Node document, parseJsonDocument(text, fileForErrors));
    FETTLE_TRY(openDocument(document, kGraphFormat, fileForErrors));
    ReadContext context(fileForErrors);
    Graph graph;
    readNode(context, "", document, graph);
    if (context.failed())
        return *context.error();
    return graph;
}

Result<Graph> readGraphFile(const platform::Path& path)
{
    FETTLE_TRY_ASSIGN(const std::string text, platform::readWholeFile(path, kMaxDocumentBytes));
    return readGraph(text, platform::toUtf8(path));
}

std::string writeGraph(const Graph& graph)
{
    Node document = newDocument(kGraphFormat);
    writeStructInto(WriteContext{}, graph, document);
    return formatJson(document);
}

} // namespace fettle::documents
