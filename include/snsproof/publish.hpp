// SPDX-License-Identifier: Apache-2.0
// A whole call of Publish or PublishBatch: what SNS counts beside the body, and what it asks of the rest.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>

#include "snsproof/detail/ascii.hpp"
#include "snsproof/detail/list.hpp"
#include "snsproof/detail/name_index.hpp"
#include "snsproof/event_size.hpp"
#include "snsproof/json.hpp"
#include "snsproof/json_read.hpp"
#include "snsproof/publish_rules.hpp"
#include "snsproof/report.hpp"

namespace snsproof {

/// What a topic asks of those who publish to it.
struct publish_options {
    event_limits limits;
    /// `ContentBasedDeduplication` of a FIFO topic.
    bool content_based_deduplication = false;
};

struct message_attribute {
    std::string_view name;
    std::string_view type;   ///< `DataType`
    std::string_view value;  ///< of a binary one its bytes, not their base64
};

/// What SNS compares with the limit, in bytes: the body, and the name, type and value of each attribute. The
/// subject does not count. https://docs.aws.amazon.com/sns/latest/api/API_MessageAttributeValue.html
constexpr std::uint64_t published_size(std::string_view body,
                                       std::span<message_attribute const> attributes = {}) noexcept {
    std::uint64_t size = body.size();
    for (message_attribute const& a : attributes) size += a.name.size() + a.type.size() + a.value.size();
    return size;
}

namespace detail {

class publish_reader {
public:
    constexpr publish_reader(json::value root, publish_options const& options) noexcept
        : root_(root), options_(options) {}

    constexpr report check() {
        json::value const arn = text_member(root_, "TopicArn");
        is_fifo_ = arn && arn.content().ends_with(".fifo");
        json::value const entries = json::find(root_, "PublishBatchRequestEntries");
        if (!entries) {
            if (check_message(root_) > options_.limits.bytes) add_size(root_);
        } else if (!entries.is(json::kind::array)) {
            out_.add(rules::publish_form, entries.smallest_where());
        } else {
            check_batch(entries);
        }
        return std::move(out_);
    }

private:
    constexpr void check_batch(json::value entries) {
        std::size_t count = 0;
        std::uint64_t size = 0;
        bool is_single_too_large = false;
        list<json::value> ids;  // of the first 10: a batch with more has too many anyway
        for (json::value const entry : json::elements(entries)) {
            ++count;
            if (!entry.is(json::kind::object)) {
                out_.add(rules::publish_form, entry.smallest_where());
                continue;
            }
            check_id(entry, ids);
            if (count <= 10) ids.push_back(json::find(entry, "Id"));
            std::uint64_t const own = check_message(entry);
            size += own;
            if (own <= options_.limits.bytes) continue;
            is_single_too_large = true;
            add_size(entry);
        }
        if (count == 0 || count > 10) out_.add(rules::publish_batch_count, entries.smallest_where());
        if (size > options_.limits.bytes && !is_single_too_large)
            out_.add(rules::publish_batch_size, entries.smallest_where());
    }

    /// Attributes may be too large without a message, too.
    constexpr void add_size(json::value call) {
        json::value const message = json::find(call, "Message");
        out_.add(rules::publish_size, (message ? message : call).smallest_where());
    }

    constexpr void check_id(json::value entry, list<json::value> const& earlier) {
        json::value const id = text_member(entry, "Id");
        if (!id) {
            if (!json::find(entry, "Id")) out_.add(rules::publish_batch_id, entry.smallest_where());
            return;
        }
        std::string_view const text = json::text_of(id, decoded_);
        bool const fits =
            !text.empty() && text.size() <= 80 && all_of(text, [](char c) { return is_word(c) || c == '-'; });
        if (!fits) return out_.add(rules::publish_batch_id, id.smallest_where());
        for (json::value const same : earlier)
            if (same.equals(text))
                return out_.add(rules::publish_batch_id_duplicate, id.smallest_where(),
                                same.smallest_where());
    }

    /// One message; answers how many bytes of it SNS counts.
    constexpr std::uint64_t check_message(json::value call) {
        json::value const message = text_member(call, "Message");
        if (!json::find(call, "Message")) out_.add(rules::publish_message_missing, call.smallest_where());
        std::uint64_t size = 0;
        if (message) {
            size = json::text_of(message, decoded_).size();
            if (size == 0) out_.add(rules::publish_message_empty, message.smallest_where());
            check_structure(call, message);
        }
        if (json::value const subject = text_member(call, "Subject")) check_subject(subject);
        check_fifo(call);
        return size + check_attributes(json::find(call, "MessageAttributes"));
    }

    constexpr void check_structure(json::value call, json::value message) {
        json::value const structure = text_member(call, "MessageStructure");
        if (!structure || !structure.equals("json")) return;
        auto const read = json::read(json::text_of(message, decoded_));
        json::value const root = read.value() == nullptr ? json::value{} : read.value()->root();
        bool fits = root.is(json::kind::object) && json::find(root, "default").is(json::kind::string);
        if (fits)
            for (json::member const m : json::members(root)) fits = fits && m.value.is(json::kind::string);
        if (!fits) out_.add(rules::publish_structure, message.smallest_where());
    }

