// What the tests want to know of a page, from its beginning; in a block, so that names are not shared with it.
{
	window.observed = { shifts: [], longTasks: [], clicks: [], frameGaps: [] };

	const name = (node) => {
		const element = node?.nodeType === Node.TEXT_NODE ? node.parentElement : node;
		return element?.id ? `#${element.id}` : `${element?.localName}.${element?.className}`;
	};

	const observe = (type, options, seen) =>
		new PerformanceObserver((list) => list.getEntries().forEach(seen)).observe({ type, buffered: true, ...options });

	// Of what the user does, the page may move in answer: the standard leaves these shifts out too.
	observe('layout-shift', {}, (shift) => {
		// Less is a line of text that settles, and nobody sees it
		if (!shift.hadRecentInput && shift.value >= 0.001) {
			const moved = shift.sources.map(({ node, previousRect, currentRect }) =>
				`${name(node)} from ${previousRect.x},${previousRect.y} to ${currentRect.x},${currentRect.y}`);
			window.observed.shifts.push(`${shift.value.toFixed(5)}: ${moved.join('; ')}`);
		}
	});
	observe('longtask', {}, (task) => window.observed.longTasks.push(task.duration));
	observe('event', { durationThreshold: 16 }, (event) => {
		if (event.name === 'click') {
			window.observed.clicks.push(event.duration);
		}
	});

	window.observeFrames = () => requestAnimationFrame(function seen(last) {
		requestAnimationFrame((now) => {
			window.observed.frameGaps.push(now - last);
			seen(now);
		});
	});
}
