"""Files that hold many inputs: tables, archives, mailboxes. Read as streams, never unpacked."""
