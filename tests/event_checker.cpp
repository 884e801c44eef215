// SPDX-License-Identifier: Apache-2.0
#include "snsproof/event_checker.hpp"

#include "allocations.hpp"
#include "cases/event.hpp"
#include "event_agreement.hpp"
#include "mutation.hpp"

#include <boost/test/unit_test.hpp>

#include <cstddef>
#include <cstdlib>
#include <random>
#include <string>
#include <string_view>
#include <vector>

using namespace snsproof;
using cases::agrees;
using cases::is_same;

namespace {

std::vector<std::string> events() {
    std::vector<std::string> texts;
    for (auto const& c : cases::events) {
        auto const full = cases::expand(c.text, cases::event_abbreviations);
        texts.emplace_back(full.begin(), full.end());
    }
    texts.emplace_back(
        R"({"type":"message.new","cid":"messaging:quay-7","channel_id":"quay-7",)"
        R"("channel":{"id":"quay-7","type":"messaging","cid":"messaging:quay-7",)"
        R"("config":{"commands":["giphy",{"name":"mute"}],"max":5000,"on":[true,false,null]}},)"
        R"("message":{"id":"m-1","text":"ahoy \"you\"\n\\o\/ \u00e9\ud83d\ude00","n\u0061me":1,)"
        R"("user":{"id":"bo","role":"user","score":-1.25e+3,"big":123456789012345678901234567890},)"
        R"("attachments":[{},[],[[]],{"a":{"b":[1,22,333,4444,55555,666666,7777777,88888888,0]}}]},)"
        R"("user":{"id":"bo","online":true},"created_at":"2026-05-08T09:10:11.123456Z",)"
        R"("members":[{"user_id":"bo","user":{"id":"bo"}}],"watcher_count":3})");
    texts.emplace_back(
        "{ \"type\" : \"member.added\" ,\n \"created_at\" : 1778198400000000000 ,\r\n\t\"cid\" : "
        "\"messaging:a\" , \"user\" : { \"id\" : \"b\" } , \"member\" : { \"user_id\" : \"b\" , "
        "\"user\" : { } } }\n");
    texts.emplace_back(
        R"({"reaction":{"message_id":"m","user":{"id":"b","x":{}},"type":"like"},"message":{"id":"m"},)"
        R"("cid":"a:b","user":{"id":"b"},"created_at":"2026-05-08T09:10:11Z","type":"reaction.new"})");
    return texts;
}

/// With what On-Demand lets through in the parts of a document that nobody asks for, and behind it.
std::vector<std::string> broken_events() {
    std::vector<std::string> texts;
    for (std::string_view const broken : {"nul",
                                          "truee",
                                          "True",
                                          "bare",
                                          "NaN",
                                          "01",
                                          "1.",
                                          "+1",
                                          "-",
                                          "1e",
                                          "1x\"y\"",
                                          ".5",
                                          "1e+",
                                          "--1",
                                          "0x1",
                                          R"("\q")",
                                          R"("\u12")",
                                          R"("\u12g4")",
                                          R"("\ud800")",
                                          R"("\udc00")",
                                          R"("\ud800\u0041")",
                                          R"("\ud800x")",
                                          "[1 2]",
                                          "[1,,2]",
                                          "[,]",
                                          "[1,]",
                                          "[1:2]",
                                          "{1:2}",
                                          R"({"a" 1})",
                                          R"({"a"})",
                                          R"({"a":})",
                                          "{,}",
                                          R"({"a":1,})",
                                          R"({"a"::1})",
                                          R"({"\q":1})",
                                          R"({"\ud800":1})",
                                          "[}",
                                          "{]",
                                          "[{]}",
                                          R"({"x":]})",
                                          "",
                                          ",",
                                          "\"\x01\"",
                                          "\"\xff\"",
                                          "1\x0c",
                                          "\x1a",
                                          "1,\"b\"",
                                          "[[[]]",
                                          "{}}",
                                          "1}",
                                          "\"a\"\"b\"",
                                          "\"a\"b",
                                          "tru\"e\"",
                                          "\"\xED\xA0\x80\"",
                                          "-a",
                                          "1.e1",
                                          "12345678a",
                                          "1234567890a",
                                          "00",
                                          "\v1"}) {
        texts.push_back(R"({"type":"a","created_at":null,"x":)" + std::string(broken) + R"(,"y":2})");
        texts.push_back(R"({"type":"message.new","message":{"id":"m","x":[{"y":)" + std::string(broken) +
                        "}]}}");
    }
    for (std::string_view const beside : {"}", "]", ",", "{}", "1", "\"", " x", "\xEF\xBB\xBF", "\x01"})
        for (bool const is_before : {false, true}) {
            texts.emplace_back(R"({"type":"a","created_at":null})");
            texts.back().insert(is_before ? 0 : texts.back().size(), beside);
        }
    return texts;
}

