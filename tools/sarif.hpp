// SPDX-License-Identifier: Apache-2.0
// Findings as SARIF 2.1.0, the format in which code hosts and editors take the findings of a checker:
// https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/sarif-v2.1.0-errata01-os-complete.html
#pragma once

#include "output.hpp"

#include <map>
#include <ostream>

namespace snsproof::tool {

/// Bytes of a path as a part of a URI (RFC 3986); the colon too, which would end a scheme.
inline std::string percent_encode(std::string_view bytes) {
    std::string out;
    for (char const c : bytes) {
        bool const plain = detail::is_word(c) || std::string_view("-.~/").find(c) != std::string_view::npos;
        auto const code = static_cast<unsigned char>(c);
        if (plain)
            out += c;
        else
            out.append({'%', "0123456789ABCDEF"[code >> 4U], "0123456789ABCDEF"[code & 15U]});
    }
    return out;
}

/// Where a source is. What is no file has a URI that nobody takes for one: `stdin:`, `command-line:...`.
inline std::string uri_of(source const& from) {
    if (from.is_argument) return "command-line:" + percent_encode(from.name);
    if (from.name == "-") return "stdin:";
    if (from.name.starts_with('/')) return "file://" + percent_encode(from.name);
    return percent_encode(std::string_view(from.name).substr(from.name.starts_with("./") ? 2 : 0));
}

/// Plain text of a message: what is no link there must not become one.
inline std::string without_links(std::string text) {
    for (std::size_t at = 0; (at = text.find("](", at)) != std::string::npos; at += 3) text.insert(at, "\\");
    return text;
}

/// Text of a rule as Markdown: as it is between backquotes, and escaped elsewhere.
inline std::string to_markdown(std::string_view text) {
    std::string out;
    bool is_code = false;
    for (char const c : text) {
        is_code = is_code != (c == '`');
        if (!is_code && std::string_view("\\*_<>[]").find(c) != std::string_view::npos) out += '\\';
        out += c;
    }
    return out;
}

inline out_json to_sarif(rule const& r) {
    std::string const why(r.why);
    std::string const fix(r.fix);
    std::string const reference(r.reference);
    return {{"id", r.id},
            {"shortDescription", {{"text", r.title}}},
            {"fullDescription", {{"text", why}}},
            {"help",
             {{"text", "why: " + why + "\nfix: " + fix + "\nsee: " + reference},
              {"markdown", "**Why:** " + to_markdown(why) + "\n\n**Fix:** " + to_markdown(fix) +
                               "\n\n[Reference](" + reference + ")"}}},
            {"helpUri", reference},
            {"defaultConfiguration", {{"level", name_of(r.level)}}}};
}

/// The results of one source.
class sarif_results {
public:
    explicit sarif_results(source const& from)
        : from_(from), with_(from.text, from.name, from.unpacked_from != 0 ? 1 : from.first_line),
          pointers_(from), secrets_(find_secrets(from.text)) {}

    out_json make(finding const& f, std::size_t rule_index) {
        auto const pointer = pointers_.locate(f.where);
        out_json location = location_of(f.where);
        if (pointer) location["logicalLocations"] = out_json::array({{{"fullyQualifiedName", *pointer}}});
        out_json result{{"ruleId", f.what->id},
                        {"ruleIndex", rule_index},
                        {"level", name_of(f.what->level)},
                        {"message", {{"text", without_links(message_of(f))}}},
                        {"locations", out_json::array({std::move(location)})}};
        if (f.related.length != 0) {
            out_json other = location_of(f.related);
            other["message"] = {{"text", without_links("with `" + with_.render_excerpt(f.related) + "`")}};
            result["relatedLocations"] = out_json::array({std::move(other)});
        }
        result["partialFingerprints"] = {{"ruleAndPlace/v1", fingerprint_of(f, pointer.value_or(""))}};
        return result;
    }

private:
    std::string message_of(finding const& f) {
        std::string text = with_.render_message(f);
        std::string const nearest = with_.render_nearest(f);
        if (!nearest.empty()) text += "; did you mean `" + nearest + "`?";
        if (from_.unpacked_from != 0) {
            position const at = with_.locate(f.where);
            text += " (line " + std::to_string(at.line) + ", column " + std::to_string(at.column) +
                    " of the inflated event)";
        }
        return text;
    }

    /// Columns count code points, and the end is the place behind the last one.
    out_json region_of(span where) {
        if (from_.unpacked_from != 0) return {{"startLine", from_.unpacked_from}};
        position const first = with_.locate(where);
        position const behind = with_.locate({where.end(), 0});
        return {{"startLine", first.line},
                {"startColumn", first.column},
                {"endLine", behind.line},
                {"endColumn", behind.column},
                {"byteOffset", from_.offset + where.offset},
                {"byteLength", where.length}};
    }

