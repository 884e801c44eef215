// SPDX-License-Identifier: Apache-2.0
// Reads a topic's policy: IAM's grammar, and what SNS itself refuses.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

#include "snsproof/detail/glob.hpp"
#include "snsproof/detail/list.hpp"
#include "snsproof/detail/unescaped_text.hpp"
#include "snsproof/json_read.hpp"
#include "snsproof/location.hpp"
#include "snsproof/policy.hpp"
#include "snsproof/policy_document.hpp"
#include "snsproof/policy_element_check.hpp"
#include "snsproof/policy_element_rules.hpp"
#include "snsproof/policy_rules.hpp"
#include "snsproof/topic_arn.hpp"

namespace snsproof {

/// Builds a policy of a text. All spans count in that text, also where the policy stands escaped in it.
class policy_builder {
public:
    constexpr explicit policy_builder(std::string_view text) { detail::append(made_.bytes_, text); }

    constexpr result<policy> build() {
        auto outer = json::read(detail::view(made_.bytes_));
        if (outer.value() == nullptr) return {outer.take_findings()};
        json::document const doc = outer.take();
        detail::policy_field_finder fields;
        json::member const field = fields.find(doc.root(), out_);
        if (field.value) out_.add(rules::policy_in_document, field.key.smallest_where());
        bool const is_read = read_place(doc, field.value ? field.value : doc.root());
        if (!is_read) return {std::move(out_)};
        return {std::move(made_), std::move(out_)};
    }

private:
    static constexpr std::size_t byte_limit = 30720;
    static constexpr std::size_t statement_limit = 100;
    static constexpr std::size_t principal_limit = 200;

    constexpr span map(span where) const noexcept { return escaped_ ? origin_.locate(where) : where; }
    constexpr void add(rule const& what, span where) { out_.add(what, map(where)); }
    constexpr void append(report const& found) {
        out_.append(found, [this](span where) { return map(where); });
    }

    constexpr bool read_place(json::document const& doc, json::value place) {
        detail::policy_place const found = detail::place_of(place);
        if (found.wrong != nullptr) return add(*found.wrong, place.smallest_where()), false;
        made_.where_ = place.where();
        if (!place.is(json::kind::string)) return read_policy(doc, place);
        origin_.read(place);
        auto inner = json::read(detail::view(origin_.bytes));
        escaped_ = true;
        if (inner.value() == nullptr) {
            append(inner.findings());
            return false;
        }
        out_.add(rules::policy_escaped, place.smallest_where());
        made_.inner_ = std::move(origin_.bytes);
        json::document const document = inner.take();
        detail::policy_place const again = detail::place_of(document.root());
        if (again.wrong == nullptr && !document.root().is(json::kind::string))
            return read_policy(document, document.root());
        rule const& wrong = again.wrong != nullptr ? *again.wrong : rules::policy_type;
        return add(wrong, document.root().smallest_where()), false;
    }

    constexpr bool read_policy(json::document const& doc, json::value root) {
        has_escapes_ = doc.has_escapes();
        if (has_escapes_) made_.decoded_.reserve(doc.text().size());
        append(json::find_duplicate_keys(doc));
        check_size(doc, root);
        json::value statements;
        for (json::member const m : json::members(root)) {
            if (m.key.equals("Statement"))
                statements = m.value;
            else if (m.key.equals("Version"))
                read_version(m.value);
            else if (m.key.equals("Id"))
                check_string(m.value);
            else
                add(rules::policy_element_unknown, m.key.smallest_where());
        }
        if (!made_.version_.where.length) add(rules::policy_version_missing, root.smallest_where());
        if (!statements) return add(rules::policy_statement_missing, root.smallest_where()), false;
        return read_statements(statements);
    }

    constexpr void check_size(json::document const& doc, json::value root) {
        std::string_view const raw = root.raw();
        std::size_t size = raw.size();
        if (size > byte_limit) {
            bool in_string = false;
            for (std::size_t i = 0; i < raw.size(); ++i) {
                if (in_string && raw[i] == '\\')
                    ++i;
                else if (raw[i] == '"')
                    in_string = !in_string;
                else if (!in_string && detail::is_space(raw[i]))
                    --size;
            }
            add(size > byte_limit ? rules::policy_size : rules::policy_size_written, root.smallest_where());
        }
        if (doc.is_ascii() || detail::is_ascii(raw)) return;
        std::uint32_t first = 0;
        while (static_cast<unsigned char>(raw[first]) < 0x80) ++first;
        std::uint32_t length = 1;
        while (is_continuation(raw[first + length])) ++length;  // a quote stands behind it
        add(rules::policy_ascii, {root.where().offset + first, length});
    }

