-- The tables of Livehook. Another prefix than 'livehook_' is set by livehook.delivery.jdbc.table-prefix.

-- One row a callback: what was received, never the signature. The ids grow with time
create table if not exists livehook_callback (
	id varchar(36) primary key,
	repeat_key uuid unique,
	sdk_app_id varchar not null,
	command varchar not null,
	callback_id varchar,
	content_type varchar,
	client_ip varchar,
	opt_platform varchar,
	request_time timestamp(9) with time zone,
	received_at timestamp(9) with time zone not null,
	deadline timestamp(9) with time zone not null,
	body varbinary not null
);

-- One row for each handler that has not succeeded: the table of db-scheduler
create table if not exists livehook_task (
	task_name varchar(255) not null,
	task_instance varchar(36) not null,
	task_data varbinary,
	execution_time timestamp(9) with time zone not null,
	picked boolean not null,
	picked_by varchar(50),
	last_success timestamp(9) with time zone,
	last_failure timestamp(9) with time zone,
	consecutive_failures int,
	last_heartbeat timestamp(9) with time zone,
	version bigint not null,
	created_at timestamp(9) with time zone default current_timestamp not null,
	primary key (task_instance, task_name)
);

create index if not exists idx_livehook_task_execution_time on livehook_task (execution_time);
create index if not exists idx_livehook_task_last_heartbeat on livehook_task (last_heartbeat);

-- One row for each handler that was given up
create table if not exists livehook_dead_letter (
	id varchar(36) primary key,
	callback_row varchar(36) not null,
	handler_id varchar(255) not null,
	attempts int not null,
	died_at timestamp(9) with time zone not null,
	cause varchar not null,
	unique (callback_row, handler_id)
);

create index if not exists idx_livehook_dead_letter_died_at on livehook_dead_letter (died_at);
