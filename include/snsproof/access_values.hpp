// SPDX-License-Identifier: Apache-2.0
// Of a context key, one value for all that conditions on it cannot tell from it: literals, shortest texts
// that patterns match, and what lies between the bounds of numbers, dates and addresses.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string_view>

#include "snsproof/access_budget.hpp"
#include "snsproof/access_kinds.hpp"
#include "snsproof/access_rules.hpp"
#include "snsproof/access_stranger.hpp"
#include "snsproof/condition_holds.hpp"
#include "snsproof/detail/between.hpp"
#include "snsproof/detail/list.hpp"
#include "snsproof/detail/pattern_search.hpp"
#include "snsproof/detail/text_pool.hpp"
#include "snsproof/policy.hpp"

namespace snsproof::detail {

class value_maker {
public:
    constexpr value_maker(std::span<key_test const> tests, condition_key const* known, asker who,
                          account_names const& accounts, text_pool& pool, search_budget& budget) noexcept
        : tests_(tests), key_(known), type_(known == nullptr ? value_type::string : known->type), who_(who),
          accounts_(accounts), pool_(pool), budget_(budget) {}

    /// Calls `add` with each value, the readable ones first; maybe with several that the conditions cannot
    /// tell apart. The answer is why these are not all that there are, or null.
    template <class Add>
    constexpr rule const* make(Add add) {
        bool const time = key_.id() == key_id::current_time;
        bool const text =
            has([](comparison c) { return c <= comparison::string_ignoring_case || c == comparison::arn; });
        bool const number = has([](comparison c) { return c == comparison::numeric; });
        bool const date = has([](comparison c) { return c == comparison::date; }) || (time && number);
        bool const ip = has([](comparison c) { return c == comparison::ip; });
        bool const binary = has([](comparison c) { return c == comparison::binary; });
        bool const boolean =
            has([](comparison c) { return c == comparison::boolean; }) || type_ == value_type::boolean;
        if (boolean && !is_own()) {
            add("true");
            add("false");
        }
        if (text && type_ != value_type::boolean) add_texts(add);
        // What somebody owns is a text: nothing is theirs of what else an operator may take it for.
        if (!is_own()) {
            if (number && !time) add_numbers(add);
            if (date) add_dates(add);
            if (ip) add_addresses(add);
            if (binary) add_binaries(add);
        }
        bool const mixed =
            (text && type_ != value_type::boolean) + (number && !time) + date + ip + binary + boolean > 1 ||
            (is_own() && (number || date || ip || binary || boolean));
        // What the key is documented to hold need not be what operators take it for; a stranger's address is
        // no sample.
        bool const is_wide = ip && is_strange() && key_.id() == key_id::source_ip;
        if (type_ != value_type::boolean && !text && !is_wide) add(find_other());
        if (mixed || (time && is_compared_as_epoch())) doubt_ = &rules::access_key_types;
        return doubt_;
    }

private:
    template <class Test>
    constexpr bool has(Test test) const noexcept {
        return any_of(tests_, [&](key_test const& t) { return test(t.condition->op.what); });
    }

    /// The values of conditions of a kind, but for those with variables.
    template <class Test, class Use>
    constexpr void for_each_value(Test test, Use use) const {
        for (key_test const& t : tests_)
            if (t.condition->op.known && test(t.condition->op.what))
                for (policy_value const& v : t.of->values(*t.condition))
                    if (!v.is_unknown() && !t.of->has_variables(v.text)) use(t.condition->op.what, v.text);
    }

    constexpr bool is_strange() const noexcept { return who_ == asker::stranger; }

    /// Whether the values are a stranger's own, and so none that a policy spells out.
    constexpr bool is_own() const noexcept { return is_strange() && key_.has_owner(); }

