-- The tables of Livehook. Another prefix than 'livehook_' is set by livehook.delivery.jdbc.table-prefix.

-- The same table cannot be created in two transactions at the same time
select pg_advisory_xact_lock(hashtext('livehook_callback'));

-- One row a callback: what was received, never the signature. The ids grow with time, as bytes are compared
create table if not exists livehook_callback (
	id varchar(36) collate "C" primary key,
	duplicate_key uuid unique,
	application varchar(100) collate "C" not null,
	sdk_app_id text not null,
	command text not null,
	callback_id text,
	content_type text,
	client_ip text,
	opt_platform text,
	request_id text,
	request_time timestamptz,
	received_at timestamptz not null,
	deadline timestamptz not null,
	body bytea not null
) with (
	-- Rows are purged after minutes: vacuuming what was only inserted would write each page again
	autovacuum_vacuum_insert_threshold = -1
);

-- One row for each handler that has not succeeded. From due_at on, anybody may take it
create table if not exists livehook_work (
	callback_row varchar(36) collate "C" not null,
	handler_id varchar(255) not null,
	application varchar(100) collate "C" not null,
	sdk_app_id text not null,
	due_at timestamptz not null,
	attempts int not null,
	running boolean not null,
	version int not null,
	created_at timestamptz default current_timestamp not null,
	primary key (callback_row, handler_id)
) with (
	-- Rows live for milliseconds: cleaning up early
	autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_cost_delay = 0
);

create index if not exists idx_livehook_work_due_at on livehook_work (application, due_at);

-- One row for each handler that was given up
create table if not exists livehook_dead_letter (
	id varchar(36) primary key,
	callback_row varchar(36) collate "C" not null,
	handler_id varchar(255) not null,
	application varchar(100) collate "C" not null,
	attempts int not null,
	died_at timestamptz not null,
	cause text not null,
	unique (callback_row, handler_id)
);

create index if not exists idx_livehook_dead_letter_died_at on livehook_dead_letter (application, died_at, id);
