// SPDX-License-Identifier: Apache-2.0
#include "snsproof/json_read.hpp"

#include "boost_json.hpp"
#include "cases/json.hpp"

#include <boost/test/unit_test.hpp>

#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

using namespace snsproof;

namespace {

/// The tokens of a random document, so that white space can be put between them.
class writer {
public:
    explicit writer(std::uint32_t seed) : random_(seed) {}

    std::vector<std::string> write() {
        tokens_.clear();
        write_value(0);
        return tokens_;
    }

private:
    std::size_t pick(std::size_t n) { return random_() % n; }

    std::string string() {
        constexpr std::string_view parts[] = {
            "a", "\\n", "\\\"", "\\\\", "\\u0041", "\xC3\xA9", "\\ud83d\\ude00",
            "{", "]",   ",",    ":",    " ",       "/"};
        std::string text = "\"";
        for (std::size_t n = pick(5); n != 0; --n) text += parts[pick(std::size(parts))];
        return text + "\"";
    }

    void write_value(int depth) {
        constexpr std::string_view scalars[] = {"null", "true", "false",   "0",     "-1",
                                                "2.50", "1e3",  "-0.1E-2", "123456"};
        std::size_t const kind = pick(depth == 4 ? 2 : 4);
        if (kind == 0) return tokens_.emplace_back(scalars[pick(std::size(scalars))]), void();
        if (kind == 1) return tokens_.push_back(string());
        bool const object = kind == 2;
        tokens_.emplace_back(object ? "{" : "[");
        for (std::size_t n = pick(4), i = 0; i != n; ++i) {
            if (i != 0) tokens_.emplace_back(",");
            if (object) {
                tokens_.push_back(string());
                tokens_.emplace_back(":");
            }
            write_value(depth + 1);
        }
        tokens_.emplace_back(object ? "}" : "]");
    }

