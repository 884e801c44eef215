// SPDX-License-Identifier: Apache-2.0
// What a user of simdjson has instead: its first stage alone, its DOM, and the rules of events written over
// its DOM and its On-Demand. These use this project's tables, types, times and cids, so that only the reading
// differs.
#pragma once

#include <simdjson.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <utility>

#include "event_generator.hpp"
#include "snsproof/event.hpp"
#include "snsproof/event_shape.hpp"
#include "snsproof/event_size.hpp"
#include "snsproof/event_type.hpp"

namespace bench {

/// As deep as `json::read` goes.
inline constexpr std::size_t max_depth = 64;
inline constexpr std::size_t max_size = snsproof::event_limits{}.bytes;

/// Fields at the root of an event by their length, as a user's own table would be.
class root_fields {
public:
    static constexpr std::size_t type = snsproof::detail::type_bit;
    static constexpr std::size_t time = snsproof::detail::time_bit;
    static constexpr std::size_t none = 0xFF;

    consteval root_fields() {
        std::size_t next = 0;
        for (std::size_t length = 0; length != begins_.size(); ++length) {
            begins_[length] = static_cast<std::uint8_t>(next);
            for (std::uint8_t i = 0; i != 32; ++i)
                if (is_field(i) && name(i).size() == length) order_[next++] = i;
        }
    }

    std::size_t find(std::string_view key) const noexcept {
        if (key.size() + 1 >= begins_.size()) return none;
        for (std::size_t i = begins_[key.size()]; i != begins_[key.size() + 1]; ++i)
            if (name(order_[i]) == key) return order_[i];
        return none;
    }

private:
    static constexpr bool is_field(std::size_t i) noexcept {
        return i < std::size(snsproof::detail::event_fields) || i == type || i == time;
    }
    static constexpr std::string_view name(std::size_t i) noexcept {
        return i == type ? "type" : i == time ? "created_at" : snsproof::detail::event_fields[i].name;
    }

    std::array<std::uint8_t, 32> order_{};
    std::array<std::uint8_t, 32> begins_{};
};
inline constexpr root_fields fields_of_root;

enum class json_kind : std::uint8_t { object, array, string, number, boolean, null };

/// The rules of `check_event` in one pass over an object, whatever reads it. What `Api` answers a bool for is
/// whether that is JSON as far as it was read.
template <class Api>
class event_rules {
public:
    using value = typename Api::value;

    template <class Root>
    verdict check(Root& root) {
        bool const is_json = Api::each_member(root, [this](std::string_view key, value& v) {
            std::size_t const i = fields_of_root.find(key);
            return i == root_fields::none || read_root_field(i, v);
        });
        if (!is_json || type_.empty()) return verdict::refused;
        snsproof::event_type const* const known = snsproof::find_event_type(type_);
        snsproof::detail::event_shape const shape = snsproof::detail::shape_of(known);
        constexpr std::uint32_t always = std::uint32_t{1} << root_fields::type | time_bit;
        if ((wrong_ & (shape.known | always)) != 0) return verdict::refused;
        bool const is_expected = known == nullptr ? type_.find('.') == std::string_view::npos
                                                  : known->delivery != snsproof::delivery::websocket;
        bool const is_complete =
            ((shape.recommended | time_bit) & ~seen_) == 0 && (incomplete_ & shape.known) == 0;
        return is_expected && is_complete ? verdict::clean : verdict::warned;
    }

private:
    using core_object = snsproof::detail::core_object;
    using event_field = snsproof::detail::event_field;
    using value_form = snsproof::detail::value_form;
    static constexpr std::uint32_t time_bit = std::uint32_t{1} << root_fields::time;

    struct judgement {
        bool is_wrong{};
        bool is_incomplete{};
    };

