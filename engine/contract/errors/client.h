// SPDX-License-Identifier: GPL-3.0-or-later
// The error codes of 'client': FETTLE_ERROR(code, English sentence). Included several times; no include guard.
FETTLE_ERROR("client.engine_not_found", "Fettle's background program was not found at \"{path}\". Reinstall Fettle, or name the program in FETTLE_ENGINE.")
FETTLE_ERROR("client.engine_not_started", "Fettle's background program did not start. Its log is \"{log}\".")
FETTLE_ERROR("client.engine_not_running", "Nothing is running in the workspace \"{workspace}\".")
FETTLE_ERROR("client.timed_out", "Fettle's background program did not answer within {seconds} seconds. It may be busy; try again.")
FETTLE_ERROR("client.connection_lost", "The connection to Fettle's background program was lost. What runs goes on or resumes by itself; try again.")
FETTLE_ERROR("client.not_connected", "There is no connection to Fettle's background program. Try again.")
FETTLE_ERROR("client.not_fettle", "Something that is not Fettle answered at \"{socket}\".")
FETTLE_ERROR("client.request_too_large", "The request is larger than the {limit_bytes:bytes} that one message may have. Name a file instead.")
