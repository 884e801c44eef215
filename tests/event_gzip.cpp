// SPDX-License-Identifier: Apache-2.0
#include "snsproof/event_gzip.hpp"

#include "gzip.hpp"
#include "mutation.hpp"

#include <boost/test/unit_test.hpp>

#include <cstddef>
#include <random>
#include <string>
#include <string_view>

using namespace snsproof;
using cases::encode_base64;
using cases::gzip_of;

namespace {

constexpr std::string_view right = R"({"type":"user.updated","created_at":null,"user":{"id":"b"}})";
constexpr body_options inflating{{}, inflate_gzip};

/// The only finding in a body, by its id and the text under it.
struct shown {
    std::string_view id;
    std::string_view under;
};

shown only(report const& found, std::string_view text) {
    if (found.size() != 1) return {"none or many", {}};
    return {found.begin()->what->id, text / found.begin()->where};
}

std::string_view inflated_rule(std::string const& gzip, std::size_t most, std::string& out) {
    snsproof::detail::list<char> event;
    inflation const made = inflate_gzip(gzip, most, event);
    out = snsproof::detail::view(event);
    return made.broken == nullptr ? std::string_view{} : made.broken->id;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(event_gzip_tests)

BOOST_AUTO_TEST_CASE(a_compressed_event_is_checked_as_itself) {
    auto const clean = check_event_body(encode_base64(gzip_of(right)), inflating);
    BOOST_TEST((clean.ok() && clean.findings.empty() && clean.inflated_findings.empty()));
    BOOST_TEST((clean.form == body_form::gzip && clean.content == body_form::gzip));
    BOOST_TEST(snsproof::detail::view(clean.inflated) == right);
    BOOST_TEST(clean.size == encode_base64(gzip_of(right)).size());

    auto const wrong = check_event_body(encode_base64(gzip_of(R"({"type":7,"created_at":null})")), inflating);
    BOOST_TEST((wrong.findings.empty() && !wrong.ok()));
    auto const seen = only(wrong.inflated_findings, snsproof::detail::view(wrong.inflated));
    BOOST_TEST(seen.id == "event-type-form");
    BOOST_TEST(seen.under == "7");
}

BOOST_AUTO_TEST_CASE(only_gzip_is_inflated) {
    using namespace std::string_literals;
    std::string out;
    BOOST_TEST(inflated_rule("\x78\x9C\x4B\x04\0\0\x62\0\x62"s, 100, out) == "body-gzip");
    BOOST_TEST(out.empty());
    BOOST_TEST(inflated_rule(gzip_of("a") + "\x1F", 100, out) == "body-gzip-trailing");
    BOOST_TEST(inflated_rule(gzip_of("a") + "\x1Fx", 100, out) == "body-gzip-trailing");
    BOOST_TEST(inflated_rule(gzip_of("a") + gzip_of("b"), 100, out) == "");
    BOOST_TEST(out == "ab");
}

BOOST_AUTO_TEST_CASE(in_an_envelope_too) {
    std::string const base64 = encode_base64(gzip_of(right));
    std::string const text =
        R"({"Type":"Notification","MessageId":"m","TopicArn":"t","Message":")" + base64 +
        R"(","Timestamp":"t","SignatureVersion":"1","Signature":"s","SigningCertURL":"u"})";
    auto const body = check_event_body(text, inflating);
    BOOST_TEST((body.ok() && body.findings.empty() && body.form == body_form::notification));
    BOOST_TEST((body.content == body_form::gzip && body.size == base64.size()));
    BOOST_TEST(snsproof::detail::view(body.inflated) == right);
}

