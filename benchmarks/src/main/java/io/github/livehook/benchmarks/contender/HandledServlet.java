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

package io.github.livehook.benchmarks.contender;

import java.io.IOException;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.jdbc.core.JdbcTemplate;

import io.github.livehook.benchmarks.callback.HandledCallbacks;

/**
 * Tells what was handled.
 */
class HandledServlet extends HttpServlet {

	private static final long serialVersionUID = 1L;

	private final transient WatchedBattles battles;

	private final transient JdbcTemplate jdbcTemplate;

	HandledServlet(WatchedBattles battles, JdbcTemplate jdbcTemplate) {
		this.battles = battles;
		this.jdbcTemplate = jdbcTemplate;
	}

	@Override
	protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
		// Counted first: whoever reads the number may read the time that belongs to it
		long count = this.battles.count();
		long pending = (request.getParameter("pending") != null) ? pending() : 0;
		response.getWriter().print(new HandledCallbacks(count, this.battles.last(), pending).toText());
	}

	private long pending() {
		Long pending = this.jdbcTemplate.queryForObject("select count(*) from livehook_task", Long.class);
		return (pending != null) ? pending : 0;
	}

}
