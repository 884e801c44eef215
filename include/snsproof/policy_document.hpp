// SPDX-License-Identifier: Apache-2.0
// Finds the policy in what people have at hand: the document itself, what `GetTopicAttributes` answers, a
// template, a bare statement.
#pragma once

#include <array>
#include <string_view>

#include "snsproof/detail/list.hpp"
#include "snsproof/json_read.hpp"
#include "snsproof/policy_rules.hpp"
#include "snsproof/report.hpp"

namespace snsproof::detail {

/// What a document holds.
struct policy_place {
    json::value policy;   ///< an object with `Statement`, or a string that may hold one
    rule const* wrong{};  ///< what it is, where it is no policy
};

constexpr bool is_statement(json::value v) noexcept {
    return json::find(v, "Effect") && (json::find(v, "Action") || json::find(v, "Principal"));
}

/// What this value is by itself.
constexpr policy_place place_of(json::value v) noexcept {
    if (v.is(json::kind::string)) return {v, nullptr};
    if (v.is(json::kind::array)) {
        for (json::value const element : json::elements(v))
            if (is_statement(element)) return {v, &rules::policy_statement_list};
        return {v, &rules::policy_type};
    }
    if (!v.is(json::kind::object)) return {v, &rules::policy_type};
    bool const bare = !json::find(v, "Statement") && is_statement(v);
    return {v, bare ? &rules::policy_bare_statement : nullptr};
}

/// The fields that hold policies: of the SNS API's answers, of CloudFormation, of Terraform's plans.
class policy_field_finder {
public:
    /// The first field of the document that holds a policy, if the document is none itself.
    constexpr json::member find(json::value root, report& out) {
        if (json::find(root, "Statement")) return {};
        look_in(root);
        look_in(json::find(root, "Attributes"));
        look_in(json::find(root, "Properties"));
        for (json::member const m : json::members(json::find(root, "Resources")))
            if (json::find(m.value, "Type").equals("AWS::SNS::TopicPolicy"))
                look_in(json::find(m.value, "Properties"));
        if (other_) out.add(rules::policy_several, other_.smallest_where());
        return found_;
    }

private:
    static constexpr std::array<std::string_view, 4> names{"Policy", "policy", "PolicyDocument",
                                                           "policy_document"};

    constexpr void look_in(json::value object) noexcept {
        if (!object.is(json::kind::object)) return;
        for (json::member const m : json::members(object)) {
            if (!any_of(names, [&](std::string_view name) { return m.key.equals(name); })) continue;
            if (!m.value.is(json::kind::object) && !m.value.is(json::kind::string)) continue;
            if (!found_.value)
                found_ = m;
            else if (!other_)
                other_ = m.key;
        }
    }

    json::member found_;
    json::value other_;
};

}  // namespace snsproof::detail
