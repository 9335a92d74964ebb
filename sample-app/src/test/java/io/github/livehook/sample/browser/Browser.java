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

package io.github.livehook.sample.browser;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogType;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.util.FileSystemUtils;

/**
 * A browser with one tab, for all tests of this run.
 */
final class Browser implements AutoCloseable {

	private static final Path OUTPUT = Path.of("target", "screenshots");

	private static final JsonMapper json = JsonMapper.shared();

	private final Path profile;

	private final ChromeDriver driver;

	private final List<Object> scripts = new ArrayList<>();

	private Browser(Path profile, ChromeDriver driver) {
		this.profile = profile;
		this.driver = driver;
	}

	static Browser start() {
		try {
			Files.createDirectories(OUTPUT);
			Path profile = Files.createTempDirectory("livehook-browser");
			ChromeDriver driver = Chromium.find()
				.orElseThrow(() -> new IllegalStateException(Chromium.missing()))
				.start(profile, Path.of("target", "chromedriver.log"));
			Browser browser = new Browser(profile, driver);
			browser.beforePages(read("/browser/observe.js"));
			return browser;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String read(String name) {
		try (InputStream script = Browser.class.getResourceAsStream(name)) {
			return new String(script.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Forget what a test has seen and set.
	 */
	void reset() {
		this.driver.get("about:blank");
		this.scripts
			.forEach((script) -> command("Page.removeScriptToEvaluateOnNewDocument", Map.of("identifier", script)));
		this.scripts.clear();
		problems();
		size(1280, 900);
		theme("light");
	}

	void size(int width, int height) {
		command("Emulation.setDeviceMetricsOverride",
				Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
	}

	/**
	 * Set the theme that the user prefers.
	 * @param theme {@code light} or {@code dark}
	 */
	void theme(String theme) {
		command("Emulation.setEmulatedMedia",
				Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", theme))));
	}

	/**
	 * Run a script in each page that the test opens from now on, before its own scripts.
	 */
	void beforeNextPages(String script) {
		this.scripts.add(beforePages(script));
	}

	private Object beforePages(String script) {
		return command("Page.addScriptToEvaluateOnNewDocument", Map.of("source", script)).get("identifier");
	}

	private Map<String, Object> command(String name, Map<String, Object> parameters) {
		return this.driver.executeCdpCommand(name, parameters);
	}

	void open(String url) {
		this.driver.get(url);
	}

	void reload() {
		this.driver.navigate().refresh();
	}

	/**
	 * Press a key wherever the focus is.
	 */
	void press(Keys key) {
		new Actions(this.driver).sendKeys(key).perform();
	}

	void click(String selector) {
		this.driver.findElement(By.cssSelector(selector)).click();
	}

	Object run(String script, Object... arguments) {
		return this.driver.executeScript(script, arguments);
	}

	/**
	 * Return what a script returns, which is in {@code src/test/resources/browser}.
	 */
	<T> T ask(Class<T> type, String script, Object... arguments) {
		return json.convertValue(run(read("/browser/" + script), arguments), type);
	}

	/**
	 * Return each fault against accessibility that axe-core finds in the page.
	 */
	List<Fault> faults() {
		settle();
		run(read("/axe.min.js"));
		return json.convertValue(this.driver.executeAsyncScript(read("/browser/axe.js")), new TypeReference<>() {
		});
	}

	/**
	 * Return what the console has got since the last call. Whatever a page has to say
	 * there is a fault of it.
	 */
	List<String> problems() {
		return this.driver.manage().logs().get(LogType.BROWSER).getAll().stream().map(Object::toString).toList();
	}

	/**
	 * Return what has been observed since the page was opened.
	 */
	Observed observed() {
		return json.convertValue(run("return window.observed"), Observed.class);
	}

	/**
	 * Keep a picture of what is seen now.
	 * @param name the name, without the extension
	 * @return the file
	 */
	Path picture(String name) {
		settle();
		try {
			return Files.write(OUTPUT.resolve(name + ".png"), this.driver.getScreenshotAs(OutputType.BYTES));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Wait until what is being animated is at its end.
	 */
	private void settle() {
		this.driver.executeAsyncScript("""
				const done = arguments[arguments.length - 1];
				Promise.allSettled(document.getAnimations().map(({ finished }) => finished)).then(() => done());""");
	}

	@Override
	public void close() throws IOException {
		this.driver.quit();
		FileSystemUtils.deleteRecursively(this.profile);
	}

	/**
	 * What is observed of a page, with times in milliseconds.
	 *
	 * @param shifts each layout shift that no input of the user explains
	 * @param longTasks how long each task took that took more than 50 ms
	 * @param clicks how long it took each time until the answer to a click was seen
	 * @param frameGaps the time between frames
	 */
	record Observed(List<String> shifts, List<Double> longTasks, List<Double> clicks, List<Double> frameGaps) {

	}

	/**
	 * A fault against accessibility.
	 *
	 * @param rule the rule of axe-core
	 * @param impact {@code minor}, {@code moderate}, {@code serious} or {@code critical}
	 * @param element where it is, and what axe-core says about it
	 */
	record Fault(String rule, String impact, String element) {

	}

}
