// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/xlsx_workbook.h"

#include <charconv>
#include <map>

#include "engine/data/xml_reader.h"

namespace fettle::data {
namespace {

constexpr std::size_t kMaxSheets = 10'000;
constexpr std::size_t kMaxStyles = 1'000'000;

std::int64_t wholeAttribute(std::string_view text, std::int64_t fallback)
{
    std::int64_t value = fallback;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

bool isOnAttribute(std::string_view text) { return text == "1" || text == "true" || text == "on"; }

Result<void> parseWhole(const XlsxPackage& package, const std::string& part, XmlHandler& handler)
{
    FETTLE_TRY_ASSIGN(const std::string bytes, package.readSmall(part));
    XmlReader reader(handler, part);
    return reader.feed(bytes, true);
}

/// A part's relations: id → type's last word and target.
class RelationReader final : public XmlHandler {
public:
    struct Relation {
        std::string type;
        std::string target;
    };
    std::map<std::string, Relation, std::less<>> relations;

    void startElement(std::string_view name, const XmlAttributes& attributes) override
    {
        if (name != "Relationship" || attributes.at("TargetMode") == "External" || relations.size() > kMaxSheets)
            return;
        const auto type = attributes.at("Type");
        relations.emplace(attributes.at("Id"), Relation{std::string(type.substr(type.rfind('/') + 1)),
                                                        std::string(attributes.at("Target"))});
    }
    void endElement(std::string_view) override {}

    [[nodiscard]] const Relation* ofType(std::string_view type) const
    {
        for (const auto& [id, relation] : relations)
            if (relation.type == type)
                return &relation;
        return nullptr;
    }
};

class SheetListReader final : public XmlHandler {
public:
    struct Listed {
        std::string name;
        std::string relation;
        bool hidden;
    };
    std::vector<Listed> sheets;
    bool from1904 = false;

    void startElement(std::string_view name, const XmlAttributes& attributes) override
    {
        if (name == "workbookPr")
            from1904 = from1904 || isOnAttribute(attributes.at("date1904")); // extensions have one of this name too
        else if (name == "sheet" && sheets.size() < kMaxSheets)
            sheets.push_back({std::string(attributes.at("name")), std::string(attributes.at("id")),
                              attributes.at("state") == "hidden" || attributes.at("state") == "veryHidden"});
    }
    void endElement(std::string_view) override {}
};

class StyleReader final : public XmlHandler {
public:
    std::vector<SheetFormat> formats;

    void startElement(std::string_view name, const XmlAttributes& attributes) override
    {
        if (name == "numFmt") {
            m_codes[wholeAttribute(attributes.at("numFmtId"), -1)] = sheetFormatOf(attributes.at("formatCode"));
        } else if (name == "cellXfs") {
            m_inCells = true;
        } else if (name == "xf" && m_inCells && formats.size() < kMaxStyles) {
            const auto id = wholeAttribute(attributes.at("numFmtId"), 0);
            const auto own = m_codes.find(id);
            formats.push_back(own == m_codes.end() ? builtInSheetFormat(id) : own->second);
        }
    }
    void endElement(std::string_view name) override
    {
        if (name == "cellXfs")
            m_inCells = false;
    }

private:
    std::map<std::int64_t, SheetFormat> m_codes;
    bool m_inCells = false;
};

/// "worksheets/sheet1.xml" in "xl/workbook.xml" is "xl/worksheets/sheet1.xml"; "/xl/…" counts from the top.
std::string resolvedPart(std::string_view base, std::string_view target)
{
    if (target.starts_with('/'))
        return std::string(target.substr(1));
    std::string folder(base.substr(0, base.rfind('/') == std::string_view::npos ? 0 : base.rfind('/') + 1));
    while (target.starts_with("../")) {
        target.remove_prefix(3);
        if (!folder.empty())
            folder.pop_back();
        folder.erase(folder.rfind('/') == std::string::npos ? 0 : folder.rfind('/') + 1);
    }
    return folder + std::string(target);
}

std::string relationsOf(std::string_view part)
{
    const auto slash = part.rfind('/');
    const auto at = slash == std::string_view::npos ? 0 : slash + 1;
    return std::string(part.substr(0, at)) + "_rels/" + std::string(part.substr(at)) + ".rels";
}

} // namespace

Result<Workbook> readWorkbook(const XlsxPackage& package)
{
    std::string main = "xl/workbook.xml";
    if (package.has("_rels/.rels")) {
        RelationReader top;
        FETTLE_TRY(parseWhole(package, "_rels/.rels", top));
        if (const auto* document = top.ofType("officeDocument"))
            main = resolvedPart("", document->target);
    }
    if (!package.has(main))
        return makeError("data.not_a_workbook", {{"file", package.fileName()}});
    SheetListReader list;
    FETTLE_TRY(parseWhole(package, main, list));
    RelationReader relations;
    if (package.has(relationsOf(main)))
        FETTLE_TRY(parseWhole(package, relationsOf(main), relations));
    Workbook workbook;
    workbook.from1904 = list.from1904;
    for (const auto& sheet : list.sheets) {
        const auto relation = relations.relations.find(sheet.relation);
        WorkbookSheet found{sheet.name, {}, sheet.hidden};
        if (relation != relations.relations.end() && relation->second.type == "worksheet")
            found.part = resolvedPart(main, relation->second.target);
        if (!found.part.empty() && !package.has(found.part))
            found.part.clear();
        workbook.sheets.push_back(std::move(found));
    }
    if (const auto* strings = relations.ofType("sharedStrings"))
        if (auto part = resolvedPart(main, strings->target); package.has(part))
            workbook.stringsPart = std::move(part);
    if (const auto* styles = relations.ofType("styles"))
        if (const auto part = resolvedPart(main, styles->target); package.has(part)) {
            StyleReader reader;
            FETTLE_TRY(parseWhole(package, part, reader));
            workbook.formats = std::move(reader.formats);
        }
    return workbook;
}

} // namespace fettle::data
