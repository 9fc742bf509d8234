// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/pretrained/pickle_machine.h"

#include <algorithm>
#include <charconv>
#include <span>
#include <vector>

#include "engine/pretrained/hostile_bytes.h"
#include "engine/pretrained/pickle_opcodes.h"

namespace fettle::pretrained {
namespace {

constexpr PickleRef kNotInPickleMemo = 0xFFFFFFFF;
constexpr std::size_t kMaxPickleLineBytes = 1000;

class PickleMachine {
public:
    PickleMachine(std::string_view bytes, const std::string& file, std::uint64_t position)
        : m_bytes(bytes.substr(0, kMaxPickleBytes)), m_file(file), m_position(position), m_objects(bytes)
    {
    }

    Result<PickleRead> run()
    {
        while (true) {
            if (m_objects.isFull() || m_stack.size() >= kMaxPickleStack || m_marks.size() > kMaxPickleMarks)
                return tooLarge();
            m_opcodeAt = m_at;
            const auto opcode = take(1);
            if (!opcode)
                return endsEarly();
            if (static_cast<PickleOp>(opcode->front()) == PickleOp::Stop)
                break;
            FETTLE_TRY(step(static_cast<PickleOp>(opcode->front())));
        }
        if (m_stack.size() != 1 || !m_marks.empty())
            return wrong("STOP with a stack of " + std::to_string(m_stack.size()));
        m_objects.setRoot(m_stack.front());
        return PickleRead{std::move(m_objects), m_at};
    }

private:
    // ---- Errors; they name the place of the instruction.
    std::uint64_t place() const { return m_position + m_opcodeAt; }
    Error damaged(const char* reason, std::string detail) const
    {
        return makeError("pretrained.pickle_damaged", {{"file", m_file}, {"position", place()}, {"reason", reason}},
                         std::move(detail));
    }
    Error wrong(std::string detail) const
    {
        return damaged(FETTLE_PHRASE("its parts do not fit together"), std::move(detail));
    }
    Error endsEarly() const
    {
        return m_bytes.size() == kMaxPickleBytes ? tooLarge() : damaged(FETTLE_PHRASE("it ends too early"), {});
    }
    Error tooLarge() const
    {
        return makeError("pretrained.pickle_too_large",
                         {{"file", m_file}, {"position", place()}, {"limit", kMaxPickleObjects}});
    }
    Error instruction(const char* name) const
    {
        return makeError("pretrained.pickle_instruction", {{"file", m_file}, {"position", place()}, {"name", name}});
    }
    Error refused(PickleOp opcode) const
    {
        const auto code = static_cast<unsigned char>(opcode);
        const auto known = std::ranges::find(kRefusedPickleOps, code, &RefusedPickleOp::code);
        if (known == kRefusedPickleOps.end())
            return wrong("there is no opcode " + std::to_string(code));
        return instruction(known->name);
    }
    Error forbidden(std::string_view module, std::string_view name) const
    {
        const auto start = [](std::string_view text) { return std::string(text.substr(0, kMaxPickleLineBytes)); };
        const auto full = shownName(start(module) + "." + start(name));
        const bool isNumPy = module == "numpy" || module.starts_with("numpy.");
        if (isNumPy)
            return makeError("pretrained.pickle_numpy", {{"file", m_file}, {"position", place()}, {"name", full}});
        return makeError("pretrained.pickle_forbidden", {{"file", m_file}, {"position", place()}, {"name", full}});
    }

    // ---- Bytes.
    std::optional<std::string_view> take(std::uint64_t count)
    {
        if (m_bytes.size() - m_at < count)
            return std::nullopt;
        const auto taken = m_bytes.substr(m_at, count);
        m_at += count;
        return taken;
    }
    template <class Number>
    std::optional<Number> takeNumber()
    {
        const auto number = numberAt<Number>(m_bytes, m_at);
        if (number)
            m_at += sizeof(Number);
        return number;
    }
    std::optional<std::string_view> takeLine()
    {
        const auto end = m_bytes.substr(m_at, kMaxPickleLineBytes).find('\n');
        if (end == std::string_view::npos)
            return std::nullopt;
        const auto line = m_bytes.substr(m_at, end);
        m_at += end + 1;
        return line;
    }

