// SPDX-License-Identifier: Apache-2.0
// Oracles: spans show what was read, each place of a document reads as the document does, and white space
// between tokens changes no finding.
#include "findings.hpp"

#include <string>
#include <string_view>
#include <vector>

#include "snsproof/policy_check.hpp"
#include "snsproof/policy_read.hpp"

using namespace snsproof;

namespace {

bool is_inside(span where, policy const& p) {
    return where.length == 0 || (where.offset >= p.offset() && where.end() <= p.offset() + p.text().size());
}

/// Whether the values of the document's policies stand in it as they are.
bool is_written_out(std::string_view text) {
    return text.find('\\') == std::string_view::npos &&
           text.find("\"PolicyDocument\"") == std::string_view::npos;
}

void check_value(policy_value const& v, policy const& p, bool is_written) {
    fuzz::expect(is_inside(v.where, p), "a value outside of the text");
    if (v.is_unknown() || v.where.length == 0 || !is_written) return;
    std::string_view const under = p.text() / span{v.where.offset - p.offset(), v.where.length};
    fuzz::expect(under == (v.text.empty() ? std::string_view("\"\"") : v.text),
                 "a span that shows something else");
}

void check_views(policy const& p, bool is_written) {
    fuzz::expect(is_inside(p.where(), p), "a policy outside of the text");
    check_value(p.version(), p, is_written);
    for (policy_statement const& s : p.statements()) {
        check_value(s.sid, p, is_written);
        for (span const where : {s.where, s.effect_where, s.principal.key, s.principal.where, s.action.key,
                                 s.action.where, s.resource.key, s.resource.where, s.condition_where})
            fuzz::expect(is_inside(where, p), "an element outside of the text");
        for (policy_principal const& one : p.principals(s))
            check_value({one.who.text, one.where}, p, is_written);
        for (policy_value const& v : p.actions(s)) check_value(v, p, is_written);
        for (policy_value const& v : p.resources(s)) check_value(v, p, is_written);
        for (policy_condition const& c : p.conditions(s)) {
            check_value(c.key, p, is_written);
            fuzz::expect(is_inside(c.operator_where, p), "an operator outside of the text");
            for (policy_value const& v : p.values(c)) check_value(v, p, is_written);
        }
    }
}

/// All tokens, with nothing or a line between them.
std::string respace(json::document const& doc, std::string_view space) {
    std::string text;
    std::string_view const from = doc.text();
    bool in_string = false;
    for (std::size_t i = 0; i != from.size(); ++i) {
        char const c = from[i];
        if (!in_string && detail::is_space(c)) continue;
        text += c;
        if (in_string && c == '\\')
            text += from[++i];
        else if (c == '"')
            in_string = !in_string;
        else if (!in_string && (c == ',' || c == '{' || c == '['))
            text += space;
    }
    return text;
}

/// What was found, in order, and what it shows; but for sizes, in which white space counts.
std::vector<std::string> said(report const& found, std::string_view text) {
    std::vector<std::string> all;
    for (finding const& f : found) {
        if (f.what->id.starts_with("policy-size")) continue;
        all.push_back(std::string(f.what->id) + ' ' + std::string(text / f.where) + ' ' +
                      std::string(text / f.related));
    }
    return all;
}

std::vector<std::string> said_of(std::string_view text) {
    auto const parsed = parse_policy(text);
    auto all = said(parsed.findings(), text);
    if (parsed.value() == nullptr) return all;
    for (std::string const& one : said(check_policy(*parsed.value()), text)) all.push_back(one);
    return all;
}

bool holds_escaped_space(std::string_view text) {
    return text.find('\\') != std::string_view::npos;
}

void check_space(std::string_view text) {
    auto const read = json::read(text);
    // A string that holds a policy has white space of its own, which is not touched.
    if (read.value() == nullptr || holds_escaped_space(text)) return;
    std::string const dense = respace(*read.value(), "");
    fuzz::expect(said_of(dense) == said_of(respace(*read.value(), "\n ")),
                 "white space changes what is said");
    fuzz::expect(said_of(dense) == said_of(text), "the text's own white space changes what is said");
}

void check_one(result<policy> const& parsed, std::string_view text) {
    fuzz::expect_inside(parsed.findings(), text);
    fuzz::expect(parsed.value() != nullptr || !parsed.ok(), "no policy and no error");
    if (parsed.value() == nullptr) return;
    policy const& p = *parsed.value();
    bool const is_written = is_written_out(text);
    check_views(p, is_written);
    report const found = check_policy(p);
    fuzz::expect_inside(found, text);
    fuzz::expect(cases::is_same(check_policy(p), found), "checked twice, and not the same");
    auto const topic = parse_topic_arn("arn:aws:sns:us-east-1:123456789012:harbour");
    fuzz::expect_inside(check_policy(p, *topic.value()), text);
    for (policy_statement const& s : p.statements())
        if (s.effect == effect::unknown) return;
    if (!is_written) return;
    auto const again = parse_policy(p.document());
    fuzz::expect(again.value() != nullptr && again.value()->statements().size() == p.statements().size(),
                 "the policy's own text is another policy");
}

/// Without the keys that stand twice elsewhere in the document, which a place alone does not tell.
report of_place(report const& all, policy_place const& place) {
    report out;
    for (finding const& f : all)
        if (!(*f.what == rules::json_key_duplicate) ||
            (f.where.offset >= place.where.offset && f.where.end() <= place.where.end()))
            out.add(*f.what, f.where, f.related);
    return out;
}

void check_places(result<policy> const& first, std::string_view text) {
    auto const places = find_policies(text);
    fuzz::expect(!places.empty(), "a document without a place");
    std::uint32_t last = 0;
    for (policy_place const& place : places) {
        fuzz::expect(place.where.end() <= text.size() && place.field.end() <= text.size(), "a place outside");
        fuzz::expect(place.where.offset >= last, "places out of order");
        last = place.where.offset;
        check_one(parse_policy(text, place), text);
    }
    if (places.size() != 1 || first.findings().dropped() != 0) return;
    auto const only = parse_policy(text, places[0]);
    fuzz::expect((only.value() == nullptr) == (first.value() == nullptr), "the one place reads differently");
    fuzz::expect(cases::is_same(only.findings(), of_place(first.findings(), places[0])),
                 "the one place says something else");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    fuzz::exact_copy const copy(fuzz::text_of(data, size));
    std::string_view const text = copy;
    auto const parsed = parse_policy(text);
    check_one(parsed, text);
    check_places(parsed, text);
    check_space(text);
    return 0;
}
