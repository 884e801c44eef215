// SPDX-License-Identifier: Apache-2.0
// A report as text for people: the source line, a caret, why, and what to do. Secrets are masked, and no
// control character of the input reaches the terminal. The text is a std::string unless another type is
// asked for; whoever wants one includes <string>, so that those who only check do not compile it.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <iosfwd>
#include <string_view>

#include "snsproof/detail/list.hpp"
#include "snsproof/json_read.hpp"
#include "snsproof/location.hpp"
#include "snsproof/report.hpp"
#include "snsproof/secret.hpp"

namespace snsproof {

namespace detail {

/// One code point of UTF-8, or one byte that is none.
struct glyph {
    std::uint32_t code{};
    std::size_t length{1};
    bool valid{};
};

constexpr glyph glyph_at(std::string_view text, std::size_t at) noexcept {
    auto const byte = static_cast<unsigned char>(text[at]);
    std::size_t const length = json::detail::utf8_length(text.data() + at, text.data() + text.size());
    if (length <= 1) return {byte, 1, length == 1};
    std::uint32_t code = byte & (0xFFU >> (length + 1));
    for (std::size_t i = 1; i != length; ++i)
        code = code << 6U | (static_cast<unsigned char>(text[at + i]) & 0x3FU);
    return {code, length, true};
}

struct code_range {
    std::uint32_t first;
    std::uint32_t last;
};

template <class Ranges>
constexpr bool is_in(std::uint32_t code, Ranges const& ranges) noexcept {
    return any_of(ranges, [code](code_range r) { return code >= r.first && code <= r.last; });
}

// clang-format off
/// What may not reach a terminal: C0 and C1 controls, and what changes the direction or hides (Unicode's Cf).
inline constexpr code_range control_codes[]{
    {0x0, 0x1F}, {0x7F, 0x9F}, {0xAD, 0xAD}, {0x61C, 0x61C}, {0x180E, 0x180E}, {0x200B, 0x200F},
    {0x2028, 0x202E}, {0x2060, 0x206F}, {0xFEFF, 0xFEFF}, {0xFFF9, 0xFFFB}, {0x13430, 0x1343F},
    {0x1BCA0, 0x1BCA3}, {0x1D173, 0x1D17A}, {0xE0000, 0xE007F},
};
/// The common combining marks: no column of their own.
inline constexpr code_range combining_codes[]{
    {0x300, 0x36F}, {0x483, 0x489}, {0x591, 0x5BD}, {0x610, 0x61A}, {0x64B, 0x65F}, {0x20D0, 0x20F0},
    {0xFE00, 0xFE0F},
};
/// Two columns: wide scripts and emoji (UAX 11).
inline constexpr code_range wide_codes[]{
    {0x1100, 0x115F}, {0x231A, 0x231B}, {0x23E9, 0x23EC}, {0x23F0, 0x23F0}, {0x23F3, 0x23F3},
    {0x25FD, 0x25FE}, {0x2614, 0x2615}, {0x2648, 0x2653}, {0x267F, 0x267F}, {0x2693, 0x2693},
    {0x26A1, 0x26A1}, {0x26AA, 0x26AB}, {0x26BD, 0x26BE}, {0x26C4, 0x26C5}, {0x26CE, 0x26CE},
    {0x26D4, 0x26D4}, {0x26EA, 0x26EA}, {0x26F2, 0x26F3}, {0x26F5, 0x26F5}, {0x26FA, 0x26FA},
    {0x26FD, 0x26FD}, {0x2705, 0x2705}, {0x270A, 0x270B}, {0x2728, 0x2728}, {0x274C, 0x274C},
    {0x274E, 0x274E}, {0x2753, 0x2755}, {0x2757, 0x2757}, {0x2795, 0x2797}, {0x27B0, 0x27B0},
    {0x27BF, 0x27BF}, {0x2B1B, 0x2B1C}, {0x2B50, 0x2B50}, {0x2B55, 0x2B55}, {0x2E80, 0x303E},
    {0x3041, 0xA4CF}, {0xAC00, 0xD7A3}, {0xF900, 0xFAFF}, {0xFE30, 0xFE6F}, {0xFF00, 0xFF60},
    {0xFFE0, 0xFFE6}, {0x1F300, 0x1FAFF}, {0x20000, 0x3FFFD},
};
// clang-format on

constexpr bool is_control(std::uint32_t code) noexcept {
    return is_in(code, control_codes);
}

constexpr std::size_t columns_of(std::uint32_t code) noexcept {
    if (code < 0x300) return 1;
    if (is_in(code, combining_codes)) return 0;
    return is_in(code, wide_codes) ? 2 : 1;
}

/// Bytes of a text as they may be shown, cell by cell. The text and the secrets must outlive it.
class display {
public:
    constexpr display(std::string_view text, list<span> const& secrets) noexcept
        : text_(text), secrets_(secrets) {}

