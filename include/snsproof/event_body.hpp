// SPDX-License-Identifier: Apache-2.0
// An event in whatever form a message has it: as it is, as base64, compressed, or in the envelope that SNS
// puts around all of them.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string_view>
#include <utility>

#include "snsproof/detail/ascii.hpp"
#include "snsproof/detail/list.hpp"
#include "snsproof/detail/unescaped_text.hpp"
#include "snsproof/event.hpp"
#include "snsproof/event_body_rules.hpp"
#include "snsproof/event_rules.hpp"
#include "snsproof/event_size.hpp"
#include "snsproof/json.hpp"
#include "snsproof/json_read.hpp"
#include "snsproof/json_rules.hpp"
#include "snsproof/report.hpp"

namespace snsproof {

/// https://docs.aws.amazon.com/sns/latest/dg/sns-message-and-json-formats.html
enum class body_form : std::uint8_t {
    json,          ///< the event itself, and whatever is none of the other forms
    base64,        ///< base64 of the event
    gzip,          ///< base64 of gzip data of the event: what Stream calls payload compression
    notification,  ///< SNS's envelope; its `Message` has one of the forms above
    subscription,  ///< SNS's envelope of a `SubscriptionConfirmation`, which holds no event
    unsubscription,
};

constexpr std::string_view name_of(body_form form) noexcept {
    constexpr std::array<std::string_view, 6> names{
        "JSON",
        "base64 of JSON",
        "base64 of gzip data",
        "SNS notification",
        "SNS subscription confirmation",
        "SNS unsubscribe confirmation",
    };
    return names[static_cast<std::size_t>(form)];
}

/// What came of inflating.
struct inflation {
    rule const* broken{};  ///< null where all was inflated
    span where{};          ///< in the compressed bytes; empty where it is all of them
};

/// Inflates gzip data (RFC 1952) and appends at most `most` bytes to `event`.
using inflate_function = inflation (*)(std::string_view gzip, std::size_t most, detail::list<char>& event);

struct body_options {
    event_limits limits;
    /// `inflate_gzip` of event_gzip.hpp. Without one, compressed events are not looked into.
    inflate_function inflate = nullptr;
    /// Compressed events of more bytes are not looked into.
    std::uint32_t inflated_limit = 1'048'576;
};

/// A body that was checked.
struct checked_body {
    body_form form{};      ///< of the body
    body_form content{};   ///< of a notification's message; else the same as `form`
    std::uint64_t size{};  ///< what SNS compares with the limit, in bytes: of a notification its message
    report findings;       ///< spans count in the body
    detail::list<char> inflated;  ///< a compressed event, since its bytes have no place in the body
    report inflated_findings;     ///< spans count in `inflated`

