// The board: what the server sends is kept in maps by key, and drawn at most once a frame.
'use strict';

const MAX_ROWS = 50;
const MAX_GIFTS = 3;

const byId = (id) => document.getElementById(id);

const items = { battle: new Map(), gift: new Map(), callback: new Map(), delivery: new Map() };
const cards = new Map();
const changed = new Set();
let clockAhead = 0;
let frame = 0;

// --- What the server sends

function connect() {
	const events = new EventSource('events');
	events.addEventListener('snapshot', (event) => take(JSON.parse(event.data), true));
	events.addEventListener('changes', (event) => take(JSON.parse(event.data), false));
	events.onerror = () => {
		connected = false;
		showConnection('lost', 'Reconnecting');
		// The browser itself tries again, unless it was given an answer that it does not like
		if (events.readyState === EventSource.CLOSED) {
			setTimeout(connect, 2000);
		}
	};
}

// Told live once the page shows what the server has
let connected = false;

function showConnection(state, text) {
	byId('connection').dataset.state = state;
	setText(byId('connection'), text);
}

function take(message, snapshot) {
	clockAhead = Date.parse(message.now) - Date.now();
	if (snapshot) {
		connected = true;
		items.battle.forEach((battle, id) => changed.add(id));
		Object.values(items).forEach((map) => map.clear());
		changed.add('gift').add('callback').add('delivery');
	}
	for (const [key, item] of Object.entries(message.items)) {
		put(key, item, snapshot);
	}
	message.gone.forEach((key) => put(key, null, false));
	if (frame === 0) {
		frame = requestAnimationFrame(draw);
	}
}

function put(key, item, snapshot) {
	const kind = key.slice(0, key.indexOf('/'));
	const id = key.slice(kind.length + 1);
	if (!items[kind]) {
		return;
	}
	changed.add(kind === 'battle' ? id : kind);
	if (!item) {
		items[kind].delete(id);
		return;
	}
	if (kind === 'battle') {
		const before = items.battle.get(id);
		item = readBattle(item);
		if (!snapshot && before?.state !== item.state) {
			announce(item);
		}
	}
	items[kind].set(id, item);
}

function readBattle(row) {
	const event = JSON.parse(row.event);
	const sides = [event.FromRoomInfo, ...event.ToRoomList || []]
		.map((side) => ({ owner: side?.Owner_Account ?? 'nobody', room: side?.RoomId ?? '', score: side?.Score ?? null }));
	// Of several opponents, the card shows the best
	const from = sides.shift();
	sides.sort((a, b) => b.score - a.score);
	return {
		id: row.id, state: row.state, from, to: sides[0] ?? { owner: 'nobody', room: '', score: null }, opponents: sides,
		reason: event.OpType, startedAt: Date.parse(row.startedAt ?? row.endsAt), endsAt: Date.parse(row.endsAt)
	};
}

// --- Drawing

function draw() {
	frame = 0;
	const gifts = changed.has('gift');
	if (changed.has('callback')) {
		drawCallbacks();
	}
	if (changed.has('delivery')) {
		drawDelivery();
	}
	['gift', 'callback', 'delivery'].forEach((kind) => changed.delete(kind));
	const battlesChanged = changed.size > 0;
	changed.forEach(drawBattle);
	changed.clear();
	if (gifts || battlesChanged) {
		drawGifts();
	}
	if (battlesChanged) {
		drawTotals();
		tick();
	}
	if (connected) {
		showConnection('live', 'Live');
	}
}

// Cards keep their places: what goes leaves a place, which the next one takes
function drawBattle(id) {
	const battle = items.battle.get(id);
	let card = cards.get(id);
	if (!battle) {
		if (card) {
			vacate(card);
			cards.delete(id);
		}
		return;
	}
	if (!card) {
		card = occupy(id);
		cards.set(id, card);
	}
	card.dataset.state = battle.state;
	drawSide(card.querySelector('.from'), battle.from, battle);
	drawSide(card.querySelector('.to'), battle.to, battle);
	setText(card.querySelector('.badge'), { running: 'Live', overdue: 'Overdue', ended: 'Ended' }[battle.state]);
	setText(card.querySelector('.result'), resultOf(battle));
}

