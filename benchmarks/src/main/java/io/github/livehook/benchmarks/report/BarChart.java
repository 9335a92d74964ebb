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

package io.github.livehook.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import org.springframework.web.util.HtmlUtils;

/**
 * A chart of horizontal bars, with a line from the lowest to the highest value of each.
 */
public final class BarChart {

	private static final int LABEL_WIDTH = 340;

	private static final int BAR_WIDTH = 400;

	private static final int VALUE_WIDTH = 150;

	private static final int ROW_HEIGHT = 30;

	private static final int TOP = 50;

	private static final String ROW = """
			<text x="%d" y="%d" text-anchor="end">%s</text>
			<rect x="%d" y="%d" width="%.1f" height="18" fill="%s"/>
			<path d="M%.1f %d H%.1f" stroke="#1f2328" stroke-width="2"/>
			<text x="%.1f" y="%d">%s</text>
			""";

	private static final String OURS = "#2f81f7";

	private static final String OTHERS = "#afb8c1";

	private final String title;

	private final int decimals;

	private final List<Bar> bars = new ArrayList<>();

	/**
	 * Create a chart without bars.
	 * @param title what the values are
	 * @param decimals the number of decimals
	 */
	public BarChart(String title, int decimals) {
		this.title = title;
		this.decimals = decimals;
	}

	/**
	 * Add a bar.
	 * @param label what it is of
	 * @param value its length
	 */
	public void add(String label, Spread value) {
		this.bars.add(new Bar(label, value));
	}

	/**
	 * Return the chart.
	 * @return the SVG
	 */
	public String toSvg() {
		double max = this.bars.stream().mapToDouble((bar) -> bar.value().max()).max().orElse(1);
		int width = LABEL_WIDTH + BAR_WIDTH + VALUE_WIDTH;
		int height = TOP + ROW_HEIGHT * this.bars.size() + ROW_HEIGHT / 2;
		StringBuilder svg = new StringBuilder("""
				<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %2$d" width="%1$d" height="%2$d" \
				font-family="sans-serif" font-size="13" fill="#1f2328">
				<rect width="100%%" height="100%%" fill="#ffffff"/>
				<text x="%3$d" y="28" font-size="15" font-weight="bold">%4$s</text>
				""".formatted(width, height, ROW_HEIGHT / 2, HtmlUtils.htmlEscape(this.title, "UTF-8")));
		for (int i = 0; i < this.bars.size(); i++) {
			svg.append(row(this.bars.get(i), TOP + i * ROW_HEIGHT, BAR_WIDTH / max));
		}
		return svg.append("</svg>\n").toString();
	}

	private String row(Bar bar, int y, double scale) {
		Spread value = bar.value();
		int text = y + 14;
		int middle = y + 9;
		return String.format(Locale.ROOT, ROW, LABEL_WIDTH - 10, text, HtmlUtils.htmlEscape(bar.label(), "UTF-8"),
				LABEL_WIDTH, y, value.median() * scale, bar.label().startsWith("livehook") ? OURS : OTHERS,
				LABEL_WIDTH + value.min() * scale, middle, LABEL_WIDTH + value.max() * scale,
				LABEL_WIDTH + value.max() * scale + 10, text, value.format(this.decimals));
	}

	@Override
	public String toString() {
		return this.bars.stream().map(Bar::label).collect(Collectors.joining(", ", this.title + ": ", ""));
	}

	private record Bar(String label, Spread value) {

	}

}
