// SPDX-License-Identifier: Apache-2.0
#include "snsproof/publish.hpp"

#include "cases/publish.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <string_view>

using namespace snsproof;

BOOST_AUTO_TEST_SUITE(publish_tests)

BOOST_AUTO_TEST_CASE(calls) {
    for (auto const& c : cases::publish_calls) {
        auto const full = cases::expand(c.text, cases::publish_abbreviations);
        std::string_view const text = cases::view(full);
        BOOST_TEST(cases::is_publish_case(c),
                   "`" << text << "`: " << cases::describe(check_publish(text), text));
    }
}

BOOST_AUTO_TEST_CASE(facts) {
    for (auto const& f : cases::publish_facts) BOOST_TEST(f.holds(), f.what);
}

namespace {

std::string message(std::size_t size, std::string_view more = "") {
    return R"({"Message":")" + std::string(size, 'x') + '"' + std::string(more) + '}';
}

std::string_view only_rule(report const& found) {
    return found.size() == 1 ? found.begin()->what->id : std::string_view("none or many");
}

}  // namespace

// Both sides of each limit, as they were recorded from SNS.
BOOST_AUTO_TEST_CASE(sizes) {
    BOOST_TEST(check_publish(message(262'144)).empty());
    BOOST_TEST(only_rule(check_publish(message(262'145))) == "publish-size");
    BOOST_TEST(check_publish(message(262'145)).begin()->where.length == 262'145U);
    std::string const attribute = R"(,"MessageAttributes":{"attr1":{"DataType":"Number","StringValue":"1"}})";
    BOOST_TEST(check_publish(message(262'132, attribute)).empty());
    BOOST_TEST(only_rule(check_publish(message(262'133, attribute))) == "publish-size");
    BOOST_TEST(check_publish(message(262'144, R"(,"Subject":")" + std::string(100, 's') + '"')).empty());
    publish_options const raised{{1'048'576}, false};
    BOOST_TEST(check_publish(message(1'048'576), raised).empty());
    BOOST_TEST(only_rule(check_publish(message(1'048'577), raised)) == "publish-size");
    BOOST_TEST(only_rule(check_publish(message(1'025), {{1'024}, false})) == "publish-size");
    auto const batch = [](std::size_t first, std::size_t second) {
        return R"({"PublishBatchRequestEntries":[)" + message(first, R"(,"Id":"a")") + ',' +
               message(second, R"(,"Id":"b")") + "]}";
    };
    BOOST_TEST(check_publish(batch(131'072, 131'072)).empty());
    BOOST_TEST(only_rule(check_publish(batch(131'072, 131'073))) == "publish-batch-size");
    BOOST_TEST(only_rule(check_publish(batch(262'145, 1))) == "publish-size");
}

// As above, in characters.
BOOST_AUTO_TEST_CASE(lengths) {
    auto const repeat = [](std::string_view text, std::size_t count) {
        std::string all;
        for (std::size_t i = 0; i != count; ++i) all += text;
        return all;
    };
    auto const with = [](std::string_view member, std::string const& value) {
        return check_publish(message(1, ",\"" + std::string(member) + "\":\"" + value + '"'));
    };
    BOOST_TEST(with("Subject", repeat("\xC3\xA9", 100)).empty());
    BOOST_TEST(only_rule(with("Subject", repeat("\xC3\xA9", 101))) == "publish-subject");
    BOOST_TEST(with("MessageGroupId", repeat("g", 128)).empty());
    BOOST_TEST(only_rule(with("MessageGroupId", repeat("g", 129))) == "publish-fifo-id");
    auto const named = [&](std::size_t size) {
        return check_publish(message(1, R"(,"MessageAttributes":{")" + repeat("n", size) +
                                            R"(":{"DataType":"String","StringValue":"v"}})"));
    };
    BOOST_TEST(named(256).empty());
    BOOST_TEST(only_rule(named(257)) == "publish-attribute-name");
    auto const entry = [&](std::size_t size) {
        return check_publish(R"({"PublishBatchRequestEntries":[)" +
                             message(1, R"(,"Id":")" + repeat("i", size) + '"') + "]}");
    };
    BOOST_TEST(entry(80).empty());
    BOOST_TEST(only_rule(entry(81)) == "publish-batch-id");
}

BOOST_AUTO_TEST_SUITE_END()
