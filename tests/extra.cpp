// SPDX-License-Identifier: Apache-2.0
// Suites over collected facts and documents that are no part of the project. Exits with 77 where they are not
// there.
#include "snsproof/access.hpp"
#include "snsproof/decide.hpp"
#include "snsproof/event.hpp"
#include "snsproof/event_gzip.hpp"
#include "snsproof/event_type.hpp"
#include "snsproof/json_read.hpp"
#include "snsproof/policy_check.hpp"
#include "snsproof/policy_read.hpp"
#include "snsproof/publish.hpp"
#include "snsproof/publisher.hpp"
#include "snsproof/region.hpp"
#include "snsproof/rules.hpp"
#include "snsproof/topic_arn.hpp"

#include "boost_json.hpp"
#include "cases/topic_arn.hpp"

#define BOOST_TEST_MODULE snsproof_extra
#define BOOST_TEST_NO_MAIN
#include <boost/test/unit_test.hpp>

#include "event_agreement.hpp"
#include "held_request.hpp"
#include "mutation.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <random>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace fs = std::filesystem;
using namespace snsproof;

namespace {

fs::path const shared = SNSPROOF_SHARED_DIR;

std::string read_file(fs::path const& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) BOOST_FAIL("cannot read " << path);
    return {std::istreambuf_iterator<char>(file), {}};
}

/// The rows of a table without its head, split at tabs.
std::vector<std::vector<std::string>> read_table(fs::path const& path) {
    std::istringstream lines(read_file(path));
    std::vector<std::vector<std::string>> rows;
    for (std::string line; std::getline(lines, line);) {
        std::istringstream cells(line);
        rows.emplace_back();
        for (std::string cell; std::getline(cells, cell, '\t');) rows.back().push_back(cell);
    }
    rows.erase(rows.begin());
    return rows;
}

/// What stands behind `Source: ` in the comment above a generated table, its lines put together.
std::string source_of(std::string_view header) {
    std::istringstream lines(read_file(fs::path(SNSPROOF_SOURCE_DIR "/include/snsproof") / header));
    std::string source;
    for (std::string line; std::getline(lines, line);) {
        bool const starts = line.starts_with("// Source: ");
        if (source.empty() && !starts) continue;
        if (!line.starts_with("// ")) break;
        source += starts ? line.substr(11) : line.substr(2);
    }
    return source;
}

bool is_generated(std::string const& script, std::string_view facts, std::string_view header) {
    std::string const source = source_of(header);
    BOOST_REQUIRE(!source.empty());
    BOOST_REQUIRE(source.find('\'') == source.npos);
    std::string const command = "'" SNSPROOF_PYTHON "' -B '" SNSPROOF_SOURCE_DIR "/tools/" + script + "' '" +
                                (shared / "facts" / facts).string() + "' '" + source + "' --check";
    return std::system(command.c_str()) == 0;
}

}  // namespace

// A publisher's patterns are all wrong for one of these; what `expected` says is what AWS does.
BOOST_AUTO_TEST_CASE(arns_that_published_patterns_get_wrong) {
    using cases::arn_start;
    std::string const start(arn_start);
    std::map<std::string, std::string> const arns{
        {"standard", start + "chat"},
        {"fifo", start + "chat.fifo"},
        {"china", "arn:aws-cn:sns:cn-north-1:123456789012:chat"},
        {"gov", "arn:aws-us-gov:sns:us-gov-west-1:123456789012:chat"},
        {"eusc", "arn:aws-eusc:sns:eusc-de-east-1:123456789012:chat"},
        {"iso-f", "arn:aws-iso-f:sns:us-isof-south-1:123456789012:chat"},
        {"name256", start + std::string(256, 'n')},
        {"subscription", start + "chat:8a21d249-4329-4871-acc6-7be709c6ea7f"},
        {"app", start + "app/GCM/chat"},
        {"endpoint", start + "endpoint/GCM/chat/8a21d249-4329-4871-acc6-7be709c6ea7f"},
        {"acct11", "arn:aws:sns:us-east-1:12345678901:chat"},
        {"partition/region mismatch", "arn:aws:sns:cn-north-1:123456789012:chat"},
        {"badname", start + "chat events!"},
        {"dot mid", start + "chat.events"},
        {"bare .fifo", start + ".fifo"},
        {"name257", start + std::string(257, 'n')},
        {"fifo total 261", start + std::string(256, 'n') + ".fifo"},
        {"trailing \\n", start + "chat\n"},
        {"sqs arn", "arn:aws:sqs:us-east-1:123456789012:chat"},
    };
    auto const rows = read_table(shared / "facts/arn_regex_matrix.tsv");
    BOOST_TEST(rows.size() == arns.size());
    for (auto const& row : rows) {
        BOOST_REQUIRE(arns.contains(row[0]));
        std::string const& text = arns.at(row[0]);
        BOOST_TEST(parse_topic_arn(text).ok() == (row[1] == "legal"), row[0] << ": " << text);
    }
}