    constexpr policy_value make_value(json::value v) {
        if (!v.is(json::kind::string)) return {v.raw(), map(v.where())};
        if (!has_escapes_ || !v.has_escapes()) return {v.content(), map(v.smallest_where())};
        std::size_t const first = made_.decoded_.size();
        v.append_to(made_.decoded_);  // its room was reserved, so that no view is lost
        std::string_view const text = detail::view(made_.decoded_).substr(first);
        if (!detail::is_ascii(text)) add(rules::policy_ascii, v.smallest_where());
        return {text, map(v.smallest_where())};
    }

    /// The same without a place.
    constexpr std::string_view text_of(json::value string) {
        return has_escapes_ ? make_value(string).text : string.content();
    }

    constexpr bool check_string(json::value v) {
        bool const ok = v.is(json::kind::string);
        if (!ok) add(rules::policy_element_type, v.smallest_where());
        return ok;
    }

    constexpr void read_version(json::value v) {
        if (!check_string(v)) return;
        made_.version_ = make_value(v);
        made_.has_variables_ = made_.version_.text == "2012-10-17";
        if (!detail::contains(detail::policy_versions, made_.version_.text))
            out_.add(rules::policy_version_unknown, made_.version_.where);
    }

    constexpr bool read_statements(json::value list) {
        if (list.is(json::kind::object)) {
            read_statement(list);
        } else if (list.is(json::kind::array)) {
            for (json::value const v : json::elements(list)) {
                if (made_.statements_.size() == statement_limit)
                    add(rules::policy_statement_count, v.smallest_where());
                if (v.is(json::kind::object))
                    read_statement(v);
                else
                    add(rules::policy_element_type, v.smallest_where());
            }
            if (!list.first()) add(rules::policy_statement_empty, list.smallest_where());
        } else {
            add(rules::policy_element_type, list.smallest_where());
            return false;
        }
        check_sids();
        return true;
    }

    constexpr bool any_sid_twice() const noexcept {
        detail::list<policy_statement> const& all = made_.statements_;
        for (std::size_t i = 1; i < all.size(); ++i)
            for (std::size_t j = 0; j != i; ++j)
                if (all[i].sid.text == all[j].sid.text) return true;
        return false;
    }

    /// An absent Sid counts as an id, so that one statement of several may be without.
    constexpr void check_sids() {
        if (made_.statements_.size() < 2) return;
        struct key {
            std::string_view sid;
            span where;
        };
        if (made_.statements_.size() <= 16 && !any_sid_twice()) return;
        detail::list<key> sids;
        for (policy_statement const& s : made_.statements_)
            sids.push_back({s.sid.text, s.sid.text.empty() ? s.where : s.sid.where});
        detail::sort(sids, [](key const& a, key const& b) { return a.sid < b.sid; });
        for (std::size_t i = 1; i < sids.size(); ++i)
            if (sids[i].sid == sids[i - 1].sid)
                out_.add(sids[i].sid.empty() ? rules::policy_sid_missing : rules::policy_sid_duplicate,
                         sids[i].where, sids[i - 1].where);
    }

    constexpr void read_statement(json::value v) {
        policy_statement s;
        s.where = map(v.smallest_where());
        json::value principal;
        json::value action;
        json::value resource;
        for (json::member const m : json::members(v)) {
            detail::element_name const name = detail::find_element(text_of(m.key));
            switch (name.what) {
                case detail::element_kind::effect: read_effect(m.value, s); break;
                case detail::element_kind::sid: read_sid(m.value, s); break;
                case detail::element_kind::condition: read_conditions(m, s); break;
                case detail::element_kind::principal:
                    take_element(m, name.negated, s.principal, principal);
                    break;
                case detail::element_kind::action: take_element(m, name.negated, s.action, action); break;
                case detail::element_kind::resource:
                    take_element(m, name.negated, s.resource, resource);
                    break;
                case detail::element_kind::unknown:
                    add(rules::policy_element_unknown, m.key.smallest_where());
            }
        }
        if (s.effect_where.length == 0) out_.add(rules::policy_effect_missing, s.where);
        read_actions(action, s);
        read_resources(resource, s);
        read_principals(principal, s);
        made_.statements_.push_back(s);
    }

