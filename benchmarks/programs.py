"""The programs that a run starts: contenders with their load, and their stores. All are stopped by their ids when it ends."""

import hashlib
import http.client
import json
import os
import re
import signal
import socket
import subprocess
import time
import uuid
from pathlib import Path

from figures import BEFORE

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "benchmarks/target"
BUILD = "mvn -B -ntp -q -pl benchmarks -am -Dmaven.test.skip=true package"
LONGEST_START, LONGEST_DRAIN = 180, 20

APP, TOKEN = "1400000000", "for-measuring-only"
ENDPOINT = "/webhooks/tencent-live"
BATTLE = """{"CallbackCommand":"Live.CallbackAfterStartBattle","BattleId":"%s","Duration":60000,"CreateTime":1739954005,\
"StartTime":1739954005,"FromRoomInfo":{"RoomId":"pk-3","Owner_Account":"brennan"},\
"ToRoomList":[{"RoomId":"pk-5","Owner_Account":"tandy"}],"EventTime":1739954005000}"""
GIFT = """{"CallbackCommand":"Live.CallbackBeforeSendGift","Operator_Account":"tandy","RoomId":"pk-3",\
"GiftWater":{"From_Account":"tandy","To_Account":["brennan"],"Time":1739954005,"GiftId":"rose","Count":100,"Coins":1}}"""