    /// The type may come behind the fields that it makes wrong, so that these are only noted.
    bool read_root_field(std::size_t i, value& v) {
        std::uint32_t const bit = std::uint32_t{1} << i;
        judgement of{(seen_ & bit) != 0, false};
        seen_ |= bit;
        bool const is_json = i == root_fields::type   ? read_type(v, of)
                             : i == root_fields::time ? read_field(v, {"", value_form::time}, of)
                                                      : read_field(v, snsproof::detail::event_fields[i], of);
        if (of.is_wrong) wrong_ |= bit;
        if (of.is_incomplete) incomplete_ |= bit;
        return is_json;
    }

    bool read_type(value& v, judgement& of) {
        if (Api::kind(v) != json_kind::string) return of.is_wrong = true;
        return Api::text(v, type_);
    }

    bool read_field(value& v, event_field const& field, judgement& of) {
        json_kind const kind = Api::kind(v);
        if (kind == json_kind::null) return Api::read_scalar(v, kind);
        if (field.object != core_object::none && kind == json_kind::object)
            return read_object(v, field.object, of);
        if (kind == json_kind::object || kind == json_kind::array) {
            of.is_wrong |= field.form != value_form::object || kind != json_kind::object;
            return true;
        }
        if (kind == json_kind::string) {
            std::string_view text;
            if (!Api::text(v, text)) return false;
            of.is_wrong |= !fits(field.form, text);
            return true;
        }
        if (field.form == value_form::time && kind == json_kind::number) {
            of.is_wrong |= !Api::is_integer(v);
            return true;
        }
        of.is_wrong |= field.form != (kind == json_kind::number ? value_form::integer : value_form::boolean);
        return Api::read_scalar(v, kind);
    }

    static bool fits(value_form form, std::string_view text) {
        return form == value_form::string ||
               (form == value_form::time && snsproof::detail::is_rfc3339(text)) ||
               (form == value_form::cid && snsproof::detail::is_cid(text));
    }

    bool read_object(value& v, core_object object, judgement& of) {
        std::uint32_t seen = 0;
        bool const is_json = Api::each_member(v, [&](std::string_view key, value& inner) {
            for (std::size_t i = 0; i != snsproof::detail::core_fields.size(); ++i) {
                snsproof::detail::core_field const& field = snsproof::detail::core_fields[i];
                if (field.of != object || field.field.name != key) continue;
                std::uint32_t const bit = std::uint32_t{1} << i;
                of.is_wrong |= (seen & bit) != 0;
                seen |= bit;
                return read_field(inner, field.field, of);
            }
            return true;
        });
        of.is_incomplete |= (snsproof::detail::recommended_fields(object) & ~seen) != 0;
        return is_json;
    }

    std::string_view type_;
    std::uint32_t seen_{};  ///< bits as in `event_shape`
    std::uint32_t wrong_{};
    std::uint32_t incomplete_{};
};

struct dom_api {
    using value = simdjson::dom::element;

    static json_kind kind(value v) {
        switch (v.type()) {
            case simdjson::dom::element_type::OBJECT: return json_kind::object;
            case simdjson::dom::element_type::ARRAY: return json_kind::array;
            case simdjson::dom::element_type::STRING: return json_kind::string;
            case simdjson::dom::element_type::BOOL: return json_kind::boolean;
            case simdjson::dom::element_type::NULL_VALUE: return json_kind::null;
            default: return json_kind::number;
        }
    }
    static bool text(value v, std::string_view& to) { return v.get_string().get(to) == simdjson::SUCCESS; }
    static bool is_integer(value v) { return v.is_int64(); }
    static bool read_scalar(value, json_kind) { return true; }

    template <class Each>
    static bool each_member(value v, Each each) {
        simdjson::dom::object of;
        if (v.get_object().get(of) != simdjson::SUCCESS) return false;
        for (auto [key, inner] : of)
            if (!each(key, inner)) return false;
        return true;
    }
};

/// What nobody asks for is skipped, and hardly looked at.
struct ondemand_api {
    using value = simdjson::ondemand::value;

