// SPDX-License-Identifier: Apache-2.0
#include "snsproof/detail/escapes.hpp"

#include <boost/test/unit_test.hpp>

#include <cstddef>
#include <random>
#include <string>
#include <string_view>

using namespace snsproof;

namespace {

/// Four hexadecimal digits, or -1.
int unit_of(std::string_view digits) {
    if (digits.size() < 4 || digits.substr(0, 4).find_first_not_of("0123456789abcdefABCDEF") != digits.npos)
        return -1;
    return std::stoi(std::string(digits.substr(0, 4)), nullptr, 16);
}

/// Byte by byte. `false` too where U+FFFE or U+FFFF only may be there, since its last byte is cut off.
bool is_right(std::string_view text) {
    for (std::string_view const character : {"\xEF\xBF\xBE", "\xEF\xBF\xBF"})
        if (text.find(character) != text.npos) return false;
    if (text.ends_with("\xEF\xBF")) return false;
    for (std::size_t at = text.find('\\'); at != text.npos; at = text.find('\\', at)) {
        std::string_view const behind = text.substr(at + 1);
        at += 2;
        if (behind.empty() || std::string_view("\"\\/bfnrtu").find(behind[0]) == text.npos) return false;
        if (behind[0] != 'u') continue;
        int const unit = unit_of(behind.substr(1));
        if (unit < 0 || (unit >= 0xDC00 && unit <= 0xDFFF)) return false;
        at += 4;
        if (unit < 0xD800 || unit > 0xDFFF) continue;
        int const low = behind.substr(5).starts_with("\\u") ? unit_of(behind.substr(7)) : -1;
        if (low < 0xDC00 || low > 0xDFFF) return false;
        at += 6;
    }
    return true;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(escapes_tests)

// What the processor compares at once does not matter.
BOOST_AUTO_TEST_CASE(escapes_in_wide_and_in_narrow_steps) {
    detail::escape_scanner wide, narrow(false);
    wide.reserve(1000);
    narrow.reserve(1000);
    constexpr std::string_view bytes = "\\\\nu\"0dD8x\xEF\xBF\xBE";
    std::mt19937 random(11);
    std::size_t right = 0, wrong = 0;
    for (int i = 0; i != 100'000; ++i) {
        std::string text(1 + random() % 600, 'x');
        for (auto edits = random() % 6; edits != 0; --edits) {
            auto at = random() % text.size();
            for (auto run = random() % 4; run != 0 && at != text.size(); --run)
                text[at++] = bytes[random() % bytes.size()];
        }
        if (random() % 4 == 0) text.insert(random() % text.size(), "\\uD8d0\\udd0D");
        text += '"';  // since none of the texts that are scanned ends in an escape
        bool const expected = is_right(text);
        BOOST_TEST_REQUIRE(wide.scan(text) == expected, text);
        BOOST_TEST_REQUIRE(narrow.scan(text) == expected, text);
        if (expected) {
            bool const has_units = text.find("\\u") != text.npos;
            if (!has_units) BOOST_TEST_REQUIRE(!wide.has_units(), text);
            BOOST_TEST_REQUIRE(narrow.has_units() == wide.has_units(), text);
        }
        (expected ? right : wrong) += 1;
    }
    BOOST_TEST(right > 10'000U);
    BOOST_TEST(wrong > 10'000U);
}

BOOST_AUTO_TEST_CASE(no_text_may_end_in_an_escape_that_goes_on) {
    detail::escape_scanner wide, narrow(false);
    wide.reserve(1000);
    narrow.reserve(1000);
    for (std::size_t const size : {0U, 1U, 127U, 128U, 129U, 255U, 256U, 600U}) {
        for (std::string_view const end : {"\\", "\\u", "\\u123", "\\ud83d\\ude0"}) {
            std::string const text = std::string(size, 'x').append(end);
            BOOST_TEST(!wide.scan(text), text);
            BOOST_TEST(!narrow.scan(text), text);
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
