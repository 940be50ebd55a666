// The ordinary flow of the official Node SDK, against the Plane that standard input describes.

import { deepStrictEqual as same, rejects } from "node:assert";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

// From the folder of this run, where the packages are, and not from beside this file.
const require = createRequire(`${process.cwd()}/`);
const { PlaneClient } = require("@makeplane/plane-node-sdk");
const { version } = require("./node_modules/@makeplane/plane-node-sdk/package.json");

const plane = JSON.parse(readFileSync(0, "utf8"));
const slug = plane.workspace;
const client = new PlaneClient({ baseUrl: plane.base_url, apiKey: plane.api_key });
const refused = (statusCode) => (error) => error.statusCode === statusCode;

const projects = (await client.projects.list(slug)).results;
same(projects.map(({ id, identifier, name }) => ({ id, identifier, name })), plane.projects, "list projects");
const project = projects.find(({ identifier }) => identifier === "SAND").id;

const states = (await client.states.list(slug, project)).results;
same(states.map(({ name }) => name), ["Backlog", "Todo", "In Progress", "Done", "Cancelled"], "list states");
const [backlog, done] = [states[0].id, states[3].id];

const before = (await client.workItems.list(slug, project)).total_count;
const made = { name: "Made in Node", description_html: "<p>é</p>", priority: "high" };
const item = await client.workItems.create(slug, project, made);
const { name, description_html, priority } = item;
same({ name, description_html, priority }, made, "create");
same([item.project, item.state], [project, backlog], "create: project and state");

const patched = await client.workItems.update(slug, project, item.id, { state: done });
same([patched.id, patched.state, patched.name], [item.id, done, made.name], "patch state");
same(typeof patched.completed_at, "string", "patch state: completed");

const html = "<p>Moved to done.</p>";
const comment = await client.workItems.comments.create(slug, project, item.id, { comment_html: html });
same([comment.comment_html, comment.issue, comment.project], [html, item.id, project], "comment");
const comments = (await client.workItems.comments.list(slug, project, item.id)).results;
same(comments.map(({ id }) => id), [comment.id], "list comments");

const byKey = await client.workItems.retrieveByIdentifier(slug, `SAND-${item.sequence_id}`);
same([byKey.id, byKey.state, byKey.priority], [item.id, done, "high"], "by key");
const page = await client.workItems.list(slug, project, { per_page: 100, order_by: "-created_at" });
same([page.results[0].id, page.total_count], [item.id, before + 1], "list");

await client.workItems.delete(slug, project, item.id);
await rejects(client.workItems.retrieve(slug, project, item.id), refused(404), "deleted");
same((await client.workItems.list(slug, project)).total_count, before, "deleted: list");

const stranger = new PlaneClient({ baseUrl: plane.base_url, apiKey: "plane_api_00000000000000000000000000000000" });
await rejects(stranger.projects.list(slug), refused(403), "another key");

console.log(`node, @makeplane/plane-node-sdk ${version}: every step as expected`);
