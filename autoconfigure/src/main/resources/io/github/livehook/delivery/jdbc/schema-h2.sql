-- The tables of Livehook. Another prefix than 'livehook_' is set by livehook.delivery.jdbc.table-prefix.

-- One row a callback: what was received, never the signature. The ids grow with time
create table if not exists livehook_callback (
	id varchar(36) primary key,
	duplicate_key uuid unique,
	application varchar(100) not null,
	sdk_app_id varchar not null,
	command varchar not null,
	callback_id varchar,
	content_type varchar,
	client_ip varchar,
	opt_platform varchar,
	request_id varchar,
	request_time timestamp(9) with time zone,
	received_at timestamp(9) with time zone not null,
	deadline timestamp(9) with time zone not null,
	body varbinary not null
);

-- One row for each handler that has not succeeded. From due_at on, anybody may take it
create table if not exists livehook_work (
	callback_row varchar(36) not null,
	handler_id varchar(255) not null,
	application varchar(100) not null,
	sdk_app_id varchar not null,
	due_at timestamp(9) with time zone not null,
	attempts int not null,
	running boolean not null,
	version int not null,
	created_at timestamp(9) with time zone default current_timestamp not null,
	primary key (callback_row, handler_id)
);

create index if not exists idx_livehook_work_due_at on livehook_work (application, due_at);

-- One row for each handler that was given up
create table if not exists livehook_dead_letter (
	id varchar(36) primary key,
	callback_row varchar(36) not null,
	handler_id varchar(255) not null,
	application varchar(100) not null,
	attempts int not null,
	died_at timestamp(9) with time zone not null,
	cause varchar not null,
	unique (callback_row, handler_id)
);

create index if not exists idx_livehook_dead_letter_died_at on livehook_dead_letter (application, died_at, id);
