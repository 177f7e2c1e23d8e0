"""Every module says in a docstring what it is, and stays small enough to be read in one go."""

import ast

from tests.rules.sources import files_of_tests, name, python_files

MODULE_LINES = 250
FUNCTION_LINES = 50


def test_every_module_says_what_it_is() -> None:
    silent = []
    for path in python_files():
        module = ast.parse(path.read_text("utf-8"))
        if module.body and not ast.get_docstring(module):
            silent.append(name(path))
    assert silent == []


def test_modules_stay_small_and_so_do_the_files_of_tests() -> None:
    lines = {name(path): path.read_text("utf-8").count("\n") for path in (*python_files(), *files_of_tests())}
    assert {path: count for path, count in lines.items() if count > MODULE_LINES} == {}


def test_functions_stay_small() -> None:
    large = []
    for path in python_files():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > FUNCTION_LINES:
                    large.append(f"{name(path)}: {node.name} has {lines} lines")
    assert large == []


def test_no_drawer_for_things_without_a_place() -> None:
    assert [
        name(path) for path in python_files() if path.stem in ("utils", "util", "helpers", "manager", "common_utils")
    ] == []
