"""The measurements as Markdown tables."""

import statistics


def print_report(build, baselines, others, further, stages):
    """Prints what the build took beside its baselines, then the other processes, the build with
    one product more, and its stages."""
    print("| what | median | fastest | user | system | peak memory | ratio | goal | |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: | --- | --- |")
    peak = max(build.peak_memory)
    print(line(build, "", "memory under 200 MiB", peak < 200))
    for baseline, goal, is_met in baselines:
        if baseline.reason:
            print(not_run(baseline, goal))
            continue
        ratio = baseline.median / build.median
        print(line(baseline, f"{ratio:.2f}x", goal, is_met(ratio)))
    for measurement, goal, limit in others:
        if measurement.reason:
            print(not_run(measurement, goal))
        else:
            print(line(measurement, "", goal, measurement.median < limit))
    print()
    print("| one product more | median | fastest | user | system | peak memory | more than the build | goal | |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: | --- | --- |")
    for measurement in further:
        if measurement.reason:
            print(not_run(measurement, "under 0.5 s more"))
        else:
            more = measurement.median - build.median
            print(line(measurement, f"{more:.2f} s", "under 0.5 s more", more < 0.5))
    print()
    print("| stage, as a process of its own | median | fastest | user | system | peak memory | share |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    whole = sum(stage.median for stage in stages if not stage.reason)
    for stage in stages:
        if stage.reason:
            print(f"| {stage.name} | not run: {cell(stage.reason)} | | | | | |")
        else:
            print(f"| {stage.name} | {figures(stage)} | {100 * stage.median / whole:.0f} % |")


def line(measurement, ratio, goal, is_met):
    verdict = "met" if is_met else "not met"
    return f"| {measurement.name} | {figures(measurement)} | {ratio} | {goal} | {verdict} |"


def not_run(measurement, goal):
    return f"| {measurement.name} | not run: {cell(measurement.reason)} | | | | | | {goal} | |"


def figures(measurement):
    columns = [
        duration(measurement.median),
        duration(min(measurement.seconds)),
        duration(statistics.median(measurement.user_seconds)),
        duration(statistics.median(measurement.system_seconds)),
        f"{max(measurement.peak_memory):.0f} MiB",
    ]
    return " | ".join(columns)


def duration(seconds):
    return f"{seconds:.2f} s" if seconds >= 0.2 else f"{seconds * 1000:.1f} ms"


def cell(text):
    """A text that stays within its cell of the table."""
    return text.replace("|", "\\|")
