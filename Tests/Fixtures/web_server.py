"""A web server that misbehaves as it is asked to, on 127.0.0.1 and a port of its own.

    python3 web_server.py FOLDER LOG

Serves the files of FOLDER under the address /BEHAVIOR/FILE, and as a proxy under http://ANY.HOST/BEHAVIOR/FILE.
Prints its port. LOG has a line for each request: the address as it was asked for, the range or "-", the
status. Ends when its standard input does.
"""

import pathlib
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote, urlsplit

folder, log = map(pathlib.Path, sys.argv[1:])
seen = {}  # how often each address was asked for
lock = threading.Lock()


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        parts = urlsplit(self.path)
        behavior, _, name = unquote(parts.path).lstrip("/").partition("/")
        with lock:
            self.earlier = seen.get(parts.path, 0)
            seen[parts.path] = self.earlier + 1
        self.file = folder / name
        getattr(self, behavior.replace("-", "_"))()

    # The behaviors.

    def plain(self):
        self.send(200, self.file.read_bytes())

    def ranges(self):
        body = self.file.read_bytes()
        start = self.start()
        if start is None:
            self.send(200, body)
        elif start >= len(body):
            self.send(416)
        else:
            self.send(206, body[start:])

    def breaks_once(self):
        self.break_off() if self.earlier == 0 else self.ranges()

    def breaks_once_without_ranges(self):
        self.break_off() if self.earlier == 0 else self.plain()

    def breaks_always(self):
        self.break_off()

    def breaks_then_refuses_ranges(self):
        if self.earlier == 0:
            self.break_off()
        elif self.start() is not None:
            self.send(416)
        else:
            self.plain()

    def breaks_then_continues_wrongly(self):
        if self.earlier == 0:
            self.break_off()
        elif self.start() is not None:
            self.send(206, b"?" * len(self.file.read_bytes()[self.start():]))
        else:
            self.plain()

    def stalls_once(self):
        """Half of the file, and then nothing until the client gives up."""
        if self.earlier > 0:
            return self.ranges()
        body = self.file.read_bytes()
        self.head(200, len(body))
        self.wfile.write(body[: len(body) // 2])
        self.rfile.read(1)

    def too_long(self):
        """More is announced than sent."""
        body = self.file.read_bytes()
        self.send(200, body, announced=len(body) + 1000)

    def too_short(self):
        """Less is announced than sent."""
        body = self.file.read_bytes()
        self.send(200, body, announced=len(body) - 10)

    def trickles(self):
        """A few bytes a second, until the client gives up."""
        self.head(200, 1_000_000)
        for byte in self.file.read_bytes():
            self.wfile.write(bytes([byte]))
            self.wfile.flush()
            time.sleep(0.4)

    def endless(self):
        """More and more of the file, in chunks, until the client gives up."""
        self.head(206 if self.start() else 200, None, {"Transfer-Encoding": "chunked"})
        self.go_on()

    def endless_elsewhere(self):
        """More and more of a response that is not the file."""
        self.head(203, None, {"Transfer-Encoding": "chunked"})
        self.go_on()

    def go_on(self):
        piece = b"%x\r\n" % 100_000 + b"?" * 100_000 + b"\r\n"
        while True:
            self.wfile.write(piece)

    def enormous(self):
        """More than any file has, as the server says."""
        self.head(200, 3 << 30)
        self.wfile.write(self.file.read_bytes())

    def page(self):
        self.send(200, b"<!DOCTYPE html>\n<html><title>Moved</title></html>\n")

    def missing(self):
        self.send(404, b"<html>not here</html>")

    def busy_twice(self):
        self.send(500, b"busy") if self.earlier < 2 else self.plain()

    def busy(self):
        self.send(503, b"busy")

    def nothing(self):
        self.send(204)

    def pub(self):
        """As a server of files does: of a folder its listing, what is not there is missing."""
        path = folder / unquote(urlsplit(self.path).path).lstrip("/")
        path = path / "index.html" if path.is_dir() else path
        self.send(200, path.read_bytes()) if path.is_file() else self.missing()

    files = pub

    def moved(self):
        self.redirect("/ranges/" + self.file.name)

    def loop(self):
        self.redirect(self.path)

    def elsewhere(self):
        self.redirect("ftp://127.0.0.1/" + self.file.name)

    # How they are done.

    def start(self):
        """Where the range begins that is asked for, or None."""
        asked = self.headers.get("Range")
        return int(asked.removeprefix("bytes=").removesuffix("-")) if asked else None

    def break_off(self):
        """Half of what is asked for."""
        body = self.file.read_bytes()[self.start() or 0 :]
        self.head(206 if self.start() else 200, len(body))
        self.wfile.write(body[: len(body) // 2])

    def redirect(self, location):
        self.send(302, headers={"Location": location})

    def send(self, status, body=b"", announced=None, headers={}):
        self.head(status, len(body) if announced is None else announced, headers)
        self.wfile.write(body)

    def head(self, status, length, headers={}):
        with lock, log.open("a") as file:
            file.write(f"{self.path} {self.headers.get('Range', '-')} {status}\n")
        self.send_response(status)
        # Said, so that no client sends its next request into a connection that is just being closed.
        self.send_header("Connection", "close")
        if status != 204 and length is not None:
            self.send_header("Content-Length", str(length))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, *arguments):
        pass


class Server(ThreadingHTTPServer):
    def handle_error(self, request, client_address):
        """Clients that give up are what some behaviors are for."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


server = Server(("127.0.0.1", 0), Handler)
server.daemon_threads = True
threading.Thread(target=server.serve_forever, daemon=True).start()
print(server.server_port, flush=True)
sys.stdin.read()
