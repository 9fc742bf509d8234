// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/xlsx_sheet.h"

#include <algorithm>
#include <charconv>

#include "engine/data/cell_values.h"
#include "engine/data/xml_reader.h"

namespace fettle::data {
namespace {

constexpr std::int64_t kMeasuredRows = 1000;
constexpr std::uint64_t kMeasuredBytes = 8u << 20;
/// Small, so that what one turn makes of shared texts stays small.
constexpr std::size_t kTurnBytes = 8u << 10;
constexpr std::uint64_t kMaxTextRatio = 2000;
constexpr std::uint64_t kAlwaysAllowedText = 256u << 20;

std::size_t unsignedAttribute(std::string_view text, std::size_t fallback)
{
    std::size_t value = fallback;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} && end == text.data() + text.size() ? value : fallback;
}

} // namespace

std::vector<Note> SheetRemarks::notes() const
{
    std::vector<Note> notes;
    const auto say = [&](const char* code, std::int64_t count) {
        if (count > 0)
            notes.push_back(makeError(code, {{"count", count}}));
    };
    say("data.sheet_errors", errors);
    say("data.sheet_formulas_without_value", formulasWithoutValue);
    say("data.sheet_times", times);
    say("data.sheet_cells_outside", outside);
    say("data.sheet_texts_missing", unknownStrings);
    say("data.sheet_texts_too_long", tooLong);
    return notes;
}

// --- SheetReader ---------------------------------------------------------------------------------------------------

/// <sheetData><row r="1"><c r="A1" t="s" s="3"><f>…</f><v>0</v></c></row></sheetData>
struct SheetReader::State final : XmlHandler {
    enum class CellType { Number, Shared, Text, Boolean, Error, IsoDate };

    XlsxPart part;
    XmlReader reader;
    const Workbook& workbook;
    SharedStrings* strings;
    SheetCells& cells;
    SheetRemarks remarks;
    std::optional<Error> error;
    std::string piece;
    std::size_t taken = 0; ///< of piece
    bool partEnded = false;

    bool inData = false;
    bool inRow = false;
    bool inCell = false;
    bool takesText = false;
    int pronunciation = 0;
    std::uint32_t row = 0;
    std::uint32_t nextColumn = 0;
    std::uint32_t column = 0;
    bool beyond = false; ///< the cell lies outside of what a sheet can hold
    CellType type = CellType::Number;
    std::size_t style = 0;
    bool hasFormula = false;
    bool hasValue = false;
    std::string value;

    State(XlsxPart source, const std::string& name, const Workbook& book, SharedStrings* texts, SheetCells& to)
        : part(std::move(source)), reader(*this, name), workbook(book), strings(texts), cells(to)
    {
    }

    void startElement(std::string_view name, const XmlAttributes& attributes) override
    {
        if (name == "sheetData")
            inData = true;
        else if (inData && name == "row")
            startRow(attributes);
        else if (inRow && name == "c")
            startCell(attributes);
        else if (inCell)
            startPart(name);
    }

    static CellType typeNamed(std::string_view text)
    {
        if (text == "s") return CellType::Shared;
        if (text == "str" || text == "inlineStr") return CellType::Text;
        if (text == "b") return CellType::Boolean;
        if (text == "e") return CellType::Error;
        if (text == "d") return CellType::IsoDate;
        return CellType::Number;
    }

    void startRow(const XmlAttributes& attributes)
    {
        const auto given = unsignedAttribute(attributes.at("r"), 0);
        const auto next = row + 1;
        row = given > row && given <= kMaxSheetRows ? static_cast<std::uint32_t>(given) : next;
        nextColumn = 0;
        inRow = row <= kMaxSheetRows;
        if (inRow)
            cells.beginRow(row);
    }

