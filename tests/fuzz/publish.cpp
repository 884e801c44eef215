// SPDX-License-Identifier: Apache-2.0
// Calls of Publish and PublishBatch. What SNS counts is counted again on simdjson's document.
#include "findings.hpp"

#include <simdjson.h>

#include <algorithm>
#include <vector>

#include "snsproof/json_read.hpp"
#include "snsproof/publish.hpp"

using namespace snsproof;
using simdjson::dom::element;

namespace {

constexpr event_limits limits{40};

std::string_view text_at(element object, char const* name) {
    std::string_view text;
    return object[name].get(text) == simdjson::SUCCESS ? text : std::string_view{};
}

std::uint64_t size_of_attribute(std::string_view name, element attribute) {
    std::string_view const type = text_at(attribute, "DataType");
    bool const is_binary = type == "Binary" || type.starts_with("Binary.");
    std::string_view const value = text_at(attribute, is_binary ? "BinaryValue" : "StringValue");
    std::size_t const padding = value.size() - std::min(value.size(), value.find_last_not_of('=') + 1);
    std::size_t const value_size = is_binary ? (value.size() - padding) * 6 / 8 : value.size();
    return name.size() + type.size() + value_size;
}

std::uint64_t size_of_message(element call) {
    std::uint64_t size = text_at(call, "Message").size();
    simdjson::dom::object attributes;
    if (call["MessageAttributes"].get(attributes) != simdjson::SUCCESS) return size;
    for (auto const [name, attribute] : attributes) {
        if (attribute.is_object())
            size += size_of_attribute(name, attribute);
        else
            size += name.size();
    }
    return size;
}

/// The calls of a batch, or the call itself.
std::vector<element> messages_of(element root, bool& is_batch) {
    std::vector<element> messages;
    element entries;
    is_batch = root["PublishBatchRequestEntries"].get(entries) == simdjson::SUCCESS;
    if (!is_batch) return {root};
    if (entries.is_array())
        for (element const entry : entries.get_array())
            if (entry.is_object()) messages.push_back(entry);
    return messages;
}

void expect_sizes(report const& found, element root) {
    bool is_batch{};
    std::uint64_t all = 0;
    std::size_t too_large = 0;
    for (element const call : messages_of(root, is_batch)) {
        std::uint64_t const size = size_of_message(call);
        all += size;
        too_large += size > limits.bytes ? 1 : 0;
    }
    auto const told = static_cast<std::size_t>(std::count_if(
        found.begin(), found.end(), [](finding const& f) { return *f.what == rules::publish_size; }));
    fuzz::expect(told == too_large, "another number of messages that are too large");
    bool const is_large_batch = is_batch && too_large == 0 && all > limits.bytes;
    fuzz::expect(fuzz::has_rule(found, rules::publish_batch_size) == is_large_batch, "the size of a batch");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    fuzz::exact_copy const text(fuzz::text_of(data, size));
    report const found = check_publish(text, {limits, false});
    fuzz::expect_inside(found, text);
    // What the topic does for itself takes one finding away, and changes no other.
    report const easier = check_publish(text, {limits, true});
    for (finding const& f : easier)
        fuzz::expect(*f.what != rules::publish_deduplication_missing, "an identifier that need not be there");
    std::size_t others = 0;
    for (finding const& f : found) others += *f.what != rules::publish_deduplication_missing ? 1 : 0;
    fuzz::expect(found.dropped() != 0 || others == easier.size(),
                 "the topic's setting changes other findings");

    simdjson::dom::parser parser;
    simdjson::padded_string const padded(std::string_view{text});
    element root;
    if (parser.parse(padded).get(root) != simdjson::SUCCESS || !root.is_object()) return 0;
    auto const read = json::read(text);  // which takes none that is too deep
    if (read.value() != nullptr && found.dropped() == 0) expect_sizes(found, root);
    return 0;
}
