# SPDX-License-Identifier: Apache-2.0
"""Makes the perfect hash of a table of names that include/snsproof/detail/name_index.hpp looks up.

It is made here and not by the compiler, since building it would cost every translation unit of every user 0.1 s. A
wrong table cannot go unseen: the tests look up every name, at compile time too.
"""
import textwrap

MASK = (1 << 64) - 1


def hash_name(name):
    """As `detail::hash_name` does it."""
    data = name.encode()
    first = last = 0
    if len(data) >= 8:
        first = int.from_bytes(data[:8], "little")
        last = int.from_bytes(data[-8:], "little")
    else:
        for c in data:
            first = first << 8 | c
    rotated = (last << 31 | last >> 33) & MASK
    h = (first * 0x9E3779B97F4A7C15 & MASK) ^ (rotated * 0xD6E8FEB86659FD93 & MASK)
    h ^= len(data) * 0xA24BAED4963EE407 & MASK
    return (h ^ h >> 32) * 0x9FB21C651E98DF25 & MASK


def slot(h, seed, slots):
    return ((h ^ seed) * 0x9E3779B97F4A7C15 & MASK) >> 40 & slots - 1


def make(names):
    """Seeds and slots; a slot holds an index counted from 1, or 0."""
    buckets = 1 << (len(names) // 3).bit_length()
    slots = 1 << (2 * len(names) - 1).bit_length()
    hashes = [hash_name(n) for n in names]
    assert len(set(hashes)) == len(names) < 256, "two names have the same hash, or there are too many"
    groups = [[i for i, h in enumerate(hashes) if h % buckets == b] for b in range(buckets)]
    seeds, filled = [0] * buckets, [0] * slots
    for b in sorted(range(buckets), key=lambda b: -len(groups[b])):
        for seed in range(256):
            places = [slot(hashes[i], seed, slots) for i in groups[b]]
            if len(set(places)) == len(places) and not any(filled[p] for p in places):
                break
        else:
            raise AssertionError("no seed parts the names of a bucket")
        seeds[b] = seed
        for i, p in zip(groups[b], places):
            filled[p] = i + 1
    return seeds, filled


def lines(variable, names):
    """The C++ definition of the index."""
    seeds, filled = make(names)
    out = [f"inline constexpr name_index<{len(seeds)}, {len(filled)}> {variable}{{"]
    for numbers in (seeds, filled):
        out += textwrap.wrap("{" + ", ".join(map(str, numbers)) + "},", 108, initial_indent="    ",
                             subsequent_indent="     ")
    return out + ["};"]
