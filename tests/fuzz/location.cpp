// SPDX-License-Identifier: Apache-2.0
// Lines and columns against their definition, and JSON Pointers against simdjson's. Input: a text;
// one of at most 16 bytes behind U+0001 stands again and again.
#include "findings.hpp"

#include <simdjson.h>

#include <algorithm>
#include <string>

#include "snsproof/json_read.hpp"
#include "snsproof/location.hpp"

using namespace snsproof;

namespace {

/// By definition: line feeds before it, and code points from the line's first byte to it.
position reference(std::string_view text, std::size_t offset) {
    std::size_t const at = std::min(offset, text.size());
    std::string_view const before = text.substr(0, at);
    auto const line = static_cast<std::uint32_t>(std::count(before.begin(), before.end(), '\n'));
    std::size_t const first = before.rfind('\n') + 1;
    std::uint32_t column = 1;
    for (std::size_t i = first + 1; i <= at; ++i)
        if (i == text.size() || (static_cast<unsigned char>(text[i]) >> 6U) != 2U) ++column;
    return {line + 1, column};
}

void expect_places(std::string_view text) {
    locator forwards(text);
    locator anyhow(text, 7);
    auto const size = static_cast<std::uint32_t>(text.size());
    std::uint32_t const step = 1 + size / (size < 10'000 ? 64U : 3U);
    for (std::uint32_t i = 0; i <= size + 2; i += step) {
        position const wanted = reference(text, i);
        fuzz::expect(forwards.locate(i) == wanted, "a place forwards");
        std::uint32_t const other = (i * 2'654'435'761U >> 7U) % (size + 2);
        position const place = reference(text, other);
        fuzz::expect(anyhow.locate(other) == position{place.line + 6, place.column}, "a place anyhow");
    }
}

/// Whether simdjson reads as many bytes in the same way.
bool is_same_value(json::value ours, simdjson::dom::element theirs) {
    switch (ours.kind()) {
        case json::kind::null: return theirs.is_null();
        case json::kind::boolean:
            return theirs.is_bool() && theirs.get_bool().value_unsafe() == ours.is_true();
        case json::kind::number: return theirs.is_number();
        case json::kind::string: return theirs.is_string() && ours.equals(theirs.get_string().value_unsafe());
        case json::kind::array: return theirs.is_array();
        case json::kind::object: return theirs.is_object();
    }
    return false;
}

/// Each value stands where its pointer says, and each key has the pointer of its value.
class pointer_check {
public:
    pointer_check(json::document const& doc, simdjson::dom::element root)
        : locator_(doc), again_(doc), root_(root) {}

    void expect(json::value v, std::string const& pointer) {
        fuzz::expect(pointer_of(locator_, v.where().offset) == pointer, "the pointer of a value");
        simdjson::dom::element there;
        fuzz::expect(root_.at_pointer(pointer).get(there) == simdjson::SUCCESS, "a pointer to nothing");
        fuzz::expect(is_same_value(v, there), "a pointer to another value");
        if (v.is(json::kind::array)) {
            std::size_t i = 0;
            for (json::value const element : json::elements(v))
                expect(element, pointer + '/' + std::to_string(i++));
        }
        if (!v.is(json::kind::object)) return;
        for (json::member const m : json::members(v)) {
            std::string const inner = pointer + '/' + escaped(m.key);
            fuzz::expect(pointer_of(locator_, m.key.where().offset) == inner, "the pointer of a key");
            expect(m.value, inner);
            // Backwards, too.
            fuzz::expect(pointer_of(again_, m.key.where().offset) == inner, "the pointer of a key, again");
            fuzz::expect(pointer_of(again_, v.where().offset) == pointer, "the pointer of an earlier value");
        }
    }

private:
    static std::string pointer_of(json::pointer_locator& locator, std::uint32_t offset) {
        auto const bytes = locator.locate(offset);
        return {bytes.begin(), bytes.end()};
    }

    static std::string escaped(json::value key) {
        detail::list<char> decoded;
        std::string out;
        for (char const c : json::text_of(key, decoded))
            out += c == '~' ? "~0" : c == '/' ? "~1" : std::string(1, c);
        return out;
    }

    json::pointer_locator locator_;
    json::pointer_locator again_;
    simdjson::dom::element root_;
};

void expect_pointers(std::string_view text) {
    auto const read = json::read(text);
    if (read.value() == nullptr) return;
    // A pointer names the first of two members with one name only.
    if (!json::find_duplicate_keys(*read.value()).empty()) return;
    simdjson::dom::parser parser;
    simdjson::padded_string const padded(text);
    simdjson::dom::element root;
    if (parser.parse(padded).get(root) != simdjson::SUCCESS) return;  // of numbers it knows no large ones
    pointer_check(*read.value(), root).expect(read.value()->root(), "");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    std::string_view given = fuzz::text_of(data, size);
    // Rarely more than a locator remembers one place of: that is slow.
    bool const repeats = size > 1 && size <= 17 && given.front() == '\x01';
    if (repeats) given.remove_prefix(1);
    std::string text;
    for (std::size_t i = 0; i != (repeats ? 66'000 / given.size() + 1 : 1); ++i) text += given;
    fuzz::exact_copy const exact(text);
    expect_places(exact);
    if (!repeats) expect_pointers(exact);
    return 0;
}
