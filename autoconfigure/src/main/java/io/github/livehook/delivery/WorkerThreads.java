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

package io.github.livehook.delivery;

import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.springframework.core.task.VirtualThreadTaskExecutor;

/**
 * The threads that handlers run on in a durable delivery: a fixed number, and one more
 * for each that a handler does not give back.
 *
 * @since 0.1.0
 */
public final class WorkerThreads extends ThreadPoolExecutor {

	private final BlockingDeque<Runnable> waiting;

	/**
	 * Create the threads.
	 * @param threads the number of threads
	 * @param factory the factory of the threads
	 */
	public WorkerThreads(int threads, ThreadFactory factory) {
		this(threads, factory, new LinkedBlockingDeque<>());
	}

	private WorkerThreads(int threads, ThreadFactory factory, BlockingDeque<Runnable> waiting) {
		super(threads, threads, 0, TimeUnit.SECONDS, waiting, factory);
		this.waiting = waiting;
		// What is stored must not find out that there is no thread to be had
		prestartAllCoreThreads();
	}

	/**
	 * Create a factory of the threads.
	 * @param virtual whether they are virtual, which needs Java 21
	 * @return the factory
	 */
	public static ThreadFactory factory(boolean virtual) {
		String prefix = "livehook-worker-";
		return virtual ? new VirtualThreadTaskExecutor(prefix).getVirtualThreadFactory()
				: MaintenanceTasks.daemons(prefix);
	}

	/**
	 * Run a task before all others that wait for a thread.
	 * @param task the task
	 */
	public void executeFirst(Runnable task) {
		this.waiting.addFirst(task);
	}

	/**
	 * Have one thread more, in the place of one whose handler does not return.
	 */
	public void replaceOne() {
		resize(1);
	}

	/**
	 * Have one thread less, since a handler has returned after all.
	 */
	public void takeOneBack() {
		resize(-1);
	}

	private synchronized void resize(int change) {
		int size = getCorePoolSize() + change;
		// The core size must never be the larger one
		setMaximumPoolSize(Math.max(size, getCorePoolSize()));
		setCorePoolSize(size);
		setMaximumPoolSize(size);
	}

}
