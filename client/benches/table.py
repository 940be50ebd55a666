"""Medians of what `sdk` measured, and each client's as a multiple of the first one's."""

import sys
from collections import defaultdict
from statistics import median

TASKS = {
    "create": "create {}",
    "together": "create {}, 64 at once",
    "list": "list {}",
    "stream": "stream {}",
}

runs = defaultdict(list)
for line in sys.stdin:
    client, task, seeded, wall, cpu, peak, server = line.split()
    figures = (float(wall) * 1000, float(cpu) * 1000, float(server), float(peak) / 1024)
    runs[(task, int(seeded) or 1000), client].append(figures)

clients = list(dict.fromkeys(client for _, client in runs))
print(f"Milliseconds and MiB, medians of {min(map(len, runs.values()))} rounds (least to most).\n")
print("| task | client | wall | user + system | server's | most memory | wall × | CPU × |")
print("|---|---|--:|--:|--:|--:|--:|--:|")
for task in dict.fromkeys(task for task, _ in runs):
    medians = {client: [median(column) for column in zip(*runs[task, client])] for client in clients}
    for client in clients:
        cells = [
            f"{middle:,.0f} ({min(column):,.0f} to {max(column):,.0f})"
            for middle, column in zip(medians[client], zip(*runs[task, client]))
        ]
        ratios = [f"{medians[client][of] / medians[clients[0]][of]:.2f}" for of in (0, 1)]
        title = TASKS[task[0]].format(f"{task[1]:,}")
        print("|", " | ".join([title, client, *cells, *ratios]), "|")
