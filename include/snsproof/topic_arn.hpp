// SPDX-License-Identifier: Apache-2.0
// The ARN of an SNS topic, parsed and never matched: every pattern that AWS publishes for one is wrong
// somewhere.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string_view>
#include <utility>

#include "snsproof/detail/ascii.hpp"
#include "snsproof/detail/fixed_string.hpp"
#include "snsproof/detail/list.hpp"
#include "snsproof/prove.hpp"
#include "snsproof/region.hpp"
#include "snsproof/report.hpp"

namespace snsproof {

namespace detail {

constexpr std::string_view nearest_prefix(std::string_view, std::string_view) noexcept {
    return "arn";
}

/// The partition that the region of the same ARN belongs to.
constexpr std::string_view partition_of(std::string_view, std::string_view region) noexcept {
    partition const* p = find_partition_of_region(region);
    return p != nullptr ? p->name : std::string_view{};
}

}  // namespace detail

namespace rules {

inline constexpr std::string_view arn_reference =
    "https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsns.html";
inline constexpr std::string_view arn_format_reference =
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html";
inline constexpr std::string_view topic_name_reference =
    "https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html";

inline constexpr rule arn_elements{
    .id = "arn-elements",
    .title = "not an ARN of six elements",
    .why = "a topic ARN is `arn:partition:sns:region:account:name`; for less AWS answers "
           "`An ARN must have at least 6 elements`",
    .fix = "copy the topic's ARN from the SNS console, or from `aws sns list-topics`",
    .reference = arn_reference,
};
inline constexpr rule arn_space{
    .id = "arn-space",
    .title = "white space around the ARN",
    .why = "no element of an ARN may hold white space, and AWS does not trim it",
    .fix = "remove it; a line end often comes from reading a file",
    .reference = arn_format_reference,
};
inline constexpr rule arn_placeholder{
    .id = "arn-placeholder",
    .title = "a placeholder was not filled in",
    .why = "the ARN would be sent as it stands here, and refused",
    .fix = "check the configuration after templates and variables are resolved",
    .reference = arn_format_reference,
};
inline constexpr rule arn_wildcard{
    .id = "arn-wildcard",
    .title = "a wildcard in a topic ARN",
    .why = "only policies may use `*` and `?`; a publisher must name one topic",
    .fix = "name the one topic",
    .reference = arn_format_reference,
};
inline constexpr rule arn_url{
    .id = "arn-url",
    .title = "a URL where a topic ARN is expected",
    .why = "SNS topics are named by ARNs; URLs name SQS queues and endpoints",
    .fix = "copy the topic's ARN from the SNS console",
    .reference = arn_reference,
};
inline constexpr rule arn_prefix{
    .id = "arn-prefix",
    .title = "an ARN must begin with `arn`, not",
    .why = "the first element of every ARN is `arn`, in lower case",
    .fix = "write `arn`",
    .reference = arn_format_reference,
    .nearest = detail::nearest_prefix,
};
inline constexpr rule arn_service{
    .id = "arn-service",
    .title = "not an ARN of SNS but of",
    .why = "the third element names the service, and a topic's is `sns` in lower case",
    .fix = "give the topic's ARN, not that of a queue, role, function or user",
    .reference = arn_reference,
};
inline constexpr rule arn_partition{
    .id = "arn-partition",
    .title = "this partition does not hold the ARN's region",
    .why = "a region belongs to one partition; AWS answers "
           "`A us-gov-west-1 ARN must begin with arn:aws-us-gov`",
    .fix = "use the partition of the region",
    .reference =
        "https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html",
    .nearest = detail::partition_of,
};
inline constexpr rule arn_region_missing{
    .id = "arn-region-missing",
    .title = "the region is empty in",
    .why = "a topic lives in one region; AWS answers `A  ARN must begin with arn:null`",
    .fix = "copy the topic's ARN from the SNS console",
    .reference = arn_reference,
};
inline constexpr rule arn_region_unknown{
    .id = "arn-region-unknown",
    .title = "not a region",
    .why = "no partition has regions of this form; AWS answers `ARN must begin with arn:null`",
    .fix = "use the code of the region, as in `us-east-1`, not its name or an availability zone",
    .reference = "https://docs.aws.amazon.com/general/latest/gr/sns.html",
    .nearest = nearest_region,
};
inline constexpr rule arn_region_new{
    .id = "arn-region-new",
    .title = "a region that is not known here",
    .why = "it has the form of a region, so that it may be newer than this table, or a typing mistake",
    .fix = "compare it with AWS's list of regions",
    .reference = "https://docs.aws.amazon.com/general/latest/gr/sns.html",
    .level = severity::warning,
    .nearest = nearest_region,
};
inline constexpr rule arn_account_missing{
    .id = "arn-account-missing",
    .title = "the account is empty in",
    .why = "a topic belongs to one account of 12 digits",
    .fix = "copy the topic's ARN from the SNS console",
    .reference = arn_reference,
};
inline constexpr rule arn_account_short{
    .id = "arn-account-short",
    .title = "an account id with fewer than 12 digits",
    .why = "an account id has exactly 12 digits; leading zeros get lost where a tool takes it for a number",
    .fix = "put the lost zeros back, and double quotes around the id where it comes from",
    .reference = "https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-identifiers.html",
};
inline constexpr rule arn_account_number{
    .id = "arn-account-number",
    .title = "an account id that was formatted as a number",
    .why = "an account id has exactly 12 digits; exponents, dots and dashes come from spreadsheets, YAML and "
           "consoles",
    .fix = "write the 12 digits alone, as text",
    .reference = "https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-identifiers.html",
};
inline constexpr rule arn_account{
    .id = "arn-account",
    .title = "not an account id",
    .why = "an account id has exactly 12 digits",
    .fix = "copy the topic's ARN from the SNS console",
    .reference = "https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-identifiers.html",
};
inline constexpr rule arn_name_missing{
    .id = "arn-name-missing",
    .title = "the topic's name is empty in",
    .why = "a topic name has 1 to 256 characters, and `.fifo` alone is none; AWS answers "
           "`Invalid parameter: Topic Name`",
    .fix = "copy the topic's ARN from the SNS console",
    .reference = topic_name_reference,
};
inline constexpr rule arn_name_characters{
    .id = "arn-name-characters",
    .title = "not allowed in a topic's name",
    .why = "a topic name holds ASCII letters, digits, `-` and `_`, and a dot only in a last `.fifo`; AWS "
           "answers "
           "`Invalid parameter: Topic Name`",
    .fix = "copy the topic's ARN from the SNS console",
    .reference = topic_name_reference,
};
inline constexpr rule arn_name_long{
    .id = "arn-name-long",
    .title = "a topic's name of more than 256 characters",
    .why =
        "a topic name has 1 to 256 characters, `.fifo` included; AWS answers `Invalid parameter: Topic Name`",
    .fix = "copy the topic's ARN from the SNS console",
    .reference = topic_name_reference,
};
inline constexpr rule arn_subscription{
    .id = "arn-subscription",
    .title = "a subscription's ARN, not a topic's",
    .why = "behind the topic's name stands the id of one subscription; nobody can publish to a subscription",
    .fix = "remove the last colon and what follows it",
    .reference = "https://docs.aws.amazon.com/sns/latest/dg/sns-message-and-json-formats.html",
};
inline constexpr rule arn_endpoint{
    .id = "arn-endpoint",
    .title = "the ARN of a mobile push endpoint, not of a topic",
    .why = "an endpoint is one device; Stream publishes to topics",
    .fix = "give the topic's ARN",
    .reference = "https://docs.aws.amazon.com/sns/latest/dg/mobile-push-send-devicetoken.html",
};
inline constexpr rule arn_application{
    .id = "arn-application",
    .title = "the ARN of a platform application, not of a topic",
    .why = "a platform application holds push endpoints; Stream publishes to topics",
    .fix = "give the topic's ARN",
    .reference = "https://docs.aws.amazon.com/sns/latest/dg/mobile-push-send-register.html",
};

}  // namespace rules

/// `"arn:" partition ":sns:" region ":" account ":" name`: views into the text that was parsed, which must
/// outlive it.
struct topic_arn {
    std::string_view text;
    std::string_view partition;
    std::string_view region;
    std::string_view account;
    std::string_view name;

