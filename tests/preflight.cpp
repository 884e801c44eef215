// SPDX-License-Identifier: Apache-2.0
#include "snsproof/preflight.hpp"

#include "cases/preflight.hpp"

#include <boost/test/unit_test.hpp>

#include <array>
#include <string_view>

namespace sp = snsproof;

BOOST_AUTO_TEST_SUITE(preflight_tests)

BOOST_AUTO_TEST_CASE(deployments) {
    for (cases::deployment const& d : cases::deployments) BOOST_TEST(cases::is_deployment_case(d), d.what);
}

// A case that is right with its answer must be wrong with another one.
BOOST_AUTO_TEST_CASE(deployments_can_fail) {
    for (cases::deployment d : cases::deployments) {
        cases::deployment other = d;
        other.arrives = d.arrives == sp::truth::yes ? sp::truth::no : sp::truth::yes;
        BOOST_TEST(!cases::is_deployment_case(other), d.what);
        d.rule = d.rule.empty() ? "preflight-disabled" : "";
        BOOST_TEST(!cases::is_deployment_case(d), d.what);
    }
}

BOOST_AUTO_TEST_CASE(each_hook_gets_the_policy_of_its_topic) {
    constexpr std::string_view hooks = R"([
      {"id": "0c5e5d4a-2f0b-4d6e-9a53-1f6f2f0f6a11", "hook_type": "sns", "enabled": true, "sns_auth_type": "resource",
       "sns_region": "us-east-1", "sns_topic_arn": "arn:aws:sns:us-east-1:123456789012:harbour", "event_types": ["message.new"]},
      {"id": "0c5e5d4a-2f0b-4d6e-9a53-1f6f2f0f6a12", "hook_type": "webhook", "enabled": true, "webhook_url": "https://a.example"},
      {"id": "0c5e5d4a-2f0b-4d6e-9a53-1f6f2f0f6a13", "hook_type": "sns", "enabled": true, "sns_auth_type": "resource",
       "sns_region": "us-east-1", "sns_topic_arn": "arn:aws:sns:us-east-1:123456789012:harbour-old", "event_types": ["message.new"]}])";
    auto const wanted = sp::parse_hooks(hooks);
    auto const first = sp::parse_policy(cases::for_stream);
    auto const second = sp::parse_policy(cases::other_topic);
    std::array<sp::topic_policy, 2> const given{
        {{"arn:aws:sns:us-east-1:123456789012:harbour-old", second.value(), nullptr},
         {"arn:aws:sns:us-east-1:123456789012:harbour", first.value(), nullptr}}};
    auto const made = sp::make_preflight(*wanted.value(), wanted.findings(), given);
    BOOST_TEST_REQUIRE(made.hooks.size() == 2U);
    BOOST_TEST(made.hooks[0].policy == &given[1]);
    BOOST_TEST(made.hooks[1].policy == given.data());
    BOOST_TEST((made.hooks[0].arrives == sp::truth::yes && made.hooks[1].arrives == sp::truth::yes));

    // The only one that is given, without a topic, is for all; here it names another topic.
    sp::topic_policy const all{"", first.value(), nullptr};
    auto const shared = sp::make_preflight(*wanted.value(), wanted.findings(), {&all, 1});
    BOOST_TEST((shared.hooks[0].arrives == sp::truth::yes && shared.hooks[1].arrives == sp::truth::no));
}

BOOST_AUTO_TEST_CASE(the_first_of_two_reasons_is_kept) {
    auto const wanted = sp::parse_hooks(cases::disabled_hook);
    auto const parsed = sp::parse_policy(cases::for_others);
    sp::topic_policy const given{"arn:aws:sns:us-east-1:123456789012:harbour", parsed.value(), nullptr};
    auto const made = sp::make_preflight(*wanted.value(), wanted.findings(), {&given, 1});
    BOOST_TEST(made.in_hooks.size() == 2U);
    BOOST_TEST(made.hooks[0].because->id == "preflight-disabled");
}

BOOST_AUTO_TEST_SUITE_END()