BOOST_AUTO_TEST_CASE(regions_and_their_partitions) {
    std::set<std::string> listed;
    for (auto const& row : read_table(shared / "facts/regions.tsv")) {
        auto const* const known = find_region(row[1]);
        if (row[1].ends_with("-global")) {
            BOOST_TEST((known == nullptr && find_partition_of_region(row[1]) == nullptr), row[1]);
            continue;
        }
        listed.insert(row[1]);
        BOOST_TEST((known != nullptr && known->partition == row[0]), row[1]);
        BOOST_TEST(find_partition(row[0])->dns_suffix == row[2], row[1]);
    }
    for (auto const& r : snsproof::detail::regions) BOOST_TEST(listed.contains(std::string(r.name)), r.name);
}

BOOST_AUTO_TEST_CASE(event_types_and_their_delivery) {
    std::string const text = read_file(shared / "facts/events.json");
    auto const read = json::read(text);
    BOOST_REQUIRE(read.value() != nullptr);
    auto const root = read.value()->root();
    std::size_t count = 0;
    auto const check = [&](std::string_view name, delivery expected) {
        ++count;
        auto const* const known = find_event_type(name);
        BOOST_TEST((known != nullptr && known->delivery == expected), name);
    };
    for (auto const m : json::members(json::find(root, "events"))) {
        check(m.key.content(), delivery::hook);
        auto const* const known = find_event_type(m.key.content());
        auto const guess = json::find(m.value, "product_guess").first();
        BOOST_TEST((known != nullptr && guess.equals(name_of(known->product))), m.key.content());
        for (auto const p : json::elements(json::find(m.value, "in_product_specs")))
            for (auto const q : {product::chat, product::video, product::feeds, product::moderation})
                if (p.equals(name_of(q))) BOOST_TEST(known->belongs_to(q), m.key.content());
    }
    auto const names_of = [&](std::string_view section, delivery expected) {
        auto const v = json::find(root, section);
        for (auto const m : json::members(v)) check(m.key.content(), expected);
        for (auto const e : json::elements(v)) check(e.content(), expected);
    };
    names_of("websocket_only", delivery::websocket);
    names_of("historical_or_doc_only", delivery::historic);
    BOOST_TEST(count == std::size(snsproof::detail::event_types));
}

// What AWS answered once is no error. Those whose names were replaced have ARNs that are none.
BOOST_AUTO_TEST_CASE(policies_recorded_from_aws_have_no_error) {
    std::istringstream index(read_file(shared / "corpus/policies/index.tsv"));
    std::size_t count = 0;
    for (std::string line; std::getline(index, line);) {
        std::string const file = line.substr(0, line.find('\t'));
        std::string const kind = line.substr(std::min(file.size() + 1, line.size()));
        if (!kind.starts_with("recorded")) continue;
        ++count;
        bool const normalised = kind.substr(0, kind.find('\t')).ends_with("(normalised)");
        std::string const text = read_file(shared / "corpus/policies" / file);
        auto const parsed = parse_policy(text);
        for (finding const& f : parsed.findings()) {
            bool const exempt =
                f.what->level != severity::error || (normalised && f.what->id.starts_with("arn-"));
            BOOST_TEST(exempt, file << ": " << cases::describe(parsed.findings(), text));
        }
    }
    BOOST_TEST(count == 20U);
}

namespace {

using cases::text_of;

/// What a label says for sure: one word, and nothing that doubts it.
std::string definite(std::string const& label) {
    std::string const word = label.substr(0, label.find_first_of(" ("));
    if (word == "Allowed") return "allow";
    if (word == "ImplicitlyDenied") return "implicit-deny";
    if (word == "ExplicitlyDenied") return "explicit-deny";
    return "";
}

}  // namespace

