"""Documents that are checked, their errors, references and formats."""

import jsonschema
from jsonschema import Draft202012Validator, FormatChecker

SCHEMA = {
    "type": "object",
    "required": ["id", "lines"],
    "properties": {
        "id": {"type": "integer", "minimum": 1},
        "lines": {"type": "array", "items": {"$ref": "#/$defs/line"}, "uniqueItems": True},
        "mail": {"format": "email"},
    },
    "additionalProperties": False,
    "$defs": {"line": {"type": "object", "properties": {"name": {"type": "string", "pattern": "^[a-z]+$"}}, "required": ["name"]}},
}


def run():
    validator = Draft202012Validator(SCHEMA, format_checker=FormatChecker())
    documents = [{"id": 1, "lines": [{"name": "a"}]}, {"id": 0, "lines": [{"name": "A"}, {}], "x": 1}, {"lines": [1, 1], "mail": "no"}, []]
    errors = [sorted((e.json_path, e.validator, e.message) for e in validator.iter_errors(d)) for d in documents]
    try:
        Draft202012Validator.check_schema({"type": "nothing"})
    except jsonschema.SchemaError as error:
        failure = error.json_path
    return errors, validator.is_valid(documents[0]), failure
