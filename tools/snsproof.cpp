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
#include <iostream>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
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
        for (std::size_t at = 0; at < all.size();) {
            std::size_t const end = std::min(all.find('\n', at), all.size());
            std::size_t const last = end > at && all[end - 1] == '\r' ? end - 1 : end;
            if (last != at) arns.push_back(all.substr(at, last - at));
            at = end + 1;
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

int run_policy(options const& how, std::string const& file, std::string const& topic) {
    auto const attached_to = parse_topic_arn(topic);
    bool const has_topic = !topic.empty();
    if (has_topic && !attached_to.ok())
        throw failure("`" + shown(topic) + "` is not a topic's ARN; see `snsproof arn`");
    std::string const text = read_file(file);
    auto parsed = parse_policy(text);
    report found = parsed.take_findings();
    if (policy const* const p = parsed.value(); p != nullptr)
        found.append(has_topic ? check_policy(*p, *attached_to.value()) : check_policy(*p));
    answer said(how);
    said.add(file, text, found);
    if (how.json())
        print(said.as_json());
    else
        std::cout << said.findings_as_text(use_color(STDOUT_FILENO)) << said.summary();
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

    std::string policy_file;
    std::string policy_topic;
    CLI::App* const policy_command = app.add_subcommand(
        "policy", "Checks a topic's policy: what SNS would refuse, and what is dangerous or useless");
    policy_command
        ->add_option("file", policy_file,
                     "the policy, the answer of GetTopicAttributes, or a template; - for standard input")
        ->required();
    policy_command->add_option("--topic", policy_topic, "the ARN of the topic that the policy is for");
    add_output_options(*policy_command, how);
    policy_command->callback([&] { status = run_policy(how, policy_file, policy_topic); });

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

    constexpr std::array<std::string_view, 5> commands{"hooks", "arn", "policy", "rules", "explain"};
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
