// SPDX-License-Identifier: Apache-2.0
// What all commands share: files, and findings as text and as JSON. sarif.hpp has the third format.
#pragma once

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
#include <initializer_list>
#include <iostream>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "snsproof/snsproof.hpp"

namespace snsproof::tool {

using out_json = nlohmann::ordered_json;

inline constexpr std::size_t max_file = std::size_t{64} << 20U;

/// Wrong usage, or a file that cannot be read or written: exit status 2.
struct failure : std::runtime_error {
    using std::runtime_error::runtime_error;
};

struct options {
    std::string format = "text";
    bool strict = false;

    bool json() const { return format == "json"; }
    bool sarif() const { return format == "sarif"; }
};

/// Text of the user's as it may stand in a message: without secrets and control characters.
inline std::string shown(std::string_view text) {
    return renderer(text, "").render_excerpt({0, static_cast<std::uint32_t>(text.size())}, 200);
}

struct descriptor {
    int fd;
    explicit descriptor(int opened) : fd(opened) {}
    descriptor(descriptor const&) = delete;
    descriptor& operator=(descriptor const&) = delete;
    ~descriptor() {
        if (fd > STDERR_FILENO) close(fd);
    }
};

[[noreturn]] inline void fail_file(std::string const& path, std::string const& why) {
    throw failure("cannot read `" + shown(path) + "`: " + why);
}

/// The whole file, or standard input for `-`.
inline std::string read_file(std::string const& path) {
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
inline void write_file(std::string const& path, std::string_view text) {
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

/// A text with its findings, as all formats show them.
struct source {
    std::string name;
    std::string_view text;
    report const* findings;
    std::uint32_t first_line = 1;
    std::uint64_t offset = 0;         ///< of the text in its file
    std::uint32_t unpacked_from = 0;  ///< the file's line that held the text packed; 0 where it stands there
    bool is_argument = false;         ///< of the command line, not a file's
};

inline out_json to_json(rule const& r) {
    return {{"id", r.id},   {"severity", name_of(r.level)}, {"title", r.title}, {"why", r.why},
            {"fix", r.fix}, {"reference", r.reference}};
}

/// JSON Pointers of places in a source; none where it is no JSON.
class pointers_of {
public:
    explicit pointers_of(source const& from) : parsed_(json::read(from.text)) {
        if (parsed_.value() != nullptr && !from.is_argument) locator_.emplace(*parsed_.value());
    }
    pointers_of(pointers_of const&) = delete;  // a part of it views another
    pointers_of& operator=(pointers_of const&) = delete;

    /// Places in the order of the text cost one pass over it together.
    std::optional<std::string> locate(span where) {
        if (!locator_) return std::nullopt;
        auto const bytes = locator_->locate(where.offset);
        return std::string(bytes.begin(), bytes.end());
    }

private:
    decltype(json::read({})) parsed_;
    std::optional<json::pointer_locator> locator_;
};

inline void append_json(out_json& list, source const& from) {
    if (from.findings->empty()) return;
    renderer with(from.text, from.name, from.first_line);
    pointers_of pointers(from);
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
        if (auto const pointer = pointers.locate(f.where)) entry["pointer"] = *pointer;
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

    void add_argument(std::string name, std::string_view text, report const& findings) {
        add(std::move(name), text, findings);
        sources_.back().is_argument = true;
    }

    std::vector<source> const& sources() const { return sources_; }

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

/// JSON with the controls of a terminal as escapes: it means the same. JSON has such characters only in
/// strings.
inline std::string escape_controls(std::string_view text) {
    std::string escaped;
    escaped.reserve(text.size());
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

/// As it may be printed: what is no UTF-8 is replaced. In one line, where there is no indent.
inline std::string dump(out_json const& j, int indent = -1) {
    return escape_controls(j.dump(indent, ' ', false, out_json::error_handler_t::replace));
}

inline void print(out_json const& j) {
    std::cout << dump(j, 2) << '\n';
}

/// Whether it goes to a terminal that knows escapes.
inline bool is_terminal(int fd) {
    char const* const kind = std::getenv("TERM");
    return isatty(fd) == 1 && (kind == nullptr || std::string_view(kind) != "dumb");
}

/// Whether colors are wanted there (https://no-color.org).
inline bool use_color(int fd) {
    char const* const no_color = std::getenv("NO_COLOR");
    return (no_color == nullptr || *no_color == '\0') && is_terminal(fd);
}

/// With spaces behind it up to the column, and at least one.
inline std::string padded(std::string_view text, std::size_t column) {
    return std::string(text) + std::string(text.size() < column ? column - text.size() : 1, ' ');
}

/// A line broken at spaces where it is too long; all lines but the first are indented.
inline std::string wrap(std::string_view text, std::size_t indent, std::size_t width = 80) {
    std::string out;
    std::size_t column = 0;
    while (!text.empty()) {
        std::string_view word = text.substr(0, text.find(' ', text.find_first_not_of(' ')));
        text.remove_prefix(word.size());
        if (column > indent && column + word.size() > width) {
            word.remove_prefix(std::min(word.find_first_not_of(' '), word.size()));
            out.append("\n").append(indent, ' ');
            column = indent;
        }
        out.append(word);
        column += word.size();
    }
    return out;
}

/// The bytes of a span of JSON with the secrets of the text masked, and still JSON.
inline std::string mask(std::string_view text, span where, std::span<span const> secrets) {
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

inline std::string const version = std::to_string(SNSPROOF_VERSION_MAJOR) + '.' +
                                   std::to_string(SNSPROOF_VERSION_MINOR) + '.' +
                                   std::to_string(SNSPROOF_VERSION_PATCH);

/// The last part of a command's help: command lines that work as they are.
inline void add_examples(CLI::App& command, std::initializer_list<std::string_view> lines) {
    std::string text = lines.size() == 1 ? "Example:" : "Examples:";
    for (std::string_view const line : lines) text.append("\n  ").append(line);
    command.footer(text);
}

inline void add_format(CLI::App& command, options& how) {
    command.set_version_flag("--version", version);
    command
        .add_option("--format", how.format, "text for people, json for programs, sarif for reviews of code")
        ->check(CLI::IsMember({"text", "json", "sarif"}))
        ->capture_default_str();
}

inline void add_output_options(CLI::App& command, options& how) {
    add_format(command, how);
    command.add_flag("--strict", how.strict, "warnings count as errors");
}

}  // namespace snsproof::tool
