// SPDX-License-Identifier: Apache-2.0
// What sending a list of event hooks does to the current ones. Stream updates hooks by id and deletes every
// hook that is not in the list. https://getstream.io/chat/docs/node/multi_event_hooks/
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>

#include "snsproof/detail/ascii.hpp"
#include "snsproof/detail/list.hpp"
#include "snsproof/hook.hpp"
#include "snsproof/hook_list.hpp"
#include "snsproof/hook_rules.hpp"
#include "snsproof/json.hpp"
#include "snsproof/report.hpp"

namespace snsproof {

namespace rules {

inline constexpr rule plan_deletes{
    .id = "plan-deletes",
    .title = "this hook would be deleted",
    .why = "Stream deletes every hook that is not in the list which is sent; its events stop at once",
    .fix = "add the hook to the list (`snsproof hooks FILE --into CURRENT` does it), or acknowledge: "
           "`--delete ID`",
    .reference = hooks_page,
};
inline constexpr rule plan_wrong_path{
    .id = "plan-wrong-path",
    .title = "none of the current hooks is in this list",
    .why = "the settings hold their hooks under `app`; a program that reads `event_hooks` at the root, as "
           "published "
           "examples do, finds none and then deletes them all",
    .fix = "read `app.event_hooks`, and send what it holds together with the new hooks",
    .reference =
        "https://github.com/GetStream/stream-chat-python/blob/master/stream_chat/tests/test_client.py",
    .level = severity::warning,
    .quotes_text = false,
};
inline constexpr rule plan_id_dropped{
    .id = "plan-id-dropped",
    .title = "this hook has no id, but a current hook delivers to the same topic",
    .why = "Stream matches hooks by their id alone: this one is made anew, and the current one is deleted or "
           "delivers "
           "the same events a second time",
    .fix = "give the hook the id that it has in the current settings",
    .reference = hooks_page,
    .level = severity::warning,
};
inline constexpr rule plan_id_new{
    .id = "plan-id-new",
    .title = "no current hook has this id",
    .why = "a hook with a new id is created",
    .fix = "if a current hook was meant, take its id from the settings",
    .reference = hooks_page,
    .level = severity::note,
};
inline constexpr rule plan_explicit_deletion{
    .id = "plan-explicit-deletion",
    .title = "this setting is known from stream-chat-js only",
    .why = "with it, hooks that are not in the list stay and `delete: true` removes one, says its pull "
           "request; Stream's "
           "specification does not have it",
    .fix = "send the complete list, which does not depend on it",
    .reference = "https://github.com/GetStream/stream-chat-js/pull/1596",
    .level = severity::warning,
};
inline constexpr rule plan_secret_hidden{
    .id = "plan-secret-hidden",
    .title = "this hook is sent back without its secret",
    .why = "the settings do not show it, and whether Stream keeps the stored secret then is not documented",
    .fix = "put the secret of this hook into the list before sending it",
    .reference = sns_page,
    .level = severity::warning,
    .quotes_text = false,
};

}  // namespace rules

/// A field that differs, with the values of both sides; a side without a value does not have the field.
struct field_change {
    std::string_view name;
    json::value before;
    json::value after;
};

/// A hook of the current list and the one of the wanted list that has its id; one of them may be none.
struct hook_pair {
    json::value before;
    json::value after;
};

/// What sending the wanted list would do, each part in the order of its list. The values are hooks: views of
/// the two lists, which must outlive the plan.
struct plan {
    detail::list<json::value> created;  ///< of the wanted list
    detail::list<hook_pair> changed;
    detail::list<hook_pair>
        kept;  ///< without `after`: not in the wanted list, but the update leaves it alone
    detail::list<hook_pair>
        deleted;        ///< acknowledged or not; with `after`: the wanted hook says `delete: true`
    report in_current;  ///< findings with spans in the current list's text
    report in_wanted;   ///< findings with spans in the wanted list's text

