// SPDX-License-Identifier: Apache-2.0
// The reference for access.hpp: it makes every request of a small world and asks what policies say to it.
// Policies are random, and their values are of that world.
#pragma once

#include "snsproof/decide.hpp"
#include "snsproof/policy.hpp"
#include "snsproof/sns_action.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <map>
#include <random>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace reference {

namespace sp = snsproof;

using texts = std::vector<std::string>;
using text_sets = std::vector<texts>;

inline texts const accounts{"123456789012", "111122223333", "111144445555", "999900001111", "111199998888"};
inline texts const paths{"a", "b", "x", "a/a", "a/b", "b/a", "a/x", "x/a"};
inline texts const topics{
    "arn:aws:sns:us-east-1:123456789012:ab",     "arn:aws:sns:us-east-1:123456789012:ax",
    "arn:aws:sns:us-east-1:123456789012:ay",     "arn:aws:sns:us-east-1:123456789012:b",
    "arn:aws:sns:us-east-1:123456789012:c",      "arn:aws:sns:us-east-1:123456789012:ab.fifo",
    "arn:aws:sns:eu-west-1:123456789012:ab",     "arn:aws:sns:us-east-1:111122223333:ab",
    "arn:aws:sns:eu-west-1:111122223333:c.fifo", "arn:aws:sns:us-east-1:999900001111:ax"};

struct caller {
    std::string text;  ///< as `parse_caller` reads it
    std::string role;  ///< of a session, its role's ARN
};

inline std::vector<caller> make_callers() {
    std::vector<caller> all{{"", {}},
                            {"events.amazonaws.com", {}},
                            {"s3.amazonaws.com", {}},
                            {"a.amazonaws.com", {}},
                            {"other.amazonaws.com", {}}};
    for (std::string const& account : accounts) {
        std::string const iam = "arn:aws:iam::" + account + ":";
        std::string const sts = "arn:aws:sts::" + account + ":";
        all.push_back({iam + "root", {}});
        for (std::string const& path : paths) {
            std::string const role = iam + "role/" + path;
            std::string const name = path.substr(path.rfind('/') + 1);
            all.push_back({iam + "user/" + path, {}});
            all.push_back({role, {}});
            for (char const* const session : {"/s", "/t"})
                all.push_back({sts + "assumed-role/" + name + session, role});
        }
        for (char const* const name : {"a", "x"}) all.push_back({sts + "federated-user/" + name, {}});
    }
    return all;
}
inline std::vector<caller> const callers = make_callers();

/// All texts of these letters, from the shortest.
inline texts spell(std::string_view letters, std::size_t least, std::size_t most) {
    texts found{""};
    std::size_t first = 0;
    for (std::size_t size = 1; size <= most; ++size) {
        std::size_t const last = found.size();
        for (; first != last; ++first)
            for (char const c : letters) found.push_back(found[first] + c);
    }
    std::erase_if(found, [least](std::string const& t) { return t.size() < least; });
    return found;
}

enum class family { text, account, path, arn, ip, date, number, boolean, type, caller_arn, service };

struct key {
    std::string name;
    family kind{};
    bool is_multivalued{};
    bool is_derived{};  ///< it follows from the caller or the topic
};

inline std::vector<key> const keys{
    {"aws:UserAgent", family::text},
    {"aws:PrincipalTag/team", family::text},
    {"sns:Protocol", family::text},
    {"aws:PrincipalOrgID", family::text},
    {"aws:SourceVpce", family::text},
    {"app:team", family::text, true},
    {"aws:CalledVia", family::text, true},
    {"aws:PrincipalOrgPaths", family::path, true},
    {"aws:SourceAccount", family::account},
    {"aws:SourceOwner", family::account},
    {"aws:SourceArn", family::arn},
    {"aws:SourceIp", family::ip},
    {"aws:CurrentTime", family::date},
    {"aws:MultiFactorAuthAge", family::number},
    {"app:count", family::number, true},
    {"aws:SecureTransport", family::boolean},
    {"aws:PrincipalArn", family::caller_arn, false, true},
    {"aws:username", family::text, false, true},
    {"aws:PrincipalAccount", family::account, false, true},
    {"aws:PrincipalType", family::type, false, true},
    {"aws:ResourceAccount", family::account, false, true},
    {"aws:PrincipalIsAWSService", family::boolean, false, true},
    {"aws:PrincipalServiceName", family::service, false, true},
};

