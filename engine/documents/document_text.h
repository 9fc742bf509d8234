// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "engine/contract/result.h"
#include "engine/documents/document_node.h"

namespace fettle::documents {

// Text to tree and back. Reading holds the bounds of document_node.h and refuses what a document never needs and a
// hostile one uses: bytes that are not UTF-8, control characters, YAML anchors, aliases and tags, several documents in
// one file, the same key twice.
//
// Errors, all with {file}: documents.too_large, documents.not_utf8, documents.syntax, documents.too_deep,
// documents.too_many_values, documents.anchor, documents.tag, documents.duplicate_key, documents.several_documents,
// documents.not_a_map.

[[nodiscard]] Result<Node> parseYaml(std::string_view text, std::string_view file);
[[nodiscard]] Result<Node> parseJsonDocument(std::string_view text, std::string_view file);

/// Canonical: equal trees give equal bytes. Maps are blocks, nodes with `flow` stand on one line of at most 100
/// characters where they fit. Ends with a line break.
[[nodiscard]] std::string formatYaml(const Node& document);
/// The same for JSON. NaN and infinities become the texts "NaN", "Infinity", "-Infinity".
[[nodiscard]] std::string formatJson(const Node& document);

} // namespace fettle::documents
