// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/components/encoding_parameter.h"

#include "engine/component_api/component.h"

namespace fettle::components {

ParameterMaker encodingParameter()
{
    return textParameter("encoding", "auto")
        .title(FETTLE_TEXT("Character encoding"))
        .help(FETTLE_TEXT("How letters are stored, for example utf-8, utf-16le, gb18030 or windows-1252."))
        .when(FETTLE_TEXT("When letters with accents or Chinese characters look wrong."));
}

} // namespace fettle::components
