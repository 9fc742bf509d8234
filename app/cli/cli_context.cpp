// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/cli_context.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include <QString>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/cli/exit_code.h"
#include "engine/platform/paths.h"

namespace fettle::cli {
namespace {

bool isWide(char32_t c)
{
    return (c >= 0x1100 && c <= 0x115F) || (c >= 0x2E80 && c <= 0xA4CF) || (c >= 0xAC00 && c <= 0xD7A3) ||
           (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xFE30 && c <= 0xFE6F) || (c >= 0xFF00 && c <= 0xFF60) ||
           (c >= 0xFFE0 && c <= 0xFFE6) || (c >= 0x1F300 && c <= 0x1FAFF) || (c >= 0x20000 && c <= 0x3FFFD);
}

bool isUsageError(const std::string& code) { return code == "client.bad_argument" || code.starts_with("client.nothing_to_"); }

bool isEngineError(const std::string& code)
{
    return code.starts_with("client.") || code == "service.version_mismatch" || code == "platform.lock_held";
}

} // namespace

std::string CliContext::say(const char* source, const ValueMap& arguments) const
{
    return m_sentences.text("cli", source, arguments);
}

Result<client::Connection*> CliContext::connection(bool startEngine)
{
    if (!m_connection) {
        client::ConnectionOptions options;
        options.program = "fettle-cli";
        options.startEngine = startEngine;
        options.reconnect = true;
        if (!workspace.empty())
            options.workspace = std::filesystem::absolute(platform::fromUtf8(workspace));
        m_connection = std::make_unique<client::Connection>(options);
    }
    if (m_connection->state() != client::Connection::State::Open)
        FETTLE_TRY(m_connection->openAndWait());
    return m_connection.get();
}

Result<Value> CliContext::call(const std::string& method, ValueMap params)
{
    FETTLE_TRY_ASSIGN(auto* open, connection());
    return open->call(method, std::move(params));
}

void CliContext::print(const std::string& line) const
{
    std::FILE* out = json ? stderr : stdout;
    std::fputs((line + "\n").c_str(), out);
    std::fflush(out);
}

void CliContext::printJson(const Value& document) const
{
    if (json)
        std::fputs((toLine(toJson(document)) + "\n").c_str(), stdout);
}

int CliContext::fail(const Error& error) const
{
    std::fputs((m_sentences.sentence(error) + "\n").c_str(), stderr);
    if (!error.detail.empty())
        std::fputs(("  " + error.detail + "\n").c_str(), stderr);
    if (json) {
        auto document = toJson(error);
        document["sentence"] = m_sentences.sentence(error);
        std::fputs((toLine({{"error", document}}) + "\n").c_str(), stdout);
    }
    if (isUsageError(error.code))
        return kUsage;
    return isEngineError(error.code) ? kNoEngine : kFailed;
}

void CliContext::note(const Note& note) const { this->note(m_sentences.sentence(note)); }

void CliContext::note(const std::string& line) const { std::fputs((line + "\n").c_str(), stderr); }

void CliContext::printTable(const std::vector<std::vector<std::string>>& rows) const
{
    std::vector<int> widths;
    for (const auto& row : rows)
        for (std::size_t i = 0; i < row.size(); ++i) {
            if (i >= widths.size())
                widths.push_back(0);
            widths[i] = std::max(widths[i], terminalWidth(row[i]));
        }
    for (const auto& row : rows) {
        std::string line;
        for (std::size_t i = 0; i < row.size(); ++i) {
            line += row[i];
            if (i + 1 < row.size())
                line.append(static_cast<std::size_t>(widths[i] - terminalWidth(row[i]) + 2), ' ');
        }
        print(line);
    }
}

std::string display(const Value& value)
{
    if (value.isNull())
        return "–";
    if (value.type() == Value::Type::Real) {
        const double number = value.asReal();
        if (!std::isfinite(number))
            return value.toDisplay();
        return std::abs(number) >= 1000 ? fmt::format("{:.1f}", number) : fmt::format("{:.4g}", number);
    }
    if (value.isList()) {
        std::string text;
        for (const auto& item : value.asList())
            text += (text.empty() ? "" : ", ") + display(item);
        return text;
    }
    return value.toDisplay();
}

int terminalWidth(const std::string& utf8)
{
    int width = 0;
    for (const char32_t c : QString::fromStdString(utf8).toUcs4())
        width += isWide(c) ? 2 : 1;
    return width;
}

} // namespace fettle::cli
