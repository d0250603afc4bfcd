"""A person with a browser: Debian's Chromium, without a window, before a folder that is served on 127.0.0.1.

    python site_browser.py FOLDER

Reads a command on each line of its standard input, a JSON object, and answers with one: {"value": ...}, or
{"fault": "what went wrong"}, which is the last answer. Ends when its input does. The commands are the methods of Person.
"""

import functools
import http.server
import json
import os
import pathlib
import shutil
import signal
import sys
import tempfile
import threading

from selenium import webdriver
from selenium.common.exceptions import StaleElementReferenceException, TimeoutException, WebDriverException
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

OUTLINE = (pathlib.Path(__file__).parent / "page_outline.js").read_text(encoding="utf-8")
PATIENCE = 60  # seconds; only what never happens takes so long


class Handler(http.server.SimpleHTTPRequestHandler):
    refused = []
    failing = {}  # a part of an address, and the status that is the answer
    held = {}  # a part of an address, and what the answer waits for

    def do_GET(self):
        for part, event in list(Handler.held.items()):
            if part in self.path:
                event.wait()
        for part, status in Handler.failing.items():
            if part in self.path:
                return self.send_error(status)
        super().do_GET()

    def translate_path(self, path):
        """The pages of the site are those of CODESET_SITE_PAGES, where it names a folder."""
        file = pathlib.Path(super().translate_path(path))
        pages = pathlib.Path(os.environ.get("CODESET_SITE_PAGES", ""), file.name)
        is_page = file.parent.name == "site" and "CODESET_SITE_PAGES" in os.environ
        return str(pages if is_page and pages.is_file() else file)

    def send_error(self, code, *arguments):
        Handler.refused.append(f"{self.path}: {code}")
        super().send_error(code, *arguments)

    def end_headers(self):
        self.send_header("Cache-Control", "no-store")  # else what was asked for before would not be asked for again
        super().end_headers()

    def log_message(self, *arguments):
        pass


def serve(folder):
    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(Handler, directory=folder))
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}"


def settled(look):
    """Looks again when the page has drawn it again meanwhile: an answer is of one moment."""
    @functools.wraps(look)
    def look_again(*arguments, **named):
        while True:
            try:
                return look(*arguments, **named)
            except StaleElementReferenceException:
                continue
    return look_again