    // ---- Stack. Nothing reaches below the last mark.
    std::size_t floor() const { return m_marks.empty() ? 0 : m_marks.back(); }
    bool has(std::size_t count) const { return m_stack.size() - floor() >= count; }
    void push(PickleRef ref) { m_stack.push_back(ref); }
    PickleRef pop()
    {
        const auto ref = m_stack.back();
        m_stack.pop_back();
        return ref;
    }
    /// The items above the last mark; they stay on the stack until drop().
    std::span<const PickleRef> aboveMark() const { return std::span(m_stack).subspan(floor()); }
    void dropToMark()
    {
        m_stack.resize(floor());
        m_marks.pop_back();
    }

    Result<void> step(PickleOp opcode)
    {
        switch (kPickleOpGroups[static_cast<unsigned char>(opcode)]) {
        case PickleOpGroup::Frame: return frame(opcode);
        case PickleOpGroup::Constant: push(constant(opcode)); return {};
        case PickleOpGroup::Number: return number(opcode);
        case PickleOpGroup::Text: return text(opcode);
        case PickleOpGroup::Tuple: return tuple(opcode);
        case PickleOpGroup::Fill: return fill(opcode);
        case PickleOpGroup::Memo: return memo(opcode);
        case PickleOpGroup::Global: return opcode == PickleOp::Global ? globalLines() : stackGlobal();
        case PickleOpGroup::Call:
            return opcode == PickleOp::Reduce ? reduce() : opcode == PickleOp::Build ? build() : persistent();
        case PickleOpGroup::Refused: break;
        }
        return refused(opcode);
    }

    Result<void> frame(PickleOp opcode)
    {
        if (opcode == PickleOp::Mark) {
            m_marks.push_back(m_stack.size());
            return {};
        }
        if (opcode == PickleOp::Proto) {
            const auto version = takeNumber<std::uint8_t>();
            if (!version)
                return endsEarly();
            return m_opcodeAt == 0 && *version <= 5 ? Result<void>() : wrong("protocol " + std::to_string(*version));
        }
        // A frame announces how much may be read at once; everything is here already.
        const auto length = takeNumber<std::uint64_t>();
        return length && *length <= m_bytes.size() - m_at ? Result<void>() : endsEarly();
    }

    PickleRef constant(PickleOp opcode)
    {
        switch (opcode) {
        case PickleOp::None: return PickleObjects::kNone;
        case PickleOp::NewTrue: return PickleObjects::kTrue;
        case PickleOp::NewFalse: return PickleObjects::kFalse;
        case PickleOp::EmptyTuple: return PickleObjects::kEmptyTuple;
        case PickleOp::EmptyList: return m_objects.addContainer(PickleKind::List);
        case PickleOp::EmptySet: return m_objects.addContainer(PickleKind::Set);
        default: return m_objects.addContainer(PickleKind::Dict);
        }
    }

    Result<void> number(PickleOp opcode)
    {
        if (opcode == PickleOp::Int || opcode == PickleOp::Long)
            return digits(opcode);
        if (opcode == PickleOp::Long1 || opcode == PickleOp::Long4)
            return longNumber(opcode);
        if (opcode == PickleOp::BinFloat) {
            if (!take(8))
                return endsEarly();
            push(m_objects.addReal());
            return {};
        }
        std::optional<std::int64_t> value;
        if (opcode == PickleOp::BinInt)
            value = takeNumber<std::int32_t>();
        else if (opcode == PickleOp::BinInt1)
            value = takeNumber<std::uint8_t>();
        else
            value = takeNumber<std::uint16_t>();
        if (!value)
            return endsEarly();
        push(m_objects.addInteger(*value));
        return {};
    }

    /// LONG1 and LONG4: two's complement of any length.
    Result<void> longNumber(PickleOp opcode)
    {
        std::optional<std::int64_t> length;
        if (opcode == PickleOp::Long1)
            length = takeNumber<std::uint8_t>();
        else
            length = takeNumber<std::int32_t>();
        const auto bytes = length && *length >= 0 ? take(static_cast<std::uint64_t>(*length)) : std::nullopt;
        if (!bytes)
            return endsEarly();
        if (bytes->size() > 8) {
            push(m_objects.addSpan(PickleKind::HugeInteger, m_at - bytes->size(), bytes->size()));
            return {};
        }
        const bool isNegative = !bytes->empty() && (static_cast<unsigned char>(bytes->back()) & 0x80) != 0;
        std::uint64_t value = isNegative ? ~std::uint64_t{0} : 0;
        std::memcpy(&value, bytes->data(), bytes->size());
        push(m_objects.addInteger(static_cast<std::int64_t>(value)));
        return {};
    }

