// SPDX-License-Identifier: Apache-2.0
// Texts in many languages, and what no output may show of them.
#pragma once

#include "snsproof/secret.hpp"

#include "../verify.hpp"

#include <cstddef>
#include <string_view>

namespace cases {

struct secret_case {
    std::string_view text;
    std::string_view secrets[4]{};
};

inline constexpr secret_case secrets[] = {
    // JSON.
    {"{\"sns_key\":\"AKIA1\",\"sns_secret\":\"s3cr3t\"}", {"AKIA1", "s3cr3t"}},
    {"{ \"sqs_key\" : \"AKIA1\" ,\n \"sqs_secret\"\t:\n\"x y\" }", {"AKIA1", "x y"}},
    {"{\"gcs_credentials\":\"{}\"}", {"{}"}},
    {"{\"_key\":\"a\",\"private_key\":\"b\"}", {"a", "b"}},
    {"{\"SNS_KEY\":\"a\",\"Sns_Secret\":\"b\",\"Credentials\":\"c\"}", {"a", "b", "c"}},
    {"{\"sns_key\":\"a\\\"b\\\\\",\"x\":\"c\"}", {"a\\\"b\\\\"}},
    {"{\"sns_k\\u0065y\":\"a\",\"sns\\u005Fsecret\":\"b\"}", {"a", "b"}},
    {"{\"sns_key\":12345}", {"12345"}},
    {"{\"sns_key\":\"\\ud83d\\ude00\"}", {"\\ud83d\\ude00"}},
    {"{\"sns_key\":{\"a\":\"b\",\"c\":[1,\"}\"]},\"x\":1}", {"\"a\":\"b\",\"c\":[1,\"}\"]"}},
    {"{\"gcs_credentials\":[\"a\",\"b\"],\"x\":1}", {"\"a\",\"b\""}},
    {"{\"gcs_credentials\":{\"private_key\":\"b\"}}", {"\"private_key\":\"b\""}},

    // Nothing to hide.
    {"{\"sns_key\":null,\"sns_secret\":true,\"x_key\":false}"},
    {"{\"sns_key\":\"\",\"sns_secret\":{}}"},
    {"{\"id\":\"a\",\"sns_topic_arn\":\"b\",\"keyboard\":\"c\",\"secret\":\"d\",\"key\":\"e\"}"},
    {"{\"sns_key_id\":\"a\",\"sns_secrets\":\"b\"}"},
    {"{\"event_types\":[\"sns_key\",\"sns_secret\"]}"},
    {""},
    {"_key"},
    {"_key:"},
    {"\"sns_key\":\""},

    // JSON within a string of JSON.
    {"{\"body\":\"{\\\"sns_key\\\":\\\"AKIA1\\\",\\\"x\\\":1}\"}", {"AKIA1"}},
    {"\"{\\\"sns_secret\\\": \\\"a\\\\\\\"b\\\"}\"", {"a\\\\\\\"b"}},
    {"\\\\\\\"sns_key\\\\\\\":\\\\\\\"AKIA1\\\\\\\"", {"AKIA1"}},

    // Broken JSON.
    {"{\"sns_key\":\"AKIA1", {"AKIA1"}},
    {"{\"sns_key\":\"AKIA1\\", {"AKIA1\\"}},
    {"{\"sns_secret\":AKIA1}", {"AKIA1"}},
    {"{\"sns_secret\" \"a\"}"},
    {"{sns_secret:\"a\"", {"a"}},
    {"{\"sns_secret:\"a\"", {"a"}},
    {"{\"gcs_credentials\":{\"a\":\"b\"", {"\"a\":\"b\""}},
    {"{\"gcs_credentials\":[\"a", {"\"a"}},
    {"{\"sns_key\":\"one\" \"sns_secret\":\"two\",,]", {"one", "two"}},
    {"{\"sns_key\"::\"a\"}", {"a"}},

    // JavaScript, Ruby, Python, PHP, shell.
    {"const hook = { sns_key: 'AKIA1', sns_secret: \"b\" };", {"AKIA1", "b"}},
    {"hook = {'sns_key': 'it\\'s', 'sns_secret': '\"'}", {"it\\'s", "\""}},
    {"\"sns_key\" => \"AKIA1\",\n:sns_secret => 'b'", {"AKIA1", "b"}},
    {"update(sns_key: 'a', sns_secret: 'b')", {"a", "b"}},
    {"sns_key=AKIA1 sns_secret=b", {"AKIA1", "b"}},
    {"export AWS_SECRET_ACCESS_KEY=abc\nx", {"abc"}},
    {"sns_key: AKIA1\nsns_secret: b\n", {"AKIA1", "b"}},
};

constexpr bool is_hidden(secret_case const& c) {
    auto const found = snsproof::find_secrets(c.text);
    std::size_t i = 0;
    for (auto const where : found) {
        if (i == std::size(c.secrets) || c.text / where != c.secrets[i] || where.length == 0) return false;
        ++i;
    }
    return i == std::size(c.secrets) || c.secrets[i].empty();
}

}  // namespace cases
