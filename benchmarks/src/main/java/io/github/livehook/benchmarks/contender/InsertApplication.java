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

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

import javax.sql.DataSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;

import io.github.livehook.benchmarks.BattleCallback;

/**
 * An application that inserts each body into a table and answers that all is well.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class InsertApplication {

	public static void main(String[] args) {
		SpringApplication.run(InsertApplication.class, args);
	}

	@Bean
	ServletRegistrationBean<InsertServlet> insertServlet(DataSource dataSource) throws SQLException {
		try (Connection connection = dataSource.getConnection(); Statement statement = connection.createStatement()) {
			statement.execute(
					"create table callback (id bigint generated always as identity primary key, body bytea not null)");
		}
		return new ServletRegistrationBean<>(new InsertServlet(dataSource), BattleCallback.PATH);
	}

	/**
	 * Inserts, in a transaction of its own.
	 */
	private static final class InsertServlet extends ConstantApplication.ConstantServlet {

		private static final long serialVersionUID = 1L;

		private final transient DataSource dataSource;

		private InsertServlet(DataSource dataSource) {
			this.dataSource = dataSource;
		}

		@Override
		void take(byte[] body) {
			// Commits by itself, which is one round trip and not two
			try (Connection connection = this.dataSource.getConnection();
					PreparedStatement statement = connection
						.prepareStatement("insert into callback (body) values (?)")) {
				statement.setBytes(1, body);
				statement.executeUpdate();
			}
			catch (SQLException ex) {
				throw new IllegalStateException(ex);
			}
		}

	}

}
