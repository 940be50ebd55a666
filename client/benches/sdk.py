"""The official Python SDK's part: prints the wall time and the CPU time of one task, in seconds."""

import json
import sys
import time

from plane.client import PlaneClient
from plane.models.query_params import WorkItemQueryParams
from plane.models.work_items import CreateWorkItem

CREATED = 1000
LISTED = 10000


def create(client, slug, project):
    for number in range(1, CREATED + 1):
        client.work_items.create(slug, project, CreateWorkItem(name=f"Work item {number}"))


def items(client, slug, project):
    """All pages, of the largest size that the SDK allows; it has no iterator for them."""
    found, cursor = [], None
    while True:
        page = client.work_items.list(
            slug, project, params=WorkItemQueryParams(per_page=100, order_by="sequence_id", cursor=cursor)
        )
        found.extend(page.results)
        if not page.next_page_results:
            return found
        cursor = page.next_cursor


plane = json.load(sys.stdin)
slug = plane["workspace"]
project = next(p["id"] for p in plane["projects"] if p["identifier"] == "SAND")
task, expected = {"create": (create, CREATED), "list": (items, LISTED)}[sys.argv[1]]

wall, cpu = time.perf_counter(), time.process_time()
client = PlaneClient(base_url=plane["base_url"], api_key=plane["api_key"])
task(client, slug, project)
wall, cpu = time.perf_counter() - wall, time.process_time() - cpu

numbers = [item.sequence_id for item in items(client, slug, project)]
if numbers != list(range(1, expected + 1)):
    sys.exit(f"{len(numbers)} work items instead of {expected}")
print(f"{wall:.6f} {cpu:.6f}")