    std::mt19937 random_;
    std::vector<std::string> tokens_;
};

std::string join(std::vector<std::string> const& tokens) {
    std::string text;
    for (auto const& t : tokens) text += t;
    return text;
}

/// The document without white space, written from its cursors.
void append_minified(json::value v, std::string& out) {
    if (!v.is_container()) {
        out += v.raw();
        return;
    }
    bool const object = v.is(json::kind::object);
    out += object ? '{' : '[';
    bool first = true;
    for (auto const m : json::members(v)) {
        if (!first) out += ',';
        first = false;
        out.append(m.key.raw()).append(":");
        append_minified(m.value, out);
    }
    for (auto const e : json::elements(v)) {
        if (!first) out += ',';
        first = false;
        append_minified(e, out);
    }
    out += object ? '}' : ']';
}

std::string minified(std::string_view text) {
    auto const read = json::read(text);
    std::string out;
    if (read.value() != nullptr) append_minified(read.value()->root(), out);
    return out;
}

std::string repeat(std::string_view unit, std::size_t count) {
    std::string text;
    text.reserve(unit.size() * count);
    for (std::size_t i = 0; i != count; ++i) text += unit;
    return text;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(json_tests)

BOOST_AUTO_TEST_CASE(accepted) {
    for (auto const text : cases::json_accepted) BOOST_TEST(cases::is_accepted(text), "`" << text << "`");
}

BOOST_AUTO_TEST_CASE(rejected) {
    for (auto const& c : cases::json_rejected) {
        auto const read = json::read(c.text);
        BOOST_TEST(cases::is_rejected(c), "`" << c.text << "`: " << cases::describe(read.findings(), c.text));
    }
}

BOOST_AUTO_TEST_CASE(duplicates) {
    for (auto const& c : cases::duplicate_keys) BOOST_TEST(cases::has_duplicates(c), c.text);
}

BOOST_AUTO_TEST_CASE(pointers) {
    for (auto const& c : cases::json_pointers) BOOST_TEST(cases::points_there(c), c.text << " at " << c.at);
}

BOOST_AUTO_TEST_CASE(facts) {
    for (auto const& f : cases::json_facts) BOOST_TEST(f.holds(), f.what);
}

BOOST_AUTO_TEST_CASE(prefixes) {
    for (auto const text : cases::json_prefixed) BOOST_TEST(cases::rejects_every_prefix(text), text);
    for (std::uint32_t seed = 0; seed != 200; ++seed) {
        std::string const text = "{\"a\":" + join(writer(seed).write()) + "}";
        BOOST_TEST(cases::rejects_every_prefix(text), text);
    }
}

BOOST_AUTO_TEST_CASE(white_space_between_tokens_never_matters) {
    std::mt19937 random(2);
    for (std::uint32_t seed = 0; seed != 2000; ++seed) {
        auto const tokens = writer(seed).write();
        std::string spaced;
        for (auto const& t : tokens) {
            for (auto n = random() % 3; n != 0; --n) spaced += " \t\r\n"[random() % 4];
            spaced += t;
        }
        spaced += "\n";
        std::string const text = join(tokens);
        if (minified(text) != text) BOOST_ERROR("not read as it is: " << text);
        if (minified(spaced) != text) BOOST_ERROR("not read in the same way: " << spaced);
    }
}

BOOST_AUTO_TEST_CASE(pointers_agree_with_the_cursors) {
    for (std::uint32_t seed = 0; seed != 300; ++seed) {
        std::string const text = join(writer(seed).write());
        auto const read = json::read(text);
        json::pointer_locator all(*read.value());
        for (json::token const& t : read.value()->tokens()) {
            json::pointer_locator one(*read.value());
            BOOST_TEST(cases::view(all.locate(t.offset)) == cases::view(one.locate(t.offset)), text);
        }
        for (auto const m : json::members(read.value()->root())) {
            auto const key = all.locate(m.key.where().offset);
            BOOST_TEST(cases::view(key) == cases::view(all.locate(m.value.where().offset)), text);
        }
    }
}

// Boost.JSON and the reader agree but for:
// - depth: Boost.JSON stops at 32 levels by default; both are given the same limit here;
// - numbers whose exponent does not fit an int: RFC 8259 accepts them, Boost.JSON does not;
// - duplicate keys: both accept them.
BOOST_AUTO_TEST_CASE(boost_json_accepts_and_rejects_the_same) {
    for (auto const text : cases::json_accepted) BOOST_TEST(boost_accepts(text), text);
    for (auto const& c : cases::json_rejected) BOOST_TEST(!boost_accepts(c.text), c.text);
    constexpr std::string_view bytes =
        "{}[]:,\"\\ntrue-+.eE019ufdbDd8c /'#\xC3\xA9\xED\xA0\x80\xF0\x9F\x98\n\x1F";
    std::mt19937 random(3);
    std::size_t accepted = 0;
    for (std::uint32_t i = 0; i != 20'000; ++i) {
        std::string text = join(writer(i).write());
        for (auto edits = random() % 3; edits != 0 && !text.empty(); --edits) {
            auto const at = random() % text.size();
            switch (random() % 4) {
                case 0: text.erase(at, 1 + random() % 3); break;
                case 1: text.insert(at, 1, bytes[random() % bytes.size()]); break;
                case 2: text[at] = bytes[random() % bytes.size()]; break;
                default: text.insert(at, text.substr(random() % text.size(), random() % 6)); break;
            }
        }
        auto const read = json::read(text);
        bool const ok = read.value() != nullptr;
        accepted += ok ? 1 : 0;
        if (ok != boost_accepts(text)) BOOST_ERROR("we say " << ok << ": " << text);
        if (ok != read.findings().empty()) BOOST_ERROR("a value and a finding, or neither: " << text);
        for (auto const& f : read.findings())
            if (f.where.end() > text.size()) BOOST_ERROR("a span outside of: " << text);
    }
    BOOST_TEST(cases::is_accepted("1e2147483648"));
    BOOST_TEST(!boost_accepts("1e2147483648"));
    BOOST_TEST(accepted > 4000U);
    BOOST_TEST(accepted < 16'000U);
}

BOOST_AUTO_TEST_CASE(boost_json_and_the_reader_count_depth_alike) {
    for (std::uint32_t depth = 60; depth != 70; ++depth) {
        std::string const text = repeat("[", depth) + repeat("]", depth);
        auto const read = json::read(text);
        BOOST_TEST((read.value() != nullptr) == (depth <= 64));
        BOOST_TEST(boost_accepts(text) == (depth <= 64));
    }
}

// A reader or cursor that recursed would use up the stack here.
BOOST_AUTO_TEST_CASE(a_million_levels_use_no_stack) {
    constexpr std::uint32_t levels = 1'000'000;
    std::string const arrays = repeat("[", levels) + repeat("]", levels);
    std::string const objects = repeat("{\"a\":", levels) + "1" + repeat("}", levels);
    for (std::string const& text : {arrays, objects}) {
        auto const read = json::read(text, levels);
        BOOST_REQUIRE(read.value() != nullptr);
        BOOST_TEST(read.value()->root().where().length == text.size());
        BOOST_TEST(json::find_duplicate_keys(*read.value()).empty());
        auto const past = json::read(text, levels - 1);
        BOOST_TEST(past.findings().begin()->what->id == "json-depth");
    }
    json::value deepest;
    auto const read = json::read(arrays, levels);
    for (auto v = read.value()->root(); v; v = v.first()) deepest = v;
    BOOST_TEST(deepest.where().offset == levels - 1);
    json::pointer_locator pointers(*read.value());
    BOOST_TEST(pointers.locate(levels - 1).size() == 2U * (levels - 1));
    BOOST_TEST(json::read(repeat("[", levels), levels).findings().begin()->where.offset == levels - 1);
}

BOOST_AUTO_TEST_CASE(sixteen_mebibytes_of_the_smallest_values) {
    constexpr std::size_t count = std::size_t{8} << 20U;
    std::string text = "[1";
    for (std::size_t i = 1; i != count; ++i) text += ",1";
    text += "]";
    auto const read = json::read(text);
    BOOST_REQUIRE(read.value() != nullptr);
    BOOST_TEST(read.value()->tokens().size() == count + 2);
    BOOST_TEST(read.value()->tokens().capacity() < 2 * count);
    BOOST_TEST(read.value()->root().where().length == text.size());
    std::size_t n = 0;
    for (auto const v : json::elements(read.value()->root())) n += v.raw() == "1" ? 1 : 0;
    BOOST_TEST(n == count);
}

BOOST_AUTO_TEST_CASE(many_keys_are_compared_quickly) {
    std::string text = "{\"k0\":0";
    for (int i = 1; i != 200'000; ++i) text += ",\"k" + std::to_string(i) + "\":0";
    text += ",\"\\u006b199999\":1}";
    auto const read = json::read(text);
    auto const found = json::find_duplicate_keys(*read.value());
    BOOST_TEST(found.size() == 1U);
    BOOST_TEST((text / found.begin()->where == "\"\\u006b199999\""));
}

// Nothing is read of a text that offsets of 32 bits cannot count, so that its bytes need not be there.
BOOST_AUTO_TEST_CASE(a_text_of_four_gibibytes_is_refused) {
    std::string_view const text("{", static_cast<std::size_t>(std::uint64_t{1} << 32U));
    if (text.empty()) return;  // pointers of 32 bits know no such text
    auto const read = json::read(text);
    BOOST_TEST((read.value() == nullptr));
    BOOST_TEST(read.findings().size() == 1U);
    BOOST_TEST(read.findings().begin()->what->id == "json-size");
}

BOOST_AUTO_TEST_SUITE_END()
