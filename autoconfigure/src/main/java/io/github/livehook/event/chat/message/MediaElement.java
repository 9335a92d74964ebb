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

package io.github.livehook.event.chat.message;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

import io.github.livehook.event.Seconds;

/**
 * An element of a message that was uploaded. Old clients send neither URLs nor download
 * flags. Sizes are in bytes, widths and heights in pixels; the codes of formats and flags
 * are those of <a href="https://trtc.io/document/74355">Tencent's documentation</a>.
 *
 * @since 0.1.0
 */
public interface MediaElement extends MessageElement {

	/**
	 * A recording of sound.
	 *
	 * @param url the URL
	 * @param uuid its id
	 * @param size its size
	 * @param duration its length, to the second
	 * @param downloadFlag the flag for its download
	 * @param more further fields
	 */
	record Sound(@JsonProperty("Url") @Nullable String url, @JsonProperty("UUID") @Nullable String uuid,
			@JsonProperty("Size") @Nullable Long size, @JsonProperty("Second") @Seconds @Nullable Duration duration,
			@JsonProperty("Download_Flag") @Nullable Integer downloadFlag,
			@JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> more) implements MediaElement {

		/**
		 * The {@code MsgType} of a recording of sound.
		 */
		public static final String TYPE = "TIMSoundElem";

		public Sound {
			more = FurtherFields.copyOf(more);
		}

		@Override
		public String type() {
			return TYPE;
		}

	}

	/**
	 * A picture.
	 *
	 * @param uuid its id
	 * @param format its format: 1 JPG, 2 GIF, 3 PNG, 4 BMP, 255 another one
	 * @param versions the picture in its sizes
	 * @param more further fields
	 */
	record Image(@JsonProperty("UUID") @Nullable String uuid, @JsonProperty("ImageFormat") @Nullable Integer format,
			@JsonProperty("ImageInfoArray") List<ImageVersion> versions,
			@JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> more) implements MediaElement {

		/**
		 * The {@code MsgType} of a picture.
		 */
		public static final String TYPE = "TIMImageElem";

		public Image {
			versions = (versions != null) ? List.copyOf(versions) : List.of();
			more = FurtherFields.copyOf(more);
		}

		@Override
		public String type() {
			return TYPE;
		}

	}

	/**
	 * A size of a picture.
	 *
	 * @param kind 1 for the original, 2 for a large one, 3 for a small one
	 * @param size its size
	 * @param width its width
	 * @param height its height
	 * @param url the URL
	 * @param more further fields
	 */
	record ImageVersion(@JsonProperty("Type") @Nullable Integer kind, @JsonProperty("Size") @Nullable Long size,
			@JsonProperty("Width") @Nullable Integer width, @JsonProperty("Height") @Nullable Integer height,
			@JsonProperty("URL") @Nullable String url,
			@JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> more) {

		public ImageVersion {
			more = FurtherFields.copyOf(more);
		}

	}

	/**
	 * A file.
	 *
	 * @param url the URL
	 * @param uuid its id
	 * @param size its size
	 * @param name its name
	 * @param downloadFlag the flag for its download
	 * @param more further fields
	 */
	record File(@JsonProperty("Url") @Nullable String url, @JsonProperty("UUID") @Nullable String uuid,
			@JsonProperty("FileSize") @Nullable Long size,
			@JsonProperty("FileName") @JsonAlias("fileName") @Nullable String name,
			@JsonProperty("Download_Flag") @Nullable Integer downloadFlag,
			@JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> more) implements MediaElement {

		/**
		 * The {@code MsgType} of a file.
		 */
		public static final String TYPE = "TIMFileElem";

		public File {
			more = FurtherFields.copyOf(more);
		}

		@Override
		public String type() {
			return TYPE;
		}

	}

	/**
	 * A video with a picture of it.
	 *
	 * @param url the URL of the video
	 * @param uuid the id of the video
	 * @param size the size of the video
	 * @param duration the length of the video, to the second
	 * @param format the format of the video, such as {@code mp4}
	 * @param downloadFlag the flag for the download of the video
	 * @param thumbUrl the URL of the picture
	 * @param thumbUuid the id of the picture
	 * @param thumbSize the size of the picture
	 * @param thumbWidth the width of the picture
	 * @param thumbHeight the height of the picture
	 * @param thumbFormat the format of the picture, such as {@code JPG}
	 * @param thumbDownloadFlag the flag for the download of the picture
	 * @param more further fields
	 */
	record Video(@JsonProperty("VideoUrl") @Nullable String url, @JsonProperty("VideoUUID") @Nullable String uuid,
			@JsonProperty("VideoSize") @Nullable Long size,
			@JsonProperty("VideoSecond") @Seconds @Nullable Duration duration,
			@JsonProperty("VideoFormat") @Nullable String format,
			@JsonProperty("VideoDownloadFlag") @Nullable Integer downloadFlag,
			@JsonProperty("ThumbUrl") @Nullable String thumbUrl, @JsonProperty("ThumbUUID") @Nullable String thumbUuid,
			@JsonProperty("ThumbSize") @Nullable Long thumbSize,
			@JsonProperty("ThumbWidth") @Nullable Integer thumbWidth,
			@JsonProperty("ThumbHeight") @Nullable Integer thumbHeight,
			@JsonProperty("ThumbFormat") @Nullable String thumbFormat,
			@JsonProperty("ThumbDownloadFlag") @Nullable Integer thumbDownloadFlag,
			@JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> more) implements MediaElement {

		/**
		 * The {@code MsgType} of a video.
		 */
		public static final String TYPE = "TIMVideoFileElem";

		public Video {
			more = FurtherFields.copyOf(more);
		}

		@Override
		public String type() {
			return TYPE;
		}

	}

}
