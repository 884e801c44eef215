// SPDX-License-Identifier: Apache-2.0
// Random policies of the world in which access_reference.hpp makes all requests.
#pragma once

#include "access_reference.hpp"

#include <algorithm>
#include <cstddef>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace reference {

struct random_condition {
    std::string op, key;
    texts values;
};

struct random_statement {
    bool allows{};
    std::string principal, action, resource;  ///< whole members; an empty resource is left away
    std::vector<random_condition> conditions;
};

class policy_maker {
public:
    explicit policy_maker(unsigned seed) : random_(seed) {}

    /// Policies ask for few keys, so that conditions meet; often, for those of callers.
    void choose_keys() {
        used_.clear();
        std::size_t const first = pick(3) == 0 ? keys.size() - derived_count : 0;
        for (std::size_t i = 0, count = 1 + pick(3); i != count; ++i)
            used_.push_back(&keys[first + pick(keys.size() - first)]);
    }

    std::vector<random_statement> make() {
        std::vector<random_statement> all;
        for (std::size_t i = 0, count = 1 + pick(3); i != count; ++i) all.push_back(make_statement(i == 0));
        return all;
    }

    /// The same with something else in it.
    std::vector<random_statement> change(std::vector<random_statement> p) {
        for (std::size_t edits = 1 + pick(2); edits != 0; --edits) {
            random_statement& s = p[pick(p.size())];
            switch (pick(8)) {
                case 0: p.push_back(make_statement(false)); break;
                case 1:
                    if (p.size() > 1) p.erase(p.begin() + static_cast<std::ptrdiff_t>(pick(p.size())));
                    break;
                case 2: s.principal = make_principal(); break;
                case 3: s.action = make_action(); break;
                case 4: s.resource = make_resource(); break;
                case 5: s.conditions.push_back(make_condition()); break;
                case 6:
                    if (!s.conditions.empty()) s.conditions.pop_back();
                    break;
                default:
                    if (!s.conditions.empty()) s.conditions.back() = make_condition();
            }
        }
        return p;
    }

    std::string write(std::vector<random_statement> const& p) const {
        std::string text = R"({"Version":"2012-10-17","Statement":[)";
        for (std::size_t i = 0; i != p.size(); ++i) {
            text += (i == 0 ? "" : ",") + std::string(R"({"Sid":"S)") + std::to_string(i) + R"(","Effect":")";
            text += std::string(p[i].allows ? "Allow" : "Deny") + "\"," + p[i].principal + "," + p[i].action;
            text += (p[i].resource.empty() ? "" : ",") + p[i].resource + write_conditions(p[i]) + "}";
        }
        return text + "]}";
    }

    std::size_t pick(std::size_t below) { return random_() % below; }

    template <class T>
    T const& one_of(std::vector<T> const& all) {
        return all[pick(all.size())];
    }

private:
    static std::string write_list(texts const& values) {
        std::string text;
        for (std::string const& v : values) text += (text.empty() ? "\"" : ",\"") + v + '"';
        return "[" + text + "]";
    }

    static std::string write_conditions(random_statement const& s) {
        std::map<std::string, std::map<std::string, texts>> ops;
        for (random_condition const& c : s.conditions) ops[c.op].try_emplace(c.key, c.values);
        std::string text;
        for (auto const& [op, of_keys] : ops) {
            std::string members;
            for (auto const& [name, values] : of_keys)
                members += (members.empty() ? "\"" : ",\"") + name + "\":" + write_list(values);
            text += (text.empty() ? "\"" : ",\"") + op + "\":{" + members + "}";
        }
        return text.empty() ? "" : R"(,"Condition":{)" + text + "}";
    }

    random_statement make_statement(bool first) {
        random_statement s{first || pick(3) != 0, make_principal(), make_action(), make_resource(), {}};
        for (std::size_t i = 0, count = pick(4); i != count; ++i) s.conditions.push_back(make_condition());
        return s;
    }

