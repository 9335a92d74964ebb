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

package io.github.livehook.sample;

import java.util.List;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Profile;
import org.springframework.kafka.test.EmbeddedKafkaBroker;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/**
 * The sample application with a Kafka broker in the same process, where the profile is
 * {@code kafka}.
 */
public class TestSampleApplication {

	public static void main(String[] args) {
		start(args);
	}

	static ConfigurableApplicationContext start(String... args) {
		return SpringApplication.from(SampleApplication::main).with(Broker.class).run(args).getApplicationContext();
	}

	// Without an annotation by which other applications on this class path would find it
	@Profile("kafka")
	static class Broker {

		@Bean
		EmbeddedKafkaBroker broker() {
			return new EmbeddedKafkaKraftBroker(1, 1);
		}

		@Bean
		KafkaConnectionDetails connectionDetails(EmbeddedKafkaBroker broker) {
			return () -> List.of(broker.getBrokersAsString());
		}

	}

}
