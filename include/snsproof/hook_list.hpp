// SPDX-License-Identifier: Apache-2.0
// A list of Stream's event hooks: what a deploy script sends (an array, or an object with `event_hooks`) or
// what `GET /app` returns (`event_hooks` under `app`). https://getstream.io/chat/docs/node/multi_event_hooks/
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

#include "snsproof/detail/ascii.hpp"
#include "snsproof/detail/list.hpp"
#include "snsproof/json.hpp"
#include "snsproof/json_read.hpp"
#include "snsproof/report.hpp"

namespace snsproof {

/// The fields of Stream's EventHook, as its OpenAPI specification names them, and `delete` of stream-chat-js.
enum class hook_field : std::uint8_t {
    id,
    hook_type,
    enabled,
    event_types,
    product,
    should_send_custom_events,
    webhook_url,
    sqs_queue_url,
    sqs_region,
    sqs_auth_type,
    sqs_key,
    sqs_secret,
    sqs_role_arn,
    sns_topic_arn,
    sns_region,
    sns_auth_type,
    sns_key,
    sns_secret,
    sns_role_arn,
    sns_event_based_message_group_id_enabled,
    timeout_ms,
    callback,
    failover_config,
    created_at,
    updated_at,
    delete_,
};

namespace detail {

struct hook_field_form {
    std::string_view name;
    json::kind kind;
    bool any_kind = false;
};

/// In the order of `hook_field`. The two versions of the specification disagree on the kind of the time
/// stamps.
inline constexpr hook_field_form hook_fields[]{
    {"id", json::kind::string},
    {"hook_type", json::kind::string},
    {"enabled", json::kind::boolean},
    {"event_types", json::kind::array},
    {"product", json::kind::string},
    {"should_send_custom_events", json::kind::boolean},
    {"webhook_url", json::kind::string},
    {"sqs_queue_url", json::kind::string},
    {"sqs_region", json::kind::string},
    {"sqs_auth_type", json::kind::string},
    {"sqs_key", json::kind::string},
    {"sqs_secret", json::kind::string},
    {"sqs_role_arn", json::kind::string},
    {"sns_topic_arn", json::kind::string},
    {"sns_region", json::kind::string},
    {"sns_auth_type", json::kind::string},
    {"sns_key", json::kind::string},
    {"sns_secret", json::kind::string},
    {"sns_role_arn", json::kind::string},
    {"sns_event_based_message_group_id_enabled", json::kind::boolean},
    {"timeout_ms", json::kind::number},
    {"callback", json::kind::object},
    {"failover_config", json::kind::object},
    {"created_at", json::kind::string, true},
    {"updated_at", json::kind::string, true},
    {"delete", json::kind::boolean},
};

/// The index of a field, or the number of fields.
constexpr std::size_t locate_field(std::string_view name) noexcept {
    std::size_t i = 0;
    while (i != std::size(hook_fields) && hook_fields[i].name != name) ++i;
    return i;
}

}  // namespace detail

/// An id that compares as Stream's UUIDs do, whatever the case of their digits; other texts compare as they
/// are.
class hook_id {
public:
    constexpr hook_id() noexcept = default;
    constexpr explicit hook_id(std::string_view text) noexcept : text_(text) {
        std::array<std::uint64_t, 2> parts{};
        std::size_t digits = 0;
        for (std::size_t i = 0; i != text.size(); ++i) {
            bool const dash = i == 8 || i == 13 || i == 18 || i == 23;
            int const digit = detail::hex_value(text[i]);
            if (i == 36 || (dash ? text[i] != '-' : digit < 0)) return;
            if (dash) continue;
            std::uint64_t& part = parts[digits++ / 16];
            part = part << 4U | static_cast<std::uint64_t>(digit);
        }
        if (digits != 32) return;
        parts_ = parts;
        text_ = {};
        is_uuid_ = true;
    }

    /// Whether it has the form of RFC 9562, section 4.
    constexpr bool is_uuid() const noexcept { return is_uuid_; }

    friend constexpr bool operator==(hook_id const&, hook_id const&) = default;

    constexpr int compare(hook_id const& other) const noexcept {
        if (parts_[0] != other.parts_[0]) return parts_[0] < other.parts_[0] ? -1 : 1;
        if (parts_[1] != other.parts_[1]) return parts_[1] < other.parts_[1] ? -1 : 1;
        if (is_uuid_ != other.is_uuid_) return is_uuid_ ? 1 : -1;
        return text_.compare(other.text_);
    }

private:
    std::array<std::uint64_t, 2> parts_{};
    std::string_view text_;
    bool is_uuid_{};
};

/// An id, or another name, and the place in a list that has it.
struct hook_key {
    hook_id id;
    std::size_t at{};

    friend constexpr bool operator<(hook_key const& a, hook_key const& b) noexcept {
        int const order = a.id.compare(b.id);
        return order != 0 ? order < 0 : a.at < b.at;
    }
};

class hook_list;

/// One hook of a list: a view, which lives as long as the list. Null and the empty string count as absent,
/// since SDKs send them for what was never set.
class hook {
public:
    constexpr hook(hook_list const& list, json::value object) noexcept;

    constexpr json::value object() const noexcept { return object_; }

    /// The field's value; none if it is absent or null.
    constexpr json::value operator[](hook_field f) const noexcept {
        json::value const v = fields_[static_cast<std::size_t>(f)];
        return v.is(json::kind::null) ? json::value{} : v;
    }

