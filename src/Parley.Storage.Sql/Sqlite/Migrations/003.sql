-- What is deleted for everybody leaves no row: pages of history do not have to step over it. The log of deletions says what was there.
DELETE FROM messages WHERE del_id <> 0;
ALTER TABLE messages DROP COLUMN del_id;
ALTER TABLE messages DROP COLUMN deleted;
