// SPDX-License-Identifier: Apache-2.0
#include "snsproof/policy_document.hpp"

#include "snsproof/access.hpp"
#include "snsproof/decide.hpp"
#include "snsproof/grant.hpp"
#include "snsproof/policy_check.hpp"
#include "snsproof/policy_read.hpp"
#include "snsproof/publisher.hpp"

#include <boost/test/unit_test.hpp>

#include <chrono>
#include <cstddef>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "verify.hpp"

namespace sp = snsproof;

namespace {

constexpr std::string_view topic = "arn:aws:sns:us-east-1:123456789012:harbour-events";
constexpr std::string_view alarms = "arn:aws:sns:us-east-1:123456789012:harbour-alarms";

/// A statement that lets Stream publish, but for what is given.
std::string statement(std::string const& resource,
                      std::string const& principal = R"({"AWS":"185583345998"})") {
    return R"({"Sid":"AllowStreamToPublish","Effect":"Allow","Principal":)" + principal +
           R"(,"Action":"SNS:Publish","Resource":)" + resource + "}";
}

std::string in_quotes(std::string_view text) {
    return '"' + std::string(text) + '"';
}

std::string policy_of(std::string const& statements) {
    return R"({"Version":"2012-10-17","Statement":[)" + statements + "]}";
}

std::string resource(std::string const& name, std::string const& topics, std::string const& document) {
    return in_quotes(name) + R"(:{"Type":"AWS::SNS::TopicPolicy","Properties":{"Topics":)" + topics +
           R"(,"PolicyDocument":)" + document + "}}";
}

std::string template_of(std::string const& resources) {
    return R"({"Resources":{"Harbour":{"Type":"AWS::SNS::Topic"},)" + resources + "}}";
}

/// A resource of Terraform; an empty policy is not known.
std::string of_terraform(std::string const& type, std::string const& name, std::string_view arn,
                         std::string_view policy) {
    std::string text = R"({"address":")" + type + '.' + name + R"(","type":")" + type + R"(","values":{)";
    if (!arn.empty()) text += R"("arn":)" + in_quotes(arn);
    if (!arn.empty() && !policy.empty()) text += ',';
    if (policy.empty()) return text + "}}";
    text += R"("policy":")";
    for (char const c : policy) text += c == '"' ? std::string("\\\"") : std::string(1, c);
    return text + "\"}}";
}

std::string plan_of(std::string const& resources, std::string const& children = "") {
    return R"({"format_version":"1.2","planned_values":{"root_module":{"resources":[)" + resources +
           R"(],"child_modules":[)" + children + "]}}}";
}

std::vector<std::string> names_of(std::string const& text) {
    std::vector<std::string> names;
    for (sp::policy_place const& at : sp::find_policies(text)) names.emplace_back(at.name);
    return names;
}

using texts = std::vector<std::string>;

/// What the policies of a document say to Stream, in their order.
texts decide_all(std::string const& text) {
    texts said;
    for (sp::policy_place const& at : sp::find_policies(text)) {
        auto const parsed = sp::parse_policy(text, at);
        BOOST_TEST_REQUIRE(parsed.value() != nullptr, cases::describe(parsed.findings(), text));
        BOOST_TEST(parsed.ok(), cases::describe(parsed.findings(), text));
        BOOST_TEST(sp::check_policy(*parsed.value()).ok());
        said.emplace_back(
            name_of(sp::decide_publisher(*parsed.value(), sp::stream_account, at.topic).decision));
    }
    return said;
}

