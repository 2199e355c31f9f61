-- Who published a version: nothing for those of before, and for the one that a store was set up with.
ALTER TABLE programme ADD COLUMN published_by {text};

-- The members whose subscriptions' dates were worked out by an earlier version of the programme, or of Jubilee.
CREATE TABLE unplanned (
    member {int} NOT NULL PRIMARY KEY
) {strict};
INSERT INTO unplanned (member) SELECT id FROM members;