// RFC 1952, section 2.2: members simply appear one after another.
BOOST_AUTO_TEST_CASE(members_that_follow_one_another) {
    std::string out;
    std::string const two = gzip_of(right.substr(0, 7)) + gzip_of("") + gzip_of(right.substr(7));
    BOOST_TEST(inflated_rule(two, 100, out) == "");
    BOOST_TEST(out == right);
    // Many that hold nothing take linear time.
    std::string many;
    for (int i = 0; i != 40'000; ++i) many += gzip_of("");
    BOOST_TEST(inflated_rule(many, 0, out) == "");
    BOOST_TEST(out.empty());
}

BOOST_AUTO_TEST_CASE(what_is_wrong_with_gzip_data) {
    std::string const gzip = gzip_of(right);
    auto const check = [](std::string const& data, std::string_view id, std::string const& under) {
        std::string const text = encode_base64(data);
        auto const body = check_event_body(text, inflating);
        auto const seen = only(body.findings, text);
        BOOST_TEST(seen.id == id, text);
        BOOST_TEST(seen.under == (under.empty() ? text : under));
        BOOST_TEST(body.inflated_findings.empty());
    };
    for (std::size_t const size :
         {std::size_t{2}, std::size_t{9}, std::size_t{12}, gzip.size() - 9, gzip.size() - 8, gzip.size() - 1})
        check(gzip.substr(0, size), "body-gzip-end", "");
    std::string wrong = gzip;
    wrong[wrong.size() - 5] ^= 1;  // CRC32
    check(wrong, "body-gzip-checksum", "");
    wrong = gzip;
    wrong[wrong.size() - 1] ^= 1;  // ISIZE
    check(wrong, "body-gzip-checksum", "");
    wrong = gzip;
    wrong[2] = 7;  // no method
    check(wrong, "body-gzip", "");
    wrong = gzip;
    wrong[10] = 6;  // a block of no type
    check(wrong, "body-gzip", "");
    check(gzip_of(""), "body-empty", "");
    // The digits of what stands behind, with the bits that they share with the last byte before.
    std::string padded = gzip;
    while (padded.size() % 3 != 0) padded = gzip_of(std::string(right) + std::string(padded.size() % 3, ' '));
    check(padded + "abc", "body-gzip-trailing", "YWJj");
    check(padded + std::string(3, '\0'), "body-gzip-trailing", "AAAA");
    check(padded + gzip.substr(0, 5), "body-gzip-end", "");
}

// A bomb of a kilobyte fills no memory.
BOOST_AUTO_TEST_CASE(no_more_is_inflated_than_allowed) {
    std::string out;
    std::string const spaces = gzip_of(std::string(100'000, ' '));
    BOOST_TEST(inflated_rule(spaces, 100'000, out) == "");
    BOOST_TEST(out.size() == 100'000U);
    BOOST_TEST(inflated_rule(spaces, 99'999, out) == "body-gzip-size");
    BOOST_TEST(out.size() <= 99'999U);
    BOOST_TEST(inflated_rule(spaces + spaces, 199'999, out) == "body-gzip-size");

    std::string const bomb = encode_base64(gzip_of(std::string(std::size_t{100'000'000}, ' ')));
    BOOST_TEST(bomb.size() < 150'000U);
    auto const body = check_event_body(bomb, inflating);
    auto const seen = only(body.findings, bomb);
    BOOST_TEST(seen.id == "body-gzip-size");
    BOOST_TEST((seen.under == bomb && body.ok()));
    BOOST_TEST(body.inflated.empty());
}

BOOST_AUTO_TEST_CASE(an_event_beyond_the_limit_may_be_compressed) {
    std::string const large = R"({"type":"a","created_at":null,"x":")" + std::string(300'000, 'x') + "\"}";
    BOOST_TEST(!check_event(large).ok());
    auto const body = check_event_body(encode_base64(gzip_of(large)), inflating);
    BOOST_TEST((body.findings.empty() && body.inflated_findings.empty()));
    BOOST_TEST(snsproof::detail::view(body.inflated) == large);
}

BOOST_AUTO_TEST_CASE(whatever_the_bytes_spans_lie_in_their_text) {
    std::mt19937 random(3);
    std::string const gzip = gzip_of(right);
    std::size_t inflated = 0, broken = 0;
    for (int i = 0; i != 20'000; ++i) {
        std::string text;
        switch (random() % 3) {
            case 0: text = encode_base64(cases::mutate(gzip, random, 2)); break;
            case 1: text = cases::mutate(encode_base64(gzip), random, 2); break;
            default: text = encode_base64(gzip_of(cases::mutate(right, random, 2)));
        }
        auto const body = check_event_body(text, inflating);
        (body.inflated.size() == 0 ? broken : inflated) += 1;
        for (auto const& f : body.findings)
            if (f.where.end() > text.size()) BOOST_ERROR("outside of " << text);
        for (auto const& f : body.inflated_findings)
            if (f.where.end() > body.inflated.size() || f.related.end() > body.inflated.size())
                BOOST_ERROR("outside of what is in " << text);
    }
    BOOST_TEST(inflated > 1'000U);
    BOOST_TEST(broken > 1'000U);
}

BOOST_AUTO_TEST_SUITE_END()
