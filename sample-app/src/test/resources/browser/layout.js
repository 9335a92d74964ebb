// What cannot be used well in a window of this size, of all but the battles, and of one of those.
const shown = (element) => {
	const { width, height } = element.getBoundingClientRect();
	return width > 1 && height > 1 && getComputedStyle(element).visibility === 'visible';
};
const name = (element) => `${element.localName}#${element.id}.${element.className} "${element.textContent.slice(0, 40)}"`;
const [battle] = arguments;
const elements = [...document.body.querySelectorAll('*')].filter((element) =>
	shown(element) && (element.closest('.battle')?.dataset.battleId ?? battle) === battle);
const controls = elements.filter((element) => element.matches('button, input, select, summary, [tabindex]'));
return {
	width: document.documentElement.clientWidth,
	contentWidth: document.documentElement.scrollWidth,
	outside: elements.filter((element) => {
		const { left, right } = element.getBoundingClientRect();
		return left < 0 || right > innerWidth + 0.5;
	}).map(name),
	// Of the texts only, since a box may well hold more than it shows
	cutOff: elements.filter((element) => element.children.length === 0 && getComputedStyle(element).overflowX !== 'visible'
		&& element.scrollWidth > element.clientWidth + 1).map(name),
	controls: controls.length,
	smallControls: controls.filter((element) => {
		const { width, height } = element.getBoundingClientRect();
		return width < 24 || height < 24;
	}).map(name),
};