    void startCell(const XmlAttributes& attributes)
    {
        inCell = true;
        column = nextColumn;
        beyond = false;
        if (const auto reference = attributes.at("r"); !reference.empty()) {
            const auto place = cellPlace(reference);
            beyond = !place;
            column = place ? place->column : column;
        }
        type = typeNamed(attributes.at("t"));
        style = unsignedAttribute(attributes.at("s"), 0);
        hasFormula = hasValue = false;
        value.clear();
    }

    void startPart(std::string_view name)
    {
        hasFormula = hasFormula || name == "f";
        if (name == "rPh")
            ++pronunciation;
        takesText = name == "v" || (name == "t" && pronunciation == 0);
        hasValue = hasValue || takesText;
    }

    void endElement(std::string_view name) override
    {
        if (name == "v" || name == "t")
            takesText = false;
        else if (name == "rPh")
            --pronunciation;
        else if (name == "c" && inCell)
            endCell();
        else if (name == "row" && inRow)
            endRow();
        else if (name == "sheetData")
            inData = false;
    }

    void characters(std::string_view text) override
    {
        if (takesText && value.size() <= 8 * kMaxSheetTextBytes)
            value += text;
    }

    void endRow()
    {
        inRow = false;
        cells.endRow();
    }

    void endCell()
    {
        inCell = takesText = false;
        if (beyond || column >= kMaxSheetColumns || column < nextColumn) {
            remarks.outside += hasValue;
            return;
        }
        nextColumn = column + 1;
        if (!hasValue) {
            remarks.formulasWithoutValue += hasFormula;
            return;
        }
        give();
    }

    void give()
    {
        switch (type) {
        case CellType::Shared: return giveShared();
        case CellType::Text: return giveText(unescapedSheetText(value));
        case CellType::Boolean: return giveText(value == "1" || value == "true" ? "true" : "false");
        case CellType::IsoDate: return giveText(value);
        case CellType::Error: ++remarks.errors; return;
        case CellType::Number: return giveNumber();
        }
    }

    void giveText(std::string_view text)
    {
        if (text.size() > kMaxSheetTextBytes)
            ++remarks.tooLong;
        else if (!text.empty())
            cells.cell(column, text);
    }

    void giveShared()
    {
        if (!strings)
            return cells.cell(column, "…");
        bool known = false;
        const auto text = strings->at(unsignedAttribute(trimmed(value), SIZE_MAX), known);
        if (!text.ok()) {
            error = text.error();
            reader.stop();
            return;
        }
        remarks.unknownStrings += !known;
        giveText(*text);
    }

    void giveNumber()
    {
        const auto format = style < workbook.formats.size() ? workbook.formats[style] : SheetFormat::Number;
        double number = 0.0;
        if (format != SheetFormat::Number && parsePlainNumber(trimmed(value), number)) {
            // A time of day is its share of the day; with a day before it, it is a moment.
            if (format == SheetFormat::Date || number >= 1.0) {
                if (const auto date = serialDateText(number, workbook.from1904))
                    return giveText(*date);
            } else {
                ++remarks.times;
            }
        }
        // Workbooks hold 0.1 + 0.2 in seventeen digits; whole numbers of many digits are rather keys, and stay.
        const auto text = trimmed(value);
        const bool isWhole = text.find_first_not_of("-0123456789") == std::string_view::npos;
        if (!isWhole && parsePlainNumber(text, number))
            return giveText(numberText(number));
        giveText(text);
    }
};

SheetReader::SheetReader(XlsxPart part, const std::string& partName, const Workbook& workbook, SharedStrings* strings,
                         SheetCells& cells)
    : m_state(std::make_unique<State>(std::move(part), partName, workbook, strings, cells))
{
}
SheetReader::SheetReader(SheetReader&&) noexcept = default;
SheetReader& SheetReader::operator=(SheetReader&&) noexcept = default;
SheetReader::~SheetReader() = default;

