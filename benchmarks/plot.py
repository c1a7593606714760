"""The figures as bars, drawn as SVG."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

_ROW, _LEFT, _WIDTH = 22, 220, 460
_COLOURS = {"ours": "#1d3f72", "WeasyPrint": "#b7791f", "Typst": "#4a7c59", "pdflatex": "#8c4a5e"}


def drawn(figures: Mapping[int, Mapping[str, Mapping[str, float]]]) -> str:
    """Wall seconds of every work as bars, one group for each size; each group has its own scale."""
    out, y = [], 10
    for size, found in figures.items():
        out.append(f'<text x="10" y="{y + 16}" font-weight="bold">{size} instruments, wall seconds</text>')
        y += 28
        most = max(value["wall"] for value in found.values())
        for name, value in found.items():
            colour = next(tone for start, tone in _COLOURS.items() if name.startswith(start))
            width = max(1.0, value["wall"] / most * _WIDTH)
            out.append(f'<text x="{_LEFT - 8}" y="{y + 15}" text-anchor="end">{escape(name)}</text>')
            out.append(f'<rect x="{_LEFT}" y="{y + 3}" width="{width:.1f}" height="{_ROW - 6}" fill="{colour}"/>')
            out.append(f'<text x="{_LEFT + width + 6:.1f}" y="{y + 15}">{value["wall"]:.2f}</text>')
            y += _ROW
        y += 16
    box = f'viewBox="0 0 {_LEFT + _WIDTH + 80} {y}"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {box} font-family="sans-serif" font-size="13">'
    return "\n".join([head, '<rect width="100%" height="100%" fill="#fff"/>', *out, "</svg>", ""])
