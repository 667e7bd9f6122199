"""Conway's game of life: bands of the board are stepped by interpreters that keep them, edges go round by queues."""

from concurrent import interpreters

GLIDERS = """
.X......
..X.....
XXX.....
........
.....XXX
.....X..
......X.
........
"""


def step(above, band, below):
    rows = [above, *band, below]
    width = len(band[0])

    def alive(y, x):
        near = sum(rows[j][(x + i) % width] == "X" for j in (y - 1, y, y + 1) for i in (-1, 0, 1) if (j, i) != (y, 0))
        return near == 3 or near == 2 and rows[y][x] == "X"

    return ["".join(".X"[alive(y, x)] for x in range(width)) for y in range(1, len(rows) - 1)]


def keep(band, generations, inbox, to_above, to_below, result):
    for generation in range(generations):
        to_above.put((generation, "below", band[0]))
        to_below.put((generation, "above", band[-1]))
        edges = {}
        while len(edges) < 2:
            at, side, row = inbox.get()
            if at != generation:
                inbox.put((at, side, row))
            else:
                edges[side] = row
        band = step(edges["above"], band, edges["below"])
    result.put(band)


def main(generations=8):
    board = GLIDERS.split()
    bands = [board[:3], board[3:5], board[5:]]
    inboxes = [interpreters.create_queue() for _ in bands]
    results = [interpreters.create_queue() for _ in bands]
    crew = [interpreters.create() for _ in bands]
    threads = [
        crew[n].call_in_thread(
            keep, bands[n], generations, inboxes[n], inboxes[n - 1], inboxes[(n + 1) % len(bands)], results[n]
        )
        for n in range(len(bands))
    ]
    for thread in threads:
        thread.join()
    print("\n".join(row for result in results for row in result.get()))
    for interpreter in crew:
        interpreter.close()


if __name__ == "__main__":
    main()