Result<bool> SheetReader::more()
{
    State& state = *m_state;
    if (state.taken == state.piece.size() && !state.partEnded) {
        state.piece.clear();
        state.taken = 0;
        FETTLE_TRY_ASSIGN(const bool hasMore, state.part.read(state.piece));
        state.partEnded = !hasMore;
    }
    const auto turn = std::string_view(state.piece).substr(state.taken, kTurnBytes);
    state.taken += turn.size();
    const bool isLast = state.partEnded && state.taken == state.piece.size();
    FETTLE_TRY(state.reader.feed(turn, isLast));
    if (state.error)
        return *state.error;
    return !isLast;
}

const SheetRemarks& SheetReader::remarks() const { return m_state->remarks; }
std::uint64_t SheetReader::bytesRead() const { return m_state->part.bytesRead(); }
std::uint64_t SheetReader::sizeBytes() const { return m_state->part.sizeBytes(); }

// --- measureSheet --------------------------------------------------------------------------------------------------

namespace {

/// The columns of rows that look like a table's; of a sheet without such rows, of all.
class ExtentCells final : public SheetCells {
public:
    void beginRow(std::uint32_t) override
    {
        m_filled = 0;
        m_inRow = {};
    }
    void cell(std::uint32_t column, std::string_view) override
    {
        ++m_filled;
        m_inRow.include(column, column + 1);
    }
    void endRow() override
    {
        if (m_filled == 0 || isFull())
            return;
        ++m_rows;
        m_any.include(m_inRow.first, m_inRow.end);
        if (m_filled > 1) {
            ++m_tableRows;
            m_table.include(m_inRow.first, m_inRow.end);
        }
    }
    [[nodiscard]] bool isFull() const { return m_rows >= kMeasuredRows; }
    [[nodiscard]] bool isEmpty() const { return m_rows == 0; }
    [[nodiscard]] SheetExtent extent() const
    {
        const auto& columns = m_tableRows > 0 ? m_table : m_any;
        return {columns.first, columns.end - columns.first, m_tableRows, m_rows};
    }

private:
    struct Columns {
        std::uint32_t first = 0;
        std::uint32_t end = 0;
        void include(std::uint32_t from, std::uint32_t to)
        {
            first = end == 0 ? from : std::min(first, from);
            end = std::max(end, to);
        }
    };
    Columns m_inRow;
    Columns m_any;
    Columns m_table;
    std::int64_t m_filled = 0;
    std::int64_t m_rows = 0;
    std::int64_t m_tableRows = 0;
};

Result<SheetReader> openSheet(const XlsxPackage& package, const Workbook& workbook, std::size_t sheet, SharedStrings* strings,
                              SheetCells& cells)
{
    const auto& name = workbook.sheets[sheet].part;
    FETTLE_TRY_ASSIGN(XlsxPart part, package.part(name));
    return SheetReader(std::move(part), name, workbook, strings, cells);
}

} // namespace

Result<SheetExtent> measureSheet(const XlsxPackage& package, const Workbook& workbook, std::size_t sheet)
{
    ExtentCells cells;
    FETTLE_TRY_ASSIGN(SheetReader reader, openSheet(package, workbook, sheet, nullptr, cells));
    // A sheet that begins with much that is no row is read until one comes: it may be damaged, which is said then.
    for (bool more = true; more && !cells.isFull() && (cells.isEmpty() || reader.bytesRead() < kMeasuredBytes);) {
        FETTLE_TRY_ASSIGN(more, reader.more());
    }
    return cells.extent();
}

// --- SheetText -----------------------------------------------------------------------------------------------------

struct SheetText::State final : SheetCells {
    Workbook workbook;
    SheetExtent extent;
    std::uint32_t firstRow = 1;
    std::uint64_t fileBytes = 0;
    std::string fileName;
    SharedStrings strings;
    std::optional<SheetReader> reader;
    std::string pending;      ///< made and not handed out yet
    std::uint32_t written = 0; ///< records
    std::uint32_t row = 0;
    std::uint32_t cellsInRow = 0;
    std::int64_t outside = 0;
    std::int64_t outsideRow = 0; ///< in a row with cells inside; a title beside the table is no loss
    std::uint64_t madeBytes = 0;
    bool started = false; ///< the row has a cell
    bool ended = false;

