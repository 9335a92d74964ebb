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

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * The Chromium or Chrome that is installed on this machine, and its driver.
 *
 * @param executable the browser
 * @param driver the driver
 */
record Chromium(Path executable, Path driver) {

	static final String MISSING = "The tests in a browser are skipped, since %s is not installed. "
			+ "On Debian and Ubuntu: apt-get install chromium chromium-driver";

	private static final List<String> BROWSERS = List.of("chromium", "chromium-browser", "google-chrome",
			"google-chrome-stable");

	private static final List<String> DRIVERS = List.of("chromedriver");

	static Optional<Chromium> find() {
		return find(BROWSERS).flatMap((executable) -> find(DRIVERS).map((driver) -> new Chromium(executable, driver)));
	}

	/**
	 * Return why there is none.
	 */
	static String missing() {
		return MISSING.formatted(find(BROWSERS).isEmpty() ? "Chromium" : "chromedriver");
	}

	private static Optional<Path> find(List<String> names) {
		return names.stream().flatMap(Chromium::onPath).filter(Files::isExecutable).findFirst();
	}

	private static Stream<Path> onPath(String name) {
		Stream<String> path = Stream.of(System.getenv("PATH").split(File.pathSeparator));
		return Stream.concat(path, Stream.of("/usr/bin", "/usr/lib/chromium", "/usr/lib/chromium-browser"))
			.map((directory) -> Path.of(directory, name));
	}

	ChromeDriver start(Path profile, Path log) {
		ChromeOptions options = new ChromeOptions();
		options.setBinary(this.executable.toFile());
		// Without a sandbox, since containers seldom allow one, and the pages are ours.
		// No name but that of this machine can be resolved: a page that loads anything
		// from elsewhere has errors in its console.
		options.addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--no-first-run",
				"--disable-extensions", "--force-device-scale-factor=1", "--lang=en-GB",
				"--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", "--user-data-dir=" + profile);
		LoggingPreferences logging = new LoggingPreferences();
		logging.enable(LogType.BROWSER, java.util.logging.Level.ALL);
		options.setCapability(ChromeOptions.LOGGING_PREFS, logging);
		ChromeDriverService service = new ChromeDriverService.Builder().usingDriverExecutable(this.driver.toFile())
			.usingAnyFreePort()
			.withLogFile(log.toFile())
			.build();
		return new ChromeDriver(service, options);
	}

}
