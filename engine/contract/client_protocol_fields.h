// SPDX-License-Identifier: GPL-3.0-or-later
// The fields of the structs in client_protocol.h, in the order they are written. For .cpp files only.
#pragma once

#include "engine/contract/client_protocol.h"
#include "engine/contract/json_fields.h"

namespace fettle {

template <class Visitor>
void visitFields(Visitor& visit, MaybeConst<Handshake> auto& value)
{
    visit.need("program", value.program);
    visit.need("protocol", value.protocol);
    visit("version", value.version);
    visit("pid", value.pid);
    visit("workspace", value.workspace);
    visit("replace", value.replace);
}

template <class Visitor>
void visitFields(Visitor& visit, MaybeConst<ClientRequest> auto& value)
{
    visit.need("id", value.id);
    visit.need("method", value.method);
    visit("params", value.params);
}

template <class Visitor>
void visitFields(Visitor& visit, MaybeConst<ClientResponse> auto& value)
{
    visit.need("id", value.id);
    visit("result", value.result);
    visit("error", value.error);
}

template <class Visitor>
void visitFields(Visitor& visit, MaybeConst<ClientEvent> auto& value)
{
    visit("topic", value.topic);
    visit("job", value.job);
    visit("run", value.run);
    visit("payload", value.payload);
}

} // namespace fettle
