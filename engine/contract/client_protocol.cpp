// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/contract/client_protocol_fields.h"

namespace fettle {

FETTLE_JSON(Handshake)
FETTLE_JSON(ClientRequest)
FETTLE_JSON(ClientResponse)
FETTLE_JSON(ClientEvent)

} // namespace fettle
