// SPDX-License-Identifier: Apache-2.0
// A request to SNS as policies see it: who calls, what for, and context keys, of which some may be unknown.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "snsproof/condition_key.hpp"
#include "snsproof/detail/ascii.hpp"
#include "snsproof/detail/glob.hpp"
#include "snsproof/detail/list.hpp"
#include "snsproof/detail/name_index.hpp"
#include "snsproof/principal.hpp"

namespace snsproof {

/// Three-valued logic: `unknown` where a key decides whose value is not known.
enum class truth : std::uint8_t { no, unknown, yes };

/// What is known of a context key in a request.
enum class key_state : std::uint8_t {
    absent,
    unknown,  ///< absent, or with any value
    present,  ///< with the values that are given
    unnamed,  ///< absent, or present with one value that no policy of somebody else spells out
};

/// A context key of a request. Names ignore case.
struct context_key {
    std::string_view name;
    key_state state = key_state::present;
    std::span<std::string_view const> values{};  ///< of a present key; none is the same as an absent key
};

/// A request; views what it was made of, which must outlive it. What follows from the caller and the topic
/// need not be in `context`: `aws:PrincipalArn`, `aws:PrincipalAccount`, `aws:PrincipalType`, `aws:username`,
/// `aws:userid` of a root user, `aws:PrincipalIsAWSService`, `aws:PrincipalServiceName` and
/// `aws:ResourceAccount`. A key that stands there all the same has the values that are given.
struct request {
    principal caller;           ///< of `parse_caller`
    std::string_view action;    ///< `sns:Publish`, in any case
    std::string_view resource;  ///< the topic's ARN
    std::span<context_key const> context{};
    bool other_keys_unknown = false;  ///< keys that are neither given nor follow are unknown, not absent
    bool any_identity = false;        ///< `caller` is an account: some identity of it calls, not known which
};

namespace detail {

/// The values of one key, and room for one that follows from the caller.
struct key_values {
    key_state state{};
    std::string_view own;
    std::span<std::string_view const> given;
    /// `own` is the ARN of a role of which a session tells all but the path.
    bool lacks_path{};

    constexpr std::size_t size() const noexcept {
        return state == key_state::present ? max(given.size(), std::size_t{1}) : 0;
    }
    constexpr std::string_view operator[](std::size_t i) const noexcept {
        return given.empty() ? own : given[i];
    }
};

/// Finds the context keys of a request. Not copied, since it lends its own bytes.
class request_keys {
public:
    constexpr explicit request_keys(request const& asked) noexcept
        : asked_(asked), partition_(segment_of_arn(asked.resource, 1)),
          owner_(segment_of_arn(asked.resource, 4)) {}
    request_keys(request_keys const&) = delete;
    request_keys& operator=(request_keys const&) = delete;
    constexpr ~request_keys() = default;

    constexpr request const& asked() const noexcept { return asked_; }
    constexpr std::string_view partition() const noexcept { return partition_; }
    /// The topic's account.
    constexpr std::string_view owner() const noexcept { return owner_; }

    constexpr key_values find(std::string_view name, key_id id) noexcept {
        key_values found;
        if (find_given(name, found)) return found;
        // Both are the time of the request.
        if (id == key_id::current_time && find_given("aws:EpochTime", found)) return found;
        if (id == key_id::epoch_time && find_given("aws:CurrentTime", found)) return found;
        if (follows(id, found)) return found;
        found.state = asked_.other_keys_unknown ? key_state::unknown : key_state::absent;
        return found;
    }

private:
    constexpr bool find_given(std::string_view name, key_values& found) const noexcept {
        for (context_key const& one : asked_.context) {
            if (!equal_ignoring_case(one.name, name)) continue;
            bool const is_empty = one.state == key_state::present && one.values.empty();
            found = {is_empty ? key_state::absent : one.state, {}, one.values, false};
            return true;
        }
        return false;
    }

    /// Whether the key is one that the caller and the topic decide; then `found` is what it holds.
    /// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#principaltable
    constexpr bool follows(key_id id, key_values& found) noexcept {
        principal const& who = asked_.caller;
        bool const is_service = who.kind == principal_kind::service;
        switch (id) {
            case key_id::resource_account: return !owner_.empty() && hold(owner_, found);
            case key_id::principal_is_aws_service:
                return hold(is_anonymous() ? "" : is_service ? "true" : "false", found);
            case key_id::principal_service_name: return hold(is_service ? who.text : "", found);
            case key_id::principal_account: return hold(is_anonymous() ? "anonymous" : who.account, found);
            default: return follows_identity(id, found);
        }
    }

    /// The same of keys that differ between the identities of an account.
    constexpr bool follows_identity(key_id id, key_values& found) noexcept {
        principal const& who = asked_.caller;
        switch (id) {
            case key_id::principal_arn:
            case key_id::aws_arn:
                hold(arn(), found);
                found.lacks_path = who.kind == principal_kind::session;
                break;
            case key_id::principal_type: hold(type(), found); break;
            case key_id::user_name: hold(who.kind == principal_kind::user ? who.name : "", found); break;
            case key_id::user_id:
                if (who.kind != principal_kind::account && !is_anonymous()) return false;
                hold(is_anonymous() ? "anonymous" : who.account, found);
                break;
            default: return false;
        }
        if (asked_.any_identity) found = {key_state::unknown, {}, {}, false};
        return true;
    }

