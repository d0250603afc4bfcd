"""Runs a whole process and says what it took."""

import os
import statistics
import time
from dataclasses import dataclass, field

# A make above us hands its own options and variables down; what is measured must not see them.
FROM_MAKE = {"MAKEFLAGS", "MFLAGS", "MAKELEVEL", "MAKEOVERRIDES", "MAKEFILES", "OUTPUT", "REGISTRY"}
ENVIRONMENT = {name: os.environ[name] for name in os.environ if name not in FROM_MAKE}


@dataclass
class Measurement:
    """What is measured: a command, and what it took in every counted round."""

    name: str
    command: list
    stdin: str = os.devnull
    stdout: str = os.devnull
    # The exit statuses of success.
    good: tuple = (0,)
    # Set aside before each round, so that each writes its products anew.
    products: list = field(default_factory=list)
    # The files among the products that hold the rows.
    row_files: list = field(default_factory=list)
    seconds: list = field(default_factory=list)
    user_seconds: list = field(default_factory=list)
    system_seconds: list = field(default_factory=list)
    peak_memory: list = field(default_factory=list)
    # Why it did not run.
    reason: str = ""

    def run(self, is_counted):
        """Runs the command once; a failure becomes the reason why it is not measured."""
        for product in self.products:
            set_aside(product)
        # What others wrote is brought to the disk first: whoever syncs pays for their own writes only.
        os.sync()
        log = f"{os.getpid()}.log"
        try:
            start = time.perf_counter()
            process = os.posix_spawnp(
                self.command[0], self.command, ENVIRONMENT,
                file_actions=[
                    (os.POSIX_SPAWN_OPEN, 0, self.stdin, os.O_RDONLY, 0),
                    (os.POSIX_SPAWN_OPEN, 1, self.stdout, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644),
                    (os.POSIX_SPAWN_OPEN, 2, log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644),
                ],
            )
            _, status, usage = os.wait4(process, 0)
            seconds = time.perf_counter() - start
            if os.waitstatus_to_exitcode(status) not in self.good:
                self.reason = f"exit status {os.waitstatus_to_exitcode(status)}: {last_message(log)}"
        except OSError as error:
            self.reason = f"{self.command[0]}: {error.strerror}"
        finally:
            remove(log)
        if is_counted and not self.reason:
            self.seconds.append(seconds)
            self.user_seconds.append(usage.ru_utime)
            self.system_seconds.append(usage.ru_stime)
            # In KiB on Linux, and never below the peak of this process, which therefore loads nothing big.
            self.peak_memory.append(usage.ru_maxrss / 1024)

    @property
    def median(self):
        return statistics.median(self.seconds)


def last_message(log):
    """The last line of a log that says something; what make adds to a failure below it does not."""
    with open(log, encoding="utf-8", errors="replace") as file:
        lines = [line.strip() for line in file if line.strip() and not line.startswith("make")]
    return (lines or ["no message"])[-1]


def set_aside(path):
    """Moves what an earlier round wrote to the folder `earlier`, and empties its files.

    They are deleted when all is measured, not before: creating many files soon after many were deleted was
    seen to cost several times the system time, on ext4 without a journal.
    """
    if not os.path.lexists(path):
        return
    os.makedirs("earlier", exist_ok=True)
    aside = os.path.join("earlier", str(len(os.listdir("earlier"))))
    os.rename(path, aside)
    files = [os.path.join(folder, name) for folder, _, names in os.walk(aside) for name in names]
    for file in files or [aside]:
        if os.path.isfile(file):
            os.truncate(file, 0)


def remove(path):
    """Removes a file, or a folder with all that is in it."""
    if os.path.islink(path) or not os.path.isdir(path):
        if os.path.lexists(path):
            os.remove(path)
        return
    with os.scandir(path) as entries:
        for entry in list(entries):
            remove(entry.path)
    os.rmdir(path)