function occupy(id) {
	const place = document.querySelector('#battles > .place') ?? byId('battles').appendChild(document.createElement('li'));
	place.className = 'battle';
	place.removeAttribute('aria-hidden');
	place.dataset.battleId = id;
	place.replaceChildren(byId('battle').content.cloneNode(true));
	return place;
}

function vacate(card) {
	card.className = 'place';
	card.setAttribute('aria-hidden', 'true');
	delete card.dataset.battleId;
	delete card.dataset.state;
	card.replaceChildren();
	for (let last = byId('battles').lastElementChild; last?.className === 'place'; last = byId('battles').lastElementChild) {
		last.remove();
	}
}

function drawSide(element, side, battle) {
	const more = side === battle.to ? battle.opponents.length - 1 : 0;
	setText(element.querySelector('.avatar'), String(side.owner).slice(0, 1).toUpperCase());
	setText(element.querySelector('.owner'), side.owner);
	setText(element.querySelector('.room'), side.room + (more > 0 ? ` and ${more} more` : ''));
	setText(element.querySelector('.score'), side.score === null ? '–' : side.score.toLocaleString('en'));
	element.dataset.winner = String(winnerOf(battle) === side);
}

function winnerOf(battle) {
	const { from, to } = battle;
	if (battle.state !== 'ended' || from.score === null || to.score === null || from.score === to.score) {
		return null;
	}
	return from.score > to.score ? from : to;
}

function resultOf(battle) {
	if (battle.state === 'running') {
		return '';
	}
	if (battle.state === 'overdue') {
		return 'Time is up, no end was sent';
	}
	if (battle.reason === 2) {
		return 'Nobody joined';
	}
	const winner = winnerOf(battle);
	const result = winner ? `${winner.owner} wins` : 'Draw';
	return battle.reason === 1 ? 'All owners left' : result;
}

function drawGifts() {
	const battles = new Map();
	items.battle.forEach((battle) => [battle.from, ...battle.opponents].forEach(({ room }) => {
		battles.set(room, [...battles.get(room) ?? [], battle]);
	}));
	const gifts = new Map();
	items.gift.forEach((gift) => {
		const at = Date.parse(gift.askedAt);
		const battle = battles.get(gift.room)
			?.find(({ state, startedAt, endsAt }) => at >= startedAt && (state !== 'ended' || at <= endsAt));
		if (battle) {
			gifts.set(battle.id, [...gifts.get(battle.id) ?? [], gift].sort((a, b) => b.id - a.id).slice(0, MAX_GIFTS));
		}
	});
	cards.forEach((card, id) => drawGiftsOf(card.querySelector('.gifts'), gifts.get(id) ?? []));
}

function drawGiftsOf(list, gifts) {
	while (list.children.length > gifts.length) {
		list.lastElementChild.remove();
	}
	gifts.forEach((gift, index) => {
		const element = list.children[index] ?? list.appendChild(document.createElement('li'));
		element.className = 'gift';
		element.dataset.outcome = gift.outcome;
		// First what must not be cut off in a narrow card
		setText(element, { allowed: 'Allowed', refused: 'Refused', failed: 'Given back' }[gift.outcome]
			+ `: ${gift.account}, ${gift.amount} × ${gift.gift} for ${(gift.amount * gift.coins).toLocaleString('en')}`);
	});
}

function drawTotals() {
	const running = [...items.battle.values()].filter((battle) => battle.state === 'running').length;
	setText(byId('running'), running > 0 ? `${running} running` : '');
	byId('no-battles').hidden = items.battle.size > 0;
	['end', 'gift', 'expensive-gift'].forEach((id) => byId(id).disabled = running === 0);
}

function drawDelivery() {
	const { mode, pending = '?', dead = '?' } = items.delivery.get('now');
	byId('delivery').dataset.mode = mode;
	setText(byId('delivery'), mode === 'memory' ? mode : `${mode}: ${pending} pending, ${dead} dead`);
}

