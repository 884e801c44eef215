// SPDX-License-Identifier: Apache-2.0
// Validators of events that need a library of their own: parsers alone, and JSON Schema over RapidJSON and
// valijson.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "event_generator.hpp"

namespace bench {

/// The rules of `check_event` as far as JSON Schema can say them, without `has_patterns` those of texts'
/// forms left out. It cannot say: no key twice, the size, the depth, which fields a type has and which of
/// them are only its own, and what is worth a warning. The fields' forms hold for all types here.
std::string make_schema(bool has_patterns);

class nlohmann_parse {
public:
    verdict operator()(std::string_view event);
};

/// Into memory that is used again and again.
class boost_json_parse {
public:
    boost_json_parse();
    ~boost_json_parse();
    verdict operator()(std::string_view event);

private:
    struct state;
    std::unique_ptr<state> state_;
};

/// In one pass, without a document.
class rapidjson_schema {
public:
    rapidjson_schema();
    ~rapidjson_schema();
    verdict operator()(std::string_view event);

private:
    struct state;
    std::unique_ptr<state> state_;
};

/// Over a document of RapidJSON, and without patterns: its std::regex overflows the stack on long texts.
class valijson_schema {
public:
    valijson_schema();
    ~valijson_schema();
    verdict operator()(std::string_view event);

private:
    struct state;
    std::unique_ptr<state> state_;
};

}  // namespace bench
