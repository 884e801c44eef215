// SPDX-License-Identifier: Apache-2.0
// JSON texts that RFC 8259 accepts and refuses, and what the cursors say of the accepted ones.
#pragma once

#include "snsproof/json_read.hpp"

#include "../verify.hpp"

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace cases {

using namespace std::string_view_literals;

inline constexpr std::string_view json_accepted[] = {
    "{}",
    "[]",
    "null",
    "true",
    "false",
    "0",
    "\"\"",
    " \t\r\n[ ]\n",
    "[[]]",
    "[{}]",
    "{\"\":{}}",
    // Numbers.
    "-0",
    "1",
    "10",
    "-1",
    "1234567890123456789012345678901234567890",
    "0.0",
    "-0.5",
    "1.25",
    "0e0",
    "0E+0",
    "1e5",
    "1E-5",
    "12.5e+10",
    "1e999999",
    "-0.0e-0",
    "[0,0]",
    "{\"a\":-1}",
    // Strings.
    "\"a\"",
    "\" \"",
    "\"\\\"\"",
    "\"\\\\\"",
    "\"\\/\"",
    "\"/\"",
    "\"\\b\\f\\n\\r\\t\"",
    "\"\\u0000\"",
    "\"\\u00e9\"",
    "\"\\uABCD\"",
    "\"\\uabcd\"",
    "\"\\ud83d\\ude00\"",
    "\"\\uDBFF\\uDFFF\"",
    "\"\\ud800\\udc00\"",
    "\"\\\\u12\"",
    "\"\x7F\"",
    "\"'\"",
    "\"//\"",
    "\"[}\"",
    // The first and the last code point of each length, and those beside the surrogates.
    "\"\xC2\x80\"",
    "\"\xDF\xBF\"",
    "\"\xE0\xA0\x80\"",
    "\"\xED\x9F\xBF\"",
    "\"\xEE\x80\x80\"",
    "\"\xEF\xBF\xBF\"",
    "\"\xF0\x90\x80\x80\"",
    "\"\xF4\x8F\xBF\xBF\"",
    "\"\xEF\xBB\xBF\"",
    // Structure.
    "[1,2]",
    "[1 , 2]",
    "[\n1\n,\n2\n]",
    "{\"a\":1,\"b\":[true,false,null,\"x\",{\"c\":-1.5e3}]}",
    "{\"a\":1,\"a\":2}",
    "[[1],[2,[3]],{\"a\":[]}]",
    "{\"a\" : 1 , \"b\" : 2}",
    "\"a\" ",
    "1 ",
    "true\n",
};

// A `\0` or a byte above 0x7F may be followed by a hexadecimal digit, hence the literals in parts.
inline constexpr text_case json_rejected[] = {
    {"", {{"json-empty", ""}}},
    {" \t\r\n", {{"json-empty", ""}}},

    {"\xEF\xBB\xBF{}", {{"json-bom", "\xEF\xBB\xBF"}}},
    {"\xEF\xBB\xBF", {{"json-bom", "\xEF\xBB\xBF"}}},
    {" \xEF\xBB\xBF{}", {{"json-value", "\xEF\xBB\xBF"}}},

    {"\xFF\xFE{\0}\0"sv, {{"json-encoding", "\xFF\xFE"}}},
    {"\xFE\xFF\0{\0}"sv, {{"json-encoding", "\xFE\xFF"}}},
    {"{\0}\0"sv, {{"json-encoding", "{\0"sv}}},
    {"\0{\0}"sv, {{"json-encoding", "\0{"sv}}},
    {"\n\0{\0}\0"sv, {{"json-encoding", "\n\0"sv}}},
    {"\0\0\0{"sv, {{"json-encoding", "\0\0"sv}}},
    {"\0"sv, {{"json-encoding", "\0"sv}}},

    // A byte alone, overlong forms, surrogates, above U+10FFFF, cut off.
    {"\"\x80\"", {{"json-utf8", "\x80"}}},
    {"\"a\xBF\"", {{"json-utf8", "\xBF"}}},
    {"\"\xC0\xAF\"", {{"json-utf8", "\xC0"}}},
    {"\"\xC1\xBF\"", {{"json-utf8", "\xC1"}}},
    {"\"\xE0\x9F\xBF\"", {{"json-utf8", "\xE0"}}},
    {"\"\xF0\x8F\xBF\xBF\"", {{"json-utf8", "\xF0"}}},
    {"\"\xED\xA0\x80\"", {{"json-utf8", "\xED"}}},
    {"\"\xED\xBF\xBF\"", {{"json-utf8", "\xED"}}},
    {"\"\xF4\x90\x80\x80\"", {{"json-utf8", "\xF4"}}},
    {"\"\xF5\x80\x80\x80\"", {{"json-utf8", "\xF5"}}},
    {"\"\xFF\"", {{"json-utf8", "\xFF"}}},
    {"\"\xC3\"", {{"json-utf8", "\xC3"}}},
    {"\"\xE2\x82\"", {{"json-utf8", "\xE2"}}},
    {"\"\xF0\x9F\x98\"", {{"json-utf8", "\xF0"}}},
    {"\"\xE2\x82", {{"json-utf8", "\xE2"}}},
    {{"\"\xC3\xA9", 2}, {{"json-utf8", "\xC3"}}},  // what makes it whole is behind the text
    {"\"\xC3(\"", {{"json-utf8", "\xC3"}}},
    {"[\xE2\x82]", {{"json-utf8", "\xE2"}}},
    {"[1\x80]", {{"json-utf8", "\x80"}}},
    {"{\x80}", {{"json-utf8", "\x80"}}},
    {"{}\xFF", {{"json-utf8", "\xFF"}}},

    {"{", {{"json-end", "{"}}},
    {"[", {{"json-end", "["}}},
    {"[1", {{"json-end", "["}}},
    {"[1,", {{"json-end", "["}}},
    {"[[1],[", {{"json-end", "[", 3}}},
    {"[{\"a\":[]", {{"json-end", "{"}}},
    {"{\"a", {{"json-end", "\""}}},
    {"{\"a\"", {{"json-end", "{"}}},
    {"{\"a\":", {{"json-end", "{"}}},
    {"{\"a\":1,", {{"json-end", "{"}}},
    {"\"", {{"json-end", "\""}}},
    {"\"abc", {{"json-end", "\""}}},
    {"\"ab\\", {{"json-end", "\""}}},
    {"\"ab\\u12", {{"json-end", "\""}}},
    {"[\"ab\\\"]", {{"json-end", "\""}}},
    {"[\"ab\\u12", {{"json-end", "\"", 1}}},
    {" \"ab\\", {{"json-end", "\"", 1}}},
    {"[\"\\ud800\\udc", {{"json-end", "\"", 1}}},

    {"1 2", {{"json-trailing-text", "2"}}},
    {"{} x1", {{"json-trailing-text", "x1"}}},
    {"{}{}", {{"json-trailing-text", "{", 2}}},
    {"[][]", {{"json-trailing-text", "[", 2}}},
    {"1\"a\"", {{"json-trailing-text", "\"a\""}}},
    {"[1]]", {{"json-trailing-text", "]", 2}}},
    {"1,2", {{"json-trailing-text", ","}}},
    {"\"a\":1", {{"json-trailing-text", ":"}}},
    {"null -1", {{"json-trailing-text", "-"}}},

    {"[1,]", {{"json-trailing-comma", ","}}},
    {"[1, \n]", {{"json-trailing-comma", ","}}},
    {"{\"a\":1,}", {{"json-trailing-comma", ","}}},
    {"{\"a\":1 , }", {{"json-trailing-comma", ","}}},
    {"[[1],]", {{"json-trailing-comma", ","}}},
    {"[1,[2,],3]", {{"json-trailing-comma", ",", 2}}},

    {"[1 22]", {{"json-comma", "22"}}},
    {"[1 \"a\"]", {{"json-comma", "\"a\""}}},
    {"[[][]]", {{"json-comma", "[", 3}}},
    {"[1 {}]", {{"json-comma", "{"}}},
    {"[1 -2]", {{"json-comma", "-"}}},
    {"[1;2]", {{"json-comma", ";"}}},
    {"[1:2]", {{"json-comma", ":"}}},
    {"{\"a\":1 \"b\":2}", {{"json-comma", "\"b\""}}},
    {"{\"a\":1 b:2}", {{"json-comma", "b"}}},
    {"{\"a\":1:2}", {{"json-comma", ":", 2}}},

    {"{\"a\" 1}", {{"json-colon", "1"}}},
    {"{\"a\"=1}", {{"json-colon", "="}}},
    {"{\"a\"=>1}", {{"json-colon", "="}}},
    {"{\"a\"}", {{"json-colon", "}"}}},
    {"{\"a\",1}", {{"json-colon", ","}}},
    {"{\"a\" true}", {{"json-colon", "true"}}},
    {"{\"a\" // x\n:1}", {{"json-comment", "// x"}}},
    {"{\"a\"'b'}", {{"json-quotes", "'"}}},
    {"{\"a\"\x01:1}", {{"json-control", "\x01"}}},
    {"{\"a\"\xFF:1}", {{"json-utf8", "\xFF"}}},
    {"[1 \"b", {{"json-end", "\""}}},
    {"[1 \"\\x\"]", {{"json-escape", "\\x"}}},
    {"{\"a\"\"b\"}", {{"json-colon", "\"b\""}}},

    {"]", {{"json-bracket", "]"}}},
    {"}", {{"json-bracket", "}"}}},
    {"[}", {{"json-bracket", "}"}}},
    {"{]", {{"json-bracket", "]"}}},
    {"[1}", {{"json-bracket", "}"}}},
    {"[1,}", {{"json-bracket", "}"}}},
    {"{\"a\":1]", {{"json-bracket", "]"}}},
    {"{\"a\":1,]", {{"json-bracket", "]"}}},
    {"{\"a\":]", {{"json-bracket", "]"}}},
    {"[{\"a\":1]}", {{"json-bracket", "]"}}},

    {"// x\n{}", {{"json-comment", "// x"}}},
    {"[1, // x\r\n2]", {{"json-comment", "// x"}}},
    {"[1 # x\n, 2]", {{"json-comment", "# x"}}},
    {"{# x\n\"a\":1}", {{"json-comment", "# x"}}},
    {"{\"a\":1} // x", {{"json-comment", "// x"}}},
    {"/*/ x */ 1", {{"json-comment", "/*/ x */"}}},
    {"/* x\n*/ 1", {{"json-comment", "/* x\n*/"}}},
    {"[/]", {{"json-value", "/"}}},
    {"1 /", {{"json-trailing-text", "/"}}},

    {"{'a':1}", {{"json-quotes", "'"}}},
    {"['a']", {{"json-quotes", "'"}}},
    {"[1 'a']", {{"json-quotes", "'"}}},
    {"{\"a\":1,'b':2}", {{"json-quotes", "'"}}},
    {"[`a`]", {{"json-quotes", "`"}}},
    {"{\xE2\x80\x9C"
     "a\xE2\x80\x9D:1}",
     {{"json-quotes", "\xE2\x80\x9C"}}},
    {"[\xE2\x80\x9D"
     "a]",
     {{"json-quotes", "\xE2\x80\x9D"}}},
    {"[\xE2\x80\x98"
     "a\xE2\x80\x99]",
     {{"json-quotes", "\xE2\x80\x98"}}},
    {"\xE2\x80\x99", {{"json-quotes", "\xE2\x80\x99"}}},

    {"{abc:1}", {{"json-key", "abc"}}},
    {"{1:2}", {{"json-key", "1"}}},
    {"{null:1}", {{"json-key", "null"}}},
    {"{\"a\":1,b:2}", {{"json-key", "b"}}},
    {"{[1]:2}", {{"json-key", "["}}},
    {"{{}:2}", {{"json-key", "{", 2}}},
    {"{:1}", {{"json-key", ":"}}},
    {"{,}", {{"json-key", ","}}},
    {"{\"a\":1,,}", {{"json-key", ",", 2}}},
    {"{$a:1}", {{"json-key", "$"}}},
    {"{\"a\":1,\xC3\xA9:2}", {{"json-key", "\xC3\xA9"}}},

    {"hello", {{"json-value", "hello"}}},
    {"[hello world]", {{"json-value", "hello"}}},
    {"[,]", {{"json-value", ","}}},
    {"[1,,2]", {{"json-value", ",", 2}}},
    {"{\"a\":}", {{"json-value", "}"}}},
    {"{\"a\":,\"b\":1}", {{"json-value", ","}}},
    {"{\"a\":1,\"b\":}", {{"json-value", "}"}}},
    {"[@]", {{"json-value", "@"}}},
    {"=", {{"json-value", "="}}},
    {"[\xC2\xA0"
     "1]",
     {{"json-value", "\xC2\xA0"}}},
    {"[\xC3\xA9]", {{"json-value", "\xC3\xA9"}}},
    {"[nope]", {{"json-value", "nope"}}},

    {"[True]", {{"json-literal", "True"}}},
    {"False", {{"json-literal", "False"}}},
    {"None", {{"json-literal", "None"}}},
    {"{\"a\":nil}", {{"json-literal", "nil"}}},
    {"[undefined]", {{"json-literal", "undefined"}}},
    {"NULL", {{"json-literal", "NULL"}}},
    {"tru", {{"json-literal", "tru"}}},
    {"[flase]", {{"json-literal", "flase"}}},
    {"[true1]", {{"json-literal", "true1"}}},
    {"nulll", {{"json-literal", "nulll"}}},

    {"NaN", {{"json-not-finite", "NaN"}}},
    {"[1,Infinity]", {{"json-not-finite", "Infinity"}}},
    {"[-Infinity]", {{"json-not-finite", "-Infinity"}}},

    {"01", {{"json-number", "01"}}},
    {"[-01]", {{"json-number", "-01"}}},
    {"00", {{"json-number", "00"}}},
    {"[012345678901]", {{"json-number", "012345678901"}}},
    {"-", {{"json-number", "-"}}},
    {"[-]", {{"json-number", "-"}}},
    {"[- 1]", {{"json-number", "-"}}},
    {"-a", {{"json-number", "-a"}}},
    {"--1", {{"json-number", "--1"}}},
    {"+1", {{"json-number", "+1"}}},
    {"[.5]", {{"json-number", ".5"}}},
    {"1.", {{"json-number", "1."}}},
    {"[1.]", {{"json-number", "1."}}},
    {"-.5", {{"json-number", "-.5"}}},
    {"1.e1", {{"json-number", "1.e1"}}},
    {"1e", {{"json-number", "1e"}}},
    {"1E+", {{"json-number", "1E+"}}},
    {"[1e-,2]", {{"json-number", "1e-"}}},
    {"1e5.5", {{"json-number", "1e5.5"}}},
    {"1.2.3", {{"json-number", "1.2.3"}}},
    {"0x1F", {{"json-number", "0x1F"}}},
    {"1_000", {{"json-number", "1_000"}}},
    {"1-2", {{"json-number", "1-2"}}},
    {"12ab", {{"json-number", "12ab"}}},
    {"[1n]", {{"json-number", "1n"}}},

    {"\"\\x41\"", {{"json-escape", "\\x"}}},
    {"\"\\v\"", {{"json-escape", "\\v"}}},
    {"\"a\\'b\"", {{"json-escape", "\\'"}}},
    {"\"\\U0041\"", {{"json-escape", "\\U"}}},
    {"\"\\ \"", {{"json-escape", "\\ "}}},
    {"\"\\\n\"", {{"json-escape", "\\\n"}}},
    {"\"\\\xC3\xA9\"", {{"json-escape", "\\\xC3\xA9"}}},
    {"\"\\\x80\"", {{"json-escape", "\\\x80"}}},
    {"\"\\u\"", {{"json-escape", "\\u"}}},
    {"\"\\u12G4\"", {{"json-escape", "\\u12"}}},
    {"\"\\u 123\"", {{"json-escape", "\\u"}}},
    {"\"\\ud800\\u12\"", {{"json-escape", "\\u12"}}},
    {"{\"\\a\":1}", {{"json-escape", "\\a"}}},

    {"\"\\ud800\"", {{"json-surrogate", "\\ud800"}}},
    {"\"\\uDBFFx\"", {{"json-surrogate", "\\uDBFF"}}},
    {"\"\\udc00\"", {{"json-surrogate", "\\udc00"}}},
    {"\"\\udfff\\ud800\"", {{"json-surrogate", "\\udfff"}}},
    {"\"\\ud800\\n\"", {{"json-surrogate", "\\ud800"}}},
    {"\"\\ud800\\u0041\"", {{"json-surrogate", "\\ud800"}}},
    {"\"\\ud800\\ud800\"", {{"json-surrogate", "\\ud800"}}},
    {"\"\\ud800\\ue000\"", {{"json-surrogate", "\\ud800"}}},
    {"\"\\ud800", {{"json-surrogate", "\\ud800"}}},

    {"\"a\nb\"", {{"json-control", "\n"}}},
    {"\"\t\"", {{"json-control", "\t"}}},
    {"\"a\0\""sv, {{"json-control", "\0"sv}}},
    {"\"\x1F\"", {{"json-control", "\x1F"}}},
    {"[\x01]", {{"json-control", "\x01"}}},
    {"[1\x0C]", {{"json-control", "\x0C"}}},
    {"\x0B"
     "1",
     {{"json-control", "\x0B"}}},
    {"{\x02\"a\":1}", {{"json-control", "\x02"}}},
    {"{}\x03", {{"json-control", "\x03"}}},
};

constexpr bool is_accepted(std::string_view text) {
    auto const read = snsproof::json::read(text);
    return read.value() != nullptr && read.ok() && read.findings().empty();
}

constexpr bool is_rejected(text_case const& c) {
    auto const read = snsproof::json::read(c.text);
    return read.value() == nullptr && !read.ok() && matches(read.findings(), c);
}

inline constexpr text_case duplicate_keys[] = {
    {"{\"a\":1,\"b\":2}"},
    {"{\"a\":1,\"A\":2,\"\":3,\"a \":4}"},
    {"[{\"a\":1},{\"a\":2}]"},
    {"{\"a\":{\"a\":{\"a\":1}}}"},
    {"[\"a\",\"a\"]"},
    {"{\"a\":\"b\",\"b\":\"a\"}"},
    {"{\"a\":1,\"a\":2}", {{"json-key-duplicate", "\"a\"", 2}}},
    {"{\"\":1,\"\":2}", {{"json-key-duplicate", "\"\"", 2}}},
    {"{\"a\":1,\"\\u0061\":2}", {{"json-key-duplicate", "\"\\u0061\""}}},
    {"{\"\\/\":1,\"/\":2}", {{"json-key-duplicate", "\"/\""}}},
    {"{\"\xC3\xA9\":1,\"\\u00E9\":2}", {{"json-key-duplicate", "\"\\u00E9\""}}},
    {"{\"\\ud83d\\ude00\":1,\"\xF0\x9F\x98\x80\":2}", {{"json-key-duplicate", "\"\xF0\x9F\x98\x80\""}}},
    {"{\"\\uDBFF\\uDFFF\":1,\"\xF4\x8F\xBF\xBF\":2}", {{"json-key-duplicate", "\"\xF4\x8F\xBF\xBF\""}}},
    {"{\"c\":1,\"a\":2,\"c\":3,\"b\":4,\"c\":5}",
     {{"json-key-duplicate", "\"c\"", 2}, {"json-key-duplicate", "\"c\"", 3}}},
    {"[{\"x\":{\"a\":1,\"a\":2},\"x\":3}]",
     {{"json-key-duplicate", "\"a\"", 2}, {"json-key-duplicate", "\"x\"", 2}}},
};

constexpr bool has_duplicates(text_case const& c) {
    auto const read = snsproof::json::read(c.text);
    auto const found = snsproof::json::find_duplicate_keys(*read.value());
    for (snsproof::finding const& f : found) {
        if (f.related.offset >= f.where.offset || c.text[f.related.offset] != '"') return false;
        for (snsproof::finding const& other : found)
            if (other.where == f.related) return false;
    }
    return matches(found, c);
}

struct pointer_case {
    std::string_view text;
    std::string_view at;  ///< the place is where this first stands
    std::string_view pointer;
};

inline constexpr pointer_case json_pointers[] = {
    {"7", "7", ""},
    {" {\"a\":1}", " ", ""},
    {"{\"a\":1}", "{", ""},
    {"{\"a\":1}", "\"a", "/a"},
    {"{\"a\":1}", "1", "/a"},
    {"{\"a\":1}", "}", ""},
    {"{\"a\":[]}", "]", "/a"},
    {"{\"a\":{},\"b\":2}", "2", "/b"},
    {"[10,20,30]", "10", "/0"},
    {"[10,20,30]", "30", "/2"},
    {"[[],[5,6]]", "6", "/1/1"},
    {"[0,0,0,0,0,0,0,0,0,0,7]", "7", "/10"},
    {"{\"a\":{\"b\":[{\"c\":7}]}}", "7", "/a/b/0/c"},
    {"{\"a\":{\"b\":[{\"c\":7}]},\"d\":8}", "8", "/d"},
    {"{\"\":7}", "7", "/"},
    {"{\"a/b\":7}", "7", "/a~1b"},
    {"{\"a~b\":7}", "7", "/a~0b"},
    {"{\"~1\":7}", "7", "/~01"},
    {"{\"\\u002f\\u007e\":7}", "7", "/~1~0"},
    {"{\"\\u00e9\":7}", "7", "/\xC3\xA9"},
    {"{\" \\\"\":7}", "7", "/ \""},
    {"{\"a\":\"x\\u0041y\"}", "\\u", "/a"},
};

constexpr bool points_there(pointer_case const& c) {
    auto const read = snsproof::json::read(c.text);
    snsproof::json::pointer_locator pointers(*read.value());
    auto const at = static_cast<std::uint32_t>(c.text.find(c.at));
    if (view(pointers.locate(at)) != c.pointer) return false;
    // Behind the text and back again.
    pointers.locate(static_cast<std::uint32_t>(c.text.size()));
    return view(pointers.locate(0)).empty() && view(pointers.locate(at)) == c.pointer;
}

/// A document that lives as long as the expression that asks something of it.
struct parsed {
    constexpr explicit parsed(std::string_view from) : text(from), read(snsproof::json::read(from)) {}
    constexpr snsproof::json::document const& document() const { return *read.value(); }
    constexpr snsproof::json::value root() const { return document().root(); }
    constexpr snsproof::json::value operator[](std::string_view key) const {
        return snsproof::json::find(root(), key);
    }
    constexpr std::string_view under(snsproof::span where) const { return text / where; }

    std::string_view text;
    snsproof::result<snsproof::json::document> read;
};

inline constexpr fact json_facts[] = {
    {"kinds",
     [] {
         using enum snsproof::json::kind;
         parsed const p("[null,true,false,-1,2,\"s\",[],{}]");
         constexpr std::array expected_kinds{null, boolean, boolean, number, number, string, array, object};
         std::size_t i = 0;
         for (auto const v : snsproof::json::elements(p.root()))
             if (!v.is(expected_kinds[i++])) return false;
         return i == expected_kinds.size() && p.root().is(array) && !p.root().is(object);
     }},
    {"a value that is none is of no kind, and has no elements or members",
     [] {
         snsproof::json::value const none;
         for ([[maybe_unused]] auto const v : snsproof::json::elements(none)) return false;
         for ([[maybe_unused]] auto const m : snsproof::json::members(none)) return false;
         return !none && !none.is(snsproof::json::kind::null) && !none.is_true() && !none.equals("") &&
                !snsproof::json::find(none, "a");
     }},
    {"elements stand in their order, whatever lies between them",
     [] {
         parsed const p(" [ 1 , [2,[3]] ,{\"a\":[4]}, \"]\" , 5 ] ");
         constexpr std::array<std::string_view, 5> raw{"1", "[2,[3]]", "{\"a\":[4]}", "\"]\"", "5"};
         std::size_t i = 0;
         for (auto const v : snsproof::json::elements(p.root()))
             if (v.raw() != raw[i++] || p.under(v.where()) != v.raw()) return false;
         return i == raw.size();
     }},
    {"members stand in their order, whatever lies between them",
     [] {
         parsed const p("{\"a\":{\"x\":1}, \"b\" : [1,2], \"\":null}");
         constexpr std::array<std::string_view, 3> keys{"\"a\"", "\"b\"", "\"\""};
         constexpr std::array<std::string_view, 3> values{"{\"x\":1}", "[1,2]", "null"};
         std::size_t i = 0;
         for (auto const m : snsproof::json::members(p.root())) {
             if (m.key.raw() != keys[i] || m.value.raw() != values[i]) return false;
             ++i;
         }
         return i == keys.size();
     }},
    {"an object has no elements and an array no members",
     [] {
         parsed const object("{\"a\":1}");
         parsed const array("[\"a\",1]");
         for ([[maybe_unused]] auto const v : snsproof::json::elements(object.root())) return false;
         for ([[maybe_unused]] auto const m : snsproof::json::members(array.root())) return false;
         return !snsproof::json::find(array.root(), "a");
     }},
    {"empty containers",
     [] {
         parsed const p("{\"a\":[],\"b\":{},\"c\":[[]]}");
         for ([[maybe_unused]] auto const v : snsproof::json::elements(p["a"])) return false;
         for ([[maybe_unused]] auto const m : snsproof::json::members(p["b"])) return false;
         return !p["a"].first() && !p["b"].first() && p["c"].first().raw() == "[]";
     }},
    {"find takes the first member, whatever it is escaped with, and looks no deeper",
     [] {
         parsed const p("{\"x\":{\"deep\":0},\"\\u0061\":1,\"a\":2}");
         return p["a"].raw() == "1" && !p["deep"] && !p["A"] && !p[""] && !p["aa"];
     }},
    {"find_member also gives the key",
     [] {
         parsed const p("{\"a\":null}");
         auto const m = snsproof::json::find_member(p.root(), "a");
         auto const none = snsproof::json::find_member(p.root(), "b");
         return m.key.raw() == "\"a\"" && m.value.raw() == "null" && !none.key && !none.value;
     }},
    {"equals sees through escapes",
     [] {
         parsed const p("[\"\\u0061\\/\\n\\u00e9\\ud83d\\ude00\\u20ac\\\"\\\\\"]");
         auto const v = p.root().first();
         return v.equals("a/\n\xC3\xA9\xF0\x9F\x98\x80\xE2\x82\xAC\"\\") && !v.equals("a/") &&
                !v.equals("") && !v.equals("a/\n\xC3\xA9\xF0\x9F\x98\x80\xE2\x82\xAC\"\\ ") &&
                !v.equals("b") && v.has_escapes();
     }},
    {"only strings equal a text",
     [] {
         parsed const p("[1,null,true,[],\"1\"]");
         std::size_t equal = 0;
         for (auto const v : snsproof::json::elements(p.root())) equal += v.equals("1") ? 1 : 0;
         return equal == 1 && !p.root().equals("") && !p.root().equals("[");
     }},
    {"append_to resolves every escape",
     [] {
         parsed const p(
             "\"\\b\\f\\n\\r\\t\\\"\\\\\\/\\u0000\\u007f\\u0080\\u07ff\\u0800\\uffff\\ud800\\udc00\"");
         snsproof::detail::list<char> bytes;
         p.root().append_to(bytes);
         return view(bytes) ==
                "\b\f\n\r\t\"\\/\0\x7F\xC2\x80\xDF\xBF\xE0\xA0\x80\xEF\xBF\xBF\xF0\x90\x80\x80"sv;
     }},
    {"content is what stands between the quotes",
     [] {
         parsed const p(" \"a\\nb\" ");
         return p.root().content() == "a\\nb" && p.under(p.root().content_where()) == "a\\nb" &&
                p.root().raw() == "\"a\\nb\"";
     }},
    {"the smallest span of a value",
     [] {
         parsed const p("{\"s\":\"text\",\"e\":\"\",\"n\":-12,\"t\":true,\"a\":[1],\"o\":{}}");
         auto const smallest = [&](std::string_view key) { return p.under(p[key].smallest_where()); };
         return smallest("s") == "text" && smallest("e") == "\"\"" && smallest("n") == "-12" &&
                smallest("t") == "true" && smallest("a") == "[" && smallest("o") == "{";
     }},
    {"is_true is the literal alone",
     [] {
         parsed const p("[true,false,\"true\",1,null]");
         std::size_t count = 0;
         for (auto const v : snsproof::json::elements(p.root())) count += v.is_true() ? 1 : 0;
         return count == 1 && p.root().first().is_true();
     }},
    {"bytes of the unescaped string are found where they are written",
     [] {
         parsed const p("[\"ab\\u0063\\n\\u00e9d\\ud83d\\ude00e\",\"plain\"]");
         auto const v = p.root().first();
         auto const at = [&](std::uint32_t offset, std::uint32_t length) {
             return p.under(v.locate_unescaped({offset, length}));
         };
         // a 0, b 1, c 2, line feed 3, U+00E9 4-5, d 6, U+1F600 7-10, e 11
         return at(0, 2) == "ab" && at(2, 1) == "\\u0063" && at(1, 3) == "b\\u0063\\n" &&
                at(4, 2) == "\\u00e9" && at(6, 1) == "d" && at(7, 4) == "\\ud83d\\ude00" &&
                at(11, 1) == "e" && at(12, 0).empty() &&
                p.under(v.behind().locate_unescaped({1, 3})) == "lai";
     }},
    {"the text order is that of the characters",
     [] {
         parsed const p("[\"a\",\"\\u0061b\",\"b\",\"\\u00e9\",\"\\u0062\"]");
         auto const a = p.root().first();
         auto const ab = a.behind();
         auto const b = ab.behind();
         auto const e = b.behind();
         auto const b2 = e.behind();
         snsproof::json::text_order const order{p.document().has_escapes()};
         return order(a, ab) && order(ab, b) && order(b, e) && !order(e, b) && order.compare(b, b2) == 0 &&
                order(b, b2) && !order(b2, b);
     }},
    {"the document knows whether a string has escapes",
     [] {
         return !parsed("[\"a\",{\"b\":1}]").document().has_escapes() &&
                parsed("{\"\\n\":1}").document().has_escapes() &&
                parsed("[[\"\\u0041\"]]").document().has_escapes();
     }},
    {"64 levels are read unless another limit is given",
     [] {
         using repeat_open = repeated<64, '['>;
         using repeat_close = repeated<64, ']'>;
         return is_accepted(joined<repeat_open::value, repeat_close::value>::value);
     }},
    {"the level past the limit is named",
     [] {
         constexpr text_case c{repeated<65, '['>::value, {{"json-depth", "[", 65}}};
         return is_rejected(c);
     }},
    {"the limit counts both kinds of container, and only what is open",
     [] {
         using snsproof::json::read;
         auto const past = read("[{\"a\":[]}]", 2);
         return read("7", 0).ok() && !read("[]", 0).ok() && read("[]", 1).ok() &&
                read("[[],{},[]]", 2).ok() && read("[{\"a\":[]}]", 3).ok() &&
                past.findings().begin()->what->id == "json-depth" &&
                past.findings().begin()->where == snsproof::span{6, 1};
     }},
    {"a text nearest to a literal is suggested",
     [] {
         auto const suggest = [](std::string_view wrong) {
             return snsproof::rules::json_literal.nearest(wrong, "");
         };
         return suggest("None") == "null" && suggest("nil") == "null" && suggest("undefined") == "null" &&
                suggest("True") == "true" && suggest("FALSE") == "false" && suggest("nul") == "null" &&
                suggest("hello").empty();
     }},
};

/// No proper prefix of a document that is an object is a document.
constexpr bool rejects_every_prefix(std::string_view text) {
    for (std::size_t length = 0; length != text.size(); ++length) {
        auto const read = snsproof::json::read(text.substr(0, length));
        if (read.value() != nullptr || read.ok()) return false;
    }
    return is_accepted(text);
}

inline constexpr std::string_view json_prefixed[] = {
    "{}",
    "{\"a\":[true,false,null,-1.5e+10,\"\\ud83d\\ude00\\n\xE2\x82\xAC\"],\"b\":{\"c\":{}}}",
    " { \"a\" : 1 , \"b\" : [ ] }",
};

}  // namespace cases
