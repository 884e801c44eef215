// SPDX-License-Identifier: Apache-2.0
// Events like those of Stream's hooks, of four sizes, and ways to break them. The same on each machine: no
// expression draws twice in an order that the compiler chooses.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace bench {

/// What a validator says of an event: `warned` is right, and something is worth a look.
enum class verdict : std::uint8_t { clean, warned, refused };

enum class key_order : std::uint8_t { stable, shuffled };

/// How many there are of what makes an event long: at least, and at most.
struct event_profile {
    using range = std::array<unsigned, 2>;

    std::string_view name;  ///< the average size
    range letters;          ///< of the message's text
    range attachments;
    range mentions;
    range reactions;
    range members;
    bool is_brief;  ///< the channel is only named, and users have a few fields
};

inline constexpr std::array<event_profile, 4> profiles{{
    {"565B", {8, 30}, {0, 0}, {0, 0}, {0, 0}, {0, 0}, true},
    {"2.6KB", {40, 150}, {0, 1}, {0, 1}, {0, 1}, {0, 0}, false},
    {"8.6KB", {200, 800}, {2, 5}, {3, 6}, {3, 6}, {2, 4}, false},
    {"92KB", {1500, 3500}, {20, 40}, {60, 80}, {85, 105}, {30, 60}, false},
}};

/// Something done to an event. Where `key` is set, the value of this field of the root is replaced, or the
/// field taken away where `to` is empty; else a `from` somewhere in the text, or its end where `from` is
/// empty.
struct change {
    std::string_view name;
    verdict expected;
    std::string_view key;
    std::string_view from;
    std::string to;
};

/// What a stream of real events has, too.
inline std::vector<change> const unusual{
    {"custom type", verdict::clean, "type", "", R"("order_shipped")"},
    {"unknown type", verdict::warned, "type", "", R"("message.archived")"},
    {"no created_at", verdict::warned, "created_at", "", ""},
    {"user without id", verdict::warned, "user", "", R"({"name":"Ada","online":true})"},
};

inline std::vector<change> const damages{
    // No JSON.
    {"cut", verdict::refused, "", "}", "\n"},
    {"byte that is no UTF-8", verdict::refused, "", R"("id":")", "\"id\":\"\xFF"},
    {"surrogate in UTF-8", verdict::refused, "", R"("id":")", "\"id\":\"\xED\xA0\x80"},
    {"control character", verdict::refused, "", R"("id":")", "\"id\":\"\x01"},
    {"unknown escape", verdict::refused, "", R"("id":")", R"("id":"\q)"},
    {"short unicode escape", verdict::refused, "", R"("id":")", R"("id":"\u12)"},
    {"lone high surrogate", verdict::refused, "", R"("id":")", R"("id":"\ud83d)"},
    {"lone low surrogate", verdict::refused, "", R"("id":")", R"("id":"\ude00)"},
    {"misspelled literal", verdict::refused, "", "false", "fals"},
    {"bare word", verdict::refused, "", "false", "no"},
    {"NaN", verdict::refused, "", "false", "NaN"},
    {"leading zero", verdict::refused, "", "false", "01"},
    {"point without digits", verdict::refused, "", "false", "1."},
    {"plus sign", verdict::refused, "", "false", "+1"},
    {"no comma", verdict::refused, "", ",\"", "\""},
    {"two commas", verdict::refused, "", ",\"", ",,\""},
    {"comma before a bracket", verdict::refused, "", "}", ",}"},
    {"no colon", verdict::refused, "", "\":", "\""},
    {"colon for a comma", verdict::refused, "", ",\"", ":\""},
    {"wrong bracket", verdict::refused, "", "}", "]"},
    {"comma in an empty list", verdict::refused, "", "[]", "[,]"},
    {"unclosed string", verdict::refused, "", "\",", ","},
    {"bracket behind the end", verdict::refused, "", "", "}"},
    {"value behind the end", verdict::refused, "", "", "{}"},
    {"too deep", verdict::refused, "", "[]", std::string(100, '[') + std::string(100, ']')},
    // JSON, and no event.
    {"no type", verdict::refused, "type", "", ""},
    {"empty type", verdict::refused, "type", "", R"("")"},
    {"type is null", verdict::refused, "type", "", "null"},
    {"type is a number", verdict::refused, "type", "", "7"},
    {"time is a word", verdict::refused, "created_at", "", R"("yesterday")"},
    {"time is no day", verdict::refused, "created_at", "", R"("2026-02-30T10:00:00Z")"},
    {"time without offset", verdict::refused, "created_at", "", R"("2026-02-20T10:00:00")"},
    {"time with a fraction", verdict::refused, "created_at", "", "1767225600.5"},
    {"time over 64 bits", verdict::refused, "created_at", "", "17672256000000000000"},
    {"cid without colon", verdict::refused, "cid", "", R"("messaging")"},
    {"cid is a number", verdict::refused, "cid", "", "7"},
    {"user is a list", verdict::refused, "user", "", R"([{"id":"ada"}])"},
    {"user id is a number", verdict::refused, "user", "", R"({"id":7})"},
    {"two types", verdict::refused, "type", "", R"("message.new","type":"message.new")"},
    {"two types, one escaped", verdict::refused, "type", "", R"("message.new","\u0074ype":"message.new")"},
    {"two user ids", verdict::refused, "user", "", R"({"id":"ada","name":"Ada","id":"ada"})"},
};

