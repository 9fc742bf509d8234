// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "engine/component_api/sample.h"
#include "engine/component_api/transform.h"
#include "engine/components/message_grammar.h"
#include "engine/platform/files.h"

namespace fettle::components {

/// 1,000 questions to the shop of the messages, each with the answer that was given, half of them English and half Chinese.
/// Question and answer are about the same thing of the shop and one concern, mostly in other words, and no two answers are
/// equal: a model learns to find the answer that fits, instead of one of a few classes.
class QuestionsSample final : public Sample {
public:
    [[nodiscard]] ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Sample;
        info.id = "questions";
        info.title = FETTLE_TEXT("Questions and answers");
        info.help = FETTLE_TEXT("1,000 questions to a small online shop, each with its answer, in English and Chinese. "
                                "Find the answer that fits a question, in other words than its own.");
        info.keywords = {"text", "pairs", "matching", "search", "faq", "embeddings", "bilingual"};
        info.suits = {"text"};
        return info;
    }
    [[nodiscard]] std::string target() const override { return "answer"; }

    [[nodiscard]] Result<std::vector<std::string>> write(const std::string& folder, std::uint64_t seed) const override
    {
        const std::array<MessageGrammar, 2> grammars = {MessageGrammar(kEnglish), MessageGrammar(kChinese)};
        std::string table = "question,answer\n";
        std::set<std::string> questions;
        std::set<std::string> answers;
        for (std::uint64_t i = 0; i < kRows; ++i)
            for (std::uint64_t attempt = 0;; ++attempt) {
                RandomStream random(seed, 4, i, attempt);
                const bool isChinese = i % 2 == 1;
                const std::string concern = kConcerns[static_cast<std::size_t>(random.below(std::ssize(kConcerns)))];
                // One writer for both: what the question names, the answer is about.
                MessageWriter writer(grammars[isChinese ? 1 : 0], random);
                const std::string question = sentence(writer.say("ask " + concern));
                const std::string answer = sentence(writer.say("tell " + concern));
                if (questions.contains(question) || answers.contains(answer))
                    continue;
                table += fmt::format("\"{}\",\"{}\"\n", question, answer);
                questions.insert(question);
                answers.insert(answer);
                break;
            }
        const platform::Path path = platform::fromUtf8(folder) / "questions.csv";
        FETTLE_TRY(platform::writeFileDurably(path, table));
        return std::vector<std::string>{platform::toUtf8(path)};
    }

private:
    static constexpr std::uint64_t kRows = 1000;
    static constexpr std::array<const char*, 12> kConcerns = {"arrival", "return",   "refund",   "broken",  "size", "warranty",
                                                              "invoice", "discount", "cleaning", "pickup", "gift", "stock"};

    static std::string sentence(std::string text)
    {
        if (text[0] >= 'a' && text[0] <= 'z')
            text[0] = static_cast<char>(text[0] - 'a' + 'A');
        return text;
    }

