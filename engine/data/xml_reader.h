// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string_view>

#include "engine/contract/result.h"

namespace fettle::data {

/// The attributes of one element, by their names without a namespace's prefix.
class XmlAttributes {
public:
    explicit XmlAttributes(const char** pairs) : m_pairs(pairs) {}
    /// Empty where there is none of that name.
    [[nodiscard]] std::string_view at(std::string_view name) const;

private:
    const char** m_pairs; ///< name, value, …, null
};

/// What an XmlReader tells, names without a namespace's prefix.
class XmlHandler {
public:
    virtual ~XmlHandler() = default;
    virtual void startElement(std::string_view name, const XmlAttributes& attributes) = 0;
    virtual void endElement(std::string_view name) = 0;
    /// A part of an element's text; several may follow each other.
    virtual void characters(std::string_view) {}
};

/// Reads XML of unknown origin piece by piece. Document types are refused, so there are no entities but the five of XML
/// itself, nothing is loaded from elsewhere and nothing grows; nesting and the size of a single tag are bounded.
class XmlReader {
public:
    static constexpr int kMaxDepth = 64;
    static constexpr std::size_t kMaxTagBytes = 8u << 20;

    /// `part`: what it is called in errors.
    XmlReader(XmlHandler& handler, std::string part);
    ~XmlReader();
    XmlReader(const XmlReader&) = delete;
    XmlReader& operator=(const XmlReader&) = delete;

    /// Errors: data.xml_damaged; every later call gives the same.
    [[nodiscard]] Result<void> feed(std::string_view bytes, bool isLast);
    /// From within the handler: nothing more is wanted. feed() succeeds and does nothing from now on.
    void stop();
    [[nodiscard]] bool isStopped() const;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace fettle::data
