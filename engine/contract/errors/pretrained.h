// SPDX-License-Identifier: GPL-3.0-or-later
// The error codes of 'pretrained': FETTLE_ERROR(code, English sentence). Included several times; no include guard.

