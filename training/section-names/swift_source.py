"""Writes numbers as Swift source."""

import pathlib


def literals(values, digits):
    """Lines of at most 120 columns."""
    out, line = [], "       "
    for value in values:
        word = f" {round(float(value), digits) + 0.0:.10g},"
        if len(line) + len(word) > 118:
            out.append(line)
            line = "       "
        line += word
    return "\n".join(out + [line])


def write(path, name, title, constants, digits=3):
    """An enumeration `name` of `constants`: (name, what it is, type, value or list of values)."""
    parts = [f"/// {title}", f"enum {name} {{"]
    for index, (constant, text, kind, value) in enumerate(constants):
        if index:
            parts.append("")
        parts.append(f"    /// {text}")
        if hasattr(value, "__len__"):
            parts += [f"    static let {constant}: [{kind}] = [", literals(value, digits), "    ]"]
        else:
            parts.append(f"    static let {constant}: {kind} = {round(float(value), digits):.10g}")
    pathlib.Path(path).write_text("\n".join(parts) + "\n}\n")
