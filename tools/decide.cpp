// SPDX-License-Identifier: Apache-2.0
// `decide`: decides requests by a policy, one or a file of cases.
#include "commands.hpp"
#include "policy_words.hpp"

#include <filesystem>
#include <memory>

namespace snsproof::tool {

namespace {

/// A text of a JSON value: a string's, or how a number or boolean is written.
std::string text_of(json::value v) {
    if (!v.is(json::kind::string)) return std::string(v.raw());
    detail::list<char> bytes;
    v.append_to(bytes);
    return {bytes.data(), bytes.size()};
}

/// A request, and the bytes that it views.
class held_request {
public:
    std::string principal;
    std::string action;
    std::string resource;
    std::vector<std::pair<std::string, std::vector<std::string>>> context;
    std::vector<std::string> unknown;

    /// Reads `{"principal", "action", "resource", "context", "unknown"}`; fails with the member that is
    /// wrong.
    void read(json::value object) {
        principal = text_of_member(object, "principal");
        action = text_of_member(object, "action");
        resource = text_of_member(object, "resource");
        json::value const keys = json::find(object, "context");
        if (keys && !keys.is(json::kind::object)) throw failure("`context` of a request is an object");
        for (json::member const m : json::members(keys)) {
            auto& [name, values] = context.emplace_back(text_of(m.key), std::vector<std::string>{});
            if (!m.value.is(json::kind::array)) values.push_back(text_of(m.value));
            for (json::value const v : json::elements(m.value)) values.push_back(text_of(v));
        }
        json::value const names = json::find(object, "unknown");
        if (names && !names.is(json::kind::array)) throw failure("`unknown` of a request is a list of keys");
        for (json::value const v : json::elements(names)) unknown.push_back(text_of(v));
    }

    /// The request itself, which views this object as it is now.
    request const& view() {
        principal_kind const kind = parse_caller(principal).kind;
        if (kind == principal_kind::invalid || kind == principal_kind::unique_id)
            throw failure("`" + shown(principal) +
                          "` is no caller: give an ARN, an account, the name of a service, or `*`");
        if (action.find(':') == std::string::npos) action = "sns:" + action;
        auto const topic = parse_topic_arn(resource);
        if (topic.value() == nullptr) fail_topic(resource);
        values_.clear();
        keys_.clear();
        for (auto const& [name, values] : context) values_.emplace_back(values.begin(), values.end());
        for (std::size_t i = 0; i != context.size(); ++i)
            keys_.push_back({context[i].first, key_state::present, values_[i]});
        for (std::string const& name : unknown) keys_.push_back({name, key_state::unknown, {}});
        asked_ = {parse_caller(principal), action, resource, keys_, false, false};
        return asked_;
    }

private:
    static std::string text_of_member(json::value object, std::string_view name) {
        json::value const v = json::find(object, name);
        if (name == "principal" && (!v || v.is(json::kind::null))) return "*";
        if (!v) throw failure("a request has no `" + std::string(name) + "`");
        return text_of(v);
    }

