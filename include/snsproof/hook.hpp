// SPDX-License-Identifier: Apache-2.0
// Would Stream take this list of event hooks, and would its events arrive at the topics? SNS hooks are
// checked in depth. https://getstream.io/chat/docs/node/sns/
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

#include "snsproof/detail/ascii.hpp"
#include "snsproof/detail/list.hpp"
#include "snsproof/hook_events.hpp"
#include "snsproof/hook_list.hpp"
#include "snsproof/hook_other.hpp"
#include "snsproof/hook_read.hpp"
#include "snsproof/hook_rules.hpp"
#include "snsproof/json.hpp"
#include "snsproof/region.hpp"
#include "snsproof/report.hpp"
#include "snsproof/topic_arn.hpp"

namespace snsproof {

namespace detail {

/// Checks the fields of one SNS hook against each other and against its topic.
class sns_hook_check {
public:
    constexpr sns_hook_check(hook const& h, hook_list const& list, report& out) noexcept
        : hook_(h), list_(list), out_(out), type_(h[hook_field::hook_type].smallest_where()) {}

    constexpr void run() {
        check_topic();
        check_auth();
    }

    /// Where to tell what Stream's own check cannot test: this hook's way to authenticate.
    constexpr json::value auth() const noexcept { return hook_[hook_field::sns_auth_type]; }

private:
    constexpr void check_topic() {
        json::value const region = hook_[hook_field::sns_region];
        bool const has_region = !hook_.text(hook_field::sns_region).empty();
        if (!has_region) out_.add(rules::hook_region_missing, where_of(hook_field::sns_region));
        json::value const text = hook_[hook_field::sns_topic_arn];
        if (hook_.topic_arn().empty()) {
            if (!json::find(hook_.object(), "sns_arn_topic"))
                out_.add(rules::hook_topic_missing, where_of(hook_field::sns_topic_arn));
            if (has_region) check_region_alone(region);
            return;
        }
        auto const parsed = parse_topic_arn(hook_.topic_arn());
        for (finding f : parsed.findings()) {
            f.where = text.locate_unescaped(f.where);
            f.related = f.related.length == 0 ? span{} : text.locate_unescaped(f.related);
            out_.add(f);
        }
        if (parsed.value() == nullptr) {
            if (has_region) check_region_alone(region);
            return;
        }
        check_against(*parsed.value(), text, region);
    }

    constexpr void check_against(topic_arn const& arn, json::value text, json::value region) {
        auto const in_arn = [&](std::string_view part) {
            auto const offset = static_cast<std::uint32_t>(part.data() - arn.text.data());
            return text.locate_unescaped({offset, static_cast<std::uint32_t>(part.size())});
        };
        std::string_view const given = hook_.text(hook_field::sns_region);
        bool const comparable = !given.empty() && find_partition_of_region(arn.region) != nullptr;
        if (!comparable && !given.empty()) check_region_alone(region);
        if (comparable && given != arn.region)
            out_.add(rules::hook_region_mismatch, region.smallest_where(), in_arn(arn.region));
        if (arn.fifo() && !hook_[hook_field::sns_event_based_message_group_id_enabled].is_true())
            out_.add(rules::hook_fifo_group, in_arn(arn.name));
        if (hook_.text(hook_field::sns_auth_type) != "resource") return;
        snsproof::region const* const known = find_region(arn.region);
        partition const* const owner = find_partition_of_region(arn.region);
        if (owner != nullptr && owner->name != "aws")
            out_.add(rules::hook_partition, auth().smallest_where(), in_arn(arn.partition));
        if (known != nullptr && known->opt_in)
            out_.add(rules::hook_region_opt_in, in_arn(arn.region), auth().smallest_where());
    }

    /// The region of a hook whose topic says nothing about it.
    constexpr void check_region_alone(json::value region) {
        std::string_view const name = hook_.text(hook_field::sns_region);
        if (find_region(name) != nullptr) return;
        bool const has_form = find_partition_of_region(name) != nullptr;
        out_.add(has_form ? rules::arn_region_new : rules::arn_region_unknown, region.smallest_where());
    }

