// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/client/name_list.h"

#include <doctest/doctest.h>

using namespace fettle;
using fettle::client::splitNameList;

namespace {
using Names = std::vector<std::string>;
}

TEST_CASE("names are divided as cells of a CSV file are: a name with commas stands in quotes")
{
    CHECK(splitNameList("delivery,payment, account ") == Names{"delivery", "payment", "account"});
    CHECK(splitNameList(R"("late, lost",refund)") == Names{"late, lost", "refund"});
    CHECK(splitNameList(R"( "late, lost" , "say ""no""" )") == Names{"late, lost", "say \"no\""});
    CHECK(splitNameList("one\r\ntwo\n\n\"three\nfour\"") == Names{"one", "two", "three\nfour"});
    CHECK(splitNameList("配送，付款、“账户”；退款") == Names{"配送", "付款", "“账户”", "退款"});
    CHECK(splitNameList("\"配送，付款\",账户") == Names{"配送，付款", "账户"});
}

TEST_CASE("quotes inside a name belong to it, and what is not closed or empty costs no name")
{
    CHECK(splitNameList(R"(5" disk,7" disk)") == Names{"5\" disk", "7\" disk"});
    CHECK(splitNameList(R"("late, lost)") == Names{"late, lost"});
    CHECK(splitNameList(R"("late" parcel,refund)") == Names{"late parcel", "refund"});
    CHECK(splitNameList(R"(,, " ","",a,)") == Names{"a"});
    CHECK(splitNameList("").empty());
    CHECK(splitNameList("  ").empty());
}