    /// A value that most policies tell from none of those that they do not name.
    constexpr std::string_view sample() const noexcept {
        switch (key_.id()) {
            case key_id::source_account:
            case key_id::source_owner:
            case key_id::vpce_account: return accounts_.fresh;
            case key_id::principal_org_id:
            case key_id::source_org_id:
            case key_id::vpce_org_id: return "o-0000000000";
            case key_id::resource_org_id: return "o-1111111111";
            case key_id::resource_org_paths: return "o-1111111111/r-1111/ou-1111-11111111/";
            case key_id::source_vpc:
            case key_id::ec2_instance_source_vpc: return "vpc-00000000";
            case key_id::source_vpce: return "vpce-00000000";
            case key_id::user_id: return fresh_id;
            case key_id::requested_region: return "us-east-1";
            case key_id::sns_protocol: return "https";
            case key_id::sns_endpoint: return "https://example.com/";
            default: break;
        }
        if (key_.is_org_path()) return "o-0000000000/r-0000/ou-0000-00000000/";
        switch (type_) {
            case value_type::arn: return "arn:aws:s3:::somebodys-bucket";
            case value_type::ip: return "198.51.100.1";
            case value_type::date:
            case value_type::date_or_numeric: return "2026-01-01T00:00:00Z";
            case value_type::numeric: return "1";
            default: return "something";
        }
    }

    template <class Add>
    constexpr void add_texts(Add add) {
        constexpr auto is_text = [](comparison c) {
            return c <= comparison::string_ignoring_case || c == comparison::arn;
        };
        list<std::string_view> literals;
        bool has_patterns = false;
        pattern_search search;
        for_each_value(is_text, [&](comparison what, std::string_view v) {
            bool const wild = takes_wildcards(what) && has_wildcard(v);
            bool const folds = what == comparison::string_ignoring_case;
            if (!wild) literals.push_back(v);
            std::string_view const name = name_of_value(v);
            if (!takes_wildcards(what) || !has_wildcard(name)) search.avoid(name);
            if (!wild && !folds) return;
            has_patterns = true;
            search.add(v, folds                     ? pattern_form::ignoring_case
                          : what == comparison::arn ? pattern_form::arn
                                                    : pattern_form::glob);
        });
        bool const spelled = is_own() || (is_strange() && key_.id() == key_id::source_ip);
        if (!spelled)
            for (std::string_view const v : literals) add(v);
        add(find_other());
        if (!has_patterns) return;
        if (spelled)
            for (std::string_view const account : accounts_.spelled) search.avoid(account);
        auto const found = [&](std::string_view text) {
            if (!is_spelled_ignoring_case(text)) add(pool_.join(text));
        };
        if (!search_shapes(search, found)) doubt_ = &rules::access_budget;
        if (!spelled) add("");
    }

    /// `aws:CurrentTime` is no number, but what stands under `aws:EpochTime` may be.
    constexpr bool is_compared_as_epoch() const noexcept {
        return any_of(tests_, [](key_test const& t) {
            return t.condition->op.what == comparison::numeric && t.condition->id() != key_id::epoch_time;
        });
    }

    /// The sample, or a longer text that no condition names, nor a default of a variable.
    constexpr std::string_view find_other() {
        std::string_view other = sample();
        auto const is_named = [&](key_test const& t) {
            return any_of(t.of->values(*t.condition), [&](policy_value const& v) {
                return v.text == other ||
                       (t.of->has_variables(v.text) && v.text.find(other) != std::string_view::npos);
            });
        };
        while (any_of(tests_, is_named)) other = pool_.join(other, "x");
        return other;
    }

    /// Whether the text is a stranger's, and a condition that ignores case names it.
    constexpr bool is_spelled_ignoring_case(std::string_view text) const noexcept {
        return is_own() && key_.is_identifier() && any_of(tests_, [&](key_test const& t) {
                   return t.condition->op.what == comparison::string_ignoring_case &&
                          has_value(*t.of, *t.condition, text) == truth::yes;
               });
    }

    /// What nobody else may have of a value where it is spelled out: of a stranger's, the organization in a
    /// path, the name in an ARN, and a unique id behind its prefix.
    constexpr std::string_view name_of_value(std::string_view v) const noexcept {
        if (!is_strange()) return v;
        if (key_.is_org_path()) return key_.owner_in(v);
        if (key_.is_user_id()) {
            v = v.substr(0, v.find_first_of(":*?"));
            return v.size() > 4 && is_upper(v[0]) ? v.substr(4) : v;
        }
        if (!key_.is_arn()) return v;
        for (int i = 0; i != 5; ++i) take_until(v, ':');
        return v;
    }