    void beginRow(std::uint32_t at) override
    {
        row = at;
        cellsInRow = 0;
        outsideRow = 0;
        started = false;
    }
    void cell(std::uint32_t column, std::string_view text) override
    {
        if (row < firstRow)
            return;
        if (column < extent.firstColumn || column - extent.firstColumn >= extent.columns) {
            ++outsideRow;
            return;
        }
        if (!started) {
            // Empty rows are written once something follows them.
            pending.append(row - 1 - written, kSheetRecordEnd);
            written = row - 1;
            started = true;
        }
        const auto place = column - extent.firstColumn;
        pending.append(place - (cellsInRow == 0 ? 0 : cellsInRow - 1), kSheetDelimiter);
        cellsInRow = place + 1;
        const auto before = pending.size();
        pending += text;
        std::replace_if(pending.begin() + static_cast<std::ptrdiff_t>(before), pending.end(),
                        [](char c) { return c == kSheetDelimiter || c == kSheetRecordEnd; }, ' ');
    }
    void endRow() override
    {
        if (!started)
            return;
        outside += outsideRow;
        if (cellsInRow < extent.columns)
            pending.append(extent.columns - cellsInRow, kSheetDelimiter);
        pending.push_back(kSheetRecordEnd);
        ++written;
    }
};

SheetText::SheetText(std::unique_ptr<State> state) : m_state(std::move(state)) {}
SheetText::SheetText(SheetText&&) noexcept = default;
SheetText& SheetText::operator=(SheetText&&) noexcept = default;
SheetText::~SheetText() = default;

Result<SheetText> SheetText::open(const XlsxPackage& package, const Workbook& workbook, const SheetPick& pick)
{
    auto state = std::make_unique<State>();
    state->workbook = workbook;
    state->extent = pick.extent;
    state->firstRow = std::max(1u, pick.firstRow);
    state->fileBytes = package.sizeBytes();
    state->fileName = package.fileName();
    if (!workbook.stringsPart.empty()) {
        FETTLE_TRY_ASSIGN(XlsxPart part, package.part(workbook.stringsPart));
        state->strings = SharedStrings(std::move(part), workbook.stringsPart);
    }
    FETTLE_TRY_ASSIGN(state->reader, openSheet(package, state->workbook, pick.sheet, &state->strings, *state));
    return SheetText(std::move(state));
}

Result<bool> SheetText::read(std::string& out, std::size_t bytes)
{
    State& state = *m_state;
    while (!state.ended && state.pending.size() < bytes) {
        FETTLE_TRY_ASSIGN(const bool more, state.reader->more());
        state.ended = !more;
    }
    state.madeBytes += state.pending.size();
    if (state.madeBytes > std::max(kAlwaysAllowedText, state.fileBytes * kMaxTextRatio))
        return makeError("data.archive_ratio", {{"file", state.fileName}});
    if (state.pending.empty())
        return false;
    if (out.empty()) {
        out.swap(state.pending);
    } else {
        out += state.pending;
        state.pending.clear();
    }
    return true;
}

SheetRemarks SheetText::remarks() const
{
    SheetRemarks remarks = m_state->reader->remarks();
    remarks.outside += m_state->outside;
    return remarks;
}

std::uint64_t SheetText::bytesRead() const
{
    const auto size = m_state->reader->sizeBytes();
    const double share = size == 0 ? 0.0 : static_cast<double>(m_state->reader->bytesRead()) / static_cast<double>(size);
    return static_cast<std::uint64_t>(std::min(1.0, share) * static_cast<double>(m_state->fileBytes));
}

std::uint64_t SheetText::fileBytes() const { return m_state->fileBytes; }

} // namespace fettle::data
