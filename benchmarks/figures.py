"""Figures of contenders that took turns, as tables and a chart."""

import re
import statistics

BEFORE = "-before"
NONE = "–"

LEFT, WIDTH, ROW, TOP = 170, 420, 30, 50


class Rounds:
    """A sample of each contender in each round; every round begins with another one."""

    def __init__(self, names, rounds, measure):
        self.samples = {name: [] for name in names}
        for number in range(rounds):
            first = number % len(names)
            for name in names[first:] + names[:first]:
                print(f"round {number + 1}, {name}", flush=True)
                self.samples[name].append(measure(name))

    def rows(self, columns):
        """Return a row for each contender.

        A column is a header with the key of a figure, and how many decimals it has or which contender it is compared with,
        which may depend on its own.
        """
        return [[name] + [self.figure(name, key, how) if isinstance(how, int) else self.ratio(name, key, how)
                          for _, key, how in columns] for name in self.samples]

    def values(self, name, key):
        return [sample.get(key) for sample in self.samples[name]]

    def figure(self, name, key, decimals):
        values = self.values(name, key)
        return NONE if None in values else spread(values, decimals)

    def ratio(self, name, key, reference):
        """Compare within each round: a machine that slows down in between does not matter."""
        if callable(reference):
            reference = reference(name)
        other = name + BEFORE if reference == BEFORE else reference
        if other not in self.samples:
            return NONE
        return spread([mine / theirs for mine, theirs in zip(self.values(name, key), self.values(other, key))], 2)


def spread(values, decimals):
    """The median with the lowest and the highest."""
    median, low, high = (f"{value:,.{decimals}f}" for value in (statistics.median(values), min(values), max(values)))
    return median if low == high else f"{median} ({low}–{high})"


def table(headers, rows, notes):
    """Markdown that lines up in the source as well."""
    cells = [headers, ["---"] + ["--:"] * (len(headers) - 1), *rows]
    widths = [max(map(len, column)) for column in zip(*cells)]
    lines = [" | ".join([row[0].ljust(widths[0]), *map(str.rjust, row[1:], widths[1:])]) for row in cells]
    return "".join(f"| {line} |\n" for line in lines) + "\n" + "".join(f"- {note}\n" for note in notes)


def chart(title, rounds, key):
    """SVG with a horizontal bar for the median of each, and a line for the spread."""
    figures = {name: rounds.values(name, key) for name in rounds.samples}
    scale = WIDTH / max(map(max, figures.values()))
    bars = ""
    for top, (name, values) in zip(range(TOP, 10_000, ROW), figures.items()):
        low, median, high = (round(value * scale, 1) for value in (min(values), statistics.median(values), max(values)))
        bars += f"""\
<text x="{LEFT - 10}" y="{top + 14}" text-anchor="end">{name}</text>
<rect x="{LEFT}" y="{top}" width="{median}" height="18" fill="{'#2f81f7' if name.startswith('livehook') else '#afb8c1'}"/>
<path d="M{LEFT + low:.1f} {top + 9} H{LEFT + high:.1f}" stroke="#1f2328" stroke-width="2"/>
<text x="{LEFT + high + 10:.1f}" y="{top + 14}">{spread(values, 1)}</text>
"""
    width, height = LEFT + WIDTH + 150, TOP + len(figures) * ROW + ROW // 2
    return f"""\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" \
font-family="sans-serif" font-size="13" fill="#1f2328">
<rect width="100%" height="100%" fill="#ffffff"/>
<text x="15" y="28" font-size="15" font-weight="bold">{title}</text>
{bars}</svg>
"""


def with_table(page, name, markdown):
    """Return the page with another table between the comments that name it."""
    return re.sub(f"(<!-- {name} -->\n).*?(<!-- /{name} -->)", lambda marks: f"{marks[1]}\n{markdown}\n{marks[2]}", page,
                  flags=re.DOTALL)