    constexpr bool ok() const noexcept { return findings.ok() && inflated_findings.ok(); }
};

namespace detail {

/// By byte its value as a digit of base64, 64 for those that are none (RFC 4648, section 4).
inline constexpr auto base64_values = [] {
    std::array<std::uint8_t, 256> values{};
    values.fill(64);
    std::uint8_t next = 0;
    for (char const c : std::string_view("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"))
        values[static_cast<unsigned char>(c)] = next++;
    return values;
}();

constexpr std::uint32_t base64_value(char c) noexcept {
    return base64_values[static_cast<unsigned char>(c)];
}

/// Writes the bytes of base64 anew, and answers how much of the text is right: all of it, up to a byte that
/// is none of base64, or up to a group of less than four.
constexpr std::size_t decode_base64(std::string_view text, list<char>& bytes) {
    bytes.clear();
    bytes.reserve(text.size() / 4 * 3 + 3);
    std::string_view digits = text;
    for (int i = 0; i != 2 && digits.ends_with('='); ++i) digits.remove_suffix(1);
    std::size_t at = 0;
    std::uint32_t group = 0;
    for (; at != digits.size(); ++at) {
        std::uint32_t const value = base64_value(digits[at]);
        if (value == 64) return at;
        group = group << 6U | value;
        if (at % 4 != 3) continue;
        for (unsigned const shift : {16U, 8U, 0U}) bytes.push_back(static_cast<char>(group >> shift & 0xFFU));
    }
    std::size_t const rest = digits.size() % 4;
    if (text.size() % 4 != 0) return text.size() - text.size() % 4;
    if (rest != 0) bytes.push_back(static_cast<char>(group >> (rest == 2 ? 4U : 10U) & 0xFFU));
    if (rest == 3) bytes.push_back(static_cast<char>(group >> 2U & 0xFFU));
    return text.size();
}

/// The digits that hold these bytes.
constexpr span locate_base64(span inner) noexcept {
    auto const before = [](std::uint32_t byte) { return byte / 3 * 4 + byte % 3; };
    std::uint32_t const first = before(inner.offset);
    return {first, inner.length == 0 ? 0 : before(inner.end() - 1) + 2 - first};
}

/// What base64 stands for, or `json` where it is neither an object of JSON nor gzip data. Of text that goes
/// on as no base64 the first bytes must be sure.
constexpr body_form form_of_decoded(std::string_view bytes, bool is_whole) noexcept {
    if (bytes.starts_with("\x1F\x8B")) return body_form::gzip;
    bool const is_sure =
        bytes.size() > 1 && bytes[0] == '{' && (bytes[1] == '"' || bytes[1] == '}' || is_space(bytes[1]));
    std::size_t first = 0;
    while (first != bytes.size() && is_space(bytes[first])) ++first;
    return is_sure || (is_whole && first != bytes.size() && bytes[first] == '{') ? body_form::base64
                                                                                 : body_form::json;
}

/// Without white space at both ends.
constexpr std::string_view trim(std::string_view text) noexcept {
    while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
    return text;
}

/// Whether no base64 begins like it.
constexpr bool is_json_start(char c) noexcept {
    return c == '{' || c == '[' || c == '"';
}

/// Which envelope a document is, if any. An event has a `type`, whatever else it holds.
constexpr body_form form_of_document(json::value root) noexcept {
    json::value const type = json::find(root, "Type");
    if (!type || json::find(root, "type")) return body_form::json;
    return type.equals("Notification")               ? body_form::notification
           : type.equals("SubscriptionConfirmation") ? body_form::subscription
           : type.equals("UnsubscribeConfirmation")  ? body_form::unsubscription
                                                     : body_form::json;
}

/// What SNS writes into an envelope and receivers read. Lambda gets another spelling of one of them.
inline constexpr std::array<std::string_view, 11> envelope_fields{
    "Type",         "Message",          "MessageId", "TopicArn",       "Timestamp",     "Token",
    "SubscribeURL", "SignatureVersion", "Signature", "SigningCertURL", "SigningCertUrl"};
inline constexpr std::size_t token_field = 5;
inline constexpr std::size_t signature_field = 7;

/// For each of the fields that must be there, the rule that it is missing. They all have one id.
inline constexpr auto envelope_field_rules = [] {
    constexpr std::array<std::string_view, signature_field> titles{"the envelope has no `Type`",
                                                                   "the envelope has no `Message`",
                                                                   "the envelope has no `MessageId`",
                                                                   "the envelope has no `TopicArn`",
                                                                   "the envelope has no `Timestamp`",
                                                                   "the confirmation has no `Token`",
                                                                   "the confirmation has no `SubscribeURL`"};
    std::array<rule, titles.size()> made{};
    for (std::size_t i = 0; i != made.size(); ++i) {
        made[i] = rules::body_envelope_field;
        made[i].title = titles[i];
    }
    return made;
}();

/// Checks bodies one after the other and keeps its buffers. `Check` checks an event as `check_event` does, of
/// any size: whether it is too large is asked here.
template <class Check>
class body_reader {
public:
    constexpr body_reader(Check check, body_options const& options) : check_(check), options_(options) {}

    /// It lives until the next call.
    constexpr checked_body& check(std::string_view body) {
        out_.form = out_.content = body_form::json;
        out_.size = body.size();
        out_.inflated.clear();
        out_.inflated_findings = {};
        std::string_view const text = trim(body);
        if (!text.starts_with('{')) {
            out_.findings = check_content(body, text);
            out_.form = out_.content;
            return out_;
        }
        bool const fits = body.size() <= options_.limits.bytes;
        if (fits)
            out_.findings = check_(body);
        else
            out_.findings = too_large();
        if (fits ? lacks_type(out_.findings) : body.size() <= envelope_room(options_.limits))
            check_envelope(body);
        return out_;
    }

private:
    constexpr report too_large() const {
        report out;
        out.add(rules::event_size, {options_.limits.bytes, 1});
        return out;
    }

    /// Envelopes do. The finding is an error, so that it is kept, whatever else was found.
    static constexpr bool lacks_type(report const& found) noexcept {
        return any_of(found, [](finding const& f) { return *f.what == rules::event_type_missing; });
    }

    /// `content` is `text` without the white space around it. Spans count in `text`.
    constexpr report check_content(std::string_view text, std::string_view content) {
        report out;
        if (text.size() > options_.limits.bytes) return too_large();
        if (content.empty()) {
            out.add(rules::body_empty, {0, static_cast<std::uint32_t>(text.size())});
            return out;
        }
        if (is_json_start(content.front())) return check_(text);
        auto const before = static_cast<std::uint32_t>(content.data() - text.data());
        std::size_t const right = decode_base64(content, decoded_);
        bool const is_whole = right == content.size();
        out_.content = form_of_decoded(view(decoded_), is_whole);
        if (out_.content == body_form::json) return check_other(text, before);
        span const all{before, static_cast<std::uint32_t>(content.size())};
        auto const locate = [&](span bytes) {
            span const digits = locate_base64(bytes);
            return span{before + digits.offset, digits.length};
        };
        if (!is_whole) {
            add_wrong_base64(content, right, before, out);
        } else if (out_.content == body_form::gzip) {
            check_compressed(all, locate, out);
        } else {
            out.append(check_(view(decoded_)), locate);
        }
        return out;
    }

