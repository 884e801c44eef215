// SPDX-License-Identifier: Apache-2.0
#include "snsproof/detail/glob.hpp"

#include "cases/glob.hpp"

#include <boost/test/unit_test.hpp>

#include <cstddef>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace {

namespace detail = snsproof::detail;

/// The definition, as a table: whether the first i units match the first j bytes.
bool table_matches(std::string_view pattern, std::string_view text, bool ignoring_case) {
    std::vector<std::vector<char>> table(pattern.size() + 1, std::vector<char>(text.size() + 1, 0));
    table[0][0] = 1;
    for (std::size_t i = 1; i <= pattern.size(); ++i)
        for (std::size_t j = 0; j <= text.size(); ++j) {
            char const unit = pattern[i - 1];
            bool const one = j != 0 && (unit == '?' || unit == text[j - 1] ||
                                        (ignoring_case && (unit ^ text[j - 1]) == 0x20));
            table[i][j] = unit == '*' ? table[i - 1][j] != 0 || (j != 0 && table[i][j - 1] != 0)
                                      : one && table[i - 1][j - 1] != 0;
        }
    return table[pattern.size()][text.size()] != 0;
}

/// Every text of at most `longest` letters of the alphabet.
std::vector<std::string> all_texts(std::string_view alphabet, std::size_t longest) {
    std::vector<std::string> texts{""};
    for (std::size_t i = 0; i != texts.size(); ++i)
        if (texts[i].size() < longest)
            for (char const c : alphabet) texts.push_back(texts[i] + c);
    return texts;
}

struct maker {
    std::mt19937 random{20240229};  // NOLINT: the same texts each time

    std::string text(std::string_view alphabet, std::size_t longest) {
        std::string made(random() % (longest + 1), '\0');
        for (char& c : made) c = alphabet[random() % alphabet.size()];
        return made;
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(glob_tests)

BOOST_AUTO_TEST_CASE(matches) {
    for (auto const& c : cases::globs) BOOST_TEST(cases::is_glob_case(c), c.pattern << " and " << c.text);
}

BOOST_AUTO_TEST_CASE(covers) {
    for (auto const& c : cases::covers) BOOST_TEST(cases::is_cover_case(c), c.wider << " and " << c.narrower);
}

BOOST_AUTO_TEST_CASE(facts) {
    for (auto const& f : cases::glob_facts) BOOST_TEST(f.holds(), f.what);
}

BOOST_AUTO_TEST_CASE(short_patterns_all_match_as_defined) {
    auto const texts = all_texts("ab", 6);
    for (std::string const& pattern : all_texts("ab*?", 5))
        for (std::string const& text : texts) {
            bool const wanted = table_matches(pattern, text, false);
            if (detail::glob_matches(pattern, text) != wanted ||
                detail::glob_matches(detail::plain_pattern(pattern), text) != wanted)
                BOOST_ERROR(pattern << " and " << text << ": not " << wanted);
        }
}

BOOST_AUTO_TEST_CASE(long_patterns_match_as_defined) {
    maker made;
    int matched = 0;
    for (int i = 0; i != 200'000; ++i) {
        std::string const pattern = made.text("aAb**?", 14);
        std::string const text = made.text("aAbB", 24);
        for (bool const ignoring_case : {false, true}) {
            bool const wanted = table_matches(pattern, text, ignoring_case);
            bool const fast = ignoring_case ? detail::glob_matches_ignoring_case(pattern, text)
                                            : detail::glob_matches(pattern, text);
            bool const slow = ignoring_case ? detail::glob_matches(detail::plain_pattern(pattern), text,
                                                                   detail::ignoring_case{})
                                            : detail::glob_matches(detail::plain_pattern(pattern), text);
            if (fast != wanted || slow != wanted)
                BOOST_ERROR(pattern << " and " << text << ": not " << wanted);
            matched += wanted ? 1 : 0;
        }
    }
    BOOST_TEST(matched > 10'000);  // else the texts test too little
}

BOOST_AUTO_TEST_CASE(what_is_covered_matches_no_more) {
    auto const patterns = all_texts("ab*?", 4);
    auto const texts = all_texts("ab", 6);
    std::vector<std::vector<char>> matched;
    for (std::string const& pattern : patterns) {
        auto& row = matched.emplace_back();
        for (std::string const& text : texts) row.push_back(detail::glob_matches(pattern, text) ? 1 : 0);
    }
    std::size_t seen = 0;
    for (std::size_t i = 0; i != patterns.size(); ++i)
        for (std::size_t j = 0; j != patterns.size(); ++j) {
            if (!detail::glob_covers(patterns[i], patterns[j])) continue;
            ++seen;
            for (std::size_t k = 0; k != texts.size(); ++k)
                if (matched[j][k] > matched[i][k])
                    BOOST_ERROR(patterns[i] << " does not cover " << patterns[j] << ": " << texts[k]);
        }
    BOOST_TEST(seen > patterns.size());
}

BOOST_AUTO_TEST_SUITE_END()
