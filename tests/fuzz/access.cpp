// SPDX-License-Identifier: Apache-2.0
// The first line is a topic or nothing, the second a policy, the rest one that replaces it. Oracles: `decide`
// confirms each witness, and finds none where there should be none.
#include "../held_request.hpp"
#include "findings.hpp"
#include "request_input.hpp"

#include <string>
#include <string_view>
#include <vector>

#include "snsproof/access.hpp"
#include "snsproof/policy_read.hpp"
#include "snsproof/sns_action.hpp"

using namespace snsproof;
using cases::held_request;

namespace {

constexpr access_limits limits{20'000};
constexpr rule asked_rule{.id = "asked", .title = "", .why = "", .fix = "", .reference = ""};

bool is_allowed(policy const& p, request const& asked) {
    return decide(p, asked).decision == decision::allow;
}
bool is_denied(policy const& p, request const& asked) {
    decision const d = decide(p, asked).decision;
    return d == decision::explicit_deny || d == decision::implicit_deny;
}

bool is_complete(request const& asked) {
    bool complete = !asked.other_keys_unknown && !asked.any_identity;
    for (context_key const& k : asked.context) complete = complete && k.state != key_state::unknown;
    return complete && asked.action.starts_with("sns:") && find_sns_action(asked.action.substr(4)) != nullptr;
}

bool is_statement_of(policy_statement const* s, policy const& p) {
    for (policy_statement const& one : p.statements())
        if (&one == s) return one.effect == effect::allow;
    return false;
}

/// What each answer must be; whether it is `yes`.
bool check_answered(access_answer const& said, policy const& allowing, policy const* denying,
                    std::string_view topic) {
    bool const found = said.found() == truth::yes;
    fuzz::expect_inside(check_answer(said, allowing, asked_rule), allowing.text());
    fuzz::expect((said.found() == truth::unknown) == (said.doubt().what != nullptr),
                 "a doubt without reason");
    if (said.doubt().what != nullptr) {
        policy const* const of = said.doubt().of;
        fuzz::expect(of == &allowing || of == denying, "a doubt of no policy");
        fuzz::expect(said.doubt().where.end() <= of->text().size(), "a doubt outside of the policy");
    }
    if (!found) return false;
    request const& shown = said.witness();
    fuzz::expect(is_complete(shown), "a witness with unknowns");
    fuzz::expect(is_allowed(allowing, shown), "a witness that is not allowed");
    fuzz::expect(denying == nullptr || is_denied(*denying, shown), "a witness that is not denied");
    fuzz::expect(topic.empty() || shown.resource == topic, "a witness of another topic");
    fuzz::expect(!said.callers().empty() && said.callers()[0].who.text == shown.caller.text,
                 "another caller");
    fuzz::expect(parse_caller(shown.caller.text).kind == shown.caller.kind, "a caller of another kind");
    fuzz::expect(is_statement_of(said.because(), allowing), "allowed by no statement");
    return true;
}

/// Requests of the words of both policies, as docs/semantics.md says that they can be.
class requests {
public:
    requests(policy const& a, policy const& b, std::string_view input) : choose_(input) {
        words_.add(a);
        words_.add(b);
    }

    held_request make(std::string_view topic) {
        held_request asked;
        asked.caller = choose_.one_of(words_.callers);
        asked.action = choose_.one_of(words_.actions);
        asked.resource = topic.empty() ? choose_.one_of(words_.topics) : topic;
        std::string_view const bare =
            std::string_view(asked.action).substr(std::min<std::size_t>(4, asked.action.size()));
        sns_action const* const action = find_sns_action(bare);
        asked.action = "sns:" + std::string(action == nullptr ? "Publish" : action->name);
        if (!parse_topic_arn(asked.resource).ok()) asked.resource = held_request().resource;
        for (std::size_t n = choose_.pick(4); n != 0; --n) add_key(asked, choose_.one_of(words_.keys));
        return asked;
    }

    held_request make_stranger(std::string_view topic, policy const& p) {
        held_request asked = make(topic);
        asked.caller = "";
        asked.keys.clear();
        std::string account = "900000000000";
        while (p.document().find(account) != std::string_view::npos) ++account[1 + choose_.pick(11)];
        if (choose_.pick(2) == 0) asked.caller = "arn:aws:iam::" + account + ":user/x";
        for (std::string const& key : words_.keys)
            if (detail::equal_ignoring_case(key, "aws:UserAgent") ||
                detail::equal_ignoring_case(key, "aws:SecureTransport"))
                add_key(asked, key);
        return asked;
    }

private:
    void add_key(held_request& asked, std::string const& name) {
        principal const who = parse_caller(asked.caller);
        if (name.find(':') == std::string::npos) return;
        if (detail::compare_ignoring_case(name.substr(0, 4), "sns:") == 0 && asked.action != "sns:Subscribe")
            return;
        if (!who.is_of_account() && !is_of_everyone(name)) return;
        bool const is_time = is_same(name, "aws:CurrentTime") || is_same(name, "aws:EpochTime");
        for (held_request::key const& k : asked.keys)
            if (is_same(k.name, name) ||
                (is_time && (is_same(k.name, "aws:CurrentTime") || is_same(k.name, "aws:EpochTime"))))
                return;
        request const view = asked.view();
        detail::request_keys keys(view);
        if (keys.find(name, find_key_id(name)).state != key_state::absent || follows(name)) return;
        asked.keys.push_back({name, key_state::present, {choose_.one_of(words_.values)}});
    }

    static bool is_same(std::string_view a, std::string_view b) { return detail::equal_ignoring_case(a, b); }
    static bool is_of_everyone(std::string_view name) {
        for (std::string_view const one :
             {"aws:SourceIp", "aws:SecureTransport", "aws:UserAgent", "aws:SourceArn", "aws:SourceAccount",
              "aws:CurrentTime", "sns:Endpoint", "sns:Protocol"})
            if (is_same(one, name)) return true;
        return false;
    }
    static bool follows(std::string_view name) {
        for (std::string_view const one :
             {"aws:PrincipalArn", "aws:Arn", "aws:PrincipalAccount", "aws:PrincipalType", "aws:username",
              "aws:userid", "aws:PrincipalIsAWSService", "aws:PrincipalServiceName", "aws:ResourceAccount"})
            if (is_same(one, name)) return true;
        return false;
    }

    fuzz::policy_words words_;
    fuzz::chooser choose_;
};

void check_widens(policy const& old, policy const& changed, std::string_view topic, requests& make) {
    access_answer const said = widens(old, changed, topic, limits);
    if (check_answered(said, changed, &old, topic)) return;
    if (said.found() == truth::unknown) return;
    for (int i = 0; i != 8; ++i) {
        held_request asked = make.make(topic);
        request const view = asked.view();
        fuzz::expect(!is_allowed(changed, view) || !is_denied(old, view), "it widens, and the answer is no");
    }
}

void check_grants(policy const& p, std::string_view action, std::string_view topic) {
    access_grants const grants = who_can(p, action, topic, limits);
    for (access_grant const& g : grants) {
        fuzz::expect(!g.callers.empty() && is_complete(g.witness), "a grant to nobody");
        fuzz::expect(is_allowed(p, g.witness) && is_statement_of(g.because, p),
                     "a grant that is not allowed");
        if (g.allowed != truth::yes) continue;
        for (access_caller const& c : g.callers)
            fuzz::expect(!c.role.empty() || is_allowed(p, {c.who, g.witness.action, g.witness.resource}),
                         "a grant without conditions, and its caller is not allowed");
    }
}

void check_public(policy const& p, std::string_view topic, requests& make) {
    access_answer const said = is_public(p, topic, limits);
    bool const found = check_answered(said, p, nullptr, topic);
    if (said.found() == truth::no)
        for (int i = 0; i != 4; ++i) {
            held_request asked = make.make_stranger(topic, p);
            fuzz::expect(!is_allowed(p, asked.view()), "a stranger is allowed, and the answer is no");
        }
    if (!found) return;
    request const& shown = said.witness();
    fuzz::expect(shown.caller.kind != principal_kind::service, "a service is no stranger");
    fuzz::expect(shown.caller.kind == principal_kind::everyone ||
                     p.document().find(shown.caller.account) == std::string_view::npos || p.is_escaped(),
                 "a stranger whose account is spelled out");
    access_grants const grants = who_can(p, shown.action, shown.resource, limits);
    fuzz::expect(grants.size() != 0 || grants.doubt().what != nullptr, "public, and nobody can");
    static auto const nothing =
        parse_policy(R"({"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*",)"
                     R"("Action":"sns:*"}]})");
    fuzz::expect(static_cast<bool>(widens(*nothing.value(), p, topic, limits)),
                 "public, and no wider than nothing");
}

/// The policy with one space more does what it does.
void check_same(policy const& p, std::string_view topic) {
    if (p.is_escaped() || p.document().empty()) return;
    std::string text(p.document());
    text.insert(1, " ");
    auto const again = parse_policy(text);
    if (again.value() == nullptr || again.value()->statements().size() != p.statements().size()) return;
    for (policy_statement const& s : p.statements())
        if (s.effect == effect::unknown) return;
    fuzz::expect(widens(p, *again.value(), topic, limits).found() != truth::yes, "a space widens");
    fuzz::expect(widens(p, p, topic, limits).found() == truth::no, "wider than itself");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    std::string_view const input = fuzz::text_of(data, size);
    std::string_view rest = input;
    std::string_view topic = fuzz::take_line(rest);
    if (!parse_topic_arn(topic).ok()) topic = {};
    fuzz::exact_copy const first(fuzz::take_line(rest));
    fuzz::exact_copy const second(rest);
    auto const old = parse_policy(first);
    auto const changed = parse_policy(second);
    if (old.value() == nullptr || changed.value() == nullptr) return 0;
    requests make(*old.value(), *changed.value(), input);
    check_widens(*old.value(), *changed.value(), topic, make);
    check_same(*changed.value(), topic);
    check_public(*changed.value(), topic, make);
    check_grants(*changed.value(), "sns:Publish", topic);
    return 0;
}
