"""A real browser without a window, spoken to by its debugging pipe: no port, no driver, no network.

SPDX-License-Identifier: Apache-2.0
"""

import base64
import fcntl
import json
import os
import select
import subprocess
from pathlib import Path
from types import TracebackType
from typing import Any, Dict, List, Optional, Type

from programs import patience

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
_OPTIONS = ("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update",
            "--disable-sync", "--disable-dev-shm-usage", "--hide-scrollbars", "--remote-debugging-pipe")
_TROUBLE = ("Runtime.exceptionThrown", "Log.entryAdded", "Runtime.consoleAPICalled")


class Browser:
    """One page in one browser; what it requested and what it complained of is kept."""

    def __init__(self, program: str, folder: Path, page: Path, width: int = 1400, dark: bool = False) -> None:
        self.requests: List[str] = []
        self.trouble: List[Dict[str, Any]] = []
        self._id, self._left, self._session, self._loaded = 0, b"", "", False
        to_child, self._write = _high_pipe()
        self._read, from_child = _high_pipe()
        command = [program, *_OPTIONS, f"--user-data-dir={folder / 'profile'}"]
        environment = {**os.environ, "HOME": str(folder)}
        # It reads from its third descriptor and writes to its fourth.
        self._process = subprocess.Popen(["bash", "-c", f'exec "$@" 3<&{to_child} 4>&{from_child}', "bash", *command],
                                         pass_fds=(to_child, from_child), env=environment, stdin=subprocess.DEVNULL,
                                         stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for descriptor in (to_child, from_child):
            os.close(descriptor)
        self._open(page, width, dark)

    def __enter__(self) -> "Browser":
        return self

    def __exit__(self, kind: Optional[Type[BaseException]], error: Optional[BaseException], trace: Optional[TracebackType]) -> None:
        os.close(self._write)
        try:
            self._process.wait(timeout=patience(20))
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        os.close(self._read)

    def run(self, script: str) -> Any:
        """What an expression of the page's language is, of JSON's kinds."""
        answer = self._ask("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def press(self, key: str, code: int) -> None:
        """A key, as if it was pressed."""
        for kind in ("keyDown", "keyUp"):
            self._ask("Input.dispatchKeyEvent", type=kind, key=key, code=key, windowsVirtualKeyCode=code)

    def pdf(self) -> bytes:
        """The page as it is printed."""
        return base64.b64decode(self._ask("Page.printToPDF", preferCSSPageSize=False)["data"])

    def _open(self, page: Path, width: int, dark: bool) -> None:
        target = self._ask("Target.createTarget", url="about:blank")["targetId"]
        self._session = self._ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log"):
            self._ask(f"{domain}.enable")
        self._ask("Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=False)
        if dark:
            self._ask("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": "dark"}])
        self._ask("Page.navigate", url=page.as_uri())
        while not self._loaded:
            self._note(self._receive())

    def _ask(self, method: str, **parameters: Any) -> Dict[str, Any]:
        self._id += 1
        message: Dict[str, Any] = {"id": self._id, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._write, json.dumps(message).encode() + b"\0")
        while True:
            told = self._receive()
            if told.get("id") == self._id:
                assert "error" not in told, told
                result: Dict[str, Any] = told["result"]
                return result
            self._note(told)

    def _note(self, event: Dict[str, Any]) -> None:
        method = event.get("method")
        if method == "Network.requestWillBeSent":
            self.requests.append(event["params"]["request"]["url"])
        if method in _TROUBLE:
            self.trouble.append(event["params"])
        self._loaded = self._loaded or method == "Page.loadEventFired"

    def _receive(self) -> Dict[str, Any]:
        while b"\0" not in self._left:
            ready, _, _ = select.select([self._read], [], [], patience(60))
            more = os.read(self._read, 1 << 20) if ready else b""
            assert more, "the browser says nothing any more"
            self._left += more
        line, _, self._left = self._left.partition(b"\0")
        event: Dict[str, Any] = json.loads(line)
        return event


def _high_pipe() -> "tuple[int, int]":
    """A pipe whose ends are in nobody's way."""
    ends = os.pipe()
    high = [fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, 20) for end in ends]
    for end in ends:
        os.close(end)
    return high[0], high[1]
