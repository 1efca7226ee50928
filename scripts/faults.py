#!/usr/bin/env python3
"""Breaks sweeps in every way it knows and compares the results with an undisturbed one's.

    scripts/faults.py [--gfrun PATH] [--rounds N] [--seed S] [NAME ...]
    scripts/faults.py --long        200 SIGKILLs to workers and 50 to gfrun during 40 runs; -j 1, 2, 8
    scripts/faults.py --disks       a disk of each size up to what a sweep takes, with full and with room

Each scenario carries a sweep out under faults, until the same command, given again, says that all is
done; then `gfrun verify --against` compares every byte that gfrun promises with an undisturbed sweep.
What is killed, and when, is drawn from the seed. Needs /proc; the disk scenarios need root, that of the
clock needs a C compiler.
"""
import argparse, os, pathlib, random, re, shutil, signal, subprocess, sys, tempfile, time

EXPERIMENT = """
name: faults
data: {target: {kind: gaussian-ring, modes: 4, radius: 1.0, deviation: 0.1}}
generator: {kind: mlp, hidden: [32, 32], normalization: batch}
potential: {kind: mlp, hidden: [32, 32], activation: silu}
flow: {kind: w1, persistency: 2}
schedule: {iterations: 600, batch: 64, potential: {steps: 2}}
metrics: {every: 100, count: 64, compute: [w1, mmd2]}
samples: {every: 150, count: 64}
sweep: {grid: {flow.step: [0.5, 1.0]}, seeds: 4}
"""
# Done in a moment, so that disks of many sizes can be tried.
SHORT_EXPERIMENT = EXPERIMENT.replace("iterations: 600", "iterations: 60").replace(
    "every: 100", "every: 20").replace("every: 150", "every: 30").replace("seeds: 4", "seeds: 2")
# 40 runs, each long enough that the kills of `many_kills` come before the end.
LONG_EXPERIMENT = EXPERIMENT.replace("iterations: 600", "iterations: 4000").replace(
    "seeds: 4", "seeds: 20")


class Sweep:
    """One folder of results and the gfruns at work on it."""

    def __init__(self, gfrun, folder, name, experiment=EXPERIMENT):
        self.gfrun, self.folder = gfrun, folder / name
        self.folder.mkdir()
        (self.folder / "faults.yaml").write_text(experiment)
        self.talk = open(self.folder / "talk", "ab")

    def start(self, *arguments, **environment):
        command = [self.gfrun, "faults.yaml", "--checkpoint-every", "100ms", *arguments]
        return subprocess.Popen(
            command, cwd=self.folder, stdin=subprocess.DEVNULL, stdout=self.talk, stderr=self.talk,
            env={**os.environ, **environment})

    def finish(self, *arguments):
        """Gives the same command until all is done; returns how often it took."""
        for attempt in range(1, 20):
            if self.start(*arguments).wait(600) == 0:
                return attempt
        raise AssertionError(f"never done; see {self.folder}/talk")

    @property
    def results(self):
        return self.folder / "results" / "faults"

    def settle(self):
        """Waits until the workers of gfruns that were killed have gone."""
        end = time.time() + 30
        while time.time() < end:
            if not workers_in(self.folder):
                return
            time.sleep(0.05)
        raise AssertionError("orphans of a killed gfrun are still there after 30 s")

    def check(self, reference):
        left = [path.name for path in (self.results / ".gfrun/leases").iterdir()]
        outcome = subprocess.run(
            [self.gfrun, "verify", str(self.results), "--against", str(reference.results)],
            cwd=self.folder, capture_output=True, text=True)
        assert outcome.returncode == 0, outcome.stdout + outcome.stderr
        duplicates = self.results / ".gfrun/duplicates"
        assert not duplicates.exists() or not any(duplicates.iterdir()), "two results of one run"
        return f", leases left {len(left)}" if left else ""


def processes():
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            try:
                stat = open(f"/proc/{entry}/stat").read()
                words = open(f"/proc/{entry}/cmdline", "rb").read().split(b"\0")
                yield int(entry), int(stat.rsplit(")", 1)[1].split()[1]), words
            except OSError:
                pass


def workers_of(parent):
    """The workers of a gfrun and the copies of them that carry out its runs, in no order."""
    found = [(pid, above) for pid, above, words in processes() if b"worker" in words]
    workers = {pid for pid, above in found if above == parent}
    return [pid for pid, above in found if pid in workers or above in workers]


