// What is seen of the board, down to its end: text that is hidden is not.
const text = (root, selector) => {
	const element = root.querySelector(selector);
	return element && element.checkVisibility() ? element.textContent.trim() : '';
};
const side = (card, selector) => {
	const side = card.querySelector(selector);
	return {
		owner: text(side, '.owner'),
		room: text(side, '.room'),
		score: text(side, '.score'),
		winner: side.dataset.winner === 'true',
	};
};
return {
	connection: document.querySelector('#connection').dataset.state,
	empty: text(document, '#no-battles') !== '',
	simulator: text(document, '#simulator-status'),
	battles: [...document.querySelectorAll('#battles .battle')].map((card) => ({
		id: card.dataset.battleId,
		state: card.dataset.state,
		from: side(card, '.side.from'),
		to: side(card, '.side.to'),
		countdown: text(card, '.countdown'),
		result: text(card, '.result'),
		gifts: [...card.querySelectorAll('.gift')].map((gift) => ({
			outcome: gift.dataset.outcome,
			text: gift.textContent.trim(),
		})),
	})),
	callbacks: [...document.querySelectorAll('#callbacks tbody tr[data-outcome]')].map((row) => ({
		at: row.dataset.at,
		command: row.dataset.command,
		result: row.dataset.outcome,
		time: text(row, '.time'),
		answered: text(row, '.answered'),
		outcome: text(row, '.outcome'),
	})),
};
