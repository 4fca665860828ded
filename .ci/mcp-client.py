"""Drives every tool and resource of `atlas mcp` with the official SDK, and checks each answer. Argument: the binary.

The SDK parses every line with its own types, and checks structured content by the tool's schema; what it leaves to others
is checked here.
"""

import asyncio
import json
import sys
from importlib.metadata import version

import jsonschema

MAJOR = int(version("mcp").split(".")[0])
CALLS = {
    "search_records": [{"query": "how do attackers steal a model"}, {"query": "prompt", "limit": 50}],
    "get_records": [{"ids": ["AML.T0051", "m0015"]}, {"ids": ["AML.CS0009"], "detail": "summary"}],
    "list_records": [{}, {"kind": "technique", "limit": 250}, {"tactic": "impact", "mitigated": False}],
    "related_records": [{"ids": ["AML.T0051"], "kind": "mitigation"}, {"ids": ["AML.TA0002"], "kind": "case-study"}],
    "technique_sequences": [{"ids": ["AML.T0093"], "direction": "after"}],
    "coverage_gap": [{"have": []}, {"have": ["AML.M0015"], "list": "exposed", "weight": "incidents"}],
    "check_text": [{"text": "AML.T0051: LLM Jailbreak and atlas.aml.t0104"}],
}
WRONG = [("list_records", {"tactic": "exfl"}), ("get_records", {"ids": ["AML.T9999"]}), ("check_text", {})]


def plain(value):
    """The value as the line had it."""
    return json.loads(value.model_dump_json(by_alias=True, exclude_none=True))


async def drive(session, label):
    counts = {"tools": 0, "resources": 0}
    tools = (await session.list_tools()).tools
    assert {tool.name for tool in tools} == set(CALLS), tools
    for tool in tools:
        described = plain(tool)
        jsonschema.Draft202012Validator.check_schema(described["inputSchema"])
        assert described["annotations"]["readOnlyHint"] is True
        for arguments in CALLS[tool.name]:
            jsonschema.validate(arguments, described["inputSchema"])
            result = plain(await session.call_tool(tool.name, arguments))
            assert not result.get("isError"), result
            text = result["content"][0]["text"]
            assert len(text.encode()) <= 20_000, (tool.name, len(text))
            if "outputSchema" in described:
                assert result["structuredContent"] == json.loads(text)
                jsonschema.validate(result["structuredContent"], described["outputSchema"])
            counts["tools"] += 1
    for name, arguments in WRONG:
        result = plain(await session.call_tool(name, arguments))
        assert result.get("isError") and "structuredContent" not in result, result
    try:
        await session.call_tool("frob", {})
        raise SystemExit("an unknown tool was answered")
    except Exception as error:
        assert "Unknown tool" in str(error), error

    uris, cursor = [], None
    while True:
        page = await list_resources(session, cursor)
        uris += [str(resource.uri) for resource in page.resources]
        cursor = plain(page).get("nextCursor")
        if cursor is None:
            break
    for uri in uris:
        contents = (await session.read_resource(address(uri))).contents
        assert contents and contents[0].text, uri
        counts["resources"] += 1
    templates = plain(await session.list_resource_templates())["resourceTemplates"]
    assert templates[0]["uriTemplate"] == "atlas://{id}", templates
    try:
        await session.read_resource(address("atlas://AML.T9999"))
        raise SystemExit("a missing resource was answered")
    except Exception as error:
        assert "Resource not found" in str(error), error
    completion = plain(await complete(session))["completion"]
    assert "AML.TA0010" in completion["values"], completion

    # Requests at once, each of which gets its own answer.
    results = await asyncio.gather(
        *(session.call_tool("get_records", {"ids": [f"AML.T{number:04}"]}) for number in range(20, 60))
    )
    for number, result in zip(range(20, 60), results):
        assert f"AML.T{number:04}" in plain(result)["content"][0]["text"]
    print(f"mcp {version('mcp')}, {label}: {counts['tools']} calls, {counts['resources']} resources")


def address(uri):
    if MAJOR >= 2:
        return uri
    from pydantic import AnyUrl

    return AnyUrl(uri)


async def list_resources(session, cursor):
    if MAJOR >= 2:
        return await session.list_resources(cursor=cursor)
    from mcp.types import PaginatedRequestParams

    return await session.list_resources(params=PaginatedRequestParams(cursor=cursor) if cursor else None)


async def complete(session):
    if MAJOR >= 2:
        from mcp_types import ResourceTemplateReference as Reference
    else:
        from mcp.types import ResourceTemplateReference as Reference
    reference = Reference(type="ref/resource", uri="atlas://{id}")
    return await session.complete(ref=reference, argument={"name": "id", "value": "exfil"})


async def main(atlas):
    from mcp import StdioServerParameters
    from mcp.client.stdio import stdio_client

    server = StdioServerParameters(command=atlas, args=["mcp"])
    if MAJOR >= 2:
        from mcp import Client

        for mode in ["auto", "legacy"]:
            async with Client(server, mode=mode, raise_exceptions=True) as client:
                wanted = "2026-07-28" if mode == "auto" else "2025-11-25"
                assert client.protocol_version == wanted, client.protocol_version
                await drive(client, client.protocol_version)
    else:
        from mcp import ClientSession

        async with stdio_client(server) as streams, ClientSession(*streams) as session:
            agreed = await session.initialize()
            assert agreed.serverInfo.name == "atlas" and agreed.instructions
            await session.send_ping()
            await drive(session, agreed.protocolVersion)


asyncio.run(main(sys.argv[1]))