    out_json location_of(span where) {
        return {{"physicalLocation",
                 {{"artifactLocation", {{"uri", uri_of(from_)}}}, {"region", region_of(where)}}}};
    }

    /// What stays the same when the text is formatted again: the rule, the JSON Pointer, and the text under
    /// the span without white space (of its first 64 KiB), hashed with FNV-1a as it may be shown, so that
    /// no secret can be guessed from it. `:2` ends the second of two that are the same.
    std::string fingerprint_of(finding const& f, std::string_view pointer) {
        std::uint64_t hash = 0xCBF29CE484222325U;
        auto const add = [&hash](std::string_view bytes) {
            for (char const c : bytes) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
        };
        add(f.what->id);
        add(std::string_view("\0", 1));
        add(pointer);
        add(std::string_view("\0", 1));
        detail::display const shown(from_.text, secrets_);
        std::size_t const end =
            std::min({from_.text.size(), std::size_t{f.where.end()}, f.where.offset + max_hashed});
        for (std::size_t at = f.where.offset; at < end;) {
            auto const cell = shown.at(at);
            if (!detail::is_space(from_.text[at])) add(cell.shown());
            at = cell.end;
        }
        std::string hex(16, '0');
        for (std::size_t i = 0; i != hex.size(); ++i) hex[i] = "0123456789abcdef"[hash >> (60 - 4 * i) & 15U];
        return hex + ":" + std::to_string(++seen_[hash]);
    }

    static constexpr std::size_t max_hashed = 65536;

    source const& from_;
    renderer<> with_;
    pointers_of pointers_;
    decltype(find_secrets({})) secrets_;
    std::map<std::uint64_t, int> seen_;
};

/// One run, written while it goes on: a result when it is found, and at the end the rules that were broken.
/// Only these are kept.
class sarif_log {
public:
    explicit sarif_log(std::ostream& out) : out_(out) {}

    void add(source const& from) {
        if (from.findings->empty()) return;
        begin();
        sarif_results results(from);
        for (finding const& f : *from.findings) {
            out_ << (is_first_ ? "\n      " : ",\n      ") << dump(results.make(f, index_of(*f.what)));
            is_first_ = false;
        }
        if (from.findings->dropped() != 0)
            notify("warning", std::to_string(from.findings->dropped()) + " more findings of `" +
                                  shown(from.name) + "` are not shown");
    }

    /// The rule's place among those of the run; it is a part of them from now on.
    std::size_t index_of(rule const& r) {
        auto const [at, is_new] = indices_.try_emplace(r.id, rules_.size());
        if (is_new) rules_.push_back(to_sarif(r));
        return at->second;
    }

    /// Says something about the run itself.
    void notify(std::string_view level, std::string const& text) {
        notifications_.push_back({{"level", level}, {"message", {{"text", without_links(text)}}}});
    }

    void end(bool successful = true) {
        begin();
        out_json invocation{{"executionSuccessful", successful}};
        if (!notifications_.empty()) invocation["toolExecutionNotifications"] = std::move(notifications_);
        out_json const driver{{"name", "snsproof"},
                              {"version", version},
                              {"semanticVersion", version},
                              {"rules", std::move(rules_)}};
        out_ << (is_first_ ? "" : "\n    ")
             << "],\n    \"invocations\": " << dump(out_json::array({invocation}))
             << ",\n    \"tool\": " << dump({{"driver", driver}}) << "\n  }]\n}\n";
    }

    /// The run ends early. A log that was begun is completed, so that it can be read.
    void fail(std::string const& why) {
        if (!has_begun_) return;
        notify("error", why);
        end(false);
    }

private:
    void begin() {
        if (std::exchange(has_begun_, true)) return;
        out_ << "{\n  \"$schema\": \"https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/"
                "sarif-schema-2.1.0.json\",\n  \"version\": \"2.1.0\",\n  \"runs\": [{\n    \"columnKind\": "
                "\"unicodeCodePoints\",\n    \"results\": [";
    }

    std::ostream& out_;
    bool has_begun_ = false;
    bool is_first_ = true;
    std::map<std::string_view, std::size_t> indices_;
    out_json rules_ = out_json::array();
    out_json notifications_ = out_json::array();
};

inline void print_as_sarif(answer const& said) {
    sarif_log log(std::cout);
    for (source const& s : said.sources()) log.add(s);
    log.end();
}

}  // namespace snsproof::tool
