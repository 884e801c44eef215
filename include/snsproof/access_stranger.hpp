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
    constexpr bool is_arn() const noexcept { return is_arn_ || id_ == key_id::source_vpc_arn; }
    constexpr bool is_user_id() const noexcept { return id_ == key_id::user_id; }
    /// Which organization the topic is of.
    constexpr bool is_topics_org() const noexcept {
        return id_ == key_id::resource_org_id || id_ == key_id::resource_org_paths;
    }

    /// Whether it belongs to somebody what a value names.
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

    /// Whether all that a pattern matches have one owner; `*` stands for each of its wildcards, which stay
    /// within an ARN's elements where it is compared by these.
    constexpr bool has_one_owner(std::string_view pattern, bool by_elements) const noexcept {
        std::size_t const open = pattern.find('*');
        if (open == std::string_view::npos) return true;
        std::string_view const start = pattern.substr(0, open);
        if (!is_arn())
            return (is_user_id() && start.find(':') != std::string_view::npos) ||
                   (has_path() && start.find('/') != std::string_view::npos);
        std::string_view rest = by_elements ? pattern : start;
        for (int i = 0; i != 4; ++i) take_until(rest, ':');
        std::string_view const account = rest.substr(0, rest.find(':'));
        return !account.empty() && account.size() != rest.size() &&
               account.find('*') == std::string_view::npos;
    }

private:
    constexpr bool has_path() const noexcept { return is_org_path() || id_ == key_id::resource_org_paths; }

    key_id id_;
    bool is_arn_;
};

/// A text that the pattern matches, with these in place of its wildcards; without them, the shortest one.
constexpr std::string_view write_out(std::string_view text, bool wildcards, request_keys& keys,
                                     text_pool& pool, std::string_view one = "x", std::string_view run = {}) {
    list<char> out;
    variable_pattern pattern(text, keys, wildcards);
    for (glob_unit unit = pattern.next(); unit.kind != glob_unit::end; unit = pattern.next()) {
        if (unit.kind == glob_unit::literal)
            out.push_back(unit.c);
        else
            for (char const c : unit.kind == glob_unit::any_run ? run : one) out.push_back(c);
    }
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
    constexpr truth may_have(std::string_view text, std::string_view pattern, comparison what,
                             text_pool& pool) const {
        if (!key_.has_owner() && !key_.is_topics_org()) return truth::yes;
        std::string_view const open = write_out(pattern, takes_wildcards(what), keys_, pool, "*", "*");
        bool const is_topics = open.find('*') == std::string_view::npos && has_only_the_topics(pattern);
        if (!is_topics && is_theirs(key_.owner_in(text))) return truth::yes;
        return key_.has_one_owner(open, what == comparison::arn) ? truth::no : truth::unknown;
    }

private:
    /// Whether nobody chooses what stands for the pattern's variables.
    static constexpr bool has_only_the_topics(std::string_view pattern) noexcept {
        bool found = true;
        for_each_variable(
            pattern, [&](std::string_view name) { found &= find_key_id(name) == key_id::resource_account; });
        return found;
    }

    constexpr bool is_theirs(std::string_view owner) const {
        if (owner.empty() || is_across(owner)) return false;
        if (key_.is_topics_org()) return true;
        return owner != keys_.owner() && !contains(accounts_, owner) &&
               !any_of(tests_, [&](key_test const& t) {
                   return any_of(t.of->values(*t.condition),
                                 [&](policy_value const& v) { return key_.owner_in(v.text) == owner; });
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
