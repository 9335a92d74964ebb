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

package io.github.livehook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;

import org.apache.kafka.common.network.ListenerName;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import org.springframework.core.io.ClassPathResource;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/**
 * One broker that all tests of a process share. It starts with the first of them, and
 * stops after the last one.
 */
public final class TestKafka implements BeforeAllCallback {

	private static final int PARTITIONS = 2;

	@Override
	public void beforeAll(ExtensionContext context) {
		broker(context);
	}

	private static Broker broker(ExtensionContext context) {
		return context.getRoot()
			.getStore(ExtensionContext.Namespace.GLOBAL)
			.computeIfAbsent(Broker.class, (absent) -> new Broker(), Broker.class);
	}

	/**
	 * Return where the broker is.
	 * @return its address
	 */
	public static String bootstrapServers() {
		return Broker.address;
	}

	/**
	 * Return where the broker wants TLS and the password {@code secret} of the user
	 * {@code shop}.
	 * @return its address
	 */
	public static String secureServers() {
		return Broker.secureAddress;
	}

	/**
	 * Return a name for an application that has nothing on the broker.
	 * @return the name
	 */
	public static String newApplication() {
		return "tests-" + UUID.randomUUID();
	}

	private static final class Broker implements AutoCloseable {

		private static final String SECURE = "SECURE";

		private static volatile String address = "";

		private static volatile String secureAddress = "";

		private final EmbeddedKafkaKraftBroker broker = new EmbeddedKafkaKraftBroker(1, PARTITIONS);

		Broker() {
			this.broker.brokerProperties(Map.of("auto.create.topics.enable", "false",
					"group.initial.rebalance.delay.ms", "0", "log.cleaner.dedupe.buffer.size", "4194304",
					"offsets.topic.num.partitions", "2", "transaction.state.log.num.partitions", "1"));
			this.broker.brokerProperties(secureListener());
			this.broker.brokerListProperty("livehook.tests.kafka");
			this.broker.afterPropertiesSet();
			address = this.broker.getBrokersAsString();
			secureAddress = "localhost:" + this.broker.getCluster()
				.brokers()
				.values()
				.iterator()
				.next()
				.socketServer()
				.boundPort(new ListenerName(SECURE));
		}

		private static Map<String, String> secureListener() {
			String prefix = "listener.name.secure.";
			return Map.of("listeners", "EXTERNAL://localhost:0,SECURE://localhost:0,CONTROLLER://localhost:0",
					"listener.security.protocol.map", "EXTERNAL:PLAINTEXT,SECURE:SASL_SSL,CONTROLLER:PLAINTEXT",
					"sasl.enabled.mechanisms", "PLAIN", prefix + "plain.sasl.jaas.config",
					"org.apache.kafka.common.security.plain.PlainLoginModule required user_shop=\"secret\";",
					prefix + "ssl.keystore.type", "PEM", prefix + "ssl.keystore.certificate.chain",
					read("localhost.crt"), prefix + "ssl.keystore.key", read("localhost.key"));
		}

		private static String read(String file) {
			try {
				return new ClassPathResource("tls/" + file).getContentAsString(StandardCharsets.US_ASCII);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		@Override
		public void close() {
			this.broker.destroy();
		}

	}

}
