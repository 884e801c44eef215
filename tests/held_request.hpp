// SPDX-License-Identifier: Apache-2.0
// Requests as JSON has them.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "snsproof/json_read.hpp"
#include "snsproof/request.hpp"

namespace cases {

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

}  // namespace cases