    struct cell {
        std::array<char, 12> bytes{};
        std::size_t size{};
        std::size_t columns{};
        std::size_t end{};  ///< offset behind the bytes that it stands for

        constexpr std::string_view shown() const noexcept { return {bytes.data(), size}; }
    };

    constexpr cell at(std::size_t offset) const noexcept {
        if (span const* s = secret_at(offset)) return make_cell("********", 8, s->end());
        if (text_[offset] == '\t') return make_cell("    ", 4, offset + 1);
        glyph const g = glyph_at(text_, offset);
        std::size_t const end = offset + g.length;
        if (!g.valid || (g.code < 0x100 && is_control(g.code))) return make_hex("\\x", g.code, 2, "", end);
        if (is_control(g.code)) return make_hex("\\u{", g.code, 4, "}", end);
        return make_cell(text_.substr(offset, g.length), columns_of(g.code), end);
    }

    /// The start of the code point or secret that the byte belongs to.
    constexpr std::size_t start_of(std::size_t offset) const noexcept {
        if (span const* s = secret_at(offset)) return s->offset;
        std::size_t start = offset;
        for (int i = 0; i != 3 && start > 0 && start < text_.size() && is_continuation(text_[start]); ++i)
            --start;
        return start < text_.size() && start + glyph_at(text_, start).length > offset ? start : offset;
    }

private:
    constexpr span const* secret_at(std::size_t offset) const noexcept {
        std::size_t const behind =
            partition_point(secrets_, [offset](span const& s) { return s.offset <= offset; });
        return behind != 0 && offset < secrets_[behind - 1].end() ? &secrets_[behind - 1] : nullptr;
    }

    static constexpr void add(cell& to, std::string_view text) noexcept {
        for (char const c : text) to.bytes[to.size++] = c;
    }

    static constexpr cell make_cell(std::string_view shown, std::size_t columns, std::size_t end) noexcept {
        cell made;
        add(made, shown);
        made.columns = columns;
        made.end = end;
        return made;
    }

    static constexpr cell make_hex(std::string_view prefix, std::uint32_t code, int digits,
                                   std::string_view suffix, std::size_t end) noexcept {
        cell made = make_cell(prefix, 0, end);
        while (digits < 6 && code >> (4 * digits) != 0) ++digits;
        for (int i = digits - 1; i >= 0; --i)
            add(made, std::string_view("0123456789abcdef").substr(code >> (4 * i) & 0xFU, 1));
        add(made, suffix);
        made.columns = made.size;
        return made;
    }

    std::string_view text_;
    list<span> const& secrets_;
};

}  // namespace detail

/// Shows the findings of one text. It looks for the text's secrets once; findings in the order of the text
/// cost one pass over it together. The text must outlive it, and is shown as it is: nothing is read from
/// files.
template <class String = std::string>
class renderer {
public:
    /// `name` stands before each position, as compilers do it: a file's name, or `-`. `first_line` is the
    /// number of the text's first line in that file.
    renderer(std::string_view text, std::string_view name, std::uint32_t first_line = 1)
        : text_(text), name_(name), locator_(text, first_line) {}
    renderer(renderer const&) = delete;  // a part of it views another
    renderer& operator=(renderer const&) = delete;

