// SPDX-License-Identifier: Apache-2.0
// Oracles: Boost.JSON and simdjson, on accepting and on what is read; pointers, depths and duplicate keys
// found in plain ways.
#include "../boost_json.hpp"
#include "findings.hpp"

#include <cerrno>
#include <cmath>
#include <cstdlib>
#include <map>
#include <simdjson.h>
#include <string>
#include <string_view>
#include <vector>

#include "snsproof/json_read.hpp"

namespace json = snsproof::json;
namespace dom = simdjson::dom;

namespace {

std::string text_of(json::value string) {
    snsproof::detail::list<char> bytes;
    string.append_to(bytes);
    return {bytes.data(), bytes.size()};
}

bool is_integer(std::string const& number) {
    return number.find_first_of(".eE") == std::string::npos;
}

/// Whether simdjson takes the number: RFC 8259 lets parsers set limits, and it has these.
bool is_in_range(std::string const& number) {
    if (!is_integer(number)) return std::isfinite(std::strtod(number.c_str(), nullptr));
    errno = 0;
    if (number[0] == '-')
        (void)std::strtoll(number.c_str(), nullptr, 10);
    else
        (void)std::strtoull(number.c_str(), nullptr, 10);
    return errno != ERANGE;
}

/// Whether Boost.JSON takes the number for sure: it refuses exponents that do not fit an int.
bool has_small_exponent(std::string const& number) {
    std::size_t const e = number.find_first_of("eE");
    return e == std::string::npos || number.size() - e < 9;
}

template <class Test>
bool all_numbers(json::document const& doc, Test test) {
    for (json::token const& t : doc.tokens()) {
        json::value const v(doc.text().data(), &t);
        if (!v.is_closing() && v.is(json::kind::number) && !test(std::string(v.raw()))) return false;
    }
    return true;
}

void compare_number(std::string const& written, dom::element theirs) {
    std::int64_t i = 0;
    std::uint64_t u = 0;
    double d = 0;
    if (theirs.is_int64())
        fuzz::expect(theirs.get(i) == simdjson::SUCCESS && i == std::strtoll(written.c_str(), nullptr, 10),
                     "int64");
    else if (theirs.is_uint64())
        fuzz::expect(theirs.get(u) == simdjson::SUCCESS && u == std::strtoull(written.c_str(), nullptr, 10),
                     "uint64");
    else
        fuzz::expect(theirs.get(d) == simdjson::SUCCESS && d == std::strtod(written.c_str(), nullptr),
                     "double");
}

/// The same values in the same places.
void compare(json::value ours, dom::element theirs) {
    switch (ours.kind()) {
        case json::kind::object: {
            dom::object object;
            fuzz::expect(theirs.get(object) == simdjson::SUCCESS, "an object is none");
            auto at = object.begin();
            for (json::member const m : json::members(ours)) {
                fuzz::expect(at != object.end(), "more members");
                fuzz::expect(text_of(m.key) == at.key(), "another key");
                compare(m.value, at.value());
                ++at;
            }
            return fuzz::expect(!(at != object.end()), "fewer members");
        }
        case json::kind::array: {
            dom::array array;
            fuzz::expect(theirs.get(array) == simdjson::SUCCESS, "an array is none");
            auto at = array.begin();
            for (json::value const v : json::elements(ours)) {
                fuzz::expect(at != array.end(), "more elements");
                compare(v, *at);
                ++at;
            }
            return fuzz::expect(!(at != array.end()), "fewer elements");
        }
        case json::kind::string: {
            std::string_view text;
            fuzz::expect(theirs.get(text) == simdjson::SUCCESS && text_of(ours) == text, "another string");
            return fuzz::expect(ours.equals(text), "a string that is not equal to itself");
        }
        case json::kind::boolean: {
            bool b = false;
            return fuzz::expect(theirs.get(b) == simdjson::SUCCESS && b == ours.is_true(), "another boolean");
        }
        case json::kind::null: return fuzz::expect(theirs.is_null(), "null is none");
        case json::kind::number: return compare_number(std::string(ours.raw()), theirs);
    }
}

/// What a JSON Pointer names (RFC 6901), or none.
json::value resolve(json::value v, std::string_view pointer) {
    while (!pointer.empty()) {
        pointer.remove_prefix(1);
        std::size_t const end = std::min(pointer.find('/'), pointer.size());
        std::string step;
        for (std::size_t i = 0; i != end; ++i)
            step += pointer[i] != '~' ? pointer[i] : pointer[++i] == '0' ? '~' : '/';
        pointer.remove_prefix(end);
        json::value found;
        for (json::member const m : json::members(v))
            if (!found && text_of(m.key) == step) found = m.value;
        std::size_t index = 0;
        for (json::value const e : json::elements(v))
            if (std::to_string(index++) == step) found = e;
        if (!found) return {};
        v = found;
    }
    return v;
}

void check_pointers(json::document const& doc) {
    json::pointer_locator where(doc);
    auto const& tokens = doc.tokens();
    for (std::size_t i = 0; i < tokens.size(); i += 1 + tokens.size() / 32) {
        json::value const v(doc.text().data(), &tokens[i]);
        if (v.is_closing()) continue;
        snsproof::detail::list<char> const pointer = where.locate(tokens[i].offset);
        json::value const found = resolve(doc.root(), snsproof::detail::view(pointer));
        fuzz::expect(static_cast<bool>(found), "a pointer to nothing");
        // A key has the pointer of its value.
        bool const here = found.where().offset == tokens[i].offset;
        fuzz::expect(here || (v.is(json::kind::string) && found.where() == v.behind_scalar().where()),
                     "a pointer to another place");
        snsproof::detail::list<char> const again = json::pointer_locator(doc).locate(tokens[i].offset);
        fuzz::expect(snsproof::detail::view(again) == snsproof::detail::view(pointer),
                     "a pointer that changes");
    }
}

std::size_t count_duplicates(json::value v, std::uint32_t& depth) {
    std::size_t count = 0;
    std::uint32_t deepest = 0;
    std::map<std::string, int> keys;
    auto const add = [&](json::value inner) {
        std::uint32_t below = 0;
        count += count_duplicates(inner, below);
        deepest = std::max(deepest, below);
    };
    for (json::member const m : json::members(v)) {
        count += keys[text_of(m.key)]++ == 0 ? 0 : 1;
        add(m.value);
    }
    for (json::value const e : json::elements(v)) add(e);
    depth = v.is_container() ? deepest + 1 : 0;
    return count;
}

void check_document(json::document const& doc) {
    std::uint32_t depth = 0;
    std::size_t const duplicates = count_duplicates(doc.root(), depth);
    auto const found = json::find_duplicate_keys(doc);
    fuzz::expect_inside(found, doc.text());
    fuzz::expect(found.size() + found.dropped() == duplicates, "duplicate keys counted differently");
    if (duplicates == 0) check_pointers(doc);
    fuzz::expect(json::read(doc.text(), depth).ok(), "refused at its own depth");
    fuzz::expect(depth == 0 || fuzz::has_rule(json::read(doc.text(), depth - 1).findings(),
                                              snsproof::rules::json_depth),
                 "accepted above its depth");
    json::value const root = doc.root();
    auto const again = json::read(root.raw());
    fuzz::expect(again.value() != nullptr && again.value()->root().raw() == root.raw(),
                 "the root read alone");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    static dom::parser parser;
    fuzz::exact_copy const copy(fuzz::text_of(data, size));
    std::string_view const text = copy;
    auto const read = json::read(text);
    fuzz::expect_inside(read.findings(), text);
    fuzz::expect(read.findings().size() == (read.value() == nullptr ? 1U : 0U), "a value or one finding");
    simdjson::padded_string const padded(text);
    dom::element theirs;
    simdjson::error_code const error = parser.parse(padded).get(theirs);
    if (read.value() == nullptr) {
        fuzz::expect(!boost_accepts(text), "Boost.JSON accepts it");
        bool const is_deep = fuzz::has_rule(read.findings(), snsproof::rules::json_depth);
        bool const has_mark = fuzz::has_rule(read.findings(), snsproof::rules::json_bom);
        fuzz::expect(error != simdjson::SUCCESS || is_deep || has_mark, "simdjson accepts it");
        return 0;
    }
    json::document const& doc = *read.value();
    fuzz::expect(boost_accepts(text) || !all_numbers(doc, has_small_exponent),
                 "Boost.JSON does not accept it");
    fuzz::expect((error == simdjson::SUCCESS) == all_numbers(doc, is_in_range),
                 "simdjson does not accept it");
    if (error == simdjson::SUCCESS) compare(doc.root(), theirs);
    check_document(doc);
    return 0;
}
