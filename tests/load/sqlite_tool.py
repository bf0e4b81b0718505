#!/usr/bin/env python3
"""What `make bench` does to an SQLite file itself, because neither Node nor SQL can.

Usage: sqlite_tool.py run FILE            (runs SQL from standard input, prints the last row)
       sqlite_tool.py limit FILE SECONDS  (prints locks a second: one writer, 10 in a transaction)
"""

import random
import sqlite3
import sys
import time


def connect(path):
    connection = sqlite3.connect(path, timeout=30, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    return connection


def run(path):
    """Runs statements that are separated by a semicolon at the end of a line."""
    connection = connect(path)
    row = None
    connection.execute("BEGIN IMMEDIATE")
    for statement in sys.stdin.read().split(";\n"):
        if statement.strip():
            row = connection.execute(statement).fetchone() or row
    connection.execute("COMMIT")
    if row:
        print("|".join(str(value) for value in row))


def limit(path, seconds):
    """An order and two seats are one lock, as in limit/lock.sql; durable like the platform's."""
    connection = connect(path)
    connection.execute(
        "CREATE TABLE orders (id INTEGER PRIMARY KEY, showtime_id INT, customer_id INT,"
        " total_fen INT, payable_until TEXT)"
    )
    connection.execute(
        "CREATE TABLE taken_seats (showtime_id INT, seat_no INT, order_id INT, expires_at TEXT,"
        " PRIMARY KEY (showtime_id, seat_no)) WITHOUT ROWID"
    )
    until, locks = "2027-01-01T00:00:00+00:00", 0
    begin = time.monotonic()
    while time.monotonic() < begin + seconds:
        connection.execute("BEGIN IMMEDIATE")
        for _ in range(10):
            showtime, seat = random.randrange(40000), random.randrange(100) * 2
            order = time.monotonic_ns()
            rows = [(showtime, seat, order, until), (showtime, seat + 1, order, until)]
            got = connection.executemany(
                "INSERT INTO taken_seats VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING", rows
            ).rowcount
            if got == 2:
                connection.execute(
                    "INSERT INTO orders VALUES (?, ?, ?, ?, ?)", (order, showtime, 1, 9000, until)
                )
                locks += 1
        connection.execute("COMMIT")
    print(locks / (time.monotonic() - begin))


if __name__ == "__main__":
    if len(sys.argv) == 3 and sys.argv[1] == "run":
        run(sys.argv[2])
    elif len(sys.argv) == 4 and sys.argv[1] == "limit":
        limit(sys.argv[2], float(sys.argv[3]))
    else:
        sys.exit(__doc__)
