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

package io.github.livehook.test;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.function.Function;

import jakarta.servlet.ServletContext;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.test.web.servlet.RequestBuilder;
import org.springframework.util.Assert;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.context.support.WebApplicationContextUtils;
import org.springframework.web.util.UriBuilder;

import io.github.livehook.event.CallbackPayload;

/**
 * A callback as Tencent sends it, signed. Begin with a documented body, a record, a file
 * or a text, and say what is to be different:
 *
 * <pre class="code">
 * CallbackRequest request = CallbackRequest.sample(BattleStarted.class).with("BattleId", "b1");
 * assertThat(this.mvc.perform(request)).isOk();
 * </pre>
 *
 * With {@code MockMvc} and {@code MockMvcTester}, it finds the path, the app, its token
 * and the time in the application, unless the test names them. For a request over HTTP,
 * {@link #sentTo} takes them from there, or {@link #app} and {@link #token} name them.
 * <p>
 * Requests are immutable: every method returns another one.
 *
 * @since 0.1.0
 */
public final class CallbackRequest implements RequestBuilder {

	private final CallbackBody body;

	private final CallbackQuery query;

	private final @Nullable String command;

	private CallbackRequest(CallbackBody body, CallbackQuery query, @Nullable String command) {
		this.body = body;
		this.query = query;
		this.command = command;
	}

	/**
	 * Begin with the body that Tencent documents for a command.
	 * @param name the command, or another of the {@link CallbackSamples#names() names}
	 * @return the request
	 * @throws IllegalArgumentException if there is no sample of this name
	 */
	public static CallbackRequest sample(String name) {
		CallbackBody body = CallbackBody.json(CallbackSamples.read(name));
		return new CallbackRequest(body, CallbackQuery.EMPTY, body.command().isEmpty() ? name : null);
	}

	/**
	 * Begin with the body that Tencent documents for an event.
	 * @param eventType the record of the event
	 * @return the request
	 * @throws IllegalArgumentException if there is no sample of this event
	 */
	public static CallbackRequest sample(Class<? extends CallbackPayload> eventType) {
		return sample(CallbackSamples.commandOf(eventType));
	}

	/**
	 * Begin with an event.
	 * @param event the event
	 * @return the request
	 * @throws IllegalArgumentException if Livehook reads no command into the type of the
	 * event
	 */
	public static CallbackRequest of(CallbackPayload event) {
		return of(CallbackBody.of(event));
	}

	/**
	 * Begin with a file that holds a JSON object. It may have comments and trailing
	 * commas, and is sent as it is unless something is changed.
	 * @param location where the file is, on the class path if it is not said otherwise,
	 * as in {@code file:callbacks/battle.json}
	 * @return the request
	 * @throws IllegalArgumentException if there is no such file
	 */
	public static CallbackRequest json(String location) {
		return of(CallbackBody.file(location));
	}

	/**
	 * Begin with a text, which need not be JSON.
	 * @param body the body
	 * @return the request
	 */
	public static CallbackRequest raw(String body) {
		return of(CallbackBody.raw(body));
	}

	private static CallbackRequest of(CallbackBody body) {
		return new CallbackRequest(body, CallbackQuery.EMPTY, null);
	}

	private CallbackRequest with(CallbackBody body) {
		return new CallbackRequest(body, this.query, this.command);
	}

	private CallbackRequest with(CallbackQuery query) {
		return new CallbackRequest(this.body, query, this.command);
	}

	/**
	 * Set a field of the body.
	 * @param path the name of the field as Tencent sends it, or the way to it, such as
	 * {@code FromRoomInfo.RoomId} or {@code ToRoomList.0.RoomId}
	 * @param value the value as Tencent sends it: a string, number, boolean, map or list
	 * @return the request
	 */
	public CallbackRequest with(String path, @Nullable Object value) {
		return with(this.body.with(path, value));
	}

	/**
	 * Set a field of the body to a value that is written in JSON.
	 * @param path the name of the field, or the way to it
	 * @param json the value, such as {@code {"RoomId": "r1"}}
	 * @return the request
	 * @throws IllegalArgumentException if the value is not JSON
	 */
	public CallbackRequest withJson(String path, String json) {
		return with(this.body.withJson(path, json));
	}