    /// `title: `text``, in one line and at most 60 columns of the text. This is the finding's message.
    String render_message(finding const& f) const {
        std::string_view const title = f.what->title;
        String const excerpt = f.what->quotes_text ? render_excerpt(f.where) : String();
        return String(title) + (excerpt.empty() ? String() : ": `" + excerpt + "`");
    }

    /// The bytes of a span as they may be shown: secrets masked, control characters written out, cut after
    /// `limit` columns.
    String render_excerpt(span where, std::size_t limit = 60) const {
        String shown;
        std::size_t columns = 0;
        std::size_t const end = detail::min<std::size_t>(where.end(), text_.size());
        for (std::size_t at = where.offset; at < end;) {
            auto const cell = display_.at(at);
            if (columns + cell.columns > limit || shown.size() > 4 * limit) return shown + "...";
            shown += cell.shown();
            columns += cell.columns;
            at = cell.end;
        }
        return shown;
    }

    /// "Did you mean": the right text, as an excerpt, or nothing.
    String render_nearest(finding const& f) const {
        if (f.what->nearest == nullptr) return {};
        std::string_view const related = text_ / f.related;
        std::string_view const right = f.what->nearest(text_ / f.where, related);
        if (right.data() == related.data()) return render_excerpt(f.related);  // there may be a secret
        return renderer(right, {}).render_excerpt({0, static_cast<std::uint32_t>(right.size())});
    }

    /// Where a span of the text begins.
    position locate(span where) { return locator_.locate(where.offset); }

    /// The whole finding, several lines, with a last line end. `color` adds the terminal's escapes for the
    /// severity.
    String render(finding const& f, bool color = false) {
        position const at = locate(f.where);
        detail::decimal const line_number(at.line);
        std::string_view const number = line_number.digits();
        String const gutter(number.size(), ' ');
        constexpr std::array<std::string_view, 3> colors{"\033[1;36m", "\033[1;35m", "\033[1;31m"};
        auto const level = static_cast<std::size_t>(f.what->level);
        std::string_view const on = color ? colors[level] : "";
        std::string_view const off = color ? "\033[0m" : "";

        String out = render_name();
        append_position(out, at);
        out.append(": ")
            .append(on)
            .append(name_of(f.what->level))
            .append(off)
            .append(": ")
            .append(render_message(f));
        out.append(" [").append(f.what->id).append("]\n");
        auto const [line, carets] = render_line(f.where);
        out.append(" ").append(number).append(" | ").append(line).append("\n ");
        out.append(gutter).append(" | ").append(on).append(carets).append(off).append("\n");
        String const indent = ' ' + gutter;
        if (f.related.length != 0) append_related(out.append(indent), f.related);
        append_wrapped(out, indent, "why: ", f.what->why);
        String const nearest = render_nearest(f);
        if (!nearest.empty()) append_wrapped(out, indent, "did you mean ", '`' + nearest + "`?");
        append_wrapped(out, indent, "fix: ", f.what->fix);
        out.append(indent).append(" = see: ").append(f.what->reference).append("\n");
        return out;
    }

private:
    static void append_position(String& out, position at) {
        out.append(":").append(detail::decimal(at.line).digits());
        out.append(":").append(detail::decimal(at.column).digits());
    }

    void append_related(String& out, span related) {
        out.append(" = with: `").append(render_excerpt(related)).append("` at ").append(render_name());
        append_position(out, locate(related));
        out.append("\n");
    }

    struct line_view {
        String line;
        String carets;
    };

    static constexpr std::size_t width = 72;   ///< columns of a source line that are shown
    static constexpr std::size_t before = 40;  ///< at most, to the left of the caret, when the line is cut