inline key const& find_key(std::string_view name) {
    return *std::find_if(keys.begin(), keys.end(), [&](key const& k) { return k.name == name; });
}

/// The values that the key may have in this world.
inline texts values_of(family kind) {
    texts found;
    switch (kind) {
        case family::text:
            found = spell("abc", 1, 4);
            for (std::string const& t : spell("abAB", 1, 2)) found.push_back(t);
            break;
        case family::path:
            for (std::string const a : {"a", "b", "c", "ab"})
                for (std::string const b : {"/a", "/b", "/c", "/ab", "/", "/a/b", "/b/a"})
                    found.push_back(a + b);
            break;
        case family::account:
            found = accounts;
            found.insert(found.end(), {"555566667777", "555566668888", "111166668888"});
            break;
        case family::arn:
            for (std::string const service : {"s3", "sqs", "z"})
                for (std::string const account : {"", "111122223333", "123456789012", "999900001111"})
                    for (std::string const name : {"a", "b", "c", "ab", "ac", "cb", "a:b"})
                        found.push_back("arn:aws:" + service + "::" + account + ":" + name);
            break;
        case family::ip:
            found = {"1.2.3.4",    "1.2.3.5",     "1.2.4.1",        "1.9.9.9",       "9.9.9.9", "10.1.2.3",
                     "128.0.0.1",  "203.0.113.7", "2001:db8::1",    "2001:db8:1::1", "2a00::1", "fd00::1",
                     "0.0.0.1",    "192.168.1.1", "1.3.0.0",        "2.2.2.2",       "3.3.3.3", "1.2.3.255",
                     "172.16.5.5", "64.0.0.1",    "255.255.255.255"};
            break;
        case family::date:
            found = {"2025-12-31T23:59:59Z", "2026-01-01T00:00:00Z", "2026-01-01T00:00:00.5Z",
                     "2026-01-01T00:00:01Z", "2026-01-01T12:00:00Z", "2026-01-02T00:00:00Z",
                     "2026-01-02T00:00:01Z", "2020-01-01T00:00:00Z", "2030-01-01T00:00:00Z"};
            break;
        case family::number:
            found = {"-7",  "-2",  "-1.5", "-1", "-0.5", "0",  "0.5", "1",
                     "1.2", "1.5", "1.7",  "2",  "3",    "10", "11"};
            break;
        case family::boolean: found = {"true", "false"}; break;
        default: break;
    }
    return found;
}

/// Whether a request of this caller, for this action, may have the key.
inline bool may_have(sp::principal const& who, std::string_view action, std::string const& name) {
    if (name.starts_with("sns:")) return action == "sns:Subscribe";
    bool const is_callers = name.starts_with("aws:Principal");
    if (who.kind == sp::principal_kind::everyone) return !is_callers && name != "aws:MultiFactorAuthAge";
    return who.kind != sp::principal_kind::service || !is_callers;
}

/// Conditions of one or two policies on a key.
struct test {
    sp::policy const* of{};
    sp::policy_condition const* condition{};
    std::size_t statement{};  ///< counted through all policies
};

inline bool is_name(std::string_view a, std::string_view b) {
    return sp::detail::equal_ignoring_case(a, b);
}

/// A stranger's own definition, of docs/semantics.md: what he calls his own stands nowhere in the policy.
class stranger {
public:
    explicit stranger(sp::policy const& p) : policy_(p) {}

    bool is_one(sp::principal const& who) const {
        if (who.kind == sp::principal_kind::everyone) return true;
        return who.is_of_account() && policy_.document().find(who.account) == std::string_view::npos;
    }