	/**
	 * Take a field out of the body.
	 * @param path the name of the field, or the way to it
	 * @return the request
	 */
	public CallbackRequest without(String path) {
		return with(this.body.without(path));
	}

	/**
	 * Make it another event, by a new id where events of this command have one, and a new
	 * time, except for fields that were set. Otherwise the same event is a duplicate when
	 * it is sent again, and Livehook calls no handler.
	 * @return the request
	 */
	public CallbackRequest distinct() {
		return with(this.body.distinct(this.command));
	}

	/**
	 * Set the command, in the query and, unless it is {@linkplain #raw raw}, in the body.
	 * @param command the command
	 * @return the request
	 */
	public CallbackRequest command(String command) {
		return new CallbackRequest(this.body.withCommand(command), this.query, command);
	}

	/**
	 * Set the app.
	 * @param sdkAppId the id of the app
	 * @return the request
	 */
	public CallbackRequest app(String sdkAppId) {
		return with(this.query.withApp(sdkAppId));
	}

	/**
	 * Set the token to sign with.
	 * @param token the token
	 * @return the request
	 */
	public CallbackRequest token(String token) {
		return with(this.query.withToken(token));
	}

	/**
	 * Set the time to sign for. Otherwise it is the time of the receiving application's
	 * clock, or of this machine's.
	 * @param requestTime the time
	 * @return the request
	 */
	public CallbackRequest time(Instant requestTime) {
		return with(this.query.withTime(requestTime));
	}

	/**
	 * Leave out the signature and the time.
	 * @return the request
	 */
	public CallbackRequest unsigned() {
		return with(this.query.withoutSignature());
	}

	/**
	 * Set a parameter of the query, such as {@code OptPlatform}.
	 * @param name the name
	 * @param value the value, {@code null} to leave the parameter out
	 * @return the request
	 */
	public CallbackRequest parameter(String name, @Nullable String value) {
		return with(this.query.withParameter(name, value));
	}

	/**
	 * Take from an application what was not set: the app, its token and the time.
	 * @param application the application that receives the request
	 * @return the request
	 */
	public CallbackRequest sentTo(ApplicationContext application) {
		return with(this.query.sentTo(new ReceivingApplication(application)));
	}

	/**
	 * Return the body.
	 * @return the bytes, UTF-8
	 * @throws IllegalStateException if the body lacks what identifies the event
	 */
	public byte[] body() {
		return this.body.checkedBytes(this.command);
	}

	/**
	 * Return the query.
	 * @return the query, without {@code ?}
	 * @throws IllegalStateException if the app or the token is not known
	 */
	public String query() {
		return this.query.toString((this.command != null) ? this.command : this.body.command());
	}

	/**
	 * Return the request for the JDK's client.
	 * @param endpoint the URL of the endpoint
	 * @return the request
	 */
	public HttpRequest toHttpRequest(String endpoint) {
		// Alone first, so that the message about a URL that is none, or that the client
		// does not take, does not show the Sign
		HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(endpoint));
		return builder.uri(URI.create(endpoint + "?" + query()))
			.header("Content-Type", MediaType.APPLICATION_JSON_VALUE)
			.POST(BodyPublishers.ofByteArray(body()))
			.build();
	}

	/**
	 * Return the URI for a {@code RestTestClient} or {@code RestClient} with a base URL.
	 *
	 * <pre class="code">
	 * client.post().uri(request.at("/webhooks/tencent-live")).contentType(MediaType.APPLICATION_JSON).body(request.body())
	 * </pre>
	 * @param path the path of the endpoint
	 * @return what makes the URI
	 */
	public Function<UriBuilder, URI> at(String path) {
		return (builder) -> URI.create(builder.path(path).build() + "?" + query());
	}

	@Override
	public MockHttpServletRequest buildRequest(ServletContext servletContext) {
		WebApplicationContext context = WebApplicationContextUtils.findWebApplicationContext(servletContext);
		Assert.state(context != null, "MockMvc has no application context, so the path of the endpoint is not known: "
				+ "set MockMvc up with @LivehookTest, or with @SpringBootTest and @AutoConfigureMockMvc");
		CallbackRequest request = sentTo(context);
		return new ReceivingApplication(context).post(request.query(), request.body()).buildRequest(servletContext);
	}

	@Override
	public String toString() {
		return "CallbackRequest[" + ((this.command != null) ? this.command : this.body.command()) + "]";
	}

}