    constexpr void check_auth() {
        std::string_view const name = hook_.text(hook_field::sns_auth_type);
        if (auth() && !auth().is(json::kind::string)) return;  // said with its kind
        if (name.empty())
            out_.add(rules::hook_auth_missing, where_of(hook_field::sns_auth_type));
        else if (name == "keys")
            check_keys();
        else if (name == "resource")
            check_no_credentials();
        else if (name == "role")
            out_.add(rules::hook_auth_role, auth().smallest_where());
        else
            check_other_auth(nearest_auth(name));
    }

    constexpr void check_other_auth(std::string_view nearest) {
        out_.add(nearest.empty() ? rules::hook_auth_unknown : rules::hook_auth_misspelled,
                 auth().smallest_where());
        if (nearest == "keys") check_keys();
    }

    constexpr void check_no_credentials() {
        for (hook_field const f : {hook_field::sns_key, hook_field::sns_secret})
            if (!hook_.text(f).empty())
                out_.add(rules::hook_resource_credentials, hook_[f].smallest_where(),
                         auth().smallest_where());
    }

    /// Settings that were read may lack the secret, since the server may hide it.
    constexpr void check_keys() {
        bool const may_be_hidden = list_.form() == list_form::settings;
        std::string_view const key = hook_.text(hook_field::sns_key);
        std::string_view const secret = hook_.text(hook_field::sns_secret);
        if (key.empty() && !may_be_hidden) out_.add(rules::hook_key_missing, where_of(hook_field::sns_key));
        if (secret.empty() && !may_be_hidden)
            out_.add(rules::hook_secret_missing, where_of(hook_field::sns_secret));
        if (!key.empty() && !check_placeholder(key, hook_field::sns_key)) check_key(key);
        if (!secret.empty() && !check_placeholder(secret, hook_field::sns_secret)) {
            bool const has_form = secret.size() == 40;
            out_.add(has_form ? rules::hook_secret_in_file : rules::hook_secret_form,
                     hook_[hook_field::sns_secret].smallest_where());
        }
    }

    constexpr void check_key(std::string_view key) {
        span const where = hook_[hook_field::sns_key].smallest_where();
        bool const has_form =
            key.size() == 20 && all_of(key, [](char c) { return is_upper(c) || is_digit(c); });
        if (!has_form || (!key.starts_with("AKIA") && !key.starts_with("ASIA")))
            out_.add(rules::hook_key_form, where);
        else if (key.starts_with("ASIA"))
            out_.add(rules::hook_key_temporary, where);
    }

    /// The marks and words of masks, of templates, and of AWS's and Stream's examples; none of them can be
    /// chance.
    constexpr bool check_placeholder(std::string_view credential, hook_field f) {
        span const where = hook_[f].smallest_where();
        if (is_masked(credential)) {
            if (list_.form() != list_form::settings) out_.add(rules::hook_credential_masked, where);
            return true;
        }
        constexpr std::array<std::string_view, 5> words{"<", "{", "$", "example", "changeme"};
        bool const yours =
            credential.size() < 20 && compare_ignoring_case(credential.substr(0, 4), "your") == 0;
        if (!yours && !holds_any(credential, words)) return false;
        out_.add(rules::hook_credential_placeholder, where);
        return true;
    }

    static constexpr bool holds_any(std::string_view text,
                                    std::array<std::string_view, 5> const& words) noexcept {
        for (std::size_t i = 0; i != text.size(); ++i)
            if (any_of(words, [rest = text.substr(i)](std::string_view word) {
                    return compare_ignoring_case(rest.substr(0, word.size()), word) == 0;
                }))
                return true;
        return false;
    }

    /// Where a field that is missing should be told: at its empty value, or at the type that requires it.
    constexpr span where_of(hook_field f) const noexcept {
        json::value const v = hook_[f];
        return v ? v.smallest_where() : type_;
    }

    hook const& hook_;
    hook_list const& list_;
    report& out_;
    span type_;
};

/// Checks every hook of a list, and the hooks against each other.
class hook_list_check {
public:
    constexpr hook_list_check(hook_list const& list, report& out) noexcept : list_(list), out_(out) {}

