// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cassert>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "engine/contract/value.h"

namespace fettle {

/// A failure as data: it crosses processes and is stored as a code with named arguments, and becomes a sentence where
/// the reader is (engine/client). Codes are declared in engine/contract/errors/<room>.h and stay stable.
struct Error {
    /// "room.code_name", for example "data.csv_empty".
    std::string code;
    /// What the sentence names: {file}, {line}, {expected} …
    ValueMap arguments;
    /// English, technical, for logs and the details fold: an exception's text, errno's words.
    std::string detail;

    friend bool operator==(const Error&, const Error&) = default;
};

[[nodiscard]] nlohmann::json toJson(const Error& error);
[[nodiscard]] Error errorFromJson(const nlohmann::json& json);

/// Makes an error; `code` must be declared in engine/contract/errors/ (a test holds every use against the lists).
[[nodiscard]] Error makeError(std::string_view code, std::initializer_list<ValueMap::value_type> arguments = {},
                              std::string detail = {});
/// "code {a: 1}: detail", for logs and test output.
[[nodiscard]] std::string toLogLine(const Error& error);

/// Marks an English phrase that becomes an argument, where the code makes it: makeError("…", {{"expected",
/// FETTLE_PHRASE("a whole number")}}). The sentence asks for its translation with {expected:phrase}. A phrase holds no
/// figures and no names; those are arguments of their own, or belong in the detail.
#define FETTLE_PHRASE(english) english

/// A value or an Error: the return type of everything that can fail for reasons outside the program.
/// (std::expected needs C++23; the member names are its own where it has them.)
template <class T>
class [[nodiscard]] Result {
public:
    Result(T value) : m_data(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : m_data(std::in_place_index<1>, std::move(error)) {}

    [[nodiscard]] bool ok() const noexcept { return m_data.index() == 0; }
    explicit operator bool() const noexcept { return ok(); }

    [[nodiscard]] T& value() & { assert(ok()); return std::get<0>(m_data); }
    [[nodiscard]] const T& value() const& { assert(ok()); return std::get<0>(m_data); }
    // By value, so that `for (auto& x : f().value())` does not dangle.
    [[nodiscard]] T value() && { assert(ok()); return std::get<0>(std::move(m_data)); }
    T& operator*() & { return value(); }
    const T& operator*() const& { return value(); }
    T operator*() && { return std::move(*this).value(); }
    T* operator->() { return &value(); }
    const T* operator->() const { return &value(); }

    [[nodiscard]] const Error& error() const& { assert(!ok()); return std::get<1>(m_data); }
    [[nodiscard]] Error&& error() && { assert(!ok()); return std::get<1>(std::move(m_data)); }

private:
    std::variant<T, Error> m_data;
};

template <>
class [[nodiscard]] Result<void> {
public:
    Result() = default;
    Result(Error error) : m_error(std::move(error)) {}

    [[nodiscard]] bool ok() const noexcept { return !m_error; }
    explicit operator bool() const noexcept { return ok(); }
    [[nodiscard]] const Error& error() const& { assert(m_error); return *m_error; }
    [[nodiscard]] Error&& error() && { assert(m_error); return std::move(*m_error); }

private:
    std::optional<Error> m_error;
};

} // namespace fettle

/// Returns the error of `expression` (a Result) from the calling function.
#define FETTLE_TRY(expression)                                                                                        \
    do {                                                                                                              \
        if (auto fettleTryResult = (expression); !fettleTryResult.ok())                                               \
            return std::move(fettleTryResult).error();                                                                \
    } while (false)

#define FETTLE_CONCAT_(a, b) a##b
#define FETTLE_CONCAT(a, b) FETTLE_CONCAT_(a, b)
/// `FETTLE_TRY_ASSIGN(auto x, f());` : declares x from the Result's value or returns its error.
#define FETTLE_TRY_ASSIGN(declaration, expression)                                                                    \
    auto FETTLE_CONCAT(fettleTry, __LINE__) = (expression);                                                           \
    if (!FETTLE_CONCAT(fettleTry, __LINE__).ok())                                                                     \
        return std::move(FETTLE_CONCAT(fettleTry, __LINE__)).error();                                                 \
    declaration = std::move(FETTLE_CONCAT(fettleTry, __LINE__)).value()