def workers_in(folder):
    found = []
    for pid, _, words in processes():
        try:
            if b"worker" in words and os.readlink(f"/proc/{pid}/cwd") == str(folder):
                found.append(pid)
        except OSError:
            pass
    return found


def kill(pid, number=signal.SIGKILL):
    try:
        os.kill(pid, number)
        return 1
    except ProcessLookupError:
        return 0


def kill_workers(sweep, chance, jobs):
    """SIGKILL to random workers, or the processes of their runs, while gfrun goes on."""
    gfrun, kills = sweep.start("-j", jobs, "--retries", "1000"), 0
    while gfrun.poll() is None:
        time.sleep(chance.uniform(0.02, 0.4))
        workers = workers_of(gfrun.pid)
        if workers:
            kills += kill(chance.choice(workers))
        if kills >= 40:
            break
    assert gfrun.wait(600) == 0, "a sweep outlives its workers"
    return f"{kills} kills"


def kill_parents(sweep, chance, jobs):
    """SIGKILL to gfrun at random instants; its workers are left to themselves."""
    kills = 0
    for _ in range(25):
        gfrun = sweep.start("-j", jobs)
        time.sleep(chance.uniform(0.05, 0.9))
        if gfrun.poll() is None:
            kills += kill(gfrun.pid)
        gfrun.wait()
    attempts = sweep.finish("-j", jobs)
    sweep.settle()
    return f"{kills} kills, then {attempts} call(s)"


def kill_all(sweep, chance, jobs):
    """SIGKILL to gfrun and all its workers at once, as a power cut does to them."""
    kills = 0
    for _ in range(25):
        gfrun = sweep.start("-j", jobs)
        time.sleep(chance.uniform(0.05, 0.9))
        for pid in [gfrun.pid, *workers_of(gfrun.pid)]:
            kills += kill(pid)
        gfrun.wait()
    return f"{kills} kills, then {sweep.finish('-j', jobs)} call(s)"


def many_kills(sweep, chance, jobs, workers=200, parents=50):
    """SIGKILL to workers and now and then to gfrun itself, which is started again, for a long time."""
    hits, deaths = 0, 0
    gfrun = sweep.start("-j", jobs, "--retries", "1000")
    while hits < workers or deaths < parents:
        time.sleep(chance.uniform(0.02, 0.3))
        if gfrun.poll() is not None:
            assert gfrun.returncode != 0, f"all done after {hits} and {deaths} kills; make runs longer"
            gfrun = sweep.start("-j", jobs, "--retries", "1000")
            continue
        if deaths < parents and chance.random() < parents / (workers + parents):
            deaths += kill(gfrun.pid)
            gfrun.wait()
        elif hits < workers:
            targets = workers_of(gfrun.pid)
            hits += kill(chance.choice(targets)) if targets else 0
    assert gfrun.poll() is not None or gfrun.wait(1200) == 0, "a sweep outlives its workers"
    attempts = sweep.finish("-j", jobs)
    sweep.settle()
    done = [line.split()[1] for line in (sweep.folder / "talk").read_text().splitlines()
            if line.startswith("done ") and "by another gfrun" not in line]
    assert len(done) == len(set(done)), "a run was published twice"
    return f"{hits} workers and {deaths} gfruns killed, then {attempts} call(s)"


def interrupt(sweep, chance, jobs):
    """SIGINT or SIGTERM once: a checkpoint and the documented code within 10 s."""
    slowest, count = 0, 0
    for _ in range(15):
        gfrun = sweep.start("-j", jobs)
        time.sleep(chance.uniform(0.1, 0.8))
        number = chance.choice([signal.SIGINT, signal.SIGTERM])
        if gfrun.poll() is None and kill(gfrun.pid, number):
            began = time.time()
            code = gfrun.wait(60)
            slowest, count = max(slowest, time.time() - began), count + 1
            assert code in (0, 128 + number, -number), f"exit code {code}"
        gfrun.wait()
    assert slowest < 10, f"{slowest:.1f} s to stop"
    return f"{count} signals, slowest stop {slowest:.2f} s, then {sweep.finish('-j', jobs)} call(s)"


