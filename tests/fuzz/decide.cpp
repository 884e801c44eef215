// SPDX-License-Identifier: Apache-2.0
// The first line is a request, the rest a policy; or all is a file of tests/decide. Oracles: `explain` says
// what `decide` says, and what is sure in spite of unknowns stays so whatever they turn out to be.
#include "../held_request.hpp"
#include "findings.hpp"
#include "request_input.hpp"

#include <string>
#include <string_view>
#include <vector>

#include "snsproof/decide.hpp"
#include "snsproof/policy_read.hpp"
#include "snsproof/publisher.hpp"

using namespace snsproof;
using cases::held_request;

namespace {

/// The verdict of the statements' matches, by the sentences of docs/semantics.md.
decision fold(detail::list<statement_match> const& trace) {
    bool denied = false;
    bool may_be_denied = false;
    bool allowed = false;
    bool may_be_allowed = false;
    for (statement_match const& m : trace) {
        bool const may_deny = m.statement->effect != effect::allow;
        bool const may_allow = m.statement->effect != effect::deny;
        bool const is_sure = m.applies == truth::yes && m.statement->effect != effect::unknown;
        if (m.applies == truth::no) continue;
        denied = denied || (is_sure && may_deny);
        allowed = allowed || (is_sure && may_allow);
        may_be_denied = may_be_denied || may_deny;
        may_be_allowed = may_be_allowed || may_allow;
    }
    if (denied) return decision::explicit_deny;
    if (!may_be_denied)
        return allowed ? decision::allow : may_be_allowed ? decision::depends : decision::implicit_deny;
    return decision::depends;
}

void check_trace(policy const& p, request const& asked, std::string_view text) {
    auto const trace = explain(p, asked);
    verdict const said = decide(p, asked);
    fuzz::expect(trace.size() == p.statements().size(), "a statement without a match");
    for (std::size_t i = 0; i != trace.size(); ++i) {
        statement_match const& m = trace[i];
        fuzz::expect(m.statement == &p.statements()[i], "matches out of order");
        fuzz::expect((m.applies == truth::yes) == (m.stopped_by == policy_part::none),
                     "stopped, and applies");
        fuzz::expect(m.where.end() <= text.size(), "a match outside of the text");
        fuzz::expect(m.condition == nullptr || m.stopped_by == policy_part::condition,
                     "a condition too many");
    }
    decision const folded = fold(trace);
    // Alone with an unknown `Deny` and nothing that may allow, it is denied one way or the other.
    fuzz::expect(folded == said.decision, "explain and decide differ");
    fuzz::expect((said.because == nullptr) == (said.decision == decision::implicit_deny),
                 "a verdict without a reason");
    if (said.because == nullptr) return;
    statement_match const& because = trace[static_cast<std::size_t>(said.because - p.statements().data())];
    truth const applies = said.decision == decision::depends ? truth::unknown : truth::yes;
    fuzz::expect(because.applies == applies, "the reason is none");
    fuzz::expect(decide(p, asked).because == said.because, "decided twice, and not the same");
}

void check_names(policy const& p, held_request asked) {
    decision const said = decide(p, asked.view()).decision;
    if (asked.action == "sns:Publish") {
        asked.action = "SNS:pubLISHbatch";
        fuzz::expect(decide(p, asked.view()).decision == said, "PublishBatch has a right of its own");
    }
    for (held_request::key& k : asked.keys)
        for (char& c : k.name) c = detail::lower(c);
    fuzz::expect(decide(p, asked.view()).decision == said, "the case of a key's name matters");
}

class completer {
public:
    completer(policy const& p, held_request const& asked, std::string_view input)
        : policy_(p), asked_(asked), choose_(input) {
        words_.add(p);
    }

    /// A request that knows some or all of what is unknown.
    held_request complete() {
        held_request known = asked_;
        if (known.any_identity && choose_.pick(4) != 0) choose_identity(known);
        std::size_t const given = known.keys.size();
        for (std::size_t i = 0; i != given; ++i) complete(known.keys[i], known.keys[i].state);
        if (known.other_keys_unknown) {
            for (std::string const& name : words_.keys)
                if (choose_.pick(3) != 0) add_other(known, name);
            known.other_keys_unknown = choose_.pick(3) == 0;
        }
        principal const who = parse_caller(known.caller);
        if (who.kind == principal_kind::session && choose_.pick(2) == 0) add_role(known, who);
        return known;
    }

private:
    void complete(held_request::key& k, key_state state) {
        if (state == key_state::unnamed) {
            k.state = choose_.pick(2) == 0 ? key_state::absent : key_state::present;
            // Nothing that a policy spells out is as long.
            if (k.state == key_state::present) k.values = {std::string(5000, 'q')};
        }
        if (state != key_state::unknown || choose_.pick(5) == 0) return;
        std::size_t const count = choose_.pick(4);
        k.state = count == 0 ? key_state::absent : key_state::present;
        for (std::size_t i = 0; i < (count == 3 ? 2 : count > 0 ? 1 : 0); ++i)
            k.values.push_back(choose_.one_of(words_.values));
    }

