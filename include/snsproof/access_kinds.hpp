// SPDX-License-Identifier: Apache-2.0
// What policies tell apart, by what their conditions make of it.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

#include "snsproof/condition_holds.hpp"
#include "snsproof/condition_operator.hpp"
#include "snsproof/detail/list.hpp"
#include "snsproof/policy.hpp"
#include "snsproof/request.hpp"

namespace snsproof::detail {

/// One condition of one of the policies that are searched.
struct key_test {
    std::size_t slot{};  ///< of its key
    policy const* of{};
    policy_condition const* condition{};

    /// How many texts comparing a value costs as much; what is no text is read each time.
    constexpr std::size_t cost() const noexcept {
        bool const is_text = condition->op.what <= comparison::string_ignoring_case ||
                             condition->op.what == comparison::boolean;
        return (is_text ? std::size_t{1} : std::size_t{16}) * condition->count;
    }
};

/// Calls `use` with the name of each variable in the text.
template <class Use>
constexpr void for_each_variable(std::string_view text, Use use) {
    for (variable_reader reader(text); !reader.empty();) {
        std::string_view inner;
        if (!reader.take_variable(inner)) {
            reader.take();
            continue;
        }
        std::string_view const name = inner.substr(0, inner.find(','));
        if (!name.empty() && !variable_reader::is_character(name)) use(name);
    }
}

/// Numbers what policies tell apart, by what each of their tests makes of it.
class kind_table {
public:
    /// The number of the kind with these answers, which is `size()` before the call where there was none.
    constexpr std::size_t add(list<truth> const& answers) {
        std::size_t const width = answers.size();
        for (std::size_t k = 0; k != size_; ++k) {
            std::size_t same = 0;
            while (same != width && answers_[k * width + same] == answers[same]) ++same;
            if (same == width) return k;
        }
        answers_.append(answers.data(), width);
        return size_++;
    }
    constexpr std::size_t size() const noexcept { return size_; }
    constexpr void clear() noexcept {
        answers_.clear();
        size_ = 0;
    }

private:
    list<truth> answers_;
    std::size_t size_{};
};

/// What each of the tests makes of a key with these values.
constexpr list<truth> find_answers(std::span<key_test const> tests, std::string_view name,
                                   std::span<std::string_view const> values) {
    context_key const key{name, values.empty() ? key_state::absent : key_state::present, values};
    request const asked{{}, {}, {}, {&key, 1}, false, false};
    list<truth> answers;
    for (key_test const& t : tests) {
        request_keys keys(asked);
        answers.push_back(condition_holder(*t.of, keys).holds(*t.condition));
    }
    return answers;
}

}  // namespace snsproof::detail
