// SPDX-License-Identifier: Apache-2.0
// The rules of JSON (RFC 8259), and names for what people paste instead of it.
#pragma once

#include <array>
#include <string_view>

#include "snsproof/detail/nearest.hpp"
#include "snsproof/report.hpp"

namespace snsproof {

namespace detail {

inline constexpr std::array<std::string_view, 3> json_literals{"true", "false", "null"};

constexpr std::string_view nearest_json_literal(std::string_view wrong, std::string_view = {}) noexcept {
    if (wrong == "None" || wrong == "nil" || wrong == "undefined") return "null";
    return nearest(wrong, json_literals, [](std::string_view name) { return name; });
}

}  // namespace detail

namespace rules {

inline constexpr rule json_empty{
    .id = "json-empty",
    .title = "the text holds no JSON value",
    .why = "a JSON text is one value; this one is empty or holds only white space",
    .fix = "check that the right file was given and that the command which wrote it succeeded",
    .reference = "https://www.rfc-editor.org/rfc/rfc8259#section-2",
    .quotes_text = false,
};
inline constexpr rule json_size{
    .id = "json-size",
    .title = "the text is too large to be read",
    .why = "offsets are counted in 32 bits, so a text may have at most 4,294,967,295 bytes",
    .fix = "split the text; no AWS or Stream document comes near this size",
    .reference = "https://www.rfc-editor.org/rfc/rfc8259#section-9",
};
inline constexpr rule json_bom{
    .id = "json-bom",
    .title = "a byte order mark stands before the JSON text",
    .why = "JSON that is sent must not begin with U+FEFF; many parsers refuse it",
    .fix = "save the file as UTF-8 without a byte order mark",
    .reference = "https://www.rfc-editor.org/rfc/rfc8259#section-8.1",
    .quotes_text = false,
};
inline constexpr rule json_encoding{
    .id = "json-encoding",
    .title = "the text looks like UTF-16 or UTF-32",
    .why = "JSON that is sent must be UTF-8; some shells and editors write UTF-16 by default",
    .fix = "save the file as UTF-8",
    .reference = "https://www.rfc-editor.org/rfc/rfc8259#section-8.1",
    .quotes_text = false,
};
inline constexpr rule json_utf8{
    .id = "json-utf8",
    .title = "these bytes are not UTF-8",
    .why = "JSON must be UTF-8: no overlong forms, no surrogates, nothing above U+10FFFF, no byte left alone",
    .fix = "save the file as UTF-8",
    .reference = "https://www.rfc-editor.org/rfc/rfc3629#section-3",
};
inline constexpr rule json_end{
    .id = "json-end",
    .title = "the text ends too early, inside of",
    .why = "what was opened here is never closed; the text may have been cut off",
    .fix = "close it, or copy the whole text again",
    .reference = "https://www.rfc-editor.org/rfc/rfc8259#section-2",
};
inline constexpr rule json_trailing_text{
    .id = "json-trailing-text",
    .title = "text follows after the JSON value",
    .why = "a JSON text is exactly one value; what follows it would be refused",
    .fix = "remove it, or put the values into one array",
    .reference = "https://www.rfc-editor.org/rfc/rfc8259#section-2",
};
inline constexpr rule json_trailing_comma{
    .id = "json-trailing-comma",
    .title = "a comma before the closing bracket",
    .why = "JSON allows a comma only between two values, unlike JavaScript and Python",
    .fix = "remove the comma",
    .reference = "https://www.rfc-editor.org/rfc/rfc8259#section-5",
};
inline constexpr rule json_comma{
    .id = "json-comma",
    .title = "a comma is missing before",
    .why = "the values of an array and the members of an object are separated by commas",
    .fix = "put a comma before it",
    .reference = "https://www.rfc-editor.org/rfc/rfc8259#section-5",
};
inline constexpr rule json_colon{
    .id = "json-colon",
    .title = "a colon is missing before",
    .why = "a colon stands between a key and its value (not `=` or `=>`)",
    .fix = "write `\"key\": value`",
    .reference = "https://www.rfc-editor.org/rfc/rfc8259#section-4",
};
inline constexpr rule json_bracket{
    .id = "json-bracket",
    .title = "this bracket does not close the one that was opened last",
    .why = "`}` closes an object and `]` an array, the one that was opened last",
    .fix = "close the brackets in the order in which they were opened",
    .reference = "https://www.rfc-editor.org/rfc/rfc8259#section-2",
};
inline constexpr rule json_comment{
    .id = "json-comment",
    .title = "a comment",
    .why = "JSON has no comments",
    .fix = "remove it",
    .reference = "https://www.rfc-editor.org/rfc/rfc8259#section-2",
};
inline constexpr rule json_quotes{
    .id = "json-quotes",
    .title = "a quotation mark that JSON does not know",
    .why =
        "JSON strings stand between straight double quotes; single and typographic quotes are JavaScript's, "
        "Python's or a word processor's",
    .fix = "use `\"`",
    .reference = "https://www.rfc-editor.org/rfc/rfc8259#section-7",
};
inline constexpr rule json_key{
    .id = "json-key",
    .title = "a key is expected here, not",
    .why = "each key of a JSON object is a string between double quotes",
    .fix = "put the key between double quotes",
    .reference = "https://www.rfc-editor.org/rfc/rfc8259#section-4",
};
inline constexpr rule json_value{
    .id = "json-value",
    .title = "a value is expected here, not",
    .why =
        "a JSON value is an object, an array, a number, a string between double quotes, true, false or null",
    .fix = "put a value here; text needs double quotes",
    .reference = "https://www.rfc-editor.org/rfc/rfc8259#section-3",
};
inline constexpr rule json_literal{
    .id = "json-literal",
    .title = "not a JSON literal",
    .why = "JSON's literals are true, false and null, in lower case",
    .fix = "use JSON's literal; text needs double quotes",
    .reference = "https://www.rfc-editor.org/rfc/rfc8259#section-3",
    .nearest = detail::nearest_json_literal,
};
inline constexpr rule json_not_finite{
    .id = "json-not-finite",
    .title = "not a number that JSON can hold",
    .why = "JSON has no infinities and no NaN",
    .fix = "use null, or leave the member out",
    .reference = "https://www.rfc-editor.org/rfc/rfc8259#section-6",
};
inline constexpr rule json_number{
    .id = "json-number",
    .title = "not a JSON number",
    .why = "a number is an optional minus, digits without a leading zero, an optional fraction, an optional "
           "exponent; "
           "no plus before it, no hexadecimal, at least one digit on each side of the point",
    .fix = "write it as a JSON number; an account id or phone number is a string and needs double quotes",
    .reference = "https://www.rfc-editor.org/rfc/rfc8259#section-6",
};
inline constexpr rule json_escape{
    .id = "json-escape",
    .title = "not an escape that JSON knows",
    .why = "after a backslash only \" \\ / b f n r t are allowed, or u and four hexadecimal digits",
    .fix = "write a backslash itself as `\\\\`",
    .reference = "https://www.rfc-editor.org/rfc/rfc8259#section-7",
};
inline constexpr rule json_surrogate{
    .id = "json-surrogate",
    .title = "half of a surrogate pair",
    .why = "`\\ud800` to `\\udfff` mean a character only as a pair, high half first; one half alone is no "
           "Unicode text, "
           "and receivers disagree on it",
    .fix = "write both halves, or the character itself",
    .reference = "https://www.rfc-editor.org/rfc/rfc8259#section-8.2",
};
inline constexpr rule json_control{
    .id = "json-control",
    .title = "a control character",
    .why = "inside of strings control characters must be escaped; outside only space, tab and line ends may "
           "stand "
           "between values",
    .fix = "escape it (`\\n`, `\\t`, `\\u0000`) or remove it",
    .reference = "https://www.rfc-editor.org/rfc/rfc8259#section-7",
};
inline constexpr rule json_depth{
    .id = "json-depth",
    .title = "nested too deeply",
    .why = "a reader may limit the depth of nesting; configurations, policies and events stay below 16 "
           "levels, and "
           "this one is past the limit (64 if none was given)",
    .fix = "check the text: a program may have written it in a loop",
    .reference = "https://www.rfc-editor.org/rfc/rfc8259#section-9",
};
inline constexpr rule json_key_duplicate{
    .id = "json-key-duplicate",
    .title = "this key stands twice in one object",
    .why = "which of the values counts is left to the receiver; most take the last one and forget the other",
    .fix = "keep one of them",
    .reference = "https://www.rfc-editor.org/rfc/rfc8259#section-4",
};

}  // namespace rules

}  // namespace snsproof
