// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cerrno>
#include <limits>
#include <regex>

#include <doctest/doctest.h>

#include "engine/client/sentences.h"
#include "engine/contract/error_codes.h"
#include "engine/contract/words.h"
#include "engine/platform/system_error.h"

using namespace fettle;
using client::Sentences;

TEST_CASE("every declared code has a sentence and no mark is left open")
{
    for (const auto& language : Sentences::languages()) {
        const Sentences sentences(language);
        for (const auto& code : errorCodes()) {
            INFO(code.code);
            // Every argument that the sentence names, once.
            ValueMap arguments;
            const std::string source(code.sentence);
            const std::regex mark("\\{([a-zA-Z_0-9]+)(:[a-z]+)?\\}");
            for (std::sregex_iterator it(source.begin(), source.end(), mark), end; it != end; ++it)
                arguments[(*it)[1]] = "argument";
            const auto text = sentences.sentence(Error{std::string(code.code), arguments, {}});
            CHECK_FALSE(text.empty());
            CHECK(text.find("[[") == std::string::npos);
            CHECK(text.find("]]") == std::string::npos);
            CHECK(text.find('{') == std::string::npos);
            CHECK(text.find('}') == std::string::npos);
            // A question of the sentence's own may stay; a mark in place of a value may not.
            CHECK(std::ranges::count(text, '?') <= std::ranges::count(source, '?'));
        }
    }
}

TEST_CASE("arguments stand in the sentence, formatted")
{
    const Sentences english("en");
    CHECK(english.sentence(makeError("service.unknown_dataset", {{"dataset", "adult"}})) ==
          "There is no dataset \"adult\". Import one first, or choose one of the list.");
    CHECK(english.sentence(makeError("service.worker_silent", {{"seconds", 180.0}})).find("3 min 00 s") != std::string::npos);
    CHECK(english.sentence(makeError("service.answer_too_large", {{"limit_bytes", 16'777'216}})).find("17 MB") !=
          std::string::npos);
    CHECK(english.sentence(makeError("service.unknown_dataset")).find("\"?\"") != std::string::npos);
    CHECK(english.sentence(makeError("no.such_code")).find("no.such_code") != std::string::npos);
    CHECK(english.text("test", "{a} and {b}", {{"a", ValueList{"x", "y"}}, {"b", true}}) == "x, y and yes");
    CHECK(english.text("test", "{pid} {count}", {{"pid", 1234567}, {"count", 1234567}}) == "1234567 1,234,567");
    CHECK(english.text("test", "an open { mark", {}) == "an open { mark");
}

TEST_CASE("words and phrases stand in the reader's language")
{
    const Sentences english("en");
    CHECK(english.word("split", "validation") == "validation set");
    CHECK(english.word("split", "unheard of") == "unheard of");
    CHECK(english.text("test", "{a:split}", {{"a", ValueList{"train", "test"}}}) == "training set, test set");
    const auto stopped = makeError("service.job_not_paused", {{"title", "iris"}, {"state", "completed"}});
    CHECK(english.sentence(stopped) == "\"iris\" cannot be resumed: its state is \"completed\".");
    const auto far = makeError("components.parameter_unknown", {{"component", "mlp"}, {"parameter", "x"}, {"nearest", ""}});
    CHECK(english.sentence(far) == "\"mlp\" has no option \"x\".");
    const auto languages = Sentences::languages();
    if (std::ranges::find(languages, "zh_CN") == languages.end())
        return; // the translation is not part of this build
    const Sentences chinese("zh_CN");
    CHECK(chinese.sentence(stopped) == "“iris”不能继续：它的状态是“已完成”。");
    CHECK(chinese.sentence(far) == "“mlp”没有选项“x”。");
    CHECK(chinese.text("test", "{a:kind}", {{"a", ValueList{"number", "image"}}}) == "数值、图片");
    CHECK(chinese.text("test", "{a} {b}", {{"a", true}, {"b", false}}) == "是 否");
    CHECK(chinese.word("phrase", "a whole number") == "整数");
    CHECK(chinese.word("phrase", "said by nobody") == "said by nobody");
    // Every word is translated.
    for (const auto& word : kWords)
        CHECK_MESSAGE(chinese.word(word.list, word.id) != word.english, word.list << ": " << word.id);
    const auto diverged = makeError("training.diverged", {{"step", 12}, {"what", "the loss"}, {"value", "NaN"},
                                                          {"fixes", ValueList{"a lower learning rate", "float32 numbers"}}});
    CHECK(chinese.sentence(diverged) ==
          "训练在第 12 步失控：损失变为 NaN。最后的正常状态已保留。通常有用的办法：降低学习率、使用 float32。");
}

TEST_CASE("what the system says of a failure is known in its very words")
{
    const Sentences english("en");
    for (const int number : {EPERM, EACCES, ENOENT, ESRCH, EEXIST, ENOTDIR, EISDIR, ENOTEMPTY, EIO, EINVAL, EBADF, EMFILE,
                             ENFILE, EFBIG, ENAMETOOLONG, ELOOP, EXDEV, EROFS, ENOSPC, EBUSY, ETXTBSY, EAGAIN, ENOMEM,
                             ENODEV, ENXIO, ENOLCK, ESTALE, ENOEXEC, EOPNOTSUPP, ENOSYS, EPIPE, ECONNRESET, ETIMEDOUT})
        CHECK_MESSAGE(findWord("system", platform::errnoText(number)) != nullptr, platform::errnoText(number));
    const auto refused = makeError("platform.file_not_opened", {{"path", "/x"}, {"reason", platform::errnoText(EACCES)}});
    CHECK(english.sentence(refused) == "The file \"/x\" could not be opened (permission denied).");
}

TEST_CASE("numbers and units")
{
    const Sentences english("en");
    CHECK(english.bytes(0) == "0 B");
    CHECK(english.bytes(999) == "999 B");
    CHECK(english.bytes(1500) == "1.5 kB");
    CHECK(english.bytes(900'000'000) == "900 MB");
    CHECK(english.bytes(1.23e9) == "1.2 GB");
    CHECK(english.bytes(999'900) == "1.0 MB");
    CHECK(english.duration(0.25) == "0.2 s");
    CHECK(english.duration(64) == "1 min 04 s");
    CHECK(english.duration(3660) == "1 h 01 min");
    CHECK(english.duration(std::numeric_limits<double>::quiet_NaN()) == "?");
    CHECK(english.percent(0.93) == "93%");
    CHECK(english.percent(0.9312) == "93.1%");
    CHECK(english.number(0.00012345) == "0.0001234");
    CHECK(english.number(9999) == "9999");
    CHECK(english.number(-12345) == "-12,345");
}

TEST_CASE("a language is found by any of its names; what is unknown is English")
{
    CHECK(Sentences("de_DE.UTF-8").language() == "en");
    CHECK(Sentences("C").language() == "en");
    CHECK(Sentences("").language() == "en");
    const auto languages = Sentences::languages();
    if (std::ranges::find(languages, "zh_CN") == languages.end())
        return; // the translation is not part of this build
    for (const char* name : {"zh_CN", "zh_CN.UTF-8", "zh", "zh-Hans", "zh_TW"})
        CHECK(Sentences(name).language() == "zh_CN");
    const Sentences chinese("zh_CN");
    const auto text = chinese.sentence(makeError("service.unknown_dataset", {{"dataset", "adult"}}));
    CHECK(text.find("数据集") != std::string::npos);
    CHECK(text.find("adult") != std::string::npos);
    CHECK(chinese.duration(64) == "1 分 04 秒");
}
