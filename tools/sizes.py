"""Print how long files, functions and views are, beside what we aim for: habits, not a test."""

import ast
import statistics
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FUNCTION = (ast.FunctionDef, ast.AsyncFunctionDef)


@dataclass(frozen=True)
class Size:
    lines: int
    where: str


def main() -> None:
    row = "{:<28}{:>6}{:>8}{:>8}{:>7}{:>6}  {}".format
    print(row("what", "aim", "number", "median", "most", "over", "longest three over the aim"))
    for what, aim, sizes in habits():
        found = sorted(sizes, key=lambda size: -size.lines)
        over = [size for size in found if size.lines > aim]
        median = f"{statistics.median(s.lines for s in found):g}" if found else "-"
        most = found[0].lines if found else "-"
        worst = ", ".join(f"{size.where} ({size.lines})" for size in over[:3])
        print(row(what, aim, len(found), median, most, len(over), worst).rstrip())


def habits() -> Iterator[tuple[str, int, Iterable[Size]]]:
    """What is counted, the size we aim for, and the sizes found."""
    python, tests = list(paths("pwa", "*.py")), list(paths("tests", "*.py"))
    pages = list(paths("pwa/templates", "*.html"))
    kit = [page for page in pages if page.parent.name == "ui"]
    yield "Python file", 250, map(file_size, python)
    yield "function", 30, [s for path in python for s in function_sizes(path)]
    yield "view", 10, [s for path in python for s in function_sizes(path, views=True)]
    yield "arguments of a function", 5, [s for path in python for s in argument_counts(path)]
    yield "test file", 200, map(file_size, tests)
    yield "template", 80, [file_size(page) for page in pages if page not in kit]
    yield "template of the ui kit", 150, map(file_size, kit)
    yield "JavaScript file", 120, map(file_size, paths("pwa/static/js", "*.js"))
    yield "CSS file", 150, map(file_size, paths("pwa/static/css", "*.css"))


def paths(folder: str, pattern: str) -> Iterator[Path]:
    return (path for path in (ROOT / folder).rglob(pattern) if "vendor" not in path.parts)


def file_size(path: Path) -> Size:
    return Size(len(path.read_text("utf-8").splitlines()), str(path.relative_to(ROOT)))


def function_sizes(path: Path, *, views: bool = False) -> Iterator[Size]:
    """Lines of each function's body, without its docstring; only of views when asked."""
    for function in functions(path):
        if is_view(function) or not views:
            body = function.body[1:] if ast.get_docstring(function) else function.body
            lines = (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0
            yield Size(lines, f"{path.relative_to(ROOT)}:{function.name}")


def argument_counts(path: Path) -> Iterator[Size]:
    for function in functions(path):
        given = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
        counted = [argument for argument in given if argument.arg not in {"self", "cls"}]
        yield Size(len(counted), f"{path.relative_to(ROOT)}:{function.name}")


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    tree = ast.parse(path.read_text("utf-8"))
    return (node for node in ast.walk(tree) if isinstance(node, FUNCTION))


def is_view(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """A function under a decorator that names its policy, such as `@bp.get("/", may=...)`."""
    calls = (call for call in function.decorator_list if isinstance(call, ast.Call))
    return any(keyword.arg == "may" for call in calls for keyword in call.keywords)


if __name__ == "__main__":
    main()
