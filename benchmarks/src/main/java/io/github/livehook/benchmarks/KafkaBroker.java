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

package io.github.livehook.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import kafka.Kafka;
import kafka.tools.StorageTool;

import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/**
 * A broker of a cluster on this machine, which is one of its controllers as well. The
 * program is given a folder, the number of the broker from 0 on, and two ports of each
 * broker of the cluster, for clients and for controllers. It runs until it is stopped.
 */
public final class KafkaBroker {

	// A UUID, the same for all
	private static final String CLUSTER_ID = "AAAAAAAAQACAAAAAAAAAAA";

	private static final String SETTINGS = """
			process.roles=broker,controller
			node.id=%d
			listeners=PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d
			controller.quorum.voters=%s
			controller.listener.names=CONTROLLER
			inter.broker.listener.name=PLAINTEXT
			listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
			log.dirs=%s
			auto.create.topics.enable=false
			group.initial.rebalance.delay.ms=0
			# By default half of the heap
			log.cleaner.dedupe.buffer.size=16777216
			""";

	private KafkaBroker() {
	}

	public static void main(String[] args) throws IOException {
		LoggingSystem.get(KafkaBroker.class.getClassLoader()).setLogLevel("ROOT", LogLevel.WARN);
		Path folder = Path.of(args[0]);
		int number = Integer.parseInt(args[1]);
		List<String> voters = new ArrayList<>();
		for (int i = 2; i < args.length; i += 2) {
			voters.add("%d@127.0.0.1:%s".formatted(voters.size(), args[i + 1]));
		}
		String settings = Files
			.writeString(folder.resolve("server.properties"),
					SETTINGS.formatted(number, Integer.parseInt(args[2 + 2 * number]),
							Integer.parseInt(args[3 + 2 * number]), String.join(",", voters), folder.resolve("data")))
			.toString();
		StorageTool.execute(new String[] { "format", "-t", CLUSTER_ID, "-c", settings }, System.out);
		Kafka.main(new String[] { settings });
	}

}