    constexpr void check_subject(json::value subject) {
        std::size_t characters = 0;
        bool has_control = false;
        for (char const c : json::text_of(subject, decoded_)) {
            characters += (static_cast<unsigned char>(c) & 0xC0U) == 0x80U ? 0 : 1;
            has_control = has_control || static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
        }
        if (characters == 0 || characters > 100 || has_control)
            out_.add(rules::publish_subject, subject.smallest_where());
    }

    constexpr void check_fifo(json::value call) {
        json::value const group = text_member(call, "MessageGroupId");
        json::value const deduplication = text_member(call, "MessageDeduplicationId");
        for (json::value const id : {group, deduplication}) {
            if (!id) continue;
            std::string_view const text = json::text_of(id, decoded_);
            bool const fits = !text.empty() && text.size() <= 128 &&
                              all_of(text, [](char c) { return c > ' ' && c < 0x7F; });
            if (!fits) out_.add(rules::publish_fifo_id, id.smallest_where());
        }
        if (!is_fifo_) {
            if (deduplication)
                out_.add(rules::publish_deduplication_standard, deduplication.smallest_where());
            return;
        }
        if (!json::find(call, "MessageGroupId"))
            out_.add(rules::publish_group_missing, call.smallest_where());
        if (!json::find(call, "MessageDeduplicationId") && !options_.content_based_deduplication)
            out_.add(rules::publish_deduplication_missing, call.smallest_where());
    }

    constexpr std::uint64_t check_attributes(json::value attributes) {
        if (!attributes) return 0;
        if (!attributes.is(json::kind::object))
            return out_.add(rules::publish_form, attributes.smallest_where()), 0;
        std::uint64_t size = 0;
        std::size_t count = 0;
        for (json::member const m : json::members(attributes)) {
            ++count;
            std::string_view const name = json::text_of(m.key, decoded_);
            size += name.size();
            if (!is_attribute_name(name)) out_.add(rules::publish_attribute_name, m.key.smallest_where());
            if (m.value.is(json::kind::object))
                size += check_attribute(m.value);
            else
                out_.add(rules::publish_form, m.value.smallest_where());
        }
        if (count > 10) out_.add(rules::publish_attribute_count, attributes.smallest_where());
        return size;
    }

    constexpr std::uint64_t check_attribute(json::value attribute) {
        std::uint64_t size = 0;
        bool is_binary = false;
        if (json::value const type = text_member(attribute, "DataType")) {
            std::string_view const text = json::text_of(type, decoded_);
            size += text.size();
            std::string_view const prefix = text.substr(0, text.find('.'));
            is_binary = prefix == "Binary";
            if (!is_binary && prefix != "String" && prefix != "Number")
                out_.add(rules::publish_attribute_type, type.smallest_where());
        } else if (!json::find(attribute, "DataType")) {
            out_.add(rules::publish_attribute_type, attribute.smallest_where());
        }
        json::value const value = text_member(attribute, is_binary ? "BinaryValue" : "StringValue");
        std::string_view const text = value ? json::text_of(value, decoded_) : std::string_view{};
        if (text.empty()) out_.add(rules::publish_attribute_value, attribute.smallest_where());
        return size + (is_binary ? decoded_size(text) : text.size());
    }

    /// How many bytes base64 stands for.
    static constexpr std::uint64_t decoded_size(std::string_view base64) noexcept {
        while (base64.ends_with('=')) base64.remove_suffix(1);
        return std::uint64_t{base64.size()} * 3 / 4;
    }

    static constexpr bool is_attribute_name(std::string_view name) noexcept {
        bool const fits = !name.empty() && name.size() <= 256 &&
                          all_of(name, [](char c) { return is_word(c) || c == '-' || c == '.'; });
        bool const is_reserved = compare_ignoring_case(name.substr(0, 4), "AWS.") == 0 ||
                                 compare_ignoring_case(name.substr(0, 7), "Amazon.") == 0;
        return fits && !is_reserved && name.front() != '.' && name.back() != '.' &&
               name.find("..") == std::string_view::npos;
    }

    /// The member, where it is a string; any other kind is an error.
    constexpr json::value text_member(json::value object, std::string_view name) {
        json::value const v = json::find(object, name);
        if (!v || v.is(json::kind::string)) return v;
        out_.add(rules::publish_form, v.smallest_where());
        return {};
    }

    json::value root_;
    publish_options const& options_;
    report out_;
    list<char> decoded_;
    bool is_fifo_{};
};

}  // namespace detail

/// Checks a request of Publish or PublishBatch in the form that AWS's tools read, as `aws sns publish
/// --cli-input-json` does: `TopicArn`, `Message`, `Subject`, `MessageAttributes`, `MessageStructure`,
/// `MessageGroupId`, `MessageDeduplicationId`, or `PublishBatchRequestEntries`. What the message holds is for
/// `check_event`. Spans count in `request`. Time: linear.
constexpr report check_publish(std::string_view request, publish_options const& options = {}) {
    auto read = json::read(request);
    if (read.value() == nullptr) return read.take_findings();
    json::document const doc = read.take();
    json::value const root = doc.root();
    if (root.is(json::kind::object)) return detail::publish_reader(root, options).check();
    report out;
    out.add(rules::publish_form, root.smallest_where());
    return out;
}

}  // namespace snsproof