    std::vector<std::vector<std::string_view>> values_;
    std::vector<context_key> keys_;
    request asked_;
};

std::string name_of_effect(policy_statement const& s) {
    return s.effect == effect::deny ? "Deny" : s.effect == effect::unknown ? "Allow or Deny" : "Allow";
}

out_json trace_as_json(policy const& p, request const& asked, renderer<>& with) {
    constexpr std::array<std::string_view, 3> names{"no", "unknown", "yes"};
    out_json trace = out_json::array();
    for (statement_match const& m : explain(p, asked)) {
        out_json entry{{"statement", m.statement - p.statements().data()},
                       {"sid", m.statement->sid.text},
                       {"effect", name_of_effect(*m.statement)},
                       {"applies", names[static_cast<std::size_t>(m.applies)]},
                       {"stopped_by", nullptr}};
        if (m.stopped_by != policy_part::none) {
            span const where = m.where.length != 0 ? m.where : m.statement->where;
            position const at = with.locate(where);
            entry["stopped_by"] = {{"element", name_of(m.stopped_by)},
                                   {"line", at.line},
                                   {"column", at.column},
                                   {"offset", where.offset},
                                   {"length", where.length}};
            if (m.condition != nullptr) entry["stopped_by"]["key"] = m.condition->key.text;
        }
        trace.push_back(std::move(entry));
    }
    return trace;
}

std::string trace_as_text(policy const& p, request const& asked, renderer<>& with) {
    std::string out;
    for (statement_match const& m : explain(p, asked)) {
        std::string line =
            "  " + name_of_statement(p, *m.statement, with) + ", " + name_of_effect(*m.statement) + ": ";
        if (m.stopped_by == policy_part::none) {
            line += "applies";
        } else {
            line += m.applies == truth::unknown ? "unknown, because of its " : "stopped by its ";
            line += name_of(m.stopped_by);
            if (m.condition != nullptr && !m.condition->key.is_unknown())
                line += " on `" + shown(m.condition->key.text) + "`";
            line += m.where.length == 0 ? ", which is absent" : " (" + place(with, m.where) + ")";
        }
        out += wrap(line, 4) + '\n';
    }
    return out;
}

struct decide_options {
    std::string file;
    std::string request_file;
    std::string cases;
    std::vector<std::string> context;
    held_request asked;
};

/// `KEY=VALUE`; a key that is given again has one more value.
void read_context(decide_options& given) {
    for (std::string const& text : given.context) {
        std::size_t const equals = text.find('=');
        if (equals == std::string::npos || equals == 0)
            throw failure("`" + shown(text) + "` is not KEY=VALUE");
        std::string const name = text.substr(0, equals);
        auto& keys = given.asked.context;
        auto const same = [&](auto const& k) { return detail::compare_ignoring_case(k.first, name) == 0; };
        auto at = std::find_if(keys.begin(), keys.end(), same);
        if (at == keys.end()) at = keys.insert(keys.end(), {name, {}});
        at->second.push_back(text.substr(equals + 1));
    }
}

int decide_one(options const& how, decide_options& given) {
    if (given.request_file.empty()) {
        read_context(given);
    } else {
        std::string const text = read_file(given.request_file);
        auto const read = json::read(text);
        if (read.value() == nullptr || !read.value()->root().is(json::kind::object))
            throw failure("`" + shown(given.request_file) + "` is not a JSON object");
        given.asked.read(read.value()->root());
    }
    request const& asked = given.asked.view();
    std::string const text = read_file(given.file);
    auto parsed = parse_policy(text);
    answer said(how);
    said.add(given.file, text, parsed.findings());
    policy const* const p = parsed.value();
    verdict const found = p == nullptr ? verdict{} : decide(*p, asked);
    renderer<> with(text, "");
    if (how.sarif()) {
        print_as_sarif(said);
    } else if (how.json()) {
        out_json j = said.as_json();
        j["decision"] = p == nullptr ? out_json() : out_json(name_of(found.decision));
        j["delegated"] = found.delegated;
        j["needs_identity_allow"] = found.needs_identity_allow;
        j["trace"] = p == nullptr ? out_json::array() : trace_as_json(*p, asked, with);
        print(j);
    } else {
        std::cout << said.findings_as_text(use_color(STDOUT_FILENO));
        if (p != nullptr)
            std::cout << name_of(found.decision)
                      << (found.needs_identity_allow ? ", and the caller's own policy must allow it, too"
                                                     : "")
                      << '\n'
                      << trace_as_text(*p, asked, with);
    }
    return p != nullptr && found.decision == decision::allow ? 0 : 1;
}

/// The decision that a case names, also in the words of AWS's simulator (`allowed`, `explicitDeny`).
std::optional<decision> parse_decision(std::string_view text) {
    std::string word;
    for (char const c : text)
        if (detail::is_word(c) && c != '_') word += detail::lower(c);
    if (word == "allow" || word == "allowed") return decision::allow;
    if (word == "explicitdeny" || word == "explicitlydenied") return decision::explicit_deny;
    if (word == "implicitdeny" || word == "implicitlydenied") return decision::implicit_deny;
    if (word == "depends") return decision::depends;
    return std::nullopt;
}

struct case_result {
    std::string name;
    std::string expected;
    std::string decided;
    std::string why;
    bool ok{};
};

/// Runs one line of a file of cases.
case_result run_case(json::value line, std::filesystem::path const& folder) {
    case_result said;
    for (std::string_view const name : {"id", "name"})
        if (json::value const v = json::find(line, name); v) said.name = text_of(v);
    json::value const expect = json::find(line, "expect");
    auto const expected = parse_decision(expect ? text_of(expect) : "");
    if (!expected) throw failure("`expect` is none of allow, explicit-deny, implicit-deny, depends");
    json::value const file = json::find(line, "policy_file");
    json::value const own = json::find(line, "policy");
    if (static_cast<bool>(file) == static_cast<bool>(own))
        throw failure("a case has either `policy` or `policy_file`");
    std::string const text = own ? std::string(own.raw()) : read_file((folder / text_of(file)).string());
    held_request asked;
    asked.read(line);
    auto const parsed = parse_policy(text);
    said.expected = name_of(*expected);
    if (parsed.value() == nullptr) {
        said.decided = "no policy";
        return said;
    }
    request const& view = asked.view();
    verdict const found = decide(*parsed.value(), view);
    said.decided = name_of(found.decision);
    said.ok = found.decision == *expected;
    for (auto const& [name, value] : {std::pair{"delegated", found.delegated},
                                      std::pair{"needs_identity_allow", found.needs_identity_allow}})
        if (json::value const v = json::find(line, name); v && v.is_true() != value) {
            said.ok = false;
            said.decided += std::string(", ") + name + " is " + (value ? "true" : "false");
        }
    renderer<> with(text, "");
    if (!said.ok) said.why = trace_as_text(*parsed.value(), view, with);
    return said;
}

int decide_cases(options const& how, std::string const& path) {
    std::string const text = read_file(path);
    std::filesystem::path const folder = std::filesystem::path(path).parent_path();
    std::size_t passed = 0;
    std::size_t failed = 0;
    std::size_t number = 0;
    out_json list = out_json::array();
    for (std::string_view rest = text; !rest.empty();) {
        std::string_view const line = detail::take_until(rest, '\n');
        ++number;
        if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
        std::string const where = shown(path) + ":" + std::to_string(number);
        auto const read = json::read(line);
        if (read.value() == nullptr || !read.value()->root().is(json::kind::object))
            throw failure(where + ": the line is not a JSON object");
        case_result said;
        try {
            said = run_case(read.value()->root(), folder);
        } catch (failure const& e) {
            throw failure(where + ": " + e.what());
        }
        ++(said.ok ? passed : failed);
        if (how.json())
            list.push_back({{"line", number},
                            {"name", said.name},
                            {"ok", said.ok},
                            {"expected", said.expected},
                            {"decided", said.decided}});
        else if (!said.ok)
            std::cout << where << ": " << (said.name.empty() ? "" : shown(said.name) + ": ") << "expected "
                      << said.expected << ", decided " << said.decided << '\n'
                      << said.why;
    }
    if (passed + failed == 0) throw failure("`" + shown(path) + "` holds no case");
    if (how.json())
        print({{"ok", failed == 0},
               {"findings", out_json::array()},
               {"passed", passed},
               {"failed", failed},
               {"cases", std::move(list)}});
    else
        std::cout << passed << " passed, " << failed << " failed\n";
    return failed == 0 ? 0 : 1;
}

int run_decide(options const& how, decide_options& given) {
    held_request const& asked = given.asked;
    bool const parts = !asked.principal.empty() || !asked.action.empty() || !asked.resource.empty() ||
                       !given.context.empty() || !asked.unknown.empty();
    if (!given.cases.empty()) {
        if (parts || !given.file.empty() || !given.request_file.empty())
            throw failure("--cases takes the policies and requests from its file: give nothing else");
        if (how.sarif()) throw failure("--cases has no findings for sarif: give --format text or json");
        return decide_cases(how, given.cases);
    }
    if (given.file.empty()) throw failure("decide needs a policy, or --cases; see `snsproof decide --help`");
    if (parts && !given.request_file.empty())
        throw failure("--request holds the whole request: give it or its parts");
    if (given.file == "-" && given.request_file == "-")
        throw failure("only one of the files can be standard input");
    bool const whole = !asked.principal.empty() && !asked.action.empty() && !asked.resource.empty();
    if (given.request_file.empty() && !whole)
        throw failure(
            "decide needs --principal, --action and --resource, or --request; see `snsproof decide --help`");
    return decide_one(how, given);
}

}  // namespace

void add_decide(CLI::App& app, options& how, int& status) {
    auto const given = std::make_shared<decide_options>();
    CLI::App* const command = app.add_subcommand(
        "decide", "Decides requests by a topic's policy alone; exit status 0 is for allow");
    command->add_option("file", given->file, "the policy; - for standard input");
    command->add_option("--principal", given->asked.principal,
                        "an ARN, an account, the name of a service, or * for nobody known");
    command->add_option("--action", given->asked.action, "say sns:Publish");
    command->add_option("--resource", given->asked.resource, "the topic's ARN");
    command->add_option("--context", given->context, "a context key, KEY=VALUE; can be repeated")
        ->expected(1)
        ->take_all();
    command->add_option("--unknown", given->asked.unknown, "a context key that is not known; can be repeated")
        ->expected(1)
        ->take_all();
    command->add_option("--request", given->request_file, "the request, as JSON");
    command->add_option("--cases", given->cases,
                        "a file of cases, one JSON object a line: reports those that fail");
    add_output_options(*command, how);
    add_examples(*command, {"snsproof decide policy.json --principal 185583345998 --action sns:Publish \\",
                            "    --resource arn:aws:sns:eu-west-1:210987654321:harbour",
                            "snsproof decide --cases cases.ndjson"});
    command->callback([given, &how, &status] { status = run_decide(how, *given); });
}

}  // namespace snsproof::tool
