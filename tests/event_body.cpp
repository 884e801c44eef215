// SPDX-License-Identifier: Apache-2.0
#include "snsproof/event_body.hpp"

#include "cases/event_body.hpp"
#include "gzip.hpp"
#include "mutation.hpp"

#include <boost/test/unit_test.hpp>

#include <cstddef>
#include <random>
#include <string>
#include <string_view>

using namespace snsproof;

namespace {

/// An envelope as SNS writes one around a message.
std::string envelope_of(std::string_view message) {
    std::string text = R"({"Type":"Notification","MessageId":"m","TopicArn":"t","Message":")";
    for (char const c : message) {
        if (c == '"' || c == '\\') text += '\\';
        text += c;
    }
    return text + R"(","Timestamp":"t","SignatureVersion":"1","Signature":"s","SigningCertURL":"u"})";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(event_body_tests)

BOOST_AUTO_TEST_CASE(bodies) {
    for (auto const& c : cases::bodies) {
        auto const full = cases::expand(c.text, cases::body_abbreviations);
        std::string_view const text = cases::view(full);
        auto const body = check_event_body(text);
        BOOST_TEST(cases::is_body_case(c), "`" << text << "`: " << name_of(body.form) << " of "
                                               << name_of(body.content) << ", "
                                               << cases::describe(body.findings, text));
    }
}

BOOST_AUTO_TEST_CASE(facts) {
    for (auto const& f : cases::body_facts) BOOST_TEST(f.holds(), f.what);
}