    constexpr bool ok() const noexcept { return in_current.ok() && in_wanted.ok(); }
};

namespace detail {

/// Whether a value is what a field has that was never set: SDKs send these, and servers return them.
constexpr bool is_unset(json::value v) noexcept {
    if (!v) return true;
    switch (v.kind()) {
        case json::kind::null: return true;
        case json::kind::boolean: return !v.is_true();
        case json::kind::number: return v.raw() == "0";
        case json::kind::string: return v.content().empty();
        default: return !v.first();
    }
}

/// The keys of an object, or the strings of an array, in the order of their texts.
constexpr list<json::value> sorted_strings(json::value container, json::text_order order) {
    list<json::value> strings;
    for (json::member const m : json::members(container)) strings.push_back(m.key);
    for (json::value const v : json::elements(container))
        if (v.is(json::kind::string)) strings.push_back(v);
    sort(strings, order);
    return strings;
}

constexpr bool same_strings(list<json::value> const& a, list<json::value> const& b,
                            json::text_order order) noexcept {
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i != a.size(); ++i)
        if (order.compare(a[i], b[i]) != 0) return false;
    return true;
}

/// Whether two values mean the same: escapes and the order of members do not matter. The reader bounds the
/// depth.
constexpr bool same_value(json::value a, json::value b, json::text_order order) {
    if (a.kind() != b.kind()) return false;
    if (a.raw() == b.raw()) return true;
    if (a.is(json::kind::string)) return order.compare(a, b) == 0;
    if (a.is(json::kind::object)) {
        auto const x = sorted_strings(a, order);
        auto const y = sorted_strings(b, order);
        if (!same_strings(x, y, order)) return false;
        for (std::size_t i = 0; i != x.size(); ++i)
            if (!same_value(x[i].behind(), y[i].behind(), order)) return false;
        return true;
    }
    if (!a.is(json::kind::array)) return false;
    auto other = json::elements(b).begin();
    auto const end = json::elements(b).end();
    for (json::value const v : json::elements(a)) {
        if (!(other != end) || !same_value(v, *other, order)) return false;
        ++other;
    }
    return !(other != end);
}

/// Finds the fields in which two hooks with one id differ.
class change_finder {
public:
    constexpr change_finder(hook_list const& current, hook_list const& wanted) noexcept
        : current_(current),
          wanted_(wanted), order_{current.document().has_escapes() || wanted.document().has_escapes()} {}

    constexpr list<field_change> find(hook_pair const& pair) const {
        auto const x = sorted_strings(pair.before, order_);
        auto const y = sorted_strings(pair.after, order_);
        list<field_change> changes;
        for (std::size_t i = 0, j = 0; i != x.size() || j != y.size();) {
            int const order = i == x.size() ? 1 : j == y.size() ? -1 : order_.compare(x[i], y[j]);
            std::string_view const name = order <= 0 ? current_.text(x[i]) : wanted_.text(y[j]);
            json::value const before = order <= 0 ? x[i++].behind() : json::value{};
            json::value const after = order >= 0 ? y[j++].behind() : json::value{};
            if (differs(name, before, after)) changes.push_back({name, before, after});
        }
        return changes;
    }

private:
    constexpr bool differs(std::string_view name, json::value before, json::value after) const {
        if (name == "id" || name == "created_at" || name == "updated_at") return false;
        if (is_hidden(name, before)) return false;
        if (is_unset(before) || is_unset(after)) {
            json::value const set = is_unset(before) ? after : before;
            return !is_unset(set) && !(name == "product" && set.equals("all"));
        }
        if (name == "event_types" && before.is(json::kind::array) && after.is(json::kind::array))
            return !same_strings(sorted_strings(before, order_), sorted_strings(after, order_), order_);
        return !same_value(before, after, order_);
    }

    /// A secret that the settings do not show cannot be compared.
    constexpr bool is_hidden(std::string_view name, json::value before) const noexcept {
        bool const secret =
            name == "sns_secret" || name == "sqs_secret" || name == "sns_key" || name == "sqs_key";
        return secret &&
               (is_unset(before) || (before.is(json::kind::string) && is_masked(current_.text(before))));
    }