inline std::vector<change> const oversizes{
    {"over the limit", verdict::refused, "tags", "", "[\"" + std::string(262'144, 'x') + "\"]"},
};

class event_generator {
public:
    event_generator(std::uint64_t seed, key_order order) : random_(seed), order_(order) {}

    /// One event, without a newline; with the change, where there is one.
    std::string operator()(event_profile const& profile, change const* how = nullptr) {
        profile_ = &profile;
        channel_ = "harbour-" + hex(10);
        cid_ = string("messaging:" + channel_);
        members root = make_root();
        if (how != nullptr && !how->key.empty()) replace(root, *how);
        std::string text = print(std::move(root));
        if (how != nullptr && how->key.empty()) replace(text, *how);
        return text;
    }

    /// Less than `count`, evenly.
    std::size_t below(std::size_t count) { return static_cast<std::size_t>(random_() % count); }

private:
    struct member {
        std::string_view key;
        std::string value;  ///< as JSON
    };
    using members = std::vector<member>;

    static void replace(members& root, change const& how) {
        std::size_t i = 0;
        while (i != root.size() && root[i].key != how.key) ++i;
        if (i == root.size()) root.push_back({how.key, {}});
        root[i].value = how.to;
        if (how.to.empty()) root.erase(root.begin() + static_cast<std::ptrdiff_t>(i));
    }

    /// A newline, which no event holds, stands for the end: what is behind it is cut off.
    void replace(std::string& text, change const& how) {
        std::size_t at = text.size();
        if (!how.from.empty()) at = text.find(how.from, below(text.size()));
        if (at == std::string::npos) at = text.find(how.from);
        text.replace(at, how.from.size(), how.to);
        if (how.to == "\n") text.resize(at);
    }

    bool one_in(std::size_t count) { return below(count) == 0; }
    unsigned in(event_profile::range of) { return of[0] + static_cast<unsigned>(below(of[1] - of[0] + 1)); }

    template <std::size_t Size>
    std::string_view one_of(std::array<std::string_view, Size> const& from) {
        return from[below(Size)];
    }

    std::string print(members of) {
        if (order_ == key_order::shuffled)
            for (std::size_t i = of.size(); i > 1; --i) std::swap(of[i - 1], of[below(i)]);
        std::string text = "{";
        for (member const& m : of) {
            if (text.size() != 1) text += ',';
            text += '"';
            text += m.key;
            text += "\":";
            text += m.value;
        }
        return text + '}';
    }

    template <class Make>
    std::string list(unsigned count, Make make) {
        std::string text = "[";
        for (unsigned i = 0; i != count; ++i) {
            if (i != 0) text += ',';
            text += make();
        }
        return text + ']';
    }

    /// With the escapes that JSON must have.
    static std::string string(std::string_view text) {
        std::string quoted = "\"";
        for (char const c : text) {
            if (c == '"' || c == '\\') quoted += '\\';
            if (c == '\n' || c == '\t')
                quoted += c == '\n' ? "\\n" : "\\t";
            else
                quoted += c;
        }
        return quoted + '"';
    }

    std::string hex(std::size_t digits) {
        std::string text;
        while (text.size() != digits) text += "0123456789abcdef"[below(16)];
        return text;
    }

    std::string uuid() {
        std::string text = hex(32);
        for (std::size_t const at : {8U, 13U, 18U, 23U}) text.insert(at, 1, '-');
        return text;
    }
    std::string user_id() { return "user-" + hex(8); }
    std::string number(std::size_t least, std::size_t most) {
        return std::to_string(least + below(most - least + 1));
    }
    std::string truth() { return one_in(2) ? "true" : "false"; }

    std::string digits(std::size_t count) {
        std::string text;
        while (text.size() != count) text += static_cast<char>('0' + below(10));
        return text;
    }

    /// As a server that counts in microseconds prints it, and sometimes one that counts in nanoseconds.
    std::string time() {
        std::array<std::size_t, 6> const parts{20 + below(7), 1 + below(12), 1 + below(28),
                                               below(24),     below(60),     below(60)};
        char text[32];
        std::snprintf(text, sizeof text, "\"20%02zu-%02zu-%02zuT%02zu:%02zu:%02zu.", parts[0], parts[1],
                      parts[2], parts[3], parts[4], parts[5]);
        return text + digits(one_in(4) ? 9 : 6) + "Z\"";
    }

    std::string decimal() {
        std::string text = one_in(2) ? "-" : "";
        text += number(0, 180);
        text += '.';
        return text += digits(6);
    }

    /// Words of at least so many bytes; every tenth is not of ASCII, some have quotes or end a line.
    std::string words(std::size_t bytes) {
        static constexpr std::array<std::string_view, 24> plain{
            "the",    "boat",  "leaves",  "at",      "noon",     "from", "pier", "seven",
            "please", "bring", "tickets", "and",     "a",        "warm", "coat", "thanks",
            "see",    "you",   "there",   "captain", "tomorrow", "fine", "ok",   "harbour"};
        static constexpr std::array<std::string_view, 12> foreign{"\u043c\u043e\u0440\u0435",
                                                                  "\u3053\u3093\u306b\u3061\u306f",
                                                                  "\u4f60\u597d",
                                                                  "caf\u00e9",
                                                                  "\uc548\ub155",
                                                                  "\u0645\u0631\u062d\u0628\u0627",
                                                                  "Stra\u00dfe",
                                                                  "\U0001F600",
                                                                  "\U0001F389",
                                                                  "na\u00efve",
                                                                  "\u2764\ufe0f",
                                                                  "S\u00e3o"};
        std::string text;
        while (text.size() < bytes) {
            if (!text.empty()) text += one_in(50) ? '\n' : ' ';
            std::string_view const word = one_in(10) ? one_of(foreign) : one_of(plain);
            if (one_in(50))
                text.append("\"").append(word).append("\"");
            else
                text += word;
        }
        return text;
    }

    std::string url(std::string_view folder, std::string_view behind) {
        return string("https://cdn.example.com/" + std::string(folder) + '/' + uuid() + std::string(behind));
    }

    /// `is_full`: as the sender of an event is shown.
    std::string user(bool is_full, bool has_counts = false) {
        static constexpr std::array<std::string_view, 3> roles{R"("user")", R"("admin")", R"("guest")"};
        members of{{"id", string(user_id())}, {"role", std::string(one_of(roles))}};
        if (is_full || (!profile_->is_brief && one_in(2))) {
            of.push_back({"created_at", time()});
            of.push_back({"updated_at", time()});
            of.push_back({"last_active", time()});
        }
        if (!profile_->is_brief) of.push_back({"banned", "false"});
        of.push_back({"online", truth()});
        if (is_full) {
            of.push_back({"name", string(words(12))});
            of.push_back({"image", url("avatars", ".png?w=128&h=128")});
            of.push_back({"teams", "[]"});
        }
        if (has_counts) {
            of.push_back({"total_unread_count", number(0, 99)});
            of.push_back({"unread_channels", number(0, 9)});
            of.push_back({"unread_count", number(0, 99)});
        }
        return print(std::move(of));
    }

    std::string attachment() {
        if (one_in(2))
            return print({{"type", R"("image")"},
                          {"image_url", url("images", ".jpg?Key-Pair-Id=harbour&Policy=" + hex(92))},
                          {"fallback", string(words(10))},
                          {"original_width", number(100, 4000)},
                          {"original_height", number(100, 4000)},
                          {"mime_type", R"("image/jpeg")"},
                          {"file_size", number(1000, 9'000'000)}});
        auto const action = [this] {
            return print({{"name", R"("choice")"},
                          {"text", string(words(4))},
                          {"type", R"("button")"},
                          {"value", string(hex(3))}});
        };
        return print({{"type", R"("article")"},
                      {"title", string(words(30))},
                      {"title_link", url("pages", "")},
                      {"text", string(words(90))},
                      {"og_scrape_url", url("pages", "")},
                      {"thumb_url", url("images", ".png")},
                      {"actions", list(static_cast<unsigned>(below(4)), action)}});
    }

    std::string reaction() {
        static constexpr std::array<std::string_view, 4> types{R"("like")", R"("love")", R"("haha")",
                                                               R"("wow")"};
        return print({{"message_id", message_id_},
                      {"user_id", string(user_id())},
                      {"user", user(false)},
                      {"type", std::string(one_of(types))},
                      {"score", number(1, 5)},
                      {"created_at", time()},
                      {"updated_at", time()}});
    }

    std::string channel_member() {
        return print({{"user_id", string(user_id())},
                      {"user", user(false)},
                      {"created_at", time()},
                      {"updated_at", time()},
                      {"channel_role", R"("channel_member")"},
                      {"banned", "false"},
                      {"notifications_muted", "false"}});
    }

    std::string brief_message() {
        return print({{"id", message_id_},
                      {"text", string(words(in(profile_->letters)))},
                      {"type", R"("regular")"},
                      {"user", user(false)},
                      {"reply_count", "0"},
                      {"created_at", time()},
                      {"updated_at", time()},
                      {"silent", "false"}});
    }

    std::string message() {
        if (profile_->is_brief) return brief_message();
        std::string const text = words(in(profile_->letters));
        unsigned const reactions = in(profile_->reactions);
        std::string const count = std::to_string(reactions);
        return print(
            {{"id", message_id_},
             {"text", string(text)},
             {"html", string("<p>" + text + "</p>\n")},
             {"type", R"("regular")"},
             {"user", user(true)},
             {"attachments", list(in(profile_->attachments), [this] { return attachment(); })},
             {"latest_reactions", list(reactions, [this] { return reaction(); })},
             {"own_reactions", "[]"},
             {"reaction_counts", reactions == 0 ? "null" : print({{"like", count}})},
             {"reaction_scores", reactions == 0 ? "{}" : print({{"like", count}})},
             {"reply_count", number(0, 9)},
             {"cid", cid_},
             {"created_at", time()},
             {"updated_at", time()},
             {"shadowed", "false"},
             {"mentioned_users", list(in(profile_->mentions), [this] { return user(true); })},
             {"silent", "false"},
             {"pinned", "false"},
             {"pinned_at", "null"},
             {"pinned_by", "null"},
             {"pin_expires", "null"},
             {"berth", print({{"pier", number(1, 40)}, {"at", list(2, [this] { return decimal(); })}})}});
    }

    std::string channel() {
        return print({{"id", string(channel_)},
                      {"type", R"("messaging")"},
                      {"cid", cid_},
                      {"created_at", time()},
                      {"updated_at", time()},
                      {"frozen", "false"},
                      {"member_count", number(1, 100)},
                      {"config", print({{"typing_events", "true"},
                                        {"read_events", "true"},
                                        {"max_message_length", "5000"},
                                        {"commands", R"(["giphy","mute"])"}})},
                      {"name", string(words(14))}});
    }

    /// Seven of ten are new messages. All types have a cid and a user.
    members make_root() {
        static constexpr std::array<std::string_view, 10> types{
            "message.new", "message.new", "message.new",     "message.new",  "message.new",
            "message.new", "message.new", "message.updated", "reaction.new", "member.added"};
        std::string_view const type = one_of(types);
        bool const is_brief = profile_->is_brief;
        message_id_ = user_id() + '-';
        message_id_ = string(message_id_ + uuid());
        members root{{"type", string(type)},
                     {"cid", cid_},
                     {"channel_id", string(channel_)},
                     {"channel_type", R"("messaging")"}};
        if (!is_brief) root.push_back({"channel", channel()});
        if (!is_brief || type != "member.added") root.push_back({"message", message()});
        if (type == "reaction.new") root.push_back({"reaction", reaction()});
        if (type == "member.added") root.push_back({"member", channel_member()});
        if (unsigned const count = in(profile_->members); count != 0)
            root.push_back({"members", list(count, [this] { return channel_member(); })});
        root.push_back({"user", user(!is_brief, !is_brief)});
        root.push_back({"tags", "[]"});
        root.push_back({"created_at", time()});
        root.push_back({"watcher_count", number(0, 50)});
        return root;
    }

    std::mt19937_64 random_;
    key_order order_;
    event_profile const* profile_{};
    std::string channel_;
    std::string cid_;         ///< as JSON
    std::string message_id_;  ///< as JSON
};

}  // namespace bench