/// Long enough for several blocks of any width, with what may lie in two of them at each place.
std::vector<std::string> events_over_blocks() {
    std::vector<std::string> texts;
    for (std::size_t shift = 0; shift != 130; ++shift)
        for (std::string_view const part : {"\\",
                                            "\\\\",
                                            "\\\"",
                                            "\\\\\\\"",
                                            "\"",
                                            "\",\"",
                                            "\":1,\"",
                                            "\x1F",
                                            "\x7F",
                                            "\xC3\xA9",
                                            "\xC0\x80",
                                            "\xC3",
                                            "\xA9",
                                            "\xE2\x9A\x93",
                                            "\xE0\x9F\xBF",
                                            "\xE2\x9A",
                                            "\xED\xA0\x80",
                                            "\xF0\x9F\x98\x80",
                                            "\xF0\x8F\xBF\xBF",
                                            "\xF0\x9F\x98",
                                            "\xF4\x8F\xBF\xBD",
                                            "\xF4\x90\x80\x80",
                                            "\xF8\x88\x80\x80\x80"})
            for (std::string_view const end : {R"("})", R"(","y":[true,-1.5]})"})
                texts.push_back(R"({"type":"a","created_at":null,"x":")" + std::string(shift, 'x') +
                                std::string(part) + std::string(end));
    return texts;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(event_checker_tests)

BOOST_AUTO_TEST_CASE(events_of_the_table) {
    event_checker check;
    std::size_t fast = 0;
    for (auto const& text : events()) {
        BOOST_TEST(agrees(check, text));
        fast += check.type().empty() ? 0 : 1;
    }
    // Else the test would compare check_event with itself.
    BOOST_TEST(fast > 20U);
}

BOOST_AUTO_TEST_CASE(broken_parts_that_nobody_reads) {
    event_checker check;
    for (auto const& text : broken_events()) {
        BOOST_TEST(!check_event(text).ok(), text);
        BOOST_TEST(agrees(check, text));
    }
}

// The order of keys in one event is what the checker expects of the next one.
BOOST_AUTO_TEST_CASE(keys_after_those_of_any_other_event) {
    std::vector<std::string> texts;
    for (std::string_view const rest : {R"()",
                                        R"(,"":1)",
                                        R"(,"a":1)",
                                        R"(,"cid":1)",
                                        R"(,"cid":"a:b","user":{"id":"b"})",
                                        R"(,"cid" :"a:b")",
                                        R"(,"user":{"id":"b"},"cid":"a:b")",
                                        R"(,"cid":"a:b","cid":"a:b")",
                                        R"(,"x":1,"x":2)",
                                        R"(,"c\u0069d":"a:b")",
                                        R"(,"c\u0069d":"a:b","cid":"a:b")",
                                        R"(,"cid\n":1,"x\\":2)",
                                        R"(,"type":"a")",
                                        R"(,"first_unread_message_id":1)",
                                        R"(,"first_unread_message_iD":1)",
                                        R"(,"first_uNread_message_id":1)",
                                        R"(,"first_unrEad_message_id":"x")",
                                        R"(,"first_unreaD_message_id":1)",
                                        R"(,"first_unread_meSsage_id":1)",
                                        R"(,"of_twentynine_bytes_and_no_mo":1)",
                                        R"(,"of_twentynine_bytes_And_no_mo":1)",
                                        R"(,"of_thirty_bytes_and_so_one_mor":1)",
                                        R"(,"x":true)",
                                        R"(,"x":truE)",
                                        R"(,"x":trueX)",
                                        R"(,"x":false )",
                                        R"(,"x":fals)",
                                        R"(,"x":null)",
                                        R"(,"x":nul)",
                                        R"(,"x":nullnull)",
                                        R"(,"x":0)",
                                        R"(,"x":00)",
                                        R"(,"x":12345678)",
                                        R"(,"x":1234567a)",
                                        R"(,"x":123456789012true)",
                                        R"(,"x":-1)",
                                        R"(,"x":1.5)",
                                        R"(,"user":{"id":1})",
                                        R"(,"user":{"id":""})",
                                        R"(,"user":{"\u0069d":"b"})",
                                        R"(,"user":{"id" :"b"})",
                                        R"(,"message":{"id":"m","user":{"id":1}})",
                                        R"(,"message":{"id":"m","text":"","user":{"id":"b"}})",
                                        R"(,"message":{"id":"m"},"member":{"user_id":1})",
                                        R"(,"message":{"id":"m"},"member":{"user_iD":1})"}) {
        for (std::string_view const type :
             {"message.new", "member.added", "notification.mark_unread", "ahoy"})
            texts.push_back(R"({"type":")" + std::string(type) + R"(","created_at":null)" +
                            std::string(rest) + "}");
        texts.push_back(R"({"created_at":null)" + std::string(rest) + R"(,"type":"reaction.new"})");
    }
    event_checker check;
    for (auto const& first : texts)
        for (auto const& second : texts) {
            check(first);
            if (!agrees(check, second)) return;
        }
}

