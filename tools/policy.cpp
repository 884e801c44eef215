// SPDX-License-Identifier: Apache-2.0
// `policy`: checks a policy, and says whether the publisher can publish.
#include "commands.hpp"
#include "policy_words.hpp"

#include <memory>

namespace snsproof::tool {

namespace {

/// Why a condition does not hold, or is not known to hold, of the publisher.
std::string say_condition(publisher_verdict const& said, renderer<>& with) {
    policy_condition const& c = *said.because.condition;
    std::string const key = "`" + shown(c.key.text) + "`";
    std::string const asks = "its condition on " + key + " (" + place(with, c.key.where) + ") ";
    if (!c.op.known) return asks + "has an operator that is not known";
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
std::string say_obstacle(publisher_verdict const& said, std::string const& who, renderer<>& with) {
    statement_match const& m = said.because;
    if (m.stopped_by == policy_part::condition) return say_condition(said, with);
    if (m.where.length == 0) return "it has no " + std::string(name_of(m.stopped_by));
    std::string const element =
        "its " + std::string(name_of(m.stopped_by)) + " (" + place(with, m.where) + ") ";
    if (m.stopped_by == policy_part::principal) return element + "does not name the account of " + who;
    if (m.stopped_by == policy_part::action) return element + "does not grant `SNS:Publish`";
    return element + "is another topic";
}

/// One sentence: whether the publisher can publish, and why.
std::string say_publisher(policy const& p, publisher_verdict const& said, std::string_view account,
                          std::string_view text) {
    renderer<> with(text, "");
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
                   " does not apply: " + say_obstacle(said, who, with);
        default: break;
    }
    std::string const what =
        said.because.stopped_by == policy_part::condition
            ? say_condition(said, with)
            : "it is for some identities of the account, and which one publishes is not known";
    return "it is not known whether " + who + " can publish, because " + statement +
           (allows ? " may not allow it: " : " may deny it: ") + what;
}

struct policy_options {
    std::string file;
    std::string topic;
    std::string publisher;
};

/// The topic of the policy: the one that is given, else the first that a statement names.
std::string topic_of(policy const& p, std::string const& given) {
    if (!given.empty()) return given;
    for (policy_statement const& s : p.statements())
        for (policy_value const& v : p.resources(s))
            if (!s.resource.negated && parse_topic_arn(v.text).ok()) return std::string(v.text);
    return "";
}

int run_policy(options const& how, policy_options const& given) {
    auto const attached_to = parse_topic_arn(given.topic);
    bool const has_topic = !given.topic.empty();
    if (has_topic && !attached_to.ok()) fail_topic(given.topic);
    std::string const account = account_of(given.publisher);
    std::string const text = read_file(given.file);
    auto parsed = parse_policy(text);
    report found = parsed.take_findings();
    out_json publisher;
    std::string sentence;
    if (policy const* const p = parsed.value(); p != nullptr) {
        found.append(has_topic ? check_policy(*p, *attached_to.value()) : check_policy(*p));
        if (std::string const topic = topic_of(*p, given.topic); !topic.empty()) {
            publisher_verdict const said = decide_publisher(*p, account, topic);
            sentence = say_publisher(*p, said, account, text);
            publisher = {{"account", account}, {"decision", name_of(said.decision)}, {"because", sentence}};
            if (!given.publisher.empty()) found.append(check_publisher(*p, account, topic));
        }
    }
    answer said(how);
    said.add(given.file, text, found);
    if (how.sarif()) {
        print_as_sarif(said);
    } else if (how.json()) {
        out_json j = said.as_json();
        j["publisher"] = publisher;
        print(j);
    } else {
        std::cout << said.findings_as_text(use_color(STDOUT_FILENO)) << said.summary();
        if (!sentence.empty()) std::cout << wrap(sentence, 0) << '\n';
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
                     "the policy, the answer of GetTopicAttributes, or a template; - for standard input")
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
