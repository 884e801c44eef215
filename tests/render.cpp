// SPDX-License-Identifier: Apache-2.0
#include "snsproof/render.hpp"

#include "snsproof/access.hpp"
#include "snsproof/event.hpp"
#include "snsproof/event_gzip.hpp"
#include "snsproof/hook.hpp"
#include "snsproof/json_read.hpp"
#include "snsproof/plan.hpp"
#include "snsproof/policy_check.hpp"
#include "snsproof/policy_read.hpp"
#include "snsproof/preflight.hpp"
#include "snsproof/publish.hpp"
#include "snsproof/rules.hpp"
#include "snsproof/topic_arn.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <limits>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sp = snsproof;
namespace fs = std::filesystem;

namespace {

// ---- tests/rules: for each rule the smallest input that breaks it, and what is shown then

fs::path rules_folder() {
    return fs::path(SNSPROOF_SOURCE_DIR) / "tests" / "rules";
}

std::string read_file(std::string const& name) {
    std::ifstream file(rules_folder() / name, std::ios::binary);
    BOOST_TEST(file.is_open(), "tests/rules/" << name << " cannot be read");
    return {std::istreambuf_iterator<char>(file), {}};
}

/// What the example of one rule shows of this rule, and which other rules it breaks. Notes do not count:
/// every hook has some.
class example {
    static constexpr std::string_view topic = "arn:aws:sns:us-east-1:123456789012:harbour-events";

public:
    explicit example(sp::rule const& r) : rule_(r) {
        std::string const id(r.id);
        std::string_view const domain = r.id.substr(0, r.id.find('-'));
        if (r == sp::rules::json_size) {
            // Only the size is looked at. Nobody has a file of 4 GiB to show.
            add(sp::json::read({id.data(), std::size_t{1} << 32U}).findings(), "", id + ".in");
            return;
        }
        std::string text = read_file(id + ".in");
        if (domain == "json") {
            auto const read = sp::json::read(text);
            add(read.value() != nullptr ? sp::json::find_duplicate_keys(*read.value()) : read.findings(),
                text, id + ".in");
        } else if (domain == "arn") {
            if (r != sp::rules::arn_space && text.ends_with('\n')) text.pop_back();
            add(sp::parse_topic_arn(text).findings(), text, id + ".in");
        } else if (domain == "event") {
            // A small limit, so that the example can be read.
            sp::event_limits const limits{id == "event-size" ? 80U : sp::event_limits{}.bytes};
            add(sp::check_event(text, limits), text, id + ".in");
        } else if (domain == "body") {
            // As the core has it, and with a small limit, so that the example can be read.
            sp::body_options const options{
                {}, r == sp::rules::body_gzip_unread ? nullptr : sp::inflate_gzip, 50'000};
            add(sp::check_event_body(text, options).findings, text, id + ".in");
        } else if (domain == "publish") {
            sp::publish_options const small{{id.ends_with("-size") ? 40U : 4'000U}, false};
            add(sp::check_publish(text, small), text, id + ".in");
        } else if (domain == "policy") {
            auto const parsed = sp::parse_policy(text);
            add(parsed.findings(), text, id + ".in");
            if (parsed.value() == nullptr) return;
            if (id.starts_with("policy-publisher"))
                add(sp::check_publisher(*parsed.value(), "111122223333", topic), text, id + ".in");
            else
                add(sp::check_policy(*parsed.value()), text, id + ".in");
        } else if (domain == "grant") {
            auto const parsed = sp::parse_policy(text);
            BOOST_TEST_REQUIRE(parsed.value() != nullptr);
            auto const& first = parsed.value()->statements()[0];
            auto const& named = parsed.value()->resources(first)[0];
            auto const arn = sp::parse_topic_arn(named.is_unknown() ? topic : named.text);
            add(sp::merge_grant(*parsed.value(), *arn.value()).findings, text, id + ".in");
        } else if (domain == "preflight") {
            add_preflight(id, text);
        } else if (domain == "access") {
            add_access(id, text);
        } else if (domain == "plan") {
            add_plan(id, text);
        } else {
            add(sp::parse_hooks(text).findings(), text, id + ".in");
        }
    }

    std::string const& rendering() const noexcept { return rendering_; }
    std::set<std::string> const& other_rules() const noexcept { return other_rules_; }

private:
    void add(sp::report const& found, std::string_view text, std::string const& name) {
        sp::report of_rule;
        for (sp::finding const& f : found) {
            if (*f.what == rule_)
                of_rule.add(f);
            else if (f.what->level != sp::severity::note)
                other_rules_.emplace(f.what->id);
        }
        rendering_ += sp::render(of_rule, text, name);
    }

    /// The hooks with the policy of their topic, and with an event of this size.
    void add_preflight(std::string const& id, std::string const& text) {
        auto const wanted = sp::parse_hooks(text);
        BOOST_TEST_REQUIRE(wanted.value() != nullptr);
        bool const has_policy = rule_ != sp::rules::preflight_policy_missing;
        auto const parsed = sp::parse_policy(has_policy ? read_file(id + ".current") : "");
        sp::topic_policy const given{topic, parsed.value(), nullptr};
        sp::event_sample const sample{"message.new", id.ends_with("-dropped") ? 262'145U : 262'144U};
        bool const has_sample = id.starts_with("preflight-event");
        add(sp::make_preflight(*wanted.value(), wanted.findings(), {&given, has_policy ? 1U : 0U},
                               {&sample, has_sample ? 1U : 0U})
                .in_hooks,
            text, id + ".in");
    }

    void add_access(std::string const& id, std::string const& text) {
        bool const widens = rule_ == sp::rules::access_widens;
        std::string const old_text = widens ? read_file(id + ".current") : text;
        auto const old = sp::parse_policy(old_text);
        auto const parsed = sp::parse_policy(text);
        BOOST_TEST_REQUIRE(old.value() != nullptr);
        BOOST_TEST_REQUIRE(parsed.value() != nullptr);
        sp::policy const& p = *parsed.value();
        sp::access_answer const said = widens ? sp::widens(*old.value(), p) : sp::is_public(p);
        add(sp::check_answer(said, p, widens ? sp::rules::access_widens : sp::rules::access_public), text,
            id + ".in");
    }

    void add_plan(std::string const& id, std::string const& wanted_text) {
        std::string const current_text = read_file(id + ".current");
        auto const current = sp::parse_settings(current_text);
        auto const wanted = sp::parse_hooks(wanted_text);
        BOOST_TEST_REQUIRE(current.value() != nullptr);
        BOOST_TEST_REQUIRE(wanted.value() != nullptr);
        if (rule_ == sp::rules::plan_secret_hidden) {
            add(sp::make_update(*current.value(), *wanted.value()).in_current, current_text, id + ".current");
            return;
        }
        sp::plan const made = sp::make_plan(*current.value(), *wanted.value());
        add(made.in_current, current_text, id + ".current");
        add(made.in_wanted, wanted_text, id + ".in");
    }

    sp::rule const& rule_;
    std::string rendering_;
    std::set<std::string> other_rules_;
};

/// The examples that cannot but break another rule, too.
std::set<std::string> rules_implied_by(std::string_view id) {
    if (id == "plan-wrong-path" || id == "plan-id-dropped") return {"plan-deletes"};
    return {};
}

// ---- the rendering itself

constexpr sp::rule wrong{
    .id = "test-wrong",
    .title = "this is wrong",
    .why = "nobody can read it",
    .fix = "write it well",
    .reference = "https://example.com/wrong",
};
constexpr sp::rule doubtful{
    .id = "test-doubtful",
    .title = "this is doubtful",
    .why = "w",
    .fix = "f",
    .reference = "https://example.com/doubtful",
    .level = sp::severity::warning,
};
constexpr sp::rule notable{
    .id = "test-notable",
    .title = "this is notable",
    .why = "w",
    .fix = "f",
    .reference = "https://example.com/notable",
    .level = sp::severity::note,
};

std::string show(std::string_view text, sp::span where, std::string_view name = "f", bool color = false) {
    sp::report one;
    one.add(wrong, where);
    return sp::render(one, text, name, color);
}

/// The span of the only place where `part` stands in `text`.
sp::span find(std::string_view text, std::string_view part) {
    std::size_t const at = text.find(part);
    BOOST_TEST_REQUIRE(at != std::string_view::npos);
    return {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(part.size())};
}

std::vector<std::string> split(std::string const& text) {
    std::vector<std::string> lines;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t const end = std::min(text.find('\n', at), text.size());
        lines.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return lines;
}

std::string headline(std::string_view text, sp::span where) {
    return split(show(text, where)).at(0);
}

/// The shown source line and the carets below it, without the gutter.
struct shown_line {
    std::string line;
    std::string carets;

    friend bool operator==(shown_line const&, shown_line const&) = default;
    friend std::ostream& operator<<(std::ostream& out, shown_line const& s) {
        return out << '\n' << s.line << '\n' << s.carets;
    }
};

shown_line shown(std::string_view text, sp::span where) {
    auto const lines = split(show(text, where));
    std::size_t const gutter = lines.at(1).find(" | ") + 3;
    BOOST_TEST(lines.at(2).find(" | ") + 3 == gutter);
    return {lines[1].substr(gutter), lines[2].substr(gutter)};
}

shown_line shown_at(std::string_view text, std::string_view part) {
    return shown(text, find(text, part));
}

std::string encode(std::uint32_t code) {
    auto const byte = [](std::uint32_t b) { return static_cast<char>(static_cast<unsigned char>(b)); };
    auto const tail = [&](std::uint32_t shift) { return byte(0x80U | (code >> shift & 0x3FU)); };
    if (code < 0x80) return {byte(code)};
    if (code < 0x800) return {byte(0xC0U | code >> 6U), tail(0)};
    if (code < 0x10000) return {byte(0xE0U | code >> 12U), tail(6), tail(0)};
    return {byte(0xF0U | code >> 18U), tail(12), tail(6), tail(0)};
}

std::string repeat(std::string_view text, std::size_t times) {
    std::string all;
    for (std::size_t i = 0; i != times; ++i) all += text;
    return all;
}

template <class Work>
double seconds(Work work) {
    auto const start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

// Much for what it bounds, so that sanitizers do not matter, and little for work that grows with the square.
constexpr double fast = 1.0;

}  // namespace

BOOST_AUTO_TEST_SUITE(render_tests)

BOOST_AUTO_TEST_CASE(every_rule_has_an_example_and_every_example_a_rule) {
    std::set<std::string> wanted;
    for (sp::rule const* r : sp::all_rules) {
        std::string const id(r->id);
        wanted.insert(id + ".txt");
        if (*r != sp::rules::json_size) wanted.insert(id + ".in");
        if (id.starts_with("plan-") || *r == sp::rules::access_widens ||
            (id.starts_with("preflight-") && *r != sp::rules::preflight_policy_missing))
            wanted.insert(id + ".current");
    }
    std::set<std::string> found;
    for (fs::directory_entry const& entry : fs::directory_iterator(rules_folder()))
        found.insert(entry.path().filename().string());
    BOOST_TEST(wanted == found, boost::test_tools::per_element());
}

// SNSPROOF_UPDATE=1 writes the renderings. Read them before you commit them.
BOOST_AUTO_TEST_CASE(each_example_is_rendered_as_recorded) {
    char const* const update = std::getenv("SNSPROOF_UPDATE");
    for (sp::rule const* r : sp::all_rules) {
        BOOST_TEST_CONTEXT(r->id) {
            std::string const name = std::string(r->id) + ".txt";
            std::string const rendering = example(*r).rendering();
            BOOST_TEST(!rendering.empty(), "the example does not break the rule");
            if (update != nullptr && std::string_view(update) == "1")
                std::ofstream(rules_folder() / name, std::ios::binary) << rendering;
            BOOST_TEST(rendering == read_file(name));
        }
    }
}

BOOST_AUTO_TEST_CASE(each_example_breaks_its_rule_alone) {
    for (sp::rule const* r : sp::all_rules) {
        BOOST_TEST_CONTEXT(r->id) {
            auto const others = example(*r).other_rules();
            BOOST_TEST(others == rules_implied_by(r->id), boost::test_tools::per_element());
        }
    }
}

BOOST_AUTO_TEST_CASE(what_a_rule_says_fits_into_80_columns) {
    std::string const text(9999, '\n');
    for (sp::rule const* r : sp::all_rules) {
        sp::report one;
        one.add(*r, {9999, 0});
        auto const lines = split(sp::render(one, text, "f"));
        BOOST_TEST_REQUIRE(lines.size() >= 6);
        for (std::size_t i = 3; i + 1 != lines.size(); ++i)
            BOOST_TEST(lines[i].size() <= 80, r->id << ": " << lines[i]);
    }
}

BOOST_AUTO_TEST_CASE(a_finding_is_headline_line_carets_why_fix_and_reference) {
    BOOST_TEST(show("{\n  \"a\": nope\n}\n", {9, 4}, "hooks.json") ==
               "hooks.json:2:8: error: this is wrong: `nope` [test-wrong]\n"
               " 2 |   \"a\": nope\n"
               "   |        ^^^^\n"
               "   = why: nobody can read it\n"
               "   = fix: write it well\n"
               "   = see: https://example.com/wrong\n");
}

BOOST_AUTO_TEST_CASE(findings_are_parted_by_empty_lines) {
    sp::report two;
    two.add(wrong, {0, 1});
    two.add(doubtful, {2, 1});
    std::string const one = show("a b", {0, 1});
    std::string const both = sp::render(two, "a b", "f");
    BOOST_TEST(both.starts_with(one + "\nf:1:3: warning: this is doubtful: `b` [test-doubtful]\n"));
    BOOST_TEST(sp::render({}, "a b", "f").empty());
}

BOOST_AUTO_TEST_CASE(color_is_only_in_the_severity_and_the_carets) {
    struct {
        sp::rule const* what;
        std::string escape;
        std::string name;
    } const cases[]{{&wrong, "\033[1;31m", "error"},
                    {&doubtful, "\033[1;35m", "warning"},
                    {&notable, "\033[1;36m", "note"}};
    for (auto const& c : cases) {
        sp::report one;
        one.add(*c.what, {1, 2});
        std::string const plain = sp::render(one, "abcd", "f", false);
        std::string const colored = sp::render(one, "abcd", "f", true);
        std::string expected = plain;
        expected.replace(expected.find(c.name + ":"), c.name.size(), c.escape + c.name + "\033[0m");
        expected.replace(expected.find(" ^^\n"), 3, c.escape + " ^^\033[0m");
        BOOST_TEST(colored == expected);
        BOOST_TEST(plain.find('\033') == plain.npos);
    }
}

BOOST_AUTO_TEST_CASE(a_line_number_of_several_digits_shifts_the_gutter) {
    auto const lines = split(show(std::string(1233, '\n') + "ab", {1234, 1}));
    BOOST_TEST(lines.at(0) == "f:1234:2: error: this is wrong: `b` [test-wrong]");
    BOOST_TEST(lines.at(1) == " 1234 | ab");
    BOOST_TEST(lines.at(2) == "      |  ^");
    BOOST_TEST(lines.at(3) == "      = why: nobody can read it");
}

// ---- where the text and its lines end

BOOST_AUTO_TEST_CASE(the_end_of_the_text_is_a_place_like_any_other) {
    BOOST_TEST(
        show("", {0, 0}).starts_with("f:1:1: error: this is wrong [test-wrong]\n 1 | \n   | ^\n   = why"));
    BOOST_TEST(shown("ab", {2, 0}) == (shown_line{"ab", "  ^"}));
    BOOST_TEST(shown("ab\n", {3, 0}) == (shown_line{"", "^"}));
    BOOST_TEST(shown("ab", {1, 1}) == (shown_line{"ab", " ^"}));
    BOOST_TEST(headline("ab\n", {3, 0}) == "f:2:1: error: this is wrong [test-wrong]");
}

BOOST_AUTO_TEST_CASE(a_span_that_leaves_the_text_is_cut_off) {
    BOOST_TEST(shown("ab", {1, 1000}) == (shown_line{"ab", " ^"}));
    BOOST_TEST(shown("ab", {1000, 1000}) == (shown_line{"ab", "  ^"}));
    BOOST_TEST(shown("ab", {1, std::numeric_limits<std::uint32_t>::max() - 1}) == (shown_line{"ab", " ^"}));
    BOOST_TEST(headline("ab", {1, 1000}) == "f:1:2: error: this is wrong: `b` [test-wrong]");
}

BOOST_AUTO_TEST_CASE(a_span_of_no_bytes_has_one_caret) {
    BOOST_TEST(shown("abc", {1, 0}) == (shown_line{"abc", " ^"}));
    BOOST_TEST(headline("abc", {1, 0}) == "f:1:2: error: this is wrong [test-wrong]");
}

BOOST_AUTO_TEST_CASE(of_a_span_over_several_lines_the_first_is_shown) {
    std::string_view const text = "one\n  {two\nthree}\n";
    BOOST_TEST(shown_at(text, "{two\nthree}") == (shown_line{"  {two", "  ^^^^"}));
    BOOST_TEST(headline(text, find(text, "{two\nthree}")) ==
               "f:2:3: error: this is wrong: `{two\\x0athree}` [test-wrong]");
}

BOOST_AUTO_TEST_CASE(a_line_end_itself_is_pointed_at_behind_the_line) {
    BOOST_TEST(shown_at("ab\ncd", "\n") == (shown_line{"ab", "  ^"}));
    BOOST_TEST(shown_at("ab\r\ncd", "\r\n") == (shown_line{"ab", "  ^"}));
    BOOST_TEST(shown_at("ab\r\ncd", "\n") == (shown_line{"ab", "  ^"}));
}

BOOST_AUTO_TEST_CASE(a_carriage_return_ends_a_line_only_before_a_line_feed) {
    BOOST_TEST(shown_at("ab\r\ncd\r\n", "cd") == (shown_line{"cd", "^^"}));
    BOOST_TEST(headline("ab\r\ncd\r\n", {4, 2}) == "f:2:1: error: this is wrong: `cd` [test-wrong]");
    BOOST_TEST(shown_at("ab\rcd", "cd") == (shown_line{"ab\\x0dcd", "      ^^"}));
    BOOST_TEST(shown_at("ab\r", "\r") == (shown_line{"ab\\x0d", "  ^^^^"}));
}

// ---- columns

BOOST_AUTO_TEST_CASE(a_tab_is_four_spaces) {
    BOOST_TEST(shown_at("\ta\tb", "b") == (shown_line{"    a    b", "         ^"}));
    BOOST_TEST(shown_at("a\tb", "\t") == (shown_line{"a    b", " ^^^^"}));
    BOOST_TEST(headline("\ta\tb", {3, 1}) == "f:1:4: error: this is wrong: `b` [test-wrong]");
}

BOOST_AUTO_TEST_CASE(wide_characters_take_two_columns_and_combining_ones_none) {
    BOOST_TEST(sp::detail::columns_of(0x2FF) == 1U);
    BOOST_TEST(sp::detail::columns_of(0x300) == 0U);
    BOOST_TEST(sp::detail::columns_of(0x370) == 1U);
    BOOST_TEST(sp::detail::columns_of(0x3041) == 2U);
    std::string const harbour = "\xe6\xb8\xaf";   // U+6E2F
    std::string const anchor = "\xe2\x9a\x93";    // U+2693, an emoji outside of the blocks of emoji
    std::string const ship = "\xf0\x9f\x9a\xa2";  // U+1F6A2
    std::string const e_acute = "e\xcc\x81";      // e, U+0301
    BOOST_TEST(shown_at(harbour + harbour + "x", "x") == (shown_line{harbour + harbour + "x", "    ^"}));
    BOOST_TEST(shown_at("a" + harbour + "b", harbour) == (shown_line{"a" + harbour + "b", " ^^"}));
    BOOST_TEST(shown_at(ship + "x", "x") == (shown_line{ship + "x", "  ^"}));
    BOOST_TEST(shown_at(anchor + "x", "x") == (shown_line{anchor + "x", "  ^"}));
    BOOST_TEST(shown_at("caf" + e_acute + "!", "!") == (shown_line{"caf" + e_acute + "!", "    ^"}));
    BOOST_TEST(shown_at("caf" + e_acute + "!", e_acute) == (shown_line{"caf" + e_acute + "!", "   ^"}));
    BOOST_TEST(headline(harbour + ship + "x", {7, 1}) == "f:1:3: error: this is wrong: `x` [test-wrong]");
}

BOOST_AUTO_TEST_CASE(a_span_may_begin_within_a_character) {
    std::string const harbour = "\xe6\xb8\xaf";
    BOOST_TEST(shown("a" + harbour + "b", {2, 1}) == (shown_line{"a" + harbour + "b", " ^^"}));
    BOOST_TEST(shown("a" + harbour + "b", {3, 2}) == (shown_line{"a" + harbour + "b", " ^^^"}));
    std::string const ship = "\xf0\x9f\x9a\xa2";
    BOOST_TEST(shown("a" + ship + "b", {4, 1}) == (shown_line{"a" + ship + "b", " ^^"}));
}

BOOST_AUTO_TEST_CASE(bytes_that_are_no_utf8_are_written_out) {
    BOOST_TEST(shown_at("a\xffz", "z") == (shown_line{"a\\xffz", "     ^"}));
    BOOST_TEST(shown_at("a\xffz", "\xff") == (shown_line{"a\\xffz", " ^^^^"}));
    for (std::string_view const bad : {"\x80", "\xc0\xaf", "\xe0\x80\xaf", "\xed\xa0\x80", "\xf4\x90\x80\x80",
                                       "\xf5\x80\x80\x80", "\xe6\xb8", "\xf0\x9f\x9a", "\xc3"}) {
        std::string hex;
        for (char const c : bad) {
            auto const byte = static_cast<unsigned char>(c);
            hex += std::string("\\x") + "0123456789abcdef"[byte / 16] + "0123456789abcdef"[byte % 16];
        }
        std::string const text = "<" + std::string(bad) + ">";
        BOOST_TEST(shown_at(text, ">") ==
                   (shown_line{"<" + hex + ">", std::string(hex.size() + 1, ' ') + "^"}));
        BOOST_TEST(shown_at("<" + std::string(bad), bad) ==
                   (shown_line{"<" + hex, " " + std::string(hex.size(), '^')}));
    }
}

// ---- long lines and many findings

BOOST_AUTO_TEST_CASE(a_line_that_fits_is_not_cut) {
    std::string const fits(72, 'a');
    BOOST_TEST(shown(fits, {71, 1}) == (shown_line{fits, std::string(71, ' ') + "^"}));
    BOOST_TEST(shown(fits, {0, 72}) == (shown_line{fits, std::string(72, '^')}));
    BOOST_TEST(shown(fits + "b", {0, 1}) == (shown_line{fits + "...", "^"}));
}

BOOST_AUTO_TEST_CASE(a_long_line_is_cut_on_both_sides_of_the_carets) {
    std::string const text = std::string(500'000, 'a') + "wrong" + std::string(500'000, 'b');
    BOOST_TEST(shown_at(text, "wrong") ==
               (shown_line{"..." + std::string(40, 'a') + "wrong" + std::string(24, 'b') + "...",
                           std::string(43, ' ') + "^^^^^"}));
    std::string output;
    BOOST_TEST(seconds([&] { output = show(text, find(text, "wrong")); }) < fast);
    BOOST_TEST(output.starts_with("f:1:500001: error"));
}

BOOST_AUTO_TEST_CASE(a_long_span_is_cut) {
    std::string const text(1'000'000, 'a');
    BOOST_TEST(headline(text, {0, 1'000'000}) ==
               "f:1:1: error: this is wrong: `" + std::string(60, 'a') + "...` [test-wrong]");
    BOOST_TEST(headline(text, {0, 60}) ==
               "f:1:1: error: this is wrong: `" + std::string(60, 'a') + "` [test-wrong]");
    BOOST_TEST(shown(text, {0, 1'000'000}) ==
               (shown_line{std::string(72, 'a') + "...", std::string(72, '^')}));
}

BOOST_AUTO_TEST_CASE(the_end_of_a_long_line_is_shown_to_its_end) {
    std::string const text(1'000'000, 'a');
    BOOST_TEST(shown(text, {999'999, 1}) ==
               (shown_line{"..." + std::string(41, 'a'), std::string(43, ' ') + "^"}));
    BOOST_TEST(shown(text, {1'000'000, 0}) ==
               (shown_line{"..." + std::string(40, 'a'), std::string(43, ' ') + "^"}));
}

BOOST_AUTO_TEST_CASE(wide_characters_are_not_cut_in_two) {
    std::string const harbour = "\xe6\xb8\xaf";
    std::string const text = repeat(harbour, 1000) + "x" + repeat(harbour, 1000);
    BOOST_TEST(shown_at(text, "x") ==
               (shown_line{"..." + repeat(harbour, 20) + "x" + repeat(harbour, 14) + "...",
                           std::string(43, ' ') + "^"}));
}

// Characters without a width must not make a line, or the time to show it, endless.
BOOST_AUTO_TEST_CASE(a_line_of_combining_characters_is_cut) {
    std::string const text = "a" + repeat("\xcc\x81", 100'000) + "x" + repeat("\xcc\x81", 100'000);
    sp::report many;
    for (std::uint32_t i = 0; i != 50; ++i) many.add(wrong, {200'001 + 2 * i, 1});
    std::string output;
    BOOST_TEST(seconds([&] { output = sp::render(many, text, "f"); }) < fast);
    BOOST_TEST(output.size() < 100'000);
    BOOST_TEST(show(text, {1, 200'000}).size() < 2'000);
}

BOOST_AUTO_TEST_CASE(a_thousand_findings_in_4_mb_are_shown_in_no_time) {
    for (std::string const& line :
         {std::string("  \"hook_type\": \"sns\",\n"), std::string("[\"message.new\"],")}) {
        std::string const text = repeat(line, 4'000'000 / line.size());
        sp::report many;
        for (std::uint32_t i = 0; i != 1000; ++i) many.add(wrong, {i * 3'990, 5});
        std::string output;
        BOOST_TEST(seconds([&] { output = sp::render(many, text, "f"); }) < fast);
        BOOST_TEST(output.size() < 1'000'000);
        BOOST_TEST(split(output).size() == 1000U * 7 - 1);
    }
}

BOOST_AUTO_TEST_CASE(findings_that_were_dropped_are_counted) {
    sp::report many;
    for (std::uint32_t i = 0; i != 1001; ++i) many.add(wrong, {0, 1});
    BOOST_TEST(sp::render(many, "a", "f").ends_with("\n\n1 more finding is not shown\n"));
    many.add(wrong, {0, 1});
    BOOST_TEST(sp::render(many, "a", "f").ends_with("\n\n2 more findings are not shown\n"));
}

// ---- nothing of the text takes command of the terminal

namespace {

/// What a terminal obeys, or what shows a text otherwise than it is: controls, direction, invisible
/// characters.
bool is_hostile(std::uint32_t code) {
    constexpr sp::detail::code_range ranges[]{
        {0x00, 0x1F},       {0x7F, 0x9F},       {0xAD, 0xAD},       {0x61C, 0x61C},    {0x180E, 0x180E},
        {0x200B, 0x200F},   {0x2028, 0x202E},   {0x2060, 0x206F},   {0xFEFF, 0xFEFF},  {0xFFF9, 0xFFFB},
        {0x13430, 0x1343F}, {0x1BCA0, 0x1BCA3}, {0x1D173, 0x1D17A}, {0xE0000, 0xE007F}};
    return std::any_of(std::begin(ranges), std::end(ranges),
                       [code](sp::detail::code_range r) { return code >= r.first && code <= r.last; });
}

/// Whether the output is UTF-8 without anything hostile but its own line ends.
bool is_safe(std::string_view output) {
    for (std::size_t at = 0; at < output.size();) {
        sp::detail::glyph const g = sp::detail::glyph_at(output, at);
        if (!g.valid || (g.code != '\n' && is_hostile(g.code))) return false;
        at += g.length;
    }
    return true;
}

std::vector<std::string> hostile_texts() {
    std::vector<std::string> all{"\033[2J\033]0;owned\a", "\r\033[Kok", "\b\b\b\b", "\xc2\x9bm"};
    for (std::uint32_t code = 0; code != 0x110000; ++code)
        if (is_hostile(code) && code != '\n' && code != '\t') all.push_back(encode(code));
    for (unsigned byte = 0x80; byte != 0x100; ++byte) all.emplace_back(1, static_cast<char>(byte));
    return all;
}

}  // namespace

BOOST_AUTO_TEST_CASE(the_test_of_safe_output_can_fail) {
    BOOST_TEST(is_safe("caf\xc3\xa9\n"));
    for (std::string const& bad : hostile_texts()) BOOST_TEST(!is_safe("a" + bad + "b"));
}

BOOST_AUTO_TEST_CASE(controls_are_written_out) {
    BOOST_TEST(shown_at("a\033[31mb", "b") == (shown_line{"a\\x1b[31mb", "         ^"}));
    BOOST_TEST(shown_at("a\xc2\x9bz", "z") == (shown_line{"a\\x9bz", "     ^"}));
    BOOST_TEST(shown_at("a\xe2\x80\xaez", "z") == (shown_line{"a\\u{202e}z", "         ^"}));
    BOOST_TEST(shown_at("a\xf3\xa0\x80\x81z", "z") == (shown_line{"a\\u{e0001}z", "          ^"}));
    BOOST_TEST(shown_at("a\xf0\x9d\x85\xb3z", "z") == (shown_line{"a\\u{1d173}z", "          ^"}));
    BOOST_TEST(headline(std::string("ab\0c", 4), {0, 4}) ==
               "f:1:1: error: this is wrong: `ab\\x00c` [test-wrong]");
}

BOOST_AUTO_TEST_CASE(nothing_hostile_reaches_the_output) {
    for (std::string const& bad : hostile_texts()) {
        std::string const text = "{\"a\": \"" + bad + "\", \"b\": 1" + bad + "}";
        BOOST_TEST_CONTEXT("U+" << std::hex << sp::detail::glyph_at(bad, 0).code) {
            BOOST_TEST(is_safe(show(text, find(text, "\"b\""))), "in the line");
            BOOST_TEST(is_safe(show(text, {7, static_cast<std::uint32_t>(bad.size())})), "in the span");
            BOOST_TEST(is_safe(show(text, {8, 1})), "in a span that begins within it");
            BOOST_TEST(is_safe(show("a", {0, 1}, "hooks" + bad + ".json")), "in the file's name");
        }
    }
}

BOOST_AUTO_TEST_CASE(a_file_name_is_shown_as_one_line) {
    BOOST_TEST(split(show("a", {0, 1}, "x\n1 error\033[0m.json")).at(0) ==
               "x\\x0a1 error\\x1b[0m.json:1:1: error: this is wrong: `a` [test-wrong]");
}

// "Did you mean" may repeat what stands elsewhere in the text.
BOOST_AUTO_TEST_CASE(nothing_hostile_is_suggested) {
    for (std::string const& bad : hostile_texts()) {
        std::string const text = R"([{"hook_type": "sns", "sns_topic_arn": "arn:aws:sns:eu-west-1)" + bad +
                                 R"(:210987654321:harbour", "sns_region": "eu-west-1"}])";
        BOOST_TEST_CONTEXT("U+" << std::hex << sp::detail::glyph_at(bad, 0).code) {
            BOOST_TEST(is_safe(sp::render(sp::parse_hooks(text).findings(), text, "f")));
        }
    }
    std::string const text = R"([{"hook_type": "sns", "sns_topic_arn": "arn:aws:sns:eu-)" +
                             std::string(100'000, 'e') +
                             R"(-1:210987654321:harbour", "sns_region": "eu-west-1"}])";
    BOOST_TEST(sp::render(sp::parse_hooks(text).findings(), text, "f").size() < 20'000);
}

// ---- secrets

namespace {

constexpr std::string_view secret = "Zq7/Kx9+Vj3";

/// Whether three neighbours of the secret stand anywhere in the output.
bool leaks(std::string_view output, std::string_view hidden = secret) {
    for (std::size_t i = 0; i + 3 <= hidden.size(); ++i)
        if (output.find(hidden.substr(i, 3)) != std::string_view::npos) return true;
    return false;
}

/// `$` stands for the secret.
std::string with_secret(std::string_view form) {
    std::string text;
    for (char const c : form) text += c == '$' ? std::string(secret) : std::string(1, c);
    return text;
}

/// Whether any finding anywhere in the text, short or long, shows some of the secret.
bool leaks_anywhere(std::string const& text) {
    auto const size = static_cast<std::uint32_t>(text.size());
    sp::renderer shows(text, "f");
    for (std::uint32_t from = 0; from <= size; ++from)
        for (std::uint32_t const length : {0U, 1U, 3U, 20U, size})
            if (leaks(shows.render({&wrong, {from, length}, {}}))) return true;
    return false;
}

}  // namespace

BOOST_AUTO_TEST_CASE(the_test_of_leaks_can_fail) {
    BOOST_TEST(leaks(with_secret("a $ b")));
    BOOST_TEST(leaks("K x9+"));
    BOOST_TEST(!leaks("Zq Kx Vj"));
    BOOST_TEST(leaks_anywhere(with_secret("{\"name\": \"$\"}")));
}

BOOST_AUTO_TEST_CASE(secrets_are_masked_where_they_would_be_shown) {
    std::string const text = with_secret(R"({"sns_secret": "$", "enabled": nope})");
    BOOST_TEST(shown_at(text, "nope") ==
               (shown_line{R"({"sns_secret": "********", "enabled": nope})", std::string(38, ' ') + "^^^^"}));
    BOOST_TEST(shown_at(text, secret) == (shown_line{R"({"sns_secret": "********", "enabled": nope})",
                                                     std::string(16, ' ') + "^^^^^^^^"}));
    BOOST_TEST(headline(text, find(text, secret)) == "f:1:17: error: this is wrong: `********` [test-wrong]");
    BOOST_TEST(headline(text, {0, 26}) ==
               "f:1:1: error: this is wrong: `{\"sns_secret\": \"********` [test-wrong]");
}

// What is suggested may stand in what is hidden.
BOOST_AUTO_TEST_CASE(the_last_byte_of_a_secret_is_masked_too) {
    std::string const text = with_secret(R"({"sns_secret": "$"})");
    BOOST_TEST(headline(text, {find(text, secret).end() - 1, 1}).find("`********`") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(no_secret_is_suggested) {
    std::string const text = with_secret(R"({"sns_region": "a", "sns_secret": "$"})");
    sp::finding const found{&sp::rules::hook_region_mismatch, find(text, "\"a\""), find(text, secret)};
    BOOST_TEST(sp::renderer<>(text, "f").render_nearest(found) == "********");
    BOOST_TEST(!leaks(sp::renderer<>(text, "f").render(found)));
}

BOOST_AUTO_TEST_CASE(no_part_of_a_secret_is_shown_whatever_the_span) {
    for (std::string_view const form : {
             R"({"sns_secret": "$"})",
             R"({"sns_key": "$"})",
             R"({"sqs_secret": "$", "sqs_key": "$"})",
             R"({"gcs_credentials": "{\"private_key\": \"$\"}"})",
             R"({"gcs_credentials": {"type": "service_account", "token": "$"}})",
             R"({"gcs_credentials": ["$", "$"]})",
             R"({"SNS_SECRET": "$"})",
             R"({"sns_s\u0065cret": "$"})",
             R"({"sns_secret": "\"$"})",
             R"({"sns_secret": "\\", "sqs_secret": "$"})",
             "{\"sns_secret\":\n\n    \"$\"}",
             "{\"sns_secret\": \"$\nabc$\"}",
             "{\r\n\t\"sns_secret\":\t\"$\"\r\n}",
         })
        BOOST_TEST(!leaks_anywhere(with_secret(form)), form);
}

BOOST_AUTO_TEST_CASE(no_part_of_a_secret_is_shown_of_broken_json) {
    for (std::string_view const form : {
             // cut off, or not closed
             R"({"sns_secret": "$)",
             R"({"sns_secret": $)",
             R"({"sns_secret: "$"})",
             R"({sns_secret": "$"})",
             R"({"gcs_credentials": {"token": "$")",
             R"({"gcs_credentials": {"token": "$)",
             // another separator, or none
             R"({"sns_secret" = "$"})",
             R"({"sns_secret" => "$"})",
             R"({"sns_secret" "$"})",
             R"({"sns_secret", "$"})",
             R"({"sns_secret"; "$"})",
             "{\"sns_secret\"\n  \"$\"}",
             // other quotes
             R"({'sns_secret': '$'})",
             R"({"sns_secret": '$'})",
             R"({sns_secret: "$"})",
             R"({sns_secret: $})",
             "{`sns_secret`: `$`}",
             "{\xe2\x80\x9csns_secret\xe2\x80\x9d: \xe2\x80\x9c$\xe2\x80\x9d}",
             "{\"sns_secret\": \xe2\x80\x9c$\xe2\x80\x9d}",
             R"({""sns_secret"": ""$""})",
             R"({"sns_secret": ""$""})",
             R"({"sns_secret": """$"""})",
             // other languages
             R"({"sns_secret": b'$'})",
             R"({"sns_secret": u"$"})",
             R"({"sns_secret": ("$")})",
             R"({"sns_secret": "a" + "$"})",
             R"({"sns_secret": "a" "$"})",
             R"({"sns_secret": /* live */ "$"})",
             "{\"sns_secret\": // live\n  \"$\"}",
             R"({"sns_secret" /* live */: "$"})",
             R"(settings["sns_secret"] = "$")",
             "sns_secret: $\n",
             "export SNS_SECRET=$\n",
             // JSON within a string
             R"("{\"sns_secret\": \"$\"}")",
             R"({"body": "{\"sns_secret\": \"$\"}"})",
             R"({"body": "{\"body\": \"{\\\"sns_secret\\\": \\\"$\\\"}\"}"})",
             // brackets that do not match
             R"({"gcs_credentials": {"a": "}"}, "sns_secret": "$"})",
             R"({"gcs_credentials": ["a"}, "b", "$"]})",
         })
        BOOST_TEST(!leaks_anywhere(with_secret(form)), form);
}

BOOST_AUTO_TEST_CASE(what_is_no_secret_stays_readable) {
    for (std::string_view const text :
         {R"({"sns_secret": null, "enabled": nope})", R"({"sns_key": "", "enabled": nope})",
          R"({"sns_auth_type": "keys", "enabled": nope})"})
        BOOST_TEST(shown_at(text, "nope").line == text);
}

BOOST_AUTO_TEST_CASE(no_example_shows_a_secret) {
    for (sp::rule const* r : sp::all_rules) {
        std::string const rendering = example(*r).rendering();
        for (std::string_view const hidden : {"AKIAQX3MHARBOURCHAT", "fakeSecretOfHarbourChat"})
            BOOST_TEST(rendering.find(hidden) == rendering.npos, r->id);
    }
}

BOOST_AUTO_TEST_SUITE_END()
