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

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import javax.sql.DataSource;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs transactions, which see what was committed before each of their statements, and
 * runs them again if the database ends them because of others.
 */
final class JdbcTransactions {

	private static final Logger logger = LoggerFactory.getLogger(JdbcTransactions.class);

	private static final int TRIES = 5;

	private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(20);

	private final DataSource dataSource;

	private final boolean h2;

	private final TransactionTemplate timed;

	private final TransactionTemplate untimed;

	/**
	 * Create the transactions.
	 * @param dataSource the source of connections, known to nobody else
	 * @param h2 whether the database is an H2
	 * @param timeout the timeout of a timed transaction
	 * @param readCommitted whether connections are READ COMMITTED by themselves; to ask
	 * for it costs a round trip each time
	 */
	JdbcTransactions(DataSource dataSource, boolean h2, Duration timeout, boolean readCommitted) {
		this.dataSource = dataSource;
		this.h2 = h2;
		JdbcTransactionManager transactions = new JdbcTransactionManager(dataSource);
		this.timed = new TransactionTemplate(transactions);
		this.untimed = new TransactionTemplate(transactions);
		// A statement can be given whole seconds only
		this.timed.setTimeout((int) Math.max(1, timeout.plusMillis(999).toSeconds()));
		if (!readCommitted) {
			this.timed.setIsolationLevel(TransactionDefinition.ISOLATION_READ_COMMITTED);
			this.untimed.setIsolationLevel(TransactionDefinition.ISOLATION_READ_COMMITTED);
		}
	}

	/**
	 * Run an action as a part of the current transaction, or in one of its own, which may
	 * take longer than a request.
	 * @param <R> the type of the result
	 * @param action the action, which may be run several times
	 * @return its result
	 */
	<R> R run(Supplier<R> action) {
		return run(this.untimed, fewTimes(), action);
	}

	/**
	 * Run an action as a part of the current transaction, or in one that takes no longer
	 * than a request.
	 * @param <R> the type of the result
	 * @param action the action, which may be run several times
	 * @return its result
	 */
	<R> R runTimed(Supplier<R> action) {
		return runTimed(fewTimes(), action);
	}

	/**
	 * Run an action as a part of the current transaction, or in one that takes no longer
	 * than a request.
	 * @param <R> the type of the result
	 * @param again whether to run it again after a conflict
	 * @param action the action, which may be run several times
	 * @return its result
	 */
	<R> R runTimed(BooleanSupplier again, Supplier<R> action) {
		return run(this.timed, again, action);
	}

	private static BooleanSupplier fewTimes() {
		AtomicInteger tries = new AtomicInteger();
		return () -> tries.incrementAndGet() < TRIES;
	}

	// A conflict is a deadlock, or a transaction that cannot be put in order with others
	private <R> R run(TransactionTemplate template, BooleanSupplier again, Supplier<R> action) {
		boolean outermost = !TransactionSynchronizationManager.hasResource(this.dataSource);
		while (true) {
			try {
				return Objects.requireNonNull(template.execute((status) -> outermost ? perform(action) : action.get()));
			}
			catch (PessimisticLockingFailureException ex) {
				if (!outermost || !again.getAsBoolean()) {
					throw ex;
				}
				LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(LONGEST_PAUSE));
			}
		}
	}

	private <R> R perform(Supplier<R> action) {
		try {
			return action.get();
		}
		finally {
			if (this.h2) {
				resetTimeout();
			}
		}
	}

	// H2 has one timeout for a connection and not for a statement, and so would whoever
	// gets it from the pool
	private void resetTimeout() {
		Connection connection = DataSourceUtils.getConnection(this.dataSource);
		try (Statement statement = connection.createStatement()) {
			statement.setQueryTimeout(0);
		}
		catch (SQLException ex) {
			logger.debug("The timeout of a connection could not be reset", ex);
		}
		finally {
			DataSourceUtils.releaseConnection(connection, this.dataSource);
		}
	}

	/**
	 * Run an action and roll back what it has done.
	 * @param action the action
	 */
	void runAndRollBack(Runnable action) {
		this.untimed.executeWithoutResult((status) -> {
			status.setRollbackOnly();
			action.run();
		});
	}

}