    /// Whether a stranger may have the value under a key of this world.
    bool may_have(std::string const& name, std::string const& value) const {
        if (name == "aws:SourceIp") return is_common(value);
        for (sp::policy_statement const& s : policy_.statements())
            for (sp::policy_condition const& c : policy_.conditions(s)) {
                if (!is_name(c.key.text, name)) continue;
                for (sp::policy_value const& v : policy_.values(c))
                    if (is_spelled(name, c.op.what, v.text, value)) return false;
            }
        if (name != "aws:SourceArn") return true;
        std::string_view const owner = sp::detail::segment_of_arn(value, 4);
        return owner.empty() || policy_.document().find(owner) == std::string_view::npos;
    }

private:
    static std::string_view name_of(std::string_view arn) {
        for (int i = 0; i != 5; ++i) arn.remove_prefix(std::min(arn.find(':'), arn.size() - 1) + 1);
        return arn;
    }

    static bool is_spelled(std::string const& name, sp::comparison op, std::string_view own,
                           std::string_view value) {
        if (name == "aws:SourceArn")
            return sp::detail::segment_of_arn(value, 4).empty() && name_of(own) == name_of(value);
        if (name == "aws:PrincipalOrgPaths")
            return own.substr(0, own.find('/')) == value.substr(0, value.find('/'));
        bool const is_id = name == "aws:PrincipalOrgID" || name == "aws:SourceVpce" ||
                           name == "aws:SourceAccount" || name == "aws:SourceOwner";
        return is_id && (own == value || (op == sp::comparison::string_ignoring_case && is_name(own, value)));
    }

    /// More than 2^24 public addresses, or blocks of 64 bits in more than a /32, are like this one.
    bool is_common(std::string const& value) const {
        using sp::detail::ip_range;
        ip_range one;
        if (!parse_ip_range(value, one) || is_private(one)) return false;
        std::set<std::uint64_t> cuts{0};
        auto const cut = [&](ip_range const& r) {
            if (r.v6 != one.v6 || r.bits == 0) return;
            std::uint64_t const first = r.high & ~std::uint64_t{0} << (64U - std::min<unsigned>(r.bits, 64));
            cuts.insert(first);
            cuts.insert(first + (std::uint64_t{1} << (64U - std::min<unsigned>(r.bits, 64))));
        };
        for (ip_range const& r : sp::detail::private_ranges) cut(r);
        for_each_test([&](sp::policy_condition const& c) {
            for (sp::policy_value const& v : policy_.values(c)) {
                ip_range r;
                if (parse_ip_range(v.text, r)) cut(r);
            }
        });
        long double sum = 0;
        for (auto at = cuts.begin(); at != cuts.end(); ++at) {
            ip_range const here{*at, 0, static_cast<std::uint8_t>(one.v6 ? 128 : 32), one.v6};
            if (is_private(here) || !is_alike(here, one)) continue;
            auto const next = std::next(at);
            long double const end =
                next == cuts.end() ? 18446744073709551616.0L : static_cast<long double>(*next);
            sum += end - static_cast<long double>(*at);
        }
        return sum > 72057594037927936.0L || (one.v6 && sum > 4294967296.0L);
    }

    template <class Use>
    void for_each_test(Use use) const {
        for (sp::policy_statement const& s : policy_.statements())
            for (sp::policy_condition const& c : policy_.conditions(s))
                if (is_name(c.key.text, "aws:SourceIp")) use(c);
    }

    bool is_alike(sp::detail::ip_range const& a, sp::detail::ip_range const& b) const {
        bool alike = true;
        for_each_test([&](sp::policy_condition const& c) {
            auto const is_in = [&](sp::detail::ip_range const& one) {
                for (sp::policy_value const& v : policy_.values(c)) {
                    sp::detail::ip_range r;
                    if (parse_ip_range(v.text, r) && contains(r, one)) return true;
                }
                return false;
            };
            alike = alike && (c.op.what != sp::comparison::ip || is_in(a) == is_in(b));
        });
        return alike;
    }

    sp::policy const& policy_;
};

/// A request that was found.
struct found_request {
    bool found{};
    std::string caller, role, action, topic;
    std::map<std::string, texts> context;
};

/// Looks at all requests of the world for one that the first policy allows, and the second, if there is one,
/// does not. A set of bits says of each statement whether what was looked at so far lets it apply.
class world {
public:
    using bits = std::uint64_t;