    std::string make_principal() {
        std::string const start = pick(8) == 0 ? "\"NotPrincipal\":" : "\"Principal\":";
        if (pick(2) == 0) return start + "\"*\"";
        texts names;
        for (std::size_t i = 0, count = 1 + pick(3); i != count; ++i) names.push_back(make_identity());
        if (pick(6) == 0)
            return start + R"({"Service":")" + one_of(texts{"events", "s3"}) + R"(.amazonaws.com","AWS":)" +
                   write_list(names) + "}";
        return start + R"({"AWS":)" + write_list(names) + "}";
    }

    std::string make_identity() {
        std::string account = one_of(texts{accounts.begin(), accounts.begin() + 3});
        std::string const path = one_of(paths);
        std::string const name = path.substr(path.rfind('/') + 1);
        switch (pick(9)) {
            case 0: return account;
            case 1: return "arn:aws:iam::" + account + ":root";
            case 2: return "arn:aws:iam::" + account + ":role/" + name;
            case 3: return "arn:aws:iam::" + account + ":role/" + path;
            case 4:
                return "arn:aws:sts::" + account + ":assumed-role/" + name + "/" + one_of(texts{"s", "t"});
            case 5: return "arn:aws:sts::" + account + ":federated-user/a";
            case 6: return pick(6) == 0 ? "*" : account;
            default: return "arn:aws:iam::" + account + ":user/" + path;
        }
    }

    std::string make_action() {
        std::string const start = pick(6) == 0 ? "\"NotAction\":" : "\"Action\":";
        texts const all{"sns:Publish", "SNS:Subscribe", "sns:*", "sns:Get*", "sns:?ublish", "*", "sns:S*"};
        texts names{one_of(all)};
        if (pick(3) == 0) names.push_back(one_of(all));
        return start + write_list(names);
    }

    std::string make_resource() {
        if (pick(4) == 0) return "";
        std::string const start = pick(10) == 0 ? "\"NotResource\":" : "\"Resource\":";
        texts patterns{topics};
        for (char const* const p : {"arn:aws:sns:us-east-1:123456789012:a?",
                                    "arn:aws:sns:us-east-1:123456789012:*", "arn:aws:sns:*:*:ab", "*",
                                    "arn:aws:sns:*:1111*", "*.fifo", "arn:aws:sns:us-east-1:123456789012:a*"})
            patterns.push_back(p);
        texts names{pick(2) == 0 ? topics[0] : one_of(patterns)};
        if (pick(4) == 0) names.push_back(one_of(patterns));
        return start + write_list(names);
    }

    random_condition make_condition() {
        key const& k = *one_of(used_);
        random_condition c{{}, k.name, {}};
        if (pick(10) == 0) {
            c.op = "Null";
            c.values = {one_of(texts{"true", "false"})};
            return c;
        }
        c.op = make_operator(k);
        for (std::size_t i = 0, count = k.kind == family::boolean || pick(2) == 0 ? 1 : 2; i != count; ++i)
            c.values.push_back(
                make_value(k.kind, c.op.find("Like") != c.op.npos || c.op.find("Arn") != c.op.npos));
        if (k.is_multivalued ? pick(4) != 0 : pick(8) == 0)
            c.op = one_of(texts{"ForAllValues:", "ForAnyValue:"}) + c.op;
        if (pick(5) == 0) c.op += "IfExists";
        return c;
    }

    std::string make_operator(key const& k) {
        switch (k.kind) {
            case family::ip: return one_of(texts{"IpAddress", "NotIpAddress"});
            case family::boolean: return "Bool";
            case family::arn:
            case family::caller_arn:
                return one_of(texts{"ArnLike", "ArnNotLike", "ArnEquals", "StringLike", "StringNotLike",
                                    "StringEquals", "ArnNotEquals"});
            case family::date:
                return "Date" + one_of(texts{"Equals", "NotEquals", "LessThan", "LessThanEquals",
                                             "GreaterThan", "GreaterThanEquals"});
            case family::number:
                return "Numeric" + one_of(texts{"Equals", "NotEquals", "LessThan", "LessThanEquals",
                                                "GreaterThan", "GreaterThanEquals"});
            default:
                return "String" + one_of(texts{"Equals", "NotEquals", "Like", "NotLike", "Like", "NotLike",
                                               "EqualsIgnoreCase", "NotEqualsIgnoreCase"});
        }
    }

