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

package io.github.livehook.autoconfigure.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.kafka.annotation.BackOff;
import org.springframework.kafka.annotation.DltHandler;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.annotation.RetryableTopic;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaOperations;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.kafka.listener.MessageListenerContainer;

import io.github.livehook.TestKafka;
import io.github.livehook.autoconfigure.InvalidLivehookConfigurationException;
import io.github.livehook.autoconfigure.LivehookContexts;
import io.github.livehook.callback.Callback;
import io.github.livehook.callback.CallbackMetadata;
import io.github.livehook.codec.CallbackCodec;
import io.github.livehook.delivery.Backlog;
import io.github.livehook.delivery.CallbackDelivery;
import io.github.livehook.delivery.DeadLetters;
import io.github.livehook.delivery.DeliveryResult.Status;
import io.github.livehook.delivery.TestProgress;
import io.github.livehook.delivery.kafka.KafkaCallbackDelivery;
import io.github.livehook.delivery.kafka.KafkaCluster;
import io.github.livehook.event.live.battle.BattleStarted;
import io.github.livehook.handler.OnBattleStart;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LivehookKafkaDeliveryAutoConfiguration}.
 */
@Timeout(60)
@ExtendWith({ TestKafka.class, OutputCaptureExtension.class })
class LivehookKafkaDeliveryAutoConfigurationTests {

	private static final String MODE = "livehook.delivery.mode=kafka";

	private static final String KAFKA = "livehook.delivery.kafka.";

	private final String application = TestKafka.newApplication();

	private final WebApplicationContextRunner contextRunner = LivehookContexts.servlet()
		.withConfiguration(AutoConfigurations.of(LivehookKafkaDeliveryAutoConfiguration.class,
				KafkaAutoConfiguration.class, PropertyPlaceholderAutoConfiguration.class))
		.withPropertyValues(MODE, "livehook.delivery.application=" + this.application,
				"spring.kafka.bootstrap-servers=" + TestKafka.bootstrapServers(), KAFKA + "partitions=2");

	@Test
	void whenModeIsKafkaThenDeliveryIsFromKafka() {
		this.contextRunner.run((context) -> {
			assertThat(context).hasSingleBean(CallbackDelivery.class)
				.hasSingleBean(KafkaCallbackDelivery.class)
				.hasSingleBean(DeadLetters.class)
				.hasSingleBean(Backlog.class);
			assertThat(context.getBean(DeadLetters.class).find(DeadLetters.Filter.all(), 10)).isEmpty();
			Awaitility.await().until(() -> context.getBean(Backlog.class).snapshot() != null);
		});
	}

	@Test
	void whenModeIsNotKafkaThenNothingOfItIsThere() {
		this.contextRunner.withPropertyValues("livehook.delivery.mode=memory")
			.run((context) -> assertThat(context).doesNotHaveBean(KafkaCluster.class)
				.doesNotHaveBean(DeadLetters.class)
				.hasSingleBean(CallbackDelivery.class));
	}

	@Test
	void whenDisabledThenNothingIsThere() {
		this.contextRunner.withPropertyValues("livehook.enabled=false").run(LivehookContexts.withoutLivehook());
	}

	@Test
	void whenApplicationHasDeliveryThenItIsUsedAndNothingIsStored() {
		CallbackDelivery delivery = (callbacks, progress) -> List.of();
		this.contextRunner.withBean("ownDelivery", CallbackDelivery.class, () -> delivery)
			.run((context) -> assertThat(context).doesNotHaveBean(KafkaCluster.class)
				.getBean(CallbackDelivery.class)
				.isSameAs(delivery));
	}

	@Test
	void whenLibraryIsMissingThenFailureNamesTheStarter() {
		LivehookContexts.servlet()
			.withPropertyValues(MODE)
			.withConfiguration(AutoConfigurations.of(LivehookKafkaDeliveryAutoConfiguration.class))
			.withClassLoader(new FilteredClassLoader("org.springframework.kafka"))
			.run(LivehookContexts.failure(
					"livehook.delivery.mode is 'kafka', but the class path has not all that this takes",
					"Add the dependency io.github.livehook:livehook-spring-boot-starter-kafka in the place of "
							+ "livehook-spring-boot-starter, which it brings along."));
	}

	@Test
	void whenThereAreNoConnectionDetailsThenFailureSaysSo() {
		LivehookContexts.servlet()
			.withPropertyValues(MODE, "livehook.delivery.application=" + this.application)
			.withConfiguration(AutoConfigurations.of(LivehookKafkaDeliveryAutoConfiguration.class))
			.run(LivehookContexts.failure(
					"livehook.delivery.mode is 'kafka', but there is no bean that says how to connect to Kafka",
					"Do not exclude KafkaAutoConfiguration, or provide a bean of the type KafkaConnectionDetails."));
	}