    static constexpr std::string_view kEnglish = R"text(
== ask arrival
when [will|does] the {product} [arrive|get here|come] in {city}?
how long does [delivery|shipping] of a {product} to {city} take?
I live in {city}, [how soon can I have|when would I get] the {product}?

== tell arrival
[parcels|orders|packages] for {city} are [on the road|under way] for {days} [working |]days, [a|the] {product} [included|too].
the courier [brings|hands over] a {product} in {city} within {days} [working |]days[ of payment|].
we ship the {product} [the same day|next morning]; {city} is reached after {days} [working |]days.

== ask return
can I [send back|return] a {product} [that I do not like|that I no longer want|after trying it]?
the {product} is not for me, how do I [give it back|return it]?
[until when|how long] may I change my mind about [the|a] {product}?

== tell return
you have {weeks} weeks to [mail|post] the {product} to us; [the label is in the box|print the label from your account].
[put|pack] the {product} into its box and drop it at {place}, [within|up to] {weeks} weeks after it came.
take the {product} to {place}; [we pay the postage|the postage is on us] for {weeks} weeks.

== ask refund
when do I [get|see] my money for the {product}?
I [sent back|cancelled] the {product}, where is my refund?
how will you pay me back [the price of|for] the {product}?

== tell refund
the amount of {price} for the {product} [goes|is transferred] to your [card|bank account] within {days} days.
we have booked {price} for the {product}; your bank needs [up to |about |]{days} days.
as soon as the {product} is [checked|back in our store], {price} [return to|are on] your account, after {days} days at most.

== ask broken
the {product} [arrived|came] [broken|cracked|damaged|in pieces], what now?
my {product} [stopped working|does not work any more|has a crack]
there is a [scratch|dent|crack] in the {product}, can you [help|repair it|replace it]?

== tell broken
we are sorry; send [a photo|two pictures] of the {product} and a new one [leaves|is on its way] in {days} days.
a replacement for the {product} is [free|at our cost]; a photo of the damage is all we need[ within {weeks} weeks|].
our workshop [mends|fixes] the {product} in {days} days, or you choose [another one|a spare one].

== ask size
how [big|large|wide|heavy] is the {product}?
does the {product} fit [into a small bag|on a shelf|into my drawer]?
[what are the measurements|can you tell me the dimensions] of the {product}?

== tell size
the {product} measures {number} by {number2} centimeters and weighs {weight} grams.
with {number} centimeters in length and {weight} grams the {product} goes into [most bags|a drawer|any shelf].
it is {number} centimeters [long|across]; the {product} [box|packaging] adds {days} more.

== ask warranty
how long is the {product} guaranteed?
is there a warranty on [the|your] {product}?
what if the {product} fails [in a year|after some months|next winter]?

== tell warranty
for {weeks} years we [answer for|stand behind] every {product}, [with the receipt|keep the receipt].
faults of a {product} are covered for {weeks} years; [wear|water] is not.
the maker of the {product} [repairs|exchanges] it free of charge for {weeks} years, [through us|call us].

== ask invoice
I need [a bill|an invoice] for the {product}
where [can I find|do I download] the invoice of my {product}?
can you put my [company|employer] on the invoice for the {product}?

== tell invoice
the paper for the tax office lies in the list of orders, [beside|next to] the {product}, {days} days after payment.
tell us name and address of the firm; the document over {price} for the {product} is [mailed|sent] in {days} days.
you find the PDF over {price} for the {product} in [your account|the mail that confirmed it].

== ask discount
is the {product} [cheaper|reduced] [if I take two|for students|this week]?
do you have a [voucher|coupon] for the {product}?
why does my code not work [for|with] the {product}?

== tell discount
from {weeks} pieces on the {product} costs {price} each.
who [reads|gets] our newsletter pays {price} for the {product} [until {weekday}|this month].
codes [end|run out] on {weekday}; without one the {product} is {price}.

== ask cleaning
how do I [clean|wash|care for] the {product}?
may the {product} get wet?
[there are stains|I spilled coffee] on my {product}

== tell cleaning
wipe the {product} with a [damp|soft] cloth, never above {number} degrees.
[lukewarm water|a drop of soap] is enough for the {product}; let it dry for {days} hours.
keep the {product} away from [the dishwasher|bleach]; {number} degrees are the most it [takes|stands].

== ask pickup
can I [collect|pick up] the {product} [in|at your store in] {city}?
do you have a shop in {city} with the {product}?
I'd rather [fetch|take] the {product} myself in {city}

== tell pickup
our [branch|store] in {city} is open until {hour} and keeps the {product} for {days} days.
come to [the counter|the desk] in {city} from {hour} on; the {product} waits [with your name on it|for you].
in {city} a partner hands out the {product} [until {weekday}|every day until {hour}].

== ask gift
can you wrap the {product} as a present?
the {product} is for my {relative}'s birthday, [can you add a card|can it be wrapped]?
will the price be [on|in] the parcel with the {product} for my {relative}?

== tell gift
for {price} more we put [ribbon|paper] around the {product} and [write|add] a note[ for your {relative}|].
tick 'surprise' [when you pay|in the basket]; the {product} then [travels|comes] in colored paper, without the bill, [by|until] {weekday}.
your {relative} sees no figures: with the {product} lies a card with your words, {number} [words|letters] at most.

== ask stock
is the {product} [available|in stock] [again|]?
when can I [order|buy] the {product} again?
the {product} is sold out, [will there be more|do you get new ones]?

== tell stock
{number} of the {product} are [left|on our shelves] [today|as of {weekday}].
the next [load|delivery] with the {product} comes on {weekday}[, {number} pieces|].
leave your address: we write when the {product} is [back|there], [likely|about] {weekday} in {weeks} weeks.

== product
[desk lamp|wireless speaker|power bank|humidifier|rice cooker|keyboard|wall clock|coffee machine|hair dryer|wool scarf|rain jacket|leather wallet|backpack|tea pot|frying pan|yoga mat|picture frame|garden chair|phone case|bread knife]

== city
[Leeds|Denver|Toronto|Dublin|Portland|Boston|Bristol|Austin|Glasgow|Seattle]

== days
[two|three|four|five|six|seven|eight]

== weeks
[two|three|four|five]

== number
[1|2|3|4]#

== number2
[5|6|7|8|9]

== weight
[1|2|4|6|9]#0

== price
[9|12|15|19|24|29|35|49|59] [dollars|pounds]

== weekday
[Monday|Tuesday|Wednesday|Thursday|Friday|Saturday]

== hour
[five|six|seven|eight] o'clock

== place
[any post office|the parcel shop|the corner store|our branch]

== relative
[mother|father|sister|brother|friend|daughter|son|aunt]
)text";

    static constexpr std::string_view kChinese = R"text(
