// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "engine/contract/value.h"

namespace fettle {

/// Writes one argument of a sentence: {name:form}; the form may be empty.
using ArgumentWriter = std::function<std::string(std::string_view name, std::string_view form, const Value& value)>;

/// The sentence with its marks filled in. A part in double brackets is left out where an argument inside is missing or
/// empty (null, "", an empty list): `There is no "{id}".[[ The nearest name is "{nearest}".]]`. Parts do not nest.
/// Outside of them a missing argument reads "?".
[[nodiscard]] std::string fillSentence(std::string_view sentence, const ValueMap& arguments, const ArgumentWriter& write);

/// English for somebody who starts a program by hand: words and phrases as declared, figures as they came. Clients have
/// client::Sentences.
[[nodiscard]] std::string plainEnglish(std::string_view name, std::string_view form, const Value& value);

} // namespace fettle
