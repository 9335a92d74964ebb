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

package io.github.livehook.codec;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What one pass over a plain body tells: the scalars at its top that command and id are
 * made of.
 */
final class BodyOutline {

	private final Set<String> outlined;

	// In turn; few enough to be looked through
	private final List<String> namesAndTexts = new ArrayList<>();

	BodyOutline(Set<String> outlined) {
		this.outlined = outlined;
	}

	/**
	 * Return whether a field is looked at.
	 * @param name the name of a field at the top
	 * @return whether its text is known
	 */
	boolean covers(String name) {
		return this.outlined.contains(name);
	}

	/**
	 * Set the text of a field. The last one counts.
	 * @param name the name of the field
	 * @param text the text
	 */
	void put(String name, String text) {
		int index = indexOf(name);
		if (index != -1) {
			this.namesAndTexts.set(index + 1, text);
		}
		else {
			this.namesAndTexts.add(name);
			this.namesAndTexts.add(text);
		}
	}

	/**
	 * Return the text of a field.
	 * @param name the name of a field that is looked at
	 * @return the text, empty if there is no scalar
	 */
	String text(String name) {
		int index = indexOf(name);
		return (index != -1) ? this.namesAndTexts.get(index + 1) : "";
	}

	private int indexOf(String name) {
		for (int i = 0; i < this.namesAndTexts.size(); i += 2) {
			if (this.namesAndTexts.get(i).equals(name)) {
				return i;
			}
		}
		return -1;
	}

}
