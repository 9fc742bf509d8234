// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/components/fitted_text.h"

namespace fettle::components {

/// Texts as a model of the library cuts them. The state holds the tokenizer's own files, so that what was trained needs
/// the library no more. `maxLength` 0: decided by `texts`, within what the model can take.
/// Errors: pretrained.*, tokenizers.*, components.text_too_long where `maxLength` is more than the model can take.
[[nodiscard]] Result<std::unique_ptr<FittedEncoder>> fitPretrainedTokens(const std::string& model, const std::string& field,
                                                                         std::span<const std::string_view> texts,
                                                                         std::int64_t maxLength);

/// Whether a state is one of these, and not of a learnt vocabulary.
[[nodiscard]] bool isPretrainedTokens(const Value& state);
/// Errors: components.encoder_state.
[[nodiscard]] Result<std::unique_ptr<FittedEncoder>> restorePretrainedTokens(const Value& state);

} // namespace fettle::components
