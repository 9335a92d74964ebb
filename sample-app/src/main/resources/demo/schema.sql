-- The tables of the profile 'demo', beside those of Livehook, and what the page shows of them

create table if not exists demo_battle (
	id varchar primary key,
	-- The start, or the end once it is there, as Tencent sends it
	event varchar not null,
	started_at timestamp(9) with time zone,
	ends_at timestamp(9) with time zone not null,
	state varchar(7) not null
);

create table if not exists demo_wallet (
	account varchar primary key,
	coins bigint default 5000 not null check (coins >= 0)
);

-- Pocket money: with each start, wallets are full again
delete from demo_wallet;

-- What was charged, to be compared with what was sent
create table if not exists demo_gift (
	number bigint generated always as identity primary key,
	asked_at timestamp(9) with time zone not null,
	account varchar not null,
	room varchar,
	id varchar,
	amount bigint not null check (amount > 0),
	coins bigint not null check (coins >= 0),
	outcome varchar(7) not null
);

create index if not exists idx_demo_gift_account on demo_gift (account, asked_at);

create or replace view shown_battle as
select id as "id", event as "event", started_at as "startedAt", ends_at as "endsAt",
	-- An end that does not come
	case when state = 'running' and ends_at < current_timestamp - interval '3' second then 'overdue' else state end as "state"
from demo_battle
where ends_at > current_timestamp - case when state = 'ended' then interval '1' minute else interval '10' minute end
order by ends_at, id;

create or replace view shown_gift as
select number as "id", asked_at as "askedAt", account as "account", room as "room", id as "gift", amount as "amount",
	coins as "coins", outcome as "outcome"
from demo_gift
order by number desc
limit 200;
