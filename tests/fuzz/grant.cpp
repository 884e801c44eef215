// SPDX-License-Identifier: Apache-2.0
// The first line is a topic and perhaps an account, the rest a policy. Oracles: what is granted is allowed,
// or said not to be; nothing else of the policy changes.
#include "findings.hpp"

#include <algorithm>
#include <string>
#include <string_view>

#include "snsproof/access.hpp"
#include "snsproof/grant.hpp"

using namespace snsproof;

namespace {

std::string_view text_of(grant const& made) {
    return detail::view(made.text);
}

std::size_t common_prefix(std::string_view a, std::string_view b) {
    return static_cast<std::size_t>(std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first - a.begin());
}
std::size_t common_suffix(std::string_view a, std::string_view b) {
    return static_cast<std::size_t>(std::mismatch(a.rbegin(), a.rend(), b.rbegin(), b.rend()).first -
                                    a.rbegin());
}

/// Whether `merged` is `source` with one text more or, where a statement becomes a list, a bracket before and
/// a text behind it.
bool is_extended(std::string_view source, std::string_view merged) {
    std::size_t const before = common_prefix(source, merged);
    std::size_t const after = common_suffix(source, merged);
    if (before + after >= source.size()) return merged.size() > source.size();
    if (merged[before] != '[') return false;
    std::size_t const inner = common_prefix(source.substr(before), merged.substr(before + 1));
    return before + inner + after >= source.size() && merged.size() > source.size() + 1;
}

std::uint64_t count_errors(std::string_view text) {
    return parse_policy(text).findings().count(severity::error);
}

void check_own(topic_arn const& topic, std::string_view account) {
    grant const made = make_grant(topic, account);
    fuzz::expect_inside(made.findings, topic.text);
    fuzz::expect(made.text.empty() == !made.findings.ok(), "granted, and an error, or neither");
    if (made.text.empty()) return;
    auto const read = parse_policy(text_of(made));
    fuzz::expect(read.findings().empty() || !parse_topic_arn(topic.text).findings().empty(),
                 "a new policy of which there is something to say");
    fuzz::expect(decide_publisher(*read.value(), account, topic.text).decision == decision::allow,
                 "a new policy that does not allow it");
    fuzz::expect(is_public(*read.value(), topic.text).found() == truth::no, "a new policy that is public");
}

decision expected_of(report const& findings) {
    if (fuzz::has_rule(findings, rules::grant_denied)) return decision::explicit_deny;
    return fuzz::has_rule(findings, rules::grant_maybe_denied) ? decision::depends : decision::allow;
}

void check_merged(policy const& p, topic_arn const& topic, std::string_view account, std::string_view text) {
    grant const made = merge_grant(p, topic, account);
    fuzz::expect_inside(made.findings, text);
    std::string_view const merged = text_of(made);
    std::string_view const source = p.document();
    if (merged.empty()) return fuzz::expect(!made.findings.ok(), "refused without an error");
    auto const read = parse_policy(merged);
    fuzz::expect(read.value() != nullptr, "a merged policy that is none");
    bool const is_same = merged == source;
    fuzz::expect(is_same || is_extended(source, merged), "a byte of the policy has changed");
    // Functions are none outside of their template.
    if (text.find("PolicyDocument") != std::string_view::npos) return;
    decision const said = decide_publisher(*read.value(), account, topic.text).decision;
    decision const before = decide_publisher(p, account, topic.text).decision;
    fuzz::expect(said == expected_of(made.findings), "not what was said of it");
    fuzz::expect(!is_same || before == said, "nothing was added, and another decision");
    fuzz::expect(count_errors(merged) <= count_errors(source), "an error more than before");
    fuzz::expect(is_same || read.value()->statements().size() == p.statements().size() + 1,
                 "not one statement more");
    grant const again = merge_grant(*read.value(), topic, account);
    fuzz::expect(text_of(again) == merged, "granted twice");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    std::string_view rest = fuzz::text_of(data, size);
    std::string_view account = fuzz::take_line(rest);
    fuzz::exact_copy const text(rest);
    std::string_view const written = detail::take_until(account, ' ');
    auto const parsed = parse_topic_arn(written);
    auto const usual = parse_topic_arn("arn:aws:sns:us-east-1:123456789012:harbour");
    topic_arn const& topic = parsed.ok() ? *parsed.value() : *usual.value();
    if (!detail::is_account(account)) account = stream_account;
    check_own(topic, account);
    auto const into = parse_policy(text);
    if (into.value() != nullptr) check_merged(*into.value(), topic, account, text);
    return 0;
}