    constexpr void run() {
        overlap_check overlaps(list_, out_);
        list<json::value> ids;
        for (hook const h : list_) {
            if (!h.object().is(json::kind::object)) {
                out_.add(rules::hook_object, h.object().smallest_where());
                continue;
            }
            check_hook(h);
            overlaps.add(h);
            if (!h.id().empty()) ids.push_back(h[hook_field::id]);
        }
        check_ids(ids);
        overlaps.run();
        if (check_call_.length != 0) out_.add(rules::hook_check_call, check_call_);
    }

private:
    constexpr void check_hook(hook const& h) {
        check_fields(h);
        check_common(h);
        event_types_check(list_, h, out_).run();
        check_other_hook(h, list_, out_);
        check_failover(h, list_, out_);
        if (h.type() == "pending_message" && ++pending_ > 2)
            out_.add(rules::hook_pending_count, h[hook_field::hook_type].smallest_where());
        if (h.type() != "sns") return;
        sns_hook_check(h, list_, out_).run();
        bool const by_resource = h.text(hook_field::sns_auth_type) == "resource";
        if (check_call_.length != 0 && (by_resource_ || !by_resource)) return;
        json::value const auth = h[hook_field::sns_auth_type];
        check_call_ = (auth ? auth : h[hook_field::hook_type]).smallest_where();
        by_resource_ = by_resource;
    }

    constexpr void check_fields(hook const& h) {
        for (std::size_t i = 0; i != std::size(hook_fields); ++i) {
            json::value const v = h[static_cast<hook_field>(i)];
            if (v && !hook_fields[i].any_kind && !v.is(hook_fields[i].kind))
                out_.add(rules::hook_field_type, v.smallest_where());
        }
        if (!h.has_other_fields()) return;
        for (json::member const m : json::members(h.object())) {
            std::string_view const name = list_.text(m.key);
            if (locate_field(name) != std::size(hook_fields)) continue;
            bool const published = !nearest_published_field(name).empty();
            out_.add(published ? rules::hook_field_misspelled : rules::hook_field_unknown,
                     m.key.smallest_where());
        }
    }

    constexpr void check_common(hook const& h) {
        span const whole = h.object().smallest_where();
        json::value const type = h[hook_field::hook_type];
        if (h.type().empty() && (!type || type.is(json::kind::string)))
            out_.add(rules::hook_type_missing, type ? type.smallest_where() : whole);
        else if (!h.type().empty() && !contains(hook_types, h.type()))
            out_.add(rules::hook_type_unknown, type.smallest_where());
        json::value const enabled = h[hook_field::enabled];
        if (!enabled) out_.add(rules::hook_enabled_missing, type ? type.smallest_where() : whole);
        if (enabled.is(json::kind::boolean) && !enabled.is_true())
            out_.add(rules::hook_disabled, enabled.where());
        json::value const id = h[hook_field::id];
        if (h.id().empty())
            out_.add(rules::hook_id_missing, id ? id.smallest_where() : type ? type.smallest_where() : whole);
        else if (!hook_id(h.id()).is_uuid())
            out_.add(rules::hook_id_uuid, id.smallest_where());
    }

    constexpr void check_ids(list<json::value> const& ids) {
        list<hook_key> sorted;
        for (json::value const id : ids) sorted.push_back({hook_id(list_.text(id)), sorted.size()});
        sort(sorted);
        for (std::size_t i = 1; i < sorted.size(); ++i)
            if (sorted[i - 1].id == sorted[i].id)
                out_.add(rules::hook_id_duplicate, ids[sorted[i].at].smallest_where(),
                         ids[sorted[i - 1].at].smallest_where());
    }

    hook_list const& list_;
    report& out_;
    span check_call_;
    bool by_resource_{};
    std::size_t pending_{};
};

}  // namespace detail

/// Reads a list of event hooks as it is sent to Stream: an array, an object with `event_hooks`, or the
/// settings that hold one under `app`. There is a value wherever a list, `null` or no list at all could be
/// told apart, even where hooks of it are wrong. It owns its bytes; spans count in `text`. Time: linear, and
/// n log n in hooks, keys and types.
constexpr result<hook_list> parse_hooks(std::string_view text) {
    auto read = detail::hook_list_reader(text, false).read();
    if (read.value() == nullptr) return read;
    report found = read.take_findings();
    detail::hook_list_check(*read.value(), found).run();
    return {read.take(), std::move(found)};
}

/// Reads the current settings in the same forms, to compare a list with them. The hooks in it are Stream's
/// already, so that only the document is checked; secrets may be missing or masked in it.
constexpr result<hook_list> parse_settings(std::string_view text) {
    return detail::hook_list_reader(text, true).read();
}

}  // namespace snsproof
