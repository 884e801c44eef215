// SPDX-License-Identifier: Apache-2.0
#include "snsproof/plan.hpp"

#include "cases/plan.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace {

/// Lists of hooks whose ids are few, so that two lists have some in common.
class list_writer {
public:
    explicit list_writer(std::uint32_t seed) : random_(seed) {}

    std::string write(bool with_ids) {
        std::array<int, 6> numbers{0, 1, 2, 3, 4, 5};
        std::shuffle(numbers.begin(), numbers.end(), random_);
        std::string text = "[";
        for (std::size_t i = 0, n = pick(6); i != n; ++i) {
            if (i != 0) text += pick(2) == 0 ? "," : " ,\n  ";
            text += "{" + members(with_ids || pick(4) != 0 ? id(numbers[i]) : "") + "}";
        }
        return text + "]";
    }

private:
    std::size_t pick(std::size_t n) { return random_() % n; }

    std::string id(int number) {
        std::string text =
            pick(2) == 0 ? "abcdef00-0000-4000-8000-00000000000" : "ABCDEF00-0000-4000-8000-00000000000";
        return "\"id\":\"" + text + static_cast<char>('0' + number) + "\"";
    }

    std::string members(std::string text) {
        constexpr std::string_view choices[] = {
            R"("hook_type":"sns")",
            R"("enabled":true)",
            R"("enabled\u0032":false)",
            R"("event_types":["a","b"])",
            R"("sns_topic_arn":"arn:aws:sns:us-east-1:123456789012:t")",
            R"("unknown":{"x":[1, 2,{"y":"}"}]})",
            R"("unknown 2": "\ud83d\ude00 \\ \" ")",
            "\n  \"on_lines\": [\n    1,\n    {\"a\":\n2}\n  ]\n",
            R"("product":"")",
            R"("sns_secret":"s")",
            R"("sns_auth_type":"keys")",
        };
        for (std::string_view const choice : choices) {
            if (pick(2) == 0) continue;
            if (!text.empty()) text += ",";
            text += choice;
        }
        return text;
    }

    std::mt19937 random_;
};

/// What stands in a hook, but for the white space between tokens.
std::string minified(std::string_view object) {
    std::string text;
    bool in_string = false;
    for (std::size_t i = 0; i != object.size(); ++i) {
        char const c = object[i];
        if (in_string || !snsproof::detail::is_space(c)) text += c;
        if (in_string && c == '\\')
            text += object[++i];
        else if (c == '"')
            in_string = !in_string;
    }
    return text;
}

