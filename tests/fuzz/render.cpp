// SPDX-License-Identifier: Apache-2.0
// What people see. Input: a byte that chooses whose findings are shown, the length of a file's name, the
// name, and the text. Where `TOPSECRET` stands in secrets only, nothing may show it.
#include "findings.hpp"

#include <simdjson.h>

#include <algorithm>
#include <string>

#include "snsproof/event_body.hpp"
#include "snsproof/event_gzip.hpp"
#include "snsproof/hook.hpp"
#include "snsproof/plan.hpp"
#include "snsproof/policy_check.hpp"
#include "snsproof/policy_read.hpp"
#include "snsproof/publish.hpp"
#include "snsproof/render.hpp"
#include "snsproof/rules.hpp"
#include "snsproof/secret.hpp"
#include "snsproof/topic_arn.hpp"

using namespace snsproof;

namespace {

constexpr std::string_view secret = "TOPSECRET";

/// Rules of all kinds at places that nothing in the text gives a reason for.
report anywhere(std::string_view text) {
    report found;
    if (text.empty()) return found;
    auto const size = static_cast<std::uint32_t>(text.size());
    std::uint32_t random = size;
    for (int i = 0; i != 5; ++i) {
        for (char const c : text.substr(0, 16))
            random = random * 1'664'525U + static_cast<unsigned char>(c) + 1U;
        std::uint32_t const first = (random >> 8U) % (size + 1);
        std::uint32_t const length = (random >> 4U) % (size + 1 - first);
        rule const* const what = all_rules[(random >> 12U) % std::size(all_rules)];
        found.add(*what, {first, length}, i % 2 == 0 ? span{} : span{size - first, first});
    }
    return found;
}

report findings_of(unsigned kind, std::string_view text) {
    switch (kind % 6) {
        case 0: return parse_topic_arn(text).take_findings();
        case 1: return parse_hooks(text).take_findings();
        case 2: {
            auto read = parse_policy(text);
            return read.value() != nullptr ? check_policy(*read.value()) : read.take_findings();
        }
        case 3: return std::move(check_event_body(text, {{500}, inflate_gzip}).findings);
        case 4: return check_publish(text);
        default: return anywhere(text);
    }
}

/// Whether a terminal would do something at it, or show nothing: C0, DEL and C1, separators of lines, and
/// what Unicode says is for formatting (Cf) and is not seen.
bool is_unsafe(std::uint32_t c) {
    return c < 0x20 || (c >= 0x7F && c <= 0x9F) || c == 0xAD || c == 0x61C || c == 0x180E ||
           (c >= 0x200B && c <= 0x200F) || (c >= 0x2028 && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) ||
           c == 0xFEFF || (c >= 0xFFF9 && c <= 0xFFFB) || (c >= 0x13430 && c <= 0x1343F) ||
           (c >= 0x1BCA0 && c <= 0x1BCA3) || (c >= 0x1D173 && c <= 0x1D17A) || (c >> 7U) == 0x1C00;
}

void expect_safe(std::string_view shown) {
    fuzz::expect(simdjson::validate_utf8(shown.data(), shown.size()), "what is shown is no UTF-8");
    for (std::size_t i = 0; i != shown.size();) {
        auto const lead = static_cast<unsigned char>(shown[i]);
        std::size_t const length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        std::uint32_t code = length == 1 ? lead : lead & (0xFFU >> (length + 1));
        for (std::size_t k = 1; k != length; ++k)
            code = code << 6U | (static_cast<unsigned char>(shown[i + k]) & 0x3FU);
        fuzz::expect(code == '\n' || !is_unsafe(code), "a control character is shown");
        i += length;
    }
}

std::string without_colors(std::string text) {
    for (std::string_view const color : {"\033[1;36m", "\033[1;35m", "\033[1;31m", "\033[0m"})
        for (std::size_t at = text.find(color); at != std::string::npos; at = text.find(color))
            text.erase(at, color.size());
    return text;
}

/// The source line, and carets under it.
void expect_lines(std::string_view shown) {
    std::string_view rest = shown;
    (void)fuzz::take_line(rest);
    std::string_view const line = fuzz::take_line(rest);
    std::string_view const carets = fuzz::take_line(rest);
    std::size_t const bar = carets.find(" | ");
    fuzz::expect(bar != std::string_view::npos && line.substr(bar, 3) == " | ", "no line of the source");
    std::string_view const marks = carets.substr(bar + 3);
    fuzz::expect(marks.find('^') != std::string_view::npos && marks.ends_with('^'), "no caret");
    fuzz::expect(marks.find_first_not_of(" ^") == std::string_view::npos, "more than carets");
    fuzz::expect(marks.size() <= 76, "a caret beside the screen");
    fuzz::expect(line.size() <= bar + 3 + 4 * 72 + 24, "a line too long");
}

/// Plain text is shown as it is.
void expect_excerpt(std::string_view excerpt, std::string_view text, span where,
                    detail::list<span> const& secrets) {
    std::string_view const wanted = text / where;
    bool const is_plain =
        std::all_of(wanted.begin(), wanted.end(), [](char c) { return c >= ' ' && c < 0x7F; });
    bool hides = false;
    for (span const s : secrets) hides = hides || (s.offset < where.end() && where.offset < s.end());
    if (is_plain && !hides && wanted.size() <= 60) fuzz::expect(excerpt == wanted, "another excerpt");
    fuzz::expect(excerpt.size() <= 4 * 60 + 16, "an excerpt too long");
}

bool is_only_secret(std::string_view text, std::string_view name, detail::list<span> const& secrets) {
    if (name.find(secret) != std::string_view::npos) return false;
    std::string rest(text);
    for (span const s : secrets) std::fill_n(rest.begin() + s.offset, s.length, '\0');
    return rest.find(secret) == std::string::npos;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    if (size < 2) return 0;
    std::string_view const given = fuzz::text_of(data + 2, size - 2);
    fuzz::exact_copy const name(given.substr(0, data[1] % 32));
    fuzz::exact_copy const exact(given.substr(std::string_view(name).size()));
    std::string_view const text = exact;
    report const found = findings_of(data[0], text);
    auto const secrets = find_secrets(text);
    bool const hides = is_only_secret(text, name, secrets);
    renderer with(text, name);
    std::string all;
    std::size_t count = 0;
    for (finding const& f : found) {
        if (++count > 6) break;
        std::string const shown = with.render(f);
        expect_safe(shown);
        expect_safe(with.render_message(f));
        expect_lines(shown);
        expect_excerpt(with.render_excerpt(f.where), text, f.where, secrets);
        if (count < 3) fuzz::expect(without_colors(with.render(f, true)) == shown, "colors change the text");
        fuzz::expect(with.locate(f.where) == locate(text, f.where.offset), "another place");
        fuzz::expect(!hides || shown.find(secret) == std::string::npos, "a secret is shown");
        fuzz::expect(shown.size() < 8'000, "a finding that fills the screen");
        all += (all.empty() ? "" : "\n") + shown;
    }
    if (found.size() <= 6) fuzz::expect(render(found, text, name) == all, "a report is not its findings");
    return 0;
}
