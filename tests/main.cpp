// SPDX-License-Identifier: Apache-2.0
#define BOOST_TEST_MODULE snsproof
#include <boost/test/tree/traverse.hpp>
#include <boost/test/unit_test.hpp>

#include <string>

namespace ut = boost::unit_test;

namespace {

struct suite_check : ut::test_tree_visitor {
    void visit(ut::test_case const& test) override {
        std::string const name = test.full_name();
        auto const suite = "," + name.substr(0, name.find('/')) + ",";
        BOOST_TEST(suites.find(suite) != suites.npos, name << " is in no suite that CTest runs");
    }
    std::string suites = ",main_tests," SNSPROOF_SUITES ",";
};

}  // namespace

// CTest runs one suite per file by its name, so a test outside of those would never run.
BOOST_AUTO_TEST_SUITE(main_tests)

BOOST_AUTO_TEST_CASE(every_test_is_in_the_suite_of_its_file) {
    suite_check check;
    ut::traverse_test_tree(ut::framework::master_test_suite(), check, true);
}

BOOST_AUTO_TEST_SUITE_END()
