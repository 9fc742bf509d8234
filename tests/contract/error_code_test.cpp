// SPDX-License-Identifier: GPL-3.0-or-later
// The declared error codes, held against each other and against their uses in the source.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <regex>
#include <set>

#include "engine/contract/error_codes.h"
#include "engine/contract/words.h"
#include "tests/support/environment.h"
#include "tests/support/temporary_folder.h"

using namespace fettle;

namespace {

struct Use {
    std::string code;
    std::string place;
};

/// The file without its comments, every other character where it was.
std::string withoutComments(std::string text)
{
    enum class In { Code, Text, Character, Line, Block } in = In::Code;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char next = i + 1 < text.size() ? text[i + 1] : '\0';
        const bool escaped = text[i] == '\\';
        if (in == In::Code && text[i] == '/' && (next == '/' || next == '*'))
            in = next == '/' ? In::Line : In::Block;
        else if (in == In::Code && text[i] == '"')
            in = In::Text;
        else if ((in == In::Text) && escaped)
            ++i;
        else if (in == In::Text && text[i] == '"')
            in = In::Code;
        else if (in == In::Line && text[i] == '\n')
            in = In::Code;
        else if (in == In::Block && text[i] == '*' && next == '/') {
            text[i] = text[i + 1] = ' ';
            in = In::Code;
        }
        if ((in == In::Line || in == In::Block) && text[i] != '\n')
            text[i] = ' ';
    }
    return text;
}

/// Every makeError("…") of the program.
std::vector<Use> usesOfCodes()
{
    std::vector<Use> uses;
    const std::regex made("makeError\\(\\s*\"([^\"]*)\"");
    const std::set<std::string> extensions = {".cpp", ".h", ".cu"};
    for (const char* folder : {"engine", "app", "ui", "plugins"}) {
        const auto root = test::sourceFolder() / folder;
        if (!std::filesystem::exists(root))
            continue;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
            if (!entry.is_regular_file() || !extensions.contains(entry.path().extension().string()) ||
                entry.path().parent_path().filename() == "errors")
                continue;
            const std::string text = withoutComments(test::readBytes(entry.path()));
            const std::string place = std::filesystem::relative(entry.path(), test::sourceFolder()).string();
            for (std::sregex_iterator i(text.begin(), text.end(), made), end; i != end; ++i)
                uses.push_back({(*i)[1], place});
        }
    }
    return uses;
}

} // namespace

TEST_CASE("error codes are unique, well-formed and say something in English")
{
    std::set<std::string_view> seen;
    const std::regex form("[a-z][a-z_]*\\.[a-z][a-z0-9_]*");
    const std::regex argument("\\{([^}]*)\\}");
    // A name, and how clients write it: {limit_bytes:bytes}.
    const std::regex name("[a-z][A-Za-z0-9_]*(:[a-z]+)?");
    CHECK(errorCodes().size() > 50);
    for (const auto& [code, sentence] : errorCodes()) {
        CAPTURE(code);
        CHECK(seen.insert(code).second);
        CHECK(std::regex_match(code.begin(), code.end(), form));
        CHECK(sentence.size() > 10);
        const auto end = sentence.substr(0, sentence.ends_with("]]") ? sentence.size() - 2 : sentence.size());
        CHECK((end.ends_with(".") || end.ends_with("?") || end.ends_with("}")));
        CHECK(sentence.find("TO" "DO") == std::string_view::npos);
        for (std::cregex_iterator i(sentence.data(), sentence.data() + sentence.size(), argument), last; i != last; ++i)
            CHECK_MESSAGE(std::regex_match((*i)[1].str(), name), (*i)[1].str());
        CHECK(findErrorCode(code) != nullptr);
        CHECK(findErrorCode(code)->sentence == sentence);
    }
    CHECK(findErrorCode("contract.no_such_code") == nullptr);
}

TEST_CASE("every form of a sentence is a unit, a phrase or a list of words")
{
    const std::set<std::string, std::less<>> units = {"bytes", "duration", "percent", "plain", "phrase"};
    const std::regex mark("\\{[A-Za-z0-9_]+:([a-z]+)\\}");
    std::size_t count = 0;
    for (const auto& [code, sentence] : errorCodes())
        for (std::cregex_iterator i(sentence.data(), sentence.data() + sentence.size(), mark), last; i != last; ++i, ++count) {
            const std::string form = (*i)[1];
            const bool isList = std::ranges::any_of(kWords, [&form](const Word& word) { return word.list == form; });
            CHECK_MESSAGE((isList || units.contains(form)), code << ": " << form);
        }
    CHECK(count > 50);
}

TEST_CASE("an English phrase that becomes an argument is marked for the translators")
{
    // Two words or more between quotes are a phrase; names of formats are not.
    const std::regex phrase("\\{\"(reason|expected|what|problem|found|side|fixes)\",\\s*\"[^\"]* [^\"]*\"");
    std::size_t files = 0;
    for (const char* folder : {"engine", "app", "plugins"})
        for (const auto& entry : std::filesystem::recursive_directory_iterator(test::sourceFolder() / folder)) {
            if (!entry.is_regular_file() || entry.path().extension() != ".cpp")
                continue;
            ++files;
            const std::string text = withoutComments(test::readBytes(entry.path()));
            if (std::smatch found; std::regex_search(text, found, phrase))
                FAIL_CHECK(entry.path().filename().string() << ": " << found[0].str());
        }
    CHECK(files > 200);
}

TEST_CASE("every code stands in the file of its room")
{
    const std::regex declared("FETTLE_ERROR\\(\\s*\"([a-z_]+)\\.([a-z0-9_]+)\"");
    std::size_t count = 0;
    for (const auto& entry : std::filesystem::directory_iterator(test::sourceFolder() / "engine/contract/errors")) {
        const std::string text = test::readBytes(entry.path());
        const std::string room = entry.path().stem().string();
        for (std::sregex_iterator i(text.begin(), text.end(), declared), end; i != end; ++i) {
            CHECK_MESSAGE((*i)[1].str() == room, (*i)[0].str());
            ++count;
        }
    }
    // A file that error_codes.cpp forgets would leave its codes unknown.
    CHECK(count == errorCodes().size());
}

TEST_CASE("every error that the source makes is declared")
{
    const auto uses = usesOfCodes();
    CHECK(uses.size() > 100);
    std::map<std::string, std::string> undeclared;
    for (const auto& use : uses)
        if (!findErrorCode(use.code))
            undeclared[use.code] = use.place;
    for (const auto& [code, place] : undeclared)
        FAIL_CHECK(place << ": makeError(\"" << code << "\") is not declared in engine/contract/errors/");
}
