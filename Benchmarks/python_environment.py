"""The virtual environment of the baselines that need packages from PyPI."""

import os
import subprocess
import sys

from measure import remove


def python_with(requirements, folder):
    """The Python of a virtual environment with some packages, made when there is none yet.

    Returns its path, or None and the reason why there is none.
    """
    python = os.path.join(folder, "bin", "python")
    stamp = os.path.join(folder, "requirements.txt")
    with open(requirements) as file:
        wanted = file.read()
    if os.path.exists(stamp) and os.path.exists(python):
        with open(stamp) as file:
            if file.read() == wanted:
                return python, ""
    print("Benchmarks/.venv: installing " + ", ".join(wanted.split()), file=sys.stderr)
    remove(folder)
    steps = [
        [sys.executable, "-m", "venv", folder],
        [python, "-m", "pip", "--disable-pip-version-check", "--timeout", "15", "--retries", "1", "install",
         "--quiet", "--only-binary", ":all:", "--requirement", requirements],
    ]
    for step in steps:
        done = subprocess.run(
            step, stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="replace")
        if done.returncode != 0:
            lines = [line for line in (done.stdout + done.stderr).split("\n") if line.strip()]
            remove(folder)
            return None, (lines or ["no message"])[-1].strip()
    with open(stamp, "w") as file:
        file.write(wanted)
    return python, ""
