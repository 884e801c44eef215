// SPDX-License-Identifier: Apache-2.0
// `preflight`: hooks, policies and events of a deployment together, with one verdict.
#include "commands.hpp"
#include "event_file.hpp"
#include "plan_view.hpp"
#include "policy_words.hpp"
#include "sarif.hpp"

#include <zlib.h>

#include <filesystem>
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <thread>

#include "snsproof/event_gzip.hpp"

namespace snsproof::tool {

namespace {

struct preflight_options {
    std::string hooks;
    std::string current;
    std::vector<std::string> deleted;
    std::vector<std::string> policies;
    std::string events;
    std::uint32_t limit = event_limits{}.bytes;
};

/// A policy that was given, the one that it replaces, and what was found out about it.
struct given_policy {
    std::string topic;  ///< empty where the policy names none
    bool is_for_all{};  ///< it is the only one, and names no topic
    read_policy now;
    std::optional<read_policy> before;
    access_answer stranger;
    access_answer wider;

    given_policy(std::string of, read_policy is, std::optional<read_policy> was)
        : topic(std::move(of)), now(std::move(is)), before(std::move(was)) {}

    /// What is for a topic that is not known is for no hook.
    topic_policy view() const {
        std::string_view const nobody = "-";
        return {topic.empty() && !is_for_all ? nobody : std::string_view(topic), now.value(),
                before ? before->value() : nullptr};
    }

    void check() {
        policy const* const p = now.value();
        if (p == nullptr) return;
        auto const attached_to = parse_topic_arn(topic);
        now.findings.append(attached_to.ok() ? check_policy(*p, *attached_to.value()) : check_policy(*p));
        stranger = is_public(*p, topic);
        now.findings.append(check_answer(stranger, *p, rules::access_public));
        if (!before || before->value() == nullptr) return;
        // That Stream may publish is what the change is for.
        std::string const own = topic.empty() ? topic_of(*p) : topic;
        auto const arn = parse_topic_arn(own);
        grant const with_stream = arn.ok() ? merge_grant(*before->value(), *arn.value()) : grant();
        auto const expected = parse_policy(detail::view(with_stream.text));
        bool const is_granted = expected.value() != nullptr;
        wider = widens(is_granted ? *expected.value() : *before->value(), *p, topic);
        now.findings.append(check_answer(wider, *p, rules::access_widens));
    }
};

bool is_file(std::string const& path) {
    std::error_code ignored;
    return path == "-" || std::filesystem::exists(path, ignored);
}

/// `FILE`, `ARN=FILE`, `OLD..NEW` or `ARN=OLD..NEW`, in its parts.
struct policy_argument {
    std::string topic;
    std::string old_path;
    std::string path;
};

/// Paths may hold dots themselves, so that those part two files that have one at both sides.
policy_argument read_argument(std::string const& text) {
    std::size_t const equals = text.starts_with("arn:") ? text.find('=') : std::string::npos;
    policy_argument given{equals == std::string::npos ? "" : text.substr(0, equals), "",
                          equals == std::string::npos ? text : text.substr(equals + 1)};
    if (!given.topic.empty() && !parse_topic_arn(given.topic).ok()) fail_topic(given.topic);
    if (is_file(given.path)) return given;
    for (std::size_t at = given.path.find(".."); at != std::string::npos; at = given.path.find("..", at + 1))
        if (is_file(given.path.substr(0, at)) && is_file(given.path.substr(at + 2)))
            return {given.topic, given.path.substr(0, at), given.path.substr(at + 2)};
    if (given.path.empty() || (text.starts_with("arn:") && equals == std::string::npos))
        throw failure("--policy takes FILE, ARN=FILE, OLD..NEW or ARN=OLD..NEW, and not `" + shown(text) +
                      "`");
    return given;
}

/// The policy that another file had in this place: the one of the same resource, or the only one.
policy_place const* find_old(policy_file const& old, policy_place const& now) {
    for (policy_place const& at : old.places)
        if (!at.name.empty() && at.name == now.name) return &at;
    return old.places.size() == 1 ? old.places.data() : nullptr;
}

/// The policies of a file; several stand in templates and plans.
void read_given(policy_argument const& given, std::list<given_policy>& policies) {
    auto const file = std::make_shared<policy_file const>(given.path);
    auto const old = given.old_path.empty() ? nullptr : std::make_shared<policy_file const>(given.old_path);
    bool found = false;
    for (policy_place const& at : file->places) {
        std::string topic(at.topic);
        if (!given.topic.empty() && file->places.size() > 1 && topic != given.topic) continue;
        if (!given.topic.empty()) topic = given.topic;
        found = true;
        policy_place const* const was = old == nullptr ? nullptr : find_old(*old, at);
        given_policy& p = policies.emplace_back(
            std::move(topic), read_policy(file, at),
            was == nullptr ? std::nullopt : std::optional<read_policy>(std::in_place, old, *was));
        if (p.topic.empty() && p.now.value() != nullptr) p.topic = topic_of(*p.now.value());
    }
    if (!found)
        throw failure("`" + shown(given.path) + "` holds several policies, and none for `" +
                      shown(given.topic) + "`");
}

/// The policies of the command line. Each is for the topic that it names; a single one that names none, for
/// all.
std::list<given_policy> read_policies(std::vector<std::string> const& texts) {
    std::list<given_policy> policies;
    for (std::string const& text : texts) read_given(read_argument(text), policies);
    if (policies.size() == 1) policies.front().is_for_all = policies.front().topic.empty();
    std::set<std::string> topics;
    for (given_policy& p : policies) {
        if (!p.topic.empty() && !topics.insert(p.topic).second)
            throw failure("two policies were given for `" + shown(p.topic) + "`");
        p.check();
    }
    return policies;
}

/// Events that were given, by type. They are read up to the largest size that any topic takes.
class sample_file {
public:
    explicit sample_file(std::string path) : path_(std::move(path)) {
        stream_options options{
            {max_bytes}, std::max(1U, std::thread::hardware_concurrency()), no_limit, &sizes_};
        options.inflate = inflate_gzip;
        totals_ = check_event_file(
            path_, options, [](event_line const&) {}, [](stream_totals const&, std::uint64_t) {});
        for (auto const& [type, sizes] : sizes_)
            if (!type.empty()) samples_.push_back({type, sizes.largest()});
    }