    template <class Found>
    constexpr bool search_shapes(pattern_search& search, Found found) {
        constexpr text_part whole{{}, letters::any, 1, 0, true};
        constexpr text_part some{{}, letters::no_colon, 1, 0, false},
            maybe{{}, letters::no_colon, 0, 0, false};
        constexpr text_part rest{{}, letters::any, 1, 0, false};
        constexpr text_part arn{"arn:", {}, 0, 0, false}, colon{":", {}, 0, 0, false};
        constexpr text_part account{{}, letters::digits, 12, 12, true};
        if (key_.is_account_id()) {
            return search_within(budget_, search, {&account, 1}, found);
        }
        if (is_strange() && key_.is_arn()) {
            std::array const owned{arn,   some,  colon, some,
                                   colon, maybe, colon, text_part{accounts_.fresh, {}, 0, 0, false},
                                   colon, rest};
            std::array const global{arn,  some, colon, some, colon, maybe, text_part{"::", {}, 0, 0, false},
                                    whole};
            // Where patterns name a part of the account, it is another one.
            std::array other = owned;
            other[7] = account;
            return search_within(budget_, search, global, found) &&
                   search_within(budget_, search, owned, found) &&
                   search_within(budget_, search, other, found);
        }
        if (is_strange() && key_.is_org_path()) {
            std::array const path{text_part{{}, letters::no_slash, 1, 0, true},
                                  text_part{"/", {}, 0, 0, false}, text_part{{}, letters::any, 0, 0, false}};
            return search_within(budget_, search, path, found);
        }
        if (is_strange() && key_.is_user_id()) {
            // Of a user, of a role and what its session is called, and of a federated user.
            constexpr text_part tail{{}, letters::any, 0, 0, false}, id{{}, letters::id, 16, 17, true};
            std::array const any{text_part{fresh_id}, tail};
            std::array const user{text_part{"AIDA"}, id};
            std::array const role{text_part{"AROA"}, id, colon, tail};
            std::array const federated{account, colon, tail};
            return search_within(budget_, search, any, found) &&
                   search_within(budget_, search, user, found) &&
                   search_within(budget_, search, role, found) &&
                   search_within(budget_, search, federated, found);
        }
        return search_within(budget_, search, {&whole, 1}, found);
    }

    template <class Add>
    constexpr void add_numbers(Add add) {
        list<written_number> bounds;
        for_each_value([](comparison c) { return c == comparison::numeric; },
                       [&](comparison, std::string_view v) {
                           written_number n{{}, v};
                           if (parse_number(v, n.value)) bounds.push_back(n);
                       });
        if (bounds.empty()) return add("1");
        sort(bounds);
        add(find_below(bounds[0], pool_));
        for (std::size_t i = 0; i != bounds.size(); ++i) {
            add(bounds[i].text);
            if (i + 1 == bounds.size() || !(bounds[i] < bounds[i + 1])) continue;
            std::string_view const between = find_between(bounds[i], bounds[i + 1], pool_);
            if (between.empty())
                doubt_ = &rules::access_key_types;
            else
                add(between);
        }
        add(find_above(bounds.back(), pool_));
    }

    template <class Add>
    constexpr void add_dates(Add add) {
        list<date> bounds;
        for_each_value([](comparison c) { return c == comparison::date || c == comparison::numeric; },
                       [&](comparison what, std::string_view v) {
                           date d;
                           bool const is_date =
                               what == comparison::date ? parse_date(v, d) : parse_epoch_date(v, d);
                           if (is_date)
                               bounds.push_back(d);
                           else
                               doubt_ = &rules::access_key_types;
                       });
        constexpr std::int64_t day = 86'400;
        if (bounds.empty()) return add(sample());
        sort(bounds);
        constexpr std::int64_t lowest = std::numeric_limits<std::int64_t>::min() + day;
        if (bounds[0].seconds > lowest) add(write_date({bounds[0].seconds - day, 0}, pool_));
        for (std::size_t i = 0; i != bounds.size(); ++i) {
            add(write_date(bounds[i], pool_));
            date between;
            if (i + 1 == bounds.size() || !find_between(bounds[i], bounds[i + 1], between)) continue;
            add(write_date(between, pool_));
            // A number with a fraction is a time for numeric operators alone.
            if (between.nanoseconds != 0 && has([](comparison c) { return c == comparison::numeric; }))
                doubt_ = &rules::access_key_types;
        }
        constexpr std::int64_t highest = std::numeric_limits<std::int64_t>::max() - day;
        if (bounds.back().seconds < highest) add(write_date({bounds.back().seconds + day, 0}, pool_));
    }

