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
#include "snsproof/policy_value_read.hpp"
#include "snsproof/template_function.hpp"
#include "snsproof/topic_arn.hpp"

namespace snsproof {

/// Builds a policy of a text, or of the part of a document that begins at an offset. All spans count in the
/// document, also where the policy stands escaped in it.
class policy_builder : detail::policy_value_reader {
public:
    constexpr explicit policy_builder(std::string_view text, std::uint32_t offset = 0) {
        detail::append(made_.bytes_, text);
        made_.offset_ = offset;
    }

    /// The first policy of the text.
    constexpr result<policy> build() {
        auto outer = json::read(detail::view(made_.bytes_));
        if (outer.value() == nullptr) return {outer.take_findings()};
        json::document const doc = outer.take();
        auto const found = detail::policy_finder().find(doc.root());
        if (found.empty()) return finish(read_place(doc, doc.root()));
        if (found.size() > 1) {
            policy_place const& other = found[1].place;
            out_.add(rules::policy_several, other.field.length != 0 ? other.field : other.where);
        }
        return build_at(found[0].place, doc, found[0].policy);
    }

    /// The policy that the text is, of this place.
    constexpr result<policy> build(policy_place const& place) {
        if (place.is_unknown) return build_at(place, {}, {});
        auto whole = json::read(detail::view(made_.bytes_));
        if (whole.value() != nullptr) {
            json::document const doc = whole.take();
            return build_at(place, doc, doc.root());
        }
        append(whole.findings());
        return {std::move(out_)};
    }

private:
    static constexpr std::size_t byte_limit = 30720;
    static constexpr std::size_t statement_limit = 100;
    static constexpr std::size_t principal_limit = 200;

    constexpr result<policy> build_at(policy_place const& place, json::document const& doc,
                                      json::value value) {
        if (place.field.length != 0) out_.add(rules::policy_in_document, place.field);
        is_template_ = place.is_template && value.is(json::kind::object);
        own_topic_ = place.own_topic;
        json::member const function = function_of(value);
        if (!place.is_unknown && !function.value) return finish(read_place(doc, value));
        made_.where_ = place.where;
        add_unknown_statement(place.is_unknown ? place.where : map(detail::locate_function(function)));
        return finish(true);
    }

    constexpr result<policy> finish(bool is_read) {
        if (!is_read) return {std::move(out_)};
        return {std::move(made_), std::move(out_)};
    }

    constexpr bool read_place(json::document const& doc, json::value place) {
        detail::policy_form const found = detail::form_of(place);
        if (found.wrong != nullptr) return add(*found.wrong, place.smallest_where()), false;
        made_.where_ = map(place.where());
        if (!place.is(json::kind::string)) return read_policy(doc, place);
        span const outer = map(place.smallest_where());
        origin_.read(place);
        auto inner = json::read(detail::view(origin_.bytes));
        escaped_ = true;
        if (inner.value() == nullptr) {
            append(inner.findings());
            return false;
        }
        out_.add(rules::policy_escaped, outer);
        made_.inner_ = std::move(origin_.bytes);
        json::document const document = inner.take();
        detail::policy_form const again = detail::form_of(document.root());
        if (again.wrong == nullptr && !document.root().is(json::kind::string))
            return read_policy(document, document.root());
        rule const& wrong = again.wrong != nullptr ? *again.wrong : rules::policy_type;
        return add(wrong, document.root().smallest_where()), false;
    }

    constexpr bool read_policy(json::document const& doc, json::value root) {
        has_escapes_ = doc.has_escapes();
        // What functions write out has as much room again.
        if (has_escapes_ || is_template_) made_.decoded_.reserve((is_template_ ? 2 : 1) * doc.text().size());
        budget_ = doc.text().size();
        append(json::find_duplicate_keys(doc));
        check_ascii(doc, root);
        json::value statements;
        for (json::member const m : json::members(root)) {
            if (m.key.equals("Statement"))
                statements = m.value;
            else if (m.key.equals("Version"))
                read_version(m.value);
            else if (m.key.equals("Id"))
                read_string(m.value);
            else
                add(rules::policy_element_unknown, m.key.smallest_where());
        }
        if (!made_.version_.where.length) add(rules::policy_version_missing, root.smallest_where());
        if (!statements) return add(rules::policy_statement_missing, root.smallest_where()), false;
        bool const is_read = read_statements(statements);
        if (root.raw().size() > byte_limit && !has_unknown_)
            add(detail::size_without_space(root.raw()) > byte_limit ? rules::policy_size
                                                                    : rules::policy_size_written,
                root.smallest_where());
        return is_read;
    }

