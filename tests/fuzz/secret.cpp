// SPDX-License-Identifier: Apache-2.0
// What no output may show. In JSON, whose values have names for sure, no value of a secret's name is left
// over.
#include "findings.hpp"

#include <array>
#include <string>
#include <vector>

#include "snsproof/detail/ascii.hpp"
#include "snsproof/json_read.hpp"
#include "snsproof/secret.hpp"

using namespace snsproof;

namespace {

bool is_secret_name(json::value key) {
    detail::list<char> decoded;
    std::string name;
    for (char const c : json::text_of(key, decoded)) name += detail::lower(c);
    for (std::string_view const end : {"key", "secret", "credentials", "credential", "password"})
        if (name.ends_with(end)) return true;
    return false;
}

class search {
public:
    explicit search(std::string_view text) : hidden_(text.size()) {
        std::size_t behind = 0;
        for (span const s : find_secrets(text)) {
            fuzz::expect(s.length != 0 && s.offset >= behind, "secrets out of order");
            fuzz::expect(std::size_t{s.offset} + s.length <= text.size(), "a secret outside of the text");
            behind = s.end();
            for (std::size_t i = s.offset; i != s.end(); ++i) hidden_[i] = true;
        }
    }

    bool is_hidden(span where) const {
        for (std::size_t i = where.offset; i != where.end(); ++i)
            if (!hidden_[i]) return false;
        return true;
    }

    void expect_hidden(json::value v) const {
        if (v.is(json::kind::array))
            for (json::value const element : json::elements(v)) expect_hidden(element);
        if (!v.is(json::kind::object)) return;
        for (json::member const m : json::members(v)) {
            bool const is_word = m.value.is(json::kind::null) || m.value.is(json::kind::boolean);
            if (is_secret_name(m.key) && !is_word)
                fuzz::expect(
                    is_hidden(m.value.is(json::kind::string) ? m.value.content_where() : m.value.where()),
                    "the value of a secret's name is shown");
            expect_hidden(m.value);
        }
    }

private:
    std::vector<bool> hidden_;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    fuzz::exact_copy const text(fuzz::text_of(data, size));
    search const found(text);
    auto const read = json::read(text);
    if (read.value() != nullptr) found.expect_hidden(read.value()->root());
    return 0;
}
