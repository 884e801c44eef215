// SPDX-License-Identifier: Apache-2.0
// The command-line tool: reads files, asks the library, prints for people or for programs.
// Exit status: 0 no finding of severity error, 1 findings, 2 wrong usage or a file that cannot be read.
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <iostream>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "snsproof/snsproof.hpp"

namespace {

using namespace snsproof;
using out_json = nlohmann::ordered_json;

constexpr std::size_t max_file = std::size_t{64} << 20U;

/// Wrong usage, or a file that cannot be read or written: exit status 2.
struct failure : std::runtime_error {
    using std::runtime_error::runtime_error;
};

struct options {
    std::string format = "text";
    bool strict = false;

    bool json() const { return format == "json"; }
};

/// Text of the user's as it may stand in a message: without secrets and control characters.
std::string shown(std::string_view text) {
    return renderer(text, "").render_excerpt({0, static_cast<std::uint32_t>(text.size())}, 200);
}

// ---- files

struct descriptor {
    int fd;
    explicit descriptor(int opened) : fd(opened) {}
    descriptor(descriptor const&) = delete;
    descriptor& operator=(descriptor const&) = delete;
    ~descriptor() {
        if (fd > STDERR_FILENO) close(fd);
    }
};

[[noreturn]] void fail_file(std::string const& path, std::string const& why) {
    throw failure("cannot read `" + shown(path) + "`: " + why);
}

/// The whole file, or standard input for `-`.
std::string read_file(std::string const& path) {
    descriptor const in(path == "-" ? STDIN_FILENO : open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (in.fd < 0) fail_file(path, std::strerror(errno));
    struct stat about {};
    if (fstat(in.fd, &about) == 0 && S_ISDIR(about.st_mode)) fail_file(path, "it is a directory");
    std::string text;
    std::array<char, 65536> buffer{};
    for (;;) {
        ssize_t const n = read(in.fd, buffer.data(), buffer.size());
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) fail_file(path, std::strerror(errno));
        if (n == 0) break;
        text.append(buffer.data(), static_cast<std::size_t>(n));
        if (text.size() > max_file) fail_file(path, "it is larger than 64 MiB");
    }
    if (text.empty()) fail_file(path, "it is empty");
    return text;
}

/// Only the owner may read the file, since it holds secrets; that holds for a file which was there before,
/// too.
void write_file(std::string const& path, std::string_view text) {
    descriptor const out(open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, S_IRUSR | S_IWUSR));
    struct stat about {};
    bool ok = out.fd >= 0 && fstat(out.fd, &about) == 0 &&
              (!S_ISREG(about.st_mode) || fchmod(out.fd, S_IRUSR | S_IWUSR) == 0);
    while (ok && !text.empty()) {
        ssize_t const n = write(out.fd, text.data(), text.size());
        ok = n >= 0 || errno == EINTR;
        if (n > 0) text.remove_prefix(static_cast<std::size_t>(n));
    }
    if (!ok) throw failure("cannot write `" + shown(path) + "`: " + std::strerror(errno));
}

// ---- findings

/// A text with its findings, as both formats show them.
struct source {
    std::string name;
    std::string_view text;
    report const* findings;
};

out_json to_json(rule const& r) {
    return {{"id", r.id},   {"severity", name_of(r.level)}, {"title", r.title}, {"why", r.why},
            {"fix", r.fix}, {"reference", r.reference}};
}