    /// Whether it is a FIFO topic: exactly those have names that end in `.fifo`.
    constexpr bool fifo() const noexcept { return name.ends_with(".fifo"); }
};

namespace detail {

/// Bytes that a topic's name may hold, but for the dot of `.fifo`.
inline constexpr auto is_name_byte = [] {
    std::array<std::uint8_t, 256> allowed{};
    for (std::size_t c = 0; c != 0x80; ++c) allowed[c] = is_word(static_cast<char>(c)) || c == '-' ? 1 : 0;
    return allowed;
}();

class arn_parser {
public:
    constexpr explicit arn_parser(std::string_view text) noexcept : text_(text) {}

    constexpr result<topic_arn> parse() {
        bool const is_topic = split();
        if (is_topic) {
            check_region();
            check_account();
            check_name();
        }
        if (report_.empty()) return {arn_, {}};
        // What breaks all of it breaks an element, too, so that a right text is not searched for it.
        report elements = std::exchange(report_, {});
        if (!check_kind()) return {std::move(report_)};
        if (!is_topic) return {std::move(elements)};
        return {arn_, std::move(elements)};
    }

private:
    /// What is no ARN at all, or would make every element look wrong.
    constexpr bool check_kind() {
        std::string_view const trimmed = trim(text_);
        if (trimmed.size() != text_.size()) {
            bool const before = trimmed.data() != text_.data();
            std::string_view const space =
                before && !trimmed.empty()
                    ? text_.substr(0, static_cast<std::size_t>(trimmed.data() - text_.data()))
                    : text_.substr(trimmed.size());
            return fail(rules::arn_space, space);
        }
        if (text_.starts_with("https://") || text_.starts_with("http://")) return fail(rules::arn_url, text_);
        for (char const& c : text_) {
            if (c == '$' || c == '<' || c == '{' || c == '%')
                return fail(rules::arn_placeholder, placeholder_at(&c));
            if (c == '*' || c == '?') return fail(rules::arn_wildcard, {&c, 1});
        }
        return true;
    }

