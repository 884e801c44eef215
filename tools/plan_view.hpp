// SPDX-License-Identifier: Apache-2.0
// What an update would do to the current hooks, as people and programs see it.
#pragma once

#include "output.hpp"

namespace snsproof::tool {

/// Shows values of one list; secrets are masked by the key before them.
class list_view {
public:
    list_view(hook_list const& list, std::string_view text)
        : list_(&list), text_(text), secrets_(find_secrets(text)), shown_(text, "") {}

    hook_list const& list() const { return *list_; }

    std::string value(json::value v) const { return v ? shown_.render_excerpt(v.where()) : "(absent)"; }

    out_json value_as_json(json::value v) const {
        if (!v) return nullptr;
        std::string const masked = mask(text_, v.where(), secrets_);
        out_json j = out_json::parse(masked, nullptr, false);
        return j.is_discarded() ? out_json(masked) : j;
    }

    std::string field(json::value object, hook_field f) const {
        json::value const v = hook(*list_, object)[f];
        return v.is(json::kind::string) && !v.content().empty()
                   ? shown_.render_excerpt(v.content_where(), text_.size() * 8)
                   : "";
    }

    std::string target(json::value object) const {
        for (hook_field const f :
             {hook_field::sns_topic_arn, hook_field::sqs_queue_url, hook_field::webhook_url})
            if (std::string text = field(object, f); !text.empty()) return text;
        return "";
    }

    out_json as_json(json::value object) const {
        return {{"id", field(object, hook_field::id)},
                {"hook_type", field(object, hook_field::hook_type)},
                {"target", target(object)}};
    }

    std::string as_line(json::value object) const {
        std::string id = field(object, hook_field::id);
        if (id.empty()) id = "(no id)";
        return id + "  " + field(object, hook_field::hook_type) + "  " + target(object);
    }

private:
    hook_list const* list_;
    std::string_view text_;
    decltype(find_secrets({})) secrets_;
    renderer<> shown_;
};

class plan_view {
public:
    plan_view(plan const& p, list_view const& current, list_view const& wanted)
        : plan_(p), current_(current), wanted_(wanted) {}

    out_json as_json() const {
        out_json j{{"created", out_json::array()},
                   {"changed", out_json::array()},
                   {"kept", out_json::array()},
                   {"deleted", out_json::array()}};
        for (json::value const v : plan_.created) j["created"].push_back(wanted_.as_json(v));
        for (hook_pair const& c : plan_.changed) {
            out_json entry = current_.as_json(c.before);
            for (field_change const& f : find_changes(current_.list(), wanted_.list(), c))
                entry["fields"].push_back({{"name", f.name},
                                           {"before", current_.value_as_json(f.before)},
                                           {"after", wanted_.value_as_json(f.after)}});
            j["changed"].push_back(std::move(entry));
        }
        for (hook_pair const& k : plan_.kept) j["kept"].push_back(current_.as_json(k.before));
        for (hook_pair const& d : plan_.deleted) j["deleted"].push_back(current_.as_json(d.before));
        return j;
    }

    std::string as_text() const {
        std::string out = "plan: " + std::to_string(plan_.created.size()) + " to create, " +
                          std::to_string(plan_.changed.size()) + " to change, " +
                          std::to_string(plan_.kept.size()) + " to keep, " +
                          std::to_string(plan_.deleted.size()) + " to delete\n";
        for (json::value const v : plan_.created) out += "  + create  " + wanted_.as_line(v) + '\n';
        for (hook_pair const& c : plan_.changed) {
            out += "  ~ change  " + current_.as_line(c.before) + '\n';
            for (field_change const& f : find_changes(current_.list(), wanted_.list(), c))
                out += "              " + shown(f.name) + ": " + current_.value(f.before) + " -> " +
                       wanted_.value(f.after) + '\n';
        }
        for (hook_pair const& k : plan_.kept) out += "  = keep    " + current_.as_line(k.before) + '\n';
        for (hook_pair const& d : plan_.deleted) out += "  - delete  " + current_.as_line(d.before) + '\n';
        return out + '\n';
    }

private:
    plan const& plan_;
    list_view const& current_;
    list_view const& wanted_;
};

/// The plan; says of each id that was acknowledged in vain that nothing with it would be deleted.
inline plan plan_with(hook_list const& current, hook_list const& wanted,
                      std::vector<std::string> const& deleted) {
    std::vector<std::string_view> const ids(deleted.begin(), deleted.end());
    plan made = make_plan(current, wanted, ids);
    for (std::string_view const id : ids) {
        auto const has_id = [&](hook_pair const& d) {
            return hook_id(hook(current, d.before).id()) == hook_id(id);
        };
        if (std::none_of(made.deleted.begin(), made.deleted.end(), has_id))
            std::cerr << "snsproof: --delete " << shown(id) << ": no hook with this id would be deleted\n";
    }
    return made;
}

}  // namespace snsproof::tool
