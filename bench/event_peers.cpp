// SPDX-License-Identifier: Apache-2.0
#include "event_peers.hpp"

#include <rapidjson/document.h>
#include <rapidjson/encodedstream.h>
#include <rapidjson/memorystream.h>
#include <rapidjson/reader.h>
#include <rapidjson/schema.h>

#include <array>
#include <boost/json/src.hpp>
#include <cstddef>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <valijson/adapters/rapidjson_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>
#include <vector>

#include "event_simdjson.hpp"
#include "snsproof/event_shape.hpp"

namespace bench {

namespace {

namespace shapes = snsproof::detail;

/// Section 5.6 of RFC 3339, with the days of each month and up to nine decimals; of what JSON Schema's
/// engines know all know this much of regular expressions.
constexpr std::string_view time_pattern =
    "^("
    "[0-9]{4}-(0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|"
    "[0-9]{4}-(0[469]|11)-(0[1-9]|[12][0-9]|30)|"
    "[0-9]{4}-02-(0[1-9]|1[0-9]|2[0-8])|"
    "([0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)-02-29"
    ")[Tt ]([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)([.][0-9]{1,9})?"
    "([Zz]|[-+]([01][0-9]|2[0-3]):[0-5][0-9])$";
constexpr std::string_view cid_pattern = "^[^:]+:[^:]+$";

std::string with_pattern(std::string_view type, std::string_view pattern, bool has_patterns) {
    std::string text = "{\"type\":" + std::string(type);
    if (has_patterns) text.append(",\"pattern\":\"").append(pattern).append("\"");
    return text + '}';
}

std::string schema_of(shapes::event_field const& field, bool has_patterns);

/// The members' names and schemas, for "properties".
std::string schemas_in(shapes::core_object object, bool has_patterns) {
    std::string text;
    for (shapes::core_field const& f : shapes::core_fields) {
        if (f.of != object) continue;
        if (!text.empty()) text += ',';
        text.append("\"").append(f.field.name).append("\":").append(schema_of(f.field, has_patterns));
    }
    return text;
}

std::string schema_of(shapes::event_field const& field, bool has_patterns) {
    switch (field.form) {
        case shapes::value_form::string: return R"({"type":["string","null"]})";
        case shapes::value_form::integer: return R"({"type":["number","null"]})";
        case shapes::value_form::boolean: return R"({"type":["boolean","null"]})";
        case shapes::value_form::cid: return with_pattern(R"(["string","null"])", cid_pattern, has_patterns);
        case shapes::value_form::time: {
            std::string const types = R"(["string","integer","null"],"minimum":-9223372036854775808,)"
                                      R"("maximum":9223372036854775807)";
            return with_pattern(types, time_pattern, has_patterns);
        }
        case shapes::value_form::object: break;
    }
    return R"({"type":["object","null"],"properties":{)" + schemas_in(field.object, has_patterns) + "}}";
}

constexpr verdict verdict_of(bool is_right) {
    return is_right ? verdict::clean : verdict::refused;
}

using input = rapidjson::EncodedInputStream<rapidjson::UTF8<>, rapidjson::MemoryStream>;

/// Without recursion, which nested brackets could make deep.
constexpr unsigned parse_flags = rapidjson::kParseValidateEncodingFlag | rapidjson::kParseIterativeFlag;

rapidjson::Document parse_schema(bool has_patterns) {
    rapidjson::Document schema;
    schema.Parse(make_schema(has_patterns).c_str());
    if (schema.HasParseError()) throw std::logic_error("the schema is no JSON");
    return schema;
}

}  // namespace

std::string make_schema(bool has_patterns) {
    std::string text =
        R"({"type":"object","required":["type"],"properties":{"type":{"type":"string","minLength":1})";
    text += R"(,"created_at":)" + schema_of({"", shapes::value_form::time}, has_patterns);
    for (shapes::event_field const& field : shapes::event_fields)
        text.append(",\"").append(field.name).append("\":").append(schema_of(field, has_patterns));
    return text + "}}";
}

verdict nlohmann_parse::operator()(std::string_view event) {
    return verdict_of(!nlohmann::json::parse(event, nullptr, false).is_discarded());
}

struct boost_json_parse::state {
    boost::json::parse_options options;
    std::array<unsigned char, 4096> stack;
    std::vector<unsigned char> values = std::vector<unsigned char>(4 * max_size);
};

boost_json_parse::boost_json_parse() : state_(std::make_unique<state>()) {
    state_->options.max_depth = max_depth;
}
boost_json_parse::~boost_json_parse() = default;

verdict boost_json_parse::operator()(std::string_view event) {
    boost::json::monotonic_resource memory(state_->values.data(), state_->values.size());
    boost::json::parser parser({}, state_->options, state_->stack.data(), state_->stack.size());
    parser.reset(&memory);
    boost::json::error_code error;
    std::size_t const used = parser.write(event.data(), event.size(), error);
    if (!error && used == event.size()) (void)parser.release();
    return verdict_of(!error && used == event.size());
}

struct rapidjson_schema::state {
    state() : text(parse_schema(true)), schema(text), validator(schema) {}

    rapidjson::Document text;
    rapidjson::SchemaDocument schema;
    rapidjson::SchemaValidator validator;
    rapidjson::Reader reader;
};

rapidjson_schema::rapidjson_schema() : state_(std::make_unique<state>()) {}
rapidjson_schema::~rapidjson_schema() = default;

verdict rapidjson_schema::operator()(std::string_view event) {
    if (event.size() > max_size) return verdict::refused;
    rapidjson::MemoryStream bytes(event.data(), event.size());
    input stream(bytes);
    state_->validator.Reset();
    return verdict_of(!state_->reader.Parse<parse_flags>(stream, state_->validator).IsError());
}

struct valijson_schema::state {
    state() {
        rapidjson::Document const text = parse_schema(false);
        valijson::SchemaParser parser;
        parser.populateSchema(valijson::adapters::RapidJsonAdapter(text), schema);
    }

    valijson::Schema schema;
    valijson::Validator validator;
    std::vector<char> memory = std::vector<char>(8 * max_size);
};

valijson_schema::valijson_schema() : state_(std::make_unique<state>()) {}
valijson_schema::~valijson_schema() = default;

verdict valijson_schema::operator()(std::string_view event) {
    if (event.size() > max_size) return verdict::refused;
    rapidjson::MemoryPoolAllocator<> memory(state_->memory.data(), state_->memory.size());
    rapidjson::Document root(&memory);
    rapidjson::MemoryStream bytes(event.data(), event.size());
    input stream(bytes);
    root.ParseStream<parse_flags, rapidjson::UTF8<>>(stream);
    if (root.HasParseError()) return verdict::refused;
    return verdict_of(
        state_->validator.validate(state_->schema, valijson::adapters::RapidJsonAdapter(root), nullptr));
}

}  // namespace bench