    hook_list const& current_;
    hook_list const& wanted_;
    json::text_order order_;
};

/// Finds, for each current hook, the wanted one with its id, and what that does.
class plan_maker {
public:
    constexpr plan_maker(hook_list const& current, hook_list const& wanted)
        : current_(current), wanted_(wanted), changes_(current, wanted) {
        for (hook const h : current) {
            if (!h.id().empty()) ids_.push_back({hook_id(h.id()), pairs_.size()});
            pairs_.push_back({h.object(), {}});
        }
        sort(ids_);
        for (hook const h : wanted)
            if (h.object().is(json::kind::object)) match(h);
    }

    /// The current hooks in their order, each with the wanted one that has its id, then the wanted ones
    /// without.
    constexpr list<hook_pair> const& pairs() const noexcept { return pairs_; }

    constexpr plan make(std::span<std::string_view const> acknowledged) {
        bool const untouched = wanted_.state() == list_state::absent || is_deletion_explicit();
        for (hook_pair const& pair : pairs_) {
            if (!pair.before)
                add_created(pair.after);
            else if (!pair.after)
                (untouched ? made_.kept : made_.deleted).push_back(pair);
            else
                add_matched(pair);
        }
        list<hook_key> may_go;
        for (std::string_view const id : acknowledged) may_go.push_back({hook_id(id), 0});
        sort(may_go);
        made_.in_wanted.append(find_dropped_ids(made_.deleted));
        check_deleted(may_go);
        return std::move(made_);
    }

    /// The wanted hooks without an id that deliver to the topic of one of these current hooks.
    constexpr report find_dropped_ids(list<hook_pair> const& among) const {
        list<hook_key> topics;
        for (hook_pair const& pair : among)
            if (pair.before) topics.push_back({hook_id(hook(current_, pair.before).topic_arn()), 0});
        sort(topics);
        report found;
        for (hook_pair const& pair : pairs_) {
            if (pair.before) continue;
            hook const h(wanted_, pair.after);
            if (h.id().empty() && !h.topic_arn().empty() && is_in(topics, h.topic_arn()))
                found.add(rules::plan_id_dropped, h[hook_field::sns_topic_arn].smallest_where());
        }
        return found;
    }

private:
    static constexpr bool is_in(list<hook_key> const& sorted, std::string_view name) noexcept {
        hook_key key{hook_id(name), 0};  // not const: g++ 12 then refuses the constructor's assignments
        std::size_t const at = lower_bound(sorted, key);
        return at != sorted.size() && sorted[at].id == key.id;
    }

    constexpr void match(hook const& h) {
        hook_key key{hook_id(h.id()), 0};
        std::size_t const found = lower_bound(ids_, key);
        bool const is_known = found != ids_.size() && ids_[found].id == key.id;
        if (is_known && !pairs_[ids_[found].at].after)
            pairs_[ids_[found].at].after = h.object();
        else
            pairs_.push_back({{}, h.object()});
    }

    constexpr bool is_deletion_explicit() {
        json::member const m = json::find_member(wanted_.document().root(), "explicit_event_hooks_deletion");
        if (!m.value.is_true()) return false;
        made_.in_wanted.add(rules::plan_explicit_deletion, m.key.smallest_where());
        return true;
    }

    constexpr void add_created(json::value after) {
        made_.created.push_back(after);
        hook const h(wanted_, after);
        if (!h.id().empty()) made_.in_wanted.add(rules::plan_id_new, h[hook_field::id].smallest_where());
    }

    constexpr void add_matched(hook_pair const& pair) {
        if (hook(wanted_, pair.after)[hook_field::delete_].is_true()) return made_.deleted.push_back(pair);
        (changes_.find(pair).empty() ? made_.kept : made_.changed).push_back(pair);
    }

