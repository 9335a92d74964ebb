const done = arguments[arguments.length - 1];
axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
	done(violations.flatMap(({ id, impact, nodes }) =>
		nodes.map(({ target, failureSummary }) => ({ rule: id, impact, element: `${target}: ${failureSummary}` })))),
	(error) => done([{ rule: 'axe', impact: 'critical', element: String(error) }]));