== ask arrival
{product}[寄到|发到]{city}要[几天|多久]？
我在{city}，{product}[什么时候|哪天]能[到|收到]？
买的{product}[怎么还没到|还要等多久]？[我在|人在]{city}

== tell arrival
发往{city}的包裹路上需要{days}天，{product}也一样。
快递员会在{days}天内把{product}送到{city}[的家门口|您手上|]。
{product}[当天|次日]出库，{days}天后抵达{city}。

== ask return
{product}不[喜欢|想要了|合适]，能退吗？
[怎么|如何]退[掉|回]{product}？
{product}[多久以内|几周内]可以[后悔|反悔]？

== tell return
{weeks}周之内把{product}寄给我们就行，[面单在盒子里|账户里可以打印面单]。
请把{product}装回原盒，送到{place}，期限是{weeks}周。
拿着{product}去{place}即可，{weeks}周内[邮费由我们出|运费我们承担]。

== ask refund
{product}的钱[什么时候|几天]能[退给我|到账]？
我[取消了|寄回了]{product}，退款[在哪|呢]？
{product}的货款[怎么|用什么方式]还给我？

== tell refund
{product}的{price}会在{days}天内[回到|打进]您的[银行卡|账户]。
{price}已经为{product}办好，银行还要{days}天[处理|左右]。
{product}[验收|入库]之后，{price}最迟{days}天返还。

== ask broken
收到的{product}是[坏的|碎的|裂的]，怎么办？
{product}[突然不工作了|用不了了|有条裂缝]
{product}上有[划痕|凹痕|裂口]，能[修|换|处理]吗？

== tell broken
很抱歉，[发一张|传两张]{product}的照片，新的{days}天内寄出。
{product}免费更换，{weeks}周内给我们看看损坏的地方就可以。
维修点{days}天可以修好{product}，也可以[另选一件|直接换新]。

== ask size
{product}有多[大|长|重|宽]？
{product}放得进[小包|抽屉|书架]吗？
[想知道|请问]{product}的尺寸

== tell size
{product}长{number}厘米，宽{number2}厘米，重{weight}克。
{number}厘米的长度加上{weight}克的分量，{product}[装得下|放得进大多数柜子]。
量下来是{number}厘米，{product}的包装再加{days}厘米。

== ask warranty
{product}保修[多久|几年]？
[你们的|]{product}有质保吗？
{product}[一年后|几个月后|明年]坏了[怎么办|算谁的]？