def insist(sweep, chance, jobs):
    """SIGINT twice: at once."""
    slowest = 0
    for _ in range(8):
        gfrun = sweep.start("-j", jobs)
        time.sleep(chance.uniform(0.2, 0.8))
        if gfrun.poll() is None:
            began = time.time()
            kill(gfrun.pid, signal.SIGINT)
            time.sleep(0.005)
            kill(gfrun.pid, signal.SIGINT)
            gfrun.wait(60)
            slowest = max(slowest, time.time() - began)
    return f"slowest stop {slowest:.2f} s, then {sweep.finish('-j', jobs)} call(s)"


def two_parents(sweep, chance, jobs):
    """Two gfruns on one folder at once, workers of both killed now and then."""
    pair = [sweep.start("-j", jobs, "--retries", "1000") for _ in range(2)]
    kills = 0
    while any(gfrun.poll() is None for gfrun in pair) and kills < 15:
        time.sleep(chance.uniform(0.05, 0.5))
        workers = [pid for gfrun in pair for pid in workers_of(gfrun.pid)]
        if workers:
            kills += kill(chance.choice(workers))
    codes = [gfrun.wait(600) for gfrun in pair]
    assert codes == [0, 0], f"exit codes {codes}"
    return f"{kills} kills"


def one_of_two_dies(sweep, chance, jobs):
    """Two gfruns on one folder; one is killed with its workers, and the other does its share."""
    pair = [sweep.start("-j", jobs) for _ in range(2)]
    time.sleep(chance.uniform(0.3, 1.0))
    for pid in [pair[0].pid, *workers_of(pair[0].pid)]:
        kill(pid)
    pair[0].wait()
    assert pair[1].wait(600) == 0, "the survivor does it all"
    return "1 of 2 killed"


def shards(sweep, chance, jobs):
    """Three shards at once, in one folder."""
    parts = [sweep.start("-j", jobs, "--shard", f"{part}/3") for part in (1, 2, 3)]
    assert [part.wait(600) for part in parts] == [0, 0, 0]
    assert sweep.finish() == 1
    return "3 shards"


def frozen_worker(sweep, chance, jobs):
    """A worker, or the process of its run, is stopped for good (SIGSTOP): killed at the run's time limit."""
    gfrun = sweep.start("-j", jobs, "--timeout", "2s")
    time.sleep(0.6)
    frozen = chance.sample(workers_of(gfrun.pid), 1)
    for pid in frozen:
        kill(pid, signal.SIGSTOP)
    code = gfrun.wait(120)
    assert code in (0, 1), f"exit code {code}"
    return f"{len(frozen)} frozen, then {sweep.finish('-j', jobs)} call(s)"


def full_disk(sweep, chance, jobs):
    """Results on a disk of 4 MiB that something else fills up meanwhile."""
    place = sweep.folder / "results"
    place.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", place], check=True)
    try:
        gfrun = sweep.start("-j", jobs)
        time.sleep(0.4)
        with open(place / "filler", "wb", buffering=0) as filler:
            try:
                while True:
                    filler.write(b"\0" * 4096)
            except OSError:
                pass
        code = gfrun.wait(120)
        assert code == 74, f"exit code {code}"
        talk = (sweep.folder / "talk").read_text()
        assert "No space left on device" in talk, talk
        (place / "filler").unlink()
        attempts = sweep.finish("-j", jobs)
        saved = sweep.folder / "saved"
        shutil.copytree(place, saved)
    finally:
        subprocess.run(["umount", place], check=True)
    place.rmdir()
    saved.rename(place)
    return f"exit code 74, then {attempts} call(s)"


def small_disks(gfrun, folder, jobs):
    """Short sweeps on disks of every size, by pages and by files, up to what they take; with room, they go on.

    Where the disk is full there is one message and a documented code, and what was published is whole.
    """
    reference = Sweep(gfrun, folder, f"short-{jobs}", SHORT_EXPERIMENT)
    assert reference.finish() == 1
    stages = {}
    for option, sizes in [("size={}k", range(4, 4096, 4)), ("nr_inodes={}", range(2, 200))]:
        for size in sizes:
            sweep = Sweep(gfrun, folder, f"disk-{jobs}-{size}", SHORT_EXPERIMENT)
            stage = small_disk(sweep, option.format(size), jobs, reference)
            shutil.rmtree(sweep.folder)
            stages.setdefault(stage, []).append(option.format(size))
            if stage is None:
                break
    for stage, options in stages.items():
        print(f"small_disks -j {jobs}: {len(options)} disks, {options[0]} to {options[-1]}: "
              f"{stage or 'room enough'}", flush=True)


