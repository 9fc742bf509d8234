// SPDX-License-Identifier: GPL-3.0-or-later
// The error codes of 'worker': FETTLE_ERROR(code, English sentence). Included several times; no include guard.

FETTLE_ERROR("worker.cancelled", "The request was canceled.")
FETTLE_ERROR("worker.superseded", "A newer request took its place.")
FETTLE_ERROR("worker.unknown_method", "There is no request \"{method}\".")
FETTLE_ERROR("worker.unknown_job_kind", "This version can't do jobs of the kind \"{kind:job}\".")
FETTLE_ERROR("worker.unexpected", "Something went wrong that should not. The details say what.")
FETTLE_ERROR("worker.out_of_memory", "Memory ran short. Close other programs or choose a smaller model or batch size.")
FETTLE_ERROR("worker.self_test_failed", "{failed} of {total} component checks failed.")
FETTLE_ERROR("worker.picture_missing", "Row {row} has no picture in \"{field}\".")
FETTLE_ERROR("worker.field_missing", "The data has no column \"{field}\". It has: {fields}.")
FETTLE_ERROR("worker.no_such_sample", "There is no sample \"{sample}\". There are: {samples}.")
FETTLE_ERROR("worker.plugin_put_aside", "The plug-in \"{file}\" was put aside: {reason:phrase}. It is tried again when the file changes.")
