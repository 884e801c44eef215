// SPDX-License-Identifier: Apache-2.0
// Texts in many languages, and what no output may show of them.
#pragma once

#include "snsproof/secret.hpp"

#include "../verify.hpp"

#include <cstddef>
#include <string_view>

namespace cases {

using namespace std::string_view_literals;

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
    {"{\"sns_key\":{\"a\":\"b\",\"c\":[1,\"}\"]},\"x\":1}", {"{\"a\":\"b\",\"c\":[1,\"}\"]}"}},
    {"{\"gcs_credentials\":[\"a\",\"b\"],\"x\":1}", {"[\"a\",\"b\"]"}},
    {"{\"gcs_credentials\":{\"private_key\":\"b\"}}", {"{\"private_key\":\"b\"}"}},
    {"{\"secret\":\"a\",\"key\":\"b\",\"password\":\"c\",\"credential\":\"d\"}", {"a", "b", "c", "d"}},
    {"{\"sns_secrt\":\"a\",\"sqs_secrets\":\"b\",\"sns_kye\":\"c\",\"sns_scrt\":\"d\"}",
     {"a", "b", "c", "d"}},

    // Nothing to hide.
    {"{\"sns_key\":null,\"sns_secret\":true,\"x_key\":false}"},
    {"{\"sns_key\":\"\"}"},
    {"{\"id\":\"a\",\"sns_topic_arn\":\"b\",\"keyboard\":\"c\",\"secretary\":\"d\",\"sns_key_id\":\"e\"}"},
    {"{\"event_types\":[\"message.new\"],\"sns_region\":\"us-east-1\",\"sns_auth_type\":\"keys\"}"},
    {""},
    {"_key"},
    {"_key:"},
    {"\"sns_key\":\""},

    // JSON within a string of JSON.
    {"{\"body\":\"{\\\"sns_key\\\":\\\"AKIA1\\\",\\\"x\\\":1}\"}", {"AKIA1"}},
    {"\"{\\\"sns_secret\\\": \\\"a\\\\\\\"b\\\"}\"", {"a\\\\\\\"b"}},
    {"\\\\\\\"sns_key\\\\\\\":\\\\\\\"AKIA1\\\\\\\"", {"AKIA1"}},
    {"\"sns_k\\\\\\\\\\\\\\\\u0065y\":\"a\"", {"a"}},

    // Broken JSON.
    {"{\"sns_key\":\"AKIA1", {"AKIA1"}},
    {"{\"sns_key\":\"AKIA1\\", {"AKIA1\\"}},
    {"{\"sns_secret\":AKIA1}", {"AKIA1"}},
    {"{\"sns_secret\" \"a\"}", {"a"}},
    {"{\"sns_secret\" AKIA1}", {"AKIA1"}},
    {"{sns_secret:\"a\"", {"a"}},
    {"{\"sns_secret:\"a\"", {"a"}},
    {"{\"gcs_credentials\":{\"a\":\"b\"", {"{\"a\":\"b\""}},
    {"{\"gcs_credentials\":[\"a", {"[\"a"}},
    {"{\"gcs_credentials\":[\"a\"}],\"x\":\"b\"}", {"[\"a\"}],\"x\":\"b\"}"}},
    {"{\"sns_key\":\"one\",,\"sns_secret\":\"two\",,]", {"one", "two"}},
    {"{\"sns_key\":\"one\" \"sns_secret\":\"two\",,]\nx", {"one\" \"sns_secret\":\"two\",,]"}},
    {"{\xE2\x80\x9Csns_key\xE2\x80\x9D: \xE2\x80\x9C"
     "a\xE2\x80\x9D,\n1}",
     {"a\xE2\x80\x9D,"}},
    {"{`sns_key`: `a b`}", {"a b"}},
    {"{\"sns_key\"::\"a\"}", {"a"}},

    // UTF-16: by its byte order mark, or by the zero byte of its first character.
    {"\xFF\xFEx", {"\xFF\xFEx"}},
    {"\xFE\xFFx", {"\xFE\xFFx"}},
    {"{\0"sv, {"{\0"sv}},
    {"\0{"sv, {"\0{"sv}},

    // JavaScript, Ruby, Python, PHP, shell, YAML.
    {"const hook = { sns_key: 'AKIA1', sns_secret: \"b\" };", {"AKIA1", "b"}},
    {"hook = {'sns_key': 'it\\'s', 'sns_secret': '\"'}", {"it\\'s", "\""}},
    {"\"sns_key\" => \"AKIA1\",\n:sns_secret => 'b'", {"AKIA1", "b"}},
    {"update(sns_key: 'a', sns_secret: 'b')", {"a", "b')"}},
    {"{u'sns_key': u'a b'}\nx", {"u'a b'}"}},
    {"hook[\"sns_secret\"] = \"a\";\nx", {"a\";"}},
    {"sns_key: \"a\" + \"b\"\nx", {"a\" + \"b\""}},
    {"sns_key=AKIA1 sns_secret=b\nx", {"AKIA1 sns_secret=b"}},
    {"export AWS_SECRET_ACCESS_KEY=abc\nx", {"abc"}},
    {"sns_key: AKIA1\nsns_secret: b\n", {"AKIA1", "b"}},
    {"sns_secret: |\n  a\n  b\nx: 1\n", {"|\n  a\n  b\nx: 1\n"}},
    {"sns_secret: >-\n  a\n  b\nx: 1\n", {">-\n  a\n  b\nx: 1\n"}},
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