    std::string make_value(family kind, bool wild) {
        switch (kind) {
            case family::account: {
                texts const wilds{"1111*", "*8888", "*", "111122223333", "11112222333?"};
                return wild ? one_of(wilds) : accounts[pick(3)];
            }
            case family::path:
                return one_of(wild ? texts{"a/*", "*/a", "a*", "*", "a/b", "?/b/*"}
                                   : texts{"a/b", "b/a", "a/"});
            case family::arn: return make_arn(wild);
            case family::caller_arn: return make_caller_arn(wild);
            case family::type:
                return one_of(wild ? texts{"A*", "*User", "?ser"}
                                   : texts{"User", "Account", "AssumedRole", "Anonymous", "user"});
            case family::service:
                return one_of(wild ? texts{"*.amazonaws.com", "e*", "??.amazonaws.com"}
                                   : texts{"events.amazonaws.com", "a.amazonaws.com"});
            case family::ip:
                return one_of(texts{"1.2.3.0/24", "1.2.3.4", "1.2.0.0/16", "0.0.0.0/1", "0.0.0.0/0",
                                    "128.0.0.0/2", "1.0.0.0/8", "2.0.0.0/7", "10.0.0.0/8", "2001:db8::/32",
                                    "2000::/3", "2001:db8::/48", "192.168.0.0/16"});
            case family::date:
                return one_of(texts{"2026-01-01T00:00:00Z", "2026-01-01T00:00:01Z", "2026-01-02T00:00:00Z",
                                    "2026-01-01"});
            case family::number: return one_of(texts{"-1", "0", "1", "1.5", "2", "10"});
            case family::boolean: return one_of(texts{"true", "false"});
            default: return make_text(wild);
        }
    }

    std::string make_text(bool wild) {
        std::string text;
        for (std::size_t size = 1 + pick(wild ? 3 : 2); size != 0; --size)
            text += wild ? "ab*?*"[pick(5)] : "abAB"[pick(pick(3) == 0 ? 4 : 2)];
        return text;
    }

    std::string make_arn(bool wild) {
        if (wild && pick(4) == 0)
            return one_of(texts{"*", "arn:aws:s3:::*", "arn:aws:s3:*:*:*", "arn:aws:*:*:111122223333:*",
                                "arn:*", "arn:aws:s3*"});
        std::string const account = one_of(texts{"", "111122223333", "123456789012"});
        texts const names{"a", "b", "ab"}, wilds{"a*", "?", "*b", "a"};
        return "arn:aws:" + one_of(texts{"s3", "sqs"}) + "::" + (wild && pick(4) == 0 ? "*" : account) + ":" +
               one_of(wild ? wilds : names);
    }

    std::string make_caller_arn(bool wild) {
        std::string const account = one_of(texts{accounts.begin(), accounts.begin() + 3});
        std::string const kind = one_of(texts{"user/", "role/"});
        if (!wild) return "arn:aws:iam::" + account + ":" + (pick(6) == 0 ? "root" : kind + one_of(paths));
        if (pick(4) == 0)
            return one_of(texts{"*", "*/a", "arn:aws:iam::*:root", "arn:aws:sts::*:*", "arn:aws:iam::1111*",
                                "*:role/*", "*/a/*"});
        return "arn:aws:iam::" + one_of(texts{account, "*", "1111*"}) + ":" + (pick(5) == 0 ? "*" : kind) +
               one_of(texts{"*", "a/*", "a*", "*a", "x", "?", "*/b", "a/b"});
    }

    static inline std::size_t const derived_count = static_cast<std::size_t>(
        std::count_if(keys.begin(), keys.end(), [](key const& k) { return k.is_derived; }));

    std::mt19937 random_;
    std::vector<key const*> used_;
};

}  // namespace reference