    /// What begins as no JSON, or as a number that is none, has a finding that says so.
    constexpr report check_other(std::string_view text, std::uint32_t first) {
        report out = check_(text);
        if (out.size() != 1) return out;
        finding const& only = *out.begin();
        bool const is_json = *only.what != rules::json_value && *only.what != rules::json_number;
        if (is_json || only.where.offset != first) return out;
        report other;
        other.add(rules::body_form, only.where);
        return other;
    }

    static constexpr void add_wrong_base64(std::string_view content, std::size_t at, std::uint32_t before,
                                           report& out) {
        bool const is_cut = base64_value(content[at]) != 64;
        std::size_t const length =
            is_cut ? content.size() - at
                   : max<std::size_t>(
                         json::detail::utf8_length(content.data() + at, content.data() + content.size()), 1);
        out.add(is_cut ? rules::body_base64_end : rules::body_base64,
                {before + static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(length)});
    }

    template <class Locate>
    constexpr void check_compressed(span all, Locate locate, report& out) {
        if (options_.inflate == nullptr) return out.add(rules::body_gzip_unread, all);
        inflation const made = options_.inflate(view(decoded_), options_.inflated_limit, out_.inflated);
        if (made.broken != nullptr)
            return out.add(*made.broken, made.where.length == 0 ? all : locate(made.where));
        if (out_.inflated.empty()) return out.add(rules::body_empty, all);
        out_.inflated_findings = check_(view(out_.inflated));
    }

    constexpr void check_envelope(std::string_view body) {
        auto read = json::read(body);
        if (read.value() == nullptr) return;
        json::document const doc = read.take();
        json::value const root = doc.root();
        body_form const form = form_of_document(root);
        if (form == body_form::json) return;
        out_.form = out_.content = form;
        out_.findings = {};
        json::value const message = check_fields(root, form != body_form::notification);
        if (!message) return;
        std::string_view const text = json::text_of(message, message_);
        out_.size = text.size();
        if (form != body_form::notification)
            return out_.findings.add(form == body_form::subscription ? rules::body_subscription
                                                                     : rules::body_unsubscription,
                                     json::find(root, "Type").smallest_where());
        out_.content = body_form::json;
        if (text.empty()) return out_.findings.add(rules::body_empty, message.smallest_where());
        report const found = check_content(text, trim(text));
        if (found.empty()) return;
        unescaped_text origin;
        origin.read(message);
        out_.findings.append(found, [&](span where) { return origin.locate(where); });
    }

    /// Answers the message, where it is a string.
    constexpr json::value check_fields(json::value root, bool is_confirmation) {
        std::array<json::member, envelope_fields.size()> seen{};
        for (json::member const m : json::members(root)) {
            std::size_t i = 0;
            while (i != seen.size() && !m.key.equals(envelope_fields[i])) ++i;
            if (i == seen.size()) continue;
            if (seen[i].key)
                out_.findings.add(rules::json_key_duplicate, m.key.where(), seen[i].key.where());
            else
                seen[i] = m;
            if (!m.value.is(json::kind::string))
                out_.findings.add(rules::body_envelope_form, m.value.smallest_where());
        }
        span const where = root.smallest_where();
        for (std::size_t i = 0; i != (is_confirmation ? signature_field : token_field); ++i)
            if (!seen[i].key) out_.findings.add(envelope_field_rules[i], where);
        bool const is_signed = seen[signature_field].key && seen[signature_field + 1].key &&
                               (seen[signature_field + 2].key || seen[signature_field + 3].key);
        if (!is_signed) out_.findings.add(rules::body_envelope_unsigned, where);
        json::value const message = seen[1].value;
        return message.is(json::kind::string) ? message : json::value{};
    }

    Check check_;
    body_options const& options_;
    checked_body out_;
    list<char> decoded_;  ///< of base64
    list<char> message_;  ///< of a notification, its escapes resolved
};

struct event_check {
    constexpr report operator()(std::string_view event) const {
        return check_event(event, {std::numeric_limits<std::uint32_t>::max()});
    }
};

}  // namespace detail

/// Finds the form of a body, and looks no further: what it holds may be wrong. Time: linear.
constexpr body_form find_body_form(std::string_view body) {
    std::string_view const text = detail::trim(body);
    if (text.starts_with('{')) {
        auto const read = json::read(body);
        return read.value() == nullptr ? body_form::json : detail::form_of_document(read.value()->root());
    }
    if (text.empty() || detail::is_json_start(text.front())) return body_form::json;
    detail::list<char> decoded;
    bool const is_whole = detail::decode_base64(text, decoded) == text.size();
    return detail::form_of_decoded(detail::view(decoded), is_whole);
}

/// Checks a body and, whatever its form, the event in it as `check_event` does. The limit is that of the form
/// that was published: the body, or the message in an envelope. Spans count in `body`, through base64 and
/// escapes; only those of a compressed event count in the event. Time: linear.
constexpr checked_body check_event_body(std::string_view body, body_options const& options = {}) {
    detail::body_reader reader(detail::event_check{}, options);
    return std::move(reader.check(body));
}

}  // namespace snsproof
