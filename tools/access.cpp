// SPDX-License-Identifier: Apache-2.0
// `public`, `compare`, `who-can`: questions about all requests, each answered with one of them.
#include "commands.hpp"
#include "policy_words.hpp"

#include <memory>
#include <set>

namespace snsproof::tool {

namespace {

constexpr std::string_view hex_digits = "0123456789abcdef";

/// With controls of a terminal and bytes that are no UTF-8 written out as bash, zsh and ksh read them;
/// nothing where there is none.
std::string escaped_shell_word(std::string_view text) {
    std::string word = "$'";
    bool is_needed = false;
    for (std::size_t at = 0; at < text.size();) {
        detail::glyph const g = detail::glyph_at(text, at);
        bool const is_hidden = !g.valid || detail::is_control(g.code);
        for (char const c : text.substr(at, g.length)) {
            auto const byte = static_cast<unsigned char>(c);
            if (is_hidden)
                word.append("\\x").append(1, hex_digits[byte >> 4U]).append(1, hex_digits[byte & 0xFU]);
            else
                word.append(c == '\'' || c == '\\' ? "\\" : "").append(1, c);
        }
        is_needed = is_needed || is_hidden;
        at += g.length;
    }
    return is_needed ? word + "'" : "";
}

/// A text as a word of a shell's command line.
std::string shell_word(std::string_view text) {
    if (std::string escaped = escaped_shell_word(text); !escaped.empty()) return escaped;
    bool const is_plain = !text.empty() && detail::all_of(text, [](char c) {
        return detail::is_word(c) || std::string_view("-./:=@,+%").find(c) != std::string_view::npos;
    });
    if (is_plain) return std::string(text);
    std::string word = "'";
    for (char const c : text) word += c == '\'' ? "'\\''" : std::string(1, c);
    return word + "'";
}

std::string name_of_caller(principal const& who) {
    return who.kind == principal_kind::everyone ? "*" : std::string(who.text);
}

out_json request_as_json(request const& asked) {
    out_json context = out_json::object();
    for (context_key const& k : asked.context)
        context[std::string(k.name)] = k.values.size() == 1 ? out_json(k.values[0]) : out_json(k.values);
    return {{"principal", name_of_caller(asked.caller)},
            {"action", asked.action},
            {"resource", asked.resource},
            {"context", std::move(context)},
            {"unknown", out_json::array()}};
}

/// The command that decides the request, to be pasted.
std::string command_for(request const& asked, std::string const& file) {
    std::string line = "snsproof decide " + shell_word(file) + " --principal " +
                       shell_word(name_of_caller(asked.caller)) + " --action " + shell_word(asked.action) +
                       " --resource " + shell_word(asked.resource);
    for (context_key const& k : asked.context)
        for (std::string_view const v : k.values)
            line += " --context " + shell_word(std::string(k.name) + "=" + std::string(v));
    return line;
}

/// Callers whom the policies do not tell apart, in a few words.
class caller_words {
public:
    explicit caller_words(std::span<access_caller const> callers) : callers_(callers) {}

    std::string say() {
        bool const anonymous =
            has([](access_caller const& c) { return c.who.kind == principal_kind::everyone; });
        bool const any_account = count_kinds(true, {}) == kinds;
        if (anonymous && any_account) return "anyone";
        if (anonymous) add("callers without credentials");
        if (any_account)
            add("anyone in an account that is not named");
        else
            add_unnamed(true, {}, "an account that is not named");
        for (access_caller const& c : callers_)
            if (c.who.is_of_account() && !c.of_any_account && !c.is_named)
                add_account(std::string(c.who.account));
        for (access_caller const& c : callers_) {
            bool const said = c.who.is_of_account() && count_kinds(false, c.who.account) == kinds;
            if (c.is_named && c.who.kind != principal_kind::everyone && !said)
                add("`" + shown(c.who.text) + "`");
            if (!c.is_named && c.who.kind == principal_kind::service)
                add("services of AWS that are not named");
        }
        return words_;
    }

private:
    static constexpr std::size_t kinds = 5;  // root user, user, role, session, federated user

    template <class Test>
    bool has(Test test) const {
        return std::any_of(callers_.begin(), callers_.end(), test);
    }

    bool has_unnamed(bool any, std::string_view account, principal_kind kind) const {
        return has([&](access_caller const& c) {
            return c.who.kind == kind && !c.is_named && c.of_any_account == any &&
                   (any || c.who.account == account);
        });
    }

