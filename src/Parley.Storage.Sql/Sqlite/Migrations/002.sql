-- How much the files of a user take.
CREATE INDEX files_by_user ON files (user_key, size);
