-- Times in which staff held what happens by itself. is_open is 1 while it holds and nothing after it, so that one holds at most. Who is a
-- number of staff, or nothing for somebody at the command line. reached_on is the last day whose run it held.
CREATE TABLE pauses (
    number {int} NOT NULL PRIMARY KEY,
    reason {text} NOT NULL,
    paused_by {int},
    paused_at {int} NOT NULL,
    resumed_by {int},
    resumed_at {int},
    reached_on {text},
    is_open {int} UNIQUE CHECK (is_open = 1)
) {strict};