# Most for the application and the last for the load
CORES = sorted(os.sched_getaffinity(0))
APPLICATION_CORES = CORES[:max(1, len(CORES) - 1 - len(CORES) // 4)]
LOAD_CORES = CORES[len(APPLICATION_CORES):] or CORES


class Failure(Exception):
    """What the user reads instead of a stack trace."""


class Program:
    """A process of its own, with a log."""

    running = {}
    ended = False

    def __init__(self, name, command, cores=None, talks=False):
        if Program.ended:
            raise Failure("The run ends")
        self.name = name
        self.log = TARGET / f"logs/{name}.log"
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with open(self.log, "w", encoding="utf-8") as log:
            self.launched = time.monotonic()
            # Ctrl-C is for this program alone, which stops the others
            self.process = subprocess.Popen(
                list(map(str, command)), text=True, stderr=log, stdin=subprocess.PIPE if talks else subprocess.DEVNULL,
                stdout=subprocess.PIPE if talks else log, start_new_session=True,
                preexec_fn=lambda: os.sched_setaffinity(0, cores or CORES))
        self.pid = self.process.pid
        Program.running[self.pid] = self

    def ask(self, line):
        """Send a line and return the one that is answered."""
        try:
            print(line, file=self.process.stdin, flush=True)
        except BrokenPipeError:
            pass
        return self.answer()

    def answer(self):
        answer = self.process.stdout.readline().strip()
        if not answer:
            raise self.failure("has ended")
        return answer

    def await_start(self, has_started):
        while True:
            try:
                if has_started():
                    return time.monotonic() - self.launched
            except (OSError, http.client.HTTPException):
                pass
            if self.process.poll() is not None or time.monotonic() - self.launched > LONGEST_START:
                raise self.failure("does not start")
            time.sleep(0.002)

    def await_port(self, port):
        return self.await_start(lambda: socket.create_connection(("127.0.0.1", port), 1).close() is None)

    def failure(self, what):
        lines = self.log.read_text(encoding="utf-8", errors="replace").splitlines()[-15:]
        return Failure("\n".join([f"{self.name} {what}, its log {self.log} ends with:", *lines]))

    def stop(self):
        self.process.send_signal(signal.SIGCONT)
        self.process.terminate()
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        Program.running.pop(self.pid, None)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()

    @staticmethod
    def stop_all():
        Program.ended = True
        for program in list(Program.running.values()):
            program.stop()


def run(*command, cores=None):
    """Return what a command tells, also where it fails."""
    return subprocess.run(list(map(str, command)), text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
                          preexec_fn=lambda: os.sched_setaffinity(0, cores or CORES)).stdout


def free_ports(number):
    servers = [socket.create_server(("127.0.0.1", 0)) for _ in range(number)]
    ports = [server.getsockname()[1] for server in servers]
    for server in servers:
        server.close()
    return ports


def processor_seconds(root):
    """The processor time of a process and its descendants, also of those that have ended."""
    parents, ticks = {}, {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        pid = int(stat.parent.name)
        parents[pid] = int(fields[1])
        ticks[pid] = sum(map(int, fields[11:15]))

    def total(pid):
        return ticks.get(pid, 0) + sum(total(child) for child, parent in parents.items() if parent == pid)

    return total(root) / os.sysconf("SC_CLK_TCK")


def class_path(checkout=ROOT):
    """The classes of this checkout with the libraries of a checkout, so with its Livehook."""
    try:
        libraries = (checkout / "benchmarks/target/class-path.txt").read_text()
    except FileNotFoundError:
        raise Failure(f"{checkout} is not built; there, run: {BUILD}") from None
    return [str(TARGET / "classes"), *libraries.strip().split(os.pathsep)]


def java(jdk, main, *options, entries=None):
    return [jdk / "bin/java", *options, "-cp", os.pathsep.join(entries or class_path()), main]


class Contender(Program):
    """An application that takes callbacks, as contenders.json describes it."""

    DESCRIPTION = json.loads((ROOT / "benchmarks/contenders.json").read_text())

    def __init__(self, name, checkout, jdk, jvm_options, properties, cores=None):
        self.jdk = jdk
        self.port, = free_ports(1)
        application = self.describe(name)
        foreign = [entries for feature, entries in self.DESCRIPTION["features"].items()
                   if feature not in application["features"]]
        entries = [entry for entry in class_path(checkout) if not re.fullmatch(f"(.*/)?({'|'.join(foreign)})", entry)]
        properties = {
            "spring.main.banner-mode": "off", "spring.application.name": "benchmarks", "server.address": "127.0.0.1",
            "server.port": self.port, "server.tomcat.max-keep-alive-requests": -1, "livehook.sdk-app-id": APP,
            "livehook.token": TOKEN, **application["properties"], **properties}
        main = f"io.github.livehook.benchmarks.{application['main']}"
        super().__init__(f"{name}-{self.port}", java(jdk, main, *jvm_options, entries=entries)
                         + [f"--{key}={value}" for key, value in properties.items()], cores)

    @classmethod
    def describe(cls, name):
        return cls.DESCRIPTION["contenders"][name.removesuffix(BEFORE)]

    @classmethod
    def has_livehook(cls, name):
        return "livehook" in cls.describe(name)["features"]

    @classmethod
    def store(cls, name):
        return cls.describe(name)["store"]

    def exchange(self, method, path, body=None, timeout=30):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            connection.request(method, path, body, {"Content-Type": "application/json"})
            response = connection.getresponse()
            return response.status, response.read().decode()
        finally:
            connection.close()

    def post(self, body, timeout=30):
        now = int(time.time())
        sign = hashlib.sha256(f"{TOKEN}{now}".encode()).hexdigest()
        command = json.loads(body)["CallbackCommand"]
        return self.exchange("POST", f"{ENDPOINT}?SdkAppid={APP}&CallbackCommand={command}&contenttype=json"
                             f"&ClientIP=203.0.113.7&OptPlatform=Android&RequestTime={now}&Sign={sign}", body, timeout)

    def post_battle(self, timeout=30):
        return self.post(BATTLE % uuid.uuid4().hex, timeout)

    def await_answer(self, expected=200):
        """Return the seconds from the launch to the first answer that is as expected."""
        return self.await_start(lambda: self.post_battle()[0] == expected)

    def handled(self):
        return int(self.exchange("GET", "/handled")[1])

    def idle_delay(self):
        """Return the milliseconds from the answer to a callback to its handler, where there are no others."""
        handled = self.handled()
        status = self.post_battle()[0]
        answered = time.time()
        while status == 200 and time.time() - answered < LONGEST_DRAIN:
            # To look is work as well
            time.sleep(0.05)
            if self.handled() > handled:
                return max(0, int(self.exchange("GET", "/last-handled")[1]) / 1e3 - answered * 1e3)
        raise self.failure(f"has answered {status} and not handled a callback")

    def confine(self, cores):
        for thread in os.listdir(f"/proc/{self.pid}/task"):
            os.sched_setaffinity(int(thread), cores)

    def load(self, connections, seconds, cores=None):
        """Return what wrk measures; 'answers' are all of them, 'rate' is of those that are 200."""
        before = processor_seconds(self.pid)
        output = run("wrk", "--threads=1", f"--connections={connections}", f"--duration={seconds}s",
                     f"--script={ROOT / 'benchmarks/callback.lua'}", f"http://127.0.0.1:{self.port}{ENDPOINT}", cores=cores)
        cpu = processor_seconds(self.pid) - before
        found = re.search(r"answers=(\d+) failed=(\d+) broken=(\d+) micros=(\d+)", output)
        if not found:
            raise Failure(f"wrk does not tell its result:\n{output}")
        answers, failed, broken, micros = map(int, found.groups())
        if answers == 0:
            raise self.failure("has answered nothing")
        accepted = answers - failed - broken
        return {"answers": answers, "accepted": accepted, "failed": 100 - 100 * accepted / answers,
                "seconds": micros / 1e6, "rate": accepted * 1e6 / micros, "cpu": cpu * 1e6 / answers}

    def checked_load(self, *arguments):
        """Return the same, where nearly all answers are 200."""
        load = self.load(*arguments)
        if load["failed"] > 0.1:
            raise self.failure(f"has answered {load['failed']:.1f} % of the callbacks with something else than 200")
        return load

    def live_bytes(self):
        histogram = run(self.jdk / "bin/jcmd", self.pid, "GC.class_histogram")
        found = re.search(r"^Total +\d+ +(\d+)", histogram, re.MULTILINE)
        if not found:
            raise Failure(f"jcmd does not tell the size of the heap:\n{histogram}")
        return int(found[1])
