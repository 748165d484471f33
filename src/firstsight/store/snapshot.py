"""Normal as of last midnight: one LMDB file, read by every process through the same mapped pages.

A key is 8 octets for (relation, context) and, for a value cell, 6 more for the value: cells of one context lie side by
side, and a cell takes less than 64 octets on disk. Days are counted from 1970 in 16 bits (until 2149). The file follows
from the ledger, so it is written without waiting for the disk: if the machine stops, it is built again.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import lmdb

from firstsight.errors import ConfigError, UnavailableError
from firstsight.store.ledger import Names
from firstsight.surprise.normal import ContextCell, ValueCell

_VALUE = struct.Struct("<dH")
_CONTEXT = struct.Struct("<dddH")
_MASK = (1 << 64) - 1
_VALUE_MASK = (1 << 48) - 1
_FOLDED = b"folded"
_FORMAT = b"format"
FORMAT = b"1"

MAP_OCTETS = 1 << 38
"""Address space, not memory or disk: 256 GiB hold five thousand million cells."""

MOST_PENDING = 200_000
"""Changed cells held in memory during a fold before they are written into the transaction."""

Words = Callable[[str, str, int], Iterable[str]]
"""Names the values that a subject did in a relation on a day or later: the ledger knows the words, cells do not."""


def _no_words(relation: str, subject: str, since: int) -> Iterable[str]:
    """Nothing is known in words."""
    del relation, subject, since
    return ()


def context_key(relation: int, context: int) -> bytes:
    """Eight octets for a context of a relation."""
    return ((relation ^ context) & _MASK).to_bytes(8, "big")


def value_key(relation: int, context: int, value: int) -> bytes:
    """Fourteen octets for a value of a context."""
    return ((relation ^ context) & _MASK).to_bytes(8, "big") + (value & _VALUE_MASK).to_bytes(6, "big")


class Snapshot:
    """The file. Readers get views; one writer folds days into it."""

    def __init__(self, path: Path, names: Names) -> None:
        self._names = names
        try:
            self._env: Any = lmdb.open(
                str(path), map_size=MAP_OCTETS, subdir=False, sync=False, metasync=False, max_readers=512
            )
        except lmdb.Error as fault:
            raise ConfigError(f"{path}: the snapshot cannot be opened: {fault}") from fault
        with self._env.begin(write=True) as txn:
            found = txn.get(_FORMAT)
            if found not in (None, FORMAT):
                raise ConfigError(f"{path}: format {found.decode()} of the snapshot is not known here")
            txn.put(_FORMAT, FORMAT)

    def view(self, words: Words = _no_words) -> View:
        """A read view that does not change; close it before the next is asked for. It names what `words` knows."""
        return View(self._env.begin(buffers=False), self._names, words)

    @property
    def folded(self) -> int | None:
        """The last day that is in the snapshot, None for an empty one."""
        with self._env.begin() as txn:
            found = txn.get(_FOLDED)
        return int(found) if found is not None else None

    def write(self, day: int) -> Writer:
        """A transaction that makes the snapshot that of `day`; to be used as a context manager."""
        return Writer(self._env, day)

    def replace(self, items: Iterable[tuple[bytes, bytes]], day: int) -> None:
        """Put these cells, ascending by key, in place of all that is there, in one transaction."""
        try:
            with self._env.begin(write=True) as txn:
                txn.drop(self._env.open_db(None, txn), delete=False)
                with txn.cursor() as cursor:
                    cursor.putmulti(items, append=True)
                txn.put(_FOLDED, str(day).encode())
                txn.put(_FORMAT, FORMAT)
        except lmdb.Error as fault:
            raise UnavailableError(f"the snapshot cannot be written: {fault}") from fault

    def items(self) -> Iterator[tuple[bytes, ContextCell | ValueCell]]:
        """Every cell with its key, ascending."""
        with self._env.begin() as txn, txn.cursor() as cursor:
            for key, held in cursor:
                if len(held) == _CONTEXT.size and len(key) == 8:
                    yield key, _CONTEXT.unpack(held)
                elif len(held) == _VALUE.size and len(key) == 14:
                    yield key, _VALUE.unpack(held)

    def octets(self) -> tuple[int, int]:
        """(octets in use on disk, number of cells)."""
        stat, page = self._env.stat(), self._env.stat()["psize"]
        used = (stat["branch_pages"] + stat["leaf_pages"] + stat["overflow_pages"]) * page
        return used, stat["entries"] - 2

    def close(self) -> None:
        """Write what the system still holds to the disk and let go of the file."""
        self._env.sync(True)
        self._env.close()


class View:
    """A `Normal` over one read transaction."""

    def __init__(self, txn: Any, names: Names, words: Words) -> None:
        self._txn, self._get, self._number, self._words = txn, txn.get, names.number, words

    def read(self, relation: str, context: str, value: str) -> tuple[ContextCell | None, ValueCell | None]:
        """As in `Normal`."""
        number, get = self._number, self._get
        key = ((number(relation) ^ number(context)) & _MASK).to_bytes(8, "big")
        total = get(key)
        if total is None:
            return None, None
        seen = get(key + (number(value) & _VALUE_MASK).to_bytes(6, "big"))
        return _CONTEXT.unpack(total), _VALUE.unpack(seen) if seen is not None else None

    def context(self, relation: str, context: str) -> ContextCell | None:
        """As in `Normal`."""
        held = self._get(context_key(self._number(relation), self._number(context)))
        return _CONTEXT.unpack(held) if held is not None else None

    def value(self, relation: str, context: str, value: str) -> ValueCell | None:
        """As in `Normal`."""
        held = self._get(value_key(self._number(relation), self._number(context), self._number(value)))
        return _VALUE.unpack(held) if held is not None else None

    def values(self, relation: str, context: str) -> Iterator[ValueCell]:
        """As in `Normal`."""
        start = context_key(self._number(relation), self._number(context))
        with self._txn.cursor() as cursor:
            if not cursor.set_range(start):
                return
            for key, held in cursor:
                if not key.startswith(start):
                    return
                if len(key) == 14:
                    yield _VALUE.unpack(held)

    def named(self, relation: str, subject: str, since: int) -> Iterator[tuple[str, ValueCell]]:
        """As in `Normal`."""
        for words in self._words(relation, subject, since):
            cell = self.value(relation, subject, words)
            if cell is not None:
                yield words, cell

    def close(self) -> None:
        """End the read transaction."""
        self._txn.abort()


class Writer:
    """Cells named by numbers, changed inside one write transaction; nothing is there unless it ends well."""

    def __init__(self, env: Any, day: int) -> None:
        self._env, self._day = env, day
        self._pending: dict[bytes, ContextCell | ValueCell | None] = {}

    def __enter__(self) -> Writer:
        self._txn = self._env.begin(write=True)
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is not None:
            self._txn.abort()
            return
        try:
            self._flush()
            self._txn.put(_FOLDED, str(self._day).encode())
            self._txn.commit()
        except lmdb.Error as fault:
            self._txn.abort()
            raise UnavailableError(f"the snapshot cannot be written: {fault}") from fault

    def read(self, relation: int, context: int, value: int) -> tuple[ContextCell | None, ValueCell | None]:
        """As in `Cells`."""
        key = ((relation ^ context) & _MASK).to_bytes(8, "big")
        total = self._total(key)
        return (
            (total, self._seen(key + (value & _VALUE_MASK).to_bytes(6, "big"))) if total is not None else (None, None)
        )

    def context(self, relation: int, context: int) -> ContextCell | None:
        """As in `Cells`."""
        return self._total(context_key(relation, context))

    def write(self, relation: int, context: int, value: int, total: ContextCell, seen: ValueCell) -> None:
        """As in `Cells`."""
        key = ((relation ^ context) & _MASK).to_bytes(8, "big")
        self._pending[key] = total
        self._put(key + (value & _VALUE_MASK).to_bytes(6, "big"), seen)

    def put_context(self, relation: int, context: int, total: ContextCell) -> None:
        """As in `Cells`."""
        self._put(context_key(relation, context), total)

    def put_value(self, relation: int, context: int, value: int, seen: ValueCell) -> None:
        """As in `ErasableCells`."""
        self._put(value_key(relation, context, value), seen)

    def drop_context(self, relation: int, context: int) -> None:
        """As in `ErasableCells`."""
        self._put(context_key(relation, context), None)

    def drop_value(self, relation: int, context: int, value: int) -> None:
        """As in `ErasableCells`."""
        self._put(value_key(relation, context, value), None)

    def _total(self, key: bytes) -> ContextCell | None:
        if key in self._pending:
            return self._pending[key]  # type: ignore[return-value]  # keys of 8 octets hold contexts
        held = self._txn.get(key)
        return _CONTEXT.unpack(held) if held is not None else None

    def _seen(self, key: bytes) -> ValueCell | None:
        if key in self._pending:
            return self._pending[key]  # type: ignore[return-value]  # keys of 14 octets hold values
        held = self._txn.get(key)
        return _VALUE.unpack(held) if held is not None else None

    def _put(self, key: bytes, cell: ContextCell | ValueCell | None) -> None:
        self._pending[key] = cell
        if len(self._pending) >= MOST_PENDING:
            self._flush()

    def _flush(self) -> None:
        put, delete = self._txn.put, self._txn.delete
        for key in sorted(self._pending):  # neighbours lie on one page
            cell = self._pending[key]
            if cell is None:
                delete(key)
            else:
                put(key, _CONTEXT.pack(*cell) if len(key) == 8 else _VALUE.pack(*cell))
        self._pending.clear()