// Rows keep their places too, and are filled anew
function drawCallbacks() {
	const rows = new Map();
	[...items.callback.values()].sort((a, b) => b.number - a.number).forEach((entry) => {
		const key = `${entry.at} ${entry.command}`;
		const row = rows.get(key) ?? { at: entry.at, command: entry.command };
		if (entry.outcome in ATTEMPTS) {
			row.attempt ??= entry;
		}
		else {
			row.answer = entry;
		}
		rows.set(key, row);
	});
	const body = document.querySelector('#callbacks tbody');
	const latest = [...rows.values()].slice(0, MAX_ROWS);
	while (body.children.length > latest.length) {
		body.lastElementChild.remove();
	}
	latest.forEach((row, index) => drawCallback(body.children[index] ?? addRow(body), row));
}

function addRow(body) {
	const row = body.insertRow();
	['time', 'command', 'answered', 'outcome'].forEach((name) => row.insertCell().className = name);
	return row;
}

const ATTEMPTS = { SUCCEEDED: 'handled', RETRIED: 'retried', DEAD: 'dead' };

const OUTCOMES = {
	'stored': 'Stored', 'handled': 'Stored, handled', 'retried': 'Failed, is tried again', 'dead': 'Dead letter',
	'duplicate': 'Duplicate, recognised', 'no-handler': 'No handler', 'failed': 'Failed', 'unreadable': 'Unreadable',
	'saturated': 'No room', 'not-stored': 'Not stored', 'duplicate-in-progress': 'Duplicate, not yet known', 'allowed': 'Allowed',
	'refused': 'Refused', 'late': 'Decided too late', 'no-decision-handler': 'No decision handler', 'forbidden': '403'
};

function drawCallback(element, row) {
	const { outcome, detail } = outcomeOf(row);
	element.dataset.at = row.at;
	element.dataset.command = row.command;
	element.dataset.outcome = outcome;
	setText(element.cells[0], new Date(row.at).toLocaleTimeString('en-GB'));
	setText(element.cells[1], row.command.replace(/^\w+\.Callback/, '') || 'not read');
	element.cells[1].title = row.command;
	element.cells[3].title = detail ?? '';
	setText(element.cells[2], row.answer ? milliseconds(row.answer.micros) : '–');
	setText(element.cells[3], (OUTCOMES[outcome] ?? outcome) + (detail ? `: ${detail}` : ''));
}

function outcomeOf({ answer, attempt }) {
	if (attempt) {
		return { outcome: ATTEMPTS[attempt.outcome] };
	}
	if (answer.outcome === 'DECIDED') {
		const [, code, detail] = /^(\d+) (.*)$/.exec(answer.detail);
		return { outcome: code === '0' ? 'allowed' : 'refused', detail };
	}
	const outcome = answer.outcome.toLowerCase().replaceAll('_', '-');
	return { outcome, detail: outcome === 'forbidden' ? answer.detail.toLowerCase().replaceAll('_', ' ') : '' };
}

function milliseconds(micros) {
	return micros < 10000 ? `${(micros / 1000).toFixed(1)} ms` : `${Math.round(micros / 1000)} ms`;
}

function setText(element, text) {
	if (element.textContent !== text) {
		element.textContent = text;
	}
}

// --- One clock for all cards

function tick() {
	const now = Date.now() + clockAhead;
	cards.forEach((card, id) => {
		const battle = items.battle.get(id);
		const left = battle?.state === 'running' ? Math.max(0, battle.endsAt - now) : 0;
		const seconds = Math.ceil(left / 1000);
		setText(card.querySelector('.countdown'), `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`);
		const share = left / Math.max(1, battle ? battle.endsAt - battle.startedAt : 1);
		card.querySelector('.left').style.transform = `scaleX(${Math.min(1, share).toFixed(3)})`;
	});
}

// --- For those who listen: at most one sentence in four seconds

const news = { started: 0, ended: 0, last: '' };

function announce(battle) {
	if (battle.state === 'overdue') {
		return;
	}
	const pair = `${battle.from.owner} against ${battle.to.owner}`;
	news[battle.state === 'running' ? 'started' : 'ended']++;
	news.last = battle.state === 'running' ? `Battle started: ${pair}` : `Battle ended: ${pair}. ${resultOf(battle)}`;
}

function speak() {
	const { started, ended, last } = news;
	if (started + ended > 0) {
		byId('announcer').textContent = started + ended === 1 ? last : `${started} battles started, ${ended} ended`;
		Object.assign(news, { started: 0, ended: 0 });
	}
}

