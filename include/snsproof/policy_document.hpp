// SPDX-License-Identifier: Apache-2.0
// Finds policies in what people have at hand: the document itself, what `GetTopicAttributes` answers, a
// template of CloudFormation, a plan or state of Terraform, a bare statement.
#pragma once

#include <array>
#include <string_view>
#include <utility>

#include "snsproof/detail/list.hpp"
#include "snsproof/json_read.hpp"
#include "snsproof/policy_rules.hpp"
#include "snsproof/report.hpp"
#include "snsproof/template_function.hpp"

namespace snsproof {

/// Where in a document a policy is, for `parse_policy`. Its texts are views of the document, as they are
/// written there.
struct policy_place {
    span where{};             ///< an object, or a string that holds a policy; of an unknown one, what says so
    std::string_view name{};  ///< of the resource, in a template, or its address in Terraform; else empty
    std::string_view topic{};  ///< the ARN of the topic that it is for, where it is written out
    span field{};              ///< name of the member that holds it; empty where the document is the policy
    std::string_view own_topic{};  ///< the resource of a template that is the one topic it is for
    bool is_template{};            ///< functions of CloudFormation may stand in it
    bool is_unknown{};             ///< nothing of the policy is known before deployment
};

namespace detail {

/// What a value holds.
struct policy_form {
    json::value policy;   ///< an object with `Statement`, or a string that may hold one
    rule const* wrong{};  ///< what it is, where it is no policy
};

constexpr bool is_statement(json::value v) noexcept {
    return json::find(v, "Effect") && (json::find(v, "Action") || json::find(v, "Principal"));
}

/// The root of a document of Terraform: of a plan what is planned, else a state; or none.
/// https://developer.hashicorp.com/terraform/internals/json-format
constexpr json::value find_root_module(json::value root) noexcept {
    json::value const planned = json::find(root, "planned_values");
    return json::find(planned ? planned : json::find(root, "values"), "root_module");
}

/// The resources of a template, or none. `GetTemplate` answers with a template in `TemplateBody`.
constexpr json::value find_resources(json::value root) noexcept {
    json::value const body = json::find(root, "TemplateBody");
    json::value const found = json::find(body ? body : root, "Resources");
    return found.is(json::kind::object) ? found : json::value{};
}

/// What this value is by itself.
constexpr policy_form form_of(json::value v) noexcept {
    if (v.is(json::kind::string)) return {v, nullptr};
    if (v.is(json::kind::array)) {
        for (json::value const element : json::elements(v))
            if (is_statement(element)) return {v, &rules::policy_statement_list};
        return {v, &rules::policy_type};
    }
    if (!v.is(json::kind::object)) return {v, &rules::policy_type};
    if (json::find(v, "Statement")) return {v, nullptr};
    if (is_statement(v)) return {v, &rules::policy_bare_statement};
    return {v, find_resources(v) || find_root_module(v) ? &rules::policy_none : nullptr};
}

/// A text as it is written, of a string without escapes.
constexpr std::string_view plain_text(json::value v) noexcept {
    return v.is(json::kind::string) && !v.has_escapes() ? v.content() : std::string_view{};
}

/// A place, and the value that stands there; without one where nothing is known of it.
struct found_policy {
    policy_place place;
    json::value policy;
};

/// The fields that hold policies: of the SNS API's answers, of CloudFormation, of Terraform.
class policy_finder {
public:
    /// All policies of the document, in its order; none if it is one itself, or holds none.
    constexpr list<found_policy> find(json::value root) {
        if (json::find(root, "Statement")) return {};
        look_in(root, {});
        json::value const attributes = json::find(root, "Attributes");
        look_in(attributes, plain_text(json::find(attributes, "TopicArn")));
        look_in(json::find(root, "Properties"), {});
        for (json::member const m : json::members(find_resources(root))) look_in_resource(m);
        look_in_module(find_root_module(root));
        add_topics_of_terraform();
        sort(found_, [](found_policy const& a, found_policy const& b) {
            return a.place.where.offset < b.place.where.offset;
        });
        return std::move(found_);
    }

private:
    static constexpr std::array<std::string_view, 4> names{"Policy", "policy", "PolicyDocument",
                                                           "policy_document"};

