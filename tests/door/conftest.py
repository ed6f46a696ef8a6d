"""A shared house for all modules of this folder that need one, and visitors whom its proxy has signed in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import httpx
import pytest

from evals.speed.presses import Visit

from .houses import ANNA, PLACE, SHARED, House

Come = Callable[[str], Visit]


@pytest.fixture(scope="package")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """Anna's cases behind a proxy, which the tests are. Whatever is tried, the app says nothing but its address."""
    built = House(tmp_path_factory.mktemp("shared"), ANNA, **SHARED).start()
    yield built
    said = built.said()
    built.stop()
    assert said.strip() == built.address


@pytest.fixture
def comes(shared: House) -> Iterator[Come]:
    """A visitor whom the proxy has signed in, at the page."""
    clients: list[httpx.Client] = []

    def come(owner: str) -> Visit:
        clients.append(httpx.Client(headers={"host": PLACE, "x-auth-user": owner}, timeout=20))
        html = clients[-1].get(shared.address).text
        page: Any = SimpleNamespace(html=html, address=shared.address, client=clients[-1])
        return Visit(page)

    yield come
    for client in clients:
        client.close()