BOOST_AUTO_TEST_CASE(events_cut_anywhere) {
    event_checker check;
    for (auto const& text : events())
        for (std::size_t size = 0; size != text.size(); ++size)
            for (std::string_view const end : {"", "}", "}}", "]}", "\"}"})
                if (!agrees(check, text.substr(0, size) + std::string(end))) return;
}

BOOST_AUTO_TEST_CASE(brackets_at_each_depth) {
    event_checker check;
    for (std::size_t depth = 1; depth != 70; ++depth) {
        std::string const open(depth, '['), close(depth, ']');
        for (auto const& text : {R"({"type":"a","created_at":null,"x":)" + open + close + "}",
                                 R"({"type":"message.new","message":{"user":{"x":)" + open + close + "}}}"})
            BOOST_TEST(agrees(check, text));
    }
    BOOST_TEST(agrees(check, std::string(100'000, '[')));
    BOOST_TEST(agrees(check, R"({"type":"a","x":)" + std::string(100'000, '{')));
}

// An escape, its surrogate and the run of backslashes before it may lie in two steps of the scanner.
BOOST_AUTO_TEST_CASE(escapes_at_each_offset) {
    event_checker check;
    for (std::size_t shift = 0; shift != 300; ++shift)
        for (std::string_view const escape :
             {R"(\n)", R"(\b)", R"(\\)", R"(\\\\\")", R"(\\\\\q)", R"(\\q)", R"(\u0041)", R"(\u004)",
              R"(\ud83d\ude00)", R"(\ud83d\u0041)", R"(\\ud83d)", R"(\\\ud83d\ude00\\)", R"(\ude00)",
              "\xEF\xBF\xBE", "\xEF\xBF\xBD"}) {
            std::string const text = R"({"type":"a","created_at":null,"x":")" + std::string(shift, 'x') +
                                     std::string(escape) + R"(","y":1})";
            agrees(check, text);
            agrees(check, R"({"type":"a","created_at":null,")" + std::string(shift, ' ') +
                              std::string(escape) + R"(":1})");
        }
    // All of one run, and the time stays linear.
    for (std::size_t const count : {63U, 64U, 65U, 100'000U})
        BOOST_TEST(
            agrees(check, R"({"type":"a","created_at":null,"x":")" + std::string(count, '\\') + R"("})"));
}

BOOST_AUTO_TEST_CASE(whatever_the_bytes_the_answers_are_equal) {
    bool const is_long = std::getenv("SNSPROOF_LONG") != nullptr;
    std::mt19937 random(7);
    event_checker check;
    auto const texts = events();
    std::size_t fast = 0, broken = 0;
    for (int i = 0; i != (is_long ? 1'000'000 : 50'000); ++i) {
        std::string const text = cases::mutate(texts[random() % texts.size()], random, 3);
        if (!agrees(check, text)) return;
        (check.type().empty() ? broken : fast) += 1;
    }
    BOOST_TEST(fast > 5'000U);
    BOOST_TEST(broken > 5'000U);
}

BOOST_AUTO_TEST_CASE(whatever_the_processor_the_answers_are_equal) {
    std::vector<std::string> texts = events();
    std::mt19937 random(13);
    std::size_t const right = texts.size();
    for (int i = 0; i != 20'000; ++i) texts.push_back(cases::mutate(texts[random() % right], random, 3));
    for (auto const& more : {broken_events(), events_over_blocks()})
        texts.insert(texts.end(), more.begin(), more.end());
    cases::with_each_implementation([&] {
        event_checker check;
        std::size_t fast = 0;
        for (auto const& text : texts) {
            if (!agrees(check, text)) return;
            fast += check.type().empty() ? 0 : 1;
        }
        // Else the test would compare check_event with itself.
        BOOST_TEST(fast > 2'000U);
    });
}

BOOST_AUTO_TEST_CASE(a_right_event_costs_no_allocation_after_the_first) {
    event_checker check;
    auto const texts = events();
    std::string const& large = texts.back();
    BOOST_TEST_REQUIRE(check(large).empty());
    BOOST_TEST_REQUIRE(!check.type().empty());
    std::size_t const before = allocations;
    bool clean = true;
    for (int i = 0; i != 10; ++i) clean = clean && check(large).empty();
    std::size_t const after = allocations;
    BOOST_TEST(clean);
    BOOST_TEST(after == before);
}

// The type comes last, and says what all before it was.
BOOST_AUTO_TEST_CASE(events_that_are_not_what_they_begin_as) {
    event_checker check;
    for (
        std::string_view const text : {
            R"({"created_at":null,"message":{},"type":"user.updated"})",
            R"({"channel":{},"created_by":{},"member":{"user":{}},"message":{"user":{}},"reaction":{"user":{}},)"
            R"("user":{},"created_at":null,"type":"message.new"})",
            R"({"cid":"a\u003ab:c","created_at":null,"type":"message.new"})",
            R"({"type":"custom","created_at":null,"x":[1}})",
            R"({"type":"channel.muted","created_at":null,"mute":[]})",
            R"({"type":"message.deleted","created_at":null,"hard_delete":1})",
            R"({"x":[1},"type":"custom","created_at":null})",
        })
        BOOST_TEST(is_same(check(text), check_event(text)), text);
    // What stood in the event before does not matter.
    check(R"({"type":"custom","created_at":null,"x":"\u0061"})");
    check(R"({"type":"custom","created_at":null,"a\nb":1})");
    BOOST_TEST(check.type() == "custom");
    // What is not the type's own may have any form.
    check(R"({"type":"user.updated","created_at":null,"user":{"id":"b"},"message":7})");
    BOOST_TEST(check.type() == "user.updated");
}

// Wherever they stand to the steps in which escapes are looked at.
BOOST_AUTO_TEST_CASE(escapes_at_any_place) {
    event_checker check;
    for (std::string_view const written :
         {R"(\\\\)", R"(\ud83d\ude00)", R"(\u0061)", R"(\\\x)", R"(\ud83d\ue000)", "\xEF\xBF\xBF"}) {
        bool const is_right =
            written.find('x') == written.npos && written.find("ue") == written.npos && written[0] == '\\';
        for (std::size_t before = 0; before != 300; ++before) {
            std::string const text = R"({"type":"custom","created_at":null,"x":")" +
                                     std::string(before, 'a') + std::string(written) + std::string(300, 'b') +
                                     "\"}";
            report const found = check(text);
            if (!is_same(found, check_event(text)) || check.type().empty() == is_right)
                BOOST_ERROR(before << " before " << written);
        }
    }
}

// Only of an event that took the short way is there a type.
BOOST_AUTO_TEST_CASE(an_event_larger_than_all_before_takes_the_short_way) {
    event_checker check;
    std::string event = R"({"type":"user.updated","created_at":null,"user":{"id":"b"}})";
    for (int i = 0; i != 3; ++i) {
        BOOST_TEST(check(event).empty());
        BOOST_TEST(check.type() == "user.updated");
        event.append(80'000, ' ');
    }
}

BOOST_AUTO_TEST_CASE(the_limit_is_the_topics) {
    event_checker check({1024});
    BOOST_TEST(check(cases::event_of_1024).empty());
    report const found = check(cases::event_of_1025);
    BOOST_TEST(is_same(found, check_event(cases::event_of_1025, {1024})));
    BOOST_TEST(found.size() == 1U);
}

BOOST_AUTO_TEST_SUITE_END()
