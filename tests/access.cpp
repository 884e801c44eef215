// SPDX-License-Identifier: Apache-2.0
#include "snsproof/access.hpp"
#include "snsproof/grant.hpp"
#include "snsproof/policy_read.hpp"

#include "access_policies.hpp"
#include "cases/access.hpp"

#include <boost/test/unit_test.hpp>

#include <cstddef>
#include <cstdlib>
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
                 (denying == nullptr || !allows(*denying, r)) && a.caller().who.text == r.caller.text;
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
    if (std::getenv("BEYOND") != nullptr && a.found() == truth::yes && !found.found)
        BOOST_TEST_MESSAGE("BEYOND " << (denying == nullptr) << " " << describe(a.witness()) << " "
                                     << allowing.document());
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
    char const* const pairs = std::getenv("PAIRS");
    reference::policy_maker make(5);
    tally widening, open;
    for (int i = 0, n = pairs != nullptr ? std::atoi(pairs) : is_long ? 200'000 : 10'000; i != n; ++i) {
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
        BOOST_TEST_MESSAGE("yes " << t->yes << " no " << t->no << " beyond " << t->beyond << " unknown "
                                  << t->unknown);
        BOOST_TEST(t->wrong == 0U);
    }
}

BOOST_AUTO_TEST_CASE(public_policies) {
    for (auto const& c : cases::public_policies) BOOST_TEST(cases::is_public_case(c), c.what);
}

BOOST_AUTO_TEST_CASE(widenings) {
    for (auto const& c : cases::widenings) BOOST_TEST(cases::is_widening(c), c.what);
}

BOOST_AUTO_TEST_SUITE_END()
