// SPDX-License-Identifier: Apache-2.0
// Writes the statement that lets a publisher publish: in a policy of its own, or added to an existing one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "snsproof/decide.hpp"
#include "snsproof/detail/ascii.hpp"
#include "snsproof/detail/list.hpp"
#include "snsproof/json_read.hpp"
#include "snsproof/policy.hpp"
#include "snsproof/policy_read.hpp"
#include "snsproof/principal.hpp"
#include "snsproof/publisher.hpp"
#include "snsproof/report.hpp"
#include "snsproof/template_function.hpp"
#include "snsproof/topic_arn.hpp"

namespace snsproof {

namespace rules {

inline constexpr rule grant_partition{
    .id = "grant-partition",
    .title = "no topic that Stream can reach",
    .why =
        "Stream's account is of the partition `aws`; accounts and roles of one partition have no access to "
        "resources of another",
    .fix = "use a topic in a region of the partition `aws`",
    .reference =
        "https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html",
};
inline constexpr rule grant_limit{
    .id = "grant-limit",
    .title = "no room for one more statement",
    .why = "a topic's policy has at most 30,720 bytes, 100 statements and 200 principals; with the new "
           "statement it would be over one of these",
    .fix = "remove or merge statements of the policy",
    .reference = "https://docs.aws.amazon.com/sns/latest/api/API_AddPermission.html",
};
inline constexpr rule grant_denied{
    .id = "grant-denied",
    .title = "a statement that denies what is granted",
    .why = "an explicit `Deny` overrides every `Allow`, also the one that was added",
    .fix = "except the publisher from the `Deny`",
    .reference = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html",
};
inline constexpr rule grant_maybe_denied{
    .id = "grant-maybe-denied",
    .title = "a statement that may deny what is granted",
    .why = "an explicit `Deny` overrides every `Allow`, and this one depends on what is not known of the "
           "publisher's requests",
    .fix = "except the publisher from the `Deny`",
    .reference = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html",
    .level = severity::warning,
};

inline constexpr rule grant_unknown{
    .id = "grant-unknown",
    .title = "a policy whose list of statements is not known before deployment",
    .why = "a function of the template stands for it, so that there is no list to add a statement to",
    .fix = "write the statements out, and functions for single values of them",
    .reference =
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference.html",
    .quotes_text = false,
};

}  // namespace rules

/// A policy that lets a publisher publish.
struct grant {
    detail::list<char> text;  ///< empty where it is refused
    report findings;          ///< spans are in the policy that was extended, or else in the topic's ARN
};

namespace detail {

/// How the members of a statement are set: what stands before the first and each other one, before the
/// closing brace, and between a key and its value.
struct statement_style {
    std::string_view open;
    std::string_view next;
    std::string_view close;
    std::string_view colon;
};

/// Whether a policy cannot let this account publish to this topic, whatever it says.
constexpr bool is_out_of_reach(topic_arn const& topic, std::string_view account) noexcept {
    return account == stream_account && topic.partition != "aws";
}

class statement_writer {
public:
    constexpr statement_writer(list<char>& out, statement_style const& style) : out_(out), style_(style) {}

    constexpr void write(topic_arn const& topic, std::string_view account, std::string_view sid) {
        append(out_, "{");
        write_member(style_.open, "Sid", sid);
        write_member(style_.next, "Effect", "Allow");
        write_key(style_.next, "Principal");
        append(out_, "{\"AWS\"");
        append(out_, style_.colon);
        append(out_, "\"arn:");
        append(out_, topic.partition);
        append(out_, ":iam::");
        append(out_, account);
        append(out_, ":root\"}");
        write_member(style_.next, "Action", "SNS:Publish");
        write_member(style_.next, "Resource", topic.text);
        append(out_, style_.close);
        append(out_, "}");
    }

private:
    constexpr void write_key(std::string_view before, std::string_view key) {
        append(out_, before);
        append(out_, "\"");
        append(out_, key);
        append(out_, "\"");
        append(out_, style_.colon);
    }
    constexpr void write_member(std::string_view before, std::string_view key, std::string_view value) {
        write_key(before, key);
        append(out_, "\"");
        append(out_, value);
        append(out_, "\"");
    }

    list<char>& out_;
    statement_style const& style_;
};

/// `AllowStreamToPublish`, or `AllowPublishFrom` and the account, with a number behind it where a statement
/// of the policy has the name. A Sid that SNS takes in each case.
class new_sid {
public:
    constexpr new_sid(policy const* into, std::string_view account) {
        append(name_, account == stream_account ? "AllowStreamToPublish" : "AllowPublishFrom");
        if (account != stream_account) append(name_, account);
        std::size_t const bare = name_.size();
        if (into == nullptr || !is_taken(*into)) return;
        std::size_t const free = find_free_number(into->statements(), [&](policy_statement const& s) {
            return s.sid.text.starts_with(text()) ? number_behind_first(s.sid.text.substr(bare))
                                                  : ~std::uint64_t{0};
        });
        append(name_, decimal(free + 2).digits());
    }

    constexpr std::string_view text() const noexcept { return view(name_); }

private:
    /// 0 for `2`, which is the first one; a large one for what is no such number.
    static constexpr std::uint64_t number_behind_first(std::string_view digits) noexcept {
        bool const is_number = all_digits(digits) && digits.size() < 20 && digits.front() != '0';
        return (is_number ? read_digits(digits) : 0) - 2;
    }

    constexpr bool is_taken(policy const& into) const noexcept {
        return any_of(into.statements(), [this](policy_statement const& s) { return s.sid.text == text(); });
    }

