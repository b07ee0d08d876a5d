"""Print what ships with Opstap as CycloneDX 1.6 JSON: `./run sbom > opstap.cdx.json`.

Python packages come from requirements.lock with the hashes that are installed by, and with the
licence that the installed package states; files for browsers from vendor.toml. The same tree gives
the same text: no moment and no number by chance is in it.
"""

import json
import re
import sys
import tomllib
import uuid
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
_PIN = re.compile(
    r"^([A-Za-z0-9._-]+)==([^\s;\\]+)([^\\\n]*)((?:\s*\\\n\s+--hash=sha256:[0-9a-f]{64})*)", re.M
)


def bom() -> dict[str, Any]:
    parts = [*python_packages(), *browser_packages()]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    us = {
        "type": "application",
        "bom-ref": "opstap",
        "name": "opstap",
        "version": project["version"],
        "licenses": [{"license": {"id": project["license"]}}],
    }
    number = uuid.uuid5(uuid.NAMESPACE_URL, json.dumps([us, parts], sort_keys=True))
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{number}",
        "version": 1,
        "metadata": {"component": us},
        "components": parts,
        "dependencies": [{"ref": "opstap", "dependsOn": [one["bom-ref"] for one in parts]}],
    }


def python_packages() -> list[dict[str, Any]]:
    found = _PIN.findall((ROOT / "requirements.lock").read_text("utf-8"))
    return [_python(name, version, re.findall(r"[0-9a-f]{64}", hashes))
            for name, version, _marker, hashes in found]  # fmt: skip


def _python(name: str, version: str, hashes: list[str]) -> dict[str, Any]:
    url = f"pkg:pypi/{name.lower()}@{version}"
    part = {"type": "library", "bom-ref": url, "name": name, "version": version, "purl": url}
    part["hashes"] = [{"alg": "SHA-256", "content": one} for one in hashes]
    licence = stated_licence(name)
    return part | ({"licenses": [{"license": {"name": licence}}]} if licence else {})


def stated_licence(name: str) -> str:
    """In the package's own words; empty where it is not installed or says nothing."""
    try:
        said = metadata(name)
    except PackageNotFoundError:
        return ""
    classes = [
        c.rpartition(" :: ")[2] for c in said.get_all("Classifier") or [] if "License ::" in c
    ]
    first = (said.get("License") or "").strip().partition("\n")[0][:80]
    return said.get("License-Expression") or ", ".join(classes) or first


def browser_packages() -> list[dict[str, Any]]:
    """What a browser gets; what only tests use stays out."""
    listing = tomllib.loads((ROOT / "vendor.toml").read_text("utf-8"))
    made = [_browser(one) for one in listing["package"]]
    return [one for one in made if one["components"]]


def _browser(package: dict[str, Any]) -> dict[str, Any]:
    name, version = package["name"], package["version"]
    url = f"pkg:npm/{name.replace('@', '%40')}@{version}"
    files = [one for one in package.get("file", []) if one["to"].startswith("pwa/")]
    return {
        "type": "library",
        "bom-ref": url,
        "name": name,
        "version": version,
        "purl": url,
        "licenses": [{"license": {"name": package["licence"]}}],
        "components": [_file(url, one) for one in files],
    }


def _file(url: str, one: dict[str, Any]) -> dict[str, Any]:
    hashes = [{"alg": "SHA-256", "content": one["sha256"]}]
    return {"type": "file", "bom-ref": f"{url}#{one['to']}", "name": one["to"], "hashes": hashes}


if __name__ == "__main__":
    json.dump(bom(), sys.stdout, indent=1, ensure_ascii=False)
    print()
