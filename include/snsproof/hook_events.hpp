// SPDX-License-Identifier: Apache-2.0
// Which events a hook asks for, and whether another hook of the list delivers them to the same place.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "snsproof/detail/list.hpp"
#include "snsproof/detail/nearest.hpp"
#include "snsproof/event_type.hpp"
#include "snsproof/hook_list.hpp"
#include "snsproof/hook_rules.hpp"
#include "snsproof/json.hpp"
#include "snsproof/report.hpp"

namespace snsproof {

namespace detail {

inline constexpr std::array<std::string_view, 5> hook_products{"all", "chat", "video", "moderation", "feeds"};

constexpr std::string_view nearest_product(std::string_view wrong, std::string_view = {}) noexcept {
    return nearest(wrong, hook_products, same_name);
}

}  // namespace detail

namespace rules {

inline constexpr rule hook_events_all{
    .id = "hook-events-all",
    .title = "no list of types means all of them",
    .why = "without `event_types`, and with an empty list, a hook gets every type there is and every "
           "type Stream will add",
    .fix = "list the types if the receiver does not expect others",
    .reference = sns_page,
    .level = severity::note,
    .quotes_text = false,
};
inline constexpr rule hook_event_unknown{
    .id = "hook-event-unknown",
    .title = "an event type that is not known here",
    .why = "Stream adds types every few weeks, so that it may be newer than this list; a misspelled type "
           "is refused or never fires",
    .fix = "compare it with Stream's list of events",
    .reference = events_page,
    .level = severity::warning,
    .nearest = nearest_event_type,
};
inline constexpr rule hook_event_websocket{
    .id = "hook-event-websocket",
    .title = "an event type that no hook delivers",
    .why = "Stream sends it to connected clients only; such a type never fires, and some are refused: "
           "`wrong event type input`",
    .fix = "remove it, or use a type that hooks deliver",
    .reference = events_page,
    .level = severity::warning,
};
inline constexpr rule hook_event_historic{
    .id = "hook-event-historic",
    .title = "an event type of the past",
    .why = "it was delivered once, and stands in no list of today",
    .fix = "remove it",
    .reference = events_page,
    .level = severity::warning,
};
inline constexpr rule hook_event_wildcard{
    .id = "hook-event-wildcard",
    .title = "`*` does not mean every type",
    .why = "it is the name for custom events in Stream's lists; what a hook does with it is not "
           "documented",
    .fix = "use an empty list for all types, and `should_send_custom_events` for custom ones",
    .reference = events_page,
    .level = severity::warning,
};
inline constexpr rule hook_event_product{
    .id = "hook-event-product",
    .title = "not an event type of the hook's product",
    .why = "Stream refuses the whole update: `event types ... do not belong to product`; the type's product "
           "is guessed "
           "here from its prefix and from the products' specifications",
    .fix = "set `product` to the type's product, or to `all`",
    .reference = hooks_page,
    .level = severity::warning,
};
inline constexpr rule hook_event_duplicate{
    .id = "hook-event-duplicate",
    .title = "an event type that the hook lists twice",
    .why = "the second one has no effect",
    .fix = "remove it",
    .reference = sns_page,
    .level = severity::warning,
};
inline constexpr rule hook_product_unknown{
    .id = "hook-product-unknown",
    .title = "a product that is not known here",
    .why = "the known ones are all, chat, video, moderation and feeds",
    .fix = "compare it with Stream's documentation",
    .reference = hooks_page,
    .level = severity::warning,
    .nearest = detail::nearest_product,
};
inline constexpr rule hook_target_duplicate{
    .id = "hook-target-duplicate",
    .title = "another hook delivers the same events to the same place",
    .why = "both are enabled, so that each such event arrives twice",
    .fix = "remove one, or give them different `event_types`",
    .reference = hooks_page,
    .level = severity::warning,
};

}  // namespace rules

namespace detail {

/// Checks the `product` and `event_types` of one hook.
class event_types_check {
public:
    constexpr event_types_check(hook_list const& list, hook const& h, report& out) noexcept
        : list_(list), hook_(h), out_(out) {}

    constexpr void run() {
        check_product();
        json::value const types = hook_[hook_field::event_types];
        if (!types || !types.first()) {
            if (hook_.type() == "sns")
                out_.add(rules::hook_events_all,
                         (types ? types : hook_[hook_field::hook_type]).smallest_where());
            return;
        }
        for (json::value const type : json::elements(types)) check_type(type);
        check_duplicates(types);
    }

private:
    constexpr void check_product() {
        std::string_view const name = hook_.text(hook_field::product);
        if (!name.empty() && !contains(hook_products, name))
            out_.add(rules::hook_product_unknown, hook_[hook_field::product].smallest_where());
    }