    std::span<event_sample const> samples() const { return samples_; }
    stream_totals const& totals() const { return totals_; }
    std::string const& path() const { return path_; }

    /// How many bytes the largest event of each of these types has as base64 of gzip data, where the file can
    /// be read once more.
    std::map<std::string, std::uint64_t> compress(std::vector<event_sample> const& types) const {
        std::map<std::string, std::uint64_t> sizes;
        descriptor const in(path_ == "-" || types.empty() ? -1 : open(path_.c_str(), O_RDONLY | O_CLOEXEC));
        mapping const mapped(in.fd);
        if (!mapped.is_there()) return sizes;
        event_checker checker({max_bytes});
        for (std::string_view rest = mapped.text(); !rest.empty();) {
            std::string_view line = detail::take_until(rest, '\n');
            if (line.ends_with('\r')) line.remove_suffix(1);
            auto const has_size = [&](event_sample const& s) { return s.bytes == line.size(); };
            if (std::none_of(types.begin(), types.end(), has_size)) continue;
            static_cast<void>(checker(line));
            for (event_sample const& s : types)
                if (s.type == checker.type() && s.bytes == line.size())
                    sizes.emplace(s.type, base64_size(gzip_size(line)));
        }
        return sizes;
    }

private:
    static std::uint64_t base64_size(std::uint64_t bytes) { return (bytes + 2) / 3 * 4; }

