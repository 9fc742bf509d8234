# SPDX-License-Identifier: GPL-3.0-or-later
"""What can be decided by rule about a text and its translation: look.md's "Writing English" and "Writing Chinese"."""
import re

MARK = re.compile(r"\{([A-Za-z0-9_]+)(?::([a-z]+))?\}")
PART = re.compile(r"\[\[(.*?)\]\]")
UNITS = {"bytes", "duration", "percent", "plain"}

# look.md's table of words: what translators are tempted by, where it has no other use.
FORBIDDEN = ["主页", "培训", "资料集", "校验集", "角色", "目标变量", "打标", "拆分", "分割", "泄露", "样例", "实例", "工程",
             "运行记录", "图层", "块", "图像", "参数", "世代", "回合", "周期", "批次", "损耗", "度量", "精度", "基准", "自信度",
             "精调", "早停", "增广", "存档", "令牌", "推理", "推断", "恢复", "记忆体", "您"]
# The other uses, which are right: segmentation, a scheduler's name, restoring after a crash …
ALLOWED = ["图像分类", "图像分割", "模块", "参数量", "超参数", "单周期", "数值精度", "从备份恢复"]
BRITISH = re.compile(r"\b(\w*(colour|grey|behaviour|favour|neighbour|centre|metre\b|licence|catalogue|artefact|cancelled|"
                     r"cancelling|labelled|modelling|travell|learnt|misspelt|fulfil\b|towards|whilst|analyse)\w*|"
                     r"\w+is(e|es|ed|ing|ation)\b)", re.IGNORECASE)
# Words that end like British ones and are not.
PLAIN = {"otherwise", "likewise", "depthwise", "noise", "raise", "raises", "raised", "raising", "rise", "rises", "rising", "arise",
         "precise", "promise", "promises", "promised", "exercise", "advise", "revise", "comprise", "compromise", "surprise", "surprising"}
INSIDE = re.compile(r"(?<![-\w])(engine|supervisor|worker|instance|inference|please)(?![-\w])", re.IGNORECASE)

HAN = r"[\u3400-\u4dbf\u4e00-\u9fff]"
LATIN = r"[A-Za-z0-9]"
FULL = r"[，。：；？！（）“”、]"


def marks(text):
    return {(match.group(1), match.group(2) or "") for match in MARK.finditer(text)}


def structure(text):
    """The marks outside of optional parts, and those of each part."""
    return marks(PART.sub("", text)), sorted(sorted(marks(part)) for part in PART.findall(text))


def readings(text, lists):
    """The text as it is read, with and without its optional parts: figures and names as 0, words as 字."""
    def reading(match):
        return "字" if match.group(2) == "phrase" or match.group(2) in lists else "0"
    return {MARK.sub(reading, PART.sub(keep, text)) for keep in (r"\1", "")}


def english(text, lists):
    for word in BRITISH.finditer(text):
        if word.group(0).lower() not in PLAIN:
            yield f"'{word.group(0)}' is not US spelling"
    for word in INSIDE.finditer(text):
        yield f"'{word.group(0)}' is not a word for the screen"
    for name, form in marks(text):
        if form and form != "phrase" and form not in UNITS | lists:
            yield f"{{{name}:{form}}} names no unit and no list of words"
    if PART.sub("", text).count("[[") + PART.sub("", text).count("]]") > 0:
        yield "an optional part is not closed"


def chinese(source, text, lists):
    if structure(source) != structure(text):
        yield f"the marks differ from '{source}'"
    plain = text
    for right in ALLOWED:
        plain = plain.replace(right, "")
    for word in FORBIDDEN:
        if word in plain:
            yield f"'{word}' is not in the word table"
    if re.match("请(?!求)", text):  # 请求 is a request
        yield "it begins with 请"
    if "·" in text:
        yield "a middle dot stands in it"
    for read in sorted(readings(text, lists)):
        if re.search(HAN + r"[,;:?!()\"'.]|[,;:?!()\"']" + HAN, read):
            yield "half-width punctuation stands beside a Han character"
        if re.search(HAN + LATIN + "|" + LATIN + HAN, read):
            yield "a space is missing between Han and Latin or digits"
        if re.search("  | " + FULL + "|" + FULL + " | %|" + HAN + " " + HAN, read):
            yield "a space is too much"
