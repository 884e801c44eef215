// SPDX-License-Identifier: Apache-2.0
// Reads the texts of a policy: strings, also of a policy that stands escaped in a string, and what functions
// of a template say or leave open.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "snsproof/detail/ascii.hpp"
#include "snsproof/detail/list.hpp"
#include "snsproof/detail/unescaped_text.hpp"
#include "snsproof/json.hpp"
#include "snsproof/policy.hpp"
#include "snsproof/policy_document.hpp"
#include "snsproof/policy_rules.hpp"
#include "snsproof/report.hpp"
#include "snsproof/template_function.hpp"

namespace snsproof::detail {

/// What `policy_builder` stands on: the policy that is being made, what was found, and their texts.
class policy_value_reader {
protected:
    constexpr span map(span where) const noexcept {
        if (escaped_) where = origin_.locate(where);
        return {where.offset + made_.offset_, where.length};
    }
    constexpr void add(rule const& what, span where) { out_.add(what, map(where)); }
    constexpr void append(report const& found) {
        out_.append(found, [this](span where) { return map(where); });
    }

    constexpr void check_ascii(json::document const& doc, json::value root) {
        std::string_view const raw = root.raw();
        if (doc.is_ascii() || is_ascii(raw)) return;
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
        std::string_view const text = view(made_.decoded_).substr(first);
        if (!is_ascii(text)) add(rules::policy_ascii, v.smallest_where());
        return {text, map(v.smallest_where())};
    }

    /// The same without a place.
    constexpr std::string_view text_of(json::value string) {
        return has_escapes_ ? make_value(string).text : string.content();
    }

    /// The function that the value is, in a template.
    constexpr json::member function_of(json::value v) const noexcept {
        return is_template_ ? find_function(v) : json::member{};
    }

    constexpr policy_value make_unknown(span where) {
        out_.add(rules::policy_unknown, where);
        has_unknown_ = true;
        return {{}, where};
    }

    /// What a function says, if that is known.
    constexpr policy_value make_value(json::value v, json::member const& function) {
        span const where = map(locate_function(function));
        list<char>& bytes = made_.decoded_;
        std::size_t const first = bytes.size();
        bool const is_known = function_reader(bytes, budget_).read(v);
        if (is_known) return {view(bytes).substr(first), where};
        while (bytes.size() != first) bytes.pop_back();
        return make_unknown(where);
    }

    /// The value of an element that is a string, or a function of a template; without a span, and told, where
    /// it is neither.
    constexpr policy_value read_string(json::value v) {
        if (v.is(json::kind::string))  // made in its place: a copy of what was just written would wait for it
            return made_.version_.is_unknown() ? with_version(make_value(v)) : make_value(v);
        json::member const function = function_of(v);
        if (function.value) return make_value(v, function);
        add(rules::policy_element_type, v.smallest_where());
        return {};
    }

    /// Of a version that is not known it is not known what is a variable.
    constexpr policy_value with_version(policy_value const& v) {
        bool const is_open = made_.version_.is_unknown() && v.text.find("${") != std::string_view::npos;
        return is_open ? make_unknown(v.where) : v;
    }

    /// Whether it is the one topic that the policy is for, which is all that the policy is asked about.
    constexpr bool is_own_topic(json::value v) const noexcept {
        return is_template_ && !own_topic_.empty() && name_of_topic(v) == own_topic_;
    }

    /// The strings of an element: one, or a list. Calls `each` for every one.
    template <class Each>
    constexpr std::size_t read_strings(json::value v, Each each, bool is_resource = false) {
        auto const read = [&](json::value one) {
            policy_value const value = is_resource && is_own_topic(one)
                                           ? policy_value{"*", map(locate_function(find_function(one)))}
                                           : read_string(one);
            if (value.where.length != 0) each(value, one);
        };
        if (!v.is(json::kind::array)) {
            read(v);
            return 1;
        }
        std::size_t count = 0;
        for (json::value const element : json::elements(v)) {
            ++count;
            read(element);
        }
        return count;
    }

    policy made_;
    report out_;
    unescaped_text origin_;
    std::string_view own_topic_;  ///< a resource of the template
    std::size_t budget_{};        ///< bytes that functions may still write out
    bool escaped_{};              ///< the policy stands inside a string
    bool has_escapes_{};
    bool is_template_{};
    bool has_unknown_{};
};

}  // namespace snsproof::detail
