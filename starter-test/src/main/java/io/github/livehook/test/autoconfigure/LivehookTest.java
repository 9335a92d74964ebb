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

package io.github.livehook.test.autoconfigure;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Instant;

import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.autoconfigure.OverrideAutoConfiguration;
import org.springframework.boot.test.context.filter.annotation.TypeExcludeFilters;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.core.annotation.AliasFor;
import org.springframework.test.context.BootstrapWith;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/**
 * Marks a test of how an application handles callbacks, and of nothing else in it:
 *
 * <pre class="code">
 * &#064;LivehookTest
 * class BattlesTests {
 *
 *     &#064;Autowired
 *     MockMvcTester mvc;
 *
 *     &#064;MockitoBean
 *     Scores scores;
 *
 *     &#064;Test
 *     void whenBattleStartsThenItIsHandled() {
 *         assertThat(this.mvc.perform(CallbackRequest.sample(BattleStarted.class))).isOk();
 *     }
 *
 * }
 * </pre>
 *
 * There are Livehook's endpoint, {@code MockMvc}, and of the application's components
 * those that
 * <ul>
 * <li>have methods annotated with {@code @OnCallback}, {@code @BeforeCallback} or an
 * annotation composed of them, inherited ones and those of interfaces included</li>
 * <li>are a {@code CallbackHandler}</li>
 * <li>are a {@code CallbackInterceptor}, {@code CallbackListener},
 * {@code CallbackIdentifier}, {@code CallbackJsonMapperBuilderCustomizer},
 * {@code LivehookApps} or {@code RequestVerifier}</li>
 * </ul>
 * What these need comes from {@code @MockitoBean}, {@code @Import} or
 * {@link #includeFilters()}. {@code @Configuration} classes are not scanned.
 * <p>
 * Preset are, before the application's own properties and behind {@link #properties()}
 * and those of {@code @TestPropertySource}: an app and its token, {@code enforce} as the
 * verification, the longest response time, delivery in memory, and that duplicates are
 * recognised only while the first is being handled, so that tests do not depend on each
 * other. The clock, the bean {@code livehookInstantSource}, stands still at {@link #NOW}
 * and can be replaced by a bean of that name.
 *
 * @since 0.1.0
 * @see io.github.livehook.test.CallbackRequest
 * @see io.github.livehook.test.HandlerCalls
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@BootstrapWith(LivehookTestContextBootstrapper.class)
@ExtendWith(SpringExtension.class)
@OverrideAutoConfiguration(enabled = false)
@TypeExcludeFilters(LivehookTypeExcludeFilter.class)
@AutoConfigureLivehook
@AutoConfigureMockMvc
@ImportAutoConfiguration
public @interface LivehookTest {

	/**
	 * The time of the clock.
	 */
	Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

	/**
	 * The id of the app.
	 */
	String SDK_APP_ID = "1400000000";

	/**
	 * The token of the app.
	 */
	String TOKEN = "livehook-test-token";

	/**
	 * Properties in the form {@code key=value} that are set before the test runs.
	 * @return the properties
	 */
	String[] properties() default {};

	/**
	 * The classes of the handlers to test, in place of all handlers.
	 * @return the classes
	 */
	@AliasFor("handlers")
	Class<?>[] value() default {};

	/**
	 * The classes of the handlers to test, in place of all handlers.
	 * @return the classes
	 */
	@AliasFor("value")
	Class<?>[] handlers() default {};

	/**
	 * Whether the components named above are there; otherwise only those of
	 * {@link #includeFilters()} are.
	 * @return whether to use the default filters
	 */
	boolean useDefaultFilters() default true;

	/**
	 * Filters for further components that are to be there.
	 * @return the filters
	 */
	Filter[] includeFilters() default {};

	/**
	 * Filters for components that are not to be there.
	 * @return the filters
	 */
	Filter[] excludeFilters() default {};

	/**
	 * Auto-configurations that are not to be used.
	 * @return the auto-configurations
	 */
	@AliasFor(annotation = ImportAutoConfiguration.class, attribute = "exclude")
	Class<?>[] excludeAutoConfiguration() default {};

}
