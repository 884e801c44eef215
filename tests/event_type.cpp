// SPDX-License-Identifier: Apache-2.0
#include "snsproof/event_type.hpp"

#include "cases/event_type.hpp"

#include <boost/test/unit_test.hpp>

#include <set>
#include <string>
#include <string_view>

BOOST_AUTO_TEST_SUITE(event_type_tests)

BOOST_AUTO_TEST_CASE(types) {
    for (auto const& c : cases::event_types) BOOST_TEST(cases::is_event_type_case(c), c.name);
}

BOOST_AUTO_TEST_CASE(unknown_types) {
    for (auto const name : cases::unknown_event_types)
        BOOST_TEST(cases::is_unknown(name), "`" << name << "`");
}

BOOST_AUTO_TEST_CASE(nearest) {
    for (auto const& c : cases::nearest_event_types)
        BOOST_TEST(cases::is_nearest_event_type(c),
                   "`" << c.wrong << "`: " << snsproof::nearest_event_type(c.wrong));
}

BOOST_AUTO_TEST_CASE(facts) {
    for (auto const& f : cases::event_type_facts) BOOST_TEST(f.holds(), f.what);
}

// The hash looks at the first and the last eight bytes and the length only.
BOOST_AUTO_TEST_CASE(no_other_name_is_found) {
    std::set<std::string_view> names;
    for (auto const& t : snsproof::detail::event_types) names.insert(t.name);
    auto const check = [&](std::string const& name) {
        bool const found = snsproof::find_event_type(name) != nullptr;
        if (found != names.contains(name)) BOOST_ERROR("`" << name << "`: " << found);
    };
    for (std::string_view const known : names) {
        std::string const name(known);
        check(name + name);
        for (std::size_t i = 0; i <= name.size(); ++i) {
            check(name.substr(0, i));
            check(name.substr(i));
            for (char const c : std::string_view("aez._-*A\0", 9)) {
                check(name.substr(0, i) + c + name.substr(i));
                if (i != name.size()) check(name.substr(0, i) + c + name.substr(i + 1));
            }
            if (i != name.size()) check(name.substr(0, i) + name.substr(i + 1));
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
