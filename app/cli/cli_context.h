// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <vector>

#include <QtGlobal>

#include "engine/client/connection.h"
#include "engine/client/sentences.h"
#include "engine/contract/result.h"
#include "engine/contract/value.h"

namespace fettle::cli {

/// Marks a text for the translators and gives its source: context.say(FETTLE_CLI("Imported {rows} rows."), …).
#define FETTLE_CLI(english) QT_TRANSLATE_NOOP("cli", english)

/// What every command shares: the workspace, the language and where output goes. With --json stdout gets exactly one
/// JSON document; everything else goes to stderr.
class CliContext {
public:
    explicit CliContext(client::Sentences sentences) : m_sentences(std::move(sentences)) {}

    std::string workspace; ///< UTF-8; empty: the default
    bool json = false;

    [[nodiscard]] const client::Sentences& sentences() const { return m_sentences; }
    [[nodiscard]] std::string say(const char* source, const ValueMap& arguments = {}) const;

    /// Connected on first use; starts the background program where none runs.
    [[nodiscard]] Result<client::Connection*> connection(bool startEngine = true);
    [[nodiscard]] Result<Value> call(const std::string& method, ValueMap params = {});

    /// A line on stdout (text mode) or stderr (with --json).
    void print(const std::string& line) const;
    /// The one JSON document, where --json asks for it.
    void printJson(const Value& document) const;
    /// The error's sentence on stderr, or {"error": …} as the document; the exit code that goes with it.
    [[nodiscard]] int fail(const Error& error) const;
    void note(const Note& note) const;
    /// A line on stderr.
    void note(const std::string& line) const;
    /// Columns of equal width; the first row is the header.
    void printTable(const std::vector<std::vector<std::string>>& rows) const;

private:
    client::Sentences m_sentences;
    std::unique_ptr<client::Connection> m_connection;
};

/// "Name" for a person: text as it is, lists joined, numbers with at most four digits after the point.
[[nodiscard]] std::string display(const Value& value);
/// Columns that the text takes in a terminal: Han and full-width characters take two.
[[nodiscard]] int terminalWidth(const std::string& utf8);

} // namespace fettle::cli