    static constexpr std::string_view trim(std::string_view text) noexcept {
        while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
        while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
        return text;
    }

    /// `${name}`, `{{ name }}`, `{name}`, `<name>`, `%name%`: none of these characters can stand in a topic's
    /// ARN.
    constexpr std::string_view placeholder_at(char const* open) const noexcept {
        char const* const end = text_.data() + text_.size();
        auto const closes = [](char c) { return c == '}' || c == '>' || c == '%'; };
        char const* close = open + 1;
        while (close != end && !closes(*close)) ++close;
        if (close == end) return {open, 1};
        while (close + 1 != end && close[1] == '}') ++close;
        return {open, static_cast<std::size_t>(close + 1 - open)};
    }

    constexpr bool split() {
        std::array<std::string_view, 5> elements;
        std::string_view rest = text_;
        for (std::string_view& element : elements) {
            std::size_t const colon = rest.find(':');
            if (colon == std::string_view::npos) return fail(rules::arn_elements, text_);
            element = rest.substr(0, colon);
            rest.remove_prefix(colon + 1);
        }
        arn_ = {text_, elements[1], elements[3], elements[4], rest};
        if (elements[0] != "arn") return fail(rules::arn_prefix, elements[0]);
        if (elements[2] != "sns") return fail(rules::arn_service, elements[2]);
        wrong_ = find_wrong(rest.data(), rest.data() + rest.size());
        return wrong_ == rest.data() + rest.size() || check_resource();
    }

