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

package io.github.livehook.faults.attacked;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

import io.github.livehook.event.live.battle.BattleStarted;
import io.github.livehook.handler.OnBattleStart;
import io.github.livehook.handler.OnCallback;

/**
 * The application that the script {@code attack} starts, with the libraries of the
 * checkout that it attacks.
 */
@SpringBootApplication
public class AttackedApplication {

	public static void main(String[] args) {
		SpringApplication.run(AttackedApplication.class, args);
	}

	/**
	 * Writes down which battles it was called for.
	 */
	@Component
	static class Battles implements AutoCloseable {

		private final PrintWriter file;

		Battles(@Value("${attacked.file}") String file) throws IOException {
			this.file = new PrintWriter(new FileOutputStream(file), true, StandardCharsets.UTF_8);
		}

		@OnBattleStart(id = "battles")
		void started(BattleStarted battle) {
			if (String.valueOf(battle.battleId()).startsWith("fails")) {
				throw new IllegalStateException("As it was told to");
			}
			this.file.println(battle.battleId());
		}

		@Override
		public void close() {
			this.file.close();
		}

	}

	/**
	 * Takes every callback, as an audit would.
	 */
	@Component
	@Profile("audit")
	static class Audit {

		@OnCallback(value = OnCallback.ANY, id = "audit")
		void any(JsonNode body) {
		}

	}

}
