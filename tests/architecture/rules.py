"""The house's rules as pure functions over source text, so that each can be tried on a planted violation.

A `Module` is parsed once; a rule takes modules and yields one sentence a violation: "app.x:12 imports PySide6". Nothing
is imported or run to find out.
"""

from __future__ import annotations

import ast
import string
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

QT = ("PySide6", "PyQt6", "PyQt5", "shiboken6")
OURS = ("app", "ui", "main")

LAYERS: Mapping[str, tuple[str, ...]] = {
    "app.core": (),
    "app.domain": ("app.core",),
    "app.security": ("app.core",),
    "app.jobs": ("app.core",),
    "app.documents": ("app.core",),
    "app.exchange": ("app.core",),
    "app.pictures": ("app.core",),
    "app.db": ("app.core", "app.domain", "app.security"),
    "app.queries": ("app.core", "app.domain", "app.db", "app.documents.data"),
    "app.services": (
        *(
            "app.core",
            "app.domain",
            "app.db",
            "app.queries",
            "app.documents",
            "app.exchange",
            "app.pictures",
            "app.security",
            "app.jobs",
        ),
    ),
    "app.container": ("app",),
    "app.commands": ("app",),
    "app.cli": ("app",),
}
"""Package -> what it may import of ours beside itself. A package that is not named here may not exist under app/."""

UI_MAY = ("ui", "app.core", "app.services", "app.queries", "app.jobs", "app.container")
FRAME = ("shell", "kit", "theme", "register")
"""Packages of ui/ that are not features."""


@dataclass(frozen=True)
class Import:
    """One imported name: `target` dotted and absolute; `nested` inside a function; `typing` under TYPE_CHECKING."""

    line: int
    target: str
    nested: bool
    typing: bool


@dataclass(frozen=True)
class Module:
    """A source file under its dotted name; a package's `__init__` goes by the package's name."""

    name: str
    tree: ast.Module
    package: bool = False

    @classmethod
    def of(cls, name: str, source: str, *, package: bool = False) -> Module:
        """Parse `source`; SyntaxError passes through."""
        return cls(name, ast.parse(source), package)

    def imports(self) -> list[Import]:
        """Every import statement's names, `from a import b` as "a.b", relative ones resolved."""
        found: list[Import] = []
        self._collect(self.tree, found, nested=False, typing=False)
        return found

    def _collect(self, node: ast.AST, found: list[Import], *, nested: bool, typing: bool) -> None:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.Import):
                found += [Import(child.lineno, alias.name, nested, typing) for alias in child.names]
            elif isinstance(child, ast.ImportFrom):
                base = self._absolute(child)
                found += [Import(child.lineno, f"{base}.{alias.name}", nested, typing) for alias in child.names]
            elif isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
                self._collect(child, found, nested=True, typing=typing)
            elif isinstance(child, ast.If) and _names(child.test) == {"TYPE_CHECKING"}:
                for part in child.body:
                    self._collect(ast.Module([part], []), found, nested=nested, typing=True)
                for part in child.orelse:
                    self._collect(ast.Module([part], []), found, nested=nested, typing=typing)
            else:
                self._collect(child, found, nested=nested, typing=typing)

    def _absolute(self, node: ast.ImportFrom) -> str:
        if not node.level:
            return node.module or ""
        parts = self.name.split(".")
        keep = len(parts) - node.level + (1 if self.package else 0)
        return ".".join([*parts[:keep], *([node.module] if node.module else [])])


Rule = Callable[[Iterable[Module]], Iterator[str]]


def _names(node: ast.AST) -> set[str]:
    names = {n.id for n in ast.walk(node) if isinstance(n, ast.Name)}
    return (names | {n.attr for n in ast.walk(node) if isinstance(n, ast.Attribute)}) - {"typing"}


def within(name: str, *roots: str) -> bool:
    """Whether dotted `name` is one of `roots` or under one."""
    return any(name == root or name.startswith(root + ".") for root in roots)


def app_layers(modules: Iterable[Module]) -> Iterator[str]:
    """Each package under app/ imports only the packages that LAYERS gives it."""
    for module in modules:
        if not within(module.name, "app") or module.name == "app":
            continue
        layer = ".".join(module.name.split(".")[:2])
        if layer not in LAYERS:
            yield f"{module.name}: {layer} has no place in the table of layers"
            continue
        for item in module.imports():
            if within(item.target, *OURS) and not within(item.target, layer, *LAYERS[layer]):
                yield f"{module.name}:{item.line} imports {item.target}"