    constexpr void take_element(json::member const& m, bool negated, policy_element& element,
                                json::value& value) {
        span const key = map(m.key.smallest_where());
        if (element) return out_.add(rules::policy_element_both, key, element.key);
        element.key = key;
        element.where = map(m.value.smallest_where());
        element.negated = negated;
        value = m.value;
    }

    constexpr void read_effect(json::value v, policy_statement& s) {
        s.effect_where = map(v.smallest_where());
        if (!check_string(v)) return;
        std::string_view const text = text_of(v);
        s.effect = text == "Allow" ? effect::allow : text == "Deny" ? effect::deny : effect::none;
        if (s.effect == effect::none) out_.add(rules::policy_effect_unknown, s.effect_where);
    }

    constexpr void read_sid(json::value v, policy_statement& s) {
        if (!check_string(v)) return;
        s.sid = make_value(v);
        if (s.sid.text.empty()) out_.add(rules::policy_sid_empty, s.sid.where);
    }

    /// The strings of an element: one, or a list. Calls `each` for every one.
    template <class Each>
    constexpr std::size_t read_strings(json::value v, Each each) {
        if (!v.is(json::kind::array)) {
            if (check_string(v)) each(v);
            return 1;
        }
        std::size_t count = 0;
        for (json::value const element : json::elements(v)) {
            ++count;
            if (check_string(element)) each(element);
        }
        return count;
    }

    constexpr void read_actions(json::value v, policy_statement& s) {
        if (!s.action) return out_.add(rules::policy_action_missing, s.where);
        s.action.first = static_cast<std::uint32_t>(made_.values_.size());
        std::size_t const count = read_strings(v, [&](json::value action) {
            made_.values_.push_back(make_value(action));
            detail::check_action(made_.values_.back(), out_);
        });
        s.action.count = static_cast<std::uint32_t>(made_.values_.size()) - s.action.first;
        if (count == 0) out_.add(rules::policy_action_empty, s.action.where);
    }

    constexpr void read_resources(json::value v, policy_statement& s) {
        if (!s.resource) return out_.add(rules::policy_resource_missing, s.where);
        s.resource.first = static_cast<std::uint32_t>(made_.values_.size());
        std::size_t const count = read_strings(v, [&](json::value resource) {
            made_.values_.push_back(make_value(resource));
            check_resource(resource, made_.values_.back());
        });
        s.resource.count = static_cast<std::uint32_t>(made_.values_.size()) - s.resource.first;
        if (count == 0) out_.add(rules::policy_resource_empty, s.resource.where);
        if (count > 1 && s.resource.count > 1)
            out_.add(rules::policy_resource_several, made_.values_[s.resource.first + 1].where);
    }

    constexpr void check_resource(json::value written, policy_value const& resource) {
        if (!resource.text.empty() && resource.text == made_.topic_.text) return;
        auto const parsed = parse_topic_arn(resource.text);
        if (parsed.findings().empty()) {
            made_.topic_ = *parsed.value();
            return;
        }
        if (detail::has_wildcard(resource.text))
            return out_.add(rules::policy_resource_wildcard, resource.where);
        out_.append(parsed.findings(), [&](span where) { return map(written.locate_unescaped(where)); });
    }

    constexpr void read_principals(json::value v, policy_statement& s) {
        if (!s.principal) return out_.add(rules::policy_principal_missing, s.where);
        s.principal.first = static_cast<std::uint32_t>(made_.principals_.size());
        std::size_t count = 0;
        if (v.is(json::kind::object)) {
            for (json::member const m : json::members(v)) count += read_principal_kind(m, s);
        } else if (check_string(v)) {
            ++count;
            policy_value const text = make_value(v);
            principal const who = text.text == "*" ? parse_aws_principal(text.text) : principal{};
            if (text.text != "*") out_.add(rules::policy_principal_form, text.where);
            made_.principals_.push_back({who, text.where});
        } else {
            return;
        }
        s.principal.count = static_cast<std::uint32_t>(made_.principals_.size()) - s.principal.first;
        if (count == 0) out_.add(rules::policy_principal_empty, s.principal.where);
        if (count > principal_limit) out_.add(rules::policy_principal_count, s.principal.where);
    }

