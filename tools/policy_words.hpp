// SPDX-License-Identifier: Apache-2.0
// What the commands that read policies say alike.
#pragma once

#include "output.hpp"

#include <memory>

namespace snsproof::tool {

/// Where something stands in a policy's text, for a sentence.
inline std::string place(renderer<>& with, span where) {
    position const at = with.locate(where);
    return "line " + std::to_string(at.line) + ", column " + std::to_string(at.column);
}

inline std::string name_of_statement(policy const& p, policy_statement const& s, renderer<>& with) {
    std::string const sid = s.sid.text.empty() ? "" : " `" + shown(s.sid.text) + "`";
    return "statement" + (sid.empty() ? " " + std::to_string(&s - p.statements().data() + 1) : sid) + " (" +
           place(with, s.where) + ")";
}

[[noreturn]] inline void fail_topic(std::string_view text) {
    throw failure("`" + shown(text) + "` is not a topic's ARN; see `snsproof arn`");
}

/// The account that `--publisher` gives, or Stream's.
inline std::string account_of(std::string const& given) {
    if (given.empty()) return std::string(stream_account);
    if (!detail::is_account(given))
        throw failure("`" + shown(given) + "` is not an account: that is 12 digits");
    return given;
}

/// True, false, or null for what is not known.
inline out_json truth_as_json(truth t) {
    return t == truth::unknown ? out_json() : out_json(t == truth::yes);
}

/// A file, and where in it policies are.
struct policy_file {
    std::string path;
    std::string text;
    detail::list<policy_place> places;

    explicit policy_file(std::string const& from)
        : path(from), text(read_file(from)), places(find_policies(text)) {}
};

/// A policy of a file, and what was found in it. Of several, the first is read if none is chosen.
struct read_policy {
    std::string file;
    std::shared_ptr<policy_file const> owner;
    std::string_view text;
    result<policy> parsed;
    report findings;

    explicit read_policy(std::string const& path)
        : file(path), owner(std::make_shared<policy_file>(path)), text(owner->text),
          parsed(parse_policy(text)), findings(parsed.take_findings()) {}
    read_policy(std::shared_ptr<policy_file const> const& from, policy_place const& at)
        : file(from->path), owner(from), text(from->text), parsed(parse_policy(text, at)),
          findings(parsed.take_findings()) {}

    policy const* value() const { return parsed.value(); }
};

/// The topic that the policy names first, if it names any.
inline std::string topic_of(policy const& p) {
    for (policy_statement const& s : p.statements())
        for (policy_value const& v : p.resources(s))
            if (!s.resource.negated && parse_topic_arn(v.text).ok()) return std::string(v.text);
    return "";
}

}  // namespace snsproof::tool
