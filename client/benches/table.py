"""Medians of what `sdk` measured, and each client's as a multiple of the first one's."""

import sys
from collections import defaultdict
from statistics import median

TASKS = {"create": "create 1,000", "list": "list 10,000"}

runs = defaultdict(list)
for line in sys.stdin:
    client, task, wall, cpu, server = line.split()
    runs[task, client].append((float(wall) * 1000, float(cpu) * 1000, float(server)))

clients = list(dict.fromkeys(client for _, client in runs))
print(f"Milliseconds, medians of {min(map(len, runs.values()))} rounds (least to most).\n")
print("| task | client | wall | user + system | server's | wall × | CPU × |")
print("|---|---|--:|--:|--:|--:|--:|")
for task, title in TASKS.items():
    medians = {client: [median(column) for column in zip(*runs[task, client])] for client in clients}
    for client in clients:
        cells = [
            f"{middle:,.0f} ({min(column):,.0f} to {max(column):,.0f})"
            for middle, column in zip(medians[client], zip(*runs[task, client]))
        ]
        ratios = [f"{medians[client][of] / medians[clients[0]][of]:.2f}" for of in (0, 1)]
        print("|", " | ".join([title, client, *cells, *ratios]), "|")
