// SPDX-License-Identifier: Apache-2.0
// Regions, the partitions that they belong to, and texts that are none.
#pragma once

#include "snsproof/region.hpp"

#include "../verify.hpp"

#include <cstddef>
#include <string_view>

namespace cases {

struct region_case {
    std::string_view name;
    std::string_view partition;  ///< empty: the text is no region
    bool is_known;
};

inline constexpr region_case regions[] = {
    // One of each partition and of each stem.
    {"us-east-1", "aws", true},
    {"eu-central-2", "aws", true},
    {"ap-southeast-7", "aws", true},
    {"sa-east-1", "aws", true},
    {"ca-west-1", "aws", true},
    {"me-south-1", "aws", true},
    {"af-south-1", "aws", true},
    {"il-central-1", "aws", true},
    {"mx-central-1", "aws", true},
    {"cn-northwest-1", "aws-cn", true},
    {"eusc-de-east-1", "aws-eusc", true},
    {"us-iso-west-1", "aws-iso", true},
    {"us-isob-east-1", "aws-iso-b", true},
    {"eu-isoe-west-1", "aws-iso-e", true},
    {"us-isof-south-1", "aws-iso-f", true},
    {"us-gov-west-1", "aws-us-gov", true},
    // Of the form that a partition's regions have: it may be newer than the table.
    {"us-south-1", "aws", false},
    {"eu-west-99", "aws", false},
    {"cn-south-1", "aws-cn", false},
    {"eusc-de-west-2", "aws-eusc", false},
    {"us-iso-north-1", "aws-iso", false},
    {"us-isob-south-12", "aws-iso-b", false},
    {"eu-isoe-east-1", "aws-iso-e", false},
    {"us-isof-west-1", "aws-iso-f", false},
    {"us-gov-central-1", "aws-us-gov", false},
    {"us-gov-1", "aws", false},
    // No region: pseudo regions, names, zones, other cases, half a region.
    {"aws-global", "", false},
    {"aws-cn-global", "", false},
    {"aws-us-gov-global", "", false},
    {"aws-iso-global", "", false},
    {"", "", false},
    {"global", "", false},
    {"us", "", false},
    {"us-", "", false},
    {"us-east", "", false},
    {"us-east-", "", false},
    {"us--1", "", false},
    {"-east-1", "", false},
    {"us-east-1a", "", false},
    {"us-east-1-1", "", false},
    {"us-east1", "", false},
    {"useast-1", "", false},
    {"xx-east-1", "", false},
    {"US-EAST-1", "", false},
    {"us-east-1 ", "", false},
    {" us-east-1", "", false},
    {"us-ea st-1", "", false},
    {"us-isox-east-1", "", false},
    {"eusc-fr-east-1", "", false},
    {"eusc-east-1", "", false},
    {"N. Virginia", "", false},
};

constexpr bool is_region_case(region_case const& c) {
    auto const* const known = snsproof::find_region(c.name);
    auto const* const owner = snsproof::find_partition_of_region(c.name);
    if ((known != nullptr) != c.is_known) return false;
    if (known != nullptr && (known->name != c.name || known->partition != c.partition)) return false;
    return c.partition.empty() ? owner == nullptr : owner != nullptr && owner->name == c.partition;
}

inline constexpr nearest_case nearest_regions[] = {
    {"us-east1", "us-east-1"},
    {"us-esat-1", "us-east-1"},
    {"US-WEST-2", "us-west-2"},
    {"eu-centrall-1", "eu-central-1"},
    {"ap-southest-2", "ap-southeast-2"},
    {"us_east_2", "us-east-2"},
    {"cn-norht-1", "cn-north-1"},
    {"us-east-1a", "us-east-1"},
    {"", ""},
    {"eu-wst", ""},
    {"virginia", ""},
    {"something-else-entirely", ""},
};

constexpr bool is_nearest_region(nearest_case const& c) {
    return snsproof::nearest_region(c.wrong) == c.right;
}

inline constexpr fact region_facts[] = {
    {"each region of the table is found, belongs to a partition and has the form of exactly this one",
     [] {
         for (auto const& r : snsproof::detail::regions) {
             if (snsproof::find_region(r.name) != &r) return false;
             if (snsproof::find_partition_of_region(r.name) != snsproof::find_partition(r.partition))
                 return false;
             std::size_t forms = 0;
             for (auto const& p : snsproof::detail::partitions) {
                 std::string_view stems = p.stems;
                 for (bool more = true; more;) {
                     std::size_t const bar = stems.find('|');
                     more = bar != std::string_view::npos;
                     bool const fits = snsproof::detail::has_form(r.name, stems.substr(0, bar));
                     if (fits && p.name != r.partition) return false;
                     forms += fits ? 1 : 0;
                     if (more) stems.remove_prefix(bar + 1);
                 }
             }
             if (forms != 1) return false;
         }
         return true;
     }},
    {"there are eight partitions, found by name",
     [] {
         for (auto const& p : snsproof::detail::partitions)
             if (snsproof::find_partition(p.name) != &p || p.dns_suffix.empty()) return false;
         return snsproof::detail::partitions.size() == 8 && snsproof::find_partition("") == nullptr &&
                snsproof::find_partition("AWS") == nullptr && snsproof::find_partition("aws-") == nullptr &&
                snsproof::find_partition("aws")->dns_suffix == "amazonaws.com" &&
                snsproof::find_partition("aws-cn")->dns_suffix == "amazonaws.com.cn";
     }},
    {"regions that were launched after March 2019 are opt-in",
     [] {
         using snsproof::find_region;
         return !find_region("us-east-1")->opt_in && !find_region("eu-north-1")->opt_in &&
                find_region("ap-east-1")->opt_in && find_region("me-south-1")->opt_in &&
                find_region("ca-west-1")->opt_in && !find_region("ca-central-1")->opt_in &&
                !find_region("us-gov-west-1")->opt_in;
     }},
};

}  // namespace cases