    constexpr void check_type(json::value type) {
        if (!type.is(json::kind::string)) return out_.add(rules::hook_field_type, type.smallest_where());
        std::string_view const name = list_.text(type);
        span const where = type.smallest_where();
        if (name == "*") return out_.add(rules::hook_event_wildcard, where);
        event_type const* const known = find_event_type(name);
        if (known == nullptr) return out_.add(rules::hook_event_unknown, where);
        if (known->delivery == delivery::websocket) return out_.add(rules::hook_event_websocket, where);
        if (known->delivery == delivery::historic) return out_.add(rules::hook_event_historic, where);
        std::string_view const asked = hook_.text(hook_field::product);
        for (product const p : {product::chat, product::video, product::feeds, product::moderation})
            if (asked == name_of(p) && !known->belongs_to(p))
                out_.add(rules::hook_event_product, where, hook_[hook_field::product].smallest_where());
    }

    constexpr void check_duplicates(json::value types) {
        list<json::value> sorted;
        for (json::value const type : json::elements(types))
            if (type.is(json::kind::string)) sorted.push_back(type);
        sort(sorted, list_.order());
        for (std::size_t i = 1; i < sorted.size(); ++i)
            if (list_.order().compare(sorted[i - 1], sorted[i]) == 0)
                out_.add(rules::hook_event_duplicate, sorted[i].smallest_where(),
                         sorted[i - 1].smallest_where());
    }

    hook_list const& list_;
    hook const& hook_;
    report& out_;
};

/// Finds enabled hooks that deliver the same event to the same place. Hooks are sorted by their targets;
/// among those of one target, types are sorted: time is n log n in hooks and types.
class overlap_check {
public:
    constexpr overlap_check(hook_list const& list, report& out) noexcept : list_(list), out_(out) {}

    constexpr void add(hook const& h) {
        json::value const target = target_of(h);
        if (!h.enabled() || !target.is(json::kind::string)) return;
        targets_.push_back({hook_id(list_.text(target)), hooks_.size()});
        hooks_.push_back(h.object());
        places_.push_back(target.smallest_where());
        reported_.push_back(0);
    }

    constexpr void run() {
        sort(targets_);
        for (std::size_t first = 0, i = 1; i <= targets_.size(); ++i) {
            if (i != targets_.size() && targets_[i].id == targets_[first].id) continue;
            if (i - first > 1) check_target(first, i);
            first = i;
        }
    }

private:
    static constexpr std::size_t unknown = 4;  ///< the product of a type that is not known
    static constexpr std::size_t none = static_cast<std::size_t>(-1);

    static constexpr json::value target_of(hook const& h) noexcept {
        if (h.type() == "sns") return h[hook_field::sns_topic_arn];
        if (h.type() == "sqs") return h[hook_field::sqs_queue_url];
        return h.type() == "webhook" ? h[hook_field::webhook_url] : json::value{};
    }

    /// The first hook that delivers every type of a product, and the first that delivers any of it.
    struct seen {
        std::array<std::size_t, unknown + 1> all{none, none, none, none, none};
        std::array<std::size_t, unknown + 1> any{none, none, none, none, none};
    };

    constexpr void check_target(std::size_t first, std::size_t last) {
        seen before;
        list<hook_key> types;
        for (std::size_t i = first; i != last; ++i) {
            std::size_t const at = targets_[i].at;
            hook const h(list_, hooks_[at]);
            json::value const listed = h[hook_field::event_types];
            if (!listed.is(json::kind::array) || !listed.first()) {
                add_all(h.text(hook_field::product), at, before);
                continue;
            }
            for (json::value const type : json::elements(listed))
                if (type.is(json::kind::string)) add_type(list_.text(type), at, before, types);
        }
        sort(types);
        for (std::size_t i = 1; i < types.size(); ++i)
            if (types[i - 1].id == types[i].id) add_overlap(types[i].at, types[i - 1].at);
    }

    constexpr void add_all(std::string_view asked, std::size_t at, seen& before) {
        for (std::size_t p = 0; p != before.all.size(); ++p) {
            bool const every = asked.empty() || asked == "all";
            if (!every && (p == unknown || asked != name_of(static_cast<product>(p)))) continue;
            add_overlap(at, before.any[p]);
            before.all[p] = min(before.all[p], at);
            before.any[p] = min(before.any[p], at);
        }
    }

    constexpr void add_type(std::string_view type, std::size_t at, seen& before, list<hook_key>& types) {
        event_type const* const known = find_event_type(type);
        std::size_t const p = known != nullptr ? static_cast<std::size_t>(known->product) : unknown;
        add_overlap(at, before.all[p]);
        before.any[p] = min(before.any[p], at);
        types.push_back({hook_id(type), at});
    }

    constexpr void add_overlap(std::size_t at, std::size_t before) {
        if (before == none || before == at || reported_[at] != 0) return;
        reported_[at] = 1;
        out_.add(rules::hook_target_duplicate, places_[at], places_[before]);
    }

    hook_list const& list_;
    report& out_;
    list<json::value> hooks_;
    list<span> places_;  ///< of their targets
    list<char> reported_;
    list<hook_key> targets_;
};

}  // namespace detail

}  // namespace snsproof