/// Finds, reads and checks all policies; the seconds that it takes.
double check_all(std::string const& text) {
    auto const start = std::chrono::steady_clock::now();
    for (sp::policy_place const& at : sp::find_policies(text)) {
        auto const parsed = sp::parse_policy(text, at);
        if (parsed.value() != nullptr) sp::check_policy(*parsed.value());
    }
    std::chrono::duration<double> const taken = std::chrono::steady_clock::now() - start;
    return taken.count();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(policy_document_tests)

BOOST_AUTO_TEST_CASE(a_document_that_holds_none_is_the_place_itself) {
    for (std::string const& text : {policy_of(statement(in_quotes(topic))), std::string("7"),
                                    std::string("{"), std::string(), std::string(R"({"Resources":{}})")}) {
        auto const found = sp::find_policies(text);
        BOOST_TEST_REQUIRE(found.size() == 1U);
        BOOST_TEST(found[0].where.length == text.size());
        auto const whole = sp::parse_policy(text);
        auto const at = sp::parse_policy(text, found[0]);
        BOOST_TEST(cases::describe(at.findings(), text) == cases::describe(whole.findings(), text));
        BOOST_TEST((at.value() == nullptr) == (whole.value() == nullptr));
    }
}

BOOST_AUTO_TEST_CASE(all_policies_of_a_template) {
    std::string const text = template_of(
        resource("First", R"([{"Ref":"Harbour"}])", policy_of(statement(R"({"Ref":"Harbour"})"))) + "," +
        resource("Second", "[" + in_quotes(topic) + "]", policy_of(statement(in_quotes(topic)))) +
        R"(,"Third":{"Type":"AWS::SNS::TopicInlinePolicy","Properties":{"TopicArn":)" + in_quotes(alarms) +
        R"(,"PolicyDocument":)" + policy_of(statement(in_quotes(topic))) + "}}");
    for (std::string const& document : {text, R"({"TemplateBody":)" + text + "}"}) {
        BOOST_TEST(names_of(document) == (texts{"First", "Second", "Third"}),
                   boost::test_tools::per_element());
        auto const found = sp::find_policies(document);
        BOOST_TEST(found[0].topic.empty());
        BOOST_TEST(found[0].own_topic == "Harbour");
        BOOST_TEST(found[1].topic == topic);
        BOOST_TEST(found[2].topic == alarms);
        BOOST_TEST((document / found[2].field) == "PolicyDocument");
        BOOST_TEST(decide_all(document) == (texts{"allow", "allow", "implicit-deny"}),
                   boost::test_tools::per_element());
        auto const third = sp::parse_policy(document, found[2]);
        BOOST_TEST((document / third.value()->where()) == third.value()->document());
        BOOST_TEST((document / third.value()->resources(third.value()->statements()[0])[0].where) == topic);
    }
}

BOOST_AUTO_TEST_CASE(several_topics_are_none_of_the_policys_own) {
    std::string const text = template_of(resource("Both", R"([{"Ref":"Harbour"},{"Ref":"Alarms"}])",
                                                  policy_of(statement(R"({"Ref":"Alarms"})"))));
    BOOST_TEST(decide_all(text) == texts{"depends"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(what_is_the_policys_own_topic) {
    auto const decide_for = [](std::string const& resource_text,
                               std::string const& action = "\"SNS:Publish\"") {
        std::string const text =
            template_of(resource("P", R"([{"Ref":"Harbour"}])",
                                 policy_of(R"({"Effect":"Allow","Principal":"*","Action":)" + action +
                                           R"(,"Resource":)" + resource_text + "}")));
        auto const parsed = sp::parse_policy(text);
        BOOST_TEST_REQUIRE(parsed.value() != nullptr);
        BOOST_TEST(parsed.findings().count(sp::severity::warning) == 0U);
        return name_of(sp::decide_publisher(*parsed.value(), sp::stream_account, topic).decision);
    };
    BOOST_TEST(decide_for(R"({"Ref":"Harbour"})") == "allow");
    BOOST_TEST(decide_for(R"({"Fn::GetAtt":"Harbour.TopicArn"})") == "allow");
    BOOST_TEST(decide_for(R"({"Fn::GetAtt":["Harbour","TopicArn"]})") == "allow");
    BOOST_TEST(decide_for(R"({"Fn::GetAtt":"Harbour.TopicName"})") == "depends");
    BOOST_TEST(decide_for(R"({"Fn::GetAtt":["Harbour","TopicName"]})") == "depends");
    BOOST_TEST(decide_for(R"({"Fn::GetAtt":["Harbour"]})") == "depends");
    BOOST_TEST(decide_for(R"({"Ref":"Harbour"})", R"({"Ref":"Harbour"})") == "depends");
    auto const escaped = sp::find_policies(template_of(resource("P", R"(["arn\u003aaws"])", policy_of(""))));
    BOOST_TEST(escaped[0].topic.empty());
}

BOOST_AUTO_TEST_CASE(what_get_topic_attributes_answers) {
    std::string const text = R"({"Attributes":{"Policy":)" + policy_of(statement(in_quotes(topic))) +
                             R"(,"TopicArn":)" + in_quotes(topic) + "}}";
    auto const found = sp::find_policies(text);
    BOOST_TEST_REQUIRE(found.size() == 1U);
    BOOST_TEST(found[0].topic == topic);
    BOOST_TEST(decide_all(text) == texts{"allow"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(all_policies_of_terraform) {
    std::string const granted = policy_of(statement(in_quotes(topic)));
    std::string const other = policy_of(statement(in_quotes(topic), R"({"AWS":"111122223333"})"));
    std::string const text =
        plan_of(of_terraform("aws_sns_topic", "new", "", "") + "," +
                    of_terraform("aws_sns_topic", "replaced", topic, other) + "," +
                    of_terraform("aws_sns_topic_policy", "replacing", topic, granted) + "," +
                    of_terraform("aws_sns_topic", "own", alarms, other) + "," +
                    of_terraform("aws_sqs_queue", "queue", alarms, other),
                R"({"resources":[)" + of_terraform("aws_sns_topic_policy", "unknown", "", "") + "]}");
    BOOST_TEST(names_of(text) == (texts{"aws_sns_topic_policy.replacing", "aws_sns_topic.own",
                                        "aws_sns_topic_policy.unknown"}),
               boost::test_tools::per_element());
    BOOST_TEST(decide_all(text) == (texts{"allow", "implicit-deny", "depends"}),
               boost::test_tools::per_element());
    std::string const state = R"({"values":{"root_module":{"resources":[)" +
                              of_terraform("aws_sns_topic_policy", "state", topic, granted) + "]}}}";
    BOOST_TEST(decide_all(state) == texts{"allow"}, boost::test_tools::per_element());
    std::string const both = plan_of(of_terraform("aws_sns_topic", "a", topic, other) + "," +
                                     of_terraform("aws_sns_topic", "b", alarms, other) + "," +
                                     of_terraform("aws_sns_topic", "c", "", other) + "," +
                                     of_terraform("aws_sns_topic_policy", "d", topic, granted) + "," +
                                     of_terraform("aws_sns_topic_policy", "e", alarms, granted) + "," +
                                     of_terraform("aws_sns_topic_policy", "f", "", ""));
    BOOST_TEST(names_of(both) == (texts{"aws_sns_topic.c", "aws_sns_topic_policy.d", "aws_sns_topic_policy.e",
                                        "aws_sns_topic_policy.f"}),
               boost::test_tools::per_element());
    std::string const unknown = plan_of(of_terraform("aws_sns_topic", "a", "", "") + "," +
                                        of_terraform("aws_sns_topic_policy", "b", "", ""));
    BOOST_TEST(names_of(unknown) == texts{"aws_sns_topic_policy.b"}, boost::test_tools::per_element());
    std::string const only = plan_of(of_terraform("aws_sns_topic", "new", "", ""));
    BOOST_TEST(names_of(only) == texts{"aws_sns_topic.new"}, boost::test_tools::per_element());
    BOOST_TEST(decide_all(only) == texts{"depends"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(the_first_policy_is_read_where_no_place_is_given) {
    std::string const text = template_of(
        resource("First", R"([{"Ref":"Harbour"}])", policy_of(statement(R"({"Ref":"Harbour"})"))) + "," +
        resource("Second", R"([{"Ref":"Harbour"}])", policy_of("")));
    auto const parsed = sp::parse_policy(text);
    BOOST_TEST_REQUIRE(parsed.value() != nullptr);
    BOOST_TEST(parsed.value()->statements().size() == 1U);
    BOOST_TEST(parsed.findings().count(sp::severity::warning) == 1U);
}

// Only certain answers; what an unknown value could change is not known, and says why.
BOOST_AUTO_TEST_CASE(searches_doubt_only_what_they_touch) {
    auto const read = [](std::string const& statements) {
        return sp::parse_policy(template_of(resource("P", R"([{"Ref":"Harbour"}])", policy_of(statements))));
    };
    std::string const own = R"({"Ref":"Harbour"})";
    auto const closed = read(statement(own));
    auto const named = read(statement(own, R"({"AWS":{"Ref":"Publisher"}})"));
    auto const open = read(statement(own, R"({"AWS":{"Ref":"Publisher"}})") + "," +
                           R"({"Effect":"Allow","Principal":"*","Action":"SNS:Publish","Resource":{"Ref":)"
                           R"("Harbour"},"Condition":{"IpAddress":{"aws:SourceIp":"0.0.0.0/1"}}})");
    auto const service = read(statement(own, R"({"Service":{"Ref":"Service"}})"));
    auto const denied = read(statement(own, "\"*\"") + R"(,{"Fn::If":["A",{},{}]})");
    BOOST_TEST((sp::is_public(*closed.value()).found() == sp::truth::no));
    BOOST_TEST((sp::is_public(*open.value()).found() == sp::truth::yes));
    BOOST_TEST((sp::is_public(*service.value()).found() == sp::truth::no));
    for (auto const* const p : {&named, &denied}) {
        auto const said = sp::is_public(*p->value());
        BOOST_TEST((said.found() == sp::truth::unknown));
        BOOST_TEST(said.doubt().what->id == "access-unknown");
    }
    auto const widened = sp::widens(*closed.value(), *named.value());
    BOOST_TEST((widened.found() == sp::truth::unknown));
    BOOST_TEST(widened.doubt().what->id == "access-unknown");
    BOOST_TEST(bool(widened));
    // It is told of the policy that it stands in.
    BOOST_TEST(sp::check_answer(widened, *closed.value(), sp::rules::access_widens).empty());
    auto const told = sp::check_answer(widened, *named.value(), sp::rules::access_widens);
    BOOST_TEST_REQUIRE(told.size() == 1U);
    BOOST_TEST((named.value()->text() / told.begin()->where) == "Publisher");
    auto const shown =
        sp::check_answer(sp::is_public(*open.value()), *open.value(), sp::rules::access_public);
    BOOST_TEST((open.value()->text() / shown.begin()->where) == "*");
    // Whatever is unknown in a policy, it is the same policy.
    BOOST_TEST((sp::widens(*named.value(), *named.value()).found() == sp::truth::no));
    BOOST_TEST((sp::widens(*named.value(), *closed.value()).found() == sp::truth::unknown));
    BOOST_TEST((sp::widens(*closed.value(), *open.value()).found() == sp::truth::yes));
    BOOST_TEST((sp::widens(*denied.value(), *service.value()).found() == sp::truth::unknown));
    auto const grants = sp::who_can(*named.value(), "sns:Publish");
    BOOST_TEST(grants.size() == 0U);
    BOOST_TEST(grants.doubt().what->id == "access-unknown");
}

// The same answer for each value that may come of the unknown one, or none.
BOOST_AUTO_TEST_CASE(what_is_certain_holds_whatever_is_deployed) {
    std::vector<std::string> const values{in_quotes("*"), in_quotes("185583345998"),
                                          in_quotes("111122223333")};
    std::vector<std::string> const actions{in_quotes("SNS:Publish"), in_quotes("SNS:Subscribe"),
                                           in_quotes("*")};
    std::string const function = R"({"Ref":"Any"})";
    std::mt19937 random(11);
    std::size_t certain = 0;
    for (int i = 0; i != 2000; ++i) {
        std::string open;
        std::string closed;
        for (int n = 0; n != 3; ++n) {
            bool const hides_principal = random() % 3 == 0;
            bool const hides_action = random() % 3 == 0;
            std::string const head =
                std::string(n == 0 ? "" : ",") + R"({"Sid":"s)" + std::to_string(n) + R"(","Effect":")" +
                (random() % 3 == 0 ? "Deny" : "Allow") + "\"," +
                (random() % 4 == 0 ? R"("NotPrincipal":{"AWS":)" : R"("Principal":{"AWS":)");
            std::string const& who = values[random() % 3];
            std::string const& what = actions[random() % 3];
            auto const rest = [&](std::string const& p, std::string const& a) {
                return head + p + R"(},"Action":)" + a + R"(,"Resource":)" + in_quotes(topic) + "}";
            };
            open += rest(hides_principal ? function : who, hides_action ? function : what);
            closed += rest(who, what);
        }
        auto const unknown = sp::parse_policy(template_of(resource("P", "[]", policy_of(open))));
        auto const known = sp::parse_policy(template_of(resource("P", "[]", policy_of(closed))));
        for (std::string_view const caller : {"185583345998", "arn:aws:iam::111122223333:user/bob", "*"}) {
            sp::request const asked{sp::parse_caller(caller), "sns:Publish", topic};
            auto const said = sp::decide(*unknown.value(), asked).decision;
            if (said == sp::decision::depends) continue;
            ++certain;
            BOOST_TEST((said == sp::decide(*known.value(), asked).decision), open << '\n' << closed);
        }
    }
    BOOST_TEST(certain > 1000U);
}

BOOST_AUTO_TEST_CASE(findings_stay_inside_of_broken_documents) {
    std::vector<std::string> const documents{
        template_of(resource("P", R"([{"Ref":"Harbour"}])",
                             policy_of(statement(R"({"Fn::GetAtt":["Harbour","TopicArn"]})") +
                                       R"(,{"Fn::If":["A",{},{}]},{"Effect":{"Fn::Sub":"${A}"},"Action":)"
                                       R"({"Fn::Join":["",["SNS:",{"Fn::Sub":"${!a}"},{"Ref":"B"}]]}})"))),
        plan_of(of_terraform("aws_sns_topic_policy", "p", topic, policy_of(statement(in_quotes(topic)))) +
                "," + of_terraform("aws_sns_topic", "q", alarms, ""))};
    std::mt19937 random(13);
    for (std::string const& text : documents)
        for (int i = 0; i != 3000; ++i) {
            std::string changed = text;
            std::string const& from = documents[random() % documents.size()];
            std::size_t const length = random() % 12;
            changed.replace(random() % changed.size(), length, from, random() % (from.size() - 12), length);
            for (sp::policy_place const& at : sp::find_policies(changed)) {
                auto const parsed = sp::parse_policy(changed, at);
                sp::report found = sp::report();
                found.append(parsed.findings());
                if (parsed.value() != nullptr) found.append(sp::check_policy(*parsed.value()));
                for (auto const& f : found) {
                    BOOST_TEST(f.where.offset >= (at.field.length != 0 ? at.field : at.where).offset,
                               changed);
                    BOOST_TEST(f.where.end() <= at.where.end(), changed);
                }
            }
        }
}

// Neither many policies, nor long delimiters of many parts that are unknown in the end.
BOOST_AUTO_TEST_CASE(hostile_documents_take_no_time) {
    std::string resources;
    std::string planned;
    for (int i = 0; i != 5'000; ++i) {
        std::string const n = std::to_string(i);
        resources += (i == 0 ? "" : ",") + resource("P" + n, "[]", policy_of(statement(in_quotes(topic))));
        planned += (i == 0 ? "" : ",") +
                   of_terraform(i % 2 == 0 ? "aws_sns_topic_policy" : "aws_sns_topic", n, "a" + n, "{}");
    }
    BOOST_TEST(check_all(template_of(resources)) < 10.0);
    BOOST_TEST(check_all(plan_of(planned)) < 10.0);
    std::string joins;
    for (int i = 0; i != 200; ++i) {
        joins += std::string(i == 0 ? "" : ",") + R"({"Fn::Join":[")" + std::string(4'000, 'x') + R"(",[)";
        for (int n = 0; n != 1'000; ++n) joins += R"("",)";
        joins += R"({"Ref":"A"}]]})";
    }
    BOOST_TEST(check_all(template_of(resource("P", "[]", policy_of(R"({"Action":[)" + joins + "]}")))) < 10.0);
}

BOOST_AUTO_TEST_SUITE_END()
