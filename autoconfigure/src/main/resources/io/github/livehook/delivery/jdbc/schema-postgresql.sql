-- The tables of Livehook. Another prefix than 'livehook_' is set by livehook.delivery.jdbc.table-prefix.

-- One row a callback: what was received, never the signature. The ids grow with time, as bytes are compared
create table if not exists livehook_callback (
	id varchar(36) collate "C" primary key,
	repeat_key uuid unique,
	sdk_app_id text not null,
	command text not null,
	callback_id text,
	content_type text,
	client_ip text,
	opt_platform text,
	request_time timestamptz,
	received_at timestamptz not null,
	deadline timestamptz not null,
	body bytea not null
) with (
	-- Rows are purged after minutes: vacuuming what was only inserted would write each page again
	autovacuum_vacuum_insert_threshold = -1
);

-- One row for each handler that has not succeeded: the table of db-scheduler
create table if not exists livehook_task (
	task_name varchar(255) not null,
	task_instance varchar(36) collate "C" not null,
	task_data bytea,
	execution_time timestamptz not null,
	picked boolean not null,
	picked_by varchar(50),
	last_success timestamptz,
	last_failure timestamptz,
	consecutive_failures integer,
	last_heartbeat timestamptz,
	version bigint not null,
	created_at timestamptz default current_timestamp not null,
	primary key (task_instance, task_name)
) with (
	-- Rows live for milliseconds: cleaning up early
	autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_cost_delay = 0
);

-- Not of work that is being done, which is most of it: a process does what it has stored
create index if not exists idx_livehook_task_execution_time on livehook_task (execution_time) where not picked;

-- One row for each handler that was given up
create table if not exists livehook_dead_letter (
	id varchar(36) primary key,
	callback_row varchar(36) collate "C" not null,
	handler_id varchar(255) not null,
	attempts integer not null,
	died_at timestamptz not null,
	cause text not null,
	unique (callback_row, handler_id)
);

create index if not exists idx_livehook_dead_letter_died_at on livehook_dead_letter (died_at);
