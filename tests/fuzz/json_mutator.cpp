// SPDX-License-Identifier: Apache-2.0
// Mutates texts that hold JSON by their strings and brackets, so that most of them still are JSON: half of
// the time, and else as libFuzzer does. https://llvm.org/docs/LibFuzzer.html#fuzzer-friendly-build-mode
#include "fuzz.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t max_size);
extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t max_size,
                                               unsigned seed);

namespace {

struct part {
    std::size_t first;
    std::size_t size;

    bool holds(part const& other) const {
        return first <= other.first && other.first + other.size <= first + size;
    }
};

std::size_t end_of_string(std::string_view text, std::size_t open) {
    for (std::size_t i = open + 1; i < text.size(); ++i) {
        if (text[i] == '"') return i + 1;
        if (text[i] == '\\') ++i;
    }
    return text.size();
}

/// Strings, also with the value behind them, and what stands in brackets.
std::vector<part> parts_of(std::string_view text) {
    std::vector<part> parts;
    std::vector<std::size_t> open;
    std::vector<std::size_t> keys;  // that wait for their value to end
    for (std::size_t i = 0; i < text.size(); ++i) {
        char const c = text[i];
        if (c == '"') {
            std::size_t const end = end_of_string(text, i);
            parts.push_back({i, end - i});
            if (end < text.size() && text[end] == ':') keys.push_back(i);
            i = end - 1;
        } else if (c == '{' || c == '[') {
            open.push_back(i);
        } else if ((c == '}' || c == ']') && !open.empty()) {
            parts.push_back({open.back(), i + 1 - open.back()});
            if (!keys.empty() && keys.back() < open.back()) {
                parts.push_back({keys.back(), i + 1 - keys.back()});
                keys.pop_back();
            }
            open.pop_back();
        } else if (c == ',' && !keys.empty() && (open.empty() || keys.back() > open.back())) {
            parts.push_back({keys.back(), i - keys.back()});
            keys.pop_back();
        }
    }
    return parts;
}

/// Takes a part away, and a comma beside it.
void erase(std::string& text, part where) {
    std::size_t const end = where.first + where.size;
    if (end < text.size() && text[end] == ',')
        ++where.size;
    else if (where.first != 0 && text[where.first - 1] == ',')
        --where.first, ++where.size;
    text.erase(where.first, where.size);
}

void mutate_inside(std::string& text, part const& where) {
    if (where.size < 2) return;
    std::string inner = text.substr(where.first + 1, where.size - 2);
    std::size_t const size = inner.size();
    inner.resize(size + 16);
    inner.resize(LLVMFuzzerMutate(reinterpret_cast<std::uint8_t*>(inner.data()), size, inner.size()));
    text.replace(where.first + 1, where.size - 2, inner);
}

}  // namespace

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t max_size,
                                               unsigned seed) {
    std::minstd_rand random(seed);
    std::string text(fuzz::text_of(data, size));
    std::vector<part> const parts = random() % 2 == 0 ? std::vector<part>() : parts_of(text);
    if (parts.empty()) return LLVMFuzzerMutate(data, size, max_size);
    part const a = parts[random() % parts.size()];
    part const b = parts[random() % parts.size()];
    std::string const other = text.substr(b.first, b.size);
    switch (random() % 5) {
        case 0: text.replace(a.first, a.size, other); break;
        case 1: text.insert(a.first + a.size, "," + other); break;
        case 2: erase(text, a); break;
        case 3:
            if (a.holds(b)) {
                text.replace(a.first, a.size, other);
            } else {
                text.insert(a.first, "[");
                text.insert(a.first + a.size + 1, "]");
            }
            break;
        default: mutate_inside(text, a);
    }
    size = std::min(text.size(), max_size);
    std::copy_n(text.data(), size, data);
    return size;
}