    constexpr bool is_anonymous() const noexcept { return asked_.caller.kind == principal_kind::everyone; }

    /// Without a value the key is absent.
    static constexpr bool hold(std::string_view value, key_values& found) noexcept {
        found = {value.empty() ? key_state::absent : key_state::present, value, {}, false};
        return true;
    }

    constexpr std::string_view type() const noexcept {
        switch (asked_.caller.kind) {
            case principal_kind::account: return "Account";
            case principal_kind::user: return "User";
            case principal_kind::role:
            case principal_kind::session: return "AssumedRole";
            case principal_kind::federated: return "FederatedUser";
            case principal_kind::everyone: return "Anonymous";
            default: return {};
        }
    }

    /// "For IAM roles, the request context returns the ARN of the role, not the ARN of the user that assumed
    /// the role", without its path, which a session does not tell; of an account, its root's.
    /// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
    constexpr std::string_view arn() noexcept {
        principal const& who = asked_.caller;
        bool const is_session = who.kind == principal_kind::session;
        if (!who.is_of_account()) return {};
        if (!is_session && who.text.size() != 12) return who.text;
        length_ = 0;
        std::string_view const partition = who.partition.empty() ? partition_ : who.partition;
        for (std::string_view const part :
             {std::string_view("arn:"), partition, std::string_view(":iam::"), who.account,
              std::string_view(is_session ? ":role/" : ":root"), is_session ? who.name : std::string_view{}})
            for (char const c : part)
                if (length_ != arn_.size()) arn_[length_++] = c;
        return {arn_.data(), length_};
    }

    request const& asked_;
    std::string_view partition_;
    std::string_view owner_;
    std::array<char, 256> arn_{};  ///< names of roles have up to 64 bytes
    std::size_t length_{};
};

/// Reads a value that may hold policy variables, in time linear in it.
class variable_reader {
public:
    constexpr explicit variable_reader(std::string_view text) noexcept : rest_(text) {}

    constexpr bool empty() const noexcept { return rest_.empty(); }

    constexpr char take() noexcept {
        char const c = rest_.front();
        rest_.remove_prefix(1);
        return c;
    }

    /// Whether a variable stands here, which then is taken; `inner` is what its braces hold. Without a
    /// closing brace it is no variable.
    constexpr bool take_variable(std::string_view& inner) noexcept {
        if (is_plain_ || !rest_.starts_with("${")) return false;
        std::size_t const close = rest_.find('}');
        is_plain_ = close == std::string_view::npos;
        if (is_plain_) return false;
        inner = rest_.substr(2, close - 2);
        rest_.remove_prefix(close + 1);
        return true;
    }

    /// Whether the braces hold one of the characters that are special elsewhere.
    static constexpr bool is_character(std::string_view inner) noexcept {
        return inner == "*" || inner == "?" || inner == "$";
    }

private:
    std::string_view rest_;
    bool is_plain_{};  ///< no brace closes behind here
};

/// A place in a value that may hold policy variables; what they stand for is literal text, also a `*` in it.
/// Every variable has a value, which `resolve` has found out before.
class variable_pattern {
public:
    constexpr variable_pattern(std::string_view pattern, request_keys& keys, bool wildcards) noexcept
        : rest_(pattern), keys_(&keys), wildcards_(wildcards) {}

    constexpr glob_unit next() noexcept {
        for (;;) {
            if (!value_.empty()) {
                char const c = value_.front();
                value_.remove_prefix(1);
                return {glob_unit::literal, c};
            }
            if (rest_.empty()) return {};
            std::string_view inner;
            if (!rest_.take_variable(inner)) break;
            value_of(inner, *keys_, value_);
        }
        char const c = rest_.take();
        if (wildcards_ && c == '*') return {glob_unit::any_run, c};
        return {wildcards_ && c == '?' ? glob_unit::any_one : glob_unit::literal, c};
    }

    /// Whether all variables of the text have one value; `unknown` if only unknown ones have none.
    static constexpr truth resolve(std::string_view pattern, request_keys& keys) noexcept {
        truth found = truth::yes;
        for (variable_reader reader(pattern); !reader.empty();) {
            std::string_view inner;
            std::string_view value;
            if (!reader.take_variable(inner))
                reader.take();
            else
                found = min(found, value_of(inner, keys, value));
        }
        return found;
    }

    /// `key`, `key, 'default'`, or one of the characters that are special elsewhere.
    static constexpr truth value_of(std::string_view inner, request_keys& keys,
                                    std::string_view& value) noexcept {
        value = inner;
        if (variable_reader::is_character(inner)) return truth::yes;
        std::size_t const comma = inner.find(',');
        std::string_view const name = inner.substr(0, comma);
        key_values const found = keys.find(name, find_key_id(name));
        value = {};
        if (found.size() == 1) {
            value = found[0];
            return truth::yes;
        }
        if (found.state == key_state::unknown || found.state == key_state::unnamed) return truth::unknown;
        if (comma == std::string_view::npos || found.size() > 1) return truth::no;
        std::string_view const fallback = inner.substr(comma + 1);
        std::size_t const open = fallback.find('\'');
        std::size_t const close = fallback.rfind('\'');
        if (open == close) return truth::no;
        value = fallback.substr(open + 1, close - open - 1);
        return truth::yes;
    }

private:
    variable_reader rest_;
    std::string_view value_;
    request_keys* keys_;
    bool wildcards_;
};

}  // namespace detail

}  // namespace snsproof