void append_json(out_json& list, source const& from) {
    if (from.findings->empty()) return;
    renderer with(from.text, from.name);
    auto const parsed = json::read(from.text);
    std::optional<json::pointer_locator> pointers;
    if (parsed.value() != nullptr) pointers.emplace(*parsed.value());
    for (finding const& f : *from.findings) {
        position const at = with.locate(f.where);
        out_json entry{{"rule", f.what->id},
                       {"severity", name_of(f.what->level)},
                       {"file", from.name},
                       {"pointer", nullptr},
                       {"line", at.line},
                       {"column", at.column},
                       {"offset", f.where.offset},
                       {"length", f.where.length},
                       {"message", with.render_message(f)},
                       {"why", f.what->why},
                       {"fix", f.what->fix},
                       {"reference", f.what->reference}};
        if (pointers) {
            auto const bytes = pointers->locate(f.where.offset);
            entry["pointer"] = std::string(bytes.begin(), bytes.end());
        }
        std::string const nearest = with.render_nearest(f);
        if (!nearest.empty()) entry["did_you_mean"] = nearest;
        if (f.related.length != 0) {
            position const other = with.locate(f.related);
            entry["related"] = {{"line", other.line},
                                {"column", other.column},
                                {"offset", f.related.offset},
                                {"length", f.related.length}};
        }
        list.push_back(std::move(entry));
    }
}

/// What a command says in the end: the findings of its sources, and fields of its own.
class answer {
public:
    explicit answer(options const& how) : options_(how) {}

    void add(std::string name, std::string_view text, report const& findings) {
        sources_.push_back({std::move(name), text, &findings});
    }

    std::uint64_t count(severity level) const {
        std::uint64_t n = 0;
        for (source const& s : sources_) n += s.findings->count(level);
        return n;
    }

    bool ok() const {
        return count(severity::error) == 0 && !(options_.strict && count(severity::warning) != 0);
    }

    int exit_status() const { return ok() ? 0 : 1; }

    /// The findings of all sources, each in the order of its text.
    std::string findings_as_text(bool color) const {
        std::string out;
        for (source const& s : sources_) {
            std::string const rendered = render(*s.findings, s.text, s.name, color);
            if (!rendered.empty()) out += rendered + '\n';
        }
        return out;
    }

    std::string summary() const {
        std::string out;
        for (severity const level : {severity::error, severity::warning, severity::note}) {
            std::uint64_t const n = count(level);
            out += (out.empty() ? "" : ", ") + std::to_string(n) + ' ' + std::string(name_of(level)) +
                   (n == 1 ? "" : "s");
        }
        return out + '\n';
    }

    out_json as_json() const {
        out_json findings = out_json::array();
        for (source const& s : sources_) append_json(findings, s);
        std::uint64_t dropped = 0;
        for (source const& s : sources_) dropped += s.findings->dropped();
        return {{"ok", ok()}, {"findings", std::move(findings)}, {"dropped", dropped}};
    }

private:
    options const& options_;
    std::vector<source> sources_;
};

void print(out_json const& j) {
    std::cout << j.dump(2, ' ', false, out_json::error_handler_t::replace) << '\n';
}

bool use_color(int fd) {
    char const* const no_color = std::getenv("NO_COLOR");
    return (no_color == nullptr || *no_color == '\0') && isatty(fd) == 1;
}

// ---- hooks

/// The bytes of a span of JSON with the secrets of the text masked, and still JSON.
std::string mask(std::string_view text, span where, std::span<span const> secrets) {
    std::string masked;
    std::size_t at = where.offset;
    auto s = std::lower_bound(secrets.begin(), secrets.end(), where.offset,
                              [](span a, std::uint32_t offset) { return a.offset < offset; });
    for (; s != secrets.end() && s->offset < where.end(); ++s) {
        std::size_t const before = text.find_last_not_of(" \t\r\n", s->offset == 0 ? 0 : s->offset - 1);
        bool const quoted = before == std::string_view::npos || text[before] != ':';
        masked.append(text.substr(at, s->offset - at)).append(quoted ? "********" : "\"********\"");
        at = s->end();
    }
    return masked.append(text.substr(at, where.end() - at));
}

/// Shows values of one list; secrets are masked by the key before them.
class list_view {
public:
    list_view(hook_list const& list, std::string_view text)
        : list_(&list), text_(text), secrets_(find_secrets(text)), shown_(text, "") {}

    hook_list const& list() const { return *list_; }

    std::string value(json::value v) const { return v ? shown_.render_excerpt(v.where()) : "(absent)"; }