    static json_kind kind(value& v) {
        simdjson::ondemand::json_type type{};
        if (v.type().get(type) != simdjson::SUCCESS) return json_kind::null;
        switch (type) {
            case simdjson::ondemand::json_type::object: return json_kind::object;
            case simdjson::ondemand::json_type::array: return json_kind::array;
            case simdjson::ondemand::json_type::string: return json_kind::string;
            case simdjson::ondemand::json_type::boolean: return json_kind::boolean;
            case simdjson::ondemand::json_type::number: return json_kind::number;
            default: return json_kind::null;
        }
    }
    static bool text(value& v, std::string_view& to) { return v.get_string().get(to) == simdjson::SUCCESS; }
    static bool is_integer(value& v) { return v.get_int64().error() == simdjson::SUCCESS; }
    static bool read_scalar(value& v, json_kind kind) {
        if (kind == json_kind::number) return v.get_double().error() == simdjson::SUCCESS;
        if (kind == json_kind::boolean) return v.get_bool().error() == simdjson::SUCCESS;
        bool is_null = false;
        return v.is_null().get(is_null) == simdjson::SUCCESS && is_null;
    }

    template <class Value, class Each>
    static bool each_member(Value& v, Each each) {
        simdjson::ondemand::object of;
        if (v.get_object().get(of) != simdjson::SUCCESS) return false;
        for (auto member : of) {
            std::string_view key;
            value inner;
            if (member.unescaped_key().get(key) != simdjson::SUCCESS) return false;
            if (member.value().get(inner) != simdjson::SUCCESS || !each(key, inner)) return false;
        }
        return true;
    }
};

/// The floor: finds the tokens, and refuses what is no UTF-8 or has unclosed strings or control characters.
class first_stage {
public:
    verdict operator()(std::string_view event) {
        if (stage_ == nullptr || event.size() > stage_->capacity()) grow(event.size());
        auto const error = stage_->stage1(reinterpret_cast<std::uint8_t const*>(event.data()), event.size(),
                                          simdjson::stage1_mode::regular);
        return error == simdjson::SUCCESS ? verdict::clean : verdict::refused;
    }

private:
    void grow(std::size_t size) {
        std::size_t const room = size < max_size ? max_size : size;
        if (simdjson::get_active_implementation()->create_dom_parser_implementation(
                room, max_depth, stage_) != simdjson::SUCCESS)
            throw std::bad_alloc();
    }

    std::unique_ptr<simdjson::internal::dom_parser_implementation> stage_;
};

/// The events must have `simdjson::SIMDJSON_PADDING` bytes behind them, so that nothing is copied.
class dom_parse {
public:
    dom_parse() {
        if (parser_.allocate(max_size, max_depth) != simdjson::SUCCESS) throw std::bad_alloc();
    }

    verdict operator()(std::string_view event) {
        return parse(event).error() == simdjson::SUCCESS ? verdict::clean : verdict::refused;
    }

protected:
    simdjson::simdjson_result<simdjson::dom::element> parse(std::string_view event) {
        return parser_.parse(event.data(), event.size(), false);
    }

private:
    simdjson::dom::parser parser_;
};

class dom_rules : dom_parse {
public:
    verdict operator()(std::string_view event) {
        simdjson::dom::element root;
        if (event.size() > max_size || parse(event).get(root) != simdjson::SUCCESS) return verdict::refused;
        return event_rules<dom_api>().check(root);
    }
};

class ondemand_rules {
public:
    verdict operator()(std::string_view event) {
        if (event.size() > max_size) return verdict::refused;
        simdjson::ondemand::document root;
        std::size_t const room = event.size() + simdjson::SIMDJSON_PADDING;
        if (parser_.iterate(event.data(), event.size(), room).get(root) != simdjson::SUCCESS)
            return verdict::refused;
        verdict const answer = event_rules<ondemand_api>().check(root);
        return root.current_location().error() == simdjson::OUT_OF_BOUNDS ? answer : verdict::refused;
    }

private:
    simdjson::ondemand::parser parser_;
};

}  // namespace bench
