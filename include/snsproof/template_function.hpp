// SPDX-License-Identifier: Apache-2.0
// Functions that stand for values in a CloudFormation template: what they say for sure, if anything.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference.html
#pragma once

#include <cstddef>
#include <string_view>

#include "snsproof/detail/list.hpp"
#include "snsproof/json.hpp"
#include "snsproof/report.hpp"

namespace snsproof::detail {

/// The function that a value is: `{"Ref": NAME}`, or an object with a member `Fn::...`; none for all others.
constexpr json::member find_function(json::value v) noexcept {
    json::member ref;
    std::size_t count = 0;
    for (json::member const m : json::members(v)) {
        if (m.key.content().starts_with("Fn::")) return m;
        if (m.key.equals("Ref")) ref = m;
        ++count;
    }
    return count == 1 ? ref : json::member{};
}

/// The smallest span that shows a function: its argument where that is one text, else its name.
constexpr span locate_function(json::member const& function) noexcept {
    json::value argument = function.value;
    if (argument.is(json::kind::array) && function.key.equals("Fn::Sub")) argument = argument.first();
    return (argument.is(json::kind::string) ? argument : function.key).smallest_where();
}

/// The resource of the template whose ARN the value is, if it is a topic's: `{"Ref": "Topic"}` and
/// `{"Fn::GetAtt": ["Topic", "TopicArn"]}`; empty for all others.
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sns-topic.html
constexpr std::string_view name_of_topic(json::value v) noexcept {
    json::member const f = find_function(v);
    if (!f.value) return {};
    if (f.key.equals("Ref")) return f.value.is(json::kind::string) ? f.value.content() : std::string_view{};
    if (!f.key.equals("Fn::GetAtt")) return {};
    constexpr std::string_view attribute = ".TopicArn";
    if (f.value.is(json::kind::string)) {
        std::string_view const path = f.value.content();
        return path.ends_with(attribute) ? path.substr(0, path.size() - attribute.size()) : "";
    }
    json::value name;
    std::size_t count = 0;
    for (json::value const part : json::elements(f.value)) {
        if (count == 0) name = part;
        if (count == 1 && !part.equals("TopicArn")) return {};
        ++count;
    }
    return count == 2 && name.is(json::kind::string) ? name.content() : std::string_view{};
}

/// Writes out functions that say the same in every deployment: `Fn::Join` of texts, and `Fn::Sub` without
/// variables.
class function_reader {
public:
    /// `budget` is how many bytes all readers of it together may still write, so that a long delimiter of
    /// many parts costs no more time and room than a long text.
    constexpr function_reader(list<char>& out, std::size_t& budget) noexcept : out_(out), budget_(budget) {}

    /// Whether the value is known; then its text stands at the end of the list, and else anything.
    constexpr bool read(json::value v) {
        if (v.is(json::kind::string)) return append(v);
        json::member const f = find_function(v);
        if (!f.value) return false;
        if (f.key.equals("Fn::Join")) return read_join(f.value);
        if (!f.key.equals("Fn::Sub")) return false;
        return read_sub(f.value.is(json::kind::array) ? f.value.first() : f.value);
    }

private:
    constexpr bool append(json::value string) {
        std::size_t const size = string.content().size();
        if (size > budget_) return false;
        budget_ -= size;
        string.append_to(out_);
        return true;
    }

    /// `[DELIMITER, [PARTS...]]`
    constexpr bool read_join(json::value list) {
        json::value const delimiter = list.is(json::kind::array) ? list.first() : json::value{};
        if (!delimiter.is(json::kind::string)) return false;
        json::value const parts = delimiter.behind();
        if (parts.is_closing() || !parts.is(json::kind::array)) return false;
        bool first = true;
        for (json::value const part : json::elements(parts)) {
            if (!first && !append(delimiter)) return false;
            if (!read(part)) return false;
            first = false;
        }
        return true;
    }

    /// "${!Literal}" is the text `${Literal}`, and every other `${` begins a variable.
    constexpr bool read_sub(json::value text) {
        std::size_t at = out_.size();
        if (!text.is(json::kind::string) || !append(text)) return false;
        std::size_t to = at;
        for (; at != out_.size(); ++at) {
            bool const is_dollar = out_[at] == '$' && at + 1 != out_.size() && out_[at + 1] == '{';
            bool const is_literal = is_dollar && at + 2 != out_.size() && out_[at + 2] == '!';
            if (is_dollar && !is_literal) return false;
            out_[to++] = out_[at];
            if (!is_literal) continue;
            out_[to++] = '{';
            at += 2;
        }
        while (out_.size() != to) out_.pop_back();
        return true;
    }

    list<char>& out_;
    std::size_t& budget_;
};

}  // namespace snsproof::detail