== tell warranty
{weeks}年内{product}出问题都由我们负责，[请留好小票|凭小票]。
{product}的故障{weeks}年免费处理，[进水|磨损]除外。
厂家为{product}提供{weeks}年的[免费更换|免费维修]，[找我们就行|打电话给我们]。

== ask invoice
{product}[能开发票吗|需要一张发票]
{product}的发票在哪里[下载|找]？
{product}的发票抬头可以写[公司|单位]吗？

== tell invoice
报销用的单据在“我的订单”里{product}的旁边，付款{days}天后可见。
把单位名称和税号发来，{product}的{price}票据{days}天寄到。
{product}的{price}电子票据在[账户里|确认邮件里]。

== ask discount
{product}[买两件|学生|这周]能便宜[点|些]吗？
有{product}的优惠券吗？
为什么我的优惠码[不能用在|用不了]{product}？

== tell discount
{product}满{weeks}件，每件{price}。
订阅了[通讯|邮件]的顾客，{product}[周{weekday}之前|本月]只要{price}。
券在周{weekday}到期，没有券的话{product}是{price}。

== ask cleaning
{product}怎么[洗|清洁|保养]？
{product}可以[碰水|沾水]吗？
{product}[沾了污渍|洒上了咖啡]

== tell cleaning
用[湿布|软布]擦{product}，水温别超过{number}度。
{product}用[温水|一点肥皂]就够，晾{days}个小时。
别让{product}进[洗碗机|漂白水]，最高只耐{number}度。

== ask pickup
{product}能在{city}自[提|取]吗？
{city}有卖{product}的[店|门店]吗？
我想[自己去|亲自去]{city}拿{product}

== tell pickup
{city}分店{hour}关门，{product}为您保留{days}天。
{hour}以后来{city}的[柜台|前台]，{product}写着您的名字。
{city}的合作点周{weekday}之前都能领{product}，[每天到{hour}|{hour}为止]。

== ask gift
{product}可以[包装成礼物|包得漂亮一点]吗？
{product}是送{relative}的[生日|节日]礼物，能[附卡片|包起来]吗？
寄给{relative}的{product}里会有价格[吗|单吗]？

== tell gift
加{price}，我们给{product}[系丝带|裹彩纸]，还能给{relative}写句话。
付款时勾选“惊喜”，{product}周{weekday}前裹着彩纸到，[不放账单|没有小票]。
{relative}看不到数字，{product}里只有您写的卡片，最多{number}个字。

== ask stock
{product}[还有货|有现货|补货了]吗？
{product}什么时候[能再买|再上架]？
{product}卖完了，[还会有吗|还进吗]？

== tell stock
{product}[架上|仓库里]还剩{number}件，[今天清点的|周{weekday}的数字]。
下一批{product}周{weekday}到，[共{number}件|大约{number}件]。
留下邮箱，{product}[回来|到了]就写信给您，[大概|估计]{weeks}周后的周{weekday}。

== product
[台灯|蓝牙音箱|充电宝|加湿器|电饭煲|键盘|挂钟|咖啡机|吹风机|羊毛围巾|雨衣|皮夹|背包|茶壶|平底锅|瑜伽垫|相框|折叠椅|手机壳|面包刀]

== city
[杭州|成都|武汉|广州|南京|西安|长沙|青岛|苏州|厦门]

== days
[两|三|四|五|六|七|八]

== weeks
[两|三|四|五]

== number
[1|2|3|4]#

== number2
[5|6|7|8|9]

== weight
[1|2|4|6|9]#0

== price
[59|79|99|129|159|199|249|299] 元

== weekday
[一|二|三|四|五|六]

== hour
[下午五点|傍晚六点|晚上七点|晚上八点]

== place
[任意邮局|小区驿站|街角便利店|我们的分店]

== relative
[妈妈|爸爸|姐姐|弟弟|朋友|女儿|儿子|阿姨]
)text";
};

} // namespace fettle::components

FETTLE_COMPONENT(samples, questions, components::QuestionsSample)