	@Test
	void whenNoBrokerAnswersThenFailureNamesBrokersAndProperty() {
		this.contextRunner
			.withPropertyValues("spring.kafka.bootstrap-servers=127.0.0.1:1",
					"spring.kafka.admin.properties.default.api.timeout.ms=1000",
					"spring.kafka.admin.properties.request.timeout.ms=500")
			.run((context) -> assertThat(NestedExceptionUtils.getMostSpecificCause(context.getStartupFailure()))
				.isInstanceOfSatisfying(InvalidLivehookConfigurationException.class, (failure) -> {
					assertThat(failure.getMessage()).startsWith(
							"livehook.delivery.mode is 'kafka', but Kafka at [127.0.0.1:1] does not answer as it should");
					assertThat(failure.getAction())
						.startsWith("Start Kafka, or correct spring.kafka.bootstrap-servers");
				}));
	}

	@ParameterizedTest
	@ValueSource(strings = { "ä", "a b", "a/b", "a:b" })
	void whenNameIsNotThatOfATopicThenFailureSaysSo(String name) {
		this.contextRunner.withPropertyValues("livehook.delivery.application=" + name)
			.run(LivehookContexts.invalid("livehook.delivery.application", name,
					"Must be letters of a to z, digits, '.', '_' and '-' only, since the names of topics hold it. "
							+ "Another name can be set as livehook.delivery.application."));
	}

	@ParameterizedTest
	@CsvSource({ "workers, 0, 'Must be between 1 and 1000, such as 8.'",
			"window, 0, 'Must be between 1 and 100000, such as 2000.'",
			"max-waiting, 0, 'Must be between 1 and 10000000, such as 100000.'",
			"partitions, 1001, 'Must be between 1 and 1000, such as 12.'",
			"replication-factor, 0, 'Must be between 1 and 100, such as 3.'",
			"retention, PT1S, 'Must be between 1h and 3650d, such as 7d.'" })
	void whenPropertyIsOutOfItsRangeThenFailureNamesIt(String name, String value, String reason) {
		this.contextRunner.withPropertyValues(KAFKA + name + "=" + value)
			.run(LivehookContexts.invalid(KAFKA + name, value, reason));
	}

	@Test
	void whenTopicsAreMissingAndNotToBeCreatedThenFailureHasTheCommands() {
		this.contextRunner
			.withPropertyValues(KAFKA + "create-topics=false", KAFKA + "replication-factor=3", KAFKA + "retention=2d")
			.run((context) -> assertThat(NestedExceptionUtils.getMostSpecificCause(context.getStartupFailure()))
				.isInstanceOfSatisfying(InvalidLivehookConfigurationException.class, (failure) -> {
					assertThat(failure).hasMessage(
							"Kafka has no topics livehook.%1$s.callbacks, livehook.%1$s.retries, livehook.%1$s.dead-letters, "
								.formatted(this.application) + "or the application may not see them");
					assertThat(failure.getAction())
						.contains("    kafka-topics.sh --bootstrap-server %s --create --topic livehook.%s.callbacks "
							.formatted(TestKafka.bootstrapServers(), this.application)
								+ "--partitions 2 --replication-factor 3 --config cleanup.policy=delete "
								+ "--config min.insync.replicas=2 --config max.message.bytes=1048588 "
								+ "--config retention.ms=172800000\n")
						.contains(
								".dead-letters --partitions 2 --replication-factor 3 --config cleanup.policy=compact ");
				}));
	}

	@Test
	void whenTopicsCannotBeCreatedThenFailureSaysWhyAndHasTheCommands() {
		this.contextRunner.withPropertyValues(KAFKA + "replication-factor=3")
			.run((context) -> assertThat(NestedExceptionUtils.getMostSpecificCause(context.getStartupFailure()))
				.isInstanceOfSatisfying(InvalidLivehookConfigurationException.class, (failure) -> {
					assertThat(failure.getMessage()).startsWith("Livehook cannot create the topics livehook.")
						.contains("InvalidReplicationFactorException");
					assertThat(failure.getAction()).contains("kafka-topics.sh");
				}));
	}