// Labelled by hand from AWS's documentation; labels with a `?` or a `/` are no promise.
BOOST_AUTO_TEST_CASE(labelled_requests_are_decided_as_documented) {
    std::istringstream lines(read_file(shared / "cases/decide.jsonl"));
    std::size_t tested = 0;
    for (std::string line; std::getline(lines, line);) {
        auto const read = json::read(line);
        BOOST_REQUIRE(read.ok());
        json::value const root = read.value()->root();
        std::string const label = text_of(json::find(root, "expect"));
        std::string const id = text_of(json::find(root, "id"));
        std::string const policy_text(json::find(root, "policy").raw());
        auto const parsed = parse_policy(policy_text);
        if (label.starts_with("invalid")) {
            bool const found = parsed.value() == nullptr || !parsed.findings().empty() ||
                               !check_policy(*parsed.value()).empty();
            BOOST_TEST(found, id);
            ++tested;
        }
        std::string const expected = definite(label);
        if (expected.empty()) continue;
        ++tested;
        cases::held_request asked = cases::read_request(root);
        BOOST_REQUIRE(parsed.value() != nullptr);
        verdict const said = decide(*parsed.value(), asked.view());
        BOOST_TEST(name_of(said.decision) == expected, id);
        // Without a right of the caller's own, only what is not handed on suffices.
        if (json::find(root, "identityAllow"))
            BOOST_TEST((!said.delegated && !said.needs_identity_allow), id);
    }
    BOOST_TEST(tested == 54U);
}

namespace {

/// Whether there is an answer, or a reason why not, and the witness is a request that shows it.
bool is_shown(access_answer const& a, policy const& allowing, policy const* denying) {
    if (a.found() == truth::unknown) return a.doubt().what != nullptr;
    if (a.found() == truth::no) return true;
    request const& r = a.witness();
    bool const is_whole = std::none_of(r.context.begin(), r.context.end(),
                                       [](context_key const& k) { return k.state == key_state::unknown; });
    return is_whole && !r.other_keys_unknown && decide(allowing, r).decision == decision::allow &&
           (denying == nullptr || decide(*denying, r).decision != decision::allow);
}

}  // namespace

// Labelled by hand from AWS's documentation.
BOOST_AUTO_TEST_CASE(labelled_policies_are_public_or_not) {
    std::istringstream lines(read_file(shared / "cases/public.jsonl"));
    std::size_t tested = 0;
    for (std::string line; std::getline(lines, line); ++tested) {
        auto const read = json::read(line);
        BOOST_REQUIRE(read.ok());
        json::value const root = read.value()->root();
        std::string const name = text_of(json::find(root, "name"));
        json::value const label = json::find(root, "public");
        std::string const text(json::find(root, "policy").raw());
        auto const parsed = parse_policy(text);
        if (!label.is(json::kind::boolean)) {
            BOOST_TEST((text_of(label) == "invalid" && !parsed.ok()), name);
            continue;
        }
        BOOST_REQUIRE(parsed.value() != nullptr);
        auto const found = is_public(*parsed.value());
        BOOST_TEST((found.found() == (label.is_true() ? truth::yes : truth::no)), name);
        BOOST_TEST(is_shown(found, *parsed.value(), nullptr), name);
    }
    BOOST_TEST(tested == 31U);
}

BOOST_AUTO_TEST_CASE(labelled_pairs_of_policies_grant_more_or_not) {
    std::istringstream lines(read_file(shared / "cases/compare.jsonl"));
    std::size_t tested = 0;
    for (std::string line; std::getline(lines, line); ++tested) {
        auto const read = json::read(line);
        BOOST_REQUIRE(read.ok());
        json::value const root = read.value()->root();
        std::string const name = text_of(json::find(root, "name"));
        std::string const before(json::find(root, "existing").raw());
        std::string const after(json::find(root, "new").raw());
        auto const old = parse_policy(before);
        auto const changed = parse_policy(after);
        BOOST_REQUIRE((old.value() != nullptr && changed.value() != nullptr));
        bool const label = json::find(root, "grants_new").is_true();
        auto const found = widens(*old.value(), *changed.value());
        BOOST_TEST((found.found() == (label ? truth::yes : truth::no)), name);
        BOOST_TEST(is_shown(found, *changed.value(), old.value()), name);
    }
    BOOST_TEST(tested == 23U);
}

