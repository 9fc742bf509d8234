// SPDX-License-Identifier: GPL-3.0-or-later
// tokenizers_dump TOKENIZER: reads commands from stdin, one a line, answers each with one line.
// encode TEXTS OUT [offsets] [special] TEXTS: texts that end with '\0'. Writes, as 32-bit numbers, per text how many
// tokens, their numbers, and with offsets their characters: begin, end. time TEXTS encodes all texts without offsets;
// answers the seconds and the tokens decode IDS numbers between spaces; answers the text as JSON
#include <chrono>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>
#include <sstream>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "engine/tokenizers/tokenizer.h"

namespace {

using fettle::tokenizers::EncodeOptions;
using fettle::tokenizers::Tokenizer;

std::vector<std::string> textsOf(const std::string& path)
{
    std::ifstream file(path, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), {}};
    std::vector<std::string> texts;
    for (std::size_t at = 0; at < bytes.size();) {
        const auto end = bytes.find('\0', at);
        texts.push_back(bytes.substr(at, end - at));
        at = end == std::string::npos ? bytes.size() : end + 1;
    }
    return texts;
}

std::string encodeAll(const Tokenizer& tokenizer, std::istream& arguments)
{
    std::string texts;
    std::string out;
    arguments >> texts >> out;
    EncodeOptions options;
    options.addsSpecialTokens = false;
    options.ignoresOwnLimits = true;
    for (std::string word; arguments >> word;) {
        options.offsets |= word == "offsets";
        options.addsSpecialTokens |= word == "special";
    }
    std::vector<std::uint32_t> numbers;
    for (const auto& text : textsOf(texts)) {
        const auto encoding = tokenizer.encode(text, options);
        if (!encoding.ok())
            return "error " + toLogLine(encoding.error());
        numbers.push_back(static_cast<std::uint32_t>(encoding->ids.size()));
        numbers.insert(numbers.end(), encoding->ids.begin(), encoding->ids.end());
        for (const auto& [begin, end] : fettle::tokenizers::characterOffsets(text, encoding->offsets)) {
            numbers.push_back(begin);
            numbers.push_back(end);
        }
    }
    std::ofstream(out, std::ios::binary).write(reinterpret_cast<const char*>(numbers.data()),
                                               static_cast<std::streamsize>(numbers.size() * 4));
    return "ok";
}

std::string timeAll(const Tokenizer& tokenizer, std::istream& arguments)
{
    std::string path;
    arguments >> path;
    const auto texts = textsOf(path);
    EncodeOptions options;
    options.addsSpecialTokens = false;
    options.ignoresOwnLimits = true;
    std::size_t tokens = 0;
    const auto start = std::chrono::steady_clock::now();
    for (const auto& text : texts)
        tokens += tokenizer.encode(text, options)->ids.size();
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    return std::to_string(took.count()) + " " + std::to_string(tokens);
}

std::string decodeOne(const Tokenizer& tokenizer, std::istream& arguments)
{
    const std::vector<std::uint32_t> ids{std::istream_iterator<std::uint32_t>(arguments), {}};
    const auto text = tokenizer.decode(ids);
    return text.ok() ? nlohmann::json(*text).dump() : "error " + toLogLine(text.error());
}

} // namespace

int main(int argc, char** argv)
{
    if (argc != 2) {
        std::fprintf(stderr, "tokenizers_dump TOKENIZER\n");
        return 2;
    }
    const auto tokenizer = Tokenizer::load(argv[1]);
    std::cout << (tokenizer.ok() ? "ready" : "error " + toLogLine(tokenizer.error())) << std::endl;
    if (!tokenizer.ok())
        return 1;
    for (std::string line; std::getline(std::cin, line);) {
        std::istringstream arguments(line);
        std::string command;
        arguments >> command;
        std::cout << (command == "encode" ? encodeAll(*tokenizer, arguments)
                          : command == "time" ? timeAll(*tokenizer, arguments) : decodeOne(*tokenizer, arguments))
                  << std::endl;
    }
    return 0;
}
