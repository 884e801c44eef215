// SPDX-License-Identifier: Apache-2.0
#include "snsproof/topic_arn.hpp"

#include "cases/topic_arn.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <random>
#include <string>
#include <string_view>

#include <sys/mman.h>

BOOST_AUTO_TEST_SUITE(topic_arn_tests)

BOOST_AUTO_TEST_CASE(arns) {
    for (auto const& c : cases::topic_arns) {
        auto const parsed = snsproof::parse_topic_arn(c.text);
        BOOST_TEST(cases::is_topic_arn_case(c),
                   "`" << c.text << "`: " << cases::describe(parsed.findings(), c.text));
    }
}

BOOST_AUTO_TEST_CASE(facts) {
    for (auto const& f : cases::topic_arn_facts) BOOST_TEST(f.holds(), f.what);
}

// The pieces, put together at random, are a topic's ARN only if each is right in its place.
BOOST_AUTO_TEST_CASE(an_arn_is_right_exactly_when_its_elements_are) {
    constexpr std::string_view partitions[] = {"aws", "aws-cn", "aws-us-gov", "aws-iso", "", "AWS"};
    constexpr std::string_view regions[] = {"us-east-1",     "cn-north-1", "us-gov-east-1",
                                            "us-iso-west-1", "",           "us-east1"};
    constexpr std::string_view accounts[] = {
        "123456789012", "000000000000", "12345678901", "1234567890123", "", "12345678901x"};
    constexpr std::string_view names[] = {"chat", "chat.fifo", "-", "", ".fifo", "a.b", "a:b", "app/GCM/a"};
    std::size_t right = 0;
    for (std::size_t p = 0; p != std::size(partitions); ++p)
        for (std::size_t r = 0; r != std::size(regions); ++r)
            for (std::size_t a = 0; a != std::size(accounts); ++a)
                for (std::size_t n = 0; n != std::size(names); ++n) {
                    std::string text = "arn:";
                    text.append(partitions[p]).append(":sns:").append(regions[r]).append(":");
                    text.append(accounts[a]).append(":").append(names[n]);
                    bool const expected = p == r && p < 4 && a < 2 && n < 3;
                    right += expected ? 1 : 0;
                    BOOST_TEST(snsproof::parse_topic_arn(text).ok() == expected, text);
                }
    BOOST_TEST(right == 24U);
}

BOOST_AUTO_TEST_CASE(whatever_the_bytes_spans_lie_in_the_text) {
    constexpr std::string_view bytes = "arn:aws:sns:us-east-1:123456789012:chat.fifo ${}<>*?%/\\\n\x80";
    std::mt19937 random(1);
    for (int i = 0; i != 20'000; ++i) {
        std::string text(cases::arn_start);
        for (int edits = static_cast<int>(random() % 6); edits >= 0; --edits) {
            auto const at = random() % (text.size() + 1);
            if (random() % 2 == 0 && at != text.size())
                text.erase(at, 1 + random() % 3);
            else
                text.insert(at, 1, bytes[random() % bytes.size()]);
        }
        auto const parsed = snsproof::parse_topic_arn(text);
        if (parsed.ok() && parsed.value() == nullptr) BOOST_ERROR("ok without a value: " << text);
        for (auto const& f : parsed.findings())
            if (f.where.end() > text.size() || f.related.end() > text.size())
                BOOST_ERROR("outside of " << text);
    }
}

// Of a URL only the ends are read, so that nearly none of these bytes is ever there.
BOOST_AUTO_TEST_CASE(of_a_text_of_four_gibibytes_that_is_told_which_spans_can_count) {
    if constexpr (sizeof(std::size_t) > 4) {
        constexpr std::size_t size = (std::size_t{1} << 32U) + 5;
        void* const bytes = ::mmap(nullptr, size, PROT_READ | PROT_WRITE,
                                   MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
        BOOST_TEST_REQUIRE(bytes != MAP_FAILED);
        std::string_view const text(static_cast<char const*>(bytes), size);
        constexpr std::string_view start = "https://a:b:c:d:";
        std::copy(start.begin(), start.end(), static_cast<char*>(bytes));
        auto const parsed = snsproof::parse_topic_arn(text);
        BOOST_TEST_REQUIRE(parsed.findings().size() == 1U);
        BOOST_TEST(parsed.findings().begin()->what->id == "arn-url");
        BOOST_TEST(parsed.findings().begin()->where.length == std::numeric_limits<std::uint32_t>::max());
        ::munmap(bytes, size);
    }
}

BOOST_AUTO_TEST_SUITE_END()
