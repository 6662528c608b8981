-- By what the HTML of a letter names a picture that came within it; none for any other file.
ALTER TABLE interaction_files ADD COLUMN content_id TEXT;
