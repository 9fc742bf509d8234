// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/components/message_grammar.h"

namespace fettle::components {
namespace {

constexpr std::string_view kEnglishMessagePatterns = R"text(
== wish order_status
where is my [order|parcel|package|{product}][ now|]?
when will [it|my {product}|the parcel] [arrive|be delivered|get here|finally come]?
[can|could] you [tell me|check|find out] where [my {product}|order {number}|the parcel|my stuff] is[ right now|]?
has [my order|order {number}|the {product}] [been sent|shipped|left your warehouse] yet?
any [news|update] [on|about] [order {number}|my {product}|the delivery]?
I [have not received|still have not got|am still waiting for] [my {product}|order {number}|the parcel|the second parcel]
please send me [the tracking number|a tracking link|an update on the delivery|the expected delivery date]
how [long|many days] does delivery to {city} usually take? I ordered [on {date}|{days} days ago|last {weekday}]
what is the status of [order |my order |no. ]{number}?
is my {product} [lost|stuck somewhere|still on its way]?
I'd like to know [when to expect|the delivery date of] [my {product}|order {number}]
[which|what] courier [has|carries|is bringing] my [parcel|order|{product}] and when [does it come|will it be here]?
did [my order|order {number}|the {product}] go out [yesterday|on {weekday}|before the weekend]?
will [it|my {product}|order {number}] [be here|make it] [by {weekday}|before the weekend|by {date}]?

== situation order_status
I ordered [a|the|my] {product} [{days} days ago|last {weekday}|on {date}|two weeks ago]
[{days} days|two weeks|ten working days] have [passed|gone by] and [nothing has come|I have heard nothing]
the tracking [page|link] [has not moved since {weekday}|says "label created" for {days} days|stopped in {city}]
the confirmation mail promised delivery [by {weekday}|within {days} days|before the weekend]
my neighbor ordered [a day later|the same day] and [already has hers|got it on {weekday}]
the courier [never rang|left no card|says it has no parcel for me|marked it as delivered but I got nothing]
I paid for [express|next-day] delivery
it says "out for delivery" [since {weekday}|for {days} days now|every morning]
I [was home|stayed in] all day [on {weekday}|waiting]
it is a birthday present for my {relative} [on {weekday}|next week]

== wish return
how [do|can] I [return|send back] [it|the {product}|this]?
I['d like| want| would like] to [return|send back] [the {product}|my order|one of the items][ from order {number}|]
where do I send [it|the {product}|the parcel] back to?
please send me a return label[ for order {number}| for the {product}|]
[can|could] I [exchange|swap] the {product} for a {color} one?
[can|could] I [exchange|swap] the {product=garment} for a [bigger size|smaller size|smaller one]?
how [long|many days] do I have to [send things back|return something|return an order]?
is the return [free|free of charge] or do I [have to pay|pay] [the postage|shipping]?
do I need the original [box|packaging] to [return it|send it back]?
can somebody [pick up|collect] the {product}? I'd like to give it back
can I drop off returns [at the post office|at a parcel shop|in {city}]?
I won't keep the {product}, [how does that work|what are the next steps|what do I do now]?
the return portal [does not accept|rejects|does not know] [order {number}|my order number]
did my return [arrive|reach you]? I posted it [on {weekday}|{days} days ago]
[it goes|the {product} goes] back, [please tell me how|where to]?

== situation return
the {product} [does not suit me|looks different from the picture|is not what I expected]
the {product=garment} is [too small|too big|too tight|too long]
I got the {product} [on {weekday}|last week|{days} days ago] and [have not used it|it is still in its box]
I [accidentally|by mistake] ordered the wrong [size|color]
my {relative} already has one
it was a present [for my {relative} |]and [was not liked|they already have one]
the [tags are|label is] still on
you sent [a {color} one|the wrong model|another size]
I [would have preferred|thought it was|ordered it in] {color}

== wish refund
when [do I get|will I get|am I getting] my money back?
where is my refund[ for order {number}| for the {product}| of {price}|]?
I [want|would like|am asking for] a [full |]refund [of {price}|for the {product}|for order {number}]
please [refund|pay back|transfer] [the {price}|the amount|my money][ to my card| to my account| the way I paid|]
[has|was] the refund [been |]processed [yet|already]?
how long does [a refund|the refund] take [to reach my card|until I see it on my account|]?
I was only refunded {price}, [what about the rest|the shipping is missing|that is not the full amount]
[can|could] I get [the money|{price}|my money] back instead of [a voucher|store credit|a replacement]?
you [owe|still owe] me {price}[ for the {product}|]
I was charged twice[ for order {number}|], please [pay it back|correct that]
the price dropped [the day after|a day later], can you [refund|pay back] the difference?
I have not [received|seen] [the refund|my money|the {price}] [yet|so far|on my account]
I [paid|was charged] {price} too much[ for the {product}| for order {number}|]

== situation refund
I [returned|sent back] the {product} [{days} days ago|on {date}|weeks ago]
[you|your colleague|the person on the phone] [promised|confirmed] [it|this] [on {weekday}|{days} days ago]
the parcel with my return was signed for on {date}
I canceled order {number} [on {weekday}|last week|before it was shipped]
my [bank|card company] [shows no|sees no|has seen no] [incoming payment|money from you]
my card was charged [twice|for two instead of one]
the discount code [was not applied|did not work]
the {product} never [came|arrived]

== wish change_address
[can|could] you [change|correct|update] the [delivery |shipping |]address [for order {number}|of my order]?
please [send|deliver|ship] [it|order {number}|the {product}] to {street}[ in {city}|, {city}|] instead
I [entered|gave|typed] the wrong [address|house number|street|postcode][ for order {number}|]
the [correct|right|new] address is {street}, {city}
is it [too late|still possible] to change [the delivery address|where it goes|the address]?
can [the parcel|my order|the {product}] [go|be sent|be redirected] to [my office|a parcel shop|my {relative} in {city}]?
how do I change [my|the] [delivery|shipping] address?
[there's|there is] a mistake in my address, it should be {street}
I need order {number} [delivered|sent] [to another address|somewhere else|to {city}]
please [add|put] [flat 1#|floor 3|c/o {surname}] [to|on] [the label|the address]
don't send [it|the {product}] to my old [address|flat], we live in {city} now
[can|could] the courier leave [it|the parcel] [at number 1#|with {surname} next door|at my office]?

== situation change_address
I [moved|am moving] [to {city}|last month|next week]
I just [saw|noticed] that the [house number|postcode|street] [is missing|is wrong|has a typo]
I'll be [on vacation|away|at my {relative}'s place] [next week|from {weekday}|when it comes]
[autofill|my browser|the app] took my old address
I ordered [the|a] {product} only [a minute|an hour] ago
[the order|order {number}|it] has not [shipped|left] yet
nobody is home [during the day|until {weekday}|on {weekday}]

== wish invoice
[can|could] you send me [the|an] [invoice|receipt] [for order {number}|for the {product}|as a PDF]?
where [do|can] I [find|download|get] the invoice[ for order {number}|]?
I [did not get|am missing|still need] an invoice[ for order {number}| for the {product}|]
please put [my company name|our VAT number|{surname} Ltd.|the company address] on the [invoice|bill]
the [name|amount|date|VAT|address] on the [invoice|bill] is wrong
please [correct|reissue|change] the invoice[ for order {number}|]
do I get [a bill with VAT|a proper invoice|a receipt] [with my order|with the parcel|by email]?
I need a [copy of the |]receipt [from {date}|for order {number}]
can I pay [by invoice|on account|after delivery against an invoice]?
the invoice [shows {price}, but I paid less|lists the {product} twice, but I bought only one]
could you email all [invoices|receipts] [of this year|from last month]?
the invoice should be made out to [{surname} Ltd.|my company|my employer]
the link to the [invoice|bill|PDF] [is dead|shows an error|opens an empty page]

== situation invoice
I need it for [my taxes|my accountant|work|the warranty|my employer]
I ordered [the {product}|order {number}] [for|through] my company
there was only a delivery note in the [box|parcel]
I looked in [my mails|the spam folder|my account] and found nothing
our accountant complains that the [VAT number|company name] is missing
[the year ends soon|we close the books on {weekday}]
I paid {price} [by card|on {date}]

== wish damaged_item
[the|my] {product} [arrived|came] [broken|damaged|cracked|in pieces|scratched|with a dent]
the {product=device} [does not work|won't turn on|stopped working] [after {days} days|at all|right out of the box]
the {product=garment} [has a hole|lost its color|fell apart] after [one wash|{days} days]
there [is|was] a [crack|scratch|hole|stain|dent] in [the|my] {product}
[a part|the lid|one piece] of the {product=ware} [is missing|is broken|was missing]
the [cable|plug|manual] of the {product=device} [is missing|is broken|was missing]
I got a [defective|faulty|broken] {product}, [can you replace it|please send a new one|what now]?
[can|could] I get a replacement for [the|my] [broken|damaged|cracked] {product}?
[half of|something in] my order was [broken|smashed|dented] when [it arrived|I opened it]
the {product} you sent is [clearly used|second-hand|dirty and scratched]
the [zip|seam|lining] of the {product=garment} [broke|came off|gave up] [after {days} days|on the first day]
what do you do about parcels that arrive broken? my {product} is [ruined|cracked]
I'd like to report a [damaged|broken|defective] {product}[, order {number}|]
the {product=device} [smells burnt|makes a strange noise|gets very hot|has a loose contact]

== situation damaged_item
the [box|parcel|carton] [was crushed|was wet|was torn open|had a big dent]
I [opened|unpacked] the parcel [today|last night|on {weekday}]
it was packed [badly|without any padding|in a thin bag]
I [only |]used it [once|twice|for {days} days]
I can send [photos|pictures]
I attach [a photo|two pictures]
the courier [threw it over the fence|dropped it in front of me]

== wish product_question
is the {product} [waterproof|easy to clean|suitable for children|made in Europe]?
is the {product=garment} [true to size|warm enough for winter|really that soft|see-through]?
does the {product} [come in {color}|come with a warranty|fit into a small bag]?
how long does the [battery|charge] of the {product=device} last?
[which|what] size [should I take|do you recommend] for the {product=garment} [if I am 1[5|6|7|8]# cm tall|for a ten year old|between two sizes]?
when will the {product} be [back in stock|available again]?
how [heavy|big|long|wide] is the {product}?
what is the {product} made of?
what is the difference between the {product} and the [cheaper one|pro version|older model]?
do you sell [spare parts|a cover|a gift box] for the {product}?
can the {product} [be used outdoors|be personalized with a name]?
can I [tumble dry|iron|bleach|machine wash] the {product=garment}?
do you [deliver|ship] the {product} to {city}, and what does it cost?
is there a [discount|better price] if I [take|buy|order] [three|five|ten]?
how do I [set up|clean|store|take care of] the {product}?
do you have the {product} in {color}[ too|]?
is the {product} [the one from your newsletter|safe around pets|on sale next week]?

== situation product_question
I [am looking at|saw|found] the {product} [on your site|in your shop|in your newsletter]
I [want to buy|am thinking of buying] one for my {relative}
the [description|product page] [does not say|says nothing about it|is not clear]
I already [own|have] [one from you|the older model|the {color} one]
before I order, [one question|two things|a quick question]
my {relative} [has one|recommended it]

== wish cancel_order
please cancel [order {number}|my order|the order for the {product}|everything]
can I still cancel [my order|order {number}|the {product}]?
I['d like| want| need] to cancel [my order|order {number}|the purchase|the {product}][ before it ships|]
how do I [cancel|call off|stop] [an order|order {number}]?
[please |]do not [send|ship] [the {product}|order {number}], I [do not want it anymore|have changed my mind]
the cancel button [is gray|does nothing|is gone][ for order {number}|]
is it too late to [cancel|stop the order|call it off]?
[take|remove] the {product} [out of|from] order {number}, [I only want the rest|keep the rest]
stop [the order|the shipment|order {number}], [I ordered twice|it was a mistake|I took the wrong one]
I don't want to wait [any longer|until {date}], cancel it
forget [the order|order {number}], I [bought it elsewhere|no longer need it]
I only need one {product}, please cancel the other

== situation cancel_order
I found it [cheaper|for {price} less] [elsewhere|in another shop|in town]
I clicked [twice|the wrong one] by mistake
I [changed my mind|do not need it anymore]
[order {number}|it] has not been [shipped|sent] yet
the delivery takes [too long|until {date}|{days} days more than you said]
my {relative} bought [the same one|one] too
[something came up|our plans have changed|the party was called off]

== wish account
I [can't|cannot] [log in|sign in|get into my account][ anymore|]
how do I [reset|change] my password?
please [unlock|reactivate] my account
[can|could] you [delete|close] my account[ and all my data|]?
I [forgot|lost] my password
the [verification|login] code [by text|by email] never [arrives|comes]
how do I change the [email address|phone number|name] in my account?
[please |]unsubscribe me from [the newsletter|your mails]
somebody else [used|logged in to|got into] my account
I have two accounts, [can you merge them|how do I put them together]?
my [bonus points|vouchers|old orders] [are gone|disappeared|do not show up] in [the app|my account]
the app [logs me out|says "session expired"] every [time|day|few minutes]
why is my account [locked|on hold]?

== situation account
I [got|have] a new [phone|phone number|email address]
I tried [three times|two browsers|on my phone and on my laptop]
the reset mail [never comes|is not in the spam folder either]
it [says|keeps saying] ["wrong password"|that my email is unknown|that I am locked out]
I [registered|signed up] [years ago|last month|with another email]
I only wanted to look at [order {number}|my orders|my wish list]

== wish praise
I [love|really like|am so happy with] the {product}
[thank you|thanks] for the [quick|friendly|patient] [delivery|help|service|answer]
[great|lovely|wonderful] [shop|service|quality], I [will be back|will order again|have told all my friends]
the {product} is [even better than I hoped|exactly as described|prettier than in the pictures]
[{surname} from your team|the lady on the phone|your colleague] was [so|really] [kind|helpful], please pass that on
five stars for the {product}
[just wanted to say|I only want to tell you] that [the {product} is perfect|my {relative} was thrilled]
best {product} I ever [had|bought]
what a [lovely|beautiful|well made] {product}
I recommended [you|your shop|the {product}] to [my {relative}|all my friends|my colleagues]
the [handwritten note|little gift|packaging] in the parcel made my day
my {relative} [uses|loves] the {product} every day, [thank you|good choice]

== situation praise
I [bought|ordered] [the|a] {product} [last week|for my {relative}|from you]
the parcel came [after one day|a day early|on time|faster than promised]
I had a [problem|question] with [my order|the delivery|a return]
this was my [third|second|first] order [with you|here]
I don't write reviews [often|normally]

== vague
what about [order |my order ]{number}?
[can|could] you help me with [the {product}|order {number}|my order]?
I wrote to you about [order {number}|the {product}] [on {weekday}|{days} days ago]
[it is about|a question about] [order {number}|the {product}]
what happens now with [the {product}|order {number}]?

== feeling negative
this is [really |so |]annoying
I am [very |quite |]disappointed
that is not acceptable
I have written [twice|three times] [already |]and nobody answers
this is the last time I [order|buy] here
what kind of [service|shop] is this?
I am losing my patience
honestly, this is a joke
seriously, how hard can it be?
I have wasted [hours|a whole evening] on this
your hotline [hangs up on me|is always busy]
if this goes on I will [leave a bad review|talk to my bank|shop elsewhere]
not what I expect [for {price}|from you]
I am [fed up|angry|really upset]
[terrible|awful|useless] service
nobody [cares|feels responsible]
I [will not|won't] [recommend you|order again]
your chat bot [is useless|understands nothing]

== feeling neutral
I could not find [it|this|anything about it] [on the website|in the FAQ]
I am not in a hurry
let me know [what you need|if you need anything else]
you can [call|reach] me [in the afternoon|by email]
I am [only |just |]asking [to be sure|because I want to plan]
order [number |no. ]{number}
it is about [order {number}|the {product}]
I ordered [as a guest|with the app]
I am writing for my {relative}
it is not urgent

== feeling positive
I [love|really like] your shop by the way
you have always been [so |]helpful
[otherwise|apart from that] everything [is great|was perfect]
the {product} [looks|is] [wonderful|beautiful] by the way
thanks for the [quick answer|friendly mail] [last time|yesterday]
[great|lovely] [service|shop] so far
I am a [happy|very happy] customer
your team is [great|fantastic|so kind]
[I'm|we're] looking forward to it
keep up the good work
so far I am very happy with [you|everything]
always a pleasure

== greeting
hi,
hello,
hi there,
hey,
good [morning|evening].
dear [team|support],
hello again,
excuse me,
quick question:

== closing
thanks
thank you
many thanks
thanks in advance
[regards|best regards|best], {surname}
[greetings|regards] from {city}
please [reply|answer] soon
{surname}
waiting for your answer

== face negative
😡
🙄
:(
😤

== face neutral
🤔
🙏
:)

== face positive
😊
❤️
👍
:)
🎉

== short
please = pls
thanks = thx
thank you = ty
you = u
your = ur
are = r
because = cuz
I am = im
I'd = id
don't = dont
can't = cant
cannot = cant
and = &
tomorrow = tmrw
order = oder
receive = recieve
address = adress
package = pkg
really = rly
with = w/

== number
[1|2|4|5|7|8]####

== days
[3|4|5|6|8|9|10|12|14]

== price
$[1|2|3|4|1#]#.[90|50|99]
[1|2|3|4|6|8]# dollars

== date
[January|February|March|April|May|June|July|August|September|October|November] [3|6|8|11|14|17|22|26|28]
the [3rd|5th|9th|12th|17th|21st|24th]

== weekday
[Monday|Tuesday|Wednesday|Thursday|Friday|Saturday]

== city
[Leeds|Denver|Toronto|Dublin|Portland|Boston|Bristol|Austin|Glasgow|Seattle|Perth|Oakland]

== street
[1|2|4|7|]# [Mill Lane|Station Road|Oak Street|Park Avenue|Church Street|Harbor Road|Elm Drive|Bridge Street]

== surname
[Carter|Patel|Novak|Murphy|Lopez|Kim|Fischer|Brown|Anna|Tom|Priya|Marta]

== relative
mother
father
sister
brother
daughter
son
wife
husband
girlfriend
boyfriend
grandmother
boss
roommate

== color
[blue|black|white|green|red|gray|yellow]

== product
{product=device}
{product=garment}
{product=ware}
{product=ware}

== device
desk lamp
wireless speaker
power bank
humidifier
rice cooker
keyboard
computer mouse
wall clock
electric toothbrush
coffee grinder
reading light
alarm clock

== garment
wool scarf
backpack
raincoat
hoodie
summer dress
denim jacket
down vest
baseball cap
wool sweater
linen shirt

== ware
ceramic mug
phone case
water bottle
duvet cover
cushion
umbrella
suitcase
bath towel
casserole
frying pan
scented candle
storage box
yoga mat
picture frame
flower vase
wooden train
teddy bear
leather notebook
fountain pen
wallet
teapot
)text";

} // namespace

std::string_view englishMessagePatterns() { return kEnglishMessagePatterns; }

} // namespace fettle::components