    world(sp::policy const& allowing, sp::policy const* denying, bool strangers)
        : strangers_(strangers), stranger_(allowing) {
        add(allowing, allow_, deny_);
        if (denying != nullptr) add(*denying, other_allow_, other_deny_);
    }

    found_request find(std::string const& topic) {
        static std::vector<sp::principal> const parsed = [] {
            std::vector<sp::principal> all;
            all.reserve(callers.size());
            for (caller const& c : callers) all.push_back(sp::parse_caller(c.text));
            return all;
        }();
        for (std::size_t i = 0; i != callers.size(); ++i) {
            sp::principal const& who = parsed[i];
            if (strangers_ && !stranger_.is_one(who)) continue;
            bits const called = bits_of_caller(who, callers[i], topic);
            if ((called & allow_) == 0) continue;
            for (auto const& [action, granted] : actions()) {
                bits const asked = called & granted;
                if ((asked & allow_) == 0 || !try_keys(asked, who, action)) continue;
                found_request f{true, callers[i].text, callers[i].role, std::string(action), topic, {}};
                find_values(asked, who, action, tests_.begin(), f);
                return f;
            }
        }
        return {};
    }

private:
    bool is_wanted(bits b) const {
        bool const allowed = (b & allow_) != 0 && (b & deny_) == 0;
        return allowed && ((b & other_allow_) == 0 || (b & other_deny_) != 0);
    }

    void add(sp::policy const& p, bits& allow, bits& deny) {
        for (sp::policy_statement const& s : p.statements()) {
            bits const one = bits{1} << statements_.size();
            (s.effect == sp::effect::allow ? allow : deny) |= one;
            for (sp::policy_condition const& c : p.conditions(s)) {
                std::string const name = find_key(c.key.text).name;
                tests_[name].push_back({&p, &c, statements_.size()});
            }
            statements_.emplace_back(&p, &s);
        }
    }

    /// One action for each set of statements; the keys of `sns:Subscribe` are its own.
    std::vector<std::pair<std::string_view, bits>> const& actions() {
        if (!actions_.empty()) return actions_;
        for (sp::sns_action const& a : sp::detail::sns_actions) {
            sp::request const asked{{}, a.qualified, ""};
            bits granted = 0;
            for (std::size_t i = 0; i != statements_.size(); ++i)
                if (sp::detail::decider(*statements_[i].first, asked)
                        .matches_action(*statements_[i].second) == sp::truth::yes)
                    granted |= bits{1} << i;
            bool const is_old = std::any_of(actions_.begin(), actions_.end(), [&](auto const& other) {
                return other.second == granted && other.first != "sns:Subscribe";
            });
            if (!is_old || a.qualified == "sns:Subscribe") actions_.emplace_back(a.qualified, granted);
        }
        return actions_;
    }

    bits bits_of_caller(sp::principal const& who, caller const& c, std::string const& topic) {
        std::string_view const role = c.role;
        sp::context_key const arn{"aws:PrincipalArn", sp::key_state::present, {&role, 1}};
        std::span<sp::context_key const> context;
        if (!role.empty()) context = {&arn, 1};
        sp::request const asked{who, "", topic, context};
        bits found = 0;
        for (std::size_t i = 0; i != statements_.size(); ++i) {
            sp::detail::decider d(*statements_[i].first, asked);
            bool by_account = false;
            bool const holds = d.matches_principal(*statements_[i].second, by_account) == sp::truth::yes &&
                               d.matches_resource(*statements_[i].second) == sp::truth::yes;
            if (holds) found |= bits{1} << i;
        }
        for (auto const& [name, tests] : tests_) {
            if (!find_key(name).is_derived) continue;
            for (test const& t : tests) {
                sp::detail::decider d(*t.of, asked);
                if (d.holds(*t.condition) != sp::truth::yes) found &= ~(bits{1} << t.statement);
            }
        }
        return found;
    }

    /// What is left of the statements under some values of a key, and what each of its tests makes of them.
    struct choice {
        bits left{};
        bits held{};
        texts values;
    };