def app_without_qt(modules: Iterable[Module]) -> Iterator[str]:
    """Nothing under app/ imports Qt."""
    for module in modules:
        if within(module.name, "app"):
            yield from (f"{module.name}:{i.line} imports {i.target}" for i in module.imports() if within(i.target, *QT))


def ui_through_the_doors(modules: Iterable[Module]) -> Iterator[str]:
    """ui/ never imports the database's libraries, and of app/ only core, services, queries, jobs and the container."""
    for module in modules:
        if not within(module.name, "ui"):
            continue
        for item in module.imports():
            ours = within(item.target, *OURS)
            if within(item.target, "sqlalchemy", "alembic", "sqlcipher3") or (
                ours and not within(item.target, *UI_MAY)
            ):
                yield f"{module.name}:{item.line} imports {item.target}"


def kit_knows_no_entity(modules: Iterable[Module]) -> Iterator[str]:
    """ui.kit and ui.theme know no entity: of ours they import core without the field's enums, and themselves."""
    for module in modules:
        if not within(module.name, "ui.kit", "ui.theme"):
            continue
        may = ("app.core", "ui.theme") if within(module.name, "ui.theme") else ("app.core", "ui.theme", "ui.kit")
        for item in module.imports():
            if within(item.target, *OURS) and (
                not within(item.target, *may) or within(item.target, "app.core.enums", "app.core.names")
            ):
                yield f"{module.name}:{item.line} imports {item.target}"


def features_stand_apart(modules: Iterable[Module]) -> Iterator[str]:
    """A feature of ui/ never imports another feature; it opens one by route."""
    modules = list(modules)
    features = {m.name.split(".")[1] for m in modules if m.package and m.name.count(".") == 1 and within(m.name, "ui")}
    features -= set(FRAME)
    for module in modules:
        parts = module.name.split(".")
        if parts[0] != "ui" or len(parts) < 2 or parts[1] not in features:
            continue
        for item in module.imports():
            target = item.target.split(".")
            if target[0] == "ui" and len(target) > 1 and target[1] in features - {parts[1]}:
                yield f"{module.name}:{item.line} imports {item.target}"


def migrations_import_no_model(modules: Iterable[Module], stdlib: frozenset[str]) -> Iterator[str]:
    """A migration imports alembic, sqlalchemy and the standard library alone: it must mean the same in ten years."""
    for module in modules:
        if not within(module.name, "migrations.versions"):
            continue
        for item in module.imports():
            if item.target.split(".")[0] not in {"alembic", "sqlalchemy", *stdlib}:
                yield f"{module.name}:{item.line} imports {item.target}"


def imports_at_the_top(modules: Iterable[Module]) -> Iterator[str]:
    """No import of ours stands inside a function; main.py alone loads the window late: a command needs no Qt."""
    for module in modules:
        for item in module.imports():
            if item.nested and within(item.target, *OURS) and (module.name, item.target) != ("main", "ui.application"):
                yield f"{module.name}:{item.line} imports {item.target} inside a function"


def no_cycles(modules: Iterable[Module]) -> Iterator[str]:
    """No module of ours reaches itself by imports that run (those for type checkers aside)."""
    known = {module.name: module for module in modules}
    graph: dict[str, set[str]] = {}
    for name, module in known.items():
        targets = set()
        for item in module.imports():
            target = item.target if item.target in known else item.target.rpartition(".")[0]
            if target in known and target != name and not item.typing:
                targets.add(target)
        graph[name] = targets
    for component in _components(graph):
        if len(component) > 1:
            yield "import each other: " + ", ".join(sorted(component))


def _components(graph: Mapping[str, set[str]]) -> Iterator[set[str]]:
    """Strongly connected components (Kosaraju, without recursion)."""
    order: list[str] = []
    seen: set[str] = set()
    for root in graph:
        stack = [(root, iter(graph[root]))] if root not in seen else []
        seen.add(root)
        while stack:
            node, rest = stack[-1]
            following = next((n for n in rest if n not in seen), None)
            if following is None:
                order.append(node)
                stack.pop()
            else:
                seen.add(following)
                stack.append((following, iter(graph[following])))
    reverse: dict[str, set[str]] = {node: set() for node in graph}
    for node, targets in graph.items():
        for target in targets:
            reverse[target].add(node)
    placed: set[str] = set()
    for root in reversed(order):
        component, pending = set(), [root]
        while pending:
            node = pending.pop()
            if node not in placed:
                placed.add(node)
                component.add(node)
                pending += reverse[node]
        if component:
            yield component