def small_disk(sweep, option, jobs, reference):
    """A sweep on a disk that may be too small; returns where it found that, None where it did not."""
    place, stage = sweep.folder / "results", None
    place.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", option, "tmpfs", place], check=True)
    try:
        code = sweep.start("-j", jobs).wait(120)
        if code != 0:
            talk = (sweep.folder / "talk").read_text().splitlines()
            errors = [line for line in talk if line.startswith("gfrun: error:")]
            assert code == 74 and len(errors) == 1, f"{option}: code {code}: {talk}"
            assert "No space left on device" in errors[0], f"{option}: {errors}"
            what = [word for word in errors[0].split("'")[1].split("/") if word != "results"]
            kind = "/".join(re.sub("^[0-9a-f]{12}", "RUN", word) for word in what)
            stage = errors[0].split("'")[0].removeprefix("gfrun: error: ") + kind
            done = [line.split()[1] for line in talk if line.startswith("done ")]
            found = subprocess.run(
                [sweep.gfrun, "verify", str(sweep.results)], cwd=sweep.folder, text=True,
                capture_output=True)
            assert not done or found.returncode == 0, f"{option}: {found.stdout}{found.stderr}"
        room = "remount,size=64m,nr_inodes=10000"
        subprocess.run(["mount", "-o", room, place], check=True)
        assert sweep.finish("-j", jobs) == 1, f"{option}: never done with room"
        sweep.check(reference)
    finally:
        subprocess.run(["umount", place], check=True)
    return stage


CLOCK = r"""
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/time.h>
#include <time.h>

static long offset(void) {
  const char *path = getenv("CLOCK_OFFSET_FILE");
  FILE *file = path ? fopen(path, "r") : NULL;
  long seconds = 0;
  if (file == NULL) return 0;
  if (fscanf(file, "%ld", &seconds) != 1) seconds = 0;
  fclose(file);
  return seconds;
}

int clock_gettime(clockid_t clock, struct timespec *now) {
  static int (*real)(clockid_t, struct timespec *);
  if (!real) real = dlsym(RTLD_NEXT, "clock_gettime");
  int status = real(clock, now);
  if (clock == CLOCK_REALTIME) now->tv_sec += offset();
  return status;
}

time_t time(time_t *result) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  if (result) *result = now.tv_sec;
  return now.tv_sec;
}

int gettimeofday(struct timeval *restrict now, void *restrict zone) {
  struct timespec exact;
  (void)zone;
  clock_gettime(CLOCK_REALTIME, &exact);
  now->tv_sec = exact.tv_sec;
  now->tv_usec = exact.tv_nsec / 1000;
  return 0;
}
"""


def clock_jumps(sweep, chance, jobs):
    """The clock of two gfruns jumps by days, for each by others, while that of the files goes on."""
    source, library = sweep.folder / "clock.c", sweep.folder / "clock.so"
    source.write_text(CLOCK)
    subprocess.run(["cc", "-shared", "-fPIC", "-o", library, source, "-ldl"], check=True)
    offsets = [sweep.folder / f"offset-{number}" for number in range(2)]
    pair, cleaners = [], []
    for offset in offsets:
        offset.write_text("0")
        pair.append(
            sweep.start("-j", jobs, LD_PRELOAD=str(library), CLOCK_OFFSET_FILE=str(offset)))
    jumps = 0
    while any(gfrun.poll() is None for gfrun in pair):
        time.sleep(chance.uniform(0.02, 0.2))
        beside = sweep.folder / "offset"
        beside.write_text(str(chance.randint(-10, 10) * 86400))
        beside.rename(chance.choice(offsets))
        jumps += 1
        if chance.random() < 0.2:
            # Whoever starts now may take all that is being written for very old.
            cleaners.append(sweep.start(
                "-j", "1", "--limit", "1", LD_PRELOAD=str(library),
                CLOCK_OFFSET_FILE=str(offsets[0])))
    assert all(gfrun.wait(600) == 0 for gfrun in pair + cleaners), "all finish"
    return f"{jumps} jumps, {len(cleaners)} more gfruns"


