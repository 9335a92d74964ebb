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

package io.github.livehook.delivery.jdbc;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import com.github.kagkarlsson.scheduler.TaskResolver.UnresolvedTask;
import com.github.kagkarlsson.scheduler.jdbc.DefaultJdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.JdbcTaskRepositoryContext;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import org.jspecify.annotations.Nullable;

import io.github.livehook.delivery.jdbc.CallbackSource.Stored;

/**
 * Tells db-scheduler which work to do next: what was handed over, and what is due in the
 * database where there may be some. When there is too much of both, the database has
 * every eighth turn.
 */
final class WorkPicking extends DefaultJdbcCustomization {

	// What was handed over costs so much less that otherwise more and more of what comes
	// would have to go through the database
	private static final int TURNS = 8;

	private final JdbcDatabase database;

	private final CallbackRows callbacks;

	private final WorkHandover handover;

	private final AtomicReference<@Nullable Instant> look = new AtomicReference<>();

	// Asked by one thread alone
	private int turns;

	WorkPicking(JdbcDatabase database, CallbackRows callbacks, WorkHandover handover) {
		super(false);
		this.database = database;
		this.callbacks = callbacks;
		this.handover = handover;
	}

	/**
	 * Look into the database the next time. An index still has what was picked before, as
	 * long as anybody may see it there, and what begins at the oldest passes all of that.
	 * @param from since when what is looked for has been due
	 */
	void look(Instant from) {
		this.look.accumulateAndGet(from, (one, other) -> (one == null || other.isBefore(one)) ? other : one);
	}

	/**
	 * Look into the database the next time, for all work that is due.
	 */
	void lookForAll() {
		look(Instant.EPOCH);
	}

	@Override
	public boolean supportsSingleStatementLockAndFetch() {
		return true;
	}

	@Override
	public List<Execution> lockAndFetchSingleStatement(JdbcTaskRepositoryContext context, Instant now, int limit,
			boolean orderByPriority) {
		this.turns = (this.turns + 1) % TURNS;
		int room = (this.turns == 0) ? limit : limit - this.handover.waiting();
		List<Execution> works = new ArrayList<>();
		Instant from = (room > 0) ? this.look.getAndSet(null) : null;
		if (from != null) {
			works.addAll(pickFromDatabase(context, from, now, room));
		}
		works.addAll(this.handover.take(limit - works.size()));
		return works;
	}

	private List<Execution> pickFromDatabase(JdbcTaskRepositoryContext context, Instant from, Instant now, int limit) {
		List<Execution> works;
		try {
			works = pick(context, from, now, limit);
		}
		catch (RuntimeException ex) {
			look(from);
			throw ex;
		}
		if (works.size() == limit) {
			look(works.stream().map(Execution::getExecutionTime).max(Instant::compareTo).orElse(from));
		}
		return withCallbacks(works);
	}

	private List<Execution> pick(JdbcTaskRepositoryContext context, Instant from, Instant now, int limit) {
		String[] unknown = context.taskResolver.getUnresolved()
			.stream()
			.map(UnresolvedTask::getTaskName)
			.toArray(String[]::new);
		return this.database.query(this.database.platform().picking(context.tableName), (statement) -> {
			int parameter = 0;
			statement.setObject(++parameter, JdbcDatabase.toColumn(from));
			statement.setObject(++parameter, JdbcDatabase.toColumn(now));
			statement.setObject(++parameter, unknown);
			statement.setInt(++parameter, limit);
			statement.setString(++parameter, context.schedulerName.getName());
			statement.setObject(++parameter, JdbcDatabase.toColumn(now));
		}, context.resultSetMapper.get()::map);
	}

	private List<Execution> withCallbacks(List<Execution> works) {
		if (works.isEmpty()) {
			return works;
		}
		try {
			Map<String, Stored> callbacks = this.callbacks
				.find(works.stream().map(Execution::getId).distinct().toList());
			return works.stream().map((work) -> withCallback(work, callbacks.get(work.getId()))).toList();
		}
		catch (RuntimeException ex) {
			// It is picked, and one that cannot be read must not hold up the others: each
			// is read again by its worker
			return works;
		}
	}

	private static Execution withCallback(Execution work, @Nullable Stored callback) {
		return new Execution(work.getExecutionTime(),
				new TaskInstance<CallbackSource>(work.getTaskName(), work.getId(), callback), work.isPicked(),
				work.pickedBy, work.lastSuccess, work.lastFailure, work.consecutiveFailures, work.lastHeartbeat,
				work.version);
	}

}