    constexpr void read_version(json::value v) {
        made_.version_ = read_string(v);
        if (made_.version_.where.length == 0) return;
        made_.has_variables_ = made_.version_.text == "2012-10-17";
        if (!made_.version_.is_unknown() && !detail::contains(detail::policy_versions, made_.version_.text))
            out_.add(rules::policy_version_unknown, made_.version_.where);
    }

    constexpr bool read_statements(json::value list) {
        if (list.is(json::kind::object)) {
            read_statement_or_function(list);
        } else if (list.is(json::kind::array)) {
            for (json::value const v : json::elements(list)) {
                if (made_.statements_.size() - unknown_statements_ == statement_limit)
                    add(rules::policy_statement_count, v.smallest_where());
                if (v.is(json::kind::object))
                    read_statement_or_function(v);
                else
                    add(rules::policy_element_type, v.smallest_where());
            }
            if (!list.first()) add(rules::policy_statement_empty, list.smallest_where());
        } else {
            add(rules::policy_element_type, list.smallest_where());
            return false;
        }
        detail::check_sids({made_.statements_.data(), made_.statements_.size()}, out_);
        return true;
    }

    constexpr void read_statement_or_function(json::value v) {
        if (json::member const function = function_of(v); function.value)
            add_unknown_statement(map(detail::locate_function(function)));
        else
            read_statement(v);
    }

    /// A statement, or several or none, of which nothing is known.
    constexpr void add_unknown_statement(span where) {
        policy_statement s;
        s.where = s.effect_where = where;
        s.effect = effect::unknown;
        s.sid = make_unknown(where);
        for (policy_element* const element : {&s.principal, &s.action, &s.resource}) {
            element->key = element->where = where;
            element->count = 1;
        }
        s.principal.first = static_cast<std::uint32_t>(made_.principals_.size());
        made_.principals_.push_back({{principal_kind::unknown, {}, {}, {}, {}, {}}, where});
        s.action.first = s.resource.first = static_cast<std::uint32_t>(made_.values_.size());
        made_.values_.push_back(s.sid);
        made_.statements_.push_back(s);
        ++unknown_statements_;
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
        policy_value const read = read_string(v);
        if (read.where.length == 0) return;
        s.effect_where = read.where;
        s.effect = read.is_unknown()      ? effect::unknown
                   : read.text == "Allow" ? effect::allow
                   : read.text == "Deny"  ? effect::deny
                                          : effect::none;
        if (s.effect == effect::none) out_.add(rules::policy_effect_unknown, s.effect_where);
    }

    constexpr void read_sid(json::value v, policy_statement& s) {
        s.sid = read_string(v);
        if (s.sid.where.length != 0 && s.sid.text.empty() && !s.sid.is_unknown())
            out_.add(rules::policy_sid_empty, s.sid.where);
    }

    constexpr void read_actions(json::value v, policy_statement& s) {
        if (!s.action) return out_.add(rules::policy_action_missing, s.where);
        s.action.first = static_cast<std::uint32_t>(made_.values_.size());
        std::size_t const count = read_strings(v, [&](policy_value const& action, json::value) {
            made_.values_.push_back(action);
            if (!action.is_unknown()) detail::check_action(action, out_);
        });
        s.action.count = static_cast<std::uint32_t>(made_.values_.size()) - s.action.first;
        if (count == 0) out_.add(rules::policy_action_empty, s.action.where);
    }

    constexpr void read_resources(json::value v, policy_statement& s) {
        if (!s.resource) return out_.add(rules::policy_resource_missing, s.where);
        s.resource.first = static_cast<std::uint32_t>(made_.values_.size());
        policy_value second;
        std::size_t known = 0;
        auto const each = [&](policy_value const& resource, json::value written) {
            made_.values_.push_back(resource);
            if (resource.is_unknown()) return;
            if (++known == 2) second = resource;
            if (!is_own_topic(written)) check_resource(written, resource);
        };
        std::size_t const count = read_strings(v, each, true);
        s.resource.count = static_cast<std::uint32_t>(made_.values_.size()) - s.resource.first;
        if (count == 0) out_.add(rules::policy_resource_empty, s.resource.where);
        if (known > 1) out_.add(rules::policy_resource_several, second.where);
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
        out_.append(parsed.findings(), [&](span where) {
            return written.is(json::kind::string) ? map(written.locate_unescaped(where)) : resource.where;
        });
    }