    choice make_choice(std::string const& name, texts const& values) const {
        std::vector<std::string_view> const views(values.begin(), values.end());
        sp::context_key const k{name, views.empty() ? sp::key_state::absent : sp::key_state::present, views};
        sp::request const asked{{}, "", "", {&k, 1}};
        choice made{~bits{0}, 0, values};
        bits one = 1;
        for (test const& t : tests_.at(name)) {
            bool const holds = sp::detail::decider(*t.of, asked).holds(*t.condition) == sp::truth::yes;
            made.held |= holds ? one : 0;
            if (!holds) made.left &= ~(bits{1} << t.statement);
            one <<= 1U;
        }
        return made;
    }

    static void keep(std::vector<choice>& kept, choice const& made) {
        bool const is_old =
            std::any_of(kept.begin(), kept.end(), [&](choice const& c) { return c.held == made.held; });
        if (!is_old) kept.push_back(made);
    }

    /// The values, and sets of them, of which the tests make different things; first, the absent key.
    std::vector<choice> const& choices(std::string const& name) {
        auto const [at, is_new] = choices_.try_emplace(name);
        std::vector<choice>& kept = at->second;
        if (!is_new) return kept;
        key const& k = find_key(name);
        std::vector<choice> singles;
        for (std::string const& v : values_of(k.kind))
            if (!strangers_ || stranger_.may_have(name, v)) keep(singles, make_choice(name, {v}));
        kept.push_back(make_choice(name, {}));
        for (choice const& a : singles) keep(kept, a);
        std::vector<test> const& tests = tests_.at(name);
        bool const has_sets = std::any_of(tests.begin(), tests.end(), [](test const& t) {
            return t.condition->op.set != sp::set_prefix::none;
        });
        if (!k.is_multivalued || !has_sets) return kept;
        // Each test is decided by one value, so that no set needs more than there are tests.
        for (std::size_t first = 1, size = 2; size <= std::min<std::size_t>(tests.size(), 4); ++size)
            for (std::size_t const last = kept.size(); first != last; ++first)
                for (choice const& a : singles) {
                    texts wider = kept[first].values;
                    wider.push_back(a.values[0]);
                    keep(kept, make_choice(name, wider));
                }
        return kept;
    }

    /// The choices that a request has under a key.
    std::span<choice const> choices(std::string const& name, sp::principal const& who,
                                    std::string_view action) {
        std::vector<choice> const& all = choices(name);
        return {all.data(), may_have(who, action, name) ? all.size() : 1};
    }

    bool try_keys(bits asked, sp::principal const& who, std::string_view action) {
        int const kind = who.is_of_account() ? 0 : who.text.empty() ? 1 : 2;  // these differ in their keys
        if (!tried_.insert({asked, kind, action == "sns:Subscribe"}).second) return false;
        std::set<bits> reached{asked};
        for (auto const& [name, tests] : tests_) {
            if (find_key(name).is_derived) continue;
            std::set<bits> next;
            for (choice const& c : choices(name, who, action))
                for (bits const b : reached) next.insert(b & c.left);
            reached = std::move(next);
        }
        return std::any_of(reached.begin(), reached.end(), [this](bits b) { return is_wanted(b); });
    }

    using tests_of_keys = std::map<std::string, std::vector<test>>;

    bool find_values(bits b, sp::principal const& who, std::string_view action,
                     tests_of_keys::const_iterator at, found_request& f) {
        if (at == tests_.end()) return is_wanted(b);
        auto const& name = at->first;
        if (find_key(name).is_derived) return find_values(b, who, action, std::next(at), f);
        for (choice const& c : choices(name, who, action)) {
            if (!find_values(b & c.left, who, action, std::next(at), f)) continue;
            if (!c.values.empty()) f.context[name] = c.values;
            return true;
        }
        return false;
    }

    tests_of_keys tests_;
    std::vector<std::pair<std::string_view, bits>> actions_;
    std::set<std::tuple<bits, int, bool>> tried_;
    std::map<std::string, std::vector<choice>> choices_;
    std::vector<std::pair<sp::policy const*, sp::policy_statement const*>> statements_;
    bool strangers_;
    stranger stranger_;
    bits allow_{}, deny_{}, other_allow_{}, other_deny_{};
};

}  // namespace reference
