#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes awkward_images.json: what Pillow sees in every picture of the awkward sets.

    python3 -m venv venv && venv/bin/pip install pillow numpy
    venv/bin/python tests/data/make_awkward_images.py ../shared/data tests/data/awkward_images.json

Per file: the format and, where Pillow decodes it, size and the mean colours of a 4 x 4 grid, upright by EXIF, on white
where transparent, 16 bits scaled to 8. test_picture_awkward.cpp holds the decoders against it.
"""
import json
import pathlib
import sys
import warnings

import numpy
from PIL import Image, ImageOps

FOLDERS = ["png_suite", "images_pillow", "images_misc", "exif_orientation", "exif_samples"]
SKIPPED = {"LICENSE", "README", "LICENSE-MIT", "README.rst"}
GRID = 4


def to_rgb(image: Image.Image) -> numpy.ndarray:
    """H x W x 3 floats in 0..255."""
    if image.mode.startswith("I;16") or image.mode == "I":
        grey = numpy.asarray(image).astype(numpy.float64) / 257.0
        return numpy.repeat(grey[:, :, None], 3, axis=2)
    if image.mode in ("RGBA", "LA", "PA", "RGBa", "La") or "transparency" in image.info:
        rgba = numpy.asarray(image.convert("RGBA")).astype(numpy.float64)
        alpha = rgba[:, :, 3:] / 255.0
        return rgba[:, :, :3] * alpha + 255.0 * (1.0 - alpha)
    return numpy.asarray(image.convert("RGB")).astype(numpy.float64)


def grid_means(pixels: numpy.ndarray) -> list:
    height, width = pixels.shape[:2]
    means = []
    for i in range(GRID):
        for j in range(GRID):
            top, bottom = height * i // GRID, max(height * i // GRID + 1, height * (i + 1) // GRID)
            left, right = width * j // GRID, max(width * j // GRID + 1, width * (j + 1) // GRID)
            means += [round(float(v), 1) for v in pixels[top:bottom, left:right].mean(axis=(0, 1))]
    return means


def look(path: pathlib.Path) -> dict:
    entry = {}
    try:
        with Image.open(path) as image:
            entry["format"] = image.format
            image.load()
            image = ImageOps.exif_transpose(image)
            pixels = to_rgb(image)
            entry["width"], entry["height"] = image.size
            entry["grid"] = grid_means(pixels)
    except Exception as error:  # whatever Pillow raises is the answer
        entry["error"] = f"{type(error).__name__}: {error}".replace(str(path), path.name)[:100]
    return entry


def main() -> None:
    warnings.simplefilter("ignore")
    root, output = pathlib.Path(sys.argv[1]) / "awkward", pathlib.Path(sys.argv[2])
    files = {}
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*")):
            if path.is_file() and path.name not in SKIPPED:
                files[str(path.relative_to(root))] = look(path)
    lines = [f"{json.dumps(name)}: {json.dumps(entry, separators=(',', ':'))}" for name, entry in files.items()]
    output.write_text("{\n" + ",\n".join(lines) + "\n}\n")
    print(len(files), "files,", sum("error" in e for e in files.values()), "not read by Pillow")


main()
