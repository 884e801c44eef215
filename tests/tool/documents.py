# SPDX-License-Identifier: Apache-2.0
"""The documents that run.py gives to the tool: hooks without a fault, and secrets where they are hard to find."""

import json

SECRET = "Zx9/QwErTyUiOp+AsDfGhJkLzXcVbNm12345678w"
NUMBER = "907316452873645198"


def uuid(n):
    return f"0c5e5d4a-2f0b-4d6e-9a53-1f6f2f0f6a{n:02}"


def hook(n, **changes):
    """A hook without a fault; None removes a field."""
    fields = {"id": uuid(n), "hook_type": "sns", "enabled": True, "event_types": ["message.new"],
              "sns_topic_arn": f"arn:aws:sns:eu-west-1:210987654321:topic-{n}", "sns_region": "eu-west-1",
              "sns_auth_type": "resource", **changes}
    return {k: v for k, v in fields.items() if v is not None}


def forms(hooks):
    """The three documents that hold a list."""
    return hooks, {"event_hooks": hooks}, {"app": {"name": "x", "event_hooks": hooks}}


def awkward():
    """Documents in which the secret should be seen by nobody. Each stands in a list of hooks with other faults."""
    s, q = SECRET, json.dumps
    pem = "-----BEGIN PRIVATE KEY-----\n" + s + "\n-----END PRIVATE KEY-----\n"
    fields = {
        "plain": f'"sns_secret": "{s}"',
        "both on one line": f'"sns_key": "{s}", "sns_secret": "{s}", "enabled": "no"',
        "key and secret twice": f'"sns_secret": "{s}", "sns_secret": "{s}x"',
        "upper case": f'"SNS_SECRET": "{s}"',
        "escaped key": f'"\\u0073ns_s\\u0065cret": "{s}"',
        "escaped end of a key": f'"sns\\u005Fsecre\\u0074": "{s}"',
        "white space": f'"sns_secret"\t\r\n :\n\n\t "{s}"',
        "escaped quote": f'"sns_secret": "ab\\"{s}\\\\"',
        "wrong escape": f'"sns_secret": "\\q{s}"',
        "line end in a string": f'"sns_secret": "ab\n{s}"',
        "number": f'"sns_secret": {NUMBER}',
        "negative number": f'"sns_key": -{NUMBER}e5',
        "list": f'"sns_secret": ["{s}", ["{s}"]]',
        "object": f'"sns_secret": {{"value": "{s}"}}',
        "credentials as a string": '"failover_config": ' + q({"gcs_credentials": q({"private_key": pem})}),
        "credentials as an object": '"failover_config": ' + q({"gcs_credentials": {"a}": "}]", "private_key": pem}}),
        "JSON in a string": f'"description": {q(q({"sns_secret": s, "x": 1}))}',
        "JSON in JSON in a string": f'"description": {q(q({"a": q({"sns_secret": s})}))}',
        "escaped key in a string": '"description": "{\\"sns_s\\\\u0065cret\\": \\"' + s + '\\"}"',
        "in a URL": f'"webhook_url": "https://a.example/?api_key={s}&x=1"',
        "very long line": '"x": "' + "x" * 5000 + f'", "sns_secret": "{s}", "y": "' + "y" * 5000 + '"',
        "long secret": '"sns_secret": "' + "z" * 5000 + s + "z" * 5000 + '"',
        "no opening quote": f'"sns_secret": {s}"',
        "no quotes": f'sns_secret: {s}',
        "single quotes": f"'sns_secret': '{s}'",
        "backquotes": f'"sns_secret": `{s}`',
        "equals sign": f'"sns_secret" = "{s}"',
        "arrow": f'"sns_secret" => "{s}"',
        "no closing quote": f'"sns_secret": "{s}',
        "bytes that are no UTF-8": f'"sns_secret": "\udcff{s}"',
        "a key that the tool itself takes for sns_secret": f'"sns_secert": "{s}"',
        "that key in camel case": f'"snsSecret": "{s}"',
        "no colon": f'"sns_secret" "{s}"',
        "comma for a colon": f'"sns_secret", "{s}"',
        "comment": f'"sns_secret": /* new */ "{s}"',
        "no-break space": f'"sns_secret":\u00a0"{s}"',
        "no-break space before the colon": f'"sns_secret"\u00a0: "{s}"',
        "NUL": f'"sns_secret": \x00"{s}"',
        "typographic quotes": f'\u201csns_secret\u201d: \u201c{s}\u201d',
        "prefix of Python": f'"sns_secret": b"{s}"',
        "parentheses": f'"sns_secret": ("{s}")',
        "template": f'"sns_secret": ${{X:-"{s}"}}',
    }
    for name, field in fields.items():
        yield name, '[{"id": "x", ' + field + ', "hook_type": "sns", "nonsense": 1}]'
        if name in ("plain", "number", "object", "credentials as an object"):
            yield name + ", in flat settings", '{"app": {' + field + ', "event_hooks": [' + q(hook(1)) + "]}}"
    yield "UTF-16", f'[{{"sns_secret": "{s}"}}]'.encode("utf-16-le")