    /// The line of the span's first byte, cut around it, and carets under the span's part in it.
    line_view render_line(span where) const {
        std::size_t const first = display_.start_of(detail::min<std::size_t>(where.offset, text_.size()));
        std::size_t from = first;
        std::size_t back = 0;
        while (from > 0 && text_[from - 1] != '\n' && back < width && first - from < 4 * width) {
            from = display_.start_of(from - 1);
            back += display_.at(from).columns;
        }
        bool const cut = back >= width || first - from >= 4 * width;
        if (cut) from = skip_columns(from, first, before);
        line_view view;
        if (cut) view = {"...", "   "};
        std::size_t used = view.line.size();
        for (std::size_t at = from; at < text_.size() && !is_line_end(at);) {
            auto const cell = display_.at(at);
            if (used + cell.columns > width || view.line.size() > 4 * width) {
                view.line += "...";
                break;
            }
            view.line += cell.shown();
            used += cell.columns;
            bool const marked = cell.end > where.offset && at < detail::max(where.end(), where.offset + 1);
            view.carets.append(cell.columns, marked && at >= first ? '^' : ' ');
            at = cell.end;
        }
        if (view.carets.find('^') == String::npos) view.carets += '^';
        view.carets.erase(view.carets.find_last_of('^') + 1);
        return view;
    }

    /// The first offset at or behind `from` with at most `columns` columns left to `to`.
    std::size_t skip_columns(std::size_t from, std::size_t to, std::size_t columns) const {
        std::size_t all = 0;
        for (std::size_t at = from; at < to; at = display_.at(at).end) all += display_.at(at).columns;
        for (; from < to && all > columns; from = display_.at(from).end) all -= display_.at(from).columns;
        return detail::min(from, to);
    }

    bool is_line_end(std::size_t at) const noexcept {
        return text_[at] == '\n' || (text_[at] == '\r' && at + 1 < text_.size() && text_[at + 1] == '\n');
    }

    /// A file's name may hold anything, too.
    String render_name() const {
        detail::list<span> const none;
        detail::display const names(name_, none);
        String shown;
        for (std::size_t at = 0; at < name_.size();) {
            auto const cell = names.at(at);
            shown += cell.shown();
            at = cell.end;
        }
        return shown;
    }

    /// ` = label text`, broken at spaces so that lines fit into 80 columns.
    static void append_wrapped(String& out, std::string_view indent, std::string_view label,
                               std::string_view text) {
        out.append(indent).append(" = ").append(label);
        std::size_t const start = indent.size() + 3 + label.size();
        std::size_t column = start;
        while (!text.empty()) {
            std::size_t const space = detail::min(text.find(' '), text.size());
            if (column != start && column + 1 + space > 80) {
                out.append("\n").append(start, ' ');
                column = start;
            } else if (column != start) {
                out.append(" ");
                ++column;
            }
            out.append(text.substr(0, space));
            column += space;
            text.remove_prefix(detail::min(space + 1, text.size()));
        }
        out.append("\n");
    }

    std::string_view text_;
    std::string_view name_;
    locator locator_;
    detail::list<span> secrets_ = find_secrets(text_);
    detail::display display_{text_, secrets_};
};

/// A whole report, each finding as `renderer::render` shows it, parted by empty lines.
template <class String = std::string>
String render(report const& findings, std::string_view text, std::string_view name, bool color = false) {
    if (findings.empty()) return {};  // before the text is searched for secrets
    renderer<String> with(text, name);
    String out;
    for (finding const& f : findings) out.append(out.empty() ? "" : "\n").append(with.render(f, color));
    if (findings.dropped() == 1) out.append("\n1 more finding is not shown\n");
    if (findings.dropped() > 1)
        out.append("\n")
            .append(detail::decimal(findings.dropped()).digits())
            .append(" more findings are not shown\n");
    return out;
}

}  // namespace snsproof
