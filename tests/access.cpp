// SPDX-License-Identifier: Apache-2.0
#include "snsproof/access.hpp"
#include "snsproof/grant.hpp"
#include "snsproof/policy_read.hpp"

#include "access_policies.hpp"
#include "cases/access.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace sp = snsproof;
using sp::truth;

namespace {

std::string describe(sp::request const& r) {
    std::string text =
        std::string(r.caller.text) + " " + std::string(r.action) + " " + std::string(r.resource);
    for (sp::context_key const& k : r.context) {
        text += " " + std::string(k.name) + "=";
        for (std::string_view const v : k.values) text += "[" + std::string(v) + "]";
    }
    return text;
}

std::string describe(reference::found_request const& f) {
    std::string text = f.caller + " (" + f.role + ") " + f.action + " " + f.topic;
    for (auto const& [name, values] : f.context) {
        text += " " + name + "=";
        for (std::string const& v : values) text += "[" + v + "]";
    }
    return text;
}

bool allows(sp::policy const& p, sp::request const& r) {
    return sp::decide(p, r).decision == sp::decision::allow;
}

/// Whether a key of the request is one that its caller and its action can have, with values that it can have.
bool agrees_with_itself(sp::request const& r, sp::context_key const& k) {
    sp::condition_key const* const known = sp::find_condition_key(k.name);
    bool const is_present = k.state == sp::key_state::present && !k.values.empty();
    if (!is_present) return k.state == sp::key_state::absent;
    if (k.values.size() > 1 && known != nullptr && !known->multivalued()) return false;
    if (sp::detail::equal_ignoring_case(k.name, "aws:PrincipalArn")) {
        sp::principal const role = sp::parse_caller(k.values[0]);
        return r.caller.kind == sp::principal_kind::session && role.kind == sp::principal_kind::role &&
               role.name == r.caller.name && role.account == r.caller.account;
    }
    return reference::may_have(r.caller, r.action, std::string(k.name));
}

/// Whether the witness is a request that there can be, and shows what it is for.
bool is_right(sp::access_answer const& a, sp::policy const& allowing, sp::policy const* denying) {
    sp::request const& r = a.witness();
    bool right = !r.other_keys_unknown && !r.any_identity && allows(allowing, r) &&
                 (denying == nullptr || !allows(*denying, r)) && a.callers()[0].who.text == r.caller.text;
    right = right && r.caller.kind == sp::parse_caller(r.caller.text).kind && a.because() != nullptr &&
            r.action.starts_with("sns:") && sp::find_sns_action(r.action.substr(4)) != nullptr;
    for (sp::context_key const& k : r.context) right = right && agrees_with_itself(r, k);
    return right;
}

bool is_stranger(sp::policy const& p, sp::request const& r) {
    reference::stranger const s(p);
    if (!s.is_one(r.caller)) return false;
    for (sp::context_key const& k : r.context)
        for (std::string_view const v : k.values)
            if (!s.may_have(std::string(k.name), std::string(v))) return false;
    return true;
}

sp::result<sp::policy> read(std::string const& text) {
    auto parsed = sp::parse_policy(text);
    BOOST_TEST_REQUIRE((parsed.value() != nullptr), text);
    return parsed;
}

truth widens(std::string const& old, std::string const& changed, std::string_view topic = {}) {
    auto const a = read(old);
    auto const b = read(changed);
    return sp::widens(*a.value(), *b.value(), topic).found();
}

/// The same policy with a space behind each comma that is no part of a text.
std::string reformat(std::string const& text) {
    std::string spaced;
    for (std::size_t i = 0; i != text.size(); ++i) {
        spaced += text[i];
        if (text[i] == ',' && std::string_view("\"{").find(text[i + 1]) != std::string_view::npos)
            spaced += "\n  ";
    }
    return spaced;
}

/// AWS's own: https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html
std::string const default_policy =
    R"({"Version":"2008-10-17","Id":"__default_policy_ID","Statement":[{"Sid":"__default_statement_ID",)"
    R"("Effect":"Allow","Principal":{"AWS":"*"},"Action":["SNS:GetTopicAttributes","SNS:SetTopicAttributes",)"
    R"("SNS:AddPermission","SNS:RemovePermission","SNS:DeleteTopic","SNS:Subscribe",)"
    R"("SNS:ListSubscriptionsByTopic","SNS:Publish","SNS:Receive"],)"
    R"("Resource":"arn:aws:sns:us-east-1:123456789012:harbour-events",)"
    R"("Condition":{"StringEquals":{"AWS:SourceOwner":"123456789012"}}}]})";
constexpr std::string_view topic_text = "arn:aws:sns:us-east-1:123456789012:harbour-events";

std::set<std::string> callers_of(sp::access_grants const& grants) {
    std::set<std::string> all;
    for (sp::access_grant const& g : grants)
        for (sp::access_caller const& c : g.callers) all.insert(std::string(c.who.text));
    return all;
}

/// A condition of one key with one value, or a list of them.
std::string test_of(std::string_view op, std::string_view key, std::string const& values) {
    return '"' + std::string(op) + R"(":{")" + std::string(key) + R"(":[)" + values + "]}";
}