    /// INT and LONG: a line of digits; "00" and "01" are false and true.
    Result<void> digits(PickleOp opcode)
    {
        auto line = takeLine();
        if (!line)
            return endsEarly();
        if (opcode == PickleOp::Int && (*line == "00" || *line == "01")) {
            push(*line == "00" ? PickleObjects::kFalse : PickleObjects::kTrue);
            return {};
        }
        const auto begin = static_cast<std::size_t>(line->data() - m_bytes.data());
        if (opcode == PickleOp::Long && line->ends_with('L'))
            line->remove_suffix(1);
        std::int64_t value = 0;
        const auto [end, problem] = std::from_chars(line->data(), line->data() + line->size(), value);
        if (line->empty() || end != line->data() + line->size() || problem == std::errc::invalid_argument)
            return wrong("a number without digits");
        push(problem == std::errc() ? m_objects.addInteger(value)
                                    : m_objects.addSpan(PickleKind::HugeInteger, begin, line->size()));
        return {};
    }

    Result<void> text(PickleOp opcode)
    {
        std::optional<std::uint64_t> length;
        switch (opcode) {
        case PickleOp::ShortBinString:
        case PickleOp::ShortBinUnicode:
        case PickleOp::ShortBinBytes: length = takeNumber<std::uint8_t>(); break;
        case PickleOp::BinUnicode:
        case PickleOp::BinBytes:
        case PickleOp::BinString: length = takeNumber<std::uint32_t>(); break;
        default: length = takeNumber<std::uint64_t>(); break;
        }
        if (!length || !take(*length))
            return endsEarly();
        const bool isBytes = opcode == PickleOp::BinBytes || opcode == PickleOp::ShortBinBytes
            || opcode == PickleOp::BinBytes8 || opcode == PickleOp::ByteArray8;
        push(m_objects.addSpan(isBytes ? PickleKind::Bytes : PickleKind::Text, m_at - *length, *length));
        return {};
    }

    Result<void> tuple(PickleOp opcode)
    {
        if (opcode == PickleOp::Tuple) {
            if (m_marks.empty())
                return wrong("no mark");
            const auto items = aboveMark();
            const auto made = m_objects.addTuple(items.data(), items.size());
            dropToMark();
            push(made);
            return {};
        }
        const std::size_t count = opcode == PickleOp::Tuple1 ? 1 : opcode == PickleOp::Tuple2 ? 2 : 3;
        if (!has(count))
            return wrong("an empty stack");
        const auto made = m_objects.addTuple(m_stack.data() + m_stack.size() - count, count);
        m_stack.resize(m_stack.size() - count);
        push(made);
        return {};
    }

    /// Adds to the list, dict or set below.
    Result<void> fill(PickleOp opcode)
    {
        const bool isList = opcode == PickleOp::Append || opcode == PickleOp::Appends;
        const bool isSet = opcode == PickleOp::AddItems;
        const auto kind = isList ? PickleKind::List : isSet ? PickleKind::Set : PickleKind::Dict;
        const bool hasMark = opcode == PickleOp::Appends || opcode == PickleOp::SetItems || isSet;
        std::size_t count = opcode == PickleOp::SetItem ? 2 : 1;
        if (hasMark) {
            if (m_marks.empty())
                return wrong("no mark");
            count = aboveMark().size();
            m_marks.pop_back();
        }
        if (!has(count + 1))
            return wrong("an empty stack");
        const auto container = m_stack[m_stack.size() - count - 1];
        if (m_objects.kind(container) != kind || (kind == PickleKind::Dict && count % 2 != 0))
            return wrong("items for something that takes none");
        m_objects.append(container, m_stack.data() + m_stack.size() - count, count);
        m_stack.resize(m_stack.size() - count);
        return {};
    }

    Result<void> memo(PickleOp opcode)
    {
        std::optional<std::uint64_t> index = m_memoCount;
        if (opcode == PickleOp::BinPut || opcode == PickleOp::BinGet)
            index = takeNumber<std::uint8_t>();
        else if (opcode != PickleOp::Memoize)
            index = takeNumber<std::uint32_t>();
        if (!index)
            return endsEarly();
        if (opcode == PickleOp::BinGet || opcode == PickleOp::LongBinGet) {
            if (*index >= m_memo.size() || m_memo[*index] == kNotInPickleMemo)
                return wrong("memo " + std::to_string(*index) + " is empty");
            push(m_memo[*index]);
            return {};
        }
        if (!has(1))
            return wrong("an empty stack");
        if (*index >= kMaxPickleMemo)
            return tooLarge();
        if (*index >= m_memo.size())
            m_memo.resize(*index + 1, kNotInPickleMemo);
        m_memoCount += m_memo[*index] == kNotInPickleMemo ? 1 : 0;
        m_memo[*index] = m_stack.back();
        return {};
    }

