// SPDX-License-Identifier: Apache-2.0
// Who may call, as far as one or two policies tell callers apart: accounts and identities that they name, and
// of all others a few that stand for the rest.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "snsproof/access_budget.hpp"
#include "snsproof/access_keys.hpp"
#include "snsproof/access_values.hpp"
#include "snsproof/detail/list.hpp"
#include "snsproof/detail/pattern_search.hpp"
#include "snsproof/detail/text_pool.hpp"
#include "snsproof/policy.hpp"
#include "snsproof/principal.hpp"

namespace snsproof {

/// A caller that stands for all that the policies cannot tell from it.
struct access_caller {
    principal who;
    bool is_named{};  ///< a policy names this identity; else it stands for those of its kind that none names
    std::string_view role{};  ///< of a session, its role's ARN, with the path
    bool of_any_account{};    ///< its account stands for all that no policy spells out
};

namespace detail {

/// Whether some callers or topics decide what the key holds.
constexpr bool follows(key_id id) noexcept {
    constexpr std::array ids{key_id::principal_arn,   key_id::aws_arn,
                             key_id::user_name,       key_id::principal_account,
                             key_id::principal_type,  key_id::principal_service_name,
                             key_id::user_id,         key_id::principal_is_aws_service,
                             key_id::resource_account};
    return contains(ids, id);
}

/// Whether the values are read as something else than a text.
constexpr bool is_read(comparison what) noexcept {
    return what == comparison::numeric || what == comparison::date || what == comparison::ip;
}

class caller_maker {
public:
    constexpr caller_maker(std::span<policy const* const> policies, key_space const& keys, text_pool& pool,
                           search_budget& budget)
        : policies_(policies), keys_(keys), pool_(pool), budget_(budget) {
        for (policy const* const p : policies)
            for (policy_statement const& s : p->statements()) {
                principals_ += p->principals(s).size();
                for (policy_principal const& one : p->principals(s)) note_spelled(one.who.account);
                for (policy_condition const& c : p->conditions(s))
                    for (policy_value const& v : p->values(c)) {
                        note_spelled(v.text);
                        note_spelled(segment_of_arn(v.text, 4));
                    }
                for (policy_value const& v : p->resources(s)) note_spelled(segment_of_arn(v.text, 4));
            }
        for (std::string_view* const sample : {&user_, &role_, &session_, &service_})
            if (list<std::string_view> const spelled = find_spelled(*sample); !spelled.empty())
                *sample = find_free(*sample, spelled);
    }

    /// The accounts that the policies spell out.
    constexpr std::span<std::string_view const> spelled_accounts() const noexcept {
        return {spelled_.data(), spelled_.size()};
    }