    constexpr void check_deleted(list<hook_key> const& acknowledged) {
        bool all_acknowledged = true;
        for (hook_pair const& pair : made_.deleted) {
            hook const h(current_, pair.before);
            if (pair.after || (!h.id().empty() && is_in(acknowledged, h.id()))) continue;
            all_acknowledged = false;
            json::value const id = h[hook_field::id];
            made_.in_current.add(rules::plan_deletes, (id ? id : pair.before).smallest_where());
        }
        bool none_left = made_.changed.empty() && current_.state() == list_state::filled;
        for (hook_pair const& kept : made_.kept) none_left = none_left && !kept.after;
        bool const sent_none = wanted_.state() == list_state::absent || !all_acknowledged;
        json::value const list = wanted_.list() ? wanted_.list() : wanted_.document().root();
        if (current_.form() == list_form::settings && none_left && sent_none &&
            made_.in_wanted.count(severity::warning) == 0)
            made_.in_wanted.add(rules::plan_wrong_path, list.smallest_where());
    }

    hook_list const& current_;
    hook_list const& wanted_;
    change_finder changes_;
    list<hook_key> ids_;
    list<hook_pair> pairs_;
    plan made_;
};

}  // namespace detail

/// What sending `wanted` would do to `current`. A deletion is an error unless its id is in `acknowledged`.
/// Both lists must outlive the plan. Time: n log n in hooks and fields.
constexpr plan make_plan(hook_list const& current, hook_list const& wanted,
                         std::span<std::string_view const> acknowledged = {}) {
    return detail::plan_maker(current, wanted).make(acknowledged);
}

/// The fields in which a hook of a plan's `changed` differs. Both lists are those the plan was made of.
constexpr detail::list<field_change> find_changes(hook_list const& current, hook_list const& wanted,
                                                  hook_pair const& changed) {
    return detail::change_finder(current, wanted).find(changed);
}

/// A complete list, ready to be sent, and what is doubtful about it.
struct update {
    detail::list<char> text;
    report in_current;  ///< findings with spans in the current list's text
    report in_wanted;   ///< findings with spans in the wanted list's text
};

namespace detail {

/// Appends an object as it is written, its lines moved to the indentation of a list's elements.
constexpr void append_hook(list<char>& out, std::string_view object) {
    std::string_view last = object.substr(object.rfind('\n') + 1);
    std::size_t const indent = min(last.find_first_not_of(" \t"), last.size());
    while (!object.empty()) {
        std::size_t const end = min(object.find('\n'), object.size() - 1) + 1;
        append(out, object.substr(0, end));
        object.remove_prefix(end);
        if (object.empty()) break;
        append(out, "  ");
        object.remove_prefix(min(min(indent, object.find_first_not_of(" \t")), object.size()));
    }
}

constexpr void check_secret_sent(hook const& h, hook_field auth, hook_field secret, report& out) {
    bool const hidden = h.text(secret).empty() || is_masked(h.text(secret));
    if (h.text(auth) == "keys" && hidden) out.add(rules::plan_secret_hidden, h[auth].smallest_where());
}

}  // namespace detail

/// The array to send so that nothing is lost: the current hooks as they are written, each replaced by the
/// wanted hook with its id, then the other wanted hooks. The text holds the secrets of both lists.
constexpr update make_update(hook_list const& current, hook_list const& wanted) {
    update made;
    detail::plan_maker const maker(current, wanted);
    for (hook_pair const& pair : maker.pairs()) {
        if (pair.after && hook(wanted, pair.after)[hook_field::delete_].is_true()) continue;
        detail::append(made.text, made.text.empty() ? "[\n  " : ",\n  ");
        detail::append_hook(made.text, (pair.after ? pair.after : pair.before).raw());
        if (pair.after) continue;
        hook const h(current, pair.before);
        detail::check_secret_sent(h, hook_field::sns_auth_type, hook_field::sns_secret, made.in_current);
        detail::check_secret_sent(h, hook_field::sqs_auth_type, hook_field::sqs_secret, made.in_current);
    }
    detail::append(made.text, made.text.empty() ? "[]\n" : "\n]\n");
    made.in_wanted = maker.find_dropped_ids(maker.pairs());
    return made;
}

}  // namespace snsproof
