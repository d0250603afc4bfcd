"""Runs `make serve` with some arguments on a free port, as make_serve.py ARGUMENT ..., until it answers. Prints what
stands at each of two addresses, and ends it."""
import os, signal, socket, subprocess, sys, time, urllib.request

with socket.socket() as free:
    free.bind(("127.0.0.1", 0))
    port = free.getsockname()[1]
serving = subprocess.Popen(["make", *sys.argv[1:], f"PORT={port}", "serve"], start_new_session=True,
                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
try:
    for path in ("site/", "json/index.json"):
        while True:
            try:
                text = direct.open(f"http://127.0.0.1:{port}/{path}").read().decode()
                break
            except ConnectionError:
                pass
            except urllib.error.URLError as error:
                if not isinstance(error.reason, ConnectionError):
                    raise
            if serving.poll() is not None:
                sys.exit(f"make serve ended with status {serving.returncode}")
            time.sleep(0.05)
        print(path, text)
finally:
    if serving.poll() is None:
        os.killpg(serving.pid, signal.SIGTERM)
        serving.wait()
