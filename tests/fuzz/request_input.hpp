// SPDX-License-Identifier: Apache-2.0
// What of a request and a policy an input chooses.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "snsproof/policy.hpp"

namespace fuzz {

/// Numbers that follow from the input alone, so that each input always does the same.
class chooser {
public:
    explicit chooser(std::string_view input) {
        for (char const c : input) state_ = (state_ ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
    }
    std::size_t pick(std::size_t count) {
        state_ ^= state_ << 13U;
        state_ ^= state_ >> 7U;
        state_ ^= state_ << 17U;
        return static_cast<std::size_t>(state_ >> 16U) % count;
    }
    template <class T>
    T const& one_of(std::vector<T> const& all) {
        return all[pick(all.size())];
    }

private:
    std::uint64_t state_ = 0xCBF29CE484222325U;
};

/// What the policies ask for: keys, and values that decide.
struct policy_words {
    std::vector<std::string> keys{"aws:SourceIp"};
    std::vector<std::string> values{"", "true", "x", "203.0.113.9", "2026-01-01T00:00:00Z"};
    std::vector<std::string> callers{"", "arn:aws:iam::444455556666:user/x", "events.amazonaws.com"};
    std::vector<std::string> actions{"sns:Publish", "sns:Subscribe", "sns:DeleteTopic"};
    std::vector<std::string> topics{"arn:aws:sns:us-east-1:123456789012:harbour"};

    void add(snsproof::policy const& p) {
        for (snsproof::policy_statement const& s : p.statements()) {
            for (snsproof::policy_principal const& one : p.principals(s)) add_caller(one.who.text);
            for (snsproof::policy_value const& v : p.actions(s)) add_plain(actions, v);
            for (snsproof::policy_value const& v : p.resources(s)) add_plain(topics, v);
            for (snsproof::policy_condition const& c : p.conditions(s)) {
                add_variables(c.key);
                keys.emplace_back(c.key.text);
                for (snsproof::policy_value const& v : p.values(c)) {
                    add_variables(v);
                    values.emplace_back(v.text);
                    std::string plain(v.text);
                    plain.erase(std::remove_if(plain.begin(), plain.end(),
                                               [](char c_) { return c_ == '*' || c_ == '?'; }),
                                plain.end());
                    values.push_back(plain + "x");
                }
            }
        }
    }

private:
    static void add_plain(std::vector<std::string>& to, snsproof::policy_value const& v) {
        bool const is_pattern = v.text.find_first_of("*?$") != std::string_view::npos;
        if (!v.text.empty() && !is_pattern) to.emplace_back(v.text);
    }
    void add_caller(std::string_view text) {
        snsproof::principal const who = snsproof::parse_caller(text);
        if (!who.is_of_account() && who.kind != snsproof::principal_kind::service) return;
        callers.emplace_back(text);
        if (who.is_of_account()) callers.push_back("arn:aws:iam::" + std::string(who.account) + ":user/x");
    }
    void add_variables(snsproof::policy_value const& v) {
        std::string_view rest = v.text;
        for (std::size_t at = rest.find("${"); at != std::string_view::npos; at = rest.find("${")) {
            rest.remove_prefix(at + 2);
            keys.emplace_back(rest.substr(0, rest.find_first_of(",}")));
        }
    }
};

}  // namespace fuzz
