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

package io.github.livehook.codec;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import io.github.livehook.Samples;
import io.github.livehook.callback.Callback;
import io.github.livehook.callback.CallbackCommand;
import io.github.livehook.callback.CommandCatalog;
import io.github.livehook.event.CallbackPayload;
import io.github.livehook.event.EpochSeconds;
import io.github.livehook.event.UnknownCallback;
import io.github.livehook.event.live.battle.BattleStarted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * A catalogue with a command and record of the application's own: Tencent's end of a
 * battle, whose sample has accounts as numbers beyond 2^53.
 */
class ExtendedCatalogTests {

	private static final String SAMPLE = "Live.CallbackAfterEndBattle.json";

	private static final String COMMAND = "Live.CallbackAfterEndBattle";

	private final CallbackCodec codec = CallbackCodec.create(extended());

	@Test
	void whenCommandIsAddedThenItsRecordIsRead() throws Exception {
		Callback callback = Decoding.decode(this.codec, "", Samples.read(SAMPLE));
		Instant start = Instant.ofEpochSecond(1739956115);
		assertThat(callback.payload()).isEqualTo(new Ended("4siHsNsWN/T3aub9zKraqPfGQAimPhdFoe6VWhtz9lY=",
				Duration.ofSeconds(30), start, start.plusSeconds(30), 0, new Scored("pk-3", 0L, "144115245353757792"),
				List.of(new Scored("pk-5", 0L, "144115245442327522")), Instant.ofEpochMilli(1739956146119L)));
		assertThat(callback.payload()).isSameAs(callback.payload()).isEqualTo(callback.bodyAs(Ended.class));
		assertThat(callback.metadata().command()).isEqualTo(COMMAND);
		assertThat(callback.metadata().callbackId()).isEqualTo("4siHsNsWN/T3aub9zKraqPfGQAimPhdFoe6VWhtz9lY=");
	}

	@Test
	void whenCommandIsAddedThenOthersStay() throws Exception {
		assertThat(Decoding.decode(this.codec, "", Samples.read(Samples.BATTLE_STARTED)).payload())
			.isInstanceOf(BattleStarted.class);
		assertThat(Decoding.decode(this.codec, "Test.Other", "{}").payload()).isInstanceOf(UnknownCallback.class);
	}

	@Test
	void whenEventIsWrittenThenItIsReadBack() throws Exception {
		CallbackPayload event = Decoding.decode(this.codec, "", Samples.read(SAMPLE)).payload();
		Callback back = this.codec.decode(this.codec.encode(event), Decoding.metadata(""));
		assertThat(back.payload()).isEqualTo(event);
		assertThat(back.metadata().command()).isEqualTo(COMMAND);
	}

	@Test
	void whenEventIsEmptyThenOnlyCommandIsWritten() throws Exception {
		byte[] body = this.codec.encode(new Ended(null, null, null, null, null, null, null, null));
		assertThat(body).asString().isEqualTo("{\"CallbackCommand\":\"" + COMMAND + "\"}");
	}

	@Test
	void whenRecordIsNotInCatalogThenItCannotBeWritten() {
		CallbackPayload event = new Ended(null, null, null, null, null, null, null, null);
		assertThatIllegalArgumentException().isThrownBy(() -> Decoding.CODEC.encode(event))
			.withMessage("No command is read into " + Ended.class.getName());
	}

	@Test
	void whenRecordIsEventThenItIsNoTypeOfTheApplication() {
		assertThat(this.codec.canRead(Ended.class)).isFalse();
		assertThat(this.codec.canRead(Scored.class)).isTrue();
	}

	@Test
	void whenCommandHasNoRecordThenSampleIsReadAndWrittenWithoutLoss() throws Exception {
		CallbackCodec codec = CallbackCodec.create(withoutIt());
		Callback callback = Decoding.decode(codec, "", Samples.read(SAMPLE));
		assertThat(callback.payload()).isInstanceOf(UnknownCallback.class);
		assertThat(callback.bodyAs(Ended.class).fromRoom().account()).isEqualTo("144115245353757792");
		JsonMapper mapper = JsonMapper.builder().build();
		assertThat(mapper.readTree(codec.encode(callback.payload()))).isEqualTo(mapper.readTree(Samples.read(SAMPLE)));
	}

	private static CommandCatalog withoutIt() {
		return new CommandCatalog(
				List.of(CallbackCommand.after(BattleStarted.COMMAND, BattleStarted.class, "BattleId")));
	}

	private static CommandCatalog extended() {
		return withoutIt().with(CallbackCommand.after(COMMAND, Ended.class, "BattleId"));
	}

	record Ended(@JsonProperty("BattleId") String battleId, @JsonProperty("Duration") Duration duration,
			@JsonProperty("StartTime") @EpochSeconds Instant startTime,
			@JsonProperty("EndTime") @EpochSeconds Instant endTime, @JsonProperty("OpType") Integer opType,
			@JsonProperty("FromRoomInfo") Scored fromRoom, @JsonProperty("ToRoomList") List<Scored> toRooms,
			@JsonProperty("EventTime") Instant eventTime) implements CallbackPayload {

	}

	record Scored(@JsonProperty("RoomId") String roomId, @JsonProperty("Score") Long score,
			@JsonProperty("Owner_Account") String account) {

	}

}
