// SPDX-License-Identifier: Apache-2.0
// What a stranger has of their own: keys whose values belong to somebody, and to whom one does.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "snsproof/access_kinds.hpp"
#include "snsproof/condition_key.hpp"
#include "snsproof/condition_operator.hpp"
#include "snsproof/detail/ascii.hpp"
#include "snsproof/detail/glob.hpp"
#include "snsproof/detail/list.hpp"
#include "snsproof/detail/text_pool.hpp"
#include "snsproof/policy.hpp"
#include "snsproof/principal.hpp"
#include "snsproof/request.hpp"

namespace snsproof::detail {

/// Who asks. A stranger has no account, organization or network that the policies spell out.
/// docs/semantics.md says what else.
enum class asker : std::uint8_t { anyone, stranger };

/// Accounts that the policies spell out, and one that they do not.
struct account_names {
    std::span<std::string_view const> spelled;
    std::string_view fresh;
};

/// A key, and whose its values are.
class owned_key {
public:
    constexpr explicit owned_key(condition_key const* known) noexcept
        : id_(known == nullptr ? key_id::other : known->id),
          is_arn_(known != nullptr && known->type == value_type::arn) {}

    constexpr bool is_account_id() const noexcept {
        return id_ == key_id::source_account || id_ == key_id::source_owner || id_ == key_id::vpce_account;
    }
    constexpr bool is_org_id() const noexcept {
        return id_ == key_id::principal_org_id || id_ == key_id::source_org_id || id_ == key_id::vpce_org_id;
    }
    constexpr bool is_org() const noexcept { return is_org_id() || is_org_path(); }
    /// A name that is somebody's own as a whole.
    constexpr bool is_identifier() const noexcept {
        constexpr std::array networks{key_id::source_vpc, key_id::source_vpce,
                                      key_id::ec2_instance_source_vpc};
        return is_account_id() || is_org_id() || contains(networks, id_);
    }
    constexpr bool is_org_path() const noexcept {
        return id_ == key_id::principal_org_paths || id_ == key_id::source_org_paths ||
               id_ == key_id::vpce_org_paths;
    }
    constexpr key_id id() const noexcept { return id_; }
    constexpr bool is_arn() const noexcept { return is_arn_ || id_ == key_id::source_vpc_arn; }
    constexpr bool is_user_id() const noexcept { return id_ == key_id::user_id; }
    /// Which organization the topic is of.
    constexpr bool is_topics_org() const noexcept {
        return id_ == key_id::resource_org_id || id_ == key_id::resource_org_paths;
    }

    /// Whether what a value names belongs to somebody.
    constexpr bool has_owner() const noexcept {
        return is_identifier() || is_org_path() || is_arn() || is_user_id();
    }

    /// What of a value says whose it is: of an ARN the account, or where it has none, as buckets', the name.
    constexpr std::string_view owner_in(std::string_view value) const noexcept {
        if (has_path()) return value.substr(0, value.find('/'));
        if (is_user_id()) return value.substr(0, value.find(':'));
        if (!is_arn()) return value;
        for (int i = 0; i != 4; ++i) take_until(value, ':');
        std::string_view const account = take_until(value, ':');
        return account.empty() ? value : account;
    }

    /// The same of all values that a pattern of `write_open` matches; empty where it is not written out.
    constexpr std::string_view owner_in_open(std::string_view pattern) const noexcept {
        constexpr auto closed = [](std::string_view part) {
            bool const is_open = any_of(part, [](char c) { return c == any_text || c == any_name; });
            return is_open ? std::string_view{} : part;
        };
        if (has_path()) return closed(pattern.substr(0, pattern.find('/')));
        if (!is_arn()) return closed(pattern);
        for (int i = 0; i != 4; ++i)
            if (contains(take_until(pattern, ':'), any_text)) return {};
        std::string_view const account = take_until(pattern, ':');
        return closed(account.empty() ? pattern : account);
    }

