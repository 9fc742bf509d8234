// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <QByteArray>
#include <QUrl>

namespace fettle::hub {

/// One file of a package in a Python package index.
struct IndexEntry {
    std::string fileName;
    QUrl url;
    std::string sha256; ///< empty: not said
};

/// What a client says that it understands.
inline constexpr const char* kIndexAccept =
    "application/vnd.pypi.simple.v1+json, application/vnd.pypi.simple.v1+html;q=0.2, text/html;q=0.1";

/// The files on a package's page of a simple index: HTML with a link a file (PEP 503), or JSON (PEP 691). What is not
/// understood gives no entries.
[[nodiscard]] std::vector<IndexEntry> readIndexPage(std::string_view body, const QByteArray& contentType,
                                                    const QUrl& page);

} // namespace fettle::hub