    static std::uint64_t gzip_size(std::string_view text) {
        constexpr int gzip = 16;
        constexpr int memory = 8;
        z_stream state{};
        if (deflateInit2(&state, Z_DEFAULT_COMPRESSION, Z_DEFLATED, MAX_WBITS + gzip, memory,
                         Z_DEFAULT_STRATEGY) != Z_OK)
            throw std::bad_alloc();
        std::vector<Bytef> out(deflateBound(&state, static_cast<uLong>(text.size())));
        // zlib does not write to what it reads.
        state.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
        state.avail_in = static_cast<uInt>(text.size());
        state.next_out = out.data();
        state.avail_out = static_cast<uInt>(out.size());
        deflate(&state, Z_FINISH);
        std::uint64_t const size = state.total_out;
        deflateEnd(&state);
        return size;
    }

    static constexpr std::uint32_t max_bytes = 1'048'576;
    static constexpr std::uint64_t no_limit = std::numeric_limits<std::uint64_t>::max();

    std::string path_;
    event_summary sizes_;
    stream_totals totals_;
    std::vector<event_sample> samples_;
};

/// What is to tell of the sizes of the given events.
class sizes_view {
public:
    sizes_view(sample_file const& file, std::uint32_t limit) : file_(file), limit_(limit) {
        for (event_sample const& s : file.samples())
            if (s.bytes > limit - limit / 8) near_.push_back(s);
        compressed_ = file.compress(near_);
    }

    std::string as_text() const {
        std::string out =
            std::to_string(file_.totals().events) + " events of `" + shown(file_.path()) + "`, ";
        out += near_.empty() ? "none near the limit of " : "these types come near the limit of ";
        out += std::to_string(limit_) + " bytes" + (near_.empty() ? "\n" : ":\n");
        for (event_sample const& s : near_) {
            auto const found = compressed_.find(std::string(s.type));
            out += "  " + shown(s.type) + ": " + std::to_string(s.bytes) + " bytes" +
                   (s.bytes > limit_ ? ", too many" : "");
            if (found != compressed_.end())
                out += "; compressed " + std::to_string(found->second) +
                       (found->second > limit_ ? ", too many" : "");
            out += '\n';
        }
        if (file_.totals().errors != 0)
            out += std::to_string(file_.totals().errors) + " errors in the events: see `snsproof events " +
                   shown(file_.path()) + "`\n";
        return out + '\n';
    }

    out_json as_json() const {
        out_json types = out_json::array();
        for (event_sample const& s : near_) {
            auto const found = compressed_.find(std::string(s.type));
            types.push_back(
                {{"type", shown(s.type)},
                 {"max", s.bytes},
                 {"compressed", found == compressed_.end() ? out_json() : out_json(found->second)},
                 {"dropped", s.bytes > limit_}});
        }
        return {{"events", file_.totals().events},
                {"errors", file_.totals().errors},
                {"limit", limit_},
                {"near_limit", std::move(types)}};
    }

private:
    sample_file const& file_;
    std::uint32_t limit_;
    std::vector<event_sample> near_;
    std::map<std::string, std::uint64_t> compressed_;
};

/// One SNS hook in words.
struct preflight_row {
    std::string id, topic, region, auth, arrives, others;
};

std::string say_arrival(hook_arrival const& a, std::string const& auth) {
    if (a.arrives == truth::yes) return "yes";
    if (a.arrives == truth::no) return "no";
    return a.because != nullptr || (auth != "keys" && auth != "role") ? "not known"
                                                                      : "if the " + auth + " may";
}

std::string say_others(given_policy const* p) {
    if (p == nullptr) return "no policy given";
    if (p->now.value() == nullptr) return "not known";
    if (p->stranger.found() == truth::yes) return "anyone";
    if (p->wider.found() == truth::yes) return "more than before";
    bool const is_known = p->stranger.found() == truth::no && p->wider.found() == truth::no;
    return is_known ? "no stranger" : "not known";
}

class preflight_view {
public:
    preflight_view(preflight const& made, hook_list const& wanted, std::string_view text,
                   std::list<given_policy> const& policies, std::span<topic_policy const> views)
        : made_(made), shown_(wanted, text), policies_(policies), views_(views) {}