struct tally {
    std::size_t yes{}, no{}, beyond{}, unknown{}, wrong{};
};

/// Holds an answer to the reference, and counts. False where it is wrong.
bool agrees(sp::access_answer const& a, sp::policy const& allowing, sp::policy const* denying,
            std::string_view topic, tally& count) {
    reference::world world(allowing, denying, denying == nullptr);
    reference::found_request found;
    for (std::string const& t : reference::topics) {
        if (!topic.empty() && topic != t) continue;
        found = world.find(t);
        if (found.found) break;
    }
    bool right = a.found() != truth::unknown && (!found.found || a.found() == truth::yes);
    if (a.found() == truth::yes)
        right = right && is_right(a, allowing, denying) &&
                (denying != nullptr || is_stranger(allowing, a.witness()));
    count.unknown += a.found() == truth::unknown;
    count.beyond += a.found() == truth::yes && !found.found;
    (a ? count.yes : count.no) += 1;
    if (right) return true;
    ++count.wrong;
    BOOST_TEST_MESSAGE((denying == nullptr ? "public" : "widens")
                       << "\n  allowing " << allowing.document() << "\n  denying  "
                       << (denying == nullptr ? "" : denying->document()) << "\n  topic " << topic
                       << "\n  answer " << static_cast<int>(a.found()) << " "
                       << (a.found() == truth::yes       ? describe(a.witness())
                           : a.found() == truth::unknown ? std::string(a.doubt().what->id)
                                                         : "")
                       << "\n  found " << (found.found ? describe(found) : "nothing"));
    return false;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(access_tests)

BOOST_AUTO_TEST_CASE(answers_are_those_of_a_look_at_all_requests) {
    bool const is_long = std::getenv("SNSPROOF_LONG") != nullptr;
    reference::policy_maker make(5);
    tally widening, open;
    for (int i = 0, n = is_long ? 200'000 : 6'000; i != n; ++i) {
        make.choose_keys();
        auto const first = make.make();
        auto const second = make.pick(3) == 0 ? make.make() : make.change(first);
        std::string const text = make.write(first), other = make.write(second);
        auto const a = sp::parse_policy(text);
        auto const b = sp::parse_policy(other);
        BOOST_TEST_REQUIRE((a.value() != nullptr && b.value() != nullptr), text << other);
        std::string const topic = make.pick(2) == 0 ? "" : make.one_of(reference::topics);
        agrees(sp::widens(*a.value(), *b.value(), topic), *b.value(), a.value(), topic, widening);
        agrees(sp::is_public(*b.value(), topic), *b.value(), nullptr, topic, open);
        if (widening.wrong + open.wrong > 5) break;
    }
    for (tally const* t : {&widening, &open}) {
        BOOST_TEST_MESSAGE(t->yes << " yes, " << t->beyond << " of them outside of the small world, " << t->no
                                  << " no, " << t->unknown << " unknown");
        BOOST_TEST(t->wrong == 0U);
        BOOST_TEST(t->unknown == 0U);
        BOOST_TEST(t->yes > 1'000U);
        BOOST_TEST(t->no > 1'000U);
        BOOST_TEST(t->beyond * 20 < t->yes);
    }
}

// Random policies, alone and many put together; of those, sets of values may be too many.
BOOST_AUTO_TEST_CASE(laws) {
    reference::policy_maker make(17);
    std::size_t unknown = 0;
    for (int i = 0; i != 600; ++i) {
        make.choose_keys();
        auto p = make.make();
        bool const is_large = i % 8 == 0;
        for (std::size_t more = is_large ? 4 : 0; more != 0; --more)
            for (auto const& s : make.make()) p.push_back(s);
        std::string const text = make.write(p);
        std::string const topic = i % 2 == 0 ? "" : make.one_of(reference::topics);
        auto const is_no_wider = [&](std::string const& old, std::string const& changed) {
            truth const found = widens(old, changed, topic);
            unknown += found == truth::unknown;
            return found == truth::no || (is_large && found == truth::unknown);
        };
        BOOST_TEST(is_no_wider(text, reformat(text)), text);
        auto shuffled = p;
        std::rotate(shuffled.begin(), shuffled.begin() + static_cast<std::ptrdiff_t>(make.pick(p.size())),
                    shuffled.end());
        BOOST_TEST(is_no_wider(text, make.write(shuffled)), text);
        BOOST_TEST(is_no_wider(make.write(shuffled), text), text);
        auto added = p;
        added.push_back(make.make().front());
        added.back().allows = false;
        BOOST_TEST(is_no_wider(text, make.write(added)), make.write(added));
        added.back().allows = true;
        BOOST_TEST(is_no_wider(make.write(added), text), make.write(added));
    }
    BOOST_TEST(unknown < 60U);
}

BOOST_AUTO_TEST_CASE(what_does_not_widen_twice_does_not_widen) {
    reference::policy_maker make(23);
    std::size_t chains = 0;
    for (int i = 0; i != 3'000; ++i) {
        make.choose_keys();
        auto const a = make.make();
        auto const b = make.change(a);
        auto const c = make.change(b);
        if (widens(make.write(b), make.write(a)) != truth::no ||
            widens(make.write(c), make.write(b)) != truth::no)
            continue;
        ++chains;
        BOOST_TEST((widens(make.write(c), make.write(a)) == truth::no), make.write(a) << make.write(c));
    }
    BOOST_TEST(chains > 500U);
}

BOOST_AUTO_TEST_CASE(who_lets_strangers_in_lets_a_caller_in) {
    reference::policy_maker make(29);
    std::size_t open = 0;
    for (int i = 0; i != 1'000; ++i) {
        make.choose_keys();
        auto const p = read(make.write(make.make()));
        std::string const topic = make.one_of(reference::topics);
        auto const found = sp::is_public(*p.value(), topic);
        if (found.found() != truth::yes) continue;
        ++open;
        auto const grants = sp::who_can(*p.value(), found.witness().action, topic);
        BOOST_TEST(grants.size() != 0U, p.value()->document());
        for (sp::access_grant const& g : grants) {
            BOOST_TEST(allows(*p.value(), g.witness), describe(g.witness));
            BOOST_TEST(g.callers.size() != 0U);
            for (sp::context_key const& k : g.witness.context) BOOST_TEST(agrees_with_itself(g.witness, k));
        }
    }
    BOOST_TEST(open > 200U);
}

// Whoever is in a class can do what its first caller can, and who is in none cannot.
BOOST_AUTO_TEST_CASE(who_can_is_a_look_at_all_callers) {
    reference::policy_maker make(31);
    std::size_t without_conditions = 0;
    for (int i = 0; i != 1'000; ++i) {
        make.choose_keys();
        auto statements = make.make();
        for (auto& s : statements) s.conditions.clear();
        auto const p = read(make.write(statements));
        std::string const topic = make.one_of(reference::topics);
        auto const grants = sp::who_can(*p.value(), "sns:Publish", topic);
        std::set<std::string> const granted = callers_of(grants);
        for (sp::access_grant const& g : grants)
            for (sp::access_caller const& c : g.callers)
                BOOST_TEST(allows(*p.value(), {c.who, "sns:Publish", topic}),
                           c.who.text << p.value()->document());
        std::set<std::string> named;
        for (sp::policy_statement const& s : p.value()->statements())
            for (sp::policy_principal const& one : p.value()->principals(s)) {
                sp::principal const who = sp::parse_caller(one.who.text);
                bool const is_caller = who.kind != sp::principal_kind::invalid && who.text != "*" &&
                                       who.kind != sp::principal_kind::account;
                if (!is_caller || !allows(*p.value(), {who, "sns:Publish", topic})) continue;
                ++without_conditions;
                BOOST_TEST(granted.contains(std::string(who.text)), who.text << p.value()->document());
            }
        bool const is_open = allows(*p.value(), {sp::parse_caller(""), "sns:Publish", topic});
        BOOST_TEST(is_open == granted.contains(""));
    }
    BOOST_TEST(without_conditions > 200U);
}

BOOST_AUTO_TEST_CASE(the_default_policy_and_the_grant_for_stream) {
    auto const before = read(default_policy);
    auto const topic = sp::parse_topic_arn(topic_text);
    BOOST_TEST((sp::is_public(*before.value()).found() == truth::no));
    auto const merged = sp::merge_grant(*before.value(), *topic.value());
    auto const after = read({merged.text.data(), merged.text.size()});
    auto const found = sp::widens(*before.value(), *after.value());
    BOOST_TEST((found.found() == truth::yes));
    BOOST_TEST(found.witness().caller.account == sp::stream_account);
    BOOST_TEST(found.witness().action == "sns:Publish");
    std::size_t unnamed = 0;
    for (sp::access_caller const& c : found.callers())
        unnamed += !c.is_named && c.who.account == sp::stream_account;
    BOOST_TEST(unnamed == 5U);  // the root user, users, roles, sessions and federated users
    BOOST_TEST((sp::widens(*after.value(), *before.value()).found() == truth::no));
    BOOST_TEST((sp::is_public(*after.value()).found() == truth::no));
    auto const old_grants = sp::who_can(*before.value(), "sns:Publish", topic_text);
    auto const new_grants = sp::who_can(*after.value(), "sns:Publish", topic_text);
    BOOST_TEST(new_grants.size() == old_grants.size() + 1);
    std::size_t of_stream = 0;
    for (sp::access_grant const& g : new_grants) {
        bool const is_stream = g.callers[0].who.account == sp::stream_account;
        BOOST_TEST((g.allowed == (is_stream ? truth::yes : truth::unknown)));
        of_stream += is_stream;
        for (sp::access_caller const& c : g.callers)
            BOOST_TEST((c.who.account == sp::stream_account) == is_stream, c.who.text);
    }
    BOOST_TEST(of_stream == 1U);
    BOOST_TEST((old_grants[0].allowed == truth::unknown));
}

// What a reader sees first of a witness.
BOOST_AUTO_TEST_CASE(a_value_that_no_policy_names_is_one_as_its_key_has) {
    constexpr std::string_view samples[][3] = {
        {"aws:SourceVpc", "vpc-0a1b2c3d", "vpc-00000000"},
        {"aws:Ec2InstanceSourceVpc", "vpc-0a1b2c3d", "vpc-00000000"},
        {"aws:SourceVpce", "vpce-0a1b2c3d", "vpce-00000000"},
        {"aws:RequestedRegion", "eu-west-1", "us-east-1"},
        {"sns:Endpoint", "https://example.org/", "https://example.com/"},
        {"aws:SourceAccount", "111122223333", "444455556666"},
        {"aws:SourceAccount", "444455556666", "999999999999"},
        {"aws:SourceAccount", R"(444455556666","999999999999)", "999999999998"},
    };
    for (auto const& [key, named, other] : samples) {
        std::string const quoted = '"' + std::string(named) + '"';
        auto const p = read(
            R"({"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":"*","Action":"SNS:*",)"
            R"("Condition":{)" +
            test_of("StringNotEquals", key, quoted) + "," + test_of("Null", key, "false") + "}}}");
        auto const found = sp::is_public(*p.value(), topic_text);
        BOOST_TEST_REQUIRE((found.found() == truth::yes), key);
        BOOST_TEST_REQUIRE(found.witness().context.size() == 1U, key);
        BOOST_TEST(found.witness().context[0].values[0] == other, key);
    }
}

// Whatever may be spent, the answer is the right one or none, and why.
BOOST_AUTO_TEST_CASE(no_budget_makes_an_answer_wrong) {
    reference::policy_maker make(37);
    std::size_t spent = 0;
    for (int i = 0; i != 60; ++i) {
        make.choose_keys();
        auto const first = make.make();
        auto const a = read(make.write(first));
        auto const b = read(make.write(make.change(first)));
        truth const right = sp::widens(*a.value(), *b.value()).found();
        for (std::uint64_t budget = 0; budget < 2'000; budget += 1 + budget / 16) {
            auto const found = sp::widens(*a.value(), *b.value(), {}, {budget});
            bool const is_told =
                found.found() != truth::unknown || found.doubt().what == &sp::rules::access_budget;
            BOOST_TEST((is_told && (found.found() == truth::unknown || found.found() == right)),
                       budget << a.value()->document() << b.value()->document());
            BOOST_TEST(bool(found) == (found.found() != truth::no));
            spent += found.found() == truth::unknown;
        }
    }
    BOOST_TEST(spent > 300U);
}

namespace {

std::string statement(std::string_view effect, std::string const& principal, std::string const& condition) {
    return R"({"Effect":")" + std::string(effect) + R"(","Principal":)" + principal +
           R"(,"Action":"SNS:Publish","Condition":{)" + condition + "}}";
}

/// A list of as many texts, or without quotes, of statements.
template <class Make>
std::string list_of(std::size_t count, Make make, std::string_view quote = "\"") {
    std::string text;
    for (std::size_t i = 0; i != count; ++i)
        text += (i == 0 ? "" : ",") + std::string(quote) + make(i) + std::string(quote);
    return text;
}

std::string stars(std::size_t seed) {
    std::string text = "*";
    for (std::size_t k = 0; k != 8; ++k)
        text += std::string(1, static_cast<char>('a' + (seed * 7 + k * 3) % 26)) + '*';
    return text;
}

/// Policies that ask for much, in both orders: there is an answer, or a reason why not, and soon.
void is_answered(std::string const& what, std::string const& first, std::string const& second) {
    std::string const open = R"({"Version":"2012-10-17","Statement":[)";
    auto const a = read(open + first + "]}");
    auto const b = read(open + second + "]}");
    auto const start = std::chrono::steady_clock::now();
    for (std::string_view const topic : {std::string_view{}, topic_text})
        for (auto const* const pair : {&a, &b}) {
            sp::policy const& old = *pair->value();
            sp::policy const& changed = *(pair == &a ? b : a).value();
            auto const wider = sp::widens(old, changed, topic);
            BOOST_TEST((wider.found() != truth::unknown || wider.doubt().what != nullptr), what);
            BOOST_TEST((wider.found() != truth::yes || is_right(wider, changed, &old)), what);
            auto const open_to = sp::is_public(old, topic);
            BOOST_TEST((open_to.found() != truth::unknown || open_to.doubt().what != nullptr), what);
            BOOST_TEST((open_to.found() != truth::yes || is_right(open_to, old, nullptr)), what);
            for (sp::access_grant const& g : sp::who_can(old, "sns:Publish", topic))
                BOOST_TEST(allows(old, g.witness), what);
        }
    BOOST_TEST((std::chrono::steady_clock::now() - start < std::chrono::seconds(60)), what);
}

}  // namespace

BOOST_AUTO_TEST_CASE(policies_of_any_size_have_an_answer) {
    std::string const all = R"("*")";
    std::string const everyone = statement("Allow", all, "");
    for (char const* const key :
         {"aws:UserAgent", "aws:PrincipalArn", "aws:SourceArn", "aws:username", "aws:PrincipalServiceName",
          "aws:PrincipalAccount", "aws:ResourceAccount"}) {
        auto const one = [&](std::size_t i) {
            return statement("Allow", all, test_of("StringLike", key, '"' + stars(i) + '"'));
        };
        is_answered(key, list_of(20, one, ""),
                    statement("Allow", all, test_of("StringNotLike", key, list_of(20, stars))));
    }
    auto const of_key = [&](std::size_t i) {
        return statement("Allow", all,
                         test_of("StringEquals", "aws:PrincipalTag/k" + std::to_string(i), R"("a")"));
    };
    is_answered("keys", list_of(60, of_key, ""),
                everyone + "," +
                    statement("Deny", all, test_of("StringNotEquals", "aws:PrincipalTag/x", R"("a")")));
    for (std::size_t const size : {2U, 200U}) {
        auto const who = [&](std::size_t i, std::string const& behind) {
            return R"({"AWS":[)" +
                   list_of(size,
                           [&](std::size_t k) {
                               return "arn:aws:iam::" + std::to_string(100'000'000'000 + 7 * (i * size + k)) +
                                      behind;
                           }) +
                   "]}";
        };
        is_answered("principals",
                    list_of(
                        100, [&](std::size_t i) { return statement("Allow", who(i, ":root"), ""); }, ""),
                    list_of(
                        100, [&](std::size_t i) { return statement("Allow", who(i, ":role/x"), ""); }, ""));
    }
    auto const sets = [&](std::size_t i) {
        std::string const values = "\"*" + std::string(1, static_cast<char>('a' + i)) + "*\"";
        return statement(i % 2 == 0 ? "Allow" : "Deny", all,
                         test_of("ForAllValues:StringLike", "aws:CalledVia", values) + "," +
                             test_of("ForAnyValue:StringLike", "aws:TagKeys", values));
    };
    is_answered("sets", list_of(12, sets, ""), everyone);
    for (std::size_t const size : {300U, 30'000U}) {
        auto const compare = [&](char const* op, char const* other, char const* key, auto value) {
            auto const next = [&](std::size_t i) { return value(i + 1); };
            is_answered(key, statement("Allow", all, test_of(op, key, list_of(size, value))),
                        statement("Allow", all, test_of(other, key, list_of(size, next))));
        };
        compare("StringEquals", "StringLike", "aws:UserAgent",
                [](std::size_t i) { return std::to_string(i) + (i % 10 == 0 ? "*" : ""); });
        compare("NumericEquals", "NumericNotEquals", "aws:MultiFactorAuthAge",
                [](std::size_t i) { return std::to_string(i); });
        compare("IpAddress", "NotIpAddress", "aws:SourceIp", [](std::size_t i) {
            return "1." + std::to_string(i / 256) + "." + std::to_string(i % 256) + ".0/25";
        });
        compare("ArnEquals", "ArnNotLike", "aws:PrincipalArn", [](std::size_t i) {
            return "arn:aws:iam::" + std::to_string(100'000'000'000 + 7 * i) + ":role/r";
        });
    }
}

BOOST_AUTO_TEST_CASE(public_policies) {
    for (auto const& c : cases::public_policies) BOOST_TEST(cases::is_public_case(c), c.what);
    // Too many steps for a constant expression.
    cases::public_case const more{
        "users of another partition",
        R"({@everyone,@publish,"Condition":{"ArnLike":{"aws:PrincipalArn":"arn:aws-cn:iam::*:user/*"}}})",
        true};
    BOOST_TEST(cases::is_public_case(more), more.what);
}

BOOST_AUTO_TEST_CASE(open_questions) {
    for (auto const& c : cases::open_questions) BOOST_TEST(cases::is_not_known(c), c.what);
    for (auto const& c : cases::open_public_questions) BOOST_TEST(cases::is_not_known(c), c.what);
}

BOOST_AUTO_TEST_CASE(widenings) {
    for (auto const& c : cases::widenings) BOOST_TEST(cases::is_widening(c), c.what);
}

BOOST_AUTO_TEST_SUITE_END()
