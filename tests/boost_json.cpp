// SPDX-License-Identifier: Apache-2.0
#include "boost_json.hpp"

#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/src.hpp>

namespace {

namespace json = boost::json;

/// Keeps nothing: only whether the text is JSON is asked.
struct no_values {
    static constexpr std::size_t max_object_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_array_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_key_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_string_size = static_cast<std::size_t>(-1);

    using error = json::error_code;
    using view = json::string_view;

    static bool on_document_begin(error&) { return true; }
    static bool on_document_end(error&) { return true; }
    static bool on_object_begin(error&) { return true; }
    static bool on_object_end(std::size_t, error&) { return true; }
    static bool on_array_begin(error&) { return true; }
    static bool on_array_end(std::size_t, error&) { return true; }
    static bool on_key_part(view, std::size_t, error&) { return true; }
    static bool on_key(view, std::size_t, error&) { return true; }
    static bool on_string_part(view, std::size_t, error&) { return true; }
    static bool on_string(view, std::size_t, error&) { return true; }
    static bool on_number_part(view, error&) { return true; }
    static bool on_int64(std::int64_t, view, error&) { return true; }
    static bool on_uint64(std::uint64_t, view, error&) { return true; }
    static bool on_double(double, view, error&) { return true; }
    static bool on_bool(bool, error&) { return true; }
    static bool on_null(error&) { return true; }
    static bool on_comment_part(view, error&) { return true; }
    static bool on_comment(view, error&) { return true; }
};

}  // namespace

bool boost_accepts(std::string_view text, std::size_t max_depth) {
    json::parse_options options;
    options.max_depth = max_depth;
    json::basic_parser<no_values> parser(options);
    json::error_code error;
    std::size_t const used = parser.write_some(false, text.data(), text.size(), error);
    return !error && used == text.size();
}
