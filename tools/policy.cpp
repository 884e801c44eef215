// SPDX-License-Identifier: Apache-2.0
// `policy`: checks a policy, and says whether the publisher can publish.
#include "commands.hpp"
#include "policy_words.hpp"

#include <memory>

namespace snsproof::tool {

namespace {

/// Whether the element that leaves it open has a value that is not known before deployment.
bool has_unknown(policy const& p, statement_match const& m) {
    auto const is_unknown = [](auto const& one) { return one.is_unknown(); };
    policy_statement const& s = *m.statement;
    switch (m.stopped_by) {
        case policy_part::effect: return s.effect == effect::unknown;
        case policy_part::principal: return detail::any_of(p.principals(s), is_unknown);
        case policy_part::action: return detail::any_of(p.actions(s), is_unknown);
        case policy_part::resource: return detail::any_of(p.resources(s), is_unknown);
        case policy_part::condition:
            return m.condition->key.is_unknown() || detail::any_of(p.values(*m.condition), is_unknown);
        default: return false;
    }
}

constexpr char unknown[] = "a value that is not known before deployment";

std::string unknown_words(span where, renderer<>& with) {
    return "(" + place(with, where) + ") has " + unknown;
}

/// Why a condition does not hold, or is not known to hold, of the publisher.
std::string say_condition(policy const& p, publisher_verdict const& said, renderer<>& with) {
    policy_condition const& c = *said.because.condition;
    if (c.key.is_unknown()) return "its Condition " + unknown_words(c.key.where, with);
    std::string const key = "`" + shown(c.key.text) + "`";
    std::string const asks = "its condition on " + key + " (" + place(with, c.key.where) + ") ";
    if (!c.op.known) return asks + "has an operator that is not known";
    if (said.decision == decision::depends && has_unknown(p, said.because)) return asks + "has " + unknown;
    if (said.decision == decision::depends)
        return said.key == key_state::unnamed
                   ? asks + "asks for the publisher's organization, of which nothing is known"
                   : asks + "asks for what is not known of the publisher's requests";
    if (said.key == key_state::absent)
        return asks + "asks for a key that a publisher of another account does not send";
    if (said.key == key_state::unnamed) return asks + "names an organization that is not the publisher's";
    return asks + "does not hold for the publisher's requests";
}

/// Of an `Allow` that stops short: which element stops it.
std::string say_obstacle(policy const& p, publisher_verdict const& said, std::string const& who,
                         renderer<>& with) {
    statement_match const& m = said.because;
    if (m.stopped_by == policy_part::condition) return say_condition(p, said, with);
    if (m.where.length == 0) return "it has no " + std::string(name_of(m.stopped_by));
    std::string const element =
        "its " + std::string(name_of(m.stopped_by)) + " (" + place(with, m.where) + ") ";
    if (m.stopped_by == policy_part::principal) return element + "does not name the account of " + who;
    if (m.stopped_by == policy_part::action) return element + "does not grant `SNS:Publish`";
    return element + "is another topic";
}

/// One sentence: whether the publisher can publish, and why.
std::string say_publisher(policy const& p, publisher_verdict const& said, std::string_view account,
                          renderer<>& with) {
    std::string const who = account == stream_account ? "Stream" : "the account " + std::string(account);
    if (said.because.statement == nullptr)
        return who + " cannot publish, because no statement allows anything";
    std::string const statement = name_of_statement(p, *said.because.statement, with);
    bool const allows = said.because.statement->effect == effect::allow;
    switch (said.decision) {
        case decision::allow: return who + " can publish: " + statement + " allows it";
        case decision::explicit_deny: return who + " cannot publish, because " + statement + " denies it";
        case decision::implicit_deny:
            return who + " cannot publish, because " + statement +
                   " does not apply: " + say_obstacle(p, said, who, with);
        default: break;
    }
    statement_match const& m = said.because;
    std::string const what =
        m.stopped_by != policy_part::condition && has_unknown(p, m)
            ? "its " + std::string(name_of(m.stopped_by)) + " " + unknown_words(m.where, with)
        : m.stopped_by == policy_part::condition
            ? say_condition(p, said, with)
            : "it is for some identities of the account, and which one publishes is not known";
    return "it is not known whether " + who + " can publish, because " + statement +
           (allows ? " may not allow it: " : " may deny it: ") + what;
}

struct policy_options {
    std::string file;
    std::string topic;
    std::string publisher;
};

/// One policy of the file: what is wrong with it, and what it says to the publisher.
struct checked_policy {
    std::optional<decision> publisher;  ///< none where no topic is known
    std::string sentence;
};

checked_policy check(std::string const& text, policy_place const& at, policy_options const& given,
                     result<topic_arn> const& attached_to, std::string const& account, renderer<>& with,
                     report& found) {
    checked_policy said;
    auto parsed = parse_policy(text, at);
    found.append(parsed.findings());
    policy const* const p = parsed.value();
    if (p == nullptr) return said;
    auto const own = parse_topic_arn(at.topic);
    topic_arn const* const of = given.topic.empty() ? own.ok() ? own.value() : nullptr : attached_to.value();
    found.append(of != nullptr ? check_policy(*p, *of) : check_policy(*p));
    std::string const topic = of != nullptr ? std::string(of->text) : topic_of(*p);
    // A template's topic has no ARN before it is there, and its policy is about no other.
    if (topic.empty() && !at.is_template && !at.is_unknown) return said;
    publisher_verdict const verdict = decide_publisher(*p, account, topic);
    said.sentence = say_publisher(*p, verdict, account, with);
    said.publisher = verdict.decision;
    if (!given.publisher.empty()) found.append(check_publisher(*p, account, topic));
    return said;
}

int run_policy(options const& how, policy_options const& given) {
    auto const attached_to = parse_topic_arn(given.topic);
    if (!given.topic.empty() && !attached_to.ok()) fail_topic(given.topic);
    std::string const account = account_of(given.publisher);
    std::string const text = read_file(given.file);
    auto const places = find_policies(text);
    report found;
    renderer<> with(text, "");
    std::string sentences;
    out_json policies = out_json::array();
    for (policy_place const& at : places) {
        checked_policy said = check(text, at, given, attached_to, account, with, found);
        std::string const name = at.name.empty() ? "" : shown(at.name) + ": ";
        if (!said.sentence.empty()) sentences += wrap(name + said.sentence, 0) + '\n';
        out_json publisher;
        if (said.publisher)
            publisher = {
                {"account", account}, {"decision", name_of(*said.publisher)}, {"because", said.sentence}};
        policies.push_back({{"name", at.name.empty() ? out_json() : out_json(at.name)},
                            {"topic", at.topic.empty() ? out_json() : out_json(at.topic)},
                            {"publisher", std::move(publisher)}});
    }
    answer said(how);
    said.add(given.file, text, found);
    if (how.sarif()) {
        print_as_sarif(said);
    } else if (how.json()) {
        out_json j = said.as_json();
        j["publisher"] = policies[0]["publisher"];
        j["policies"] = std::move(policies);
        print(j);
    } else {
        std::cout << said.findings_as_text(use_color(STDOUT_FILENO)) << said.summary() << sentences;
    }
    return said.exit_status();
}

}  // namespace

void add_policy(CLI::App& app, options& how, int& status) {
    auto const given = std::make_shared<policy_options>();
    CLI::App* const command = app.add_subcommand(
        "policy", "Checks a topic's policy: what SNS would refuse, what is dangerous or useless, and whether "
                  "Stream can publish");
    command
        ->add_option("file", given->file,
                     "the policy, or a document that holds some: the answer of GetTopicAttributes, a "
                     "template of CloudFormation, what `terraform show -json` prints; - for standard input")
        ->required();
    command->add_option("--topic", given->topic, "the ARN of the topic that the policy is for");
    command->add_option("--publisher", given->publisher,
                        "the account that must be able to publish; without it Stream's is asked for, "
                        "and the answer is no finding");
    add_output_options(*command, how);
    add_examples(*command,
                 {"snsproof policy policy.json",
                  "snsproof policy policy.json --topic arn:aws:sns:eu-west-1:210987654321:harbour"});
    command->callback([given, &how, &status] { status = run_policy(how, *given); });
}

}  // namespace snsproof::tool
