// SPDX-License-Identifier: Apache-2.0
// The first line is a list of hooks, the rest the policy of all their topics. Oracle: what arrives is what
// the hook's findings, its policy and the sizes of events say, each asked alone.
#include "findings.hpp"

#include <string_view>

#include "snsproof/hook.hpp"
#include "snsproof/policy_read.hpp"
#include "snsproof/preflight.hpp"

using namespace snsproof;

namespace {

constexpr event_sample samples[] = {{"message.new", 300'000}, {"user.banned", 10}};

bool has_error(hook const& h, report const& found) {
    span const where = h.object().where();
    for (finding const& f : found)
        if (f.where.offset >= where.offset && f.where.offset < where.end() &&
            f.what->level == severity::error)
            return true;
    return false;
}

bool is_dropped(hook const& h) {
    json::value const types = h[hook_field::event_types];
    if (!types || !types.first()) return true;
    for (json::value const v : json::elements(types))
        if (v.equals("message.new")) return true;
    return false;
}

void check_arrival(hook const& h, hook_arrival const& said, report const& found, policy const* p) {
    fuzz::expect(said.hook.where() == h.object().where(), "another hook");
    fuzz::expect((said.arrives != truth::yes) || said.because == nullptr, "it arrives, because of a rule");
    fuzz::expect(said.arrives != truth::no || said.because != nullptr,
                 "it does not arrive, without a reason");
    bool const is_lost = has_error(h, found) || !h.enabled() || is_dropped(h);
    fuzz::expect(!is_lost || said.arrives == truth::no, "it arrives all the same");
    if (p == nullptr) return fuzz::expect(said.arrives != truth::yes, "it arrives, and no policy is known");
    if (is_lost || h.text(hook_field::sns_auth_type) != "resource") return;
    decision const decided = decide_publisher(*p, stream_account, h.topic_arn()).decision;
    truth const expected = decided == decision::allow     ? truth::yes
                           : decided == decision::depends ? truth::unknown
                                                          : truth::no;
    fuzz::expect(said.arrives == expected, "not what the policy decides");
}

void check(hook_list const& hooks, report const& found, policy const* p) {
    topic_policy const attached{.topic = {}, .now = p};
    preflight const made = make_preflight(hooks, found, {&attached, 1}, samples);
    fuzz::expect_inside(made.in_hooks, hooks.document().text());
    std::size_t i = 0;
    for (hook const h : hooks) {
        if (h.type() != "sns") continue;
        fuzz::expect(i != made.hooks.size(), "a hook is missing");
        check_arrival(h, made.hooks[i++], found, p);
    }
    fuzz::expect(i == made.hooks.size(), "a hook too many");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    std::string_view rest = fuzz::text_of(data, size);
    fuzz::exact_copy const first(fuzz::take_line(rest));
    fuzz::exact_copy const second(rest);
    auto const hooks = parse_hooks(first);
    auto const parsed = parse_policy(second);
    if (hooks.value() != nullptr && hooks.findings().dropped() == 0)
        check(*hooks.value(), hooks.findings(), parsed.value());
    return 0;
}
