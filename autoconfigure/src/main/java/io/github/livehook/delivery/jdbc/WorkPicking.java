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
import java.util.concurrent.atomic.AtomicBoolean;

import com.github.kagkarlsson.scheduler.jdbc.DefaultJdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.JdbcTaskRepositoryContext;
import com.github.kagkarlsson.scheduler.task.Execution;

/**
 * Tells db-scheduler which work to do next: what was handed over, and what is due in the
 * database where there may be some. When there is too much of both, they take turns.
 */
final class WorkPicking extends DefaultJdbcCustomization {

	private final JdbcPlatform platform;

	private final WorkHandover handover;

	private final AtomicBoolean look = new AtomicBoolean();

	// Asked by one thread alone
	private boolean turnOfTheDatabase;

	WorkPicking(JdbcPlatform platform, WorkHandover handover) {
		super(false);
		this.platform = platform;
		this.handover = handover;
	}

	/**
	 * Look into the database the next time.
	 */
	void look() {
		this.look.set(true);
	}

	@Override
	public boolean supportsSingleStatementLockAndFetch() {
		return true;
	}

	@Override
	public List<Execution> lockAndFetchSingleStatement(JdbcTaskRepositoryContext context, Instant now, int limit,
			boolean orderByPriority) {
		this.turnOfTheDatabase = !this.turnOfTheDatabase;
		int room = this.turnOfTheDatabase ? limit : limit - this.handover.waiting();
		List<Execution> works = new ArrayList<>();
		if (room > 0 && this.look.getAndSet(false)) {
			works.addAll(pickFromDatabase(context, now, room));
		}
		works.addAll(this.handover.take(limit - works.size()));
		return works;
	}

	private List<Execution> pickFromDatabase(JdbcTaskRepositoryContext context, Instant now, int limit) {
		boolean more = true;
		try {
			List<Execution> works = this.platform.pick(context, now, limit);
			more = works.size() == limit;
			return works;
		}
		finally {
			if (more) {
				look();
			}
		}
	}

}
