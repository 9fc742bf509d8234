// SPDX-License-Identifier: GPL-3.0-or-later
// The error codes of 'contract': FETTLE_ERROR(code, English sentence). Included several times; no include guard.

FETTLE_ERROR("contract.not_json", "A message could not be read: it is not JSON.")
FETTLE_ERROR("contract.missing_field", "A message could not be read: \"{field}\" is missing.")
FETTLE_ERROR("contract.wrong_type", "A message could not be read[[: \"{field}\" should be {expected:phrase}]].")
FETTLE_ERROR("contract.unknown_name", "A message could not be read: \"{field}\" has the unknown value \"{value}\".")
FETTLE_ERROR("contract.message_too_long", "A message was longer than {limitBytes:bytes} and was skipped.")
FETTLE_ERROR("contract.too_deep", "A message could not be read: it is nested more than {limit} levels deep.")
