// SPDX-License-Identifier: Apache-2.0
#include "snsproof/secret.hpp"

#include "cases/secret.hpp"

#include <boost/test/unit_test.hpp>

#include <chrono>
#include <cstddef>
#include <random>
#include <string>
#include <string_view>

namespace {

std::string repeat(std::string_view unit, std::size_t size) {
    std::string text;
    text.reserve(size + unit.size());
    while (text.size() < size) text += unit;
    return text;
}

std::string describe(std::string_view text) {
    std::string shown;
    for (auto const where : snsproof::find_secrets(text))
        shown.append("\n  `").append(text / where).append("`");
    return shown;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(secret_tests)

BOOST_AUTO_TEST_CASE(secrets) {
    for (auto const& c : cases::secrets)
        BOOST_TEST(cases::is_hidden(c), "`" << c.text << "`: " << describe(c.text));
}

// A scan that began again for each key would take hours: 8 MiB squared.
BOOST_AUTO_TEST_CASE(hostile_texts_take_linear_time) {
    constexpr std::string_view units[] = {
        "_key",   "\\",      "\"_key\":", "_key:\"",   "_key:",     "_key:{",          "_key:[\"",
        "_key\\", "_key \t", "_key=>",    "_secret:'", "\\u005f",   "credentials:{\"", "_key:\\\"",
        "\"",     "'",       "_",         "_key\"",    "_ke_secre", "_key:[{",
    };
    for (auto const unit : units) {
        for (std::string_view const start : {"", "_key:", "_key:\"", "_key:{", "_key:\\\""}) {
            std::string const text = std::string(start) + repeat(unit, start.empty() ? 8 << 20U : 1 << 20U);
            auto const begin = std::chrono::steady_clock::now();
            auto const found = snsproof::find_secrets(text);
            std::chrono::duration<double> const seconds = std::chrono::steady_clock::now() - begin;
            BOOST_TEST(seconds.count() < 20, start << unit << "...: " << seconds.count() << " s");
            for (std::size_t i = 1; i < found.size(); ++i)
                if (found[i].offset < found[i - 1].end()) BOOST_FAIL("overlap in " << start << unit << "...");
        }
    }
}

// A key and its value stand at random places among text of any kind.
BOOST_AUTO_TEST_CASE(a_value_is_hidden_wherever_it_stands) {
    constexpr std::string_view noise[] = {"\n", " ", "{\"a\":1,",    "[", "'",   "]",
                                          "}",  ",", "\"x\":\"y\",", "_", "key", "//"};
    std::mt19937 random(4);
    for (int i = 0; i != 20'000; ++i) {
        std::string text;
        for (auto n = random() % 8; n != 0; --n) text += noise[random() % std::size(noise)];
        text += "\"sns_secret\": \"TOPSECRET\"";
        for (auto n = random() % 8; n != 0; --n) text += noise[random() % std::size(noise)];
        std::string shown = text;
        for (auto const where : snsproof::find_secrets(text))
            shown.replace(where.offset, where.length, where.length, '*');
        if (shown.find("TOPSECRET") != shown.npos) BOOST_ERROR("shown: " << text);
    }
}

// Keys in one comment share what stands behind it.
BOOST_AUTO_TEST_CASE(comments_between_a_key_and_its_value) {
    auto const hides = [](std::string const& text) {
        std::size_t const at = text.find("hidden");
        for (auto const where : snsproof::find_secrets(text))
            if (where.offset <= at && at + 6 <= where.end()) return true;
        return false;
    };
    BOOST_TEST(hides("key /*key*/: /* a */ hidden"));
    BOOST_TEST(hides("key /*key /* key*/ // b\n = hidden"));
    BOOST_TEST(hides("key // key /* a */\n : hidden"));
    BOOST_TEST(!hides("key /*key*/ /* a */ hidden"));
    BOOST_TEST(!hides("key /*key*/ x: /* a */ hidden"));
    for (std::size_t const count : {1U, 60U, 64U, 65U, 66U, 200U}) {
        std::string const comments = repeat("/*c*/", 5 * count);
        BOOST_TEST(hides("key" + comments + ": hidden"), count);
        BOOST_TEST(hides("key:" + comments + "\n\"hidden\""), count);
        BOOST_TEST(hides("key" + comments + "shown hidden") == (count > 65), count);
    }
}

BOOST_AUTO_TEST_SUITE_END()
