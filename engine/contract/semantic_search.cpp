// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/contract/semantic_search_fields.h"

namespace fettle {

FETTLE_JSON(EmbedRequest)
FETTLE_JSON(SearchIndex)
FETTLE_JSON(SearchRequest)
FETTLE_JSON(SearchHit)
FETTLE_JSON(SearchResult)
FETTLE_JSON(LabelRequest)
FETTLE_JSON(LabelAnswer)
FETTLE_JSON(LabelResult)

} // namespace fettle