BOOST_AUTO_TEST_CASE(of_all_pairs_of_policies_each_has_an_answer) {
    std::vector<result<policy>> all;
    for (auto const& entry : fs::directory_iterator(shared / "corpus/policies")) {
        if (entry.path().extension() != ".json") continue;
        auto parsed = parse_policy(read_file(entry.path()));
        if (parsed.value() != nullptr) all.push_back(std::move(parsed));
    }
    std::size_t yes = 0, no = 0;
    for (auto const& a : all) {
        BOOST_TEST(is_shown(is_public(*a.value()), *a.value(), nullptr), a.value()->document());
        auto const again = parse_policy("{ " + std::string(a.value()->document().substr(1)));
        BOOST_TEST((widens(*a.value(), *again.value()).found() == truth::no), a.value()->document());
        for (auto const& b : all) {
            auto const found = widens(*a.value(), *b.value());
            BOOST_TEST(is_shown(found, *b.value(), a.value()), a.value()->document()
                                                                   << b.value()->document());
            yes += found.found() == truth::yes ? 1 : 0;
            no += found.found() == truth::no ? 1 : 0;
        }
    }
    BOOST_TEST(all.size() > 100U);
    BOOST_TEST(yes > 1'000U);
    BOOST_TEST(no > 1'000U);
}

// What SNS answered to SetTopicAttributes, and whether Stream could publish then.
BOOST_AUTO_TEST_CASE(topic_policies_are_taken_and_grant_as_recorded) {
    std::string const text = read_file(shared / "facts/topic_policy_cases.json");
    auto const read = json::read(text);
    BOOST_REQUIRE(read.ok());
    std::size_t tested = 0;
    for (json::value const one : json::elements(read.value()->root())) {
        std::string const id = text_of(json::find(one, "id"));
        std::string const topic = text_of(json::find(one, "topic"));
        json::value const own = json::find(one, "policy");
        std::string const policy_text = own.is(json::kind::string) ? text_of(own) : std::string(own.raw());
        auto const parsed = parse_policy(policy_text);
        std::string const answer = text_of(json::find(one, "set_topic_attributes"));
        if (answer.starts_with("accept"))
            BOOST_TEST(parsed.ok(), id << cases::describe(parsed.findings(), policy_text));
        // Whether an account exists, AWS alone knows.
        if (answer.starts_with("reject") && id != "nonexistent-account") {
            auto const at = parse_topic_arn(topic);
            bool const found = !parsed.ok() || (at.ok() && !check_policy(*parsed.value(), *at.value()).ok());
            BOOST_TEST(found, id);
        }
        json::value const grants = json::find(one, "grants_stream_publish");
        if (!grants || !grants.is(json::kind::boolean)) continue;
        bool const allowed =
            parsed.value() != nullptr &&
            decide_publisher(*parsed.value(), stream_account, topic).decision == decision::allow;
        // A policy that SNS refuses lets nobody in, whatever it says.
        if (!answer.starts_with("reject")) BOOST_TEST(allowed == grants.is_true(), id << ": " << allowed);
        ++tested;
    }
    BOOST_TEST(tested != 0U);
}

BOOST_AUTO_TEST_CASE(collected_documents_are_read_as_boost_json_reads_them) {
    std::size_t accepted = 0;
    std::size_t rejected = 0;
    for (std::string_view const folder :
         {"corpus/payloads", "corpus/policies", "corpus/policy-fragments", "corpus/transport", "facts"}) {
        std::size_t here = 0;
        for (auto const& entry : fs::recursive_directory_iterator(shared / folder)) {
            auto const& path = entry.path();
            if (path.extension() != ".json") continue;
            ++here;
            std::string const text = read_file(path);
            auto const read = json::read(text);
            bool const ok = read.value() != nullptr;
            BOOST_TEST(ok == boost_accepts(text), path << ": " << cases::describe(read.findings(), text));
            BOOST_TEST(ok == read.ok(), path);
            BOOST_TEST((folder != "facts" || ok), path);
            (ok ? accepted : rejected) += 1;
        }
        BOOST_TEST(here != 0U, folder);
    }
    BOOST_TEST_MESSAGE(accepted << " accepted, " << rejected << " rejected");
}

BOOST_AUTO_TEST_CASE(collected_events_have_no_error) {
    std::size_t delivered = 0;
    for (auto const& entry : fs::directory_iterator(shared / "corpus/payloads")) {
        if (entry.path().extension() != ".json") continue;
        std::string const text = read_file(entry.path());
        report const found = check_event(text);
        BOOST_TEST(found.ok(), entry.path() << ": " << cases::describe(found, text));
        bool const is_delivered = std::none_of(found.begin(), found.end(), [](finding const& f) {
            return *f.what == rules::event_type_websocket;
        });
        delivered += is_delivered ? 1 : 0;
    }
    BOOST_TEST(delivered != 0U);
}

namespace {

fs::path const transport = shared / "corpus/transport/rfc3339";
constexpr body_options inflating{{}, inflate_gzip};

bool has(report const& found, std::string_view id) {
    return std::any_of(found.begin(), found.end(), [&](finding const& f) { return f.what->id == id; });
}

std::string describe(checked_body const& body, std::string_view text) {
    return cases::describe(body.findings, text) +
           "; inflated: " + cases::describe(body.inflated_findings, snsproof::detail::view(body.inflated));
}

}  // namespace

// One event as it is, as base64, compressed, and in an envelope: the same findings, in whatever form.
BOOST_AUTO_TEST_CASE(collected_bodies_are_right_in_each_form) {
    std::map<std::string, body_form> const forms{{"body.json", body_form::json},
                                                 {"sqs_body_uncompressed.txt", body_form::base64},
                                                 {"sqs_body.txt", body_form::gzip},
                                                 {"sns_notification.txt", body_form::notification}};
    std::size_t events = 0;
    for (auto const& entry : fs::directory_iterator(transport)) {
        if (!entry.is_directory() || entry.path().filename() == "_invalid") continue;
        ++events;
        std::string const event = read_file(entry.path() / "body.json");
        for (auto const& [name, form] : forms) {
            std::string const text = read_file(entry.path() / name);
            auto const body = check_event_body(text, inflating);
            BOOST_TEST(body.ok(), entry.path() / name << ": " << describe(body, text));
            BOOST_TEST((body.form == form && find_body_form(text) == form), entry.path() / name);
            if (form != body_form::gzip && form != body_form::notification) continue;
            BOOST_TEST((body.content == body_form::gzip), entry.path() / name);
            BOOST_TEST(snsproof::detail::view(body.inflated) == event, entry.path() / name);
            BOOST_TEST(cases::is_same(body.inflated_findings, check_event(event)), entry.path() / name);
        }
    }
    BOOST_TEST(events == 13U);
}

BOOST_AUTO_TEST_CASE(collected_bodies_that_are_wrong_have_the_finding_that_their_name_says) {
    struct wrong_body {
        std::string_view name;
        std::string_view file;
        std::string_view rule;  // none: there is nothing to find in this file
    };
    // Those that are wrong only as compressed, or only as an envelope, have other files that are right.
    constexpr wrong_body expected[]{
        {"bad_base64", "sqs_body.txt", "body-form"},
        {"bad_base64", "sns_notification.txt", "body-form"},
        {"bad_base64", "sqs_body_uncompressed.txt", ""},
        {"bad_compression", "sqs_body.txt", "body-gzip"},
        {"bad_compression", "sns_notification.txt", "body-gzip"},
        {"bad_compression", "sqs_body_uncompressed.txt", ""},
        {"bad_sns_envelope", "sns_notification.txt", "body-envelope-field"},
        {"bad_sns_envelope", "sns_notification.txt", "body-form"},
        {"bad_sns_envelope", "sqs_body.txt", ""},
        {"empty_body", "body.json", "body-empty"},
        {"empty_body", "sqs_body.txt", "body-empty"},
        {"empty_body", "sqs_body_uncompressed.txt", "body-empty"},
        {"empty_body", "sns_notification.txt", "body-empty"},
        {"malformed_json", "body.json", "json-key"},
        {"malformed_json", "sqs_body.txt", "json-key"},
        {"malformed_json", "sqs_body_uncompressed.txt", "json-key"},
        {"malformed_json", "sns_notification.txt", "json-key"},
        {"missing_type", "body.json", "event-type-missing"},
        {"missing_type", "sqs_body.txt", "event-type-missing"},
        {"missing_type", "sqs_body_uncompressed.txt", "event-type-missing"},
        {"missing_type", "sns_notification.txt", "event-type-missing"},
        // The signature of a webhook's HTTP request is wrong. It is no part of a body, and the event that was
        // put in is one that Stream could have sent: there is nothing to find.
        {"tampered_body", "body.json", ""},
        {"tampered_body", "sqs_body.txt", ""},
        {"tampered_body", "sns_notification.txt", ""},
        // A type that is not known is no error.
        {"unknown_type", "body.json", "event-type-unknown"},
        {"unknown_type", "sqs_body.txt", "event-type-unknown"},
        {"unknown_type", "sqs_body_uncompressed.txt", "event-type-unknown"},
        {"unknown_type", "sns_notification.txt", "event-type-unknown"},
    };
    std::set<std::string> names;
    for (auto const& e : expected) {
        names.emplace(e.name);
        std::string const text = read_file(transport / "_invalid" / e.name / e.file);
        auto const body = check_event_body(text, inflating);
        bool const is_right = e.rule.empty() || find_rule(e.rule)->level != severity::error;
        BOOST_TEST(body.ok() == is_right, e.name << ", " << e.file << ": " << describe(body, text));
        if (!e.rule.empty())
            BOOST_TEST((has(body.findings, e.rule) || has(body.inflated_findings, e.rule)),
                       e.name << ", " << e.file << ": " << describe(body, text));
    }
    for (auto const& entry : fs::directory_iterator(transport / "_invalid"))
        BOOST_TEST(names.contains(entry.path().filename().string()), entry.path());
}

// What SNS answered to calls of Publish of these sizes.
BOOST_AUTO_TEST_CASE(publish_sizes_are_as_recorded) {
    std::string const text = read_file(shared / "facts/publish_size_cases.json");
    auto const read = json::read(text);
    BOOST_REQUIRE(read.ok());
    auto const number = [](json::value v) { return std::stoul(std::string(v.raw())); };
    auto const message = [](std::size_t size) { return R"("Message":")" + std::string(size, 'x') + '"'; };
    std::size_t tested = 0;
    for (json::value const one : json::elements(read.value()->root())) {
        std::string const id = text_of(json::find(one, "id"));
        publish_options options;
        if (json::value const limit = json::find(one, "max"))
            options.limits.bytes = static_cast<std::uint32_t>(number(limit));
        std::string call;
        if (json::value const batch = json::find(one, "batch")) {
            for (json::value const size : json::elements(batch))
                call += (call.empty() ? R"({"PublishBatchRequestEntries":[{"Id":")" : R"(,{"Id":")") +
                        std::to_string(call.size()) + "\"," + message(number(size)) + '}';
            call += "]}";
        } else {
            call = '{' + message(number(json::find(one, "body")));
            if (json::value const subject = json::find(one, "subject"))
                call += R"(,"Subject":")" + std::string(number(subject), 's') + '"';
            std::string attributes;
            for (json::value const attribute : json::elements(json::find(one, "attrs"))) {
                json::value const name = attribute.first(), type = name.behind(), value = type.behind();
                attributes += (attributes.empty() ? "" : ",") + std::string(name.raw()) + R"(:{"DataType":)" +
                              std::string(type.raw()) + R"(,"StringValue":)" + std::string(value.raw()) + '}';
            }
            call += (attributes.empty() ? "" : R"(,"MessageAttributes":{)" + attributes + '}') + "}";
        }
        report const found = check_publish(call, options);
        std::string_view const rule = json::find(one, "batch") ? "publish-batch-size" : "publish-size";
        if (json::find(one, "ok").is_true())
            BOOST_TEST(found.empty(), id);
        else
            BOOST_TEST((found.size() == 1 && found.begin()->what->id == rule), id);
        ++tested;
    }
    BOOST_TEST(tested == 9U);
}

BOOST_AUTO_TEST_CASE(the_fast_answer_is_the_same_for_all_payloads_and_edits_of_them) {
    std::mt19937 random(11);
    event_checker check;
    std::size_t fast = 0;
    for (auto const& entry : fs::recursive_directory_iterator(shared / "corpus")) {
        if (entry.path().extension() != ".json") continue;
        std::string const text = read_file(entry.path());
        for (int i = 0; i != 50; ++i) {
            if (!cases::agrees(check, i == 0 ? text : cases::mutate(text, random, 3))) return;
            fast += check.type().empty() ? 0 : 1;
        }
    }
    BOOST_TEST(fast > 1'000U);
}

BOOST_AUTO_TEST_CASE(the_tables_are_what_their_generators_write) {
    BOOST_TEST(is_generated("generate_regions", "partitions.json", "region.hpp"));
    BOOST_TEST(is_generated("generate_event_types", "events.json", "event_type.hpp"));
    BOOST_TEST(is_generated("generate_event_shapes", "events.json", "event_shape.hpp"));
}

int main(int argc, char* argv[]) {
    if (!fs::is_directory(shared / "facts")) {
        std::cout << "skipped: there is no " << shared << '\n';
        return 77;
    }
    return boost::unit_test::unit_test_main(&init_unit_test, argc, argv);
}