    out_json value_as_json(json::value v) const {
        if (!v) return nullptr;
        std::string const masked = mask(text_, v.where(), secrets_);
        out_json j = out_json::parse(masked, nullptr, false);
        return j.is_discarded() ? out_json(masked) : j;
    }

    std::string field(json::value object, hook_field f) const {
        json::value const v = hook(*list_, object)[f];
        return v.is(json::kind::string) && !v.content().empty()
                   ? shown_.render_excerpt(v.content_where(), text_.size() * 8)
                   : "";
    }

    std::string target(json::value object) const {
        for (hook_field const f :
             {hook_field::sns_topic_arn, hook_field::sqs_queue_url, hook_field::webhook_url})
            if (std::string text = field(object, f); !text.empty()) return text;
        return "";
    }

    out_json as_json(json::value object) const {
        return {{"id", field(object, hook_field::id)},
                {"hook_type", field(object, hook_field::hook_type)},
                {"target", target(object)}};
    }

    std::string as_line(json::value object) const {
        std::string id = field(object, hook_field::id);
        if (id.empty()) id = "(no id)";
        return id + "  " + field(object, hook_field::hook_type) + "  " + target(object);
    }

private:
    hook_list const* list_;
    std::string_view text_;
    decltype(find_secrets({})) secrets_;
    renderer<> shown_;
};

class plan_view {
public:
    plan_view(plan const& p, list_view const& current, list_view const& wanted)
        : plan_(p), current_(current), wanted_(wanted) {}

    out_json as_json() const {
        out_json j{{"created", out_json::array()},
                   {"changed", out_json::array()},
                   {"kept", out_json::array()},
                   {"deleted", out_json::array()}};
        for (json::value const v : plan_.created) j["created"].push_back(wanted_.as_json(v));
        for (hook_pair const& c : plan_.changed) {
            out_json entry = current_.as_json(c.before);
            for (field_change const& f : find_changes(current_.list(), wanted_.list(), c))
                entry["fields"].push_back({{"name", f.name},
                                           {"before", current_.value_as_json(f.before)},
                                           {"after", wanted_.value_as_json(f.after)}});
            j["changed"].push_back(std::move(entry));
        }
        for (hook_pair const& k : plan_.kept) j["kept"].push_back(current_.as_json(k.before));
        for (hook_pair const& d : plan_.deleted) j["deleted"].push_back(current_.as_json(d.before));
        return j;
    }

    std::string as_text() const {
        std::string out = "plan: " + std::to_string(plan_.created.size()) + " to create, " +
                          std::to_string(plan_.changed.size()) + " to change, " +
                          std::to_string(plan_.kept.size()) + " to keep, " +
                          std::to_string(plan_.deleted.size()) + " to delete\n";
        for (json::value const v : plan_.created) out += "  + create  " + wanted_.as_line(v) + '\n';
        for (hook_pair const& c : plan_.changed) {
            out += "  ~ change  " + current_.as_line(c.before) + '\n';
            for (field_change const& f : find_changes(current_.list(), wanted_.list(), c))
                out += "              " + shown(f.name) + ": " + current_.value(f.before) + " -> " +
                       wanted_.value(f.after) + '\n';
        }
        for (hook_pair const& k : plan_.kept) out += "  = keep    " + current_.as_line(k.before) + '\n';
        for (hook_pair const& d : plan_.deleted) out += "  - delete  " + current_.as_line(d.before) + '\n';
        return out + '\n';
    }

private:
    plan const& plan_;
    list_view const& current_;
    list_view const& wanted_;
};

struct hooks_options {
    std::string file;
    std::string current;
    std::vector<std::string> deleted;
    std::string into;
    std::string output;
};

/// Prints the findings, and the plan where there is one.
int print_checked(options const& how, answer const& said, plan_view const* view) {
    if (how.json()) {
        out_json j = said.as_json();
        j["plan"] = view != nullptr ? view->as_json() : out_json();
        print(j);
    } else {
        std::cout << said.findings_as_text(use_color(STDOUT_FILENO))
                  << (view != nullptr ? view->as_text() : "") << said.summary();
    }
    return said.exit_status();
}

