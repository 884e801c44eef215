// SPDX-License-Identifier: Apache-2.0
#include "snsproof/prove.hpp"

#include "cases/report.hpp"

#include <boost/test/unit_test.hpp>

#include <string_view>

namespace {

// `!` is an error and `?` a warning.
constexpr snsproof::result<int> parse_marks(std::string_view text) {
    snsproof::report found;
    for (std::uint32_t i = 0; i != text.size(); ++i) {
        if (text[i] == '!') found.add(cases::wrong, {i, 1});
        if (text[i] == '?') found.add(cases::doubtful, {i, 1});
    }
    return {static_cast<int>(text.size()), found};
}

constexpr char array[] = "a?b";
constexpr std::string_view as_view = "ab?";
constexpr char empty[] = "";

// What does not compile is in compile_fail/.
static_assert(snsproof::prove<parse_marks, array>());
static_assert(snsproof::prove<parse_marks, as_view>());
static_assert(snsproof::prove<parse_marks, empty>());

}  // namespace

BOOST_AUTO_TEST_SUITE(prove_tests)

BOOST_AUTO_TEST_CASE(the_first_error_is_found_behind_warnings) {
    constexpr auto find = snsproof::detail::find_error<parse_marks>;
    static_assert(find("ab").what == nullptr);
    static_assert(find("a?b?").what == nullptr);
    static_assert(find("a?b!c!").where == snsproof::span{3, 1});
    snsproof::finding const found = find("?a!!");
    BOOST_REQUIRE(found.what != nullptr);
    BOOST_TEST(found.what->id == "test-wrong");
    BOOST_TEST(found.where.offset == 2U);
}

BOOST_AUTO_TEST_SUITE_END()