    constexpr void add(json::member const& field, policy_place place) {
        place.where = field.value.where();
        place.field = field.key.smallest_where();
        place.is_template = field.key.equals("PolicyDocument");
        found_.push_back({place, field.value});
    }

    constexpr void look_in(json::value object, std::string_view topic) {
        for (json::member const m : json::members(object)) {
            if (!any_of(names, [&](std::string_view name) { return m.key.equals(name); })) continue;
            if (!m.value.is(json::kind::object) && !m.value.is(json::kind::string)) continue;
            policy_place place;
            place.topic = topic;
            add(m, place);
        }
    }

    /// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_SNS.html
    constexpr void look_in_resource(json::member const& resource) {
        json::value const type = json::find(resource.value, "Type");
        if (!type.equals("AWS::SNS::TopicPolicy") && !type.equals("AWS::SNS::TopicInlinePolicy")) return;
        json::value const properties = json::find(resource.value, "Properties");
        json::member const field = json::find_member(properties, "PolicyDocument");
        if (!field.value) return;
        policy_place place;
        place.name = resource.key.content();
        json::value topic = json::find(properties, "TopicArn");
        std::size_t count = topic ? 1 : 0;
        for (json::value const one : json::elements(json::find(properties, "Topics"))) {
            topic = one;
            ++count;
        }
        if (count == 1) {
            place.topic = plain_text(topic);
            place.own_topic = name_of_topic(topic);
        }
        add(field, place);
    }

    constexpr void look_in_module(json::value module) {
        for (json::value const resource : json::elements(json::find(module, "resources"))) {
            json::value const type = json::find(resource, "type");
            if (type.equals("aws_sns_topic_policy")) add_of_terraform(resource, found_);
            if (type.equals("aws_sns_topic")) add_of_terraform(resource, topics_);
        }
        for (json::value const child : json::elements(json::find(module, "child_modules")))
            look_in_module(child);
    }

    /// In `values` stand the resource's attributes, but for those that are not known yet.
    static constexpr void add_of_terraform(json::value resource, list<found_policy>& to) {
        json::value const address = json::find(resource, "address");
        json::value const values = json::find(resource, "values");
        json::member const field = json::find_member(values, "policy");
        policy_place place;
        place.is_unknown = !field.value.is(json::kind::string) && !field.value.is(json::kind::object);
        place.where =
            place.is_unknown ? (address ? address : resource).smallest_where() : field.value.where();
        if (!place.is_unknown) place.field = field.key.smallest_where();
        if (address.is(json::kind::string)) place.name = address.content();
        place.topic = plain_text(json::find(values, "arn"));
        to.push_back({place, place.is_unknown ? json::value{} : field.value});
    }

    /// A topic's own policy, unless a resource replaces it. One that is not known is SNS's default, most
    /// often, and told only where there is no other policy.
    constexpr void add_topics_of_terraform() {
        list<std::string_view> replaced;
        for (found_policy const& one : found_) replaced.push_back(one.place.topic);
        sort(replaced);
        bool const alone =
            found_.empty() && all_of(topics_, [](found_policy const& one) { return one.place.is_unknown; });
        for (found_policy const& one : topics_) {
            if (one.place.is_unknown && !alone) continue;
            std::size_t const at = lower_bound(replaced, one.place.topic);
            bool const is_replaced = at != replaced.size() && replaced[at] == one.place.topic;
            if (one.place.topic.empty() || !is_replaced) found_.push_back(one);
        }
    }

    list<found_policy> found_;
    list<found_policy> topics_;  ///< of Terraform, which may have a policy of their own
};

}  // namespace detail

/// Where the policies of a document are, in its order: of a template of CloudFormation, a plan or state of
/// Terraform, or what `GetTopicAttributes` answers. Of any other text the one place is all of it. Time:
/// linear, and n log n in policies.
constexpr detail::list<policy_place> find_policies(std::string_view text) {
    detail::list<policy_place> places;
    policy_place all;
    all.where = {0, static_cast<std::uint32_t>(text.size())};
    auto const read = json::read(text);
    if (read.value() != nullptr)
        for (detail::found_policy const& one : detail::policy_finder().find(read.value()->root()))
            places.push_back(one.place);
    if (places.empty()) places.push_back(all);
    return places;
}

}  // namespace snsproof