    std::size_t count_kinds(bool any, std::string_view account) const {
        std::size_t n = 0;
        for (principal_kind const kind : {principal_kind::account, principal_kind::user, principal_kind::role,
                                          principal_kind::session, principal_kind::federated})
            n += has_unnamed(any, account, kind);
        return n;
    }

    void add(std::string const& part) {
        if (parts_.insert(part).second) words_ += (words_.empty() ? "" : ", ") + part;
    }

    void add_account(std::string const& account) {
        if (count_kinds(false, account) == kinds)
            add("anyone in account " + account);
        else
            add_unnamed(false, account, "account " + account);
    }

    void add_unnamed(bool any, std::string_view account, std::string const& of) {
        constexpr std::array<std::pair<principal_kind, std::string_view>, 5> words{
            {{principal_kind::account, "the root user"},
             {principal_kind::user, "users"},
             {principal_kind::role, "roles"},
             {principal_kind::session, "sessions of roles"},
             {principal_kind::federated, "federated users"}}};
        for (auto const& [kind, word] : words)
            if (has_unnamed(any, account, kind)) add(std::string(word) + " of " + of);
    }

    std::span<access_caller const> callers_;
    std::set<std::string> parts_;
    std::string words_;
};

/// "anyone may `sns:Publish` when `aws:SecureTransport` is `true`; statement 2, line 14".
std::string say_grant(std::string const& who, request const& asked, policy const& p,
                      policy_statement const& because, renderer<>& with) {
    std::string said = who + " may `" + std::string(asked.action) + "`";
    for (std::size_t i = 0; i != asked.context.size(); ++i) {
        context_key const& k = asked.context[i];
        said += (i == 0 ? " when `" : " and `") + shown(k.name) + "` is ";
        for (std::size_t n = 0; n != k.values.size(); ++n)
            said += (n == 0 ? "`" : " with `") + shown(k.values[n]) + "`";
    }
    return said + "; " + name_of_statement(p, because, with);
}

void check_topic(std::string const& topic) {
    if (!topic.empty() && !parse_topic_arn(topic).ok()) fail_topic(topic);
}

/// Prints an answer about one policy, or two, the second of which allows more; `field` is its name in JSON.
int print_answer(options const& how, access_answer const& said, std::vector<read_policy*> const& policies,
                 std::string const& field, rule const& broken, std::string_view no) {
    answer out(how);
    bool readable = true;
    for (read_policy* const p : policies) {
        readable = readable && p->value() != nullptr;
        if (readable) p->findings.append(check_answer(said, *p->value(), broken));
        out.add(p->file, p->text, p->findings);
    }
    read_policy& asked = *policies.back();
    bool const found = readable && said.found() == truth::yes;
    if (how.sarif()) {
        print_as_sarif(out);
    } else if (how.json()) {
        out_json j = out.as_json();
        j[field] = readable ? truth_as_json(said.found()) : out_json();
        j["witness"] = found ? request_as_json(said.witness()) : out_json();
        print(j);
    } else {
        std::cout << out.findings_as_text(use_color(STDOUT_FILENO));
        renderer<> with(asked.text, "");
        if (!readable)
            std::cout << "not known, because it is no policy\n";
        else if (found)
            std::cout << wrap((policies.size() == 2 ? "new: " : "") +
                                  say_grant(caller_words(said.callers()).say(), said.witness(),
                                            *asked.value(), *said.because(), with),
                              2)
                      << "\n  " << command_for(said.witness(), asked.file) << '\n';
        else if (said.found() == truth::no)
            std::cout << no << '\n';
        else
            std::cout << "not known, because it " << said.doubt().what->title << '\n';
    }
    return readable && said.found() == truth::no ? 0 : 1;
}

struct access_options {
    std::string file;
    std::string changed;
    std::string topic;
    std::string action;
};

int run_public(options const& how, access_options const& given) {
    check_topic(given.topic);
    read_policy asked(given.file);
    access_answer const said =
        asked.value() == nullptr ? access_answer() : is_public(*asked.value(), given.topic);
    return print_answer(how, said, {&asked}, "public", rules::access_public, "not public");
}

int run_compare(options const& how, access_options const& given) {
    check_topic(given.topic);
    if (given.file == "-" && given.changed == "-")
        throw failure("only one of the files can be standard input");
    read_policy old(given.file);
    read_policy changed(given.changed);
    access_answer const said = old.value() == nullptr || changed.value() == nullptr
                                   ? access_answer()
                                   : widens(*old.value(), *changed.value(), given.topic);
    return print_answer(how, said, {&old, &changed}, "widens", rules::access_widens, "grants nothing new");
}

out_json grants_as_json(access_grants const& grants, policy const& p) {
    out_json list = out_json::array();
    for (access_grant const& g : grants) {
        out_json callers = out_json::array();
        for (access_caller const& c : g.callers)
            if (c.is_named || c.who.kind == principal_kind::everyone)
                callers.push_back(name_of_caller(c.who));
        list.push_back({{"who", caller_words(g.callers).say()},
                        {"named", std::move(callers)},
                        {"conditions", g.allowed == truth::unknown},
                        {"statement", g.because - p.statements().data()},
                        {"witness", request_as_json(g.witness)}});
    }
    return list;
}

int run_who_can(options const& how, access_options const& given) {
    check_topic(given.topic);
    std::string const action =
        given.action.find(':') == std::string::npos ? "sns:" + given.action : given.action;
    // A batch is published by the right to publish.
    std::string_view const right = detail::granted_action(action);
    if (detail::compare_ignoring_case(right.substr(0, 4), "sns:") != 0 ||
        find_sns_action(right.substr(4)) == nullptr) {
        std::string_view const near = nearest_sns_action(action);
        throw failure("`" + shown(action) + "` is no action of SNS" +
                      (near.empty() ? ": give one by its whole name, as `sns:Publish`"
                                    : "; did you mean `" + std::string(near) + "`?"));
    }
    read_policy asked(given.file);
    policy const* const p = asked.value();
    access_grants const grants = p == nullptr ? access_grants() : who_can(*p, action, given.topic);
    if (access_doubt const& doubt = grants.doubt(); p != nullptr && doubt.what != nullptr)
        asked.findings.add(*doubt.what, doubt.where);
    answer out(how);
    out.add(asked.file, asked.text, asked.findings);
    if (how.sarif()) {
        print_as_sarif(out);
        return out.exit_status();
    }
    if (how.json()) {
        out_json j = out.as_json();
        j["grants"] = p == nullptr ? out_json() : grants_as_json(grants, *p);
        print(j);
        return out.exit_status();
    }
    std::cout << out.findings_as_text(use_color(STDOUT_FILENO));
    renderer<> with(asked.text, "");
    for (access_grant const& g : grants) {
        std::string const who = caller_words(g.callers).say();
        std::cout << wrap(say_grant(who == "anyone" && grants.size() > 1 ? "anyone else" : who, g.witness, *p,
                                    *g.because, with),
                          2)
                  << "\n  " << command_for(g.witness, asked.file) << '\n';
    }
    if (p != nullptr && grants.size() == 0) std::cout << "nobody may `" << action << "`\n";
    return out.exit_status();
}

/// What the three have in common.
CLI::App* add_command(CLI::App& app, options& how, std::string const& name, std::string const& about,
                      access_options& given) {
    CLI::App* const command = app.add_subcommand(name, about);
    command->add_option(name == "compare" ? "old" : "file", given.file, "the policy; - for standard input")
        ->required();
    if (name == "compare")
        command->add_option("new", given.changed, "the policy that is to replace it")->required();
    command->add_option("--topic", given.topic, "the ARN of the topic; without it all topics are looked at");
    add_output_options(*command, how);
    return command;
}

}  // namespace

void add_public(CLI::App& app, options& how, int& status) {
    auto const given = std::make_shared<access_options>();
    CLI::App* const command = add_command(
        app, how, "public", "Says whether a stranger can use the topic, and how; exit status 0: no", *given);
    add_examples(*command, {"snsproof public policy.json"});
    command->callback([given, &how, &status] { status = run_public(how, *given); });
}

void add_compare(CLI::App& app, options& how, int& status) {
    auto const given = std::make_shared<access_options>();
    CLI::App* const command =
        add_command(app, how, "compare",
                    "Says whether a new policy grants more than the old one; exit status 0: no", *given);
    add_examples(*command, {"snsproof compare old.json new.json"});
    command->callback([given, &how, &status] { status = run_compare(how, *given); });
}

void add_who_can(CLI::App& app, options& how, int& status) {
    auto const given = std::make_shared<access_options>();
    CLI::App* const command =
        add_command(app, how, "who-can", "Lists who can do something to the topic", *given);
    command->add_option("--action", given->action, "say sns:Publish")->required();
    add_examples(*command, {"snsproof who-can policy.json --action sns:Publish"});
    command->callback([given, &how, &status] { status = run_who_can(how, *given); });
}

}  // namespace snsproof::tool