    constexpr void read_principals(json::value v, policy_statement& s) {
        if (!s.principal) return out_.add(rules::policy_principal_missing, s.where);
        s.principal.first = static_cast<std::uint32_t>(made_.principals_.size());
        std::size_t count = 0;
        if (v.is(json::kind::object) && !function_of(v).value) {
            for (json::member const m : json::members(v)) count += read_principal_kind(m, s);
        } else {
            policy_value const text = read_string(v);
            if (text.where.length == 0) return;
            ++count;
            principal who{principal_kind::unknown, text.text, {}, {}, {}, {}};
            if (!text.is_unknown())
                who.kind = text.text == "*" ? principal_kind::everyone : principal_kind::invalid;
            if (who.kind == principal_kind::invalid) out_.add(rules::policy_principal_form, text.where);
            made_.principals_.push_back({who, text.where});
        }
        s.principal.count = static_cast<std::uint32_t>(made_.principals_.size()) - s.principal.first;
        if (count == 0) out_.add(rules::policy_principal_empty, s.principal.where);
        if (has_unknown_)
            for (policy_principal const& one : made_.principals(s)) count -= one.is_unknown() ? 1 : 0;
        if (count > principal_limit) out_.add(rules::policy_principal_count, s.principal.where);
    }

    constexpr std::size_t read_principal_kind(json::member const& m, policy_statement const& s) {
        std::string_view const kind = text_of(m.key);
        if (!detail::contains(detail::principal_keys, kind)) {
            add(rules::policy_principal_key, m.key.smallest_where());
            return 1;
        }
        return read_strings(m.value, [&](policy_value const& text, json::value) {
            principal who{principal_kind::provider, text.text, {}, {}, {}, {}};
            if (kind == "AWS" && text.is_unknown()) {
                who.kind = principal_kind::unknown;
            } else if (kind == "AWS") {
                who = parse_aws_principal(text.text);
                detail::check_aws_principal(who, text, made_.resources(s), out_);
            } else if (kind == "Service") {
                who.kind = principal_kind::service;
                if (!text.is_unknown()) detail::check_service(text, out_);
            } else {
                bool const canonical = kind == "CanonicalUser";
                if (canonical) who.kind = principal_kind::canonical;
                out_.add(canonical ? rules::policy_principal_canonical : rules::policy_principal_provider,
                         text.where);
            }
            made_.principals_.push_back({who, text.where});
        });
    }

    constexpr void read_conditions(json::member const& element, policy_statement& s) {
        s.condition_where = map(element.key.smallest_where());
        s.first_condition = static_cast<std::uint32_t>(made_.conditions_.size());
        s.condition_count = 1;
        if (add_unknown_condition(element.value)) return;
        s.condition_count = 0;
        if (!element.value.is(json::kind::object))
            return add(rules::policy_element_type, element.value.smallest_where());
        if (!element.value.first()) add(rules::policy_condition_empty, element.value.smallest_where());
        for (json::member const m : json::members(element.value)) read_operator(m);
        s.condition_count = static_cast<std::uint32_t>(made_.conditions_.size()) - s.first_condition;
    }

    /// Whether a function stands for conditions, of which nothing is known then.
    constexpr bool add_unknown_condition(json::value v) {
        json::member const function = function_of(v);
        if (!function.value) return false;
        policy_condition c;
        c.key = make_unknown(map(detail::locate_function(function)));
        c.operator_where = c.key.where;
        c.first = static_cast<std::uint32_t>(made_.values_.size());
        made_.conditions_.push_back(c);
        return true;
    }

    constexpr void read_operator(json::member const& m) {
        policy_value const name = make_value(m.key);
        parsed_operator const op = parse_condition_operator(name.text);
        if (!op.known) out_.add(rules::policy_condition_operator, name.where);
        if (op.case_differs) out_.add(rules::policy_condition_operator_case, name.where);
        if (op.null_if_exists) out_.add(rules::policy_condition_null_if_exists, name.where);
        if (add_unknown_condition(m.value)) return;
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
        if (!v.is(json::kind::string)) {
            if (json::member const function = function_of(v); function.value)
                return made_.values_.push_back(make_value(v, function));
            if (v.is(json::kind::null) || v.is_container())
                return add(rules::policy_condition_value_type, v.smallest_where());
        }
        made_.values_.push_back(with_version(make_value(v)));
    }

    std::size_t unknown_statements_{};  ///< of all, those of which nothing is known
};

/// Reads a topic's policy: the document itself, or the first one of what `find_policies` finds. There is a
/// value wherever IAM could read the policy, also where SNS refuses it, and where it is not known before
/// deployment. Spans count in `json`, also inside an escaped policy. Time: linear, and n log n in keys and
/// statements.
constexpr result<policy> parse_policy(std::string_view json) {
    return policy_builder(json).build();
}

/// Reads the policy at one place of a document, as `find_policies` gives it. Spans count in the document, of
/// which nothing else is read.
constexpr result<policy> parse_policy(std::string_view json, policy_place const& at) {
    return policy_builder(json / at.where, at.where.offset).build(at);
}

}  // namespace snsproof
