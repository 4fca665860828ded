"""Parses and validates STIX bundles, and counts their objects. Arguments: the binary, the bundle of all records, others."""

import re
import subprocess
import sys
from collections import Counter

import stix2
from stix2validator import ValidationOptions, validate_file

# A UUID that is not of version 4, a relationship type and properties of ATT&CK's, a URL without a hash.
EXPECTED = {"103", "202", "302", "401"}
KINDS = {
    "tactic": "x-mitre-tactic",
    "technique": "attack-pattern",
    "mitigation": "course-of-action",
    "case-study": "campaign",
}
REFERENCES = ("created_by_ref", "source_ref", "target_ref")


def parsed(path):
    """The objects of a bundle, as the parser read them."""
    with open(path, encoding="utf-8") as file:
        objects = stix2.parse(file.read(), allow_custom=True).objects
    ids = Counter(item["id"] for item in objects)
    repeated = [name for name, count in ids.items() if count > 1]
    assert not repeated, f"{path}: repeated ids: {repeated[:5]}"
    dangling = [item[key] for item in objects for key in REFERENCES if key in item and item[key] not in ids]
    assert not dangling, f"{path}: dangling references: {dangling[:5]}"
    return objects


def validate(path):
    """Demands that a bundle has no error, and no warning but those expected."""
    result = validate_file(path, ValidationOptions(version="2.1"))
    errors = [str(error) for item in result.object_results for error in item.errors or []]
    assert result.is_valid and not errors, f"{path}: {errors[:5] or result.fatal}"
    warnings = [str(warning) for item in result.object_results for warning in item.warnings or []]
    codes = Counter((re.search(r"\{(\d+)\}", warning) or [None, warning])[1] for warning in warnings)
    assert set(codes) <= EXPECTED, f"{path}: unexpected warnings: {set(codes) - EXPECTED}"
    return codes


def main(atlas, whole, *parts):
    def count(*words):
        return int(subprocess.run([atlas, *words, "--count"], check=True, capture_output=True, text=True).stdout)

    for path in (whole, *parts):
        objects = parsed(path)
        types = Counter(item["type"] for item in objects)
        if path == whole:
            for kind, name in KINDS.items():
                assert types[name] == count("list", "--kind", kind), f"{kind}: {types[name]} {name}"
            verbs = Counter(item["relationship_type"] for item in objects if item["type"] == "relationship")
            assert verbs["mitigates"] == count("mitigations", "--with", "techniques"), verbs
            assert verbs["subtechnique-of"] == count("techniques", "--sub"), verbs
        codes = validate(path)
        print(f"STIX: {len(objects)} objects, no errors, expected warnings: {dict(sorted(codes.items()))}")


if __name__ == "__main__":
    main(*sys.argv[1:])
