// SPDX-License-Identifier: Apache-2.0
// The same answer as check_event, at the speed of simdjson's first stage.
#pragma once

#include <simdjson.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

#include "snsproof/detail/escapes.hpp"
#include "snsproof/detail/list.hpp"
#include "snsproof/event.hpp"
#include "snsproof/event_size.hpp"
#include "snsproof/event_walk.hpp"
#include "snsproof/report.hpp"

namespace snsproof {

/// Checks events one after the other, each as `check_event` does and with the same answer. Keeps its buffers,
/// so that a right event costs no allocation after the first of its size. One for each thread.
class event_checker {
public:
    explicit event_checker(event_limits const& limits = {}) : limits_(limits) {}

    /// `body` needs no padding, and none of its bytes is copied. Spans count in it.
    report operator()(std::string_view body) {
        type_ = {};
        report out;
        if (body.size() > limits_.bytes || !is_right(body, out)) return check_event(body, limits_);
        return out;
    }

    /// The type of the last event, or nothing where that event was no more than a report of errors. Views
    /// the event.
    std::string_view type() const noexcept { return type_; }

private:
    bool is_right(std::string_view body, report& out) {
        if (!reserve(body.size())) return false;
        if (stage_->stage1(reinterpret_cast<std::uint8_t const*>(body.data()), body.size(),
                           simdjson::stage1_mode::regular) != simdjson::SUCCESS)
            return false;
        if (!escapes_.scan(body)) return false;
        std::uint32_t* const tokens = stage_->structural_indexes.get();
        std::uint32_t* const end = tokens + stage_->n_structural_indexes;
        end[0] = end[1] = end[2] = *tokens;
        detail::event_walker walker(body, tokens, end, escapes_.has_units(), habits_);
        if (!walker.walk()) return false;
        walker.judge(out);
        type_ = walker.type();
        return true;
    }

    bool reserve(std::size_t size) {
        if (stage_ != nullptr && size <= stage_->capacity()) return true;
        // Half as much again, so that events which grow byte by byte do not allocate each time.
        std::size_t const room = detail::max<std::size_t>(size + size / 2, 65'536);
        escapes_.reserve(room);
        return simdjson::get_active_implementation()->create_dom_parser_implementation(
                   room, simdjson::DEFAULT_MAX_DEPTH, stage_) == simdjson::SUCCESS;
    }

    detail::event_habits habits_;
    event_limits limits_;
    std::unique_ptr<simdjson::internal::dom_parser_implementation> stage_;
    detail::escape_scanner escapes_;
    std::string_view type_;
};

}  // namespace snsproof
