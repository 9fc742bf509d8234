// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/prediction_writer.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <nlohmann/json.hpp>

#include "engine/contract/json.h"
#include "engine/platform/file_writer.h"
#include "engine/training/prediction_table.h"
#include "engine/training/prediction_workbook.h"

namespace fettle::training {
namespace {

using platform::AtomicFile;

std::string csvCell(const TableCell& cell)
{
    if (cell.text.find_first_of(",\"\n\r") == std::string::npos)
        return cell.text;
    std::string quoted = "\"";
    for (const char c : cell.text)
        quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    return quoted + '"';
}

class CsvWriter final : public PredictionWriter {
public:
    CsvWriter(AtomicFile file, PredictionTable table) : m_file(std::move(file)), m_table(std::move(table)) {}

    [[nodiscard]] Result<void> writeHeader() { return writeLine("\xef\xbb\xbf", m_table.header()); }
    [[nodiscard]] Result<void> write(std::span<const Prediction> predictions) override
    {
        for (const auto& row : m_table.rows(predictions))
            FETTLE_TRY(writeLine("", row));
        return {};
    }
    [[nodiscard]] Result<void> commit() override { return m_file.commit(AtomicFile::Durability::SurvivesCrash); }

private:
    Result<void> writeLine(std::string line, const std::vector<TableCell>& cells)
    {
        for (std::size_t i = 0; i < cells.size(); ++i)
            line += (i == 0 ? "" : ",") + csvCell(cells[i]);
        return m_file.writer().write(std::string_view(line += '\n'));
    }

    AtomicFile m_file;
    PredictionTable m_table;
};

class JsonLinesWriter final : public PredictionWriter {
public:
    explicit JsonLinesWriter(AtomicFile file) : m_file(std::move(file)) {}

    [[nodiscard]] Result<void> write(std::span<const Prediction> predictions) override
    {
        for (const auto& prediction : predictions)
            FETTLE_TRY(m_file.writer().write(std::string_view(toLine(toJson(prediction)) + "\n")));
        return {};
    }
    [[nodiscard]] Result<void> commit() override { return m_file.commit(AtomicFile::Durability::SurvivesCrash); }

private:
    AtomicFile m_file;
};

class WorkbookWriter final : public PredictionWriter {
public:
    WorkbookWriter(PredictionWorkbook workbook, PredictionTable table)
        : m_workbook(std::move(workbook)), m_table(std::move(table)) {}

    [[nodiscard]] Result<void> writeHeader() { return m_workbook.addHeader(m_table.header()); }
    [[nodiscard]] Result<void> write(std::span<const Prediction> predictions) override
    {
        for (const auto& row : m_table.rows(predictions))
            FETTLE_TRY(m_workbook.addRow(row));
        return m_workbook.checkSpace();
    }
    [[nodiscard]] Result<void> commit() override { return m_workbook.commit(); }

private:
    PredictionWorkbook m_workbook;
    PredictionTable m_table;
};

std::string lowerExtension(const platform::Path& path)
{
    std::string extension = platform::toUtf8(path.extension());
    std::ranges::transform(extension, extension.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return extension;
}

} // namespace

Result<std::unique_ptr<PredictionWriter>> PredictionWriter::create(const platform::Path& path, const ModelManifest& model,
                                                                   const data::Dataset& dataset, std::int64_t rows)
{
    const auto extension = lowerExtension(path);
    if (extension == ".xlsx") {
        if (rows > PredictionWorkbook::kMostRows)
            return makeError("training.workbook_rows", {{"rows", rows}, {"limit", PredictionWorkbook::kMostRows}});
        FETTLE_TRY_ASSIGN(auto workbook, PredictionWorkbook::create(path));
        auto writer = std::make_unique<WorkbookWriter>(std::move(workbook), PredictionTable(model, dataset));
        FETTLE_TRY(writer->writeHeader());
        return std::unique_ptr<PredictionWriter>(std::move(writer));
    }
    FETTLE_TRY_ASSIGN(auto file, AtomicFile::create(path));
    if (extension != ".csv")
        return std::unique_ptr<PredictionWriter>(std::make_unique<JsonLinesWriter>(std::move(file)));
    auto writer = std::make_unique<CsvWriter>(std::move(file), PredictionTable(model, dataset));
    FETTLE_TRY(writer->writeHeader());
    return std::unique_ptr<PredictionWriter>(std::move(writer));
}

} // namespace fettle::training
