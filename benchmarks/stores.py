"""What durable contenders store callbacks in: each gives the properties of a contender, and tells what was used of it."""

import os
import re

from programs import Program, class_path, free_ports, java, processor_seconds


class Postgres(Program):
    """A PostgreSQL that keeps what it commits."""

    TABLES = ("select coalesce(sum(pg_total_relation_size(c.oid)), 0) from pg_class c "
              "join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'r' and n.nspname = 'public'")

    def __init__(self, jdk, folder):
        super().__init__("postgres", java(jdk, "io.github.livehook.benchmarks.PostgresServer") + [folder], talks=True)
        self.port = int(self.answer())
        self.postmaster = int((folder / "postmaster.pid").read_text().split()[0])
        self.description = f"PostgreSQL {self.query('show server_version')}"

    def query(self, sql, database="postgres"):
        return self.ask(f"{database} {sql}")

    def create(self, name):
        self.query(f'create database "{name}"')
        return {"spring.datasource.url": f"jdbc:postgresql://localhost:{self.port}/{name}?user=postgres"}

    def settle(self):
        self.query("checkpoint")

    def used(self, name):
        return {"store": processor_seconds(self.postmaster), "tables": int(self.query(self.TABLES, name)),
                "log": int(self.query("select pg_current_wal_lsn() - '0/0'::pg_lsn"))}


class Store:
    """A store that needs no care."""

    def settle(self):
        """Finish what it does by itself now and then."""

    def stop(self):
        """Stop its programs."""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()


class H2(Store):
    """Files of the contenders themselves."""

    description = "H2"

    def __init__(self, _, folder):
        self.folder = folder

    def create(self, name):
        return {"spring.datasource.url": f"jdbc:h2:async:{self.folder}/{name};WRITE_DELAY=0"}

    def used(self, _):
        return {"store": 0}


class Kafka(Store):
    """Three brokers, each a process."""

    def __init__(self, jdk, folder):
        self.folder = folder
        ports, command = free_ports(6), java(jdk, "io.github.livehook.benchmarks.KafkaBroker", "-Xmx256m")
        folders = [folder / str(number) for number in range(3)]
        for each in folders:
            each.mkdir(parents=True)
        self.brokers = [Program(f"kafka-{number}", command + [each, number, *ports]) for number, each in enumerate(folders)]
        for broker, port in zip(self.brokers, ports[::2]):
            broker.await_port(port)
        self.servers = ",".join(f"127.0.0.1:{port}" for port in ports[::2])
        version = re.search(r"kafka-clients-([^/]*)\.jar", os.pathsep.join(class_path()))
        self.description = f"three brokers of Kafka {version[1]}"

    def create(self, name):
        return {"spring.kafka.bootstrap-servers": self.servers, "livehook.delivery.application": name}

    def used(self, _):
        return {"store": sum(processor_seconds(broker.pid) for broker in self.brokers),
                "log": sum(segment.stat().st_size for segment in self.folder.rglob("*.log"))}

    def stop(self):
        for broker in self.brokers:
            # Nobody needs what it has
            broker.process.kill()
            broker.stop()


STORES = {"postgres": Postgres, "h2": H2, "kafka": Kafka}