    Result<void> global(std::string_view module, std::string_view name)
    {
        const auto* known = findGlobal(module, name);
        if (known == nullptr)
            return forbidden(module, name);
        push(m_objects.addGlobal(*known));
        return {};
    }
    Result<void> globalLines()
    {
        const auto module = takeLine();
        const auto name = module ? takeLine() : std::nullopt;
        return name ? global(*module, *name) : endsEarly();
    }
    Result<void> stackGlobal()
    {
        if (!has(2))
            return wrong("an empty stack");
        const auto name = pop();
        const auto module = pop();
        if (m_objects.kind(name) != PickleKind::Text || m_objects.kind(module) != PickleKind::Text)
            return wrong("a name that is no text");
        return global(m_objects.text(module), m_objects.text(name));
    }

    /// A call becomes a mark with its arguments. Two calls only hold data, and become it.
    Result<void> reduce()
    {
        if (!has(2))
            return wrong("an empty stack");
        const auto arguments = pop();
        const auto callee = pop();
        if (m_objects.kind(callee) != PickleKind::Global || m_objects.kind(arguments) != PickleKind::Tuple)
            return wrong("a call of something that is no function");
        switch (m_objects.global(callee)->role) {
        case GlobalRole::OrderedDict: return orderedDict(arguments);
        case GlobalRole::Size: return size(arguments);
        case GlobalRole::Storage:
        case GlobalRole::NumberFormat: return wrong("a call of something that is no function");
        default: push(m_objects.addCall(callee, arguments)); return {};
        }
    }

    /// OrderedDict(), to be filled, or OrderedDict([[key, value], …]) as Python 2 wrote it.
    Result<void> orderedDict(PickleRef arguments)
    {
        const auto dict = m_objects.addOrderedDict();
        push(dict);
        if (m_objects.itemCount(arguments) == 0)
            return {};
        const auto pairs = onlyItem(arguments);
        if (!isSequence(pairs))
            return wrong("OrderedDict of something else than pairs");
        for (const auto pair : m_objects.items(pairs)) {
            if (!isSequence(pair) || m_objects.itemCount(pair) != 2)
                return wrong("OrderedDict of something else than pairs");
            if (m_objects.isFull())
                return tooLarge();
            m_objects.append(dict, m_objects.items(pair).data(), 2);
        }
        return {};
    }
    Result<void> size(PickleRef arguments)
    {
        const auto inner = onlyItem(arguments);
        if (!isSequence(inner))
            return wrong("torch.Size of something else than numbers");
        push(inner);
        return {};
    }
    PickleRef onlyItem(PickleRef tuple) const
    {
        return m_objects.itemCount(tuple) == 1 ? m_objects.items(tuple).front() : PickleObjects::kNone;
    }
    bool isSequence(PickleRef ref) const
    {
        return m_objects.kind(ref) == PickleKind::Tuple || m_objects.kind(ref) == PickleKind::List;
    }

    /// Attributes of an OrderedDict (a state dict's _metadata) are passed over; nothing else may be given any.
    Result<void> build()
    {
        if (!has(2))
            return wrong("an empty stack");
        const auto state = pop();
        if (!m_objects.isOrderedDict(m_stack.back()) || m_objects.kind(state) != PickleKind::Dict)
            return instruction("BUILD");
        return {};
    }

    Result<void> persistent()
    {
        if (!has(1))
            return wrong("an empty stack");
        const auto id = pop();
        if (m_objects.kind(id) != PickleKind::Tuple)
            return wrong("a storage without a description");
        push(m_objects.addPersistent(id));
        return {};
    }

    std::string_view m_bytes;
    const std::string& m_file;
    std::uint64_t m_position;
    PickleObjects m_objects;
    std::size_t m_at = 0;
    std::size_t m_opcodeAt = 0;
    std::vector<PickleRef> m_stack;
    std::vector<std::size_t> m_marks;
    std::vector<PickleRef> m_memo;
    std::uint64_t m_memoCount = 0;
};

} // namespace

Result<PickleRead> readPickle(std::string_view bytes, const std::string& file, std::uint64_t position)
{
    return PickleMachine(bytes, file, position).run();
}

} // namespace fettle::pretrained
