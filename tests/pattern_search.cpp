// SPDX-License-Identifier: Apache-2.0
// Held to a look at all short texts, with the matchers that conditions are decided by.
#include "snsproof/detail/pattern_search.hpp"

#include "snsproof/condition_holds.hpp"

#include "access_reference.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cstddef>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace dt = snsproof::detail;
using reference::texts;

namespace {

struct pattern {
    std::string text;
    dt::pattern_form form{};
};

bool matches(pattern const& p, std::string_view text) {
    switch (p.form) {
        case dt::pattern_form::literal: return p.text == text;
        case dt::pattern_form::ignoring_case: return dt::equal_ignoring_case(p.text, text);
        case dt::pattern_form::glob: return dt::glob_matches(p.text, text);
        default: return dt::arn_matches(dt::plain_pattern(p.text), text);
    }
}

/// Which of the patterns the text matches.
std::vector<bool> matched(std::vector<pattern> const& patterns, std::string_view text) {
    std::vector<bool> all;
    all.reserve(patterns.size());
    for (pattern const& p : patterns) all.push_back(matches(p, text));
    return all;
}

/// Holds a search to all of the texts that it may find. False where it lacks one, or finds what it must not.
bool finds_all(std::vector<pattern> const& patterns, texts const& avoided,
               std::span<dt::text_part const> parts, texts const& all) {
    dt::pattern_search search;
    for (pattern const& p : patterns) search.add(p.text, p.form);
    for (std::string const& t : avoided) search.avoid(t);
    std::set<std::vector<bool>> found;
    bool right = true;
    right &= search.search(parts, 100'000, [&](std::string_view text) {
        bool const is_new = found.insert(matched(patterns, text)).second;
        right = right && is_new && std::find(avoided.begin(), avoided.end(), text) == avoided.end();
    });
    for (std::string const& t : all) {
        bool const is_avoided = std::find(avoided.begin(), avoided.end(), t) != avoided.end();
        right = right && (is_avoided || found.contains(matched(patterns, t)));
    }
    return right;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(pattern_search_tests)

BOOST_AUTO_TEST_CASE(each_set_of_globs_that_a_text_can_match_is_found) {
    std::mt19937 random(3);
    texts const all = reference::spell("abAc", 1, 5);
    dt::text_part const whole{{}, dt::letters::any, 1, 0, true};
    for (int i = 0; i != 5'000; ++i) {
        std::vector<pattern> patterns(1 + random() % 4);
        texts avoided;
        for (pattern& p : patterns) {
            p.form = static_cast<dt::pattern_form>(random() % 3);
            for (auto size = 1 + random() % 4; size != 0; --size)
                p.text += p.form == dt::pattern_form::glob ? "aab*?"[random() % 5] : "abA"[random() % 3];
            if (random() % 2 == 0) avoided.push_back(all[random() % 200]);
        }
        std::string shown;
        for (pattern const& p : patterns) shown += p.text + " ";
        BOOST_TEST(finds_all(patterns, avoided, {&whole, 1}, all), shown);
    }
}

BOOST_AUTO_TEST_CASE(each_set_of_arns_that_a_text_can_match_is_found) {
    std::mt19937 random(5);
    texts all;
    texts const few{"", "a", "b", "ab"};
    for (std::string const& service : few)
        for (std::string const& account : few)
            for (std::string const& name : texts{"a", "b", "ab", "a:b", "b:a:a", ":"})
                all.push_back("arn:aws:" + service + "::" + account + ":" + name);
    dt::text_part const whole{{}, dt::letters::any, 1, 0, true};
    auto const part = [&] {
        std::string text;
        for (auto size = random() % 3; size != 0; --size) text += "ab*?"[random() % 4];
        return text;
    };
    for (int i = 0; i != 300; ++i) {
        std::vector<pattern> patterns(1 + random() % 3);
        std::string shown;
        for (pattern& p : patterns) {
            p.form = random() % 3 == 0 ? dt::pattern_form::glob : dt::pattern_form::arn;
            p.text = "arn:aws:" + part() + ":" + (random() % 4 == 0 ? "*" : "") + ":" + part() +
                     (random() % 8 == 0 ? "" : ":" + part());
            if (random() % 10 == 0) p.text = "*";
            shown += p.text + " ";
        }
        BOOST_TEST(finds_all(patterns, {}, {&whole, 1}, all), shown);
    }
}

BOOST_AUTO_TEST_CASE(parts_are_spelled_with_their_letters) {
    dt::pattern_search search;
    search.add("arn:1*:ab*", dt::pattern_form::glob);
    search.add("b*", dt::pattern_form::glob, 3);
    search.add("arn:????:*", dt::pattern_form::glob);  // more digits than there may be
    std::array const parts{dt::text_part{"arn:"}, dt::text_part{{}, dt::letters::digits, 3, 3, false},
                           dt::text_part{":"}, dt::text_part{{}, dt::letters::name, 1, 0, false}};
    std::set<std::string> found;
    BOOST_TEST(search.search(parts, 1'000, [&](std::string_view text) {
        found.emplace(text);
        BOOST_TEST(text.size() >= 9U);
        BOOST_TEST(dt::all_digits(text.substr(4, 3)));
        BOOST_TEST(text.find_first_of(":/*?", 8) == std::string_view::npos);
    }));
    BOOST_TEST(found.size() == 3U);
}

