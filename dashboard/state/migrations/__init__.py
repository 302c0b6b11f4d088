"""The steps that bring a database of entries from the first version to the present one."""
