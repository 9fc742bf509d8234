// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "engine/component_api/sample.h"
#include "engine/component_api/transform.h"
#include "engine/components/message_grammar.h"
#include "engine/platform/files.h"

namespace fettle::components {

/// 1,200 messages to a small shop, half of them English and half Chinese, put together from what such messages are made
/// of: a greeting, what happened, what is wanted, how one feels, a closing. Some mention a second concern, some are
/// vague, many are written carelessly, and a few carry the wrong intent, so that about 19 of 20 can be told.
class MessagesSample final : public Sample {
public:
    [[nodiscard]] ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Sample;
        info.id = "messages";
        info.title = FETTLE_TEXT("Messages to a shop");
        info.help = FETTLE_TEXT("1,200 messages that customers of a small online shop wrote, in English and Chinese. "
                                "Tell what each one wants; a second column says how the customer feels.");
        info.keywords = {"text", "intent", "sentiment", "classification", "bilingual"};
        info.suits = {"text"};
        return info;
    }
    [[nodiscard]] std::string target() const override { return "intent"; }

    [[nodiscard]] Result<std::vector<std::string>> write(const std::string& folder, std::uint64_t seed) const override
    {
        const std::array<MessageGrammar, 2> grammars = {MessageGrammar(englishMessagePatterns()),
                                                        MessageGrammar(chineseMessagePatterns())};
        std::string table = "message,intent,sentiment,language\n";
        std::set<std::string> written;
        for (std::uint64_t i = 0; i < kRows; ++i)
            for (std::uint64_t attempt = 0;; ++attempt) {
                RandomStream random(seed, 3, i, attempt);
                const Message message = compose(grammars, random);
                if (!written.insert(message.text).second)
                    continue; // short messages come out the same now and then
                table += fmt::format("{},{},{},{}\n", quoted(message.text), kIntents[message.intent].id,
                                     kMoods[message.mood], message.isChinese ? "zh" : "en");
                break;
            }
        const platform::Path path = platform::fromUtf8(folder) / "messages.csv";
        FETTLE_TRY(platform::writeFileDurably(path, table));
        return std::vector<std::string>{platform::toUtf8(path)};
    }

private:
    static constexpr std::uint64_t kRows = 1200;
    static constexpr std::array<const char*, 3> kMoods = {"negative", "neutral", "positive"};
    static constexpr std::size_t kNegative = 0;
    static constexpr std::size_t kNeutral = 1;
    static constexpr std::size_t kPositive = 2;

    struct Intent {
        const char* id;
        double share;
        std::array<double, 3> moods;                ///< how often each
        std::array<const char*, 3> mentionedWithIt; ///< intents whose story is told along with it
    };
    static constexpr std::array<Intent, 10> kIntents = {{
        {"order_status", 0.15, {0.45, 0.45, 0.10}, {"change_address", "cancel_order", "product_question"}},
        {"return", 0.11, {0.25, 0.60, 0.15}, {"damaged_item", "refund", "product_question"}},
        {"refund", 0.12, {0.55, 0.38, 0.07}, {"return", "damaged_item", "order_status"}},
        {"change_address", 0.08, {0.08, 0.77, 0.15}, {"order_status", "account", "cancel_order"}},
        {"invoice", 0.09, {0.18, 0.70, 0.12}, {"refund", "account", "order_status"}},
        {"damaged_item", 0.11, {0.60, 0.33, 0.07}, {"return", "order_status", "refund"}},
        {"product_question", 0.12, {0.04, 0.66, 0.30}, {"return", "order_status", "praise"}},
        {"cancel_order", 0.08, {0.30, 0.62, 0.08}, {"order_status", "change_address", "refund"}},
        {"account", 0.07, {0.40, 0.52, 0.08}, {"invoice", "order_status", "change_address"}},
        {"praise", 0.07, {0.0, 0.0, 1.0}, {"return", "product_question", "order_status"}},
    }};

    enum class Style { Careful, Casual, Loud };
    struct Message {
        std::string text;
        std::size_t intent = 0;
        std::size_t mood = kNeutral;
        bool isChinese = false;
    };

    static bool happens(RandomStream& random, double share) { return random.uniform() < share; }

    template <class List>
    static const auto& oneOf(RandomStream& random, const List& list)
    {
        return list[static_cast<std::size_t>(random.below(static_cast<std::int64_t>(list.size())))];
    }

    static Message compose(const std::array<MessageGrammar, 2>& grammars, RandomStream& random)
    {
        Message message;
        double left = random.uniform();
        while (message.intent + 1 < kIntents.size() && (left -= kIntents[message.intent].share) >= 0.0)
            ++message.intent;
        left = random.uniform();
        const auto& moods = kIntents[message.intent].moods;
        message.mood = left < moods[kNegative]                     ? kNegative
                       : left < moods[kNegative] + moods[kNeutral] ? kNeutral
                                                                   : kPositive;
        message.isChinese = happens(random, 0.5);
        const MessageGrammar& grammar = grammars[message.isChinese ? 1 : 0];
        const double care = random.uniform();
        const bool excited = message.mood != kNeutral && care > 0.8;
        const Style style = excited ? Style::Loud : care < 0.55 ? Style::Careful : Style::Casual;
        message.text = joined(sentences(message, grammar, random), style, message.isChinese, random);
        if (style == Style::Casual)
            message.text = carelessly(message.text, grammar, random);
        if (happens(random, style == Style::Careful ? 0.05 : 0.2))
            message.text += (message.isChinese ? "" : " ")
                + std::string(oneOf(random, grammar.list(std::string("face ") + kMoods[message.mood])));
        // Whoever sorted these messages by hand was tired now and then.
        if (happens(random, 0.025))
            message.intent = (message.intent + 1 + static_cast<std::size_t>(random.below(kIntents.size() - 1)))
                % kIntents.size();
        return message;
    }

