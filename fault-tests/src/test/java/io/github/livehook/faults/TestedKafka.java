/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.livehook.faults;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.util.FileSystemUtils;

/**
 * A Kafka cluster of the tests with three brokers, each of which can be taken away from
 * the applications that use it.
 */
final class TestedKafka implements AutoCloseable {

	private static final int BROKERS = 3;

	private static final AtomicInteger clusters = new AtomicInteger();

	private static final AtomicInteger applications = new AtomicInteger();

	/**
	 * The longest that the start of a broker may take.
	 */
	static final Duration START = Duration.ofMinutes(2);

	private final Path data;

	private final List<Integer> ports;

	private final List<TestedBroker> brokers = new ArrayList<>();

	private final Admin admin;

	TestedKafka() {
		try {
			this.data = Files.createTempDirectory("livehook-faults");
			this.ports = freePorts(2 * BROKERS);
			int cluster = clusters.incrementAndGet();
			String clusterId = Uuid.randomUuid().toString();
			for (int id = 1; id <= BROKERS; id++) {
				Path log = Path.of("target", "kafka-" + cluster + "-" + id + ".log").toAbsolutePath();
				Files.deleteIfExists(log);
				this.brokers.add(new TestedBroker(this.data.resolve("broker-" + id), log, clusterId, config(id)));
			}
			this.brokers.forEach(TestedBroker::start);
		}
		catch (IOException ex) {
			throw new IllegalStateException("Kafka does not start", ex);
		}
		this.admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers(),
				AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500));
		awaitAllBrokers();
	}

	private static List<Integer> freePorts(int count) throws IOException {
		List<ServerSocket> sockets = new ArrayList<>();
		try {
			for (int i = 0; i < count; i++) {
				sockets.add(new ServerSocket(0, 0, InetAddress.getLoopbackAddress()));
			}
			return sockets.stream().map(ServerSocket::getLocalPort).toList();
		}
		finally {
			for (ServerSocket socket : sockets) {
				socket.close();
			}
		}
	}

	/**
	 * Return the configuration of a broker that keeps what three of them have to keep,
	 * misses others early, and needs little memory.
	 */
	private List<String> config(int id) {
		return """
				node.id=%d
				process.roles=broker,controller
				controller.quorum.voters=%s
				listeners=PLAINTEXT://%s,CONTROLLER://%s
				controller.listener.names=CONTROLLER
				listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
				log.dirs=%s
				default.replication.factor=3
				min.insync.replicas=2
				auto.create.topics.enable=false
				offsets.topic.replication.factor=3
				offsets.topic.num.partitions=4
				group.initial.rebalance.delay.ms=0
				broker.session.timeout.ms=6000
				broker.heartbeat.interval.ms=1000
				controller.quorum.election.timeout.ms=1000
				controller.quorum.fetch.timeout.ms=2000
				num.network.threads=2
				num.io.threads=4
				background.threads=4
				log.cleaner.dedupe.buffer.size=4194304
				"""
			.formatted(id, voters(), address(id - 1), address(BROKERS + id - 1),
					this.data.resolve("broker-" + id).resolve("data"))
			.lines()
			.toList();
	}

	private String voters() {
		return IntStream.rangeClosed(1, BROKERS)
			.mapToObj((id) -> id + "@" + address(BROKERS + id - 1))
			.collect(Collectors.joining(","));
	}

	private String bootstrapServers() {
		return IntStream.range(0, BROKERS).mapToObj(this::address).collect(Collectors.joining(","));
	}

	private String address(int port) {
		return "127.0.0.1:" + this.ports.get(port);
	}

	/**
	 * Wait until all brokers know each other.
	 */
	private void awaitAllBrokers() {
		Awaitility.await("start of all brokers")
			.atMost(START)
			.ignoreExceptions()
			.until(() -> this.admin.describeCluster(new DescribeClusterOptions().timeoutMs(2000)).nodes().get().size(),
					(count) -> count == BROKERS);
	}

	/**
	 * Wait until all brokers have what the topics of an application hold.
	 */
	void awaitAllInSync(Topics topics) {
		Awaitility.await("brokers in sync")
			.atMost(START)
			.ignoreExceptions()
			.until(() -> describe(topics).partitions()
				.stream()
				.allMatch((partition) -> partition.isr().size() == BROKERS));
	}

	/**
	 * Return the topics of an application that has none yet.
	 */
	Topics newTopics() {
		return new Topics(bootstrapServers(), "battles-" + applications.incrementAndGet());
	}

	/**
	 * Return the brokers, first the one that leads the first partition of callbacks.
	 */
	List<TestedBroker> brokers(Topics topics) throws Exception {
		int leader = describe(topics).partitions().get(0).leader().id();
		List<TestedBroker> brokers = new ArrayList<>(this.brokers);
		brokers.add(0, brokers.remove(leader - 1));
		return brokers;
	}

	/**
	 * Return the battles that were written into the topic of callbacks, as often as they
	 * were.
	 */
	List<String> battles(Topics topics) {
		Map<String, Object> config = Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers());
		List<String> battles = new ArrayList<>();
		try (Consumer<byte[], String> consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(),
				new StringDeserializer())) {
			List<TopicPartition> partitions = consumer.partitionsFor(topics.callbacks())
				.stream()
				.map((info) -> new TopicPartition(info.topic(), info.partition()))
				.toList();
			consumer.assign(partitions);
			consumer.seekToBeginning(partitions);
			Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
			while (partitions.stream().anyMatch((partition) -> consumer.position(partition) < ends.get(partition))) {
				consumer.poll(Duration.ofMillis(100)).forEach((record) -> battles.add(battle(record.value())));
			}
		}
		return battles;
	}

	private static String battle(String body) {
		return JsonMapper.shared().readTree(body).path("BattleId").stringValue();
	}

	private TopicDescription describe(Topics topics) throws Exception {
		return this.admin.describeTopics(List.of(topics.callbacks()), new DescribeTopicsOptions().timeoutMs(5000))
			.topicNameValues()
			.get(topics.callbacks())
			.get();
	}

	@Override
	public void close() throws IOException {
		this.admin.close(Duration.ZERO);
		this.brokers.forEach(TestedBroker::kill);
		FileSystemUtils.deleteRecursively(this.data);
	}

	/**
	 * The topics of an application.
	 *
	 * @param bootstrapServers the addresses of the brokers
	 * @param application the name of the application
	 */
	record Topics(String bootstrapServers, String application) implements TestedStore {

		String callbacks() {
			return "livehook." + this.application + ".callbacks";
		}

		@Override
		public List<String> properties() {
			return List.of("livehook.delivery.mode=kafka", "livehook.delivery.kafka.partitions=4",
					"spring.application.name=" + this.application,
					"spring.kafka.bootstrap-servers=" + this.bootstrapServers);
		}

	}

}
