"""Drives Chromium 69 (PyQtWebEngine 5.12) as a person would, by steps read as JSON from standard input, and prints what was met.

A step is {"load": ADDRESS}, {"js": CODE}, {"until": CODE}, {"press": "Return"} or {"name": …, "js": CODE}, whose answer is printed
under its name. What the console says of errors is printed under "errors".
"""

import json
import os
import sys
import tempfile
import time

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QTWEBENGINE_DISABLE_SANDBOX"] = "1"
# Folders of its own: Qt takes the one for running programs from everybody else.
for name in ["XDG_RUNTIME_DIR", "XDG_DATA_HOME", "XDG_CACHE_HOME"]:
    os.environ[name] = tempfile.mkdtemp()

from PyQt5.QtCore import QEventLoop, Qt, QTimer, QUrl
from PyQt5.QtTest import QTest
from PyQt5.QtWebEngineWidgets import QWebEnginePage, QWebEngineView
from PyQt5.QtWidgets import QApplication

MOST = 60  # seconds for one step

app = QApplication(sys.argv[:1] + ["--no-sandbox", "--disable-gpu"])
errors = []


class Page(QWebEnginePage):
    def javaScriptConsoleMessage(self, level, message, line, source):
        # Every browser asks for an icon by itself; the pages have none and allow none.
        if level == QWebEnginePage.ErrorMessageLevel and "favicon.ico" not in message:
            errors.append(f"{message} ({source}:{line})")


view = QWebEngineView()
page = Page(view)
view.setPage(page)
view.resize(1280, 900)
view.show()


def wait(milliseconds):
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec_()


def js(code):
    answers = []
    loop = QEventLoop()
    page.runJavaScript(code, lambda answer: (answers.append(answer), loop.quit()))
    QTimer.singleShot(MOST * 1000, loop.quit)
    loop.exec_()
    return answers[0] if answers else None


def until(code):
    end = time.monotonic() + MOST
    while not js(f"!!({code})"):
        if time.monotonic() > end:
            met = js("location.pathname + ': ' + document.body.innerText.slice(0, 600)")
            sys.exit(f"waited in vain for {code}\n{met}\n{errors}")
        wait(100)


met = {"browser": js("navigator.userAgent")}
for step in json.load(sys.stdin):
    if "load" in step:
        page.load(QUrl(step["load"]))
    elif "until" in step:
        until(step["until"])
    elif "press" in step:
        view.setFocus()
        QTest.keyClick(view.focusProxy() or view, getattr(Qt, f"Key_{step['press']}"))
    elif "name" in step:
        met[step["name"]] = js(step["js"])
    else:
        js(step["js"])
print(json.dumps({**met, "errors": errors}))
sys.stdout.flush()
os._exit(0)  # Qt of that age may crash while it is taken apart
