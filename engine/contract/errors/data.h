// SPDX-License-Identifier: GPL-3.0-or-later
// The error codes of 'data': FETTLE_ERROR(code, English sentence). Included several times; no include guard.

// Pictures
FETTLE_ERROR("data.picture_empty", "The picture file is empty. Leave it out or copy it again.")
FETTLE_ERROR("data.picture_format", "This is not a picture that can be recognised by its content. Leave it out or save it as JPEG or PNG.")
FETTLE_ERROR("data.picture_format_unsupported", "{format} pictures are not read. Save them as JPEG, PNG, BMP, GIF or WebP.")
FETTLE_ERROR("data.picture_truncated", "The {format} picture is cut short: its end is missing. Copy it again from where it came from.")
FETTLE_ERROR("data.picture_damaged", "The {format} picture is damaged and cannot be shown. Copy it again from where it came from.")
FETTLE_ERROR("data.picture_too_large", "The picture says that it has {width} × {height} pixels; at most {limit} pixels are read. Make it smaller or leave it out.")
FETTLE_ERROR("data.picture_not_written", "A picture of {width} × {height} pixels cannot be written as a JPEG.")
