// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/prediction_workbook.h"

#include <string>

#include <xlsxwriter.h>

#include "engine/platform/files.h"
#include "engine/platform/machine.h"

namespace fettle::training {
namespace {

/// Cells end here; a longer text is cut between two characters.
constexpr std::size_t kMostCharacters = 32'767;
constexpr std::uint64_t kSpaceLeft = std::uint64_t{32} << 20;

std::string cutToCell(const std::string& text)
{
    if (text.size() <= kMostCharacters)
        return text;
    std::size_t characters = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        // Spreadsheets count UTF-16: what UTF-8 writes in four bytes counts twice.
        if ((byte & 0xC0U) != 0x80U)
            characters += byte >= 0xF0U ? 2 : 1;
        if (characters > kMostCharacters)
            return text.substr(0, i);
    }
    return text;
}

/// Control characters have no place in XML; the line break and the tab do.
std::string withoutControls(std::string text)
{
    std::erase_if(text, [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte < 0x20U && c != '\n' && c != '\t' && c != '\r';
    });
    return text;
}

} // namespace

struct PredictionWorkbook::State {
    platform::Path path;
    platform::TemporaryFolder folder;
    std::string file; ///< bytes of the path below `folder`
    std::string temporary;
    lxw_workbook* workbook = nullptr;
    lxw_worksheet* sheet = nullptr;
    lxw_format* bold = nullptr;
    lxw_row_t row = 0;
    std::uint64_t bytes = 0; ///< about as many as the rows so far take before they are packed

    State(platform::Path finalPath, platform::TemporaryFolder inside) : path(std::move(finalPath)), folder(std::move(inside)) {}
    State(const State&) = delete;
    State& operator=(const State&) = delete;
    ~State()
    {
        // Closing is the library's only way to let go; what it writes goes with the folder.
        if (workbook)
            static_cast<void>(workbook_close(workbook));
    }

    [[nodiscard]] Error notWritten(const std::string& detail) const
    {
        return makeError("training.workbook_not_written", {{"path", platform::toUtf8(path)}}, detail);
    }
    [[nodiscard]] Result<void> writeCell(lxw_col_t column, const TableCell& cell, lxw_format* format)
    {
        if (!cell.number && cell.text.empty())
            return {};
        const auto code = cell.number
                              ? worksheet_write_number(sheet, row, column, *cell.number, format)
                              : worksheet_write_string(sheet, row, column, withoutControls(cutToCell(cell.text)).c_str(), format);
        if (code != LXW_NO_ERROR)
            return notWritten(lxw_strerror(code));
        bytes += cell.text.size() + 40; // what stands around it in the sheet's XML
        return {};
    }
    [[nodiscard]] Result<void> writeRow(const std::vector<TableCell>& cells, lxw_format* format)
    {
        for (std::size_t i = 0; i < cells.size(); ++i)
            FETTLE_TRY(writeCell(static_cast<lxw_col_t>(i), cells[i], format));
        ++row;
        return {};
    }
};

PredictionWorkbook::PredictionWorkbook(std::unique_ptr<State> state) : m_state(std::move(state)) {}
PredictionWorkbook::PredictionWorkbook(PredictionWorkbook&&) noexcept = default;
PredictionWorkbook& PredictionWorkbook::operator=(PredictionWorkbook&&) noexcept = default;
PredictionWorkbook::~PredictionWorkbook() = default;

Result<PredictionWorkbook> PredictionWorkbook::create(const platform::Path& path)
{
    // Beside its place, so that moving it there is one step; the library's own temporary files lie there too.
    FETTLE_TRY_ASSIGN(auto folder, platform::TemporaryFolder::create(path.has_parent_path() ? path.parent_path() : ".", ".fettle-"));
    auto state = std::make_unique<State>(path, std::move(folder));
    state->file = (state->folder.path() / "workbook.xlsx").native();
    state->temporary = state->folder.path().native();
    lxw_workbook_options options{};
    options.constant_memory = LXW_TRUE;
    options.tmpdir = state->temporary.data();
    state->workbook = workbook_new_opt(state->file.c_str(), &options);
    if (!state->workbook)
        return state->notWritten("workbook_new_opt");
    state->sheet = workbook_add_worksheet(state->workbook, "Predictions");
    state->bold = workbook_add_format(state->workbook);
    if (!state->sheet || !state->bold)
        return state->notWritten("workbook_add_worksheet");
    format_set_bold(state->bold);
    return PredictionWorkbook(std::move(state));
}

Result<void> PredictionWorkbook::addHeader(const std::vector<TableCell>& cells)
{
    worksheet_freeze_panes(m_state->sheet, 1, 0);
    return m_state->writeRow(cells, m_state->bold);
}

Result<void> PredictionWorkbook::addRow(const std::vector<TableCell>& cells) { return m_state->writeRow(cells, nullptr); }

Result<void> PredictionWorkbook::checkSpace() const
{
    // The rows so far lie in a file of the library's; packed they come once more, at a third at most.
    const auto space = platform::diskSpace(m_state->folder.path());
    if (space && static_cast<std::uint64_t>(space->freeBytes) < kSpaceLeft + m_state->bytes / 3)
        return makeError("platform.disk_full", {{"path", platform::toUtf8(m_state->path)}});
    return {};
}

Result<void> PredictionWorkbook::commit()
{
    FETTLE_TRY(checkSpace());
    const auto code = workbook_close(std::exchange(m_state->workbook, nullptr));
    if (code != LXW_NO_ERROR)
        return m_state->notWritten(lxw_strerror(code));
    const platform::Path written(m_state->file);
    FETTLE_TRY(platform::syncPath(written));
    return platform::renameDurably(written, m_state->path);
}

} // namespace fettle::training