    template <class Add>
    constexpr void add_binaries(Add add) {
        for_each_value([](comparison c) { return c == comparison::binary; },
                       [&](comparison, std::string_view v) { add(v); });
        add("c25zcHJvb2Y=");
    }

    /// The addresses at which a run begins that the conditions may tell from the one before.
    constexpr list<address> find_runs() const {
        list<address> starts;
        starts.push_back({});
        starts.push_back({0, 0, true});
        auto const cut = [&](ip_range const& r) {
            address behind;
            starts.push_back(first_of(r));
            if (find_behind(r, behind)) starts.push_back(behind);
        };
        for (ip_range const& r : private_ranges) cut(r);
        for_each_value([](comparison c) { return c == comparison::ip; },
                       [&](comparison, std::string_view v) {
                           ip_range r;
                           if (parse_ip_range(v, r)) cut(r);
                       });
        sort(starts);
        return starts;
    }

    template <class Add>
    constexpr void add_addresses(Add add) {
        if (is_strange() && key_.id() == key_id::source_ip) return add_wide_addresses(add);
        for (std::string_view const liked : liked_addresses) add(liked);
        address last{1, 1, true};
        for (address const& a : find_runs()) {
            if (!(a == last)) add(write_address(a, pool_));
            last = a;
        }
    }

    /// Addresses of which the conditions treat so many alike that to be one of them is nothing special:
    /// "values broader than /8 for IPv4 and /32 for IPv6 (excluding RFC1918 private ranges)".
    template <class Add>
    constexpr void add_wide_addresses(Add add) {
        list<address> const runs = find_runs();
        kind_table kinds;
        list<address> wide;            // of each kind, how many of IPv4 and of IPv6 there are,
        list<std::string_view> first;  // and the first of them
        for (std::size_t i = 0; i != runs.size(); ++i) {
            if (i != 0 && runs[i] == runs[i - 1]) continue;
            bool const v6 = runs[i].v6;
            ip_range const one{runs[i].high, runs[i].low, static_cast<std::uint8_t>(v6 ? 128 : 32), v6};
            if (is_private(one) || budget_.is_spent()) continue;
            std::size_t next = i + 1;
            while (next != runs.size() && runs[next] == runs[i]) ++next;
            bool const is_last = next == runs.size() || runs[next].v6 != v6;
            std::string_view const text = write_address(runs[i], pool_);
            std::size_t const k = kinds.add(answers(text));
            for (; first.size() < 2 * (k + 1); first.push_back({}))
                wide.push_back({0, 0, first.size() % 2 != 0});
            std::size_t const at = 2 * k + (v6 ? 1 : 0);
            if (first[at].empty()) first[at] = text;
            wide[at] = sum(wide[at], count_between(runs[i], is_last ? address{} : runs[next]));
        }
        constexpr std::array<address, 2> most{address{0, std::uint64_t{1} << 24U, false},
                                              address{std::uint64_t{1} << 32U, 0, true}};
        for (std::size_t i = 0; i != first.size(); ++i) {
            if (!(most[i % 2] < wide[i])) continue;
            if (kinds.add(answers(liked_addresses[i % 2])) == i / 2) add(liked_addresses[i % 2]);
            add(first[i]);
        }
    }

    /// What each test makes of this address.
    constexpr list<truth> answers(std::string_view text) const {
        std::size_t count = 0;
        for (key_test const& t : tests_) count += t.cost();
        budget_.spend_texts(count);
        return find_answers(tests_, tests_[0].condition->key.text, {&text, 1});
    }

    static constexpr std::array<std::string_view, 2> liked_addresses{"198.51.100.1", "2001:db8::1"};
    static constexpr std::string_view fresh_id = "AIDA0000000000000000";

    std::span<key_test const> tests_;
    owned_key key_;
    value_type type_;
    asker who_;
    account_names accounts_;
    text_pool& pool_;
    search_budget& budget_;
    rule const* doubt_{};
};

}  // namespace snsproof::detail
