// SPDX-License-Identifier: Apache-2.0
// gzip data of any kind. Input: the data; where it is no gzip data, it is also compressed as one or two
// members.
#include "findings.hpp"

#include <zlib.h>

#include <string>

#include "../gzip.hpp"
#include "snsproof/event_body.hpp"
#include "snsproof/event_gzip.hpp"

using namespace snsproof;

namespace {

constexpr std::size_t most = 50'000;

enum class outcome { whole, too_large, broken };

/// Member by member into one buffer, as RFC 1952 has it: "a gzip file consists of a series of members".
outcome reference(std::string_view gzip, std::string& event) {
    event.assign(most + 1, '\0');
    std::size_t used = 0;
    std::size_t made = 0;
    do {
        z_stream state{};
        if (inflateInit2(&state, 31) != Z_OK) std::abort();
        state.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(gzip.data() + used));
        state.avail_in = static_cast<uInt>(gzip.size() - used);
        state.next_out = reinterpret_cast<Bytef*>(event.data() + made);
        state.avail_out = static_cast<uInt>(event.size() - made);
        int const status = inflate(&state, Z_FINISH);
        used = gzip.size() - state.avail_in;
        made = event.size() - state.avail_out;
        inflateEnd(&state);
        if (made > most) return outcome::too_large;
        if (status != Z_STREAM_END) return outcome::broken;
    } while (used != gzip.size());
    event.resize(made);
    return outcome::whole;
}

void expect_inflated(std::string_view gzip) {
    fuzz::exact_copy const data(gzip);
    std::string wanted;
    outcome const how = reference(data, wanted);
    detail::list<char> event;
    inflation const made = inflate_gzip(data, most, event);
    fuzz::expect((made.broken == nullptr) == (how == outcome::whole), "whether it is gzip data");
    if (how == outcome::too_large)
        fuzz::expect(*made.broken == rules::body_gzip_size, "another reason than the size");
    fuzz::expect(event.size() <= most, "more than was asked for");
    fuzz::expect(std::size_t{made.where.offset} + made.where.length <= gzip.size(), "a span outside");
    if (how != outcome::whole) return;
    fuzz::expect(detail::view(event) == wanted, "other bytes");
    if (wanted.empty()) return;
    detail::list<char> less;
    inflation const cut = inflate_gzip(data, wanted.size() - 1, less);
    fuzz::expect(cut.broken != nullptr && *cut.broken == rules::body_gzip_size, "beyond the limit");
    fuzz::expect(less.size() < wanted.size(), "more than the limit");
}

/// The same data as a body: where they are broken, the body has one finding, and nothing is said of an event.
void expect_body(std::string_view gzip) {
    std::string const base64 = cases::encode_base64(gzip);
    checked_body const body = check_event_body(base64, {{1'000'000}, inflate_gzip, most});
    if (body.form != body_form::gzip) return;
    fuzz::expect_inside(body.findings, base64);
    fuzz::expect_inside(body.inflated_findings, detail::view(body.inflated));
    detail::list<char> event;
    bool const is_whole = inflate_gzip(gzip, most, event).broken == nullptr && !event.empty();
    fuzz::expect(body.findings.size() == (is_whole ? 0U : 1U), "not one finding of what is broken");
    if (!is_whole) fuzz::expect(body.inflated_findings.empty(), "an event of broken data");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    std::string_view const text = fuzz::text_of(data, size);
    expect_inflated(text);
    expect_body(text);
    if (text.starts_with("\x1F\x8B")) return 0;
    std::string const one = cases::gzip_of(text);
    expect_inflated(one);
    expect_inflated(one + cases::gzip_of(text.substr(size / 2)));
    expect_inflated(one + std::string(text.substr(0, size / 4)));
    return 0;
}