    /// An account that the policies do not spell out.
    constexpr std::string_view fresh_account() {
        constexpr std::string_view liked = "444455556666";
        if (!contains(spelled_, liked)) return liked;
        for (std::uint64_t n = 999'999'999'999U;; --n)
            if (decimal const text(n);
                !budget_.spend_texts(spelled_.size()) || !contains(spelled_, text.digits()))
                return pool_.join(text.digits());
    }

    /// Calls `add` with each caller; maybe with several that no policy tells apart. `owner` and `partition`
    /// are the topic's. False where patterns have too many states, or the budget is spent.
    template <class Add>
    constexpr bool make(asker who, std::string_view partition, std::string_view owner, Add add) {
        partition_ = partition;
        complete_ = true;
        find_patterns();
        find_accounts(who, owner);
        add(access_caller{parse_caller(""), true, {}});
        for (account_name const& a : accounts_)
            if (budget_.spend_texts(4 * (principals_ + arns_.size()))) add_identities(a, add);
        if (who == asker::anyone) add_services(add);
        return complete_ && !budget_.is_spent();
    }

private:
    struct account_name {
        std::string_view partition, id;
        bool is_named{};
    };
    struct value_pattern {
        std::string_view text;
        pattern_form form{};
    };

    /// What stands behind the text wherever it is in a principal or in a value of a condition.
    constexpr list<std::string_view> find_spelled(std::string_view text) const {
        list<std::string_view> found;
        auto const look = [&](std::string_view in) {
            for (std::size_t at = in.find(text); at != std::string_view::npos; at = in.find(text, at))
                found.push_back(in.substr(at += text.size()));
        };
        for (policy const* const p : policies_)
            for (policy_statement const& s : p->statements()) {
                for (policy_principal const& one : p->principals(s)) look(one.who.text);
                for (policy_condition const& c : p->conditions(s))
                    for (policy_value const& v : p->values(c)) look(v.text);
            }
        return found;
    }

    /// The text and a number that stands nowhere behind it; those that may be free are all of one length.
    constexpr std::string_view find_free(std::string_view text, list<std::string_view> const& spelled) {
        std::size_t digits = 1;
        for (std::size_t left = spelled.size() / 10; left != 0; left /= 10) ++digits;
        decimal const number(find_free_number(spelled, [digits](std::string_view behind) {
            std::string_view const own = behind.substr(0, digits);
            return own.size() == digits && all_digits(own) ? read_digits(own) : ~std::uint64_t{0};
        }));
        std::string_view const zeros("00000000000000000000");
        return pool_.join(text, zeros.substr(0, digits - number.digits().size()), number.digits());
    }

    constexpr void note_spelled(std::string_view account) {
        if (is_account(account) && budget_.spend_texts(spelled_.size()) && !contains(spelled_, account))
            spelled_.push_back(account);
    }

    /// Before its callers, as clang 14 asks.
    template <class Use>
    constexpr void for_each_principal(Use use) const {
        for (policy const* const p : policies_)
            for (policy_statement const& s : p->statements())
                for (policy_principal const& one : p->principals(s)) use(one.who);
    }

    /// The values of all conditions on keys of this id.
    template <class Use>
    constexpr void for_each_value(key_id id, Use use) const {
        for (key_slot const& slot : keys_.slots()) {
            if (slot.id() != id) continue;
            for (key_test const& t : keys_.tests(slot))
                for (policy_value const& v : t.of->values(*t.condition))
                    if (!v.is_unknown() && !t.of->has_variables(v.text)) use(t.condition->op.what, v.text);
        }
    }

    constexpr void collect(key_id id, list<value_pattern>& patterns) {
        for_each_value(id, [&](comparison what, std::string_view v) {
            bool const folds = what == comparison::string_ignoring_case || what == comparison::boolean;
            pattern_form const form = folds                             ? pattern_form::ignoring_case
                                      : what == comparison::string_like ? pattern_form::glob
                                      : what == comparison::arn         ? pattern_form::arn
                                                                        : pattern_form::literal;
            bool const wild =
                form == pattern_form::ignoring_case || (form != pattern_form::literal && has_wildcard(v));
            patterns.push_back({v, wild ? form : pattern_form::literal});
        });
    }

    constexpr void find_patterns() {
        arns_.clear();
        names_.clear();
        account_patterns_.clear();
        collect(key_id::principal_arn, arns_);
        collect(key_id::aws_arn, arns_);
        collect(key_id::user_name, names_);
        collect(key_id::principal_account, account_patterns_);
        collect(key_id::user_id, account_patterns_);  // a root user's is the account
    }

    static constexpr bool has_wild(list<value_pattern> const& patterns) noexcept {
        return any_of(patterns, [](value_pattern const& p) { return p.form != pattern_form::literal; });
    }

    constexpr void add_account(std::string_view partition, std::string_view id, bool is_named) {
        if (partition.empty()) partition = partition_;
        if (!budget_.spend_texts(accounts_.size())) return;
        for (account_name const& a : accounts_)
            if (a.partition == partition && a.id == id) return;
        accounts_.push_back({partition, id, is_named});
    }

    constexpr void find_accounts(asker who, std::string_view owner) {
        accounts_.clear();
        add_account({}, fresh_account(), false);
        bool const has_patterns = has_wild(account_patterns_) || has_wild(arns_);
        if (has_patterns) find_fresh_accounts();
        if (who == asker::anyone) {
            // Patterns may match those alone that stand somewhere else.
            if (has_patterns)
                for (std::string_view const id : spelled_) add_account({}, id, true);
            for_each_principal([&](principal const& named) {
                if (named.is_of_account()) add_account(named.partition, named.account, true);
            });
            for (value_pattern const& v : account_patterns_)
                if (is_account(v.text)) add_account({}, v.text, true);
            for (value_pattern const& v : arns_)
                if (std::string_view const id = segment_of_arn(v.text, 4); is_account(id)) {
                    std::string_view const partition = segment_of_arn(v.text, 1);
                    add_account(is_partition(partition) ? partition : std::string_view{}, id, true);
                }
            if (is_account(owner)) add_account({}, owner, true);
        }
    }

    /// One account for each way in which patterns of accounts and of ARNs may go on behind it.
    constexpr void find_fresh_accounts() {
        for (std::string_view const service : {"iam", "sts"}) {
            pattern_search search;
            for (value_pattern const& v : arns_) search.add(v.text, v.form);
            for (value_pattern const& v : account_patterns_) search.add(v.text, v.form, 1);
            for (std::string_view const id : spelled_) search.avoid(id);
            std::string_view const start = pool_.join("arn:", partition_, ":", service, "::");
            std::array const parts{text_part{start, {}, 0, 0, false},
                                   text_part{{}, letters::digits, 12, 12, true}};
            complete_ &= search_within(
                budget_, search, parts,
                [&](std::string_view text) { add_account({}, pool_.join(text.substr(start.size())), false); },
                true);
        }
    }

    template <class Add>
    constexpr void add_services(Add add) {
        auto const add_service = [&](std::string_view name, bool is_named) {
            principal const service = parse_caller(name);
            if (service.kind == principal_kind::service) add(access_caller{service, is_named, {}});
        };
        pattern_search search;
        for_each_principal([&](principal const& who) {
            if (who.kind != principal_kind::service) return;
            add_service(who.text, true);
            search.add(who.text, pattern_form::literal);
        });
        list<value_pattern> patterns;
        collect(key_id::principal_service_name, patterns);
        for (value_pattern const& v : patterns) {
            add_service(v.text, true);
            search.add(v.text, v.form);
        }
        add_service(pool_.join(service_, ".amazonaws.com"), false);
        if (!has_wild(patterns)) return;
        for (std::string_view const domain : {".amazonaws.com", ".amazonaws.com.cn", ".amazonaws.eu"}) {
            // A name may have parts, as `delivery.logs`.
            std::array const parts{text_part{{}, letters::region, 1, 1, false},
                                   text_part{{}, letters::service, 0, 0, false},
                                   text_part{domain, {}, 0, 0, false}};
            complete_ &= search_within(budget_, search, parts,
                                       [&](std::string_view text) { add_service(pool_.join(text), false); });
        }
    }

    template <class Add>
    constexpr void add_identities(account_name const& a, Add add) {
        std::string_view const iam = pool_.join("arn:", a.partition, ":iam::", a.id, ":");
        std::string_view const sts = pool_.join("arn:", a.partition, ":sts::", a.id, ":");
        auto const add_one = [&](std::string_view arn, bool is_named) {
            principal const who = parse_caller(arn);
            add(access_caller{who, is_named, {}, !a.is_named});
            if (who.kind == principal_kind::role) add_sessions(a, who, sts, is_named, add);
        };
        add_one(pool_.join(iam, "root"), false);
        add_one(pool_.join(iam, "user/", user_), false);
        add_one(pool_.join(iam, "role/", role_), false);
        add_one(pool_.join(sts, "federated-user/", user_), false);
        if (a.is_named) add_named(a, iam, add_one);
        for (value_pattern const& v : names_)
            if (is_principal_name(v.text)) add_one(pool_.join(iam, "user/", v.text), true);
        if (has_wild(arns_) || has_wild(names_)) {
            search_names(a, pool_.join(iam, "user/"), letters::path, add_one);
            search_names(a, pool_.join(iam, "role/"), letters::path, add_one);
            search_names(a, pool_.join(sts, "federated-user/"), letters::name, add_one);
        }
    }

    /// A session of the role that nobody names, and those that are named: a session does not tell its role's
    /// path, so that each role of its name may be the one.
    template <class Add>
    constexpr void add_sessions(account_name const& a, principal const& role, std::string_view sts,
                                bool is_named, Add add) {
        std::string_view const arn = pool_.join(sts, "assumed-role/", role.name, "/", session_);
        add(access_caller{parse_caller(arn), is_named, role.text, !a.is_named});
        for_each_principal([&](principal const& who) {
            if (who.kind == principal_kind::session && who.account == role.account &&
                who.partition == role.partition && who.name == role.name)
                add(access_caller{who, true, role.text});
        });
    }

    /// Identities that are written out: as principals, as ARNs in conditions, and as users' names.
    template <class AddOne>
    constexpr void add_named(account_name const& a, std::string_view iam, AddOne add_one) {
        auto const add_principal = [&](principal const& who) {
            if (!who.is_of_account() || who.account != a.id || who.kind == principal_kind::account) return;
            if (!who.partition.empty() && who.partition != a.partition) return;
            bool const is_session = who.kind == principal_kind::session;
            if (!is_session) add_one(who.text, true);
            if (is_session || who.kind == principal_kind::role)
                add_one(pool_.join(iam, "role/", who.name), true);
        };
        for_each_principal(add_principal);
        for (value_pattern const& v : arns_)
            if (v.text.starts_with("arn:")) add_principal(parse_caller(v.text));
    }

    /// Identities that patterns match, or that the account does not name.
    template <class AddOne>
    constexpr void search_names(account_name const& a, std::string_view start, letters of, AddOne add_one) {
        pattern_search search;
        for (value_pattern const& v : arns_) search.add(v.text, v.form);
        bool const is_user = start.ends_with("user/") && !start.ends_with("federated-user/");
        if (is_user)
            for (value_pattern const& v : names_) search.add(v.text, v.form, 1, true);
        for_each_principal([&](principal const& who) {
            if (who.account != a.id) return;
            if (who.kind == principal_kind::role || who.kind == principal_kind::session)
                search.add(who.name, pattern_form::literal, 1, true);
            else
                search.add(who.text, pattern_form::literal);
        });
        std::array const parts{text_part{start, {}, 0, 0, false}, text_part{{}, of, 0, 0, false},
                               text_part{{}, letters::name, 1, 1, false}};
        complete_ &= search_within(budget_, search, parts,
                                   [&](std::string_view text) { add_one(pool_.join(text), false); });
    }

    std::span<policy const* const> policies_;
    key_space const& keys_;
    text_pool& pool_;
    search_budget& budget_;
    std::size_t principals_{};  ///< how many the policies name
    /// Names that no policy has.
    std::string_view user_ = "somebody", role_ = "some-role", session_ = "some-session",
                     service_ = "any-service";
    std::string_view partition_;
    list<std::string_view> spelled_;  ///< accounts that stand anywhere in the policies
    list<account_name> accounts_;
    list<value_pattern> arns_, names_, account_patterns_;
    bool complete_{};
};

}  // namespace detail

}  // namespace snsproof