    static std::vector<std::string> sentences(const Message& message, const MessageGrammar& grammar,
                                              RandomStream& random)
    {
        MessageWriter writer(grammar, random);
        const Intent& intent = kIntents[message.intent];
        const bool isPraise = intent.moods[kPositive] == 1.0;
        // Praise says it anyway; of those who are angry nearly all say so.
        const double feelingShares[] = {0.93, 0.25, isPraise ? 0.35 : 1.0};
        const bool feels = happens(random, feelingShares[message.mood]);
        const std::string feeling = std::string("feeling ") + kMoods[message.mood];
        const bool isBrief = happens(random, 0.2);
        const bool mentionsMore = happens(random, 0.07);
        const std::string situation =
            std::string("situation ") + (mentionsMore ? oneOf(random, intent.mentionedWithIt) : intent.id);
        const double place = isBrief ? 1.0 : random.uniform();
        std::vector<std::string> said;
        if (happens(random, isBrief ? 0.25 : 0.5))
            said.push_back(writer.say("greeting"));
        // The wish decides what the message is about, wherever it stands.
        const bool isVague = !isPraise && happens(random, 0.02);
        const std::string wish = writer.say(isVague ? "vague" : std::string("wish ") + intent.id);
        const bool feelsFirst = feels && happens(random, 0.25);
        if (feelsFirst)
            said.push_back(writer.say(feeling));
        if (place < 0.55)
            said.push_back(writer.say(situation));
        said.push_back(wish);
        if (place >= 0.55 && place < 0.85)
            said.push_back(writer.say(situation));
        if (feels && !feelsFirst)
            said.push_back(writer.say(feeling));
        if (!isBrief && happens(random, 0.4))
            said.push_back(writer.say("closing"));
        return said;
    }

    static bool endsWithMark(std::string_view text)
    {
        for (const char* mark : {".", ",", ":", "?", "!", "。", "，", "？", "！"})
            if (text.ends_with(mark))
                return true;
        return false;
    }

    static std::string joined(const std::vector<std::string>& sentences, Style style, bool isChinese,
                              RandomStream& random)
    {
        static constexpr std::array<const char*, 6> kCasualMarks[] = {{".", ".", ",", "...", "", ","},
                                                                      {"，", "，", "", "", "。", "。。。"}};
        static constexpr std::array<const char*, 3> kLoudMarks[] = {{"!", "!", "!!"}, {"！", "！", "！！！"}};
        const std::size_t language = isChinese ? 1 : 0;
        const std::string_view question = isChinese ? "？" : "?";
        std::string text;
        bool opens = true; // a sentence
        for (std::size_t i = 0; i < sentences.size(); ++i) {
            const bool isLast = i + 1 == sentences.size();
            std::string sentence = sentences[i];
            if (opens && style != Style::Casual && sentence[0] >= 'a' && sentence[0] <= 'z')
                sentence[0] = static_cast<char>(sentence[0] - 'a' + 'A');
            if (style == Style::Casual && sentence.ends_with(question) && happens(random, 0.35))
                sentence.resize(sentence.size() - question.size());
            else if (style == Style::Loud && sentence.ends_with(question) && happens(random, 0.5))
                sentence += question;
            if (!endsWithMark(sentence)) {
                if (style == Style::Careful)
                    sentence += isChinese ? "。" : ".";
                else if (style == Style::Loud)
                    sentence += oneOf(random, kLoudMarks[language]);
                else if (!isLast)
                    sentence += oneOf(random, kCasualMarks[language]);
            }
            text += sentence;
            opens = !sentence.ends_with(",") && !sentence.ends_with(":");
            if (!isLast && (!isChinese || !endsWithMark(sentence)))
                text += ' ';
        }
        return text;
    }

    static bool isLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

    /// Small letters, shorter ways of writing, slips of the fingers.
    static std::string carelessly(std::string text, const MessageGrammar& grammar, RandomStream& random)
    {
        for (const std::string_view line : grammar.list("short")) {
            const std::size_t middle = line.find(" = ");
            const std::string_view usual = line.substr(0, middle);
            const std::size_t place = text.find(usual);
            // Whole words only; Chinese has no letters beside it.
            const bool stands = place != std::string::npos && (place == 0 || !isLetter(text[place - 1]))
                && (place + usual.size() == text.size() || !isLetter(text[place + usual.size()]));
            if (stands && happens(random, 0.3))
                text.replace(place, usual.size(), line.substr(middle + 3));
        }
        for (char& c : text)
            if (c >= 'A' && c <= 'Z')
                c = static_cast<char>(c - 'A' + 'a');
        std::size_t run = 0;
        for (std::size_t i = 0; i < text.size(); ++i) {
            run = isLetter(text[i]) ? run + 1 : 0;
            if (run != 4 || !happens(random, 0.04))
                continue;
            if (happens(random, 0.5))
                std::swap(text[i], text[i - 1]);
            else
                text.erase(i - 1, 1);
        }
        return text;
    }

    static std::string quoted(const std::string& text)
    {
        std::string cell = "\"";
        for (const char c : text)
            cell += c == '"' ? "\"\"" : std::string(1, c);
        return cell + '"';
    }
};

} // namespace fettle::components

FETTLE_COMPONENT(samples, messages, components::MessagesSample)
