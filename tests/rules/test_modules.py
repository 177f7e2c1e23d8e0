"""Every module says in a docstring what it is, and stays small enough to be read in one go."""

import ast

from tests.rules.sources import name, python_files

MODULE_LINES = 250
FUNCTION_LINES = 50


def test_every_module_says_what_it_is() -> None:
    silent = []
    for path in python_files():
        module = ast.parse(path.read_text("utf-8"))
        if module.body and not ast.get_docstring(module):
            silent.append(name(path))
    assert silent == []


def test_modules_and_functions_stay_small() -> None:
    large = []
    for path in python_files():
        text = path.read_text("utf-8")
        if text.count("\n") > MODULE_LINES:
            large.append(f"{name(path)}: {text.count(chr(10))} lines")
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > FUNCTION_LINES:
                    large.append(f"{name(path)}: {node.name} has {lines} lines")
    assert large == []


def test_no_drawer_for_things_without_a_place() -> None:
    assert [
        name(path) for path in python_files() if path.stem in ("utils", "util", "helpers", "manager", "common_utils")
    ] == []
