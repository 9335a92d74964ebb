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

package io.github.livehook.benchmarks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;

import javax.sql.DataSource;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.TopicConfig;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The applications that store callbacks without Livehook.
 */
public final class DurableApplications {

	private DurableApplications() {
	}

	/**
	 * Inserts each body into a table and answers that all is well.
	 */
	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	public static class Insert {

		public static void main(String[] args) {
			SpringApplication.run(Insert.class, args);
		}

		@Bean
		ServletRegistrationBean<InsertServlet> insertServlet(DataSource dataSource) {
			new JdbcTemplate(dataSource).execute(
					"create table callback (id bigint generated always as identity primary key, body bytea not null)");
			return new ServletRegistrationBean<>(new InsertServlet(dataSource), BattleCallback.PATH);
		}

	}

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

	/**
	 * Sends each body to a topic with a key of its own, and answers that all is well when
	 * the brokers have acknowledged it.
	 */
	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	public static class Send {

		private static final String TOPIC = "callback";

		public static void main(String[] args) {
			SpringApplication.run(Send.class, args);
		}

		@Bean
		NewTopic topic() {
			return TopicBuilder.name(TOPIC)
				.partitions(4)
				.replicas(3)
				.config(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, "2")
				.build();
		}

		@Bean
		ServletRegistrationBean<SendServlet> sendServlet(ProducerFactory<byte[], byte[]> producers) {
			return new ServletRegistrationBean<>(new SendServlet(producers.createProducer()), BattleCallback.PATH);
		}

	}

	private static final class SendServlet extends ConstantApplication.ConstantServlet {

		private static final long serialVersionUID = 1L;

		private final transient Producer<byte[], byte[]> producer;

		private SendServlet(Producer<byte[], byte[]> producer) {
			this.producer = producer;
		}

		@Override
		void take(byte[] body) {
			try {
				byte[] key = new byte[Long.BYTES];
				ThreadLocalRandom.current().nextBytes(key);
				this.producer.send(new ProducerRecord<>(Send.TOPIC, key, body)).get();
			}
			catch (ExecutionException ex) {
				throw new IllegalStateException(ex);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				throw new IllegalStateException(ex);
			}
		}

	}

	/**
	 * The hand-written controller that publishes an event in a transaction, where Spring
	 * Modulith's registry keeps it until its listener has handled it.
	 */
	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import({ CallbackController.Advice.class, Battles.class, Scores.class })
	public static class Modulith {

		public static void main(String[] args) {
			SpringApplication.run(Modulith.class, args);
		}

		@Bean
		CallbackController controller(JsonMapper jsonMapper, TransactionTemplate transaction,
				ApplicationEventPublisher publisher) {
			return new CallbackController(jsonMapper,
					(battle) -> transaction.executeWithoutResult((status) -> publisher.publishEvent(battle)));
		}

	}

	static class Battles {

		private final Scores scores;

		Battles(Scores scores) {
			this.scores = scores;
		}

		@ApplicationModuleListener
		void started(Battle battle) {
			this.scores.open(battle.battleId());
		}

	}

	/**
	 * The hand-written controller that schedules a task of db-scheduler in a transaction.
	 * The task handles the battle.
	 */
	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import({ CallbackController.Advice.class, Scores.class })
	public static class DbScheduler {

		// As many as Livehook has workers
		private static final int THREADS = 8;

		private static final String TABLE = """
				create table if not exists scheduled_tasks (
					task_name text not null, task_instance text not null, task_data bytea,
					execution_time timestamptz not null, picked boolean not null, picked_by text,
					last_success timestamptz, last_failure timestamptz, consecutive_failures int,
					last_heartbeat timestamptz, version bigint not null, priority smallint,
					primary key (task_name, task_instance));
				create index on scheduled_tasks (execution_time);
				create index on scheduled_tasks (last_heartbeat)""";

		public static void main(String[] args) {
			SpringApplication.run(DbScheduler.class, args);
		}

		@Bean
		OneTimeTask<Battle> battleTask(Scores scores) {
			return Tasks.oneTime("battle", Battle.class)
				.execute((instance, context) -> scores.open(instance.getData().battleId()));
		}

		@Bean(initMethod = "start", destroyMethod = "stop")
		Scheduler scheduler(DataSource dataSource, OneTimeTask<Battle> task) {
			new JdbcTemplate(dataSource).execute(TABLE);
			// The way to poll that is documented for high rates
			return Scheduler.create(new TransactionAwareDataSourceProxy(dataSource), task)
				.threads(THREADS)
				.pollUsingLockAndFetch(0.5, 1.0)
				.build();
		}

		@Bean
		CallbackController controller(JsonMapper jsonMapper, TransactionTemplate transaction, Scheduler scheduler,
				OneTimeTask<Battle> task) {
			return new CallbackController(jsonMapper, (battle) -> transaction.executeWithoutResult((status) -> scheduler
				.schedule(task.instance(String.valueOf(battle.battleId()), battle), Instant.now())));
		}

	}

}