    /// The field's text with the escapes resolved; empty if it is absent or no string.
    constexpr std::string_view text(hook_field f) const noexcept;

    constexpr std::string_view id() const noexcept { return text(hook_field::id); }
    constexpr std::string_view type() const noexcept { return text(hook_field::hook_type); }
    constexpr std::string_view topic_arn() const noexcept { return text(hook_field::sns_topic_arn); }
    /// Whether the object has a member that is no field of `hook_field`.
    constexpr bool has_other_fields() const noexcept { return has_other_fields_; }

    constexpr bool enabled() const noexcept { return (*this)[hook_field::enabled].is_true(); }

private:
    hook_list const* list_;
    json::value object_;
    std::array<json::value, std::size(detail::hook_fields)> fields_{};
    bool has_other_fields_{};
};

/// Where the list stood in its document.
enum class list_form : std::uint8_t {
    array,     ///< the document is the list
    update,    ///< `{"event_hooks": ...}`, what an update sends
    settings,  ///< `{"app": {"event_hooks": ...}}`, what `GET /app` returns
};

/// The four have different effects when they are sent.
enum class list_state : std::uint8_t {
    filled,
    empty,   ///< `[]` deletes every hook
    null,    ///< `null` deletes every hook
    absent,  ///< leaves the hooks as they are
};

/// The hooks of a document. It owns a copy of the text, in which all spans and views lie, and is move only.
/// Memory: the text, the document's tokens, and 8 bytes and the content of each string with escapes.
class hook_list {
public:
    constexpr hook_list() noexcept = default;
    constexpr hook_list(detail::list<char> text, json::document doc, list_form form, json::value list)
        : bytes_(std::move(text)), doc_(std::move(doc)), form_(form), list_(list) {
        resolve_escapes();
    }
    constexpr hook_list(hook_list&&) noexcept = default;
    constexpr hook_list& operator=(hook_list&&) noexcept = default;
    hook_list(hook_list const&) = delete;
    hook_list& operator=(hook_list const&) = delete;
    constexpr ~hook_list() = default;

    class iterator {
    public:
        constexpr iterator(hook_list const* list, json::elements::iterator at) noexcept
            : list_(list), at_(at) {}
        constexpr hook operator*() const noexcept { return {*list_, *at_}; }
        constexpr iterator& operator++() noexcept {
            ++at_;
            return *this;
        }
        constexpr bool operator!=(iterator const& other) const noexcept { return at_ != other.at_; }

    private:
        hook_list const* list_;
        json::elements::iterator at_;
    };

    constexpr iterator begin() const noexcept { return {this, json::elements(list_).begin()}; }
    constexpr iterator end() const noexcept { return {this, json::elements(list_).end()}; }
    constexpr std::size_t size() const noexcept {
        std::size_t n = 0;
        for (json::value const v : json::elements(list_)) n += v ? 1 : 0;
        return n;
    }

    /// The array, or `null`; none where the list is absent.
    constexpr json::value list() const noexcept { return list_; }

    constexpr list_form form() const noexcept { return form_; }
    constexpr list_state state() const noexcept {
        if (!list_) return list_state::absent;
        if (list_.is(json::kind::null)) return list_state::null;
        return list_.first() ? list_state::filled : list_state::empty;
    }

    /// The span of the list, or of the whole document where the list is absent.
    constexpr span where() const noexcept { return list_ ? list_.where() : doc_.root().where(); }

    constexpr json::document const& document() const noexcept { return doc_; }

    /// The order of its strings.
    constexpr json::text_order order() const noexcept { return {doc_.has_escapes()}; }

    /// A string of the document with its escapes resolved.
    constexpr std::string_view text(json::value string) const noexcept {
        std::string_view const content = string.content();
        if (decoded_.empty() || content.find('\\') == std::string_view::npos) return content;
        std::uint32_t const offset = string.where().offset;
        std::size_t const at =
            detail::partition_point(decoded_, [offset](json::token const& t) { return t.offset < offset; });
        std::uint32_t const from = at == 0 ? 0 : decoded_[at - 1].reach;
        return detail::view(unescaped_) / span{from, decoded_[at].reach - from};
    }

private:
    constexpr void resolve_escapes() {
        if (!doc_.has_escapes()) return;
        for (json::token const& t : doc_.tokens()) {
            json::value const v(doc_.text().data(), &t);
            if (!v.is(json::kind::string) || !v.has_escapes()) continue;
            v.append_to(unescaped_);
            decoded_.push_back({t.offset, static_cast<std::uint32_t>(unescaped_.size())});
        }
    }

    detail::list<char> bytes_;
    detail::list<char> unescaped_;
    detail::list<json::token> decoded_;  ///< a string with escapes, and where it ends in `unescaped_`
    json::document doc_;
    list_form form_{};
    json::value list_;
};

constexpr hook::hook(hook_list const& list, json::value object) noexcept : list_(&list), object_(object) {
    for (json::member const m : json::members(object)) {
        std::string_view const name = list.text(m.key);
        std::size_t const i = detail::locate_field(name);
        if (i == fields_.size())
            has_other_fields_ = true;
        else if (!fields_[i])
            fields_[i] = m.value;
    }
}

constexpr std::string_view hook::text(hook_field f) const noexcept {
    json::value const v = (*this)[f];
    return v.is(json::kind::string) ? list_->text(v) : std::string_view{};
}

}  // namespace snsproof
