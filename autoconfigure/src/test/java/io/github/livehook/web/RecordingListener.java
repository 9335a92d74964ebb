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

package io.github.livehook.web;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeanUtils;

import io.github.livehook.callback.CallbackMetadata;
import io.github.livehook.callback.CallbackResponse;
import io.github.livehook.callback.InvalidRequest;
import io.github.livehook.delivery.CallbackListener;
import io.github.livehook.delivery.DeliveryResult;
import io.github.livehook.verification.InboundRequest;
import io.github.livehook.verification.VerificationFailure;

/**
 * {@link CallbackListener} that notes what it is told, and throws if it should.
 */
class RecordingListener implements CallbackListener {

	final List<String> told = new ArrayList<>();

	@Nullable Class<? extends Throwable> failure;

	Runnable whenTold = () -> {
	};

	@Override
	public void verificationFailed(InboundRequest request, VerificationFailure failure, boolean enforced) {
		note((enforced ? "forbidden " : "reported ") + failure.reason() + " " + failure.detail());
	}

	@Override
	public void requestInvalid(InvalidRequest reason, String detail) {
		note("invalid " + reason);
	}

	@Override
	public void commandDiffers(String ofQuery, String ofBody) {
		note(ofQuery + " differs from " + ofBody);
	}

	@Override
	public void delivered(CallbackMetadata metadata, DeliveryResult result, @Nullable CallbackResponse atDeadline) {
		note("delivered " + result.status() + ((atDeadline != null) ? " late" : " in time"));
	}

	private void note(String message) {
		this.told.add(message);
		this.whenTold.run();
		if (this.failure != null) {
			sneakyThrow(BeanUtils.instantiateClass(this.failure));
		}
	}

	@SuppressWarnings("unchecked")
	private static <T extends Throwable> void sneakyThrow(Throwable failure) throws T {
		throw (T) failure;
	}

}