std::multiset<std::string> hooks_of(snsproof::hook_list const& list) {
    std::multiset<std::string> texts;
    for (auto const h : list) texts.insert(minified(h.object().raw()));
    return texts;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(plan_tests)

BOOST_AUTO_TEST_CASE(plans) {
    for (auto const& c : cases::plans) {
        cases::plan_of const p(c);
        auto const outcome = cases::plan_writer().write(p.made, *p.current.value(), *p.wanted.value());
        BOOST_TEST(
            cases::is_plan_case(c),
            c.current << " -> " << c.wanted << ": " << cases::view(outcome)
                      << "\n current: " << cases::describe(p.made.in_current, cases::view(p.current_text))
                      << "\n wanted: " << cases::describe(p.made.in_wanted, cases::view(p.wanted_text)));
    }
}

BOOST_AUTO_TEST_CASE(updates) {
    for (auto const& c : cases::updates)
        BOOST_TEST(cases::is_update_case(c), c.current << " and " << c.wanted);
}

BOOST_AUTO_TEST_CASE(a_hook_is_moved_to_the_indentation_of_an_update) {
    auto const moved = [](std::string_view object) {
        snsproof::detail::list<char> out;
        snsproof::detail::append_hook(out, object);
        return std::string(snsproof::detail::view(out));
    };
    BOOST_TEST(moved(R"({"a": 1})") == R"({"a": 1})");
    BOOST_TEST(moved("{\n      \"a\": 1\n    }") == "{\n    \"a\": 1\n  }");
    BOOST_TEST(moved("{\n\"a\": 1\n}") == "{\n  \"a\": 1\n  }");
    BOOST_TEST(moved("{\n \"a\": 1}") == "{\n  \"a\": 1}");
}

BOOST_AUTO_TEST_CASE(a_field_change_shows_both_sides) {
    cases::plan_case const c{R"([{@id,"a":1,"b":2}])", R"([{@id,"b":3,"c":4}])", ""};
    cases::plan_of const p(c);
    BOOST_REQUIRE(p.made.changed.size() == 1U);
    auto const fields = find_changes(*p.current.value(), *p.wanted.value(), p.made.changed[0]);
    BOOST_REQUIRE(fields.size() == 3U);
    BOOST_TEST((fields[0].name == "a" && fields[0].before.raw() == "1" && !fields[0].after));
    BOOST_TEST((fields[1].name == "b" && fields[1].before.raw() == "2" && fields[1].after.raw() == "3"));
    BOOST_TEST((fields[2].name == "c" && !fields[2].before && fields[2].after.raw() == "4"));
}

BOOST_AUTO_TEST_CASE(an_update_deletes_nothing_and_loses_nothing) {
    for (std::uint32_t seed = 0; seed != 5000; ++seed) {
        list_writer writer(seed);
        std::string const current_text = writer.write(true);
        std::string const wanted_text = writer.write(false);
        auto const current = snsproof::parse_settings(current_text);
        auto const wanted = snsproof::parse_hooks(wanted_text);
        auto const made = snsproof::make_update(*current.value(), *wanted.value());
        auto const sent = snsproof::parse_hooks(cases::view(made.text));
        std::string const what =
            current_text + "\n and " + wanted_text + "\n gave " + std::string(cases::view(made.text));
        if (sent.value() == nullptr) {
            BOOST_ERROR("not JSON: " << what);
            continue;
        }
        auto const after = snsproof::make_plan(*current.value(), *sent.value());
        auto const before = snsproof::make_plan(*current.value(), *wanted.value());
        if (!after.deleted.empty() || !after.ok()) BOOST_ERROR("deletes: " << what);
        if (after.created.size() != before.created.size()) BOOST_ERROR("creates others: " << what);
        if (after.changed.size() != before.changed.size()) BOOST_ERROR("changes others: " << what);

        auto expected = hooks_of(*wanted.value());
        for (auto const& pair : before.deleted) expected.insert(minified(pair.before.raw()));
        if (hooks_of(*sent.value()) != expected) BOOST_ERROR("not the union: " << what);

        auto const again = snsproof::make_update(*sent.value(), *wanted.value());
        auto const twice = snsproof::parse_hooks(cases::view(again.text));
        std::size_t without_id = 0;
        for (auto const h : *wanted.value()) without_id += h.id().empty() ? 1 : 0;
        if (twice.value()->size() != sent.value()->size() + without_id)
            BOOST_ERROR("not the same again: " << what);
    }
}

BOOST_AUTO_TEST_CASE(every_hook_has_one_place_in_a_plan) {
    for (std::uint32_t seed = 0; seed != 5000; ++seed) {
        list_writer writer(seed);
        std::string const current_text = writer.write(true);
        std::string const wanted_text = writer.write(false);
        auto const current = snsproof::parse_settings(current_text);
        auto const wanted = snsproof::parse_hooks(wanted_text);
        auto const made = snsproof::make_plan(*current.value(), *wanted.value());
        std::size_t const stay = made.changed.size() + made.kept.size();
        if (stay + made.deleted.size() != current.value()->size())
            BOOST_ERROR(current_text << " -> " << wanted_text);
        if (stay + made.created.size() != wanted.value()->size())
            BOOST_ERROR(current_text << " -> " << wanted_text);
        if (made.ok() != made.deleted.empty()) BOOST_ERROR(current_text << " -> " << wanted_text);
        auto const same = snsproof::make_plan(*current.value(), *current.value());
        if (same.kept.size() != current.value()->size()) BOOST_ERROR("not the same: " << current_text);
    }
}

BOOST_AUTO_TEST_SUITE_END()
