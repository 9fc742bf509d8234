// SPDX-License-Identifier: GPL-3.0-or-later
// The error codes of 'tokenizers': FETTLE_ERROR(code, English sentence). Included several times; no include guard.

// Loading
FETTLE_ERROR("tokenizers.none_found", "There is no tokenizer in the folder \"{folder}\". It needs a tokenizer.json, a vocab.txt, a vocab.json with merges.txt, or a SentencePiece model.")
FETTLE_ERROR("tokenizers.format_unknown", "\"{file}\" is no tokenizer that can be recognized by its content. Choose a tokenizer.json, a vocab.txt, a vocab.json with merges.txt, or a SentencePiece model.")
FETTLE_ERROR("tokenizers.tiktoken", "\"{file}\" is a list of tiktoken ranks. It holds no rule for cutting texts into words, so it cannot be used alone. Use the tokenizer.json of the same model.")
FETTLE_ERROR("tokenizers.clip", "\"{file}\" is CLIP's packed list of merges. It is not read; use the tokenizer.json of the same model.")
FETTLE_ERROR("tokenizers.partner_missing", "\"{file}\" is half of a tokenizer: its other half \"{partner}\" is missing. Put both into one folder.")
FETTLE_ERROR("tokenizers.numbers_unknown", "The model brings its tokenizer as \"{file}\" alone, which does not say how the model numbers its tokens.[[ It is one for {kind}.]] For XLM-RoBERTa and CamemBERT this is known. Use a model that brings a tokenizer.json.")
FETTLE_ERROR("tokenizers.not_json", "\"{file}\" is damaged: it is not valid JSON. Download it again.")
FETTLE_ERROR("tokenizers.not_utf8_file", "\"{file}\" is not UTF-8 text. Download it again.")
FETTLE_ERROR("tokenizers.field", "The tokenizer cannot be read: \"{place}\" should be {expected:phrase}. Download it again.")
FETTLE_ERROR("tokenizers.unknown_part", "The tokenizer has a part of the kind \"{type}\", which this version does not know (at \"{place}\").")
FETTLE_ERROR("tokenizers.dropout", "The tokenizer drops merges at random (dropout {dropout}), so a text would have other tokens every time. Set \"dropout\" to null to use it.")
FETTLE_ERROR("tokenizers.pattern", "The tokenizer's pattern \"{pattern}\" cannot be read.")
FETTLE_ERROR("tokenizers.too_many", "The tokenizer has more than {limit} entries at \"{place}\".")
FETTLE_ERROR("tokenizers.token_too_long", "The tokenizer has a token of {size_bytes:bytes}; at most {limit_bytes:bytes} are read.")
FETTLE_ERROR("tokenizers.token_missing", "The tokenizer needs the token \"{token}\", which is not in its vocabulary. Its files do not belong together.")
FETTLE_ERROR("tokenizers.ids", "The token \"{token}\" has the number {id}, which cannot be: there are {count} tokens.")
FETTLE_ERROR("tokenizers.merge", "Merge {index} of the tokenizer is not two tokens that make a third one. Its files do not belong together.")
FETTLE_ERROR("tokenizers.sentencepiece", "The SentencePiece model is damaged: {reason:phrase}. Download it again.")
FETTLE_ERROR("tokenizers.charsmap", "The tokenizer's table of character replacements is damaged. Download it again.")

// Using
FETTLE_ERROR("tokenizers.not_utf8", "The text is not valid UTF-8, so it cannot be cut into tokens.")
FETTLE_ERROR("tokenizers.text_too_long", "The text has {size_bytes:bytes}; at most {limit_bytes:bytes} can be cut into tokens at once.")
FETTLE_ERROR("tokenizers.no_unknown_token", "The text holds characters that the tokenizer does not know, and it has no token for what is unknown.")
FETTLE_ERROR("tokenizers.pattern_slow", "The tokenizer's pattern \"{pattern}\" takes too long on this text.")
FETTLE_ERROR("tokenizers.second_text_missing", "The tokenizer is told to shorten the second text of a pair, but there is only one.")
FETTLE_ERROR("tokenizers.cannot_shorten", "The texts have {tokens} tokens. Shortening the chosen one alone does not bring them down to {limit}.")
FETTLE_ERROR("tokenizers.length_too_small", "At most {limit} tokens are wanted, but the tokenizer adds {added} of its own to every text. Choose a greater length.")
FETTLE_ERROR("tokenizers.unknown_id", "There is no token number {id} in the tokenizer: it has {count}.")