    constexpr std::size_t read_principal_kind(json::member const& m, policy_statement const& s) {
        std::string_view const kind = text_of(m.key);
        if (!detail::contains(detail::principal_keys, kind)) {
            add(rules::policy_principal_key, m.key.smallest_where());
            return 1;
        }
        return read_strings(m.value, [&](json::value one) {
            policy_value const text = make_value(one);
            principal who{principal_kind::provider, text.text, {}, {}, {}, {}};
            if (kind == "AWS") {
                who = parse_aws_principal(text.text);
                check_aws_principal(who, text, s);
            } else if (kind == "Service") {
                who.kind = principal_kind::service;
                detail::check_service(text, out_);
            } else {
                bool const canonical = kind == "CanonicalUser";
                if (canonical) who.kind = principal_kind::canonical;
                out_.add(canonical ? rules::policy_principal_canonical : rules::policy_principal_provider,
                         text.where);
            }
            made_.principals_.push_back({who, text.where});
        });
    }

    constexpr void check_aws_principal(principal const& who, policy_value const& text,
                                       policy_statement const& s) {
        if (who.kind == principal_kind::unique_id) out_.add(rules::policy_principal_id, text.where);
        if (who.kind == principal_kind::invalid) return detail::check_invalid_principal(who, text, out_);
        if (s.resource.count == 0) return;
        std::string_view rest = made_.values_[s.resource.first].text;
        if (!rest.starts_with("arn:aws")) return;
        rest.remove_prefix(4);
        std::string_view const partition = detail::take_until(rest, ':');
        bool const known = who.kind == principal_kind::account && who.account == stream_account;
        std::string_view const own = !who.partition.empty() ? who.partition : known ? "aws" : partition;
        if (own != partition && find_partition(partition) != nullptr)
            out_.add(rules::policy_principal_partition, text.where, made_.values_[s.resource.first].where);
    }

    constexpr void read_conditions(json::member const& element, policy_statement& s) {
        s.condition_where = map(element.key.smallest_where());
        s.first_condition = static_cast<std::uint32_t>(made_.conditions_.size());
        if (!element.value.is(json::kind::object))
            return add(rules::policy_element_type, element.value.smallest_where());
        if (!element.value.first()) add(rules::policy_condition_empty, element.value.smallest_where());
        for (json::member const m : json::members(element.value)) read_operator(m);
        s.condition_count = static_cast<std::uint32_t>(made_.conditions_.size()) - s.first_condition;
    }

    constexpr void read_operator(json::member const& m) {
        policy_value const name = make_value(m.key);
        parsed_operator const op = parse_condition_operator(name.text);
        if (!op.known) out_.add(rules::policy_condition_operator, name.where);
        if (op.known && op.case_differs) out_.add(rules::policy_condition_operator_case, name.where);
        if (op.null_if_exists) out_.add(rules::policy_condition_null_if_exists, name.where);
        if (!m.value.is(json::kind::object)) return add(rules::policy_element_type, m.value.smallest_where());
        if (!m.value.first()) add(rules::policy_condition_empty, m.value.smallest_where());
        for (json::member const key : json::members(m.value)) read_condition(op, name.where, key);
    }

    constexpr void read_condition(parsed_operator const& op, span operator_where, json::member const& m) {
        policy_condition c;
        c.op = op;
        c.operator_where = operator_where;
        c.key = make_value(m.key);
        std::size_t const colon = c.key.text.find(':');
        if (colon == 0 || colon >= c.key.text.size() - 1)
            out_.add(rules::policy_condition_key_format, c.key.where);
        c.known = find_condition_key(c.key.text);
        c.first = static_cast<std::uint32_t>(made_.values_.size());
        if (m.value.is(json::kind::array))
            for (json::value const v : json::elements(m.value)) read_condition_value(v);
        else
            read_condition_value(m.value);
        c.count = static_cast<std::uint32_t>(made_.values_.size()) - c.first;
        made_.conditions_.push_back(c);
    }

    constexpr void read_condition_value(json::value v) {
        if (v.is(json::kind::null) || v.is_container())
            add(rules::policy_condition_value_type, v.smallest_where());
        else
            made_.values_.push_back(make_value(v));
    }

    policy made_;
    report out_;
    detail::unescaped_text origin_;
    bool escaped_{};  ///< the policy stands inside a string
    bool has_escapes_{};
};

/// Reads a topic's policy: the document itself, what `GetTopicAttributes` answers, or a template that holds
/// one. There is a value wherever IAM could read the policy, also where SNS refuses it. Spans count in
/// `json`, also inside an escaped policy. Time: linear, and n log n in keys and statements.
constexpr result<policy> parse_policy(std::string_view json) {
    return policy_builder(json).build();
}

}  // namespace snsproof