    /// In a pattern of `write_open`: any text, and one without colons.
    static constexpr char any_text = '\x01', any_name = '\x02';

private:
    constexpr bool has_path() const noexcept { return is_org_path() || id_ == key_id::resource_org_paths; }

    key_id id_;
    bool is_arn_;
};

/// The shortest text that the pattern matches.
constexpr std::string_view write_out(std::string_view text, bool wildcards, request_keys& keys,
                                     text_pool& pool) {
    list<char> out;
    variable_pattern pattern(text, keys, wildcards);
    for (glob_unit unit = pattern.next(); unit.kind != glob_unit::end; unit = pattern.next())
        if (unit.kind != glob_unit::any_run) out.push_back(unit.kind == glob_unit::any_one ? 'x' : unit.c);
    return pool.join(view(out));
}

/// What a stranger can have under one key, in a request for a topic.
class stranger {
public:
    /// The key's tests, and the accounts that the policies spell out.
    constexpr stranger(condition_key const* known, std::span<key_test const> tests,
                       std::span<std::string_view const> accounts, request_keys& keys) noexcept
        : key_(known), tests_(tests), accounts_(accounts), keys_(keys) {}

    /// Whether it can be the text, the shortest one that a pattern with variables matches; `no`: nor any
    /// other one that it matches.
    constexpr truth may_have(std::string_view text, std::string_view pattern, comparison what) const {
        if (!key_.has_owner() && !key_.is_topics_org()) return truth::yes;
        std::string_view const owner = key_.owner_in(text);
        if (key_.is_topics_org() && !is_across(owner)) return truth::yes;
        if (!key_.owner_in_open(view(write_open(pattern, what))).empty()) return truth::no;
        return !key_.is_topics_org() && is_theirs(owner) ? truth::yes : truth::unknown;
    }

private:
    /// Whether nobody chooses the variable's value: it is the topic's, or of a key that is itself the
    /// topic's, the stranger's.
    constexpr bool is_given(key_id id) const noexcept {
        if (!key_.is_topics_org())
            return id == key_id::resource_account || id == key_id::resource_org_id ||
                   id == key_id::resource_org_paths;
        return id == key_id::principal_org_id || id == key_id::source_org_id || id == key_id::vpce_org_id;
    }

    /// The pattern with the values that are given, and marks for whatever else may stand there.
    constexpr list<char> write_open(std::string_view pattern, comparison what) const {
        list<char> out;
        bool const wildcards = takes_wildcards(what);
        char const mark = what == comparison::arn ? owned_key::any_name : owned_key::any_text;
        for (variable_reader reader(pattern); !reader.empty();) {
            std::string_view inner;
            if (!reader.take_variable(inner)) {
                char const c = reader.take();
                out.push_back(wildcards && (c == '*' || c == '?') ? mark : c);
                continue;
            }
            std::string_view value{&owned_key::any_text, 1};
            if (variable_reader::is_character(inner) || is_given(find_key_id(inner)))
                variable_pattern::value_of(inner, keys_, value);
            for (char const c : value) out.push_back(c);
        }
        return out;
    }

    constexpr bool is_theirs(std::string_view owner) const {
        return !owner.empty() && !is_across(owner) && owner != keys_.owner() && !contains(accounts_, owner) &&
               !any_of(tests_, [&](key_test const& t) {
                   return any_of(t.of->values(*t.condition), [&](policy_value const& v) {
                       return v.text.find(owner) != std::string_view::npos;
                   });
               });
    }

    /// Whether it is an organization that another key says to be the stranger's and this one the topic's, or
    /// the other way round.
    constexpr bool is_across(std::string_view owner) const {
        return any_of(keys_.asked().context, [&](context_key const& k) {
            owned_key const other(find_condition_key(k.name));
            return ((key_.is_topics_org() && other.is_org()) || (key_.is_org() && other.is_topics_org())) &&
                   any_of(k.values, [&](std::string_view v) { return other.owner_in(v) == owner; });
        });
    }

    owned_key key_;
    std::span<key_test const> tests_;
    std::span<std::string_view const> accounts_;
    request_keys& keys_;
};

}  // namespace snsproof::detail
