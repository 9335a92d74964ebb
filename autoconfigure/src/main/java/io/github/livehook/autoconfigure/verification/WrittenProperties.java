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

package io.github.livehook.autoconfigure.verification;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.PropertySourcesPlaceholdersResolver;
import org.springframework.boot.context.properties.bind.handler.IgnoreErrorsBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.boot.origin.TextResourceOrigin;
import org.springframework.boot.origin.TextResourceOrigin.Location;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.Resource;

import io.github.livehook.autoconfigure.InvalidLivehookConfigurationException;
import io.github.livehook.autoconfigure.LivehookProperties;

/**
 * The properties of apps as they are written, each with its place. A file may hold
 * another text than the one that is bound, because YAML takes a token without quotes for
 * a number.
 */
final class WrittenProperties {

	private final List<ConfigurationProperty> properties = new ArrayList<>();

	private final Map<Origin, String> changed = new LinkedHashMap<>();

	WrittenProperties(ConfigurableEnvironment environment) {
		MutablePropertySources sources = environment.getPropertySources();
		Binder binder = new Binder(ConfigurationPropertySources.from(sources), new Placeholders(sources), null, null,
				new Recorder());
		binder.bind("livehook", LivehookProperties.App.class);
		binder.bind("livehook.apps", Bindable.mapOf(String.class, LivehookProperties.App.class));
	}

	/**
	 * Check that every text that is bound is the one that is written.
	 */
	void checkUnchanged() {
		if (!this.changed.isEmpty()) {
			List<String> places = this.changed.entrySet()
				.stream()
				.map((entry) -> entry.getValue() + " in " + entry.getKey())
				.toList();
			throw new InvalidLivehookConfigurationException(
					"YAML reads what is not in quotes as a number or the like, and not as the text that is written: "
							+ String.join(", ", places),
					"Put the value in quotes there.");
		}
	}

	/**
	 * Return where the properties of an app are written.
	 * @param prefix the prefix of their names
	 * @return the places
	 */
	List<String> places(String prefix) {
		ConfigurationPropertyName app = ConfigurationPropertyName.adapt(prefix, '.');
		return this.properties.stream()
			.filter((property) -> app.isAncestorOf(property.getName()))
			.map((property) -> String.valueOf(property.getOrigin()))
			.distinct()
			.toList();
	}

	private void check(String name, Object value, @Nullable Origin origin) {
		Origin place = (origin instanceof PropertySourceOrigin wrapped) ? wrapped.getOrigin() : origin;
		if (!(value instanceof CharSequence) && place instanceof TextResourceOrigin text && !isVerbatim(value, text)) {
			this.changed.putIfAbsent(text, name);
		}
	}

	private static boolean isVerbatim(Object value, TextResourceOrigin origin) {
		String text = value.toString();
		return text.matches("[0-9]+") && textAt(origin).matches(text + "([\\s,\\]}].*)?");
	}

	private static String textAt(TextResourceOrigin origin) {
		Resource resource = origin.getResource();
		Location location = origin.getLocation();
		if (resource == null || location == null) {
			return "";
		}
		try {
			String content = resource.getContentAsString(StandardCharsets.UTF_8).replace("\ufeff", "");
			String line = content.lines().skip(location.getLine()).findFirst().orElse("");
			return line.substring(Math.min(location.getColumn(), line.length()));
		}
		catch (IOException ex) {
			return "";
		}
	}

	/**
	 * Records what is bound. What cannot be bound has failed before, or been converted by
	 * the application.
	 */
	private final class Recorder extends IgnoreErrorsBindHandler {

		@Override
		public Object onSuccess(ConfigurationPropertyName name, Bindable<?> target, BindContext context,
				Object result) {
			ConfigurationProperty property = context.getConfigurationProperty();
			if (property != null) {
				WrittenProperties.this.properties.add(property);
				check(property.getName().toString(), property.getValue(), property.getOrigin());
			}
			return result;
		}

	}

	/**
	 * Resolves placeholders, and checks what they stand for.
	 */
	private final class Placeholders extends PropertySourcesPlaceholdersResolver {

		private final MutablePropertySources sources;

		Placeholders(MutablePropertySources sources) {
			super(sources);
			this.sources = sources;
		}

		@Override
		protected @Nullable String resolvePlaceholder(String placeholder) {
			for (PropertySource<?> source : this.sources) {
				Object value = source.getProperty(placeholder);
				if (value != null) {
					check(placeholder, value, OriginLookup.getOrigin(source, placeholder));
					return String.valueOf(value);
				}
			}
			return null;
		}

	}

}
