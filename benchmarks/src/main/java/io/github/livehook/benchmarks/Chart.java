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

import java.util.Locale;

/**
 * Horizontal bars with their spread.
 */
final class Chart {

	private static final int LEFT = 170;

	private static final int WIDTH = 420;

	private static final int ROW_HEIGHT = 30;

	private static final int TOP = 50;

	private static final String ROW = """
			<text x="%d" y="%d" text-anchor="end">%s</text>
			<rect x="%d" y="%d" width="%.1f" height="18" fill="%s"/>
			<path d="M%.1f %d H%.1f" stroke="#1f2328" stroke-width="2"/>
			<text x="%.1f" y="%d">%s</text>
			""";

	private final StringBuilder rows = new StringBuilder();

	private final String title;

	private final double max;

	private int y = TOP;

	Chart(String title, double max) {
		this.title = title;
		this.max = max;
	}

	void add(String label, Spread value) {
		double scale = WIDTH / this.max;
		double end = LEFT + value.max() * scale;
		this.rows.append(String.format(Locale.ROOT, ROW, LEFT - 10, this.y + 14, label, LEFT, this.y,
				value.median() * scale, label.startsWith("livehook") ? "#2f81f7" : "#afb8c1",
				LEFT + value.min() * scale, this.y + 9, end, end + 10, this.y + 14, value.format(1)));
		this.y += ROW_HEIGHT;
	}

	String toSvg() {
		return """
				<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %2$d" width="%1$d" height="%2$d" \
				font-family="sans-serif" font-size="13" fill="#1f2328">
				<rect width="100%%" height="100%%" fill="#ffffff"/>
				<text x="15" y="28" font-size="15" font-weight="bold">%3$s</text>
				%4$s</svg>
				""".formatted(LEFT + WIDTH + 150, this.y + ROW_HEIGHT / 2, this.title, this.rows);
	}

}
