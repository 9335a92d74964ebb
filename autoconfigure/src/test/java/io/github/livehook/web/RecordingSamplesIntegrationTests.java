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

package io.github.livehook.web;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.livehook.Answers;
import io.github.livehook.event.CallbackPayload;
import io.github.livehook.event.live.recording.RecordingChanged;
import io.github.livehook.event.live.recording.RecordingChanged.Recording;
import io.github.livehook.event.live.recording.RecordingEventType;
import io.github.livehook.event.live.recording.RecordingPayload;
import io.github.livehook.handler.OnRecordingChange;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Bodies without a command, which the query then names.
 */
class RecordingSamplesIntegrationTests {

	private static final RecordingPayload.Progress WELL = new RecordingPayload.Progress(0);

	private static final RecordingPayload.Mp4Files FILES = new RecordingPayload.Mp4Files(0,
			List.of("xxxx1.mp4", "xxxx2.mp4"),
			List.of(new RecordingPayload.Mp4File("xxxx1.mp4", "xxxx", "audio_video", "main",
					Instant.ofEpochMilli(1622186279145L), Instant.ofEpochMilli(1622186282145L)),
					new RecordingPayload.Mp4File("xxxx2.mp4", "xxxx", "audio_video", "main",
							Instant.ofEpochMilli(1622186279153L), Instant.ofEpochMilli(1622186282153L))));

	private static final RecordingPayload.VodFile VIDEO = new RecordingPayload.VodFile("xx", "audio_video", "main",
			"xxxx", "http://xxxx", "xxxx.mp4", Instant.ofEpochMilli(1622186279153L),
			Instant.ofEpochMilli(1622186282153L));

	private static final RecordingPayload.VodFile NO_VIDEO = new RecordingPayload.VodFile("123", "audio_video", null,
			null, null, "xxx.mp4", null, null);

	static final Map<String, CallbackPayload> EVENTS = Map.ofEntries(
			Map.entry("recording-eventinfo/301.json",
					room(RecordingEventType.STARTED, 1622186275913L, "xx", 1622186275, WELL)),
			Map.entry("recording-eventinfo/302.json",
					room(RecordingEventType.STOPPED, 1622186354806L, "xx", 1622186354,
							new RecordingPayload.Stop(0, null))),
			Map.entry("recording-eventinfo/306.json",
					room(RecordingEventType.MIGRATED, 1622191989674L, "20015", 1622191989, WELL)),
			Map.entry("recording-eventinfo/309.json",
					room(RecordingEventType.IMAGE_FAILED, 1622191989674L, "20015", 1622191989,
							new RecordingPayload.ImageFailure("http://xx"))),
			Map.entry("recording-eventinfo/310.json",
					room(RecordingEventType.MP4_FINISHED, 1622191965320L, "20015", 1622191989, FILES)),
			Map.entry("recording-eventinfo/311.json",
					room(RecordingEventType.VOD_UPLOADED, 1622191965320L, "20015", 1622191965,
							new RecordingPayload.VodUpload(0, null, VIDEO))),
			Map.entry("recording-eventinfo/311.2.json",
					room(RecordingEventType.VOD_UPLOADED, 1622191965320L, "20015", 1622191965,
							new RecordingPayload.VodUpload(1, "xxx", NO_VIDEO))),
			Map.entry("recording-eventinfo/312.json",
					room(RecordingEventType.VOD_STOPPED, 1622191965320L, "20015", 1622191965, WELL)),
			Map.entry("recording-eventinfo/801.json", web(RecordingEventType.WEB_STARTED, "Success")),
			Map.entry("recording-eventinfo/802.json", web(RecordingEventType.WEB_STOPPED, "Success")),
			Map.entry("recording-eventinfo/803.json", web(RecordingEventType.WEB_CHANGED, "PageRefresh")),
			Map.entry("recording-eventinfo/804.json", web(RecordingEventType.WEB_LIMITED, "Over time limit")));

	private static SampleApplication application;

	@BeforeAll
	static void start() {
		application = SampleApplication.start(Handlers.class);
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	@ParameterizedTest
	@MethodSource("samples")
	void whenSampleIsPostedThenHandlerGetsEachField(String sample) {
		Answers.assertOk(application.post(sample, RecordingChanged.COMMAND));
		assertThat(application.received()).isEqualTo(EVENTS.get(sample));
	}

	private static List<String> samples() {
		return EVENTS.keySet().stream().sorted().toList();
	}

	private static RecordingChanged room(RecordingEventType type, long callbackTime, String roomId, long eventTime,
			RecordingPayload payload) {
		return new RecordingChanged(3, type, Instant.ofEpochMilli(callbackTime), new Recording(roomId,
				Instant.ofEpochSecond(eventTime), Instant.ofEpochMilli(1622186275757L), "xx", "xx", payload));
	}

	private static RecordingChanged web(RecordingEventType type, String message) {
		return new RecordingChanged(8, type, Instant.ofEpochMilli(1622186275913L),
				new Recording(null, null, Instant.ofEpochMilli(1622186275757L), null,
						"-m9-bVVU7id***K-m928oZWQndiborbEWH3zY-lIXlprc-gQvQE",
						new RecordingPayload.WebPage(1, message)));
	}

	record Handlers(SampleApplication.Received received) {

		@OnRecordingChange
		void changed(RecordingChanged event) {
			this.received.add(event);
		}

	}

}