    /// A key of which nothing is said, and that does not follow from the caller.
    void add_other(held_request& known, std::string const& name) {
        for (held_request::key const& k : known.keys)
            if (detail::equal_ignoring_case(k.name, name)) return;
        request const asked = known.view();
        detail::request_keys keys(asked);
        if (keys.find(name, find_key_id(name)).state != key_state::unknown) return;
        known.keys.push_back({name, key_state::unknown});
        complete(known.keys.back(), key_state::unknown);
    }

    void choose_identity(held_request& known) {
        principal const who = parse_caller(asked_.caller);
        std::string const account(who.account);
        // An account alone is one of the topic's partition.
        std::string partition(who.partition.empty() ? detail::segment_of_arn(asked_.resource, 1)
                                                    : who.partition);
        if (partition.empty()) partition = "aws";
        std::vector<std::string> callers{"arn:" + partition + ":iam::" + account + ":user/x",
                                         "arn:" + partition + ":iam::" + account + ":role/p/x",
                                         "arn:" + partition + ":sts::" + account + ":assumed-role/x/y",
                                         "arn:" + partition + ":sts::" + account + ":federated-user/x"};
        for (std::string const& text : words_.callers) {
            principal const named = parse_caller(text);
            if (named.account == account && (named.partition == partition || named.partition.empty()))
                callers.push_back(text);
        }
        callers.push_back(asked_.caller);
        known.caller = choose_.one_of(callers);
        if (!parse_caller(known.caller).is_of_account()) known.caller = asked_.caller;
        known.any_identity = false;
    }

    /// The role of a session, with a path that the session does not tell. Where the ARN without one matches,
    /// it is taken to be the role's (docs/semantics.md).
    void add_role(held_request& known, principal const& who) {
        std::string const arn =
            "arn:" + std::string(who.partition) + ":iam::" + std::string(who.account) + ":role/";
        for (held_request::key const& k : known.keys)
            if (is_role_key(k.name)) return;
        known.keys.push_back({"aws:PrincipalArn", key_state::present, {arn + std::string(who.name)}});
        request const plain = known.view();
        bool const is_matched = may_match_role(plain);
        known.keys.pop_back();
        if (is_matched) return;
        std::string const path = choose_.pick(2) == 0 ? "" : "p/";
        known.keys.push_back({"aws:PrincipalArn", key_state::present, {arn + path + std::string(who.name)}});
    }

    bool may_match_role(request const& asked) const {
        detail::decider walk(policy_, asked);
        for (policy_statement const& s : policy_.statements())
            for (policy_condition const& c : policy_.conditions(s)) {
                for (policy_value const& v : policy_.values(c))
                    if (policy_.has_variables(v.text)) return true;
                if (is_role_key(c.key.text) && walk.holds(c) != detail::to_truth(c.op.negated)) return true;
            }
        return false;
    }

    static bool is_role_key(std::string_view name) {
        return detail::equal_ignoring_case(name, "aws:PrincipalArn") ||
               detail::equal_ignoring_case(name, "aws:Arn");
    }

    policy const& policy_;
    held_request asked_;
    fuzz::policy_words words_;
    fuzz::chooser choose_;
};

void check_publisher_of(policy const& p, std::string_view topic, std::string_view text) {
    request const asked = make_publisher_request(stream_account, topic);
    check_trace(p, asked, text);
    decision const same = decide(p, asked).decision;
    fuzz::expect(decide_publisher(p, stream_account, topic).decision == same,
                 "the publisher is decided differently");
    fuzz::expect(check_publisher(p, stream_account, topic).empty() == (same == decision::allow),
                 "the publisher may not, and nothing is said");
}

void check(held_request asked, std::string_view written, std::string_view input) {
    fuzz::exact_copy const text(written);
    auto const parsed = parse_policy(text);
    if (parsed.value() == nullptr) return;
    policy const& p = *parsed.value();
    request const view = asked.view();
    check_trace(p, view, text);
    check_names(p, asked);
    check_publisher_of(p, asked.resource, text);
    decision const said = decide(p, view).decision;
    if (said == decision::depends) return;
    completer more(p, asked, input);
    for (int i = 0; i != 12; ++i) {
        held_request known = more.complete();
        fuzz::expect(decide(p, known.view()).decision == said,
                     "sure, and another verdict when more is known");
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    std::string_view const input = fuzz::text_of(data, size);
    auto const whole = json::read(input);
    if (whole.value() != nullptr) {
        json::value const root = whole.value()->root();
        json::value const written = json::find(root, "policy");
        for (json::value const v : json::elements(json::find(root, "requests")))
            if (written) check(cases::read_request(v), written.raw(), input);
        return 0;
    }
    std::string_view rest = input;
    auto const first = json::read(fuzz::take_line(rest));
    check(first.value() == nullptr ? held_request() : cases::read_request(first.value()->root()), rest,
          input);
    return 0;
}
