"""What is measured: each part gives the headers, the rows and the notes of its table."""

import json
import signal
import tempfile
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

from figures import BEFORE, Rounds, chart
from programs import (APPLICATION_CORES, CORES, GIFT, LOAD_CORES, LONGEST_DRAIN, ROOT, TARGET, Contender, Failure, Program,
                      java, processor_seconds)
from stores import STORES

COMPARED = ["constant", "livehook", "livehook-full", "controller", "controller-repeats", "controller-full"]
PARTS = {
    "throughput": COMPARED,
    "latency": COMPARED,
    "growth": ["constant", "livehook", "controller"],
    "processor": [],
    "memory": ["livehook"],
    "startup": ["empty", "controller", "controller-full", "livehook", "livehook-full"],
    "throttled": ["livehook"],
    "durable": ["insert", "livehook-jdbc", "livehook-h2", "send", "livehook-kafka", "modulith", "db-scheduler"],
}
NEED_WRK = {"throughput", "latency", "growth", "memory", "durable"}

BARE = ["insert", "send"]

CONNECTIONS = [1, 16, 256]
SIZES = [400, 4_000, 40_000, 250_000]
LONGEST_FILL = 300
RESPONSE_SECONDS = 2
# So few that the compilers get their share of the cores
WARM_UP_CONNECTIONS = 4


