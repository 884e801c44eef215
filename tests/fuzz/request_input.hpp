// SPDX-License-Identifier: Apache-2.0
// Requests of an input's JSON, and those that know more than it does.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "snsproof/json_read.hpp"
#include "snsproof/policy.hpp"
#include "snsproof/request.hpp"

namespace fuzz {

/// A request, and the bytes that it views.
struct held_request {
    struct key {
        std::string name;
        snsproof::key_state state{};
        std::vector<std::string> values{};
    };

    std::string caller;
    std::string action = "sns:Publish";
    std::string resource = "arn:aws:sns:us-east-1:123456789012:harbour";
    std::vector<key> keys;
    bool other_keys_unknown = false;
    bool any_identity = false;

    /// Valid while this lives and stays as it is.
    snsproof::request view() {
        values_.clear();
        context_.clear();
        for (key const& k : keys) values_.emplace_back(k.values.begin(), k.values.end());
        for (std::size_t i = 0; i != keys.size(); ++i)
            context_.push_back({keys[i].name, keys[i].state, values_[i]});
        return {snsproof::parse_caller(caller), action, resource, context_, other_keys_unknown, any_identity};
    }

private:
    std::vector<std::vector<std::string_view>> values_;
    std::vector<snsproof::context_key> context_;
};

inline std::string text_of(snsproof::json::value v) {
    if (!v.is(snsproof::json::kind::string)) return std::string(v.raw());
    snsproof::detail::list<char> bytes;
    v.append_to(bytes);
    return {bytes.data(), bytes.size()};
}

/// Reads `{"principal", "action", "resource", "context", "unknown", "unnamed", "other_keys_unknown",
/// "any_identity"}`.
inline held_request read_request(snsproof::json::value root) {
    namespace json = snsproof::json;
    held_request asked;
    if (json::value const v = json::find(root, "principal")) asked.caller = text_of(v);
    if (json::value const v = json::find(root, "action")) asked.action = text_of(v);
    if (json::value const v = json::find(root, "resource")) asked.resource = text_of(v);
    for (json::member const m : json::members(json::find(root, "context"))) {
        held_request::key k{text_of(m.key), snsproof::key_state::present};
        if (!m.value.is(json::kind::array)) k.values.push_back(text_of(m.value));
        for (json::value const v : json::elements(m.value)) k.values.push_back(text_of(v));
        asked.keys.push_back(k);
    }
    for (json::value const v : json::elements(json::find(root, "unknown")))
        asked.keys.push_back({text_of(v), snsproof::key_state::unknown});
    for (json::value const v : json::elements(json::find(root, "unnamed")))
        asked.keys.push_back({text_of(v), snsproof::key_state::unnamed});
    asked.other_keys_unknown = json::find(root, "other_keys_unknown").is_true();
    // Only of an account are there several identities.
    asked.any_identity = json::find(root, "any_identity").is_true() &&
                         snsproof::parse_caller(asked.caller).kind == snsproof::principal_kind::account;
    return asked;
}

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
