"""Where rows live: engine, column types, transactions, group commit, migrations, backups."""
