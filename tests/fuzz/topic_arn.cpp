// SPDX-License-Identifier: Apache-2.0
// Oracle: the same decision by words, on the colons of the text.
#include "findings.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "snsproof/topic_arn.hpp"

using namespace snsproof;

namespace {

bool all_of(std::string_view text, std::string_view allowed) {
    return text.find_first_not_of(allowed) == std::string_view::npos;
}

constexpr std::string_view digits = "0123456789";
constexpr std::string_view word = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_";

std::vector<std::string_view> split(std::string_view text) {
    std::vector<std::string_view> parts;
    for (std::size_t colon = text.find(':'); colon != std::string_view::npos; colon = text.find(':')) {
        parts.push_back(text.substr(0, colon));
        text.remove_prefix(colon + 1);
    }
    parts.push_back(text);
    return parts;
}

/// Of the SDKs' partitions.json: a word and a number behind one of these.
std::string_view partition_of(std::string_view region) {
    struct stem {
        std::string_view region;
        std::string_view partition;
    };
    constexpr stem stems[] = {
        {"us-gov-", "aws-us-gov"},
        {"us-iso-", "aws-iso"},
        {"us-isob-", "aws-iso-b"},
        {"eu-isoe-", "aws-iso-e"},
        {"us-isof-", "aws-iso-f"},
        {"eusc-de-", "aws-eusc"},
        {"cn-", "aws-cn"},
        {"us-", "aws"},
        {"eu-", "aws"},
        {"ap-", "aws"},
        {"sa-", "aws"},
        {"ca-", "aws"},
        {"me-", "aws"},
        {"af-", "aws"},
        {"il-", "aws"},
        {"mx-", "aws"},
    };
    for (stem const& s : stems) {
        if (!region.starts_with(s.region)) continue;
        std::string_view rest = region.substr(s.region.size());
        std::size_t const dash = rest.find('-');
        if (dash == 0 || dash == std::string_view::npos) continue;
        std::string_view const number = rest.substr(dash + 1);
        if (!number.empty() && all_of(number, digits) && all_of(rest.substr(0, dash), word))
            return s.partition;
    }
    return {};
}

bool is_name(std::string_view name) {
    if (name.empty() || name.size() > 256 || name == ".fifo") return false;
    if (name.ends_with(".fifo")) name.remove_suffix(5);
    return std::all_of(name.begin(), name.end(),
                       [](char c) { return c == '-' || word.find(c) != std::string_view::npos; });
}

bool is_topic_arn(std::string_view text) {
    auto const parts = split(text);
    return parts.size() == 6 && parts[0] == "arn" && parts[2] == "sns" && !parts[1].empty() &&
           partition_of(parts[3]) == parts[1] && parts[4].size() == 12 && all_of(parts[4], digits) &&
           is_name(parts[5]);
}

bool is_part(std::string_view part, std::string_view text) {
    return part.data() >= text.data() && part.data() + part.size() <= text.data() + text.size();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    fuzz::exact_copy const copy(fuzz::text_of(data, size));
    std::string_view const text = copy;
    auto const parsed = parse_topic_arn(text);
    fuzz::expect_inside(parsed.findings(), text);
    fuzz::expect(parsed.ok() == is_topic_arn(text), "accepted and rejected differently by words");
    if (parsed.value() == nullptr) {
        fuzz::expect(!parsed.ok(), "no value and no error");
        return 0;
    }
    topic_arn const& arn = *parsed.value();
    for (std::string_view const part : {arn.text, arn.partition, arn.region, arn.account, arn.name})
        fuzz::expect(is_part(part, text), "a part that is no view of the text");
    std::string written = "arn:";
    written.append(arn.partition).append(":sns:").append(arn.region).append(":");
    written.append(arn.account).append(":").append(arn.name);
    fuzz::expect(written == text && arn.text == text, "the parts are not the text");
    fuzz::expect(arn.fifo() == text.ends_with(".fifo"), "a FIFO topic is told by its name");
    fuzz::expect(cases::is_same(parse_topic_arn(written).findings(), parsed.findings()),
                 "the same text read again says something else");
    return 0;
}
