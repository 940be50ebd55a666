"""The official Python SDK's part: prints the wall time and the CPU time of one task, in seconds, and the most memory that the
process had, in KiB."""

import json
import resource
import sys
import time
from concurrent.futures import ThreadPoolExecutor

from plane.client import PlaneClient
from plane.models.query_params import WorkItemQueryParams
from plane.models.work_items import CreateWorkItem

CREATED = 1000
IN_FLIGHT = 64


def new(client, slug, project, number):
    client.work_items.create(slug, project, CreateWorkItem(name=f"Work item {number}"))


def create(client, slug, project):
    for number in range(1, CREATED + 1):
        new(client, slug, project, number)
    return CREATED


def together(client, slug, project):
    """It does not await, so whoever wants more at once has threads."""
    with ThreadPoolExecutor(IN_FLIGHT) as pool:
        return len(list(pool.map(lambda number: new(client, slug, project, number), range(1, CREATED + 1))))


def pages(client, slug, project):
    """All pages, of the largest size that the SDK allows; it has no iterator for them."""
    cursor = None
    while True:
        page = client.work_items.list(
            slug, project, params=WorkItemQueryParams(per_page=100, order_by="sequence_id", cursor=cursor)
        )
        yield page.results
        if not page.next_page_results:
            return
        cursor = page.next_cursor


def items(client, slug, project):
    return len([item for page in pages(client, slug, project) for item in page])


def stream(client, slug, project):
    """Keeps none of them."""
    last = 0
    for page in pages(client, slug, project):
        for item in page:
            if item.sequence_id != last + 1:
                sys.exit(f"work item {item.sequence_id} follows {last}")
            last = item.sequence_id
    return last


plane = json.load(sys.stdin)
slug = plane["workspace"]
project = next(p["id"] for p in plane["projects"] if p["identifier"] == "SAND")
task = {"create": create, "together": together, "list": items, "stream": stream}[sys.argv[1]]
expected = int(sys.argv[2]) or CREATED

wall, cpu = time.perf_counter(), time.process_time()
client = PlaneClient(base_url=plane["base_url"], api_key=plane["api_key"])
count = task(client, slug, project)
wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

total = client.work_items.list(slug, project, params=WorkItemQueryParams(per_page=1)).total_count
if (count, total) != (expected, expected):
    sys.exit(f"{count} of {total} work items instead of {expected}")
print(f"{wall:.6f} {cpu:.6f} {peak}")