class Benchmarks:
    """The parts, each a method of its name."""

    def __init__(self, options):
        self.options = options
        self.warm = {}

    def names(self, part):
        only = self.options.only or PARTS[part]
        return [each for name in PARTS[part] if name in only for each in
                ([name, name + BEFORE] if self.options.before and Contender.has_livehook(name) else [name])]

    def rounds(self, part):
        rounds = self.options.rounds
        return {"growth": max(1, rounds - 2), "durable": max(1, rounds - 2), "startup": rounds + rounds // 2,
                "throttled": max(1, rounds - 1)}.get(part, rounds)

    def launch(self, name, cores=None, processors=None, **properties):
        checkout = self.options.before if name.endswith(BEFORE) else ROOT
        jvm_options = self.options.jvm_options + ([f"-XX:ActiveProcessorCount={processors}"] if processors else [])
        return Contender(name.removesuffix(BEFORE), checkout, self.options.jdk, jvm_options, properties, cores)

    def warm_up(self, names):
        for name in names:
            if name not in self.warm:
                print(f"{name} is warmed up", flush=True)
                contender = self.warm[name] = self.launch(name, processors=len(APPLICATION_CORES))
                contender.await_answer()
                # With all cores: compilers that compete with requests for one take minutes
                contender.load(WARM_UP_CONNECTIONS, self.options.warm_up)
                contender.confine(APPLICATION_CORES)
                contender.load(self.options.connections, min(3, self.options.warm_up), LOAD_CORES)

    def describe(self, part):
        return [f"Median of {self.rounds(part)} rounds of {self.options.duration} s (lowest–highest), one contender after "
                f"the other; ratios within a round; warmed up for {self.options.warm_up} s",
                f"The application has {len(APPLICATION_CORES)} of the cores, the load "
                f"{'the others' if LOAD_CORES != CORES else 'the same'}"]

    def throughput(self):
        names = self.names("throughput")
        self.warm_up(names)
        rounds = Rounds(names, self.options.rounds, lambda name: self.warm[name].checked_load(
            self.options.connections, self.options.duration, LOAD_CORES))
        (TARGET / "performance/performance.svg").write_text(
            chart("Processor time per callback, µs: less is better", rounds, "cpu"))
        columns = [("Processor, µs per callback", "cpu", 1), ("To controller", "cpu", "controller"),
                   ("To controller-repeats", "cpu", "controller-repeats"), ("To before", "cpu", BEFORE),
                   ("Callbacks/s", "rate", 0), ("To controller", "rate", "controller"), ("To constant", "rate", "constant")]
        return headers(columns), rounds.rows(columns), self.describe("throughput")

    def latency(self):
        names = self.names("latency")
        self.warm_up(names)
        rate = min(self.warm[name].load(self.options.connections, 2, LOAD_CORES)["rate"] for name in names) / 2
        command = java(self.options.jdk, "io.github.livehook.benchmarks.Sender")
        with Program("sender", command, LOAD_CORES, talks=True) as sender:
            def send(name, seconds=self.options.duration):
                answer = sender.ask(f"{self.warm[name].port} {self.options.connections} {rate} {seconds}")
                return dict(zip(("p50", "p99", "p99.9"), map(float, answer.split())))

            send(names[0], min(5, self.options.warm_up))
            rounds = Rounds(names, self.options.rounds, send)
        columns = [("p50, ms", "p50", 2), ("p99, ms", "p99", 2), ("p99.9, ms", "p99.9", 2),
                   ("p99 to controller", "p99", "controller"), ("p99 to controller-repeats", "p99", "controller-repeats"),
                   ("p99 to before", "p99", BEFORE)]
        return headers(columns), rounds.rows(columns), [
            f"{rate:,.0f} callbacks/s, half of what the slowest of them reached just before; sent at fixed times, which "
            "latencies count from", *self.describe("latency")]

    def growth(self):
        names = self.names("growth")
        self.warm_up(names)
        columns = [("Processor, µs per callback", "cpu", 1), ("To controller", "cpu", "controller"),
                   ("To before", "cpu", BEFORE), ("Callbacks/s", "rate", 0), ("To controller", "rate", "controller"),
                   ("Not 200, %", "failed", 1)]
        rows = []
        for connections in CONNECTIONS:
            rounds = Rounds(names, self.rounds("growth"), lambda name: self.warm[name].load(
                connections, self.options.duration, LOAD_CORES))
            rows += [[name, str(connections), *cells] for name, *cells in rounds.rows(columns)]
        return headers([("Connections",), *columns]), rows, self.describe("growth")

    def processor(self):
        remembered = 100 if self.options.quick else 1_000_000
        rows = self.jmh("bodySize", SIZES, process="Livehook, body of {:,}", jackson="Jackson alone, body of {:,}")
        rows += self.jmh("handlers", [100], process="Livehook, {} handlers of other commands")
        rows += self.jmh("apps", [100], process="Livehook, {} apps")
        rows += self.jmh("remembered", [0, remembered], process="Livehook, {:,} callbacks remembered")
        return ["What", "Time, µs", "± µs", "Allocated, bytes"], rows, [
            "JMH, one thread on all cores, one JVM for each row, average of all iterations and its 99.9% error",
            "Livehook: from query and bytes to the answer; where nothing else is said a body of 400 bytes, 1 app, 1 handler "
            "that is called, 1 of another command, callbacks remembered as by default",
            "Jackson alone: the same bytes into the record of the hand-written controller"]

    def jmh(self, parameter, values, **labels):
        print(f"{parameter}: {', '.join(map(str, values))}", flush=True)
        warm_up, iteration = ("100ms", "100ms") if self.options.quick else ("6s", "1500ms")
        results = TARGET / "performance/jmh.json"
        command = java(self.options.jdk, "org.openjdk.jmh.Main") + [
            f"ProcessorBenchmark\\.({'|'.join(labels)})$", "-p", f"{parameter}={','.join(map(str, values))}", "-f", 1,
            "-wi", 1, "-w", warm_up, "-i", 3, "-r", iteration, "-prof", "gc", "-foe", "true", "-rf", "json", "-rff", results,
            "-jvmArgs", "-Xms2g -Xmx2g -XX:+UseG1GC"]
        with Program("jmh", command) as program:
            if program.process.wait() != 0:
                raise program.failure("has failed")
        measured = {(result["benchmark"].rpartition(".")[2], result["params"][parameter]): result
                    for result in json.loads(results.read_text())}
        rows = []
        for value, method in ((value, method) for value in values for method in labels):
            result = measured[method, str(value)]
            time_, size = result["primaryMetric"], result["secondaryMetrics"]["gc.alloc.rate.norm"]
            rows.append([labels[method].format(value), f"{time_['score']:.2f}", f"{float(time_['scoreError']):.2f}",
                         f"{size['score']:,.0f}"])
        return rows

    def memory(self):
        names, rows = self.names("memory"), []
        for name in names:
            with self.launch(name) as contender:
                contender.await_answer()
                rows += self.fill(name, contender, LONGEST_FILL / len(names))
        return ["Contender", "Callbacks", "Heap, MB", "To the first"], rows, [
            "The size of all live objects after a full collection, with Livehook's default settings; up to 4 million "
            f"callbacks or what is answered in {LONGEST_FILL // len(names)} s"]

    def fill(self, name, contender, longest):
        unit, seconds = (10_000, 1) if self.options.quick else (1_000_000, 2)
        rows, sent, first, end = [], 0, None, time.monotonic() + longest
        for goal in (unit, 2 * unit, 4 * unit):
            while sent < goal and time.monotonic() < end:
                sent += contender.checked_load(self.options.connections, seconds)["accepted"]
            heap = contender.live_bytes() / 2**20
            first = first or heap
            rows.append([name, f"{sent:,}", f"{heap:.1f}", f"{heap / first:.2f}"])
            print(*rows[-1], flush=True)
        if contender.handled() < sent:
            raise Failure(f"{name} has handled {contender.handled():,} of {sent:,} callbacks: they are not all other ones")
        return rows

    def startup(self):
        def start(name):
            with self.launch(name) as contender:
                return {"seconds": contender.await_answer(404 if name == "empty" else 200)}

        names, starts = self.names("startup"), self.rounds("startup")
        if not self.options.quick:
            Rounds(names, 1, start)
        rounds = Rounds(names, starts, start)
        columns = [("To the first 200, s", "seconds", 2), ("To empty", "seconds", "empty"),
                   ("To controller", "seconds", "controller"), ("To controller-full", "seconds", "controller-full"),
                   ("To before", "seconds", BEFORE)]
        return headers(columns), rounds.rows(columns), [
            f"Median of {starts} starts (lowest–highest), in turn, after one that does not count; from the launch of the JVM "
            "to the first callback that is answered 200, with all cores; 'empty' has no endpoint, its first answer is 404"]

    def throttled(self):
        rows = []
        for name in self.names("throttled"):
            callbacks, questions = self.throttled_starts(name, False), self.throttled_starts(name, True)
            rows.append([name, *summary(callbacks), *summary(questions)])
        return ["Contender", "First callback", "Outcomes", "First question", "Outcomes"], rows, [
            "Starts of a process that is stopped for 40 ms after each 10 ms from its launch on, on one core; the first "
            "callback, or in another start the first question, is posted when the port accepts; counted are those answered "
            f"200, and those answered with what the decision handler decides within {RESPONSE_SECONDS} s"]

    def throttled_starts(self, name, question):
        """On two cores at the same time."""
        pool, cores = ThreadPoolExecutor(2), CORES[:2]
        try:
            starts = [pool.submit(self.throttled_start, name, question, cores[number % len(cores)])
                      for number in range(self.rounds("throttled"))]
            return [start.result() for start in starts]
        finally:
            pool.shutdown(wait=False, cancel_futures=True)

    def throttled_start(self, name, question, core):
        with self.launch(name, [core], 1) as contender:
            answered = threading.Event()
            throttle = threading.Thread(target=throttled_until, args=(answered, contender.process))
            throttle.start()
            try:
                contender.await_port(contender.port)
                start = time.monotonic()
                status, body = contender.post(GIFT, 60) if question else contender.post_battle(60)
                late = question and time.monotonic() - start > RESPONSE_SECONDS
            finally:
                answered.set()
                throttle.join()
        right = status == 200 and not late and (not question or '"ErrorCode":102101' in body)
        outcome = "right" if right else f"HTTP {status} `{body}`{' too late' if late else ''}"
        print(f"{name}, {'question' if question else 'callback'}: {outcome}", flush=True)
        return outcome

    def durable(self):
        columns = [("Processor, µs per callback", "cpu", 0), ("To bare", "cpu", bare), ("To before", "cpu", BEFORE),
                   ("Of it application", "application", 0), ("To before", "application", BEFORE),
                   ("Accepted/s", "rate", 0), ("To bare", "rate", bare), ("Handled/s", "handled", 0),
                   ("Done after, s", "drained", 1), ("Idle p50, ms", "p50", 1), ("Idle p99, ms", "p99", 1),
                   ("Tables, B", "tables", 0), ("Log, B", "log", 0)]
        nodes, stores, warm_up = {}, {}, self.options.warm_up
        (TARGET / "data").mkdir(exist_ok=True)
        with ExitStack() as stack:
            folder = stack.enter_context(tempfile.TemporaryDirectory(dir=TARGET / "data", ignore_cleanup_errors=True))

            def store_of(name):
                kind = Contender.store(name)
                if kind not in stores:
                    stores[kind] = stack.enter_context(STORES[kind](self.options.jdk, Path(folder) / kind))
                return stores[kind]

            def measure(name):
                load = self.durable_load(name, nodes[name], store_of(name), self.options.duration)
                return {**load, **self.idle(nodes[name])} if Contender.has_livehook(name) else load

            for name in self.names("durable"):
                print(f"{name} is warmed up", flush=True)
                nodes[name] = self.launch(name, **store_of(name).create(name))
                nodes[name].await_answer()
                self.durable_load(name, nodes[name], store_of(name), warm_up)
            rounds = Rounds(list(nodes), self.rounds("durable"), measure)
            for node in nodes.values():
                node.stop()
        return headers(columns), rounds.rows(columns), [
            f"Median of {self.rounds('durable')} rounds of {self.options.duration} s (lowest–highest), one after the other, "
            f"each then until all is handled; ratios within a round; warmed up for {warm_up} s",
            f"{2 * self.options.connections} connections; contender, store and load share all cores; "
            f"{', '.join(store.description for store in stores.values())} with their defaults; Boot's pool of 10",
            "To bare: to `send` for those on Kafka, to `insert` for all others",
            "Processor: of the application and of its store, until all is handled. Handled/s counts until then as well; 'done "
            f"after' is how long that takes after the load, {LONGEST_DRAIN} s at most",
            f"Idle: how long after the answer the handler is called, of {self.idle_callbacks()} callbacks that are posted one "
            "by one in each round",
            "Log: the WAL of PostgreSQL, or the logs of all brokers together"]

    def durable_load(self, name, node, store, seconds):
        def used():
            return {"application": processor_seconds(node.pid), **store.used(name)}

        handled = 0 if name in BARE else node.handled()
        store.settle()
        before = used()
        load = node.checked_load(2 * self.options.connections, seconds)
        done, drained = (load["accepted"], 0) if name in BARE else drain(node, handled, load["accepted"])
        after = used()
        each = {key: (after[key] - before[key]) / load["answers"] for key in before}
        return {**each, "cpu": (each["application"] + each["store"]) * 1e6, "application": each["application"] * 1e6,
                "rate": load["rate"], "drained": drained, "handled": done / (load["seconds"] + drained)}

    def idle_callbacks(self):
        return 25 * self.options.duration

    def idle(self, node):
        delays = sorted(node.idle_delay() for _ in range(self.idle_callbacks()))
        return {"p50": delays[len(delays) // 2], "p99": delays[len(delays) * 99 // 100]}


def headers(columns):
    return ["Contender", *(column[0] for column in columns)]


def bare(name):
    return "send" if Contender.store(name) == "kafka" else "insert"


def throttled_until(answered, process):
    while not answered.is_set() and process.poll() is None:
        process.send_signal(signal.SIGCONT)
        time.sleep(0.01)
        process.send_signal(signal.SIGSTOP)
        time.sleep(0.04)
    process.send_signal(signal.SIGCONT)


def drain(node, before, accepted):
    """Return how many are handled when all are, or after a while, and the seconds until then."""
    start = time.monotonic()
    while True:
        handled, seconds = node.handled() - before, time.monotonic() - start
        if handled >= accepted or seconds > LONGEST_DRAIN:
            return handled, seconds
        time.sleep(0.02)


def summary(outcomes):
    return (f"{outcomes.count('right')} of {len(outcomes)}",
            ", ".join(f"{count} × {outcome}" for outcome, count in sorted(Counter(outcomes).items())))