BOOST_AUTO_TEST_CASE(parts_have_all_of_their_letters_and_no_others) {
    struct {
        dt::letters of{};
        std::string_view spelled;
    } const rows[]{
        {dt::letters::any, " *-./0:?A_a"},     {dt::letters::digits, "0"},
        {dt::letters::no_colon, " *-./0?A_a"}, {dt::letters::no_slash, " *-.0:?A_a"},
        {dt::letters::name, "-.0A_a"},         {dt::letters::path, "-./0:A_a"},
        {dt::letters::region, "-0a"},          {dt::letters::service, "-.0a"},
        {dt::letters::topic, "-0A_a"},         {dt::letters::id, "0A"},
    };
    for (auto const& row : rows) {
        dt::pattern_search search;
        std::string_view const each = rows[0].spelled;
        for (std::size_t i = 0; i != each.size(); ++i)
            search.add(each.substr(i, 1), dt::pattern_form::literal);
        dt::text_part const one{{}, row.of, 1, 1, false};
        std::set<char> found;
        BOOST_TEST(search.search({&one, 1}, 1'000, [&](std::string_view text) {
            if (each.find(text) != std::string_view::npos) found.insert(text.front());
        }));
        BOOST_TEST(std::string(found.begin(), found.end()) == row.spelled);
    }
}

// All of these places look alike to the pattern.
BOOST_AUTO_TEST_CASE(parts_of_many_letters_are_spelled_to_their_end) {
    dt::pattern_search search;
    search.add("*", dt::pattern_form::glob);
    dt::text_part const many{{}, dt::letters::digits, 1'000, 1'000, false};
    std::size_t size = 0;
    BOOST_TEST(search.search({&many, 1}, 10'000, [&](std::string_view text) { size = text.size(); }));
    BOOST_TEST(size == 1'000U);
}

// Only the glob matches a colon in the place of its wildcard, where neither pattern names one.
BOOST_AUTO_TEST_CASE(a_colon_that_ends_a_wildcard_is_a_letter_of_its_own) {
    dt::text_part const whole{{}, dt::letters::any, 1, 0, true};
    BOOST_TEST(
        finds_all({{"arn:aws:?::a:b", dt::pattern_form::arn}, {"arn:aws:?::a:b", dt::pattern_form::glob}}, {},
                  {&whole, 1}, {"arn:aws:a::a:b", "arn:aws::::a:b"}));
}

// `x` would be the first choice for the letter that stands for all others.
BOOST_AUTO_TEST_CASE(both_cases_of_a_letter_are_told_from_all_others) {
    dt::text_part const one{{}, dt::letters::any, 1, 1, false};
    BOOST_TEST(finds_all({{"X", dt::pattern_form::ignoring_case}, {"?", dt::pattern_form::glob}}, {},
                         {&one, 1}, {"x", "y"}));
}

// Where all that is printed has a pattern of its own, there still is a space, and a control.
BOOST_AUTO_TEST_CASE(a_letter_is_found_beside_all_that_are_printed) {
    std::string all;
    for (char c = 0x7E; c != 0; --c) all += c;
    dt::text_part const one{{}, dt::letters::any, 1, 1, false};
    auto const look_beside = [&](std::size_t named) {
        dt::pattern_search search;
        search.add("?", dt::pattern_form::glob);
        for (std::size_t i = 0; i != named; ++i)
            search.add(std::string_view(all).substr(i, 1), dt::pattern_form::literal);
        texts others;
        bool const is_complete = search.search({&one, 1}, 10'000, [&](std::string_view text) {
            if (std::string_view(all).substr(0, named).find(text) == std::string_view::npos)
                others.emplace_back(text);
        });
        return std::pair(is_complete, others);
    };
    BOOST_TEST((look_beside(94) == std::pair(true, texts{" "})));
    BOOST_TEST((look_beside(95) == std::pair(true, texts{"\x1f"})));
    BOOST_TEST((look_beside(125) == std::pair(true, texts{"\x01"})));
    BOOST_TEST((look_beside(126) == std::pair(false, texts{})));
}

// What stands behind the last slash is a name of its own.
BOOST_AUTO_TEST_CASE(names_begin_again_behind_a_slash) {
    dt::pattern_search search;
    search.add("user/a/*", dt::pattern_form::glob);
    search.add("a*", dt::pattern_form::glob, 1, true);
    std::array const parts{dt::text_part{"user/"}, dt::text_part{{}, dt::letters::path, 0, 0, false},
                           dt::text_part{{}, dt::letters::name, 1, 1, false}};
    std::set<std::pair<bool, bool>> found;
    BOOST_TEST(search.search(parts, 1'000, [&](std::string_view text) {
        found.emplace(text.starts_with("user/a/"), text[text.rfind('/') + 1] == 'a');
    }));
    BOOST_TEST(found.size() == 4U);
}

BOOST_AUTO_TEST_CASE(too_many_states_are_told) {
    dt::pattern_search search;
    for (char const c : std::string_view("abcdefghijklmnop"))
        search.add(std::string("*") + c + "*" + c + "*", dt::pattern_form::glob);
    dt::text_part const whole{{}, dt::letters::any, 1, 0, true};
    BOOST_TEST(!search.search({&whole, 1}, 1'000, [](std::string_view) {}));
}

BOOST_AUTO_TEST_SUITE_END()