	@Test
	void whenTopicsCannotKeepCallbacksThenFailureSaysWhy() throws Exception {
		create(new NewTopic(topic("callbacks"), 2, (short) 1).configs(Map.of("cleanup.policy", "compact")),
				new NewTopic(topic("retries"), 2, (short) 1)
					.configs(Map.of("cleanup.policy", "compact", "max.message.bytes", "1000")),
				new NewTopic(topic("dead-letters"), 1, (short) 1)
					.configs(Map.of("cleanup.policy", "compact", "min.insync.replicas", "2")));
		this.contextRunner.run(LivehookContexts.failure(
				"Callbacks cannot be kept in the topics of the application: "
						+ "The topics have different numbers of partitions; "
						+ "%s has cleanup.policy=compact, not delete; ".formatted(topic("callbacks"))
						+ "%s has min.insync.replicas=2, and fewer replicas; ".formatted(topic("dead-letters"))
						+ "%s has max.message.bytes=1000, and livehook.max-body-size needs 278528"
							.formatted(topic("retries")),
				"Change the topics, by kafka-configs.sh for example. Livehook never changes topics that exist."));
	}

	@Test
	void whenTopicsAreOnOneBrokerThenThatIsWarnedOf(CapturedOutput output) {
		this.contextRunner.run((context) -> assertThat(context).hasNotFailed());
		this.contextRunner.withPropertyValues(KAFKA + "create-topics=false")
			.run((context) -> assertThat(context).hasNotFailed());
		assertThat(output).contains("Callbacks that were answered with 200 may be lost together with one broker: %s is "
			.formatted(topic("callbacks")) + "on one broker");
	}

	private String topic(String name) {
		return "livehook." + this.application + "." + name;
	}

	private static void create(NewTopic... topics) throws Exception {
		try (Admin admin = Admin.create(Map.of("bootstrap.servers", TestKafka.bootstrapServers()))) {
			admin.createTopics(List.of(topics)).all().get();
		}
	}

	@Test
	void whenSettingsAreForOtherPurposesThenCallbacksAreHandledAllTheSame() {
		this.contextRunner.withBean(Battles.class)
			.withPropertyValues("spring.kafka.client-id=shop", "spring.kafka.listener.ack-mode=record",
					"spring.kafka.producer.retries=5", "spring.kafka.producer.acks=1",
					"spring.kafka.producer.properties.enable.idempotence=false",
					"spring.kafka.producer.properties.max.in.flight.requests.per.connection=20",
					"spring.kafka.producer.properties.interceptor.classes=" + Meddling.class.getName(),
					"spring.kafka.producer.properties.partitioner.class="
							+ "org.apache.kafka.clients.producer.RoundRobinPartitioner",
					"spring.kafka.producer.properties.max.request.size=5000",
					"spring.kafka.producer.properties.max.block.ms=60000", "spring.kafka.consumer.group-id=app",
					"spring.kafka.consumer.enable-auto-commit=true", "spring.kafka.consumer.auto-offset-reset=latest",
					"spring.kafka.consumer.isolation-level=read-committed", "spring.kafka.consumer.max-poll-records=1",
					"spring.kafka.consumer.key-deserializer=org.apache.kafka.common.serialization.LongDeserializer",
					"spring.kafka.consumer.properties.group.instance.id=one",
					"spring.kafka.consumer.properties.max.poll.interval.ms=1000",
					"spring.kafka.consumer.properties.session.timeout.ms=1000",
					"spring.kafka.producer.key-serializer=org.apache.kafka.common.serialization.LongSerializer")
			.run((context) -> {
				assertThat(context).hasSingleBean(ProducerFactory.class)
					.hasSingleBean(ConsumerFactory.class)
					.hasSingleBean(KafkaOperations.class)
					.hasSingleBean(KafkaAdmin.class)
					.doesNotHaveBean(MessageListenerContainer.class);
				CallbackDelivery delivery = context.getBean(CallbackDelivery.class);
				Battles battles = context.getBean(Battles.class);
				for (int i = 0; i < 20; i++) {
					Callback callback = callback(context.getBean(CallbackCodec.class), i, 10_000);
					assertThat(delivery.deliver(callback, TestProgress.create()).status()).isEqualTo(Status.STORED);
				}
				Awaitility.await().until(() -> battles.ids.size() == 20);
				assertThat(battles.ids).doesNotHaveDuplicates();
			});
	}

	@Test
	void whenBrokersWantTlsAndPasswordThenEveryClientHasThem() {
		secured("brokers", "secret").withBean(Battles.class).run((context) -> {
			Callback callback = callback(context.getBean(CallbackCodec.class), 1, 1);
			assertThat(context.getBean(CallbackDelivery.class).deliver(callback, TestProgress.create()).status())
				.isEqualTo(Status.STORED);
			Awaitility.await().until(() -> context.getBean(Battles.class).ids.equals(List.of("1")));
			Awaitility.await().until(() -> context.getBean(Backlog.class).snapshot() != null);
		});
	}

