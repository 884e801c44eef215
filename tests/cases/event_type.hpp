// SPDX-License-Identifier: Apache-2.0
// Event types that exist, and names that only look like one.
#pragma once

#include "snsproof/event_type.hpp"

#include "../verify.hpp"

#include <cstddef>
#include <string_view>

namespace cases {

struct event_type_case {
    std::string_view name;
    snsproof::product product;
    snsproof::delivery delivery;
};

inline constexpr event_type_case event_types[] = {
    {"message.new", snsproof::product::chat, snsproof::delivery::hook},
    {"*", snsproof::product::chat, snsproof::delivery::hook},
    {"custom", snsproof::product::video, snsproof::delivery::hook},
    {"call.ended", snsproof::product::video, snsproof::delivery::hook},
    {"ingress.error", snsproof::product::video, snsproof::delivery::hook},
    {"feeds.activity.added", snsproof::product::feeds, snsproof::delivery::hook},
    {"moderation.flagged", snsproof::product::moderation, snsproof::delivery::hook},
    {"user.banned", snsproof::product::chat, snsproof::delivery::hook},
    {"user_group.updated", snsproof::product::chat, snsproof::delivery::hook},
    {"typing.start", snsproof::product::chat, snsproof::delivery::websocket},
    {"health.check", snsproof::product::chat, snsproof::delivery::websocket},
    {"user.presence.changed", snsproof::product::chat, snsproof::delivery::websocket},
    {"feeds.poll.closed", snsproof::product::feeds, snsproof::delivery::websocket},
    {"notification.mark_read", snsproof::product::chat, snsproof::delivery::websocket},
    {"message.unflagged", snsproof::product::chat, snsproof::delivery::historic},
    {"user.unflagged", snsproof::product::chat, snsproof::delivery::historic},
};

constexpr bool is_event_type_case(event_type_case const& c) {
    auto const* const known = snsproof::find_event_type(c.name);
    return known != nullptr && known->product == c.product && known->delivery == c.delivery;
}

inline constexpr std::string_view unknown_event_types[] = {
    "",
    "message",
    "message.",
    ".new",
    "message.news",
    "Message.new",
    "message.new ",
    " message.new",
    "message_new",
    "**",
    "customs",
    "order.shipped",
    "connection.changed",
    "message.newmessage.new",
};

constexpr bool is_unknown(std::string_view name) {
    return snsproof::find_event_type(name) == nullptr;
}

// At run time only: comparing with 213 names takes more steps than a constant expression may.
inline constexpr nearest_case nearest_event_types[] = {
    {"mesage.new", "message.new"},
    {"message.updated", "message.updated"},
    {"message.update", "message.updated"},
    {"MESSAGE.NEW", "message.new"},
    {"message_new", "message.new"},
    {"channel.create", "channel.created"},
    {"reaction.delete", "reaction.deleted"},
    {"call.session_particpant_joined", "call.session_participant_joined"},
    {"my-own-event-that-is-nothing", ""},
    {"", ""},
    {"x", ""},
};

constexpr bool is_nearest_event_type(nearest_case const& c) {
    return snsproof::nearest_event_type(c.wrong) == c.right;
}

inline constexpr fact event_type_facts[] = {
    {"172 types for hooks, 39 for connected clients only, 2 of the past",
     [] {
         std::size_t counts[3]{};
         for (auto const& t : snsproof::detail::event_types) ++counts[static_cast<std::size_t>(t.delivery)];
         return counts[0] == 172 && counts[1] == 39 && counts[2] == 2;
     }},
    {"each type is found by its name, and stands in the table once",
     [] {
         for (auto const& t : snsproof::detail::event_types)
             if (snsproof::find_event_type(t.name) != &t) return false;
         return true;
     }},
    {"a type belongs to the product of its prefix and to those that list it",
     [] {
         using enum snsproof::product;
         auto const belongs = [](std::string_view type, snsproof::product p) {
             return snsproof::find_event_type(type)->belongs_to(p);
         };
         return belongs("message.new", chat) && !belongs("message.new", video) &&
                !belongs("message.new", feeds) && belongs("user.banned", chat) &&
                belongs("user.banned", video) && belongs("user.banned", feeds) &&
                !belongs("user.banned", moderation) && belongs("moderation.flagged", chat) &&
                belongs("moderation.flagged", moderation) && !belongs("moderation.flagged", video) &&
                belongs("typing.start", chat) && !belongs("typing.start", video);
     }},
    {"names of products",
     [] {
         using enum snsproof::product;
         using snsproof::name_of;
         return name_of(chat) == "chat" && name_of(video) == "video" && name_of(feeds) == "feeds" &&
                name_of(moderation) == "moderation";
     }},
};

}  // namespace cases