// --- The simulator: what Tencent would post

const OWNERS = ['brennan', 'tandy', 'amara', 'jun', 'sofia', 'mateo', 'yuki', 'noor', 'lena', 'omar', 'priya', 'kai'];
const VIEWERS = ['mia', 'leo', 'ida', 'sam', 'zoe', 'max'];
const GIFTS = [['rose', 10], ['heart', 50], ['firework', 200]];

const ACTIONS = {
	'start': () => [lastStart = startOf(newBattle())],
	'end': () => [endOf(newest())],
	'gift': () => [giftTo(newest(), ...pick(GIFTS), 1 + random(3))],
	'expensive-gift': () => [giftTo(newest(), 'rocket', 1000, 6)],
	'repeat': () => [lastStart],
	'bad-signature': () => [startOf(newBattle()), '?forged=true']
};

// A repeat has the same bytes
let lastStart;

async function simulate(action) {
	const [body, query = ''] = ACTIONS[action]();
	byId('repeat').disabled = !lastStart;
	const token = /(?:^|; )XSRF-TOKEN=([^;]*)/.exec(document.cookie)?.[1] ?? '';
	const status = byId('simulator-status');
	try {
		const answer = await fetch(`simulator${query}`, {
			method: 'POST',
			headers: { 'Content-Type': 'application/json', 'X-XSRF-TOKEN': decodeURIComponent(token) },
			body: JSON.stringify(body)
		});
		setText(status, `${body.CallbackCommand}: ${answer.ok ? await answer.text() : `not sent (${answer.status})`}`);
	}
	catch (error) {
		setText(status, 'The server cannot be reached.');
	}
}

function newest() {
	return [...items.battle.values()].filter((battle) => battle.state === 'running')
		.reduce((a, b) => b.startedAt > a.startedAt ? b : a);
}

function newBattle() {
	const id = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(32))));
	const owner = random(OWNERS.length);
	const other = (owner + 1 + random(OWNERS.length - 1)) % OWNERS.length;
	const room = 1000 + random(8999);
	const now = Date.now();
	return {
		id, from: { owner: OWNERS[owner], room: `pk-${room}` }, opponents: [{ owner: OWNERS[other], room: `pk-${room + 1}` }],
		startedAt: now, endsAt: now + 60000
	};
}

function startOf({ id, from, opponents, startedAt, endsAt }) {
	const seconds = Math.floor(startedAt / 1000);
	return {
		CallbackCommand: 'Live.CallbackAfterStartBattle', BattleId: id, Duration: Math.round(endsAt - startedAt),
		CreateTime: seconds, StartTime: seconds, FromRoomInfo: roomOf(from), ToRoomList: opponents.map(roomOf),
		EventTime: startedAt
	};
}

function endOf({ id, from, opponents, startedAt, endsAt }) {
	const now = Date.now();
	const scored = (side) => ({ ...roomOf(side), Score: random(500) * 10 });
	return {
		CallbackCommand: 'Live.CallbackAfterEndBattle', BattleId: id, Duration: Math.round(endsAt - startedAt),
		CreateTime: Math.floor(startedAt / 1000), StartTime: Math.floor(startedAt / 1000), EndTime: Math.floor(now / 1000),
		OpType: 0, FromRoomInfo: scored(from), ToRoomList: opponents.map(scored), EventTime: now
	};
}

function giftTo({ from, to }, gift, coins, count) {
	const side = pick([from, to]);
	const viewer = pick(VIEWERS);
	return {
		CallbackCommand: 'Live.CallbackBeforeSendGift', Operator_Account: viewer, RoomId: side.room, GiftWater: {
			From_Account: viewer, To_Account: [side.owner], Time: Math.floor(Date.now() / 1000), GiftId: gift, Count: count,
			Coins: coins
		}
	};
}

function roomOf({ owner, room }) {
	return { RoomId: room, Owner_Account: owner };
}

function random(below) {
	return Math.floor(Math.random() * below);
}

function pick(list) {
	return list[random(list.length)];
}

Object.keys(ACTIONS).forEach((action) => byId(action).addEventListener('click', () => simulate(action)));
setInterval(tick, 250);
setInterval(speak, 4000);
connect();
