-- The people and teams of the demo company, so that they can be taken out whole while others stay.
CREATE TABLE demo_users (user_id BLOB PRIMARY KEY);
CREATE TABLE demo_teams (team_id BLOB PRIMARY KEY);