int check_hooks(options const& how, hooks_options const& given) {
    std::string const text = read_file(given.file);
    auto const wanted = parse_hooks(text);
    answer said(how);
    said.add(given.file, text, wanted.findings());
    if (given.current.empty()) return print_checked(how, said, nullptr);

    std::string const current_text = read_file(given.current);
    auto const current = parse_settings(current_text);
    said.add(given.current, current_text, current.findings());
    plan made;
    bool const planned = wanted.value() != nullptr && current.value() != nullptr;
    if (planned) {
        std::vector<std::string_view> const ids(given.deleted.begin(), given.deleted.end());
        made = make_plan(*current.value(), *wanted.value(), ids);
        said.add(given.file, text, made.in_wanted);
        said.add(given.current, current_text, made.in_current);
        for (std::string_view const id : ids) {
            auto const has_id = [&](hook_pair const& d) {
                return hook_id(hook(*current.value(), d.before).id()) == hook_id(id);
            };
            if (std::none_of(made.deleted.begin(), made.deleted.end(), has_id))
                std::cerr << "snsproof: --delete " << shown(id)
                          << ": no hook with this id would be deleted\n";
        }
    }
    if (!planned) return print_checked(how, said, nullptr);
    list_view const before(*current.value(), current_text);
    list_view const after(*wanted.value(), text);
    plan_view const view(made, before, after);
    return print_checked(how, said, &view);
}

/// What sending a list alone would do is no finding where it is merged.
report without_effects(report const& findings) {
    report kept;
    for (finding const& f : findings)
        if (*f.what != rules::hooks_absent && *f.what != rules::hooks_null && *f.what != rules::hooks_empty)
            kept.add(f);
    return kept;
}

/// Controls of the terminal as JSON escapes: the text means the same. JSON has such characters only in
/// strings.
std::string escape_controls(std::string_view text) {
    std::string escaped;
    for (std::size_t at = 0; at < text.size();) {
        detail::glyph const g = detail::glyph_at(text, at);
        std::string_view const bytes = text.substr(at, g.length);
        at += g.length;
        if (!detail::is_control(g.code) || detail::is_space(bytes[0])) {
            escaped.append(bytes);
            continue;
        }
        std::string const quoted = out_json(bytes).dump(-1, ' ', true);
        escaped.append(quoted, 1, quoted.size() - 2);
    }
    return escaped;
}

/// Makes the array to send. Findings go to standard error, so that standard output is the array alone.
int merge_hooks(options const& how, hooks_options const& given) {
    std::string const text = read_file(given.file);
    std::string const current_text = read_file(given.into);
    auto const wanted = parse_hooks(text);
    auto const current = parse_settings(current_text);
    answer said(how);
    report const of_file = without_effects(wanted.findings());
    said.add(given.file, text, of_file);
    said.add(given.into, current_text, current.findings());
    update made;
    bool const merged = wanted.value() != nullptr && current.value() != nullptr;
    if (merged) {
        made = make_update(*current.value(), *wanted.value());
        said.add(given.file, text, made.in_wanted);
        said.add(given.into, current_text, made.in_current);
    }
    std::string_view const exact(made.text.data(), made.text.size());
    std::string const masked =
        mask(exact, {0, static_cast<std::uint32_t>(exact.size())}, find_secrets(exact));
    bool const written = merged && said.ok() && !given.output.empty();
    if (written) write_file(given.output, exact);
    if (how.json()) {
        out_json j = said.as_json();
        j["update"] = merged ? out_json::parse(masked, nullptr, false) : out_json();
        if (j["update"].is_discarded()) j["update"] = masked;
        j["written"] = written ? out_json(given.output) : out_json();
        print(j);
        return said.exit_status();
    }
    std::cout << escape_controls(masked);
    std::cerr << said.findings_as_text(use_color(STDERR_FILENO)) << said.summary();
    if (written)
        std::cerr << "the list to send, with its secrets, is in `" << shown(given.output) << "`\n";
    else if (!given.output.empty())
        std::cerr << "`" << shown(given.output) << "` was not written, because of the errors above\n";
    return said.exit_status();
}

