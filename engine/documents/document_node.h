// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/contract/result.h"
#include "engine/contract/value.h"

namespace fettle::documents {

/// Bounds of every document, held before memory is spent on it.
inline constexpr std::size_t kMaxDocumentBytes = std::size_t{16} << 20;
inline constexpr int kMaxDocumentDepth = 64;
inline constexpr std::size_t kMaxDocumentNodes = 2'000'000;

/// A document as a tree in the order of the file, with the place of everything, so that a mistake can be named by
/// line and column. YAML and JSON give the same tree.
struct Node {
    enum class Kind { Scalar, List, Map };

    Kind kind = Kind::Scalar;
    /// Scalar: written without quotes, so that it may mean null, a truth value or a number.
    bool plain = true;
    /// Writing: on one line where it fits.
    bool flow = false;
    int line = 0;   ///< 1-based; 0: made by the program
    int column = 0; ///< 1-based, in characters
    std::string text;
    /// List: its items. Map: key, value, key, value, …
    std::vector<Node> items;

    [[nodiscard]] static Node scalar(std::string text, bool plain);
    [[nodiscard]] static Node list();
    [[nodiscard]] static Node map();
    [[nodiscard]] static Node fromValue(const Value& value);

    [[nodiscard]] bool isScalar() const noexcept { return kind == Kind::Scalar; }
    [[nodiscard]] bool isList() const noexcept { return kind == Kind::List; }
    [[nodiscard]] bool isMap() const noexcept { return kind == Kind::Map; }
    /// A plain scalar that says null, "~" or nothing.
    [[nodiscard]] bool isNull() const noexcept;
    /// Scalars by YAML's core rules ("true", "12", "0.5", ".nan", "NaN"); "yes" and "on" are texts.
    [[nodiscard]] Value toValue() const;

    /// The value of a map's key; null where there is none.
    [[nodiscard]] const Node* find(std::string_view key) const noexcept;
    [[nodiscard]] Node* find(std::string_view key) noexcept;
    /// Adds a key to a map (which must not have it) and returns its value.
    Node& add(std::string_view key, Node value);
    /// Removes a key; false where it was not there. For migrations.
    bool remove(std::string_view key);
    /// Gives a key another name; false where it was not there. For migrations.
    bool rename(std::string_view key, std::string_view newKey);
};

/// What a plain scalar of this text means; text stays text.
[[nodiscard]] Value plainScalar(std::string_view text);
/// The shortest text that reads back as the same number; always recognisable as a real ("1.0", ".nan", "-.inf").
[[nodiscard]] std::string realText(double real);
/// The candidate nearest to `name` by edit distance, or nothing where none is near.
[[nodiscard]] std::optional<std::string> nearestName(std::string_view name, const std::vector<std::string>& candidates);

} // namespace fettle::documents