def no_lambda_slots(modules: Iterable[Module]) -> Iterator[str]:
    """No lambda is a slot: it keeps its widget alive and has no name in a trace."""
    for module in modules:
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                given = [*node.args, *(keyword.value for keyword in node.keywords)]
                if node.func.attr in {"connect", "singleShot", "addAction"} and any(
                    isinstance(a, ast.Lambda) for a in given
                ):
                    yield f"{module.name}:{node.lineno} gives a lambda to {node.func.attr}()"


def no_bare_except(modules: Iterable[Module]) -> Iterator[str]:
    """No `except:` without a class."""
    for module in modules:
        for node in ast.walk(module.tree):
            if isinstance(node, ast.ExceptHandler) and node.type is None:
                yield f"{module.name}:{node.lineno} catches everything"


def telling_names(paths: Iterable[Path]) -> Iterator[str]:
    """No file or folder of Python is called after nothing in particular."""
    empty = {"util", "utils", "helper", "helpers", "manager", "managers", "common", "misc"}
    for path in paths:
        if empty & {part.removesuffix(".py").strip("_") for part in path.parts}:
            yield f"{path} says nothing by its name"


def literal_messages(modules: Iterable[Module]) -> Iterator[str]:
    """N_, ntr, ptr take literal messages; tr a literal or a reference to one that N_ marked; none is built."""
    modules, count = list(modules), {"tr": 1, "N_": 1, "ntr": 2, "ptr": 2}
    for module, name, call in message_calls(modules):
        for argument in call.args[: count[name]]:
            literal = isinstance(argument, ast.Constant) and isinstance(argument.value, str) and bool(argument.value)
            if not literal and not (name == "tr" and _marked(argument)):
                yield f"{module.name}:{call.lineno} {name}() is given {ast.unparse(argument)}"
        if len(call.args) < count[name]:
            yield f"{module.name}:{call.lineno} {name}() is given too little"
    for module in modules:
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "text":
                by_catalogue = "catalogue" in ast.unparse(node.func.value).split("(")[0].lower()
                if by_catalogue and any(isinstance(argument, ast.Constant) for argument in node.args):
                    yield f"{module.name}:{node.lineno} a catalogue's text() is given what N_ did not mark"


def _marked(node: ast.expr) -> bool:
    """Whether `node` can only be a message that N_ marked: a reference, a look-up, N_ itself, or one of two such."""
    if isinstance(node, ast.IfExp):
        return _marked(node.body) and _marked(node.orelse)
    if isinstance(node, ast.Call):
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        return name == "N_" or (name == "get" and all(map(_marked, node.args[1:])))
    return isinstance(node, ast.Name | ast.Attribute | ast.Subscript)


def filled_places(modules: Iterable[Module]) -> Iterator[str]:
    """The `{name}` places of a literal message are exactly the keywords of its call (`{n}` of ntr is the count)."""
    for module, name, call in message_calls(modules):
        if name == "N_" or any(keyword.arg is None for keyword in call.keywords):
            continue
        texts = call.args[1:2] if name == "ptr" else call.args[: 2 if name == "ntr" else 1]
        given = {keyword.arg for keyword in call.keywords}
        for text in texts:
            if not isinstance(text, ast.Constant) or not isinstance(text.value, str):
                continue
            try:
                places = {field for _, field, _, _ in string.Formatter().parse(text.value) if field is not None}
            except ValueError as error:
                yield f"{module.name}:{call.lineno} {text.value!r}: {error}"
                continue
            extra = given - places if name != "ntr" else set()
            if places - given - ({"n"} if name == "ntr" else set()) or extra:
                yield f"{module.name}:{call.lineno} {text.value!r} is filled with {sorted(filter(None, given))}"


def message_calls(modules: Iterable[Module]) -> Iterator[tuple[Module, str, ast.Call]]:
    """Every call that says or marks a message, under the name of the function it amounts to."""
    for module in modules:
        if module.name in {"app.core.i18n", "app.core.spoken"}:
            continue  # where these calls are made of each other
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Call):
                name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
                # As methods: Qt's own tr(), which is not to be used, and those of a document's Catalogue.
                name = {"plural": "ntr", "in_context": "ptr"}.get(name, name)
                if name in {"tr", "N_", "ntr", "ptr"}:
                    yield module, name, node