int run_hooks(options const& how, hooks_options const& given) {
    if (!given.into.empty() && !given.current.empty())
        throw failure("--into makes a list and --current checks one: give one of them");
    if (given.into.empty() && !given.output.empty()) throw failure("-o needs --into");
    if (given.current.empty() && !given.deleted.empty()) throw failure("--delete needs --current");
    if (given.file == "-" && (given.current == "-" || given.into == "-"))
        throw failure("only one of the files can be standard input");
    if (given.output == "-") throw failure("-o needs a file: the list holds secrets");
    return given.into.empty() ? check_hooks(how, given) : merge_hooks(how, given);
}

// ---- arn

std::vector<std::string> read_arns(std::vector<std::string> const& given) {
    std::vector<std::string> arns;
    for (std::string const& text : given) {
        if (text != "-") {
            arns.push_back(text);
            continue;
        }
        std::string const all = read_file("-");
        for (std::string_view rest = all; !rest.empty();) {
            std::string_view line = detail::take_until(rest, '\n');
            if (line.ends_with('\r')) line.remove_suffix(1);
            if (!line.empty()) arns.emplace_back(line);
        }
    }
    if (arns.empty()) throw failure("no ARN was given");
    return arns;
}

int run_arn(options const& how, std::vector<std::string> const& given) {
    std::vector<std::string> const arns = read_arns(given);
    std::vector<result<topic_arn>> parsed;
    parsed.reserve(arns.size());
    for (std::string const& text : arns) parsed.push_back(parse_topic_arn(text));
    answer said(how);
    for (std::size_t i = 0; i != arns.size(); ++i)
        said.add("argument " + std::to_string(i + 1), arns[i], parsed[i].findings());
    out_json list = out_json::array();
    std::string lines;
    for (std::size_t i = 0; i != arns.size(); ++i) {
        topic_arn const* const arn = parsed[i].ok() ? parsed[i].value() : nullptr;
        out_json entry{
            {"text", mask(arns[i], {0, static_cast<std::uint32_t>(arns[i].size())}, find_secrets(arns[i]))},
            {"ok", arn != nullptr}};
        if (arn != nullptr) {
            entry.update({{"partition", arn->partition},
                          {"region", arn->region},
                          {"account", arn->account},
                          {"name", arn->name},
                          {"fifo", arn->fifo()}});
            lines += arns[i] + ": " + (arn->fifo() ? "FIFO" : "standard") + " topic `" +
                     std::string(arn->name) + "` of account " + std::string(arn->account) + " in " +
                     std::string(arn->region) + " (" + std::string(arn->partition) + ")\n";
        }
        list.push_back(std::move(entry));
    }
    if (how.json()) {
        out_json j = said.as_json();
        for (out_json& f : j["findings"]) f["pointer"] = nullptr;
        j["arns"] = std::move(list);
        print(j);
    } else {
        std::cout << said.findings_as_text(use_color(STDOUT_FILENO)) << lines << said.summary();
    }
    return said.exit_status();
}

// ---- policy

/// Where something stands in a policy's text, for a sentence.
std::string place(renderer<>& with, span where) {
    position const at = with.locate(where);
    return "line " + std::to_string(at.line) + ", column " + std::to_string(at.column);
}

std::string name_of_statement(policy const& p, policy_statement const& s, renderer<>& with) {
    std::string const sid = s.sid.text.empty() ? "" : " `" + shown(s.sid.text) + "`";
    return "statement" + (sid.empty() ? " " + std::to_string(&s - p.statements().data() + 1) : sid) + " (" +
           place(with, s.where) + ")";
}

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

