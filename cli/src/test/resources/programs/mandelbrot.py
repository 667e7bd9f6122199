"""A Mandelbrot set in characters, a row for each task."""

from concurrent.futures import InterpreterPoolExecutor

SHADES = " .:-=+*#%@"


def row(y, width, left, right, limit):
    line = ""
    for column in range(width):
        c = complex(left + (right - left) * column / (width - 1), y)
        z = 0j
        for step in range(limit):
            z = z * z + c
            if abs(z) > 2:
                break
        line += SHADES[step * (len(SHADES) - 1) // (limit - 1)]
    return line


def main(height=21, width=70):
    with InterpreterPoolExecutor(2) as pool:
        heights = [1.2 - 2.4 * n / (height - 1) for n in range(height)]
        jobs = [pool.submit(row, y, width, left=-2.1, right=0.7, limit=40) for y in heights]
        for job in jobs:
            print(job.result())


if __name__ == "__main__":
    main()
