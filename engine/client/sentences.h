// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/contract/dataset.h"
#include "engine/contract/result.h"
#include "engine/contract/value.h"

class QTranslator;

namespace fettle::client {

/// Makes sentences from codes and arguments, and translates the catalog's texts: the one place where what crosses
/// processes becomes language. English comes from the declared error codes; other languages from the translations
/// compiled into the program (translations/fettle_<language>.ts: context = code, source = English sentence; catalog
/// texts have the context "catalog"). What is not translated stays English.
///
/// Arguments stand in sentences as {name}, or with a form:
/// * units: {name:bytes} (0.9 GB), {name:duration} (1 min 04 s), {name:percent} (a share of 1), {name:plain} (digits);
/// * {name:phrase}: an English phrase that the code makes, marked there with FETTLE_PHRASE (contract/result.h);
/// * any other form names a list of words in contract/words.h: {state:state} reads "completed" or 已完成.
/// Of a list every item is written in the form. A text that is not declared stands as it came.
/// A part in [[ ]] is left out where an argument in it is missing or empty (contract/sentence.h).
class Sentences {
public:
    /// "en", "zh_CN", also "zh", "zh-Hans", "en_US.UTF-8"; what is not known is English.
    explicit Sentences(std::string_view language);
    Sentences(Sentences&&) noexcept;
    Sentences& operator=(Sentences&&) noexcept;
    ~Sentences();

    /// From LC_ALL, LC_MESSAGES, LANG, in the system's order.
    [[nodiscard]] static Sentences fromEnvironment();
    /// "en" and every language compiled in.
    [[nodiscard]] static std::vector<std::string> languages();

    /// "en", "zh_CN".
    [[nodiscard]] const std::string& language() const { return m_language; }
    /// The sentence of an error, a note, a reason or an event. An undeclared code gives a general sentence that names it.
    [[nodiscard]] std::string sentence(const Error& error) const;
    /// An id of contract/words.h by itself, for tables and labels: word("state", "completed").
    [[nodiscard]] std::string word(std::string_view list, std::string_view id) const;
    /// A title, help text or choice of the component catalog.
    [[nodiscard]] std::string catalog(std::string_view source) const;
    /// Any other marked text of a client, with {name} arguments.
    [[nodiscard]] std::string text(const char* context, std::string_view source, const ValueMap& arguments = {}) const;

    [[nodiscard]] std::string bytes(double count) const;
    [[nodiscard]] std::string duration(double seconds) const;
    [[nodiscard]] std::string percent(double share) const;
    /// Whole numbers in groups of three, reals to four significant digits.
    [[nodiscard]] std::string number(const Value& value) const;

private:
    [[nodiscard]] std::string translate(const char* context, std::string_view source) const;
    [[nodiscard]] std::string fill(std::string_view sentence, const ValueMap& arguments) const;
    [[nodiscard]] std::string argument(std::string_view name, std::string_view form, const Value& value) const;

    std::string m_language = "en";
    std::unique_ptr<QTranslator> m_translator;
};

} // namespace fettle::client