[[noreturn]] void fail_topic(std::string_view text) {
    throw failure("`" + shown(text) + "` is not a topic's ARN; see `snsproof arn`");
}

/// The account that `--publisher` gives, or Stream's.
std::string account_of(std::string const& given) {
    if (given.empty()) return std::string(stream_account);
    if (!detail::is_account(given))
        throw failure("`" + shown(given) + "` is not an account: that is 12 digits");
    return given;
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
    if (how.json()) {
        out_json j = said.as_json();
        j["publisher"] = publisher;
        print(j);
    } else {
        std::cout << said.findings_as_text(use_color(STDOUT_FILENO)) << said.summary();
        if (!sentence.empty()) std::cout << sentence << '\n';
    }
    return said.exit_status();
}

// ---- decide

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

out_json trace_as_json(policy const& p, request const& asked, renderer<>& with) {
    constexpr std::array<std::string_view, 3> names{"no", "unknown", "yes"};
    out_json trace = out_json::array();
    for (statement_match const& m : explain(p, asked)) {
        out_json entry{{"statement", m.statement - p.statements().data()},
                       {"sid", m.statement->sid.text},
                       {"effect", m.statement->effect == effect::deny ? "Deny" : "Allow"},
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
        out += "  " + name_of_statement(p, *m.statement, with) +
               (m.statement->effect == effect::deny ? ", Deny: " : ", Allow: ");
        if (m.stopped_by == policy_part::none) {
            out += "applies\n";
            continue;
        }
        out += m.applies == truth::unknown ? "unknown, because of its " : "stopped by its ";
        out += name_of(m.stopped_by);
        if (m.condition != nullptr) out += " on `" + shown(m.condition->key.text) + "`";
        out += m.where.length == 0 ? ", which is absent\n" : " (" + place(with, m.where) + ")\n";
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
    if (how.json()) {
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
        return decide_cases(how, given.cases);
    }
    if (given.file.empty()) throw failure("decide needs a policy, or --cases");
    if (parts && !given.request_file.empty())
        throw failure("--request holds the whole request: give it or its parts");
    if (given.file == "-" && given.request_file == "-")
        throw failure("only one of the files can be standard input");
    bool const whole = !asked.principal.empty() && !asked.action.empty() && !asked.resource.empty();
    if (given.request_file.empty() && !whole)
        throw failure("decide needs --principal, --action and --resource, or --request");
    return decide_one(how, given);
}

// ---- grant

struct grant_options {
    std::string topic;
    std::string into;
    std::string publisher;
};

/// Prints the policy to standard output, and findings to standard error, so that the former can be sent on.
int run_grant(options const& how, grant_options const& given) {
    auto const topic = parse_topic_arn(given.topic);
    if (!topic.ok()) fail_topic(given.topic);
    std::string const account = account_of(given.publisher);
    bool const extends = !given.into.empty();
    std::string const text = extends ? read_file(given.into) : "";
    result<policy> const parsed = extends ? parse_policy(text) : result<policy>(report());
    grant made;
    if (!extends)
        made = make_grant(*topic.value(), account);
    else if (parsed.value() != nullptr)
        made = merge_grant(*parsed.value(), *topic.value(), account);
    answer said(how);
    if (extends) said.add(given.into, text, parsed.findings());
    said.add(extends ? given.into : "--topic", extends ? text : given.topic, made.findings);
    std::string_view const policy_text = detail::view(made.text);
    if (how.json()) {
        out_json j = said.as_json();
        j["policy"] = policy_text.empty() ? out_json() : out_json(policy_text);
        print(j);
        return said.exit_status();
    }
    std::cout << policy_text << (policy_text.empty() || policy_text.ends_with('\n') ? "" : "\n");
    std::cerr << said.findings_as_text(use_color(STDERR_FILENO));
    if (policy_text.empty()) std::cerr << "nothing was granted, because of the errors above\n";
    return said.exit_status();
}

// ---- rules

int run_rules(options const& how, bool markdown) {
    if (how.json()) {
        out_json list = out_json::array();
        for (rule const* r : all_rules) list.push_back(to_json(*r));
        print({{"ok", true}, {"findings", out_json::array()}, {"rules", std::move(list)}});
        return 0;
    }
    if (markdown) std::cout << "| rule | severity | what is wrong |\n|---|---|---|\n";
    for (rule const* r : all_rules) {
        if (markdown)
            std::cout << "| `" << r->id << "` | " << name_of(r->level) << " | " << r->title << " |\n";
        else
            std::cout << r->id << std::string(r->id.size() < 28 ? 28 - r->id.size() : 1, ' ')
                      << name_of(r->level) << std::string(9 - name_of(r->level).size(), ' ') << r->title
                      << '\n';
    }
    return 0;
}

int run_explain(options const& how, std::string const& id) {
    rule const* const r = find_rule(id);
    if (r == nullptr) {
        std::string_view const near = detail::nearest(id, all_rules, [](rule const* a) { return a->id; });
        throw failure("no rule is called `" + shown(id) + "`" +
                      (near.empty() ? std::string(", see `snsproof rules`")
                                    : "; did you mean `" + std::string(near) + "`?"));
    }
    if (how.json()) {
        print({{"ok", true}, {"findings", out_json::array()}, {"rule", to_json(*r)}});
        return 0;
    }
    std::cout << r->id << " (" << name_of(r->level) << ")\n\n"
              << r->title << "\n\nwhy: " << r->why << "\nfix: " << r->fix << "\nsee: " << r->reference
              << '\n';
    return 0;
}

// ---- the command line

std::string const version = std::to_string(SNSPROOF_VERSION_MAJOR) + '.' +
                            std::to_string(SNSPROOF_VERSION_MINOR) + '.' +
                            std::to_string(SNSPROOF_VERSION_PATCH);

void add_format(CLI::App& command, options& how) {
    command.set_version_flag("--version", version);
    command.add_option("--format", how.format, "text for people, json for programs")
        ->check(CLI::IsMember({"text", "json"}))
        ->capture_default_str();
}

void add_output_options(CLI::App& command, options& how) {
    add_format(command, how);
    command.add_flag("--strict", how.strict, "warnings count as errors");
}

int run(int argc, char** argv) {
    CLI::App app{"Proves an Amazon SNS event-hook deployment right before it ships.\n"
                 "Exit status: 0 no errors, 1 errors, 2 wrong usage or a file that cannot be read."};
    app.name("snsproof");
    app.set_version_flag("--version", version);
    app.require_subcommand(1);
    options how;
    int status = 0;

    hooks_options hooks;
    CLI::App* const hooks_command = app.add_subcommand(
        "hooks", "Checks a list of Stream's event hooks, and what sending it would do to the current ones");
    hooks_command
        ->add_option("file", hooks.file,
                     "the list: an array, {\"event_hooks\": ...} or settings; - for standard input")
        ->required();
    hooks_command->add_option("--current", hooks.current, "the current settings, as GET /app returns them");
    hooks_command
        ->add_option("--delete", hooks.deleted, "the id of a hook that may be deleted; can be repeated")
        ->expected(1)
        ->take_all();
    hooks_command->add_option("--into", hooks.into,
                              "make the complete list: these current settings and the hooks of the file");
    hooks_command->add_option("-o,--output", hooks.output,
                              "with --into: write the list with its secrets to this file");
    add_output_options(*hooks_command, how);
    hooks_command->callback([&] { status = run_hooks(how, hooks); });

    std::vector<std::string> arns;
    CLI::App* const arn_command = app.add_subcommand("arn", "Checks ARNs of topics");
    arn_command->add_option("text", arns, "the ARNs; - reads lines of standard input")->required();
    add_output_options(*arn_command, how);
    arn_command->callback([&] { status = run_arn(how, arns); });

    policy_options checked;
    CLI::App* const policy_command = app.add_subcommand(
        "policy", "Checks a topic's policy: what SNS would refuse, what is dangerous or useless, and whether "
                  "Stream can publish");
    policy_command
        ->add_option("file", checked.file,
                     "the policy, the answer of GetTopicAttributes, or a template; - for standard input")
        ->required();
    policy_command->add_option("--topic", checked.topic, "the ARN of the topic that the policy is for");
    policy_command->add_option("--publisher", checked.publisher,
                               "the account that must be able to publish; without it Stream's is asked for, "
                               "and the answer is no finding");
    add_output_options(*policy_command, how);
    policy_command->callback([&] { status = run_policy(how, checked); });

    decide_options decided;
    CLI::App* const decide_command = app.add_subcommand(
        "decide", "Decides requests by a topic's policy alone; exit status 0 is for allow");
    decide_command->add_option("file", decided.file, "the policy; - for standard input");
    decide_command->add_option("--principal", decided.asked.principal,
                               "an ARN, an account, the name of a service, or * for nobody known");
    decide_command->add_option("--action", decided.asked.action, "say sns:Publish");
    decide_command->add_option("--resource", decided.asked.resource, "the topic's ARN");
    decide_command->add_option("--context", decided.context, "a context key, KEY=VALUE; can be repeated")
        ->expected(1)
        ->take_all();
    decide_command
        ->add_option("--unknown", decided.asked.unknown, "a context key that is not known; can be repeated")
        ->expected(1)
        ->take_all();
    decide_command->add_option("--request", decided.request_file, "the request, as JSON");
    decide_command->add_option("--cases", decided.cases,
                               "a file of cases, one JSON object a line: reports those that fail");
    add_output_options(*decide_command, how);
    decide_command->callback([&] { status = run_decide(how, decided); });

    grant_options granted;
    CLI::App* const grant_command = app.add_subcommand(
        "grant", "Prints the policy that lets Stream publish to a topic, merged into one that is there");
    grant_command->add_option("--topic", granted.topic, "the topic's ARN")->required();
    grant_command->add_option("--into", granted.into,
                              "the policy to extend; its other bytes stay as they are; - for standard input");
    grant_command->add_option("--publisher", granted.publisher, "the account to let in; Stream's by default");
    add_output_options(*grant_command, how);
    grant_command->callback([&] { status = run_grant(how, granted); });

    bool markdown = false;
    CLI::App* const rules_command = app.add_subcommand("rules", "Lists every rule");
    rules_command->add_flag("--markdown", markdown, "as a table in Markdown");
    add_format(*rules_command, how);
    rules_command->callback([&] { status = run_rules(how, markdown); });

    std::string id;
    CLI::App* const explain_command = app.add_subcommand("explain", "Explains one rule");
    explain_command->add_option("rule", id, "the rule's id, as findings name it")->required();
    add_format(*explain_command, how);
    explain_command->callback([&] { status = run_explain(how, id); });

    constexpr std::array<std::string_view, 7> commands{"hooks", "arn",   "policy", "decide",
                                                       "grant", "rules", "explain"};
    if (argc > 1 && *argv[1] != '-' &&
        std::find(commands.begin(), commands.end(), argv[1]) == commands.end()) {
        std::string_view const near = detail::nearest(argv[1], commands, detail::same_name);
        throw failure(
            "no command is called `" + shown(argv[1]) + "`" +
            (near.empty() ? ", see `snsproof --help`" : "; did you mean `" + std::string(near) + "`?"));
    }
    try {
        app.parse(argc, argv);
    } catch (CLI::ParseError const& e) {
        status = app.exit(e) == 0 ? 0 : 2;
    }
    std::cout.flush();
    if (!std::cout) throw failure("cannot write the output");
    return status;
}

}  // namespace

int main(int argc, char** argv) {
    try {
        return run(argc, argv);
    } catch (std::exception const& e) {
        std::cerr << "snsproof: " << e.what() << '\n';
        return 2;
    }
}
