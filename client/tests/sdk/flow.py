"""The ordinary flow of the official Python SDK, against the Plane that standard input describes."""

import json
import sys
from importlib.metadata import version

from plane.client import PlaneClient
from plane.errors import HttpError
from plane.models.query_params import WorkItemQueryParams
from plane.models.work_items import CreateWorkItem, CreateWorkItemComment, UpdateWorkItem


def same(step, found, expected):
    if found != expected:
        sys.exit(f"python, {step}: {found!r} instead of {expected!r}")


def status_of(step, call):
    try:
        call()
    except HttpError as error:
        return error.status_code
    sys.exit(f"python, {step}: no error")


plane = json.load(sys.stdin)
slug = plane["workspace"]
client = PlaneClient(base_url=plane["base_url"], api_key=plane["api_key"])

projects = client.projects.list(slug).results
same("list projects", [(p.id, p.identifier) for p in projects], [(p["id"], p["identifier"]) for p in plane["projects"]])
project = next(p.id for p in projects if p.identifier == "SAND")

states = {state.name: state.id for state in client.states.list(slug, project).results}
same("list states", list(states), ["Backlog", "Todo", "In Progress", "Done", "Cancelled"])

before = client.work_items.list(slug, project).total_count
item = client.work_items.create(
    slug, project, CreateWorkItem(name="Made in Python", description_html="<p>é</p>", priority="high")
)
same("create", (item.name, item.description_html, item.priority), ("Made in Python", "<p>é</p>", "high"))
same("create: project and state", (item.project, item.state), (project, states["Backlog"]))

patched = client.work_items.update(slug, project, item.id, UpdateWorkItem(state=states["Done"]))
same("patch state", (patched.id, patched.state, patched.name), (item.id, states["Done"], "Made in Python"))
same("patch state: completed", patched.completed_at is not None, True)

comment = client.work_items.comments.create(
    slug, project, item.id, CreateWorkItemComment(comment_html="<p>Moved to done.</p>")
)
same("comment", (comment.comment_html, comment.issue, comment.project), ("<p>Moved to done.</p>", item.id, project))
comments = client.work_items.comments.list(slug, project, item.id).results
same("list comments", [c.id for c in comments], [comment.id])

by_key = client.work_items.retrieve_by_identifier(slug, "SAND", item.sequence_id)
same("by key", (by_key.id, by_key.state, by_key.priority), (item.id, states["Done"], "high"))
page = client.work_items.list(slug, project, params=WorkItemQueryParams(per_page=100, order_by="-created_at"))
same("list", (page.results[0].id, page.total_count), (item.id, before + 1))

same("delete", client.work_items.delete(slug, project, item.id), None)
same("deleted", status_of("deleted", lambda: client.work_items.retrieve(slug, project, item.id)), 404)
same("deleted: list", client.work_items.list(slug, project).total_count, before)

stranger = PlaneClient(base_url=plane["base_url"], api_key="plane_api_00000000000000000000000000000000")
same("another key", status_of("another key", lambda: stranger.projects.list(slug)), 403)

print(f"python, plane-sdk {version('plane-sdk')}: every step as expected")