class Person:
    def __init__(self, folder, profile):
        self.origin = serve(folder)
        options = webdriver.ChromeOptions()
        options.binary_location = shutil.which("chromium")
        for argument in [
            "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
            "--force-prefers-reduced-motion", "--window-size=1280,900", f"--user-data-dir={profile}",
        ]:
            options.add_argument(argument)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        service = webdriver.ChromeService(executable_path=shutil.which("chromedriver"))
        self.driver = webdriver.Chrome(options=options, service=service)
        if "CODESET_TODAY" in os.environ:
            self.set_clock(os.environ["CODESET_TODAY"])

    def set_clock(self, day):
        """Stops the clock of every page opened from now on: it is noon of a day."""
        self.driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": """
            { const Clock = Date, noon = new Clock("%sT12:00:00").getTime();
              globalThis.Date = class extends Clock {
                constructor(...parts) { super(...(parts.length > 0 ? parts : [noon])); }
                static now() { return noon; }
              }; }
        """ % day})

    def open(self, path):
        """Opens an address of the server, and waits for the page to be there."""
        self.driver.get(self.origin + path)
        self.wait("!document.querySelector('main').hasAttribute('aria-busy') && document.querySelector('main h1') !== null")

    def hold(self, part):
        """Lets every request wait whose address has this part."""
        Handler.held[part] = threading.Event()

    def fail(self, part, status):
        """Answers every request with a status whose address has this part."""
        Handler.failing[part] = status

    def serve(self):
        """Answers every request as it should be, those that wait too."""
        Handler.failing.clear()
        for event in Handler.held.values():
            event.set()
        Handler.held.clear()

    def reload(self):
        self.driver.refresh()

    def back(self):
        self.driver.back()

    def forward(self):
        self.driver.forward()

    def type(self, text):
        """Types into whatever has the focus."""
        ActionChains(self.driver).send_keys(text).perform()

    def enter(self, text):
        """Types over what stands in the search box and presses Enter at once."""
        self.driver.execute_script("document.getElementById('search').select()")
        ActionChains(self.driver, duration=0).send_keys(text + Keys.ENTER).perform()

    def press(self, keys):
        """Presses keys by their names, `ARROW_DOWN` or `/`, one after the other."""
        actions = ActionChains(self.driver)
        for key in keys:
            actions.send_keys(getattr(Keys, key, key))
        actions.perform()

    @settled
    def click(self, selector, text=None):
        """Clicks what a person sees, who waits for it: the first element that has the text, or the first one at all."""
        def found(driver):
            elements = driver.find_elements(By.CSS_SELECTOR, selector)
            return next((each for each in elements if text is None or text in each.text), None)
        try:
            WebDriverWait(self.driver, PATIENCE, poll_frequency=0.02).until(found).click()
        except TimeoutException:
            raise LookupError(f"nothing to click: {selector} {text or ''}") from None

    @settled
    def texts(self, selector):
        """The texts of the elements as they are seen."""
        return [each.text for each in self.driver.find_elements(By.CSS_SELECTOR, selector)]

    def evaluate(self, script):
        return self.driver.execute_script(f"return {script}")

    def outline(self):
        """What the page says, as lines of text."""
        # Titles of other codes come when the search index is there.
        self.wait("![...document.querySelectorAll('main .reference:has(> a)')].some((each) => "
                  "!each.querySelector('.remark') && each.querySelector('.title').textContent === '')")
        return self.driver.execute_script(f"return (\n{OUTLINE})")

    def wait(self, script):
        """Waits until an expression is true."""
        try:
            WebDriverWait(self.driver, PATIENCE, poll_frequency=0.02).until(
                lambda driver: driver.execute_script(f"return {script}"))
        except TimeoutException:
            raise TimeoutError(f"waited in vain for {script}; the page is {self.driver.title!r}") from None

    def screen(self, width, height, dark=False):
        """The size of the window in CSS pixels, which may be a phone's, and whether dark colors are preferred."""
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {
            "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600})
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {
            "features": [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]})

    def screenshot(self, path, whole=False):
        if whole:
            width, height = self.driver.execute_script(
                "return [innerWidth, document.documentElement.scrollHeight]")
            self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {
                "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600})
        self.driver.save_screenshot(path)

    def heard(self, role):
        """The names of everything that has a role, as a screen reader gets them."""
        tree = self.driver.execute_cdp_cmd("Accessibility.getFullAXTree", {})
        return [each["name"]["value"] for each in tree["nodes"]
                if not each["ignored"] and each["role"]["value"] == role]

    def faults(self):
        """What the console complains of, and every request that failed or went elsewhere, since the last time."""
        faults = [entry["message"] for entry in self.driver.get_log("browser")
                  if entry["level"] in ("SEVERE", "WARNING")]
        for entry in self.driver.get_log("performance"):
            message = json.loads(entry["message"])["message"]
            if message["method"] != "Network.requestWillBeSent":
                continue
            if message["params"]["documentURL"].startswith("chrome://"):
                continue  # the page with which Chromium starts
            address = message["params"]["request"]["url"]
            if not address.startswith((self.origin + "/", "data:", "about:", "blob:")):
                faults.append(f"asks for {address}")
        faults += Handler.refused
        Handler.refused.clear()
        return faults


def main():
    # Signals that the parent has blocked would be blocked in the browser too.
    signal.pthread_sigmask(signal.SIG_SETMASK, [])
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        person = Person(sys.argv[1], profile)
        print(json.dumps({"value": person.origin}), flush=True)
        try:
            for line in sys.stdin:
                command = json.loads(line)
                method = getattr(person, command.pop("do"))
                try:
                    answer = {"value": method(**command)}
                except (LookupError, TimeoutError, WebDriverException) as error:
                    answer = {"fault": f"{type(error).__name__}: {error}".split("\nStacktrace")[0]}
                print(json.dumps(answer), flush=True)
                if "fault" in answer:
                    break  # what follows would wait for a page that never comes
        finally:
            person.driver.quit()


main()