    /// The first byte that a topic's name may not hold.
    static constexpr char const* find_wrong(char const* at, char const* end) noexcept {
        auto const allowed = [&at](int i) {
            return unsigned{is_name_byte[static_cast<unsigned char>(at[i])]};
        };
        while (end - at >= 4 && (allowed(0) & allowed(1) & allowed(2) & allowed(3)) != 0) at += 4;
        while (at != end && allowed(0) != 0) ++at;
        return at;
    }

    constexpr bool check_resource() {
        std::size_t const colon = arn_.name.find(':');
        if (colon != std::string_view::npos) return fail(rules::arn_subscription, arn_.name.substr(colon));
        if (arn_.name.starts_with("endpoint/")) return fail(rules::arn_endpoint, arn_.name);
        return !arn_.name.starts_with("app/") || fail(rules::arn_application, arn_.name);
    }

    constexpr void check_region() {
        if (arn_.region.empty()) return add(rules::arn_region_missing, text_);
        region const* const known = find_region(arn_.region);
        if (known != nullptr && known->partition == arn_.partition) return;
        partition const* const owner = find_partition_of_region(arn_.region);
        if (owner == nullptr) return add(rules::arn_region_unknown, arn_.region);
        if (owner->name != arn_.partition)
            report_.add(rules::arn_partition, where(arn_.partition), where(arn_.region));
        if (known == nullptr) add(rules::arn_region_new, arn_.region);
    }

    constexpr void check_account() {
        std::string_view const account = arn_.account;
        if (account.empty()) return add(rules::arn_account_missing, text_);
        if (all_digits(account)) {
            if (account.size() == 12) return;
            if (account.size() < 12) add(rules::arn_account_short, account);
            if (account.size() > 12) add(rules::arn_account, account);
            return;
        }
        bool const number = all_of(account, [](char c) {
            return is_digit(c) || c == '.' || c == ',' || c == '-' || c == '+' || c == '_' || lower(c) == 'e';
        });
        add(number && is_digit(account.front()) ? rules::arn_account_number : rules::arn_account, account);
    }

    constexpr void check_name() {
        std::string_view const name = arn_.name;
        std::string_view const stem = arn_.fifo() ? name.substr(0, name.size() - 5) : name;
        if (stem.empty()) add(rules::arn_name_missing, text_);
        char const* const end = stem.data() + stem.size();
        if (wrong_ < end) {
            char const* stop = wrong_;
            while (stop != end && is_name_byte[static_cast<unsigned char>(*stop)] == 0) ++stop;
            add(rules::arn_name_characters, {wrong_, static_cast<std::size_t>(stop - wrong_)});
        }
        if (name.size() > 256) add(rules::arn_name_long, name);
    }

    constexpr span where(std::string_view part) const noexcept {
        return {static_cast<std::uint32_t>(part.data() - text_.data()),
                static_cast<std::uint32_t>(part.size())};
    }
    constexpr void add(rule const& what, std::string_view part) { report_.add(what, where(part)); }
    constexpr bool fail(rule const& what, std::string_view part) {
        add(what, part);
        return false;
    }

    std::string_view text_;
    char const* wrong_{};  ///< the first byte that the name may not hold, or its end
    topic_arn arn_;
    report report_;
};

}  // namespace detail

/// Parses the ARN of a topic. There is a value wherever the text has the six elements of an SNS topic's ARN,
/// even if some of them are wrong; `ok()` says whether AWS would take it. The value views `text`. Linear; a
/// valid ARN costs no allocation.
constexpr result<topic_arn> parse_topic_arn(std::string_view text) {
    if (text.size() > std::numeric_limits<std::uint32_t>::max())
        text = text.substr(0, std::numeric_limits<std::uint32_t>::max());
    return detail::arn_parser(text).parse();
}

namespace literals {

/// A topic's ARN that is right, or does not compile.
template <detail::fixed_string Text>
consteval topic_arn operator""_topic_arn() {
    static_assert(detail::accept<detail::find_error<parse_topic_arn>(Text)>());
    auto const parsed = parse_topic_arn(Text);
    return *parsed.value();
}

}  // namespace literals

}  // namespace snsproof