    std::string as_text() const {
        std::vector<preflight_row> rows{
            {"hook", "topic", "region", "auth", "events arrive", "who else gets in"}};
        for (hook_arrival const& a : made_.hooks) rows.push_back(row(a));
        if (rows.size() == 1) return "no SNS hooks\n\n";
        constexpr std::array columns{&preflight_row::id,   &preflight_row::topic,   &preflight_row::region,
                                     &preflight_row::auth, &preflight_row::arrives, &preflight_row::others};
        std::array<std::size_t, columns.size()> widths{};
        for (preflight_row const& r : rows)
            for (std::size_t i = 0; i != columns.size(); ++i)
                widths[i] = std::max(widths[i], (r.*columns[i]).size());
        std::string out;
        for (preflight_row const& r : rows) {
            std::string line;
            for (std::size_t i = 0; i != columns.size(); ++i) {
                std::string const& cell = r.*columns[i];
                line += cell + std::string(i + 1 == columns.size() ? 0 : widths[i] - cell.size() + 2, ' ');
            }
            out += line + '\n';
        }
        return out + '\n';
    }

    /// "3 SNS hooks: events of 1 arrive, of 1 it is not known, of 1 they do not".
    std::string verdict() const {
        std::array<std::size_t, 3> n{};
        for (hook_arrival const& a : made_.hooks) ++n[static_cast<std::size_t>(a.arrives)];
        std::string const all = std::to_string(made_.hooks.size());
        return all + (made_.hooks.size() == 1 ? " SNS hook" : " SNS hooks") + ": events of " +
               std::to_string(n[2]) + " arrive, of " + std::to_string(n[1]) + " it is not known, of " +
               std::to_string(n[0]) + " they do not\n";
    }

    out_json as_json() const {
        out_json list = out_json::array();
        for (hook_arrival const& a : made_.hooks) {
            given_policy const* const p = policy_of(a);
            bool const known = p != nullptr && p->now.value() != nullptr;
            bool const compared = known && p->before && p->before->value() != nullptr;
            list.push_back({{"id", shown_.field(a.hook, hook_field::id)},
                            {"topic", shown_.field(a.hook, hook_field::sns_topic_arn)},
                            {"auth", shown_.field(a.hook, hook_field::sns_auth_type)},
                            {"arrives", truth_as_json(a.arrives)},
                            {"because", a.because == nullptr ? out_json() : out_json(a.because->id)},
                            {"policy", p == nullptr ? out_json() : out_json(p->now.file)},
                            {"public", known ? truth_as_json(p->stranger.found()) : out_json()},
                            {"widens", compared ? truth_as_json(p->wider.found()) : out_json()}});
        }
        return list;
    }

private:
    given_policy const* policy_of(hook_arrival const& a) const {
        if (a.policy == nullptr) return nullptr;
        return &*std::next(policies_.begin(), a.policy - views_.data());
    }

    preflight_row row(hook_arrival const& a) const {
        std::string const arn = shown_.field(a.hook, hook_field::sns_topic_arn);
        std::string const auth = shown_.field(a.hook, hook_field::sns_auth_type);
        std::string const id = shown_.field(a.hook, hook_field::id);
        auto const parsed = parse_topic_arn(arn);
        topic_arn const* const topic = parsed.value();
        return {id.empty() ? "(no id)" : id.substr(0, 8),
                topic == nullptr ? arn : std::string(topic->name),
                topic == nullptr ? "" : std::string(topic->region),
                auth,
                say_arrival(a, auth),
                say_others(policy_of(a))};
    }

