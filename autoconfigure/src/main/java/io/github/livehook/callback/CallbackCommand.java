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

package io.github.livehook.callback;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

import io.github.livehook.decision.DecisionKind;
import io.github.livehook.event.CallbackPayload;
import io.github.livehook.event.UnknownCallback;
import io.github.livehook.event.live.battle.BattleStarted;

/**
 * A row of the {@link CommandCatalog}, for one command. Fields of the body that are
 * nested have a dot between their names.
 *
 * @param name the command as it is sent, such as {@value BattleStarted#COMMAND}
 * @param otherNames other spellings of the same command
 * @param payloadType the record that the body is read into, {@code null} for
 * {@link UnknownCallback}
 * @param keyFields the fields of the body that together identify the event within its app
 * and command, with {@code *} in place of the last name for all that is there; empty if
 * it has none. The field that differs most stands last, except for {@code *}
 * @param orderFields the fields of the body that together name what the events of the
 * command have to be handled in order for, such as a room, group, battle, conversation or
 * account; empty if there is no such thing
 * @param restampedFields the fields of the body that hold another time in a duplicate, in
 * milliseconds; a value that is more than an hour from the time of receipt counts like
 * any other field
 * @param decision the kind of decision of a before-callback, {@code null} for an event
 * @since 0.1.0
 */
public record CallbackCommand(String name, List<String> otherNames,
		@Nullable Class<? extends CallbackPayload> payloadType, List<String> keyFields, List<String> orderFields,
		List<String> restampedFields, @Nullable DecisionKind<?> decision) {

	public CallbackCommand {
		Assert.hasText(name, "'name' must not be empty");
		otherNames = List.copyOf(otherNames);
		keyFields = List.copyOf(keyFields);
		orderFields = List.copyOf(orderFields);
		restampedFields = List.copyOf(restampedFields);
	}

	/**
	 * Create the row of an event.
	 * @param name the command as it is sent
	 * @param payloadType the record that the body is read into
	 * @param keyFields the fields of the body that together identify the event
	 * @return the row
	 */
	public static CallbackCommand after(String name, Class<? extends CallbackPayload> payloadType,
			String... keyFields) {
		Assert.notNull(payloadType, "'payloadType' must not be null");
		return new CallbackCommand(name, List.of(), payloadType, List.of(keyFields), List.of(), List.of(), null);
	}

	/**
	 * Create the row of a before-callback.
	 * @param name the command as it is sent
	 * @param payloadType the record that the body is read into
	 * @param decision the kind of decision
	 * @return the row
	 */
	public static CallbackCommand before(String name, Class<? extends CallbackPayload> payloadType,
			DecisionKind<?> decision) {
		Assert.notNull(payloadType, "'payloadType' must not be null");
		Assert.notNull(decision, "'decision' must not be null");
		return new CallbackCommand(name, List.of(), payloadType, List.of(), List.of(), List.of(), decision);
	}

	/**
	 * Create the row of an event without a record.
	 * @param name the command as it is sent
	 * @param keyFields the fields of the body that together identify the event
	 * @return the row
	 */
	public static CallbackCommand afterWithoutRecord(String name, String... keyFields) {
		return new CallbackCommand(name, List.of(), null, List.of(keyFields), List.of(), List.of(), null);
	}

	/**
	 * Create the row of a before-callback without a record.
	 * @param name the command as it is sent
	 * @param decision the kind of decision
	 * @return the row
	 */
	public static CallbackCommand beforeWithoutRecord(String name, DecisionKind<?> decision) {
		Assert.notNull(decision, "'decision' must not be null");
		return new CallbackCommand(name, List.of(), null, List.of(), List.of(), List.of(), decision);
	}

	/**
	 * Return this row with a further spelling of the command.
	 * @param otherName the other spelling
	 * @return the row
	 */
	public CallbackCommand alsoNamed(String otherName) {
		List<String> otherNames = new ArrayList<>(this.otherNames);
		otherNames.add(otherName);
		return new CallbackCommand(this.name, otherNames, this.payloadType, this.keyFields, this.orderFields,
				this.restampedFields, this.decision);
	}

	/**
	 * Return this row with the fields that name what durable delivery keeps order within.
	 * @param orderFields the fields of the body
	 * @return the row
	 */
	public CallbackCommand orderedBy(String... orderFields) {
		return new CallbackCommand(this.name, this.otherNames, this.payloadType, this.keyFields, List.of(orderFields),
				this.restampedFields, this.decision);
	}

	/**
	 * Return this row with fields that hold another time in a duplicate.
	 * @param restampedFields the fields of the body
	 * @return the row
	 */
	public CallbackCommand restamping(String... restampedFields) {
		return new CallbackCommand(this.name, this.otherNames, this.payloadType, this.keyFields, this.orderFields,
				List.of(restampedFields), this.decision);
	}

	/**
	 * Return the family of the command.
	 * @return what the name has before its dot, such as {@code Live}
	 */
	public String family() {
		return CommandCatalog.familyOf(this.name);
	}

	/**
	 * Return all spellings of the command.
	 * @return the spellings, the name first
	 */
	public List<String> names() {
		List<String> names = new ArrayList<>(List.of(this.name));
		names.addAll(this.otherNames);
		return names;
	}

}