    list<char> name_;
};

/// Adds one statement behind the last, set as that one is, and leaves every other byte as it is.
class statement_inserter {
public:
    constexpr statement_inserter(std::string_view source, json::value statements) noexcept
        : source_(source), statements_(statements), list_(statements.is(json::kind::array)) {
        if (!list_) last_ = statements;
        for (json::value const v : json::elements(statements)) {
            before_last_ = last_;
            last_ = v;
        }
    }

    constexpr list<char> insert(topic_arn const& topic, std::string_view account,
                                std::string_view sid) const {
        list<char> out;
        std::size_t const at = last_ ? last_.where().end() : statements_.where().offset + 1;
        std::size_t const begin = statements_.where().offset;
        append(out, source_.substr(0, begin));
        if (!list_) append(out, "[");
        append(out, source_.substr(begin, at - begin));
        if (last_) append(out, ",");
        if (last_) append(out, space_before());
        statement_style const style = style_of_last();
        statement_writer(out, style).write(topic, account, sid);
        if (!list_) append(out, "]");
        append(out, source_.substr(at));
        return out;
    }

private:
    constexpr std::string_view between(std::size_t first, std::size_t last) const noexcept {
        return source_.substr(first, last - first);
    }

    /// What stands between the last statement and the comma or bracket before it.
    constexpr std::string_view space_before() const noexcept {
        std::size_t const end = last_.where().offset;
        if (!list_) return source_.find('\n') == std::string_view::npos ? "" : " ";
        if (!before_last_) return between(statements_.where().offset + 1, end);
        std::string_view const text = between(before_last_.where().end(), end);
        return text.substr(text.find(',') + 1);
    }

    constexpr statement_style style_of_last() const noexcept {
        constexpr statement_style plain{"", ",", "", ":"};
        json::value const key = last_.is(json::kind::object) ? last_.first() : json::value{};
        if (!key) return plain;
        json::value const value = key.behind();
        std::string_view const open = between(last_.where().offset + 1, key.where().offset);
        json::value const second = value.behind();
        json::value end = value;
        for (json::member const m : json::members(last_)) end = m.value;
        std::string_view const close = between(end.where().end(), last_.where().end() - 1);
        std::string_view const colon = between(key.where().end(), value.where().offset);
        if (second.is_closing()) return {open, plain.next, close, colon};
        return {open, between(value.where().end(), second.where().offset), close, colon};
    }

    std::string_view source_;
    json::value statements_;
    json::value before_last_;
    json::value last_;
    bool list_;
};

/// Tells each `Deny` that stands against the request. Whether an `Allow` is there for sure, so that one more
/// would change nothing.
constexpr bool find_standing(policy const& p, request const& asked, report& out) {
    decider walk(p, asked);
    bool allowed = false;
    for (policy_statement const& s : p.statements()) {
        truth const applies = walk.match(s).applies;
        if (s.effect == effect::allow) allowed = allowed || applies == truth::yes;
        if (s.effect == effect::allow || applies == truth::no) continue;
        out.add(applies == truth::yes ? rules::grant_denied : rules::grant_maybe_denied, s.effect_where);
    }
    return allowed;
}

/// The list of statements; of several, which is an error, the one that `parse_policy` reads.
constexpr json::value find_statements(json::value root) noexcept {
    json::value found;
    for (json::member const m : json::members(root))
        if (m.key.equals("Statement")) found = m.value;
    return found;
}

constexpr bool is_over_limit(std::string_view text) {
    auto const parsed = parse_policy(text);
    return any_of(parsed.findings(), [](finding const& f) {
        return *f.what == rules::policy_size || *f.what == rules::policy_statement_count ||
               *f.what == rules::policy_principal_count;
    });
}

}  // namespace detail

/// A whole policy with the one statement that lets the account, 12 digits, publish to the topic; it is
/// refused where the two are in partitions that do not meet. Spans are in `topic.text`.
constexpr grant make_grant(topic_arn const& topic, std::string_view account = stream_account) {
    grant made;
    if (detail::is_out_of_reach(topic, account)) {
        made.findings.add(rules::grant_partition, {4, static_cast<std::uint32_t>(topic.partition.size())});
        return made;
    }
    detail::append(made.text, "{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": [\n    ");
    detail::statement_style const style{"\n      ", ",\n      ", "\n    ", ": "};
    detail::statement_writer(made.text, style)
        .write(topic, account, detail::new_sid(nullptr, account).text());
    detail::append(made.text, "\n  ]\n}\n");
    return made;
}

/// The policy with that statement behind its last one, its other bytes as they are; of a policy that stood
/// escaped in another document, its own text. A policy with a statement that allows it already stays as it
/// is. Refused past a limit of SNS, and a `Deny` that stands against it is told. Spans count in the
/// document that holds `into`.
constexpr grant merge_grant(policy const& into, topic_arn const& topic,
                            std::string_view account = stream_account) {
    grant made;
    if (detail::is_out_of_reach(topic, account)) {
        made.findings.add(rules::grant_partition, into.where());
        return made;
    }
    std::string_view const source = into.document();
    auto const read = json::read(source);
    json::value const statements =
        read.value() == nullptr ? json::value{} : detail::find_statements(read.value()->root());
    if (!statements || detail::find_function(statements).value) {
        made.findings.add(rules::grant_unknown, into.where());
        return made;
    }
    bool const allowed =
        detail::find_standing(into, make_publisher_request(account, topic.text), made.findings);
    if (allowed) {
        detail::append(made.text, source);
        return made;
    }
    detail::statement_inserter const inserter(source, statements);
    made.text = inserter.insert(topic, account, detail::new_sid(&into, account).text());
    if (!detail::is_over_limit(detail::view(made.text))) return made;
    made.text.clear();
    made.findings.add(rules::grant_limit, into.where());
    return made;
}

}  // namespace snsproof
