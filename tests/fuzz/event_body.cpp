// SPDX-License-Identifier: Apache-2.0
// Bodies of all forms: the input as a body, and the forms that hold the input as their event.
#include "findings.hpp"

#include <simdjson.h>

#include <cstdint>
#include <string>
#include <vector>

#include "../gzip.hpp"
#include "snsproof/event.hpp"
#include "snsproof/event_body.hpp"
#include "snsproof/event_gzip.hpp"

using namespace snsproof;

namespace {

constexpr event_limits limits{20'000};
constexpr body_options options{limits, inflate_gzip, 30'000};

/// A text inside of another, and where each of its bytes stands there.
struct packed {
    std::string text;
    std::vector<std::uint32_t> offsets;  // of each byte, and of the end

    span locate(span inner) const {
        std::uint32_t const first = offsets[inner.offset];
        return {first, offsets[inner.offset + inner.length] - first};
    }
};

/// A notification around a message, as SNS writes it.
packed envelope_of(std::string_view message) {
    packed made;
    made.text = R"({"Type":"Notification","MessageId":"m","TopicArn":"t","Message":")";
    constexpr char const* hex = "0123456789abcdef";
    for (char const c : message) {
        made.offsets.push_back(static_cast<std::uint32_t>(made.text.size()));
        auto const byte = static_cast<unsigned char>(c);
        if (byte < 0x20)
            made.text += std::string("\\u00") + hex[byte >> 4U] + hex[byte & 0xFU];
        else if (c == '"' || c == '\\')
            made.text += std::string("\\") + c;
        else
            made.text += c;
    }
    made.offsets.push_back(static_cast<std::uint32_t>(made.text.size()));
    made.text += R"(","Timestamp":"t","SignatureVersion":"1","Signature":"s","SigningCertURL":"u"})";
    return made;
}

/// The digits of base64 that hold a bit of these bytes.
span digits_of(span bytes) {
    std::uint32_t const first = bytes.offset * 8 / 6;
    std::uint32_t const last = ((bytes.offset + bytes.length) * 8 + 5) / 6;
    return {first, bytes.length == 0 ? 0 : last - first};
}

template <class Map>
void expect_moved(report const& seen, report const& own, Map map, char const* what) {
    fuzz::expect(seen.size() == own.size() && seen.dropped() == own.dropped(), what);
    for (std::size_t i = 0; i != own.size(); ++i) {
        finding const& a = seen.begin()[i];
        finding const& b = own.begin()[i];
        fuzz::expect(*a.what == *b.what && a.where == map(b.where), what);
        fuzz::expect(a.related == (b.related.length == 0 ? span{} : map(b.related)), what);
    }
}

checked_body check(std::string_view body) {
    fuzz::exact_copy const text(body);
    checked_body made = check_event_body(text, options);
    fuzz::expect_inside(made.findings, text);
    fuzz::expect_inside(made.inflated_findings, detail::view(made.inflated));
    fuzz::expect(made.inflated_findings.empty() || made.content == body_form::gzip,
                 "inflated what is no gzip");
    fuzz::expect(made.inflated.size() <= options.inflated_limit, "inflated too much");
    if (body.size() <= limits.bytes)
        fuzz::expect(made.form == find_body_form(text), "check_event_body and find_body_form see two forms");
    return made;
}

void expect_packed(std::string_view event) {
    report const own = check_event(event, {1'000'000});
    std::string const base64 = cases::encode_base64(event);
    auto const of_base64 = check(base64);
    fuzz::expect(of_base64.form == body_form::base64, "base64 of an object is not seen");
    expect_moved(of_base64.findings, own, digits_of, "other findings in base64");

    packed const around = envelope_of(base64);
    auto const of_both = check(around.text);
    fuzz::expect(of_both.form == body_form::notification && of_both.content == body_form::base64,
                 "base64 in an envelope is not seen");
    fuzz::expect(of_both.size == base64.size(), "another size of base64 in an envelope");
    expect_moved(
        of_both.findings, own, [&](span s) { return around.locate(digits_of(s)); },
        "other findings in base64 in an envelope");

    std::string const gzip = cases::encode_base64(cases::gzip_of(event));
    auto const of_gzip = check(gzip);
    fuzz::expect(of_gzip.form == body_form::gzip && of_gzip.findings.empty(), "gzip is not seen");
    fuzz::expect(cases::is_same(of_gzip.inflated_findings, own), "other findings in gzip");

    if (!simdjson::validate_utf8(event.data(), event.size())) return;  // then the envelope itself is no JSON
    packed const envelope = envelope_of(event);
    auto const of_envelope = check(envelope.text);
    fuzz::expect(of_envelope.form == body_form::notification, "an envelope is not seen");
    expect_moved(
        of_envelope.findings, own, [&](span s) { return envelope.locate(s); },
        "other findings in an envelope");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    std::string_view const text = fuzz::text_of(data, size);
    checked_body const body = check(text);
    // Without zlib only the compressed differ.
    checked_body const without = check_event_body(text, {limits});
    fuzz::expect(without.form == body.form && without.content == body.content, "zlib changes the form");
    if (body.content != body_form::gzip)
        fuzz::expect(cases::is_same(without.findings, body.findings), "zlib changes what is found");
    if (text.starts_with("{\"") && size < 5'000) expect_packed(text);
    return 0;
}