	@ParameterizedTest
	@CsvSource({ "brokers, wrong, SaslAuthenticationException", "'', secret, SslAuthenticationException" })
	void whenBrokersRefuseTheClientThenFailureSaysWhy(String bundle, String password, String reason) {
		secured(bundle, password)
			.run((context) -> assertThat(NestedExceptionUtils.getMostSpecificCause(context.getStartupFailure()))
				.isInstanceOf(InvalidLivehookConfigurationException.class)
				.hasMessageContaining(reason)
				.hasMessageNotContaining(password));
	}

	private WebApplicationContextRunner secured(String bundle, String password) {
		return this.contextRunner.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class))
			.withPropertyValues("spring.kafka.bootstrap-servers=" + TestKafka.secureServers(),
					"spring.kafka.security.protocol=SASL_SSL", "spring.kafka.ssl.bundle=" + bundle,
					"spring.ssl.bundle.pem.brokers.truststore.certificate=classpath:tls/localhost.crt",
					"spring.kafka.properties.sasl.mechanism=PLAIN",
					"spring.kafka.properties.sasl.jaas.config="
							+ "org.apache.kafka.common.security.plain.PlainLoginModule required username=shop "
							+ "password=\"%s\";".formatted(password));
	}

	@Test
	@SuppressWarnings("unchecked")
	void whenApplicationHasListenersThenTheyGetTheirRecordsAndNoneOfOurs() throws Exception {
		create(new NewTopic("plain", 1, (short) 1), new NewTopic("shaky", 1, (short) 1));
		this.contextRunner.withUserConfiguration(OwnListeners.class)
			.withBean(Battles.class)
			.withPropertyValues("spring.kafka.consumer.group-id=app",
					"spring.kafka.consumer.auto-offset-reset=earliest")
			.run((context) -> {
				OwnListeners listeners = context.getBean(OwnListeners.class);
				for (int i = 0; i < 3; i++) {
					listeners.template.send("plain", "plain" + i);
					listeners.template.send("shaky", "shaky" + i);
					assertThat(context.getBean(CallbackDelivery.class)
						.deliver(callback(context.getBean(CallbackCodec.class), i, 1), TestProgress.create())
						.status()).isEqualTo(Status.STORED);
				}
				Awaitility.await()
					.atMost(Duration.ofSeconds(30))
					.until(() -> listeners.plain.size() == 3 && listeners.attempts.size() == 6
							&& listeners.dead.size() == 3 && context.getBean(Battles.class).ids.size() == 3);
			});
	}

	private static Callback callback(CallbackCodec codec, int number, int size) throws Exception {
		Instant now = Instant.now();
		return codec.decode("{\"BattleId\":\"%d\",\"more\":\"%s\"}".formatted(number, "x".repeat(size)).getBytes(),
				new CallbackMetadata("1400000000", BattleStarted.COMMAND, null, null, null, null, now,
						now.plusSeconds(1), null, null, 1));
	}

	static class Battles {

		private final List<String> ids = new CopyOnWriteArrayList<>();

		@OnBattleStart
		void started(BattleStarted battle) {
			this.ids.add(battle.battleId());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnListeners {

		private final List<Object> plain = new CopyOnWriteArrayList<>();

		private final List<Object> attempts = new CopyOnWriteArrayList<>();

		private final List<Object> dead = new CopyOnWriteArrayList<>();

		private final KafkaTemplate<Object, Object> template;

		OwnListeners(KafkaTemplate<Object, Object> template) {
			this.template = template;
		}

		@KafkaListener(topics = "plain")
		void plain(ConsumerRecord<?, ?> record) {
			this.plain.add(record.value());
		}

		@RetryableTopic(attempts = "2", backOff = @BackOff(delay = 100))
		@KafkaListener(topics = "shaky")
		void shaky(ConsumerRecord<?, ?> record) {
			this.attempts.add(record.value());
			throw new IllegalStateException("failing as told");
		}

		@DltHandler
		void dead(ConsumerRecord<?, ?> record) {
			this.dead.add(record.value());
		}

	}

	/**
	 * An interceptor that loses all records.
	 */
	public static class Meddling implements ProducerInterceptor<Object, Object> {

		@Override
		public ProducerRecord<Object, Object> onSend(ProducerRecord<Object, Object> record) {
			return new ProducerRecord<>(record.topic(), "nothing");
		}

		@Override
		public void onAcknowledgement(@Nullable RecordMetadata metadata, @Nullable Exception exception) {
		}

		@Override
		public void close() {
		}

		@Override
		public void configure(Map<String, ?> configs) {
		}

	}

}