// The largest message of a topic's default, whose envelope is twice as long, and one byte more.
BOOST_AUTO_TEST_CASE(the_limit_of_a_message_is_262144_bytes) {
    std::string const start = R"({"type":"a","created_at":null)";
    std::string message = start;
    while (message.size() + 4 < 262'144) message += R"(,"":"")";
    message.resize(262'144 - (262'144 - start.size()) % 6 - 1);
    message = message.substr(0, message.rfind(",\"\":")) + "}";
    message.append(262'144 - message.size(), ' ');
    auto const body = check_event_body(envelope_of(message));
    BOOST_TEST(body.findings.empty(), cases::describe(body.findings, envelope_of(message)));
    BOOST_TEST(body.size == 262'144U);
    auto const large = envelope_of(message + ' ');
    auto const too_large = check_event_body(large);
    BOOST_TEST(cases::is_only_too_large(too_large, large, " "));
    BOOST_TEST(too_large.findings.begin()->where.offset == large.rfind(" \",\"Timestamp"));
}

BOOST_AUTO_TEST_CASE(longer_texts_are_never_read) {
    std::string text = envelope_of(R"({"type":"a","created_at":null})");
    event_limits const limits{1024};
    text.append(static_cast<std::size_t>(envelope_room(limits)) - text.size(), ' ');
    BOOST_TEST(check_event_body(text, {limits}).findings.empty());
    text += ' ';
    BOOST_TEST(cases::is_only_too_large(check_event_body(text, {limits}), text, text.substr(1024, 1)));
}

// Hostile texts of each form take linear time, and no stack.
BOOST_AUTO_TEST_CASE(large_and_deep_texts) {
    std::string const escapes = envelope_of(std::string(200'000, '"'));
    std::string const many = envelope_of(R"({"type":"a","created_at":null,"x":")" + [] {
        std::string all;
        for (int i = 0; i != 60'000; ++i) all += "\xEF\xBF\xBE";
        return all;
    }() + "\"}");
    auto const found = check_event_body(many);
    BOOST_TEST(found.findings.size() == report::capacity);
    BOOST_TEST(found.findings.dropped() == 59'000U);
    BOOST_TEST(!check_event_body(escapes).ok());
    BOOST_TEST(!check_event_body(std::string(200'000, '{')).ok());
    BOOST_TEST(!check_event_body(envelope_of(std::string(200'000, '['))).ok());
    BOOST_TEST(!check_event_body("eyJ0" + std::string(200'000, 'e')).ok());
}

BOOST_AUTO_TEST_CASE(whatever_the_bytes_spans_lie_in_the_text) {
    std::mt19937 random(5);
    std::size_t clean = 0, forms[6]{};
    for (int i = 0; i != 40'000; ++i) {
        auto const& c = cases::bodies[random() % std::size(cases::bodies)];
        auto const full = cases::expand(c.text, cases::body_abbreviations);
        std::string text = cases::mutate(cases::view(full), random, 2);
        if (random() % 8 == 0) text = envelope_of(text);
        auto const body = check_event_body(text);
        clean += body.findings.empty() ? 1 : 0;
        ++forms[static_cast<std::size_t>(body.form)];
        for (auto const& f : body.findings)
            if (f.where.end() > text.size() || f.related.end() > text.size())
                BOOST_ERROR("outside of " << text);
        if (body.form != find_body_form(text)) BOOST_ERROR("two forms: " << text);
    }
    BOOST_TEST(clean > 1'000U);
    for (std::size_t const count : forms) BOOST_TEST(count > 100U);
}

// A right event in whatever form has no finding, and a wrong one those of check_event.
BOOST_AUTO_TEST_CASE(each_form_has_the_findings_of_its_event) {
    std::mt19937 random(9);
    std::string const event =
        R"({"type":"message.neww","created_at":7.5,"cid":":","x":"\u00e9\n","message":{"id":[]}})";
    std::size_t wrong = 0;
    for (int i = 0; i != 5'000; ++i) {
        std::string const text = i == 0 ? event : cases::mutate(event, random, 3);
        if (!text.starts_with(R"({"t)")) continue;
        report const own = check_event(text);
        wrong += own.ok() ? 0 : 1;
        std::string const base64 = cases::encode_base64(text);
        for (std::string const& outer : {base64, envelope_of(text), envelope_of(base64)}) {
            auto const body = check_event_body(outer);
            // A byte that JSON refuses is refused in the envelope, too, and then as the envelope's.
            if (body.form == body_form::json) continue;
            BOOST_TEST_REQUIRE(body.findings.size() == own.size(), outer);
            for (std::size_t j = 0; j != own.size(); ++j) {
                auto const& f = body.findings.begin()[j];
                BOOST_TEST_REQUIRE((*f.what == *own.begin()[j].what), outer);
                std::string const under(std::string_view(text) / own.begin()[j].where);
                std::string_view const shown = outer / f.where;
                // The digits of the three groups around it hold the bytes; an envelope escapes them.
                if (body.content == body_form::json)
                    BOOST_TEST_REQUIRE(envelope_of(under).find(shown) != std::string::npos, outer);
                else
                    BOOST_TEST_REQUIRE(shown.size() * 3 / 4 <= under.size() + 2, outer);
            }
        }
    }
    BOOST_TEST(wrong > 1'000U);
}

BOOST_AUTO_TEST_CASE(names_of_forms) {
    using snsproof::body_form;
    using snsproof::name_of;
    BOOST_TEST(name_of(body_form::json) == "JSON");
    BOOST_TEST(name_of(body_form::base64) == "base64 of JSON");
    BOOST_TEST(name_of(body_form::gzip) == "base64 of gzip data");
    BOOST_TEST(name_of(body_form::notification) == "SNS notification");
    BOOST_TEST(name_of(body_form::subscription) == "SNS subscription confirmation");
    BOOST_TEST(name_of(body_form::unsubscription) == "SNS unsubscribe confirmation");
}

// Of base64 that is cut only what is sure to be an event is said to be one.
BOOST_AUTO_TEST_CASE(what_only_begins_as_another_form) {
    for (std::string_view const text : {"HwA=", "e3h4!"}) {
        auto const found = snsproof::check_event_body(text, {}).findings;
        BOOST_TEST(found.size() == 1U);
        BOOST_TEST(found.begin()->what->id == "body-form");
    }
    auto const cut = snsproof::check_event_body("eyAi!", {}).findings;
    BOOST_TEST(cut.begin()->what->id == "body-base64");
}

BOOST_AUTO_TEST_CASE(a_body_as_large_as_may_be) {
    std::string body = R"({"type":"custom","created_at":null})";
    body.append(300 - body.size(), ' ');
    BOOST_TEST(snsproof::check_event_body(body, {{300}}).ok());
    BOOST_TEST(!snsproof::check_event_body(body, {{299}}).ok());
}

BOOST_AUTO_TEST_SUITE_END()