    preflight const& made_;
    list_view shown_;
    std::list<given_policy> const& policies_;
    std::span<topic_policy const> views_;
};

int run_preflight(options const& how, preflight_options const& given) {
    if (given.current.empty() && !given.deleted.empty()) throw failure("--delete needs --current");
    auto const inputs = std::count(given.policies.begin(), given.policies.end(), "-") + (given.hooks == "-") +
                        (given.current == "-") + (given.events == "-");
    if (inputs > 1) throw failure("only one of the files can be standard input");
    std::string const text = read_file(given.hooks);
    auto const wanted = parse_hooks(text);
    std::list<given_policy> const policies = read_policies(given.policies);
    std::vector<topic_policy> views;
    for (given_policy const& p : policies) views.push_back(p.view());

    answer said(how);
    said.add(given.hooks, text, wanted.findings());
    std::optional<sample_file> samples;
    std::optional<sizes_view> sizes;
    if (!given.events.empty()) sizes.emplace(samples.emplace(given.events), given.limit);
    preflight made;
    if (wanted.value() != nullptr)
        made = make_preflight(*wanted.value(), wanted.findings(), views,
                              samples ? samples->samples() : std::span<event_sample const>{}, {given.limit});
    said.add(given.hooks, text, made.in_hooks);

    std::string const current_text = given.current.empty() ? "" : read_file(given.current);
    result<hook_list> const current =
        given.current.empty() ? result<hook_list>(report()) : parse_settings(current_text);
    plan planned;
    bool const has_plan = wanted.value() != nullptr && current.value() != nullptr;
    if (!given.current.empty()) said.add(given.current, current_text, current.findings());
    if (has_plan) {
        planned = plan_with(*current.value(), *wanted.value(), given.deleted);
        said.add(given.hooks, text, planned.in_wanted);
        said.add(given.current, current_text, planned.in_current);
    }
    for (given_policy const& p : policies) {
        said.add(p.now.file, p.now.text, p.now.findings);
        if (p.before) said.add(p.before->file, p.before->text, p.before->findings);
    }

    std::optional<preflight_view> view;
    std::optional<plan_view> plan_shown;
    if (wanted.value() != nullptr) view.emplace(made, *wanted.value(), text, policies, views);
    std::optional<list_view> before;
    std::optional<list_view> after;
    if (has_plan) {
        before.emplace(*current.value(), current_text);
        after.emplace(*wanted.value(), text);
        plan_shown.emplace(planned, *before, *after);
    }
    if (how.sarif()) {
        print_as_sarif(said);
    } else if (how.json()) {
        out_json j = said.as_json();
        j["hooks"] = view ? view->as_json() : out_json::array();
        j["plan"] = plan_shown ? plan_shown->as_json() : out_json();
        j["events"] = sizes ? sizes->as_json() : out_json();
        print(j);
    } else {
        if (view) std::cout << view->as_text();
        if (plan_shown) std::cout << plan_shown->as_text();
        if (sizes) std::cout << sizes->as_text();
        std::cout << said.findings_as_text(use_color(STDOUT_FILENO));
        if (view) std::cout << view->verdict();
        std::cout << said.summary();
    }
    return said.exit_status();
}

}  // namespace

void add_preflight(CLI::App& app, options& how, int& status) {
    auto const given = std::make_shared<preflight_options>();
    CLI::App* const command = app.add_subcommand(
        "preflight", "Says of each SNS hook whether its events will arrive, and what deploying would change");
    command->add_option("--hooks", given->hooks, "the list that is to be sent; - for standard input")
        ->required();
    command->add_option("--current", given->current, "the current settings, as GET /app returns them");
    command->add_option("--delete", given->deleted, "the id of a hook that may be deleted; can be repeated")
        ->expected(1)
        ->take_all();
    command
        ->add_option("--policy", given->policies,
                     "a topic's policy: FILE, or ARN=FILE, or OLD..NEW in place of FILE; can be repeated")
        ->expected(1)
        ->take_all();
    command->add_option("--events", given->events, "events that are like those to come, one to a line");
    command->add_option("--limit", given->limit, "the topics' MaximumMessageSize in bytes")
        ->check(CLI::Range(1024, 1'048'576))
        ->capture_default_str();
    add_output_options(*command, how);
    add_examples(*command, {"snsproof preflight --hooks hooks.json --current settings.json \\",
                            "  --policy policy.json --events captured.ndjson",
                            "snsproof preflight --hooks hooks.json --policy old.json..new.json"});
    command->callback([given, &how, &status] { status = run_preflight(how, *given); });
}

}  // namespace snsproof::tool