def lost_folder(sweep, chance, jobs):
    """The folder of the results is moved away under the sweep."""
    gfrun = sweep.start("-j", jobs)
    time.sleep(0.5)
    sweep.results.rename(sweep.folder / "moved")
    code = gfrun.wait(120)
    assert code == 73, f"exit code {code}"
    (sweep.folder / "moved").rename(sweep.results) if not sweep.results.exists() else None
    return f"exit code 73, then {sweep.finish('-j', jobs)} call(s)"


def torn_files(sweep, chance, jobs):
    """Bytes of running files, leases, index and plan change between the calls."""
    changed = 0
    for _ in range(10):
        gfrun = sweep.start("-j", jobs)
        time.sleep(chance.uniform(0.3, 0.9))
        for pid in [gfrun.pid, *workers_of(gfrun.pid)]:
            kill(pid)
        gfrun.wait()
        internal = sweep.results / ".gfrun"
        files = [path for path in sweep.results.glob("*.h5")] + [
            internal / "index", internal / "plan.json", *(internal / "leases").glob("*")]
        for path in chance.sample(files, min(3, len(files))):
            if path.exists() and path.stat().st_size:
                data = bytearray(path.read_bytes())
                if chance.random() < 0.5:
                    data = data[: chance.randrange(len(data))]
                else:
                    for _ in range(8):
                        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
                path.write_bytes(data)
                changed += 1
    # A bit may have changed in a result: verify finds it, and the run is carried out again.
    outcome = subprocess.run(
        [sweep.gfrun, "verify", str(sweep.results)], cwd=sweep.folder, capture_output=True, text=True)
    for line in outcome.stdout.splitlines():
        (sweep.results / f"{line.split(':')[0]}.h5").unlink(missing_ok=True)
    return f"{changed} files changed, then {sweep.finish('-j', jobs)} call(s)"


SCENARIOS = [
    kill_workers, kill_parents, kill_all, interrupt, insist, two_parents, one_of_two_dies, shards,
    frozen_worker, full_disk, lost_folder, torn_files, clock_jumps,
]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    own = pathlib.Path(__file__).resolve().parent.parent
    parser.add_argument("--gfrun", default=str(own / ".build/release/gfrun"))
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", action="store_true", help="keep the folders")
    parser.add_argument("--long", action="store_true", help="many kills during a long sweep")
    parser.add_argument("--disks", action="store_true", help="disks of every size; needs root")
    parser.add_argument("names", nargs="*", help="scenarios; all, unless given")
    arguments = parser.parse_args()
    chosen = [one for one in SCENARIOS if not arguments.names or one.__name__ in arguments.names]
    experiment = EXPERIMENT
    if arguments.long:
        chosen, experiment = [many_kills], LONG_EXPERIMENT
    folder = pathlib.Path(tempfile.mkdtemp(prefix="gfrun-faults-")).resolve()
    gfrun = str(pathlib.Path(arguments.gfrun).resolve())
    if arguments.disks:
        for jobs in ("1", "2"):
            small_disks(gfrun, folder, jobs)
        return shutil.rmtree(folder)
    reference = Sweep(gfrun, folder, "reference", experiment)
    began = time.time()
    assert reference.finish("-j", "1") == 1
    print(f"undisturbed: {time.time() - began:.1f} s", flush=True)
    failures = 0
    for turn in range(arguments.rounds):
        for scenario in chosen:
            for jobs in ("1", "2", "8"):
                chance = random.Random(f"{arguments.seed} {turn} {scenario.__name__} {jobs}")
                sweep = Sweep(gfrun, folder, f"{scenario.__name__}-{jobs}-{turn}", experiment)
                began = time.time()
                try:
                    if scenario is full_disk and os.geteuid() != 0:
                        outcome = "skipped: needs root"
                    elif scenario is clock_jumps and shutil.which("cc") is None:
                        outcome = "skipped: needs a C compiler"
                    else:
                        said = scenario(sweep, chance, jobs)
                        outcome = f"equal bytes ({said}{sweep.check(reference)})"
                        shutil.rmtree(sweep.folder)
                except (AssertionError, subprocess.SubprocessError, OSError) as error:
                    outcome, failures = f"FAILED: {error}", failures + 1
                print(
                    f"{scenario.__name__:16} -j {jobs}: {outcome}, {time.time() - began:.1f} s",
                    flush=True)
    if failures or arguments.keep:
        print(f"kept: {folder}")
    else:
        shutil.rmtree(folder)
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
